"""Pages made to hurt are read or refused in one line; none takes long, which the runner's time limit would show."""

from __future__ import annotations

import pytest

from disclint import Unreadable
from disclint.loaders.html import load

MANY = 100_000
REFUSED = {
    "nested blocks": "<div>" * MANY + "x" + "</div>" * MANY,
    "nested tables": "<table><tr><td>" * MANY + "x",
    "nested lists": "<ul><li>" * MANY + "x",
    "misnested": "<b><i>" * MANY + "</b></i>" * MANY,
    "open tags": "<a " * (2 * MANY),
    "open comments": "<!--" * (2 * MANY),
    "open sections": "<![CDATA[" * (2 * MANY),
    "open instructions": "<?" * (5 * MANY),
    "open quotes": '<a b="' * (2 * MANY) + "<a c='" * MANY,
    "equals signs": "<a " + "=" * 1_000_000,
    "scripts": "<script>" * (2 * MANY),
    "titles": "<title>" * (2 * MANY),
    "dashes": "<!--" + "-" * 1_000_000,
    "paragraphs": "<p>" * (3 * MANY),
    "closed paragraphs": "</p>" * (3 * MANY),
    "cells": "<table>" + "<tr><td>1<td>2" * MANY + "</table>",
    "runs": "<span>一</span>" * MANY,
    "breaks": "x<br>" * (3 * MANY),
    "spaces": "<p>" + "x \n" * (3 * MANY),
    "references": "x&nbsp;" * (3 * MANY),
    "one line": "<p>" + "公" * 17_000_000,
    "short paragraphs": "<p>1" * 21_000,
    "short cells": "<table>" + ("<tr>" + "<td>1" * 10) * 5_100,
}  # fmt: skip
READ = {
    "open bold": "<b>" * MANY + "x",
    "open angles": "<" * 1_000_000,
    "ampersands": "<p>" + "&" * 1_000_000,
    "a long number": "<p>&#" + "9" * 1_000_000 + ";",
    "attributes": "<p " + " ".join(f"a{number}=none" for number in range(2 * MANY)) + ">x",
    "wide spans": "<table><tr><td>x" + "<td colspan=1000000000 rowspan=1000000000>1" * 9 + "<tr><td>2</table>",
    "many spans": "<table>" + ("<tr>" + "<td colspan=1000 rowspan=65534>1" * 50) * 200 + "</table>",
    "deep blocks": "<div>" * 5000 + "x",
    "closings": "<div><table><tr><td>" + "<ul>" * 100 + "</div>" * (MANY // 2) + "x",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_report_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        load(REFUSED[name].encode(), "report.html")
    assert refused.value.chinese
    assert "\n" not in refused.value.chinese + refused.value.english


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read(name: str) -> None:
    document = load(READ[name].encode(), "report.html")
    assert any(text.value for text in document.texts())


def test_blocks_that_are_nested_too_deep_are_noted() -> None:
    (note,) = load(READ["deep blocks"].encode(), "report.html").notes
    assert note.code == "nesting"


def test_spans_beyond_all_limits_are_cut() -> None:
    (table,) = load(READ["wide spans"].encode(), "report.html").tables()
    assert [(cell.column, cell.colspan, cell.rowspan) for cell in table.rows[0].cells][:3] == [
        (0, 1, 1),
        (1, 1000, 65534),
        (1001, 1000, 65534),
    ]
    assert table.rows[1].cells[0].column == 0


def test_nul_bytes_are_refused() -> None:
    page = "<html><body><p>政府信息公开工作年度报告，本年新收申请3件。</p></body></html>"
    for data in (page.encode() + b"\0", page.replace("，", "\0").encode("gb18030"), b"<p>" + bytes(4000) + b"</p>"):
        with pytest.raises(Unreadable):
            load(data, "report.html")
