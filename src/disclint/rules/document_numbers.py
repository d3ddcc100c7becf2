"""Document numbers are written as GB/T 9704 has them: 国办发〔2020〕17号."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Edit, Filing, Fix, Paragraph, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["DocumentNumbers"]


class DocumentNumbers(Rule):
    """Document numbers are written as GB/T 9704 has them: the year in full in 〔〕, the number without 第 and zeros.

    The fix puts the brackets and takes out 第; it is unsafe where it takes out zeros too. A year of two digits is
    reported only after a character that ends the code of an organ (发, 函, 字 …), and without a fix.

    Not reported: numbers without a bracketed year (国务院令第711号), those of courts, (2020)甘01行终17号, and those in
    tables.

    中文：文号按 GB/T 9704 书写：年份写全，用〔〕括起，序号不加“第”、不编虚位。

    修复改括号、去掉“第”；同时要去掉零的，须人工复核。两位数的年份只在机关代字的末字（发、函、字等）之后报告，不提供
    修复。

    不报告：没有带括号年份的编号（国务院令第711号），法院案号（(2020)甘01行终17号），表格中的文号。
    """

    kind: ClassVar[str] = "document-numbers"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "form": ("文号“{printed}”应写作“{right}”", "the document number “{printed}” must read “{right}”"),
        "year": (
            "文号“{printed}”的年份应写全四位，写作“{right}”",
            "the document number “{printed}” must give the year in full: “{right}”",
        ),
    }

    codes: str = "发函字办令文电告报议复规通"
    """Characters that end the code of an organ.
    中文：机关代字末尾的字。"""

    not_before: tuple[str, ...] = ("楼", "地块", "宗地", "线", "院", "厅", "房", "门")
    """Words after 号 that make it no document number.
    中文：“号”字之后有这些词时，不是文号。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each number."""
        normal = filing.document.plain
        if "号" not in normal or not _may_be_wrong(normal):
            return
        pattern = re.compile(
            r"([\[(【〖〔])(\s*)((?:19|20)\d\d|\d\d)\s*([\])】〗〕])\s*(第?)\s*(0*)([1-9]\d{0,5})\s*号"
        )
        for paragraph in filing.running_text():
            if "号" in paragraph.normal:
                for match in pattern.finditer(paragraph.normal):
                    yield from self._judge(paragraph, match)

    def _judge(self, paragraph: Paragraph, match: re.Match[str]) -> Iterator[Diagnostic]:
        normal = paragraph.normal
        opening, _, year, closing, ordinal, zeros, number = match.groups()
        is_short = len(year) == 2
        if is_short and normal[match.start() - 1 : match.start()] not in tuple(self.codes):
            return
        if (opening, closing, ordinal, zeros) == ("〔", "〕", "", "") and not is_short:
            return
        if normal.startswith(self.not_before, match.end()):
            return
        edits = [(match.start(n), match.end(n), right) for n, right in ((1, "〔"), (4, "〕")) if match[n] != right]
        edits += [(match.start(n), match.end(n), "") for n in (5, 6) if match[n]]
        is_mendable = not is_short and all(
            paragraph.is_exact(start, end) and (right or set(paragraph.value[start:end]) <= {"0", "第"})
            for start, end, right in edits
        )
        yield self.diagnostic(
            paragraph.span_of(*match.span()),
            "year" if is_short else "form",
            fix=Fix(tuple([Edit(paragraph.span_of(start, end), text) for start, end, text in edits]), safe=not zeros)
            if is_mendable
            else None,
            printed="".join(paragraph.value[slice(*match.span())].split()),
            right=f"〔{'20' if is_short else ''}{year}〕{number}号",
        )


def _may_be_wrong(normal: str) -> bool:
    """Whether a number may be written otherwise than 〔2020〕17号, told without a regular expression."""
    if any(bracket + century in normal for bracket in "[(【〖" for century in ("20", "19", " ")):
        return True
    at = normal.find("〔")
    while at >= 0:
        if (
            not normal[at + 1 : at + 5].isdigit()
            or normal[at + 5 : at + 6] != "〕"
            or not _is_plain(normal[at + 6 : at + 7])
        ):
            return True
        at = normal.find("〔", at + 1)
    return any(code + bracket in normal for code in "发函字" for bracket in "[(")


def _is_plain(character: str) -> bool:
    return character.isdigit() and character != "0"
