"""Every figure is a well-formed number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import BoundCell, Diagnostic, Edit, Filing, Fix, Rule, Span, late, normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["CellValues"]


class CellValues(Rule):
    """Every figure is a well-formed number.

    A count is `0` or digits without a leading zero, without sign, unit, decimals or separator. A change has a sign
    before it or none (``change-sign`` judges which), money may have decimals, and a unit after it (``amount-unit``).
    `00` and `0件` are reported, and still read as 0 in the relations; a letter `O` is reported, and not read at all.

    The fix drops leading zeros and makes digits half-width; like all that touches a figure it is not safe.

    中文：每个数字的写法规范。

    件数写 `0` 或不以0开头的数字，不带正负号、单位、小数点和分隔符。增减数可带符号（是否统一由 `change-sign` 判断），
    金额可带小数和单位（由 `amount-unit` 判断）。`00` 和 `0件` 会报告，计算时仍作0；字母 `O` 会报告，不参加计算。

    修复会去掉开头的零、改全角数字为半角；与其他改动数字的修复一样，须人工复核。
    """

    kind: ClassVar[str] = "cell-values"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "write": ("“{text}”不是规范的数字，应写作“{right}”", "“{text}” is not a well-formed number; write “{right}”"),
        "negative": ("“{text}”：此处只能是 0 或正整数", "“{text}”: only 0 or a positive whole number belongs here"),
        "fraction": ("“{text}”：件数不能有小数", "“{text}”: a count has no decimals"),
        "guess": (
            "“{text}”不是数字；如为“{right}”，请改写",
            "“{text}” is not a number; if it stands for “{right}”, write so",
        ),
        "no-number": (
            "“{text}”不是数字，应填数字",
            "“{text}” is not a number, and one belongs here",
        ),
        "wide": ("“{text}”是全角数字，应写作“{right}”", "“{text}” has full-width digits; write “{right}”"),
    }

    separators: bool = False
    """Whether money may have a comma before every three digits: 1,862.40.
    中文：金额可否用千分位逗号：1,862.40。"""

    negative: bool = False
    """Whether money may be below 0.
    中文：金额可否为负数。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each cell whose place is certain."""
        for form in filing.forms:
            if not form.found or not form.reliable:
                continue
            types = {column.key: column.type for column in form.form.columns}
            for (_, column), cell in form.cells.items():
                _, state, text, *_ = cell
                if state != "filled" or text is None or text == "0" or types[column] == "text":
                    continue
                if not (text.isdecimal() and text.isascii() and text[0] != "0"):
                    yield from self._judge(cell, text, types[column], filing.document.text)

    def _bare(self, text: str) -> str:
        """An amount without what the pack allows beside its digits."""
        bare = "".join(normal_form(text).split())
        if self.negative:
            bare = bare.removeprefix("-")
        if self.separators and "," in bare and _GROUPED.match(bare):
            bare = bare.replace(",", "")
        return bare if bare != "".join(normal_form(text).split()) else text

    def _judge(self, cell: BoundCell, text: str, kind: str, source: str) -> Iterator[Diagnostic]:
        span = cell.span
        if span is None:
            return
        found = judge(self._bare(text) if kind == "money" else text, kind)
        if found is not None:
            code, right = found
            yield self.diagnostic(
                span,
                code,
                severity=self.at_most("note") if code == "wide" else None,
                cell=cell.key,
                fix=_mended(text, right, span) if source[slice(*span)] == text else None,
                text=text,
                right=right,
            )


_SIGN = r"(?:增加|减少|增长|下降|增|减|[+\-])?"
_GRAMMAR = {
    "count": "0|[1-9][0-9]*",
    "delta": rf"{_SIGN}(?:0|[1-9][0-9]*)",
    "money": r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:万元|亿元|元|万)?",
}
_GROUPED = late(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")
_UNITS = ("万元", "亿元", "元", "万")
_NUMBER = late(rf"(?P<sign>{_SIGN})(?P<whole>[0-9][0-9,]*)(?P<decimals>\.[0-9]*)?(?P<unit>\D*)")
_MISREAD = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "○": "0", "〇": "0", "l": "1", "I": "1", "|": "1", "无": "0", "零": "0"}
)


def _mended(text: str, right: str, span: Span) -> Fix | None:
    """Half-width digits without leading zeros, if that is all that has to change."""
    number = re.fullmatch(r"(\D*)(\d[\d.．]*)(\D*)", text)
    if number is None:
        return None
    digits = normal_form(number[2]).lstrip("0")
    if not digits[:1].isdigit():
        digits = f"0{digits}"
    if normal_form(f"{number[1]}{digits}{number[3]}") != right:
        return None
    return Fix((Edit(Span(span.start + number.start(2), span.start + number.end(2)), digits),), safe=False)


def judge(text: str, kind: str) -> tuple[str, str] | None:
    """What is wrong with a figure, as a code of the catalogue and what would be right; ``None`` if it is well formed.

    White space is passed over: it comes from scans.
    """
    grammar = _GRAMMAR[kind]
    bare = "".join(text.split())
    normal = "".join(normal_form(text).split())
    if re.fullmatch(grammar, normal):
        wide = any("０" <= character <= "９" for character in bare)
        return ("wide", normal) if wide else None
    number = _NUMBER.fullmatch(normal)
    if number is None:
        right = normal.translate(_MISREAD)
        return ("guess", right) if right != normal and re.fullmatch(grammar, right) else ("no-number", "")
    whole = number["whole"].replace(",", "").lstrip("0") or "0"
    decimals = number["decimals"] or ""
    if kind == "money":
        if number["sign"] in ("-", "减", "减少", "下降"):
            return "negative", ""
        unit = number["unit"] if number["unit"] in _UNITS else ""
        return "write", whole + (decimals if len(decimals) > 1 else "") + unit
    if decimals.strip(".0"):
        return "fraction", ""
    if kind == "delta":
        return "write", number["sign"] + whole
    if number["sign"] in ("-", "减", "减少", "下降") and whole != "0":
        return "negative", ""
    return "write", whole
