"""From the tree of a page to paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from disclint import Block, Cell, Paragraph, Row, Span, Table, Text
from disclint.loaders.html.grid import Grid, span_of_attribute
from disclint.loaders.html.scanner import attributes_of
from disclint.loaders.html.tree import Break, Leaf, Node, too_large
from disclint.loaders.html.words import compose

__all__ = ["Writer", "cells_of", "is_layout", "rows_of"]

_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_BOLD_HEADING = re.compile(r"\s*[一二三四五六七八九十]{1,3}\s*[、.．,，][^。；;!?！？]{2,36}")
_MOST_BLOCKS = 20_000
_MOST_CELLS = 50_000
_PROSE = 120
"""A cell with as many characters and two full stops is prose, not a value."""


class Writer:
    """Writes nodes as blocks, in the order of the page."""

    def __init__(self, text: str, normal: str) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._normal = normal
        self._line: list[Leaf | Break] = []
        self._level: int | None = None
        self._cells = 0

    def write(self, node: Node) -> None:
        """Adds a node's blocks."""
        if node.name == "table":
            self._table(node)
            return
        self._end_line()
        outer = self._level
        self._level = _LEVELS.get(node.name, outer)
        children: Iterable[Node | Leaf | Break] = node.children
        if node.name in ("pre", "listing"):
            children = _lines(self._text, node.children)
        for child in children:
            if isinstance(child, Leaf):
                self._line.append(child)
            elif isinstance(child, Break):
                self._end_line()
            else:
                self.write(child)
        self._end_line()
        self._level = outer

    def _end_line(self) -> None:
        if not self._line:
            return
        words, bold = compose(self._text, self._normal, self._line, self._line[0].start)
        self._line = []
        if not words.value:
            return
        if 0 < bold < len(words.value) and _BOLD_HEADING.fullmatch(words.value, 0, bold):
            self._paragraph(_stripped(words, 0, bold))
            self._paragraph(_stripped(words, bold, len(words.value)))
        else:
            self._paragraph(words)

    def _paragraph(self, words: Text) -> None:
        if len(self.blocks) >= _MOST_BLOCKS:
            raise too_large()
        self.blocks.append(Paragraph(words.value, words.normal, words.span, words.pieces, self._level))

    def _table(self, table: Node) -> None:
        self._end_line()
        fostered = Node("div", table.tag)
        fostered.children = table.before
        self.write(fostered)
        for child in table.children:
            if isinstance(child, Node) and child.name == "caption":
                self.write(child)
        if is_layout(self._text, table):
            for _, row in rows_of(table):
                for cell in cells_of(row):
                    self.write(cell)
            return
        rows, inner = self._rows(table)
        span = Span(rows[0].span.start, max(row.span.end for row in rows))
        self.blocks.append(Table(tuple(rows), span, True, "html"))
        for nested in inner:
            self._table(nested)

    def _rows(self, table: Node) -> tuple[list[Row], list[Node]]:
        """The rows of a table that have cells of their own, and the tables that stand in its cells."""
        rows: list[Row] = []
        inner: list[Node] = []
        grid = Grid()
        last: Node | None = None
        for group, row in rows_of(table):
            if group is not last:
                grid.begin_group()
                last = group
            grid.begin_row()
            cells = [self._cell(cell, grid, inner) for cell in cells_of(row)]
            if cells:
                start = min(cell.span.start for cell in cells)
                rows.append(Row(tuple(cells), Span(start, max(cell.span.end for cell in cells))))
        return rows, inner

    def _cell(self, cell: Node, grid: Grid, inner: list[Node]) -> Cell:
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise too_large()
        attributes = attributes_of(self._text, cell.tag)
        colspan = span_of_attribute(attributes.get("colspan", ""), rows=False)
        rowspan = span_of_attribute(attributes.get("rowspan", ""), rows=True)
        column = grid.place(colspan, rowspan)
        words, _ = compose(self._text, self._normal, _leaves(cell, inner), cell.inner)
        return Cell(words.value, words.normal, words.span, column, words.pieces, colspan, rowspan)


def rows_of(table: Node) -> Iterator[tuple[Node, Node]]:
    """The rows of a table, each with the group that it stands in."""
    for child in table.children:
        if not isinstance(child, Node):
            continue
        if child.name == "tr":
            yield table, child
        elif child.name in _GROUPS:
            for row in child.children:
                if isinstance(row, Node) and row.name == "tr":
                    yield child, row


def cells_of(row: Node) -> Iterator[Node]:
    """The cells of a row."""
    for child in row.children:
        if isinstance(child, Node) and child.name in _CELLS:
            yield child


def is_layout(text: str, table: Node) -> bool:
    """Whether a table only arranges the page: it has one column, or its cells hold prose or other tables."""
    if attributes_of(text, table.tag).get("role", "").lower() in ("presentation", "none"):
        return True
    widest = own = prose = inner = 0
    for _, row in rows_of(table):
        width = 0
        for cell in cells_of(row):
            width += 1
            measured = _Measure(text, cell)
            own += measured.own
            inner += measured.inner
            prose += measured.own if measured.own >= _PROSE and measured.stops >= 2 else 0
        widest = max(widest, width)
    return widest <= 1 or inner > own or prose * 2 > own


class _Measure:
    """How many characters a cell has of its own, how many in tables inside it, and how many full stops."""

    def __init__(self, text: str, cell: Node) -> None:
        self.own = self.inner = self.stops = 0
        self._text = text
        self._add(cell, inside=False)

    def _add(self, node: Node, *, inside: bool) -> None:
        for child in node.children:
            if isinstance(child, Node):
                self._add(child, inside=inside or child.name == "table")
            elif isinstance(child, Leaf):
                words = self._text[child.start : child.end]
                if inside:
                    self.inner += len(words.strip())
                else:
                    self.own += len(words.strip())
                    self.stops += words.count("。")


def _leaves(cell: Node, inner: list[Node]) -> Iterator[Leaf | Break]:
    """The words of a cell; a block in it begins and ends a line. Tables in it are put to ``inner``."""
    for child in cell.children:
        if isinstance(child, Node):
            if child.name == "table":
                inner.append(child)
                continue
            yield Break(child.start, child.inner)
            yield from _leaves(child, inner)
            yield Break(child.end, child.end)
        else:
            yield child


def _lines(text: str, children: Sequence[Node | Leaf | Break]) -> Iterator[Node | Leaf | Break]:
    """The children of a ``pre``, its lines apart."""
    for child in children:
        if not isinstance(child, Leaf):
            yield child
            continue
        start = child.start
        for match in re.finditer("\r\n|\r|\n", text[child.start : child.end]):
            yield child._replace(start=start, end=child.start + match.start())
            yield Break(child.start + match.start(), child.start + match.end())
            start = child.start + match.end()
        yield child._replace(start=start)


def _stripped(words: Text, start: int, end: int) -> Text:
    """``words[start:end]`` without white space before and after."""
    inside = words.value[start:end]
    return words.part(end - len(inside.lstrip()), start + len(inside.rstrip()))
