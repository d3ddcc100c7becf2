"""The normal form is as long as the text, and is what matching expects."""

from __future__ import annotations

import re
import sys
import unicodedata

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import alike, has_any, normal_form, places_of, traditional_in
from disclint.model.text import is_traditional, normal_forms, traditional_share
from disclint.model.traditional import CHARACTERS

CHARACTER = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(
    CHARACTER | st.sampled_from("總計復議采購關于后里麵乾着，。（）０９Ａ％　\u00a0\u2002⾺⼀①Ⅳ㈠⑴℃№ﾊ豈樂𠮷"),
    max_size=40,
)
EVERY = "".join(chr(code) for code in range(0x20, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("（一）予以公开：１２．５％", "(一)予以公开:12.5%"),
        ("总　计\u00a0\u2002\u200a", "总 计   "),
        ("政府信息公開行政復議、行政訴訟", "政府信息公开行政复议、行政诉讼"),
        ("采購總金額", "采购总金额"),
        ("－4 −4 ﹣4 ‑4", "-4 -4 -4 -4"),
        ("①Ⅴ⼀", "1V一"),
        ("⾺", "马"),
        ("“三安全一稳定”、《条例》——〔2019〕", "“三安全一稳定”、《条例》——〔2019〕"),
        ("㈠⑴⒈℃㎡№…Ⅳ", "㈠⑴⒈℃㎡№…Ⅳ"),
        ("", ""),
    ],
)
def test_what_is_spelled_in_many_ways_is_spelled_in_one(text: str, normal: str) -> None:
    assert normal_form(text) == normal


@given(TEXTS)
def test_an_offset_in_one_is_the_same_offset_in_the_other(text: str) -> None:
    assert len(normal_form(text)) == len(text)


@given(TEXTS)
def test_a_normal_form_is_normal(text: str) -> None:
    normal = normal_form(text)
    assert normal_form(normal) == normal


@given(TEXTS)
def test_line_ends_and_tabs_stay(text: str) -> None:
    marks = "\r\n\t"
    assert [(at, mark) for at, mark in enumerate(text) if mark in marks] == [
        (at, mark) for at, mark in enumerate(normal_form(text)) if mark in marks
    ]


def test_what_a_compatibility_character_becomes_is_normal() -> None:
    for character in EVERY:
        if unicodedata.normalize("NFKC", character) != character:
            normal = normal_form(character)
            assert normal_form(normal) == normal


def test_every_character_keeps_its_place() -> None:
    assert len(normal_form(EVERY)) == len(EVERY)


def test_full_width_ascii_becomes_ascii() -> None:
    full = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
    assert normal_form(full) == unicodedata.normalize("NFKC", full)


def test_the_traditional_characters_are_those_that_opencc_changes() -> None:
    converted = opencc.OpenCC("t2s").convert("\n".join(EVERY)).split("\n")
    changed = {old for old, new in zip(EVERY, converted, strict=True) if new != old}
    assert set(CHARACTERS) == changed
    assert len(CHARACTERS) == len(changed)


@given(TEXTS)
def test_traditional_characters_are_written_otherwise_in_the_normal_form(text: str) -> None:
    for character in text:
        if is_traditional(character):
            assert normal_form(character) != character


@pytest.mark.parametrize(
    ("text", "share"), [("", 0.0), ("12, abc", 0.0), ("规章", 0.0), ("規章", 0.5), ("總計：１", 1.0)]
)
def test_the_traditional_share_is_of_the_han_characters(text: str, share: float) -> None:
    assert traditional_share(text) == share


@given(TEXTS)
def test_traditional_characters_are_found_in_whatever_company(text: str) -> None:
    assert traditional_in(text) == set(CHARACTERS) & set(text)


def test_every_traditional_character_is_found() -> None:
    assert traditional_in(EVERY) == set(CHARACTERS)
    assert all(traditional_in(character) == {character} for character in CHARACTERS)


@given(st.lists(st.text("收到件公", min_size=1, max_size=3), max_size=12), st.text("收到件公开", max_size=20))
def test_one_scan_for_many_words_finds_what_a_scan_for_each_finds(words: list[str], text: str) -> None:
    for _ in range(10):
        assert has_any(text, tuple(words)) is any(word in text for word in words)


@given(st.lists(TEXTS, max_size=6))
def test_many_texts_have_the_normal_forms_that_each_has(texts: list[str]) -> None:
    assert normal_forms(texts) == [normal_form(text) for text in texts]


def test_a_text_of_two_lines_is_one_of_many() -> None:
    assert normal_forms(["（一）\n（二）", "３"]) == ["(一)\n(二)", "3"]


WORDS = st.lists(st.text(st.sampled_from("以及和其"), min_size=1, max_size=3), max_size=5, unique=True)


@given(st.text(st.sampled_from("以及和其中"), max_size=20), WORDS)
def test_words_stand_where_a_pattern_of_them_finds_them(text: str, words: list[str]) -> None:
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    found = re.finditer(longest_first, text) if words else iter(())
    assert places_of(text, words) == [(match.start(), match[0]) for match in found]


def test_characters_made_alike_stay_where_they_are() -> None:
    table = alike({"一": "一二三", "(": "（〔"})
    assert "（二）是三〔1〕".translate(table) == "(一）是一(1〕"
