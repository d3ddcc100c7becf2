"""The text of a PDF as it is printed, a line for each paragraph and each row, and its blocks on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from disclint import Block, Cell, Document, LineTable, NamedTuple, Paragraph, Row, Span, Table, normal_form
from disclint.loaders.text import blocks_of

__all__ = ["lay_out"]

_GAP = "\u2003"


def lay_out(blocks: Sequence[Sequence[Any]], path: str) -> Document:
    """The document of the blocks that the reader's process told: ``("p", parts)`` or ``("t", fields)``."""
    writer = _Writer()
    for kind, run in groupby(blocks, key=lambda block: block[0]):
        if kind == "p":
            writer.write_lines([parts for _, parts in run])
        else:
            for _, fields in run:
                writer.write_sheet([_Field(*field) for field in fields])
    text = "".join(writer.parts)
    normal = normal_form(text)
    made = tuple([plan.made(text, normal) for plan in writer.plans])
    return Document(path, text, normal, made, LineTable(text), "utf-8", "pdf", pages=tuple(writer.pages))


class _Field(NamedTuple):
    row: int
    column: int
    rowspan: int
    colspan: int
    words: str
    page: int


class _ParagraphPlan(NamedTuple):
    start: int
    end: int

    def made(self, text: str, normal: str) -> Block:
        return Paragraph(text[self.start : self.end], normal[self.start : self.end], Span(*self))


class _CellPlan(NamedTuple):
    start: int
    end: int
    column: int
    colspan: int
    rowspan: int

    def made(self, text: str, normal: str) -> Cell:
        start, end, column, colspan, rowspan = self
        return Cell(text[start:end], normal[start:end], Span(start, end), column, (), colspan, rowspan)


class _TablePlan(NamedTuple):
    rows: list[list[_CellPlan]]
    grid: bool
    dialect: str

    def made(self, text: str, normal: str) -> Block:
        rows = []
        for row in self.rows:
            cells = tuple([cell.made(text, normal) for cell in row])
            rows.append(Row(cells, Span(cells[0].span.start, cells[-1].span.end)))
        return Table(tuple(rows), Span(rows[0].span.start, rows[-1].span.end), self.grid, self.dialect)


class _Writer:
    """Writes the text, and keeps what each stretch of it is and where pages begin."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.plans: list[_ParagraphPlan | _TablePlan] = []
        self.pages: list[int] = []
        self._length = 0

    def write_lines(self, lines: Sequence[Sequence[tuple[int, str]]]) -> None:
        """Paragraphs that stand together; what of them is a table without lines is found as in a plain text."""
        source = _Source(lines)
        for block in blocks_of(source.text, normal_form(source.text)):
            if isinstance(block, Paragraph):
                start = self._length
                for page, words in source.between(block.span):
                    self._begin(page)
                    self._add(words)
                self.plans.append(_ParagraphPlan(start, self._length))
                self._add("\n")
                continue
            rows = []
            for row in block.rows:
                self._begin(source.between(row.span)[0][0])
                cells: list[_CellPlan] = []
                for cell in row.cells:
                    self._add("\t" if cells else "")
                    start = self._length
                    self._add(cell.value.replace(_GAP, " "))
                    cells.append(_CellPlan(start, self._length, cell.column, cell.colspan, cell.rowspan))
                self._add("\n")
                rows.append(cells)
            self.plans.append(_TablePlan(rows, False, block.dialect))

    def write_sheet(self, fields: Sequence[_Field]) -> None:
        """A ruled table: every cell after as many TABs as there are grid columns before it."""
        rows = []
        taken = sorted({field.row for field in fields})
        for _, group in groupby(fields, key=lambda field: field.row):
            row: list[_CellPlan] = []
            columns = 0
            for field in group:
                self._begin(field.page)
                self._add("\t" * max(field.column - columns, 1 if row else 0))
                columns = max(field.column, columns + 1 if row else 0)
                start = self._length
                self._add(field.words)
                reach = sum(field.row <= number < field.row + field.rowspan for number in taken)
                row.append(_CellPlan(start, self._length, field.column, field.colspan, reach))
            self._add("\n")
            rows.append(row)
        self.plans.append(_TablePlan(rows, True, "pdf"))

    def _begin(self, page: int) -> None:
        """Note that a page begins here, and with it all before it that say nothing."""
        while len(self.pages) < page:
            self.pages.append(self._length)

    def _add(self, words: str) -> None:
        self.parts.append(words)
        self._length += len(words)


class _Source:
    """Lines as one text, with the page that each stretch of it stands on."""

    def __init__(self, lines: Sequence[Sequence[tuple[int, str]]]) -> None:
        self._parts: list[tuple[int, int, int]] = []
        words: list[str] = []
        at = 0
        for line in lines:
            for page, part in line:
                self._parts.append((at, at + len(part), page))
                words.append(part)
                at += len(part)
            words.append("\n")
            at += 1
        self.text = "".join(words)

    def between(self, span: Span) -> list[tuple[int, str]]:
        """What stands in a stretch, by page."""
        return [
            (page, " ".join(self.text[max(start, span.start) : min(end, span.end)].replace(_GAP, " ").split("  ")))
            for start, end, page in self._parts
            if start < span.end and end > span.start
        ]
