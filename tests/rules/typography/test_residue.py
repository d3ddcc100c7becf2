"""What programs and pages leave in a report."""

from __future__ import annotations

import pytest

from tests.rules.structure.reports import SECTIONS, TITLE, report
from tests.rules.typography.prose import fixed, judged, mended, said, short, written


@pytest.mark.parametrize(
    ("line", "part", "right"),
    [
        ("[bookmark: _GoBack]发布水情。", "bookmark", "发布水情。"),
        ("**一是**发布水情。**二是**发布雨情。", "bold", "一是发布水情。二是发布雨情。"),
        ("## （一）主动公开", "heading-mark", "（一）主动公开"),
        ("发布水情&nbsp;&nbsp;24条", "entity", "发布水情24条"),
        ("IPv4&nbsp;IPv6", "entity", "IPv4 IPv6"),
        ("【打印】 【关闭】", "button", ""),
        ("正文", "button", ""),
        ("----------", "rule-line", ""),
    ],
)
def test_markup_is_taken_out(line: str, part: str, right: str) -> None:
    assert [one.split(" “")[0] for one in said("residue", line)] == [f"warning {part}"]
    assert fixed("residue", line) == right


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("[bookmark: _Toc123]发布水情。", "bookmark"),
        ("发布信息XX条。", "template"),
        ("20XX年发布。", "template"),
        ("发布信息××条。", "template"),
        ("发布信息***条。", "template"),
        ("发布信息${count}条。", "template"),
        ("发布信息{{count}}条。", "template"),
        ("甘公网安备 00000000000000号", "footer"),
        ("某ICP备00000000号-1", "footer"),
        ("第 3 页", "page-number"),
        ("R&amp;D", "entity"),
    ],
)
def test_what_a_person_must_settle(line: str, part: str) -> None:
    assert [one.split(" “")[0] for one in said("residue", line)] == [f"warning {part}"]
    assert fixed("residue", line) == line


@pytest.mark.parametrize(
    "line",
    [
        "联系电话138****1234，申请人张**、李**和王***。",
        "答复张××、李××的申请",
        "张××诉县政府案",
        "按要求完成网站ICP备案。",
        "网站正文和打印功能已改版。",
        "编号#3，A-B--C",
        "水情XXL号",
        "共享&协作；R&D;",
    ],
)
def test_what_only_looks_like_residue(line: str) -> None:
    assert said("residue", line) == []


def test_each_kind_is_one_finding() -> None:
    text = written("**水情**发布。", "雨情。", "**工情**发布。", "**险情**发布。")
    (one,) = judged("residue", text)
    assert "共3行" in one.message.chinese
    assert len(one.related) == 2
    assert mended(text, [one]) == written("水情发布。", "雨情。", "工情发布。", "险情发布。")


def test_a_running_header_is_taken_out_of_a_sentence() -> None:
    cut = "全年围绕防汛抗旱、农田灌溉、饮水安全、河道整治、水库除险等重点工作，通过网站、公开栏和公众号发布今日"
    header = "青河县水务局政府信息公开工作报告"
    assert said("residue", cut, "", header, "", "水情24条。") == [f"warning running-header “{header}”"]
    assert fixed("residue", f"{cut}\n{header}\n水情24条。") == f"{cut}\n\n水情24条。"


def test_a_header_with_a_year_stays_for_its_digits() -> None:
    cut = "全年围绕防汛抗旱、农田灌溉、饮水安全、河道整治、水库除险等重点工作，通过网站、公开栏和公众号发布今日"
    (one,) = judged("residue", written(cut, TITLE, "水情24条。"))
    assert (one.message.code, one.fix) == ("running-header", None)


def test_metadata_before_the_report() -> None:
    text = "- 索引号: 000/2021\n- 组配分类: 年报\n- 標題: " + TITLE + "\n" + report()
    assert short(text, judged("residue", text))[0] == "warning metadata “- 索引号: 000/2021”"
    page = "索 引 号：000\n发布日期：2021年1月20日\n" + report()
    assert [one.message.code for one in judged("residue", page)] == ["metadata"]
    assert judged("residue", report().replace("全年共发布", "来源：全年共发布")) == []
    assert judged("residue", "发布日期：2021年1月20日\n" + report()) == []


def test_a_rule_within_a_table_has_no_fix() -> None:
    heading = "三、收到和处理政府信息公开申请情况"
    rows = SECTIONS[heading].replace("\n", "\n-----\t--\t--\t--\t--\t--\t--\t--\n")
    (one,) = judged("residue", report(sections=SECTIONS | {heading: rows}))
    assert (one.message.code, one.fix) == ("rule-line", None)


def test_dashes_that_stand_for_figures_are_no_rule() -> None:
    heading = "三、收到和处理政府信息公开申请情况"
    rows = SECTIONS[heading].replace("\t0\t0", "\t--\t--")
    assert judged("residue", report(sections=SECTIONS | {heading: rows})) == []


def test_bold_figures_of_a_table_have_no_fix() -> None:
    heading = "三、收到和处理政府信息公开申请情况"
    rows = SECTIONS[heading].replace("\t2\n", "\t**2**\n")
    (one,) = judged("residue", report(sections=SECTIONS | {heading: rows}))
    assert (one.message.code, one.fix) == ("bold", None)
