"""Tries the reader on many samples: ``python -m tests.damage.run --seeds 0:2000 [--layout NAME] [--damage NAME]``.

``--show SEED`` prints one sample, with what was read wrongly in it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple

from tests.damage.adapter import Reading, read
from tests.damage.generator import Sample, make
from tests.damage.laws import Verdict, detects, judge
from tests.damage.layouts import LAYOUTS
from tests.damage.plan import DAMAGE

__all__ = ["Trial", "try_seed", "try_seeds"]

_HEAD = ("samples", "filled", "recov.", "wrong", "fl.blank", "gone.bl", "fl.miss", "fl.alarm", "found", "of", "share")


class Trial(NamedTuple):
    """How the reader did on a seed and on its falsified twin."""

    seed: int
    layout: str
    damage: tuple[str, ...]
    verdict: Verdict
    faults: tuple[str, ...]
    found: bool | None
    """Whether the false figure was found; ``None`` where nothing was falsified."""
    exposed: bool
    """Whether the false figure and all that it is added up with are legible."""


def try_seed(seed: int, *, edition: str | None = None, layout: str | None = None, twin: bool = True) -> Trial:
    """Reads the sample of a seed and, unless told otherwise, its falsified twin."""
    sample = make(seed, edition=edition, layout=layout)
    try:
        honest = read(sample.data)
    except Exception as error:  # noqa: BLE001 - a crash is one of the faults to be counted
        lost = judge(sample, Reading({}, []))
        return Trial(seed, sample.layout, sample.damage, lost, (_crash(error),), None, exposed=False)
    verdict = judge(sample, honest)
    faults = list(verdict.faults)
    found, exposed = None, False
    if twin:
        false = make(seed, edition=edition, layout=layout, falsify=True)
        if false.falsified:
            try:
                reading = read(false.data)
            except Exception as error:  # noqa: BLE001
                faults.append(f"twin: {_crash(error)}")
            else:
                faults += [f"twin: {fault}" for fault in judge(false, reading).faults]
                found = detects(false, honest, reading)
                exposed = false.exposed
    return Trial(seed, sample.layout, sample.damage, verdict, tuple(faults), found, exposed)


def try_seeds(seeds: Iterable[int], *, twin: bool = True) -> list[Trial]:
    """One trial a seed, in this process."""
    return [try_seed(seed, twin=twin) for seed in seeds]


def _crash(error: Exception) -> str:
    words = str(error).strip().splitlines() or [""]
    return f"crash {type(error).__name__}: {words[-1]}"


def _row(name: str, trials: Sequence[Trial]) -> str:
    verdicts = [trial.verdict for trial in trials]
    tried = [trial.found for trial in trials if trial.found is not None]

    def share(part: int, whole: int) -> str:
        return f"{part / whole:.4f}" if whole else "-"

    values = (
        str(len(trials)),
        share(sum(v.filled for v in verdicts), sum(v.printed for v in verdicts)),
        share(sum(v.recovered for v in verdicts), sum(v.recoverable for v in verdicts)),
        str(sum(len(v.wrong) for v in verdicts)),
        str(sum(len(v.false_blanks) for v in verdicts)),
        str(sum(v.gone_blanks for v in verdicts)),
        str(sum(v.false_missing for v in verdicts)),
        str(sum(len(v.false_alarms) for v in verdicts)),
        str(sum(tried)),
        str(len(tried)),
        share(sum(tried), len(tried)),
    )
    return f"{name:22}" + "".join(f"{value:>9}" for value in values)


def _report(trials: Sequence[Trial], failures: int) -> Iterable[str]:
    head = " " * 22 + "".join(f"{name:>9}" for name in _HEAD)
    yield head
    yield _row("all", trials)
    yield _row("undamaged", [trial for trial in trials if not trial.damage])
    exposed = [trial for trial in trials if trial.found is not None and trial.exposed]
    yield _row("false figure exposed", exposed)
    yield ""
    for layout in LAYOUTS:
        yield _row(layout, [trial for trial in trials if trial.layout == layout])
    yield ""
    for name in DAMAGE:
        yield _row(name, [trial for trial in trials if name in trial.damage])
    failed = [trial for trial in trials if trial.faults]
    yield ""
    yield f"{len(failed)} of {len(trials)} seeds with faults"
    for trial in failed[:failures]:
        yield f"seed {trial.seed} {trial.layout} {' '.join(trial.damage)}"
        yield from (f"    {fault}" for fault in trial.faults[:6])
    missed = [trial for trial in exposed if trial.found is False]
    yield f"{len(missed)} false figures not found though exposed"
    for trial in missed[:failures]:
        yield f"seed {trial.seed} {trial.layout} {' '.join(trial.damage)}: {'.'.join(_falsified(trial))}"


def _falsified(trial: Trial) -> tuple[str, ...]:
    return make(trial.seed, layout=trial.layout, falsify=True).falsified or ()


def _show(sample: Sample) -> Iterable[str]:
    yield f"# {sample.layout} {sample.edition} {' '.join(sample.damage)} falsified={sample.falsified}"
    numbered = sample.text.replace("\t", "→").splitlines()
    yield from (f"{number:4} {line}" for number, line in enumerate(numbered, 1))
    reading = read(sample.data)
    verdict = judge(sample, reading)
    yield from verdict.faults
    unread = [".".join(key) for key in sample.truth if key in sample.recoverable and reading.cells[key][0] != "filled"]
    yield f"recoverable but not read: {' '.join(unread)}"
    yield from (f"{found.severity} {found.rule}: {found.message}" for found in reading.findings)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; 1 if a law was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.damage.run")
    parser.add_argument("--seeds", default="0:1000", metavar="A:B")
    parser.add_argument("--layout", choices=list(LAYOUTS))
    parser.add_argument("--edition", choices=["form_2019", "form_2021"])
    parser.add_argument("--damage", choices=list(DAMAGE), help="only seeds that happen to have this damage")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--failures", type=int, default=15, metavar="N", help="how many to name")
    parser.add_argument("--no-twin", action="store_true", help="do not try falsified figures")
    parser.add_argument("--show", type=int, metavar="SEED")
    parser.add_argument("--falsify", action="store_true", help="with --show: the falsified twin")
    options = parser.parse_args(arguments)
    if options.show is not None:
        sample = make(options.show, edition=options.edition, layout=options.layout, falsify=options.falsify)
        for line in _show(sample):
            sys.stdout.write(f"{line}\n")
        return 0
    first, _, end = options.seeds.partition(":")
    seeds: Iterable[int] = range(int(first), int(end) if end else int(first) + 1)
    if options.damage:
        seeds = [s for s in seeds if options.damage in make(s, edition=options.edition, layout=options.layout).damage]
    once = partial(try_seed, edition=options.edition, layout=options.layout, twin=not options.no_twin)
    if options.jobs > 1:
        with ProcessPoolExecutor(options.jobs) as pool:
            trials = list(pool.map(once, seeds, chunksize=25))
    else:
        trials = [once(seed) for seed in seeds]
    sys.stdout.write("\n".join(_report(trials, options.failures)) + "\n")
    return 1 if any(trial.faults for trial in trials) else 0


if __name__ == "__main__":
    sys.exit(main())
