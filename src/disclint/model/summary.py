"""How reports stand, without the reports: what is left of each when a run is about thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

from disclint.model.diagnostic import SEVERITIES, Message
from disclint.model.named import NamedTuple
from disclint.model.organ import LEVELS
from disclint.model.record import Record
from disclint.model.text import normal_form

if TYPE_CHECKING:
    from disclint.model.filing import Filing
    from disclint.model.pack import KeyFigure, Pack
    from disclint.model.relation import Figure
    from disclint.model.result import Checked

__all__ = ["VERDICTS", "Counts", "FigureSum", "Standing", "Summary", "Tally", "Verdict", "standing", "summarised"]

Verdict = Literal["pass", "fail", "unchecked"]
"""Whether a report is fit for publication. ``unchecked``: it was not read, no pack fits it, or a part of the program
failed at it; what could not be tested must not look like a pass."""

VERDICTS: tuple[Verdict, ...] = ("pass", "fail", "unchecked")

Counts = tuple[int, int, int]
"""Errors, warnings, notes."""


class Standing(Record):
    """How one report stands."""

    path: str
    organ: str | None
    level: str | None
    year: int | None
    edition: str | None
    pack: str | None
    verdict: Verdict
    rules: Mapping[str, Counts]
    """By entry."""
    blocking: Mapping[str, int]
    """Errors of the entries that block publication."""
    blanks: Mapping[str, int]
    """By the title of a form that has more blank cells than it may: how many."""
    figures: Mapping[str, Figure | None]
    """By key figure; ``None`` where a cell of it is not certain."""
    failures: tuple[str, ...] = ()
    """What the program failed at, and how."""
    reason: Message | None = None
    """Why the report was not judged."""

    @property
    def counts(self) -> Counts:
        """All errors, warnings and notes."""
        return _total(self.rules.values())

    @property
    def name(self) -> str | None:
        """The organ's name as names are compared: in Simplified script, without white space."""
        return "".join(normal_form(self.organ).split()) if self.organ else None


def standing(file: Checked) -> Standing:
    """How a report stands that was judged. Nothing of its document is kept."""
    filing, pack = file.filing, file.pack
    rules: dict[str, list[int]] = {}
    blocking: dict[str, int] = {}
    blocks = {rule.id for rule in pack.rules if rule.blocks} if pack is not None else set()
    for finding in file.diagnostics:
        rules.setdefault(finding.rule, [0] * len(SEVERITIES))[SEVERITIES.index(finding.severity)] += 1
        if finding.severity == "error" and finding.rule in blocks:
            blocking[finding.rule] = blocking.get(finding.rule, 0) + 1
    blanks = dict(_too_blank(filing)) if filing is not None else {}
    checked = filing is not None and pack is not None and not file.failures
    return Standing(
        path=file.path,
        organ=filing.organ.name if filing is not None and filing.organ is not None else None,
        level=filing.organ.level if filing is not None and filing.organ is not None else None,
        year=filing.year if filing is not None else None,
        edition=filing.edition if filing is not None else None,
        pack=pack.name if pack is not None else None,
        verdict="fail" if blocking or blanks else "pass" if checked else "unchecked",
        rules={rule: (counts[0], counts[1], counts[2]) for rule, counts in rules.items()},
        blocking=blocking,
        blanks=blanks,
        figures=dict(_figures(filing, pack)) if filing is not None and pack is not None else {},
        failures=tuple(f"{failure.part}: {failure.cause}" for failure in file.failures),
        reason=file.diagnostics[0].message if filing is None and file.diagnostics else None,
    )


def _too_blank(filing: Filing) -> Iterator[tuple[str, int]]:
    for bound in filing.forms:
        most = bound.form.most_blanks
        if most is not None and bound.found and bound.reliable:
            blanks = sum(cell.state == "blank" for cell in bound.cells.values())
            if blanks > most:
                yield bound.form.title, blanks


def _figures(filing: Filing, pack: Pack) -> Iterator[tuple[str, Figure | None]]:
    for figure in pack.figures:
        values = [_figure(filing, *cell.split(".")) for cell in figure.cells]
        known = [value for value in values if value is not None]
        yield figure.key, sum(known) if len(known) == len(values) else None


def _figure(filing: Filing, form: str, row: str, column: str) -> Figure | None:
    """The figure of a cell, if it is certain."""
    bound = filing.form(form)
    if bound is None or not bound.found:
        return None
    cell = bound.cell(row, column)
    if cell.state == "blank" and bound.form.blanks == "zero":
        return 0
    return cell.value if cell.state == "filled" else None


class FigureSum(NamedTuple):
    """A key figure of the reports of a year, each organ counted once."""

    total: Figure
    unknown: int
    """Reports that it could not be read from: they are not in ``total``."""
    change: Figure | None
    """Against the year before, of those organs whose figure is known in both; ``None`` where there are none."""


