"""Headings are told by their words, in whatever shape they are printed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import Document, Paragraph, Section
from disclint.binding.sections import find_sections, headings_apart
from tests.rules.structure.reports import SECTIONS, TITLE, filed, pack, read, renamed, report

KEYS = ["overview", "active_disclosure", "applications", "review_litigation", "problems", "other_matters"]
THIRD = "三、收到和处理政府信息公开申请情况"
FOURTH = "四、政府信息公开行政复议、行政诉讼情况"


def sections(text: str) -> tuple[Section, ...]:
    document = read(text)
    return find_sections(headings_apart(document, pack().sections), pack().sections, pack().facts)


def found(text: str, key: str) -> Section:
    (section,) = [one for one in sections(text) if one.key == key]
    return section


def lines(text: str) -> list[tuple[str, int]]:
    document = read(text)
    return [(one.key, document.lines.line(one.heading.span.start)) for one in sections(text)]


def test_all_six_in_a_clean_report() -> None:
    text = report()
    assert [one.key for one in sections(text)] == KEYS
    assert [text[slice(*one.heading.span)] for one in sections(text)] == list(SECTIONS)
    assert {one.likeness for one in sections(text)} == {"equal"}
    assert [one.numeral for one in sections(text)] == list("一二三四五六")
    assert {one.separator for one in sections(text)} == {"、"}


@pytest.mark.parametrize(
    ("printed", "numeral", "separator"),
    [
        ("## 三、收到和处理政府信息公开申请情况", "三", "、"),
        ("**三、收到和处理政府信息公开申请情况**", "三", "、"),
        ("[bookmark: _GoBack]三、收到和处理政府信息公开申请情况", "三", "、"),
        ("\u3000三 、收到和处理\u00a0政府信息公开申请情况  ", "三", "、"),
        ("三．收到和处理政府信息公开申请情况", "三", "．"),
        ("三，收到和处理政府信息公开申请情况。", "三", "，"),
        ("三 收到和处理政府信息公开申请情况", "三", ""),
        ("第三部分 收到和处理政府信息公开申请情况", "三", "部分"),
        ("3.收到和处理政府信息公开申请情况", "3", "."),
        ("收到和处理政府信息公开申请情况", None, ""),
        ("三、收到和處理政府信息公開申請情況", "三", "、"),
        ("三、收到和处理政府信息公开申请情况（单位：件）", "三", "、"),
    ],
)
def test_shapes_of_a_heading(printed: str, numeral: str | None, separator: str) -> None:
    section = found(renamed(THIRD, printed), "applications")
    assert (section.numeral, section.separator) == (numeral, separator)
    assert section.likeness in ("equal", "variant")


@pytest.mark.parametrize(
    ("printed", "likeness"),
    [
        ("四、政府信息公开行政复议行政诉讼情况", "variant"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "variant"),
        ("四、因政府信息公开申请行政复议、行政诉讼情况", "alias"),
        ("四、政府信息公开行政复议；行政诉讼情况", "typography"),
        ("四、政府信息公开行政诉讼、行政复议情况", "near"),
        ("四、政府信息公开行政复议、行政诉讼的情况", "near"),
        ("四、复议及诉讼", "near"),
    ],
)
def test_words_of_a_heading(printed: str, likeness: str) -> None:
    assert found(renamed(FOURTH, printed), "review_litigation").likeness == likeness


@pytest.mark.parametrize(
    "printed",
    [
        "三、政府信息公开行政复议、行政诉讼请况",
        "三、政府信息公开行政复义、行政诉公情况",
        "三、政府信息公开行政复议、行政诉讼",
        "三、府信息公开行政复议、行政诉讼情况",
        "三、政府信息公开行政复议、行政诉讼的各种情况",
    ],
)
def test_a_misprinted_heading_with_a_wrong_numeral_is_that_of_the_nearest_title(printed: str) -> None:
    assert found(renamed(FOURTH, printed), "review_litigation").likeness == "near"


@pytest.mark.parametrize(
    "printed", ["三、政府公开行政争议请况", "三、行政复议", "三、政府信息公开行政处罚、行政强制情况"]
)
def test_what_is_far_from_every_title_is_no_heading(printed: str) -> None:
    assert "review_litigation" not in [one.key for one in sections(renamed(FOURTH, printed))]


@pytest.mark.parametrize(
    "printed", ["六、其他 需要报告的 事项：", "六、*其他需要报告的事项*：", "六、其他需要报告的\u3000事项。"]
)
def test_blanks_and_marks_within_a_heading_that_shares_its_line(printed: str) -> None:
    text = report().replace("六、其他需要报告的事项\n", printed)
    section = found(text, "other_matters")
    assert text[slice(*section.heading.span)] == printed.rstrip("：。*")
    assert section.rest is not None
    assert section.rest.value.strip("*：。\n") == "没有其他需要报告的事项"


@pytest.mark.parametrize(
    "line",
    [
        "四、结转下年度继续办理",
        "三、本年度办理结果",
        "一、本年新收政府信息公开申请数量",
        "（二）主动公开政府信息情况",
        "四是行政复议和行政诉讼都没有发生",
        "本报告由一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况等部分组成。",
        "一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况",
        "总体情况很好",
        "收到和处理政府信息公开申请情况表",
        "（三）收到和处理政府信息公开申请情况表",
    ],
)
def test_no_headings(line: str) -> None:
    text = report().replace("全年共发布信息24条。", line)
    assert lines(text) == lines(report())


def test_a_subheading_does_not_hide_that_the_section_is_missing() -> None:
    kept = {heading: text for heading, text in SECTIONS.items() if not heading.startswith("二")}
    assert "active_disclosure" not in [one.key for one in sections(report(sections=kept))]


@pytest.mark.parametrize("line", ["{heading}", "{heading}……{page}", "{heading}    {page}", "- {heading}"])
def test_a_table_of_contents_is_passed_over(line: str) -> None:
    contents = "\n".join(line.format(heading=heading, page=page) for page, heading in enumerate(SECTIONS, 1))
    text = report(title=f"{TITLE}\n目录\n{contents}")
    assert lines(text) == [(key, line + 7) for key, line in lines(report())]


def test_headings_without_text_between_them_are_headings() -> None:
    text = "\n".join([TITLE, *SECTIONS])
    assert [key for key, _ in lines(text)] == KEYS


def test_a_heading_in_like_words_with_another_numeral_is_none_where_the_section_has_its_own() -> None:
    for line in ("三、其他需要汇报的事项", "三、其它要报告的事项"):
        text = report().replace("没有其他需要报告的事项。", f"没有其他需要报告的事项。\n{line}\n没有。")
        assert lines(text) == lines(report())
    text = report().replace("没有其他需要报告的事项。", "没有。\n三、其他需要报告的事项\n没有。")
    assert [key for key, _ in lines(text)] == [*KEYS, "other_matters"]


def test_a_section_that_stands_twice_is_found_twice() -> None:
    text = report() + "五、存在的主要问题及改进情况\n再写一遍。\n"
    assert [key for key, _ in lines(text)] == [*KEYS, "problems"]


@pytest.mark.parametrize("mark", ["：", "。", " ", "　"])
def test_a_heading_that_shares_its_line(mark: str) -> None:
    text = report().replace("六、其他需要报告的事项\n", f"六、其他需要报告的事项{mark}")
    section = found(text, "other_matters")
    assert text[slice(*section.heading.span)] == "六、其他需要报告的事项"
    assert section.rest is not None
    assert section.rest.value.strip("：。 　\n") == "没有其他需要报告的事项"
    assert text[slice(*section.rest.span)] == section.rest.value


def test_a_heading_that_shares_its_line_with_a_long_paragraph() -> None:
    long = "本单位按时核对了目录。" * 20
    text = report().replace("六、其他需要报告的事项\n", f"六、其他需要报告的事项 {long}")
    section = found(text, "other_matters")
    assert section.heading.value == "六、其他需要报告的事项"
    assert section.rest is not None
    assert section.rest.value.strip().startswith(long)


def test_a_long_paragraph_that_begins_with_the_words_of_a_heading_is_none() -> None:
    text = report().replace("全年共发布信息24条。", "总体情况 " + "本单位按时核对了目录。" * 20)
    assert lines(text) == lines(report())


def test_headings_in_a_table_stand_apart() -> None:
    """One table from the second section to the fourth, whose heading is its last row."""
    text = report(sections={f"\t{words}\t" if words[0] in "三四" else words: text for words, text in SECTIONS.items()})
    document = read(text)
    assert [len(table.rows) for table in document.tables()] == [7]
    apart = headings_apart(document, pack().sections)
    assert [len(table.rows) for table in apart.tables()] == [3, 2]
    assert [one.key for one in find_sections(apart, pack().sections)] == KEYS
    for block in apart.blocks:
        assert text[slice(*block.span)].strip() == text[slice(*block.span)]
    assert printed(apart) == printed(document)
    filing = filed(text)
    assert [form.found for form in filing.forms] == [form.found for form in filed(report()).forms]
    assert [section.heading.value for section in filing.sections] == list(SECTIONS)


def test_rows_after_the_last_heading_of_a_table_stay_a_table() -> None:
    apart = headings_apart(read("\t二、主动公开政府信息情况\t\n规章\t0\t0\n规范性文件\t1\t3\n"), pack().sections)
    heading, table = apart.blocks
    assert isinstance(heading, Paragraph)
    assert apart.text[slice(*heading.span)] == heading.value == "二、主动公开政府信息情况"
    assert apart.text[slice(*table.span)] == "规章\t0\t0\n规范性文件\t1\t3"


def test_a_row_that_only_begins_like_a_heading_stays_in_its_table() -> None:
    document = read("规章\t0\t0\n\t二、主动公开政府信息情况\t见附件\n\t2.主动公开的信息\t\n规范性文件\t1\t3\n")
    assert headings_apart(document, pack().sections) is document


def printed(document: Document) -> str:
    """All that stands in a document, without white space."""
    words: list[str] = []
    for block in document.blocks:
        texts = [block] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row.cells]
        words += ["".join(text.value.split()) for text in texts]
    return "".join(words)


def test_numerals_lost_everywhere() -> None:
    text = report(sections={heading[2:]: text for heading, text in SECTIONS.items()})
    assert [key for key, _ in lines(text)] == KEYS
    assert {one.numeral for one in sections(text)} == {None}


def test_brackets_everywhere() -> None:
    text = report(sections={f"（{heading[0]}）{heading[2:]}": text for heading, text in SECTIONS.items()})
    assert [key for key, _ in lines(text)] == KEYS


def test_sections_reach_from_heading_to_heading() -> None:
    document = read(report())
    all_of_them = sections(report())
    for one, following in pairwise(all_of_them):
        assert one.last == following.first - 1
        assert document.blocks[following.first - 1].span == following.heading.span


def test_the_footer_of_a_page_is_no_part_of_the_last_section() -> None:
    text = report() + "\n\n某公网安备 00000000000001号\n"
    last = sections(text)[-1]
    words = [block.value for block in read(text).blocks[last.first : last.last] if isinstance(block, Paragraph)]
    assert [word.strip() for word in words] == ["没有其他需要报告的事项。"]


PIECES = [
    *SECTIONS,
    "一、",
    "情况",
    "（一）",
    "第二部分",
    "\n",
    "\t",
    " ",
    "|",
    "**",
    "# ",
    "1.",
    "无",
    "[bookmark: _a]",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join).filter(str.strip))
def test_spans_point_at_what_was_read(text: str) -> None:
    document: Document = headings_apart(read(text), pack().sections)
    order = -1
    for section in find_sections(document, pack().sections, pack().facts):
        assert document.text[slice(*section.heading.span)] == section.heading.value
        assert section.heading.span.start > order
        assert section.first <= section.last <= len(document.blocks)
        order = section.heading.span.start


@given(st.integers(0, len(SECTIONS)), st.integers(1, 4))
def test_a_blank_line_moves_nothing(before: int, count: int) -> None:
    heading = [*SECTIONS, ""][before]
    text = report().replace(f"\n{heading}\n", "\n" * (count + 1) + f"{heading}\n", 1) if heading else report() + "\n"
    assert [key for key, _ in lines(text)] == KEYS
