"""A summary as it is shown: on a terminal, on a page, in a workbook, for programs."""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from disclint import KeyFigure, Message, ReportOptions, Screen, Standing, Summary
from disclint.model.summary import summarised
from disclint.reporters import summary_csv, summary_html, summary_json, summary_text, summary_xlsx

FIGURES = (KeyFigure("received", "收到申请", "received", ()), KeyFigure("suits", "行政诉讼", "suits", ()))


def stands(
    path: str, organ: str | None, year: int | None, received: int | None, errors: int = 0, **more: object
) -> Standing:
    stands = Standing(
        path, organ, "county", year, "form_2021", "cn/2021", "fail" if errors else "pass",
        {"balance": (errors, 1, 0)} if errors else {}, {"balance": errors} if errors else {}, {},
        {"received": received, "suits": 2},
    )  # fmt: skip
    return stands.replace(**more)


def county(language: str = "zh") -> Summary:
    """Two years of two organs, one of which fails, and a file that was not read."""
    return summarised(
        "9.8.7",
        [
            stands("县/府2022.txt", "青屏县人民政府", 2022, 39),
            stands("县/府2023.txt", "青屏县人民政府", 2023, 46),
            stands("县/水2022.txt", "青屏县水务局", 2022, 5, 1),
            stands("县/水2023.txt", "青屏县水务局", 2023, None, 3, blanks={"申请表": 12}),
            stands(
                "坏.docx", None, None, None, level=None, verdict="unchecked", figures={},
                reason=Message("unreadable", "文件已损坏", "the file is damaged"),
            ),
        ],
        FIGURES,
        language,
        [("县/府2022.txt", "县/府2023.txt"), ("县/水2022.txt", "县/水2023.txt")],
    )  # fmt: skip


def test_the_tables_on_a_terminal() -> None:
    assert summary_text.report(county(), ReportOptions(by="organ")) == (
        "按机关\n"
        "机关                年度  层级      结论      错误   警告   提示  收到申请  行政诉讼\n"
        "青屏县人民政府      2022  县级      通过         0      0      0        39         2\n"
        "青屏县人民政府      2023  县级      通过     0 (=)  0 (=)  0 (=)   46 (+7)     2 (=)\n"
        "青屏县水务局        2022  县级      不通过       1      1      0         5         2\n"
        "青屏县水务局        2023  县级      不通过  3 (+2)  1 (=)  0 (=)               2 (=)\n"
        "（未知）        （未知）  （未知）  未检查       0      0      0\n"
        "\n"
        "县/水2023.txt：申请表有12格空白，超过限度，不通过\n"
        "坏.docx：未检查：文件已损坏\n"
        "2023年收到申请：1份报告的数字无法确定，未计入\n"
        "\n"
        "共5份报告：2份通过，2份不通过，1份未检查。\n"
    )


def test_a_summary_in_english() -> None:
    said = summary_text.report(county("en"), ReportOptions(language="en"))
    assert [line for line in said.splitlines() if re.match("By ", line)] == [
        "By year", "By level", "By rule", "By organ",
    ]  # fmt: skip
    assert "坏.docx: unchecked: the file is damaged\n" in said
    assert said.endswith("5 reports: 2 fit for publication, 2 not, 1 unchecked.\n")


@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), min_size=1, max_size=5),
    st.integers(60, 200),
)
def test_columns_stand_under_each_other_and_nothing_is_wider_than_the_terminal(names: list[str], width: int) -> None:
    screen = Screen("utf-8")
    found = summarised("1", [stands(f"{at}", name, 2022, 7) for at, name in enumerate(names)], FIGURES)
    title, *lines = summary_text.report(found, ReportOptions(by="organ", width=width)).split("\n\n")[0].splitlines()
    assert title == "按机关"
    assert len(lines) == 1 + len(names)
    ends = {screen.width(line) for line in lines}
    assert len(ends) == 1, "every line ends with a figure, in the same column"
    assert ends.pop() <= max(width, 80)


