"""How converters write a table with merged cells as text.

A table is rows of slots, one for each place of the true grid. A layout says what becomes of the places that a merged
cell covers, of empty cells, and of the end of the row, and how cells are set in lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal, NamedTuple
from unicodedata import east_asian_width

__all__ = ["LAYOUTS", "Cell", "Cover", "Key", "Layout", "Row", "Shape", "Slot", "Split", "Table", "render", "shape_of"]

Key = tuple[str, str, str]
"""Form, row, column."""

Cover = Literal["", "row", "column", "both"]
"""By what a place is covered: nothing, a cell that began in a row above, one that began to the left, or both."""

Split = Literal["", "before-numbers", "within-numbers", "label-first", "label-last"]
"""How a row is torn into two lines."""

Policy = Literal["keep", "drop", "repeat"]


@dataclass(eq=False)
class Slot:
    """A place of the true grid. ``text`` is what shows there; a covered place shows its owner's text if repeated."""

    text: str
    cover: Cover = ""
    kind: Literal["label", "number", "head"] = "label"
    key: Key | None = None
    figure: str | None = None
    """What the number cell says, where ``text`` shows it otherwise (full-width, split digits)."""


@dataclass(eq=False)
class Row:
    """A row of the true grid, and what befalls it. ``labels`` has as many slots as the table has label columns."""

    labels: list[Slot]
    values: list[Slot]
    role: Literal["caption", "head", "data"] = "data"
    key: str = ""
    split: Split = ""
    lead: int = 0
    """Surplus empty cells before the first number."""
    compensated: bool = False
    """As many empty cells are missing at the end."""
    ragged: bool = False
    """No padding at the end, even where the other rows have it."""
    torn_label: bool = False
    """The last label stands in two cells."""


@dataclass(eq=False)
class Table:
    """One form, ready to be set."""

    form: str
    rows: list[Row]
    label_columns: int
    width: int
    """Number of value columns."""
    squeezed: bool = False
    """Empty value cells are taken out."""


@dataclass(eq=False)
class Shape:
    """What a converter does to covered and empty places; the same for a whole document."""

    row: Policy = "keep"
    column: Policy = "keep"
    pads: tuple[int, int, int] = (0, 0, 0)
    """Empty cells between a label that is one, two or three columns wide and the numbers, where covers are dropped."""
    tail: int = 0
    """Empty cells at the end of each row."""
    fill: bool = False
    """Rows are filled up with empty cells to the longest."""
    trim: int = 0
    """How many empty cells at the end are lost."""
    align: Literal["left", "center", "right"] = "right"
    han: int = 2
    """Columns that a Han character takes where columns are aligned by blanks."""
    gap: int = 4
    spaced: Literal["", "cells", "rows"] = ""
    """Where one cell stands on a line: empty lines between all cells, or between rows."""
    jitter: bool = False
    """Aligned numbers stand off by one now and then."""


class Cell(NamedTuple):
    """A cell as a converter writes it."""

    text: str
    kind: Literal["label", "number", "head", "pad"]


class Layout(NamedTuple):
    """A way to write tables. ``blanks`` tells whether empty value cells stay in place, are taken out, or either."""

    shape: Callable[[Random], Shape]
    write: Callable[[Table, Shape, Random], list[list[str]]]
    blanks: Literal["kept", "squeezed", "either"]
    cells: bool = True
    """Whether there are cell marks, so that an empty cell can be seen."""
    lines: bool = True
    """Whether a row stands on one line."""


def shape_of(layout: str, rng: Random) -> Shape:
    """The shape that a document in this layout has."""
    return LAYOUTS[layout].shape(rng)


def render(table: Table, layout: str, shape: Shape, rng: Random) -> list[list[str]]:
    """The lines of each row of a table."""
    return LAYOUTS[layout].write(table, shape, rng)


# What becomes of the grid


def _cells(row: Row, table: Table, shape: Shape) -> list[Cell]:
    labels = _place(row.labels, shape, "label" if row.role == "data" else "head")
    if table.squeezed:
        labels = [cell for cell in labels if cell.text]
    if shape.column == "drop" and table.label_columns > 1:
        labels += [Cell("", "pad")] * shape.pads[_label_width(row) - 1]
    slots = row.values
    if table.squeezed and row.role == "data":
        slots = [slot for slot in slots if slot.text and not slot.cover]
    caption = row.labels[0].text if row.role == "caption" else ""
    values = _place(slots, shape, "number" if row.role == "data" else "head", caption)
    return labels + values


def _place(slots: list[Slot], shape: Shape, kind: Literal["label", "number", "head"], owner: str = "") -> list[Cell]:
    cells = []
    for slot in slots:
        if not slot.cover:
            owner = slot.text
            cells.append(Cell(slot.text, "number" if slot.kind == "number" else kind))
            continue
        policies = {"row": (shape.row,), "column": (shape.column,), "both": (shape.row, shape.column)}[slot.cover]
        if "drop" in policies:
            continue
        repeated = "repeat" in policies
        text = (slot.text or (owner if slot.cover == "column" else "")) if repeated else ""
        cells.append(Cell(text, kind if text else "pad"))
    return cells


