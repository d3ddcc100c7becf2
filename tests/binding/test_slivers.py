"""A column of a hair's breadth, that no cell has for itself, is none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from disclint import Row
from disclint.binding.slivers import cells_without_slivers
from tests.binding.tables import row_text
from tests.binding.test_grid import bound, figures, table

Grid = list[list[tuple[str, int, int]]]


def places(rows: Grid) -> list[list[tuple[str, int, int]]]:
    """Words, column and width of every cell."""
    return [
        [(cell.value, cell.column, cell.colspan) for cell in row] for row in cells_without_slivers(table(rows).rows)
    ]


def test_a_column_that_no_cell_has_for_itself_is_taken_out() -> None:
    rows: Grid = [
        [("甲", 1, 1), ("乙", 2, 1), ("丙", 1, 1)],
        [("1", 2, 1), ("2", 1, 1), ("3", 1, 1)],
    ]
    assert places(rows) == [[("甲", 0, 1), ("乙", 1, 1), ("丙", 2, 1)], [("1", 0, 1), ("2", 1, 1), ("3", 2, 1)]]


def test_a_column_that_one_cell_has_for_itself_stays() -> None:
    rows: Grid = [[("甲", 1, 1), ("乙", 2, 1)], [("1", 2, 1), ("2", 1, 1)], [("", 1, 1), ("5", 1, 1), ("", 1, 1)]]
    assert places(rows)[0] == [("甲", 0, 1), ("乙", 1, 2)]


def test_columns_that_only_wide_cells_cover_stay() -> None:
    assert places([[("甲", 3, 1), ("1", 1, 1)]]) == [[("甲", 0, 3), ("1", 3, 1)]]


def test_figures_stand_below_their_headers_where_the_edges_of_cells_miss_each_other() -> None:
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    form = bound(
        [
            [("行政复议", 5, 1), ("行政诉讼", 11, 1)],
            [*((name, 1, 2) for name in names[:4]), ("总计", 2, 2), ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
            [(name, 1, 1) for name in names * 2],
            [*figures("1 0 0 2"), ("3", 2, 1), *figures("0 0 0 0 0 0 0 0 . 0")],
        ],
        "review_litigation",
    )
    assert row_text(form, "review") == "1 0 0 2 3"
    assert row_text(form, "suit_after_review") == "0 0 0 - 0"


widths = st.lists(st.integers(1, 3), min_size=1, max_size=6)


@given(st.lists(widths, min_size=1, max_size=6))
def test_words_and_their_order_stay_and_no_cell_vanishes(rows: list[list[int]]) -> None:
    grid = table([[(f"{row}.{at}", width, 1) for at, width in enumerate(line)] for row, line in enumerate(rows)])
    for before, after in zip(grid.rows, cells_without_slivers(grid.rows), strict=True):
        assert [cell.value for cell in after] == [cell.value for cell in before.cells]
        assert all(cell.colspan >= 1 for cell in after)
        ends = [cell.column + cell.colspan for cell in after]
        assert [cell.column for cell in after] == [0, *ends[:-1]]
    again = list(cells_without_slivers([Row(tuple(row), grid.span) for row in cells_without_slivers(grid.rows)]))
    assert [[cell.column for cell in row] for row in again] == [
        [cell.column for cell in row] for row in cells_without_slivers(grid.rows)
    ]
