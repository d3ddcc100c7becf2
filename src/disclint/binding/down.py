"""Binds a form whose rows stand below each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclint.binding.align import Candidate, align, candidates
from disclint.binding.bound import bound_row, cell_keys, is_squeezed, missing
from disclint.binding.grid import columns_above, place_on_grid
from disclint.binding.labels import Labels, best
from disclint.binding.printed import printed_labels
from disclint.binding.readings import Evidence, Placement, evidence, place
from disclint.binding.strips import Region, Segment
from disclint.model.document import Text
from disclint.model.filing import BoundCell, BoundForm, BoundRow
from disclint.model.form import Form
from disclint.model.span import Span

__all__ = ["bind_down"]


def bind_down(form: Form, labels: Labels, region: Region) -> BoundForm:
    """The form as found in a region: every cell ends as filled, blank, missing or uncertain."""
    rows = region.segments
    found = candidates(rows, form, labels, fuzzy=lambda _: False)
    chosen = align(found, form)
    if not chosen:
        return missing(form)
    at = {id(row): index for index, row in enumerate(rows)}
    if len(chosen) < len(form.rows):
        places = [at[id(candidate.segment)] for candidate in chosen.values()]
        near = set(map(id, rows[max(0, min(places) - 8) : max(places) + 8]))
        found = candidates(rows, form, labels, fuzzy=lambda row: id(row) in near)
        chosen = align(found, form)
    used = {id(candidate.segment) for candidate in chosen.values()}
    orphans = _adopt(form, rows, chosen, at)
    squeezed = is_squeezed(region.strips, {candidate.segment.table for candidate in chosen.values()})
    known = _evidence(form, chosen, squeezed)
    placements = _placements(form, labels, rows, chosen, known, orphans)
    doubled = _doubled(found, chosen, used)
    for key in doubled:
        placements[key] = Placement((), placements[key].fault)
    cells: dict[tuple[str, str], BoundCell] = {}
    bound: dict[str, BoundRow] = {}
    keys = cell_keys(form)
    for row in form.rows:
        candidate = chosen.get(row.key)
        if candidate is None:
            bound[row.key] = BoundRow(row.key, row.columns)
            for column in row.columns:
                cells[row.key, column] = BoundCell(keys[row.key, column], "missing")
        else:
            bound[row.key], filled = bound_row(
                form, row.key, row.columns, candidate.label, candidate.segment, placements[row.key]
            )
            cells.update(filled)
    subtotals = _subtotals(form, found, chosen, known)
    span = _extent(chosen)
    printed, units = printed_labels(labels, rows, chosen, span)
    return BoundForm(
        form,
        True,
        cells,
        bound,
        printed,
        subtotals,
        span,
        reliable=len(orphans) <= 2,
        doubled=tuple(doubled.values()),
        header_units=units,
        blanks_are_zero=form.blanks == "zero" or _leaves_zeros_out(form, placements, chosen),
    )


def _placements(
    form: Form,
    labels: Labels,
    rows: Sequence[Segment],
    chosen: Mapping[str, Candidate],
    known: Mapping[int, Evidence],
    orphans: set[int],
) -> dict[str, Placement]:
    """What the figures of each row may mean, by row key."""
    above = columns_above(rows, labels) if any(row.strip.grid for row in rows) else {}
    result: dict[str, Placement] = {}
    for row in form.rows:
        candidate = chosen.get(row.key)
        if candidate is None:
            continue
        segment, count = candidate.segment, len(row.columns)
        placement = place_on_grid(segment, row.columns, above.get(id(segment))) or place(
            segment, count, known[count], total=form.column(row.columns[-1]).total
        )
        if id(segment) in orphans and len(segment.tokens) < count:
            placement = Placement((), "few")
        result[row.key] = placement
    return result


def _adopt(form: Form, rows: Sequence[Segment], chosen: Mapping[str, Candidate], at: Mapping[int, int]) -> set[int]:
    """Gives figures that stand on a line of their own to the label before them where both were one row.

    Returns the rows beside figures that nobody can claim: their blanks prove nothing.
    """
    taken = {id(candidate.segment) for candidate in chosen.values()}
    orphans: set[int] = set()
    complete = {len(row.columns) for row in form.rows}
    first = min(at[id(candidate.segment)] for candidate in chosen.values())
    last = max(at[id(candidate.segment)] for candidate in chosen.values())
    for index in range(first, min(last + 1, len(rows) - 1)):
        row, following = rows[index], rows[index + 1]
        if following.labels or id(following) in taken or following.start < row.start:
            continue
        total = len(row.tokens) + len(following.tokens)
        cut = not row.slots or (row.tokens and total in complete)
        if id(row) in taken and cut and not row.joined:
            row.tokens.extend(following.tokens)
            row.slots += following.slots
            row.joined = True
            taken.add(id(following))
        else:
            orphans.add(id(row))
            orphans.add(id(rows[index + 2]) if index + 2 < len(rows) else id(row))
    return orphans


def _evidence(form: Form, chosen: Mapping[str, Candidate], squeezed: bool) -> dict[int, Evidence]:
    sizes = {len(row.columns) for row in form.rows}
    width = {row.key: len(row.columns) for row in form.rows}
    return {
        size: evidence([candidate.segment for key, candidate in chosen.items() if width[key] == size], size, squeezed)
        for size in sizes
    }


def _doubled(found: Sequence[Candidate], chosen: Mapping[str, Candidate], used: set[int]) -> dict[str, Text]:
    """Rows whose label stands a second time with other figures: which of them counts cannot be told."""
    result: dict[str, Text] = {}
    for candidate in found:
        if id(candidate.segment) in used or not candidate.segment.tokens:
            continue
        for match in candidate.matches:
            rival = chosen.get(match.key) if match.part == "row" else None
            if rival is None or match.score < 0.9:
                continue
            mine = [token.text.normal for token in candidate.segment.tokens]
            if mine != [token.text.normal for token in rival.segment.tokens]:
                result.setdefault(match.key, candidate.label)
    return result


def _subtotals(
    form: Form, found: Sequence[Candidate], chosen: Mapping[str, Candidate], known: Mapping[int, Evidence]
) -> dict[str, BoundRow]:
    """Figures printed beside the label of a group of rows."""
    used = {id(candidate.segment) for candidate in chosen.values()}
    columns = tuple(column.key for column in form.columns if column.type != "line")
    result: dict[str, BoundRow] = {}
    for candidate in found:
        if id(candidate.segment) in used:
            continue
        group = best(candidate.matches, ("group",))
        if group is None or group.key in result or len(columns) not in known:
            continue
        placement = place(candidate.segment, len(columns), known[len(columns)], total=form.columns[-1].total)
        if len(placement.readings) == 1:
            result[group.key], _ = bound_row(form, group.key, columns, candidate.label, candidate.segment, placement)
    return result


def _extent(chosen: Mapping[str, Candidate]) -> Span:
    starts = [candidate.segment.start for candidate in chosen.values()]
    ends = [candidate.segment.end for candidate in chosen.values()]
    return Span(min(starts), max(ends))


def _leaves_zeros_out(form: Form, placements: Mapping[str, Placement], chosen: Mapping[str, Candidate]) -> bool:
    """Whether a table with totals writes no 0 anywhere, so that a blank cell is one."""
    if not any(column.total for column in form.columns):
        return False
    figures = [token.reading for key in placements for token in chosen[key].segment.tokens]
    if not figures or any(reading.kind == "dash" or not reading.value for reading in figures):
        return False
    return any(None in reading for placement in placements.values() for reading in placement.readings)
