"""The year of the report stands wherever the report's year belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import BoundLabel, Diagnostic, Filing, Passage, Related, Rule, Span, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

__all__ = ["NarrativeYears"]


class NarrativeYears(Rule):
    """No other year stands where the report's year belongs: a slip of the copy that last year's report was.

    Looked at are the report's own name in the introduction, the year that a section opens with (`opening`), a whole
    year given by its first and last day, and years in the remarks of a table's labels. Each is compared with the year
    that the title tells.

    Not looked at: names of documents in 《》, years with a month or a day, 以来, 底 and the like, comparisons with
    another year, plans. The 统计期限 is the business of `reporting-period`.

    中文：该写报告年度的地方没有写成别的年份：多半是沿用上年稿子未改。

    检查：前言中报告的名称，部分开头的年份（`opening`），以首日和末日写出的全年，表格名称旁注中的年份；与标题的年度比
    对。

    不检查：《》中的文件名，带月或日的年份，“以来”“底”等，与其他年份的比较，计划。统计期限由 `reporting-period` 检
    查。
    """

    kind: ClassVar[str] = "narrative-years"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "name": (
            "此处称“{printed}年”的报告，{told}为{year}年",
            "this is called the report on {printed}, {told_english} says {year}",
        ),
        "opening": (
            "“{section}”开头写的是{printed}年，{told}为{year}年",
            "“{section}” opens with {printed}, {told_english} says {year}",
        ),
        "period": (
            "此处写的是{printed}年全年，{told}为{year}年",
            "this is the whole of {printed}, {told_english} says {year}",
        ),
        "label": (
            "表中“{label}”写的是{printed}年，应为{right}年",
            "“{label}” in the table says {printed}, it must be {right}",
        ),
        "told": ("{year}年", "{year}"),
    }

    opening: tuple[str, ...]
    """Keys of the sections whose opening names the report's year.
    中文：开头写明报告年度的部分的键。"""

    comparing: tuple[str, ...] = ("同比", "相比", "上年", "上一年", "去年")
    """Words of a sentence that compares with another year.
    中文：表示与其他年份比较的词。"""

    former: tuple[str, ...] = ()
    """Rows and columns whose figures are those of the year before.
    中文：数字为上年数的行和列。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each place."""
        if filing.year is None or filing.year_span is None:
            return
        opening: dict[str | None, Passage] = {}
        for passage in filing.passages if _has_other_year(filing.passage_words, filing.year) else ():
            if not passage.heading:
                opening.setdefault(passage.section, passage)
            if not _has_other_year(passage.text.normal, filing.year):
                continue
            if passage.section == "preamble":
                yield from self._names(filing, passage)
            yield from self._periods(filing, passage)
        for key in self.opening:
            if key in opening and _has_other_year(opening[key].text.normal[:_NEAR], filing.year):
                yield from self._opening(filing, opening[key])
        for form in filing.forms:
            for label in form.labels if form.found else ():
                if "20" in label.text.normal:
                    yield from self._label(filing, label)

    def _names(self, filing: Filing, passage: Passage) -> Iterator[Diagnostic]:
        """The report's own name: 某县2020年政府信息公开工作年度报告."""
        if "年报" not in passage.text.normal and "年度报告" not in passage.text.normal:
            return
        for match in re.finditer(_NAME, passage.text.normal):
            if int(match[1]) != filing.year and not _in_title_marks(passage.text.normal, match.start()):
                yield self._slip(filing, passage.text, match, "name")

    def _opening(self, filing: Filing, passage: Passage) -> Iterator[Diagnostic]:
        normal = passage.text.normal
        match = re.match(_OPENING, normal)
        if match is None or int(match[1]) == filing.year:
            return
        sentence = re.split("[。;]", normal[match.start(1) :], maxsplit=1)[0]
        if str(filing.year) not in sentence and not any(word in sentence for word in self.comparing):
            title = filing.section(passage.section or "")
            yield self._slip(filing, passage.text, match, "opening", section=title.title if title else "")

    def _periods(self, filing: Filing, passage: Passage) -> Iterator[Diagnostic]:
        """A whole year, by its first and last day."""
        normal = passage.text.normal
        if "31" not in normal:
            return
        for match in re.finditer(_PERIOD, normal):
            span = passage.text.span_of(*match.span())
            stated = filing.period
            if int(match[1]) == filing.year or (match[2] and match[2] != match[1]):
                continue
            if stated is not None and stated.span.start < span.end and span.start < stated.span.end:
                continue
            sentence = normal[max(0, match.start() - _NEAR) : match.start()].rpartition("。")[2]
            sentence += normal[match.end() : match.end() + _NEAR].partition("。")[0]
            if not any(word in sentence for word in self.comparing):
                yield self._slip(filing, passage.text, match, "period")

    def _label(self, filing: Filing, label: BoundLabel) -> Iterator[Diagnostic]:
        if filing.year is None:
            return
        right = filing.year - 1 if label.key in self.former else filing.year
        for match in re.finditer(r"(20\d\d)\s*年(?!\s*\d{1,2}\s*月)", label.text.normal):
            if int(match[1]) != right:
                yield self.diagnostic(
                    label.text.span_of(*match.span(1)),
                    "label",
                    related=(self._told(filing, filing.year_span),) if filing.year_span else (),
                    label=label.official,
                    printed=match[1],
                    right=right,
                )

    def _slip(self, filing: Filing, text: Text, match: re.Match[str], code: str, **values: Any) -> Diagnostic:
        told, title = filing.year_span, filing.title
        titled = told is not None and title is not None and title.span.start <= told.start < title.span.end
        return self.diagnostic(
            text.span_of(*match.span(1)),
            code,
            related=(self._told(filing, told),) if told is not None else (),
            printed=match[1],
            year=filing.year,
            told="标题" if titled else "报告年度",
            told_english="the title" if titled else "the report",
            **values,
        )

    def _told(self, filing: Filing, span: Span) -> Related:
        return Related(self.message("told", year=filing.year), span)


_NAME = r"(20\d\d)\s*年\s*度?[\u4e00-\u9fff]{0,20}?(?:信息公开|政务公开)(?:工作)?(?:情况)?的?(?:年度报告|年报)"
_OPENING = (
    r"\s*(?:\([一二三四五六]\)[^。,\n]{0,20}。)?\s*(20\d\d)\s*年(?:\s*度)?"
    r"(?!\s*(?:\d|以来|来|底|末|初|起|至|到|,?\s*是|[-—~、]))"
)
_PERIOD = (
    r"(20\d\d)\s*年\s*0?1\s*月\s*0?1\s*日\s*(?:起|零时|0时)?\s*(?:至|到|[-—–~]+)\s*"
    r"(?:(20\d\d)\s*年\s*)?12\s*月\s*31\s*日"
)


_NEAR = 100
"""How far around a period its sentence is read."""


def _has_other_year(normal: str, year: int) -> bool:
    at = normal.find("20")
    while at >= 0:
        digits = normal[at : at + 4]
        if len(digits) == 4 and digits.isdigit() and digits != str(year):
            return True
        at = normal.find("20", at + (4 if digits.isdigit() else 2))
    return False


def _in_title_marks(normal: str, at: int) -> bool:
    before = normal[max(0, at - _NEAR) : at]
    return before.rfind("《") > before.rfind("》")
