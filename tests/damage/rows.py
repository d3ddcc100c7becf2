"""Damage of rows: cells too many or too few, labels and groups moved or lost, headers moved, rows torn."""

from __future__ import annotations

from tests.damage.grids import data_rows, own_label
from tests.damage.layouts import Key, Row, Slot, Split, Table
from tests.damage.plan import ZEROS, Plan
from tests.damage.words import normal, spoil_words

__all__ = ["spoil_rows"]

_SPLITS: tuple[Split, ...] = ("before-numbers", "within-numbers", "label-first", "label-last")


def spoil_rows(table: Table, plan: Plan) -> set[Key]:
    """Moves, takes and adds cells and rows. Returns the cells whose place the text no longer tells for certain."""
    spoil_words(table, plan)
    rng = plan.rng
    unclear: set[Key] = set()
    if table.form == "applications":
        _spoil_applications(table, plan)
    if table.form == "review_litigation" and plan.has("sixteenth-column"):
        _add_column(table, plan)
    if table.form == "active_disclosure" and plan.edition == "form_2021" and plan.has("merged-repeated"):
        unclear = _repeat_merged(table)
    data = data_rows(table)
    if table.form != "review_litigation" and rng.random() < 0.7 and plan.has("rows-lost"):
        for row in rng.sample(data, rng.choice((1, 1, 2, 3))):
            table.rows.remove(row)
    _spoil_heads(table, plan)
    _tear(table, plan)
    return unclear


def _spoil_applications(table: Table, plan: Plan) -> None:
    rng = plan.rng
    data = data_rows(table)
    surplus: list[Row] = []
    if plan.has("surplus-zero"):
        surplus = rng.sample(data, rng.choice((1, 2, 2, 4)))
        for row in surplus:
            zero = next((slot.text for slot in row.values if slot.text in ZEROS), "0")
            row.values.insert(rng.randint(0, 7), Slot(zero, kind="number"))
    if plan.has("missing-cells"):
        _take_cells([row for row in data if row not in surplus], plan)
    if plan.has("groups-lost"):
        _lose_groups(table, plan)
    if plan.has("groups-glued"):
        _glue_groups(table, plan)
    if plan.has("groups-alone"):
        _set_groups_alone(table, plan)
    if plan.has("labels-moved"):
        _move_labels(table, plan)


def _take_cells(rows: list[Row], plan: Plan) -> None:
    """Rows with five or six cells of seven. Only zeros go, so that no other figure can pass as the total."""
    rng = plan.rng
    count = rng.choice((1, 2))
    whole = rng.random() < 0.3
    for row in rows if whole else rng.sample(rows, min(len(rows), 3)):
        zeros = [slot for slot in row.values if slot.key and slot.text in ("0", "00")]
        if len(zeros) < count:
            continue
        for slot in rng.sample(zeros, count):
            row.values.remove(slot)
        row.ragged = True


def _lose_groups(table: Table, plan: Plan) -> None:
    only = plan.rng.choice(("三", "(三)", "(四)", "(五)", ""))
    for row in data_rows(table):
        for slot in row.labels:
            if slot is not own_label(row) and not slot.cover and normal(slot.text).startswith(only):
                slot.text = ""


def _glue_groups(table: Table, plan: Plan) -> None:
    """A group's label and the row's own in one cell."""
    rng = plan.rng
    for row in data_rows(table):
        own = own_label(row)
        at = row.labels.index(own)
        before = row.labels[at - 1] if at else None
        if before and not before.cover and before.text and rng.random() < 0.7:
            own.text = before.text + rng.choice(("", " ")) + own.text
            before.text = ""
            if plan.shape.row == "drop":
                before.cover = "row"


def _set_groups_alone(table: Table, plan: Plan) -> None:
    """A group's label on a row of its own, without figures."""
    rows: list[Row] = []
    for row in table.rows:
        groups = [slot for slot in row.labels[:-1] if slot.text and not slot.cover and slot is not own_label(row)]
        if row.role == "data" and groups and plan.rng.random() < 0.7:
            rows.append(Row([Slot(slot.text) for slot in groups], [], ragged=True))
            for slot in groups:
                slot.cover = "row"
        rows.append(row)
    table.rows = rows


