"""Spaces, and Traditional characters."""

from __future__ import annotations

import pytest

from tests.rules.structure.reports import SECTIONS, report
from tests.rules.typography.prose import fixed, judged, mended, said, short, written


def test_special_spaces_are_one_note() -> None:
    text = written("\u2002（一）主动公开", "发布24\u00a0条。", "已\u200b完成。", "雨情。\u2002")
    one, other = judged("spacing", text)
    assert (one.severity, one.message.code, other.message.code) == ("note", "special", "mixed")
    assert "U+00A0 U+2002 U+200B" in one.message.english
    assert "4 lines" in one.message.english
    assert mended(text, [one]) == written("（一）主动公开", "发布24 条。", "已完成。", "雨情。")


def test_indentation_and_gaps_are_left() -> None:
    assert said("spacing", "\u3000\u3000全年发布解读\u3000篇。", "全年发布解读\u2002篇。") == []


def test_a_wide_space_in_a_heading() -> None:
    assert fixed("spacing", "（一）\u3000主动公开") == "（一）主动公开"


def test_trailing_spaces_are_one_note() -> None:
    text = written("水情。 ", "雨情。\u3000 ", "工情。")
    found = judged("spacing", text)
    assert short(text, found) == ["note trailing “ ”"]
    assert mended(text, found) == written("水情。", "雨情。", "工情。")
    assert judged("spacing", text.replace("\n", "\r\n"))[0].message == found[0].message


def test_lines_and_cells_of_white_space_are_left() -> None:
    assert said("spacing", "水情。", "\u2002", "   ", "雨情。") == []
    assert judged("spacing", report().replace("规章\t", "规\u2002章 \t")) == []


def test_spaces_at_digits_are_mixed_or_not() -> None:
    (one,) = judged("spacing", written("2020 年发布 24 条", "2021年继续"))
    assert (one.message.code, one.fix) == ("mixed", None)
    text = report().replace("2020年，我局", "2020年我局").replace("24条", "24 条")
    assert short(text, judged("spacing", text)) == ["note mixed “24 条”"]
    assert said("spacing", "发布24条，占50%以上，2020年1月") == []


def test_letters_may_stand_apart() -> None:
    assert said("spacing", "完成 IPv6 改造，发布24条") == []


def test_traditional_script_is_one_warning() -> None:
    text = report().replace("信息公开", "信息公開").replace("总体", "總體")
    found = judged("script", text)
    assert [one.severity for one in found] == ["warning"]
    assert found[0].fix is None
    assert "“開”" in found[0].message.chinese or "開" in found[0].message.chinese


@pytest.mark.parametrize(("line", "expected"), [("乾县李昇负责", []), ("于之後发布", ["note few “後”"])])
def test_single_characters(line: str, expected: list[str]) -> None:
    assert said("script", line) == expected


def test_a_page_break_is_no_lack_of_a_space() -> None:
    cut = "全年围绕防汛抗旱、农田灌溉、饮水安全、河道整治、水库除险等重点工作，分 3 次通过网站和公众号发布"
    text = report(introduction="", sections=SECTIONS | {"一、总体情况": f"{cut}\n\n24 条。"})
    assert judged("spacing", text) == []
