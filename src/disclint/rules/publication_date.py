"""The report was published in time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, NamedTuple, Organ, Paragraph, Rule, Span, Table, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

__all__ = ["PublicationDate"]


class _Printed(NamedTuple):
    """A date of issue as printed."""

    day: tuple[int, int, int]
    span: Span
    label: str
    """What it is called; empty for a date that stands alone."""


class PublicationDate(Rule):
    """A date of issue that the report prints is not after the legal limit, nor before the end of its year.

    A department publishes by 31 January, a government by 31 March of the year after: a later date is a warning, and a
    note where it is not certain which limit is meant (a town, or an organ that is only inferred). A date before 31
    December of the report's own year is an error. A report has one finding: of the day of publication, if printed.

    Read are the lines of a page's metadata (发布时间：, 成文日期：) and a date that stands alone below the title or on
    the last lines. Dates in sentences are not read, and a report without such a date is silent.

    中文：报告印出的发布日期不晚于法定期限，也不早于年度结束。

    部门在次年1月31日前、人民政府在次年3月31日前公布：晚于期限为警告；适用哪个期限不确定的（乡镇，或机关只是推断的）为
    提示。早于报告年度12月31日为错误。一份报告报告一次：印有公布日期的，以它为准。

    读取网页信息行（发布时间：、成文日期：）和标题下、末尾单独成行的日期。句中的日期不读；没有这样日期的报告不报告。
    """

    kind: ClassVar[str] = "publication-date"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "late": (
            "{label}为{printed}，{who}的{year}年度报告应在{limit}前公布",
            "the {label_english} is {iso}; the report of {who_english} on {year} was due by {limit_iso}",
        ),
        "early": (
            "{label}为{printed}，早于{year}年12月31日，统计期限尚未结束",
            "the {label_english} is {iso}, before the end of {year}, the year that it reports on",
        ),
    }

    labels: tuple[str, ...]
    """What a page calls the date of issue, the day of publication first.
    中文：网页对发布日期的叫法，公布日期在前。"""

    department: str = "01-31"
    """Month and day by which a department's report must be public.
    中文：部门报告须在几月几日前公布。"""

    government: str = "03-31"
    """Month and day by which a government's report must be public.
    中文：人民政府报告须在几月几日前公布。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding."""
        year = filing.year
        if year is None:
            return
        dates = sorted(self._printed(filing), key=self._rank)
        for printed in dates:
            if printed.day < (year, 12, 31):
                yield self._early(printed, year)
                return
        if dates:
            yield from self._late(dates[0], filing.organ, year)

    def _rank(self, printed: _Printed) -> int:
        return self.labels.index(printed.label) if printed.label else len(self.labels)

    def _early(self, printed: _Printed, year: int) -> Diagnostic:
        return self.diagnostic(printed.span, "early", year=year, **_names(printed))

    def _late(self, printed: _Printed, organ: Organ | None, year: int) -> Iterator[Diagnostic]:
        departmental = organ is not None and (not organ.government or organ.level == "town")
        limit = self.department if departmental else self.government
        month, day = map(int, limit.split("-"))
        if printed.day <= (year + 1, month, day):
            return
        sure = organ is not None and organ.level != "town" and (organ.certainty == "certain" or not departmental)
        yield self.diagnostic(
            printed.span,
            "late",
            severity=self.at_most("warning" if sure else "note"),
            limit=f"{year + 1}年{month}月{day}日",
            limit_iso=f"{year + 1}-{limit}",
            who="部门" if departmental else "政府",
            who_english="a department" if departmental else "a government",
            year=year,
            **_names(printed),
        )

    def problems(self, forms: object) -> Iterator[tuple[str, str, str]]:
        """What is wrong with the limits."""
        for name in ("department", "government"):
            if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", getattr(self, name)):
                yield name, "应为“月-日”，如“01-31”", "must be a month and a day, such as 01-31"

    def _printed(self, filing: Filing) -> Iterator[_Printed]:
        """The dates of issue, in the order of print."""
        blocks = filing.document.blocks
        first = min((section.first - 1 for section in filing.sections), default=len(blocks))
        last = max((section.last for section in filing.sections), default=len(blocks))
        for block in (*blocks[:first], *blocks[last:]):
            if isinstance(block, Table):
                yield from self._in_table(block)
            else:
                yield from self._in_line(block)
        for line in _signatures(filing):
            words = line.normal.strip(" ()")
            if len(words) <= _LONGEST_DATE and words.startswith(("20", "二")) and words.endswith(_ENDS):
                yield from _dated(re.fullmatch(rf"[\s(]*{_DATE}[\s)]*", line.normal), line, "")

    def _in_line(self, line: Text) -> Iterator[_Printed]:
        normal = line.normal
        if len(normal) > _LONGEST_LINE:
            return
        for label in self.labels:
            at = normal.find(label)
            if at == 0 or (at > 0 and not "\u4e00" <= normal[at - 1] <= "\u9fff"):
                after = re.compile(rf"\s*[\])】]?\s*:?\s*{_DATE}")
                yield from _dated(after.match(normal, at + len(label)), line, label)

    def _in_table(self, table: Table) -> Iterator[_Printed]:
        for row in table.rows:
            for cell, following in zip(row.cells, (*row.cells[1:], None), strict=True):
                yield from self._in_line(cell)
                label = "".join(cell.normal.split()).strip("【】[]:")
                if label in self.labels and following is not None:
                    yield from _dated(re.match(rf"\s*{_DATE}", following.normal), following, label)


_NUMERALS = "一二三四五六七八九"
_DATE = (
    r"(?P<date>(?P<y>20\d\d)\s*(?:年|[-/.])\s*(?P<m>\d{1,2})\s*(?:月|[-/.])\s*(?P<d>\d{1,2})(?!\d)(?:\s*日)?"
    rf"|二(?P<year>[〇○零O0{_NUMERALS}]{{3}})年(?P<month>十?[{_NUMERALS}]|十)月"
    rf"(?P<day>[二三]?十[{_NUMERALS}]?|[{_NUMERALS}])日)"
)


def _dated(match: re.Match[str] | None, line: Text, label: str) -> Iterator[_Printed]:
    """The date that was found, if it is one."""
    if match is None:
        return
    if match["y"]:
        day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        digits = "".join(str(_NUMERALS.find(numeral) + 1) for numeral in match["year"])
        day = 2000 + int(digits), _value(match["month"]), _value(match["day"])
    if 1 <= day[1] <= 12 and 1 <= day[2] <= 31:
        yield _Printed(day, line.span_of(*match.span("date")), label)


def _value(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (10 * (_NUMERALS.find(tens) + 1 if tens else 1) if ten else 0) + (_NUMERALS.find(ones) + 1 if ones else 0)


def _names(printed: _Printed) -> dict[str, Any]:
    year, month, day = printed.day
    return {
        "label": f"“{printed.label}”" if printed.label else "落款日期",
        "label_english": f"date “{printed.label}”" if printed.label else "date that it bears",
        "printed": f"{year}年{month}月{day}日",
        "iso": f"{year}-{month:02}-{day:02}",
    }


def _signatures(filing: Filing) -> Iterator[Paragraph]:
    """Where a report may be dated: below or within the title, and on the last lines of the last section."""
    blocks = filing.document.blocks
    title = filing.title.span.start if filing.title is not None else 0
    lines = [block for block in blocks[: filing.preamble[1]] if block.span.start >= title]
    if filing.sections:
        section = filing.sections[-1]
        lines += blocks[max(section.first, section.last - 3) : section.last]
    return (block for block in lines if isinstance(block, Paragraph))


_LONGEST_LINE = 300
"""A longer line is no metadata."""
_LONGEST_DATE = 30
_ENDS = ("日", *"0123456789")
