"""Workflow commands: whatever a report says, one finding is one command."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from disclint import ReportOptions, Run, Screen, Span
from disclint.reporters.github import report
from tests.reporters.runs import REPORT, VERSION, checked, everything, finding, half_width, row_total, unreadable

COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")

ANY = st.text(st.characters(codec="utf-8"), max_size=60)


def commands(run: Run, **options: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands as GitHub's runner reads them, line by line."""
    text = report(run, ReportOptions(**options))  # type: ignore[arg-type]
    *lines, last, end = re.split("\r\n|\n|\r", text)
    assert (last[:8], end) == ("disclint", "")
    found = []
    for line in lines:
        match = COMMAND.fullmatch(line)
        assert match is not None, line
        properties = dict(item.split("=", 1) for item in match["properties"].split(","))
        decoded = {key: plain(value, ("%3A", ":"), ("%2C", ",")) for key, value in properties.items()}
        found.append((match["name"], decoded, plain(match["message"])))
    return found


def plain(text: str, *more: tuple[str, str]) -> str:
    for code, character in (*more, ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


@given(words=ANY, path=ANY.filter(lambda text: "\0" not in text and text not in ("", ".", "..")))
def test_no_text_ends_a_command_or_begins_another(words: str, path: str) -> None:
    run = Run(VERSION, (checked(finding(Span(0, 2), words), path=path),))
    ((name, properties, message),) = commands(run)
    screen = Screen("utf-8")
    shown = "".join(each if each in "\r\n\t" else screen.harmless(each) for each in words)
    assert (name, message) == ("notice", shown)
    assert properties["title"] == "disclint spacing"


def test_an_old_command_in_a_report_is_only_text() -> None:
    ((_, _, message),) = commands(
        Run(VERSION, (checked(finding(Span(0, 2), "好\n::set-env name=A::b\r##[error]x%0A")),))
    )
    assert message == "好\n::set-env name=A::b\r##[error]x%0A"


def test_a_finding_stands_on_its_line() -> None:
    (half, total) = commands(Run(VERSION, (checked(half_width(REPORT), row_total(REPORT)),)))
    assert half[0] == "warning"
    assert half[1] == {
        "title": "disclint punctuation-width", "file": "报告.txt",
        "line": "3", "endLine": "3", "col": "12", "endColumn": "13",
    }  # fmt: skip
    assert total[2] == "各项之和为4，总计为5（第三部分 申请表 “一、新收数量”行 “总计”列）"


def test_a_finding_over_several_lines_has_no_columns() -> None:
    start, second, third = 0, REPORT.index("一、"), REPORT.index("本年")
    for end, last in ((second + 1, "2"), (third, "2"), (third + 1, "3")):
        ((_, properties, _),) = commands(Run(VERSION, (checked(finding(Span(start, end), "长")),)))
        assert (properties["line"], properties["endLine"]) == ("1", last)
        assert "col" not in properties


def test_paths_are_those_of_the_repository() -> None:
    run = Run(VERSION, (unreadable("/srv/年报/子/坏.txt"), unreadable("./坏.txt"), unreadable("/etc/坏.txt")))
    assert [properties["file"] for _, properties, _ in commands(run, root="/srv/年报")] == [
        "子/坏.txt", "坏.txt", "/etc/坏.txt",
    ]  # fmt: skip


def test_a_failure_of_the_program_is_an_error() -> None:
    failed = [
        command for command in commands(everything()) if "title" in command[1] and command[1]["title"] == "disclint"
    ]
    assert [(name, message) for name, _, message in failed] == [
        ("error", "程序出错，spacing 未能完成：ValueError: no such thing (spacing.py:12)")
    ]


def test_nothing_found_is_said() -> None:
    assert report(Run(VERSION, (checked(),)), ReportOptions()) == "disclint：1个文件，0个错误，0个警告，0条提示\n"
