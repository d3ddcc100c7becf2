"""Tables keep their true grid; what is drawn with TABs or blanks is a table too."""

from __future__ import annotations

from disclint import Document, Table
from tests.loaders.docx.shown import lines, read
from tests.loaders.docx.words import C, docx, p, r, tbl, tr


def grid(document: Document, number: int = 0) -> list[list[tuple[str, int, int, int]]]:
    """Cells of a table as (words, column, colspan, rowspan)."""
    table = list(document.tables())[number]
    return [[(cell.value, cell.column, cell.colspan, cell.rowspan) for cell in row.cells] for row in table.rows]


def test_merged_cells_stand_once_where_they_begin() -> None:
    table = tbl(
        [C("项目", 2, "restart"), C("人数", 3)],
        [C("", 2, "continue"), "男", "女", "计"],
        [C("甲", 1, "restart"), "1.", "1", "2", "3"],
        [C("", 1, "continue"), "2.", "", "5", "5"],
    )
    document = read(docx(table))
    assert grid(document) == [
        [("项目", 0, 2, 2), ("人数", 2, 3, 1)],
        [("男", 2, 1, 1), ("女", 3, 1, 1), ("计", 4, 1, 1)],
        [("甲", 0, 1, 2), ("1.", 1, 1, 1), ("1", 2, 1, 1), ("2", 3, 1, 1), ("3", 4, 1, 1)],
        [("2.", 1, 1, 1), ("", 2, 1, 1), ("5", 3, 1, 1), ("5", 4, 1, 1)],
    ]
    assert document.text == "项目\t\t人数\n\t\t男\t女\t计\n甲\t1.\t1\t2\t3\n\t2.\t\t5\t5\n"


def test_a_row_that_begins_further_right() -> None:
    rows = (["甲", "乙"], tr("丙", settings='<w:gridBefore w:val="1"/>'))
    assert grid(read(docx(tbl(*rows))))[1] == [("丙", 1, 1, 1)]


def test_old_merges_across() -> None:
    row: list[C | str] = [
        C("甲", settings='<w:hMerge w:val="restart"/>'),
        C("", settings='<w:hMerge w:val="continue"/>'),
        "乙",
    ]
    assert grid(read(docx(tbl(row, ["1", "2", "3"]))))[0] == [("甲", 0, 2, 1), ("乙", 2, 1, 1)]


def test_a_merge_that_goes_on_from_nothing_is_a_cell() -> None:
    table = tbl(["甲", C("1", down="continue")], ["乙", C("", down="continue")])
    assert grid(read(docx(table))) == [[("甲", 0, 1, 1), ("1", 1, 1, 2)], [("乙", 0, 1, 1)]]


def test_a_cell_between_ends_a_merge() -> None:
    table = tbl(["甲", C("1", down="restart")], ["乙", "2"], ["丙", C("3", down="continue")])
    assert [row[-1][0] for row in grid(read(docx(table)))] == ["1", "2", "3"]


def test_tracked_rows_and_cells_are_read_as_accepted() -> None:
    table = tbl(
        tr("甲", "1", "2"),
        tr("删", "9", "9", settings="<w:del/>"),
        tr("乙", "3", "4", settings="<w:ins/>"),
        tr("丙", C("99", settings="<w:cellDel/>"), "5", "6"),
    )
    assert lines(docx(table)) == ["甲\t1\t2", "乙\t3\t4", "丙\t5\t6"]


def test_a_deleted_row_takes_the_beginning_of_a_merge_with_it() -> None:
    table = tbl(
        tr(C("组", down="restart"), "1", settings="<w:del/>"),
        tr(C("组二", down="continue"), "2"),
        tr(C("", down="continue"), "3"),
    )
    assert grid(read(docx(table))) == [[("组二", 0, 1, 2), ("2", 1, 1, 1)], [("3", 1, 1, 1)]]


def test_tracked_merges_are_read_as_accepted() -> None:
    table = tbl(
        [C("甲", settings='<w:cellMerge w:vMerge="rest"/>'), "1"],
        [C("", settings='<w:cellMerge w:vMerge="cont"/>'), "2"],
    )
    assert grid(read(docx(table)))[0][0] == ("甲", 0, 1, 2)


