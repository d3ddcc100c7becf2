"""Fuzzes a target by what its inputs reach in the program: ``python -m tests.fuzz.guided TARGET SECONDS SEED FOLDER``.

atheris counts the branches that an input takes for the first time, and goes on from such inputs. Half of the damage is
libFuzzer's, half is our own, which knows lines, cells and parts of Word documents.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from subprocess import run
from tempfile import TemporaryDirectory

__all__ = ["guide"]


def guide(names: Sequence[str], seconds: float, seed: int, found: Path) -> None:
    """One target after the other, each in a process of its own, for libFuzzer ends the process that it runs in."""
    for name in names:
        run([sys.executable, "-m", "tests.fuzz.guided", name, f"{seconds:.0f}", str(seed), str(found)], check=False)


def _fuzz(name: str, seconds: str, seed: str, found: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["disclint"]):
        from tests.fuzz.mutation import LONGEST, mutated
        from tests.fuzz.run import attempt, keep, shrunk
        from tests.fuzz.targets import TARGETS

        target = TARGETS[name]
        at_hand = target.seeds()
        for data in at_hand:
            target.run(data)  # imports what it needs
    known: set[str] = set()

    def try_one(data: bytes) -> None:
        crash = attempt(target, data)
        if crash is not None and crash.where not in known:
            known.add(crash.where)
            small = shrunk(target, crash)
            sys.stdout.write(f"{name}: {small.where}: {keep(name, small, found)}\n{small.trace}\n")
            sys.stdout.flush()

    def damage(data: bytes, longest: int, number: int) -> bytes:
        rng = Random(number)
        if rng.random() < 0.5:
            return mutated(data, target.suffix, rng, at_hand)[:longest]
        changed: bytes = atheris.Mutate(data, longest)
        return changed

    with TemporaryDirectory() as folder:
        for number, data in enumerate(at_hand):
            Path(folder, str(number)).write_bytes(data)
        limits = [f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={LONGEST * 2}", "-timeout=60"]
        quiet = ["-verbosity=0", "-print_final_stats=1", f"-artifact_prefix={folder}/"]
        atheris.Setup([sys.argv[0], *limits, *quiet, folder], try_one, custom_mutator=damage)
        atheris.Fuzz()


if __name__ == "__main__":
    _fuzz(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4]))
