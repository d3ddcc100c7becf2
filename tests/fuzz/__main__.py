"""Fuzzes: ``python -m tests.fuzz --seconds 60 --seed 1 [--target docx]``; 1 if a law was broken.

Failing inputs are made small and written below ``tests/fuzz/found``, from where they are tried again as tests. With
``--guided`` inputs are chosen by what they reach in the program; that needs atheris, which has no wheel for every
Python and is no part of the ``dev`` extra: ``pip install atheris``.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path

from disclint.limits import limit_memory
from tests.checkout import ROOT

sys.path.append(str(ROOT / "benchmarks"))  # as pytest does: the county of the benchmarks is fuzzed too

from tests.fuzz import seeds
from tests.fuzz.run import FOUND, Tried, fuzz, keep, shrunk
from tests.fuzz.targets import TARGETS

_ROW = "{:12} {:>9} {:>9} {:>8} {:>8}"


def main() -> int:
    """Prints a line for each target."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=float, default=60, help="for each target")
    parser.add_argument("--count", type=int, default=0, help="inputs for each target, instead of seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", action="append", choices=list(TARGETS), help="one of them; more than once for more")
    parser.add_argument("--more", metavar="FOLDER", help="reports to begin with, beside those that are at hand")
    parser.add_argument("--found", metavar="FOLDER", type=Path, default=FOUND, help="where failing inputs are written")
    parser.add_argument("--guided", action="store_true", help="choose inputs by what they reach (atheris)")
    options = parser.parse_args()
    if options.more and options.found == FOUND:
        parser.error("reports of others must not get into the repository: with --more, name a folder for --found")
    names = options.target or list(TARGETS)
    limit_memory(4 << 30)
    warnings.simplefilter("error")  # of Python's, on the screen of whoever uses the program
    if options.guided:
        from tests.fuzz.guided import guide

        guide(names, options.seconds, options.seed, options.found)
        return 0
    _print(_ROW.format("target", "inputs", "cpu s", "crashes", "slowest"))
    broken = False
    for name in names:
        more = seeds.elsewhere(options.more, TARGETS[name].suffix) if options.more else ()
        seconds = 0 if options.count else options.seconds
        tried = fuzz(name, options.seed, seconds=seconds, count=options.count, more=more)
        broken = broken or bool(tried.crashes)
        _told(tried, options.found)
    return int(broken)


def _told(tried: Tried, found: Path) -> None:
    _print(_ROW.format(tried.name, tried.inputs, f"{tried.seconds:.1f}", len(tried.crashes), f"{tried.slowest:.3f}"))
    for crash in tried.crashes:
        small = shrunk(TARGETS[tried.name], crash)
        _print(f"    {small.where}\n    {keep(tried.name, small, found)} ({len(small.data)} bytes)")
        _print("".join(f"    | {line}\n" for line in small.trace.splitlines()[-12:]))


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
