"""Quotation marks and brackets come in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from disclint import Diagnostic, Edit, Filing, Fix, NamedTuple, Related, Rule, Text, has_any, late, places_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Literal, TypeAlias

__all__ = ["PunctuationPairs"]

Part: TypeAlias = "Literal['unpaired', 'nested', 'adjacent']"


class _Mark(NamedTuple):
    """An opening or closing mark."""

    text: Text
    at: int
    mark: str
    """In normal form."""


class PunctuationPairs(Rule):
    """Quotation marks and brackets come in pairs within a paragraph, and change inside one another.

    An error: an opening mark without its closing one, or the reverse. All of a paragraph are one finding. Notes: “”
    inside “”, where ‘’ belongs; 《》 inside 《》, where 〈〉 belongs; 、 between 《》 that stand side by side, or
    between “” (once for a file).

    A paragraph is read whole: where a page break cut it, its parts are joined. A pair may span paragraphs of one
    section, and each paragraph of a long quotation may open anew. Not reported: the bracket after a number (1）, 一）),
    an apostrophe, brackets of document numbers, tables.

    中文：引号和括号在段落内成对，内外层不同。

    错误：只有前一半或只有后一半；一段合为一处。提示：“”之中又用“”，应为‘’；《》之中又用《》，应为〈〉；相连的
    《》之间、“”之间用顿号（全文一次）。

    段落完整地读：被分页截断的，连起来读。一对可以跨同一部分的几段，长引文每段可以各起一个前引号。不报告：编号后的括号
    （1）、一）），撇号，文号的括号，表格。
    """

    kind: ClassVar[str] = "punctuation-pairs"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "opened": ("{marks} 没有配对的后半部分", "nothing closes {marks}"),
        "closed": ("{marks} 没有配对的前半部分", "nothing opens {marks}"),
        "mixed": ("{marks} 不成对", "{marks} do not pair"),
        "also": ("也不成对", "has no partner either"),
        "nested": ("{outer} 之内应用 {inner}", "inside {outer} write {inner}"),
        "adjacent": (
            "并列的书名号、引号之间通常不用顿号，全文{count}处",
            "between book title marks or quotes side by side 、 is usually left out: {count} places in the report",
        ),
    }

    parts: tuple[Part, ...] = ("unpaired", "nested", "adjacent")
    """What is looked at.
    中文：检查哪些方面。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding of unpaired and one of nested marks for each paragraph, and one of 、 for the file."""
        any_pairs = "unpaired" in self.parts or "nested" in self.parts
        if any_pairs and has_any(filing.passage_words, _MARKS):
            yield from self._paired(filing)
        if "adjacent" in self.parts and has_any(filing.document.plain, ("》、《", "”、“")):
            yield from self._adjacent(filing)

    def _paired(self, filing: Filing) -> Iterator[Diagnostic]:
        lonely: list[list[_Mark]] = []
        section: str | None = None
        for passage in filing.passages:
            if passage.section != section:
                yield from self._lonely(lonely)
                lonely, section = [], passage.section
            found, nested = _read(passage.text)
            _settle(lonely, found, passage.text.value[:1])
            if found:
                lonely.append(found)
            if nested and "nested" in self.parts:
                yield self._nested(passage.text, nested)
        yield from self._lonely(lonely)

    def _lonely(self, paragraphs: Sequence[Sequence[_Mark]]) -> Iterator[Diagnostic]:
        for marks in paragraphs:
            if not marks or "unpaired" not in self.parts:
                continue
            ways = {mark.mark in _CLOSING for mark in marks}
            printed = "".join(dict.fromkeys(mark.text.value[mark.at] for mark in marks))
            code = "mixed" if len(ways) == 2 else "closed" if True in ways else "opened"
            places = [mark.text.span_of(mark.at, mark.at + 1) for mark in marks[:_MOST_RELATED]]
            yield self.diagnostic(
                places[0],
                code,
                related=tuple([Related(self.message("also"), place) for place in places[1:]]),
                marks=printed,
            )

    def _nested(self, text: Text, pairs: Sequence[tuple[int, int]]) -> Diagnostic:
        edits = []
        for pair in pairs:
            inner = _INNER[text.value[pair[0]]]
            edits += [Edit(text.span_of(at, at + 1), mark) for at, mark in zip(pair, inner, strict=True)]
        outer = text.value[pairs[0][0]]
        return self.diagnostic(
            text.span_of(pairs[0][0], pairs[0][1] + 1),
            "nested",
            severity=self.at_most("note"),
            fix=Fix(tuple(sorted(edits)), safe=False),
            outer=outer + _PARTNER[outer],
            inner=_INNER[outer],
        )

    def _adjacent(self, filing: Filing) -> Iterator[Diagnostic]:
        places = [
            (passage.text, match.start() + 1)
            for passage in filing.passages
            if "、" in passage.text.value
            for match in re.finditer("》、《|”、“", passage.text.value)
        ]
        if places:
            text, at = places[0]
            yield self.diagnostic(
                text.span_of(at, at + 1), "adjacent", severity=self.at_most("note"), count=len(places)
            )


_PARTNER = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "(": ")", "【": "】", "〔": "〕", "「": "」", "『": "』"}
_CLOSING = {closing: opening for opening, closing in _PARTNER.items()}
_MARKS = (*_PARTNER, *_CLOSING, '"')
_INNER = {"“": "‘’", "《": "〈〉"}
_MOST_RELATED = 4
_FARTHEST = 4
"""Over how many paragraphs a pair may reach."""
_DEEPEST = 8
"""Within how many open marks a partner is looked for."""
_NUMBER = late(r"[\[(【〔]\s*\d{2,4}\s*[\])】〕]\s*第?\s*\d+\s*号")
_ITEM = late(r"(?:^|[\s,;:。、])(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z①-⑳])$")


def _read(text: Text) -> tuple[list[_Mark], list[tuple[int, int]]]:
    """The marks of a paragraph that have no partner in it, and the pairs that stand inside a pair of their own kind."""
    lonely, nested = _match(text, frozenset())
    if lonely and "号" in text.normal:
        lonely, nested = _match(text, _numbers(text.normal))
    return lonely, nested


def _match(text: Text, numbers: frozenset[int]) -> tuple[list[_Mark], list[tuple[int, int]]]:
    normal, value = text.normal, text.value
    opened: list[tuple[str, int]] = []
    lonely: list[_Mark] = []
    nested: list[tuple[int, int]] = []
    for at, mark in places_of(normal, _MARKS):
        if at in numbers:
            continue
        if mark == '"':
            mark = "”" if any(other in '“"' for other, _ in opened[-_DEEPEST:]) else '"'
        if mark in _PARTNER or mark == '"':
            opened.append((mark, at))
        elif opened and _are_partners(opened[-1][0], mark):
            left = opened.pop()[1]
            if (
                value[at] in "”》"
                and value[left] in _INNER
                and any(value[place] == value[left] for _, place in opened[-_DEEPEST:])
            ):
                nested.append((left, at))
        elif _is_apostrophe(value, at) or (mark == ")" and _ITEM.search(normal[max(0, at - 6) : at])):
            continue
        else:
            index = next(
                (
                    index
                    for index in reversed(range(max(0, len(opened) - _DEEPEST), len(opened)))
                    if _are_partners(opened[index][0], mark)
                ),
                None,
            )
            if index is None:
                lonely.append(_Mark(text, at, mark))
                continue
            lonely += [_Mark(text, place, other) for other, place in opened[index + 1 :]]
            del opened[index:]
    lonely += [_Mark(text, place, other) for other, place in opened]
    if not lonely:
        return lonely, nested
    return sorted(
        (mark for mark in lonely if mark.mark != '"' or _is_beside_han(value, mark.at)), key=lambda mark: mark.at
    ), nested


def _are_partners(opening: str, closing: str) -> bool:
    return _PARTNER.get(opening) == closing or (opening == '"' and closing == "”")


def _numbers(normal: str) -> frozenset[int]:
    """Where the brackets of document numbers stand: whether they are right is another rule's question."""
    found = set()
    for match in _NUMBER.finditer(normal):
        found.add(match.start())
        found.update(at for at in range(match.start() + 1, match.end()) if normal[at] in ")】〕")
    return frozenset(found)


def _is_apostrophe(value: str, at: int) -> bool:
    return value[at] == "’" and value[at - 1 : at].isascii() and value[at - 1 : at].isalnum()


def _is_beside_han(value: str, at: int) -> bool:
    return value[at - 1 : at] >= "⺀" or value[at + 1 : at + 2] >= "⺀"


def _settle(earlier: list[list[_Mark]], found: list[_Mark], first: str) -> None:
    """Takes out the marks whose partner stands in a paragraph shortly before, and the “ with which each paragraph of a
    long quotation opens."""
    for marks in reversed(earlier[-_FARTHEST:]):
        if first == "“" and marks and marks[-1].mark == "“":
            del marks[-1]
        kept = []
        for mark in found:
            if mark.mark in _CLOSING and marks and _are_partners(marks[-1].mark, mark.mark):
                del marks[-1]
            else:
                kept.append(mark)
        found[:] = kept
