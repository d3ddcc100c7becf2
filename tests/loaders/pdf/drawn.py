"""PDF files drawn line by line and cell by cell, so that a test knows what stands where."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from disclint import Document
from disclint.loaders.pdf import load
from tests.damage import grids
from tests.damage.layouts import Slot, Table
from tests.loaders.docx.reports import Report

__all__ = ["MARGIN", "SIZE", "WIDTH", "Sheet", "Shown", "box", "drawn", "lines", "read", "report_pdf", "table_cells"]

SIZE = 9.0
MARGIN = 50.0
WIDTH = 595.0
HEIGHT = 842.0
LEADING = 14.0

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


class Shown(NamedTuple):
    """A cell of a table that is to be drawn."""

    row: int
    column: int
    rowspan: int
    colspan: int
    words: str


def drawn(draw: Callable[[Any], None], **options: Any) -> bytes:
    """What is drawn on a canvas, as a PDF."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), **options)
    canvas.setFont("STSong-Light", SIZE)
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def read(data: bytes) -> Document:
    return load(data, "report.pdf")


def lines(data: bytes) -> list[str]:
    """The document as ``disclint text`` prints it."""
    return read(data).text.splitlines()


class Sheet:
    """Pages that are filled from the top, with a running header and a page number on each."""

    def __init__(self, canvas: Any, *, header: str = "", bottom: float = 70) -> None:
        self.canvas = canvas
        self.header = header
        self.bottom = bottom
        self.number = 0
        self.down = 0.0
        self.begin()

    def begin(self) -> None:
        """A new page."""
        if self.number:
            self.end()
            self.canvas.showPage()
        self.number += 1
        self.down = HEIGHT - 70
        self.canvas.setFont("STSong-Light", SIZE)
        if self.header:
            self.canvas.drawString(200, HEIGHT - 40, self.header)

    def end(self) -> None:
        """The page number."""
        self.canvas.drawString(290, 40, f"- {self.number} -")

    def write(self, words: str, *, indent: int = 2) -> None:
        """A paragraph in as many lines as it needs."""
        room = int((WIDTH - 2 * MARGIN) / SIZE)
        rest = words
        while rest:
            if self.down < self.bottom:
                self.begin()
            line, rest = rest[: room - indent], rest[room - indent :]
            self.canvas.drawString(MARGIN + indent * SIZE, self.down, line)
            self.down -= LEADING
            indent = 0

    def table(self, cells: Sequence[Shown], *, fine: bool = False) -> None:
        """A ruled table, cut between rows where the page ends; what a merged cell says stands on its first page."""
        columns = max(cell.column + cell.colspan for cell in cells)
        rows = max(cell.row + cell.rowspan for cell in cells)
        wide = (WIDTH - 2 * MARGIN) / columns
        heights = [self._height(row, cells, wide) for row in range(rows)]
        first, fresh = 0, False
        while first < rows:
            last, down = first, self.down + SIZE
            while last < rows and down - heights[last] > self.bottom:
                down -= heights[last]
                last += 1
            fits = last - first >= min(4, rows - first)  # a cell that reaches over rows has room for its words
            if fits:
                self._part(cells, heights, first, last, wide, fine=fine)
                first = last
            elif fresh:
                raise ValueError("no page has room for four rows")
            if first < rows:
                self.begin()
                fresh = True

    def _height(self, row: int, cells: Sequence[Shown], wide: float) -> float:
        own = [cell for cell in cells if cell.row == row and cell.rowspan == 1]
        return max([2, *(len(wrapped(cell.words, cell.colspan * wide)) for cell in own)]) * LEADING + 4

    def _part(
        self, cells: Sequence[Shown], heights: Sequence[float], first: int, last: int, wide: float, *, fine: bool
    ) -> None:
        tops = [self.down + SIZE]
        for row in range(first, last):
            tops.append(tops[-1] - heights[row])
        for cell in cells:
            above, below = max(cell.row, first), min(cell.row + cell.rowspan, last)
            if above >= below:
                continue
            left, right = MARGIN + cell.column * wide, MARGIN + (cell.column + cell.colspan) * wide
            box(self.canvas, left, tops[above - first], right, tops[below - first], fine=fine)
            if above == cell.row:
                for number, line in enumerate(wrapped(cell.words, right - left)):
                    self.canvas.drawString(left + 2, tops[above - first] - 11 - number * LEADING, line)
        self.down = tops[-1] - LEADING


def box(canvas: Any, left: float, top: float, right: float, bottom: float, *, fine: bool = False) -> None:
    """The lines around a cell: a frame, or four filled rectangles as browsers draw them."""
    if not fine:
        canvas.rect(left, bottom, right - left, top - bottom)
        return
    for x, y, width, height in (
        (left, bottom, right - left, 0.6),
        (left, top - 0.6, right - left, 0.6),
        (left, bottom, 0.6, top - bottom),
        (right - 0.6, bottom, 0.6, top - bottom),
    ):
        canvas.rect(x, y, width, height, stroke=0, fill=1)


def wrapped(words: str, width: float) -> list[str]:
    """The lines that the words of a cell need."""
    room = max(1, int((width - 4) / SIZE))
    if words.isascii():
        return [words]
    return [words[at : at + room] for at in range(0, len(words), room)]


def table_cells(table: Table) -> list[Shown]:
    """The cells of a form, merged as they are."""
    places: list[list[Slot]] = [[*row.labels, *row.values] for row in table.rows]
    cells = []
    for number, row in enumerate(places):
        for column, slot in enumerate(row):
            if slot.cover:
                continue
            width = height = 1
            while column + width < len(row) and row[column + width].cover in ("column", "both"):
                width += 1
            while number + height < len(places) and places[number + height][column].cover in ("row", "both"):
                height += 1
            cells.append(Shown(number, column, height, width, slot.text))
    return cells


def report_pdf(made: Report, *, header: str = "", bottom: float = 70, fine: bool = False) -> bytes:
    """A report as pages; the higher ``bottom``, the more page breaks."""
    tables = iter(
        [
            grids.disclosure(made.edition, made.truth),
            grids.applications(made.edition, made.truth, note_in_brackets=True),
            grids.litigation(made.truth),
        ]
    )

    def draw(canvas: Any) -> None:
        sheet = Sheet(canvas, header=header, bottom=bottom)
        for ruled, stretch in groupby(made.text.splitlines(), key=lambda line: "\t" in line):
            if ruled:
                sheet.table(table_cells(next(tables)), fine=fine)
                continue
            for words in stretch:
                sheet.write(words)
        sheet.end()

    return drawn(draw)
