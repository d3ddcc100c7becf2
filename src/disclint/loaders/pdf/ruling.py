"""The grids that ruling lines draw on a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from disclint import NamedTuple, Unreadable
from disclint.loaders.pdf.pages import Rule

__all__ = ["Box", "Grid", "grids_of"]

_NEAR = 3.0
"""Points. Lines that are no further apart are one, and meet."""
_MOST_MEETINGS = 400_000
_MOST_PLACES = 40_000


class Box(NamedTuple):
    """A cell: the place of its upper left corner on the grid, and how far it reaches."""

    row: int
    column: int
    rowspan: int
    colspan: int


class Grid(NamedTuple):
    """A table's lines, down the page and across it, and its cells in reading order.

    An ``open`` side has no line: the page break went through a row. Sides to the left and right need none.
    """

    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    boxes: tuple[Box, ...]
    open_above: bool
    open_below: bool

    def place_at(self, across: float, down: float) -> tuple[int, int] | None:
        """Row and column of a point; ``None`` outside."""
        row, column = bisect_right(self.tops, down) - 1, bisect_right(self.lefts, across) - 1
        inside = 0 <= row < len(self.tops) - 1 and 0 <= column < len(self.lefts) - 1
        return (row, column) if inside else None

    def owners(self) -> dict[tuple[int, int], int]:
        """For each row and column that belongs to a cell, which of ``boxes`` it is."""
        return {
            (box.row + y, box.column + x): number
            for number, box in enumerate(self.boxes)
            for y in range(box.rowspan)
            for x in range(box.colspan)
        }


def grids_of(rules: Sequence[Rule], edges: Sequence[Rule] = ()) -> list[Grid]:
    """The tables of a page from top to bottom. A frame around something, or around tables, is none.

    ``edges`` draw tables too, where no line is near: behind a table they only colour it.
    """
    drawn = _grids(rules)
    coloured = [grid for grid in _grids(edges) if not any(_overlap(grid, other) for other in drawn)] if edges else []
    return sorted(drawn + coloured, key=lambda grid: grid.tops[0])


def _overlap(one: Grid, other: Grid) -> bool:
    return all(
        mine[0] < theirs[-1] and theirs[0] < mine[-1]
        for mine, theirs in ((one.lefts, other.lefts), (one.tops, other.tops))
    )


def _grids(rules: Sequence[Rule]) -> list[Grid]:
    across = _merged([rule for rule in rules if not rule.upright])
    down = _merged([rule for rule in rules if rule.upright])
    if len(across) * len(down) > _MOST_MEETINGS:
        raise Unreadable("PDF 的一页上线条过多，不像一份报告", "too many lines on a page of the PDF: this is no report")
    found = [_grid(lines) for lines in _connected(across, down)]
    grids = [grid for grid in found if grid is not None]
    return [grid for grid in grids if not any(_holds(grid, other) for other in grids if other is not grid)]


def _holds(outer: Grid, inner: Grid) -> bool:
    """Whether a table stands in another, which then only arranges."""
    return all(
        mine[0] <= theirs[0] and theirs[-1] <= mine[-1]
        for mine, theirs in ((outer.lefts, inner.lefts), (outer.tops, inner.tops))
    )


def _merged(rules: list[Rule]) -> list[Rule]:
    """Lines with the pieces that they were drawn in put together."""
    rules.sort(key=lambda rule: rule.at)
    merged: list[Rule] = []
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > _NEAR:
            merged += _lengthened(group)
            group = []
        group.append(rule)
    return merged + (_lengthened(group) if group else [])


def _lengthened(group: list[Rule]) -> list[Rule]:
    at = sum(rule.at for rule in group) / len(group)
    whole: list[Rule] = []
    for rule in sorted(group, key=lambda rule: rule.start):
        if whole and rule.start <= whole[-1].end + _NEAR:
            whole[-1] = whole[-1]._replace(end=max(whole[-1].end, rule.end))
        else:
            whole.append(rule._replace(at=at))
    return [rule for rule in whole if rule.end - rule.start > _NEAR]


def _meet(one: Rule, other: Rule) -> bool:
    return one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that meet, directly or through others, together."""
    parts: dict[int, list[Rule]] = {}
    owner: dict[int, int] = {}
    for index, rule in enumerate(across):
        parts[index] = [rule]
        owner[index] = index
    for rule in down:
        touched = sorted({owner[index] for index, other in enumerate(across) if _meet(rule, other)})
        if not touched:
            continue
        first, *others = touched
        parts[first].append(rule)
        for other in others:
            parts[first] += parts.pop(other)
        if others:
            gone = set(others)
            owner = {index: first if part in gone else part for index, part in owner.items()}
    return [lines for lines in parts.values() if len(lines) > 2]


