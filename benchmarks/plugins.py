"""What plugins cost that are installed and not used: 20 packs and 5 plugins, and none.

``python benchmarks/plugins.py`` prints the medians of interleaved runs on one report. Nothing passes or fails here.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from corpus import corpus
from run import DISCLINT, timed

HOOKS = """
import os
from disclint import LoaderEntry, PackFolder, ReporterEntry, RuleEntry, hookimpl

disclint_api = 1


@hookimpl
def disclint_rules():
    return [RuleEntry(f"NAME-kind-{number}", "NAME_rules:Rule") for number in range(5)]


@hookimpl
def disclint_packs():
    return [PackFolder(os.path.join(os.path.dirname(__file__), "NAME_packs"))]


@hookimpl
def disclint_loaders():
    return [LoaderEntry("NAME", (".NAME",), "NAME_loader:load")]


@hookimpl
def disclint_reporters():
    return [ReporterEntry("NAME", "NAME_report:report")]
"""

PACK = """
extends: cn/2021
rules:
  terms: { severity: note }
  own-words:
    kind: terms
    words:
      政务公开热线: { right: 政务服务热线 }
"""


def install(folder: Path, plugins: int, packs: int) -> None:
    """Leave plugins in a folder as an installer does, each with so many packs."""
    for number in range(plugins):
        name = f"plugin{number}"
        information = folder / f"{name}-1.0.dist-info"
        information.mkdir(parents=True)
        (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (information / "entry_points.txt").write_text(f"[disclint]\n{name} = {name}_hooks\n")
        (folder / f"{name}_hooks.py").write_text(HOOKS.replace("NAME", name), encoding="utf-8")
        (folder / f"{name}_packs").mkdir()
        for pack in range(packs):
            (folder / f"{name}_packs" / f"{name}-{pack}.yaml").write_text(PACK, encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=25, help="runs with and without plugins (default: 25)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = folder / "one.txt"
        report.write_text(next(corpus(1, 10_000, seed=7))[1], encoding="utf-8", newline="\n")
        install(folder / "plugins", plugins=5, packs=4)
        (folder / "none").mkdir()
        runs: dict[str, list[float]] = {"none": [], "plugins": []}
        for turn in range(rounds + 2):  # the first two only fill the caches
            for site, seconds in runs.items():
                environment = {"PYTHONPATH": str(folder / site), "XDG_CACHE_HOME": str(folder / f"{site}-cache")}
                spent = timed((*DISCLINT, str(report)), environment=environment)
                if turn > 1:
                    seconds.append(spent.seconds)
    bare, burdened = (statistics.median(seconds) for seconds in runs.values())
    print(f"one report, medians of {rounds} interleaved runs")
    print(f"  no plugin                   {bare * 1000:>9.1f} ms")
    print(f"  5 plugins with 20 packs     {burdened * 1000:>9.1f} ms {burdened / bare:>8.2f} x without")


if __name__ == "__main__":
    main()
