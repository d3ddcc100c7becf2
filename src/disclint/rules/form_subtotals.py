"""A subtotal printed beside a group's label is the sum of the group's rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import (
    BoundForm,
    BoundRow,
    CellKey,
    Diagnostic,
    Filing,
    Message,
    Possible,
    Related,
    Relation,
    Rule,
    Span,
    Suspect,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

__all__ = ["FormSubtotals"]


class FormSubtotals(Rule):
    """A subtotal that the report prints beside a group's label is the sum of the group's rows.

    The national form has no subtotals of （三）, （四）, （五）, and none is required. Where a report prints them, they
    are tested in every column. A row whose figures cannot be placed leaves the sum open; then nothing is said.

    中文：报告在组名旁印出的小计，等于组内各行之和。

    全国格式的（三）（四）（五）没有小计，也不要求有。印出小计的，逐列核对。有的行数字归列不定、和数因此无法确定的，不作报告。
    """

    kind: ClassVar[str] = "form-subtotals"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "unequal": (
            "“{column}”列：“{group}”的小计为 {printed}，其下各行之和为 {sum}",
            "column “{column}”: the subtotal of “{group}” is {printed}, the sum of its rows {sum}",
        ),
        "open": (
            "“{column}”列：“{group}”的小计为 {printed}，与其下各行的数字不符",
            "column “{column}”: the subtotal of “{group}” is {printed}, which its rows cannot add up to",
        ),
    }

    form: str
    """The form whose subtotals are tested.
    中文：要核对小计的表。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each column of a subtotal that is certainly wrong."""
        form = filing.form(self.form)
        if form is None or not form.found or not form.reliable:
            return
        for group, subtotal in form.subtotals.items():
            members = form.form.members(group)
            for index, column in enumerate(subtotal.columns):
                rows = [form.rows[key] for key in members if column in form.rows[key].columns]
                if len(subtotal.readings) != 1 or not rows:
                    continue
                printed = subtotal.readings[0][index]
                if printed is None:
                    continue
                summed = _sum(rows)
                figures = {row.key: _possible(form, row, column) for row in rows}
                figures[group] = Possible(frozenset((printed,)))
                if Relation("", ("==", ("name", group), summed)).test(figures.__getitem__) is False:
                    yield self._finding(form, group, subtotal, index, rows)

    def _finding(self, form: BoundForm, group: str, subtotal: BoundRow, index: int, rows: list[BoundRow]) -> Diagnostic:
        column = subtotal.columns[index]
        printed = subtotal.readings[0][index] or 0
        at = subtotal.figures[index].span if len(subtotal.figures) == len(subtotal.columns) else subtotal.span
        span = at or form.span or Span(0, 0)
        key = CellKey(form.key, group, column)
        cells = [form.cells[row.key, column] for row in rows]
        values = [0 if cell.state == "blank" and form.blanks_are_zero else cell.value for cell in cells]
        certain = [value for value in values if value is not None]
        related: list[Related] = []
        suspects: list[Suspect] = []
        total = sum(certain)
        for cell in cells:
            if cell.span is None or cell.value is None:
                continue
            if cell.value:
                label = form.form.row(cell.key.row).label
                message = Message("operand", f"{label}：{cell.text}", f"{label}: {cell.text}")
                related.append(Related(message, cell.span))
            right = cell.value + printed - total
            if len(certain) == len(cells) and right >= 0:
                suspects.append(Suspect(cell.key, right, cell.span))
        related.append(Related(Message("operand", f"小计：{printed}", f"subtotal: {printed}"), span))
        if len(certain) == len(cells):
            suspects.append(Suspect(key, total, span))
        else:
            related.pop()
        return self.diagnostic(
            span,
            "unequal" if len(certain) == len(cells) else "open",
            cell=key,
            related=tuple(related),
            suspects=tuple(suspects),
            column=form.form.column(column).label,
            group=form.form.group(group).label,
            printed=printed,
            sum=total,
        )


def _sum(rows: list[BoundRow]) -> tuple[Any, ...]:
    tree: tuple[Any, ...] = ("name", rows[0].key)
    for row in rows[1:]:
        tree = ("+", tree, ("name", row.key))
    return tree


def _possible(form: BoundForm, row: BoundRow, column: str) -> Possible:
    """What a figure may be, over all readings of its row; a blank may be any figure from 0."""
    at = row.columns.index(column)
    values = {reading[at] for reading in row.readings}
    if values == {None} and form.blanks_are_zero and form.cells[row.key, column].state == "blank":
        return Possible(frozenset((0,)))
    if None in values or not values:
        return Possible(None, 0, None)
    return Possible(frozenset(value for value in values if value is not None))
