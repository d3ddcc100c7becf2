"""What the sections have to speak of: aspects, problems, fees, and when the report was issued."""

from __future__ import annotations

import pytest

from tests.rules.words.reports import FEES, OVERVIEW, filed, findings, report, said

ENTRIES = (
    "overview-aspects", "government-assessment", "problems-section", "fee-statement", "publication-date",
    "narrative-years", "narrative-gaps", "narrative-series", "narrative-approximate", "terms", "heading-levels",
)  # fmt: skip


@pytest.mark.parametrize("year", [2020, 2023])
@pytest.mark.parametrize("entry", ENTRIES)
def test_a_report_without_fault_is_silent(entry: str, year: int) -> None:
    assert said(entry, report(year=year)) == []


# overview-aspects


@pytest.mark.parametrize(("year", "severity"), [(2020, "note"), (2022, "warning")])
def test_aspects_that_are_left_out_are_one_finding(year: int, severity: str) -> None:
    text = report(year=year, overview="{year}年，本机关发布信息60条，门户网站运行正常，公布内容逐条审核。")
    assert said("overview-aspects", text) == [f"{severity} absent “一、总体情况”"]
    (finding,) = findings("overview-aspects", text)
    assert finding.message.chinese == "“总体情况”没有写到“依申请公开”“监督保障”"


@pytest.mark.parametrize(
    "overview",
    [
        OVERVIEW.replace("收到依申请公开事项的申请2件", "没有收到公开申请"),
        OVERVIEW.replace("收到依申请公开事项的申请2件", "未接到公开信息的申请件"),
        "（一）主动公开\n发布60条。\n（二）依申请公开\n无。\n（三）信息管理\n有专人。\n（四）平台建设\n有网站。\n（五）监督保障\n有培训。",
        OVERVIEW.replace("收到依申请公开事项的申请2件", "办理依 申 请 公开2件"),
    ],
)
def test_a_mention_is_enough(overview: str) -> None:
    assert said("overview-aspects", report(year=2022, overview=overview)) == []


def test_a_right_of_the_public_is_no_supervision() -> None:
    overview = "我们保障公众的知情权、监督权，主动公开60条，没有收到申请公开的，网站信息经过审核。"
    (finding,) = findings("overview-aspects", report(overview=overview))
    assert finding.message.chinese == "“总体情况”没有写到“监督保障”"


@pytest.mark.parametrize("overview", ["", "（一）主动公开\n（二）依申请公开"])
def test_a_section_of_headings_only_has_no_text(overview: str) -> None:
    assert said("overview-aspects", report(overview=overview)) == ["warning empty “一、总体情况”"]


def test_an_overview_within_a_table_may_have_text() -> None:
    assert said("overview-aspects", report(overview="分类\t说明\n网站\t主动公开60条")) != [
        "warning empty “一、总体情况”"
    ]


# government-assessment

SPOKEN = OVERVIEW.partition("上级考核")[0]


@pytest.mark.parametrize(
    ("overview", "problems", "lacking"),
    [
        (SPOKEN, "问题是更新慢，已改进。", "“工作考核”“社会评议”“责任追究”"),
        (SPOKEN + "政务公开纳入年度考核。", "问题是更新慢，已改进。", "“社会评议”“责任追究”"),
        (SPOKEN + "开展了考评和满意度测评。", "问题是更新慢。下一步将严格责任追究。", "“责任追究”"),
        (SPOKEN + "权责清单列明追责情形30项，考核、评议均为良好。", "问题是更新慢，已改进。", "“责任追究”"),
    ],
)
def test_a_government_tells_of_assessment(overview: str, problems: str, lacking: str) -> None:
    text = report(overview=overview, problems=problems)
    assert said("government-assessment", text) == ["warning unreported “一、总体情况”"]
    (finding,) = findings("government-assessment", text)
    assert finding.message.chinese == f"全文没有写明{lacking}情况"


def test_a_plan_is_shown_beside_what_it_does_not_report() -> None:
    text = report(overview=SPOKEN + "考核、评议均为良好。", problems="问题是更新慢。下一步将严格责任追究。")
    (finding,) = findings("government-assessment", text)
    assert [text[slice(*each.span)] for each in finding.related] == ["下一步将严格责任追究"]


@pytest.mark.parametrize(
    ("overview", "problems", "other"),
    [
        (SPOKEN, "问题是更新慢，已改进。", "年度考核为优秀，社会评议为满意，没有责任追究情形。"),
        (SPOKEN, "年度考核为优秀，评议为满意，无人被问责。主要问题是更新慢，已改进。", FEES),
    ],
)
def test_assessment_may_stand_anywhere(overview: str, problems: str, other: str) -> None:
    assert said("government-assessment", report(overview=overview, problems=problems, other=other)) == []


