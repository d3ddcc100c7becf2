"""Years, gaps, series and rough counts of the prose."""

from __future__ import annotations

import pytest

from tests.rules.words.reports import INTRODUCTION, OVERVIEW, findings, report, said

# narrative-years

NAME = "现公布柳溪县{}年政府信息公开工作年度报告。" + INTRODUCTION


@pytest.mark.parametrize(
    ("introduction", "expected"),
    [
        (NAME.replace("{}", "2020"), []),
        (NAME.replace("{}", "2019"), ["error name “2019”"]),
        (NAME.replace("{}", "2019").replace("年政府", " 年度政府"), ["error name “2019”"]),
        ("根据《关于做好2019年政府信息公开工作年度报告编制的通知》编制。" + INTRODUCTION, []),
        ("根据《2021年政务公开工作要点》编制。" + INTRODUCTION, []),
        ("《条例》于2019年5月15日起施行。" + INTRODUCTION, []),
    ],
)
def test_the_introduction_names_the_report_by_its_year(introduction: str, expected: list[str]) -> None:
    assert said("narrative-years", report(introduction=introduction)) == expected


@pytest.mark.parametrize(
    ("overview", "expected"),
    [
        ("2019年，我县", ["error opening “2019”"]),
        ("2021年度，我县", ["error opening “2021”"]),
        ("（一）抓好部署落实。2019年，我县", ["error opening “2019”"]),
        ("（一）主动公开\n2019 年我县", ["error opening “2019”"]),
        ("2020年，我县", []),
        ("2019年以来，我县", []),
        ("2019年4月，国务院公布新条例，我县", []),
        ("2019年底，我县建成新网站，今年", []),
        ("2019年至2020年，我县", []),
        ("2021年，是新规划的开局之年，我县", []),
        ("2019年、2020年两年间，我县", []),
        ("2019年我县开始试点，2020年", []),
        ("与2019年相比，我县", []),
        ("2019年相比，今年我县", []),
        ("一年来，我县在2019年工作的基础上", []),
    ],
)
def test_the_overview_opens_with_the_reports_year(overview: str, expected: list[str]) -> None:
    assert said("narrative-years", report(overview=overview + OVERVIEW.partition("，")[2])) == expected


@pytest.mark.parametrize(
    ("applications", "expected"),
    [
        ("2019年，收到申请2件。", ["error opening “2019”"]),
        ("2020年收到申请2件，2019年结转0件。", []),
        ("2019年结转申请0件，本年收到2件。", []),
        ("收到申请2件。", []),
        ("统计时间为2019年1月1日至2019年12月31日。", ["error period “2019”"]),
        ("自2019年1月1日起至12月31日，收到申请2件。", ["error period “2019”"]),
        ("收到申请2件，2019年1月1日至12月31日为3件，同比减少1件。", []),
        ("2019年1月1日至2020年12月31日，两年收到申请5件。", []),
    ],
)
def test_the_section_on_applications_has_the_reports_year(applications: str, expected: list[str]) -> None:
    assert said("narrative-years", report(applications=applications)) == expected


def test_a_period_is_left_to_its_own_rule() -> None:
    assert said("narrative-years", report(introduction=INTRODUCTION.replace("{year}", "2019"))) == []


@pytest.mark.parametrize("problems", ["2021年，我们将每周核对。问题是更新慢。", "2020年的问题是更新慢。2021年改进。"])
def test_plans_speak_of_the_next_year(problems: str) -> None:
    assert said("narrative-years", report(problems=problems)) == []


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("处理决定数量（指2019年办件量）", ["error label “2019”"]),
        ("处理决定数量（指2020年办件量）", []),
        ("上一年项目数量（指2019年事项数）", []),
        ("上一年项目数量（指2018年事项数）", ["error label “2018”"]),
    ],
)
def test_remarks_in_the_tables_labels(label: str, expected: list[str]) -> None:
    columns = ["上一年项目数量", "本年增/减", "处理决定数量"]
    columns = [label if label.startswith(column) else column for column in columns]
    table = "\n".join(["第二十条第（五）项", "\t".join(["信息内容", *columns]), "行政许可\t9\t0\t4"])
    assert said("narrative-years", report(disclosure=table)) == expected


def test_a_slip_shows_what_the_title_says() -> None:
    text = report(applications="2019年，收到申请2件。")
    (finding,) = findings("narrative-years", text)
    assert finding.message.chinese == "“收到和处理政府信息公开申请情况”开头写的是2019年，标题为2020年"
    assert [text[slice(*each.span)] for each in finding.related] == ["2020"]


# narrative-gaps


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年发布解读　篇。", ["error number “解读　篇”"]),
        ("共发布信息   条，其中动态  条。", ["error number “信息   条”", "error number “动态  条”"]),
        ("全年收到件，办结 件。", ["error number “收到件”", "error number “办结 件”"]),
        ("收到申请共件。", ["error number “共件”"]),
        ("组织宣讲　场、编印手册  份，", ["error number “宣讲　场”", "error number “手册  份”"]),
        ("收到申请（ ）件；", ["error number “申请（ ）件”"]),
        ("召开____次。", ["error number “召开____次”"]),
        ("办结率达到%。", ["error rate “达到%”"]),
        ("办结率为 %。", ["error rate “率为 %”"]),
        ("收取信息处理费 元", ["error number “费 元”"]),
    ],
)
def test_a_number_that_was_left_out(sentence: str, expected: list[str]) -> None:
    assert said("narrative-gaps", report(overview=OVERVIEW + sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "未接到公开信息的申请件。",
        "认真学习信息公开条例，",
        "收到0件，办结 0 件。",
        "收到数件，多次、各项均已办结。",
        "共计三件；公开 三 件，接待 数  次。",
        "工作 任 务 逐 项，推进 一 次。",
        "按受理件、办结件分别归档，办结件数与受理件数相符。",
        "收到XX件，发布××条。",
        "公开项目、共同家园、公共场所和共享单元。",
        "办结率100%，满意率达98.6%，占五成。",
        "信息 条目清楚，会议 次数不多，文件 份额合理。",
        "每件申请逐件登记。",
        "全年共917\n条。",
    ],
)
def test_units_that_lack_no_number(sentence: str) -> None:
    assert said("narrative-gaps", report(overview=OVERVIEW + sentence)) == []


