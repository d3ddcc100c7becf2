"""What a screen shows, and how wide it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import Screen

ENCODINGS = ("utf-8", "utf-16", "gbk", "gb18030", "cp936", "big5", "cp1252", "ascii", "latin-1", "shift_jis", "no such")

ANY = st.text(st.characters(exclude_categories=()))
"""Lone surrogates as well, as they come with paths that are no UTF-8."""


@given(ANY, st.sampled_from(ENCODINGS))
def test_what_fits_can_be_written(text: str, encoding: str) -> None:
    fitted = Screen(encoding).fit(text)
    assert fitted.encode("ascii" if encoding == "no such" else encoding)[:1] or not text


@given(st.text(), st.sampled_from(("utf-8", "utf-16", "gb18030")))
def test_what_can_be_shown_is_not_changed(text: str, encoding: str) -> None:
    assert Screen(encoding).fit(text) == text


@given(ANY, st.sampled_from(ENCODINGS))
def test_harmless_text_is_one_line_without_anything_that_acts_on_a_terminal(text: str, encoding: str) -> None:
    shown = Screen(encoding).harmless(text)
    acting = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202e\u2066\u2069\u200e\u061c\u2028\u2029"}
    assert acting.isdisjoint(shown)
    assert shown.splitlines() in ([], [shown])


@given(ANY)
def test_json_stays_the_same_value_with_or_without_escapes(text: str) -> None:
    written = json.dumps({text: text}, ensure_ascii=False)
    whole, escaped = Screen("utf-8").fit_json(written), Screen("gbk").fit_json(written)
    assert escaped.isascii()
    assert json.loads(escaped) == json.loads(whole)
    whole.encode()


@given(st.text(), st.integers(2, 40), st.sampled_from(("utf-8", "gbk", "ascii")))
def test_clipped_text_is_no_wider_than_asked(text: str, width: int, encoding: str) -> None:
    screen = Screen(encoding)
    shown = screen.harmless(text)
    clipped = screen.clip(shown, max(width, 3))
    assert screen.width(clipped) <= max(width, 3)
    assert clipped == shown or screen.width(shown) > max(width, 3)
    assert screen.width(screen.pad(clipped, 50)) == 50


@pytest.mark.parametrize(
    ("text", "utf8", "gbk"),
    [
        ("表3", 3, 3),
        ("“表”", 4, 6),
        ("→", 1, 2),
        ("e\u0301", 1, 2),
        ("𠮷", 2, 1),
        ("ｱ", 1, 1),
        ("Ａ", 2, 2),
        ("", 0, 0),
    ],
)
def test_width(text: str, utf8: int, gbk: int) -> None:
    assert Screen("utf-8").width(Screen("utf-8").fit(text)) == utf8
    assert Screen("gbk").width(Screen("gbk").fit(text)) == gbk


def test_what_cannot_be_seen_is_named() -> None:
    assert Screen("utf-8").harmless("甲\x1b[31m\u202e乙\u200b\t丙\r\n") == "甲<U+001B>[31m<U+202E>乙<U+200B> 丙  "
