"""Binds a form whose rows stand side by side in one line, below headers that name its columns."""

from __future__ import annotations

from disclint.binding.bound import bound_cell, cell_keys, is_squeezed, missing, values
from disclint.binding.labels import Labels, Match, names_in
from disclint.binding.printed import printed_label
from disclint.binding.readings import Evidence, Placement, place
from disclint.binding.strips import Region, Segment
from disclint.model.document import Text
from disclint.model.filing import BoundCell, BoundForm, BoundLabel, BoundRow
from disclint.model.form import Form
from disclint.model.span import Span

__all__ = ["bind_across"]


_NAMES = 3
"""So many different names of columns or rows make a header."""


class _Line:
    """What was found of such a form: its header, the line of its data, and figures that fit nowhere."""

    def __init__(self) -> None:
        self.header: list[tuple[Text, Match]] = []
        self.data: Segment | None = None
        self.orphans = False
        self.upright = False
        """Whether figures stand beside names of columns: the table was turned round."""

    @property
    def has_header(self) -> bool:
        return len({match.key for _, match in self.header}) >= _NAMES


def bind_across(form: Form, labels: Labels, region: Region) -> BoundForm:
    """The form as found in a region: every cell ends as filled, blank, missing or uncertain."""
    count = sum(len(row.columns) for row in form.rows)
    line = _find(region, labels, count)
    if not line.has_header:
        return missing(form)
    printed = tuple(label for text, match in line.header if (label := printed_label(text, match)) is not None)
    data = line.data or _blank_line(region, count)
    if data is None:
        return missing(form).replace(labels=printed)
    placement = place(data, count, _evidence(data, count, is_squeezed(region.strips, {data.table})), total=False)
    if line.upright or (line.orphans and len(data.tokens) != count):
        placement = Placement((), placement.fault)
    return _spread(form, data, placement, printed, line)


def _find(region: Region, labels: Labels, count: int) -> _Line:
    line = _Line()
    for segment in region.segments:
        named = [name for label in segment.labels for name in names_in(label, labels)]
        line.header += named
        if not segment.tokens or not line.has_header or _numbers_columns(segment, count):
            continue
        if line.data is None or (_is_drawn(line.data) and 2 * len(segment.tokens) > count):
            line.data = segment
            line.upright = bool(named) and not (segment.bare and 2 * len(segment.tokens) > count)
        elif not segment.labels and len(line.data.tokens) + len(segment.tokens) <= count:
            line.data.tokens.extend(segment.tokens)
            line.data.slots += segment.slots
            line.data.joined = True
        else:
            line.orphans = True
    return line


def _numbers_columns(line: Segment, count: int) -> bool:
    """Whether a line holds the numbers of the columns, from 1 on."""
    return [token.reading.value for token in line.tokens] == list(range(1, count + 1))


def _is_drawn(line: Segment) -> bool:
    """Whether a line holds nothing but dashes: blank cells, or a rule above the figures."""
    return all(token.reading.kind == "dash" for token in line.tokens)


def _evidence(data: Segment, count: int, squeezed: bool) -> Evidence:
    """A line of exactly as many cells as the form has columns is a grid of its own."""
    return Evidence(squeezed, edge=count if data.width == count and not data.joined else None)


def _blank_line(region: Region, count: int) -> Segment | None:
    """A data row without any figure: as many empty cells as the form has, after the header."""
    for strip in reversed(region.strips):
        if not strip.bare and len(strip.cells) >= count and not any(cell.value for cell in strip.cells):
            row = Segment(strip)
            row.slots = len(strip.cells)
            row.places = list(strip.cells)
            return row
    return None


def _spread(form: Form, data: Segment, placement: Placement, printed: tuple[BoundLabel, ...], line: _Line) -> BoundForm:
    """The one line of data, cut into the rows of the form."""
    cells: dict[tuple[str, str], BoundCell] = {}
    rows: dict[str, BoundRow] = {}
    names = {match.key: text for text, match in reversed(line.header) if match.part == "row"}
    label = data.strip.cells[0]
    readings = values(data, placement)
    figures = tuple(token.text for token in data.tokens)
    span = Span(data.start, data.end)
    keys = cell_keys(form)
    offset = 0
    for row in form.rows:
        part = slice(offset, offset + len(row.columns))
        for index, column in enumerate(row.columns, offset):
            cells[row.key, column] = bound_cell(keys[row.key, column], index, data, placement, label.span)
        own = tuple(dict.fromkeys(reading[part] for reading in readings))
        rows[row.key] = BoundRow(row.key, row.columns, True, names.get(row.key), figures, own, placement.fault, span)
        offset = part.stop
    proved = placement.blanks_proved and bool(data.tokens) and all(token.reading.value for token in data.tokens)
    start = min([data.start, *(text.span.start for text, _ in line.header)])
    return BoundForm(
        form,
        True,
        cells,
        rows,
        printed,
        span=Span(start, data.end),
        reliable=not line.upright,
        blanks_are_zero=proved or form.blanks == "zero",
    )