def _label_width(row: Row) -> int:
    """How many columns the row's own label is wide."""
    width = 1
    for slot in reversed(row.labels):
        if slot.cover not in ("column", "both"):
            break
        width += 1
    return width


def _physical(table: Table, shape: Shape) -> list[tuple[Row, list[Cell]]]:
    rows = [(row, _cells(row, table, shape)) for row in table.rows]
    longest = max(len(cells) for _, cells in rows)
    physical = []
    for row, cells in rows:
        if not row.ragged:
            fill = longest - len(cells) if shape.fill else 0
            cells += [Cell("", "pad")] * (fill + shape.tail)
        for _ in range(shape.trim):
            if len(cells) > 1 and not cells[-1].text:
                cells.pop()
        if row.torn_label:
            cells = _with_torn_label(cells)
        if row.lead:
            first = _first_number(cells)
            cells = cells[:first] + [Cell("", "pad")] * row.lead + cells[first:]
            while row.compensated and len(cells) > longest and not cells[-1].text:
                cells.pop()
        physical.append((row, cells))
    return physical


def _first_number(cells: list[Cell]) -> int:
    return next((index for index, cell in enumerate(cells) if cell.kind == "number"), len(cells))


def _last_label(cells: list[Cell]) -> int | None:
    return max((index for index, cell in enumerate(cells) if cell.kind == "label" and cell.text), default=None)


def _with_torn_label(cells: list[Cell]) -> list[Cell]:
    at = _last_label(cells)
    if at is None or len(cells[at].text) < 6:
        return cells
    text = cells[at].text
    middle = len(text) // 2
    return [*cells[:at], Cell(text[:middle], "label"), Cell(text[middle:], "label"), *cells[at + 1 :]]


def _torn(row: Row, cells: list[Cell], table: Table, rng: Random) -> list[list[Cell]]:
    """The row as one line of cells or as two."""
    first = _first_number(cells)
    at = _last_label(cells)
    if not row.split or first >= len(cells):
        return [cells]
    lead = [Cell("", "pad")] * (0 if table.squeezed else rng.choice((0, first)))
    if row.split == "before-numbers" and first:
        return [cells[:first], lead + cells[first:]]
    if row.split == "within-numbers":
        numbers = sum(cell.kind == "number" for cell in cells)
        cut = first + rng.randint(1, max(1, numbers - 1))
        return [cells[:cut], lead + cells[cut:]]
    if at is None or len(cells[at].text) < 6:
        return [cells]
    text = cells[at].text
    middle = len(text) // 2
    before = [Cell("", "pad")] * (0 if table.squeezed else at)
    if row.split == "label-first":
        return [[*cells[:at], Cell(text[:middle], "label")], [*before, Cell(text[middle:], "label"), *cells[at + 1 :]]]
    return [[*cells[:at], Cell(text[:middle], "label"), *cells[at + 1 :]], [*before, Cell(text[middle:], "label")]]


# Cells in lines


def _tabs(table: Table, shape: Shape, rng: Random) -> list[list[str]]:
    return [
        ["\t".join(cell.text for cell in line) for line in _torn(row, cells, table, rng)]
        for row, cells in _physical(table, shape)
    ]


def _leading_and_trailing_pipes(table: Table, shape: Shape, rng: Random) -> list[list[str]]:
    rows = [
        ["| " + " | ".join(cell.text for cell in line) + " |" for line in _torn(row, cells, table, rng)]
        for row, cells in _physical(table, shape)
    ]
    if rng.random() < 0.6:
        rows[0].append("|" + " --- |" * (rows[0][0].count("|") - 1))
    return rows


def _trailing_pipes(table: Table, shape: Shape, rng: Random) -> list[list[str]]:
    rows = []
    for row, cells in _physical(table, shape):
        lines = []
        for line in _torn(row, cells, table, rng):
            filled = "".join(
                f"{cell.text} | " if cell.text else "| " if index == 0 else "|" for index, cell in enumerate(line)
            )
            lines.append(filled.rstrip())
        rows.append(lines)
    return rows


def _bare_pipes(table: Table, shape: Shape, rng: Random) -> list[list[str]]:
    rows = [
        [" | ".join(cell.text for cell in line) for line in _torn(row, cells, table, rng)]
        for row, cells in _physical(table, shape)
    ]
    rows[0].append("|".join(["---"] * (rows[0][0].count("|") + 1)))
    return rows


def _tika(table: Table, shape: Shape, rng: Random) -> list[list[str]]:
    del rng
    return [[*(f"\t{cell.text}" for cell in cells), ""] for _, cells in _physical(table, shape)]


def _bare_lines(table: Table, shape: Shape, rng: Random) -> list[list[str]]:
    del rng
    rows = []
    for _, cells in _physical(table, shape):
        lines = [line for cell in cells for line in ((cell.text, "") if shape.spaced == "cells" else (cell.text,))]
        if shape.spaced == "rows":
            lines.append("")
        rows.append(lines)
    return rows