def _grid(lines: list[Rule]) -> Grid | None:
    """The cells between lines, each as large as the lines around it leave it."""
    down = [rule for rule in lines if rule.upright]
    across = [rule for rule in lines if not rule.upright]
    left, right = min(rule.at for rule in down), max(rule.at for rule in down)
    top, bottom = min(rule.at for rule in across), max(rule.at for rule in across)
    first, last = min(rule.start for rule in down), max(rule.end for rule in down)
    outermost = min(rule.start for rule in across), max(rule.end for rule in across)
    down += [Rule(True, outermost[0], top, bottom)] if outermost[0] < left - 2 * _NEAR else []
    down += [Rule(True, outermost[1], top, bottom)] if outermost[1] > right + 2 * _NEAR else []
    left, right = min(left, outermost[0]), max(right, outermost[1])
    open_above, open_below = first < top - 2 * _NEAR, last > bottom + 2 * _NEAR
    across += [Rule(False, first, left, right)] if open_above else []
    across += [Rule(False, last, left, right)] if open_below else []
    lefts, tops = _places(down), _places(across)
    if len(lefts) < 3 or len(tops) < 2 or (len(lefts) - 1) * (len(tops) - 1) > _MOST_PLACES:
        return None
    boxes = _boxes(_walls(down, lefts, tops), _walls(across, tops, lefts))
    return Grid(lefts, tops, boxes, open_above, open_below)


def _places(rules: Sequence[Rule]) -> tuple[float, ...]:
    return tuple(sorted({rule.at for rule in rules}))


def _walls(rules: Sequence[Rule], places: Sequence[float], crossings: Sequence[float]) -> list[list[bool]]:
    """For each place of a line, and each stretch between two crossings, whether the line is drawn there."""
    at = {place: number for number, place in enumerate(places)}
    drawn = [[False] * (len(crossings) - 1) for _ in places]
    for rule in rules:
        for number, (start, end) in enumerate(pairwise(crossings)):
            if rule.start <= start + _NEAR and rule.end >= end - _NEAR:
                drawn[at[rule.at]][number] = True
    return drawn


def _boxes(down: list[list[bool]], across: list[list[bool]]) -> tuple[Box, ...]:
    """The rectangles without a wall: ``down[column][row]`` is left of a place, ``across[row][column]`` above it."""
    rows, columns = len(across) - 1, len(down) - 1
    taken = _outside(down, across)
    boxes = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            width = 1
            while column + width < columns and not down[column + width][row] and (row, column + width) not in taken:
                width += 1
            height = 1
            while row + height < rows and _goes_on(row + height, column, width, down, across, taken):
                height += 1
            taken.update((row + y, column + x) for y in range(height) for x in range(width))
            boxes.append(Box(row, column, height, width))
    return tuple(boxes)


def _goes_on(
    row: int, column: int, width: int, down: list[list[bool]], across: list[list[bool]], taken: set[tuple[int, int]]
) -> bool:
    """Whether a rectangle goes on in a row: no line above it there, none in it."""
    reach = range(column, column + width)
    if any(across[row][place] or (row, place) in taken for place in reach):
        return False
    return not any(down[place][row] for place in reach[1:])


def _outside(down: list[list[bool]], across: list[list[bool]]) -> set[tuple[int, int]]:
    """The places that no line shuts off from what is around the table.

    What has lines to the left and to the right is a cell even where a page break leaves it open below or above.
    """
    rows, columns = len(across) - 1, len(down) - 1
    waiting = [(row, 0) for row in range(rows) if not down[0][row]]
    waiting += [(row, columns - 1) for row in range(rows) if not down[columns][row]]
    outside: set[tuple[int, int]] = set()
    while waiting:
        row, column = waiting.pop()
        if (row, column) in outside:
            continue
        outside.add((row, column))
        if row and not across[row][column]:
            waiting.append((row - 1, column))
        if row + 1 < rows and not across[row + 1][column]:
            waiting.append((row + 1, column))
        if column and not down[column][row]:
            waiting.append((row, column - 1))
        if column + 1 < columns and not down[column + 1][row]:
            waiting.append((row, column + 1))
    return outside
