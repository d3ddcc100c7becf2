"""Offsets become lines and columns, whatever the line ends."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import LineTable, Position, Span

TEXTS = st.text(alphabet=st.sampled_from("甲1\r\n\u2028\x0b𠮷 "), max_size=40)


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("甲\n乙", 0, (1, 1)),
        ("甲\n乙", 1, (1, 2)),
        ("甲\n乙", 2, (2, 1)),
        ("甲\r\n乙", 3, (2, 1)),
        ("甲\r乙", 2, (2, 1)),
        ("甲\n\r\n\r乙", 5, (4, 1)),
        ("𠮷甲\n", 1, (1, 2)),
        ("甲\n", 2, (2, 1)),
        ("甲\u2028\u0085\x0b乙", 4, (1, 5)),
    ],
)
def test_a_position_counts_lines_and_code_points_from_one(text: str, offset: int, position: tuple[int, int]) -> None:
    table = LineTable(text)
    assert table.position(offset) == Position(*position)
    assert table.line(offset) == position[0]


def test_a_line_is_told_without_its_end() -> None:
    table = LineTable("甲\r\n\n乙丙\r丁")
    assert [table.text_of(line) for line in (1, 2, 3, 4)] == ["甲", "", "乙丙", "丁"]
    assert table.span_of(3) == Span(4, 6)


@given(TEXTS)
def test_lines_are_what_crlf_lf_and_cr_part(text: str) -> None:
    table = LineTable(text)
    lines = re.split("\r\n|\n|\r", text)
    assert len(table.starts) == len(lines)
    assert [table.text_of(number) for number in range(1, len(lines) + 1)] == lines


@given(TEXTS, st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    table = LineTable(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = table.position(offset)
    assert table.starts[line - 1] + column - 1 == offset
    assert line == len(table.starts) or offset < table.starts[line]
