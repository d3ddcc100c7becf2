"""What was read, in three formats."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import BoundCell, CellKey, Checked, Column, Form, FormRow, Group, ReportOptions, Run, Screen, Span
from disclint.reporters import extract_csv, extract_json, extract_text
from tests.reporters.runs import MONEY, PACK, VERSION, bound, checked, document, everything, filing, unreadable

ANY = st.text(st.characters(exclude_categories=()), max_size=30)

WIDE = Form(
    key="applications",
    title="申请表",
    section="applications",
    rows=(
        FormRow("a", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", tuple("nepswot"), group="results"),
        FormRow("b", "1.申请人无正当理由逾期不补正、行政机关不再处理其申请", tuple("nepswot"), group="other"),
    ),
    columns=(
        Column("n", "自然人"), Column("e", "商业企业"), Column("p", "科研机构"), Column("s", "社会公益组织"),
        Column("w", "法律服务机构"), Column("o", "其他"), Column("t", "总计"),
    ),
    groups=(Group("results", "三、本年度办理结果"), Group("other", "（六）其他处理", parent="results")),
)  # fmt: skip


def one(cell: BoundCell, form: Form = MONEY) -> Run:
    """A run with one cell in one form."""
    read = document("某县2021年政府信息公开工作年度报告\n")
    understood = filing(checked().document or read).replace(
        document=read, sections=(), forms=(bound(form, {(cell.key.row, cell.key.column): cell}),)
    )
    return Run(VERSION, (Checked("a.txt", (), read, understood, PACK),))


def fees(state: Any, text: str | None, value: Any = None, unit: str | None = None) -> BoundCell:
    return BoundCell(CellKey("active_disclosure", "fees", "fee_amount"), state, text, value, unit, Span(2, 4))


def read_json(run: Run, **options: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(extract_json.report(run, ReportOptions(**options)))
    return value


def read_csv(run: Run) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(extract_csv.report(run, ReportOptions()))))


def test_what_an_encoding_lacks_makes_no_cell_of_csv() -> None:
    run = one(fees("filled", "甲、乙，“丙”"))
    for encoding in ("utf-8", "gbk", "cp1252", "ascii"):
        rows = list(csv.reader(io.StringIO(extract_csv.report(run, ReportOptions(encoding=encoding)))))
        assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[1][7] == '?,?,"?"'


def test_keys_stand_in_the_order_of_the_contract() -> None:
    value = read_json(Run(VERSION, (checked(),)))
    assert list(value) == ["schema", "files"]
    file = value["files"][0]
    assert list(file) == ["path", "year", "edition", "title", "organ", "sections", "cells"]
    assert file["sections"][1] == {
        "key": "applications", "heading": "三、收到和处理政府信息公开申请情况", "line": 4,
    }  # fmt: skip
    assert list(file["cells"][0]) == [
        "form", "row", "column", "text", "value", "unit", "state", "line", "start_column",
    ]  # fmt: skip


def test_every_cell_of_every_form_is_listed_in_its_order_found_or_not() -> None:
    cells = [
        (form.key, row.key, column) for form in PACK.forms for row in form.rows for column in row.columns
    ]  # fmt: skip
    run = Run(VERSION, (checked(),))
    assert [(c["form"], c["row"], c["column"]) for c in read_json(run)["files"][0]["cells"]] == cells
    assert [(c["form"], c["row"], c["column"]) for c in read_csv(run)] == cells


@pytest.mark.parametrize(
    ("cell", "text", "value", "unit"),
    [
        (fees("filled", "3", 3), "3", "3", None),
        (fees("filled", "-3", -3), "-3", "-3", None),
        (fees("filled", "12.50万元", Decimal("12.50"), "万元"), "12.50万元", "12.50", "万元"),
        (fees("filled", "0.0000001", Decimal("0.0000001")), "0.0000001", "0.0000001", None),
        (
            fees("filled", "12345678901234567890", 12345678901234567890),
            "12345678901234567890",
            "12345678901234567890",
            None,
        ),
        (fees("filled", "O"), "O", None, None),
        (fees("blank", "-"), "-", None, None),
        (fees("blank", None), None, None, None),
        (fees("uncertain", "7", 7, "元"), None, None, None),
        (fees("missing", None), None, None, None),
    ],
)
def test_a_value_is_given_only_where_it_is_certain(
    cell: BoundCell, text: str | None, value: str | None, unit: str | None
) -> None:
    said = read_json(one(cell))["files"][0]["cells"][0]
    assert (said["text"], said["value"], said["unit"], said["state"]) == (text, value, unit, cell.state)
    assert (said["line"], said["start_column"]) == (1, 3)
    row = read_csv(one(cell))[0]
    assert (row["text"], row["value"], row["unit"], row["state"]) == (text or "", value or "", unit or "", cell.state)


@given(ANY, ANY, st.sampled_from(["utf-8", "gbk"]))
def test_it_is_json_and_csv_whatever_it_is_about(path: str, words: str, encoding: str) -> None:
    run = one(fees("filled", words, 3))
    run = run.replace(files=(run.files[0].replace(path=path),))
    options = ReportOptions(encoding=encoding)
    cell = json.loads(extract_json.report(run, options))["files"][0]["cells"][0]
    assert cell["text"] == words.encode("utf-8", "replace").decode()
    for reporter in (extract_json, extract_csv, extract_text):
        reporter.report(run, options).encode(encoding)
    if encoding == "utf-8" and "\0" not in words + path:
        rows = list(csv.reader(io.StringIO(extract_csv.report(run, options), newline="")))
        assert len(rows) == 2
        assert rows[1][7].removeprefix("'") == Screen("utf-8").harmless(
            cell["text"].replace("\r\n", "\n")
        ).removeprefix("'")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+A1", "-A1", " =1", "＝1+1", "-3+cmd|' /C x'!A1"])
def test_a_spreadsheet_takes_no_text_for_a_formula(text: str) -> None:
    assert read_csv(one(fees("filled", text)))[0]["text"] == f"'{text}"


@pytest.mark.parametrize("text", ["-3", "+3", "-1,234.5", "-12.5%", "-", "—", "增3", "3"])
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert read_csv(one(fees("filled", text)))[0]["text"] == text


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_wide_form_is_drawn_within_the_screen_with_its_lines_in_place(width: int, encoding: str) -> None:
    screen = Screen(encoding)
    cells = {
        (row, column): BoundCell(CellKey("applications", row, column), "filled", str(number), number, None, Span(0, 1))
        for number, (row, column) in enumerate(((row, column) for row in "ab" for column in "nepswot"), 8)
    }
    read = document("3\n")
    understood = filing(checked().document or read).replace(document=read, sections=(), forms=(bound(WIDE, cells),))
    said = extract_text.report(
        Run(VERSION, (Checked("a", (), read, understood, PACK),)), ReportOptions(width=width, encoding=encoding)
    )
    bar = "│" if encoding == "utf-8" else "|"
    table = [line for line in said.splitlines() if bar in line]
    assert len(table) >= 5
    positions = {
        tuple(screen.width(line[:at]) for at, character in enumerate(line) if character == bar)[:8] for line in table
    }
    assert len(positions) == 1
    assert all(screen.width(line) <= max(width, 73) for line in table)


def test_a_drawing_shows_groups_states_and_lines() -> None:
    said = extract_text.report(Run(VERSION, (checked(),)), ReportOptions(width=80)).splitlines()
    table = said[said.index("申请表 (applications)") + 1 :]
    rows = [[part.strip() for part in line.split("│")] for line in table if "│" in line]
    assert rows == [
        ["", "", "自然人", "社会公益组织", "总计"],
        ["6", "一、新收数量", "3", "1", "5"],
        ["", "三、办理结果", "", "", ""],
        ["7", "（一）予以公开", "2", "·", "2"],
        ["", "（三）不予公开", "", "", ""],
        ["8", "1.属于国家秘密", "0", "0件!", "?"],
        ["", "（七）总计", "×", "×", "×"],
    ]
    assert "复议诉讼表 (review_litigation)：没有找到" in table


def test_a_file_that_was_not_understood_says_why() -> None:
    said = extract_text.report(Run(VERSION, (unreadable("甲.txt"),)), ReportOptions())
    assert said.startswith("甲.txt\n  未能识别，没有可列出的内容\n  不是文本文件\n")
    assert read_json(Run(VERSION, (unreadable("甲.txt"),)))["files"] == [
        {"path": "甲.txt", "year": None, "edition": None, "title": None, "organ": None, "sections": [], "cells": []}
    ]
    assert read_csv(Run(VERSION, (unreadable("甲.txt"),))) == []


def test_the_same_run_gives_the_same_text() -> None:
    for reporter in (extract_json, extract_csv, extract_text):
        assert reporter.report(everything(), ReportOptions()) == reporter.report(everything(), ReportOptions())
