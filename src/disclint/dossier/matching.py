"""Tells which reports of a run are of one organ, and which organ answers to which.

A name that may be short for two others is short for none of them: a report that stands beside the wrong one raises a
false alarm, one that stands alone is listed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclint.dossier.names import Name, read_name
from disclint.model.diagnostic import Message
from disclint.model.dossier import Abstract, Matching, Missing, Series, Unmatched
from disclint.model.organ import OrganEntry

__all__ = ["match"]


def match(
    reports: Sequence[Abstract], organs: Sequence[OrganEntry], *, expected: bool = True
) -> tuple[tuple[Series, ...], Matching]:
    """The reports of each organ by year, and what could not be matched.

    Where all organs of the table are ``expected`` to have a report in the run, those that have none are missing.

    The organs of the table come first, those without a report too; then the others in the order of their first report.
    """
    table = _Table(organs)
    names: dict[str, Name] = {}
    unmatched: list[Unmatched] = []
    told: list[tuple[Abstract, Name]] = []
    for report in reports:
        name = read_name(report.organ)
        if name is None or report.year is None:
            unmatched.append(Unmatched(report.path, _message("no-organ" if name is None else "no-year")))
        else:
            names.setdefault(name.key, name)
            told.append((report, name))
    whole = _whole_names([*table.names.values(), *names.values()])
    surroundings = _Surroundings(told)
    found: dict[int | str, dict[int, list[Abstract]]] = {number: {} for number in range(len(organs))}
    for report, name in told:
        identity = _identity(report, name, whole, surroundings, table)
        if isinstance(identity, Message):
            unmatched.append(Unmatched(report.path, identity))
        elif report.year is not None:
            found.setdefault(identity, {}).setdefault(report.year, []).append(report)
    years = sorted({report.year for report, _ in told if report.year is not None})
    compared = len(years) > 1 or bool(organs)
    if not compared:
        unmatched.clear()  # there is nothing that they could have been compared with
    series = []
    for identity, by_year in found.items():
        kept = {year: same[0] for year, same in sorted(by_year.items()) if len(same) == 1}
        unmatched.extend(each for same in by_year.values() if len(same) > 1 for each in _doubled(same))
        if isinstance(identity, int):
            series.append(Series(organs[identity].name, kept, table.children.get(identity, ())))
        else:
            series.append(Series(next(iter(by_year.values()))[0].organ, kept))
    missing = []
    if organs and expected:
        missing = [Missing(o.name, year) for year in years for at, o in enumerate(organs) if year not in found[at]]
    else:
        unmatched.extend(_without_last_year(series, years))
    order = {report.path: number for number, report in enumerate(reports)}
    unmatched.sort(key=lambda each: order[each.path])
    pairs = tuple((before.path, report.path) for each in series for before, report in each.pairs())
    return tuple(series), Matching(tuple(unmatched), tuple(missing), pairs, compared)


def _identity(
    report: Abstract, name: Name, whole: Mapping[str, str | None], surroundings: _Surroundings, table: _Table
) -> int | str | Message:
    """What stands for the organ of a report: its number in the table, else its whole name; or why there is none."""
    if name.key not in table.numbers:
        located = name if name.places else surroundings.located(report, name)
        if located is None:
            return _message("bare", organ=report.organ)
        key = whole.get(located.key, located.key)
        if key is None:
            return _message("ambiguous", organ=report.organ)
    else:
        key = name.key
    if key in table.numbers:
        return table.numbers[key]
    return _message("not-listed", organ=report.organ) if table.names else key


class _Table:
    """The organs of a table, by all their names.

    Where the table is that of one place, an organ that is listed without it (财政局) has it too.
    """

    def __init__(self, organs: Sequence[OrganEntry]) -> None:
        self.names: dict[str, Name] = {}
        self.numbers: dict[str, int] = {}
        read = [
            (number, read_name(word)) for number, organ in enumerate(organs) for word in (organ.name, *organ.aliases)
        ]
        listed = [(number, name) for number, name in read if name is not None]
        places = {name.places[-1] for _, name in listed if name.places}
        if len(places) == 1:
            listed += [(number, Name(tuple(places), name.rest)) for number, name in listed if not name.places]
        for number, name in listed:
            self.names.setdefault(name.key, name)
            self.numbers.setdefault(name.key, number)
        self.children: dict[int, tuple[int, ...]] = {}
        for number, organ in enumerate(organs):
            parent = read_name(organ.parent)
            above = self.numbers.get(parent.key) if parent is not None else None
            if above is not None and above != number:
                self.children[above] = (*self.children.get(above, ()), number)


def _whole_names(names: Iterable[Name]) -> dict[str, str | None]:
    """By the key of a name, that of the longest that it is short for; ``None`` where it may be short for two."""
    alike: dict[tuple[str, str], dict[str, Name]] = {}
    whole: dict[str, str | None] = {}
    for name in names:
        whole[name.key] = name.key
        if name.places:
            alike.setdefault((name.places[-1], name.rest), {})[name.key] = name
    for group in alike.values():
        for name in group.values():
            longer = [other for other in group.values() if name.is_short_for(other)]
            if longer:
                longest = max(longer, key=lambda other: len(other.places))
                one = all(other is longest or other.is_short_for(longest) for other in longer)
                whole[name.key] = longest.key if one else None
    return whole


class _Surroundings:
    """Gives a name without a place (财政局) the place that the reports around it name, if that is one only."""

    def __init__(self, told: Iterable[tuple[Abstract, Name]]) -> None:
        self._places: dict[str, set[str]] = {}
        for report, name in told:
            if name.places:
                for folder in _folders(report.path):
                    self._places.setdefault(folder, set()).add(name.places[-1])

    def located(self, report: Abstract, name: Name) -> Name | None:
        """The name with its place; as it is where no report around it names one; ``None`` where they name several."""
        for folder in _folders(report.path):
            places = self._places.get(folder)
            if places:
                return Name(tuple(places), name.rest) if len(places) == 1 else None
        return name


def _folders(path: str) -> Iterator[str]:
    """The folders that a file lies in, the nearest first."""
    folder = os.path.dirname(os.path.normpath(path))
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


# What is listed --------------------------------------------------------------------------------------------------


_MESSAGES = {
    "no-organ": ("看不出是哪个机关的报告", "its organ cannot be told"),
    "no-year": ("看不出报告年度", "its year cannot be told"),
    "bare": ("机关名称“{organ}”没有地名，可能属于不同的地方", "“{organ}” names no place, and may be of several"),
    "ambiguous": ("机关名称“{organ}”可能是不同机关的简称", "“{organ}” may be short for several organs"),
    "not-listed": ("机关表中没有“{organ}”", "the table of organs has no “{organ}”"),
    "doubled": (
        "“{organ}”{year}年的报告有{count}份，不知以哪份为准：{others}",
        "“{organ}” has {count} reports for {year}, and which one counts is not known: {others}",
    ),
    "no-last-year": ("没有“{organ}”{year}年的报告可以对照", "there is no report of “{organ}” for {year} beside it"),
}


def _message(code: str, **values: object) -> Message:
    chinese, english = _MESSAGES[code]
    return Message(code, chinese.format(**values), english.format(**values))


_MOST = 5
"""So many others are named where an organ has several reports for one year."""


def _doubled(same: Sequence[Abstract]) -> Iterator[Unmatched]:
    for report in same:
        others = [each.path for each in same if each is not report]
        shown = "、".join(others[:_MOST]) + ("…" if len(others) > _MOST else "")
        yield Unmatched(
            report.path, _message("doubled", organ=report.organ, year=report.year, count=len(same), others=shown)
        )


def _without_last_year(series: Iterable[Series], years: Sequence[int]) -> Iterator[Unmatched]:
    """Reports that have none of the year before beside them, where the run has that year."""
    for each in series:
        for year, report in each.reports.items():
            if year - 1 in years and year - 1 not in each.reports:
                yield Unmatched(report.path, _message("no-last-year", organ=each.organ, year=year - 1))
