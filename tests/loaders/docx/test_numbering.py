"""Numbers that Word generates are read as it would show them."""

from __future__ import annotations

import pytest

from disclint import Paragraph
from disclint.loaders.docx.numerals import numeral
from tests.loaders.docx.shown import lines, read
from tests.loaders.docx.words import HEADINGS, docx, level, numbering, p, r, tbl


@pytest.mark.parametrize(
    ("form", "numbers", "shown"),
    [
        ("decimal", (1, 12), "1 12"),
        ("decimalZero", (1, 12), "01 12"),
        ("chineseCounting", (1, 9, 10, 11, 19, 20, 21, 99), "一 九 十 十一 十九 二十 二十一 九十九"),
        ("chineseCountingThousand", (100, 101, 110, 119), "一百 一百零一 一百一十 一百一十九"),
        ("chineseCountingThousand", (1001, 1010, 1100, 2023), "一千零一 一千零一十 一千一百 二千零二十三"),
        ("chineseLegalSimplified", (1, 12, 30), "壹 拾贰 叁拾"),
        ("ideographDigital", (1, 10, 23), "一 一〇 二三"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("ideographZodiac", (1, 12), "子 亥"),
        ("ideographZodiacTraditional", (1, 60, 61), "甲子 癸亥 61"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ 21"),
        ("decimalEnclosedParen", (3,), "⑶"),
        ("decimalEnclosedFullstop", (3,), "⒊"),
        ("decimalFullWidth", (10,), "１０"),
        ("upperRoman", (4, 9, 1994), "IV IX MCMXCIV"),
        ("lowerRoman", (3,), "iii"),
        ("upperLetter", (1, 26, 27, 53), "A Z AA AAA"),
        ("lowerLetter", (2,), "b"),
        ("numberInDash", (3,), "- 3 -"),
        ("none", (3,), ""),
        ("unheardOf", (3,), "3"),
        ("chineseCounting", (0, 99999), "零 99999"),
    ],
)  # fmt: skip
def test_forms_of_numbers(form: str, numbers: tuple[int, ...], shown: str) -> None:
    assert " ".join(numeral(number, form) for number in numbers) == shown


def test_headings_count_and_lower_ones_begin_anew() -> None:
    body = [p(words, num=(1, at)) for words, at in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 2), ("戊", 0), ("己", 1))]
    assert lines(docx(*body, parts={"numbering": HEADINGS})) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1.丁",
        "二、戊",
        "（一）己",
    ]


def test_a_number_is_text_but_not_letter_for_letter() -> None:
    document = read(docx(p("总体情况", num=(1, 0)), parts={"numbering": HEADINGS}))
    (heading,) = document.blocks
    assert isinstance(heading, Paragraph)
    assert heading.value == "一、总体情况"
    assert not heading.is_exact(0, 3)
    assert heading.is_exact(2, 6)
    assert document.text[slice(*heading.span_of(0, 1))] == "一、"
    assert document.text[slice(*heading.span_of(3, 5))] == "体情"


@pytest.mark.parametrize(
    ("pattern", "more", "words", "shown"),
    [
        ("第%1部分", "", "总体情况", "第一部分 总体情况"),
        ("第%1部分", '<w:suff w:val="nothing"/>', "总体情况", "第一部分总体情况"),
        ("%1、", '<w:suff w:val="space"/>', "总体情况", "一、总体情况"),
        ("", "", "总体情况", "总体情况"),
        ("%1、", "", "", "一、"),
        ("（%1）", "", "　总体情况", "（一）　总体情况"),
    ],
)
def test_what_stands_between_number_and_words(pattern: str, more: str, words: str, shown: str) -> None:
    lists = numbering({0: [level(0, "chineseCounting", pattern, more)]}, {1: 0})
    assert lines(docx(p(words, num=(1, 0)), p("后"), parts={"numbering": lists})) == [shown, "后"]


def test_a_number_does_not_run_into_a_figure() -> None:
    lists = numbering({0: [level(0, "decimal", "%1.")]}, {1: 0})
    assert lines(docx(p("2023年", num=(1, 0)), p("条例", num=(1, 0)), parts={"numbering": lists})) == [
        "1. 2023年",
        "2.条例",
    ]


def test_numbers_of_several_levels() -> None:
    levels = [
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "decimalEnclosedCircle", "%3"),
    ]
    body = [p("甲", num=(1, at)) for at in (0, 1, 1, 2, 2, 0, 1)]
    shown = ["一、甲", "1.1 甲", "1.2 甲", "① 甲", "② 甲", "二、甲", "2.1 甲"]
    assert lines(docx(*body, parts={"numbering": numbering({0: levels}, {1: 0})})) == shown


