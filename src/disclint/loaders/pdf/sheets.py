"""Tables of a PDF, put together again where a page break cuts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from disclint import normal_form
from disclint.loaders.pdf.lines import lines_of, words_of
from disclint.loaders.pdf.pages import Glyph
from disclint.loaders.pdf.ruling import Grid

__all__ = ["Field", "Sheet", "joined", "sheet_of"]

_NEAR = 3.0
_FIGURE = re.compile(r"[-+]?[\d,.]+%?|[-—–/]+")
_NUMBERED = re.compile(
    r"\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?\s*[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|第)"
)


class Field(NamedTuple):
    """A cell. ``full`` tells that its last line has no room for another character."""

    row: int
    column: int
    rowspan: int
    colspan: int
    words: str
    full: bool

    @property
    def is_figure(self) -> bool:
        """Whether it holds a figure, or the dash in place of one."""
        return _FIGURE.fullmatch(normal_form("".join(self.words.split()))) is not None


class Sheet(NamedTuple):
    """A table, or as much of it as stands on the pages read so far."""

    lefts: tuple[float, ...]
    fields: tuple[Field, ...]
    rows: int
    open_above: bool
    open_below: bool


def sheet_of(grid: Grid, glyphs: Sequence[Glyph]) -> Sheet:
    """The table of a grid with the characters that stand on it."""
    owner = {
        (box.row + y, box.column + x): number
        for number, box in enumerate(grid.boxes)
        for y in range(box.rowspan)
        for x in range(box.colspan)
    }
    inside: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        place = grid.place_at((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)
        if place in owner:
            inside.setdefault(owner[place], []).append(glyph)
    fields = []
    for number, box in enumerate(grid.boxes):
        right = grid.lefts[box.column + box.colspan]
        lines = lines_of(inside.get(number, ()))
        words = words_of(lines, right - _NEAR)
        full = bool(lines) and right - lines[-1].right < 2 * lines[-1].size
        fields.append(Field(*box, words, full))
    return Sheet(grid.lefts, tuple(fields), len(grid.tops) - 1, grid.open_above, grid.open_below)


def joined(above: Sheet, below: Sheet) -> Sheet | None:
    """The table whose end a page shows and whose rest begins the next page; ``None`` where they are two tables.

    They are one if they are equally wide and the lines of one are among the other's.
    """
    lefts = max(above.lefts, below.lefts, key=len)
    upper, lower = _moved(above, lefts), _moved(below, lefts)
    if upper is None or lower is None:
        return None
    last = {field.column: field for field in upper if field.row + field.rowspan == above.rows}
    first = {field.column: field for field in lower if not field.row}
    same = {column: field.colspan for column, field in last.items()} == {
        column: field.colspan for column, field in first.items()
    }
    cut = same and _is_cut(last, first, certain=above.open_below or below.open_above)
    shift = above.rows - cut
    merged = {column for column in first if column in last and (cut or _goes_on(last[column], first[column]))}
    fields = [_with(field, first[field.column], cut) if _is(field, last, merged) else field for field in upper]
    fields += [field._replace(row=field.row + shift) for field in lower if field.row or field.column not in merged]
    fields.sort(key=lambda field: field[:2])
    return Sheet(lefts, tuple(fields), shift + below.rows, above.open_above, below.open_below)


def _is(field: Field, last: dict[int, Field], merged: set[int]) -> bool:
    return field.column in merged and last[field.column] is field


def _moved(sheet: Sheet, lefts: Sequence[float]) -> list[Field] | None:
    """The cells by the columns of a finer grid, if the lines of theirs are among its."""
    at = []
    for left in sheet.lefts:
        near = [number for number, other in enumerate(lefts) if abs(other - left) <= _NEAR]
        if not near:
            return None
        at.append(near[0])
    if (at[0], at[-1]) != (0, len(lefts) - 1):
        return None
    return [
        field._replace(column=at[field.column], colspan=at[field.column + field.colspan] - at[field.column])
        for field in sheet.fields
    ]


def _is_cut(last: dict[int, Field], first: dict[int, Field], *, certain: bool) -> bool:
    """Whether the last row above and the first one below are one row, which only words run through.

    Where the page break is ruled like any other line, one of both must be without any figure, and the words above it
    must have had no room for more while those below begin no item of their own.
    """
    pairs = [(above, first[column]) for column, above in last.items()]
    if any(one.words and other.words and (one.is_figure or other.is_figure) for one, other in pairs):
        return False
    if certain:
        return True
    if any(one.is_figure for one, _ in pairs) == any(other.is_figure for _, other in pairs):
        return False
    running = [(one, other) for one, other in pairs if other.words and not other.is_figure]
    return bool(running) and all(one.words and one.full and not _NUMBERED.match(other.words) for one, other in running)


def _goes_on(above: Field, below: Field) -> bool:
    """Whether a cell that runs down over rows goes on below the page break, where its words do not stand again."""
    if above.colspan != below.colspan or (above.words and below.words):
        return False
    return above.rowspan + below.rowspan > 2 and not above.is_figure and not below.is_figure


def _with(above: Field, below: Field, cut: bool) -> Field:
    gap = " " if above.words[-1:].isascii() and below.words[:1].isascii() and above.words and below.words else ""
    words = above.words + gap + below.words
    return above._replace(rowspan=above.rowspan + below.rowspan - cut, words=words, full=below.full)
