"""Every cell has its figure, zeros included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disclint import (
    BoundCell,
    BoundForm,
    BoundRow,
    CellKey,
    Diagnostic,
    Figure,
    Filing,
    Message,
    Record,
    Related,
    Relation,
    Rule,
    Span,
    quotable,
    quoted_names,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from disclint import Severity

__all__ = ["BlankCells", "Sum"]


class Sum(Record):
    """An equation that tells what belongs into a blank cell.

    中文：用来推算空白格的等式。
    """

    form: str
    """The form that it is about.
    中文：等式所属的表。"""

    expect: Relation
    """The equation, between rows or between columns, as in ``form-arithmetic``.
    中文：行之间或列之间的等式，写法同 form-arithmetic。"""


class BlankCells(Rule):
    """Every cell has its figure, zeros included.

    Nothing to report is written `0`; an empty cell, `/`, `-` and `—` are missing figures. A blank is an error in a
    total or beside another figure that is not 0, else a warning. The blanks of one row are one finding, and so are a
    wholly blank table, a wholly blank column, and a table that leaves out all of its zeros.

    Where `sums` and the other figures make certain what belongs there, the finding names it.

    A row whose figures were pushed together to the left has blanks too, but nobody can tell where: one finding.

    In a form whose blanks are zeros (`blanks: zero`) only a blank total is reported that `sums` show to be no 0.

    中文：每一格都填数字，没有的填0。

    没有发生的填 `0`；空白、`/`、`-`、`—` 都算缺数字。空白处于合计，或同组另有不为0的数字时，为错误，否则为警告。一行
    的空白合为一处报告；整张表空白、整列空白、整张表的零都不填，各合为一处。

    由 `sums` 和其他数字可以确定该填什么的，报告中写明。

    一行的数字被挤到左边的，也有空白，但无法确定在哪一格：合为一处报告。

    规则包写明空白即为0的表（`blanks: zero`），只报告由 `sums` 可知不为0的空白合计。
    """

    kind: ClassVar[str] = "blank-cells"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "cell": (
            "“{row}”行“{column}”列{blank}，{right}",
            "row “{row}”, column “{column}” {blank_en}: {right_en}",
        ),
        "cells": (
            "“{row}”行有{count}格{blank}：{columns}；{right}",
            "row “{row}”: {count} cells, {columns_en}: each {blank_en}; {right_en}",
        ),
        "row": ("“{row}”行整行{blank}，{right}", "row “{row}”, every cell {blank_en}: {right_en}"),
        "column": ("“{column}”列整列空白，{right}", "column “{column}” is wholly blank: {right_en}"),
        "table": ("{form}整表空白，没有的应填 0", "{form} is wholly blank: write 0 where there is nothing to report"),
        "zeros": (
            "{form}有{count}格空白，为 0 的格都没有填写；没有的应填 0",
            "{form} leaves out its zeros, {count} cells are blank: write 0 where there is nothing to report",
        ),
        "squeezed": (
            "{row}应有{columns}个数字，只有{count}个，列位置无法确定；没有的应填 0",
            "{row_en} has {count} of {columns} figures, in columns that cannot be told: write 0 for nothing",
        ),
        "squeezed-rows": (
            "{form}有{count}行的数字个数不足，列位置无法确定，无法逐格检查；没有的应填 0",
            "{count} rows of {form} have too few figures, in columns that cannot be told: write 0 for nothing",
        ),
        "powerless": (
            "“{row}”行填的是“{text}”；没有规章制定权的机关填 0",
            "row “{row}” has “{text}”: an organ without rule-making power writes 0",
        ),
    }

    totals: tuple[str, ...] = ()
    """Rows and columns that are totals: a blank in one of them is an error.
    中文：合计的行和列：这里空白为错误。"""

    sums: tuple[Sum, ...] = ()
    """Equations that tell what belongs into a blank cell.
    中文：用来推算空白格应填数字的等式。"""

    rule_making_rows: tuple[str, ...] = ()
    """Rows that only an organ with rule-making power fills in: a dash of another organ there is a note.
    中文：只有有规章制定权的机关才填的行：其他机关在此填横线，只作提示。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """The findings of all forms."""
        powerless = filing.organ is not None and filing.organ.rule_making is False
        for form in filing.forms:
            if form.found and form.reliable:
                blanks = [cell for cell in form.cells.values() if cell.state == "blank"]
                if blanks or any(row.fault == "squeezed" for row in form.rows.values()):
                    sums = [each.expect for each in self.sums if each.form == form.key]
                    sheet = _Sheet(form, sums, self.totals)
                    yield from self._check_form(sheet, blanks, powerless)

    def _check_form(self, sheet: _Sheet, blanks: list[BoundCell], powerless: bool) -> Iterator[Diagnostic]:
        form = sheet.form
        present = sum(cell.state != "missing" for cell in form.cells.values())
        allowed = form.form.blanks == "zero"
        if blanks and len(blanks) == present and not allowed:
            yield self.diagnostic(sheet.span_of(blanks[0]), "table", form=form.form.title)
            return
        if form.blanks_are_zero and blanks:
            if not allowed:
                yield self.diagnostic(sheet.span_of(blanks[0]), "zeros", form=form.form.title, count=len(blanks))
            for cell in blanks:
                known = sheet.right_figure(cell.key) if sheet.lacks_sum(cell.key) else None
                if known is not None and known[0]:
                    yield self._cells(sheet, [cell])
        yield from self._squeezed_rows(form)
        if form.blanks_are_zero:
            return
        columns = self._blank_columns(form)
        for column in columns:
            yield self._column(sheet, column)
        for row in form.rows.values():
            cells = [form.cells[row.key, column] for column in row.columns if column not in columns]
            found = [cell for cell in cells if cell.state == "blank"]
            if row.fault == "squeezed" or not found:
                continue
            if powerless and row.key in self.rule_making_rows and all(cell.text for cell in found):
                yield self._powerless(sheet, row, found[0])
            else:
                yield self._cells(sheet, found)

    def _is_total(self, key: CellKey) -> bool:
        return key.row in self.totals or key.column in self.totals

    def _severity(self, sheet: _Sheet, cells: Sequence[BoundCell]) -> Severity:
        grave = any(self._is_total(cell.key) or sheet.has_figures_beside(cell.key) for cell in cells)
        return self.severity if grave else self.at_most("warning")

    def _cells(self, sheet: _Sheet, cells: list[BoundCell]) -> Diagnostic:
        """The blank cells of one row."""
        form = sheet.form.form
        first = cells[0]
        row, bound = form.row(first.key.row), sheet.form.rows[first.key.row]
        told = [cell for cell in cells if self._is_total(cell.key)]
        main = (told or cells)[-1]
        if told or len(cells) == 1:
            hint, hint_en, related = sheet.hint(told or cells, alone=len(cells) == 1)
        else:
            hint, hint_en, related = sheet.hint_for_several(cells)
        whole = all(sheet.form.cells[row.key, column].state == "blank" for column in bound.columns)
        code = "cell" if len(cells) == 1 else "row" if whole else "cells"
        blank, blank_en = _how_blank(cells)
        columns, columns_en = quoted_names(form.column(cell.key.column).label for cell in cells)
        return self.diagnostic(
            sheet.span_of(main if code == "cell" else first),
            code,
            severity=self._severity(sheet, cells),
            cell=main.key,
            related=related,
            row=quotable(row.label),
            column=form.column(main.key.column).label,
            columns=columns,
            columns_en=columns_en,
            count=len(cells),
            blank=blank,
            blank_en=blank_en,
            right=hint,
            right_en=hint_en,
        )

    def _column(self, sheet: _Sheet, column: str) -> Diagnostic:
        cells = [cell for cell in sheet.form.cells.values() if cell.key.column == column and cell.state == "blank"]
        return self.diagnostic(
            sheet.span_of(cells[0]),
            "column",
            severity=self._severity(sheet, cells),
            cell=cells[0].key,
            column=sheet.form.form.column(column).label,
            right=_WRITE_ZERO[0],
            right_en=_WRITE_ZERO[1],
        )

    def _blank_columns(self, form: BoundForm) -> tuple[str, ...]:
        """Columns without a figure in at least three rows that have figures in others."""
        there: dict[str, int] = {}
        for row in form.rows.values():
            states = [form.cells[row.key, column].state for column in row.columns]
            if "filled" in states or "uncertain" in states:
                for column, state in zip(row.columns, states, strict=True):
                    there[column] = there.get(column, 0) + (1 if state == "blank" else -len(form.rows))
        return tuple(column for column, count in there.items() if count >= 3)

    def _squeezed_rows(self, form: BoundForm) -> Iterator[Diagnostic]:
        """Rows whose figures were pushed together: one finding for each, or for all where they are many."""
        rows = [row for row in form.rows.values() if row.fault == "squeezed"]
        across = form.form.layout == "across"
        for row in rows[:1] if across or len(rows) > _FEW else rows:
            span = (row.label.span if row.label is not None and not across else row.span) or form.span or Span(0, 0)
            if not across and len(rows) > _FEW:
                yield self.diagnostic(span, "squeezed-rows", form=form.form.title, count=len(rows))
                continue
            label, title = quotable(form.form.row(row.key).label), form.form.title
            yield self.diagnostic(
                span,
                "squeezed",
                row=f"{title}的数字行" if across else f"“{label}”行",
                row_en=f"the row of figures of {title}" if across else f"row “{label}”",
                count=len(row.figures),
                columns=sum(len(each.columns) for each in rows) if across else len(row.columns),
            )

    def _powerless(self, sheet: _Sheet, row: BoundRow, cell: BoundCell) -> Diagnostic:
        return self.diagnostic(
            sheet.span_of(cell),
            "powerless",
            severity=self.at_most("note"),
            cell=cell.key,
            row=sheet.form.form.row(row.key).label,
            text=cell.text,
        )


