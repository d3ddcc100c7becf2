"""Terminals that lack characters, are narrow or are none; pipes and streams that are closed; disks that are full."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from disclint import Screen
from tests.checkout import ROOT
from tests.systems.shell import disclint, on_terminal, shell

DRAFT = str(ROOT / "examples" / "draft-2023.txt")
NO_LOCALE: dict[str, str | None] = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
RULES = ("reporting-period", "amount-unit", "blank-cells", "form-labels", "litigation-totals", "required-sections")

posix_only = pytest.mark.skipif(os.name != "posix", reason="speaks of POSIX")


def test_a_gbk_console_shows_all() -> None:
    done = disclint(DRAFT, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, b"")
    shown = done.stdout.decode("gbk")
    assert "错误 reporting-period 统计期限为" in shown
    assert all(f" {rule} " in shown for rule in RULES)


@pytest.mark.parametrize(
    ("settings", "encoding"),
    [({"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}, "cp1252"), (NO_LOCALE, "ascii")],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_console_without_chinese_shows_the_rest_and_says_what_to_do(
    settings: dict[str, str | None], encoding: str, language: str
) -> None:
    done = disclint(DRAFT, "--lang", language, **settings)
    assert done.returncode == 1
    shown = done.stdout.decode(encoding)
    assert all(f" {rule} " in shown for rule in RULES)
    if language == "zh":
        assert done.stderr.decode().splitlines() == [
            f"disclint: {encoding} has no Chinese, so ? stands for it: try --lang en or --output FILE"
        ]
    else:
        assert "the reporting period is 2023-1-1 to 2023-11-30" in shown
        assert done.stderr == b""


def test_without_a_locale_files_and_programs_get_utf_8(tmp_path: Path) -> None:
    done = disclint(DRAFT, "--output", str(tmp_path / "out"), **NO_LOCALE)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "统计期限" in (tmp_path / "out").read_text(encoding="utf-8")
    here, there = (disclint(DRAFT, "--format", "json", **more).stdout for more in (NO_LOCALE, {"PYTHONUTF8": "1"}))
    assert here == there


def test_without_a_locale_a_mistake_is_told() -> None:
    done = disclint("没有.txt", "--lang", "en", **NO_LOCALE)
    assert done.returncode == 2
    assert done.stderr.endswith(b".txt: no such file or folder\n")
    assert done.stderr.isascii()


@pytest.mark.parametrize("columns", ["1", "40", "80", "0", "-3", "x"])
def test_lines_of_reports_fit_into_a_narrow_terminal(columns: str) -> None:
    done = disclint(DRAFT, COLUMNS=columns, PYTHONUTF8="1")
    assert done.returncode == 1
    lines = done.stdout.decode("utf-8").splitlines()
    quoted = [line for line in lines if re.match(r" {4}\d|   \d\d| {6}\|", line)]
    assert len(quoted) == 12
    room = max(int(columns), 40) if columns.isdigit() and int(columns) else 100
    assert all(Screen("utf-8").width(line) <= room for line in quoted)


@posix_only
def test_colours_are_for_terminals_that_want_them() -> None:
    assert b"\x1b[31m" in on_terminal(DRAFT, TERM="xterm")
    assert b"\x1b" not in on_terminal(DRAFT, TERM="dumb")
    assert b"\x1b" not in on_terminal(DRAFT, TERM="xterm", NO_COLOR="1")
    assert b"\x1b[31m" in on_terminal(DRAFT, "--color", "always", TERM="dumb", NO_COLOR="1")


@posix_only
def test_a_difference_is_a_patch_for_programs_and_harmless_on_a_terminal(tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    text = Path(DRAFT).read_text(encoding="utf-8")
    report.write_text(text.replace("大量反复申请", "大量反复\x1b[31m申请"), encoding="utf-8")
    words = (str(report), "--diff", "--unsafe-fixes")
    assert b"\x1b[31m" in disclint(*words, PYTHONUTF8="1").stdout
    shown = on_terminal(*words, PYTHONUTF8="1")
    assert "反复<U+001B>[31m申请".encode() in shown
    assert b"\x1b" not in shown


# Pipes and streams


@posix_only
@pytest.mark.parametrize(
    ("line", "statuses"),
    [
        (f"disclint '{DRAFT}' --format json | head -c 9", "1 0"),
        (f"disclint '{DRAFT}' | true", "1 0"),
        ("disclint --version | true", "0 0"),
        ("disclint nothing.txt 2>&1 >/dev/null | true", "2 0"),
        (f"cat '{DRAFT}' | disclint - | head -n 1", "0 1 0"),
    ],
)
def test_a_pipe_that_closes_changes_no_status(line: str, statuses: str) -> None:
    done = shell(f"{line}; echo ${{PIPESTATUS[*]}} >&2")
    assert done.stderr.decode().splitlines() == [statuses]


@posix_only
@pytest.mark.parametrize(
    ("line", "status", "told"),
    [
        (f"disclint '{DRAFT}' >&-", 1, ""),
        (f"disclint '{DRAFT}' >&- 2>&-", 1, ""),
        ("disclint --version >&-", 0, ""),
        ("disclint nothing.txt 2>&-", 2, ""),
        (f"disclint '{DRAFT}' <&- >/dev/null", 1, ""),
        ("disclint - <&- --lang en", 1, ""),
    ],
)
def test_a_stream_that_is_closed_is_no_traceback(line: str, status: int, told: str) -> None:
    done = shell(line)
    assert (done.returncode, done.stderr.decode()) == (status, told)
    if " - " in line:
        assert b"standard input is not open" in done.stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
@pytest.mark.parametrize(
    "words",
    ["--version", "--help", "rules", f"'{DRAFT}'", f"'{DRAFT}' --format json", f"'{DRAFT}' --output /dev/full",
     f"'{DRAFT}' --format xlsx --output /dev/full"],
)  # fmt: skip
def test_a_full_disk_is_told(words: str) -> None:
    done = shell(f"disclint {words} > /dev/full")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("disclint: ")
    assert line.endswith(os.strerror(28))
    assert done.returncode == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
def test_a_full_disk_for_complaints_changes_no_status() -> None:
    assert shell("disclint nothing.txt 2> /dev/full").returncode == 2


def test_what_is_told_beside_the_result_is_one_line_without_anything_that_acts_on_a_terminal() -> None:
    done = disclint("\x1b]0;title\x07\u202etxt\u2066\n\x9b2J", PYTHONUTF8="1")
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").splitlines() == [
        "disclint: <U+001B>]0;title<U+0007><U+202E>txt<U+2066> <U+009B>2J：没有这个文件或文件夹"
    ]


HOSTILE_PACK = """
extends: cn/2021
rules:
  amount-unit: { basis: "\\e]0;basis\\a" }
  "own\\u202e": { kind: text-pattern, pattern: 政府, says: "\\e[31mwords\\u2066\\x9b", basis: "\\u202ebasis" }
"""


@pytest.mark.parametrize(
    "words",
    [["rules"], ["explain", "amount-unit"], ["explain", "own\u202e"], ["show-config", "draft.txt"], ["draft.txt"],
     ["test", "disclint.yaml"]],
)  # fmt: skip
def test_what_a_pack_says_acts_on_no_terminal(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "disclint.yaml").write_text(HOSTILE_PACK, encoding="utf-8")
    (tmp_path / "draft.txt").write_bytes(Path(DRAFT).read_bytes())
    formats = ("text", "markdown", "json") if words[0] in ("rules", "explain") else ("text",)
    for form in formats:
        done = disclint(*words, *(["--format", form] if len(formats) > 1 else []), cwd=tmp_path, PYTHONUTF8="1")
        shown = (done.stdout + done.stderr).decode("utf-8")
        assert shown
        assert {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"}.isdisjoint(shown), form
