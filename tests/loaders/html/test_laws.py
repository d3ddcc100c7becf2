"""What holds of every page, however broken."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from disclint import Document, Paragraph, Text, Unreadable, normal_form
from disclint.loaders.encoding import encode
from disclint.loaders.html import load
from tests.loaders.html.drawn import spelled

PIECES = st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<div class=nav>", "<table>", "</table>", "<tr>", "<td>", "<td rowspan=0>",
    "<td rowspan=2 colspan=3>", "</td>", "<th>", "<br>", "<b>", "</b>", "<a href=x>", "</a>", "<h1>", "</h1>", "<pre>",
    "<ul><li>", "</ul>", "<span style='display:none'>", "</span>", "<script>", "</script>", "<!--", "-->", "<select>",
    "<title>", "&nbsp;", "&amp;", "&#19968;", "&lt", "&", "<", ">", '"', "\u3000", "\u200b", " ", "\n", "\r\n", "\t",
    "一、总体情况", "公开信息12条。", "规章", "0", "規章", "１", "𠮷", "年度报告",
])  # fmt: skip
SOURCES = st.lists(PIECES, max_size=40).map("".join)


def read(source: str) -> Document | None:
    try:
        return load(source.encode(), "report.html")
    except Unreadable:
        return None


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = load(b"<p>" + data, "report.html")
    except Unreadable:
        return
    assert len(document.normal) == len(document.text)
    if not any(note.code == "undecodable" for note in document.notes) and document.encoding != "big5hkscs":
        assert encode(document.text, document.encoding) == b"<p>" + data


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
        if pieces:
            assert text.span == (text.span_of(0, 1).start, text.span_of(len(text.value) - 1, len(text.value)).end)


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_blocks_stand_in_the_order_of_the_source_but_for_tables_in_tables(source: str) -> None:
    document = read(source)
    if document is None or source.count("<table>") > 1:
        return
    end = 0
    for block in document.blocks:
        texts: list[Text] = (
            [block] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row.cells]
        )
        for text in texts:
            assert 0 <= text.span.start <= text.span.end <= len(source)
        if isinstance(block, Paragraph) and "<t" not in source:
            assert block.span.start >= end
            end = block.span.end


@settings(max_examples=200, deadline=None)
@given(SOURCES)
def test_cells_of_a_row_do_not_overlap(source: str) -> None:
    document = read(source)
    for table in document.tables() if document else ():
        for row in table.rows:
            assert row.cells
            ends = [0, *(cell.column + cell.colspan for cell in row.cells)]
            assert all(end <= cell.column for end, cell in zip(ends, row.cells, strict=False))
            assert table.span.start <= row.span.start <= row.span.end <= table.span.end


@given(SOURCES)
def test_line_ends_change_nothing_but_places(source: str) -> None:
    plain = source.replace("\r", "")
    one, other = read(plain), read(plain.replace("\n", "\r\n"))
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert [text.value for text in one.texts()] == [text.value for text in other.texts()]


@given(SOURCES)
def test_the_words_alone_are_those_of_the_blocks(source: str) -> None:
    document = read(source)
    if document is not None:
        assert document.plain == "\n".join(normal_form(text.value) for text in document.texts())
