"""A judged file as rows of tables: files, findings, cells, figures. The same in SQLite and in Arrow.

The columns are named here once. What they are called, what they hold and their order change only with ``VERSION``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from disclint.model.named import NamedTuple
from disclint.model.result import fingerprints
from disclint.model.summary import standing

if TYPE_CHECKING:
    from decimal import Decimal

    from disclint.model.result import Checked
    from disclint.model.summary import Standing

__all__ = ["CELLS", "FIGURES", "FILES", "FINDINGS", "VERSION", "Column", "Row", "Rows", "rows"]

VERSION = 1
"""Of the tables."""

Kind = Literal["text", "integer", "boolean", "decimal"]

Row = tuple["str | int | Decimal | None", ...]


class Column(NamedTuple):
    """A column of a table."""

    name: str
    kind: Kind
    about: str
    null: bool = False
    """Whether a row may have nothing in it."""


FILES = (
    Column("path", "text", "the file, as it was named; a file of a folder as `folder/name`"),
    Column("size", "integer", "bytes"),
    Column("sha256", "text", "of its bytes, in hexadecimal", null=True),
    Column("title", "text", "the title of the report, on one line", null=True),
    Column("organ", "text", "the organ that reports, as printed", null=True),
    Column("name", "text", "the organ as names are compared: in Simplified script, without white space", null=True),
    Column("level", "text", "`state`, `province`, `prefecture`, `county`, `town` or `department`", null=True),
    Column("year", "integer", "the year reported on", null=True),
    Column("edition", "text", "the form that its tables are printed in, such as `form_2021`", null=True),
    Column("pack", "text", "what judged it", null=True),
    Column("verdict", "text", "`pass`, `fail` or `unchecked`: whether it is fit for publication"),
    Column("errors", "integer", "findings that are errors"),
    Column("warnings", "integer", "findings that are warnings"),
    Column("notes", "integer", "findings that are notes"),
    Column("failures", "text", "what the program failed at, a line each", null=True),
)
"""One row for each file, whatever became of it."""

FINDINGS = (
    Column("path", "text", "the file"),
    Column("number", "integer", "from 1, in the order of the file"),
    Column("rule", "text", "the entry of the pack that is broken"),
    Column("severity", "text", "`error`, `warning` or `note`"),
    Column("blocks", "boolean", "whether it makes the report unfit for publication"),
    Column("message", "text", "in Chinese"),
    Column("message_en", "text", "in English"),
    Column("basis", "text", "the provision", null=True),
    Column("place", "text", "where a person finds it"),
    Column("line", "integer", "from 1"),
    Column("start_column", "integer", "from 1, in code points"),
    Column("end_line", "integer", "where it ends"),
    Column("end_column", "integer", "exclusive"),
    Column("form", "text", "the form of the cell that it is about", null=True),
    Column("row_key", "text", "the row of that cell", null=True),
    Column("column_key", "text", "the column of that cell", null=True),
    Column("fix", "text", "`safe`, or `review` where a person must look at it; nothing where there is none", null=True),
    Column("fingerprint", "text", "the same when unrelated lines are added above"),
)
"""One row for each finding."""

CELLS = (
    Column("path", "text", "the file"),
    Column("form", "text", "the key of the form, such as `applications`"),
    Column("row_key", "text", "such as `granted`"),
    Column("column_key", "text", "such as `total`"),
    Column("state", "text", "`filled`, `blank`, `missing` or `uncertain`"),
    Column("text", "text", "what is printed, if it is certain", null=True),
    Column("value", "decimal", "its number, without unit, if it is certain and a number", null=True),
    Column("unit", "text", "what the cell prints after the number", null=True),
    Column("line", "integer", "from 1", null=True),
    Column("start_column", "integer", "from 1, in code points", null=True),
)
"""One row for each cell of the forms of the file's pack, those too that the file does not have."""

FIGURES = (
    Column("path", "text", "the file"),
    Column("figure", "text", "a key figure of the pack, such as `received`"),
    Column("value", "decimal", "nothing where a cell of it is not certain", null=True),
)
"""One row for each key figure of the file's pack."""


class Rows(NamedTuple):
    """The rows of one file."""

    file: Row
    findings: list[Row]
    cells: list[Row]
    figures: list[Row]


def rows(file: Checked, stands: Standing | None = None) -> Rows:
    """A file as rows; ``stands`` is its standing, where that is at hand."""
    stands = stands or standing(file)
    return Rows(
        _sound(_file(file, stands)),
        [_sound(row) for row in _findings(file, stands)],
        [_sound(row) for row in _cells(file)],
        [_sound((file.path, key, value)) for key, value in stands.figures.items()],
    )


def _sound(row: Row) -> Row:
    """A row whose texts are UTF-8: a file's name may hold bytes that are none, and are written as codes."""
    return tuple([_text(value) if isinstance(value, str) else value for value in row])


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text


def _file(file: Checked, stands: Standing) -> Row:
    filing = file.filing
    return (
        file.path,
        file.size,
        file.sha256 or None,
        filing.title.text if filing is not None and filing.title is not None else None,
        stands.organ,
        stands.name,
        stands.level,
        stands.year,
        stands.edition,
        stands.pack,
        stands.verdict,
        *stands.counts,
        "\n".join(stands.failures) or None,
    )


def _findings(file: Checked, stands: Standing) -> Iterator[Row]:
    for number, (finding, fingerprint) in enumerate(zip(file.diagnostics, fingerprints(file), strict=True), 1):
        start, end = file.position(finding.span.start), file.position(finding.span.end)
        yield (
            file.path,
            number,
            finding.rule,
            finding.severity,
            finding.severity == "error" and finding.rule in stands.blocking,
            finding.message.chinese,
            finding.message.english,
            finding.basis or None,
            finding.place,
            start.line,
            start.column,
            end.line,
            end.column,
            *(finding.cell or (None, None, None)),
            None if finding.fix is None else "safe" if finding.fix.safe else "review",
            fingerprint,
        )


def _cells(file: Checked) -> Iterator[Row]:
    for bound in file.filing.forms if file.filing is not None else ():
        for cell in bound.cells.values():
            position = file.position(cell.span.start) if cell.span is not None else None
            filled, certain = cell.state == "filled", cell.state in ("filled", "blank")
            yield (
                file.path,
                *cell.key,
                cell.state,
                cell.text if certain else None,
                cell.value if filled else None,
                cell.unit if filled else None,
                position.line if position is not None else None,
                position.column if position is not None else None,
            )
