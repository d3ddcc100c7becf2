"""A file as read: its text and what stands in it, block by block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from disclint.model.named import NamedTuple
from disclint.model.record import Record
from disclint.model.span import LineTable, Span

__all__ = ["Block", "Cell", "Document", "Note", "Paragraph", "Piece", "Row", "Table", "Text"]


class Piece(NamedTuple):
    """A stretch of a ``Text`` that came from one stretch of the document.

    ``at`` is the offset within the ``Text``. Where ``exact`` is false the source is spelled differently (an HTML
    entity, a number that Word generates): a finding may cover such a piece, a fix may not cut it.
    """

    at: int
    span: Span
    exact: bool = True


_place = attrgetter("at")


class Text:
    """Words as they are read, and where they stand.

    ``value`` and ``normal`` (see ``disclint.model.text``) have the same length. Without ``pieces`` the value is the
    document's text at ``span``; with them it was put together, and ``span_of`` finds the way back.
    """

    __slots__ = ("normal", "pieces", "span", "value")

    def __init__(self, value: str, normal: str, span: Span, pieces: tuple[Piece, ...] = ()) -> None:
        self.value = value
        self.normal = normal
        self.span = span
        self.pieces = pieces

    def span_of(self, start: int, end: int) -> Span:
        """The document's span of ``value[start:end]``; the whole of any inexact piece that it touches."""
        if not self.pieces:
            base = self.span.start
            return Span(base + start, base + end)
        first = self.pieces[max(0, bisect_right(self.pieces, start, key=_place) - 1)]
        last = self.pieces[max(0, bisect_left(self.pieces, max(end, start + 1), key=_place) - 1)]
        begin = first.span.start + (start - first.at if first.exact else 0)
        finish = last.span.start + (end - last.at) if last.exact else last.span.end
        return Span(min(begin, first.span.end), max(min(begin, finish), min(finish, last.span.end)))

    def pieces_of(self, start: int, end: int, at: int = 0) -> tuple[Piece, ...]:
        """Where ``value[start:end]`` came from, as pieces of a text in which it begins at ``at``."""
        if not self.pieces:
            return (Piece(at, self.span_of(start, end)),) if start < end else ()
        found = []
        first = max(0, bisect_right(self.pieces, start, key=_place) - 1)
        for index in range(first, len(self.pieces)):
            piece = self.pieces[index]
            stop = self.pieces[index + 1].at if index + 1 < len(self.pieces) else len(self.value)
            low, high = max(piece.at, start), min(stop, end)
            if low >= end:
                break
            if low < high:
                begin = piece.span.start - piece.at
                span = Span(begin + low, begin + high) if piece.exact else piece.span
                found.append(Piece(at + low - start, span, piece.exact))
        return tuple(found)

    def part(self, start: int, end: int) -> Text:
        """``value[start:end]`` as a text of its own."""
        pieces = self.pieces_of(start, end) if self.pieces else ()
        return Text(self.value[start:end], self.normal[start:end], self.span_of(start, end), pieces)

    def is_exact(self, start: int, end: int) -> bool:
        """Whether ``value[start:end]`` stands in the document letter for letter and without a gap."""
        if not self.pieces:
            return True
        pieces = self.pieces_of(start, max(end, start + 1))
        if any(not piece.exact for piece in pieces):
            return False
        return all(one.span.end == other.span.start for one, other in pairwise(pieces))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value!r}, {tuple(self.span)})"


class Paragraph(Text):
    """A line or paragraph outside tables. ``level`` is the heading level where the format states one, from 1."""

    __slots__ = ("level",)

    def __init__(
        self, value: str, normal: str, span: Span, pieces: tuple[Piece, ...] = (), level: int | None = None
    ) -> None:
        super().__init__(value, normal, span, pieces)
        self.level = level


class Cell(Text):
    """A cell of a table as it stands in the file: the anchor of a merged cell, once.

    ``column`` counts grid columns from 0 where the format has a true grid, else the cells of the row.
    """

    __slots__ = ("column", "colspan", "rowspan")

    def __init__(
        self,
        value: str,
        normal: str,
        span: Span,
        column: int,
        pieces: tuple[Piece, ...] = (),
        colspan: int = 1,
        rowspan: int = 1,
    ) -> None:
        # Not super().__init__: a report has 500 cells, and its table is read in half a millisecond.
        self.value = value
        self.normal = normal
        self.span = span
        self.pieces = pieces
        self.column = column
        self.colspan = colspan
        self.rowspan = rowspan


class Row(NamedTuple):
    """A row of a table, its cells in order; empty cells are cells."""

    cells: tuple[Cell, ...]
    span: Span


class Table(NamedTuple):
    """Rows that stand together.

    ``grid`` tells that ``Cell.column``, ``colspan`` and ``rowspan`` are certain (HTML, Word); text only guesses.
    ``dialect`` names how the cells were told apart: ``tab``, ``pipe``, ``cell-per-line``, ``html``, ``docx``, …
    """

    rows: tuple[Row, ...]
    span: Span
    grid: bool = False
    dialect: str = "tab"


Block = Paragraph | Table


class Note(Record):
    """Something that a reader of the result should know of the reading: a guessed encoding, tracked changes."""

    code: str
    chinese: str
    english: str


class Document(Record):
    """A file as read.

    ``text`` is what spans point into: the decoded source of a text format, or, for formats without lines of their
    own, the text that ``disclint text`` prints. ``normal`` is its normal form, of the same length.
    """

    path: str
    text: str
    normal: str
    blocks: tuple[Block, ...]
    lines: LineTable
    encoding: str = "utf-8"
    format: str = "text"
    notes: tuple[Note, ...] = ()
    words: str = ""
    """Where ``text`` has markup: the normal form of the words alone, a line for each paragraph and cell."""
    pages: tuple[int, ...] = ()
    """Where in ``text`` each page begins, of a format that has pages; one that says nothing begins with the next."""

    @property
    def plain(self) -> str:
        """All words in normal form, for a quick look whether something is there; offsets in it mean nothing."""
        return self.words or self.normal

    def page_at(self, offset: int) -> int | None:
        """The number of the page that a place of ``text`` stands on, from 1."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None

    @property
    def beginning(self) -> Span:
        """The first character that is written."""
        for text in self.texts():
            if text.value:
                return text.span_of(0, 1)
        return Span(0, min(1, len(self.text)))

    def texts(self) -> Iterator[Text]:
        """The paragraphs, and the cells of the tables, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                for row in block.rows:
                    yield from row.cells

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside tables, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block

    def tables(self) -> Iterator[Table]:
        """The tables, in order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
