"""Plain text is lexed into paragraphs and tables, whatever extraction did to it."""

from __future__ import annotations

import pytest

from disclint import Paragraph, Table
from disclint.loaders.text import load

Drawn = str | tuple[str, list[list[str]]]


def draw(text: str) -> list[Drawn]:
    """Paragraphs as their words, tables as dialect and cells."""
    document = load(text.encode(), "report.txt")
    return [
        block.value
        if isinstance(block, Paragraph)
        else (block.dialect, [[cell.value for cell in row.cells] for row in block.rows])
        for block in document.blocks
    ]


def table(text: str) -> tuple[str, list[list[str]]]:
    """The only block of a text, which must be a table."""
    (only,) = draw(text)
    assert not isinstance(only, str)
    return only


# Paragraphs


def test_each_line_with_words_is_a_paragraph() -> None:
    assert draw("甲县2020年报告\n\n一、总体情况\n本年公开12条。\n") == [
        "甲县2020年报告",
        "一、总体情况",
        "本年公开12条。",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_ends_a_line(end: str) -> None:
    lines = ["一、总体情况", "", "规章\t1\t2", "行政许可\t3\t", "", "\t0", "二、其他"]
    assert draw(end.join(lines)) == [
        "一、总体情况",
        ("tab", [["规章", "1", "2"], ["行政许可", "3", ""]]),
        "0",
        "二、其他",
    ]


def test_line_ends_may_be_mixed() -> None:
    assert draw("甲\r\n乙\n丙\r丁\n\r戊") == ["甲", "乙", "丙", "丁", "戊"]


@pytest.mark.parametrize("space", ["\u3000", "\u00a0", "\u2002", "\u2003", "\u200a", "\u200b", "\ufeff", "\f", " \t"])
def test_white_space_around_a_paragraph_is_not_part_of_it(space: str) -> None:
    document = load(f"甲\n{space}一、总体情况{space}\n".encode(), "report.txt")
    heading = document.blocks[1]
    assert isinstance(heading, Paragraph)
    assert heading.value == "一、总体情况"
    assert heading.span == (2 + len(space), 8 + len(space))


def test_white_space_inside_a_paragraph_stays() -> None:
    assert draw("总    计（　无　）") == ["总    计（　无　）"]


def test_bold_and_heading_marks_stay() -> None:
    assert draw("## 一、总体情况\n**一是**范围窄。") == ["## 一、总体情况", "**一是**范围窄。"]


def test_a_sentence_cut_by_a_page_break_stays_cut() -> None:
    assert draw("全年发布信息\n\n12条，回应3次。") == ["全年发布信息", "12条，回应3次。"]


def test_a_normal_form_goes_with_every_word() -> None:
    document = load("規章\t１０\t總　計".encode(), "report.txt")
    (only,) = document.tables()
    assert [cell.normal for cell in only.rows[0].cells] == ["规章", "10", "总 计"]
    assert [cell.value for cell in only.rows[0].cells] == ["規章", "１０", "總　計"]


# TAB


def test_tab_cells_keep_their_empty_ones() -> None:
    assert table("第二十条第（八）项\t\t\n行政事业性收费\t29\t\n\t\t总计\n") == (
        "tab",
        [["第二十条第（八）项", "", ""], ["行政事业性收费", "29", ""], ["", "", "总计"]],
    )


def test_cells_know_their_column_and_their_place() -> None:
    text = "行政许可\t 156\u00a0\t\t-2"
    (only,) = load(text.encode(), "report.txt").tables()
    cells = only.rows[0].cells
    assert [cell.column for cell in cells] == [0, 1, 2, 3]
    assert [tuple(cell.span) for cell in cells] == [(0, 4), (6, 9), (11, 11), (12, 14)]
    assert only.span == only.rows[0].span == (0, 14)
    assert not only.grid


def test_a_table_goes_on_over_blank_lines_and_rules() -> None:
    text = "规章\t1\n\n行政许可\t2\n-------\t--\t---\n \n行政处罚\t3\n"
    assert table(text) == ("tab", [["规章", "1"], ["行政许可", "2"], ["行政处罚", "3"]])


def test_a_bare_line_ends_a_table() -> None:
    assert draw("规章\t1\n甲县报告\n行政许可\t2") == [
        ("tab", [["规章", "1"]]),
        "甲县报告",
        ("tab", [["行政许可", "2"]]),
    ]


def test_rows_of_two_dialects_are_two_tables() -> None:
    assert draw("规章\t1\n行政许可 | 2 |") == [("tab", [["规章", "1"]]), ("pipe", [["行政许可", "2"]])]


def test_a_row_of_dashes_is_a_row() -> None:
    assert table("总计\t0\n-\t-\n－\t——") == ("tab", [["总计", "0"], ["-", "-"], ["－", "——"]])


def test_an_empty_row_of_a_table_is_a_row() -> None:
    assert table("规章\t1\t2\n\t\t\n行政许可\t3\t4") == (
        "tab",
        [["规章", "1", "2"], ["", "", ""], ["行政许可", "3", "4"]],
    )


@pytest.mark.parametrize("line", ["\t一、总体情况", "一、总体情况\t", "\t\t一、总体情况", "一、总体情况\t\t"])
def test_words_between_tabs_are_an_indented_paragraph(line: str) -> None:
    assert draw(f"{line}\n\n本年公开12条。\n") == ["一、总体情况", "本年公开12条。"]


def test_words_between_tabs_are_a_row_beside_rows() -> None:
    assert table("\t申请人情况\n\t自然人\n本年新收\t1\n总计\t\n") == (
        "tab",
        [["", "申请人情况"], ["", "自然人"], ["本年新收", "1"], ["总计", ""]],
    )


def test_an_indented_heading_beside_rows_is_a_paragraph() -> None:
    assert draw("规章\t1\n\t三、收到的申请\n本年新收\t2") == [
        ("tab", [["规章", "1"]]),
        "三、收到的申请",
        ("tab", [["本年新收", "2"]]),
    ]


def test_a_row_without_figures_belongs_to_its_table_over_blank_lines() -> None:
    text = "一、本年新收\t1\t0\t1\n\n二、上年结转\t\t\t\n\n三、结果\t1\t0\t1\n"
    assert table(text)[1][1] == ["二、上年结转", "", "", ""]


def test_a_table_may_have_no_figures_at_all() -> None:
    assert table("规章\t\t\n\n规范性文件\t\t\n") == ("tab", [["规章", "", ""], ["规范性文件", "", ""]])


@pytest.mark.parametrize("mark", ["一、", "1.", "（一）", "(2)", "1．", "•", "第3、"])
def test_a_number_that_a_word_processor_sets_off_with_a_tab_makes_no_row(mark: str) -> None:
    assert draw(f"{mark}\t总体情况\n本年公开12条。") == [f"{mark}\t总体情况", "本年公开12条。"]


# Pipes


def test_pipes_with_empty_cells_packed_to_the_end() -> None:
    text = "第二十条第（一）项 | |||\n规章 | 0 | 1 | 2 |\n行政事业性收费 | 29 | | |\n"
    assert table(text) == (
        "pipe",
        [["第二十条第（一）项", "", "", ""], ["规章", "0", "1", "2"], ["行政事业性收费", "29", "", ""]],
    )


def test_pipes_at_both_ends_open_and_close_cells() -> None:
    text = "| 信息内容 | 数量 |\n|---|:--:|\n| 规章 |  |\n|| 5 |\n"
    assert table(text) == ("pipe", [["信息内容", "数量"], ["规章", ""], ["", "5"]])


def test_pipes_between_cells_only() -> None:
    assert table("规章 | 0 | 1\n| 行政许可 | 2 | 3") == ("pipe", [["规章", "0", "1"], ["行政许可", "2", "3"]])


@pytest.mark.parametrize("pipe", ["｜", "│", "┃"])
def test_other_pipes_separate_too(pipe: str) -> None:
    text = f"┌──┬──┐\n{pipe}规章{pipe}1{pipe}\n├──┼──┤\n{pipe}行政许可{pipe}{pipe}\n└──┴──┘\n"
    assert table(text) == ("pipe", [["规章", "1"], ["行政许可", ""]])


def test_an_escaped_pipe_is_a_character() -> None:
    assert table("| 增\\|减 | 2 |") == ("pipe", [["增\\|减", "2"]])


def test_one_cell_beside_rows_is_a_row_and_elsewhere_a_paragraph() -> None:
    assert table("第二十条 |\n规章 | 1 |") == ("pipe", [["第二十条"], ["规章", "1"]])
    assert draw("第二十条 |\n\n规章") == ["第二十条 |", "规章"]


# Rules


@pytest.mark.parametrize("rule", ["-----", "---- -- --", "+----+--+", "|:--|--:|", "=====", "──────", "----\t--\t--"])
def test_a_rule_is_neither_row_nor_paragraph(rule: str) -> None:
    assert draw(f"甲\n{rule}\n乙") == ["甲", "乙"]


@pytest.mark.parametrize("line", ["-", "--", "——", "－1", "-- 12 --", "+", ":", "|"])
def test_what_is_no_rule_is_a_paragraph(line: str) -> None:
    assert draw(f"甲\n{line}\n乙") == ["甲", line, "乙"]


# A cell on each line


CELLS = (
    "二、主动公开\n"
    "\t第二十条第（一）项\n\n\t信息内容\n\t数量\n\n\t规    章\n\t0\n\n\t规范性文件\n\t12\n\n"
    "\t\n\t4\n\n\t\u00a0\n\t5\n\n \n"
    "三、收到的申请\n"
)


def test_a_cell_on_each_line() -> None:
    assert draw(CELLS) == [
        "二、主动公开",
        (
            "cell-per-line",
            [
                ["第二十条第（一）项"],
                ["信息内容", "数量"],
                ["规    章", "0"],
                ["规范性文件", "12"],
                ["", "4"],
                ["", "5"],
            ],
        ),
        "三、收到的申请",
    ]


def test_a_cell_broken_over_lines_is_one_cell() -> None:
    text = "\t商业\n企业\n\t科研\r\n  机构\n\t\n其他\n\n\t0\n\t0\n\t1\n"
    document = load(text.encode(), "report.txt")
    (only,) = document.tables()
    assert [cell.value for cell in only.rows[0].cells] == ["商业\n企业", "科研\r\n  机构", "其他"]
    assert [document.text[slice(*cell.span)] for cell in only.rows[0].cells] == ["商业\n企业", "科研\r\n  机构", "其他"]


@pytest.mark.parametrize("after", ["四、行政复议情况", "本年没有被申请行政复议。", "长" * 31])
def test_what_reads_like_no_rest_of_a_cell_ends_the_table(after: str) -> None:
    text = f"\t规章\n\t1\n\n\t规范性文件\n\t2\n\n\t总计\n\t3\n{after}\n"
    assert draw(text) == [
        ("cell-per-line", [["规章", "1"], ["规范性文件", "2"], ["总计", "3"]]),
        after,
    ]


def test_an_indented_heading_among_cells_is_a_paragraph() -> None:
    text = "\t规章\n\t1\n\n\t规范性文件\n\t2\n\n\t总计\n\t3\n\n\t三、收到的申请\n\n" + "\t本年新收\n\t1\n\n" * 3
    rows = [["本年新收", "1"]] * 3
    assert draw(text) == [
        ("cell-per-line", [["规章", "1"], ["规范性文件", "2"], ["总计", "3"]]),
        "三、收到的申请",
        ("cell-per-line", rows),
    ]


def test_a_row_label_with_a_numeral_is_a_cell() -> None:
    text = "\t一、本年新收\n\t1\n\t2\n\n\t二、上年结转\n\t3\n\t4\n"
    assert table(text)[1] == [["一、本年新收", "1", "2"], ["二、上年结转", "3", "4"]]


def test_part_of_a_report_may_have_a_cell_on_each_line() -> None:
    text = "规章\t1\t2\n\n甲\n\t行政许可\n\t3\n\t4\n\n\t行政处罚\n\t5\n\t6\n\n乙\n行政强制\t7\t8\n"
    assert draw(text) == [
        ("tab", [["规章", "1", "2"]]),
        "甲",
        ("cell-per-line", [["行政许可", "3", "4"], ["行政处罚", "5", "6"]]),
        "乙",
        ("tab", [["行政强制", "7", "8"]]),
    ]


def test_header_rows_count_where_the_rest_of_the_file_has_a_cell_on_each_line() -> None:
    text = "\t申请人情况\n\t总计\n第1页\n甲县报告。\n" + "\t本年新收\n\t1\n\n" * 12
    assert draw(text)[0] == ("cell-per-line", [["申请人情况", "总计\n第1页"]])


def test_indented_paragraphs_are_no_cells() -> None:
    text = "\t一、总体情况\n\t本年公开信息12条，回应3次。\n\t二、主动公开\n\t地址：甲县\n\t电话：乙\n\t网址：丙\n"
    assert draw(text) == [line.strip() for line in text.splitlines()]


def test_lone_tabs_are_blank_lines() -> None:
    assert draw("甲\n\t\n" + "\t\n\n" * 30 + "乙\n\t\t\n") == ["甲", "乙"]


# Columns drawn with spaces


def test_columns_drawn_with_spaces() -> None:
    text = "  信息内容    本年新制作    本年新公开\n  规章              0             1\n"
    assert table(text) == ("aligned", [["信息内容", "本年新制作", "本年新公开"], ["规章", "0", "1"]])


def test_columns_drawn_with_full_width_spaces() -> None:
    document = load("行政许可　　12　　增3".encode(), "report.txt")
    (only,) = document.tables()
    assert [(cell.value, *cell.span, cell.column) for cell in only.rows[0].cells] == [
        ("行政许可", 0, 4, 0),
        ("12", 6, 8, 1),
        ("增3", 10, 12, 2),
    ]


def test_two_fields_are_a_row_beside_rows_and_elsewhere_a_paragraph() -> None:
    assert table("    自然人    总计\n本年新收    1    1\n") == (
        "aligned",
        [["自然人", "总计"], ["本年新收", "1", "1"]],
    )
    assert draw("甲县政府    2021年1月") == ["甲县政府    2021年1月"]


@pytest.mark.parametrize(
    "line",
    [
        "政  府  信  息  公  开  年  报",
        "本年公开信息12条  回应3次  全部按时办结。",
        "联系地址：甲县人民路一号  联系电话：县政府办公室  电子邮箱：没有公布",
    ],
)
def test_spaced_out_words_are_a_paragraph(line: str) -> None:
    assert draw(line) == [line]


# What no report has


def test_a_line_too_long_for_a_row_is_a_paragraph() -> None:
    assert draw("甲\t" + "长" * 20_000 + "\n乙") == ["甲\t" + "长" * 20_000, "乙"]


@pytest.mark.parametrize("separator", ["\t", "|", "  "])
def test_a_line_with_too_many_separators_is_a_paragraph(separator: str) -> None:
    line = separator.join(["0"] * 300)
    assert draw(line) == [line]


def test_tables_only_and_rules_only() -> None:
    assert draw("-----\n") == []
    document = load("规章\t1".encode(), "report.txt")
    assert isinstance(document.blocks[0], Table)
    assert list(document.paragraphs()) == []
