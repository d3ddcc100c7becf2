"""What holds of every document, every filing and every result, whatever the input was."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import turbohtml

from disclint import Checked, Document, Filing, ReportOptions, Run, Span, Text
from disclint.complaint import told
from disclint.errors import DisclintError, PackError, PackErrors

__all__ = ["Broken", "document", "file", "filing", "mistakes", "require", "same", "well_formed"]


class Broken(AssertionError):
    """A law that an input broke."""


def require(holds: object, law: str) -> None:
    """That a law holds."""
    if not holds:
        raise Broken(law)


def document(read: Document) -> None:
    """Texts are what their places say, and lie in the file."""
    size = len(read.text)
    require(len(read.normal) == size, "the normal form has the length of the text")
    for text in read.texts():
        _within(text.span, size, "a text lies in the file")
        require(len(text.normal) == len(text.value), "the normal form of a text has its length")
        if not text.pieces:
            require(read.text[slice(*text.span)] == text.value, "a text is what stands at its place")
        for piece, end in _ends(text):
            _within(piece.span, size, "a piece lies in the file")
            if piece.exact:
                begin = piece.span.start
                require(
                    read.text[begin : begin + end - piece.at] == text.value[piece.at : end],
                    "an exact piece stands in the file letter for letter",
                )
    for table in read.tables():
        require(table.rows, "a table has rows")
        for row in table.rows:
            _within(row.span, size, "a row lies in the file")
            places = [cell.column for cell in row.cells]
            require(all(one < other for one, other in pairwise(places)), "the cells of a row stand in their order")
            require(all(cell.colspan > 0 and cell.rowspan >= 0 for cell in row.cells), "a cell covers its own place")


def _ends(text: Text) -> Iterator[tuple[Any, int]]:
    """The pieces of a text, each with the offset at which it ends."""
    ends = [*(piece.at for piece in text.pieces[1:]), len(text.value)]
    return zip(text.pieces, ends, strict=False)


def _within(span: Span, size: int, law: str) -> None:
    require(0 <= span.start <= span.end <= size, law)


def filing(bound: Filing) -> None:
    """Cells and headings lie in the file; what is filled has words, and what is missing has no place."""
    size = len(bound.document.text)
    for section in bound.sections:
        _within(section.heading.span, size, "a heading lies in the file")
    for form in bound.forms:
        for (row, column), cell in form.cells.items():
            require(cell.key == (form.form.key, row, column), "a cell is where it says it is")
            require((cell.state == "missing") == (cell.span is None), "only a missing cell has no place")
            if cell.span is not None:
                _within(cell.span, size, "a cell lies in the file")
            if cell.state == "filled":
                require(cell.text, "a filled cell has words")
            elif cell.state in ("blank", "missing"):
                require(cell.value is None, "a cell without a figure has none")


def file(checked: Checked, others: Mapping[str, Checked] | None = None) -> None:
    """Nothing failed; findings lie in the file, in order, and their fixes do not overlap.

    ``others`` are the files that a finding may relate, by their paths.
    """
    for failure in checked.failures:
        raise Broken(f"nothing fails: {failure.part}: {failure.cause}\n{failure.trace}")
    if checked.document is not None:
        document(checked.document)
    if checked.filing is not None:
        filing(checked.filing)
    size = _size(checked)
    places = [(*finding.span, finding.rule) for finding in checked.diagnostics]
    require(places == sorted(places), "findings are in order")
    for finding in checked.diagnostics:
        rule = finding.rule
        _within(finding.span, size, f"a finding lies in the file: {rule}")
        for message in (finding.message, *(related.message for related in finding.related)):
            require(message.chinese and message.english, f"what is said has words: {rule}")
        for related in finding.related:
            of = size if related.path is None else _size((others or {})[related.path])
            _within(related.span, of, f"a related place lies in its file: {rule}")
        edits = sorted(edit.span for edit in finding.fix.edits) if finding.fix is not None else []
        for edit in edits:
            _within(edit, size, f"a fix lies in the file: {rule}")
        require(all(one.end <= other.start for one, other in pairwise(edits)), f"edits do not overlap: {rule}")


def _size(checked: Checked) -> int:
    return len(checked.document.text) if checked.document is not None else 0


def mistakes(error: DisclintError, path: str, lines: int) -> None:
    """Each mistake has a place in the file that is wrong, and is told in one line that harms no terminal."""
    found = error.errors if isinstance(error, PackErrors) else (error,)
    require(found, "something is wrong")
    for each in found:
        if isinstance(each, PackError) and each.path == path:
            require(1 <= each.line <= lines and each.column >= 1, f"a mistake lies in the file: {each}")
        for language in ("zh", "en"):
            line, *excerpt = told(each, language).split("\n")
            require(line and len(excerpt) in (0, 2), f"a mistake is one line, and what it is about: {line}")
            _plain("\n".join((line, *excerpt)))


# What reporters write --------------------------------------------------------------------------------------------


_FORMULA = re.compile(r"[=@\t\r]|\+(?![\d.,]+%?$)|-(?!([\d.,]+%?)?$)")
"""What a spreadsheet works out: +4 is a figure, +4+cmd is none; - stands for nothing."""


def well_formed(name: str, written: str | bytes) -> None:
    """What a reporter wrote is what its format asks for; Python's own readers and turbohtml tell."""
    if isinstance(written, str):
        written.encode()
        require(not re.search("[\ud800-\udfff]", written), f"{name}: no half of a character")
    _FORMATS.get(name, _plain)(written)


def _json(written: Any) -> None:
    def refuse(word: str) -> None:
        raise Broken(f"JSON has no {word}")

    json.loads(written, parse_constant=refuse)


def _sarif(written: Any) -> None:
    from tests.reporters.test_sarif import by_hand

    _json(written)
    wrong = next(iter(by_hand(json.loads(written))), None)
    require(wrong is None, f"SARIF is as it should be: {wrong}")


def _xml(written: Any) -> None:
    ET.fromstring(written.encode())


def _csv(written: Any) -> None:
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""), strict=True))
    require(len({len(row) for row in rows}) <= 1, "rows of CSV are of one length")
    formula = next((cell for row in rows for cell in row if _FORMULA.match(cell)), None)
    require(formula is None, f"no cell of CSV is a formula: {formula}")


def _html(written: Any) -> None:
    page = turbohtml.parse(written)
    require(len(list(page.find_all("script"))) <= 1, "the page has no script but its own")


def _plain(written: Any) -> None:
    harmful = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", written)
    require(harmful is None, f"nothing acts on a terminal: {harmful and harmful[0]!r}")


def _github(written: Any) -> None:
    for line in written.splitlines()[:-1]:
        require(line.startswith(("::error ", "::warning ", "::notice ")), "a line of GitHub is a command")


def _xlsx(written: Any) -> None:
    import openpyxl

    openpyxl.load_workbook(io.BytesIO(written))


_FORMATS: Mapping[str, Callable[[Any], None]] = {
    "json": _json, "sarif": _sarif, "gitlab": _json, "junit": _xml, "csv": _csv, "html": _html, "xlsx": _xlsx,
    "github": _github, "text": _plain,
}  # fmt: skip


def same(one: Run, other: Run) -> None:
    """Two runs of which the same is said."""
    from disclint.reporters import csv as rows
    from disclint.reporters import json as objects
    from disclint.reporters import sarif

    options = ReportOptions()
    for reporter in (objects, rows, sarif):
        require(reporter.report(one, options) == reporter.report(other, options), "what was kept says the same")
