"""What every format says of the same run, written out. ``DISCLINT_BLESS=1`` writes what is said now."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest

from disclint.model.result import ReportOptions
from tests.reporters.runs import everything

GOLDEN = Path(__file__).parent / "golden"

HERE = "/srv/年报"

CASES = {
    "check-zh.txt": ("text", ReportOptions(width=80, root=HERE)),
    "check-en.txt": ("text", ReportOptions(width=80, root=HERE, language="en")),
    "check-color.txt": ("text", ReportOptions(width=80, root=HERE, color=True)),
    "check-ascii.txt": ("text", ReportOptions(width=80, root=HERE, language="en", encoding="ascii")),
    "check-zh.json": ("json", ReportOptions(root=HERE)),
    "check-en.json": ("json", ReportOptions(root=HERE, language="en")),
    "check-zh.sarif": ("sarif", ReportOptions(root=HERE)),
    "check-en.sarif": ("sarif", ReportOptions(root=HERE, language="en")),
    "check-zh.github": ("github", ReportOptions(root=HERE)),
    "check-en.github": ("github", ReportOptions(root=HERE, language="en")),
    "check-zh.gitlab.json": ("gitlab", ReportOptions(root=HERE)),
    "check-en.gitlab.json": ("gitlab", ReportOptions(root=HERE, language="en")),
    "check-zh.xml": ("junit", ReportOptions(root=HERE)),
    "check-en.xml": ("junit", ReportOptions(root=HERE, language="en")),
    "check-zh.csv": ("csv", ReportOptions(root=HERE)),
    "check-en.csv": ("csv", ReportOptions(root=HERE, language="en")),
    "extract-zh.txt": ("extract_text", ReportOptions(width=80)),
    "extract-narrow.txt": ("extract_text", ReportOptions(width=60, language="en", encoding="gbk")),
    "extract.json": ("extract_json", ReportOptions()),
    "extract.csv": ("extract_csv", ReportOptions()),
}


@pytest.mark.parametrize("name", CASES)
def test_says_what_is_written_down(name: str) -> None:
    module, options = CASES[name]
    said: str = import_module(f"disclint.reporters.{module}").report(everything(), options)
    golden = GOLDEN / name
    if os.environ.get("DISCLINT_BLESS"):
        golden.write_bytes(said.encode())
    assert said == golden.read_bytes().decode()


def test_every_golden_file_is_compared() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(CASES)
