"""The introduction's list of the report's parts agrees with its own number and with the headings."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from disclint import (
    Diagnostic,
    Filing,
    NamedTuple,
    Paragraph,
    Related,
    Rule,
    Section,
    Span,
    alike,
    late,
    places_of,
    quoted_names,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

__all__ = ["PartsList"]


class _Name(NamedTuple):
    """A part as the list names it; ``key`` is empty where no section is called so."""

    words: str
    key: str
    start: int
    end: int


class _List(NamedTuple):
    """The list as read. Offsets are those of the paragraph."""

    paragraph: Paragraph
    names: tuple[_Name, ...]
    stated: int | None
    """N of 「等N部分」."""
    printed: str
    at: tuple[int, int]
    """Where N部分 stands."""
    open: bool
    """Whether 等 stands before it."""


class PartsList(Rule):
    """Where the introduction lists the parts of the report, 「由总体情况、…等六部分组成」, the list is right.

    An error: a number of parts that is not the number of the law's sections; a list with more or fewer names than its
    own number says (a warning if it is shorter and ends with 等). A warning: names that differ from the headings in the
    text, or a list without a number that leaves headings out; all such names of a list are one finding.

    Names are read by the longest match, since the fourth contains 、 itself. A report without such a list is not
    reported, nor is a section that has a name in the list but no heading (required-sections reports it), nor a
    difference in marks only, nor the official name beside a heading that the pack accepts.

    中文：前言列出报告组成部分（由总体情况、……等六部分组成）的，列举正确。

    错误：部分的数目不是法定的数目；所列名称的个数与自己写的数目不同（较少而以“等”结尾的为警告）。警告：名称与正文标
    题不同，或没有写数目而漏列；一处列举中合为一处报告。

    名称按最长匹配认定，因为第四部分的名称自带顿号。没有这样列举的报告不报告；列举中有而正文没有标题的（由
    required-sections 报告）、只是标点不同的、规则包认可的标题旁用正式名称的，也不报告。
    """

    kind: ClassVar[str] = "parts-list"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "number": (
            "写的是“{printed}”，报告应为{right}部分{difference}",
            "it says “{printed}”; the report has {parts} parts{difference_english}",
        ),
        "count": (
            "写的是“{printed}”，所列却有{count}个{difference}",
            "it says “{printed}”, but the list has {count} names{difference_english}",
        ),
        "names": (
            "所列部分与正文标题不一致：{pairs}",
            "the names in the list differ from the headings: {pairs_english}",
        ),
        "heading": ("正文标题", "the heading"),
    }

    leads: tuple[str, ...] = ("由", "包括", "包含", "涵盖", "分为", "涉及", "分别为", "分别是", ":")
    """Words before the first name.
    中文：第一个名称之前的词。"""

    fewest: int = 3
    """How many sections a sentence must name to be such a list.
    中文：一句话至少写出几个部分的名称，才算这样的列举。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """The faults of the first list."""
        for paragraph in _introduction(filing):
            found = self._read(filing, paragraph)
            if found is not None:
                yield from self._judge(filing, found)
                return

    def _judge(self, filing: Filing, found: _List) -> Iterator[Diagnostic]:
        right, stated = len(filing.section_titles), found.stated
        if stated is not None and stated != right:
            yield self._miscounted(filing, found, "number", right=_numeral(right), parts=right)
        elif stated is not None and stated != len(found.names):
            shortened = found.open and len(found.names) < stated
            yield self._miscounted(filing, found, "count", shortened=shortened, count=len(found.names))
        yield from self._differing(
            filing, found, counted=stated in (None, len(found.names)) and stated in (None, right)
        )

    def _miscounted(
        self, filing: Filing, found: _List, code: str, *, shortened: bool = False, **values: Any
    ) -> Diagnostic:
        listed = {name.key for name in found.names}
        surplus, surplus_english = quoted_names(name.words for name in _surplus(filing, found))
        lacking, lacking_english = quoted_names(
            title for key, title in filing.section_titles.items() if key not in listed
        )
        if "" in listed and not surplus:
            lacking = ""
        return self.diagnostic(
            found.paragraph.span_of(*found.at),
            code,
            severity=self.at_most("warning" if shortened else "error"),
            printed=found.printed,
            difference=(f"，缺少{lacking}" if lacking else "") + (f"，多出{surplus}" if surplus else ""),
            difference_english=(f"; missing: {lacking_english}" if lacking else "")
            + (f"; surplus: {surplus_english}" if surplus else ""),
            **values,
        )

    def _differing(self, filing: Filing, found: _List, *, counted: bool) -> Iterator[Diagnostic]:
        """The names that are not those of the headings; ``counted``: the number of names was found right."""
        pairs: list[tuple[str, str]] = []
        places: list[Span] = []
        related: list[Related] = []
        headings = _headings(filing)
        unlisted = _unlisted(headings, found)
        for name in found.names:
            section = headings.get(name.key) if name.key else (unlisted.pop(0) if unlisted else None)
            if section is None and (name.key or not counted):
                continue
            if section is None or not _agree(name, section, filing):
                pairs.append((name.words, section.title if section else ""))
                places.append(found.paragraph.span_of(name.start, name.end))
                related += self._heading(section)
        for section in unlisted if found.stated is None else ():
            pairs.append(("", section.title))
            related += self._heading(section)
        if pairs:
            last = found.names[-1]
            yield self.diagnostic(
                places[0] if places else found.paragraph.span_of(last.start, last.end),
                "names",
                severity=self.at_most("warning"),
                related=tuple(related),
                pairs="；".join(map(_pair, pairs)),
                pairs_english="; ".join(map(_pair_english, pairs)),
            )

    def _heading(self, section: Section | None) -> list[Related]:
        return [Related(self.message("heading"), section.heading.span)] if section else []

    def _read(self, filing: Filing, paragraph: Paragraph) -> _List | None:
        """The list in a paragraph, if there is one."""
        normal = paragraph.normal
        if not any(word in normal for word in ("部分", "包括", "包含", "组成", "分为", "涵盖")):
            return None
        known = _known(filing)
        pattern = _pattern(known)
        start = 0
        while start < len(normal):
            end = normal.find("。", start)
            end = len(normal) if end < 0 else end
            matches = list(pattern.finditer(normal, start, end))
            if len({_key(match[0], known) for match in matches}) >= self.fewest:
                return self._list(paragraph, start, end, matches, known)
            start = end + 1
        return None

    def _list(
        self, paragraph: Paragraph, start: int, end: int, matches: list[re.Match[str]], known: Mapping[str, str]
    ) -> _List:
        normal = paragraph.normal
        first, last = matches[0], matches[-1]
        leads = [(normal.rfind(word, start, first.start()), len(word)) for word in self.leads]
        lead = max((at + length for at, length in leads if at >= 0), default=first.start())
        number = _number.search(normal.translate(_alike), last.end(), end)
        stops = [normal.find(mark, last.end(), end) for mark in ("等", "组成", "构成", "共", ",", ";")]
        tail = number.start() if number else min((at for at in stops if at >= 0), default=end)
        names = [
            name for chunk in _chunks(normal, lead, tail, matches) for name in _named(normal, chunk, matches, known)
        ]
        between = normal[last.end() : number.start()] if number else ""
        return _List(
            paragraph=paragraph,
            names=tuple(names),
            stated=_value(normal[slice(*number.span(1))]) if number else None,
            printed="".join(paragraph.value[slice(*number.span())].split()) if number else "",
            at=number.span() if number else last.span(),
            open="等" in between,
        )


