"""Cells are written as a pattern says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import BoundCell, BoundForm, Diagnostic, Filing, Rule, match_whole, normal_form, quotable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from disclint import Pattern

__all__ = ["CellPattern"]


class CellPattern(Rule):
    """What stands in the cells of a form is written as a pattern says, such as a number with two decimals.

    The pattern must fit the whole cell, as it is read: half-width, Simplified, without white space. Cells that are
    blank, missing, or whose place is in doubt are passed over. With `units` a number may have one of these units after
    it, and the pattern is for what goes before.

    中文：表格单元格按要求的写法填写，如保留两位小数的数字。

    正则表达式须符合整个单元格：半角、简体、不计空白。空白、缺少或位置有疑的单元格不看。写了 `units` 的，数字后可有其中
    一个单位，正则表达式只管单位之前的部分。
    """

    kind: ClassVar[str] = "cell-pattern"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "unfit": (
            "“{row}”行“{column}”列的“{text}”不符合要求的写法",
            "row “{row}”, column “{column}”: “{text}” is not written as it must be",
        ),
        "said": (
            "“{row}”行“{column}”列的“{text}”：{said}",
            "row “{row}”, column “{column}”: “{text}”: {said_en}",
        ),
        "unit": (
            "“{row}”行“{column}”列的“{text}”，单位应为{units}",
            "row “{row}”, column “{column}”: the unit of “{text}” must be {units}",
        ),
    }

    form: str
    """The form whose cells are looked at.
    中文：查看哪张表。"""

    pattern: Pattern = ".*"
    """How a cell is written, in the syntax of RE2.
    中文：单元格的写法，RE2 语法的正则表达式。"""

    rows: tuple[str, ...] = ()
    """Rows or groups of rows; all if empty.
    中文：行或行组；留空为全部。"""

    columns: tuple[str, ...] = ()
    """Columns or groups of columns; all if empty.
    中文：列或列组；留空为全部。"""

    units: tuple[str, ...] = ()
    """Units one of which must stand after a number other than 0; with an empty one among them, none is right too.
    中文：0以外的数字之后应有的单位之一；其中有空的，不写单位也可。"""

    says: str = ""
    """What is wanted, in Chinese: 应保留两位小数.
    中文：要求的中文，如“应保留两位小数”。"""

    says_in_english: str = ""
    """The same in English.
    中文：要求的英文。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each cell."""
        form = filing.form(self.form)
        if form is None or not form.found or not form.reliable:
            return
        rows, columns = _members(form, self.rows), _members(form, self.columns)
        for (row, column), cell in form.cells.items():
            if cell.state != "filled" or not cell.text or cell.span is None:
                continue
            if (not rows or row in rows) and (not columns or column in columns):
                code = self._judge("".join(normal_form(cell.text).split()))
                if code:
                    yield self._finding(form, cell, code)

    def _judge(self, text: str) -> str:
        """The code of what is wrong with a cell; empty if nothing is."""
        if self.units:
            digits = text.rstrip("".join(character for character in text if not character.isdecimal()))
            unit = text[len(digits) :]
            if unit not in self.units and digits.strip("0.,"):
                return "unit"
            text = digits
        if match_whole(self.pattern, text) is not None:
            return ""
        return "said" if self.says else "unfit"

    def _finding(self, form: BoundForm, cell: BoundCell, code: str) -> Diagnostic:
        assert cell.span is not None
        return self.diagnostic(
            cell.span,
            code,
            cell=cell.key,
            row=quotable(form.form.row(cell.key.row).label),
            column=quotable(form.form.column(cell.key.column).label),
            text=cell.text,
            units="、".join(unit for unit in self.units if unit),
            said=self.says,
            said_en=self.says_in_english or self.says,
        )


def _members(form: BoundForm, keys: tuple[str, ...]) -> set[str]:
    """Rows or columns, groups resolved."""
    return {member for key in keys for member in (form.form.members(key) or (key,))}
