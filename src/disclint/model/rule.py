"""What there is to get right: a class is one kind of thing, an instance is one entry of a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias

from disclint.model.diagnostic import SEVERITIES, CellKey, Diagnostic, Fix, Message, Related, Severity, Suspect
from disclint.model.record import Record

if TYPE_CHECKING:
    from disclint.model.filing import Filing
    from disclint.model.span import Span

__all__ = ["Pattern", "Rule"]

Pattern: TypeAlias = Annotated[str, "regular expression"]
"""An option that is a regular expression: tested when a pack is compiled, kept as text until a rule needs it."""


class Rule(Record, kw_only=True):
    """Base of all rules. Fields are options, ``check`` yields diagnostics, the docstring is the manual.

    A rule holds no state, opens no file, knows no other rule, and imports one module, ``disclint``.
    """

    kind: ClassVar[str] = ""
    """The name by which packs call the class."""

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """The catalogue: by code, the sentence in Chinese and in English, with ``str.format`` fields."""

    id: str = ""
    """The name of the entry."""

    severity: Severity = "error"
    """How grave a finding is, unless the kind tells cases apart."""

    basis: str = ""
    """The provision that it follows."""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """The findings of one report."""
        return iter(())

    def at_most(self, severity: Severity) -> Severity:
        """``severity``, or the entry's own where that is slighter: a pack that lowers an entry lowers all its cases."""
        return max(severity, self.severity, key=SEVERITIES.index)

    def message(self, code: str, /, **values: Any) -> Message:
        """A sentence of the catalogue, filled in."""
        chinese, english = self.messages[code]
        return Message(code, chinese.format(**values), english.format(**values))

    def diagnostic(
        self,
        span: Span,
        code: str,
        /,
        *,
        severity: Severity | None = None,
        cell: CellKey | None = None,
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
        suspects: tuple[Suspect, ...] = (),
        **values: Any,
    ) -> Diagnostic:
        """A finding of this entry; ``code`` picks the sentence, ``values`` fill it."""
        return Diagnostic(
            rule=self.id,
            severity=severity or self.severity,
            message=self.message(code, **values),
            span=span,
            basis=self.basis,
            cell=cell,
            related=related,
            fix=fix,
            suspects=suspects,
        )
