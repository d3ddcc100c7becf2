"""The laws of reading, held over thousands of tables whose truth is known.

The range of seeds is fixed; ``python -m tests.damage.run`` tries any other and says where reading goes wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest

from tests.damage import figures as invent
from tests.damage.generator import make
from tests.damage.layouts import LAYOUTS
from tests.damage.official import APPLICANTS, OUTCOMES, SUITS, application_rows
from tests.damage.plan import DAMAGE
from tests.damage.run import Trial, try_seeds
from tests.damage.words import normal

EDITIONS = ("form_2019", "form_2021")
CHUNK = 150
CHUNKS = [range(first, first + CHUNK) for first in range(0, 1200, CHUNK)]

FOUND = 0.95
"""Share of the exposed false figures that must be found in every chunk."""
RECOVERED = 0.97
"""Share of the recoverable figures that must be read in every chunk."""


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_reading_never_errs_and_finds_what_is_false(
    seeds: range, record_property: Callable[[str, object], None]
) -> None:
    trials = try_seeds(seeds)
    assert not [(trial.seed, trial.layout, trial.faults) for trial in trials if trial.faults]
    found, recovered = _found(trials), _recovered(trials)
    record_property("false figures found", found)
    record_property("figures recovered", recovered)
    assert found >= FOUND
    assert recovered >= RECOVERED


def _found(trials: list[Trial]) -> float:
    exposed = [trial.found for trial in trials if trial.found is not None and trial.exposed]
    return sum(exposed) / len(exposed)


def _recovered(trials: list[Trial]) -> float:
    verdicts = [trial.verdict for trial in trials]
    return sum(verdict.recovered for verdict in verdicts) / sum(verdict.recoverable for verdict in verdicts)


# The instrument itself


@pytest.mark.parametrize("edition", EDITIONS)
def test_invented_applications_satisfy_the_relations(edition: str) -> None:
    people = [key for key, _ in APPLICANTS[:-1]]
    rows = application_rows(edition)
    outcomes = [row.key for row in rows if row.outcome]
    for seed in range(200):
        figures = invent.applications(Random(seed), edition)
        for row in rows:
            assert (
                sum(figures["applications", row.key, person] for person in people)
                == (figures["applications", row.key, "total"])
            )
        for column, _ in APPLICANTS:
            received, carried_in, results, carried_out = (
                figures["applications", row, column]
                for row in ("received", "carried_in", "results_total", "carried_out")
            )
            assert received + carried_in == results + carried_out
            assert sum(figures["applications", row, column] for row in outcomes) == results
        assert min(figures.values()) >= 0


def test_invented_cases_add_up() -> None:
    for seed in range(200):
        figures = invent.review_litigation(Random(seed))
        for suit in SUITS:
            *parts, total = (figures["review_litigation", suit, outcome] for outcome, _ in OUTCOMES)
            assert sum(parts) == total


@pytest.mark.parametrize("rule_making", [True, False])
def test_invented_disclosures_satisfy_the_relations(*, rule_making: bool) -> None:
    for seed in range(200):
        old = invent.active_disclosure(Random(seed), "form_2019", rule_making=rule_making)
        new = invent.active_disclosure(Random(seed), "form_2021", rule_making=rule_making)
        for row in ("rules", "normative_documents"):
            assert _figure(old, row, "public_total") >= _figure(old, row, "newly_public")
            assert _figure(new, row, "in_force") >= _figure(new, row, "issued") - _figure(new, row, "repealed")
            assert _figure(new, row, "in_force") >= _figure(new, row, "issued")
        for row in ("licensing", "other_services", "penalties", "coercion", "fees"):
            assert _figure(old, row, "prev_items") + _figure(old, row, "delta") >= 0
        items, amount = (_figure(old, "procurement", f"procurement_{name}") for name in ("items", "amount"))
        assert (items == 0) == (amount == 0)
        if not rule_making:
            made = [*_row(old, "rules"), *_row(new, "rules")]
            assert set(made) == {"0"}


def _row(texts: dict[tuple[str, str, str], str], row: str) -> list[str]:
    return [text for key, text in texts.items() if key[1] == row]


def _figure(texts: dict[tuple[str, str, str], str], row: str, column: str) -> float:
    text = texts["active_disclosure", row, column].replace("减", "-")
    return float(re.sub(r"[^\d.-]", "", text))


def test_the_same_seed_gives_the_same_sample() -> None:
    for seed in range(40):
        assert make(seed) == make(seed)
        assert make(seed, falsify=True) == make(seed, falsify=True)


def test_a_falsified_sample_differs_from_its_twin_in_one_cell() -> None:
    for seed in range(300):
        honest, false = make(seed), make(seed, falsify=True)
        different = [key for key in honest.truth if honest.truth[key] != false.truth[key]]
        assert different == ([false.falsified] if false.falsified else [])
        assert false.gone == honest.gone
        assert false.damage == honest.damage
        assert len(false.text.splitlines()) == len(honest.text.splitlines())


def test_what_is_printed_stands_in_the_text() -> None:
    for seed in range(200):
        sample = make(seed)
        assert sample.data.decode(sample.encoding) == sample.text
        text = normal(sample.text)
        assert not [key for key, printed in sample.truth.items() if printed is not None and printed not in text]
        assert not [key for key in sample.gone if sample.truth[key] is not None]
        assert all(sample.truth[key] is not None for key in sample.recoverable)


def test_every_layout_and_every_damage_occurs() -> None:
    samples = [make(seed) for chunk in CHUNKS for seed in chunk]
    assert {sample.layout for sample in samples} == set(LAYOUTS)
    assert {damage for sample in samples for damage in sample.damage} == set(DAMAGE)
    assert {sample.edition for sample in samples} == set(EDITIONS)
