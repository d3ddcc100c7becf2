"""What a cell holds: nothing, a figure, a dash, or words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import normal_form
from disclint.binding.figures import Reading, read_figure


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", Reading("empty")), (" \n", Reading("empty")),
        ("12", Reading("figure", 12, None, "", "12")), ("１２", Reading("figure", 12, None, "", "12")),
        ("1 2", Reading("figure", 12, None, "", "12")), ("1,234", Reading("figure", 1234, None, "", "1,234")),
        ("00", Reading("figure", 0, None, "", "00")), ("0件", Reading("figure", 0, "件", "", "0")),
        ("901.25 万元", Reading("figure", Decimal("901.25"), "万元", "", "901")),
        ("-901.25", Reading("figure", Decimal("-901.25"), None, "-", "901")),
        ("减少3.5", Reading("figure", Decimal("-3.5"), None, "减少", "3")),
        ("增 8", Reading("figure", 8, None, "增", "8")), ("减8", Reading("figure", -8, None, "减", "8")),
        ("下降8", Reading("figure", -8, None, "下降", "8")), ("-8", Reading("figure", -8, None, "-", "8")),
        ("+8", Reading("figure", 8, None, "+", "8")), ("±8", Reading("figure", 8, None, "±", "8")),
        ("增长8", Reading("figure", 8, None, "增长", "8")),
        ("/", Reading("dash")), ("——", Reading("dash")), ("-", Reading("dash")), ("……", Reading("words")),
        ("O", Reading("figure", None, None, "", "")), ("无", Reading("figure", None, None, "", "")),
        ("l2", Reading("figure", None, None, "", "")), ("1O.5", Reading("figure", None, None, "", "")),
        ("1234567O", Reading("figure", None, None, "", "")), ("-----", Reading("words")),
        ("总计", Reading("words")), ("12.", Reading("words")), ("12件3", Reading("words")), ("1.2.3", Reading("words")),
        ("9" * 30, Reading("figure", int("9" * 30), None, "", "9" * 30)), ("9" * 31, Reading("words")),
    ],
)  # fmt: skip
def test_what_a_cell_holds(cell: str, expected: Reading) -> None:
    assert read_figure(normal_form(cell)) == expected


@given(st.integers(0, 10**9), st.sampled_from(["", "-", "减", "增"]), st.sampled_from(["", "件", "万元"]))
def test_a_figure_is_read_as_it_is_written(number: int, sign: str, unit: str) -> None:
    reading = read_figure(f"{sign}{number}{unit}")
    assert (reading.value, reading.sign, reading.unit or "") == (-number if sign in ("-", "减") else number, sign, unit)
    grouped = read_figure(f"{sign}{number:,}{unit}")
    assert grouped.value == reading.value
