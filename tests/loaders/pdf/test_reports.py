"""Whole reports: what a PDF shows is what the same report says as text, and another reader sees it too."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pdfplumber
import pytest

from disclint import Document
from disclint.reporters.plain import render
from tests.damage.layouts import Key
from tests.loaders.docx.office import NEEDED, converted
from tests.loaders.docx.reports import report
from tests.loaders.docx.test_reports import WRONG, cells, checked, findings
from tests.loaders.html.reports import parts_of
from tests.loaders.html.reports import report as example
from tests.loaders.html.sites import SITES
from tests.loaders.pdf.drawn import read, report_pdf
from tests.reporters.browser import Browser, browser

__all__ = ["browser"]

EDITIONS = pytest.mark.parametrize("edition", ["form_2019", "form_2021"])


@EDITIONS
@pytest.mark.parametrize("change", [{}, WRONG])
@pytest.mark.parametrize("bottom", [70, 300, 420])
def test_pdf_and_text_give_the_same_cells_and_findings(edition: str, change: Mapping[Key, str], bottom: float) -> None:
    made = report(edition, change=change)
    printed = report_pdf(made, header=f"{made.year}年政府信息公开年报", bottom=bottom, fine=bottom == 300)
    pdf, text = checked(printed, "report.pdf"), checked(made.text.encode(), "report.txt")
    assert pdf.failures == ()
    assert cells(pdf) == cells(text)
    assert findings(pdf) == findings(text)
    assert len({rule for rule, _, _ in findings(pdf)}) >= (3 if change else 1)


@EDITIONS
def test_a_table_is_one_table_whatever_the_pages(edition: str) -> None:
    made = report(edition)
    whole, pieces = read(report_pdf(made)), read(report_pdf(made, header="年报", bottom=420))
    assert whole.text == pieces.text
    assert len(list(pieces.tables())) == 3
    assert shapes(whole) == shapes(pieces)


def shapes(document: Document) -> list[tuple[int, int, int, str]]:
    return [
        (cell.column, cell.colspan, cell.rowspan, cell.value)
        for table in document.tables()
        for row in table.rows
        for cell in row.cells
    ]


@EDITIONS
def test_the_text_is_what_is_printed(edition: str) -> None:
    document = read(report_pdf(report(edition), header="年报", bottom=420))
    assert document.text == render(document)
    assert document.format == "pdf"
    assert len(document.normal) == len(document.text)
    for text in document.texts():
        assert document.text[text.span.start : text.span.end] == text.value


@EDITIONS
def test_another_reader_sees_the_same_cells(edition: str) -> None:
    made = report_pdf(report(edition), bottom=60)
    with pdfplumber.open(io.BytesIO(made)) as pdf:
        theirs = [
            "".join(words.split())
            for page in pdf.pages
            for table in page.extract_tables()
            for row in table
            for words in row
            if words is not None
        ]
    ours = ["".join(words.split()) for _, _, _, words in shapes(read(made))]
    assert [words for words in ours if words] == [words for words in theirs if words]


@NEEDED
@EDITIONS
def test_what_libreoffice_prints_gives_the_same_cells_and_findings(edition: str) -> None:
    made = report(edition, change=WRONG)
    printed = converted(made.word, "docx", "pdf")
    pdf = checked(printed, "report.pdf")
    text = checked(made.text.encode(), "report.txt")
    assert cells(pdf) == cells(text)
    assert findings(pdf) == findings(text)


STYLES = {
    "narrow": "table{border-collapse:collapse;width:100%} td{border:1px solid #000;padding:4px}",
    "wide": "table{border-collapse:collapse;font-size:18px} td{border:1.5pt solid #000;padding:9px}",
    "apart": "table{background:#000;border-spacing:1px} td{background:#fff}",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("site", ["word", "bare"])
@pytest.mark.parametrize("name", ["draft", "final"])
def test_what_a_browser_prints_gives_the_same_cells_and_findings(
    browser: Browser, tmp_path: Path, name: str, site: str, style: str
) -> None:
    source = SITES[site](parts_of(example(name)))
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(f"<style>{STYLES[style]}</style>{source}", encoding="utf-8")
    with browser.open(page) as opened:
        opened.pdf(printed)
    pdf, html = checked(printed.read_bytes(), "report.pdf"), checked(source.encode(), "report.html")
    assert cells(pdf) == cells(html)
    assert findings(pdf) == findings(html)


def test_large_tables_without_lines_are_refused(browser: Browser, tmp_path: Path) -> None:
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(SITES["bare"](parts_of(example("final"))), encoding="utf-8")
    with browser.open(page) as opened:
        opened.pdf(printed)
    (finding,) = checked(printed.read_bytes(), "report.pdf").diagnostics
    assert finding.rule == "unreadable"
    assert "没有框线" in finding.message.chinese


def test_a_finding_is_placed_on_its_page() -> None:
    file = checked(report_pdf(report(change=WRONG), header="年报", bottom=420), "report.pdf")
    assert file.document is not None
    places = {found.rule: (found.place, found.span) for found in file.diagnostics}
    place, span = places["litigation-totals"]
    page = file.document.page_at(span.start)
    assert page is not None
    assert page > 3
    assert place == f"第{page}页 第四部分 复议诉讼表 “行政复议”行 “总计”列" or place.startswith(f"第{page}页 第四部分 ")
    assert all(found.place.startswith("第") and "页 " in found.place for found in file.diagnostics)


@pytest.mark.parametrize("name", ["report.txt", "report.docx", "report.html"])
def test_a_pdf_under_another_name_is_read_with_a_note(name: str) -> None:
    file = checked(report_pdf(report()), name)
    assert file.document is not None
    assert file.document.format == "pdf"
    assert [note.code for note in file.document.notes] == ["type"]


MODULES = """
import sys
from disclint.cli import main
main(sys.argv[1:])
other = ("pypdfium2", "ctypes", "subprocess", "disclint.loaders.pdf")
print(sorted(name for name in sys.modules if name.startswith(other)))
"""


def modules(path: Path) -> list[str]:
    """What a run imported of what reads PDF."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", MODULES, str(path)], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.splitlines()[-1].strip("[]").replace("'", "").split(", ")


def test_a_text_needs_nothing_of_it(tmp_path: Path) -> None:
    text, pdf = tmp_path / "report.txt", tmp_path / "report.pdf"
    text.write_text(report().text, encoding="utf-8")
    pdf.write_bytes(report_pdf(report()))
    modules(text)  # the first run looks for plugins
    assert modules(text) == [""]
    assert "disclint.loaders.pdf.process" in modules(pdf)
    assert not [name for name in modules(pdf) if name.startswith("pypdfium2") or name.endswith(".pages")]
