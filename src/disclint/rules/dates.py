"""Dates are written 2020年1月5日."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Edit, Filing, Fix, Paragraph, Rule, has_any

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Literal, TypeAlias

__all__ = ["Dates"]

Part: TypeAlias = "Literal['zeros', 'points', 'circles']"


class Dates(Rule):
    """Dates are written 2020年1月5日: 年, 月 and 日 instead of points, months and days without a zero before them.

    The dates of a line that are written otherwise are one finding. Years in Chinese numerals have one zero throughout a
    report: 〇 (GB/T 15835), not ○; both in one report are one finding. The fixes are unsafe, since they change digits.

    Not reported: dates with hyphens, such as web pages print them, and dates in tables.

    中文：日期写作“2020年1月5日”：用年、月、日，不用点；月、日前不加0。

    一行中写法不同的日期合为一处。用汉字写的年份全文用同一个“〇”（GB/T 15835），不用“○”；两者混用合为一处。修复会
    改动数字，须人工复核。

    不报告：网页上带连字符的日期，表格中的日期。
    """

    kind: ClassVar[str] = "dates"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "zeros": (
            "日期中月、日前不加0：“{printed}”应写作“{right}”{more}",
            "no zero before a month or a day: “{printed}” must read “{right}”{more_english}",
        ),
        "points": (
            "日期“{printed}”应写作“{right}”{more}",
            "the date “{printed}” must read “{right}”{more_english}",
        ),
        "circles": (
            "年份中的“〇”与“○”混用，应统一用“〇”",
            "〇 and ○ are mixed in the years; write 〇",
        ),
    }

    parts: tuple[Part, ...] = ("zeros", "points", "circles")
    """What is looked at.
    中文：检查哪些方面。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding of each part for each line, and one of ○ for the file."""
        normal = filing.running_words
        zeros = "zeros" in self.parts and has_any(normal, _ZEROS)
        points = "points" in self.parts and "." in normal
        if zeros or points:
            for paragraph in filing.running_text():
                if zeros and any(head in paragraph.normal for head in _ZEROS):
                    yield from self._zeros(paragraph)
                if points and "." in paragraph.normal:
                    yield from self._points(paragraph)
        if "circles" in self.parts and "○" in filing.document.plain and "〇" in filing.document.plain:
            yield from self._circles(filing)

    def _zeros(self, paragraph: Paragraph) -> Iterator[Diagnostic]:
        normal = paragraph.normal
        found = list(re.finditer(r"(?:\d ?年|月) ?(0)[1-9] ?(?=([月日]))", normal))
        if found:
            start, end = found[0].start(1), found[0].end(2)
            printed = normal[start:end].replace(" ", "")
            edits = [Edit(paragraph.span_of(*match.span(1)), "") for match in found]
            yield self._finding(paragraph, "zeros", (start, end), edits, (printed, printed[1:]))

    def _points(self, paragraph: Paragraph) -> Iterator[Diagnostic]:
        found = list(
            re.finditer(
                r"(?<![\d.])((?:19|20)\d\d)(\.)(0?)([1-9]|1[0-2])(\.)(0?)([1-9]|[12]\d|3[01])(?![\d.]\d|\d|%)(日?)",
                paragraph.normal,
            )
        )
        found = [match for match in found if not (match[3] and len(match[4]) == 2)]
        if not found:
            return
        edits = []
        for match in found:
            edits += [
                Edit(paragraph.span_of(match.start(2), match.end(3)), "年"),
                Edit(paragraph.span_of(match.start(5), match.end(6)), "月"),
            ]
            if not match[8]:
                edits.append(Edit(paragraph.span_of(match.end(7), match.end(7)), "日"))
        year, month, day = found[0].group(1, 4, 7)
        yield self._finding(
            paragraph, "points", found[0].span(), edits, (found[0][0], f"{year}年{month}月{day}日"), count=len(found)
        )

    def _finding(
        self,
        paragraph: Paragraph,
        code: Part,
        place: tuple[int, int],
        edits: list[Edit],
        words: tuple[str, str],
        count: int | None = None,
    ) -> Diagnostic:
        is_mendable = not paragraph.pieces and not any(wide in paragraph.value for wide in "０．")
        more = (count or len(edits)) - 1
        return self.diagnostic(
            paragraph.span_of(*place),
            code,
            fix=Fix(tuple(edits), safe=False) if is_mendable else None,
            printed=words[0],
            right=words[1],
            more=f"（本行另有{more}处）" if more else "",
            more_english=f" ({more} more on this line)" if more else "",
        )

    def _circles(self, filing: Filing) -> Iterator[Diagnostic]:
        numerals = "一二三四五六七八九十〇○"
        printed = [
            (paragraph, match.start(), match.end())
            for paragraph in filing.running_text()
            if "○" in paragraph.value or "〇" in paragraph.value
            for match in re.finditer(f"[{numerals}]{{3,4}}(?=年)", paragraph.value)
        ]
        wrong = [
            paragraph.span_of(at, at + 1)
            for paragraph, start, end in printed
            for at in range(start, end)
            if paragraph.value[at] == "○"
        ]
        if wrong and any("〇" in paragraph.value[start:end] for paragraph, start, end in printed):
            yield self.diagnostic(wrong[0], "circles", fix=Fix(tuple([Edit(span, "〇") for span in wrong]), safe=False))


_ZEROS = ("年0", "月0", "年 0", "月 0")
