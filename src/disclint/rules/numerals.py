"""Numbers are written in Arabic digits, half-width, and years in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Edit, Filing, Fix, Paragraph, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Literal, TypeAlias

__all__ = ["Numerals"]

Part: TypeAlias = "Literal['width', 'script', 'ranges', 'years']"


class Numerals(Rule):
    """Numbers are written in Arabic digits, half-width; a range has ~ between its ends; a year has four digits.

    Each is a note, once for a line: full-width digits and ％ (the fix makes them half-width); a count in Chinese
    numerals at the end of a clause, 收到申请三件 (no fix: it would bring new digits); 3-5件 for 3~5件 (unsafe fix);
    20年底.

    Not reported: numerals that do not count (一件事, 第三条), rough ones (两三件), 一 without a word of receiving or
    counting before it, spans of years (近20年), telephone numbers, and figures in the tables.

    中文：数字用半角阿拉伯数字；范围用“~”连接；年份写四位。

    以下为提示，每行一次：全角数字和“％”（修复改为半角）；分句末尾用汉字写的数量（收到申请三件；不提供修复）；“3-5
    件”应为“3~5件”（修复须复核）；“20年底”。

    不报告：不计数的数字（一件事、第三条），概数（两三件），前面没有收到、统计等词的“一”，时间长度（近20年），电话号
    码，表中数字。
    """

    kind: ClassVar[str] = "numerals"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "width": ("数字用了全角“{printed}”，应用半角“{right}”", "full-width digits “{printed}”; write “{right}”"),
        "script": (
            "统计数字“{printed}”宜用阿拉伯数字",
            "the count “{printed}” is better written in Arabic digits",
        ),
        "ranges": ("数值范围“{printed}”宜写作“{right}”", "the range “{printed}” is better written “{right}”"),
        "years": ("年份“{printed}”应写全四位", "the year “{printed}” must have four digits"),
    }

    parts: tuple[Part, ...] = ("width", "script", "ranges", "years")
    """What is looked at.
    中文：检查哪些方面。"""

    units: str = "件条篇份期场次项"
    """Units that are counted.
    中文：计数的单位。"""

    counting: tuple[str, ...] = ("共", "收到", "受理", "新收", "办结", "办理", "答复", "公开", "发布", "制发", "结转")
    """Words after which 一件 is a count too.
    中文：之后的“一件”也是数量的词。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding of each part for each line."""
        document = filing.document
        parts = set(self.parts)
        if not document.words and not any(digit in document.text for digit in _WIDE):
            parts.discard("width")
        words = filing.running_words
        if not any(mark in words for mark in _DASHES):
            parts.discard("ranges")
        if not any(at - _back(words, at, _DIGITS) == 2 for at in _places(words, "年")):
            parts.discard("years")
        if not any(words[at - 1] in _HAN for unit in self.units for at in _places(words, unit)):
            parts.discard("script")
        for paragraph in filing.running_text() if parts else ():
            if "width" in parts and any(digit in paragraph.value for digit in _WIDE):
                yield self._width(paragraph)
            if "ranges" in parts:
                yield from self._ranges(paragraph)
            if "years" in parts:
                yield from self._years(paragraph)
            if "script" in parts:
                yield from self._script(paragraph)

    def _years(self, paragraph: Paragraph) -> Iterator[Diagnostic]:
        normal = paragraph.normal
        for at in _places(normal, "年"):
            start = _back(normal, at, _DIGITS)
            if (
                at - start == 2
                and normal[start] in "012"
                and normal.startswith(_YEAR_ENDS, at + 1)
                and normal[start - 1 : start] not in _SPANS
            ):
                yield self._note(paragraph, "years", (start, at + 1))
                return

    def _script(self, paragraph: Paragraph) -> Iterator[Diagnostic]:
        normal = paragraph.normal
        for unit in self.units:
            for at in _places(normal, unit):
                start = _back(normal, at, _HAN)
                after = normal[at + 1 : at + 2]
                if start < at and (not after or after in ",。;、)") and self._counts(normal, start, at):
                    yield self._note(paragraph, "script", (start, at + 1))
                    return

    def _counts(self, normal: str, start: int, end: int) -> bool:
        """Whether a numeral before a unit counts something exactly."""
        numeral, before = normal[start:end], normal[max(0, start - 4) : start]
        if (len(numeral) > 1 and set(numeral).isdisjoint("十百千")) or before.endswith(_NO_COUNT):
            return False
        return numeral != "一" or before.endswith(self.counting)

    def _width(self, paragraph: Paragraph) -> Diagnostic:
        found = list(re.finditer(r"(?<![．０-９])[０-９]+(?:．[０-９]+(?![０-９．]))?％?|[０-９％]+", paragraph.value))
        edits = tuple(
            [Edit(paragraph.span_of(*match.span()), paragraph.normal[slice(*match.span())]) for match in found]
        )
        is_mendable = all(paragraph.is_exact(*match.span()) for match in found)
        return self.diagnostic(
            edits[0].span,
            "width",
            severity=self.at_most("note"),
            fix=Fix(edits, safe=True) if is_mendable else None,
            printed=found[0][0],
            right=edits[0].text,
        )

    def _ranges(self, paragraph: Paragraph) -> Iterator[Diagnostic]:
        normal = paragraph.normal
        for mark in _DASHES:
            for at in _places(normal, mark):
                start, end = _back(normal, at, _DIGITS), at + 1
                while end < len(normal) and normal[end] in _DIGITS:
                    end += 1
                if self._is_range(normal, start, at, end):
                    is_exact = paragraph.is_exact(at, at + 1)
                    yield self._note(
                        paragraph,
                        "ranges",
                        (start, end),
                        fix=Fix((Edit(paragraph.span_of(at, at + 1), "~"),), safe=False) if is_exact else None,
                        right=f"{normal[start:at]}~{normal[at + 1 : end]}",
                    )
                    return

    def _is_range(self, normal: str, start: int, at: int, end: int) -> bool:
        low, high, after = normal[start:at], normal[at + 1 : end], normal[end : end + 2].lstrip("个余")
        if not (0 < len(low) <= 4 and 0 < len(high) <= 4 and low[0] != "0" and int(low) < int(high)):
            return False
        return normal[start - 1 : start] not in tuple("-–—./") and after[:1] in tuple(self.units + "天人家")

    def _note(
        self, paragraph: Paragraph, code: Part, place: tuple[int, int], fix: Fix | None = None, **values: Any
    ) -> Diagnostic:
        return self.diagnostic(
            paragraph.span_of(*place),
            code,
            severity=self.at_most("note"),
            fix=fix,
            printed=paragraph.value[slice(*place)],
            **values,
        )


def _places(normal: str, mark: str) -> Iterator[int]:
    """Where a mark stands, the first character left out."""
    at = normal.find(mark, 1)
    while at > 0:
        yield at
        at = normal.find(mark, at + 1)


def _back(normal: str, at: int, characters: str) -> int:
    """Where the run of some characters before a place begins; runs of more than eight are cut."""
    start = at
    while start and at - start < 8 and normal[start - 1] in characters:
        start -= 1
    return start


_WIDE = "０１２３４５６７８９％"
_DASHES = "-–—"
_DIGITS = "0123456789"
_YEAR_ENDS = ("度", "底", "末", "初", "上半年", "下半年", "全年")
_SPANS = tuple(".,近约满过前后第长达这了")
_HAN = "一二三四五六七八九十百千两"
_NO_COUNT = ("第", "每", "这", "那", "同", "某", "任", "何", "另", "余", "几", "数", "之", "万", "亿", "逐", "进")
