"""What was read, for spreadsheets: a cell of a form a line."""

from __future__ import annotations

from collections.abc import Iterator

from disclint import ReportOptions, Run, Screen
from disclint.reporters.csv import inert

__all__ = ["pieces", "report"]

_HEADER = (
    "path", "form", "row", "column", "form_label", "row_label", "column_label",
    "text", "value", "unit", "state", "line",
)  # fmt: skip


def report(run: Run, options: ReportOptions) -> str:
    """All cells of all files under one header, in the order of the forms.

    A line break within a text is a space, and a text that a spreadsheet would take for a formula has a ``'`` before it.
    """
    return "".join(pieces(run, options))


def pieces(run: Run, options: ReportOptions) -> Iterator[str]:
    """The same, file by file."""
    import csv
    import io
    from decimal import Decimal

    screen = Screen(options.encoding)

    def plain(text: str) -> str:
        return inert(screen.harmless(text.replace("\r\n", "\n")))

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADER)
    for file in run.files:
        for bound in file.filing.forms if file.filing else ():
            form = bound.form
            for row in form.rows:
                for column in row.columns:
                    cell = bound.cell(row.key, column)
                    filled = cell.state == "filled"
                    writer.writerow(
                        (
                            plain(file.path), form.key, row.key, column,
                            plain(form.title), plain(row.label), plain(form.column(column).label),
                            plain(cell.text or "") if cell.state in ("filled", "blank") else "",
                            f"{Decimal(cell.value):f}" if filled and cell.value is not None else "",
                            plain(cell.unit or "") if filled else "",
                            cell.state,
                            file.position(cell.span.start).line if cell.span is not None else "",
                        )
                    )  # fmt: skip
        yield screen.fit(out.getvalue())
        out.seek(0)
        out.truncate()
    yield screen.fit(out.getvalue())
