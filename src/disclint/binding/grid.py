"""Places figures by the columns of a true grid, as HTML and Word have it: below the header that names a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclint.binding.labels import Labels, best
from disclint.binding.readings import Placement
from disclint.binding.strips import Segment
from disclint.model.document import Cell

__all__ = ["columns_above", "place_on_grid"]


def columns_above(rows: Sequence[Segment], labels: Labels) -> dict[int, Mapping[str, int]]:
    """For every row of a grid, by its identity: the grid column of each column of the form that the headers above
    name; the nearest header counts."""
    result: dict[int, Mapping[str, int]] = {}
    table = -1
    named: dict[str, int] = {}
    for row in rows:
        if not row.strip.grid:
            continue
        if row.table != table:
            table, named = row.table, {}
        if not row.tokens:
            header = {
                match.key: label.column
                for label in row.labels
                if isinstance(label, Cell) and (match := best(labels.find(label.normal), ("column",)))
            }
            if header:
                named = {**named, **header}
        result[id(row)] = named
    return result


def place_on_grid(row: Segment, columns: Sequence[str], above: Mapping[str, int] | None) -> Placement | None:
    """The one reading of a row whose columns the header names; ``None`` where the header does not name them all."""
    if not above or len(row.tokens) == len(columns):
        return None
    wanted = [above.get(column) for column in columns]
    if None in wanted or len(set(wanted)) < len(wanted):
        return None
    at = {token.position: index for index, token in enumerate(row.tokens)}
    reading = tuple(None if column is None else at.get(column) for column in wanted)
    placed = sum(index is not None for index in reading)
    if placed < min(len(row.tokens), len(columns)):
        return None  # a figure stands between the columns: the grid is not what it seems
    return Placement((reading,), "many" if len(row.tokens) > len(columns) else None, blanks_proved=True)
