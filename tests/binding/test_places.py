"""Where the cells of a table stand, the blank ones too; and which figures beside no label are whose."""

from __future__ import annotations

from itertools import product

import pytest

from disclint import BoundForm
from disclint.loaders.text import load
from tests.binding.tables import bound, row_text, states

ROW = "一、本年新收政府信息公开申请数量"
NEXT = "二、上年结转政府信息公开申请数量"
TOTAL = "（七）总计"
LAST = "四、结转下年度继续办理"
COLUMNS = ("natural_person", "commercial", "research", "welfare", "legal_service", "other_org", "total")
WHOLE = ("4", "1", "0", "0", "0", "0", "5")


def read(*lines: str, form: str = "applications") -> tuple[BoundForm, str]:
    """The form, and the text that its spans point into."""
    text = "\n".join(lines)
    return bound(form, text, "2019"), load(text.encode(), "a.txt").text


def keys(form: BoundForm) -> list[str]:
    return [column.key for column in form.form.columns]


@pytest.mark.parametrize(
    ("before", "blank"),
    [
        *product(("", "\t", "三、本年度办理结果\t"), range(6)),
        ("\t", 6),  # the last one only where a blank before a figure shows that the table keeps its blanks
    ],
)
def test_a_blank_cell_stands_between_its_tabs(before: str, blank: int) -> None:
    figures = ["7"] * 7
    figures[blank] = ""
    complete = "\t".join(WHOLE)
    lines = [f"{before}{label}\t{complete}" for label in (ROW, NEXT, TOTAL)]
    holed = f"{before}{LAST}\t" + "\t".join(figures)
    form, text = read(*lines, holed)
    cells = [form.cells["carried_out", key] for key in keys(form)]
    assert [cell.state for cell in cells] == ["blank" if at == blank else "filled" for at in range(7)]
    stands = text.index(holed) + len(f"{before}{LAST}\t") + 2 * blank
    assert cells[blank].span == (stands, stands)
    for cell in (*cells[:blank], *cells[blank + 1 :]):
        assert cell.span is not None
        assert text[slice(*cell.span)] == "7"
    assert len({cell.span for cell in cells}) == 7


def test_each_blank_of_a_row_without_figures_stands_at_its_own_place() -> None:
    complete = "\t".join(WHOLE)
    form, text = read(f"\t{ROW}\t{complete}", f"\t{NEXT}\t{complete}", f"\t{TOTAL}\t{complete}", f"\t{LAST}" + "\t" * 7)
    first = text.index(LAST) + len(LAST) + 1
    assert states(form, "carried_out") == {"blank"}
    assert [form.cells["carried_out", key].span for key in keys(form)] == [(first + at, first + at) for at in range(7)]


def test_a_blank_whose_place_is_not_known_stands_at_the_label() -> None:
    form, text = read(f"{ROW}\t4\t1\t5", f"{LAST}\t4\t1\t5")
    for key in keys(form):
        cell = form.cells["carried_out", key]
        if cell.state != "filled":
            assert cell.span is not None
            assert text[slice(*cell.span)] == LAST


def test_figures_below_the_last_label_are_its_row() -> None:
    complete = "\t".join(WHOLE)
    form, _ = read(f"{ROW}\t{complete}", f"{TOTAL}\t{complete}", LAST, "1\t0\t0\t0\t0\t0\t1")
    assert row_text(form, "carried_out") == "1 0 0 0 0 0 1"


def test_a_row_of_figures_that_is_cut_goes_on_below() -> None:
    complete = "\t".join(WHOLE)
    form, _ = read(f"{ROW}\t{complete}", f"{TOTAL}\t4\t1\t0", "0\t0\t0\t5", f"{LAST}\t{complete}")
    assert row_text(form, "results_total") == "4 1 0 0 0 0 5"


def test_figures_below_a_row_that_has_all_are_nobodys_and_the_table_stays() -> None:
    complete = "\t".join(WHOLE)
    form, _ = read(f"{ROW}\t{complete}", f"{TOTAL}\t{complete}", f"{LAST}\t{complete}", "9\t9\t9\t9\t9\t9\t9", "8\t8")
    assert form.reliable
    assert row_text(form, "carried_out") == " ".join(WHOLE)


def test_beside_figures_that_nobody_can_claim_a_row_that_lacks_some_is_open() -> None:
    complete = "\t".join(WHOLE)
    rows = [f"{ROW}\t{complete}", f"{NEXT}\t{complete}", "9\t9\t9\t9\t9\t9\t9", f"{LAST}\t\t1\t\t\t\t\t1"]
    form, _ = read(*rows)
    assert states(form, "carried_out") == {"uncertain"}
    assert form.rows["carried_out"].fault == "few"
    form, _ = read(rows[0], rows[1], rows[3])
    assert row_text(form, "carried_out") == "- 1 - - - - 1"


