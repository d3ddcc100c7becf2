"""Every table, row and column of the form is there, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import BoundForm, CellKey, Diagnostic, Filing, Rule, Span, quotable, quoted_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["CompleteForms"]


class CompleteForms(Rule):
    """Every table, row and column of the form is there, once.

    A table that is not found is one finding, at the heading of its section. Rows that are missing one after the
    other are one finding, at the row before them; columns that no row has a cell of are one finding, at the table.
    A row that stands twice with different figures is reported too, since none of its figures can be used. So is a
    table that is so damaged that its figures cannot be assigned: none of them was checked.

    中文：法定表格的每张表、每一行、每一列都在，且只有一次。

    找不到的表在该部分标题处报告一次。连续缺少的行合为一处，报告在前一行；所有行都没有的列合为一处，报告在表上。同一行
    出现两次而数字不同的也报告，因为两者都不能用。表格损坏到无法确定数字归属的也报告：其中的数字都没有核对。
    """

    kind: ClassVar[str] = "complete-forms"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "form": ("缺少{form}", "the table {form} is not there"),
        "rows": ("{form}缺少{count}行：{labels}{where}", "{form} lacks {count} row(s): {labels_en}{where_en}"),
        "columns": ("{form}缺少{count}列：{labels}", "{form} lacks {count} column(s): {labels_en}"),
        "doubled": (
            "“{label}”行出现不止一次且数字不同，无法确定以哪一行为准；应只有一行",
            "the row “{label}” is there more than once, with different figures: none is certain; it must be there once",
        ),
        "unreadable": (
            "{form}严重变形，数字无法与行列对应，未检查其中的数字；请按格式重新排列",
            "{form} is so damaged that its figures were not checked; set its rows and columns out as the form has them",
        ),
    }

    listed: int = 6
    """How many labels of missing rows or columns a message names; of the others, only the number.
    中文：信息中最多列出多少个缺少的行名或列名，其余只写数目。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """The findings of each form of the pack."""
        for form in filing.forms:
            if not form.found:
                yield self.diagnostic(_home(filing, form), "form", form=form.form.title)
            elif not form.reliable:
                yield self.diagnostic(
                    _start(form),
                    "unreadable",
                    severity=self.at_most("warning"),
                    form=form.form.title,
                )
            else:
                yield from self._missing_rows(form)
                yield from self._missing_columns(form)
                for label in form.doubled:
                    yield self.diagnostic(label.span, "doubled", label=quotable(_one_line(label.value)))

    def _missing_rows(self, form: BoundForm) -> Iterator[Diagnostic]:
        before: Span | None = None
        run: list[str] = []
        for row in form.form.rows:
            bound = form.rows[row.key]
            if not bound.found:
                if not row.optional:
                    run.append(row.key)
                continue
            if run:
                yield self._rows(form, run, before or _start(form))
                run = []
            before = bound.label.span if bound.label is not None else bound.span or before
        if run:
            yield self._rows(form, run, before or _start(form))

    def _rows(self, form: BoundForm, keys: list[str], before: Span | None) -> Diagnostic:
        listed, listed_en = self._listing([form.form.row(key).label for key in keys])
        cell = CellKey(form.key, keys[0], form.form.row(keys[0]).columns[-1])
        return self.diagnostic(
            before or _start(form),
            "rows",
            cell=cell,
            form=form.form.title,
            count=len(keys),
            labels=listed,
            labels_en=listed_en,
            where="，应接在此处之后" if before else "",
            where_en="; it belongs after this place" if before else "",
        )

    def _missing_columns(self, form: BoundForm) -> Iterator[Diagnostic]:
        missing = form.missing_columns()
        if missing:
            listed, listed_en = self._listing([form.form.column(key).label for key in missing])
            yield self.diagnostic(
                _start(form),
                "columns",
                form=form.form.title,
                count=len(missing),
                labels=listed,
                labels_en=listed_en,
            )

    def _listing(self, labels: list[str]) -> tuple[str, str]:
        shown, shown_en = quoted_names(labels[: self.listed])
        more, more_en = ("", "") if len(labels) <= self.listed else ("等", " and others")
        return shown + more, shown_en + more_en


def _home(filing: Filing, form: BoundForm) -> Span:
    """Where a missing table belongs: the heading of its section, else the title, else the start of the file."""
    section = filing.section(form.form.section)
    if section is not None:
        return section.heading.span
    if form.labels:
        return form.labels[0].text.span
    return filing.title.span if filing.title is not None else Span(0, 0)


def _start(form: BoundForm) -> Span:
    """The first label of a table, else its first place."""
    spans = [label.text.span for label in form.labels]
    if spans:
        return min(spans)
    start = form.span.start if form.span is not None else 0
    return Span(start, start)


def _one_line(text: str) -> str:
    return "".join(text.split())
