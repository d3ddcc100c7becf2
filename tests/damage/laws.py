"""What a reader may never do, and how often it does well."""

from __future__ import annotations

from typing import NamedTuple

from tests.damage.adapter import Finding, Reading
from tests.damage.generator import Sample
from tests.damage.layouts import Key
from tests.damage.words import normal

__all__ = ["Verdict", "detects", "judge"]

_RELATIONS = frozenset(
    (
        "applications-row-total", "applications-outcome-total", "applications-balance", "applications-subtotals",
        "litigation-totals", "documents-public-total", "documents-newly-public", "documents-in-force",
        "items-not-negative", "procurement-pair", "rule-making-power",
    )
)  # fmt: skip
_APPLICATIONS = frozenset(rule for rule in _RELATIONS if rule.startswith("applications-"))
_VALUES = frozenset(("blank-cells", "cell-values"))


class Verdict(NamedTuple):
    """How a reader did on one sample."""

    wrong: tuple[str, ...]
    """Cells said to be filled with what is not printed in them."""
    false_blanks: tuple[str, ...]
    """Cells said to be blank in which something is printed."""
    gone_blanks: int
    """Cells said to be blank that are not there at all: doubtful, not forbidden."""
    false_missing: int
    """Cells said to be missing in which something is printed: a loss, but no invention."""
    false_alarms: tuple[str, ...]
    """Relations said to be broken by figures that satisfy them."""
    printed: int
    filled: int
    """Printed cells that were read."""
    recoverable: int
    recovered: int
    """Recoverable cells that were read."""

    @property
    def faults(self) -> tuple[str, ...]:
        """All that must not be."""
        return (
            *(f"wrong cell {text}" for text in self.wrong),
            *(f"false blank {text}" for text in self.false_blanks),
            *(f"false alarm {text}" for text in self.false_alarms),
        )


def judge(sample: Sample, reading: Reading) -> Verdict:
    """Holds a reading against the truth. Alarms about a falsified sample are not false."""
    wrong, false_blanks, gone_blanks, false_missing, filled, recovered = [], [], 0, 0, 0, 0
    for key, truth in sample.truth.items():
        state, text = reading.cells.get(key, ("missing", None))
        if state == "filled":
            said = normal(text or "")
            if said == (truth if truth is not None else normal(sample.dashes.get(key, "\0"))):
                filled += truth is not None
                recovered += key in sample.recoverable
            else:
                wrong.append(f"{_name(key)}: read {said!r}, printed {truth!r}")
        elif state == "blank":
            if truth is not None:
                false_blanks.append(f"{_name(key)}: printed {truth!r}")
            gone_blanks += key in sample.gone
        elif state == "missing":
            false_missing += truth is not None
    alarms = [] if sample.falsified else [_alarm(found) for found in reading.findings if _is_alarm(found)]
    return Verdict(
        tuple(wrong),
        tuple(false_blanks),
        gone_blanks,
        false_missing,
        tuple(alarms),
        printed=sum(text is not None for text in sample.truth.values()),
        filled=filled,
        recoverable=len(sample.recoverable),
        recovered=recovered,
    )


def detects(falsified: Sample, honest: Reading, reading: Reading) -> bool:
    """Whether the one false figure is reported: an error about its table that the honest twin does not get."""
    form = falsified.falsified[0] if falsified.falsified else ""
    rules = _APPLICATIONS if form == "applications" else frozenset(("litigation-totals",))
    before = set(honest.findings)
    return any(
        found.severity == "error" and (found.rule in rules or (found.rule in _VALUES and found.form == form))
        for found in reading.findings
        if found not in before
    )


def _is_alarm(found: Finding) -> bool:
    return found.rule in _RELATIONS and found.severity in ("error", "warning")


def _alarm(found: Finding) -> str:
    return f"{found.rule} ({found.severity}): {found.message}"


def _name(key: Key) -> str:
    return ".".join(key)
