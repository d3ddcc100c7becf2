"""Blanks: one finding for a row, a column, a table; it names the figure that belongs there if that is certain."""

from __future__ import annotations

import pytest

from disclint import Filing, Organ
from tests.rules.tables.sheets import Sheet, blank_row, filing, form, rule, said

APPLICATIONS = form("applications")
DISCLOSURE = form("active_disclosure")
LITIGATION = form("review_litigation")

COUNTY = Organ("某县人民政府", "county", "certain", False, True)
PROVINCE = Organ("某省人民政府", "province", "certain", True, True)


def report(**rows: str | None) -> Filing:
    return filing(Sheet(APPLICATIONS, rows))


def messages(filed: Filing) -> list[str]:
    return [each.message.chinese for each in rule("blank-cells").check(filed)]


def test_a_form_that_is_filled_in_has_no_findings() -> None:
    assert messages(report()) == []


def test_a_blank_total_is_named_with_the_figure_that_belongs_there() -> None:
    (finding,) = rule("blank-cells").check(report(received="2 1 0 0 0 0 ."))
    assert finding.message.chinese == "“一、本年新收政府信息公开申请数量”行“总计”列空白，应为 3"
    assert finding.message.english == "row “一、本年新收政府信息公开申请数量”, column “总计” is blank: it must be 3"
    assert (finding.severity, finding.cell) == ("error", ("applications", "received", "total"))
    assert [each.message.chinese for each in finding.related] == ["自然人：2", "商业企业：1"]


def test_a_single_blank_beside_certain_figures_is_what_is_left() -> None:
    rows = {"received": "2 . 0 0 0 0 3", "carried_out": "2 1 0 0 0 0 3"}
    assert messages(report(**rows)) == ["“一、本年新收政府信息公开申请数量”行“商业企业”列空白，应为 1"]


def test_a_blank_in_a_column_of_results_is_what_is_left() -> None:
    assert messages(report(results_total=". 0 0 0 0 0 2", granted="2 0 0 0 0 0 2")) == [
        "“（七）总计”行“自然人”列空白，应为 2"
    ]


def test_a_figure_that_hangs_on_other_blanks_says_so() -> None:
    assert messages(report(received="2 . 0 0 0 0 .", results_total="? ? ? ? ? ? ?")) == [
        "“一、本年新收政府信息公开申请数量”行有2格空白：“商业企业”“总计”；“总计”列应为 2（其他空白按 0 计）"
    ]


def test_blanks_that_cannot_all_be_0_are_told() -> None:
    assert messages(report(received="2 . . 0 0 0 3")) == [
        "“一、本年新收政府信息公开申请数量”行有2格空白：“商业企业”“科研机构”；都按 0 计则与该行其他数字不符"
    ]


def test_blanks_that_may_be_0_are_told_to_be_written() -> None:
    assert messages(report(declined_repeat="0 0 . . . . .")) == [
        "“2.重复申请”行有5格空白：“科研机构”“社会公益组织”“法律服务机构”“其他”“总计”；没有的应填 0"
    ]


def test_a_blank_total_of_results_follows_from_its_rows_but_never_from_another_blank_total() -> None:
    rows = {
        "received": "? ? ? ? ? ? 3",
        "granted": "? ? ? ? ? ? 3",
        "results_total": blank_row(),
        "carried_out": blank_row(),
    }
    assert messages(report(**rows)) == [
        "“（七）总计”行整行空白，“总计”列应为 3",
        "“四、结转下年度继续办理”行整行空白，没有的应填 0",
    ]


@pytest.mark.parametrize(
    ("rows", "severity"),
    [
        ({"normative_documents": ". 0 0"}, "warning"),
        ({"normative_documents": ". 0 4"}, "error"),  # beside a figure that is not 0
        ({"rules": "3 0 0", "normative_documents": ". 0 0"}, "error"),  # below one
        ({"licensing": "? . 0"}, "warning"),
    ],
)
def test_a_blank_is_graver_beside_figures(rows: dict[str, str], severity: str) -> None:
    findings = list(rule("blank-cells").check(filing(Sheet(DISCLOSURE, rows))))
    assert [each.severity for each in findings] == [severity]


