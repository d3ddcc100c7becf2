"""The stream of table rows in a document: label cells and figure cells, whatever the layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclint.binding.figures import Reading, known_figures, read_figure
from disclint.binding.pages import is_page_number
from disclint.binding.slivers import cells_without_slivers
from disclint.model.document import Block, Cell, Piece, Row, Table, Text
from disclint.model.named import NamedTuple
from disclint.model.span import Span

__all__ = ["Region", "Segment", "Strip", "Token", "merged", "segments", "strips"]

_LONGEST_LABEL = 120
_LONGEST_LINE = 240
_WORD = re.compile(r"\S+")


class Token(NamedTuple):
    """A figure or a dash that stands in a table: its text, its value, and the cell of the row that it is in."""

    text: Text
    reading: Reading
    position: int

    @property
    def printed(self) -> str:
        """Its text in normal form, without white space."""
        return "".join(self.text.normal.split())

    @property
    def is_droppable(self) -> bool:
        """Whether a scan may have added it: a zero or a dash."""
        return self.reading.kind == "dash" or self.reading.value == 0


class Strip(NamedTuple):
    """A physical row. ``bare`` means a line of its own without any mark of a cell."""

    cells: Sequence[Text]
    block: int
    table: int
    """Index of the table among the tables of the document; -1 for a bare line."""
    bare: bool
    spaced: bool = False
    """Whether the cells were told apart by spaces alone."""
    grid: bool = False


class Segment:
    """Label cells and the figure cells to the right of the last of them, or below it in text with a cell per line."""

    __slots__ = ("bare", "block", "joined", "labels", "places", "slots", "spaced", "strip", "table", "tokens", "width")

    def __init__(self, strip: Strip) -> None:
        self.labels: list[Text] = []
        self.tokens: list[Token] = []
        self.places: list[Text] = []
        """The empty cells to the right of the last label."""
        self.slots = 0
        """How many cells stand to the right of the last label, empty ones included."""
        self.strip = strip
        self.block = strip.block
        self.table = strip.table
        self.bare = strip.bare
        self.spaced = strip.spaced
        self.width = _width(strip)
        self.joined = False
        """Whether figures of a following line were added."""

    @property
    def label_index(self) -> int:
        """The position of the last label cell in its row, -1 without one."""
        last = self.labels[-1] if self.labels else None
        return last.column if isinstance(last, Cell) else (0 if last is not None else -1)

    @property
    def start(self) -> int:
        """Offset of its first words or figures."""
        if self.labels:
            return self.labels[0].span.start
        return self.tokens[0].text.span.start if self.tokens else self.strip.cells[0].span.start

    @property
    def end(self) -> int:
        """Offset after its last cell."""
        end = -1
        if self.labels:
            end = self.labels[-1].span[1]
        if self.places:
            end = max(end, self.places[-1].span[1])
        if self.tokens:
            end = max(end, self.tokens[-1].text.span[1])
        return end if end >= 0 else self.start


def _width(strip: Strip) -> int:
    last = strip.cells[-1]
    return last.column + last.colspan if strip.grid and isinstance(last, Cell) else len(strip.cells)


def strips(blocks: Sequence[Block], first: int, last: int) -> Iterator[Strip]:
    """The rows and the short lines of ``blocks[first:last]``; long lines are prose and left out."""
    for index in range(first, last):
        block = blocks[index]
        if isinstance(block, Table):
            if block.grid:
                for cells in cells_without_slivers(block.rows):
                    yield Strip(cells, index, index, bare=False, grid=True)
            else:
                for row in block.rows:
                    yield _row(row, index, index)
        elif len(block.value) <= _LONGEST_LINE and not is_page_number(block.normal):
            spaced = _spaced(block)
            if spaced:
                yield Strip(spaced, index, -1, bare=False, spaced=True)
            elif len(block.value) <= _LONGEST_LABEL:
                yield Strip((block,), index, -1, bare=True)


def _row(row: Row, block: int, number: int) -> Strip:
    """A row without a grid; one with words in a single cell may hold several, told apart by spaces."""
    only = None
    for cell in row.cells:
        if cell.value:
            if only is not None:
                return Strip(row.cells, block, number, bare=False)
            only = cell
    cells = _spaced(only) if only is not None else []
    if cells:
        return Strip(cells, block, number, bare=False, spaced=True)
    return Strip(row.cells, block, number, bare=False)


def _spaced(line: Text) -> list[Text]:
    """The cells of a line whose label and figures, or figures alone, are told apart by spaces; none if it is not so."""
    if " " not in line.normal and "\t" not in line.normal:
        return []
    words = list(_WORD.finditer(line.normal))
    figures = 0
    for word in reversed(words):
        if read_figure(word[0]).kind not in ("figure", "dash"):
            break
        figures += 1
    head = len(words) - figures
    if not figures or len(words) < 2:
        return []
    stretches = [(words[0].start(), words[head - 1].end())] if head else []
    stretches += [word.span() for word in words[head:]]
    return [
        Cell(part.value, part.normal, part.span, column, part.pieces)
        for column, part in enumerate(line.part(start, end) for start, end in stretches)
    ]


def segments(rows: Iterator[Strip]) -> Iterator[Segment]:
    """Labels with their figures: across a row, or down the lines where each cell has a line of its own."""
    open_: Segment | None = None
    for strip in rows:
        if strip.bare:
            text = strip.cells[0]
            reading = read_figure(text.normal)
            if reading.kind in ("figure", "dash"):
                if open_ is None:
                    open_ = Segment(strip)
                    yield open_
                open_.tokens.append(Token(text, reading, len(open_.tokens)))
                open_.slots += 1
            else:
                open_ = Segment(strip)
                open_.labels.append(text)
                yield open_
            continue
        open_ = None
        yield from _across(strip)


def _across(strip: Strip) -> Iterator[Segment]:
    current = Segment(strip)
    grid = strip.grid
    for index, cell in enumerate(strip.cells):
        reading = known_figures.get(cell.normal) or read_figure(cell.normal)
        kind = reading.kind
        if kind == "words":
            if current.tokens:
                yield current
                current = Segment(strip)
            current.labels.append(cell)
            current.slots = 0
            current.places = []
            continue
        position, span = (cell.column, cell.colspan) if grid and isinstance(cell, Cell) else (index, 1)
        current.slots += span
        if kind == "empty":
            current.places.append(cell)
        else:
            current.tokens.append(Token(cell, reading, position))
    if current.labels or current.tokens:
        yield current


def merged(pieces: Sequence[Text]) -> Text:
    """One text of several that stand apart in the document."""
    value, normal = "", ""
    parts: list[Piece] = []
    for piece in pieces:
        parts.extend(piece.pieces_of(0, len(piece.value), len(value)))
        value += piece.value
        normal += piece.normal
    return Text(value, normal, Span(pieces[0].span.start, pieces[-1].span.end), tuple(parts))


class Region:
    """A stretch of the document between two section headings, as rows."""

    __slots__ = ("section", "segments", "strips")

    def __init__(self, section: str | None, rows: Sequence[Strip]) -> None:
        self.section = section
        self.strips = rows
        self.segments = tuple(segments(iter(rows)))
