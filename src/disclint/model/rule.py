"""What there is to get right: a class is one kind of thing, an instance is one entry of a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint.model.diagnostic import SEVERITIES, CellKey, Diagnostic, Fix, Message, Related, Severity, Suspect
from disclint.model.record import Record
from disclint.model.relation import Relation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated, Any, ClassVar, TypeAlias

    from disclint.model.dossier import Abstract, Dossier, Finding, Place
    from disclint.model.filing import Filing
    from disclint.model.span import Span

__all__ = ["DossierRule", "Rule", "YearlyRelation"]

YearlyRelation: TypeAlias = "Annotated[Relation, 'between two years']"
"""An option that is a relation between the figures of two years: ``last_`` before a key means the year before."""


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

    blocks: bool = False
    """Whether an error of this entry makes a report unfit for publication."""

    only_years: tuple[int, int | None] | None = None
    """First and last report year that it is for; `null` as the last: until now. All where it is not set.
    中文：适用的首末年度；末年为 null 表示至今；不写即所有年度。"""

    only_levels: tuple[str, ...] = ()
    """Levels of the organs that it is for, such as `county`; all if empty. An organ whose level cannot be told is of
    none.
    中文：适用的机关层级，如 county；留空为全部。级别不明的机关不属任何一级。"""

    def applies(self, filing: Filing) -> bool:
        """Whether it is for a report of this year and this organ."""
        if self.only_years is not None:
            first, last = self.only_years
            if filing.year is None or filing.year < first or (last is not None and filing.year > last):
                return False
        return not self.only_levels or (filing.organ is not None and filing.organ.level in self.only_levels)

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


class DossierRule(Rule, kw_only=True):
    """Base of the rules that look at all reports of a run at once: last year's beside this year's, an organ's beside
    those that answer to it.

    They speak only where there are several reports. Every finding stands in one report and is related to a place in
    another one.
    """

    def check_dossier(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of one run."""
        return iter(())

    def finding(
        self,
        dossier: Dossier,
        report: Abstract,
        place: Place | None,
        code: str,
        /,
        *,
        severity: Severity | None = None,
        cell: CellKey | None = None,
        section: str = "",
        related: tuple[Related, ...] = (),
        **values: Any,
    ) -> Finding:
        """A finding of this entry in ``report``: in a cell, at the heading of a section, or on the whole report, whose
        title it then stands at."""
        from disclint.model.dossier import Finding

        stands = place or report.place
        words = dossier.place_of(report, cell) if cell is not None else f"{dossier.part(report, section)} 标题".strip()
        found = self.diagnostic(stands.span, code, severity=severity, cell=cell, related=related, **values)
        return Finding(report.path, found.replace(place=words), stands)
