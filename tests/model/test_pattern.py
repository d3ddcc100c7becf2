"""Patterns of packs: none can run away, and what they find stands where they say."""

from __future__ import annotations

import re

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from disclint import find_all, groups_of, match_whole, removed, untouched
from disclint.model.pattern import PatternError

EVIL = [
    ("(a+)+$", "a"), ("(a*)*$", "a"), ("(a|a)*$", "a"), ("(a|aa)+$", "a"), ("(a|a?)+$", "a"), ("([a-z]+)*=", "a"),
    ("(.*)*=", "a"), ("(.*a){20}", "a"), ("(.*a){20}$", "a"), (r"(\d+,?)+;", "1"), (r"(\d+)*年", "1"),
    (r"^(\w+\s?)*$", "a "), (r"(\s*\w+)+:", "a "), ("(a?){30}a{30}", "a"), ("(a?){50}a{50}$", "a"), (".*.*=", "a"),
    (".*.*.*.*.*=.*", "a"),
    ("(.+)+\u3002", "牛"), ("(?:牛+)+犊", "牛"), ("(?:牛|牛牛)+犊", "牛"), ("(?:[牛羊]+,?)*;", "牛,"),
    (r"^(([a-z])+.)+[A-Z]([a-z])+$", "a"), (r"<(?:[^<>]+|<[^<>]*>)*>", "<"), ("(x+x+)+y", "x"), ("((ab)*)*c", "ab"),
    ("((a{0,20}){0,20}){0,2}b", "a"), ("(a{1,9}){1,9}{1,9}b", "a"), ("(?:a|b|ab)*c", "ab"), ("(a|b|ab)*(a|b)*c", "ab"),
    (r"(?:\s|　| )*:", " "), (r"\s*\s*\s*:", " "), ("[^。]*[^;]*[^,]*!", "牛"), ("(?:收到.*申请.*件)+完", "收到申请件"),
    ("(a(b(c(d*)*)*)*)*e", "abcd"), ("(?P<all>(?P<one>a+)+)+$", "a"), ("(?i)(a|A)+$", "a"), ("(?s)(.|\n)*x", "a\n"),
    (r"(?:\d{1,3},?)*元", "1"), ("(?:0|1|01)*2", "01"), ("(|a)+b", "a"), ("(a*?)*?b", "a"), ("(.{0,99}){0,99}=", "a"),
]  # fmt: skip
"""Patterns with more ways than a computer has time for, each with a text that makes a backtracking engine try them."""

FOREIGN = [
    r"(a)\1", r"(?P<a>.+)(?P=a)", "(?=a)a", "(?!a)b", "(?<=a)b", "(?<!a)b", "(?>a+)", "a++", "a*+", "(?(1)a|b)",
    r"(a)\g<1>", "(?#a)",
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "stuff"), EVIL, ids=[pattern for pattern, _ in EVIL])
def test_no_pattern_runs_away(pattern: str, stuff: str) -> None:
    """RE2 takes at most as many steps for a character as its program has; a test that ends is the rest of the proof."""
    text = stuff * 30_000 + "!"
    try:
        groups_of(pattern)
    except PatternError:
        return  # and told at its place, as below
    assert re2.compile(pattern).programsize <= 20_000
    assert sum(found.end - found.start for found in find_all(pattern, text)) <= len(text)
    assert match_whole(pattern, text) is None


@pytest.mark.parametrize(
    "pattern",
    ["((a{900}){900}){900}", "(a{0,1000}){0,1000}", ".{0,1000}" * 40, "a{1001}", r"\pL{0,1000}" * 9, "a" * 1001],
)
def test_what_would_be_large_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError) as caught:
        groups_of(pattern)
    assert 0 <= caught.value.offset <= len(pattern)


@pytest.mark.parametrize("pattern", FOREIGN)
def test_what_only_other_engines_have_is_told_at_its_place(pattern: str) -> None:
    with pytest.raises(PatternError) as caught:
        groups_of(f"牛{pattern}")
    assert caught.value.offset >= 1
    assert re.search("[一-鿿]", caught.value.chinese)
    assert not re.search("[一-鿿]", caught.value.english.replace(f"牛{pattern}", ""))


PATTERNS = [
    "牛", "[牛羊]+", r"\d+", "(?P<a>牛)(?P<b>\\d*)", "牛|牛羊", "牛?羊", "(?P<a>𠮷)+", "羊[^。]{0,5}。", "^牛",
    "羊$", "牛*",
]  # fmt: skip


@given(st.sampled_from(PATTERNS), st.text("牛羊𠮷1 。é", max_size=30))
def test_matches_stand_where_python_finds_them(pattern: str, text: str) -> None:
    expected = [
        (found.start(), found.end(), {name: words or "" for name, words in found.groupdict().items()})
        for found in re.finditer(pattern, text)
        if found[0]
    ]
    assert [tuple(found) for found in find_all(pattern, text)] == expected
    assert removed(pattern, text) == re.sub(pattern, "", text)
    assert (match_whole(pattern, text) is not None) == (re.fullmatch(pattern, text) is not None)


@given(st.lists(st.sampled_from(["牛12羊。", "𠮷" * 700 + ";", "羊" * 1500 + "。", "牛" * 2500]), max_size=9))
def test_a_long_text_is_searched_to_its_end(sentences: list[str]) -> None:
    text = "".join(sentences)
    assert "".join(text[found.start : found.end] for found in find_all("[牛羊]+", text)) == re.sub("[^牛羊]", "", text)
    assert len(list(find_all(r"牛\d\d羊。", text))) == sentences.count("牛12羊。")
    assert [found.start for found in find_all("^.", text)] == [0] * bool(text)


def test_names_of_groups_are_told_in_order() -> None:
    assert groups_of(r"(?P<b>a)(?:x)(?<a>y)\(\?P<c>") == ("b", "a")


@pytest.mark.parametrize(
    "pattern",
    [
        "问题|不足",
        "存在的?(?:问题|不足)+",
        "[和与及]?不足",
        ".足",
        "[^问]",
        "[一-龟]",
        r"\w+",
        "(?i)a",
        "[[:alpha:]]+",
        "A",
    ],
)
@given(text=st.text(st.sampled_from("存在的问题和不足aAé"), max_size=12))
def test_what_is_untouched_stays(pattern: str, text: str) -> None:
    assert len(removed(pattern, text)) >= untouched(pattern, text)


def test_a_pattern_that_lists_its_characters_touches_no_other() -> None:
    assert untouched("存在的?(?:问题|不足)", "存在的问题是解读不够") == 4
    assert untouched(".问题", "存在的问题是解读不够") == 0
