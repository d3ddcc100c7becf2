"""Numbers of headings and items: order, level, form."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.words.reports import findings, mended, report, said

ENTRY = "heading-levels"


@pytest.mark.parametrize(
    ("overview", "expected"),
    [
        ("（一）甲。\n（三）乙。", ["warning gap “（三）”"]),
        ("（一）甲。\n（二）乙。\n（二）丙。", ["warning repeated “（二）”"]),
        ("（二）甲。\n（三）乙。", ["warning gap “（二）”"]),
        ("1.甲。\n2.乙。\n4.丙。", ["warning gap “4.”"]),
        ("（一）甲。\n1.子。\n2.丑。\n（二）乙。\n1.子。\n1.丑。\n3.寅。", ["warning gap “3.”"]),
        ("（一）甲。\n（1）子。\n（3）丑。", ["warning gap “（3）”"]),
        ("3.甲。\n2.乙。", ["warning gap “2.”"]),
        ("（九）甲。\n（十）乙。\n（十二）丙。", ["warning gap “（九）”", "warning gap “（十二）”"]),
    ],
)
def test_numbers_follow_one_another(overview: str, expected: list[str]) -> None:
    assert said(ENTRY, report(overview=overview)) == expected


@pytest.mark.parametrize(
    "overview",
    [
        "（一）甲。\n（二）乙。\n（三）丙。",
        "(一) 甲。\n(二) 乙。",
        "（一）甲。\n1.子。\n2.丑。\n（二）乙。\n1.子。\n（1）天。\n（2）地。\n2.丑。",
        "1.甲。\n2.乙。\n下面说措施。\n1.丙。\n2.丁。",
        "（一）甲，（二）乙。\n（三）丙。",
        "1.甲；2.乙；\n3.丙。",
        "（一）甲。\n（二）乙。\n（三）丙。\n（四）丁。\n（五）戊。\n（六）己。\n（七）庚。\n（八）辛。\n（九）壬。\n（十）癸。\n（十一）子。",
        "1.甲。\n2.2020年乙。\n3.丙。",
        "3.5%的栏目更新慢。\n2020年如此。\n24小时值守。\n12、13日检修。",
        "3.甲。\n4.乙。",
    ],
)
def test_numbers_that_are_in_order(overview: str) -> None:
    assert said(ENTRY, report(overview=overview)) == []


def test_numbers_start_anew_in_every_section() -> None:
    assert said(ENTRY, report(overview="（一）甲。\n（二）乙。", problems="（一）问题是慢。\n（二）已经改进。")) == []


def test_the_messages_of_a_gap_and_of_a_repetition() -> None:
    (gap,) = findings(ENTRY, report(overview="(一)甲。\n(三)乙。"))
    assert gap.message.chinese == "“(三)”之前缺少“（二）”"
    text = report(overview="（一）甲。\n（一）乙。")
    assert findings(ENTRY, text) == []  # with 1 a series starts anew
    (repeated,) = findings(ENTRY, report(overview="1.甲。\n2.乙。\n2.丙。"))
    assert repeated.message.chinese == "序号“2”重复，应为“3”"


# the form of numbers


@pytest.mark.parametrize(
    ("overview", "expected", "right"),
    [
        ("1、甲。\n2、乙。", "第三层序号写作“1、”，应为“1.”（全文2处）", "1.甲。\n2.乙。"),
        ("1.甲。\n2、乙。", "第三层序号写作“2、”，应为“2.”（全文1处）", "1.甲。\n2.乙。"),
        (
            "（一）、甲。\n（二）、乙。",
            "带括号的序号后不加标点：“（一）、”应为“（一）”（全文2处）",
            "（一）甲。\n（二）乙。",
        ),
        (
            "（一）甲。\n（1）、子。\n（2）子。",
            "带括号的序号后不加标点：“（1）、”应为“（1）”（全文1处）",
            "（一）甲。\n（1）子。\n（2）子。",
        ),
    ],
)
def test_the_mark_after_a_number(overview: str, expected: str, right: str) -> None:
    text = report(overview=overview)
    (finding,) = findings(ENTRY, text)
    assert (finding.severity, finding.message.chinese) == ("note", expected)
    assert mended(text, [finding]) == report(overview=right)


@pytest.mark.parametrize(
    "overview", ["1.甲。\n2．乙。", "1、2月份检修，\n2、3号楼改造。", "1、2020年的事。", "（一）甲。"]
)
def test_marks_that_are_right_or_no_marks(overview: str) -> None:
    assert said(ENTRY, report(overview=overview)) == []


def test_the_fourth_level_directly_below_a_section() -> None:
    text = report(overview="重点如下：\n（1）甲。\n（2）乙。", problems="（1）慢。\n（2）改进。")
    assert said(ENTRY, text) == ["note skipped “（1）”", "note skipped “（1）”"]
    assert said(ENTRY, report(overview="（一）甲。\n（1）子。")) == []
    assert said(ENTRY, report(overview="1.甲。\n（1）子。")) == []


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ("（一）主要问题。\n更新慢，内容少。\n（二）改进措施\n每周核对，每月通报。", ["note stop “。”"]),
        ("（一）主要问题\n更新慢，内容少。\n（二）改进措施\n每周核对，每月通报。", []),
        ("（一）主要问题。\n更新慢，内容少。\n（二）改进措施。\n每周核对，每月通报。", []),
        ("（一）主要问题。更新慢，内容少。\n（二）改进措施\n每周核对，每月通报。", []),
        ("（一）目录更新慢。\n（二）专栏内容少，已经逐一改进。\n（三）今后每周核对", []),
    ],
)
def test_headings_end_alike(problems: str, expected: list[str]) -> None:
    assert said(ENTRY, report(problems=problems)) == expected


@given(
    st.lists(
        st.sampled_from(["1、甲。", "2、2020年。", "（一）、乙。", "（2）、丙。", "正文，有逗号。", "３、丁。"]),
        max_size=8,
    )
)
def test_mending_changes_no_digit_and_leaves_nothing_to_mend(lines: list[str]) -> None:
    text = report(overview="\n".join(["开头，说明。", *lines]))
    once = mended(text, findings(ENTRY, text))
    assert re.sub(r"\D", "", once) == re.sub(r"\D", "", text)
    assert once.count("\n") == text.count("\n")
    assert not [each for each in findings(ENTRY, once) if each.fix is not None]
