"""Damage of figures: how zeros are written, digits misread, split or set full-width."""

from __future__ import annotations

from tests.damage.grids import data_rows
from tests.damage.layouts import Key, Slot, Table
from tests.damage.plan import DASHES, Plan

__all__ = ["spoil_cells"]

_FULL_WIDTH = {ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)}


def spoil_cells(table: Table, plan: Plan) -> set[Key]:
    """Rewrites the figures of a table. Returns the cells whose figure the text no longer tells for certain."""
    rng = plan.rng
    numbers = [slot for row in table.rows for slot in row.values if slot.kind == "number"]
    if table.form == "applications" or rng.random() < 0.6:
        _style_zeros(table, numbers, plan)
    if table.form == "active_disclosure":
        return set()
    if rng.random() < 0.7 and plan.has("unit-in-count"):
        for slot in numbers:
            slot.text += "件" if slot.text else ""
    if rng.random() < 0.7 and plan.has("misread-digits"):
        for slot in rng.sample(numbers, rng.choice((1, 1, 2, 5))):
            slot.text = slot.text.replace("0", "O").replace("1", "l")
    for slot in numbers:
        slot.figure = slot.text
    if rng.random() < 0.8 and plan.has("full-width-digits"):
        share = rng.choice((0.1, 1.0))
        for slot in numbers:
            if rng.random() < share:
                slot.text = slot.text.translate(_FULL_WIDTH)
    return _split_digits(table, plan)


def _style_zeros(table: Table, numbers: list[Slot], plan: Plan) -> None:
    rng = plan.rng
    zeros = [slot for slot in numbers if slot.text == "0"]
    if plan.has("zeros-blank"):
        _write(zeros, "")
        table.squeezed = plan.squeezed
    elif plan.has("zeros-dashed"):
        _write(zeros, rng.choice(DASHES))
    elif table.form != "active_disclosure" and plan.has("double-zero"):
        _write(zeros, "00")
    elif table.form == "applications" and plan.has("some-blank"):
        for row in rng.sample(data_rows(table), rng.choice((1, 1, 2, 3))):
            _write([slot for slot in row.values[rng.randint(0, 5) :] if slot.text == "0"], "")


def _write(slots: list[Slot], text: str) -> None:
    for slot in slots:
        slot.text = text


def _split_digits(table: Table, plan: Plan) -> set[Key]:
    rng = plan.rng
    unclear: set[Key] = set()
    for row in data_rows(table):
        long = [slot for slot in row.values if len(slot.text) > 1]
        if long and rng.random() < 0.6 and plan.has("split-digits"):
            unclear.update(slot.key for slot in row.values if slot.key)
            for slot in long:
                slot.text = " ".join(slot.text)
    return unclear
