"""A summary for people who open a page: one file that needs nothing else, with tables that sort."""

from __future__ import annotations

from disclint import NamedTuple, ReportOptions, Screen, Summary
from disclint.reporters.grids import grids, remarks, shown, signed
from disclint.reporters.html import encodable, render

__all__ = ["report"]


class _Shown(NamedTuple):
    words: str
    change: str
    value: str
    """By which a column of numbers is sorted."""
    kind: str


def report(summary: Summary, options: ReportOptions) -> str:
    """The summary as an HTML page. What a report says is never markup."""
    screen = Screen("utf-8")
    tables = []
    for grid in grids(summary, options.by):
        rows = [
            [
                _Shown(
                    screen.harmless(shown(cell.value)),
                    signed(cell.change),
                    shown(cell.value) if head.number else "",
                    _kind(head.key, cell.code, cell.value),
                )
                for head, cell in zip(grid.heads, row, strict=True)
            ]
            for row in grid.rows
        ]
        tables.append({"by": grid.by, "title": grid.title, "heads": grid.heads, "rows": rows})
    verdicts = [each.verdict for each in summary.standings]
    page = render(
        "summary.html.jinja",
        summary.version,
        summary.language,
        tables=tables,
        reports=len(verdicts),
        verdicts={verdict: verdicts.count(verdict) for verdict in ("pass", "fail", "unchecked")},
        remarks=[screen.harmless(remark) for remark in remarks(summary)],
    )
    return encodable(page, options)


def _kind(key: str, code: str | None, value: object) -> str:
    """The class of a cell that should catch the eye."""
    if key == "verdict":
        return {"fail": "error", "unchecked": "warning"}.get(code or "", "")
    return {"errors": "error", "warnings": "warning", "notes": "note", "failed": "error"}.get(key, "") if value else ""
