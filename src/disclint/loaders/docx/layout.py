"""The text of a Word document as it is printed, a line for each paragraph and each row, and its blocks on it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from disclint import Cell, Document, LineTable, NamedTuple, Paragraph, Piece, Row, Span, Table, Unreadable, normal_form
from disclint.loaders.docx.package import Package
from disclint.loaders.docx.places import Mark, Reading
from disclint.loaders.docx.story import Fragment, Grid, GridCell, Line, Story
from disclint.loaders.text import blocks_of

__all__ = ["lay_out"]

_LONGEST = 10_000_000
"""Characters. A report has ten thousand."""


def lay_out(story: Story, package: Package, path: str) -> Reading:
    """The document of a story. Raises ``Unreadable`` for one without words."""
    writer = _Writer()
    stretch: list[Line] = []
    for block in story.blocks:
        if isinstance(block, Line):
            stretch.append(block)
            continue
        writer.write_lines(stretch)
        stretch = []
        writer.write_grid(block)
    writer.write_lines(stretch)
    text = "".join(writer.parts)
    if not text.strip():
        raise Unreadable(
            "文档中没有文字（可能只有图片），没有可检查的内容",
            "there are no words in the document, pictures at most: there is nothing to read",
        )
    normal = normal_form(text)
    blocks = tuple([block.made(text, normal) for block in writer.blocks])
    document = Document(path, text, normal, blocks, LineTable(text), "utf-8", "docx", story.notes)
    return Reading(document, package, tuple(story.hosts), tuple(writer.marks))


class _Words(NamedTuple):
    """A stretch of the text, and its pieces where not all of it is spelled so in the file."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


class _ParagraphPlan(NamedTuple):
    words: _Words
    level: int | None

    def made(self, text: str, normal: str) -> Paragraph:
        start, end, pieces = self.words
        return Paragraph(text[start:end], normal[start:end], Span(start, end), pieces, self.level)


class _CellPlan(NamedTuple):
    words: _Words
    column: int
    colspan: int
    rowspan: int

    def made(self, text: str, normal: str) -> Cell:
        start, end, pieces = self.words
        span = Span(start, end)
        return Cell(text[start:end], normal[start:end], span, self.column, pieces, self.colspan, self.rowspan)


class _TablePlan(NamedTuple):
    rows: list[list[_CellPlan]]
    grid: bool
    dialect: str

    def made(self, text: str, normal: str) -> Table:
        rows = []
        for row in self.rows:
            cells = tuple([cell.made(text, normal) for cell in row])
            rows.append(Row(cells, Span(cells[0].span.start, cells[-1].span.end)))
        return Table(tuple(rows), Span(rows[0].span.start, rows[-1].span.end), self.grid, self.dialect)


class _Writer:
    """Writes the text, and keeps what each stretch of it is and where it comes from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[_ParagraphPlan | _TablePlan] = []
        self.marks: list[Mark] = []
        self._length = 0

    # Lines: paragraphs, and tables that are drawn with TABs, pipes or spaces

    def write_lines(self, lines: list[Line]) -> None:
        """Lines that stand together; what of them is a table is found as in a plain text."""
        source = _Source(lines)
        if not source.text.strip():
            return
        for block in blocks_of(source.text, normal_form(source.text)):
            if isinstance(block, Paragraph):
                level = source.line_at(block.span.start).level
                self.blocks.append(_ParagraphPlan(self._put(source.between(block.span), keep_tabs=True), level))
                self._add("\n")
            else:
                self._write_drawn(block, source)

    def _write_drawn(self, table: Table, source: _Source) -> None:
        rows = []
        for row in table.rows:
            cells: list[_CellPlan] = []
            for cell in row.cells:
                if cells:
                    self._add("\t")
                fragments = source.between(cell.span) or [source.nothing_at(cell.span.start)]
                cells.append(_CellPlan(self._put(fragments), cell.column, cell.colspan, cell.rowspan))
            self._add("\n")
            rows.append(cells)
        self.blocks.append(_TablePlan(rows, False, table.dialect))

    # Tables

    def write_grid(self, grid: Grid) -> None:
        """A table of Word's: every cell after as many TABs as there are grid columns before it."""
        rows = []
        for row in grid.rows:
            column = 0
            cells: list[_CellPlan] = []
            for cell in row:
                tabs = max(cell.column - column, 1 if cells else 0)
                self._add("\t" * tabs)
                column = max(cell.column, column + 1 if cells else 0)
                cells.append(_CellPlan(self._put(_fragments_of(cell)), cell.column, cell.colspan, cell.rowspan))
            self._add("\n")
            rows.append(cells)
        self.blocks.append(_TablePlan(rows, True, "docx"))

    # Text

    def _add(self, words: str) -> None:
        if words:
            self.parts.append(words)
            self._length += len(words)
            if self._length > _LONGEST:
                raise Unreadable(
                    f"文档超过 {_LONGEST // 10_000} 万字，不像一份报告",
                    f"the document has more than {_LONGEST:,} characters: this is no report",
                )

    def _put(self, fragments: list[Fragment], *, keep_tabs: bool = False) -> _Words:
        start = self._length
        pieces: list[Piece] = []
        for words, exact, host, child in fragments:
            at = self._length
            self._add(words if keep_tabs else words.replace("\t", " "))
            if host >= 0:
                self.marks.append(Mark(at, self._length, host, child))
            if not pieces or not exact or not pieces[-1].exact:
                pieces.append(Piece(at - start, Span(at, self._length), exact))
        inexact = any(not piece.exact for piece in pieces)
        return _Words(start, self._length, _closed(pieces, start, self._length) if inexact else ())


