"""Plain text: lines, and the tables that they draw with TABs, pipes, spaces or a cell on each line."""

from __future__ import annotations

from disclint import Block, Cell, Document, LineTable, Paragraph, Row, Span, Table, Unreadable, normal_form
from disclint.loaders.embedded import blocks_around_tables, has_tables
from disclint.loaders.encoding import decode
from disclint.loaders.lines import kinds_of_lines, shadow_of

__all__ = ["blocks_of", "check_length", "load"]

_MOST_CHARACTERS = 20_000_000
_MOST_LINES = 500_000
_MOST_PARAGRAPHS = 50_000
_MOST_CELLS = 200_000
"""A report has ten thousand characters, a hundred paragraphs and four hundred cells; a volume of a thousand is read."""


def load(data: bytes, path: str) -> Document:
    """Reads a plain text. ``Document.text`` keeps the line ends and leaves out a byte order mark.

    Raises ``Unreadable`` for what is no text, and for one that is far larger than any report.
    """
    text, encoding, notes = decode(data)
    normal = normal_form(text)
    if not has_tables(text):
        return Document(path, text, normal, blocks_of(text, normal), LineTable(text), encoding, "text", notes)
    blocks = blocks_around_tables(text, normal, blocks_of)
    document = Document(path, text, normal, blocks, LineTable(text), encoding, "text", notes)
    return document.replace(words="\n".join([words.normal for words in document.texts()]))


def check_length(text: str) -> None:
    """Raises ``Unreadable`` for a text with more characters or lines than any report."""
    if len(text) > _MOST_CHARACTERS:
        raise _too_large(f"{_MOST_CHARACTERS // 10_000} 万字", f"{_MOST_CHARACTERS:,} characters")
    if text.count("\n") + text.count("\r") > _MOST_LINES:
        raise _too_large(f"{_MOST_LINES // 10_000} 万行", f"{_MOST_LINES:,} lines")


def blocks_of(text: str, normal: str) -> tuple[Block, ...]:
    """The paragraphs and tables of a text and its normal form, in order.

    A table goes on over blank lines and rules until a paragraph or a row of another dialect. A paragraph is one line:
    sentences that a page break cuts are not joined. Raises ``Unreadable`` for a text that is far larger than any
    report.
    """
    check_length(text)
    shadow = shadow_of(normal)
    lines = shadow.split("\n")
    writer = _Writer(text, normal)
    start = 0
    for kind, line in zip(kinds_of_lines(lines), lines, strict=True):
        if kind == "bare":
            writer.paragraph(line, start)
        elif kind == "cell":
            writer.cell(line, start)
        elif kind == "continuation":
            writer.continuation(line, start)
        elif kind == "blank":
            writer.end_row()
        elif kind != "rule":
            if kind == "tab" and " " not in line.removesuffix(" ") and not writer.has_odd_spaces:
                writer.plain_row(start, start + len(line.removesuffix(" ")))
            else:
                writer.row(kind, *_fields(kind, line, start))
        start += len(line) + 1
    writer.end_table()
    return tuple(writer.blocks)


def _fields(kind: str, line: str, start: int) -> tuple[list[str], int]:
    """The fields of a row with the white space around them, and where the first begins."""
    if kind == "tab":
        return line.split("\t"), start
    if kind == "aligned":
        return line.split("  "), start
    fields = line.split("|")
    if not fields[-1] or fields[-1].isspace():
        del fields[-1]
    if len(fields) > 1 and (not fields[0] or fields[0].isspace()):
        start += len(fields.pop(0)) + 1
    return fields, start


def _too_large(what: str, english: str) -> Unreadable:
    return Unreadable(f"文本超过 {what}，不像一份报告", f"the text has more than {english}: this is no report")


_ODD_SPACES = "\v\f\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029"
"""White space that the normal form keeps."""


class _Writer:
    """Collects cells into rows, rows into tables, and all into blocks."""

    def __init__(self, text: str, normal: str) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._normal = normal
        self._rows: list[Row] = []
        self._dialect = ""
        self._cells: list[Cell] = []
        self._paragraphs = self._written = 0
        self.has_odd_spaces = any(space in normal for space in _ODD_SPACES)

    def paragraph(self, line: str, start: int) -> None:
        if self._dialect:
            self.end_table()
        words = line.strip()
        start += line.index(words[0])
        end = start + len(words)
        self.blocks.append(Paragraph(self._text[start:end], self._normal[start:end], Span(start, end)))
        self._paragraphs += 1
        if self._paragraphs > _MOST_PARAGRAPHS:
            raise _too_large(f"{_MOST_PARAGRAPHS // 10_000} 万段", f"{_MOST_PARAGRAPHS:,} paragraphs")

    def row(self, dialect: str, fields: list[str], start: int) -> None:
        self._be_in(dialect)
        text, normal = self._text, self._normal
        gap = 2 if dialect == "aligned" else 1
        cells: list[Cell] = []
        for field in fields:
            words = field.strip()
            if words:
                begin = start if len(words) == len(field) else start + field.index(words[0])
                end = begin + len(words)
                cells.append(Cell(text[begin:end], normal[begin:end], Span(begin, end), len(cells)))
            elif gap == 1:
                cells.append(Cell("", "", Span(start, start), len(cells)))
            start += len(field) + gap
        self._end(cells)

    def plain_row(self, start: int, end: int) -> None:
        """A row whose cells have TABs between them and no other white space: most rows of most reports."""
        self._be_in("tab")
        cells: list[Cell] = []
        values, normals = self._text[start:end].split("\t"), self._normal[start:end].split("\t")
        for column, (value, normal) in enumerate(zip(values, normals, strict=True)):
            end = start + len(value)
            cells.append(Cell(value, normal, Span(start, end), column))
            start = end + 1
        self._end(cells)

    def cell(self, line: str, start: int) -> None:
        self._be_in("cell-per-line")
        words = line.strip()
        start += line.index(words[0]) if words else line.index("\t") + 1
        self._add(start, start + len(words))

    def continuation(self, line: str, start: int) -> None:
        words = line.strip()
        start += line.index(words[0])
        end = start + len(words)
        above = self._cells.pop()
        self._add(above.span.start if above.value else start, end)

    def end_row(self) -> None:
        if self._cells:
            self._end(self._cells)
            self._cells = []

    def end_table(self) -> None:
        self.end_row()
        if self._rows:
            span = Span(self._rows[0].span.start, self._rows[-1].span.end)
            self.blocks.append(Table(tuple(self._rows), span, False, self._dialect))
        self._rows = []
        self._dialect = ""

    def _be_in(self, dialect: str) -> None:
        if dialect != self._dialect:
            self.end_table()
            self._dialect = dialect

    def _end(self, cells: list[Cell]) -> None:
        """A row is whole."""
        self._rows.append(Row(tuple(cells), Span(cells[0].span.start, cells[-1].span.end)))
        self._written += len(cells)
        if self._written > _MOST_CELLS:
            raise _too_large(f"{_MOST_CELLS // 10_000} 万个单元格", f"{_MOST_CELLS:,} cells")

    def _add(self, start: int, end: int) -> None:
        text, normal = self._text[start:end], self._normal[start:end]
        self._cells.append(Cell(text, normal, Span(start, end), len(self._cells)))
