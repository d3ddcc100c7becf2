"""Whole real reports, where they are at hand: each table has the rows and cells that it has in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint import Table
from disclint.loaders.text import load

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the reports are not part of the project")

TABLES = {
    "000": [("tab", 21, 18, {4}), ("tab", 42, 26, {8, 10}), ("tab", 72, 4, {15})],
    "001": [("pipe", 16, 18, {4}), ("pipe", 36, 26, {10}), ("pipe", 64, 4, {15})],
    "002": [
        ("cell-per-line", 16, 18, {1, 3, 4}),
        ("cell-per-line", 90, 26, {2, 4, 6, 7, 8}),
        ("cell-per-line", 313, 4, {2, 7, 15}),
    ],
    "003": [("tab", 31, 18, {4}), ("tab", 53, 26, {11, 12}), ("tab", 84, 4, {15})],
    "004": [("tab", 37, 4, {12}), ("tab", 57, 18, {4}), ("tab", 78, 26, {10}), ("tab", 107, 4, {16})],
}


@pytest.mark.parametrize("report", sorted(TABLES))
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-16"])
def test_tables_stand_where_they_do(report: str, codec: str) -> None:
    (path,) = CORPUS.glob(f"{report}_*.txt")
    text = path.read_bytes().decode()
    document = load(text.encode(codec), path.name)
    assert document.text == text
    assert TABLES[report] == [
        (table.dialect, document.lines.line(table.span.start), len(table.rows), {len(row.cells) for row in table.rows})
        for table in document.tables()
    ]


@pytest.mark.parametrize("report", sorted(TABLES))
def test_every_line_outside_the_tables_is_a_paragraph(report: str) -> None:
    (path,) = CORPUS.glob(f"{report}_*.txt")
    document = load(path.read_bytes(), path.name)
    inside: set[int] = set()
    for block in document.blocks:
        if isinstance(block, Table):
            inside.update(range(document.lines.line(block.span.start), document.lines.line(block.span.end) + 1))
    rule = {80} if report == "003" else set()
    written = {number for number, line in enumerate(document.text.splitlines(), start=1) if line.strip()}
    assert {document.lines.line(paragraph.span.start) for paragraph in document.paragraphs()} == written - inside - rule