# narrative-series


@pytest.mark.parametrize(
    ("overview", "expected"),
    [
        ("一是抓制度。三是抓培训。", ["warning gap “三是”"]),
        ("一是抓制度。二是抓网站。二是抓培训。", ["warning repeated “二是”"]),
        ("二是抓制度。三是抓培训。", ["warning gap “二是”"]),
        ("一要抓制度；二要抓网站；四要抓培训。", ["warning gap “四要”"]),
        ("一是抓制度。\n二是抓网站。\n四是抓培训。", ["warning gap “四是”"]),
        ("一是抓制度。二是抓网站；三是抓培训。四是抓考核。", ["note mixed “；”"]),
        ("主要抓了三个方面：一是抓制度；二是抓培训。", ["warning announced “三个方面”"]),
        ("重点从两方面入手：\n（1）抓制度。\n（2）抓网站。\n（3）抓培训。", ["warning announced “两方面”"]),
        ("一是抓制度。**三是**抓培训。", ["warning gap “三是”"]),
        ("一是抓制度；二是抓\n网站。", []),
        ("一是抓制度； 三是抓网站。", ["warning gap “三是”"]),
    ],
)
def test_a_series_is_counted_through(overview: str, expected: list[str]) -> None:
    assert said("narrative-series", report(overview=overview)) == expected


@pytest.mark.parametrize(
    "overview",
    [
        "一是抓制度。二是抓网站。三是抓培训。",
        "一是抓制度；二是抓网站；三是抓培训。",
        "一是抓制度，包括甲；乙；丙。二是抓网站；还有平台。三是抓培训。",
        "（一）抓公开。一是抓制度。二是抓网站。\n（二）抓平台。一是抓网站。二是抓专栏。",
        "一是抓制度，做到：一是定人，二是定责。二是抓网站。",
        "问题：一是慢；二是少。今后：一是快。二是多。",
        "首先抓制度；二是抓网站。",
        "首要一是抓制度，二是抓网站。",
        "统一是为了规范，唯一是网站，十是个数。",
        "一是抓制度。另外抓培训。",
        "重点： 一是抓制度； 二是抓网站；　三是抓培训。",
        "一是抓制度，第二是抓网站；三是抓培训。",
        "从五方面抓起：\n（1）甲。\n（2）乙。\n（3）丙。\n（4）丁。\n（5）戊。",
        "主要抓了三个方面：一是抓制度；二是抓网站；三是抓培训。",
        "一方面抓制度，一方面抓网站：一是甲；二是乙。",
        "涉及26个领域、第三方面，重点是：一是甲；二是乙。",
        "十一是甲。",
        "一是甲。二是乙。三是丙。四是丁。五是戊。六是己。七是庚。八是辛。九是壬。十是癸。十一是子。十二是丑。",
    ],
)
def test_series_that_are_whole(overview: str) -> None:
    expected = ["warning gap “十一是”"] if overview.startswith("十一是") else []
    assert said("narrative-series", report(overview=overview)) == expected


def test_a_gap_names_what_lacks() -> None:
    (finding,) = findings("narrative-series", report(overview="一是抓制度。二是抓网站。五是抓培训。"))
    assert finding.message.chinese == "“五是”之前缺少“三是”"
    (finding,) = findings("narrative-series", report(overview="从三个方面抓起，一是甲；二是乙。"))
    assert finding.message.chinese == "写的是“三个方面”，所列为2项"


def test_a_series_does_not_go_on_in_another_section() -> None:
    text = report(overview=OVERVIEW + "一是甲。二是乙。", problems="三是更新慢，今后改进。")
    assert said("narrative-series", text) == ["warning gap “三是”"]


# narrative-approximate


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("发布信息5100余条。", "“5100余条”是约数，统计数字宜用确数"),
        ("发布信息 200 多条，接待约 30 人次。", "“200多条”“约30人次”是约数，统计数字宜用确数"),
        (
            "点击1.2万余次、3千余次、12万多次、5,000余次、90多人。",
            "“1.2万余次”“12万多次”“5,000余次”等4处是约数，统计数字宜用确数",
        ),
        ("发布信息5100條，约300余條。", "“约300余條”是约数，统计数字宜用确数"),
    ],
)
def test_rough_counts_of_a_paragraph_are_one_finding(sentence: str, expected: str) -> None:
    (finding,) = findings("narrative-approximate", report(overview=OVERVIEW + sentence))
    assert (finding.severity, finding.message.chinese) == ("note", expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "发布信息5100条。",
        "历时3个多月，平均10余个工作日办结。",
        "约谈3次，预约5人次，节约3万元，签约2个，履约1项。",
        "多次开展检查，其余3件、其余条目照旧。",
        "近3年持续更新，超过24小时的重新核对。",
        "分3期、多项推进。",
    ],
)
def test_numbers_that_are_exact_or_no_counts(sentence: str) -> None:
    assert said("narrative-approximate", report(overview=OVERVIEW + sentence)) == []


def test_plans_may_be_rough() -> None:
    assert said("narrative-approximate", report(problems="问题是更新慢，下一步培训100余人次。")) == []
