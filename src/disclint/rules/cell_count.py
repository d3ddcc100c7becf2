"""Every row has as many figures as the form has columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import BoundForm, BoundRow, CellKey, Diagnostic, Filing, Rule, Span, quotable, quoted_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["CellCount"]


class CellCount(Rule):
    """Every row has as many figures as the form has columns.

    Cells that are not there are an error: nobody can tell which figure belongs to which column. A surplus figure is
    mostly damage of scanning, and only noted; where it cannot be told which one is too many, the row is a warning.
    A row with fewer figures than columns whose cells are there, but empty, belongs to ``blank-cells``.

    中文：每一行的数字个数与表的列数相同。

    缺单元格为错误：无法确定哪个数字属于哪一列。多出数字多半是扫描造成，只作提示；无法确定多出的是哪一个时，为警告。单
    元格在、只是没有填的，由 `blank-cells` 报告。
    """

    kind: ClassVar[str] = "cell-count"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "few": (
            "{row}只有{count}个数字，应有{columns}个；各数字属于哪一列无法确定",
            "{row_en} has {count} figures instead of {columns}: which column they belong to is not certain",
        ),
        "missing": (
            "“{row}”行缺少单元格：{labels}",
            "the row “{row}” lacks cells: {labels_en}",
        ),
        "many": (
            "{row}有{count}个数字，应为{columns}个；多出的是 0，不影响其他数字",
            "{row_en} has {count} figures instead of {columns}: a 0 too many, which the others do not depend on",
        ),
        "open": (
            "{row}有{count}个数字，应为{columns}个；多出的是哪一个 0 无法确定，部分数字的列位置不明",
            "{row_en} has {count} figures instead of {columns}: which 0 is too many is not certain",
        ),
        "undecided": (
            "{row}有{count}个数字，应为{columns}个；各数字属于哪一列无法确定，未检查该行的数字",
            "{row_en} has {count} figures instead of {columns}: its figures were not checked",
        ),
    }

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each row."""
        for form in filing.forms:
            if not form.found or not form.reliable:
                continue
            if form.form.layout == "across":
                yield from self._line(form)
                continue
            absent = set(form.missing_columns())
            for row in form.rows.values():
                if row.found and (row.fault is not None or form.lacks_cells):
                    yield from self._row(form, row, absent)

    def _row(self, form: BoundForm, row: BoundRow, absent: set[str]) -> Iterator[Diagnostic]:
        label = quotable(form.form.row(row.key).label)
        if row.fault in ("few", "many"):
            doubled = not row.readings and any(text is row.label for text in form.doubled)
            if not doubled:
                code = _code(row.fault, len(row.readings))
                where = f"“{label}”行", f"row “{label}”"
                yield self._finding(row.label.span if row.label else row.span, code, where, row, len(row.columns))
            return
        missing = [
            column for column in row.columns if column not in absent and form.cells[row.key, column].state == "missing"
        ]
        if missing:
            labels, labels_en = quoted_names(form.form.column(column).label for column in missing)
            yield self.diagnostic(
                (row.label.span if row.label else row.span) or Span(0, 0),
                "missing",
                cell=CellKey(form.key, row.key, missing[-1]),
                row=label,
                labels=labels,
                labels_en=labels_en,
            )

    def _line(self, form: BoundForm) -> Iterator[Diagnostic]:
        """A form whose rows stand side by side: one finding for the one line that they share."""
        rows = [row for row in form.rows.values() if row.found]
        faulty = next((row for row in rows if row.fault in ("few", "many")), None)
        if faulty is not None:
            figures = faulty.figures
            code = _code(faulty.fault, max(len(row.readings) for row in rows) if all(r.readings for r in rows) else 0)
            span = Span(figures[0].span.start, figures[-1].span.end) if figures else faulty.span
            columns = sum(len(row.columns) for row in form.rows.values())
            where = f"{form.form.title}的数字行", f"the row of figures of {form.form.title}"
            yield self._finding(span, code, where, faulty, columns)
            return
        absent = set(form.missing_columns())
        for row in rows:
            yield from self._row(form, row, absent)

    def _finding(self, span: Span | None, code: str, where: tuple[str, str], row: BoundRow, columns: int) -> Diagnostic:
        severity = {"few": self.severity, "undecided": self.at_most("warning")}.get(code, self.at_most("note"))
        return self.diagnostic(
            span or Span(0, 0),
            code,
            severity=severity,
            row=where[0],
            row_en=where[1],
            count=len(row.figures),
            columns=columns,
        )


def _code(fault: str | None, readings: int) -> str:
    if fault == "few":
        return "few"
    return {0: "undecided", 1: "many"}.get(readings, "open")
