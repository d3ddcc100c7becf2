"""Markdown is read as words and tables, without its marks and without losing a cell."""

from __future__ import annotations

import pytest

from disclint import Document, Paragraph
from disclint.loaders.markdown import load
from tests.loaders.html.drawn import Drawn, drawn, spelled


def read(source: str) -> Document:
    return load(source.encode(), "report.md")


def draw(source: str) -> list[Drawn]:
    return drawn(read(source))


def words(source: str) -> str:
    """The only paragraph of a text."""
    (only,) = draw(source)
    assert isinstance(only, str)
    return only


# Lines


@pytest.mark.parametrize(
    ("source", "value", "level"),
    [
        ("# 甲", "甲", 1),
        ("###### 甲 ##", "甲", 6),
        ("##一、总体情况", "一、总体情况", 2),
        ("甲\n===", "甲", 1),
        ("甲\r\n---\r\n", "甲", 2),
        ("> ## 甲", "甲", 2),
        ("## **一、总体情况**", "一、总体情况", 2),
        ("####### 甲", "####### 甲", None),
        ("#1 甲", "#1 甲", None),
    ],
)
def test_headings_have_their_level_and_their_words(source: str, value: str, level: int | None) -> None:
    (paragraph,) = read(source).paragraphs()
    assert (paragraph.value, paragraph.level) == (value, level)


@pytest.mark.parametrize(
    "source",
    [
        "甲\n\n乙", "甲\n乙", "甲\n\n---\n乙", "- 甲\n- 乙", "* 甲\n\n+ 乙", "> 甲\n>\n> 乙", "甲<br>乙", "甲<BR/>\n乙",
        "甲  \n乙", "甲\\\n乙", "```\n甲\n```\n乙", "~~~ text\n甲\n乙\n~~~", "甲\n***\n乙", "甲\n<!-- 一\n二 -->\n乙",
        "- - -\n甲\n\n_ _ _\n乙",
    ],
)  # fmt: skip
def test_what_stands_apart_is_apart(source: str) -> None:
    assert draw(source) == ["甲", "乙"]


def test_numbers_of_items_are_words() -> None:
    assert draw("1. 甲\n2) 乙\n3、丙") == ["1. 甲", "2) 乙", "3、丙"]


def test_a_sentence_goes_on_in_the_next_line_of_its_paragraph() -> None:
    long = "本年公开政府信息若干条，其中政策文件若干件，工作动态"
    assert draw(f"{long}\n若干条。\n下一句。") == [f"{long}若干条。", "下一句。"]
    assert draw(f"> {long}\n> 若干条。") == [f"{long}若干条。"]
    assert draw(f"{long}  \n若干条。") == [long, "若干条。"]
    assert draw(f"{long}\n- 若干条。") == [long, "若干条。"]
    assert draw(f"{long}\n\n若干条。") == [long, "若干条。"]
    assert draw(f"{long} IPv6\nIPv4 若干条。") == [f"{long} IPv6 IPv4 若干条。"]
    assert draw(f"{long} IPv6\n若干条。") == [f"{long} IPv6若干条。"]
    document = read(f"{long}\n若干条。")
    (paragraph,) = document.paragraphs()
    assert spelled(document, paragraph) == [(long, long, True), ("若干条。", "若干条。", True)]


def test_short_lines_are_paragraphs_of_their_own() -> None:
    assert draw("青屏县\n2023年政府信息公开\n工作年度报告") == ["青屏县", "2023年政府信息公开", "工作年度报告"]


def test_fields_before_the_text_are_no_text_but_for_the_title() -> None:
    assert draw('---\ntitle: "甲"\ndate: 2024-01-22\ntags:\n  - 乙\n---\n\n丙') == ["甲", "丙"]
    assert draw("---\ndate: 2024-01-22\n---\n丙") == ["丙"]
    assert draw("---\n甲：乙\n---\n丙") == ["甲：乙", "丙"]


# Words


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("**一是**培训", "一是培训"),
        ("甲*乙*丙__丁__", "甲乙丙__丁__"),
        ("__甲__ _乙_", "甲 乙"),
        ("***甲***", "甲"),
        ("坚持**“三安全”**稳定", "坚持“三安全”稳定"),
        ("**甲*乙*丙**", "甲乙丙"),
        ("`甲` ``乙`丙``", "甲 乙`丙"),
        ("[甲](http://a/b_c_d \"乙\")和![图](a.png)丙", "甲和丙"),
        ("[**甲**](a)", "甲"),
        (r"1\*2\_3\|4\\5\甲", r"1*2_3|4\5\甲"),
        ("甲&nbsp;乙&amp;&#19968;&foo;", "甲\u00a0乙&一&foo;"),
        ("<u>甲</u><span style='a'>乙</span><o:p></o:p>", "甲乙"),
        ("比<0.5低，见<http://a/b>，a<b", "比<0.5低，见<http://a/b>，a<b"),
        ("电话138****1234，139****5678", "电话138****1234，139****5678"),
        ("李**、王**，身份证35*************123", "李**、王**，身份证35*************123"),
        ("2*3=6，4*5=20", "2*3=6，4*5=20"),
        ("snake_case_name", "snake_case_name"),
        ("甲 * 乙 * 丙", "甲 * 乙 * 丙"),
        ("[甲]（乙）〔2021〕30号[2]", "[甲]（乙）〔2021〕30号[2]"),
        ("甲<!-- 乙 --><!-- 丙 -->丁<!-- 戊", "甲丁<!-- 戊"),
        ("<!-- 甲 | 乙 -->\n丙<!--丁\n戊-->", "丙"),
    ],
)  # fmt: skip
def test_marks_within_a_line_are_no_words(source: str, value: str) -> None:
    assert words(source) == value


