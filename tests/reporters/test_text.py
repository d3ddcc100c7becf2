"""The findings for people."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import Checked, Diagnostic, Fix, Message, Related, ReportOptions, Run, Screen, Span
from disclint.model.diagnostic import Edit
from disclint.reporters.text import report
from tests.reporters.runs import (
    PACK,
    REPORT,
    VERSION,
    checked,
    document,
    everything,
    finding,
    half_width,
    row_total,
    unreadable,
)


def told(text: str, *diagnostics: Diagnostic, **options: Any) -> list[str]:
    file = Checked("a.txt", diagnostics, document(text, "a.txt"), None, PACK, size=1)
    return report(Run(VERSION, (file,)), ReportOptions(**options)).splitlines()


def marked(lines: list[str], screen: Screen) -> str:
    """The characters that stand above the carets."""
    at = next(index for index, line in enumerate(lines) if set(line.split("| ")[-1].split(" ")[-1]) == {"^"})
    above, marks = lines[at - 1].split("| ", 1)[1], lines[at].split("| ", 1)[1]
    column, covered = 0, ""
    for character in above:
        if marks[column : column + 1] == "^":
            covered += character
        column += screen.width(character)
    return covered


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("words", ["乙", "丙丁", "3", "“引”", "\t", "甲", "末"])
def test_marks_stand_under_the_words(words: str, encoding: str) -> None:
    text = "上一行\n甲\t“引”乙a丙丁，3\tｂ末\n"
    start = text.index(words)
    screen = Screen(encoding)
    lines = told(text, finding(Span(start, start + len(words)), "此处"), encoding=encoding)
    assert marked(lines, screen) == words.replace("\t", "→")


@given(st.text("甲乙ab1\t，“”\u0301 ", min_size=30, max_size=400), st.data())
def test_a_long_line_is_clipped_around_the_words(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    text = f"{line[:start]}靶{line[start:]}\n"
    screen = Screen("utf-8")
    lines = told(text, finding(Span(start, start + 1), "此处"), width=40)
    assert marked(lines, screen).replace("\u0301", "") == "靶"
    assert all(screen.width(shown) <= 40 for shown in lines if "| " in shown)


def test_a_clipped_line_shows_both_sides() -> None:
    text = "左" * 500 + "靶" + "右" * 500
    lines = told(text, finding(Span(500, 501), "此处"), width=60)
    assert lines[2].startswith("    1 | …左左")
    assert lines[2].endswith("右右…")
    assert "左靶右" in lines[2]


def test_a_line_as_long_as_a_file_is_only_looked_at_around_the_words() -> None:
    text = "甲" * 3_000_000
    findings = [finding(Span(at, at + 1), f"第{at}字") for at in range(0, 3_000_000, 30_000)]
    lines = told(text, *findings, width=80)
    assert sum(line.startswith("a.txt:1:") for line in lines) == 100
    assert max(map(len, lines)) < 100


def test_empty_places_and_places_at_the_end_are_marked() -> None:
    assert told("甲\n\n", finding(Span(2, 2), "空行"))[2:4] == ["    2 |", "      | ^"]
    assert told("甲乙", finding(Span(2, 2), "末尾"))[2:4] == ["    1 | 甲乙", "      |     ^"]


def test_a_stretch_of_several_lines_says_where_it_ends() -> None:
    text = "甲\n乙\n丙\n丁\n"
    assert told(text, finding(Span(2, 6), "两行"))[2:4] == ["    2 | 乙", "      | ^^ 至第3行"]
    assert told(text, finding(Span(2, 4), "一行"))[2:4] == ["    2 | 乙", "      | ^^"]


def test_nothing_that_acts_on_a_terminal_gets_through() -> None:
    text = "甲\x1b[2J乙\u202e丙\x07\n"
    message = "“\x1b]0;x\x07”\n第二行"
    said = "\n".join(told(text, finding(Span(0, 4), message, rule="r\x1b", place="\u2066")))
    assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(said)
    assert "<U+001B>[2J乙<U+202E>丙<U+0007>" in said


@given(
    st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.text(max_size=20),
    st.sampled_from(["utf-8", "gbk", "cp1252", "ascii"]), st.integers(0, 200),
)  # fmt: skip
def test_anything_can_be_shown_anywhere(text: str, one: int, other: int, words: str, encoding: str, width: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    fix = Fix((Edit(Span(start, end), words),), safe=True)
    related = (
        Related(Message("x", words, words), Span(start, end)),
        Related(Message("x", words, words), Span(0, 0), "?"),
    )
    diagnostic = finding(Span(start, end), words, fix=fix).replace(related=related)
    file = Checked(words, (diagnostic,), document(text), None, PACK)
    said = report(Run(VERSION, (file,)), ReportOptions(encoding=encoding, width=width))
    said.encode(encoding)
    acting = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202e\u2066\u2028"} - {"\n"}
    assert acting.isdisjoint(said)


def test_colours_only_where_they_are_wanted() -> None:
    assert "\x1b" not in report(everything(), ReportOptions())
    coloured = report(everything(), ReportOptions(color=True))
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[33m", "\x1b[36m"):
        assert code in coloured
        coloured = coloured.replace(code, "")
    assert coloured == report(everything(), ReportOptions())


def test_a_pass_says_what_was_checked() -> None:
    said = report(Run(VERSION, (checked(),)), ReportOptions())
    assert said == (
        "报告.txt  未发现问题：2021年，某县人民政府，规则包 cn/test，3条规则，2张表13格（1格无法判定，未作计算）\n"
        "\n检查了1个文件：0个错误，0个警告，0条提示。\n"
    )


def test_clean_files_take_one_line_each() -> None:
    said = report(Run(VERSION, (checked(path="a"), checked(path="b"), checked(path="c"))), ReportOptions(language="en"))
    assert [line.split("  ")[0] for line in said.splitlines()] == [
        "a",
        "b",
        "c",
        "",
        "3 files checked: 0 errors, 0 warnings, 0 notes.",
    ]


def test_a_basis_is_given_once_for_each_rule_of_a_file() -> None:
    twice = (row_total(REPORT), row_total(REPORT), half_width(REPORT))
    said = report(Run(VERSION, (checked(*twice), checked(*twice, path="b.txt"))), ReportOptions())
    assert said.count("依据：表内注：各项之和等于总计") == 2
    assert said.count("依据：GB/T 15834-2011") == 2


def test_a_related_place_in_another_file_is_named_with_its_path() -> None:
    span = Span(2, 6)
    last_year = Related(Message("x", "上年结转3", "carried out 3"), span, "2020/报告.txt")
    file = checked(row_total(REPORT).replace(related=(last_year,)))
    said = report(Run(VERSION, (file, checked(path="2020/报告.txt"))), ReportOptions())
    assert "      另见 2020/报告.txt:1:3 上年结转3\n" in said


def test_unreadable_files_are_listed_at_the_end() -> None:
    said = report(Run(VERSION, (unreadable("甲.txt"), checked(), unreadable("乙.txt"))), ReportOptions())
    assert said.endswith("未能读取（2个文件）：\n  甲.txt\n  乙.txt\n")
    assert "甲.txt:1:1 错误 unreadable 不是文本文件\n" in said


def test_places_are_given_where_a_line_number_is_no_help() -> None:
    place = "第三部分 申请表 第2行"
    said = told(REPORT, finding(Span(0, 2), "此处", place=place))
    assert not any("位置" in line for line in said)
    paper = document(REPORT).replace(format="docx")
    file = Checked("a.docx", (finding(Span(0, 2), "此处", place=place),), paper, None, PACK)
    assert f"      位置：{place}\n" in report(Run(VERSION, (file,)), ReportOptions())
