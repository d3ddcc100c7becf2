"""Title, year, organ, period and introduction, as reports print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import Filing
from disclint.binding.facts import find_organ
from tests.rules.structure.reports import INTRODUCTION, TITLE, filed, pack, read, recognised, report


def titled(title: str) -> Filing:
    return filed(report(title=title))


@pytest.mark.parametrize(
    ("title", "words", "organ", "year"),
    [
        (TITLE, TITLE, "青河县水务局", 2020),
        ("2020年青河县水务局政府信息公开工作年度报告", None, "青河县水务局", 2020),
        ("青河县人民政府\n\n2020 年度政府信息公开工作年度报告", None, "青河县人民政府", 2020),
        ("青河县水务局2020年\n政府信息公开\n工作年度报告", None, "青河县水务局", 2020),
        ("青河县水务局\n2020年政府信息公开工作年度报告", None, "青河县水务局", 2020),
        ("青河县水务局政府信息公开工作年度报告\n（2020年）", None, "青河县水务局", 2020),
        ("2020年\n青河县水务局政府信息公开工作年度报告", None, "青河县水务局", 2020),
        ("青河县水务局\n2020年\n政府信息公开工作年度报告", None, "青河县水务局", 2020),
        ("# 青河县水务局2020年政府信息公开年度报告", None, "青河县水务局", 2020),
        ("青河县水务局二〇二〇年政府信息公开工作年度报告", None, "青河县水务局", 2020),
        ("青河县水务局二○二○年政府信息公开工作年度报告", None, "青河县水务局", 2020),
        ("青河縣水務局2020年政府信息公開工作年度報告", None, "青河县水务局", 2020),
        ("青河县人民政府信息公开工作年度报告（2020年）", None, "青河县人民政府", 2020),
        ("2020年政府信息公开工作年度报告", None, None, 2020),
        ("青河县水务局政府信息公开工作年度报告", None, "青河县水务局", None),
    ],
)
def test_titles(title: str, words: str | None, organ: str | None, year: int | None) -> None:
    filing = titled(title)
    assert filing.title is not None
    plain = "".join(title.split()).replace("#", "")
    assert filing.title.text == (words or plain)
    assert (filing.title.organ, filing.title.year) == (organ, year)
    assert "".join(filing.document.text[slice(*filing.title.span)].split()) == plain
    assert filing.year == 2020  # from the period, where the title has none


def test_what_else_stands_above_a_title_is_no_part_of_it() -> None:
    for above in ("首页", "公开事项", "2020年工作要点"):
        filing = titled(f"{above}\n青河县水务局政府信息公开工作年度报告")
        assert filing.title is not None
        assert (filing.title.organ, filing.title.year) == ("青河县水务局", None)


def test_a_title_ends_with_the_year_below_it() -> None:
    for above in ("", "首页\n", "首页\n公开事项\n工作动态\n"):
        printed = "青河县水务局政府信息公开工作年度报告\n（2020年）"
        filing = titled(f"{above}{printed}\n2021年1月20日印发")
        assert filing.title is not None
        assert (filing.title.organ, filing.title.year) == ("青河县水务局", 2020)
        assert filing.document.text[slice(*filing.title.span)] == printed


def test_of_two_titles_the_one_that_says_more_is_it() -> None:
    for titles in (
        "青河县水务局2020年政府信息公开工作年度报告\n\n青河县水务局政府信息公开工作年度报告",
        "青河县水务局政府信息公开工作年度报告\n\n青河县水务局2020年政府信息公开工作年度报告",
        "2020年政府信息公开工作年度报告\n\n青河县水务局2020年政府信息公开工作年度报告\n\n2020年政府信息公开工作年度报告",
    ):
        filing = titled(titles)
        assert filing.title is not None
        assert (filing.title.organ, filing.title.year) == ("青河县水务局", 2020)


def test_the_year_is_marked_where_it_is_told() -> None:
    for title in (TITLE, "青河县水务局政府信息公开工作年度报告"):
        filing = titled(title)
        assert filing.year_span is not None
        assert filing.document.text[slice(*filing.year_span)].startswith("2020")


@pytest.mark.parametrize(
    "introduction",
    [
        "现公布青河县2021年政府信息公开工作年度报告。",
        "参照《东岭市2019年政府信息公开工作年度报告》，编制2021年度政府信息公开工作年度报告。",
    ],
)
def test_a_year_that_only_the_introduction_tells(introduction: str) -> None:
    filing = filed(report(title="青河县政府信息公开工作年度报告", introduction=introduction))
    assert filing.year == 2021
    assert filing.year_span is not None
    assert filing.document.text[slice(*filing.year_span)] == "2021"


METADATA = "- 索引号：20210120-1\n- 标题：青河县水务局2020年政府信息公开工作年度报告\n- 发布日期：2021-01-20\n"


def test_metadata_before_the_title() -> None:
    filing = titled(METADATA + TITLE)
    assert filing.title is not None
    assert filing.document.lines.line(filing.title.span.start) == 4
    assert [block.value.strip() for block in filing.paragraphs("preamble")] == [INTRODUCTION]


def test_metadata_where_there_is_no_other_title() -> None:
    filing = titled(METADATA.rstrip())
    assert filing.title is not None
    assert filing.document.text[slice(*filing.title.span)] == TITLE


@pytest.mark.parametrize("line", ["首页>信息公开>政府信息公开年报", "政府信息公开年报", "打印\t关闭", "来源：县水务局"])
def test_lines_of_a_site_are_no_title(line: str) -> None:
    filing = titled(f"{line}\n{TITLE}\n{line}")
    assert filing.title is not None
    assert filing.title.text == TITLE


def test_no_title() -> None:
    filing = filed(report(title=""))
    assert filing.title is None
    assert filing.year == 2020


@pytest.mark.parametrize(
    ("organ", "level", "government", "rule_making"),
    [
        ("青河县人民政府", "county", True, False),
        ("东岭市青河区人民政府", "county", True, False),
        ("青河自治县人民政府", "county", True, False),
        ("东岭市人民政府", None, True, None),
        ("东岭自治州人民政府", "prefecture", True, True),
        ("江东省人民政府", "province", True, True),
        ("上海市人民政府", "province", True, True),
        ("青河县柳林镇人民政府", "town", True, False),
        ("青河区柳林街道办事处", "town", False, False),
        ("青河县水务局", "department", False, False),
        ("青河县人民政府办公室", "department", False, False),
        ("东岭经济开发区管理委员会", "department", False, False),
        ("国家水务局", "state", False, True),
        ("国家税务总局青河县税务局", "department", False, False),
        ("水利部", "state", False, True),
        ("青河县", "county", True, False),
    ],
)
def test_levels(organ: str, level: str | None, government: bool, rule_making: bool | None) -> None:
    found = titled(f"{organ}2020年政府信息公开工作年度报告").organ
    assert found is not None
    assert (found.name, found.certainty) == (organ, "certain")
    assert (found.level, found.government, found.rule_making) == (level, government, rule_making)


@pytest.mark.parametrize(
    ("introduction", "name", "level"),
    [
        ("根据有关规定，现公布青河县2020年度政府信息公开工作年度报告。", "青河县", "county"),
        ("如有疑问，请与青河县水务局联系。", "青河县水务局", "department"),
        ("本报告由青河县水务局办公室编制。", "青河县水务局", "department"),
        ("现公布2020年政府信息公开工作年度报告，请与青河县水务局联系。", "青河县水务局", "department"),
    ],
)
def test_an_organ_that_only_the_text_names(introduction: str, name: str, level: str) -> None:
    organ = filed(report(title="2020年政府信息公开工作年度报告", introduction=introduction)).organ
    assert organ is not None
    assert (organ.name, organ.level, organ.certainty) == (name, level, "inferred")


def test_an_organ_that_names_itself_only() -> None:
    text = report(title="2020年政府信息公开工作年度报告", introduction="我县认真公开信息，我县没有延误。")
    organ = filed(text.replace("我局", "我县")).organ
    assert organ is not None
    assert (organ.name, organ.level, organ.certainty) == ("", "county", "inferred")


@pytest.mark.parametrize("words", ["我县认真公开信息。", "我县认真公开信息，我局没有延误，我县、我局都按时答复。"])
def test_what_an_organ_calls_itself_once_or_in_two_ways_tells_nothing(words: str) -> None:
    text = report(title="2020年政府信息公开工作年度报告", introduction=words)
    assert filed(text.replace("，我局通过", "，通过")).organ is None


def test_a_pack_that_knows_no_names_of_organs_finds_none_in_a_sentence() -> None:
    text = report(title="2020年政府信息公开工作年度报告", introduction="如有疑问，请与青河县水务局联系。")
    document = read(text.replace("我局", "本局"))
    assert find_organ(document, (), pack().profile, None, (0, 2), {}) is None
    assert find_organ(document, (), pack().profile, None, (0, 2), pack().facts) is not None


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("统计期限自2020年1月1日起至2020年12月31日止。", (2020, 1, 1), (2020, 12, 31)),
        ("统计期限为 2020 年 1 月 1 日至 12 月 31 日。", (2020, 1, 1), (2020, 12, 31)),
        ("所列数据为2020年2月1日—2020年11月30日的数据。", (2020, 2, 1), (2020, 11, 30)),
        ("本报告涵盖2020年1月1日到2020年12月31日。", (2020, 1, 1), (2020, 12, 31)),
    ],
)
def test_periods(sentence: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    filing = filed(report(introduction=sentence))
    assert filing.period is not None
    assert (filing.period.start, filing.period.end) == (start, end)
    assert filing.document.text[slice(*filing.period.span)] in sentence


def test_a_period_of_the_narrative_is_not_the_reports() -> None:
    text = report(introduction="").replace("全年共", "2020年3月1日至2020年5月31日共")
    assert filed(text).period is None


def test_the_introduction_lies_between_title_and_first_heading() -> None:
    filing = filed(report())
    assert [paragraph.value.strip() for paragraph in filing.paragraphs("preamble")] == [INTRODUCTION]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hello.\nNothing of the kind.", "no-report"),
        ("今天开会。\n2020年的会议。", "no-report"),
        ("青河县水务局2015年政府信息公开工作年度报告\n一、概述\n", "old-year"),
        ("青河县水务局政府信息公开工作年度报告\n一、总体情况\n", "no-year"),
    ],
)
def test_what_cannot_be_recognised(text: str, code: str) -> None:
    recognition = recognised(text)
    assert recognition.profile is None
    assert recognition.failure is not None
    assert recognition.failure.code == code


OLD_FORM = "本年新制作数量\t本年新公开数量\t对外公开总数量"
NEW_FORM = "本年制发件数\t本年废止件数\t现行有效件数"


def test_the_labels_tell_the_edition_and_the_year_what_it_should_be() -> None:
    right, late = recognised(report()), recognised(report().replace("2020", "2022"))
    assert (right.expected, right.actual) == ("form_2019", "form_2019")
    assert (late.expected, late.actual) == ("form_2021", "form_2019")
    assert late.profile is not None
    assert late.profile.pack == "cn/2019"
    new = recognised(report().replace("2020", "2022").replace(OLD_FORM, NEW_FORM))
    assert (new.expected, new.actual) == ("form_2021", "form_2021")


def test_labels_are_compared_whole() -> None:
    text = report().replace(OLD_FORM, "上年处理决定数量\t处理决定数量\t本单位规范性文件")
    assert recognised(text).marks == ()
    assert recognised(text.replace("上年处理", "本年处理")).actual is None  # one label proves nothing against the year


def test_a_year_that_only_the_user_tells() -> None:
    text = "青河县水务局政府信息公开工作年度报告\n一、总体情况\n没有年份。\n"
    recognition = recognised(text, 2022)
    assert recognition.failure is None
    assert recognition.profile is not None
    assert recognition.profile.pack == "cn/2021"


@pytest.mark.parametrize(
    ("opening", "year"),
    [
        ("2020年，我局认真公开信息。", 2020),
        ("回顾 2020 年，我局认真公开信息。", 2020),
        ("我局认真公开信息，与2020年相同。", None),
        ("2020号文件已经印发。", None),
    ],
)
def test_a_year_that_a_paragraph_begins_with_where_nothing_else_tells(opening: str, year: int | None) -> None:
    text = f"青河县水务局政府信息公开工作年度报告\n{opening}\n一、总体情况\n这一年没有人提出申请，与2019年一样。\n"
    assert recognised(text).year == year


def test_a_year_of_the_text_counts_more_than_the_users() -> None:
    assert recognised(report(), 2022).year == 2020


@given(
    st.text(
        alphabet="一二三四五六、总体情况政府信息公开工作年度报告2020年1月3日县局《》：。\n\t |（）我至", max_size=120
    ).filter(str.strip)
)
def test_any_text_is_read(text: str) -> None:
    recognised(text)
    filing = filed(text)
    if filing.title is not None:
        printed = "".join(filing.document.text[slice(*filing.title.span)].split())
        assert filing.title.text in printed or printed.startswith(filing.title.text[:4])
    if filing.period is not None:
        assert str(filing.period.start[0]) in filing.document.text[slice(*filing.period.span)]


def test_profiles_name_the_official_title_first() -> None:
    assert pack().profile.titles[0] == "政府信息公开工作年度报告"
    assert read(report()).text.startswith(TITLE)


def test_a_date_of_issue_below_the_title_is_no_part_of_it() -> None:
    read = titled("青山县人民政府2020年政府信息公开工作年度报告\n（2021年4月12日）")
    assert read.title is not None
    assert read.title.text == "青山县人民政府2020年政府信息公开工作年度报告"
