"""What holds of every Word document, however odd."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from disclint import Document, Paragraph, Span, Text, Unreadable
from disclint.loaders.docx import load
from disclint.loaders.docx import read as read_with_places
from disclint.reporters.plain import render
from tests.loaders.docx.words import HEADINGS, C, docx, p, r, tbl

WORDS = st.text(st.sampled_from("一二、（）12.0公开信息 　\t\n|&<>\u200b\u0085𠮷"), max_size=12)
RUNS = st.lists(
    st.one_of(
        WORDS.filter(bool).map(r),
        WORDS.filter(bool).map(lambda words: f"<w:ins>{r(words)}</w:ins>"),
        WORDS.filter(bool).map(lambda words: f"<w:del>{r(words)}</w:del>"),
        WORDS.filter(bool).map(lambda words: f"<w:hyperlink>{r(words)}</w:hyperlink>"),
        st.just("<w:bookmarkStart w:id='0' w:name='a'/>"),
        st.just('<w:r><w:sym w:char="F0FE"/></w:r>'),
        WORDS.map(lambda words: f"<w:r><w:pict><w:txbxContent>{p(r(words))}</w:txbxContent></w:pict></w:r>"),
    ),
    max_size=4,
)
PARAGRAPHS = st.builds(
    lambda runs, num, mark: p(*runs, num=num, mark=mark),
    RUNS,
    st.sampled_from([None, None, (1, 0), (1, 1), (1, 2)]),
    st.sampled_from(["", "", "", "<w:del/>"]),
)


def tables(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.builds(
        C, st.lists(content, min_size=1, max_size=2).map("".join), st.sampled_from([1, 1, 1, 2, 3]),
        st.sampled_from(["", "", "restart", "continue"]),
    )  # fmt: skip
    return st.lists(st.lists(cells, max_size=3), max_size=3).map(lambda rows: tbl(*rows))


BODIES = st.lists(st.recursive(PARAGRAPHS, tables, max_leaves=8), max_size=5)


def leaves(document: Document) -> Iterator[Text]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                yield from row.cells


@settings(max_examples=150)
@given(BODIES)
def test_the_text_is_what_is_printed_and_spans_point_at_it(body: list[str]) -> None:
    try:
        document = load(docx(*body, parts={"numbering": HEADINGS}), "report.docx")
    except Unreadable:
        return
    assert render(document) == document.text
    assert len(document.normal) == len(document.text)
    end = 0
    for leaf in leaves(document):
        assert leaf.value == document.text[slice(*leaf.span)]
        assert leaf.normal == document.normal[slice(*leaf.span)]
        assert leaf.span.start >= end
        assert leaf.span_of(0, len(leaf.value)) == leaf.span
        end = leaf.span.end


@settings(max_examples=150)
@given(BODIES)
def test_words_stand_in_the_child_that_their_mark_names(body: list[str]) -> None:
    try:
        reading = read_with_places(docx(*body, parts={"numbering": HEADINGS}), "report.docx")
    except Unreadable:
        return
    part = reading.package.part(reading.package.main) or b""
    text = reading.document.text
    for mark in reading.marks:
        host = reading.hosts[mark.host]
        assert part[host.start :].startswith(b"<w:p")
        edges = (*host.children, host.end)
        if mark.child >= 0:
            inside = html.unescape(re.sub(r"<[^>]*>", "", part[edges[mark.child] : edges[mark.child + 1]].decode()))
            for words in re.split(r"[\s☑\ufffd]+", text[mark.start : mark.end]):
                assert words in inside
    assert [mark.start for mark in reading.marks] == sorted(mark.start for mark in reading.marks)


@settings(max_examples=100)
@given(BODIES, st.data())
def test_every_span_has_a_place(body: list[str], data: st.DataObject) -> None:
    try:
        reading = read_with_places(docx(*body, parts={"numbering": HEADINGS}), "report.docx")
    except Unreadable:
        return
    length = len(reading.document.text)
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    place = reading.place_of(Span(start, end))
    assert place.host in reading.hosts
    assert place.first >= 0
    assert place.last < len(place.host.children)
    for leaf in leaves(reading.document):
        if leaf.span.start <= start < leaf.span.end:
            assert leaf.span.start < place.span.end
            assert place.span.start <= start
