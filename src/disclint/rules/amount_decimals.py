"""Money has as many decimals as the header or the pack demands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import BoundCell, BoundForm, Column, Diagnostic, Filing, Message, Related, Rule, Text, late, normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["AmountDecimals"]


class AmountDecimals(Rule):
    """Money has as many decimals as the header or the pack demands.

    A header that says 保留4位小数 binds its cells; otherwise what the pack says does. An amount of 0 needs no decimals.

    中文：金额的小数位数符合表头或规则包的要求。

    表头写明“保留4位小数”的，按表头；否则按规则包。金额为0时不要求小数。
    """

    kind: ClassVar[str] = "amount-decimals"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "header": (
            "表头要求保留{wanted}位小数，{text} 有{count}位{right}",
            "the header asks for {wanted} decimals, {text} has {count}{right_en}",
        ),
        "pack": (
            "“{column}”应保留{wanted}位小数，{text} 有{count}位{right}",
            "“{column}” must have {wanted} decimals, {text} has {count}{right_en}",
        ),
        "most": (
            "“{column}”最多保留{wanted}位小数，{text} 有{count}位",
            "“{column}” has at most {wanted} decimals, {text} has {count}",
        ),
    }

    decimals: int | None = None
    """How many decimals an amount must have, unless its header says otherwise.
    中文：金额应有的小数位数，表头另有说明的除外。"""

    most: int | None = None
    """How many decimals an amount may have.
    中文：金额最多可有的小数位数。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding for each amount."""
        for form in filing.forms:
            money = {column.key: column for column in form.form.columns if column.type == "money"}
            if not money or not form.found or not form.reliable:
                continue
            for (_, key), cell in form.cells.items():
                if key in money and cell.state == "filled" and cell.value:
                    yield from self._judge(form, money[key], cell)

    def _judge(self, form: BoundForm, column: Column, cell: BoundCell) -> Iterator[Diagnostic]:
        number = re.search(r"\d+(?:\.(\d*))?", normal_form(cell.text or ""))
        if number is None or cell.span is None:
            return
        count = len(number[1] or "")
        header = form.header_units.get(column.key)
        clause = _clause(header)
        wanted = self.decimals if clause is None else clause
        code = "pack" if clause is None else "header"
        if wanted is None or count == wanted:
            if clause is not None or self.most is None or count <= self.most:
                return
            code, wanted = "most", self.most
        digits = number[0].rstrip(".")
        padded = f"{digits}{'' if '.' in digits else '.'}{'0' * (wanted - count)}" if count < wanted else ""
        related: tuple[Related, ...] = ()
        if clause is not None and header is not None:
            related = (Related(Message("clause", "表头的要求", "what the header asks for"), header.span),)
        yield self.diagnostic(
            cell.span,
            code,
            cell=cell.key,
            related=related,
            column=re.sub("^([^（]*+)（.*）$", r"\1", column.label),
            wanted=wanted,
            text=digits,
            count=count,
            right=f"，应写作 {padded}" if padded else "",
            right_en=f"; write {padded}" if padded else "",
        )


_CLAUSE = late(r"保留(?:至|到)?(\d|[一二两三四五六])位小数")
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def _clause(header: Text | None) -> int | None:
    """How many decimals a header asks for."""
    words = "".join(header.normal.split()) if header else ""
    found = _CLAUSE.search(words) if "位小数" in words else None
    if found is None:
        return None
    return _DIGITS.get(found[1]) or int(found[1])
