"""What holds of every text, however broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given, reject
from hypothesis import strategies as st

from disclint import Document, Paragraph, Text, Unreadable
from disclint.loaders.encoding import decode, encode
from disclint.loaders.text import load

SEPARATORS = "|｜│┃║"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
DRAWN = "-=:+ ─━═┄┅┈┉├┤┬┴┼┌┐└┘╔╗╚╝╠╣╦╩╬╞╡╪┝┥┿┠┨╂＝：＋－−﹣‐‑﹢﹦﹕"

PIECES = st.sampled_from(
    [*"\t\t\t\n\n\n\r|", "\r\n", "\n\n", "  ", "    ", "　", "\u00a0", "\u200b", "\\|", "｜", "│", "---", "|--|",
     "\f", "一、", "二、上年结转", "（七）总计", "規章", "0", "12", "-4", "增 16", "-", "/", "公开信息。", "商业",
     "企业", "𠮷", "１"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80)


def leaves(document: Document) -> Iterator[Text]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                yield from row.cells


def read(text: str) -> Document:
    try:
        return load(text.encode("utf-8", "replace"), "report.txt")
    except Unreadable:
        reject()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = load(data, "report.txt")
    except Unreadable:
        return
    assert len(document.normal) == len(document.text)
    if not any(note.code == "undecodable" for note in document.notes) and document.encoding != "big5hkscs":
        assert encode(document.text, document.encoding) == data


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le-sig", "utf-16-be-sig", "utf-32-le-sig"]))
def test_what_states_its_encoding_comes_back(text: str, encoding: str) -> None:
    text = text.encode("utf-8", "replace").decode().replace("\0", "")
    try:
        decoded = decode(encode(text, encoding))
    except Unreadable:
        assert not text.strip() or encoding == "utf-8"
    else:
        assert decoded.text == text or text.startswith("\ufeff")
        assert encode(decoded.text, decoded.encoding) == encode(text, encoding)


@given(TEXTS)
def test_words_stand_where_their_span_says(text: str) -> None:
    document = read(text)
    for leaf in leaves(document):
        assert leaf.value == document.text[slice(*leaf.span)]
        assert leaf.normal == document.normal[slice(*leaf.span)]
        assert leaf.value == leaf.value.strip().strip(INVISIBLE).strip()
        assert not leaf.pieces


@given(TEXTS)
def test_spans_are_ordered_and_disjoint(text: str) -> None:
    document = read(text)
    end = -1
    for leaf in leaves(document):
        assert leaf.span.start > end or leaf.span.start == end == 0
        end = leaf.span.end
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            assert block.span == (block.rows[0].span.start, block.rows[-1].span.end)
            for row in block.rows:
                assert row.span == (row.cells[0].span.start, row.cells[-1].span.end)
                assert [cell.column for cell in row.cells] == list(range(len(row.cells)))


@given(TEXTS)
def test_nothing_written_is_left_out(text: str) -> None:
    document = read(text)
    rest = list(document.text)
    for leaf in leaves(document):
        rest[slice(*leaf.span)] = [end if end in "\r\n" else " " for end in leaf.value]
    unseen = dict.fromkeys(map(ord, SEPARATORS + INVISIBLE))
    for number, line in enumerate(re.split("\r\n|\r|\n", "".join(rest)), start=1):
        if line.translate(unseen).strip():
            assert not document.lines.text_of(number).translate(dict.fromkeys(map(ord, DRAWN)) | unseen).strip()
            assert len(line.strip()) > 1


@given(TEXTS)
def test_line_ends_change_nothing_but_places(text: str) -> None:
    plain = text.replace("\r", "")
    one, other = read(plain), read(plain.replace("\n", "\r\n"))
    assert [leaf.value for leaf in leaves(one)] == [leaf.value.replace("\r\n", "\n") for leaf in leaves(other)]


@given(
    st.lists(
        st.lists(st.sampled_from(["", "0", "12", "总 计", "增 3", "一、本年新收"]), min_size=2, max_size=9), min_size=1
    )
)
def test_a_table_written_with_pipes_is_read_as_it_was(rows: list[list[str]]) -> None:
    document = load("\n".join("|" + "|".join(row) + "|" for row in rows).encode(), "report.txt")
    (only,) = document.tables()
    assert [[cell.value for cell in row.cells] for row in only.rows] == rows


@given(st.lists(st.lists(st.sampled_from(["", "0", "12", "总 计", "增 3"]), min_size=1, max_size=9), min_size=1))
def test_a_table_written_with_tabs_is_read_as_it_was(rows: list[list[str]]) -> None:
    labelled = [["行政许可", *row, "总计"] for row in rows]
    document = load("\n".join("\t".join(row) for row in labelled).encode(), "report.txt")
    (only,) = document.tables()
    assert [[cell.value for cell in row.cells] for row in only.rows] == labelled
