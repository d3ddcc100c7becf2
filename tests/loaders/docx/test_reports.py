"""Whole reports: what Word holds is what the same report says as text, and other programs see it too."""

from __future__ import annotations

import io
from collections.abc import Mapping

import docx as python_docx
import pytest
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from disclint import Checked, Document, Paragraph, plugins
from disclint.engine import Library, Request, judge, read, understand
from disclint.reporters.plain import render
from tests.damage.layouts import Key
from tests.loaders.docx.office import NEEDED, converted
from tests.loaders.docx.reports import Report, report
from tests.loaders.docx.shown import read as read_word

WRONG: Mapping[Key, str] = {
    ("applications", "received", "total"): "77",
    ("applications", "granted", "natural_person"): "",
    ("review_litigation", "review", "total"): "99",
}


def checked(data: bytes, name: str) -> Checked:
    library = Library(plugins.find(), Request())
    return judge(understand(read(name, data, library), library))


def cells(file: Checked) -> dict[Key, tuple[str, str | None]]:
    assert file.filing is not None
    return {(form.key, *key): (cell.state, cell.text) for form in file.filing.forms for key, cell in form.cells.items()}


def findings(file: Checked) -> list[tuple[str, str, str]]:
    """What is said, places apart."""
    return sorted((found.rule, found.message.chinese, ".".join(found.cell or ())) for found in file.diagnostics)


@pytest.mark.parametrize("edition", ["form_2019", "form_2021"])
@pytest.mark.parametrize("change", [{}, WRONG])
def test_word_and_text_give_the_same_cells_and_findings(edition: str, change: Mapping[Key, str]) -> None:
    made = report(edition, change=change)
    word, text = checked(made.word, "report.docx"), checked(made.text.encode(), "report.txt")
    assert cells(word) == cells(text)
    assert findings(word) == findings(text)
    assert len({rule for rule, _, _ in findings(word)}) >= (3 if change else 1)


@pytest.mark.parametrize("edition", ["form_2019", "form_2021"])
def test_every_cell_of_the_forms_is_read(edition: str) -> None:
    made = report(edition)
    found = cells(checked(made.word, "report.docx"))
    assert {key: text for key, (_, text) in found.items()} == {key: made.truth.get(key) for key in found}
    assert {state for state, _ in found.values()} == {"filled"}


def test_a_blank_cell_of_a_grid_is_known_to_be_blank() -> None:
    found = cells(checked(report(change=WRONG).word, "report.docx"))
    assert found["applications", "granted", "natural_person"] == ("blank", None)


def test_the_text_is_what_is_printed() -> None:
    document = read_word(report().word)
    assert document.text == render(document)
    assert document.format == "docx"
    assert len(document.normal) == len(document.text)


def words_of(document: Document) -> list[list[str]]:
    """Paragraphs, and rows of tables."""
    found: list[list[str]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append([block.value])
        else:
            found.extend([cell.value for cell in row.cells] for row in block.rows)
    return found


def word_as_python_docx_reads_it(data: bytes) -> list[list[str]]:
    """The same by another reader, which gives merged cells once for each place that they cover."""
    found: list[list[str]] = []
    for block in python_docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, WordParagraph):
            if block.text.strip():
                found.append([block.text])
            continue
        assert isinstance(block, WordTable)
        seen: set[object] = set()
        for row in block.rows:
            own = [cell for cell in row.cells if cell._tc not in seen]
            unique = list({cell._tc: cell.text for cell in own}.items())
            seen.update(tc for tc, _ in unique)
            found.append([text for _, text in unique])
    return found


@pytest.mark.parametrize("edition", ["form_2019", "form_2021"])
def test_another_reader_sees_the_same_words(edition: str) -> None:
    made = report(edition, numbered=False)
    assert words_of(read_word(made.word)) == word_as_python_docx_reads_it(made.word)


def test_a_document_by_another_writer() -> None:
    word = python_docx.Document()
    word.add_heading("一、总体情况", 1)
    word.add_paragraph("全年受理").add_run("12件。").bold = True
    table = word.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "项目"
    table.cell(2, 0).text = "许可"
    table.cell(2, 2).text = "16"
    stream = io.BytesIO()
    word.save(stream)
    document = read_word(stream.getvalue())
    assert document.text == "一、总体情况\n全年受理12件。\n项目\n许可\t\t16\n".replace("项目\n", "项目\t\t\n\t\t\n")
    assert next(document.paragraphs()).level == 1


@NEEDED
@pytest.mark.parametrize("target", ["docx", "odt", "doc"])
def test_what_libreoffice_makes_of_it_gives_the_same_findings(target: str) -> None:
    made: Report = report(change=WRONG)
    again = converted(made.word, "docx", target)
    file = checked(again, f"report.{target}")
    ours = checked(made.word, "report.docx")
    assert cells(file) == cells(ours)
    assert findings(file) == findings(ours)
