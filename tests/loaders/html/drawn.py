"""A document in short: paragraphs as their words, tables as the words of their cells."""

from __future__ import annotations

from disclint import Document, Paragraph, Text
from disclint.loaders.html import load

__all__ = ["Drawn", "draw", "read", "spelled", "table"]

Drawn = str | list[list[str]]


def read(source: str) -> Document:
    """A page, written in UTF-8."""
    return load(source.encode(), "report.html")


def draw(source: str) -> list[Drawn]:
    """The blocks of a page."""
    return drawn(read(source))


def drawn(document: Document) -> list[Drawn]:
    """The blocks of a document."""
    return [
        block.value if isinstance(block, Paragraph) else [[cell.value for cell in row.cells] for row in block.rows]
        for block in document.blocks
    ]


def table(source: str) -> list[list[str]]:
    """The only block of a page, which must be a table."""
    (only,) = draw(source)
    assert not isinstance(only, str)
    return only


def spelled(document: Document, text: Text) -> list[tuple[str, str, bool]]:
    """The pieces of a text: as read, as the source spells it, whether both are the same."""
    pieces = text.pieces_of(0, len(text.value))
    if not pieces:
        return []
    ends = [piece.at for piece in pieces[1:]] + [len(text.value)]
    return [
        (text.value[piece.at : end], document.text[slice(*piece.span)], piece.exact)
        for piece, end in zip(pieces, ends, strict=True)
    ]
