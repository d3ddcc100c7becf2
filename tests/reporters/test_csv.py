"""Findings for spreadsheets: a row each, and nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from disclint import Edit, Fix, ReportOptions, Run, Span
from disclint.reporters.csv import report
from tests.reporters.runs import REPORT, VERSION, checked, everything, finding, half_width, row_total

ANY = st.text(st.characters(codec="utf-8"), max_size=40)


def rows(run: Run) -> list[dict[str, str]]:
    said = report(run, ReportOptions()).encode()
    return list(csv.DictReader(io.StringIO(said.decode("utf-8-sig"), newline="")))


def test_every_finding_has_a_row() -> None:
    run = everything()
    found = rows(run)
    assert [(row["path"], row["rule"]) for row in found] == [
        (file.path, finding.rule) for file in run.files for finding in file.diagnostics
    ]
    total = next(row for row in found if row["rule"] == "applications-row-total")
    assert total["message"] == "各项之和为4，总计为5"
    assert (total["line"], total["start_column"], total["end_line"], total["end_column"]) == ("6", "12", "6", "13")
    assert (total["form"], total["row"], total["column"], total["words"]) == ("applications", "received", "total", "5")
    half = next(row for row in found if row["rule"] == "punctuation-width")
    assert (half["words"], half["fix"]) == (",", ", → ，")


def test_excel_sees_utf_8() -> None:
    assert report(everything(), ReportOptions()).encode().startswith(b"\xef\xbb\xbfpath,severity,")
    assert report(everything(), ReportOptions(encoding="gbk")).startswith("path,severity,")


@given(st.sampled_from("=+-@＝＋－＠\t\r\n \u3000\0"), ANY, ANY)
def test_no_field_is_a_formula(first: str, words: str, place: str) -> None:
    run = Run(VERSION, (checked(finding(Span(0, 2), first + words, place=first + place), path=first + words),))
    (row,) = rows(run)
    for field in row.values():
        assert re.fullmatch(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?%?|-", field) or not field.strip(" \u3000").startswith(
            tuple("=+-@＝＋－＠\t\r")
        )
        assert "\n" not in field
        assert "\0" not in field


def test_a_formula_stays_readable() -> None:
    (row,) = rows(Run(VERSION, (checked(finding(Span(0, 2), '=HYPERLINK("x";"甲,乙")')),)))
    assert row["message"] == '\'=HYPERLINK("x";"甲,乙")'


def test_a_long_quotation_is_cut_and_a_long_fix_left_out() -> None:
    fix = Fix((Edit(Span(0, 1), "甲"), Edit(Span(len(REPORT) - 1, len(REPORT)), "")), safe=True)
    (row,) = rows(Run(VERSION, (checked(finding(Span(0, len(REPORT)), "全文", fix=fix)),)))
    assert row["words"].startswith("某县2021年")
    assert row["fix"] == ""


def test_several_edits_are_shown_as_one_stretch() -> None:
    at = REPORT.index("12条,")
    fix = Fix((Edit(Span(at, at + 2), "13"), Edit(Span(at + 3, at + 4), "；")), safe=False)
    (row,) = rows(Run(VERSION, (checked(finding(Span(at, at + 4), "改", fix=fix)),)))
    assert row["fix"] == "12条, → 13条；"


def test_related_places_do_not_break_a_row() -> None:
    assert len(rows(Run(VERSION, (checked(row_total(REPORT), half_width(REPORT)),)))) == 2