def _move_labels(table: Table, plan: Plan) -> None:
    """Rows whose label stands in the first column, as after a page break."""
    data = [row for row in data_rows(table) if row.labels[0] is not own_label(row)]
    first = plan.rng.randrange(len(data))
    for row in data[first : first + plan.rng.randint(1, 4)]:
        own = own_label(row)
        if not any(slot.text and not slot.cover and slot is not own for slot in row.labels):
            row.labels = [Slot(own.text), *(Slot("", "column") for _ in range(2))]


def _add_column(table: Table, plan: Plan) -> None:
    rng = plan.rng
    at = rng.choice((15, 15, 15, rng.randint(0, 14)))
    for row in table.rows:
        if row.role == "data":
            row.values.insert(at, Slot(rng.choice(("0", "0", "")) if at == 15 else "0", kind="number"))
        else:
            row.values.insert(min(at, len(row.values)), Slot("", kind="head"))


def _repeat_merged(table: Table) -> set[Key]:
    """A merged cell's figure in each place that it covers."""
    unclear: set[Key] = set()
    for row in data_rows(table):
        for slot in row.values:
            if slot.cover:
                slot.text, slot.cover, slot.kind = row.values[0].text, "", "number"
                unclear.update(other.key for other in row.values if other.key)
    return unclear


def _spoil_heads(table: Table, plan: Plan) -> None:
    rng = plan.rng
    if table.form == "active_disclosure" and plan.has("captions-lost"):
        share = rng.choice((0.3, 1.0))
        table.rows = [row for row in table.rows if row.role != "caption" or rng.random() > share]
    heads = [row for row in table.rows if row.role == "head"]
    if table.form == "applications":
        if plan.has("headers-moved"):
            _move_heads(heads, plan)
        if plan.has("headers-lost"):
            for row in rng.sample(heads, rng.randint(1, 3)):
                table.rows.remove(row)
        if plan.has("headers-repeated"):
            at = rng.randint(5, len(table.rows) - 1)
            table.rows[at:at] = [_copy(row) for row in heads[rng.choice((0, 1)) :]]
    if table.form == "review_litigation" and rng.random() < 0.3 and plan.has("headers-repeated"):
        table.rows[3:3] = [_copy(row) for row in heads]


def _move_heads(heads: list[Row], plan: Plan) -> None:
    """总计 in the first header row, names pushed to the side."""
    first, second, third = heads
    rng = plan.rng
    if rng.random() < 0.6:
        first.values[-1] = Slot(second.values[-1].text, kind="head")
        second.values[-1] = Slot("", "column", "head")
    if rng.random() < 0.5:
        third.values.append(Slot("", kind="head"))
    if rng.random() < 0.3:
        second.values.insert(0, Slot("", kind="head"))


def _tear(table: Table, plan: Plan) -> None:
    rng = plan.rng
    data = data_rows(table)
    whole = [row for row in data if not row.ragged]
    if table.form != "active_disclosure" and plan.has("padding-row"):
        share = rng.choice((0.1, 0.4))
        for row in whole:
            row.lead = rng.choice((1, 1, 2)) if rng.random() < share else 0
            # Where cells are empty for want of a figure, one too many must show in the count.
            row.compensated = rng.random() < 0.5 and all(slot.text for slot in row.values)
    if rng.random() < 0.6 and plan.has("rows-broken"):
        for row in rng.sample(whole, min(len(whole), rng.choice((1, 1, 2)))):
            row.split = rng.choice(_SPLITS) if row.labels else "within-numbers"
    if table.form == "review_litigation":
        return
    if rng.random() < 0.6 and plan.has("labels-in-two-cells"):
        for row in rng.sample(data, 2):
            row.torn_label = row.split == ""
    if plan.layout != "aligned" and rng.random() < 0.7 and plan.has("labels-in-two-lines"):
        for row in rng.sample(table.rows, 4):
            _break_label(row, plan)


def _break_label(row: Row, plan: Plan) -> None:
    """A line break inside a cell."""
    candidates = [slot for slot in (*row.labels, *row.values) if slot.kind != "number" and not slot.cover]
    long = [slot for slot in candidates if len(slot.text) >= 4 and "\n" not in slot.text]
    if row.split or row.torn_label or not long:
        return
    slot = plan.rng.choice(long)
    at = plan.rng.randint(2, len(slot.text) - 2)
    slot.text = slot.text[:at].rstrip() + "\n" + slot.text[at:].lstrip()


def _copy(row: Row) -> Row:
    labels = [Slot(slot.text, slot.cover, slot.kind) for slot in row.labels]
    return Row(labels, [Slot(slot.text, slot.cover, slot.kind) for slot in row.values], row.role)
