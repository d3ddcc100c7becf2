"""No numbers of persons are published: identity cards, mobile phones, bank cards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from disclint import Diagnostic, Filing, Rule, Span, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Literal

__all__ = ["PersonalNumbers"]


class PersonalNumbers(Rule):
    """No numbers of persons are published unmasked; messages never repeat them in full.

    An entry looks for one of three. `identity`: 18 characters with a region, a possible date and the right check digit
    (mod 11-2, GB 11643-1999), or the old 15 with a region and a possible date. `mobile`: 11 digits from 13 to 19, also
    in groups and after +86. `bank-card`: 16 to 19 digits, also in groups of four, that begin with 62, 4 or 5 and pass
    the Luhn check, unless they are an identity number.

    Not reported: digits within a longer code or beside letters, hyphens and asterisks; those that a word such as
    信用代码, 索引号 or 备案 stands before; groups of eight; figures of the forms, and figures with a unit after them.

    中文：不公布未经遮盖的个人号码；信息中也不重复全号。

    每条规则查一种。`identity`：18位，地区、日期可能成立且校验码正确（GB 11643-1999），或15位旧号。`mobile`：13至19开
    头的11位，可分组，可带+86。`bank-card`：16至19位，可四位一组，以62、4、5开头且通过 Luhn 校验，身份证号除外。

    不报告：较长编码中的数字，与字母、连字符、星号相连的数字；前面有“信用代码”“索引号”“备案”等词的；八位一组的；
    表中数字和带单位的数字。
    """

    kind: ClassVar[str] = "personal-numbers"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "identity": (
            "公开了公民身份号码 {masked}，应作脱敏处理",
            "an identity number is published: {masked}; mask it",
        ),
        "mobile": (
            "公开了手机号码 {masked}，应作脱敏处理；办公电话请用固定电话",
            "a mobile number is published: {masked}; mask it, or give an office line",
        ),
        "bank-card": (
            "公开了银行卡号 {masked}，应作脱敏处理",
            "a bank card number is published: {masked}; mask it",
        ),
    }

    number: Literal["identity", "mobile", "bank-card"]
    """Which numbers are looked for.
    中文：查哪一种号码。"""

    codes: tuple[str, ...] = (
        "代码", "编码", "编号", "备案", "索引号", "案号", "文号", "流水", "序列号", "订单", "合同", "发票", "项目",
        "标识码", "条码",
    )  # fmt: skip
    """Words before a number, on its line, that make it a code and no number of a person.
    中文：同一行中，号码之前有这些词的，是编码而不是个人号码。"""

    units: str = "元万亿件条次人户吨份个项篇平千米亩%"
    """What follows a figure.
    中文：数字之后的单位。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each number."""
        document = filing.document
        if not _has_long(document.plain):
            return
        if not document.words:
            yield from self._judge(filing, Text(document.text, document.normal, Span(0, len(document.text))))
            return
        for text in document.texts():
            if _pattern("long").search(text.normal):
                yield from self._judge(filing, text)

    def _judge(self, filing: Filing, text: Text) -> Iterator[Diagnostic]:
        normal = text.normal
        for match in _pattern(self.number).finditer(normal):
            start, end = match.span()
            digits = re.sub("[^0-9Xx]", "", match["number"])
            if not self._is_one(digits) or self._is_code(normal, start) or normal[end : end + 1] in tuple(self.units):
                continue
            span = text.span_of(*match.span("number"))
            if any(form.span is not None and form.span.start <= span.start < form.span.end for form in filing.forms):
                continue
            yield self.diagnostic(span, self.number, masked=_masked(digits))

    def _is_one(self, digits: str) -> bool:
        if self.number == "identity":
            return _is_identity(digits)
        return self.number == "mobile" or (_passes_luhn(digits) and not _is_identity(digits))

    def _is_code(self, normal: str, start: int) -> bool:
        """Whether a word close before, in the same clause, says that a code follows."""
        clause = re.split("[,。;、\r\n]", normal[max(0, start - _FARTHEST) : start])[-1]
        return any(word in clause for word in self.codes)


_FARTHEST = 24
_EDGE = r"(?<![0-9A-Za-z_*/.\-])"
_END = r"(?![0-9A-Za-z_*]|[\-/.][0-9A-Za-z])"
_SOURCES = {
    "long": r"[0-9](?:[0-9]{10}|[0-9]{2,3}[ -][0-9]{4}[ -][0-9]{4})",
    "identity": rf"{_EDGE}(?P<number>[1-9]\d{{14}}(?:\d\d[\dXx])?){_END}",
    "mobile": rf"{_EDGE}(?:\+?86[ -]?)?(?P<number>1[3-9]\d(?:\d{{8}}|([ -])\d{{4}}\2\d{{4}})){_END}",
    "bank-card": (
        rf"{_EDGE}(?P<number>(?:62|[45]\d)\d\d"
        rf"(?:\d{{12,15}}|([ -])\d{{4}}(?:\2\d{{4}}){{2}}(?:\2\d{{1,3}})?)){_END}"
    ),
}
_patterns: dict[str, re.Pattern[str]] = {}

_BLOCKS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83), (91, 91))
_REGIONS = frozenset(str(code) for first, last in _BLOCKS for code in range(first, last + 1))
"""How identity numbers begin: the codes of provinces (GB/T 2260)."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _pattern(name: str) -> re.Pattern[str]:
    if name not in _patterns:
        _patterns[name] = re.compile(_SOURCES[name])
    return _patterns[name]


@lru_cache(maxsize=1)
def _has_long(plain: str) -> bool:
    """Whether a text has a number that is long enough; asked for by one entry after another."""
    return _pattern("long").search(plain) is not None


def _is_identity(digits: str) -> bool:
    """Whether 18 or 15 characters can be an identity number."""
    if digits[:2] not in _REGIONS:
        return False
    if len(digits) == 15:
        return digits.isdigit() and _is_date(1900 + int(digits[6:8]), digits[8:12])
    if len(digits) != 18 or not digits[:17].isdigit():
        return False
    check = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True)) % 11
    return "10X98765432"[check] == digits[17].upper() and _is_date(int(digits[6:10]), digits[10:14])


def _is_date(year: int, day: str) -> bool:
    month = int(day[:2])
    if not (1900 <= year < 2100 and 1 <= month <= 12 and 1 <= int(day[2:]) <= _DAYS[month - 1]):
        return False
    return day != "0229" or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _passes_luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return 16 <= len(digits) <= 19 and len(set(digits)) > 2 and total % 10 == 0


def _masked(digits: str) -> str:
    """A number as it may be shown: its ends, with asterisks for the rest."""
    if len(digits) == 11:
        return f"{digits[:3]}****{digits[7:]}"
    head, tail = (2, 3) if len(digits) in (15, 18) else (4, 4)
    return digits[:head] + "*" * (len(digits) - head - tail) + digits[-tail:]
