"""A summary as a workbook: a sheet for each table."""

from __future__ import annotations

from collections.abc import Sequence

from disclint import Figure, ReportOptions, Summary
from disclint.reporters.grids import Cell, grids, remarks, shown
from disclint.reporters.xlsx import Book

__all__ = ["report"]


def report(summary: Summary, options: ReportOptions) -> bytes:
    """The workbook; a change against the year before has a column of its own."""
    book = Book(summary.version, options)
    change = book.say("较上年", "change")
    for grid in grids(summary, options.by):
        heads = [word for head in grid.heads for word in (head.word, f"{head.word} {change}")[: 1 + head.trend]]
        rows: list[Sequence[str | float]] = [
            [
                value
                for head, cell in zip(grid.heads, row, strict=True)
                for value in (_value(cell), _number(cell.change))[: 1 + head.trend]
            ]
            for row in grid.rows
        ]
        book.listed(grid.title, heads, rows)
    told = remarks(summary)
    if told:
        book.listed(book.say("说明", "Remarks"), [book.say("说明", "remark")], [[remark] for remark in told])
    return book.data()


def _value(cell: Cell) -> str | float:
    return cell.value if isinstance(cell.value, str) else _number(cell.value)


def _number(value: Figure | None) -> str | float:
    """A figure, as a text where a spreadsheet would not keep all of its digits."""
    if value is None:
        return ""
    return float(value) if len(shown(value).strip("-").replace(".", "")) <= 15 else shown(value)
