"""How fast disclint is, as multiples of the start of Python where a person waits, in seconds where a machine does.

``python benchmarks/run.py`` measures the disclint that this Python has installed. The start-up figures are medians of
interleaved runs, so that a busy machine slows all alike. Folders of reports are also given to autocorrect where it is
on the path, and to what ``--beside`` names: ``--beside "textlint=npx textlint -f json"``. Nothing passes or fails here.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus import corpus, report

PYTHON = (sys.executable, "-c", "pass")
DISCLINT = (sys.executable, "-m", "disclint")
PEAK = """
import resource, sys
from disclint import cli
status = cli.main()
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(peak if sys.platform != "darwin" else peak // 1024, file=sys.stderr)
sys.exit(status)
"""


class Timed(NamedTuple):
    """One run of a command."""

    seconds: float
    cpu: float
    """Seconds of work, which a busy machine does not lengthen much; 0 where the platform does not tell."""
    peak: int
    """KiB of the largest process, 0 where the platform does not tell."""


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


def folder_of_reports(folder: Path, count: int, beside: dict[str, tuple[str, ...]]) -> None:
    """What a province waits for: all cores, and one."""
    reports, cache = folder / f"reports-{count}", folder / f"cache-{count}"
    reports.mkdir()
    cache.mkdir(mode=0o700)
    size = 0
    for name, text in corpus(count, 10_000):
        data = text.encode()
        size += len(data)
        (reports / name).write_bytes(data)
    start = (sys.executable, "-c", PEAK) if os.name == "posix" else DISCLINT
    check = (*start, str(reports), "--format", "json")
    own = {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}
    runs = {name: timed((*command, str(reports))) for name, command in beside.items()}
    runs["disclint, no cache"] = timed((*check, "--no-cache"))
    runs["disclint, one core"] = timed((*check, "--no-cache"), cores=1)
    runs["disclint, cold"] = timed(check, environment=own)
    runs["disclint, warm"] = timed(check, environment=own)
    first = next(iter(runs))
    print(f"{count} reports, {size / 1e6:.1f} MB")
    for name, (seconds, cpu, peak) in runs.items():
        memory = f"{peak / 1024:>7.0f} MiB at the peak" if peak else ""
        ratio = f"{seconds / runs[first].seconds:>6.2f} x {first}"
        print(f"  {name:<22}{seconds:>8.2f} s{cpu:>8.2f} s of work{ratio}{memory}")


def others(named: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The commands of other linters, to which a folder is added."""
    found: dict[str, tuple[str, ...]] = {}
    if path := shutil.which("autocorrect"):
        found["autocorrect"] = (path, "--lint", "--format", "json")
    for name, _, command in (each.partition("=") for each in named):
        found[name] = tuple(shlex.split(command))
    return found


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
    parser.add_argument(
        "--reports", type=int, nargs="+", default=[1000, 10_000], help="reports in each folder (default: 1000 10000)"
    )
    parser.add_argument(
        "--beside", action="append", default=[], metavar="NAME=COMMAND", help="another linter, for the same folders"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        start_up(Path(name), options.rounds)
        for count in options.reports:
            folder_of_reports(Path(name), count, others(options.beside))
        big_texts(Path(name))


if __name__ == "__main__":
    main()