def test_pieces_tell_how_the_source_spells_each_stretch() -> None:
    document = read("前\n\n**甲**乙&amp;丙\\*")
    paragraph = list(document.paragraphs())[1]
    assert spelled(document, paragraph) == [
        ("甲", "甲", True),
        ("乙", "乙", True),
        ("&", "&amp;", False),
        ("丙", "丙", True),
        ("*", "\\*", False),
    ]
    assert document.lines.position(paragraph.span.start) == (3, 3)


def test_a_mark_in_a_cell_of_several_lines_is_no_letter_of_it() -> None:
    document = read("\t\n\t\n\t1\n# 0\n\t\n\t\n\t")
    (cell,) = [text for text in document.texts() if text.value]
    assert spelled(document, cell) == [("1\n", "1\n", True), ("  ", "# ", False), ("0", "0", True)]
    assert not cell.is_exact(0, 5)


# Tables


def test_cells_of_a_table_know_line_and_column() -> None:
    document = read("表\n\n| 规章 | **1** |\n|:---|---:|\n| a\\|b |  |\n")
    (table,) = document.tables()
    assert [[(cell.value, document.lines.position(cell.span.start)) for cell in row.cells] for row in table.rows] == [
        [("规章", (3, 3)), ("1", (3, 10))],
        [("a|b", (5, 3)), ("", (5, 9))],
    ]
    assert (table.dialect, table.grid) == ("pipe", False)


def test_no_cell_is_dropped_for_the_width_of_the_first_row() -> None:
    assert draw("| 第一项 |\n|---|\n| 规章 | 1 | 2 | 3 |\n| 行政许可 | 4 |\n") == [
        [["第一项"], ["规章", "1", "2", "3"], ["行政许可", "4"]]
    ]


def test_a_table_needs_no_line_of_dashes_and_no_outer_pipes() -> None:
    assert draw("规章 | 1 | 2\n行政许可 | 3 |\n") == [[["规章", "1", "2"], ["行政许可", "3"]]]


def test_breaks_and_references_in_cells() -> None:
    assert draw("| 商业<br>企业 | &nbsp; | `0` |\n|--|--|--|\n| ** | - | 1&#48; |") == [
        [["商业\n企业", "", "0"], ["**", "-", "10"]]
    ]


def test_tables_of_html_stand_where_they_are_written() -> None:
    source = (
        "# 甲\n\n| 1 | 2 |\n|---|---|\n<table>\n<tr><td colspan=2>乙</td><td>3</td></tr>\n</table>\n| 4 | 5 |\n\n丙"
    )
    document = read(source)
    assert drawn(document) == ["甲", [["1", "2"]], [["乙", "3"]], [["4", "5"]], "丙"]
    html = list(document.tables())[1]
    assert (html.dialect, html.grid) == ("html", True)
    assert [(cell.column, cell.colspan) for cell in html.rows[0].cells] == [(0, 2), (2, 1)]
    assert document.lines.position(html.rows[0].cells[1].span.start) == (6, 29)


def test_a_table_may_begin_within_a_line_and_never_end() -> None:
    assert draw("前<table><tr><td>1<td>2</table>后") == ["前", [["1", "2"]], "后"]
    assert draw("前\n<TABLE border=1>\n<tr><td>1<td>2</td>\n后") == ["前", [["1", "2"]], "后"]
    assert draw("甲 <tablet> <tr>") == ["甲"]


def test_the_words_are_at_hand_without_marks() -> None:
    document = read("# 甲**乙**\n\n| 1 | `2` |\n")
    assert document.plain == "甲乙\n1\n2"
    assert (document.format, document.normal) == ("markdown", document.text)


def test_blocks_that_mean_nothing_are_none() -> None:
    assert [
        block for block in read("甲\n\n<div align=center>\n\n**乙**\n\n</div>\n").blocks if isinstance(block, Paragraph)
    ]
    assert draw("甲\n\n<div align=center>\n\n**乙**\n\n</div>\n") == ["甲", "乙"]
