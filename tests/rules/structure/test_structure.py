"""What the rules on structure say of a report that is spoiled in one place, and that they are silent else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import Diagnostic, Rule
from disclint.rules.report_title import ReportTitle
from disclint.rules.required_sections import RequiredSections
from tests.rules.structure.reports import INTRODUCTION, SECTIONS, TITLE, filed, findings, pack, renamed, report, said

ENTRIES = (
    "required-sections",
    "section-titles",
    "section-numbers",
    "report-title",
    "reporting-period",
    "parts-list",
    "form-edition",
)
FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH = SECTIONS


def without(*numerals: str) -> str:
    return report(sections={heading: text for heading, text in SECTIONS.items() if heading[0] not in numerals})


def everything(text: str) -> dict[str, list[str]]:
    return {entry: found for entry in ENTRIES if (found := said(entry, text))}


def test_a_clean_report() -> None:
    assert everything(report()) == {}


# ---- required-sections ----


def test_a_missing_section_is_reported_where_it_should_begin() -> None:
    assert said("required-sections", without("三")) == ["11 error missing “3”"]
    assert said("required-sections", without("六")) == ["18 error missing “。”"]
    assert said("required-sections", without("一")) == [f"1 error missing-first “{TITLE}”"]


def test_a_missing_section_is_named_with_its_words() -> None:
    (finding,) = findings("required-sections", without("六"))
    assert "六、其他需要报告的事项" in finding.message.chinese
    assert "六、其他需要报告的事项" in finding.message.english


def test_a_missing_section_after_one_that_shares_its_line() -> None:
    kept = {words: text for words, text in SECTIONS.items() if words[0] not in "五六"}
    text = report(sections=kept) + "五、存在的主要问题及改进情况：问题是目录更新慢。  \n"
    assert said("required-sections", text) == ["17 error missing “。”"]


def test_a_footer_does_not_hide_the_end_of_the_last_section() -> None:
    assert said("required-sections", without("六") + "\n\n某公网安备 00000000000001号\n") == ["18 error missing “。”"]


def test_two_missing_sections_are_two_findings() -> None:
    assert said("required-sections", without("三", "五")) == ["11 error missing “3”", "13 error missing “。”"]


def test_no_section_at_all_is_one_finding() -> None:
    assert said("required-sections", f"{TITLE}\n2020年没有分部分的报告。\n") == [f"1 error none “{TITLE}”"]


def test_a_section_that_stands_twice() -> None:
    (finding,) = findings("required-sections", report() + f"{SECOND}\n又一次。\n")
    assert finding.message.code == "twice"
    assert [report()[slice(*one.span)] for one in finding.related] == [SECOND]


@pytest.mark.parametrize(("moved", "before"), [(FOURTH, THIRD), (SIXTH, FIRST), (FIRST, "")])
def test_a_section_out_of_order_is_one_finding(moved: str, before: str) -> None:
    headings = [heading for heading in SECTIONS if heading != moved]
    headings.insert(headings.index(before) if before else len(headings), moved)
    text = report(sections={heading: SECTIONS[heading] for heading in headings})
    (finding,) = findings("required-sections", text)
    assert finding.message.code == "order"
    assert text[slice(*finding.span)] in (moved, before)


# ---- section-titles ----


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FOURTH, "四、因政府信息公开申请行政复议、行政诉讼情况"),
        (FIFTH, "五、政府信息公开工作存在的主要问题及改进措施"),
        (FIRST, "一、概述"),
        (SECOND, "二、主动公开情况"),
        (SIXTH, "六、其它需要说明的情况"),
    ],
)
def test_a_title_that_deviates(old: str, new: str) -> None:
    text = renamed(old, new)
    (finding,) = findings("section-titles", text)
    assert finding.severity == "warning"
    assert text[slice(*finding.span)] == new[2:]
    assert f"“{old[2:]}”" in finding.message.chinese
    assert finding.fix is not None
    assert not finding.fix.safe
    assert mended(text, finding) == report()


def mended(text: str, finding: Diagnostic) -> str:
    assert finding.fix is not None
    for edit in finding.fix.edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SECOND, "二、行政机关主动公开政府信息情况"),
        (FOURTH, "四、政府信息公开行政复议行政诉讼情况"),
        (FIFTH, "五、政府信息公开工作存在的主要问题及改进情况"),
        (FIRST, "**一、 总 体 情 况**"),
        (SIXTH, "六、其他需要報告的事項。"),
        (THIRD, "三、收到和处理政府信息公开申请情况（见表）"),
    ],
)
def test_titles_that_are_as_good(old: str, new: str) -> None:
    assert said("section-titles", renamed(old, new)) == []


# ---- section-numbers ----


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (FOURTH, FOURTH[2:], f"15 warning missing “{FOURTH[2:]}”"),
        (FOURTH, f"五、{FOURTH[2:]}", "15 error wrong “五、”"),
        (FOURTH, f"三、{FOURTH[2:]}", "15 error repeated “三、”"),
        (FOURTH, f"4.{FOURTH[2:]}", "15 warning kind “4.”"),
        (FOURTH, f"四．{FOURTH[2:]}", "15 note separator “四．”"),
        (FOURTH, f"四 {FOURTH[2:]}", "15 note separator “四”"),
        (FOURTH, f"**四，{FOURTH[2:]}**", "15 note separator “四，”"),
        (FOURTH, f"第四部分 {FOURTH[2:]}", "15 note part “第四部分”"),
    ],
)
def test_numerals(old: str, new: str, expected: str) -> None:
    assert said("section-numbers", renamed(old, new)) == [expected]


@pytest.mark.parametrize("printed", ["四．", "四，", "四.", "四", "四 "])
def test_a_separator_is_mended(printed: str) -> None:
    text = renamed(FOURTH, printed + FOURTH[2:])
    (finding,) = findings("section-numbers", text)
    assert finding.fix is not None
    assert finding.fix.safe
    assert said("section-numbers", mended(text, finding)) == []


def test_numerals_counted_through_without_the_missing_section() -> None:
    headings = [FIRST, SECOND, f"三、{FOURTH[2:]}", f"四、{FIFTH[2:]}", f"五、{SIXTH[2:]}"]
    text = report(sections=dict.fromkeys(headings, "没有。"))
    assert said("section-numbers", text) == []
    assert len(findings("required-sections", text)) == 1


# ---- report-title ----


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2020年青河县水务局政府信息公开工作年度报告", []),
        ("青河县水务局\n2020年政府信息公开工作年度报告", []),
        ("青河县水务局二〇二〇年政府信息公开工作年度报告", []),
        ("市中区人民政府2020年政府信息公开工作年度报告", []),
        ("青河县人民政府信息公开工作年度报告（2020年度）", []),
        ("青河县水务局2020年度政府信息公开工作年度报告", ["warning doubled"]),
        ("2020年政府信息公开工作年度报告", ["error no-organ"]),
        ("2020 年度政府信息公开工作情况的报告", ["error no-organ", "warning kind"]),
        ("青河县2020年政府信息公开工作年度报告", ["warning place"]),
        ("东岭市青河县\n\n2020 年度政府信息公开工作年度报告", ["warning place", "warning doubled"]),
        ("县水务局2020年政府信息公开工作年度报告", ["warning no-place"]),
        ("教育局2020年政府信息公开工作年度报告", ["warning no-place"]),
        ("青河县水务局政府信息公开工作年度报告", ["warning undated"]),
        ("青河县水务局2020年政府信息公开年度报告", ["note short"]),
        ("青河县水务局2020年政府信息公开工作总结", ["warning kind"]),
        ("", ["warning untitled"]),
    ],
)
def test_the_title(title: str, expected: list[str]) -> None:
    found = findings("report-title", report(title=title))
    assert [f"{one.severity} {one.message.code}" for one in found] == expected


def test_a_report_that_only_its_introduction_names_has_a_title_of_sorts() -> None:
    introduction = "现将青河县水务局2020年政府信息公开工作年度报告公布如下，请社会各界予以监督并提出意见和建议。"
    assert said("report-title", report(title="", introduction=introduction)) == []


def test_a_shorter_name_in_the_introduction_is_noted_once() -> None:
    sentence = "青河县水务局2020年信息公开年度报告按规定编制。2020年信息公开年度报告另有附件。"
    assert said("report-title", report(introduction=sentence + INTRODUCTION)) == ["2 note short “信息公开年度报告”"]


def test_a_shorter_name_in_the_name_of_another_document_is_not_noted() -> None:
    sentence = "根据《关于做好2020年信息公开年度报告编制的通知》，现予公布。"
    assert said("report-title", report(introduction=sentence + INTRODUCTION)) == []


def test_a_pack_that_lowers_the_entry_lowers_all_its_cases() -> None:
    filing = filed(report(title="青河县2020年度政府信息公开工作年度报告"))
    assert {one.severity for one in ReportTitle(id="t", severity="note").check(filing)} == {"note"}


# ---- reporting-period ----

PERIOD = "所列数据的统计期限自2020年1月1日起至2020年12月31日止。"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("统计期限为2020年1月1日至12月31日。", []),
        ("统计期限为2020年全年。", []),
        ("", ["2 warning missing “。”"]),
        ("2020年3月1日至3月31日开展了检查。", ["2 warning missing “。”"]),
        ("统计期限自2019年1月1日起至2019年12月31日止。", ["2 error wrong “2019年1月1日起至2019年12月31日”"]),
        ("统计期限自2020年1月1日起至2020年11月30日止。", ["2 error wrong “2020年1月1日起至2020年11月30日”"]),
    ],
)
def test_the_period(sentence: str, expected: list[str]) -> None:
    assert said("reporting-period", report(introduction=INTRODUCTION.replace(PERIOD, sentence))) == expected


def test_without_an_introduction_the_period_is_missed_at_the_title() -> None:
    title = "青河县水务局\n2020年政府信息公开工作年度报告"
    expected = "2 warning missing “2020年政府信息公开工作年度报告”"
    assert said("reporting-period", report(title=title, introduction="")) == [expected]


def test_an_introduction_that_became_the_first_paragraph() -> None:
    text = report(introduction="").replace("2020年，我局", "现将有关工作报告如下。2020年，我局")
    assert said("reporting-period", text) == ["3 warning missing “。”"]


# ---- parts-list ----

LIST = INTRODUCTION[INTRODUCTION.index("由总体情况") : INTRODUCTION.index("。所列")]
NAMES = [heading[2:] for heading in SECTIONS]


def listing(words: str) -> str:
    return report(introduction=INTRODUCTION.replace(LIST, words))


@pytest.mark.parametrize(
    "words",
    [
        "由" + "、".join(NAMES) + "六部分组成",
        "由" + "、".join(NAMES[:5]) + "和" + NAMES[5] + "共6个部分组成",
        "包括：" + "；".join(SECTIONS),
        "包括" + "".join(f"“{name}”" for name in NAMES) + "六个部分",
        "由" + "、".join(NAMES).replace("复议、行政", "复议行政") + "等六部分组成",
        "包括" + "、".join(NAMES),
        "分为六个部分",
        "包括总体情况和其他需要报告的事项",
        "按规定编制",
    ],
)
def test_lists_that_are_right(words: str) -> None:
    assert said("parts-list", listing(words)) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("由" + "、".join(NAMES[:5]) + "等五部分组成", ["2 error number “五部分”"]),
        ("由" + "、".join(NAMES[:5]) + "六部分组成", ["2 error count “六部分”"]),
        ("由" + "、".join(NAMES[:3]) + "等六部分组成", ["2 warning count “六部分”"]),
        ("由" + "、".join([*NAMES, "附表"]) + "等七个部分组成", ["2 error number “七个部分”"]),
        ("由" + "、".join([*NAMES, "附表"]) + "等六部分组成", ["2 error count “六部分”"]),
        ("包括" + "、".join(NAMES[:5]), ["2 warning names “存在的主要问题及改进情况”"]),
        ("由" + "、".join(["概述", *NAMES[1:]]) + "等六部分组成", ["2 warning names “概述”"]),
    ],
)
def test_lists_that_are_wrong(words: str, expected: list[str]) -> None:
    assert said("parts-list", listing(words)) == expected


def test_what_a_short_list_lacks_is_named() -> None:
    (finding,) = findings("parts-list", listing("由" + "、".join(NAMES[:5]) + "等五部分组成"))
    assert "“其他需要报告的事项”" in finding.message.chinese


def test_what_a_short_list_lacks_is_not_named_where_an_unknown_name_may_stand_for_it() -> None:
    finding, names = findings("parts-list", listing("由" + "、".join(["概述", *NAMES[1:5]]) + "等五部分组成"))
    assert (finding.message.code, names.message.code) == ("number", "names")
    assert finding.message.chinese == "写的是“五部分”，报告应为六部分"
    assert finding.message.english == "it says “五部分”; the report has 6 parts"


def test_a_name_of_no_heading_in_the_place_of_one_that_is_not_there() -> None:
    text = without("六").replace(NAMES[5], "附表")
    (finding,) = findings("parts-list", text)
    assert finding.message.chinese == "所列部分与正文标题不一致：“附表”在正文中没有对应标题"
    assert finding.message.english == "the names in the list differ from the headings: no heading is called “附表”"
    assert text[slice(*finding.span)] == "附表"


def test_names_that_differ_from_the_headings_are_one_finding() -> None:
    text = renamed(FOURTH, "四、因政府信息公开申请行政复议、行政诉讼情况")
    text = text.replace("五、存在的主要问题及改进情况", "五、政府信息公开工作存在的主要问题及改进措施")
    (finding,) = findings("parts-list", text)
    assert finding.severity == "warning"
    assert text[slice(*finding.span)] == FOURTH[2:]
    assert len(finding.related) == 2


def test_a_listed_section_without_a_heading_is_left_to_required_sections() -> None:
    assert said("parts-list", without("五")) == []


# ---- form-edition ----

OLD = "本年新制作数量\t本年新公开数量\t对外公开总数量"


def test_tables_of_another_edition() -> None:
    text = report(introduction="").replace("2020", "2022")
    assert said("form-edition", text) == ["8 error other “本年新制作数量”"]


def test_a_mixture_of_editions_is_one_finding() -> None:
    mixed = OLD + "\t本年废止件数\t现行有效件数"
    (finding,) = findings("form-edition", report().replace(OLD, mixed))
    assert (finding.severity, finding.message.code, len(finding.related)) == ("error", "mixed", 1)


def test_tables_of_another_edition_that_nothing_can_be_read_of_are_told_at_the_year() -> None:
    """Labels of the old tables stand there, and not one figure."""
    text = report(introduction="", sections={**SECTIONS, "二、主动公开政府信息情况": OLD, THIRD: "见附件。"})
    assert said("form-edition", text.replace("2020", "2022")) == ["1 error other “2022”"]


def test_one_stray_label_is_left_to_form_labels() -> None:
    assert said("form-edition", report().replace("规范性文件\t1", "行政规范性文件\t1")) == []


@pytest.mark.parametrize("printed", ["〔2021〕30号", "[2021]30号", "〔2021〕第 30 号"])
def test_a_notice_of_another_year(printed: str) -> None:
    text = report(introduction=INTRODUCTION.replace("〔2019〕60号", printed))
    assert said("form-edition", text) == [f"2 warning notice “国办公开办函{printed}”"]


def test_both_notices_are_no_mistake() -> None:
    text = report(introduction=INTRODUCTION.replace("60号", "60号、国办公开办函〔2021〕30号"))
    assert said("form-edition", text) == []


# ---- all of them ----


def test_a_title_in_traditional_script_that_deviates_is_told_and_not_mended() -> None:
    text = renamed(FOURTH, "四、因政府信息公開申請行政復議、行政訴訟情況")
    (finding,) = findings("section-titles", text)
    assert finding.fix is None
    simplified = renamed(FOURTH, "四、因政府信息公开申请行政复议、行政诉讼情况")
    (finding,) = findings("section-titles", simplified)
    assert finding.fix is not None


def test_a_report_in_traditional_script() -> None:
    from opencc import OpenCC

    assert everything(OpenCC("s2t").convert(report())) == {}


def test_every_sentence_is_in_both_languages() -> None:
    rules: list[Rule] = [rule for rule in pack().rules if rule.id in ENTRIES]
    assert sorted(rule.id for rule in rules) == sorted(ENTRIES)
    for rule in rules:
        assert rule.basis
        for chinese, english in rule.messages.values():
            assert re.search("[\u4e00-\u9fff]", re.sub("{.*?}|“.*?”", "", chinese))
            assert re.search("[a-z]", re.sub("{.*?}|“.*?”", "", english))


def test_a_report_of_which_nothing_is_known() -> None:
    filing = filed("政府信息公开工作年度报告\n")
    assert [one.message.code for one in RequiredSections(id="r").check(filing)] == ["none"]


LINES = [
    TITLE,
    INTRODUCTION,
    *SECTIONS,
    "附表",
    "由总体情况、主动公开政府信息情况、其他需要报告的事项等九部分组成。",
    "",
    "\t1\t2",
]


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join).filter(str.strip))
def test_findings_of_any_text_lie_within_it(text: str) -> None:
    filing = filed(text)
    for rule in pack().rules:
        if rule.id in ENTRIES:
            for finding in rule.check(filing):
                assert 0 <= finding.span.start <= finding.span.end <= len(text)
                assert all(0 <= one.span.start < one.span.end <= len(text) for one in finding.related)
                assert "{" not in finding.message.chinese + finding.message.english
