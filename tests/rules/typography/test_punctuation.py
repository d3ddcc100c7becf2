"""Half-width, repeated and unpaired marks."""

from __future__ import annotations

import pytest

from tests.rules.structure.reports import SECTIONS, report
from tests.rules.typography.prose import fixed, judged, said, short, written


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("全年发布水情信息24条,办结申请2件。", "全年发布水情信息24条，办结申请2件。"),
        ("分为两类:水情;工程!", "分为两类：水情；工程！"),
        ("目录 7 个, 二级目录 31 个。", "目录 7 个，二级目录 31 个。"),
        ("做到**及时**,准确", "做到**及时**，准确"),
        ("引用“水情”,说明来源", "引用“水情”，说明来源"),
        ("改版完成了吗?已完成", "改版完成了吗？已完成"),
        ("网址:https://example.org/a,b,可下载", "网址：https://example.org/a,b，可下载"),
    ],
)
def test_half_width_marks_become_full_width(line: str, right: str) -> None:
    assert [one.split(" “")[0] for one in said("punctuation-width", line)] == ["warning marks"]
    assert fixed("punctuation-width", line) == right
    assert said("punctuation-width", right) == []


@pytest.mark.parametrize(
    "line",
    [
        "全年浏览1,204次，每日9:30更新，比例为3:2。",
        "网址https://example.org/?id=1;a=2。",
        "1,加强学习。",
        "办公系统支持IPv4, IPv6。",
        "标题，内容；说明：完成！对吗？",
        "改版,,完成",
        "残留&nbsp;一处。",
        "[bookmark: _水情]发布。",
    ],
)
def test_other_marks_are_left(line: str) -> None:
    assert said("punctuation-width", line) == []


def test_a_line_is_one_finding_and_tables_are_none() -> None:
    text = written("水情,雨情,墒情", "工情,险情")
    found = judged("punctuation-width", text)
    assert short(text, found) == ["warning marks “,”", "warning marks “,”"]
    assert [len(one.fix.edits) for one in found if one.fix] == [2, 1]
    forms = SECTIONS["三、收到和处理政府信息公开申请情况"].replace("申请数量", "申请数量(件,含补正)")
    assert judged("punctuation-width", report(sections=SECTIONS | {"三、收到和处理政府信息公开申请情况": forms})) == []


def test_metadata_before_the_report_is_no_sentence() -> None:
    assert judged("punctuation-width", "- 标题: 青河县水务局年报\n- 发布时间: 2021-01-20\n" + report()) == []


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("(一) 平台建设", "（一）平台建设"),
        ("公开栏 (含电子屏)已更新", "公开栏（含电子屏）已更新"),
        ("（一)平台建设", "（一）平台建设"),
        ("信息(共24条),已发布", "信息（共24条）,已发布"),
    ],
)
def test_half_width_brackets_are_a_note(line: str, right: str) -> None:
    assert [one for one in said("punctuation-width", line) if "brackets" in one]
    text = written(line)
    brackets = [one for one in judged("punctuation-width", text) if one.message.code == "brackets"]
    assert [one.severity for one in brackets] == ["note"]
    assert fixed("punctuation-width", line) == right.replace(",", "，")


@pytest.mark.parametrize(
    "line", ["电话(0000)5550123。", "系统f(x)升级", "国水发(2020)17号文件", "1)加强学习", "只有一半(的"]
)
def test_brackets_among_letters_and_digits_are_left(line: str) -> None:
    assert said("punctuation-width", line) == []


def test_straight_quotes_are_a_note() -> None:
    assert said("punctuation-width", '落实"放管服"改革') == ['note quotes “"”']
    assert fixed("punctuation-width", '落实"放管服"改革和“水情”"雨情"') == "落实“放管服”改革和“水情”“雨情”"
    assert fixed("punctuation-width", '落实“放管服"改革') == "落实“放管服”改革"
    assert said("punctuation-width", 'see "IPv6"') == []


def test_an_odd_straight_quote_has_no_fix() -> None:
    (one,) = judged("punctuation-width", written('落实"放管服改革'))
    assert one.fix is None


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("已发布。。共24条", "已发布。共24条"),
        ("已发布，，共24条", "已发布，共24条"),
        ("已发布,,共24条；；", "已发布，共24条；"),
        ("已发布，,共24条、、", "已发布，共24条、"),
        ("如下：：水情", "如下：水情"),
    ],
)
def test_repeated_marks(line: str, right: str) -> None:
    assert len(said("punctuation-repeated", line)) == 1
    assert said("punctuation-repeated", line)[0].startswith("error repeated")
    assert fixed("punctuation-repeated", line) == right


@pytest.mark.parametrize(
    "line", ["太好了！！", "地址2001::1", "水情&nbsp;;雨情", "等等……完成", "水情，雨情。", "水情、雨情、墒情。"]
)
def test_marks_that_may_stand_twice(line: str) -> None:
    assert said("punctuation-repeated", line) == []


def test_many_stops_may_be_an_ellipsis() -> None:
    (one,) = judged("punctuation-repeated", written("水情、雨情。。。"))
    assert one.fix is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("落实“放管服改革，公开水情。", ["error opened ““”"]),
        ("落实放管服”改革。", ["error closed “””"]),
        ("依据《信息公开条例，公开水情。", ["error opened “《”"]),
        ("公开水情（含雨情，共24条。", ["error opened “（”"]),
        ("公开水情)共24条。", ["error closed “)”"]),
        ("落实“放管服“改革。", ["error opened ““”"]),
        ("（公开“水情）和雨情”", ["error mixed ““”"]),
    ],
)
def test_unpaired_marks(line: str, expected: list[str]) -> None:
    assert said("punctuation-pairs", line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "1）水情。2）雨情。",
        "包括：一）水情，二）雨情；a)工情",
        "（一)水情（含雨情)",
        "《关于印发〈办法〉的通知》（国水发〔2020]17号）",
        "他说：“水情‘平稳’。”",
        "名为 Farmer’s Water 的栏目",
        "[bookmark: _GoBack]公开水情",
        '落实“放管服"改革',
    ],
)
def test_what_is_paired_or_needs_no_partner(line: str) -> None:
    assert said("punctuation-pairs", line) == []


def test_a_page_break_does_not_part_a_pair() -> None:
    start = "全年围绕防汛抗旱、农田灌溉、饮水安全、河道整治、水库除险等重点工作，主动发布“水情"
    assert said("punctuation-pairs", start, "", "月报”24期。") == []
    assert said("punctuation-pairs", "下设公开栏（含", "电子屏）两处。") == []


def test_each_paragraph_of_a_long_quotation_opens() -> None:
    assert said("punctuation-pairs", "公告写道：“第一段。", "“第二段。”") == []


def test_marks_within_marks_of_their_kind() -> None:
    assert said("punctuation-pairs", "他说：“水情“平稳”。”") == ["note nested ““平稳””"]
    assert fixed("punctuation-pairs", "《关于印发《办法》的通知》", unsafe=True) == "《关于印发〈办法〉的通知》"
    assert fixed("punctuation-pairs", "他说：“水情“平稳”。”", unsafe=True) == "他说：“水情‘平稳’。”"


def test_marks_side_by_side_need_no_comma() -> None:
    assert said("punctuation-pairs", "“水情”、“雨情”、“墒情”", "《甲》、《乙》") == ["note adjacent “、”"]
    assert said("punctuation-pairs", "“水情”“雨情”和《甲》《乙》、丙") == []
