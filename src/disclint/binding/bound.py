"""Cells and rows of a form from the placement of an observed row's figures."""

from __future__ import annotations

from collections.abc import Sequence

from disclint.binding.readings import Placement
from disclint.binding.strips import Segment, Strip, Token
from disclint.model.diagnostic import CellKey
from disclint.model.document import Text
from disclint.model.filing import BoundCell, BoundForm, BoundRow
from disclint.model.form import Form
from disclint.model.record import derived
from disclint.model.relation import Figure
from disclint.model.span import Span

__all__ = ["bound_cell", "bound_row", "cell_keys", "is_squeezed", "missing", "values"]


def missing(form: Form) -> BoundForm:
    """The form where no table of it was found."""
    keys = cell_keys(form)
    rows = {row.key: BoundRow(row.key, row.columns) for row in form.rows}
    cells = {
        (row.key, column): BoundCell(keys[row.key, column], "missing") for row in form.rows for column in row.columns
    }
    return BoundForm(form, False, cells, rows)


def bound_row(
    form: Form, key: str, columns: tuple[str, ...], label: Text, segment: Segment, placement: Placement
) -> tuple[BoundRow, dict[tuple[str, str], BoundCell]]:
    """A row of the form and its cells."""
    tokens = segment.tokens
    span = Span(label.span.start, max(segment.end, label.span.end))
    figures = tuple([token.text for token in tokens])
    bound = BoundRow(key, columns, True, label, figures, values(segment, placement), placement.fault, span)
    keys = cell_keys(form)
    if len(placement.readings) == 1 and len(tokens) == len(columns) and None not in placement.readings[0]:
        reading = placement.readings[0]
        cells = {
            (key, column): _figure(keys[key, column], tokens[index])
            for column, index in zip(columns, reading, strict=True)
            if index is not None
        }
    else:
        cells = {
            (key, column): bound_cell(keys[key, column], index, segment, placement, label.span)
            for index, column in enumerate(columns)
        }
    return bound, cells


@derived
def cell_keys(form: Form) -> _Keys:
    """The key of every cell that a form may have, by row or group and column."""
    return _Keys(form.key)


class _Keys(dict[tuple[str, str], CellKey]):
    """Cell keys, made when they are first asked for."""

    def __init__(self, form: str) -> None:
        self._form = form

    def __missing__(self, place: tuple[str, str]) -> CellKey:
        key = self[place] = CellKey(self._form, *place)
        return key


def _figure(key: CellKey, token: Token) -> BoundCell:
    """A cell that holds a figure or a dash."""
    text, reading, _ = token
    if reading.kind == "dash":
        return BoundCell(key, "blank", text.value, span=text.span)
    return BoundCell(key, "filled", text.value, reading.value, reading.unit, text.span)


def values(segment: Segment, placement: Placement) -> tuple[tuple[Figure | None, ...], ...]:
    """The readings of a row as figures; ``None`` for a blank cell and for what is no number."""
    tokens = segment.tokens
    if len(placement.readings) == 1:
        only = placement.readings[0]
        return (tuple([None if index is None else tokens[index].reading.value for index in only]),)
    readings = (
        tuple(None if index is None else tokens[index].reading.value for index in reading)
        for reading in placement.readings
    )
    return tuple(dict.fromkeys(readings))


def bound_cell(key: CellKey, index: int, segment: Segment, placement: Placement, label: Span) -> BoundCell:
    """The cell in column ``index`` of a row: certain only if every reading prints the same there."""
    readings = placement.readings
    if not readings:
        return BoundCell(key, "uncertain", span=label)
    tokens = segment.tokens
    index_of_first = readings[0][index]
    first = None if index_of_first is None else tokens[index_of_first]
    if len(readings) > 1 and not _agree(readings, index, tokens):
        return BoundCell(key, "uncertain", span=label)
    if first is None:
        return BoundCell(key, "blank", span=_empty_place(index, segment, placement) or label)
    return _figure(key, first)


def _agree(readings: Sequence[tuple[int | None, ...]], index: int, tokens: Sequence[Token]) -> bool:
    """Whether all readings print the same in a column."""
    chosen = {reading[index] for reading in readings}
    if len(chosen) == 1:
        return True
    return None not in chosen and len({tokens[at].printed for at in chosen if at is not None}) == 1


def _empty_place(index: int, segment: Segment, placement: Placement) -> Span | None:
    """Where a blank cell stands, if that is proved."""
    if not placement.blanks_proved or len(placement.readings) != 1:
        return None
    reading = placement.readings[0]
    if not segment.tokens:
        offset = len(segment.places) - len(reading)
        return segment.places[index].span if offset == 0 else None
    anchor, first = next((at, token) for at, token in enumerate(reading) if token is not None)
    known = segment.tokens[first]
    cells = segment.strip.cells
    # In a true grid a token's position is a grid column, not its number among the cells.
    number = next((at for at, cell in enumerate(cells) if cell is known.text), known.position)
    position = number + index - anchor
    return cells[position].span if 0 <= position < len(cells) and not cells[position].value else None


def is_squeezed(rows: Sequence[Strip], tables: set[int]) -> bool:
    """Whether no row of some tables has an empty cell before a filled one: blank cells may have been left out."""
    for strip in rows:
        if strip.table in tables and not strip.bare and not strip.spaced:
            empty = False
            for cell in strip.cells:
                if not cell.value:
                    empty = True
                elif empty:
                    return False
    return True
