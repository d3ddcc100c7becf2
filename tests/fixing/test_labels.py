"""What the fixes of labels, titles and cells write: as little as possible, and never what another cell has."""

from __future__ import annotations

import pytest

from tests.fixing.reports import FINAL, mended, text_of

GRANTED = "三、本年度办理结果\t（一）予以公开\t\t17\t2\t0\t0\t1\t1\t21"
SECURITY = "\t\t3.危及“三安全一稳定”\t0\t0\t0\t0\t0\t0\t0"
PARTLY = "\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t\t6\t1\t0\t0\t0\t0\t7"
PETITION = "\t（五）不予处理\t1.信访举报投诉类申请\t2\t0\t0\t0\t0\t0\t2"
TOTAL = "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计"
PROBLEMS = "五、存在的主要问题及改进情况"
SUITS = "四、政府信息公开行政复议、行政诉讼情况"


def line_after(official: str, printed: str, *, unsafe: bool = False) -> str:
    """What becomes of a line of the report that is printed so."""
    assert FINAL.count(f"{official}\n") == 1
    _, after = mended(FINAL.replace(f"{official}\n", f"{printed}\n"), unsafe=unsafe)
    rest, text = FINAL.split(f"{official}\n"), text_of(after.file)
    assert text.startswith(rest[0])
    assert text.endswith(f"\n{rest[1]}")
    return text[len(rest[0]) : -len(rest[1]) - 1]


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        (GRANTED, GRANTED.replace("（一）", "(一)")),
        (GRANTED, GRANTED.replace("（一）", "**（一）** ")),
        (GRANTED, GRANTED.replace("（一）", "〔一〕")),
        (GRANTED, GRANTED.replace("三、", "三，")),
        (SECURITY, SECURITY.replace("“", '"').replace("”", '"')),
        (SECURITY, SECURITY.replace("3.", "3．")),
        (SECURITY, SECURITY.replace("3.", "3、")),
        (SECURITY, SECURITY.replace("3.", "３.")),
        (SECURITY, SECURITY.replace("3.", "3")),
        (PARTLY, PARTLY.replace("（", "(").replace("）", ")").replace("，", ", ")),
    ],
)
def test_the_marks_of_a_label_are_mended_and_its_letters_stay(official: str, printed: str) -> None:
    assert line_after(official, printed) == official


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        (GRANTED.replace("（一）予", "(一)\u3000予"), GRANTED),
        (GRANTED.replace("（一）", "（ 一 ) "), GRANTED.replace("（一", "（ 一")),
        (GRANTED.replace("（一）予以", "(一)予 以"), GRANTED.replace("予以", "予 以")),
        (GRANTED.replace("（一）予以公开", "(一)予以公開"), GRANTED.replace("公开", "公開")),
    ],
)
def test_spaces_and_script_between_the_letters_are_not_touched(printed: str, right: str) -> None:
    assert line_after(GRANTED, printed) == right


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        (SECURITY, SECURITY.replace("3.", "")),
        (SECURITY, SECURITY.replace("3.", "4.")),
        (PARTLY, PARTLY.replace("只计", "只记")),
        (PETITION, PETITION.replace("举报投诉", "投诉举报")),
        (TOTAL, TOTAL.replace("总计", "合计")),
        (GRANTED, GRANTED.replace("\t17\t", "\t017\t")),
        (GRANTED, GRANTED.replace("\t17\t", "\t１７\t")),
        (PROBLEMS, PROBLEMS.replace("情况", "措施")),
    ],
)
def test_words_numbers_and_figures_are_not_safe_to_mend(official: str, printed: str) -> None:
    assert line_after(official, printed) == printed


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        (PARTLY, PARTLY.replace("只计", "只记").replace("不计", "不记")),
        (PETITION, PETITION.replace("举报投诉", "投诉举报")),
        (TOTAL, TOTAL.replace("总计", "合计")),
        (GRANTED, GRANTED.replace("\t17\t", "\t017\t").replace("\t0\t", "\t000\t")),
        (GRANTED, GRANTED.replace("\t17\t", "\t１７\t")),
        (PROBLEMS, PROBLEMS.replace("情况", "措施")),
        (SUITS, SUITS.replace("政府信息公开", "因政府信息公开申请")),
    ],
)
def test_they_are_mended_if_that_is_asked_for(official: str, printed: str) -> None:
    assert line_after(official, printed, unsafe=True) == official


def test_of_words_only_those_that_differ_are_written() -> None:
    printed = PETITION.replace("1.信访举报投诉", "1. 信访投诉举报")
    assert line_after(PETITION, printed, unsafe=True) == PETITION.replace("1.", "1. ")


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        (PETITION, PETITION.replace("信访举报投诉类申请", "信訪投訴舉報類申請")),
        (PROBLEMS, "五、存在的主要問題及改進措施"),
        (SECURITY, SECURITY.replace("3.", "")),
        (GRANTED, GRANTED.replace("\t0\t0\t1", "\t0件\t0\t1")),
        (GRANTED, GRANTED.replace("\t0\t0\t1", "\tO\t0\t1")),
    ],
)
def test_what_only_a_person_can_mend_is_left(official: str, printed: str) -> None:
    assert line_after(official, printed, unsafe=True) == printed


def test_a_label_broken_over_lines_keeps_them() -> None:
    lines = FINAL.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("（本列数据"))
    end = next(at for at, line in enumerate(lines) if line.startswith("四、结转")) + 1
    rows = ["".join(f"\t{cell}\n" for cell in line.split("\t")) for line in lines[start:end]]
    table = "\n".join(rows).replace("“三安全一稳定”", '"三安全\n一稳定"')
    before, after = mended("\n".join([*lines[:start], table, *lines[end:]]))
    assert "form-labels" in {finding.rule for finding in before.file.diagnostics}
    assert "“三安全\n一稳定”" in text_of(after.file)
    assert "form-labels" not in {finding.rule for finding in after.file.diagnostics}
