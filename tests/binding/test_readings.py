"""Where the figures of a row may stand, given what the other rows prove: all placements, and no other."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.binding.readings import Evidence, Placement, evidence, place
from disclint.binding.strips import Segment, segments, strips
from disclint.loaders.text import load


def rows(*lines: str) -> list[Segment]:
    """The rows of a table, one a line; cells between TABs, or apart by spaces."""
    blocks = load("\n".join(lines).encode(), "a.txt").blocks
    return list(segments(strips(blocks, 0, len(blocks))))


def row(line: str) -> Segment:
    (found,) = rows(line, "末行\t0")[:1]
    return found


NOTHING = Evidence(squeezed=False)
SQUEEZED = Evidence(squeezed=True)


def shown(line: str, columns: int, known: Evidence = NOTHING, *, total: bool = False) -> list[str]:
    """The readings of a row as what each column would print, - for nothing."""
    segment = row(line)
    placement = place(segment, columns, known, total=total)
    return [
        " ".join("-" if index is None else segment.tokens[index].printed for index in reading)
        for reading in placement.readings
    ]


def placed(line: str, columns: int, known: Evidence = NOTHING, *, total: bool = False) -> Placement:
    return place(row(line), columns, known, total=total)


# As many, more, fewer ------------------------------------------------------------------------------------------------


def test_as_many_figures_as_columns_have_one_reading() -> None:
    assert placed("甲\t1\t2\t3", 3) == Placement(((0, 1, 2),))


def test_a_row_without_figures_is_blank_for_certain_only_where_its_cells_are_kept() -> None:
    assert placed("甲\t\t\t", 3) == Placement(((None,) * 3,), blanks_proved=True)
    assert placed("甲\t\t\t\t", 3).blanks_proved
    assert not placed("甲\t\t", 3).blanks_proved
    assert not placed("甲\t\t\t", 3, SQUEEZED).blanks_proved


def test_surplus_zeros_and_dashes_may_each_be_the_one_that_is_too_many() -> None:
    assert shown("甲\t4\t0\t2\t0", 3) == ["4 2 0", "4 0 2"]
    assert shown("甲\t4\t—\t2\t0", 3) == ["4 2 0", "4 — 2"]
    assert shown("甲\t0\t0\t1", 2) == ["0 1"]
    assert placed("甲\t4\t0\t2\t0", 3).fault == "many"


def test_surplus_figures_are_no_surplus_zeros() -> None:
    assert placed("甲\t4\t1\t2\t3", 3) == Placement((), "many")


def test_three_surplus_cells_are_read_through_and_four_are_not() -> None:
    assert shown("甲\t0\t0\t0\t5", 1) == ["5"]
    assert shown("甲\t0\t0\t0\t0\t5", 1) == []


def test_more_zeros_than_can_be_told_apart_say_nothing() -> None:
    assert shown("甲" + "\t0" * 10, 8) == [" ".join("0" * 8)]
    assert placed("甲" + "\t0" * 21, 18) == Placement((), "many")


def test_what_is_printed_over_and_over_in_a_merged_cell_is_one_figure() -> None:
    assert placed("甲\t9\t9\t9\t9\t9\t9", 1) == Placement(((0,),))
    assert shown("甲\t9\t9\t8", 1) == []


def test_a_page_number_may_have_come_between_lines_of_their_own() -> None:
    (segment, *_) = rows("规章", "1", "2", "3", "4")
    assert segment.bare
    placement = place(segment, 3, NOTHING, total=False)
    assert placement.fault == "many"
    assert set(placement.readings) == {(1, 2, 3), (0, 2, 3), (0, 1, 3), (0, 1, 2)}


# Digits torn apart ---------------------------------------------------------------------------------------------------


def test_digits_that_spaces_tore_apart_are_put_together_where_one_way_adds_up() -> None:
    assert shown("甲 1 2 3 15", 3, total=True) == ["12 3 15"]
    assert shown("甲 1 2 3 0 0 1 5", 5, total=True) == ["12 3 0 0 15"]


def test_they_stay_apart_where_the_last_is_no_total_or_two_ways_add_up() -> None:
    assert shown("甲 1 2 3 15", 3, total=False) == []
    assert shown("甲 1 2 3 16", 3, total=True) == []
    assert shown("甲 1 1 1 1 2 2", 3, total=True) == ["11 11 22"]
    assert shown("甲 1 1 1 1 1 2", 3, total=True) == []


def test_a_number_does_not_begin_with_a_zero_but_may_be_one() -> None:
    assert shown("甲 0 1 2 1 2", 3, total=True) == ["0 12 12"]
    assert shown("甲 1 0 2 12", 3, total=True) == ["10 2 12"]


def test_where_a_surplus_zero_explains_it_nothing_is_put_together() -> None:
    assert shown("甲 1 0 2 3", 3, total=True) == []
    assert shown("甲 1 0 1 1 1", 4, total=True) == []


def test_marks_among_the_digits_are_not_put_together() -> None:
    assert shown("甲 1 2件 3 15", 3, total=True) == []
    assert shown("甲 1 — 3 13", 3, total=True) == []


def test_more_than_two_pieces_for_a_column_are_not_put_together() -> None:
    assert shown("甲 1 2 1 2", 2, total=True) == ["12 12"]
    assert shown("甲 1 2 3 1 2 3", 2, total=True) == []


# Fewer figures than columns ------------------------------------------------------------------------------------------


def test_where_blanks_may_be_left_out_every_column_is_possible() -> None:
    assert shown("甲\t\t\t5\t", 3) == ["5 - -", "- 5 -", "- - 5"]
    assert shown("甲\t1\t\t2\t", 3) == ["1 2 -", "1 - 2", "- 1 2"]
    assert placed("甲\t1\t2\t\t", 3).fault == "squeezed"


def test_readings_that_print_the_same_are_one() -> None:
    assert shown("甲\t0\t0\t\t", 3) == ["0 0 -", "0 - 0", "- 0 0"]
    assert len(shown("甲\t0\t\t\t", 3)) == 3


def test_a_total_above_zero_that_is_the_sum_of_the_others_is_the_total() -> None:
    assert shown("甲\t1\t2\t3\t\t", 4, total=True) == ["1 2 - 3", "1 - 2 3", "- 1 2 3"]
    assert len(shown("甲\t1\t2\t3\t\t", 4, total=False)) == comb(4, 3)
    assert len(shown("甲\t1\t2\t4\t\t", 4, total=True)) == comb(4, 3)
    assert "0 0 0 -" in shown("甲\t0\t0\t0\t\t", 4, total=True)
    assert "3 - - -" in shown("甲\t3\t\t\t\t", 4, total=True)


def test_a_figure_that_cannot_be_read_proves_no_total() -> None:
    assert len(shown("甲\tO\t2\t2\t\t", 4, total=True)) == comb(4, 3)


def test_fewer_cells_than_columns_say_nothing() -> None:
    assert placed("甲\t1\t2", 3) == Placement((), "few")
    assert placed("甲\t1\t2\t\t", 3, Evidence(squeezed=False, width=6)) == Placement((), "few")
    assert placed("甲\t1\t2\t", 3, Evidence(squeezed=False, width=4)).fault == "squeezed"


def test_a_row_with_more_placements_than_can_be_told_says_nothing() -> None:
    line = "甲" + "\t1" * 8 + "\t" * 8
    assert placed(line, 16) == Placement((), "squeezed")
    assert len(placed("甲" + "\t1" * 3 + "\t" * 13, 16).readings) == comb(16, 3)


# What other rows prove -----------------------------------------------------------------------------------------------


def test_a_window_that_the_complete_rows_share_is_where_the_columns_stand() -> None:
    known = Evidence(squeezed=False, windows=frozenset({(0, 5, 2)}))
    assert placed("甲\t\t\t7\t", 3, known) == Placement(((None, 0, None),), blanks_proved=True)
    assert placed("甲\t\t7\t\t8", 3, known).readings == ((0, None, 1),)


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("甲\t7\t\t\t", Evidence(squeezed=False, windows=frozenset({(0, 5, 2)}))),  # before the window
        ("甲\t\t\t7\t\t8", Evidence(squeezed=False, windows=frozenset({(0, 6, 1)}))),  # behind it
        ("甲\t\t7\t", Evidence(squeezed=False, windows=frozenset({(0, 5, 1)}))),  # a row of other width
        ("甲\t乙\t\t7\t\t", Evidence(squeezed=False, windows=frozenset({(0, 6, 2)}))),  # a label in another cell
        ("甲\t\t7\t\t", Evidence(squeezed=True, windows=frozenset({(0, 5, 1)}))),  # where blanks are left out
    ],
)
def test_no_other_row_has_that_window(line: str, known: Evidence) -> None:
    assert not placed(line, 3, known).blanks_proved


def test_an_edge_that_the_complete_rows_share_is_where_the_last_column_stands() -> None:
    known = Evidence(squeezed=False, edge=5)
    assert placed("甲\t\t\t7\t", 3, known).readings == ((None, 0, None),)
    assert not placed("甲\t\t7\t\t\t", 3, known).blanks_proved


def test_evidence_of_complete_rows() -> None:
    grid = rows("甲\t\t1\t2\t3", "乙\t\t4\t5\t6", "丙\t\t7\t\t")
    assert evidence(grid, 3, squeezed=False) == Evidence(False, frozenset({(0, 5, 2)}), 5, 5)
    assert evidence(grid[1:], 3, squeezed=False) == Evidence(False, frozenset(), None, 5)
    ragged = rows("甲\t\t1\t2\t3", "乙\t4\t5\t6\t", "丙\t\t7\t\t")
    assert evidence(ragged, 3, squeezed=False) == Evidence(False, frozenset(), None, 5)
    apart = rows("甲\t1\t\t2\t3", "乙\t4\t\t5\t6", "丙\t\t7\t\t")
    assert evidence(apart, 3, squeezed=False) == Evidence(False, frozenset(), 5, 5)
    widths = rows("甲\t\t1\t2\t3", "乙\t\t4\t5\t6", "丙\t1\t2\t3", "丁\t1\t2\t3")
    assert evidence(widths, 3, squeezed=True) == Evidence(True, frozenset({(0, 5, 2), (0, 4, 1)}), None, 4)


def test_evidence_without_a_complete_row_needs_four_rows_of_one_make() -> None:
    lines = ["甲\t子\t3\t\t4", "乙\t\t\t\t", "丙\t\t\t1\t1", "丁\t\t2\t\t2"]
    assert evidence(rows(*lines), 3, squeezed=False).edge == 5
    assert evidence(rows(*lines[:3]), 3, squeezed=False).edge is None
    assert evidence(rows(*lines[:3], "丁\t\t2\t2\t"), 3, squeezed=False).edge is None
    assert evidence(rows(*lines[:3], "丁\t2\t\t\t2"), 3, squeezed=False).edge is None
    assert evidence(rows(*lines[:3], "丁\t\t2\t2"), 3, squeezed=False).edge is None


# The law -------------------------------------------------------------------------------------------------------------

FIGURES = st.lists(st.integers(0, 30), min_size=2, max_size=5)


@given(FIGURES, st.data())
def test_whatever_is_left_out_the_truth_is_among_the_readings(parts: list[int], data: st.DataObject) -> None:
    """A row of figures and their total, some zeros left out: what stood there is one of its readings."""
    truth = [*map(str, parts), str(sum(parts))]
    blank = [data.draw(st.booleans()) if figure == "0" else False for figure in truth]
    kept = [figure for figure, out in zip(truth, blank, strict=True) if not out]
    line = "\t".join(["甲", *kept, *[""] * blank.count(True)])
    found = shown(line, len(truth), SQUEEZED, total=True)
    assert " ".join("-" if out else figure for figure, out in zip(truth, blank, strict=True)) in found
    assert len(set(found)) == len(found)
    assert all([word for word in reading.split() if word != "-"] == kept for reading in found)
