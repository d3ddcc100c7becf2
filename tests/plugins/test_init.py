"""What ``disclint init --pack NAME --python`` writes: a package that is built, installed and passes its own tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.engine.surroundings import REPORT
from tests.plugins.environment import Environment, environment_in


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    """A fresh environment with a package as it was written, installed."""
    fresh = environment_in(tmp_path_factory.mktemp("environment"))
    done = fresh.disclint("init", "--pack", "qing-ping", "--python", "--lang", "en")
    assert done.returncode == 0, done.stderr
    (fresh.folder / "report.txt").write_text(REPORT, encoding="utf-8")
    fresh.install("./qing-ping")
    yield fresh
    shutil.rmtree(fresh.folder / "venv")


def test_the_package_passes_the_test_of_packs(environment: Environment) -> None:
    done = environment.disclint("test", "qing-ping", "--lang", "en")
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line.split()[:3] for line in done.stdout.splitlines() if line.startswith("  ")]
    entries = ("problems-section", "qing-ping-words", "qing-ping-hotline", "qing-ping-granted", "qing-ping-overview")
    assert rows[1:] == [[entry, "1", "1"] for entry in entries]
    assert "10 examples: 10 as they say, 0 not; 0 things that can never speak." in done.stdout


def test_the_package_passes_its_own_pytest(environment: Environment) -> None:
    done = environment.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "qing-ping")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 passed" in done.stdout


def test_its_kind_has_a_manual_in_both_languages(environment: Environment) -> None:
    for language, sentence in (("en", "A section has at least so many characters."), ("zh", "一个部分至少写多少字。")):
        done = environment.disclint("explain", "qing-ping-length", "--lang", language)
        assert sentence in done.stdout


def test_its_rule_speaks_of_reports(environment: Environment) -> None:
    done = environment.disclint("report.txt", "--pack", "qing-ping", "--lang", "en")
    assert "qing-ping-overview “总体情况” has" in done.stdout
    assert done.stderr == ""


def test_its_types_are_right(environment: Environment, tmp_path: Path) -> None:
    mypy = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", str(tmp_path), "src", "tests"]
    seen = {**os.environ, "MYPYPATH": os.pathsep.join(["src", str(ROOT / "src")])}
    project = environment.folder / "qing-ping"
    done = subprocess.run(mypy, cwd=project, env=seen, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
