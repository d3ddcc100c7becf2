"""Whoever checks a text does not wait for Word's reader."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.checkout import ROOT
from tests.loaders.docx.reports import report

SCRIPT = """
import sys
import disclint.cli
status = disclint.cli.main(sys.argv[1:])
slow = {"zipfile", "pyexpat", "subprocess", "disclint.loaders.docx", "disclint.loaders.office", "disclint.annotate"}
print(status, sorted(slow & set(sys.modules)))
"""


def modules(path: Path) -> str:
    """The last line of a run: its exit status, and what it imported of what is slow."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path), "--pack", "cn/2021"],
        cwd=ROOT / "src",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()[-1]


def test_a_text_imports_no_reader_of_word(tmp_path: Path) -> None:
    text, word = tmp_path / "report.txt", tmp_path / "report.docx"
    text.write_text(report().text, encoding="utf-8")
    word.write_bytes(report().word)
    modules(text)  # the first run looks for plugins
    assert modules(text) == "0 []"
    assert "'disclint.loaders.docx', 'pyexpat', 'zipfile'" in modules(word)
