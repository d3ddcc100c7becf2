"""The workbook, read back by another library: one row per finding, texts that stay texts, the tables as read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from disclint import ReportOptions, Run, Span
from disclint.reporters.xlsx import report
from tests.checkout import ROOT
from tests.reporters.runs import REPORT, VERSION, checked, everything, finding, half_width, row_total, unreadable

DRAFT = str(ROOT / "examples" / "draft-2023.txt")


def workbook(run: Run, language: str = "zh") -> Workbook:
    return load_workbook(io.BytesIO(report(run, ReportOptions(language=language))))


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def values(found: Worksheet) -> list[tuple[object, ...]]:
    return [tuple(row) for row in found.iter_rows(values_only=True)]


def test_one_row_for_each_finding() -> None:
    run = everything()
    head, *rows = values(sheet(workbook(run), "问题"))
    assert head[:6] == ("文件", "机关", "年度", "级别", "问题", "位置")
    assert len(rows) == sum(len(file.diagnostics) for file in run.files)
    assert rows[0] == (
        "报告.txt", "某县人民政府", 2021, "警告", "半角标点“,”，应为“，”", "第一部分 第1段", 3, 12, ",", ", → ，",
        "GB/T 15834-2011", "punctuation-width", "",
    )  # fmt: skip


def test_the_list_is_filtered_and_its_header_stays() -> None:
    for name in ("问题", "文件"):
        found = sheet(workbook(everything()), name)
        assert found.freeze_panes == "A2"
        assert found.auto_filter.ref == found.dimensions
        assert all(cell.font.b for cell in found[1])


def test_columns_are_wide_enough_for_han() -> None:
    found = sheet(workbook(everything()), "问题")
    width = found.column_dimensions["E"].width
    assert width >= 2 * len("各项之和为4，总计为5")
    assert max(dimension.width for dimension in found.column_dimensions.values()) < 60


def test_every_file_has_a_row_of_its_own() -> None:
    head, *rows = values(
        sheet(workbook(Run(VERSION, (checked(row_total(REPORT)), checked(path="好.txt"), unreadable()))), "文件")
    )
    assert head[4:] == ("错误", "警告", "提示", "状态")
    assert [(row[0], *row[4:]) for row in rows] == [
        ("报告.txt", 1, 0, 0, "已检查"), ("好.txt", 0, 0, 0, "未发现问题"), ("坏文件.txt", 1, 0, 0, "未能读取"),
    ]  # fmt: skip


def test_the_tables_are_drawn_with_what_is_wrong() -> None:
    found = sheet(workbook(Run(VERSION, (checked(row_total(REPORT), half_width(REPORT)),))), "表格")
    by_label = {row[2]: row[3:] for row in values(found) if row[2]}
    assert by_label["1.属于国家秘密"][:3] == (0, "0件", "?")
    labels = {row[0].value: row for row in found.iter_rows()}
    total = labels["一、新收数量"][5]
    assert (total.value, total.comment.text if total.comment else "") == (5, "各项之和为4，总计为5")
    assert total.fill.fgColor.rgb == "FFFFC7CE"
    assert labels["一、新收数量"][3].comment is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("0", 0), ("-8", -8), ("12.50", 12.5), ("00", "00"), ("+3", "+3"), ("1e5", "1e5"), ("１２", "１２"),
     ("0.5", 0.5), ("1234567890123456", "1234567890123456"), ("=1+1", "=1+1"), ("12.", "12."), ("", "")],
)  # fmt: skip
def test_a_figure_is_a_number_only_where_its_digits_stay(text: str, value: object) -> None:
    from disclint.reporters.xlsx import _number

    found = _number(text)
    assert (found, type(found)) == (value, type(value))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["=", "+", "-", "@", "＝", "{=", "http://", "mailto:", "\t=", ""]), st.text(max_size=30))
def test_no_text_becomes_a_formula_or_a_link(first: str, words: str) -> None:
    words = first + words
    run = Run(VERSION, (checked(finding(Span(0, 2), words, place=words, rule=words), path=words),))
    data = report(run, ReportOptions())
    for name in ("问题", "文件"):
        found = sheet(load_workbook(io.BytesIO(data)), name)
        assert all(cell.data_type in ("s", "n", "inlineStr") for row in found.iter_rows() for cell in row)
        assert all(cell.hyperlink is None for row in found.iter_rows() for cell in row)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))


def test_a_text_that_looks_like_a_formula_stays_one_when_it_is_edited() -> None:
    found = sheet(workbook(Run(VERSION, (checked(finding(Span(0, 2), "=1+1")),))), "问题")
    assert found["E2"].value == "=1+1"
    assert found["E2"].quotePrefix
    assert not found["F2"].quotePrefix


def test_the_same_run_gives_the_same_bytes() -> None:
    data = report(everything(), ReportOptions())
    assert data == report(everything(), ReportOptions())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_long_texts_and_control_characters_are_no_hindrance() -> None:
    found = sheet(
        workbook(Run(VERSION, (checked(finding(Span(0, 2), "甲" * 40_000 + "\0"), finding(Span(0, 2), "\0\ufffe")),))),
        "问题",
    )
    assert len(str(found["E2"].value)) == 32_001
    assert "<U+0000>" in str(found["E3"].value)


def test_english_speaks_english() -> None:
    book = workbook(everything(), "en")
    assert book.sheetnames == ["Findings", "Files", "Tables"]
    assert sheet(book, "Findings")["E2"].value == "half-width “,”, write “，”"


# The command


def disclint(*arguments: str, missing: str = "", **options: object) -> subprocess.CompletedProcess[bytes]:
    script = f"import sys; sys.modules.update({{{missing!r}: None}} if {missing!r} else {{}})\n"
    script += "from disclint.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
        **{"stdout": subprocess.PIPE, **options},
    )  # fmt: skip


def test_the_workbook_goes_to_a_file_or_another_program(tmp_path: Path) -> None:
    path = tmp_path / "结果.xlsx"
    done = disclint(DRAFT, "--format", "xlsx", "--output", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    piped = disclint(DRAFT, "--format", "xlsx")
    assert (piped.returncode, piped.stderr) == (1, b"")
    assert piped.stdout == path.read_bytes()
    assert load_workbook(path).sheetnames == ["问题", "文件", "表格"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals in Python")
def test_a_terminal_is_spared() -> None:
    ours, theirs = os.openpty()
    try:
        done = disclint(DRAFT, "--format", "xlsx", "--lang", "en", stdout=theirs)
        os.close(theirs)
        os.set_blocking(ours, False)
        with pytest.raises(OSError, match=r"\[Errno"):
            os.read(ours, 1)
    finally:
        os.close(ours)
    assert done.returncode == 2
    assert done.stderr.decode() == "disclint: --format xlsx is no text for a terminal; use --output FILE\n"


def test_without_the_library_one_line_says_what_to_install() -> None:
    done = disclint(DRAFT, "--format", "xlsx", "--lang", "en", missing="xlsxwriter")
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode() == "disclint: --format xlsx needs XlsxWriter: pip install 'disclint[xlsx]'\n"
