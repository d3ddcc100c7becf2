"""Terms of the field are the right ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Edit, Filing, Fix, Passage, Record, Rule, has_any

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from disclint import Severity

__all__ = ["Term", "Terms"]


class Term(Record):
    """A word that is wrong, and what is right instead.

    中文：一个错误的词，以及正确的写法。
    """

    right: str = ""
    """The one right form; with it a finding can be mended.
    中文：唯一正确的写法；写了它，报告可以修复。"""

    advice: str = ""
    """What is better, where there is no one right form.
    中文：没有唯一正确写法时，怎样更好。"""

    advice_in_english: str = ""
    """The same in English.
    中文：同一建议的英文。"""

    severity: Severity = "warning"
    """How grave it is.
    中文：级别。"""

    unless: tuple[str, ...] = ()
    """Longer phrases that hold the word and are right.
    中文：含有这个词、而写法正确的较长词语。"""

    unless_said: str = ""
    """Words that make it right where the report has them anywhere, such as the full name of a law.
    中文：全文任何地方有这些字时，这个词即为正确，如法律的全称。"""

    once: bool = False
    """Whether a report has one finding, at the first place.
    中文：是否全文只报告一次，报告在首次出现处。"""


class Terms(Rule):
    """Words of the report's field are written as the law and usage have them: 结转 and not 转结.

    The words are those of the pack, in Simplified script with half-width punctuation; a report in Traditional script is
    read as Simplified, and is not mended, lest scripts be mixed. A pack adds words of its own; naming a word among its
    own exceptions (`unless`) switches it off. A word with neither `right` nor `advice` is only forbidden. Tables,
    headings of sections and the title have rules of their own.

    中文：业务用语按法律和惯例书写：写“结转”，不写“转结”。

    词语取自规则包，用简体和半角标点；繁体报告按简体读，不作修复，以免两种字体混用。规则包可以增加词语；把一个词写进它
    自己的 `unless`，即停用该词。既无 `right` 又无 `advice` 的词，只是不得使用。表格、部分标题和报告标题另有规则。
    """

    kind: ClassVar[str] = "terms"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "right": ("“{words}”应为“{right}”", "“{words}” should be “{right}”"),
        "forbidden": ("不应使用“{words}”", "“{words}” is not to be used"),
        "advice": ("“{words}”：{advice}", "“{words}”: {advice_english}"),
    }

    words: Mapping[str, Term]
    """By the wrong word.
    中文：以错误的词为键。"""

    sections: tuple[str, ...] = ()
    """Sections whose text is searched; all if empty.
    中文：查找哪些部分；留空为全文。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each place."""
        plain = filing.document.plain
        if not has_any(plain, tuple(self.words)):
            return
        for word, term in self.words.items():
            if word in plain and not (term.unless_said and term.unless_said in plain):
                yield from self._places(filing, word, term)

    def _places(self, filing: Filing, word: str, term: Term) -> Iterator[Diagnostic]:
        for passage in filing.passages:
            if self.sections and passage.section not in self.sections:
                continue
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
            "right" if term.right else "advice" if term.advice else "forbidden",
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
