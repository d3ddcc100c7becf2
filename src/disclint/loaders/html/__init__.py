"""Web pages: the article among the furniture of its site, and tables on their true grid.

The page is read by a scanner of our own rather than by a library. Measured with turbohtml 1.15 (MIT, C, the best of
those that know positions) on CPython 3.11: its import takes 38 ms, four times the start of Python itself, and only its
tokens say where text stands, not its tree, so that paragraphs, tables and spans would be built here all the same; the
scanner that it would save is a hundred lines. Those read a saved page of 180 KB, blocks and spans included, in less
time than the import. lxml knows lines only; the standard ``html.parser`` is quadratic on unclosed constructs. Both
turbohtml and lxml check this reader in the tests, token by token and cell by cell, and so does the set of hostile
files, each of which is read, or refused, in linear time.
"""

from __future__ import annotations

from disclint import Block, Document, LineTable, Note, Unreadable, normal_form
from disclint.loaders.html.article import article_of
from disclint.loaders.html.blocks import Writer
from disclint.loaders.html.charset import decode_page
from disclint.loaders.html.tree import DEEPEST, Node, Page, page_of

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
    notes = (*notes, *_notes(page))
    return Document(path, text, normal, tuple(writer.blocks), LineTable(text), encoding, "html", notes)


def _notes(page: Page) -> tuple[Note, ...]:
    if not page.flattened:
        return ()
    return (
        Note(
            "nesting",
            f"标签嵌套超过 {DEEPEST} 层，更深的层次未加区分",
            f"tags are nested deeper than {DEEPEST} levels: what is deeper is read as one level",
        ),
    )


class Embedded:
    """A ``<table>`` that stands in a text of another format: its stretch of that text, and what it holds."""

    __slots__ = ("blocks", "end", "start")

    def __init__(self, start: int, end: int, blocks: tuple[Block, ...]) -> None:
        self.start = start
        self.end = end
        self.blocks = blocks


def embedded_tables(text: str, normal: str) -> tuple[Embedded, ...]:
    """The tables of HTML in a plain or Markdown text, in order; one that is not closed ends with the text's last cell.

    ``normal`` is the normal form of ``text``.
    """
    found: list[Embedded] = []
    for node, end in _tables(page_of(text).root):
        writer = Writer(text, normal)
        writer.write(node)
        found.append(Embedded(node.start, end, tuple(writer.blocks)))
    return tuple(found)


def _tables(root: Node) -> list[tuple[Node, int]]:
    found: list[tuple[Node, int]] = []
    for child in root.children:
        if isinstance(child, Node):
            found += [(child, child.end)] if child.name == "table" else _tables(child)
    return found
