"""Prose as it is meant: sentences that a page cuts are whole, what pages and programs left in them is out."""

from __future__ import annotations

import pytest

from disclint import Filing, Passage
from tests.rules.structure.reports import TITLE, filed, report

SENTENCE = "全年共发布信息24条。"
LONG = "本年度围绕水利工程建设与管理，公开招标、合同、验收等各环节信息，并把群众最为关心的事项列为重点"
"""A sentence of 47 characters that does not end."""


def prose(*lines: str) -> tuple[Filing, list[Passage]]:
    """The passages that are read where a sentence of the first section stood."""
    filing = filed(report().replace(SENTENCE, "\n".join(lines)))
    return filing, [passage for passage in filing.passages if passage.section == "overview"]


def texts(*lines: str) -> list[str]:
    return [passage.text.value.strip() for passage in prose(*lines)[1]]


def rest() -> list[str]:
    """The other passages of the section."""
    return [text for text in texts(SENTENCE) if text != SENTENCE]


def among(*lines: str) -> list[str]:
    """What is read of the lines alone."""
    others = rest()
    return [text for text in texts(*lines) if text not in others]


def test_a_line_is_a_passage() -> None:
    assert among("甲事办完。", "乙事办完。") == ["甲事办完。", "乙事办完。"]


@pytest.mark.parametrize("end", [*"，、（", "“"])
def test_a_line_that_goes_on_is_joined_with_the_next(end: str) -> None:
    assert among(f"发布信息24条{end}", "其中政策8条。") == [f"发布信息24条{end}其中政策8条。"]


@pytest.mark.parametrize("end", [*"。！？；：”》", "…"])
def test_a_line_that_ends_is_not(end: str) -> None:
    assert among(f"{LONG}{end}", "其中政策8条。") == [f"{LONG}{end}", "其中政策8条。"]


def test_a_long_line_with_a_comma_that_does_not_end_goes_on() -> None:
    assert among(LONG, "公开。") == [f"{LONG}公开。"]
    for length, joined in ((36, True), (35, False)):
        line = LONG[:length]
        assert among(line, "公开。") == ([f"{line}公开。"] if joined else [line, "公开。"])
    listed = LONG.replace("，", "").replace("、", "")
    assert among(listed, "公开。") == [listed, "公开。"]


@pytest.mark.parametrize("number", ["（一）", "1.", "一、", "第一部分", "附件", "一是"])
def test_what_has_a_number_begins_anew(number: str) -> None:
    assert among(LONG, f"{number}公开情况。") == [LONG, f"{number}公开情况。"]


def test_a_running_header_and_a_page_number_are_left_out_of_a_sentence() -> None:
    filing, passages = prose(LONG, TITLE, "- 3 -", "公开。")
    (passage,) = [each for each in passages if each.text.value.startswith(LONG[:8])]
    assert passage.text.value.replace("\n", "") == f"{LONG}公开。"
    assert len(passage.blocks) == 2
    end = passage.text.span_of(len(passage.text.value) - 3, len(passage.text.value))
    assert filing.document.text[slice(*end)].strip() == "公开。"


def test_a_short_line_that_returns_is_no_header_if_it_is_not_like_the_title() -> None:
    assert among("认真办理", "甲事办完。", "认真办理", "乙事办完。").count("认真办理") == 2


def test_a_line_of_such_a_report_that_stands_once_is_a_header_where_it_breaks_a_sentence() -> None:
    line = "青河县水务局政务公开工作报告"
    assert line in among("甲事办完。", line, "乙事办完。")
    assert among("甲事办完，", line, "乙事办完。") == ["甲事办完，乙事办完。"]
    assert line not in among("甲事办完。", line, "乙事办完。", line, "丙事办完。")
    assert TITLE not in among("甲事办完。", TITLE, "乙事办完。")  # it returns, for it is the title


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("发布**24**条信息。", "发布24条信息。"),
        ("发布[bookmark: _Toc1]24条信息。", "发布24条信息。"),
        ("发布&nbsp;24条信息。", "发布24条信息。"),
        ("发布__24__条信息。", "发布24条信息。"),
        ("编号A_1的信息24条。", "编号A_1的信息24条。"),
    ],
)
def test_marks_of_programs_are_left_out(printed: str, meant: str) -> None:
    filing, passages = prose(printed)
    (passage,) = [each for each in passages if each.text.value.strip() == meant]
    at = passage.text.value.index("24") if "24" in meant else 0
    assert filing.document.text[slice(*passage.text.span_of(at, at + 2))] == passage.text.value[at : at + 2]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("（一）主动公开", True),
        ("1.主动公开", True),
        ("（一）主动公开，成效明显", False),
        ("主动公开", False),
        (f"（一）{'主动公开' * 10}", False),
        ("2020年工作", False),
    ],
)
def test_headings_below_the_sections(line: str, is_heading: bool) -> None:
    _, passages = prose(line)
    (passage,) = [each for each in passages if each.text.value.strip() == line]
    assert passage.heading is is_heading


def test_every_passage_says_where_it_stands() -> None:
    filing = filed(report())
    sections = [passage.section for passage in filing.passages]
    assert list(dict.fromkeys(sections)) == ["preamble", *(one.key for one in filing.sections if one.key in sections)]
    for passage in filing.passages:
        assert [filing.document.blocks[index].span for index in passage.blocks] == [passage.text.span]
