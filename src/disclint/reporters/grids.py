"""The tables of a summary, in the words of a language: what its text, page, workbook and CSV have in common."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from disclint import Figure, NamedTuple, Standing, Summary, Tally

__all__ = ["Cell", "Grid", "Head", "grids", "remarks", "shown", "signed"]

_VERDICT_WORDS = {"pass": ("通过", "pass"), "fail": ("不通过", "fail"), "unchecked": ("未检查", "unchecked")}

_LEVEL_WORDS = {
    "state": ("国务院部门", "state"),
    "province": ("省级", "province"),
    "prefecture": ("地市级", "prefecture"),
    "county": ("县级", "county"),
    "town": ("乡镇级", "town"),
    "department": ("部门", "department"),
}


class Head(NamedTuple):
    """A column of a grid."""

    key: str
    """Its name in files that programs read."""
    word: str
    number: bool = True
    trend: bool = False
    """Whether its cells tell a change too."""


class Cell(NamedTuple):
    """A cell of a grid."""

    value: str | Figure | None
    change: Figure | None = None
    """Against the year before."""
    code: str | None = None
    """What stands for a word in files that programs read."""


class Grid(NamedTuple):
    """A table of a summary."""

    by: Literal["year", "level", "rule", "organ"]
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


def grids(summary: Summary, by: str | None = None) -> tuple[Grid, ...]:
    """All tables of a summary, or the one that is asked for, from the widest view to the closest."""
    words = _Words(summary)
    makers = {"year": words.years, "level": words.levels, "rule": words.rules, "organ": words.organs}
    return tuple(make() for name, make in makers.items() if by in (None, name))


def remarks(summary: Summary) -> list[str]:
    """What a reader of the tables should know besides, a sentence each."""
    return list(_Words(summary).remarks())


class _Words:
    """A summary in one language."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.english = summary.language == "en"

    def say(self, chinese: str, english: str) -> str:
        return english if self.english else chinese

    def _counts(self, *, trend: bool = False) -> tuple[Head, ...]:
        return (
            Head("errors", self.say("错误", "errors"), trend=trend),
            Head("warnings", self.say("警告", "warnings"), trend=trend),
            Head("notes", self.say("提示", "notes"), trend=trend),
        )

    def _verdicts(self) -> tuple[Head, ...]:
        return (
            Head("reports", self.say("报告", "reports")),
            Head("passed", self.say("通过", "pass")),
            Head("failed", self.say("不通过", "fail")),
            Head("unchecked", self.say("未检查", "unchecked")),
        )

    def _figures(self) -> tuple[Head, ...]:
        return tuple(
            Head(figure.key, self.say(figure.label, figure.english), trend=True) for figure in self.summary.figures
        )

    def _tallied(self, tally: Tally) -> tuple[Cell, ...]:
        return (Cell(tally.reports), *map(Cell, tally.verdicts.values()), *map(Cell, tally.counts))

    def years(self) -> Grid:
        """How the reports of each year stand, and what they report."""
        heads = (Head("year", self.say("年度", "year")), *self._verdicts(), *self._counts(), *self._figures())
        rows = []
        for tally in self.summary.years:
            sums = [tally.figures.get(figure.key) for figure in self.summary.figures]
            figures = [Cell(each.total, each.change) if each is not None else Cell(None) for each in sums]
            rows.append((self._known(tally.key), *self._tallied(tally), *figures))
        return Grid("year", self.say("按年度", "By year"), heads, tuple(rows))

    def levels(self) -> Grid:
        """How the reports of each level stand."""
        heads = (Head("level", self.say("层级", "level"), number=False), *self._verdicts(), *self._counts())
        rows = tuple((self._level(tally.key), *self._tallied(tally)) for tally in self.summary.levels)
        return Grid("level", self.say("按层级", "By level"), heads, rows)

    def rules(self) -> Grid:
        """Which rules are broken, and how often."""
        heads = (
            Head("rule", self.say("规则", "rule"), number=False),
            Head("reports", self.say("报告", "reports")),
            Head("failed", self.say("不通过", "fail")),
            *self._counts(),
        )
        rows = tuple(
            (Cell(str(tally.key)), Cell(tally.reports), Cell(tally.verdicts["fail"]), *map(Cell, tally.counts))
            for tally in self.summary.rules
        )
        return Grid("rule", self.say("按规则", "By rule"), heads, rows)

    def organs(self) -> Grid:
        """How each report stands, beside the same organ's of the year before."""
        heads = (
            Head("organ", self.say("机关", "organ"), number=False),
            Head("year", self.say("年度", "year")),
            Head("level", self.say("层级", "level"), number=False),
            Head("verdict", self.say("结论", "verdict"), number=False),
            *self._counts(trend=True),
            *self._figures(),
            Head("path", self.say("文件", "file"), number=False),
        )
        pairs = zip(self.summary.standings, self.summary.before, strict=True)
        return Grid(
            "organ", self.say("按机关", "By organ"), heads, tuple(self._organ(each, before) for each, before in pairs)
        )

    def _organ(self, each: Standing, before: Standing | None) -> tuple[Cell, ...]:
        if before is not None and "unchecked" not in (each.verdict, before.verdict):
            counts = [Cell(now, now - then) for now, then in zip(each.counts, before.counts, strict=True)]
        else:
            counts = [Cell(now) for now in each.counts]
        figures = []
        for figure in self.summary.figures:
            now = each.figures.get(figure.key)
            then = before.figures.get(figure.key) if before is not None else None
            figures.append(Cell(now, now - then if now is not None and then is not None else None))
        return (
            self._known(each.organ),
            self._known(each.year),
            self._level(each.level),
            Cell(self.say(*_VERDICT_WORDS[each.verdict]), code=each.verdict),
            *counts,
            *figures,
            Cell(each.path),
        )

    def _known(self, value: str | int | None) -> Cell:
        return Cell(self.say("（未知）", "(unknown)"), code="") if value is None else Cell(value)

    def _level(self, level: str | int | None) -> Cell:
        words = _LEVEL_WORDS.get(str(level))
        return Cell(self.say(*words), code=str(level)) if words is not None else self._known(level)

    def remarks(self) -> Iterator[str]:
        """What the tables do not tell."""
        for each in self.summary.standings:
            for form, blanks in each.blanks.items():
                yield self.say(
                    f"{each.path}：{form}有{blanks}格空白，超过限度，不通过",
                    f"{each.path}: fails, {blanks} cells of {form} are blank",
                )
        for each in self.summary.standings:
            if each.verdict == "unchecked":
                why = each.reason.text(self.summary.language) if each.reason is not None else "；".join(each.failures)
                yield self.say(f"{each.path}：未检查：{why}", f"{each.path}: unchecked: {why}")
        for same in self.summary.twice:
            paths, listed = ("，".join(each.path for each in same), ", ".join(each.path for each in same))
            yield self.say(
                f"同一机关同一年度有{len(same)}份报告，数字只计第一份：{paths}",
                f"{len(same)} reports of one organ and year, only the first counts in figures: {listed}",
            )
        for tally in self.summary.years:
            for figure in self.summary.figures:
                unknown = tally.figures[figure.key].unknown if figure.key in tally.figures else 0
                if unknown:
                    yield self.say(
                        f"{tally.key or '未知'}年{figure.label}：{unknown}份报告的数字无法确定，未计入",
                        f"{tally.key or 'no year'}, {figure.english}: unclear in {unknown} reports, left out",
                    )


def shown(value: str | Figure | None) -> str:
    """A value as it is printed."""
    return "" if value is None else value if isinstance(value, str) else f"{Decimal(value):f}"


def signed(change: Figure | None) -> str:
    """A change with its sign, = where there is none; nothing where it is not known."""
    return "" if change is None else f"{Decimal(change):+f}" if change else "="
