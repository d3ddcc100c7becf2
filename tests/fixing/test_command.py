"""``--fix``, ``--unsafe-fixes`` and ``--diff`` as a user types them."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from disclint.cli import main
from tests.fixing.reports import FINAL

WRONG, RIGHT = "(一)主动公开。全年,", "（一）主动公开。全年，"
FAULTS = FINAL.replace("（一）主动公开。全年", WRONG).replace("\t0\t0\t1\t1\t21\n", "\t00\t0\t1\t1\t21\n")
"""Safe: brackets and a comma on one line. Not safe: a figure with two zeros."""
MENDED = FAULTS.replace(WRONG, RIGHT)


class Shell:
    """Runs command lines in a folder."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self._capture = capture
        self.out = b""
        self.err = ""

    def __call__(self, *words: str) -> int:
        status = main(words)
        out, err = self._capture.readouterr()
        self.out, self.err = out, err.decode()
        return status

    @property
    def text(self) -> str:
        return self.out.decode()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Shell:
    """A folder with a report that has faults to mend; nothing above it has a project's pack."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(FAULTS, encoding="utf-8")
    return Shell(capfdbinary)


def test_safe_fixes_are_made_and_what_remains_is_reported(run: Shell) -> None:
    assert run("a.txt", "--fix") == 1
    assert Path("a.txt").read_text(encoding="utf-8") == MENDED
    assert "punctuation-width" not in run.text
    assert run.text.count("cell-values") == 1
    assert run.text.endswith("已修复2处问题，涉及1个文件。\n1条可用 --fix --unsafe-fixes 修复，须复核。\n")
    assert run.err == ""
    assert run("a.txt", "--fix") == 1
    assert Path("a.txt").read_text(encoding="utf-8") == MENDED
    assert "已修复" not in run.text


def test_all_fixes_are_made_if_that_is_asked_for(run: Shell) -> None:
    assert run("a.txt", "--fix", "--unsafe-fixes", "--lang", "en") == 0
    assert Path("a.txt").read_text(encoding="utf-8") == FINAL.replace("全年在", "全年，在")
    assert run.text.endswith("3 findings fixed in 1 file.\n")


def test_without_fix_it_is_told_what_could_be_mended(run: Shell) -> None:
    assert run("a.txt") == 1
    assert Path("a.txt").read_text(encoding="utf-8") == FAULTS
    assert run.text.endswith("\n2条可用 --fix 修复。\n1条可用 --fix --unsafe-fixes 修复，须复核。\n")


def test_a_diff_changes_nothing(run: Shell) -> None:
    assert run("a.txt", "--diff") == 1
    assert run.text.startswith("--- a.txt\n+++ a.txt\n@@ -")
    changed = [line[:12] for line in run.text.splitlines() if line[0] in "-+"]
    assert changed[2:] == [f"-{WRONG}", f"+{RIGHT}"]
    assert run.err == "可修复2处问题\n"
    assert run("--diff", "a.txt", "--unsafe-fixes", "--fix") == 0
    assert "-三、本年度办理结果\t（一）予以公开\t\t17\t2\t00\t" in run.text
    assert run("a.txt", "--diff", "--output", "a.diff") == 1
    assert run.out == b""
    assert "+（一）主动公开。全年，" in Path("a.diff").read_text(encoding="utf-8")
    assert Path("a.txt").read_text(encoding="utf-8") == FAULTS


def test_a_clean_file_has_no_diff(run: Shell) -> None:
    Path("a.txt").write_text(FINAL, encoding="utf-8")
    assert run("a.txt", "--diff", "--lang", "en") == 0
    assert (run.text, run.err) == ("", "0 findings would be fixed\n")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_standard_input_comes_out_mended_in_its_own_encoding(
    run: Shell, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    data = FAULTS.replace("\n", "\r\n").encode(encoding)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("-", "--fix") == 1
    assert run.out == MENDED.replace("\n", "\r\n").encode(encoding)
    assert "已修复2处问题" in run.err
    assert "cell-values" in run.err


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", "无关的文字,没有年份。".encode()])
def test_standard_input_that_cannot_be_mended_comes_out_as_it_is(
    run: Shell, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("-", "--fix") == 1
    assert run.out == data


def test_a_file_that_cannot_be_written_is_reported_as_it_is(run: Shell) -> None:
    os.chmod("a.txt", 0o444)
    Path("b.txt").write_text(FAULTS, encoding="utf-8")
    assert run("a.txt", "b.txt", "--fix") == 1
    assert Path("a.txt").read_text(encoding="utf-8") == FAULTS
    assert Path("b.txt").read_text(encoding="utf-8") == MENDED
    assert run.err == "a.txt: 是只读文件，未作修改\n"
    assert run.text.count("punctuation-width") == 2
    assert "已修复2处问题，涉及1个文件。" in run.text


def test_the_report_of_what_remains_may_have_any_format(run: Shell) -> None:
    assert run("a.txt", "--fix", "--format", "json") == 1
    (file,) = json.loads(run.out)["files"]
    assert [finding["rule"] for finding in file["diagnostics"]] == ["cell-values"]
    digests = []
    for words in ((), ("--fix",)):
        run("a.txt", "--format", "sarif", *words)
        (artifact,) = json.loads(run.out)["runs"][0]["artifacts"]
        digests.append((artifact["hashes"], artifact["length"]))
    assert digests[0] == digests[1]
    assert digests[0][1] == len(MENDED.encode())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("a.txt", "--unsafe-fixes"), "--unsafe-fixes needs --fix or --diff"),
        (("a.txt", "--diff", "--format", "json"), "the result of --diff is text: leave --format out"),
        (("-", "--fix", "--format", "sarif"), "the result of --fix - is text: leave --format out"),
        (("-", "a.txt", "--fix"), "standard input is fixed alone, without files"),
        (("a.txt", "--fix=yes"), "option --fix takes no value"),
        (("a.txt", "--diff", "--baseline", "b", "--write-baseline"), "--diff does not go with --write-baseline"),
    ],
)
def test_a_wrong_request_changes_nothing(run: Shell, words: tuple[str, ...], told: str) -> None:
    assert run(*words, "--lang", "en") == 2
    assert (run.text, run.err) == ("", f"disclint: {told}\n")
    assert Path("a.txt").read_text(encoding="utf-8") == FAULTS


def test_timing_tells_phases_and_rules_the_longest_first(run: Shell) -> None:
    assert run("a.txt", "--timing") == 1
    lines = run.err.splitlines()[1:]
    times = [float(line.split()[0]) for line in lines]
    names = [line[17:] for line in lines]
    phases = [name for name in names if not name.startswith(" ")]
    assert sorted(phases) == ["bind", "packs", "read", "rules"]
    assert "  punctuation-width" in names
    assert times[:4] == sorted(times[:4], reverse=True)
    assert times[4:] == sorted(times[4:], reverse=True)
    assert run("a.txt") == 1
    assert run.err == ""
