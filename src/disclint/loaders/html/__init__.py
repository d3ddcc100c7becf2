"""Web pages: the article among the furniture of its site, and tables on their true grid.

The page is read by a scanner of our own, not by a library. Measured with turbohtml 1.15 (MIT, C; the only one whose
positions reach down to text, in its tokens though not in its tree) on CPython 3.11: its import takes 38 ms, four times
the start of Python itself, and it would save 4 ms of the 15 ms that a page of 55 KB as Word saves it takes here. The
nesting of blocks, the grid of tables and the spans of words would have to be built on its tokens all the same; the
scanner itself is a hundred lines. lxml knows lines only, and the standard ``html.parser`` is quadratic on what is not
closed. turbohtml is the oracle of the tests: the same tokens, attributes and cells for any heap of tags. Each of the
hostile files is read or refused in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclint import Block, Document, LineTable, NamedTuple, Note, Unreadable, normal_form
from disclint.loaders.html.article import article_of
from disclint.loaders.html.blocks import Writer
from disclint.loaders.html.charset import decode_page
from disclint.loaders.html.tree import DEEPEST, Page, page_of

__all__ = ["Embedded", "embedded_tables", "load"]


def load(data: bytes, path: str) -> Document:
    """Reads a web page. ``Document.text`` is its source, tags and all; blocks are those of the article alone.

    Raises ``Unreadable`` for what is no text, for a page without words and for one too large to be a report.
    """
    text, encoding, notes = decode_page(data)
    normal = normal_form(text)
    page = page_of(text)
    writer = Writer(text, normal)
    title, body = article_of(page)
    if title is not None:
        writer.write(title)
    writer.write(body)
    if not writer.blocks:
        raise Unreadable(
            "网页里没有文字：报告可能在附件、图片或框架里，请检查报告本身",
            "the page has no words: the report may be an attachment, an image or in a frame; give the report itself",
        )
    document = Document(path, text, normal, tuple(writer.blocks), LineTable(text), encoding, "html")
    words = "\n".join([words.normal for words in document.texts()])
    return document.replace(notes=(*notes, *_notes(page)), words=words)


def _notes(page: Page) -> Iterator[Note]:
    if page.flattened:
        yield Note(
            "nesting",
            f"标签嵌套超过 {DEEPEST} 层，更深的层次未加区分",
            f"tags are nested deeper than {DEEPEST} levels: what is deeper is read as one level",
        )
    if page.deletions:
        yield Note(
            "tracked-changes",
            f"网页有 {page.deletions} 处标记为已删除的文字，未读取",
            f"{page.deletions} stretches are marked as deleted, and were not read",
        )


class Embedded(NamedTuple):
    """A ``<table>`` that stands in a text of another format: its stretch of that text, and what it holds."""

    start: int
    end: int
    blocks: tuple[Block, ...]


def embedded_tables(text: str, normal: str) -> Iterator[Embedded]:
    """The tables of HTML in a plain or Markdown text, in order; ``normal`` is the normal form of ``text``.

    One that is not closed ends with the last part of a table in the text.
    """
    for start, end in _stretches(text):
        writer = Writer(text, normal)
        writer.write(page_of(text, start, end).root)
        yield Embedded(start, end, tuple(writer.blocks))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    depth = start = end = 0
    for tag in re.finditer(r"<(/?)(table|t[rdh])(?=[\s/>])[^<>]*>", text, re.IGNORECASE):
        is_table = tag[2].lower() == "table"
        if not depth:
            if is_table and not tag[1]:
                depth, start, end = 1, tag.start(), tag.end()
            continue
        end = tag.end()
        if is_table:
            depth += -1 if tag[1] else 1
            if not depth:
                yield start, end
    if depth:
        yield start, end
