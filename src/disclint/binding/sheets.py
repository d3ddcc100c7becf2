"""What of a region a form is printed in: below its caption, one side after the other, without the line numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from disclint.binding.figures import read_figure
from disclint.binding.labels import compact
from disclint.binding.strips import Region, Strip
from disclint.model.document import Cell, Text
from disclint.model.form import Form
from disclint.model.late import late
from disclint.model.record import derived
from disclint.model.text import normal_form

__all__ = ["sheets"]


def sheets(form: Form, found: Sequence[Region]) -> Sequence[Region]:
    """The regions as the form is looked for in them; for a plain table without captions those that were given.

    A form with captions is looked for below them, up to the caption of another table; where none of them stands, in
    each table by itself.
    """
    if form.captions:
        below = [part for region in found for part in _below(form, region)]
        found = below or [part for region in found for part in _tables(region)]
    lines = _line_labels(form)
    if form.layout != "sides" and not lines:
        return found
    return [Region(region.section, list(_rearranged(form, lines, region.strips))) for region in found]


_LONGEST_CAPTION = 40
_NUMBER = late(r"(?:\(?[一二三四五六七八九十\d]{1,3}[,.)]|20\d\d年度?)+")
_SHEET_NUMBER = late(r"(?:公开|附)?表?[一二三四五六七八九十\d]{1,3}表?")


def _below(form: Form, region: Region) -> Iterator[Region]:
    wanted = {_unquoted(normal_form(caption)) for caption in form.captions}
    rows: list[Strip] | None = None
    for strip in region.strips:
        caption = _caption(strip)
        if caption is None:
            if rows is not None:
                rows.append(strip)
        elif caption in wanted:
            rows = [] if rows is None else rows  # on the next page it may stand again
        elif rows is not None:
            yield Region(region.section, rows)
            rows = None
    if rows is not None:
        yield Region(region.section, rows)


def _caption(strip: Strip) -> str | None:
    """The words of a line that names a table, without its number and quotes; 公开01表 alone names none."""
    filled = [cell for cell in strip.cells if cell.value and not cell.value.isspace()]
    if len(filled) != 1 or len(filled[0].normal) > 2 * _LONGEST_CAPTION or "表" not in filled[0].normal:
        return None
    words = _unquoted(filled[0].normal)
    words = words[_end_of_number(words) :]
    if not words.endswith("表") or len(words) > _LONGEST_CAPTION or _SHEET_NUMBER.fullmatch(words):
        return None
    return words


def _end_of_number(words: str) -> int:
    number = _NUMBER.match(words)
    return number.end() if number else 0


def _unquoted(normal: str) -> str:
    return compact(normal).replace('"', "")


def _tables(region: Region) -> Iterator[Region]:
    """Each table of a region, by itself."""
    rows: dict[int, list[Strip]] = {}
    for strip in region.strips:
        rows.setdefault(strip.table, []).append(strip)
    for strips in rows.values():
        yield Region(region.section, strips)


# Sides and line numbers ------------------------------------------------------------------------------------------


def _rearranged(form: Form, lines: frozenset[str], strips: Sequence[Strip]) -> Iterator[Strip]:
    cuts = _cuts(strips) if form.layout == "sides" else {}
    left: list[Strip] = []
    right: list[Strip] = []
    for strip in strips:
        cut = cuts.get(strip.table)
        if cut is None or strip.bare or strip.spaced:
            left.append(strip)
            continue
        cut = _cut(strip, cut)
        for side, cells in (
            (left, [cell for place, cell in _placed(strip) if place < cut]),
            (right, [cell for place, cell in _placed(strip) if place >= cut]),
        ):
            if not _says_nothing(cells):
                side.append(strip._replace(cells=cells))
    for rows in (left, right):
        yield from _without_lines(rows, lines)


def _placed(strip: Strip) -> Iterator[tuple[int, Text]]:
    """The cells of a row, each with its grid column, or its number where there is no grid."""
    for index, cell in enumerate(strip.cells):
        yield (cell.column if strip.grid and isinstance(cell, Cell) else index), cell


def _labelled(strip: Strip) -> list[int]:
    return [place for place, cell in _placed(strip) if read_figure(cell.normal).kind == "words"]


def _cuts(strips: Sequence[Strip]) -> dict[int, int]:
    """By table: the place where the second side begins, which is that of most labels after the first."""
    seen: dict[int, Counter[int]] = {}
    for strip in strips:
        if (
            not strip.bare
            and not strip.spaced
            and any(read_figure(cell.normal).kind == "figure" for cell in strip.cells)
        ):
            seen.setdefault(strip.table, Counter()).update(_labelled(strip)[1:])
    often = {table: places.most_common(1) for table, places in seen.items()}
    return {table: first[0][0] for table, first in often.items() if first and first[0][1] > 1}


def _cut(strip: Strip, usual: int) -> int:
    """Where a row's second side begins: a row whose first cells are empty may have lost some of them."""
    labels = _labelled(strip)
    return labels[0] if len(labels) == 1 and not strip.grid and 0 < labels[0] < usual else usual


def _says_nothing(cells: Sequence[Text]) -> bool:
    """Whether one side of a row is empty but for its line number."""
    filled = [cell.normal.strip() for cell in cells if cell.value and not cell.value.isspace()]
    return not filled or (len(filled) == 1 and filled[0].isdecimal() and len(filled[0]) < 4)


@derived
def _line_labels(form: Form) -> frozenset[str]:
    return frozenset(
        compact(normal_form(label))
        for column in form.columns
        if column.type == "line"
        for label in (column.label, *column.variants, *column.aliases)
    )


def _without_lines(strips: Sequence[Strip], lines: frozenset[str]) -> Iterator[Strip]:
    """The rows without the cells below the header of the line numbers; it also holds for a table's part on the next
    page."""
    numbered: set[int] = set()
    for strip in strips:
        if not lines or strip.bare or strip.spaced:
            yield strip
            continue
        named = {place for place, cell in _placed(strip) if compact(cell.normal) in lines}
        if named:
            numbered = named
        if named or not numbered:
            yield strip
            continue
        cells = [
            cell for place, cell in _placed(strip) if place not in numbered or read_figure(cell.normal).kind == "words"
        ]
        if cells:
            yield strip._replace(cells=cells)
