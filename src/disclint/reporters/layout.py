"""A form as the law prints it: which of its cells stands where, and over how many rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from disclint import Form, FormRow, Group, NamedTuple

__all__ = ["Band", "Printed", "bands"]


class Printed(NamedTuple):
    """A cell of a printed form: a label, or a place for a figure.

    ``part`` and ``key`` name a label as ``BoundLabel`` does. The key of a figure is its row and column, that of a
    ``corner`` is empty. ``top`` and ``left`` count from 0 within the band.
    """

    part: Literal["row", "column", "group", "column_group", "corner", "figure"]
    key: tuple[str, str]
    """The key of a label comes first, nothing second."""
    label: str
    top: int
    left: int
    colspan: int = 1
    rowspan: int = 1


class Band(NamedTuple):
    """Rows of a form that stand under one header, and the caption over it, if there is one."""

    caption: Group | None
    head: tuple[tuple[Printed, ...], ...]
    body: tuple[tuple[Printed, ...], ...]
    labels: int
    """Columns of labels at the left."""
    width: int
    """All columns."""


def bands(form: Form) -> list[Band]:
    """A form from top to bottom. One that is printed ``across`` has one band with one row of figures."""
    if form.layout == "across":
        return [_across(form)]
    return [
        _down(form, caption, list(rows))
        for (caption, _), rows in groupby(form.rows, key=lambda row: (_caption(form, row), row.columns))
    ]


def _down(form: Form, caption: Group | None, rows: list[FormRow]) -> Band:
    columns = [form.column(key) for key in rows[0].columns]
    above = [_chain(form, column.group) for column in columns]
    deep = max(map(len, above)) + 1
    labels = max(len(_chain(form, row.group)) for row in rows) + 1
    head: list[list[Printed]] = [[] for _ in range(deep)]
    corner = form.note or (form.header[0] if form.header else "")
    head[0].append(Printed("corner", ("", ""), corner, 0, 0, labels, deep))
    for level in range(deep):
        for group, first, length in _runs(above, level):
            key = (group.key, "")
            head[level].append(Printed("column_group", key, group.label, level, labels + first, length))
        for number, column in enumerate(columns):
            if len(above[number]) == level:
                key = (column.key, "")
                place = Printed("column", key, column.label, level, labels + number, rowspan=deep - level)
                head[level].append(place)
        head[level].sort(key=lambda printed: printed.left)
    body: list[list[Printed]] = [[] for _ in rows]
    inside = [_chain(form, row.group) for row in rows]
    for level in range(labels):
        for group, first, length in _runs(inside, level):
            body[first].append(Printed("group", (group.key, ""), group.label, deep + first, level, rowspan=length))
    for number, row in enumerate(rows):
        top, left = deep + number, len(inside[number])
        body[number].append(Printed("row", (row.key, ""), row.label, top, left, colspan=labels - left))
        for at, column in enumerate(columns):
            body[number].append(Printed("figure", (row.key, column.key), "", top, labels + at))
    return Band(caption, _frozen(head), _frozen(body), labels, labels + len(columns))


def _across(form: Form) -> Band:
    above = [_chain(form, row.group) for row in form.rows]
    deep = max(map(len, above)) + 1
    starts = [0]
    for row in form.rows:
        starts.append(starts[-1] + len(row.columns))
    head: list[list[Printed]] = [[] for _ in range(deep + 1)]
    figures: list[Printed] = []
    for level in range(deep):
        for group, first, length in _runs(above, level):
            width = starts[first + length] - starts[first]
            head[level].append(Printed("group", (group.key, ""), group.label, level, starts[first], width))
        for number, row in enumerate(form.rows):
            if len(above[number]) == level:
                width = len(row.columns)
                key = (row.key, "")
                head[level].append(Printed("row", key, row.label, level, starts[number], width, deep - level))
        head[level].sort(key=lambda printed: printed.left)
    for number, row in enumerate(form.rows):
        for at, column in enumerate(row.columns, starts[number]):
            head[deep].append(Printed("column", (column, ""), form.column(column).label, deep, at))
            figures.append(Printed("figure", (row.key, column), "", deep + 1, at))
    return Band(None, _frozen(head), (tuple(figures),), 0, starts[-1])


def _chain(form: Form, key: str | None) -> list[Group]:
    """The groups that a row or column stands in, the widest first; captions stand above the table, not in it."""
    groups: list[Group] = []
    while key is not None:
        group = form.group(key)
        if not group.caption:
            groups.insert(0, group)
        key = group.parent
    return groups


def _caption(form: Form, row: FormRow) -> Group | None:
    key = row.group
    while key is not None:
        group = form.group(key)
        if group.caption:
            return group
        key = group.parent
    return None


def _runs(chains: Sequence[Sequence[Group]], level: int) -> Iterator[tuple[Group, int, int]]:
    """The groups of a level, each with the place where it begins and for how many neighbours it stands."""
    first = 0
    for group, members in groupby(chains, key=lambda chain: chain[level] if len(chain) > level else None):
        length = len(list(members))
        if group is not None:
            yield group, first, length
        first += length


def _frozen(rows: list[list[Printed]]) -> tuple[tuple[Printed, ...], ...]:
    return tuple(tuple(row) for row in rows)