def test_a_misprinted_label_is_looked_for_near_the_table_only() -> None:
    complete = "\t".join(WHOLE)
    misprinted = f"四、结转下年度继读办理\t{complete}"
    table = [f"{ROW}\t{complete}", f"{NEXT}\t{complete}", f"{TOTAL}\t{complete}"]
    other = [f"{number}号窗口受理数\t{number}" for number in range(1, 12)]
    near, _ = read(*table, *other[:3], misprinted)
    assert row_text(near, "carried_out") == " ".join(WHOLE)
    far, _ = read(*table, *other, misprinted)
    assert states(far, "carried_out") == {"missing"}


SUITS = [
    "行政复议\t\t\t\t\t行政诉讼",
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
]
FIFTEEN = "1 0 2 0 3 1 0 2 0 3 0 0 0 1 1"


def test_a_blank_among_fifteen_stands_between_its_tabs() -> None:
    figures = FIFTEEN.split()
    for blank in range(15):
        line = "\t".join("" if at == blank else figure for at, figure in enumerate(figures))
        form, text = read(*SUITS, line, form="review_litigation")
        (cell,) = [cell for cell in form.cells.values() if cell.state != "filled"]
        stands = text.index(line) + sum(len(figure) + 1 for figure in figures[:blank])
        assert (cell.state, cell.span) == ("blank", (stands, stands))


@pytest.mark.parametrize(
    ("header", "is_found"),
    [(SUITS, True), (["结果维持\t结果纠正\t总计"], True), (["结果维持\t总计"], False), ([], False)],
)
def test_three_names_make_a_header(header: list[str], is_found: bool) -> None:
    form, _ = read(*header, FIFTEEN.replace(" ", "\t"), form="review_litigation")
    assert form.found is is_found
    assert row_text(form, "suit_after_review") == ("0 0 0 1 1" if is_found else "x x x x x")


@pytest.mark.parametrize(("count", "is_line"), [(15, True), (14, True), (8, True), (7, False), (2, False)])
def test_a_cell_on_each_line_more_than_half_of_the_figures_are_a_line(count: int, is_line: bool) -> None:
    lines = "\n".join(SUITS).replace("\t\t\t\t\t", "\n").replace("\t", "\n"), *FIFTEEN.split()[:count]
    form, _ = read(*lines, form="review_litigation")
    assert form.reliable is is_line


def test_figures_that_fit_nowhere_leave_a_line_that_lacks_one_open_and_a_whole_one_as_it_is() -> None:
    figures = FIFTEEN.split()
    beside = ["注\t其中网上\t3"]
    form, _ = read(*SUITS, "\t".join(figures), *beside, form="review_litigation")
    assert row_text(form, "suit_after_review") == "0 0 0 1 1"
    form, text = read(*SUITS, "\t".join(["", *figures[1:]]), *beside, form="review_litigation")
    assert {cell.state for cell in form.cells.values()} == {"uncertain"}
    (place,) = {cell.span for cell in form.cells.values()}
    assert place is not None
    assert place.start == text.index("\t".join(figures[1:])) - 1  # where the line begins


def test_the_numbers_of_the_columns_are_no_figures() -> None:
    numbers = "\t".join(str(number) for number in range(1, 16))
    form, _ = read(*SUITS, numbers, FIFTEEN.replace(" ", "\t"), form="review_litigation")
    assert row_text(form, "review") == "1 0 2 0 3"
    form, _ = read(*SUITS, numbers, form="review_litigation")
    assert "filled" not in {cell.state for cell in form.cells.values()}


def test_a_whole_line_takes_no_figures_from_below_it() -> None:
    form, _ = read(*SUITS, FIFTEEN.replace(" ", "\t"), "3\t4", form="review_litigation")
    assert row_text(form, "suit_after_review") == "0 0 0 1 1"
    assert form.rows["review"].fault is None


def test_figures_below_the_last_row_of_all_are_nobodys() -> None:
    complete = "\t".join(WHOLE)
    form, _ = read(f"{ROW}\t{complete}", f"{TOTAL}\t{complete}", f"{LAST}\t{complete}", "9\t9\t9\t9\t9\t9\t9")
    assert form.reliable
    assert row_text(form, "carried_out") == " ".join(WHOLE)


def test_every_row_that_stands_twice_is_told() -> None:
    complete = "\t".join(WHOLE)
    other = complete.replace("4", "3")
    rows = [ROW, NEXT, TOTAL, LAST]
    form, _ = read(*(f"{label}\t{complete}" for label in rows), *(f"{label}\t{other}" for label in rows[1:]))
    assert [text.value for text in form.doubled] == rows[1:]
    assert row_text(form, "received") == " ".join(WHOLE)
    assert {cell for label in ("carried_in", "results_total", "carried_out") for cell in states(form, label)} == {
        "uncertain"
    }