def _closed(pieces: list[Piece], start: int, end: int) -> tuple[Piece, ...]:
    """Pieces that reach as far as the next one begins."""
    ends = [start + piece.at for piece in pieces[1:]] + [end]
    return tuple([piece._replace(span=Span(piece.span.start, end)) for piece, end in zip(pieces, ends, strict=True)])


class _Source:
    """Lines as one text, with the way back from its offsets to fragments."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._fragments: list[Fragment] = []
        self._starts: list[int] = []
        words = []
        offset = 0
        for line in lines:
            for fragment in line.fragments:
                self._fragments.append(fragment)
                self._starts.append(offset)
                offset += len(fragment.words)
            offset += 1
            words.append(line.words)
        self._line_starts = list(accumulate((len(line) + 1 for line in words), initial=0))
        self.text = "\n".join(words)

    def line_at(self, offset: int) -> Line:
        return self._lines[bisect_right(self._line_starts, offset) - 1]

    def nothing_at(self, offset: int) -> Fragment:
        """No words, at the place of an empty cell."""
        at = bisect_right(self._starts, offset) - 1
        line = self.line_at(offset)
        child = self._fragments[at].child if at >= 0 and self._fragments[at].host == line.host else -1
        return Fragment("", True, line.host, child)

    def between(self, span: Span) -> list[Fragment]:
        """The fragments of a stretch, cut to it; a line end inside it becomes a blank."""
        found: list[Fragment] = []
        offset = span.start
        at = max(0, bisect_right(self._starts, span.start) - 1)
        while at < len(self._fragments) and (start := self._starts[at]) < span.end:
            fragment = self._fragments[at]
            first, last = max(span.start - start, 0), span.end - start
            words = fragment.words[first:last]
            if words:
                if start + first > offset:
                    found.append(fragment._replace(words=" " * (start + first - offset), exact=False, child=-1))
                found.append(fragment._replace(words=words))
                offset = start + first + len(words)
            at += 1
        return found


def _fragments_of(cell: GridCell) -> list[Fragment]:
    """What stands in a cell, its lines after each other with a blank between them."""
    joined: list[Fragment] = []
    lines = cell.lines()
    for line in lines:
        trimmed = _trimmed(line.fragments)
        if trimmed and joined:
            joined.append(Fragment(" ", False, line.host, -1))
        joined.extend(trimmed)
    return joined or [Fragment("", True, lines[0].host if lines else -1, -1)]


def _trimmed(fragments: list[Fragment]) -> list[Fragment]:
    """Fragments without white space before the first word and after the last."""
    first, last = 0, len(fragments)
    while first < last and not fragments[first].words.strip():
        first += 1
    while last > first and not fragments[last - 1].words.strip():
        last -= 1
    kept = fragments[first:last]
    if kept and kept[0].words[0].isspace():
        kept[0] = kept[0]._replace(words=kept[0].words.lstrip())
    if kept and kept[-1].words[-1].isspace():
        kept[-1] = kept[-1]._replace(words=kept[-1].words.rstrip())
    return kept