_HAN = "一二三四五六七八九十"
_alike = alike({"一": _HAN})
_number = re.compile(r"(一{1,2}|\d{1,2})\s*(?:个|大)?\s*(?:部分|部份|方面|章)")
_marks = "、,;:"
_suits = late(r"(?<=复议)、(?=\s*(?:提起)?行政诉讼)")
_quotes = frozenset("“”《》\"'(")
_joining = ("以及", "和", "及", "与")
_fillers = "等共为这分“”《》\"'()"


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, _, ones = numeral.rpartition("十")
    value = _HAN.find(ones or "") + 1 if ones else 0
    return value + (10 * (_HAN.find(tens) + 1 if tens else 1) if "十" in numeral else 0)


def _numeral(value: int) -> str:
    return _HAN[value - 1] if 0 < value <= 10 else str(value)


def _introduction(filing: Filing) -> Iterator[Paragraph]:
    """The text before the first section, and the first paragraph of that section."""
    yield from filing.paragraphs("preamble")
    for paragraph in filing.paragraphs(next(iter(filing.section_titles), "")):
        if paragraph.value.strip():
            yield paragraph
            return


def _plain(words: str) -> str:
    return "".join(letter for letter in words if letter.isalnum())


def _headings(filing: Filing) -> dict[str, Section]:
    headings: dict[str, Section] = {}
    for section in filing.sections:
        headings.setdefault(section.key, section)
    return headings


