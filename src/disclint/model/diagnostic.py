"""One thing wrong in one place."""

from __future__ import annotations

from itertools import pairwise

from disclint.model.named import NamedTuple
from disclint.model.record import Record
from disclint.model.span import Position, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    from disclint.model.dossier import Abstract, Place

__all__ = [
    "SEVERITIES", "CellKey", "Diagnostic", "Edit", "Fix", "Message", "Related", "Severity", "Suspect", "elsewhere",
    "flaw",
]  # fmt: skip

Severity: TypeAlias = "Literal['error', 'warning', 'note']"

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the gravest to the slightest."""


class Message(NamedTuple):
    """What is said, in both languages; ``code`` names the sentence within its rule's catalogue."""

    code: str
    chinese: str
    english: str

    def text(self, language: str) -> str:
        """The sentence in ``zh`` or ``en``."""
        return self.english if language == "en" else self.chinese


class CellKey(NamedTuple):
    """A cell of a form: ``applications.granted.total``."""

    form: str
    row: str
    column: str


class Related(NamedTuple):
    """Another place that belongs to a finding: an operand of a sum, the first of two.

    In another file it has the ``path`` of that file and, since it may not be at hand, its ``start`` and ``end`` there.
    """

    message: Message
    span: Span
    path: str | None = None
    start: Position | None = None
    end: Position | None = None


class Edit(NamedTuple):
    """Replace ``span`` by ``text``; an empty span inserts."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A mend of one finding. A safe one never touches a figure, nor anything in a table but its labels."""

    edits: tuple[Edit, ...]
    safe: bool


class Suspect(NamedTuple):
    """A figure that would mend a broken relation by itself, and the figure it would have to be."""

    cell: CellKey
    value: object
    span: Span


class Diagnostic(Record):
    """One finding. ``place`` is a sentence that a person finds it by, filled in by the engine where a rule leaves it.

    ``suspects`` lets the engine put several broken relations down to the one figure that explains them all.
    """

    rule: str
    severity: Severity
    message: Message
    span: Span
    basis: str = ""
    cell: CellKey | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    place: str = ""
    suspects: tuple[Suspect, ...] = ()


def elsewhere(message: Message, report: Abstract, place: Place | None) -> Related:
    """A place in another report that belongs to a finding."""
    where = place or report.place
    return Related(message, where.span, report.path, where.start, where.end)


def flaw(found: object, size: int | None = None) -> str:
    """Why a value that a rule gave is no finding about a text of ``size`` characters; empty if it is one."""
    if not isinstance(found, Diagnostic):
        return f"{type(found).__name__} is no Diagnostic"
    if found.severity not in SEVERITIES:
        return f"there is no severity {found.severity!r}"
    if not _made_of(str, (found.rule, found.basis, found.place)):
        return "rule, basis and place are strings"
    for message in (found.message, *(related.message for related in found.related)):
        if not _is(message, Message, str):
            return f"{message!r} is no Message"
    for cell in (found.cell, *(suspect.cell for suspect in found.suspects)):
        if cell is not None and not _is(cell, CellKey, str):
            return f"{cell!r} is no CellKey"
    edits = sorted(edit.span for edit in found.fix.edits) if found.fix is not None else []
    spans = [found.span, *edits, *(suspect.span for suspect in found.suspects)]
    spans += [related.span for related in found.related if related.path is None]
    for span in spans:
        if not _is(span, Span, int):
            return f"{span!r} is no Span"
        if not 0 <= span.start <= span.end or (size is not None and span.end > size):
            return f"{span!r} does not lie in the text"
    if any(one.end > other.start for one, other in pairwise(edits)):
        return "the edits of a fix overlap"
    return ""


def _is(value: object, kind: type[tuple[object, ...]], part: type) -> bool:
    return isinstance(value, kind) and _made_of(part, value)


def _made_of(part: type, values: tuple[object, ...]) -> bool:
    return all(isinstance(value, part) for value in values)