def test_a_wholly_blank_row_column_or_table_is_one_finding() -> None:
    entry = rule("blank-cells")
    assert said(entry, report(declined_repeat=blank_row())) == ["error row declined_repeat.total"]
    column = {row.key: "0 0 . 0 0 0 0" for row in APPLICATIONS.rows}
    assert said(entry, filing(Sheet(APPLICATIONS, column))) == ["error column received.research_institution"]
    table = {row.key: blank_row() for row in APPLICATIONS.rows}
    assert said(entry, filing(Sheet(APPLICATIONS, table))) == ["error table"]


def test_a_blank_row_and_a_blank_column_do_not_hide_each_other() -> None:
    rows = {row.key: "0 0 . 0 0 0 0" for row in APPLICATIONS.rows} | {"granted": blank_row()}
    assert said(rule("blank-cells"), filing(Sheet(APPLICATIONS, rows))) == [
        "error column received.research_institution",
        "error row granted.total",
    ]


def test_a_table_without_zeros_is_one_finding_and_every_total_that_is_not_0_another() -> None:
    rows = {row.key: blank_row() for row in APPLICATIONS.rows}
    rows |= {"received": "2 . . . . . .", "granted": "2 . . . . . 2", "results_total": ". . . . . . 2"}
    filed = filing(Sheet(APPLICATIONS, rows, blanks_are_zero=True))
    assert said(rule("blank-cells"), filed) == [
        "error zeros",
        "error cell received.total",
        "error cell results_total.natural_person",
    ]


def test_figures_pushed_together_are_one_finding() -> None:
    filed = filing(Sheet(APPLICATIONS, {"received": "? ? ? ? ? ? 3"}, faults={"received": "squeezed"}))
    (text,) = messages(filed)
    assert text.startswith("“一、本年新收政府信息公开申请数量”行应有7个数字，只有1个，列位置无法确定")
    across = dict.fromkeys(("review", "direct_suit", "suit_after_review"), "? ? ? ? ?")
    filed = filing(Sheet(LITIGATION, across, faults=dict.fromkeys(across, "squeezed")))
    assert messages(filed) == ["复议诉讼表的数字行应有15个数字，只有0个，列位置无法确定；没有的应填 0"]


@pytest.mark.parametrize(
    ("organ", "row", "expected"),
    [
        (COUNTY, "/ / /", "note powerless rules.made"),
        (COUNTY, "/ . /", "warning row rules.public_total"),
        (PROVINCE, "/ / /", "warning row rules.public_total"),
        (None, "— 0 0", "warning cell rules.made"),
    ],
)
def test_a_dash_for_rules_is_only_noted_where_the_organ_makes_none(
    organ: Organ | None, row: str, expected: str
) -> None:
    assert said(rule("blank-cells"), filing(Sheet(DISCLOSURE, {"rules": row}), organ=organ)) == [expected]


def test_a_dash_is_quoted() -> None:
    assert messages(filing(Sheet(DISCLOSURE, {"licensing": "3 / 5"}))) == [
        "“行政许可”行“本年增/减”列填的是“/”，没有的应填 0"
    ]


def test_what_is_not_there_or_not_certain_is_no_blank() -> None:
    assert messages(report(received="? ? ? ? ? ? ?", granted=None, carried_in="x x x x x x x")) == []
    blank = {row.key: blank_row() for row in APPLICATIONS.rows}
    assert messages(filing(Sheet(APPLICATIONS, blank, reliable=False))) == []


def test_many_rows_with_figures_pushed_together_are_one_finding() -> None:
    keys = [row.key for row in APPLICATIONS.rows[:6]]
    for count, expected in ((2, ["error squeezed", "error squeezed"]), (6, ["error squeezed-rows"])):
        rows = dict.fromkeys(keys[:count], "? ? ? ? ? ? 3")
        filed = filing(Sheet(APPLICATIONS, rows, faults=dict.fromkeys(rows, "squeezed")))
        assert said(rule("blank-cells"), filed) == expected
