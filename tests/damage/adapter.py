"""The program as the laws see it: bytes in, cells and findings out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tests.damage.layouts import Key

if TYPE_CHECKING:
    from disclint.engine import Library

__all__ = ["Finding", "Reading", "read"]


class Finding(NamedTuple):
    """A diagnostic. ``form`` is that of its cell, else empty."""

    rule: str
    severity: str
    message: str
    form: str


class Reading(NamedTuple):
    """What the program makes of a file: each cell's state and text, and what it reports."""

    cells: dict[Key, tuple[str, str | None]]
    findings: list[Finding]


@cache
def _library() -> Library:
    from disclint import engine, plugins

    return engine.Library(plugins.find(), engine.Request(config=None))


def read(data: bytes) -> Reading:
    """Reads and judges a file with the national pack of its edition. A failure of the program is raised."""
    from disclint import engine

    library = _library()
    checked = engine.judge(engine.understand(engine.read("report.txt", data, library), library))
    if checked.failures:
        raise AssertionError("\n".join(failure.trace or failure.cause for failure in checked.failures))
    filing = checked.filing
    cells: dict[Key, tuple[str, str | None]] = {}
    for form in filing.forms if filing is not None else ():
        for (row, column), cell in form.cells.items():
            cells[form.key, row, column] = (cell.state, cell.text)
    findings = [
        Finding(found.rule, found.severity, found.message.chinese, found.cell.form if found.cell else "")
        for found in checked.diagnostics
    ]
    return Reading(cells, findings)
