"""What a run found: all that a reporter sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from disclint.model.diagnostic import SEVERITIES, Diagnostic, Message, Severity
from disclint.model.document import Document
from disclint.model.filing import Filing
from disclint.model.named import NamedTuple
from disclint.model.pack import Pack
from disclint.model.record import Record
from disclint.model.rule import DossierRule, Rule
from disclint.model.span import Position

TYPE_CHECKING = False
if TYPE_CHECKING:
    from disclint.model.dossier import Matching

__all__ = ["Checked", "Failure", "ReportOptions", "Run", "Suppression", "fingerprints"]


class Failure(Record):
    """The program went wrong at one file: a rule or a reader raised. All else was judged; the run ends with 2."""

    part: str
    """What failed: the id of a rule's entry, or the reader's module."""
    cause: str
    """The exception and where it was raised, in one line."""
    trace: str = ""
    """The whole traceback."""


class Suppression(NamedTuple):
    """A finding that somebody accepted: it is neither shown nor counted, but kept for the record."""

    diagnostic: Diagnostic
    fingerprint: str
    reason: str
    """Why it was accepted, as whoever accepted it put it; empty where a baseline says nothing."""
    path: str
    """The baseline, or the pack whose ``ignore`` speaks of it."""
    line: int
    """Its line there; 0 if it is only being written."""


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
    suppressed: tuple[Suppression, ...] = ()
    """What was taken out of ``diagnostics``, in the same order."""
    fingerprints: tuple[str, ...] = ()
    """Of ``diagnostics``, if some were taken out: they are what they were when all were there."""
    fixed: int | None = None
    """How many findings were mended, of which nothing else is said here; ``None`` if nobody asked for it."""
    notices: tuple[Message, ...] = ()
    """What whoever asked for the run should know of the file, and no reader of the result: why it was not mended."""

    def position(self, offset: int) -> Position:
        """Line and column of an offset; the start of a file that could not be read."""
        return self.document.lines.position(offset) if self.document is not None else Position(1, 1)


class Run(Record):
    """All files of one run, in a stable order."""

    version: str
    files: Sequence[Checked]
    """Of many files each is made anew whenever it is looked at: go through them once, and keep none."""
    language: str = "zh"
    fail_on: Severity = "error"
    timings: Mapping[str, float] = {}
    """Seconds by phase (``read``, ``packs``, ``bind``, ``rules``) and by rule (``rules/ID``); empty if nobody asked."""
    notices: tuple[Message, ...] = ()
    """What whoever asked for the run should know: what a baseline or ``ignore`` has that is of no use any more."""
    matching: Matching | None = None
    """What came of matching the reports by organ and year; ``None`` where there was nothing to match."""
    tally: Mapping[Severity, int] | None = None
    """What ``counts`` gives, where that is known without going through the files."""
    troubled: Iterable[Checked] | None = None
    """The files with notices or failures, where these are known without going through all."""

    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, gravest first."""
        if self.tally is not None:
            return dict(self.tally)
        totals: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
        for file in self.files:
            for diagnostic in file.diagnostics:
                totals[diagnostic.severity] += 1
        return totals

    def judges(self, file: Checked) -> tuple[Rule, ...]:
        """The rules that judged a file: those between reports only where there were several to match."""
        rules = file.pack.rules if file.pack is not None else ()
        return (
            rules if self.matching is not None else tuple(each for each in rules if not isinstance(each, DossierRule))
        )

    def fails(self) -> bool:
        """Whether a finding is at or above the severity that makes the run fail."""
        limit = SEVERITIES.index(self.fail_on)
        return any(self.counts()[severity] for severity in SEVERITIES[: limit + 1])


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
    by: str | None = None
    """The one table of a summary that is asked for: ``organ``, ``level``, ``year`` or ``rule``."""


def fingerprints(file: Checked) -> tuple[str, ...]:
    """One fingerprint for each finding of a file, in order: the same when unrelated lines are added above.

    It is made of the rule, the cell or the words found and the line that they stand on, and a counter where several
    findings would have the same one. Of words only letters count, digits masked and in Simplified script: mending the
    marks of a line leaves the other findings of the line what they were.
    """
    if file.fingerprints:
        return file.fingerprints
    import hashlib

    seen: dict[str, int] = {}
    result = []
    document = file.document
    for diagnostic in file.diagnostics:
        if diagnostic.cell is not None:
            about = ".".join(diagnostic.cell)
        elif document is not None:
            start, end = diagnostic.span
            line = document.lines.span_of(document.lines.line(start))
            about = f"{_letters(document.normal[start:end])}|{_letters(document.normal[slice(*line)])}"
        else:
            about = ""
        base = f"{diagnostic.rule}|{diagnostic.message.code}|{about}"
        number = seen[base] = seen.get(base, 0) + 1
        text = base if number == 1 else f"{base}|{number}"
        result.append(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16])
    return tuple(result)


def _letters(normal: str) -> str:
    return "".join(["#" if each.isdigit() else each for each in normal[:_ENOUGH] if each.isalnum()])


_ENOUGH = 200
"""So many characters tell one line from another."""
