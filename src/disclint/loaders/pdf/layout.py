"""The text of a PDF as it is printed, a line for each paragraph and each row, and its blocks on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from disclint import Cell, Document, LineTable, Paragraph, Row, Span, Table, Unreadable, normal_form
from disclint.loaders.pdf.lines import Line, Margins, lines_of, paragraphs_of, words_of
from disclint.loaders.pdf.pages import Glyph, Page
from disclint.loaders.pdf.ruling import Grid, grids_of
from disclint.loaders.pdf.sheets import Field, Sheet, joined, sheet_of

__all__ = ["lay_out"]

_NEAR = 3.0
_EDGE = 2
"""So many lines at the top and at the bottom of a page may be running headers."""
_PAGE = re.compile(r"第\s*\d+\s*页.{0,12}|[-—–·\s]+\d{1,3}[-—–·\s]+|\d{1,3}\s*/\s*\d{1,3}")


class _Sight(NamedTuple):
    """What is seen of a page: tables with their places, and the lines around them."""

    number: int
    grids: Sequence[Grid]
    sheets: Sequence[Sheet]
    lines: Sequence[Line]


def lay_out(pages: Sequence[Page], path: str) -> Document:
    """The document that the pages show. Raises ``Unreadable`` for one without words."""
    if not any(glyph.text.strip() for page in pages for glyph in page.glyphs):
        if any(page.pictures for page in pages):
            raise Unreadable(
                "PDF 是扫描件，只有图片没有文字；请提供文字版，或先作文字识别（OCR）",
                "the PDF is a scan, pictures without text: give the report as text, or recognise it (OCR) first",
            )
        raise Unreadable("PDF 中没有文字", "there are no words in the PDF")
    writer = _Writer()
    for block in _blocks([_seen(page) for page in pages]):
        if isinstance(block, Sheet):
            writer.write_sheet(block)
        else:
            writer.write_line(block)
    text = "".join(writer.parts)
    normal = normal_form(text)
    blocks = tuple([plan.made(text, normal) for plan in writer.plans])
    return Document(path, text, normal, blocks, LineTable(text), "utf-8", "pdf")


def _seen(page: Page) -> _Sight:
    grids = grids_of(page.rules)
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        across, down = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        number = next((n for n, grid in enumerate(grids) if grid.place_at(across, down) is not None), None)
        (outside if number is None else inside.setdefault(number, [])).append(glyph)
    sheets = [sheet_of(grid, inside.get(number, ())) for number, grid in enumerate(grids)]
    return _Sight(page.number, grids, sheets, lines_of(outside))


# Pages to blocks -------------------------------------------------------------------------------------------------


def _blocks(sights: Sequence[_Sight]) -> list[Sheet | str]:
    """Paragraphs and tables in order; a table that a page break cuts is one."""
    running = _running(sights)
    kept = [[line for line in sight.lines if (sight.number, line.top) not in running] for sight in sights]
    margins = _margins(sights, [line for lines in kept for line in lines])
    blocks: list[Sheet | str] = []
    for sight, lines in zip(sights, kept, strict=True):
        shown = _in_order(sight, lines, margins)
        if shown and blocks and isinstance(shown[0], Sheet) and isinstance(blocks[-1], Sheet):
            whole = joined(blocks[-1], shown[0])
            if whole is not None:
                blocks[-1] = whole
                del shown[0]
        blocks += shown
    return blocks


def _margins(sights: Sequence[_Sight], lines: Sequence[Line]) -> Margins:
    """Where the text of the pages begins and ends; where all lines are short, tables tell."""
    rights = [line.right for line in lines] + [grid.lefts[-1] for sight in sights for grid in sight.grids]
    return Margins(min((line.left for line in lines), default=0.0), max(rights, default=0.0))


def _in_order(sight: _Sight, lines: Sequence[Line], margins: Margins) -> list[Sheet | str]:
    blocks: list[Sheet | str] = []
    written = 0
    for grid, sheet in zip(sight.grids, sight.sheets, strict=True):
        above = [line for line in lines[written:] if line.top < grid.tops[0]]
        blocks += [words_of(paragraph, margins.right) for paragraph in paragraphs_of(above, margins)]
        blocks.append(sheet)
        written += len(above)
    return blocks + [words_of(paragraph, margins.right) for paragraph in paragraphs_of(lines[written:], margins)]


def _running(sights: Sequence[_Sight]) -> set[tuple[int, float]]:
    """The running headers and page numbers, by page and place.

    They are the first or last on a page, and either say its number or stand at the same place of another page.
    """
    edges = [(sight.number, line) for sight in sights for line in _edges(sight)]
    found: set[tuple[int, float]] = set()
    for number, line in edges:
        if _PAGE.fullmatch(line.words) or line.words == str(number) or _stands_elsewhere(number, line, edges):
            found.add((number, line.top))
    return found


def _edges(sight: _Sight) -> list[Line]:
    """The outermost lines of a page, those that have no table beyond them."""
    first = min((grid.tops[0] for grid in sight.grids), default=float("inf"))
    last = max((grid.tops[-1] for grid in sight.grids), default=0.0)
    above = [line for line in sight.lines[:_EDGE] if line.top < first]
    return above + [line for line in sight.lines[-_EDGE:] if line.bottom > last and line not in above]


def _stands_elsewhere(number: int, line: Line, edges: Sequence[tuple[int, Line]]) -> bool:
    mask = re.sub(r"\d+", "#", line.words)
    return any(
        other != number and abs(each.top - line.top) < _NEAR and re.sub(r"\d+", "#", each.words) == mask
        for other, each in edges
    )


# Blocks to text --------------------------------------------------------------------------------------------------


class _ParagraphPlan(NamedTuple):
    start: int
    end: int

    def made(self, text: str, normal: str) -> Paragraph:
        return Paragraph(text[self.start : self.end], normal[self.start : self.end], Span(*self))


class _TablePlan(NamedTuple):
    rows: list[list[tuple[Field, int]]]

    def made(self, text: str, normal: str) -> Table:
        rows = []
        for row in self.rows:
            cells = []
            for field, start in row:
                span = Span(start, start + len(field.words))
                words = text[slice(*span)], normal[slice(*span)]
                cells.append(Cell(*words, span, field.column, (), field.colspan, field.rowspan))
            rows.append(Row(tuple(cells), Span(cells[0].span.start, cells[-1].span.end)))
        return Table(tuple(rows), Span(rows[0].span.start, rows[-1].span.end), True, "pdf")


class _Writer:
    """Writes the text, and keeps what each stretch of it is."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.plans: list[_ParagraphPlan | _TablePlan] = []
        self._length = 0

    def write_line(self, words: str) -> None:
        """A paragraph."""
        start = self._length
        self._add(words)
        self.plans.append(_ParagraphPlan(start, self._length))
        self._add("\n")

    def write_sheet(self, sheet: Sheet) -> None:
        """A table: every cell after as many TABs as there are grid columns before it."""
        rows = []
        taken = sorted({field.row for field in sheet.fields})
        for _, fields in groupby(sheet.fields, key=lambda field: field.row):
            row: list[tuple[Field, int]] = []
            columns = 0
            for field in fields:
                self._add("\t" * max(field.column - columns, 1 if row else 0))
                columns = max(field.column, columns + 1 if row else 0)
                reach = sum(field.row <= number < field.row + field.rowspan for number in taken)
                row.append((field._replace(rowspan=reach), self._length))
                self._add(field.words)
            self._add("\n")
            rows.append(row)
        if rows:
            self.plans.append(_TablePlan(rows))

    def _add(self, words: str) -> None:
        self.parts.append(words)
        self._length += len(words)
