"""Code quality reports: what GitLab demands of each finding is there, and no two are taken for one."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from disclint import Checked, ReportOptions, Run, Span
from disclint.reporters.gitlab import report
from tests.reporters.runs import REPORT, VERSION, checked, everything, finding, half_width, unreadable

ANY = st.text(st.characters(exclude_categories=()), max_size=60)


def issues(run: Run, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(report(run, ReportOptions(**options)))
    for issue in found:
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert all(isinstance(issue[key], str) and issue[key] for key in ("description", "check_name", "fingerprint"))
        lines = issue["location"]["lines"]
        assert 1 <= lines["begin"] <= lines.get("end", lines["begin"])
        assert not issue["location"]["path"].startswith("./")
    assert len({issue["fingerprint"] for issue in found}) == len(found)
    return found


@given(ANY.filter(bool), ANY)
def test_any_text_is_json(words: str, path: str) -> None:
    (issue,) = issues(Run(VERSION, (checked(finding(Span(0, 2), words), path=path),)))
    assert issue["description"] == words.encode("utf-8", "replace").decode()


def test_severities_and_lines() -> None:
    start, end = REPORT.index("一、"), REPORT.index("本年")
    notes = checked(half_width(REPORT), finding(Span(start, end), "行"), finding(Span(start, end + 1), "两行"))
    found = issues(Run(VERSION, (notes, unreadable())))
    assert [(issue["severity"], *issue["location"]["lines"].values()) for issue in found] == [
        ("minor", 3, 3), ("info", 2, 2), ("info", 2, 3), ("major", 1, 1),
    ]  # fmt: skip
    assert found[0]["content"]["body"] == "第一部分 第1段\n\nGB/T 15834-2011"


def test_the_same_finding_in_two_files_is_two() -> None:
    def twin(path: str) -> Checked:
        return checked(half_width(REPORT), path=path)

    first, second = issues(Run(VERSION, (twin("甲.txt"), twin("乙.txt"))))
    assert (first["location"]["path"], second["location"]["path"]) == ("甲.txt", "乙.txt")
    assert first == issues(Run(VERSION, (twin("甲.txt"),)))[0]


def test_a_failure_of_the_program_is_there_too() -> None:
    assert [issue["description"] for issue in issues(everything()) if issue["severity"] == "blocker"] == [
        "spacing: ValueError: no such thing (spacing.py:12)"
    ]


def test_nothing_found_is_an_empty_list() -> None:
    assert report(Run(VERSION, (checked(),)), ReportOptions()) == "[]\n"


def test_other_encodings_get_escapes() -> None:
    said = report(Run(VERSION, (unreadable(),)), ReportOptions(encoding="gbk"))
    assert said.isascii()
    assert json.loads(said)[0]["description"] == "不是文本文件"
