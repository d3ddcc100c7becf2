"""Silence must be earned: what the relations pass over, another rule of the same pack reports.

Small forms are filled in at random, some of their rows damaged, and the whole is read as the program reads any file.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclint import BoundCell, BoundForm, Diagnostic, Filing, Relation, Rule, quotable
from disclint.engine import Library, Request, read, understand
from disclint.plugins import find
from disclint.rules.form_arithmetic import FormArithmetic
from tests.damage.official import APPLICANTS, HEADER_NOTE, OUTCOMES, SECTIONS, application_rows, article_tables

REPORTERS = ("complete-forms", "cell-count", "blank-cells", "cell-values")

YEARS = {"form_2019": 2020, "form_2021": 2023}

COUNTS = ("0", "0", "0", "1", "2", "3", "7", "12")


class Damage(NamedTuple):
    """What befalls a row: ``where`` is a place in it, ``what`` is put there."""

    kind: str
    where: int
    what: str = ""


DAMAGES = st.one_of(
    st.builds(Damage, st.just("lost"), st.just(0)),
    st.builds(Damage, st.just("cell gone"), st.integers(0, 6)),
    st.builds(Damage, st.just("all gone"), st.just(0)),
    st.builds(Damage, st.just("blank"), st.integers(0, 6)),
    st.builds(Damage, st.just("all blank"), st.just(0)),
    st.builds(Damage, st.just("squeezed"), st.integers(1, 6)),
    st.builds(Damage, st.just("surplus"), st.integers(0, 7), st.sampled_from(["0", "4"])),
    st.builds(Damage, st.just("doubled"), st.integers(0, 6), st.sampled_from(["1", "5"])),
    st.builds(
        Damage,
        st.just("other"),
        st.integers(0, 6),
        st.sampled_from(["/", "-", "—", "O", "1O", "无", "2.5", "-3", "00", "0件", "?", "见附表", "１", "1,204"]),
    ),
)


class Line(NamedTuple):
    """A row as printed: its labels, its figures."""

    labels: tuple[str, ...]
    figures: tuple[str, ...] = ()


def damaged(line: Line, damage: Damage) -> list[Line]:
    """The lines that a row becomes."""
    figures, at = list(line.figures), damage.where % len(line.figures)
    if damage.kind == "lost":
        return []
    if damage.kind == "cell gone":
        del figures[at]
    elif damage.kind == "all gone":
        figures = []
    elif damage.kind == "blank":
        figures[at] = ""
    elif damage.kind == "all blank":
        figures = [""] * len(figures)
    elif damage.kind == "squeezed":
        figures = [*figures[at:], *[""] * at]
    elif damage.kind == "surplus":
        figures.insert(damage.where, damage.what)
    elif damage.kind == "doubled":
        other = [*figures[:at], damage.what, *figures[at + 1 :]]
        return [line, Line(line.labels, tuple(other))]
    else:
        figures[at] = damage.what
    return [Line(line.labels, tuple(figures))]


def disclosure(edition: str) -> Iterator[Line]:
    for article in article_tables(edition):
        yield Line((article.caption,))
        yield Line(("信息内容", *(label for _, label in article.columns)))
        for _, label in article.rows:
            yield Line((label,), ("0",) * len(article.columns))


def applications(edition: str) -> Iterator[Line]:
    yield Line((HEADER_NOTE, "", "", *(label for _, label in APPLICANTS)))
    shown: set[tuple[str, ...]] = set()
    for row in application_rows(edition):
        path = row.path
        labels = ["" if path[: level + 1] in shown else label for level, label in enumerate(path[:-1])]
        shown.update(path[: level + 1] for level in range(len(path) - 1))
        yield Line((*labels, path[-1], *[""] * (3 - len(path))), ("0",) * len(APPLICANTS))


def litigation() -> Iterator[Line]:
    outcomes = [label for _, label in OUTCOMES]
    yield Line(("行政复议", "", "", "", "", "行政诉讼"))
    yield Line((*outcomes, "未经复议直接起诉", "", "", "", "", "复议后起诉"))
    yield Line(("", "", "", "", "", *outcomes, *outcomes))
    yield Line((), ("0",) * 15)


class Sheet(NamedTuple):
    text: str
    edition: str


@st.composite
def sheets(draw: st.DrawFn, damages: int = 4) -> Sheet:
    """A report of three forms with random figures and up to ``damages`` damaged rows."""
    edition = draw(st.sampled_from(sorted(YEARS)))
    join = draw(st.sampled_from(["\t".join, piped, downward]))
    tables = [list(disclosure(edition)), list(applications(edition)), list(litigation())]
    rows = [(t, r) for t, table in enumerate(tables) for r, line in enumerate(table) if line.figures]
    invent = Random(draw(st.integers(0, 9999)))
    for t, r in rows:
        line = tables[t][r]
        tables[t][r] = line._replace(figures=tuple(invent.choice(COUNTS) for _ in line.figures))
    wrong = draw(st.lists(st.tuples(st.sampled_from(rows), DAMAGES), max_size=damages, unique_by=lambda each: each[0]))
    harm = dict(wrong)
    texts = []
    for t, table in enumerate(tables):
        lines = [
            new for r, line in enumerate(table) for new in (damaged(line, harm[t, r]) if (t, r) in harm else [line])
        ]
        texts.append("\n".join(join([*line.labels, *line.figures]) for line in lines))
    head = f"青屏县教育局{YEARS[edition]}年政府信息公开工作年度报告\n{SECTIONS[0]}\n"
    parts = [f"{heading}\n{text}\n" for heading, text in zip(SECTIONS[1:4], texts, strict=True)]
    return Sheet(head + "".join(parts), edition)


def piped(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def downward(cells: list[str]) -> str:
    """One cell per line; an empty line ends the row."""
    return "".join(f"\t{cell}\n" for cell in cells)


@cache
def library() -> Library:
    return Library(find(), Request(pack=None))


def judged(sheet: Sheet) -> tuple[Filing, tuple[Rule, ...]]:
    file = understand(read("report.txt", sheet.text.encode(), library()), library())
    assert file.filing is not None, file.failures
    assert file.pack is not None
    return file.filing, file.pack.rules


def reported(filing: Filing, rules: tuple[Rule, ...]) -> list[Diagnostic]:
    """What the reporting rules say, with the labels of all missing rows."""
    chosen = [
        rule.replace(listed=99) if rule.id == "complete-forms" else rule for rule in rules if rule.id in REPORTERS
    ]
    assert len(chosen) == len(REPORTERS)
    return [finding for rule in chosen for finding in rule.check(filing)]


def speaks_of(finding: Diagnostic, form: BoundForm, cell: BoundCell) -> bool:
    """Whether a finding is about a cell, its row, its column or its table."""
    row = form.rows[cell.key.row]
    told = finding.message.chinese
    if finding.message.code in ("form", "unreadable", "table", "zeros", "squeezed-rows"):
        return form.form.title in told
    if finding.message.code in ("rows", "doubled"):
        named = f"“{quotable(form.form.row(row.key).label)}”" in told
        return named and (finding.cell is None or finding.cell.form == form.key)
    if finding.cell is not None:
        return finding.cell.form == form.key and (
            finding.cell.row == cell.key.row or ("列" in told and finding.cell.column == cell.key.column)
        )
    return row.span is not None and row.span.start <= finding.span.start <= row.span.end


def unknown(form: BoundForm) -> list[BoundCell]:
    """The cells that no relation can use."""
    return [cell for cell in form.cells.values() if cell.state != "filled" or cell.value is None]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_every_cell_that_relations_pass_over_is_reported(sheet: Sheet) -> None:
    filing, rules = judged(sheet)
    found = reported(filing, rules)
    silent = [
        (cell.key, cell.state)
        for form in filing.forms
        for cell in unknown(form)
        if not any(speaks_of(finding, form, cell) for finding in found)
    ]
    assert not silent, "\n".join([sheet.text, *(finding.message.chinese for finding in found)])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_relations_pass_over_nothing_else(sheet: Sheet) -> None:
    filing, rules = judged(sheet)
    for rule in rules:
        if not isinstance(rule, FormArithmetic):
            continue
        form = filing.form(rule.form)
        assert form is not None
        if unknown(form):
            continue
        broken = [
            line for line in lines_of(rule.expect, form, rule.per) if not holds(rule.expect, form, line, rule.per)
        ]
        assert bool(broken) <= bool(list(rule.check(filing))), (rule.id, broken, sheet.text)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets(damages=0))
def test_of_whole_forms_nothing_is_reported(sheet: Sheet) -> None:
    filing, rules = judged(sheet)
    assert [finding.message.chinese for finding in reported(filing, rules)] == []


def lines_of(relation: Relation, form: BoundForm, per: str) -> list[str]:
    """The rows, or the columns, that a relation is about."""
    if per == "row":
        return [row.key for row in form.form.rows if set(relation.names()) <= set(row.columns)]
    return [column.key for column in form.form.columns]


def holds(relation: Relation, form: BoundForm, line: str, per: str) -> bool:
    def figure(name: str) -> int:
        members = (name,) if name in form.rows or per == "row" else form.form.members(name)
        keys = [(line, name)] if per == "row" else [(member, line) for member in members]
        return sum(int(form.cells[key].value or 0) for key in keys)

    return relation.holds(figure)
