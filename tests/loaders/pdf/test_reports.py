"""Whole reports: what a PDF shows is what the same report says as text, and another reader sees it too."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping

import pdfplumber
import pytest

from disclint import Document
from disclint.reporters.plain import render
from tests.damage.layouts import Key
from tests.loaders.docx.office import NEEDED, converted
from tests.loaders.docx.reports import report
from tests.loaders.docx.test_reports import WRONG, cells, checked, findings
from tests.loaders.pdf.drawn import read, report_pdf

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


def test_running_headers_and_page_numbers_are_left_out() -> None:
    document = read(report_pdf(report(), header="2023年政府信息公开年报", bottom=420))
    printed = [paragraph.value for paragraph in document.paragraphs()]
    assert "2023年政府信息公开年报" not in printed
    assert not [words for words in printed if words.startswith("-")]


@NEEDED
@EDITIONS
def test_what_libreoffice_prints_gives_the_same_cells_and_findings(edition: str) -> None:
    made = report(edition, change=WRONG)
    pdf = checked(converted(made.word, "docx", "pdf"), "report.pdf")
    text = checked(made.text.encode(), "report.txt")
    assert cells(pdf) == cells(text)
    assert findings(pdf) == findings(text)


@pytest.mark.parametrize("name", ["report.txt", "report.docx", "report.html"])
def test_a_pdf_under_another_name_is_read_with_a_note(name: str) -> None:
    file = checked(report_pdf(report()), name)
    assert file.document is not None
    assert file.document.format == "pdf"
    assert [note.code for note in file.document.notes] == ["type"]


def test_a_text_needs_nothing_of_it() -> None:
    script = (
        "import sys; from disclint.cli import main; main(['-'])\n"
        "print(sorted(name for name in sys.modules if name.startswith(('pdfminer', 'disclint.loaders.pdf'))))"
    )
    done = subprocess.run([sys.executable, "-c", script], input=report().text.encode(), capture_output=True, check=True)
    assert done.stdout.decode(errors="replace").splitlines()[-1] == "[]"