def test_hidden_rows_are_left_out() -> None:
    shown = tr("丙", "3", settings='<w:hidden w:val="0"/>')
    assert lines(docx(tbl(tr("甲", "1"), tr("乙", "2", settings="<w:hidden/>"), shown))) == ["甲\t1", "丙\t3"]


def test_lines_of_a_cell_are_joined() -> None:
    document = read(docx(tbl([p("商业") + p() + p(" 企业 "), "1\n2", "3\t4"])))
    assert document.text == "商业 企业\t1 2\t3 4\n"
    spaced = tbl([p(r(" "), r("商业"), r(" "), r("企业"), r("\t")), "1"])
    assert read(docx(spaced)).text == "商业 企业\t1\n"
    (table,) = document.tables()
    assert not table.rows[0].cells[0].is_exact(0, 5)


def test_a_row_of_nothing_but_continued_merges_is_none() -> None:
    table = tbl(
        [C("甲", down="restart"), C("1", down="restart")],
        [C("", down="continue"), C("", down="continue")],
        [C("", down="continue"), "2"],
    )
    assert grid(read(docx(table))) == [[("甲", 0, 1, 2), ("1", 1, 1, 1)], [("2", 1, 1, 1)]]


def test_a_table_in_a_cell_stands_after_the_table() -> None:
    inner = tbl(["网站", "2"], ["公报", "1"])
    outer = tbl(["渠道", "说明", "条数"], ["合计", p("见内表") + inner + p(), "3"], ["上年", "", "4"])
    document = read(docx(outer, p("后")))
    assert document.text == "渠道\t说明\t条数\n合计\t见内表\t3\n上年\t\t4\n网站\t2\n公报\t1\n后\n"


def test_a_table_that_only_arranges_is_none() -> None:
    page = tbl([p("一、总体情况") + p("正文") + tbl(["甲", "1"], ["乙", "2"]) + p("二、主动公开"), "边栏"])
    document = read(docx(page))
    assert document.text.splitlines() == ["一、总体情况", "正文", "甲\t1", "乙\t2", "二、主动公开", "边栏"]
    assert [isinstance(block, Table) for block in document.blocks] == [False, False, True, False, False]


def test_a_frame_of_one_column_is_none() -> None:
    assert not list(read(docx(tbl([p("一、总体情况") + p("正文")], ["二、主动公开"]))).tables())


def test_tables_drawn_with_tabs() -> None:
    document = read(docx(p("情况如下"), p("行政许可\t16\t2"), p("行政处罚\t9\t"), p("二、其他")))
    (table,) = document.tables()
    assert [[cell.value for cell in row.cells] for row in table.rows] == [
        ["行政许可", "16", "2"],
        ["行政处罚", "9", ""],
    ]
    assert (table.grid, table.dialect) == (False, "tab")
    assert document.text == "情况如下\n行政许可\t16\t2\n行政处罚\t9\t\n二、其他\n"


def test_tables_drawn_with_blanks_or_pipes() -> None:
    blanks = read(docx(p(r("行政许可    16    2")), p(r("行政处罚    9     1"))))
    assert [table.dialect for table in blanks.tables()] == ["aligned"]
    pipes = read(docx(p("| 行政许可 | 16 |"), p("|---|---|"), p("| 行政处罚 | 9 |")))
    (table,) = pipes.tables()
    assert pipes.text == "行政许可\t16\n行政处罚\t9\n"
    assert table.dialect == "pipe"


def test_a_word_table_parts_what_is_drawn() -> None:
    body = (p("甲\t1\t2"), tbl(["乙", "3", "4"]), p("丙\t5\t6"))
    assert [table.grid for table in read(docx(*body)).tables()] == [False, True, False]


def test_an_indented_paragraph_is_no_row() -> None:
    assert lines(docx(p("\t全年公开工作平稳。"), p("\t下一步加强培训。"))) == ["全年公开工作平稳。", "下一步加强培训。"]
