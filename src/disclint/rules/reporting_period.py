"""The report states its period, 1 January to 31 December of its year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, Paragraph, Rule, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["ReportingPeriod"]


class ReportingPeriod(Rule):
    """The text before the first section states the 统计期限, and it is the whole of the report's year.

    A warning if it is stated nowhere; it is reported at the introduction, or at the title where there is none. An error
    if it does not run from 1 January to 31 December of the year that the title names.

    Not reported: a period in words that are no two dates (统计期限为2020年全年), and whatever period the narrative
    speaks of.

    中文：第一部分之前写明统计期限，且为报告年度的全年。

    没有写明为警告，报告在前言处，没有前言的在标题处。不是标题年度的1月1日至12月31日，为错误。

    不报告：不以两个日期写出的期限（统计期限为2020年全年），正文所说的其他期间。
    """

    kind: ClassVar[str] = "reporting-period"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "missing": (
            "没有写明统计期限，应写“统计期限自{year}年1月1日起至{year}年12月31日止”",
            "the reporting period is not stated; write “统计期限自{year}年1月1日起至{year}年12月31日止”",
        ),
        "wrong": (
            "统计期限为{printed}，应为{year}年1月1日至{year}年12月31日",
            "the reporting period is {start} to {end}; it must be 1 January to 31 December {year}",
        ),
    }

    words: tuple[str, ...] = ("统计期限", "统计时限", "统计期间", "统计周期", "报告期")
    """Words that state a period, in whatever form.
    中文：表示期限的词，不论写法。"""

    introducing: tuple[str, ...] = ("如下", "现公布", "现将")
    """Words by which the first paragraph of the first section shows that it is the introduction.
    中文：第一部分首段有这些词时，视为前言。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding."""
        period = filing.period
        if period is None:
            if not any(word in paragraph.normal for paragraph in _opening(filing) for word in self.words):
                yield self.diagnostic(
                    self._introduction(filing),
                    "missing",
                    severity=self.at_most("warning"),
                    year=filing.year or "〈年份〉",
                )
        elif filing.year is not None and (period.start, period.end) != ((filing.year, 1, 1), (filing.year, 12, 31)):
            yield self.diagnostic(
                period.span,
                "wrong",
                printed=f"{_date(period.start)}至{_date(period.end)}",
                start="-".join(map(str, period.start)),
                end="-".join(map(str, period.end)),
                year=filing.year,
            )

    def _introduction(self, filing: Filing) -> Span:
        """Where the period should stand."""
        for paragraph in reversed([*filing.paragraphs("preamble")]):
            if len(paragraph.value.strip()) >= 20:
                return _last_letter(paragraph)
        first = next(iter(filing.section_titles), "")
        for paragraph in filing.paragraphs(first):
            if paragraph.value.strip():
                if any(word in paragraph.normal for word in self.introducing):
                    return _last_letter(paragraph)
                break
        if filing.title is not None:
            start, end = filing.title.span
            return Span(max(start, filing.document.text.rfind("\n", start, end) + 1), end)
        return filing.document.beginning


def _opening(filing: Filing) -> Iterator[Paragraph]:
    yield from filing.paragraphs("preamble")
    yield from filing.paragraphs(next(iter(filing.section_titles), ""))


def _date(date: tuple[int, int, int]) -> str:
    year, month, day = date
    return f"{year}年{month}月{day}日"


def _last_letter(paragraph: Paragraph) -> Span:
    end = len(paragraph.value.rstrip())
    return paragraph.span_of(max(0, end - 1), end)