def _unlisted(headings: Mapping[str, Section], found: _List) -> list[Section]:
    """The sections that have a heading but no name of theirs in the list."""
    listed = {name.key for name in found.names}
    return [section for key, section in headings.items() if key not in listed]


def _surplus(filing: Filing, found: _List) -> list[_Name]:
    """The names that are left when every section that is not listed took an unknown one."""
    unknown = [name for name in found.names if not name.key]
    return unknown[len(_unlisted(_headings(filing), found)) :]


def _known(filing: Filing) -> dict[str, str]:
    """By name, marks left out: the section that is called so, officially or in this report."""
    known = {_plain(title): key for key, title in filing.section_titles.items()}
    for section in filing.sections:
        known.setdefault(_plain(section.title), section.key)
    return known


def _pattern(known: Mapping[str, str]) -> re.Pattern[str]:
    """Any known name, the longest first, whatever marks and spaces stand within it."""
    names = sorted(known, key=len, reverse=True)
    return re.compile("|".join(r"[\s、,]*".join(map(re.escape, name)) for name in names))


def _key(words: str, known: Mapping[str, str]) -> str:
    return known.get(_plain(words), "")


def _chunks(normal: str, start: int, end: int, matches: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """What stands between the marks of a list, marks within names left out."""
    inside = {at for match in matches for at in range(*match.span())}
    if "复议、" in normal:
        inside |= {mark.start() for mark in _suits.finditer(normal, start, end)}
    first = start
    for at, mark in places_of(normal[first:end], _marks):
        if first + at not in inside:
            yield start, first + at
            start = first + at + len(mark)
    yield start, end


def _named(
    normal: str, chunk: tuple[int, int], matches: Sequence[re.Match[str]], known: Mapping[str, str]
) -> Iterator[_Name]:
    """The names in a chunk: known ones, with what is added to one that stands alone, or else an unknown one."""
    start, end = chunk
    within = [match for match in matches if start <= match.start() and match.end() <= end]
    if len(within) > 1:
        for match in within:
            yield _Name("".join(match[0].split()), _key(match[0], known), *match.span())
        return
    start = _opened(normal, start, end)
    if within:
        start = min(start, within[0].start())
    while end > start and (normal[end - 1] in _fillers or normal[end - 1].isspace()):
        if within and end <= within[0].end():
            break
        end -= 1
    words = "".join(normal[start:end].split())
    if len(words) >= 2:
        yield _Name(words, _key(within[0][0], known) if within else "", start, end)


def _opened(normal: str, start: int, end: int) -> int:
    """Where a name begins after the marks, the word and the number that join it to the one before."""
    start = _past(normal, start, end, _quotes)
    word = next((word for word in _joining if normal.startswith(word, start, end)), "")
    start = _past(normal, start + len(word), end, "(")
    number = start
    while number < min(end, start + 2) and (normal[number] in _HAN or normal[number].isdecimal()):
        number += 1
    return _past(normal, number, end, ".)") if number > start else start


def _past(normal: str, start: int, end: int, marks: Container[str]) -> int:
    """After marks and white space."""
    while start < end and (normal[start] in marks or normal[start].isspace()):
        start += 1
    return start


def _agree(name: _Name, section: Section, filing: Filing) -> bool:
    """Whether a name is the heading's, or both are ones that need no mending."""
    if _plain(name.words) == _plain(section.title):
        return True
    official = _plain(filing.section_titles[section.key]) in _plain(name.words)
    return official and section.likeness in ("equal", "typography", "variant")


def _pair(pair: tuple[str, str]) -> str:
    listed, heading = pair
    if not heading:
        return f"“{listed}”在正文中没有对应标题"
    return f"所列为“{listed}”，标题为“{heading}”" if listed else f"未列“{heading}”"


def _pair_english(pair: tuple[str, str]) -> str:
    listed, heading = pair
    if not heading:
        return f"no heading is called “{listed}”"
    return f"“{listed}” for the heading “{heading}”" if listed else f"“{heading}” is not listed"
