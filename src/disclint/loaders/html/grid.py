"""Where the cells of a table stand on its grid, as the HTML standard forms it, with anchors alone."""

from __future__ import annotations

__all__ = ["Grid", "span_of_attribute"]

_WIDEST = 1000
_TALLEST = 65534
_COLUMNS = 4096
"""Columns to the right of it are counted, but no cell of a row above is remembered there."""


def span_of_attribute(value: str, *, rows: bool) -> int:
    """A ``colspan`` or ``rowspan`` as browsers read it: digits at its start, within limits; 0 means to the end."""
    digits = ""
    for character in value.strip(" \t\n\f\r").removeprefix("+")[:8]:
        if not "0" <= character <= "9":
            break
        digits += character
    number = int(digits) if digits else 1
    if rows:
        return min(number, _TALLEST)
    return number if 1 <= number <= _WIDEST else _WIDEST if number > _WIDEST else 1


class Grid:
    """Finds the columns of cells, row by row; a group of rows ends the spans of its cells.

    Which columns cells from above take is one number, a bit for each, so that a row costs no more than its own cells
    whatever spans the table claims. Where cells overlap, which is an error of the table, the first keeps the place.
    """

    __slots__ = ("_column", "_ends", "_forever", "_row", "_taken")

    def __init__(self) -> None:
        self._row = -1
        self._column = 0
        self._taken = 0
        self._forever = 0
        self._ends: dict[int, int] = {}

    def begin_group(self) -> None:
        """A ``thead``, ``tbody`` or ``tfoot`` begins or ends."""
        self._taken = self._forever = 0
        self._ends.clear()

    def begin_row(self) -> None:
        """The next row."""
        self._row += 1
        self._column = 0
        self._taken &= ~self._ends.pop(self._row, 0)
        self._taken |= self._forever

    def place(self, colspan: int, rowspan: int) -> int:
        """The column of the row's next cell. A ``rowspan`` of 0 goes to the end of the group."""
        column = self._column
        if column < _COLUMNS:
            free = ~(self._taken >> column)
            column += (free & -free).bit_length() - 1
        self._column = column + colspan
        if rowspan != 1 and column < _COLUMNS:
            cells = ((1 << min(colspan, _COLUMNS - column)) - 1) << column & ~self._taken
            self._taken |= cells
            if rowspan:
                self._ends[self._row + rowspan] = self._ends.get(self._row + rowspan, 0) | cells
            else:
                self._forever |= cells
        return column
