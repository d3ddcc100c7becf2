"""The source is taken apart as the HTML standard has it; turbohtml, which follows the standard, is the oracle."""

from __future__ import annotations

import turbohtml
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint import LineTable
from disclint.loaders.html.scanner import attributes_of, tokens

PIECES = st.sampled_from([
    "<p>", "</p>", '<div class="a b">', "</div>", "<td colspan=2>", "<br/>", "<!-- x -->", "<!---->", "<!-->", "<!--->",
    "<!--a--!>", "<!doctype html>", "<?xml a?>", "<!x>", "</ >", "</>", "<1", "</", "<", ">", "甲", "𠮷", "12", " ",
    "\n", "\r\n", "&nbsp;", "&#19968;", "&nbsp", "&foo;", "&", '"', "'", "=", "/", "--", "->",
    '<a href="x>y">', "<a href='\"'>", '<a b=c"d>', "<a =b>", "<a b==c>", '</a x="y>">', "<A HREF=x>",
    "<p\n>", "<p/>", "<p /x/ y=z / >", "<td\tnowrap>",
    "<a b= c>", "<a b =c>", '<a b = "c">', "x<y", "<o:p>", "</o:p>", "<a b=1 b=2 B=3>",
])  # fmt: skip
SOURCES = st.lists(PIECES, max_size=14).map("".join)


def by_standard(source: str) -> list[tuple[str, int]]:
    """Tags by name and place, and where each run of text begins."""
    starts = LineTable(source).starts
    found: list[tuple[str, int]] = []
    for token in turbohtml.tokenize(source, resolve_references=False):
        at = starts[token.line - 1] + token.col
        match token.type.name:
            case "START_TAG":
                found.append((str(token.tag), at))
            case "END_TAG":
                found.append((f"/{token.tag}", at))
            case "TEXT" | "CHARACTER_REFERENCE" if not found or found[-1][0]:
                found.append(("", at))
    return found


def by_scanner(source: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for token in tokens(source):
        if token.name or not found or found[-1][0]:
            found.append((token.name, token.start))
    return found


@settings(max_examples=400, deadline=None)
@given(SOURCES)
def test_tags_and_text_stand_where_the_standard_finds_them(source: str) -> None:
    assert by_scanner(source) == by_standard(source)


@settings(max_examples=400, deadline=None)
@given(SOURCES.filter(lambda source: "&" not in source and "\r" not in source))
def test_attributes_are_those_of_the_standard(source: str) -> None:
    ours = [(token.name, attributes_of(source, token)) for token in tokens(source) if token.name[:1] not in ("", "/")]
    theirs = [
        (token.tag, {name: value or "" for name, value in token.attrs or []})
        for token in turbohtml.tokenize(source)
        if token.type.name == "START_TAG"
    ]
    assert ours == theirs


@given(SOURCES)
def test_tokens_follow_each_other(source: str) -> None:
    end = 0
    for token in tokens(source):
        assert end <= token.start < token.end <= len(source)
        end = token.end


def test_what_a_script_writes_is_no_markup() -> None:
    source = "甲<script>if (a<b) w('<td>乙</td>')</SCRIPT >丙<style>p>q{}</style><title>a<b</title>丁"
    words = [source[token.start : token.end] for token in tokens(source) if not token.name]
    assert words == ["甲", "if (a<b) w('<td>乙</td>')", "丙", "p>q{}", "a<b", "丁"]


def test_a_stretch_of_a_source_has_its_places_in_the_source() -> None:
    source = "前<b>甲</b>后<b>"
    assert [(token.name, token.start) for token in tokens(source, 1, 9)] == [("b", 1), ("", 4), ("/b", 5)]
