"""The unit of money is stated exactly once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import BoundCell, BoundForm, Column, Diagnostic, Filing, Related, Rule, normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Literal

    from disclint import Severity

__all__ = ["AmountUnit"]


class AmountUnit(Rule):
    """The unit of money is stated exactly once: in the header or in the cell.

    A unit that is missing, stated twice, or not the one that the form wants is a warning; two that contradict each
    other are an error, since the amount is then uncertain. An amount of 0 needs no unit. Where the form's own header
    states the unit, the cell holds a bare number.

    中文：金额的单位只写一次：写在表头，或写在单元格。

    缺单位、重复写单位、单位与格式要求不同，为警告；两处单位互相矛盾，为错误，因为金额已无法确定。金额为0时不要求单
    位。表头已写明单位的，单元格只写数字。
    """

    kind: ClassVar[str] = "amount-unit"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "none": (
            "“{column}”{text} 没有单位，应注明{unit}",
            "“{column}”: {text} has no unit; state {unit}",
        ),
        "twice": (
            "“{column}”的单位在表头和单元格中重复，单元格应只写数字",
            "“{column}”: the unit stands in the header and again in the cell; write the number alone",
        ),
        "contradictory": (
            "“{column}”的单位相互矛盾：表头为{header}，单元格为{cell_unit}；应以{unit}为单位",
            "“{column}”: {header} in the header contradicts {cell_unit} in the cell; give it in {unit}",
        ),
        "other": (
            "“{column}”的单位是{printed}，应为{unit}",
            "“{column}” is in {printed}; it should be in {unit}",
        ),
        "in-header": (
            "“{column}”的单位应写在表头，单元格只写数字",
            "“{column}”: the unit belongs in the header, the cell holds the number alone",
        ),
        "in-cell": (
            "“{column}”的单位应写在单元格的数字之后",
            "“{column}”: the unit belongs in the cell, after the number",
        ),
        "large": (
            "“{column}”为 {text} {unit}，数额很大，请核对是否误以元填报",
            "“{column}” is {text} {unit}: please check whether it was meant in 元",
        ),
    }

    unit: str = "万元"
    """The unit that the form wants.
    中文：格式要求的单位。"""

    place: Literal["header", "cell", "either"] = "either"
    """Where the unit must stand.
    中文：单位应写在哪里。"""

    doubtful_from: int = 1_000_000
    """A whole amount from here on, of an organ below city level, may have been given in 元: a note.
    中文：市级以下机关的整数金额达到这个数时，可能误以元为单位：提示。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding for each amount, and a note on a doubtful one."""
        small = filing.organ is not None and filing.organ.level in ("county", "town", "department")
        for form in filing.forms:
            money = {column.key: column for column in form.form.columns if column.type == "money"}
            if not money or not form.found or not form.reliable:
                continue
            for (_, key), cell in form.cells.items():
                if key in money and cell.state == "filled" and cell.value is not None and cell.span is not None:
                    yield from self._judge(form, money[key], cell)
                    if small:
                        yield from self._doubt(form, money[key], cell)

    def _judge(self, form: BoundForm, column: Column, cell: BoundCell) -> Iterator[Diagnostic]:
        header, printed = _header_unit(form, column), _plain(cell.unit)
        place = "header" if column.unit else self.place
        code, severity = "", None
        if header and printed:
            same = header == printed
            code, severity = ("twice", None) if same else ("contradictory", self._graver())
        elif not header and not printed:
            code = "none" if cell.value else ""
        elif (header or printed) != self.unit:
            code = "other"
        elif printed and place == "header":
            code = "in-header"
        elif header and place == "cell":
            code = "in-cell"
        if code:
            yield self._finding(form, column, cell, code, severity)

    def _doubt(self, form: BoundForm, column: Column, cell: BoundCell) -> Iterator[Diagnostic]:
        unit = _plain(cell.unit) or _header_unit(form, column)
        if unit == "万元" and isinstance(cell.value, int) and cell.value >= self.doubtful_from:
            yield self._finding(form, column, cell, "large", self.at_most("note"))

    def _graver(self) -> Severity:
        return "error" if self.severity == "warning" else self.severity

    def _finding(
        self, form: BoundForm, column: Column, cell: BoundCell, code: str, severity: Severity | None
    ) -> Diagnostic:
        assert cell.span is not None
        header = form.header_units.get(column.key)
        related: tuple[Related, ...] = ()
        if header is not None and code in ("twice", "contradictory", "other", "in-cell"):
            message = self.message("in-header", column=column.label)._replace(
                code="header", chinese="表头", english="the header"
            )
            related = (Related(message, header.span),)
        return self.diagnostic(
            cell.span,
            code,
            severity=severity,
            cell=cell.key,
            related=related,
            column=re.sub("^([^（]*+)（.*）$", r"\1", column.label),
            text=cell.text,
            unit=self.unit,
            header=_header_unit(form, column),
            cell_unit=_plain(cell.unit),
            printed=_plain(cell.unit) or _header_unit(form, column),
        )


def _plain(unit: str | None) -> str:
    """A unit in Simplified script; what is no unit of money counts as none."""
    plain = "".join(normal_form(unit or "").split())
    return plain if plain.endswith("元") else ""


_THOUSANDS = "百千万亿"
_MOST_THOUSANDS = 4


def _header_unit(form: BoundForm, column: Column) -> str:
    """The unit that a header states: as printed, or, where its label was not found, as the form has it."""
    header = form.header_units.get(column.key)
    texts = [header] if header is not None else []
    texts += [label.text for label in form.labels if label.part == "column" and label.key == column.key]
    for text in texts:
        before, unit, _ = "".join(text.normal.split()).partition("元")
        if unit:
            return before[len(before.rstrip(_THOUSANDS)) :][-_MOST_THOUSANDS:] + unit
    return "" if texts else column.unit or ""