def _how_blank(cells: Sequence[BoundCell]) -> tuple[str, str]:
    printed = list(dict.fromkeys(cell.text for cell in cells if cell.text))
    if not printed:
        return "空白", "is blank"
    dashes = "”“".join(printed)
    if all(cell.text for cell in cells):
        return f"填的是“{dashes}”", f"has “{dashes}” for a figure"
    return f"空白或填“{dashes}”", f"is blank or has “{dashes}”"


_FEW = 5
"""More rows than this with the same fault have it for the same reason."""

_WRITE_ZERO = ("没有的应填 0", "write 0 if there is nothing to report")


class _Sheet:
    """A form and the equations that hold between its figures."""

    __slots__ = ("_columns", "_equations", "_rows", "form", "totals")

    def __init__(self, form: BoundForm, sums: list[Relation], totals: tuple[str, ...]) -> None:
        self.form = form
        self.totals = totals
        differences = [relation.difference() for relation in sums]
        self._equations = [each for each in differences if each is not None and each[2] == "=="]
        figures = [key for key, cell in form.cells.items() if cell.state == "filled" and cell.value != 0]
        self._rows = {row for row, _ in figures}
        self._columns = {column for _, column in figures}

    def span_of(self, cell: BoundCell) -> Span:
        """Where a blank stands: its empty place, else the label of its row."""
        if cell.span is not None:
            return cell.span
        row = self.form.rows[cell.key.row]
        return (row.label.span if row.label is not None else row.span) or self.form.span or Span(0, 0)

    def has_figures_beside(self, key: CellKey) -> bool:
        """Whether another figure of a blank's row or column is not 0."""
        return key.row in self._rows or key.column in self._columns

    def hint(self, cells: Sequence[BoundCell], alone: bool) -> tuple[str, str, tuple[Related, ...]]:
        """What belongs into blank cells, as far as it is certain or follows if the other blanks are 0."""
        certain: list[tuple[BoundCell, Figure, bool]] = []
        for cell in cells:
            known = self.right_figure(cell.key)
            if known is not None:
                certain.append((cell, *known))
        if not certain or not any(figure for _, figure, _ in certain):
            if alone and certain and not certain[0][2]:
                return "应为 0", "it must be 0", ()
            return (*_WRITE_ZERO, ())
        parts, parts_en, related = [], [], []
        for cell, figure, assumed in certain:
            if not figure:
                continue
            label = self.form.form.column(cell.key.column).label
            column = "" if alone else f"“{label}”列"
            suffix = "（其他空白按 0 计）" if assumed else ""
            suffix_en = " (if the other blanks are 0)" if assumed else ""
            parts.append(f"{column}应为 {figure}{suffix}")
            parts_en.append(f"{f'column “{label}”' if column else 'it'} must be {figure}{suffix_en}")
            related += self.operands(cell.key)
        return "；".join(parts), "; ".join(parts_en), tuple(dict.fromkeys(related))

    def hint_for_several(self, cells: Sequence[BoundCell]) -> tuple[str, str, tuple[Related, ...]]:
        """Whether the blanks of a row, none of them a total, can all be 0."""
        row = cells[0].key.row
        for cell in cells:
            known = self.right_figure(cell.key, within=row)
            if known is not None and known[0]:
                return (
                    "都按 0 计则与该行其他数字不符",
                    "if all were 0, the other figures of the row would not agree",
                    tuple(self.operands(cell.key)),
                )
        return (*_WRITE_ZERO, ())

    def right_figure(self, key: CellKey, within: str | None = None) -> tuple[Figure, bool] | None:
        """The figure that an equation demands of a blank cell, and whether other blanks had to be taken for 0.

        An equation without other blanks goes before one with some, and a blank total is never taken for 0. ``within``
        limits the equations to those between the figures of one row.
        """
        best: tuple[Figure, bool] | None = None
        for factors, constant, _ in self._equations:
            cells = self._cells_of(factors, key)
            if not cells or key not in cells or cells[key] not in (1, -1):
                continue
            gap: Figure = constant
            assumed = False
            for other, factor in cells.items():
                if other == key:
                    continue
                across = other.row == key.row
                cell = self.form.cells[other.row, other.column]
                if within is not None and not across:
                    break
                if cell.state == "blank" and self._may_be_zero(other, across):
                    assumed = True
                elif cell.state != "filled" or cell.value is None:
                    break
                else:
                    gap += factor * cell.value
            else:
                right = -gap * cells[key]
                if right >= 0 and (best is None or (best[1] and (not assumed or not best[0]))):
                    best = right, assumed
        return best

    def lacks_sum(self, key: CellKey) -> bool:
        """Whether a blank is the total of a row or column that has figures other than 0."""
        return (key.column in self.totals and key.row in self._rows) or (
            key.row in self.totals and key.column in self._columns
        )

    def _may_be_zero(self, key: CellKey, across: bool) -> bool:
        """Whether another blank of an equation between columns (``across``) or rows may be taken for 0."""
        return (key.column if across else key.row) not in self.totals and not self.lacks_sum(key)

    def operands(self, key: CellKey) -> list[Related]:
        """The figures, other than 0, from which a blank cell's figure follows."""
        found = []
        for factors, _, _ in self._equations:
            cells = self._cells_of(factors, key)
            if key not in cells:
                continue
            for other in cells:
                cell = self.form.cells[other.row, other.column]
                if cell.state == "filled" and cell.value and cell.span is not None:
                    form = self.form.form
                    label = form.row(other.row).label if other.column == key.column else form.column(other.column).label
                    found.append(
                        Related(Message("operand", f"{label}：{cell.text}", f"{label}: {cell.text}"), cell.span)
                    )
            if found:
                break
        return found

    def _cells_of(self, factors: Mapping[str, int], key: CellKey) -> dict[CellKey, int]:
        """The cells that an equation is about where it is about ``key``, each with its factor."""
        form = self.form.form
        cells: dict[CellKey, int] = {}
        for name, factor in factors.items():
            for member in (name,) if (name, key.column) in self.form.cells else form.members(name) or (name,):
                if (member, key.column) in self.form.cells:
                    cell = CellKey(form.key, member, key.column)
                elif (key.row, member) in self.form.cells:
                    cell = CellKey(form.key, key.row, member)
                else:
                    return {}
                cells[cell] = cells.get(cell, 0) + factor
        return cells
