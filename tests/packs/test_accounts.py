"""Another kind of report, by a pack alone: departmental final accounts, told apart from reports on disclosure."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint import engine, plugins
from disclint.model.result import Checked
from disclint.testing import golden_files, read_golden

from .places import BUNDLED

EXAMPLES = Path(BUNDLED) / "cn-accounts" / "examples"
WHOLE = EXAMPLES / "accounts-sections" / "keeps-four.txt"
NATIONAL = Path(BUNDLED) / "cn" / "examples" / "complete-forms"


def understood(text: str, name: str = "report.txt", pack: str | None = None) -> Checked:
    library = engine.Library(plugins.find(), engine.Request(pack=pack))
    return engine.understand(engine.read(name, text.encode("utf-8"), library), library)


def said(text: str, name: str = "report.txt") -> list[tuple[str, str]]:
    file = engine.judge(understood(text, name))
    assert not file.failures
    return [(finding.rule, finding.message.chinese) for finding in file.diagnostics]


@pytest.fixture(scope="module")
def whole() -> str:
    return read_golden(WHOLE).text


def pack_of(file: Checked) -> str | None:
    return file.pack.name if file.pack is not None else None


def figure(file: Checked, form: str, row: str, column: str) -> str | None:
    assert file.filing is not None
    bound = file.filing.form(form)
    assert bound is not None
    return bound.cells[row, column].text


def test_whole_accounts_are_recognised_and_nothing_is_said_of_them(whole: str) -> None:
    file = understood(whole)
    assert pack_of(file) == "cn-accounts/2020"
    assert said(whole) == []


@pytest.mark.parametrize("title", ["青屏县教育局2022年度部门决算", "青屏县教育局2022年部门决算公开"])
def test_the_title_tells_accounts_without_tables(title: str) -> None:
    file = understood(f"{title}\n第一部分　部门概况\n主管全县教育工作。\n")
    assert pack_of(file) == "cn-accounts/2020"


@pytest.mark.parametrize(("example", "pack"), [("keeps-2019", "cn/2019"), ("keeps-2021", "cn/2021")])
def test_reports_on_disclosure_keep_their_own_packs(example: str, pack: str) -> None:
    text = read_golden(NATIONAL / f"{example}.txt").text
    for shown in (text, f"青屏县教育局2022年度部门决算\n{text}"):
        file = understood(shown)
        assert pack_of(file) == pack


def test_a_document_of_neither_kind_is_told_both() -> None:
    (finding,) = understood("关于会议的通知\n请准时参加。\n").diagnostics
    assert finding.message.chinese.startswith("不是政府信息公开工作年度报告、部门决算：")


def test_both_sides_are_read_and_line_numbers_are_no_figures(whole: str) -> None:
    file = understood(whole)
    expected = {
        ("summary", "budget_income", "amount"): "1,862.40",
        ("summary", "income_balance", "amount"): "2,300.00",
        ("summary", "general_services", "amount"): "0.00",
        ("summary", "expenditure_total", "amount"): "2,231.50",
        ("appropriations", "budget_income", "total"): "1,862.40",
        ("appropriations", "budget_carried", "total"): "40.60",
        ("appropriations", "communities", "fund"): "25.00",
        ("appropriations", "expenditure_balance", "budget"): "1,903.00",
        ("official_costs", "planned", "reception"): "6.00",
        ("official_costs", "final", "total"): "11.20",
    }
    assert {key: figure(file, *key) for key in expected} == expected
    assert file.filing is not None
    assert all(form.reliable and not form.doubled for form in file.filing.forms)


def as_html(text: str) -> str:
    """The report as a web page, its tables as true grids."""
    parts: list[str] = []
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if " | " in line:
            cells = "".join(f"<td>{cell.strip()}</td>" for cell in line.split("|"))
            rows.append(f"<tr>{cells}</tr>")
            continue
        if rows:
            parts.append(f"<table>{''.join(rows)}</table>")
            rows = []
        parts.append(f"<p>{line}</p>")
    return f"<html><body>{''.join(parts)}</body></html>"


def test_a_web_page_says_the_same(whole: str) -> None:
    assert said(as_html(whole), "report.html") == []
    broken = whole.replace("结余分配 | 58 | 3.50", "结余分配 | 58 | 5.30")
    assert broken != whole
    assert [rule for rule, _ in said(as_html(broken), "report.html")] == ["accounts-expenditure-balance"]


@pytest.mark.parametrize("number", ["9", "1009"])
def test_a_row_of_a_page_that_holds_only_a_line_number_is_passed_over(whole: str, number: str) -> None:
    """The label beside it reaches over two rows."""
    page = as_html(whole)
    income = "<td>八、其他收入</td><td>8</td>"
    assert page.count(income) == 1
    cut = page.index("</tr>", page.index(income)) + len("</tr>")
    page = (
        page[:cut].replace(income, income.replace("<td>", "<td rowspan=2>", 1))
        + f"<tr><td>{number}</td></tr>"
        + page[cut:]
    )
    assert said(page, "report.html") == []


@pytest.mark.parametrize("path", golden_files(EXAMPLES), ids=lambda path: "/".join(Path(path).parts[-2:]))
def test_no_message_and_no_basis_speaks_of_disclosure(path: str) -> None:
    golden = read_golden(path)
    file = engine.judge(understood(golden.text, pack="cn-accounts/2020"))
    for finding in file.diagnostics:
        assert "政府信息公开" not in f"{finding.message.chinese}{finding.message.english}{finding.basis}"


def test_functions_may_be_left_out_and_totals_not(whole: str) -> None:
    lines = [line for line in whole.splitlines() if "抗疫特别国债" not in line and "债务" not in line]
    assert said("\n".join(lines)) == []
    lines = [line for line in lines if not line.startswith("年初结转和结余")]
    assert {rule for rule, _ in said("\n".join(lines))} == {"accounts-forms"}
