"""Terms of the field are the right ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from disclint import Diagnostic, Edit, Filing, Fix, Passage, Record, Rule, Severity

__all__ = ["Term", "Terms"]


class Term(Record):
    """A word that is wrong, and what is right instead."""

    right: str = ""
    """The one right form; with it a finding can be mended."""

    advice: str = ""
    """What is better, where there is no one right form."""

    advice_in_english: str = ""

    severity: Severity = "warning"

    unless: tuple[str, ...] = ()
    """Longer phrases that hold the word and are right."""

    unless_said: str = ""
    """Words that make it right where the report has them anywhere, such as the full name of a law."""

    once: bool = False
    """Whether a report has one finding, at the first place."""


class Terms(Rule):
    """Words of the report's field are written as the law and usage have them: 结转 and not 转结.

    The words are those of the pack, in Simplified script with half-width punctuation; a report in Traditional script is
    read as Simplified, and is not mended, lest scripts be mixed. A pack adds words of its own; naming a word among its
    own exceptions (`unless`) switches it off. Tables, headings of sections and the title have rules of their own.
    """

    kind: ClassVar[str] = "terms"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "right": ("“{words}”应为“{right}”", "“{words}” should be “{right}”"),
        "advice": ("“{words}”：{advice}", "“{words}”: {advice_english}"),
    }

    words: Mapping[str, Term]
    """By the wrong word."""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each place."""
        plain = filing.document.plain
        for word, term in self.words.items():
            if word in plain and not (term.unless_said and term.unless_said in plain):
                yield from self._places(filing, word, term)

    def _places(self, filing: Filing, word: str, term: Term) -> Iterator[Diagnostic]:
        for passage in filing.passages:
            normal = passage.text.normal
            at = normal.find(word)
            simplified = at >= 0 and not _is_traditional(passage)
            while at >= 0:
                if not _is_inside(normal, word, at, term.unless):
                    fix = _mended(passage, at, word, term.right) if simplified and term.right else None
                    yield self._finding(passage, at, at + len(word), term, fix)
                    if term.once:
                        return
                at = normal.find(word, at + len(word))

    def _finding(self, passage: Passage, at: int, end: int, term: Term, fix: Fix | None) -> Diagnostic:
        return self.diagnostic(
            passage.text.span_of(at, end),
            "right" if term.right else "advice",
            severity=self.at_most(term.severity),
            fix=fix,
            words=passage.text.value[at:end],
            right=term.right,
            advice=term.advice,
            advice_english=term.advice_in_english or term.advice,
        )


def _is_inside(normal: str, word: str, at: int, phrases: tuple[str, ...]) -> bool:
    """Whether what stands at an offset is part of one of these longer phrases."""
    for phrase in phrases:
        offset = phrase.find(word)
        while offset >= 0:
            if at >= offset and normal.startswith(phrase, at - offset):
                return True
            offset = phrase.find(word, offset + 1)
    return False


def _mended(passage: Passage, at: int, word: str, right: str) -> Fix | None:
    """The least edit that makes it right; none where the source is spelled otherwise."""
    text = passage.text
    same = _shared(word, right)
    tail = _shared(word[same:][::-1], right[same:][::-1])
    start, end = at + same, at + len(word) - tail
    if text.value[at : at + len(word)] != word or not text.is_exact(start, end):
        return None
    return Fix((Edit(text.span_of(start, end), right[same : len(right) - tail]),), safe=True)


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _is_traditional(passage: Passage) -> bool:
    return any(
        printed != plain and "\u4e00" <= plain <= "\u9fff"
        for printed, plain in zip(passage.text.value, passage.text.normal, strict=True)
    )
