"""The same report gives the same cells and the same findings as text and in Markdown."""

from __future__ import annotations

import pytest

from tests.fixing.reports import examined
from tests.loaders.html.reports import parts_of, report, table_html
from tests.loaders.html.test_report import cells, said
from tests.loaders.markdown.reports import as_markdown


@pytest.mark.parametrize("html_tables", [False, True])
@pytest.mark.parametrize("name", ["draft", "final"])
def test_markdown_says_what_the_text_says(name: str, *, html_tables: bool) -> None:
    text = examined(report(name).encode())
    markdown = examined(as_markdown(parts_of(report(name)), html_tables=html_tables).encode(), "report.md")
    assert markdown.failures == ()
    assert cells(markdown) == cells(text)
    assert said(markdown) == said(text)


@pytest.mark.parametrize("name", ["draft", "final"])
def test_a_text_with_tables_of_html_says_it_too(name: str) -> None:
    text = examined(report(name).encode())
    parts = (part if isinstance(part, str) else table_html(part) for part in parts_of(report(name)))
    mixed = examined("\n\n".join(parts).encode())
    assert mixed.document is not None
    assert {table.dialect for table in mixed.document.tables()} == {"html"}
    assert cells(mixed) == cells(text)
    assert said(mixed) == said(text)


def test_findings_stand_at_the_cells_of_the_source() -> None:
    source = as_markdown(parts_of(report("draft")))
    file = examined(source.encode(), "report.md")
    (wrong,) = [each for each in file.diagnostics if each.rule == "litigation-totals"]
    assert source[slice(*wrong.span)] == "5"
    assert [source[slice(*each.span)] for each in wrong.related] == ["3", "1", "0", "0"]
