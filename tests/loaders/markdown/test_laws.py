"""What holds of every text in Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint import Document, Unreadable
from disclint.loaders.markdown import load
from disclint.loaders.text import load as load_text
from tests.loaders.html.drawn import spelled

PIECES = st.sampled_from([
    "# ", "## ", "> ", "- ", "* ", "1. ", "**", "*", "__", "_", "`", "```", "~~~", "---", "===", "|", "|", "|", "|---|",
    "\\|", "\\*", "\\", "[", "](a)", "![", "<b>", "</b>", "<br>", "<table>", "<tr><td>", "</table>", "<!--",
    "-->", "&amp;", "&#48;", "\n", "\n", "\n", "\n\n", "\r\n", "  \n", " ", "\t", "\u3000", "\u200b",
    "一、总体情况", "公开信息12条，", "规章", "0", "12", "規章", "１", "𠮷", "title: 甲\n",
])  # fmt: skip
SOURCES = st.lists(PIECES, max_size=40).map("".join)
PLAIN = SOURCES.filter(lambda source: not re.search(r"[#>*_`\\<&\[\]]|-|=|~|\d\.|\|$", source))


def read(source: str) -> Document | None:
    try:
        return load(source.encode(), "report.md")
    except Unreadable:
        return None


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_exact_pieces_are_spelled_in_the_source_as_they_are_read(source: str) -> None:
    document = read(source)
    for text in document.texts() if document else ():
        assert document is not None
        assert len(text.normal) == len(text.value)
        assert text.value == text.value.strip()
        pieces = spelled(document, text)
        assert "".join(words for words, _, _ in pieces) == text.value
        assert all(words == spelling for words, spelling, exact in pieces if exact)


@settings(max_examples=200, deadline=None)
@given(SOURCES)
def test_no_han_character_and_no_digit_is_lost(source: str) -> None:
    """But for those in comments, images and the addresses of links, which these texts do not have."""
    document = read(source)
    if (
        document is None
        or "<!--" in source
        or "&#" in source
        or "![" in source
        or "title" in source
        or "<table>" in source
    ):
        return
    written = re.sub(r"(?m)^[ >\t]*(?:\d\.)", "", source)
    told = "".join(text.value for text in document.texts())
    assert sorted(re.findall("[一-鿿𠮷]", written)) == sorted(re.findall("[一-鿿𠮷]", told))


@settings(max_examples=200, deadline=None)
@given(PLAIN)
def test_a_text_without_marks_has_the_cells_of_a_plain_text(source: str) -> None:
    document = read(source)
    if document is None:
        return
    plain = load_text(source.encode(), "report.txt")
    ours, theirs = (
        [[[cell.value for cell in row.cells] for row in table.rows] for table in each.tables()]
        for each in (document, plain)
    )
    assert ours == theirs


HOSTILE = {
    "emphasis": "**a " * 200_000,
    "asterisks": "x" + "*" * 1_000_000,
    "stars": "a*b " * 200_000,
    "underscores": "_a_ " * 200_000,
    "code": "x" + "`" * 1_000_000,
    "growing code": "x" + "".join("`" * count + " " for count in range(1, 1200)),
    "brackets": "[" * 1_000_000,
    "links": "x[a](" * 200_000,
    "images": "![" * 500_000,
    "tags": "<a " * 300_000,
    "escapes": "\\" * 1_000_000,
    "quotes": "> " * 500_000 + "x",
    "headings": "# a\n" * 50_000,
    "fences": "x\n" + "```\n" * 200_000,
    "pipes": "|a" * 1_000_000,
    "underlines": "a\n=\n" * 50_000,
    "comments": "x" + "<!--" * 200_000,
    "fields": "---\n" + "a: b\n" * 50_000,
    "tables": "<table><tr><td>1</table>\n" * 5000,
    "lines": ("公" * 30 + "\n") * 30_000,
    "spaces": "x" + " " * 1_000_000 + "y",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_made_to_hurt_is_read(name: str) -> None:
    document = load(HOSTILE[name].encode(), "report.md")
    assert any(text.value for text in document.texts())


def test_tables_that_never_end_are_refused_in_one_line() -> None:
    with pytest.raises(Unreadable) as refused:
        load(("<table>" * 200_000).encode(), "report.md")
    assert "\n" not in refused.value.chinese
