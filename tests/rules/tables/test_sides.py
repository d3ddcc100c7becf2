"""What a finding says of the sides of a relation: as a person would write them, with the value that they have."""

from __future__ import annotations

import pytest

from tests.rules.tables.test_arithmetic_laws import found

FIGURES = [dict.fromkeys("abcd", 0), dict.fromkeys("abcd", 0), {"a": 1, "b": 1, "c": 2, "d": 5}]


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("b == a - b * (a + b)", "<b> 1，与<a> 1 - <b> 1 × (<a> 1 + <b> 1) = -1 不相等"),
        ("b == (c - a) * d", "<b> 1，与(<c> 2 - <a> 1) × <d> 5 不相等"),
        ("b == 2 * d", "<b> 1，与2 × <d> 5 不相等"),
        ("a == c - (b - d)", "<a> 1，与<c> 2 - <b> 1 + <d> 5 = 6 不相等"),
        ("abs(c - (b - d)) == 2 * c", "|<c> 2 - (<b> 1 - <d> 5)|，与2 × <c> 2 不相等"),
        ("abs(a - d) + c == b", "|<a> 1 - <d> 5| + <c> 2 = 6，与<b> 1 不相等"),
    ],
)
def test_a_side_is_written_so_that_it_can_be_worked_out(relation: str, said: str) -> None:
    finding = found(relation, FIGURES, "row")[-1]
    assert finding.message.chinese == f"“third place”行：{said}"
