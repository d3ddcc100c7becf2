"""A run over several reports from the command line: what is shown of both files, and what is told beside it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.baseline.test_command import Shell, write
from tests.fixing.reports import FINAL

LAST = FINAL.replace("2023年", "2022年").replace("四、结转下年度继续办理\t\t\t2\t", "四、结转下年度继续办理\t\t\t3\t")
ORGANS = "机关,上级\n青屏县人民政府,\n青屏县财政局,青屏县\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.chdir(tmp_path)
    write("last.txt", LAST)
    write("this.txt", FINAL)
    write("organs.csv", ORGANS)
    return Shell(capsys)


def carried(run: Shell) -> dict[str, object]:
    """The finding of ``carry-over`` in the JSON of a run over both reports."""
    run("last.txt", "this.txt", "--format", "json")
    _, this = json.loads(run.out)["files"]
    (found,) = [each for each in this["diagnostics"] if each["rule"] == "carry-over"]
    assert isinstance(found, dict)
    return found


def test_a_single_report_is_judged_as_before(run: Shell) -> None:
    assert run("this.txt") == 0
    assert "carry-over" not in run.out
    assert run.err == ""
    run("this.txt", "--format", "json")
    assert json.loads(run.out)["summary"] == {"files": 1, "errors": 0, "warnings": 0, "notes": 0}


def test_the_json_names_the_other_file(run: Shell) -> None:
    found = carried(run)
    lines = LAST.splitlines()
    related = found["related"]
    assert isinstance(related, list)
    assert related[0]["path"] == "last.txt"
    start, end = related[0]["start"], related[0]["end"]
    assert lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1] == "3"
    assert [each["path"] for each in related if "path" in each] == ["last.txt"]


@pytest.mark.parametrize("name", ["text", "html", "sarif", "github", "gitlab", "junit", "csv"])
def test_every_format_names_the_other_file(run: Shell, name: str) -> None:
    related = carried(run)["related"]
    assert isinstance(related, list)
    start = related[0]["start"]
    assert run("last.txt", "this.txt", "--format", name) == 1
    if name == "sarif":
        results = json.loads(run.out)["runs"][0]["results"]
        (found,) = [each for each in results if each["ruleId"] == "carry-over"]
        place = found["relatedLocations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "last.txt", "uriBaseId": "SRCROOT", "index": 0}
        assert (place["region"]["startLine"], place["region"]["startColumn"]) == (start["line"], start["column"])
    elif name == "html":
        assert f"last.txt 第{start['line']}行第{start['column']}字" in run.out
    elif name == "csv":
        rows = list(csv.DictReader(io.StringIO(run.out.removeprefix("\ufeff"))))
        (row,) = [row for row in rows if row["rule"] == "carry-over"]
        assert row["related"].startswith(f"last.txt:{start['line']}:{start['column']} ")
    else:
        assert f"last.txt:{start['line']}:{start['column']} " in run.out


def test_a_workbook_names_the_other_file(run: Shell) -> None:
    assert run("last.txt", "this.txt", "--format", "xlsx", "--output", "found.xlsx") == 1
    rows = list(load_workbook("found.xlsx")["问题"].iter_rows(values_only=True))
    at = {str(head): number for number, head in enumerate(rows[0])}
    (row,) = [row for row in rows if row[at["规则"]] == "carry-over"]
    assert str(row[at["另见"]]).startswith("last.txt:")


def test_a_table_of_organs_tells_who_is_missing(run: Shell) -> None:
    assert run("this.txt", "--organs", "organs.csv") == 0
    assert run.err == "2023年缺1个机关的报告：青屏县财政局\n"
    assert run("this.txt", "--organs", "organs.csv", "--lang", "en", "--format", "json") == 0
    assert run.err == "2023: no report of 1 organs: 青屏县财政局\n"
    assert json.loads(run.out)["summary"]["missing"] == [{"organ": "青屏县财政局", "year": 2023}]


def test_what_is_not_matched_is_told(run: Shell) -> None:
    write("other.txt", FINAL.replace("青屏县", "松岭县"))
    assert run("last.txt", "this.txt", "other.txt") == 1
    assert run.err == "other.txt：未与其他报告对照：没有“松岭县人民政府”2022年的报告可以对照\n"
    run("last.txt", "this.txt", "other.txt", "--format", "json")
    summary = json.loads(run.out)["summary"]
    assert [(each["path"], each["code"]) for each in summary["unmatched"]] == [("other.txt", "no-last-year")]
    assert summary["missing"] == []


def test_a_wrong_table_is_told_with_its_place(run: Shell) -> None:
    write("organs.csv", ORGANS.replace("青屏县财政局,青屏县", "青屏县财政局,青平县"))
    assert run("this.txt", "--organs", "organs.csv") == 2
    assert run.err.startswith("organs.csv:3:8: ")
    assert run("this.txt", "--organs", "nothing.csv") == 2
    assert "nothing.csv：没有这个机关表" in run.err


def test_what_is_found_between_reports_can_be_accepted(run: Shell) -> None:
    run("last.txt", "this.txt", "--baseline", "known.jsonl", "--write-baseline")
    assert run("last.txt", "this.txt", "--baseline", "known.jsonl", "--fail-on", "note") == 0
    assert "carry-over" not in run.out


def test_a_pack_may_have_the_table(run: Shell) -> None:
    write("disclint.yaml", "extends: cn/2021\norgans:\n  - name: 青屏县\n  - { name: 财政局, parent: 青屏县 }\n")
    write("other.txt", FINAL.replace("青屏县", "松岭县"))
    run("last.txt", "this.txt", "other.txt")
    assert run.err == "other.txt：未与其他报告对照：机关表中没有“松岭县人民政府”\n"
    write("disclint.yaml", "extends: cn/2021\norgans:\n  - { name: 财政局, parent: 青屏, level: 县 }\n  - 青屏县\n")
    assert run("this.txt") == 2
    assert [line.split(": ")[0] for line in run.err.splitlines() if line.startswith("disclint")] == [
        "disclint.yaml:3:26", "disclint.yaml:3:37", "disclint.yaml:4:5",
    ]  # fmt: skip
