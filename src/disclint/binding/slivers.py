"""Takes out of a true grid the columns that no cell has for itself.

Where the edges of two rows' cells miss each other by a hair, a word processor makes a column of that hair: the cells on
one side of it are two columns wide in some rows, those on the other side in the others, and every column to its right
is counted one too far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclint.model.document import Cell, Row

__all__ = ["cells_without_slivers"]

_MOST = 64
"""A table with more of them is no table of figures."""


def cells_without_slivers(rows: Sequence[Row]) -> Iterator[Sequence[Cell]]:
    """The cells of each row, renumbered where the grid has such a column."""
    cuts = _slivers(rows)
    for row in rows:
        yield [_moved(cell, cuts) for cell in row.cells] if cuts else row.cells


def _slivers(rows: Sequence[Row]) -> list[int]:
    """The columns to take out, the last one first; each as numbered when those before it in the list are out."""
    cuts: list[int] = []
    cells = {(cell.column, cell.column + cell.colspan) for row in rows for cell in row.cells}
    while len(cuts) < _MOST and (found := _last_sliver(cells)) is not None:
        cuts.append(found)
        cells = {(start - (start > found), end - (end > found)) for start, end in cells}
    return cuts


def _last_sliver(cells: set[tuple[int, int]]) -> int | None:
    """The last column that cells end or begin on both sides of, though no cell fills it alone."""
    edges = {edge for cell in cells for edge in cell}
    return max((edge for edge in edges if edge + 1 in edges and (edge, edge + 1) not in cells), default=None)


def _moved(cell: Cell, cuts: Sequence[int]) -> Cell:
    start, end = cell.column, cell.column + cell.colspan
    for cut in cuts:
        start, end = start - (start > cut), end - (end > cut)
    unmoved = start == cell.column and end - start == cell.colspan
    return cell if unmoved else Cell(cell.value, cell.normal, cell.span, start, cell.pieces, end - start, cell.rowspan)
