"""All placements of a row's figures in its columns that the evidence allows (domain rules 10.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from disclint.binding.figures import read_figure
from disclint.binding.strips import Segment, Token, merged
from disclint.model.filing import RowFault
from disclint.model.named import NamedTuple

__all__ = ["Evidence", "Placement", "place"]

_SURPLUS = 3
"""More surplus cells than this are no damage that can be read through."""

_MANY = 900
"""More placements than this say nothing."""


class Placement(NamedTuple):
    """What a row's figures may mean. ``readings`` give, for each column, the index of a token or ``None`` (blank).

    Readings whose columns print the same are one. None at all: nothing can be said.
    """

    readings: tuple[tuple[int | None, ...], ...]
    fault: RowFault | None = None
    blanks_proved: bool = False
    """Whether blank cells stand in their places for certain."""


class Evidence(NamedTuple):
    """What the complete rows of a table tell of the others."""

    squeezed: bool
    """Whether no row of it has an empty cell before a filled one: blank cells may have been left out."""
    windows: frozenset[tuple[int, int, int]] = frozenset()
    """(index of the label, cells of the row, index of the first figure), where two complete rows or more agree."""
    edge: int | None = None
    """The cells of every complete row, where all have as many and their figures end in the last one."""
    width: int = 0
    """The least number of cells of a complete row."""


def evidence(rows: Sequence[Segment], expected: int, squeezed: bool) -> Evidence:
    """What the rows of one table prove about where its figures stand; ``expected`` figures make a row complete."""
    whole = [row for row in rows if not row.bare and not row.spaced and not row.joined]
    complete = [row for row in whole if len(row.tokens) == expected]
    seen: dict[tuple[int, int], set[int]] = {}
    for row in complete:
        first, last = row.tokens[0].position, row.tokens[-1].position
        if last - first == expected - 1:
            seen.setdefault((row.label_index, row.width), set()).add(first)
    often = Counter((row.label_index, row.width) for row in complete)
    windows = {(*kind, min(starts)) for kind, starts in seen.items() if often[kind] > 1 and len(starts) == 1}
    edges = {row.width if row.tokens[-1].position == row.width - 1 else -1 for row in complete}
    edge = max(edges) if len(complete) > 1 and len(edges) == 1 and max(edges) > 0 else None
    if not complete and _is_even(whole, expected):
        edge = whole[0].width
    return Evidence(squeezed, frozenset(windows), edge, min((row.width for row in complete), default=0))


_EVEN_FROM = 4
"""So many rows of one make are no chance."""


def _is_even(rows: Sequence[Segment], expected: int) -> bool:
    """Whether rows none of which is complete still show a grid: as many cells in each, labels up to a column, figures
    only in the ``expected`` columns after it, and one, the total, in the last."""
    if len(rows) < _EVEN_FROM or len({row.width for row in rows}) > 1:
        return False
    width = rows[0].width
    start = width - expected
    filled = [row for row in rows if row.tokens]
    return (
        len(filled) > 1
        and max(row.label_index for row in rows) == start - 1
        and all(row.tokens[0].position >= start and row.tokens[-1].position == width - 1 for row in filled)
    )


def place(row: Segment, columns: int, known: Evidence, *, total: bool) -> Placement:
    """The readings of a row that should have ``columns`` figures; ``total``: the last is the sum of the others."""
    count = len(row.tokens)
    if count == columns:
        return Placement((tuple(range(columns)),))
    if count == 0:
        return Placement((((None,) * columns),), blanks_proved=row.slots >= columns and not known.squeezed)
    if count > columns:
        return _surplus(row, columns, total=total)
    return _short(row, columns, known, total=total)


def _surplus(row: Segment, columns: int, *, total: bool) -> Placement:
    if row.spaced and total:
        grouped = _grouped(row.tokens, columns)
        if grouped is not None:
            row.tokens = grouped
            return Placement((tuple(range(columns)),))
    tokens = row.tokens
    extra = len(tokens) - columns
    if columns == 1 and len({token.printed for token in tokens}) == 1:
        return Placement(((0,),))
    if extra > _SURPLUS or row.spaced:
        return Placement((), "many")
    if row.bare or row.joined:  # a page number may have come in: any of them may be the surplus
        droppable = list(range(len(tokens)))
    else:
        droppable = [index for index, token in enumerate(tokens) if token.is_droppable]
    if _are_many(len(droppable), extra):
        return Placement((), "many")
    return Placement(_distinct(_without(len(tokens), droppable, extra), tokens), "many")


def _are_many(count: int, chosen: int) -> bool:
    """Whether there are more ways to choose than say anything."""
    from math import comb  # a library of its own, and most rows leave no choice

    return comb(count, chosen) > _MANY


def _without(count: int, droppable: Sequence[int], extra: int) -> Iterator[tuple[int, ...]]:
    for dropped in map(frozenset, combinations(droppable, extra)):
        yield tuple(index for index in range(count) if index not in dropped)


def _grouped(tokens: Sequence[Token], columns: int) -> list[Token] | None:
    """Digits that spaces tore apart, whole again: ``1 2 3 0 0 0 0 1 5`` is 12 3 0 0 0 0 15.

    Only where one grouping, and no reading with surplus zeros, makes the last number the sum of the others.
    """
    count = len(tokens)
    if count > 2 * columns or any(token.reading.digits != token.text.normal for token in tokens):
        return None
    zeros = [index for index, token in enumerate(tokens) if token.is_droppable]
    values = [int(token.reading.digits) for token in tokens]
    if _are_many(len(zeros), count - columns) or _are_many(count - 1, columns - 1):
        return None
    for kept in _without(count, zeros, count - columns):
        if sum(values[index] for index in kept[:-1]) == values[kept[-1]]:
            return None
    fitting = []
    for cuts in combinations(range(1, count), columns - 1):
        groups = [tokens[start:end] for start, end in zip((0, *cuts), (*cuts, count), strict=True)]
        if any(len(group) > 1 and group[0].reading.digits.startswith("0") for group in groups):
            continue
        numbers = [int("".join(token.reading.digits for token in group)) for group in groups]
        if sum(numbers[:-1]) == numbers[-1]:
            fitting.append(groups)
    if len(fitting) != 1:
        return None
    whole = []
    for position, group in enumerate(fitting[0]):
        text = merged([token.text for token in group]) if len(group) > 1 else group[0].text
        whole.append(Token(text, read_figure(text.normal), position))
    return whole


def _short(row: Segment, columns: int, known: Evidence, *, total: bool) -> Placement:
    window = _window(row, columns, known)
    if window is not None:
        at = {token.position - window: index for index, token in enumerate(row.tokens)}
        return Placement((tuple(at.get(column) for column in range(columns)),), blanks_proved=True)
    if not row.bare and not row.spaced and (row.slots < columns or row.width < known.width):
        return Placement((), "few")
    tokens = row.tokens
    last = tokens[-1].reading.value
    others = [token.reading.value for token in tokens[:-1] if token.reading.value is not None]
    count = len(tokens)
    # Rule 4: the last number is the total where it is above 0 and the sum of the others; zeros prove nothing.
    total = total and count > 1 and last is not None and last > 0 and len(others) == count - 1 and sum(others) == last
    free, width = (count - 1, columns - 1) if total else (count, columns)
    if _are_many(width, free):
        return Placement((), "squeezed")
    readings = []
    for chosen in combinations(range(width), free):
        reading: list[int | None] = [None] * columns
        for index, column in enumerate(chosen):
            reading[column] = index
        if total:
            reading[-1] = count - 1
        readings.append(tuple(reading))
    return Placement(_distinct(readings, tokens), "squeezed")


def _window(row: Segment, columns: int, known: Evidence) -> int | None:
    """Where the first column stands in a row whose blank cells are kept, if that is proved."""
    if known.squeezed or row.bare or row.spaced or row.joined or row.slots < columns:
        return None
    first, last = row.tokens[0].position, row.tokens[-1].position
    fitting = {start for label, width, start in known.windows if label == row.label_index and width == row.width}
    if not fitting and row.width == known.edge:
        fitting = {row.width - columns}
    for start in fitting:
        if start <= first and last < start + columns:
            return start
    return None


def _distinct(
    readings: Iterable[tuple[int | None, ...]], tokens: Sequence[Token]
) -> tuple[tuple[int | None, ...], ...]:
    seen: dict[tuple[str | None, ...], tuple[int | None, ...]] = {}
    for reading in readings:
        seen.setdefault(tuple(None if index is None else tokens[index].printed for index in reading), reading)
    return tuple(seen.values())