class Tally(NamedTuple):
    """Reports that have something in common: a level, a year, or a rule that they break."""

    key: str | int | None
    """``None`` for the reports that do not tell it."""
    reports: int
    verdicts: Mapping[Verdict, int]
    """Of a rule: how many reports it blocks, and nothing of the others."""
    counts: Counts
    figures: Mapping[str, FigureSum] = {}
    """Of a year."""


class Summary(Record):
    """How all reports of a run stand."""

    version: str
    standings: tuple[Standing, ...]
    """By organ and year; those that do not tell theirs last."""
    before: tuple[Standing | None, ...]
    """For each of them the same organ's report of the year before, if there is one that stands beside it."""
    twice: tuple[tuple[Standing, ...], ...]
    """Reports of one organ and year, of which only the first gives figures to its year."""
    levels: tuple[Tally, ...]
    years: tuple[Tally, ...]
    rules: tuple[Tally, ...]
    """The gravest and most frequent first."""
    figures: tuple[KeyFigure, ...] = ()
    """Those of all packs in use."""
    language: str = "zh"

    @property
    def passes(self) -> bool:
        """Whether every report is fit for publication."""
        return all(each.verdict == "pass" for each in self.standings)


def summarised(
    version: str,
    standings: Iterable[Standing],
    figures: Iterable[KeyFigure],
    language: str = "zh",
    pairs: Iterable[tuple[str, str]] = (),
) -> Summary:
    """The summary of reports, in any order; ``pairs`` are the paths of two of one organ, of a year and the next."""
    ordered = tuple(sorted(standings, key=lambda each: (each.name is None, each.name or "", each.year or 0, each.path)))
    same: dict[tuple[str, int], list[Standing]] = {}
    for each in ordered:
        if each.name is not None and each.year is not None:
            same.setdefault((each.name, each.year), []).append(each)
    by_path = {each.path: each for each in ordered}
    before = {after: by_path[path] for path, after in pairs if path in by_path}
    kinds = tuple({figure.key: figure for figure in figures}.values())
    extra = {each.path for reports in same.values() for each in reports[1:]}
    return Summary(
        version=version,
        standings=ordered,
        before=tuple([before.get(each.path) for each in ordered]),
        twice=tuple(tuple(reports) for reports in same.values() if len(reports) > 1),
        levels=tuple(
            _group(level, reports)
            for level, reports in _parted(ordered, lambda each: each.level, [*LEVELS, None]).items()
        ),
        years=tuple(
            _group(
                year,
                reports,
                {kind.key: _known(kind.key, reports, before, extra) for kind in kinds if _has(reports, kind)},
            )
            for year, reports in _parted(ordered, lambda each: each.year, []).items()
        ),
        rules=_by_rule(ordered),
        figures=kinds,
        language=language,
    )


_Key = TypeVar("_Key", str | None, int | None)


def _parted(
    standings: Iterable[Standing], key: Callable[[Standing], _Key], order: Sequence[_Key]
) -> dict[_Key, list[Standing]]:
    """The reports by what they say of themselves: in an order, or else as it sorts, with nothing said last."""
    found: dict[_Key, list[Standing]] = {}
    for each in standings:
        found.setdefault(key(each), []).append(each)
    ranks = {value: rank for rank, value in enumerate(order)}
    return dict(sorted(found.items(), key=lambda item: (item[0] is None, ranks.get(item[0], 0), str(item[0]))))


def _group(key: str | int | None, reports: Sequence[Standing], figures: Mapping[str, FigureSum] | None = None) -> Tally:
    verdicts: dict[Verdict, int] = dict.fromkeys(VERDICTS, 0)
    for each in reports:
        verdicts[each.verdict] += 1
    return Tally(key, len(reports), verdicts, _total(each.counts for each in reports), figures or {})


def _total(counts: Iterable[Counts]) -> Counts:
    errors, warnings, notes = 0, 0, 0
    for error, warning, note in counts:
        errors, warnings, notes = errors + error, warnings + warning, notes + note
    return errors, warnings, notes


def _has(reports: Iterable[Standing], kind: KeyFigure) -> bool:
    return any(kind.key in each.figures for each in reports)


def _known(key: str, reports: Iterable[Standing], before: Mapping[str, Standing], extra: Container[str]) -> FigureSum:
    total: Figure = 0
    unknown = 0
    change: Figure | None = None
    for each in reports:
        if key not in each.figures or each.path in extra:
            continue
        value = each.figures[key]
        if value is None:
            unknown += 1
            continue
        total += value
        old = before[each.path].figures.get(key) if each.path in before else None
        if old is not None:
            change = (change or 0) + value - old
    return FigureSum(total, unknown, change)


def _by_rule(standings: Iterable[Standing]) -> tuple[Tally, ...]:
    found: dict[str, list[Standing]] = {}
    for each in standings:
        for rule in each.rules:
            found.setdefault(rule, []).append(each)
    groups = [
        Tally(
            rule,
            len(reports),
            {"fail": sum(rule in each.blocking for each in reports)},
            _total(each.rules[rule] for each in reports),
        )
        for rule, reports in found.items()
    ]
    return tuple(sorted(groups, key=lambda group: ([-count for count in group.counts], str(group.key))))