def test_a_department_need_not_tell_of_assessment() -> None:
    assert (
        said("government-assessment", report(title="柳溪县水务局{year}年政府信息公开工作年度报告", overview=SPOKEN))
        == []
    )


def test_assessment_is_missed_even_where_the_overview_is() -> None:
    text = report(overview=SPOKEN).replace("一、总体情况\n", "")
    assert said("government-assessment", text) == ["warning unreported “柳溪县人民政府2020年政府信息公开工作年度报告”"]


# problems-section


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ("", "error empty"),
        ("无", "error none"),
        ("暂无。", "error none"),
        ("（一）存在的问题\n无\n（二）改进情况\n无", "error none"),
        ("本年度信息公开工作不存在问题。", "error none"),
        ("一年来我们安排专人每周核对栏目，并按月通报。今后将继续做好。", "warning no-problems"),
        ("目录更新不及时，公开内容不够全面，人员业务水平有待进一步提高。", "warning no-measures"),
        ("问题主要是业务能力需要加强，公开渠道需进一步拓宽，队伍还需完善。", "warning no-measures"),
    ],
)
def test_both_halves_are_told(problems: str, expected: str) -> None:
    assert said("problems-section", report(problems=problems)) == [f"{expected} “五、存在的主要问题及改进情况”"]


@pytest.mark.parametrize(
    "problems",
    [
        "问题是更新慢，下一步每月核对一次。",
        "更新不够及时，已逐一整改。",
        "（一）主要问题\n1.业务水平有待提高。\n（二）改进措施\n1.每季度办一次讲座。",
        "目前没有存在突出的问题，明年将继续做好各项公开工作。",
        "（一）业务人员不足。\n（二）更新不及时。\n（三）培训还要加强。",
        "**一是**内容不全。**二是**时效差。下一步，由办公室每周抽查。",
    ],
)
def test_two_halves_in_any_words(problems: str) -> None:
    assert said("problems-section", report(problems=problems)) == []


@pytest.mark.parametrize(
    ("problems", "text"), [("“无”。", "无"), ("（一）存在的问题\n无。\n（二）改进措施\n暂无。", "无暂无")]
)
def test_what_is_written_instead_is_told(problems: str, text: str) -> None:
    (finding,) = findings("problems-section", report(problems=problems))
    assert finding.message.chinese == f"“存在的主要问题及改进情况”只写了“{text}”，应写明问题和改进情况"


def test_a_missing_section_is_not_reported_again() -> None:
    text = report().replace("五、存在的主要问题及改进情况\n", "").replace("六、其他需要报告的事项\n", "")
    assert said("problems-section", text) == []
    assert said("fee-statement", text) == []


def test_a_section_that_has_a_table_may_say_it_there() -> None:
    assert said("problems-section", report(problems="序号\t存在的问题\t改进情况\n1\t更新慢\t已落实专人")) == []
    assert said("fee-statement", report(year=2022, other="事项\t金额\n收取信息处理费\t0元")) == []


# fee-statement


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("无。", ["warning missing “六、其他需要报告的事项”"]),
        ("", ["warning missing “六、其他需要报告的事项”"]),
        ("行政事业性收费按规定执行，全年收费36万元。", ["warning missing “六、其他需要报告的事项”"]),
        ("按照信息处理费管理办法的规定执行。", ["warning no-sum “按照信息处理费管理办法的规定执行”"]),
        ("全年收取信息处理费365元。", ["note tariff “365元”"]),
        ("全年收取信息处理费0.0365万元。", ["note tariff “0.0365万元”"]),
        ("收取信息处理费360元，其中按件200元、按量100元。", ["warning parts “360元”"]),
        (
            "无其他事项。\n全年发出收费通知3件，收取处理费合计1,000元，包括按件500元，按量400元。",
            ["warning parts “1,000元”"],
        ),
    ],
)
def test_fees_are_told_with_their_sum(other: str, expected: list[str]) -> None:
    assert said("fee-statement", report(year=2022, other=other)) == expected
    assert said("fee-statement", report(year=2020, other=other)) == []


@pytest.mark.parametrize(
    "other",
    [
        "本年度收取信息处理费0元。",
        "本年度未产生信息公开处理费。",
        "没有其他事项。本年度没有发出收费通知，未收取费用。",
        "收取信息处理费360元，其中按件200元、按量160元。",
        "全年发出收费通知2件，收取信息处理费 360 元。",
        "收取信息处理费0.036万元，标准为每件15元、5元/页。",
        "信息处理费共收取200元，其中按件收取200元。",
    ],
)
def test_sums_that_agree_and_fees_that_were_not_charged(other: str) -> None:
    assert said("fee-statement", report(year=2022, other=other)) == []


def test_fees_told_in_another_section() -> None:
    text = report(year=2022, applications="本年收取信息处理费20元。", other="无。")
    assert said("fee-statement", text) == ["note elsewhere “本年收取信息处理费20元”"]


