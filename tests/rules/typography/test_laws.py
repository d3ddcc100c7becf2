"""What holds for all fixes of typography together, whatever is wrong with a report."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclint import Diagnostic, Filing
from tests.rules.structure.reports import SECTIONS, filed, pack, report
from tests.rules.typography.prose import TYPOGRAPHY, edits_of, mended, told, written

WORDS = [
    "水情",
    "发布",
    "共24条",
    "2020年",
    "IPv6",
    "1,204",
    "一件",
    "**一是**",
    "**",
    "（一）",
    "(一)",
    "1)",
    "县(区)",
]
MARKS = [
    ",",
    "，",
    ",,",
    "。。",
    "，,",
    ";",
    ":",
    "：",
    "、",
    "?",
    "!",
    '"',
    "“",
    "”",
    "《",
    "》",
    "(",
    ")",
    "（",
    "）",
    ".",
]
SPACES = [" ", "  ", "\u2002", "\u3000", "\u00a0", "\u200b", ", ", " (", ") ", " &nbsp;", "&nbsp; "]
FAULTS = [
    "[2020]17号", "（2020）第17号", "(2020)017号", "２０２０．０１．０５", "2020.01.05", "年05月01日", "３．５％",
    "3-5件", "２０２０年０５月０１日", "[bookmark: _Go]", "# ", "XX条", "《甲》、《乙》", "二○二〇年", "二〇二〇年",
    "開", "${x}", "20年底",
]  # fmt: skip
WHOLE = [
    "【打印】 【关闭】",
    "[打印](关闭)",
    "-----",
    "# （一）",
    "第 3 页",
    "青河县水务局(本级)政府信息公开工作报告",
    "- 索引号: 000",
]

LINES = st.lists(
    st.one_of(
        st.lists(st.sampled_from(WORDS + MARKS + SPACES + FAULTS), min_size=1, max_size=14).map("".join),
        st.sampled_from(WHOLE),
    ),
    min_size=1,
    max_size=5,
)


def findings(filing: Filing) -> list[Diagnostic]:
    return [one for entry in TYPOGRAPHY for one in told(entry, filing)]


def cells(filing: Filing) -> list[tuple[object, ...]]:
    return [(cell.key, cell.state, cell.text, cell.value) for form in filing.forms for cell in form.cells.values()]


def kept(text: str, found: list[Diagnostic]) -> str:
    """What no edit touches."""
    parts = []
    at = 0
    for edit in edits_of(found):
        parts.append(text[at : edit.span.start])
        at = edit.span.end
    return "".join(parts) + text[at:]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_safe_fixes_keep_what_counts(lines: list[str]) -> None:
    text = written(*lines)
    before = filed(text)
    found = findings(before)
    new = mended(text, found)
    mended(text, found, unsafe=True)
    for character in "\n\r\t|":
        assert new.count(character) == text.count(character)
    digits = str.maketrans("０１２３４５６７８９", "0123456789")
    assert [c for c in new.translate(digits) if c.isdigit()] == [c for c in text.translate(digits) if c.isdigit()]
    assert cells(filed(new)) == cells(before)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_repeated_fixing_comes_to_an_end(lines: list[str]) -> None:
    text = written(*lines)
    for _ in range(6):
        new = mended(text, findings(filed(text)))
        if new == text:
            break
        text = new
    assert edits_of(findings(filed(text))) == []


def test_a_long_line_is_one_finding() -> None:
    text = report(sections=SECTIONS | {"一、总体情况": "水情," * 10_000 + "完"})
    found = findings(filed(text))
    assert [one.rule for one in found] == ["punctuation-width"]
    assert mended(text, found) == text.replace(",", "，")


def test_the_spotless_report_is_silent() -> None:
    assert findings(filed(report())) == []


@pytest.mark.parametrize(
    ("entry", "line", "part"),
    [
        ("punctuation-width", "(一)水情,雨情", "brackets"),
        ("punctuation-pairs", "“水情”、“雨情（", "adjacent"),
        ("dates", "2020年01月与2020.1.5", "points"),
        ("numerals", "共三件，３件", "script"),
        ("spacing", "2021 年水情 \n\u2002雨情", "special"),
        ("residue", "**水情**XX条", "template"),
    ],
)
def test_a_pack_may_leave_parts_out(entry: str, line: str, part: str) -> None:
    filing = filed(written(*line.split("\n")))
    rule = next(rule for rule in pack().rules if rule.id == entry)
    assert {one.message.code for one in rule.check(filing)} > {part}
    assert {one.message.code for one in rule.replace(parts=(part,)).check(filing)} == {part}
