"""Only an organ with rule-making power reports rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, Message, Related, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["RuleMakingPower"]


class RuleMakingPower(Rule):
    """Only an organ with rule-making power reports rules (规章).

    Ministries, provinces and cities divided into districts make them; counties, towns and departments of local
    governments do not, and fill in 0. If the level of the organ is only inferred, a finding is a warning; if it cannot
    be told, nothing is said.

    中文：只有有规章制定权的机关才填报规章。

    国务院部门、省级和设区的市级人民政府有规章制定权；县、乡镇和地方政府部门没有，填0。机关层级只是推断的，为警告；无
    法判断的，不报告。
    """

    kind: ClassVar[str] = "rule-making-power"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "certain": (
            "“{row}”行不为 0（{figures}），但本机关没有规章制定权",
            "row “{row}” is not 0 ({figures}), but the organ has no rule-making power",
        ),
        "inferred": (
            "“{row}”行不为 0（{figures}），但从名称看本机关没有规章制定权，请核对",
            "row “{row}” is not 0 ({figures}), but by its name the organ has no rule-making power: please check",
        ),
    }

    form: str
    """The form that has the row.
    中文：有该行的表。"""

    row: str
    """The row that must be 0.
    中文：必须为0的行。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for the row."""
        form = filing.form(self.form)
        organ = filing.organ
        if organ is None or organ.rule_making is not False or form is None or not form.found or not form.reliable:
            return
        cells = [
            (cell, cell.span)
            for cell in form.cells.values()
            if cell.key.row == self.row and cell.state == "filled" and cell.value and cell.span is not None
        ]
        if not cells:
            return
        first, span = cells[0]
        labels = [form.form.column(cell.key.column).label for cell, _ in cells]
        yield self.diagnostic(
            span,
            organ.certainty,
            severity=None if organ.certainty == "certain" else self.at_most("warning"),
            cell=first.key,
            related=tuple(
                Related(Message("operand", f"{label}：{cell.text}", f"{label}: {cell.text}"), at)
                for label, (cell, at) in zip(labels[1:], cells[1:], strict=True)
            ),
            row=form.form.row(self.row).label,
            figures="、".join(f"{label} {cell.text}" for label, (cell, _) in zip(labels, cells, strict=True)),
        )
