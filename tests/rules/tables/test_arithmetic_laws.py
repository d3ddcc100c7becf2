"""A relation that a pack states is reported where Python's arithmetic breaks it, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import Column, Diagnostic, Form, FormRow
from disclint.model.relation import parse_relation
from disclint.rules.form_arithmetic import FormArithmetic
from tests.model.test_relation import NAMES, by_python, comparisons, relations, sums
from tests.rules.tables.sheets import Sheet, filing

Direction = Literal["row", "column"]

PLACES = ("first", "second", "third")
FIGURES = st.integers(0, 9)
TABLES = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, FIGURES)), min_size=3, max_size=3)
"""For each place, row or column, the figure of each name."""

BY_ROW = Form(
    "toy",
    "畜群表",
    "body",
    rows=tuple(FormRow(key, f"{key} place", NAMES) for key in PLACES),
    columns=tuple(Column(name, f"<{name}>") for name in NAMES),
)
BY_COLUMN = Form(
    "toy",
    "畜群表",
    "body",
    rows=tuple(FormRow(name, f"<{name}>", PLACES) for name in NAMES),
    columns=tuple(Column(key, f"{key} place") for key in PLACES),
)


def entry(source: str, direction: Direction, **options: Any) -> FormArithmetic:
    return FormArithmetic(id="own", form="toy", per=direction, expect=parse_relation(source), **options)


def printed(figures: list[dict[str, Any]], direction: Direction) -> Sheet:
    if direction == "row":
        rows = {key: " ".join(str(each[name]) for name in NAMES) for key, each in zip(PLACES, figures, strict=True)}
        return Sheet(BY_ROW, rows)
    return Sheet(BY_COLUMN, {name: " ".join(str(each[name]) for each in figures) for name in NAMES})


def found(source: str, figures: list[dict[str, Any]], direction: Direction, **options: Any) -> list[Diagnostic]:
    return list(entry(source, direction, **options).check(filing(printed(figures, direction))))


def place(finding: Diagnostic) -> str:
    told = re.search(r"“(\w+) place”", finding.message.chinese)
    assert told is not None
    return told[1]


@pytest.mark.parametrize("direction", ["row", "column"])
@given(source=relations, figures=TABLES)
def test_what_python_finds_false_is_reported_and_nothing_else(
    direction: Direction, source: str, figures: list[dict[str, int]]
) -> None:
    false = [key for key, values in zip(PLACES, figures, strict=True) if not by_python(source, values)]
    assert [place(finding) for finding in found(source, figures, direction)] == false


@given(source=comparisons, figures=TABLES)
def test_what_a_side_is_said_to_be_it_is(source: str, figures: list[dict[str, int]]) -> None:
    left, right = re.split("==|!=|<=|>=|<|>", source)
    for finding in found(source, figures, "row"):
        values = figures[PLACES.index(place(finding))]
        sides = {eval(side, {"abs": abs}, dict(values)) for side in (left, right)}
        for message in (finding.message.chinese, finding.message.english):
            assert {int(said) for said in re.findall(r"= (-?\d+)", message)} <= sides
            assert {(name, int(said)) for name, said in re.findall(r"<(\w)> (\d+)", message)} <= set(values.items())


@pytest.mark.parametrize("direction", ["row", "column"])
@given(left=sums, figures=TABLES)
def test_a_figure_that_would_mend_an_equation_mends_it(
    direction: Direction, left: str, figures: list[dict[str, int]]
) -> None:
    source = f"{left} == d"
    for finding in found(source, figures, direction):
        values = figures[PLACES.index(place(finding))]
        for suspect in finding.suspects:
            name = suspect.cell.column if direction == "row" else suspect.cell.row
            mended = int(str(suspect.value))
            assert mended >= 0
            assert mended != values[name]
            assert by_python(source, {**values, name: mended})


def test_each_figure_of_an_equation_may_be_the_one_that_is_wrong() -> None:
    (finding, *_) = found("a + b - c == d", [{"a": 5, "b": 3, "c": 1, "d": 9}] * 3, "row")
    assert [(each.cell.column, each.value) for each in finding.suspects] == [("a", 7), ("b", 5), ("d", 7)]
    (finding, *_) = found("a + b <= d", [{"a": 5, "b": 3, "c": 1, "d": 7}] * 3, "row")
    assert finding.suspects == ()
    (finding, *_) = found("a + a == d", [{"a": 5, "b": 3, "c": 1, "d": 7}] * 3, "row")
    assert [(each.cell.column, each.value) for each in finding.suspects] == [("d", 10)]


@pytest.mark.parametrize(
    ("source", "totals", "blamed"),
    [
        ("a + b == c", (), "c"),
        ("a == b + c", (), "a"),
        ("a == b", (), "b"),
        ("a >= b", (), "a"),
        ("a + b == c + d", (), "d"),
        ("a + b == c + d", ("b",), "b"),
        ("a + b == c + d", ("c", "a"), "a"),
        ("a + b + c == 0", (), "c"),
    ],
)
def test_it_stands_at_the_lone_figure_of_a_side_else_at_a_total_else_at_the_last(
    source: str, totals: tuple[str, ...], blamed: str
) -> None:
    for finding in found(source, [{"a": 1, "b": 20, "c": 2, "d": 3}] * 3, "row", totals=totals):
        assert finding.cell is not None
        assert finding.cell.column == blamed
        assert {each.message.english.partition(":")[0] for each in finding.related} | {f"<{blamed}>"} >= {
            f"<{name}>" for name in parse_relation(source).names()
        }


@pytest.mark.parametrize("direction", ["row", "column"])
def test_a_blank_total_hides_no_other_place(direction: Direction) -> None:
    figures: list[dict[str, Any]] = [{"a": 1, "b": 1, "c": 0, "d": "."}, {"a": 1, "b": 1, "c": 0, "d": 3}]
    figures.append({"a": 1, "b": 1, "c": 0, "d": 2})
    findings = found("a + b + c == d", figures, direction, totals=("d",))
    assert [place(finding) for finding in findings] == ["second"]


READINGS = st.lists(st.lists(FIGURES, min_size=4, max_size=4), min_size=1, max_size=2)


@given(source=relations, rows=st.lists(READINGS, min_size=3, max_size=3))
def test_a_row_that_can_be_read_in_two_ways_is_reported_where_both_are_false(
    source: str, rows: list[list[list[int]]]
) -> None:
    sheet = Sheet(BY_ROW, {key: lines(readings) for key, readings in zip(PLACES, rows, strict=True)})
    false = [
        key
        for key, readings in zip(PLACES, rows, strict=True)
        if not any(by_python(source, dict(zip(NAMES, reading, strict=True))) for reading in readings)
    ]
    assert [place(finding) for finding in entry(source, "row").check(filing(sheet))] == false


@given(source=relations, rows=st.lists(READINGS, min_size=4, max_size=4))
def test_a_column_is_reported_only_where_every_choice_of_readings_is_false(
    source: str, rows: list[list[list[int]]]
) -> None:
    readings = dict(zip(NAMES, rows, strict=True))
    sheet = Sheet(BY_COLUMN, {name: lines([each[:3] for each in readings[name]]) for name in NAMES})
    for finding in entry(source, "column").check(filing(sheet)):
        assert not any(by_python(source, values) for values in choices(readings, PLACES.index(place(finding))))


def lines(readings: list[list[int]]) -> list[str]:
    return [" ".join(map(str, reading)) for reading in readings]


def choices(readings: Mapping[str, list[list[int]]], at: int) -> Iterator[dict[str, int]]:
    for chosen in product(*readings.values()):
        yield {name: reading[at] for name, reading in zip(readings, chosen, strict=True)}
