"""Writes one report in every format, each as its users write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from tests.loaders.docx.words import HEADINGS, C, docx, p, r, tbl
from tests.loaders.html.reports import Merged, Part, table_html
from tests.loaders.html.sites import SITES
from tests.loaders.markdown.reports import as_markdown, expanded

__all__ = ["WRITERS", "web_page", "word"]


def tabs(parts: Sequence[Part]) -> str:
    """A row on each line, a TAB between the places of its grid."""
    return _text(parts, lambda rows: "\n".join("\t".join(row) for row in expanded(rows)))


def pipes(parts: Sequence[Part]) -> str:
    """The same with pipes, without the line of dashes that is Markdown's."""
    return _text(parts, lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in expanded(rows)))


def cells(parts: Sequence[Part]) -> str:
    """A cell on each line after a TAB, covered places empty, a blank line after each row."""
    return _text(parts, lambda rows: "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in expanded(rows)))


def _text(parts: Sequence[Part], table: Callable[[Sequence[Sequence[Merged]]], str]) -> str:
    return "".join(f"{part if isinstance(part, str) else table(part)}\n\n" for part in parts)


def markdown(parts: Sequence[Part]) -> str:
    """Tables with pipes; what Markdown would take for a mark is escaped."""
    return as_markdown([_escaped(part) for part in parts])


def markdown_with_html(parts: Sequence[Part]) -> str:
    """The same with tables of HTML, which keep merged cells."""
    return as_markdown([_escaped(part) if isinstance(part, str) else part for part in parts], html_tables=True)


def _escaped(part: Part) -> Part:
    if isinstance(part, str):
        return re.sub(r"([\\\[\]&*_])", r"\\\1", part)
    return [[cell._replace(text=re.sub(r"^([-+])$", r"\\\1", cell.text)) for cell in row] for row in part]


def web_page(parts: Sequence[Part]) -> str:
    """A page without a site around it, its headings marked as such."""
    words = [
        table_html(part)
        if not isinstance(part, str)
        else f"<h1>{escape(part)}</h1>"
        if not number
        else f"<h2>{escape(part)}</h2>"
        if re.match("[一二三四五六]、", part)
        else f"<p>{escape(part)}</p>"
        for number, part in enumerate(parts)
    ]
    head = '<meta charset="utf-8"><style>td { border: 1px solid }</style>'
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>\n" + "\n".join(words) + "\n</body></html>\n"


def word(parts: Sequence[Part], *, numbered: bool = True) -> bytes:
    """A Word document whose headings get their numbers from Word, or have them typed."""
    body = []
    for number, part in enumerate(parts):
        if not isinstance(part, str):
            body += [_word_table(part), p()]
        elif not number:
            body.append(p(r(part, '<w:b/><w:sz w:val="32"/>')))
        elif numbered and re.match("[一二三四五六]、", part):
            body.append(p(r(part[2:], "<w:b/>"), num=(1, 0)))
        else:
            head, stop, rest = part.partition("。")
            body.append(p(r(head + stop, "<w:b/>"), rest) if part.startswith("（") else p(part))
    return docx(*body, parts={"numbering": HEADINGS})


def _word_table(rows: Sequence[Sequence[Merged]]) -> str:
    columns = sum(cell.columns for cell in rows[0])
    open_: dict[int, Merged] = {}
    lines: list[list[C]] = []
    for row in rows:
        line: list[C] = []
        cells = iter(row)
        column = 0
        while column < columns:
            above = open_.pop(column, None)
            cell = next(cells) if above is None else above
            down = "continue" if above else "restart" if cell.rows > 1 else ""
            line.append(C("" if above else cell.text, cell.columns, down))
            if cell.rows > 1:
                open_[column] = cell._replace(rows=cell.rows - 1)
            column += cell.columns
        lines.append(line)
    return tbl(*lines, columns=columns)


WRITERS: Mapping[str, tuple[str, Callable[[Sequence[Part]], str | bytes]]] = {
    "txt, pipes": ("txt", pipes),
    "txt, a cell on each line": ("txt", cells),
    "md": ("md", markdown),
    "md, HTML tables": ("md", markdown_with_html),
    "html": ("html", web_page),
    **{f"html, {name}": ("html", write) for name, write in SITES.items()},
    "docx": ("docx", word),
    "docx, typed numbers": ("docx", lambda parts: word(parts, numbered=False)),
}
"""What is compared with the text with TABs: the suffix, and who writes it."""