def _one_line(table: Table, shape: Shape, rng: Random) -> list[list[str]]:
    return [
        [" ".join(cell.text for cell in line if cell.text) for line in _torn(row, cells, table, rng)]
        for row, cells in _physical(table, shape)
    ]


def _aligned(table: Table, shape: Shape, rng: Random) -> list[list[str]]:
    count = table.label_columns + max(len(row.values) for row in table.rows)
    widths = [0] * count
    spans: list[tuple[Row, list[tuple[int, int, Slot]]]] = []
    for row in table.rows:
        slots = [*row.labels, *row.values]
        own = [(index, _span(slots, index), slot) for index, slot in enumerate(slots) if not slot.cover]
        spans.append((row, own))
        for index, span, slot in own:
            if span == 1:
                widths[index] = max(widths[index], _columns(slot.text, shape))
    for _, own in spans:
        for index, span, slot in own:
            room = sum(widths[index : index + span]) + shape.gap * (span - 1)
            widths[index + span - 1] += max(0, _columns(slot.text, shape) - room)
    starts = [sum(widths[:index]) + shape.gap * index for index in range(count)]
    rows = []
    for row, own in spans:
        lines = [""]
        for index, span, slot in own:
            room = starts[index + span - 1] + widths[index + span - 1] - starts[index]
            _set(lines, slot, starts[index], room, shape, rng, wrap=row.split.startswith("label"))
        rows.append([line.rstrip() for line in lines])
    return rows


def _set(lines: list[str], slot: Slot, start: int, room: int, shape: Shape, rng: Random, *, wrap: bool) -> None:
    text = slot.text
    if wrap and slot.kind == "label" and len(text) > 5:
        lines.append(" " * start + text[len(text) // 2 :])
        text = text[: len(text) // 2]
    free = room - _columns(text, shape)
    if slot.kind != "label" and shape.align != "left":
        start += free if shape.align == "right" else free // 2
    if shape.jitter and slot.kind == "number":
        start += rng.choice((-1, 0, 0, 1))
    lines[0] += " " * max(1 if lines[0] else 0, start - _columns(lines[0], shape)) + text


def _span(slots: list[Slot], index: int) -> int:
    span = 1
    while index + span < len(slots) and slots[index + span].cover == "column":
        span += 1
    return span


def _columns(text: str, shape: Shape) -> int:
    return sum(shape.han if east_asian_width(character) in "WF" else 1 for character in text)


# The layouts


def _scan(rng: Random) -> Shape:
    pads = rng.choice(((0, 0, 0), (0, 0, 1), (0, 1, 2), (1, 1, 1), (0, 1, 1), (1, 1, 3), (1, 0, 1), (2, 2, 2)))
    return Shape("keep", "drop", pads=pads, fill=rng.random() < 0.75, tail=rng.choice((0, 0, 1)))


LAYOUTS: dict[str, Layout] = {
    "tab-grid": Layout(lambda rng: Shape("keep", "keep", tail=rng.choice((0, 0, 0, 1))), _tabs, "kept"),
    "tab-scan": Layout(_scan, _tabs, "kept"),
    "tab-compact": Layout(lambda rng: Shape("drop", "drop", fill=rng.random() < 0.3), _tabs, "either"),
    "tab-repeated": Layout(lambda _: Shape("repeat", "repeat"), _tabs, "kept"),
    "pipe-grid": Layout(lambda _: Shape("keep", "keep"), _leading_and_trailing_pipes, "kept"),
    "pipe-repeated": Layout(lambda _: Shape("repeat", "repeat"), _leading_and_trailing_pipes, "kept"),
    "pipe-markdownify": Layout(lambda _: Shape("drop", "keep", fill=True), _leading_and_trailing_pipes, "kept"),
    "pipe-packed": Layout(lambda _: Shape("drop", "drop", fill=True), _trailing_pipes, "squeezed"),
    "html2text": Layout(lambda rng: Shape("drop", "drop", trim=rng.choice((1, 1, 99))), _bare_pipes, "kept"),
    "tika": Layout(lambda _: Shape("keep", "drop"), _tika, "kept", lines=False),
    "bare-lines": Layout(lambda _: Shape("drop", "drop"), _bare_lines, "kept", lines=False),
    "bare-spaced": Layout(
        lambda rng: Shape("drop", "drop", spaced=rng.choice(("cells", "rows"))),
        _bare_lines,
        "squeezed",
        cells=False,
        lines=False,
    ),
    "aligned": Layout(
        lambda rng: Shape(
            align=rng.choice(("left", "center", "right")),
            han=rng.choice((2, 2, 1)),
            gap=rng.choice((2, 4)),
            jitter=rng.random() < 0.15,
        ),
        _aligned,
        "kept",
        cells=False,
    ),
    "one-line": Layout(lambda _: Shape("drop", "drop"), _one_line, "squeezed", cells=False),
}
