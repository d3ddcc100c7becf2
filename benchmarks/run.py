"""How fast disclint is, as multiples of the start of Python where a person waits, in seconds where a machine does.

``python benchmarks/run.py`` measures the disclint that this Python has installed. The start-up figures are medians of
interleaved runs, so that a busy machine slows all alike. Nothing passes or fails here.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from corpus import corpus, report

PYTHON = (sys.executable, "-c", "pass")
DISCLINT = (sys.executable, "-m", "disclint")
PEAK = """
import resource, sys
from disclint import cli
status = cli.main()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak if sys.platform != "darwin" else peak // 1024, file=sys.stderr)
sys.exit(status)
"""


class Timed(NamedTuple):
    """One run of a command."""

    seconds: float
    cpu: float
    """Seconds of work, which a busy machine does not lengthen much; 0 where the platform does not tell."""
    peak: int
    """KiB, 0 where the platform does not tell."""


def timed(command: tuple[str, ...], *, cores: int | None = None, environment: Mapping[str, str] | None = None) -> Timed:
    """Run a command once with its output thrown away, on so many cores, with more variables of the environment."""
    variables = {**os.environ, "PYTHONUTF8": "1", **(environment or {})}

    def bind() -> None:
        if cores is not None and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])

    worked, start = children(), time.perf_counter()
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=variables,
        preexec_fn=bind if os.name == "posix" else None,
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    last = done.stderr.split()[-1:]
    return Timed(seconds, children() - worked, int(last[0]) if last and last[0].isdigit() else 0)


def children() -> float:
    """Seconds of work of all commands so far."""
    times = os.times()
    return times.children_user + times.children_system


def medians(commands: dict[str, tuple[str, ...]], rounds: int) -> dict[str, float]:
    """The median seconds of each command, one run of each in turn."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        timed(command)
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(timed(command).seconds)
    return {name: statistics.median(values) for name, values in times.items()}


def start_up(folder: Path, rounds: int) -> None:
    """What the user of a pre-commit hook waits for."""
    one = folder / "one.txt"
    one.write_text(next(corpus(1, 10_000, seed=7))[1], encoding="utf-8", newline="\n")
    figures = medians(
        {"python -c pass": PYTHON, "disclint --version": (*DISCLINT, "--version"), "one report": (*DISCLINT, str(one))},
        rounds,
    )
    bare = figures["python -c pass"]
    print(f"start-up, medians of {rounds} interleaved runs")
    for name, seconds in figures.items():
        print(f"  {name:<28}{seconds * 1000:>9.1f} ms {seconds / bare:>8.2f} x python -c pass")


def folder_of_reports(folder: Path, count: int) -> None:
    """What a province waits for."""
    reports = folder / "reports"
    reports.mkdir()
    size = 0
    for name, text in corpus(count, 10_000):
        data = text.encode()
        size += len(data)
        (reports / name).write_bytes(data)
    seconds, cpu, _ = timed((*DISCLINT, str(reports), "--format", "json"), cores=1)
    megabytes = size / 1e6
    print(f"{count} reports, {megabytes:.1f} MB, one core")
    print(f"  {seconds:.2f} s, {cpu:.2f} s of work, {megabytes / seconds:.2f} MB/s")


def big_texts(folder: Path) -> None:
    """Whether the time grows with the text and no faster."""
    import random

    seconds = []
    print("one text")
    for megabytes in (1, 10):
        path = folder / f"{megabytes}.txt"
        path.write_text(report(random.Random(1), megabytes * 1_000_000), encoding="utf-8", newline="\n")
        command = (sys.executable, "-c", PEAK, str(path)) if os.name == "posix" else (*DISCLINT, str(path))
        run = timed(command, cores=1)
        seconds.append(run.seconds)
        print(f"  {megabytes:>2} MB{run.seconds:>9.2f} s{run.peak / 1024:>9.0f} MiB at the peak")
    print(f"  ten times the text takes {seconds[1] / seconds[0]:.1f} times the time")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="runs of each start-up command (default: 15)")
    parser.add_argument("--reports", type=int, default=1000, help="reports in the folder (default: 1000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        start_up(Path(name), options.rounds)
        folder_of_reports(Path(name), options.reports)
        big_texts(Path(name))


if __name__ == "__main__":
    main()