def test_programs_get_the_same_names_in_both_languages() -> None:
    for reporter in (summary_json, summary_csv):
        one, other = (reporter.report(county(language), ReportOptions(language=language)) for language in ("zh", "en"))
        assert one == other


def test_the_numbers_in_json() -> None:
    found = json.loads(summary_json.report(county(), ReportOptions()))
    assert list(found) == ["schema", "tool", "years", "levels", "rules", "reports", "twice"]
    assert found["years"][1]["figures"]["received"] == {"total": "46", "unknown": 1, "change": "7"}
    assert found["levels"] == [
        {"level": "county", "reports": 4, "pass": 2, "fail": 2, "unchecked": 0, "errors": 4, "warnings": 2, "notes": 0},
        {"level": None, "reports": 1, "pass": 0, "fail": 0, "unchecked": 1, "errors": 0, "warnings": 0, "notes": 0},
    ]
    assert found["rules"] == [{"rule": "balance", "reports": 2, "fail": 2, "errors": 4, "warnings": 2, "notes": 0}]
    assert [(each["path"], each["before"], each["blocking"]) for each in found["reports"]][3] == (
        "县/水2023.txt", "县/水2022.txt", {"balance": 3},
    )  # fmt: skip
    assert list(json.loads(summary_json.report(county(), ReportOptions(by="rule")))) == [
        "schema",
        "tool",
        "rules",
        "twice",
    ]


def rows(summary: Summary, by: str | None = None) -> list[dict[str, str]]:
    said = summary_csv.report(summary, ReportOptions(by=by)).encode()
    return list(csv.DictReader(io.StringIO(said.decode("utf-8-sig"), newline="")))


def test_one_table_as_csv() -> None:
    found = rows(county())
    assert [row["organ"] for row in found] == ["青屏县人民政府"] * 2 + ["青屏县水务局"] * 2 + [""]
    assert [(row["verdict"], row["errors"], row["errors_change"]) for row in found[2:4]] == [
        ("fail", "1", ""), ("fail", "3", "2"),
    ]  # fmt: skip
    assert [row["received_change"] for row in found] == ["", "7", "", "", ""]
    assert [row["year"] for row in rows(county(), "year")] == ["2022", "2023", ""]


@given(st.sampled_from("=+-@＝＋－＠\t\r\n"), st.text(st.characters(codec="utf-8"), max_size=20))
def test_no_name_is_a_formula(first: str, rest: str) -> None:
    (row,) = rows(summarised("1", [stands(first + rest, first + rest, 2022, 1)], FIGURES))
    for field in (row["organ"], row["path"]):
        figure = re.fullmatch(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?%?|-", field)
        assert figure or not field.startswith(tuple("=+-@＝＋－＠\t\r"))
        assert "\n" not in field


def test_the_workbook_has_a_sheet_for_each_table() -> None:
    book = openpyxl.load_workbook(io.BytesIO(summary_xlsx.report(county(), ReportOptions())))
    assert book.sheetnames == ["按年度", "按层级", "按规则", "按机关", "说明"]
    heads, *organs = book["按机关"].iter_rows(values_only=True)
    assert heads[7:9] == ("警告 较上年", "提示")
    assert [(row[0], row[1], row[3], row[4], row[5]) for row in organs][3] == ("青屏县水务局", 2023, "不通过", 3, 2)
    assert summary_xlsx.report(county(), ReportOptions()) == summary_xlsx.report(county(), ReportOptions())


def test_a_page_shows_names_and_no_markup() -> None:
    found = summarised("1", [stands("<b>.txt", "<script>局", 2022, 1)], FIGURES)
    page = summary_html.report(found, ReportOptions())
    assert "&lt;script&gt;局" in page
    assert "<script>局" not in page
    assert page.count("<table") == 4
    assert re.findall(r"(?:src|href)=\"(?!#)", page) == []


def test_a_page_of_one_table() -> None:
    page = summary_html.report(county(), ReportOptions(by="level"))
    assert re.findall(r'<section id="(\w+)"', page) == ["level", "remarks"]
