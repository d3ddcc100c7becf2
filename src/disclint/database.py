"""A run as a SQLite database, for questions of one's own."""

from __future__ import annotations

import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from disclint import __version__
from disclint.errors import UsageError
from disclint.output import draft_of
from disclint.rows import CELLS, FIGURES, FILES, FINDINGS, VERSION, Column, Row, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

    from disclint.model.result import Checked
    from disclint.model.summary import Standing

__all__ = ["Database", "definition"]

_TYPES = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "decimal": "NUMERIC"}

_OF_A_FILE: dict[str, tuple[tuple[Column, ...], str]] = {
    "findings": (FINDINGS, "file, number"),
    "cells": (CELLS, "file, form, row_key, column_key"),
    "figures": (FIGURES, "file, figure"),
}
"""Tables whose rows belong to a file, and what tells one row from another. Their first column is the file's path; here
it is the number of the file, for a path is long and a file has hundreds of cells."""

_TALLIED = """count(*) AS reports,
  sum(verdict = 'pass') AS passed, sum(verdict = 'fail') AS failed, sum(verdict = 'unchecked') AS unchecked,
  sum(errors) AS errors, sum(warnings) AS warnings, sum(notes) AS notes"""

_INDICES_AND_VIEWS = f"""\
CREATE INDEX files_by_name ON files (name, year);
CREATE INDEX findings_by_rule ON findings (rule, severity);
CREATE INDEX cells_by_key ON cells (form, row_key, column_key);
CREATE INDEX figures_by_figure ON figures (figure);

-- How the reports of each level stand.
CREATE VIEW by_level AS SELECT level, {_TALLIED}
FROM files GROUP BY level;

-- How the reports of each year stand.
CREATE VIEW by_year AS SELECT year, {_TALLIED}
FROM files GROUP BY year;

-- Which rules are broken, in how many reports, and how many of those each keeps from publication.
CREATE VIEW by_rule AS SELECT rule, count(DISTINCT file) AS reports,
  count(DISTINCT CASE WHEN blocks THEN file END) AS blocked, sum(severity = 'error') AS errors,
  sum(severity = 'warning') AS warnings, sum(severity = 'note') AS notes
FROM findings GROUP BY rule;

-- What keeps reports from publication, besides too many blanks.
CREATE VIEW blocking AS SELECT organ, year, path, line, rule, message, place
FROM findings JOIN files ON files.id = file WHERE blocks;

-- A key figure beside that of the same organ's report of the year before.
CREATE VIEW trend AS SELECT organ, year, new.figure, new.value, old.value AS before, new.value - old.value AS change
FROM files JOIN figures AS new ON new.file = id
  JOIN figures AS old ON old.file = last_year AND old.figure = new.figure;

-- How many cells of a form could not be decided.
CREATE VIEW undecided AS SELECT organ, year, path, form, count(*) AS cells
FROM cells JOIN files ON files.id = file WHERE state = 'uncertain' GROUP BY file, form;
"""


def definition() -> str:
    """The SQL that makes an empty database."""
    parts = ["CREATE TABLE run (version TEXT NOT NULL, schema INTEGER NOT NULL);\n", _table("files", FILES, "")]
    parts.extend(_table(name, columns[1:], key) for name, (columns, key) in _OF_A_FILE.items())
    return "\n".join([*parts, _INDICES_AND_VIEWS])


def _table(name: str, columns: Sequence[Column], key: str) -> str:
    first = "file INTEGER NOT NULL REFERENCES files (id)" if key else "id INTEGER PRIMARY KEY"
    lines = [first, *[f"{each.name} {_TYPES[each.kind]}" + ("" if each.null else " NOT NULL") for each in columns]]
    lines.append(f"PRIMARY KEY ({key})" if key else "last_year INTEGER REFERENCES files (id)")
    return f"CREATE TABLE {name} (\n  " + ",\n  ".join(lines) + "\n)" + (" WITHOUT ROWID" if key else "") + ";\n"


class Database:
    """A database that is being written. It takes the place of ``path`` when it is left, and not if that is by an error.

    Raises ``UsageError`` where it cannot be written.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._real = os.path.realpath(path)
        self._draft = draft_of(self._real)
        self._files = 0
        self._numbers: dict[str, int] = {}

    def __enter__(self) -> Self:
        import sqlite3

        self._errors: tuple[type[Exception], ...] = (sqlite3.Error, OSError)
        if os.path.exists(self._real) and not os.path.isfile(self._real):
            raise UsageError(
                f"{self.path}：--format sqlite 要写一个文件", f"{self.path}: --format sqlite writes a file"
            )
        try:
            os.close(os.open(self._draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            self._connection = sqlite3.connect(self._draft, isolation_level=None)
            # Nobody sees the draft before it is whole, so that nothing in it need survive a crash.
            self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + definition())
            self._connection.execute("INSERT INTO run VALUES (?, ?)", (__version__, VERSION))
        except self._errors as error:
            raise self._failed(error) from error
        return self

    def add(self, file: Checked, stands: Standing) -> None:
        """Write the rows of a file."""
        found = rows(file, stands)
        self._files += 1
        try:
            self._numbers[file.path] = self._files
            self._insert("files", [("", *found.file, None)])
            for table, inside in (("findings", found.findings), ("cells", found.cells), ("figures", found.figures)):
                self._insert(table, inside)
        except self._errors as error:
            raise self._failed(error) from error

    def pair(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Write which report stands beside which of the year after; both were added."""
        values = [(self._numbers[before], self._numbers[after]) for before, after in pairs]
        try:
            self._connection.executemany("UPDATE files SET last_year = ? WHERE id = ?", values)
        except self._errors as error:
            raise self._failed(error) from error

    def _insert(self, table: str, inside: Sequence[Row]) -> None:
        if not inside:
            return
        marks = ", ".join("?" * len(inside[0]))
        values = [(self._files, *map(_plain, row[1:])) for row in inside]
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._discard()
            return
        try:
            self._connection.execute("COMMIT")
            self._connection.close()
            if os.path.exists(self._real):
                os.chmod(self._draft, os.stat(self._real).st_mode & 0o7777)
            os.replace(self._draft, self._real)
        except self._errors as wrong:
            raise self._failed(wrong) from wrong

    def _failed(self, error: Exception) -> UsageError:
        self._discard()
        return UsageError(f"{self.path}：未能写入：{error}", f"{self.path}: not written: {error}")

    def _discard(self) -> None:
        connection = getattr(self, "_connection", None)
        if connection is not None:
            connection.close()
        if os.path.exists(self._draft):
            os.unlink(self._draft)


def _plain(value: Any) -> Any:
    """A value that SQLite takes: of a number that it has no type for the digits, of which it makes one that it has."""
    if isinstance(value, Decimal) or (isinstance(value, int) and value.bit_length() > 63):
        return f"{Decimal(value):f}"
    return value
