"""The document as read."""

from __future__ import annotations

from disclint import Cell, Document, LineTable, Paragraph, Row, Span, Table
from disclint.reporters.plain import render
from tests.reporters.runs import REPORT, document

NOWHERE = Span(0, 0)


def cell(value: str, column: int, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(value, value, NOWHERE, column, (), colspan, rowspan)


def table(*rows: tuple[Cell, ...], grid: bool) -> Document:
    block = Table(tuple(Row(cells, NOWHERE) for cells in rows), NOWHERE, grid, "html")
    return Document("a", "", "", (block,), LineTable(""))


def test_a_line_for_a_paragraph_and_a_line_with_tabs_for_a_row() -> None:
    assert render(document(REPORT)) == REPORT


def test_what_breaks_a_line_inside_becomes_a_space() -> None:
    assert render(table((cell("商业\n企业", 0), cell("科\r\n研\t机构", 1)), grid=False)) == "商业 企业\t科 研 机构\n"
    paragraph = Paragraph("甲\r乙", "甲\r乙", NOWHERE)
    assert render(Document("a", "", "", (paragraph,), LineTable(""))) == "甲 乙\n"


def test_cells_of_a_grid_stand_in_their_columns() -> None:
    rows = (
        (cell("申请人", 0, rowspan=2), cell("法人", 1, colspan=3), cell("总计", 4)),
        (cell("企业", 1), cell("机构", 3)),
    )
    assert render(table(*rows, grid=True)) == "申请人\t法人\t\t\t总计\n\t企业\t\t机构\n"
    assert render(table(*rows, grid=False)) == "申请人\t法人\t总计\n企业\t机构\n"


def test_nothing_acts_on_a_terminal_and_no_position_moves() -> None:
    said = render(document("甲\x1b[2J\x7f\x9b乙𠮷\n"))
    assert said == "甲␛[2J␡\ufffd乙𠮷\n"


def test_a_document_without_anything_is_empty() -> None:
    assert render(document("")) == ""


def test_an_encoding_that_lacks_characters_does_not_stop_it() -> None:
    assert render(document("共3件。\n"), "ascii") == "?3?.\n"
