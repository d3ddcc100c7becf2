"""The findings for programs, as the contract has them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from disclint import Checked, Edit, Fix, Message, Related, ReportOptions, Run, Span, fingerprints
from disclint.reporters.json import report
from tests.reporters.runs import PACK, REPORT, VERSION, checked, document, everything, finding, half_width, row_total

ANY = st.text(st.characters(exclude_categories=()), max_size=40)


def read(run: Run, **options: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(report(run, ReportOptions(**options)))
    return value


def test_keys_stand_in_the_order_of_the_contract() -> None:
    value = read(Run(VERSION, (checked(row_total(REPORT), half_width(REPORT)),)))
    assert list(value) == ["schema", "tool", "files", "summary"]
    assert value["schema"] == 1
    assert value["tool"] == {"name": "disclint", "version": VERSION}
    file = value["files"][0]
    assert list(file) == ["path", "year", "edition", "pack", "title", "organ", "diagnostics"]
    diagnostic, mended = file["diagnostics"]
    assert list(diagnostic) == [
        "rule", "severity", "message", "basis", "start", "end", "place", "cell", "related", "fix", "fingerprint",
    ]  # fmt: skip
    assert list(diagnostic["start"]) == ["line", "column"]
    assert list(diagnostic["cell"].items()) == [("form", "applications"), ("row", "received"), ("column", "total")]
    assert list(diagnostic["related"][0]) == ["message", "start", "end"]
    assert list(mended["fix"]) == ["safe", "edits"]
    assert list(mended["fix"]["edits"][0]) == ["start", "end", "text"]
    assert (mended["cell"], diagnostic["fix"], mended["related"]) == (None, None, [])
    assert value["summary"] == {"files": 1, "errors": 1, "warnings": 1, "notes": 0}


def test_positions_count_from_1_and_end_after_the_last_character() -> None:
    diagnostic = read(Run(VERSION, (checked(row_total(REPORT)),)))["files"][0]["diagnostics"][0]
    assert (diagnostic["start"], diagnostic["end"]) == ({"line": 6, "column": 12}, {"line": 6, "column": 13})
    assert diagnostic["related"][0]["start"] == {"line": 6, "column": 8}


def test_columns_count_code_points() -> None:
    text = "𠮷𠮷x\r\n𠮷y"
    file = Checked("a.txt", (finding(Span(2, 3), "x"), finding(Span(6, 7), "y")), document(text))
    first, second = read(Run(VERSION, (file,)))["files"][0]["diagnostics"]
    assert first["start"] == {"line": 1, "column": 3}
    assert second["start"] == {"line": 2, "column": 2}


def test_what_is_not_known_is_null() -> None:
    unreadable, unknown = read(everything())["files"][3:]
    for file in (unreadable, unknown):
        assert [file[key] for key in ("year", "edition", "pack", "title", "organ")] == [None] * 5
    assert unreadable["diagnostics"][0]["end"] == {"line": 1, "column": 1}


def test_a_related_place_has_a_path_only_in_another_file() -> None:
    message = Message("x", "另一处", "another")
    related = (
        Related(message, Span(2, 6)),
        Related(message, Span(2, 6), "报告.txt"),
        Related(message, Span(2, 6), "other.txt"),
        Related(message, Span(2, 6), "not in the run.txt"),
    )
    run = Run(VERSION, (checked(row_total(REPORT).replace(related=related)), checked(path="other.txt")))
    items = read(run)["files"][0]["diagnostics"][0]["related"]
    assert [item.get("path") for item in items] == [None, None, "other.txt", "not in the run.txt"]
    assert [item["start"]["column"] for item in items] == [3, 3, 3, 1]


def test_fingerprints_are_those_of_the_run() -> None:
    file = checked(row_total(REPORT), half_width(REPORT))
    said = [diagnostic["fingerprint"] for diagnostic in read(Run(VERSION, (file,)))["files"][0]["diagnostics"]]
    assert said == list(fingerprints(file))


def test_a_finding_stands_on_one_line() -> None:
    lines = report(everything(), ReportOptions()).splitlines()
    assert sum(line.startswith('   {"rule": ') for line in lines) == sum(everything().counts().values())


def test_no_files_is_json_too() -> None:
    assert read(Run(VERSION, ()))["files"] == []


@given(ANY, ANY, ANY, st.sampled_from(["utf-8", "gbk", "ascii"]))
def test_it_is_json_whatever_it_is_about(path: str, text: str, words: str, encoding: str) -> None:
    span = Span(0, len(text))
    diagnostic = finding(span, words, rule=words, place=words, fix=Fix((Edit(span, words),), safe=False))
    file = Checked(path, (diagnostic.replace(basis=words),), document(text), None, PACK)
    said = report(Run(VERSION, (file,)), ReportOptions(encoding=encoding))
    said.encode(encoding)
    value = json.loads(said)["files"][0]
    shown = words.encode("utf-8", "replace").decode()
    assert value["path"] == path.encode("utf-8", "replace").decode()
    assert value["diagnostics"][0]["message"] == shown
    assert value["diagnostics"][0]["fix"]["edits"][0]["text"] == shown
    assert encoding == "utf-8" or said.isascii()
    assert report(Run(VERSION, (file,)), ReportOptions(encoding=encoding)) == said
