"""What stops a run, as it is told on standard error: the place, the sentence, the line with a caret."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint.complaint import told
from disclint.errors import PackError, PackErrors, UsageError
from tests.cli.test_cli import Shell
from tests.engine.surroundings import folder

__all__ = ["folder"]

PACK = 'extends: cn/2021\nrules:\n  terms: { severity: "grave", wrods: {} } # 羊\n  牛群: { kind: 牛 }\n'


def shown(*places: tuple[int, int], path: str = "p.yaml", width: int = 100, color: bool = False) -> list[str]:
    errors = tuple(PackError(path, *place, "错", "wrong", "right") for place in places)
    return told(PackErrors(errors), "en", width=width, color=color).splitlines()


@pytest.fixture
def pack(folder: Path) -> str:
    Path("p.yaml").write_text(PACK, encoding="utf-8")
    return "p.yaml"


def test_all_mistakes_are_told_each_with_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("disclint.yaml").write_text(PACK, encoding="utf-8")
    Path("report.txt").write_text("青屏县教育局2023年政府信息公开工作年度报告\n", encoding="utf-8")
    run = Shell(capsys)
    assert run("report.txt") == 2
    assert run.out == ""
    told_of = run.err.splitlines()
    assert [line.partition(" ")[0] for line in told_of[::3]] == [
        "disclint.yaml:3:22:",
        "disclint.yaml:3:31:",
        "disclint.yaml:4:15:",
    ]
    assert told_of[1:3] == [
        '    3 |   terms: { severity: "grave", wrods: {} } # 羊',
        "      |                      ^^^^^^^",
    ]
    assert told_of[4:6] == [
        '    3 |   terms: { severity: "grave", wrods: {} } # 羊',
        "      |                               ^^^^^",
    ]
    assert told_of[7:9] == ["    4 |   牛群: { kind: 牛 }", "      |                 ^^"]
    assert "\x1b" not in run.err


def test_a_long_line_is_cut_around_the_place(folder: Path) -> None:
    Path("p.yaml").write_text("facts: {" + "a, " * 300 + "b?, " + "a, " * 300, encoding="utf-8")
    _, line, marks = shown((1, 909), width=60)
    assert len(line) <= 60
    assert line[marks.index("^") :].startswith("b?")
    assert line.startswith("    1 | …")


def test_colour_is_for_terminals(pack: str) -> None:
    first, line, marks = shown((3, 22), color=True)
    assert "\x1b" not in first
    assert marks.endswith("\x1b[31m                     ^^^^^^^\x1b[0m")
    assert line.startswith("\x1b[2m    3 | \x1b[0m")


@pytest.mark.parametrize("place", [(9, 1), (5, 1)])
def test_a_line_that_is_not_there_is_not_shown(pack: str, place: tuple[int, int]) -> None:
    assert shown(place) == [f"p.yaml:{place[0]}:{place[1]}: wrong (right)"]


def test_a_file_that_is_gone_or_no_text_is_told_all_the_same(folder: Path) -> None:
    assert shown((1, 1), path="none.yaml") == ["none.yaml:1:1: wrong (right)"]
    Path("p.yaml").write_bytes(b"\xff\xfe\x00a\n")
    assert shown((1, 1))[0] == "p.yaml:1:1: wrong (right)"


def test_of_very_many_mistakes_the_first_are_told(pack: str) -> None:
    lines = shown(*[(3, 22)] * 53)
    assert len(lines) == 50 * 3 + 1
    assert lines[-1] == "disclint: and 3 more"


def test_what_has_no_place_is_told_in_one_line() -> None:
    assert told(UsageError("错", "wrong"), "zh") == "disclint: 错"
