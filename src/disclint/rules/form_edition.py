"""The tables are of the edition that the year demands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import BoundLabel, Diagnostic, Filing, Message, Related, Rule, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["FormEdition"]


class FormEdition(Rule):
    """The tables are printed on the form that is in force for the report's year, and on that form alone.

    The year fixes the edition that is due, the labels in the tables fix the one that is used. An error if they differ,
    and if labels of two editions stand together. A single stray label is not reported here: form-labels does. A warning
    if the introduction cites the notice of another edition and not the one in force; the notice cited is no evidence of
    the edition used.

    中文：表格用报告年度所执行的格式，全文只用这一版。

    年度决定应当用哪一版，表中的名称说明实际用了哪一版。两者不同，或两版名称混用，为错误。个别名称不同由 form-labels
    报告。前言只引用了另一版格式文件的，为警告；引用了什么文件，不作为判断所用格式的依据。
    """

    kind: ClassVar[str] = "form-edition"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "other": (
            "{year}年的报告应使用{due}，表格却是{used}的",
            "a report for {year} must use {due}; its tables are those of {used}",
        ),
        "none": (
            "{year}年没有统一格式，表格却是{used}的：年份或表格有误",
            "there was no uniform form in {year}, yet the tables are those of {used}: the year or the tables are wrong",
        ),
        "mixed": (
            "表格混用了两版格式：“{label}”等{count}处表头不属于{used}",
            "the tables mix two editions: “{label}” and {others} more labels are not of {used}",
        ),
        "label": ("“{label}”也不属于本版格式", "“{label}” is not of this edition either"),
        "notice": (
            "引用的{cited}不适用于{year}年的报告，应为{due}",
            "the notice cited, {cited}, is not for reports of {year}; that is {due}",
        ),
    }

    editions: Mapping[str, str] = {}
    """By edition: what messages call it.
    中文：各版在信息中的叫法。"""

    notices: Mapping[str, str] = {}
    """By edition: the number of the notice that prescribes it.
    中文：各版所依据文件的文号。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """A mixture or a wrong edition, and a wrong notice."""
        foreign = _distinct(filing.foreign_marks)
        if len(foreign) > 1:
            yield self._mixed(filing, foreign)
        elif filing.edition is not None and filing.year is not None and filing.edition != filing.expected_edition:
            yield self._other(filing)
        yield from self._notice(filing)

    def _mixed(self, filing: Filing, foreign: list[BoundLabel]) -> Diagnostic:
        first, *others = foreign
        return self.diagnostic(
            first.text.span,
            "mixed",
            related=tuple(Related(self._label(other), other.text.span) for other in others),
            label=_printed(first),
            count=len(foreign),
            others=len(others),
            used=self._name(filing.edition),
        )

    def _label(self, label: BoundLabel) -> Message:
        return self.message("label", label=_printed(label))

    def _other(self, filing: Filing) -> Diagnostic:
        code = "other" if filing.expected_edition else "none"
        return self.diagnostic(
            _where(filing),
            code,
            year=filing.year,
            due=self._name(filing.expected_edition),
            used=self._name(filing.edition),
        )

    def _name(self, edition: str | None) -> str:
        return self.editions.get(edition or "", edition or "其他格式")

    def _notice(self, filing: Filing) -> Iterator[Diagnostic]:
        due = self.notices.get(filing.expected_edition or "")
        if due is None:
            return
        wrong: tuple[str, Span] | None = None
        for paragraph in filing.paragraphs("preamble"):
            if "号" not in paragraph.normal:
                continue
            if _number_pattern(due).search(paragraph.normal):
                return
            for edition, notice in self.notices.items():
                found = _number_pattern(notice).search(paragraph.normal) if edition != filing.expected_edition else None
                if found and wrong is None:
                    wrong = notice, paragraph.span_of(*found.span())
        if wrong is not None:
            yield self.diagnostic(
                wrong[1], "notice", severity=self.at_most("warning"), cited=wrong[0], year=filing.year, due=due
            )


def _number_pattern(notice: str) -> re.Pattern[str]:
    """A document's number however its brackets are printed."""
    parts = (re.escape(letter) for letter in notice)
    pattern = r"\s*".join(parts)
    return re.compile(pattern.replace("〔", r"[〔\[(【]").replace("〕", r"[〕\])】]\s*第?"))


def _distinct(labels: tuple[BoundLabel, ...]) -> list[BoundLabel]:
    seen: dict[str, BoundLabel] = {}
    for label in labels:
        seen.setdefault("".join(label.text.normal.split()), label)
    return list(seen.values())


def _printed(label: BoundLabel) -> str:
    return "".join(label.text.value.split())


def _where(filing: Filing) -> Span:
    """The first label of a column in the tables, else the year."""
    for form in filing.forms:
        if form.found:
            for label in form.labels:
                if label.part == "column":
                    return label.text.span
    for form in filing.forms:
        if form.found and form.labels:
            return form.labels[0].text.span
    return filing.year_span or Span(0, 0)
