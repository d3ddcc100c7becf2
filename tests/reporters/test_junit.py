"""JUnit reports: valid XML whatever the text is, and one test for each rule in force."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import ReportOptions, Run, Severity, Span
from disclint.reporters.junit import report
from tests.reporters.runs import PACK, REPORT, VERSION, checked, everything, finding, half_width, row_total, unreadable

ANY = st.text(st.characters(exclude_categories=()), max_size=60)


def suites(run: Run, **options: Any) -> ET.Element:
    """The report as a build server reads it, its totals compared with what is in it."""
    said = report(run, ReportOptions(**options))
    root = ET.fromstring(said.encode())
    for element in (root, *root):
        assert int(element.get("tests", "")) == len(list(element.iter("testcase")))
        assert int(element.get("failures", "")) == len(list(element.iter("failure")))
        assert int(element.get("errors", "")) == len(list(element.iter("error")))
    return root


@given(ANY, ANY)
def test_any_text_is_xml(words: str, path: str) -> None:
    root = suites(Run(VERSION, (checked(finding(Span(0, 2), words, place=words), path=path).replace(failures=()),)))
    assert len(root.findall("testsuite/testcase/system-out")) == 1


def test_control_characters_are_replaced_and_marks_kept() -> None:
    words = "甲\0\x1b[31m<b>&\ufffe乙]]>\x85"
    root = suites(Run(VERSION, (checked(finding(Span(0, 2), words, severity="error")),)))
    (failure,) = root.iter("failure")
    assert failure.get("message") == "甲\ufffd\ufffd[31m<b>&\ufffd乙]]>\x85"


def test_one_suite_for_each_file_and_one_test_for_each_rule() -> None:
    root = suites(everything())
    assert [suite.get("name") for suite in root] == [file.path for file in everything().files]
    rules = [rule.id for rule in PACK.rules]
    assert [[case.get("name") for case in suite] for suite in root] == [
        rules, rules, rules, ["unreadable"], ["unknown-edition"],
    ]  # fmt: skip
    assert all(case.get("classname") == suite.get("name") for suite in root for case in suite)


@pytest.mark.parametrize(
    ("fail_on", "failed", "told"),
    [
        ("error", ["applications-row-total"], ["punctuation-width", "spacing"]),
        ("warning", ["applications-row-total", "punctuation-width"], ["spacing"]),
        ("note", ["applications-row-total", "punctuation-width", "spacing"], []),
    ],
)
def test_a_test_fails_where_the_run_does(fail_on: Severity, failed: list[str], told: list[str]) -> None:
    file = checked(half_width(REPORT), row_total(REPORT), finding(Span(0, 2), "甲"), finding(Span(0, 3), "乙"))
    (suite,) = suites(Run(VERSION, (file,), fail_on=fail_on))
    assert [case.get("name") for case in suite if case.find("failure") is not None] == failed
    assert [case.get("name") for case in suite if case.find("system-out") is not None] == told


def test_findings_of_one_rule_are_told_together() -> None:
    twice = checked(finding(Span(0, 2), "甲", severity="error"), finding(Span(0, 3), "乙", severity="error"))
    (failure,) = suites(Run(VERSION, (twice,))).iter("failure")
    assert failure.get("message") == "甲 (+1)"
    assert failure.text == "报告.txt:1:1 error 甲\n报告.txt:1:1 error 乙"


def test_a_failure_of_the_program_is_no_failed_test() -> None:
    (error,) = suites(everything()).iter("error")
    assert error.get("message") == "ValueError: no such thing (spacing.py:12)"
    assert error.text == "Traceback …"


def test_other_encodings_get_references() -> None:
    said = report(Run(VERSION, (unreadable(),)), ReportOptions(encoding="gbk"))
    assert said.isascii()
    assert ET.fromstring(said)[0].get("name") == "坏文件.txt"
