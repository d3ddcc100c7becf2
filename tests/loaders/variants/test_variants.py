"""The same report, written in every format, has the same cells and the same findings; only their places differ.

What LibreOffice loses on the way from one format to another is told here and in docs/formats.md, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from disclint import Checked
from tests.damage.official import SUITS
from tests.fixing.reports import examined
from tests.loaders.docx.office import NEEDED, converted_together
from tests.loaders.docx.words import docx, p, r
from tests.loaders.html.reports import Part
from tests.loaders.variants.source import EDITIONS, source
from tests.loaders.variants.writers import WRITERS, tabs, web_page, word

Cell = tuple[str, str, str, str, str]


class Said(NamedTuple):
    """What is read of a report and said of it, places apart."""

    cells: list[Cell]
    findings: list[tuple[str, str, str]]


def said(data: bytes, name: str) -> Said:
    file = examined(data, name)
    assert file.failures == ()
    return Said(list(cells(file)), sorted(findings(file)))


def cells(file: Checked) -> Iterator[Cell]:
    """Form, row, column, state and figure of every cell."""
    assert file.filing is not None
    for form in file.filing.forms:
        for cell in form.cells.values():
            yield *cell.key, cell.state, "" if cell.value is None else str(cell.value)


def findings(file: Checked) -> Iterator[tuple[str, str, str]]:
    """Rule, cell and message of every finding."""
    for found in file.diagnostics:
        yield found.rule, ".".join(found.cell or ()), found.message.chinese


def as_text(parts: Sequence[Part]) -> Said:
    """What is said of the report as text with TABs."""
    return said(tabs(parts).encode(), "report.txt")


def test_the_clean_report_is_clean_and_the_faulty_one_is_not() -> None:
    for edition in EDITIONS:
        assert as_text(source(edition, faulty=False)).findings == []
        assert len({rule for rule, _, _ in as_text(source(edition, faulty=True)).findings}) >= 16


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("faulty", [False, True])
@pytest.mark.parametrize("writer", WRITERS)
def test_every_format_says_the_same(writer: str, edition: str, *, faulty: bool) -> None:
    parts = source(edition, faulty=faulty)
    suffix, write = WRITERS[writer]
    written = write(parts)
    data = written.encode() if isinstance(written, str) else written
    assert said(data, f"report.{suffix}") == as_text(parts)


# LibreOffice's conversions ---------------------------------------------------------------------------------------

PAGE = "HTML (StarWriter)"
TEXT = "txt:Text (encoded):UTF8"
CHAINS = {
    "docx to docx": ("docx", ["docx"]),
    "docx to odt": ("docx", ["odt", "docx"]),
    "docx to doc": ("docx", ["doc", "docx"]),
    "docx to rtf": ("docx", ["rtf", "docx"]),
    "docx to html": ("docx", [f"html:{PAGE}"]),
    "docx to txt": ("docx", [TEXT]),
    "docx to pdf": ("docx", ["pdf"]),
    "html to docx": ("html", ["docx"]),
    "html to odt to doc": ("html", ["odt", "doc", "docx"]),
    "html to txt": ("html", [TEXT]),
}
"""Where each begins, and through what it goes; what LibreOffice alone can read ends in .docx, as the reader has it."""

VARIANTS: Mapping[str, list[Part]] = {
    f"{edition}-{name}": source(edition, faulty=faulty, blanks=blanks)
    for edition in EDITIONS
    for name, faulty, blanks in (("clean", False, False), ("faulty", True, False), ("blank", True, True))
}
NUMBERED = VARIANTS["form_2021-clean"]


@cache
def converted(chain: str) -> Mapping[str, Said]:
    """What is said of every variant at the end of a chain, and of a report whose headings are numbered by Word."""
    start, targets = CHAINS[chain]
    files = {
        f"{name}.{start}": web_page(parts).encode() if start == "html" else word(parts, numbered=False)
        for name, parts in VARIANTS.items()
    }
    if start == "docx":
        files["numbered.docx"] = word(NUMBERED)
    with TemporaryDirectory() as folder:
        for number, target in enumerate(targets):
            reader = PAGE if start == "html" and not number else ""
            files = converted_together(files, target, Path(folder, str(number)), source=reader)
    return {name.partition(".")[0]: said(data, name) for name, data in files.items()}


@NEEDED
@pytest.mark.parametrize("chain", CHAINS)
def test_what_libreoffice_converts_says_the_same(chain: str) -> None:
    found = converted(chain)
    for name, parts in VARIANTS.items():
        if not (chain.endswith("txt") and name.endswith("blank")):
            assert found[name] == as_text(parts), name


@NEEDED
@pytest.mark.parametrize(
    ("chain", "lost"),
    [
        ("docx to docx", set()),
        ("docx to odt", set()),
        ("docx to doc", set()),
        ("docx to txt", set()),
        ("docx to pdf", set()),
        ("docx to html", {"section-numbers"}),  # <ol>, without the form of the numeral
        ("docx to rtf", {"section-numbers", "section-titles"}),  # a ? for the 、 after it
    ],
)
def test_numbers_that_word_makes(chain: str, lost: set[str]) -> None:
    found, expected = converted(chain)["numbered"], as_text(NUMBERED)
    assert found.cells == expected.cells
    assert {rule for rule, _, _ in found.findings} == lost


@NEEDED
@pytest.mark.parametrize("chain", ["docx to txt", "html to txt"])
def test_text_does_not_tell_a_blank_cell_from_a_covered_place(chain: str) -> None:
    """Both are a blank line: the row of a blank cell becomes uncertain, no figure becomes another."""
    for edition in EDITIONS:
        expected = as_text(VARIANTS[f"{edition}-blank"]).cells
        blank = {cell[:2] for cell in expected if cell[3] == "blank"} | {("review_litigation", row) for row in SUITS}
        for read, cell in zip(converted(chain)[f"{edition}-blank"].cells, expected, strict=True):
            assert read == cell or (read[3] == "uncertain" and cell[:2] in blank)


@NEEDED
@pytest.mark.parametrize("target", [TEXT, f"html:{PAGE}"])
def test_deleted_text_comes_back_where_no_change_is_tracked(target: str, tmp_path: Path) -> None:
    """Of 99 changed to 12 a text and a page say 9912; what Word holds is 12."""
    by = "w:id='1' w:author='李' w:date='2024-01-05T00:00:00Z'"
    deleted = f"<w:del {by}>{r('99').replace('w:t', 'w:delText')}</w:del>"
    document = docx(p("受理", deleted, f"<w:ins {by}>{r('12')}</w:ins>", "件"))
    assert plain(document, "report.docx") == "受理12件"
    ((name, data),) = converted_together({"report.docx": document}, target, tmp_path).items()
    assert plain(data, name) == "受理9912件"


def plain(data: bytes, name: str) -> str:
    """The words of a document."""
    document = examined(data, name).document
    assert document is not None
    return document.plain.strip()
