"""Whole small reports with true figures, written as a damaging converter would write them, and the truth beside them.

``make(seed)`` is a function of its arguments alone. Figures, plan and damage draw from separate streams.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from random import Random

from tests.damage import figures as invent
from tests.damage import grids
from tests.damage.cells import spoil_cells
from tests.damage.layouts import Key, Row, Shape, Table
from tests.damage.official import application_rows, keys_of
from tests.damage.page import ORGANS, compose
from tests.damage.plan import DAMAGE, DASHES, ZEROS, Plan
from tests.damage.rows import spoil_rows

__all__ = ["Sample", "make"]


@dataclass(frozen=True, slots=True)
class Sample:
    """A report and what is true of it."""

    seed: int
    edition: str
    year: int
    layout: str
    damage: tuple[str, ...]
    text: str
    encoding: str
    truth: dict[Key, str | None]
    """By cell: the text printed, in Simplified script, without white space; ``None`` where nothing is printed."""
    dashes: dict[Key, str]
    """The dash of a cell that prints nothing else; such a cell has ``None`` in ``truth``."""
    gone: frozenset[Key]
    """Cells that the damage took away altogether: neither figure nor empty cell is there."""
    recoverable: frozenset[Key]
    """Cells whose figure follows from the text by the rules of reading; of the others a reader may only guess."""
    falsified: Key | None = None
    """The one cell whose figure breaks the relations."""
    exposed: bool = False
    """Whether all figures that the false one is added up with are legible, so that nothing excuses overlooking it."""

    @property
    def data(self) -> bytes:
        """The file."""
        return self.text.encode(self.encoding)


def make(seed: int, *, edition: str | None = None, layout: str | None = None, falsify: bool = False) -> Sample:
    """The sample of a seed. With ``falsify``, one printed figure of ``applications`` or ``review_litigation`` is false.

    The sample is honest all the same where no figure is printed plainly enough to be falsified.
    """
    return _Report(seed, edition).sample(layout, falsify=falsify)


def _slip(figure: int, rng: Random) -> int:
    """Another figure, such as a slip of the hand makes: one off, a digit too many, digits exchanged."""
    slips = {figure + 1, figure + 2, figure * 10 + 1, int(str(figure)[::-1]), max(1, figure - 1), rng.randint(1, 30)}
    return rng.choice(sorted(slips - {figure, 0}))


class _Report:
    """One report with its true figures."""

    def __init__(self, seed: int, edition: str | None) -> None:
        rng = Random(seed * 4)
        self.seed = seed
        chosen = rng.choice(("form_2019", "form_2021"))
        self.edition = edition or chosen
        self.year = rng.choice((2019, 2020) if self.edition == "form_2019" else (2021, 2022, 2023, 2024))
        self.organ, rule_making = rng.choice(ORGANS)
        counts = invent.applications(rng, self.edition) | invent.review_litigation(rng)
        self.texts = {key: str(figure) for key, figure in counts.items()}
        self.texts |= invent.active_disclosure(rng, self.edition, rule_making=rule_making)

    def sample(self, layout: str | None, *, falsify: bool) -> Sample:
        """The report as text with its truth, one figure falsified if asked for."""
        plan = Plan(self.seed, layout)
        plan.edition = self.edition
        tables = self._tables(plan)
        unclear: set[Key] = set()
        for spoil in (spoil_cells, spoil_rows):
            for table in tables:
                unclear |= spoil(table, plan)
        falsified = self._falsify(tables) if falsify else None
        truth, dashes, gone = _printed(tables, self.edition)
        certain = {
            key for table in tables for row in grids.data_rows(table) for key in _certain(row, table, plan.shape)
        }
        text = compose(tables, plan, self.organ, self.year)
        encoding = "gb18030" if plan.has("gb18030") else "utf-8-sig" if plan.has("bom") else "utf-8"
        return Sample(
            self.seed,
            self.edition,
            self.year,
            plan.layout,
            tuple(name for name in DAMAGE if name in plan.inflicted),
            text,
            encoding,
            truth,
            dashes,
            gone,
            frozenset(key for key in certain - unclear if truth[key] is not None),
            falsified,
            falsified is not None and _exposed(falsified, certain - unclear, truth),
        )

    def _falsify(self, tables: list[Table]) -> Key | None:
        """Changes one figure that is printed plainly, as late as can be, so that all damage is the twin's."""
        rng = Random(self.seed * 4 + 3)
        slots = [slot for table in tables[1:] for row in table.rows for slot in row.values]
        plain = [slot for slot in slots if slot.key and slot.text == self.texts[slot.key]]
        if not plain:
            return None
        slot = rng.choice(plain)
        slot.text = slot.figure = str(_slip(int(slot.text), rng))
        return slot.key

    def _tables(self, plan: Plan) -> list[Table]:
        applications = grids.applications(self.edition, self.texts, note_in_brackets=plan.rng.random() < 0.8)
        if plan.has("subtotals-printed"):
            self._print_subtotals(applications)
        return [grids.disclosure(self.edition, self.texts), applications, grids.litigation(self.texts)]

    def _print_subtotals(self, table: Table) -> None:
        """A row of sums above each group, which takes over the group's label."""
        shown: set[str] = set()
        for row in application_rows(self.edition):
            if len(row.path) == 3 and row.path[1] not in shown:
                shown.add(row.path[1])
                at = next(index for index, other in enumerate(table.rows) if other.key == row.key)
                table.rows[at].labels[1].cover = "row"
                table.rows.insert(at, grids.subtotal(self.edition, self.texts, row.path))


def _printed(tables: list[Table], edition: str) -> tuple[dict[Key, str | None], dict[Key, str], frozenset[Key]]:
    truth: dict[Key, str | None] = dict.fromkeys(keys_of(edition))
    dashes: dict[Key, str] = {}
    gone = set(truth)
    for slot in (slot for table in tables for row in table.rows for slot in row.values):
        if slot.key is None:
            continue
        gone.discard(slot.key)
        said = slot.text if slot.figure is None else slot.figure
        if said in DASHES:
            dashes[slot.key] = said
        elif said:
            truth[slot.key] = re.sub(r"\s", "", said)
    return truth, dashes, frozenset(gone)


def _exposed(falsified: Key, certain: set[Key], truth: dict[Key, str | None]) -> bool:
    form, row, _ = falsified
    return all(
        key in certain and ((text or "0").removesuffix("件").isdecimal())
        for key, text in truth.items()
        if key[:2] == (form, row)
    )


def _certain(row: Row, table: Table, shape: Shape) -> set[Key]:
    """The cells of a row that have the same figure in every reading that the rules allow."""
    keys = [slot.key for slot in row.values if slot.key]
    slots = [slot for slot in row.values if not slot.cover]
    empty = any(not slot.text for slot in slots)
    columns = table.width if table.form != "active_disclosure" else len(keys)
    shifted = row.lead or row.split or row.torn_label or (shape.trim and not slots[-1].text)
    if len(keys) < columns or (empty and (table.squeezed or shifted)):
        return set()
    if shape.column == "repeat" and len(slots) < len(row.values):
        return set()
    surplus = len(slots) - columns
    zeros = [index for index, slot in enumerate(slots) if slot.text in ZEROS]
    readings = [
        [slot.text for index, slot in enumerate(slots) if index not in dropped]
        for dropped in combinations(zeros, max(0, surplus))
    ]
    return {key for at, key in enumerate(keys) if len({reading[at] for reading in readings}) == 1}
