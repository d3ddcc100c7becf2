"""A table of a summary for spreadsheets and scripts."""

from __future__ import annotations

from disclint import ReportOptions, Screen, Summary
from disclint.reporters.csv import inert
from disclint.reporters.grids import grids, shown

__all__ = ["report"]


def report(summary: Summary, options: ReportOptions) -> str:
    """One table: the one asked for, else that of the organs. Its columns have the same names in every language.

    A column that tells a change has another beside it, ``…_change``. As in the CSV of ``check`` there is a byte order
    mark for Excel, and nothing that a spreadsheet would take for a formula.
    """
    import csv
    import io

    screen = Screen(options.encoding)
    (grid,) = grids(summary, options.by or "organ")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for head in grid.heads for name in (head.key, f"{head.key}_change")[: 1 + head.trend]])
    for row in grid.rows:
        fields: list[str] = []
        for head, cell in zip(grid.heads, row, strict=True):
            text = cell.code if cell.code is not None else shown(cell.value)
            fields.append(text if head.number else inert(screen.harmless(text)))
            if head.trend:
                fields.append(shown(cell.change))
        writer.writerow(fields)
    return ("\ufeff" if screen.is_unicode else "") + screen.fit(out.getvalue())
