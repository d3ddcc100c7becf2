"""Judges all reports of a run at once, by the cross-report rules of the packs that judged each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from disclint.dossier.matching import match
from disclint.limits import Alarm
from disclint.model.diagnostic import Message, flaw
from disclint.model.dossier import Abstract, Dossier, Finding, Matching
from disclint.model.named import NamedTuple
from disclint.model.organ import OrganEntry
from disclint.model.pack import Pack
from disclint.model.rule import DossierRule

__all__ = ["Judged", "judge_dossier", "notices"]

SECONDS = 10.0
"""What one rule may take for few reports; of many, it may take a second for each."""


class Judged(NamedTuple):
    """What the reports of a run say of each other."""

    findings: Mapping[str, Sequence[Finding]]
    """By path, ordered by place, then rule."""
    failures: Sequence[tuple[str, DossierRule, BaseException]]
    """Rules that raised or did not end, with what they raised, each after the path of the first report that it is for;
    what they found before is kept, and the others are not affected."""
    matching: Matching


def judge_dossier(reports: Iterable[tuple[Abstract, Pack]], organs: Sequence[OrganEntry] = ()) -> Judged:
    """All findings between the reports of a run, each with the pack that judged it alone.

    ``organs`` is the table of organs of the request, of which every one should have a report; the packs' own, which may
    list more organs than a run is about, are used where it has none. A rule of a pack speaks
    of the reports that this pack judged: it is the pack of this year's report that judges it against last year's.
    """
    known: dict[int, tuple[str, Pack]] = {}
    named: list[Abstract] = []
    for report, pack in reports:
        number, _ = known.setdefault(id(pack), (f"{len(known)} {pack.name}", pack))
        named.append(report.replace(pack=number))
    numbers = {key: number for key, (number, _) in known.items()}
    packs = [pack for _, pack in known.values()]
    table = tuple(organs) or tuple(dict.fromkeys(organ for pack in packs for organ in pack.organs))
    series, matching = match(named, table, expected=bool(organs))
    dossier = Dossier(
        series,
        {numbers[id(pack)]: {form.key: form for form in pack.forms} for pack in packs},
        {numbers[id(pack)]: {section.key: section.number for section in pack.sections} for pack in packs},
    )
    pack_of = {report.path: report.pack for report in named}
    findings: dict[str, list[Finding]] = {}
    failures: list[tuple[str, DossierRule, BaseException]] = []
    with Alarm() as alarm:
        for rule, having in _rules(packs, numbers):
            found: list[Finding] = []
            try:
                alarm.call(max(SECONDS, len(named)), partial(_ask, rule, dossier, found))
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - a plugin's rule may raise anything
                path = next(report.path for report in named if report.pack in having)
                failures.append((path, rule, error))
            for finding in found:
                if pack_of.get(finding.path) in having:
                    findings.setdefault(finding.path, []).append(finding)
    ordered = {path: sorted(found, key=_order) for path, found in findings.items()}
    return Judged(ordered, failures, matching)


def _ask(rule: DossierRule, dossier: Dossier, found: list[Finding]) -> None:
    """Add what a rule finds, as far as it can be gone on with. Raises ``TypeError`` where it cannot."""
    for finding in rule.check_dossier(dossier):
        wrong = flaw(finding.diagnostic)
        if wrong:
            raise TypeError(wrong)
        found.append(finding)


def _rules(packs: Sequence[Pack], numbers: Mapping[int, str]) -> list[tuple[DossierRule, set[str]]]:
    """Each cross-report rule once, with the packs that have it: most packs share them."""
    found: list[tuple[DossierRule, set[str]]] = []
    for pack in packs:
        for rule in pack.rules:
            if isinstance(rule, DossierRule):
                having = next((having for other, having in found if other == rule), None)
                if having is None:
                    having = set()
                    found.append((rule, having))
                having.add(numbers[id(pack)])
    return found


def _order(finding: Finding) -> tuple[int, int, str]:
    return (*finding.diagnostic.span, finding.diagnostic.rule)


_MOST = 10
"""So many reports are named in a notice; all of them stand in the JSON."""


def notices(matching: Matching) -> list[Message]:
    """What whoever asked for the run should know: the organs without a report, and the reports left alone."""
    if not matching.compared:
        return []
    told = []
    missing: dict[int, list[str]] = {}
    for each in matching.missing:
        missing.setdefault(each.year, []).append(each.organ)
    for year, organs in missing.items():
        told.append(
            Message(
                "missing",
                f"{year}年缺{len(organs)}个机关的报告：{'、'.join(organs)}",
                f"{year}: no report of {len(organs)} organs: {', '.join(organs)}",
            )
        )
    count = len(matching.unmatched)
    for path, reason in matching.unmatched[:_MOST]:
        told.append(
            Message(
                "unmatched",
                f"{path}：未与其他报告对照：{reason.chinese}",
                f"{path}: not compared with other reports: {reason.english}",
            )
        )
    if count > _MOST:
        told.append(
            Message(
                "unmatched",
                f"另有{count - _MOST}份报告未与其他报告对照，--format json 全部列出",
                f"{count - _MOST} more reports were not compared with others; --format json lists them all",
            )
        )
    return told
