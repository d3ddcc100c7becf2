"""A summary for programs."""

from __future__ import annotations

from typing import Any

from disclint import Figure, ReportOptions, Screen, Standing, Summary, Tally

__all__ = ["report"]


def report(summary: Summary, options: ReportOptions) -> str:
    """The summary as JSON; its keys are the same in every language. Figures are decimal strings."""
    import json

    wanted: dict[str, Any] = {
        "year": ("years", [_tally("year", tally) for tally in summary.years]),
        "level": ("levels", [_tally("level", tally) for tally in summary.levels]),
        "rule": ("rules", [_rule(tally) for tally in summary.rules]),
        "organ": ("reports", list(map(_report, summary.standings, summary.before))),
    }
    content = {
        "schema": 1,
        "tool": {"name": "disclint", "version": summary.version},
        **dict(part for by, part in wanted.items() if options.by in (None, by)),
        "twice": [[each.path for each in same] for same in summary.twice],
    }
    return Screen(options.encoding).fit_json(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _tally(name: str, tally: Tally) -> dict[str, Any]:
    found: dict[str, Any] = {name: tally.key, "reports": tally.reports}
    found.update(tally.verdicts.items())
    found.update(_counts(tally.counts))
    if name == "year":
        found["figures"] = {
            key: {"total": _decimal(each.total), "unknown": each.unknown, "change": _decimal(each.change)}
            for key, each in tally.figures.items()
        }
    return found


def _rule(tally: Tally) -> dict[str, Any]:
    return {"rule": tally.key, "reports": tally.reports, "fail": tally.verdicts["fail"], **_counts(tally.counts)}


def _report(each: Standing, before: Standing | None) -> dict[str, Any]:
    return {
        "path": each.path,
        "organ": each.organ,
        "level": each.level,
        "year": each.year,
        "edition": each.edition,
        "pack": each.pack,
        "verdict": each.verdict,
        **_counts(each.counts),
        "blocking": dict(sorted(each.blocking.items())),
        "blanks": dict(each.blanks),
        "figures": {key: _decimal(value) for key, value in each.figures.items()},
        "failures": list(each.failures),
        "before": before.path if before is not None else None,
    }


def _counts(counts: tuple[int, int, int]) -> dict[str, int]:
    return dict(zip(("errors", "warnings", "notes"), counts, strict=True))


def _decimal(value: Figure | None) -> str | None:
    from decimal import Decimal

    return None if value is None else f"{Decimal(value):f}"
