"""Tables of a PDF, put together again where a page break cuts them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from disclint import NamedTuple
from disclint.loaders.pdf.lines import Line, label, lines_of
from disclint.loaders.pdf.pages import Glyph
from disclint.loaders.pdf.ruling import Grid

__all__ = ["Field", "Fill", "Sheet", "joined", "sheet_of"]

_NEAR = 3.0
_MOST_HEAD_ROWS = 5
_LOW = 7.0
"""Points. A row that is lower has no words, it is the rest of one that the page break cut."""
_FIGURE = re.compile(r"[-+]?[\d,.]+%?|[-—–/]+")
_NUMBERED = re.compile(
    r"\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?\s*[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,4}条)"
)


class Fill(NamedTuple):
    """How the words of a cell fill it.

    ``full``: the last line has no room for another character. ``sinks``, ``rises``: there is no room for a line below,
    above. ``low``: the cell is too low for a line.
    """

    full: bool
    sinks: bool
    rises: bool
    low: bool


class Field(NamedTuple):
    """A cell, and the page that it begins on."""

    row: int
    column: int
    rowspan: int
    colspan: int
    words: str
    page: int
    fill: Fill

    @property
    def is_figure(self) -> bool:
        """Whether it holds a figure, or the dash in place of one."""
        return _FIGURE.fullmatch(normalize("NFKC", "".join(self.words.split()))) is not None


class Sheet(NamedTuple):
    """A table, or as much of it as stands on the pages read so far."""

    lefts: tuple[float, ...]
    fields: tuple[Field, ...]
    rows: int
    open_above: bool
    open_below: bool


def sheet_of(grid: Grid, page: int, inside: Mapping[int, Sequence[Glyph]]) -> Sheet:
    """The table of a grid, with the characters that stand in each of its cells."""
    fields = []
    for number, box in enumerate(grid.boxes):
        left, right = grid.lefts[box.column], grid.lefts[box.column + box.colspan]
        top, bottom = grid.tops[box.row], grid.tops[box.row + box.rowspan]
        lines = lines_of(inside.get(number, ()))
        fields.append(Field(*box, label(lines, right - left), page, _fill(lines, top, right, bottom)))
    return Sheet(grid.lefts, tuple(fields), len(grid.tops) - 1, grid.open_above, grid.open_below)


def _fill(lines: Sequence[Line], top: float, right: float, bottom: float) -> Fill:
    if not lines:
        return Fill(full=False, sinks=False, rises=False, low=bottom - top < _LOW)
    first, last = lines[0], lines[-1]
    return Fill(
        full=right - last.right < 2 * last.size,
        sinks=bottom - last.bottom < last.size,
        rises=first.top - top < first.size,
        low=False,
    )


def joined(above: Sheet, below: Sheet) -> Sheet | None:
    """The table whose end a page shows and whose rest begins the next page; ``None`` where they are two tables.

    They are one if they have the same sides. Rows that only say again what the table began with are left out.
    """
    lefts = _together(above.lefts, below.lefts)
    if lefts is None:
        return None
    upper, lower = _moved(above, lefts), _moved(below, lefts)
    again = _repeated(upper, lower)
    if again:
        lower = [field._replace(row=field.row - again) for field in lower if field.row >= again]
    last = {field.column: field for field in upper if field.row + field.rowspan == above.rows}
    first = {field.column: field for field in lower if not field.row}
    same = {column: field.colspan for column, field in last.items()} == {
        column: field.colspan for column, field in first.items()
    }
    cut = same and _is_cut(last, first, certain=not again and (above.open_below or below.open_above))
    shift = above.rows - cut
    pairs = {column: (last[column], first[column]) for column in first if column in last}
    merged = {column for column, pair in pairs.items() if cut or _goes_on(*pair)}
    flowing = {column for column, pair in pairs.items() if _crosses(*pair) and _flows(*pair)}
    merged |= flowing if not same and len(flowing) > 1 else set()
    fields = [_with(field, first[field.column], cut) if _is(field, last, merged) else field for field in upper]
    fields += [field._replace(row=field.row + shift) for field in lower if field.row or field.column not in merged]
    fields.sort(key=lambda field: field[:2])
    return Sheet(lefts, tuple(fields), shift + below.rows - again, above.open_above, below.open_below)


def _together(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...] | None:
    """The lines of both; ``None`` where they begin or end elsewhere."""
    if abs(one[0] - other[0]) > _NEAR or abs(one[-1] - other[-1]) > _NEAR:
        return None
    lines: list[float] = []
    for at in sorted([*one, *other]):
        if not lines or at - lines[-1] > _NEAR:
            lines.append(at)
    return tuple(lines)


def _moved(sheet: Sheet, lefts: Sequence[float]) -> list[Field]:
    """The cells by the columns of a finer grid."""
    at = [min(range(len(lefts)), key=lambda number: abs(lefts[number] - left)) for left in sheet.lefts]
    return [
        field._replace(column=at[field.column], colspan=at[field.column + field.colspan] - at[field.column])
        for field in sheet.fields
    ]


def _repeated(upper: Sequence[Field], lower: Sequence[Field]) -> int:
    """How many rows at the top of a page say again, without a figure, what the table began with."""
    for rows in range(_MOST_HEAD_ROWS, 0, -1):
        head = [field for field in lower if field.row < rows]
        began = [field[:5] for field in upper if field.row < rows]
        whole = max((field.row + field.rowspan for field in head), default=0) == rows
        if whole and [field[:5] for field in head] == began and any(field.words for field in head):
            return 0 if any(field.is_figure for field in head) else rows
    return 0


def _is(field: Field, last: dict[int, Field], merged: set[int]) -> bool:
    return field.column in merged and last[field.column] is field


def _is_cut(last: dict[int, Field], first: dict[int, Field], *, certain: bool) -> bool:
    """Whether the last row above and the first one below are one row, which only words run through.

    Where the page break is ruled like any other line, one of both must be without any figure, and the words above it
    must have had no room for more while those below begin no item of their own; or one of both has no room for words.
    """
    pairs = [(above, first[column]) for column, above in last.items()]
    if any(one.words and other.words and (one.is_figure or other.is_figure) for one, other in pairs):
        return False
    if certain or all(one.fill.low for one, _ in pairs) or all(other.fill.low for _, other in pairs):
        return True
    figures = any(one.is_figure for one, _ in pairs), any(other.is_figure for _, other in pairs)
    running = [(one, other) for one, other in pairs if other.words and not other.is_figure]
    if all(figures) or not all(one.words and one.fill.full and not _begins(other) for one, other in running):
        return False
    return bool(running) if any(figures) else len(running) > 1 and all(_flows(*pair) for pair in running)


def _begins(field: Field) -> bool:
    """Whether the words of a cell begin an item of their own."""
    return _NUMBERED.match(field.words) is not None


def _flows(above: Field, below: Field) -> bool:
    """Whether words fill a cell to the page break, and go on at once below it."""
    return above.fill.full and above.fill.sinks and below.fill.rises and not _begins(below)


def _goes_on(above: Field, below: Field) -> bool:
    """Whether a cell that runs down over rows goes on below the page break."""
    if above.rowspan + below.rowspan <= 2 or not _crosses(above, below):
        return False
    return not (above.words and below.words) or _flows(above, below)


def _crosses(above: Field, below: Field) -> bool:
    """Whether two cells are equally wide, and none a figure's: they may be one."""
    return above.colspan == below.colspan and not above.is_figure and not below.is_figure


def _with(above: Field, below: Field, cut: bool) -> Field:
    gap = " " if above.words[-1:].isascii() and below.words[:1].isascii() and above.words and below.words else ""
    words = above.words + gap + below.words
    fill = below.fill if below.words else above.fill._replace(sinks=False)
    return above._replace(rowspan=above.rowspan + below.rowspan - cut, words=words, fill=fill)