def test_parts_that_do_not_add_up_are_shown() -> None:
    text = report(year=2022, other="收取信息处理费0.036万元，其中按件200元、按量100.5元。")
    tariff, parts = findings("fee-statement", text)
    assert tariff.message.chinese == "信息处理费100.5元不是10元的整数倍，按收费标准不会有这样的金额，请核对"
    assert parts.message.chinese == "信息处理费合计0.036万元，各项之和为300.5元"
    assert [each.message.chinese for each in parts.related] == ["200元", "100.5元"]


def test_an_application_closed_for_its_fee_is_shown_beside_the_silence() -> None:
    row = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请\t{}\t0\t0\t0\t0\t0\t{}"
    for count, shown in (
        (1, ["2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请：1件"]),
        (0, []),
    ):
        text = report(year=2022, other="无。", applications="有关情况见下表。").replace(
            "四、结转下年度", row.format(count, count) + "\n四、结转下年度"
        )
        (finding,) = findings("fee-statement", text)
        assert [each.message.chinese for each in finding.related] == shown


# publication-date

GOVERNMENT = "柳溪县人民政府{year}年政府信息公开工作年度报告"
DEPARTMENT = "柳溪县水务局{year}年政府信息公开工作年度报告"
TOWN = "柳溪县青石镇人民政府{year}年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        (GOVERNMENT, "- 发布时间: 2021-02-08", []),
        (GOVERNMENT, "发布日期：2021年3月31日", []),
        (GOVERNMENT, "发布日期：2021年4月1日", ["warning late “2021年4月1日”"]),
        (GOVERNMENT, "【成文日期】2021/4/12", ["warning late “2021/4/12”"]),
        (GOVERNMENT, "- 發布時間: 2021-06-11 10:20", ["warning late “2021-06-11”"]),
        (GOVERNMENT, "发布时间：2021-04-09 来源：县政府办公室 浏览次数：12", ["warning late “2021-04-09”"]),
        (GOVERNMENT, "发布日期\t2021-04-09\n来源\t县政府", ["warning late “2021-04-09”"]),
        (GOVERNMENT, "成文日期：2020-12-20", ["error early “2020-12-20”"]),
        (GOVERNMENT, "成文日期：2020-12-31", []),
        (GOVERNMENT, "- 成文日期: 2021-05-01\n- 发布时间: 2021-03-01", []),
        (GOVERNMENT, "- 索引号: 20230611-112427-905", []),
        (GOVERNMENT, "有效日期：2030-01-01", []),
        (GOVERNMENT, "网站更新发布日期：2024-01-01", []),
        (GOVERNMENT, "发布时间：", []),
        (GOVERNMENT, "发布时间：2021-13-40", []),
        (GOVERNMENT, "2024年5月1日", []),
        (DEPARTMENT, "发布时间：2021-01-31", []),
        (DEPARTMENT, "发布时间：2021-02-01", ["warning late “2021-02-01”"]),
        (TOWN, "发布时间：2021-02-01", ["note late “2021-02-01”"]),
    ],
)
def test_a_report_is_public_in_time(title: str, line: str, expected: list[str]) -> None:
    assert said("publication-date", report(title=title, before=line)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2021年4月12日", ["warning late “2021年4月12日”"]),
        ("（2021年4月12日）", ["warning late “2021年4月12日”"]),
        ("二〇二一年四月十二日", ["warning late “二〇二一年四月十二日”"]),
        ("二○二一年三月三十一日", []),
        ("二〇二〇年十二月二十日", ["error early “二〇二〇年十二月二十日”"]),
        ("2021年4月12日，县政府公布了本报告。", []),
    ],
)
def test_a_date_that_signs_the_report(date: str, expected: list[str]) -> None:
    assert said("publication-date", report(other=FEES + "\n柳溪县人民政府\n" + date)) == expected
    assert said("publication-date", report(introduction=date + "\n本报告统计期限为2020年全年。")) == expected


def test_a_late_date_names_the_limit() -> None:
    (finding,) = findings("publication-date", report(title=DEPARTMENT, before="发布时间：2021-02-08"))
    assert finding.message.chinese == "“发布时间”为2021年2月8日，部门的2020年度报告应在2021年1月31日前公布"


def test_the_limit_of_an_inferred_department_is_not_certain() -> None:
    text = report(
        title="2020年政府信息公开工作年度报告",
        before="发布时间：2021-02-08",
        introduction="现公布柳溪县水务局2020年政府信息公开工作年度报告，统计期限自2020年1月1日起至2020年12月31日止。",
    )
    organ = filed(text).organ
    assert organ is not None
    assert (organ.level, organ.certainty) == ("department", "inferred")
    assert said("publication-date", text) == ["note late “2021-02-08”"]
