"""What a run found: all that a reporter sees."""

from __future__ import annotations

from collections.abc import Mapping

from disclint.model.diagnostic import SEVERITIES, Diagnostic, Severity
from disclint.model.document import Document
from disclint.model.filing import Filing
from disclint.model.pack import Pack
from disclint.model.record import Record
from disclint.model.span import Position

__all__ = ["Checked", "Failure", "ReportOptions", "Run", "fingerprints"]


class Failure(Record):
    """The program went wrong at one file: a rule or a reader raised. All else was judged; the run ends with 2."""

    part: str
    """What failed: the id of a rule's entry, or the reader's module."""
    cause: str
    """The exception and where it was raised, in one line."""
    trace: str = ""
    """The whole traceback."""


class Checked(Record):
    """One file of a run. ``document`` and ``filing`` are ``None`` as far as it could not be read or understood."""

    path: str
    """As the user named it; a file of a folder as ``folder/name``."""
    diagnostics: tuple[Diagnostic, ...]
    """Ordered by place, then rule."""
    document: Document | None = None
    filing: Filing | None = None
    pack: Pack | None = None
    size: int = 0
    """Bytes."""
    failures: tuple[Failure, ...] = ()
    sha256: str = ""
    """Of its bytes, in hexadecimal; empty where nobody asked for it."""

    def position(self, offset: int) -> Position:
        """Line and column of an offset; the start of a file that could not be read."""
        return self.document.lines.position(offset) if self.document is not None else Position(1, 1)


class Run(Record):
    """All files of one run, in a stable order."""

    version: str
    files: tuple[Checked, ...]
    language: str = "zh"
    fail_on: Severity = "error"
    timings: Mapping[str, float] = {}

    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, gravest first."""
        totals: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
        for file in self.files:
            for diagnostic in file.diagnostics:
                totals[diagnostic.severity] += 1
        return totals

    def fails(self) -> bool:
        """Whether a finding is at or above the severity that makes the run fail."""
        limit = SEVERITIES.index(self.fail_on)
        return any(SEVERITIES.index(d.severity) <= limit for file in self.files for d in file.diagnostics)


class ReportOptions(Record):
    """What a reporter should know of whoever reads its result."""

    color: bool = False
    """Whether colours may be written."""
    width: int = 100
    """Columns of the terminal."""
    language: str = "zh"
    """``zh`` or ``en``."""
    root: str = ""
    """The current folder, that the paths of a run are relative to."""
    encoding: str = "utf-8"
    """What the result will be encoded in."""
    show_timing: bool = False


def fingerprints(file: Checked) -> tuple[str, ...]:
    """One fingerprint for each finding of a file, in order: the same when unrelated lines are added above.

    It is made of the rule, the cell or the words found with their digits masked and the line that they stand on,
    and a counter where several findings would have the same one.
    """
    import hashlib
    import re

    seen: dict[str, int] = {}
    result = []
    document = file.document
    for diagnostic in file.diagnostics:
        if diagnostic.cell is not None:
            about = ".".join(diagnostic.cell)
        elif document is not None:
            line = document.lines.text_of(document.lines.line(diagnostic.span.start))
            words = document.text[diagnostic.span.start : diagnostic.span.end][:200]
            about = re.sub(r"\d", "#", re.sub(r"\s+", "", f"{words}|{line[:200]}"))
        else:
            about = ""
        base = f"{diagnostic.rule}|{diagnostic.message.code}|{about}"
        number = seen[base] = seen.get(base, 0) + 1
        text = base if number == 1 else f"{base}|{number}"
        result.append(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16])
    return tuple(result)