def test_levels_that_go_on_and_that_start_elsewhere() -> None:
    levels = [
        level(0, "decimal", "%1)", start=3),
        level(1, "lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>'),
    ]
    body = [p("甲", num=(1, at)) for at in (0, 1, 0, 1)]
    assert lines(docx(*body, parts={"numbering": numbering({0: levels}, {1: 0})})) == ["3)甲", "a)甲", "4)甲", "b)甲"]


def test_lists_of_one_definition_count_on_unless_they_begin_anew() -> None:
    anew = '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    other = (
        '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "decimalEnclosedCircle", "%1、")
        + "</w:lvlOverride>"
    )
    lists = numbering({0: [level(0, "decimal", "%1、")]}, {1: 0, 2: 0, 3: anew, 4: other})
    body = [p("甲", num=(number, 0)) for number in (1, 1, 2, 3, 3, 4)]
    assert lines(docx(*body, parts={"numbering": lists})) == ["1、甲", "2、甲", "3、甲", "1、甲", "2、甲", "③、甲"]


def paragraph_style(name: str, numbers: str, base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    numbered = f"<w:pPr><w:numPr>{numbers}</w:numPr></w:pPr>" if numbers else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}">{based}{numbered}</w:style>'


STYLES = (
    paragraph_style("H1", '<w:numId w:val="1"/>')
    + paragraph_style("H2", "", "H1")
    + paragraph_style("H3", '<w:ilvl w:val="2"/>', "H1")
    + paragraph_style("Plain", '<w:numId w:val="0"/>', "H1")
)


def test_styles_bring_numbers_and_levels() -> None:
    levels = [
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
        level(2, "decimal", "%3."),
    ]
    body = [
        p("甲", style="H1"), p("乙", style="H2"), p("丙", style="H3"), p("丁", style="Plain"),
        p("戊", style="H1", settings='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        p("己", style="H1", settings='<w:numPr><w:ilvl w:val="1"/></w:numPr>'), p("庚", style="H1"),
    ]  # fmt: skip
    shown = ["一、甲", "（一）乙", "1.丙", "丁", "戊", "（二）己", "二、庚"]
    assert lines(docx(*body, parts={"numbering": numbering({0: levels}, {1: 0}), "styles": STYLES})) == shown


def test_a_definition_that_only_names_a_style_of_lists() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    lists = numbering({0: ['<w:numStyleLink w:val="List"/>'], 1: [level(0, "chineseCounting", "%1、")]}, {1: 0, 2: 1})
    assert lines(docx(p("甲", num=(1, 0)), parts={"numbering": lists, "styles": styles})) == ["一、甲"]


def test_bullets_and_unknown_lists_are_no_text() -> None:
    lists = numbering({0: [level(0, "bullet", "\uf06c")]}, {1: 0, 2: '<w:abstractNumId w:val="7"/>'})
    body = [p("甲", num=(1, 0)), p("乙", num=(2, 0)), p("丙", num=(9, 0)), p("丁", num=(1, 99))]
    assert lines(docx(*body, parts={"numbering": lists})) == ["甲", "乙", "丙", "丁"]


def test_definitions_that_lead_nowhere_are_passed_over() -> None:
    lists = numbering(
        {
            0: ['<w:numStyleLink w:val="Gone"/>'],
            1: ['<w:startOverride w:val="7"/>', level(0, "decimal", "%1、"), level(9, "decimal", "%10!")],
        },
        {
            1: 0,
            2: 1,
            3: '<w:abstractNumId w:val="1"/><w:startOverride w:val="7"/>'
            '<w:lvlOverride w:ilvl="9"><w:startOverride w:val="7"/></w:lvlOverride>',
        },
    )
    strays = level(0, "decimal", "%1!") + '<w:startOverride w:val="7"/>'
    body = [p("甲", num=(1, 0)), p("乙", num=(2, 0)), p("丙", num=(2, 9)), p("丁", num=(3, 0))]
    assert lines(docx(*body, parts={"numbering": strays + lists})) == ["甲", "1、乙", "丙", "2、丁"]


def test_deleted_paragraphs_do_not_count() -> None:
    gone = p(f"<w:del>{r('删').replace('w:t', 'w:delText')}</w:del>", num=(1, 0), mark="<w:del/>")
    body = [p("甲", num=(1, 0)), gone, p("乙", num=(1, 0))]
    assert lines(docx(*body, parts={"numbering": HEADINGS})) == ["一、甲", "二、乙"]


def test_numbers_in_cells() -> None:
    lists = numbering({0: [level(0, "decimal", "%1")]}, {1: 0})
    rows = [[p(num=(1, 0)), "许可"], [p(num=(1, 0)), "处罚"]]
    assert lines(docx(tbl(["序号", "事项"], *rows), parts={"numbering": lists})) == ["序号\t事项", "1\t许可", "2\t处罚"]
