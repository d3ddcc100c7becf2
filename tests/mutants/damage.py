"""A few damaged reports: a part of ``tests/damage`` that a mutant can be tried on."""

from __future__ import annotations

from tests.damage.run import try_seeds


def test_reading_never_errs() -> None:
    trials = try_seeds(range(40), twin=False)
    assert not [trial.faults for trial in trials if trial.faults]
    printed = sum(trial.verdict.recoverable for trial in trials)
    assert sum(trial.verdict.recovered for trial in trials) >= 0.97 * printed
