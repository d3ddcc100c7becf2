"""A short run with a fixed seed, and all inputs that broke a law once. ``python -m tests.fuzz`` does it at length."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint import Checked, Run, plugins
from disclint.engine import together
from tests.checkout import ROOT
from tests.fuzz.run import FOUND, attempt, fuzz
from tests.fuzz.targets import OWN, TARGETS, Target, county, examined, pack_of

COUNTS = {
    "text": 300, "markdown": 150, "html": 60, "docx": 150, "pdf": 6, "judge": 40, "judge-html": 25, "judge-docx": 40,
    "judge-own": 30, "between": 12,
    "mend": 20, "annotate": 20, "report": 8, "pack": 60, "baseline": 300, "organs": 300, "compiled": 100, "index": 10,
    "store": 20,
}  # fmt: skip
"""How many inputs of each target are tried: a second's work."""


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_law(name: str) -> None:
    tried = fuzz(name, 20_240_131, count=COUNTS[name])
    assert [crash.trace for crash in tried.crashes] == []
    assert tried.inputs == COUNTS[name]


def test_the_command_tells_what_it_tried() -> None:
    command = [sys.executable, "-m", "tests.fuzz", "--count", "3", "--target", "organs", "--target", "baseline"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["target", "inputs"], ["organs", "3"], ["baseline", "3"],
    ]  # fmt: skip


def test_every_kind_of_rule_speaks_of_what_is_damaged() -> None:
    """A kind that never speaks is hardly tried."""
    own, reports = county()
    files = [*together(Run("1", tuple(reports.values())), own.request).files]
    silent = {rule.kind for rule in plugins.find().rules} - spoken(files)
    for data in TARGETS["judge"].seeds():
        if not silent:
            break
        silent -= spoken([examined(".txt", data, pack) for pack in (pack_of(data), OWN)])
    assert silent == set()


def spoken(files: list[Checked]) -> set[str]:
    """The kinds of rules that found something."""
    kinds = {rule.id: rule.kind for file in files if file.pack is not None for rule in file.pack.rules}
    return {kinds[found.rule] for file in files for found in file.diagnostics if found.rule in kinds}


def found() -> list[Path]:
    return sorted(path for path in FOUND.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", found(), ids=lambda path: "-".join(path.parts[-2:]))
def test_what_broke_a_law_once_does_so_no_more(path: Path) -> None:
    crash = attempt(TARGETS[path.parent.name], path.read_bytes())
    assert crash is None, crash.trace


BYTES = ("text", "markdown", "html", "docx", "baseline", "organs", "compiled")


@pytest.mark.parametrize("name", BYTES)
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400) | st.text(max_size=200).map(lambda words: words.encode("utf-8", "surrogatepass")))
def test_any_bytes_keep_the_laws(name: str, data: bytes) -> None:
    TARGETS[name].run(data)


def test_a_crash_is_found_and_made_small() -> None:
    """The fuzzer itself: a target that refuses one byte."""
    from tests.fuzz.run import shrunk

    def refuse(data: bytes) -> None:
        if b"\t" in data:
            raise ValueError(data)

    target = Target(refuse, ".txt", lambda: ())
    crash = attempt(target, b"abc\tdef" * 9)
    assert crash is not None
    assert shrunk(target, crash).data == b"\t"
    assert attempt(target, b"abc") is None
