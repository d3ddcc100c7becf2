"""Tells what kind of report a document is, before any pack is loaded: its year, and the edition of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from disclint.binding.facts import find_period, find_preamble, find_title, find_year
from disclint.model.diagnostic import Message
from disclint.model.document import Document, Paragraph, Text
from disclint.model.filing import Title
from disclint.model.pack import Profile
from disclint.model.record import Record, derived
from disclint.model.text import normal_form

__all__ = ["Mark", "Recognition", "recognise"]


class Mark(Record):
    """A label that only one edition has, where it stands first."""

    edition: str
    label: str
    text: Text


class Recognition(Record):
    """What a document shows itself to be.

    ``profile`` is that of the edition that the tables are printed in, else that of the year; ``None`` if there is
    neither, and ``failure`` then says why: its code is ``no-report``, ``no-year``, ``old-year`` or ``no-pack``.
    """

    profile: Profile | None
    year: int | None = None
    expected: str | None = None
    """The edition that the year demands."""
    actual: str | None = None
    """The edition that the labels of the tables are of; of a mixture the one with more labels."""
    title: Title | None = None
    marks: tuple[Mark, ...] = ()
    """Each label that marks an edition, once, in the order of the document."""
    failure: Message | None = None


def recognise(document: Document, profiles: tuple[Profile, ...], year: int | None = None) -> Recognition:
    """The edition that a report is printed in, and the one that its year demands.

    ``year`` is taken where the text does not tell. Labels are compared whole: 处理决定数量 is no 本年处理决定数量. The
    notice that the preamble cites is no evidence.
    """
    found = tuple(_marks(document, profiles))
    every, profiles = profiles, _family(document, profiles, found)
    editions = {one.edition for one in profiles}
    marks = tuple(mark for mark in found if mark.edition in editions)
    title = _title(document, profiles)
    told = _year(document, profiles, title)
    year = told if told is not None else year
    expected = None if year is None else next((one for one in profiles if _covers(one, year)), None)
    actual = _edition(marks, expected)
    profile = next((one for one in profiles if one.edition == actual), None) or expected
    failure = None
    if not (title or marks or _speaks_of_it(document, profiles)):
        profile, failure = None, _failure("no-report", every, year)
    elif profile is None:
        oldest = min((one.years[0] for one in profiles), default=0)
        failure = _failure("no-year" if year is None else "old-year" if year < oldest else "no-pack", profiles, year)
    return Recognition(
        profile=profile,
        year=year,
        expected=expected.edition if expected else None,
        actual=actual,
        title=title,
        marks=marks,
        failure=failure,
    )


def _family(document: Document, profiles: Sequence[Profile], marks: Sequence[Mark]) -> tuple[Profile, ...]:
    """The profiles of one kind of report, which have the same titles: the kind that the labels of the tables are of,
    else the title, else the words of the text; where nothing tells, the first."""
    families: dict[tuple[str, ...], list[Profile]] = {}
    for profile in profiles:
        families.setdefault(profile.titles, []).append(profile)
    kinds = [tuple(family) for family in families.values()]
    if len(kinds) < 2:
        return tuple(profiles)
    counts = [sum(mark.edition in {one.edition for one in kind} for mark in marks) for kind in kinds]
    most = max(counts)
    if most and counts.count(most) == 1:
        return kinds[counts.index(most)]
    for tells in (_title, _speaks_of_it):
        for kind in kinds:
            if tells(document, kind):
                return kind
    return kinds[0]


def _title(document: Document, profiles: Sequence[Profile]) -> Title | None:
    seen: set[tuple[str, ...]] = set()
    for profile in profiles:
        if profile.titles not in seen:
            seen.add(profile.titles)
            title = find_title(document, (), profile)
            if title is not None:
                return title
    return None


def _year(document: Document, profiles: Sequence[Profile], title: Title | None) -> int | None:
    if title is not None and title.year is not None:
        return title.year
    start, end = find_preamble(document, (), title)
    opening = (start, min(end, start + 60))
    period = find_period(document, opening, {"period": ("期限", "统计", "数据")})
    for profile in profiles:
        found = find_year(document, (), profile, title, period, opening)
        if found is not None:
            return found[0]
    for block in document.blocks[slice(*opening)]:
        match = re.match(r"\D{0,8}(20\d\d)\s*年", block.normal[:40]) if isinstance(block, Paragraph) else None
        if match:
            return int(match[1])
    return None


def _covers(profile: Profile, year: int) -> bool:
    first, last = profile.years
    return first <= year and (last is None or year <= last)


def _marks(document: Document, profiles: Sequence[Profile]) -> Iterator[Mark]:
    editions = dict(_editions(profiles))
    firsts = {"*", *(mark[0] for mark in editions)}
    longest = max(map(len, editions), default=0) * 2 + 60
    for text in document.texts():
        normal = text.normal
        first = normal[:1]
        if first not in firsts and not first.isspace():
            continue
        if not 1 < len(normal) <= longest or normal.lstrip()[:1] not in firsts:
            continue
        label = _label(normal)
        known = label if label in editions else label.partition("(")[0]
        edition = editions.pop(known, None)
        if edition is not None:
            yield Mark(edition=edition, label=known, text=text)
            if not editions:
                return


@derived
def _editions(profiles: Sequence[Profile]) -> Mapping[str, str]:
    """The labels that mark an edition, each with the first edition that has it."""
    editions: dict[str, str] = {}
    for profile in profiles:
        for mark in profile.marks:
            editions.setdefault(_label(normal_form(mark)), profile.edition)
    return editions


def _label(normal: str) -> str:
    return "".join(normal.split()).strip("*#")


def _edition(marks: Sequence[Mark], expected: Profile | None) -> str | None:
    """The edition of most of the marks; of two with as many the one that the year demands. One label proves nothing
    against the year."""
    counts: dict[str, int] = {}
    for mark in marks:
        counts[mark.edition] = counts.get(mark.edition, 0) + 1
    if not counts:
        return None
    wanted = expected.edition if expected else None
    most = max(counts, key=lambda edition: (counts[edition], edition == wanted))
    return None if counts[most] == 1 and wanted not in (None, most) else most


_failures = {
    "no-report": (
        "不是{kinds}：没有这样的标题，也没有法定表格的表头",
        "this is no annual report of a known kind ({kinds}): neither the title nor the tables of one are there",
    ),
    "old-year": (
        "{year}年的报告早于{first}年，当时没有统一格式，未作检查",
        "a report for {year} is older than {first}, when there was no uniform form; it was not checked",
    ),
    "no-pack": (
        "没有适用于{year}年报告的规则包，未作检查",
        "there is no pack for reports of {year}; it was not checked",
    ),
    "no-year": (
        "看不出报告年度，也没有法定表格的表头，无法选定格式；请用 --year 指定年度",
        "neither the report's year nor the labels of its tables can be told; give the year with --year",
    ),
}


def _failure(code: str, profiles: Sequence[Profile], year: int | None) -> Message:
    first = min((profile.years[0] for profile in profiles), default=0)
    chinese, english = _failures[code]
    values = {"year": year, "first": first, "kinds": "、".join(dict.fromkeys(one.titles[0] for one in profiles))}
    return Message(code, chinese.format(**values), english.format(**values))


def _speaks_of_it(document: Document, profiles: Sequence[Profile]) -> bool:
    """Whether the text has the words that all names of such reports share."""
    return any(_shared_words(profile.titles) in document.plain for profile in profiles)


def _shared_words(titles: Sequence[str]) -> str:
    first, *others = titles
    stretches = (first[start:end] for end in range(len(first), 0, -1) for start in range(end))
    return max((words for words in stretches if all(words in other for other in others)), key=len, default=first)
