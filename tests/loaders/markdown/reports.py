"""The example reports in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.loaders.html.reports import Merged, Part, table_html

__all__ = ["as_markdown", "expanded", "pipe_table"]


def expanded(rows: Sequence[Sequence[Merged]]) -> list[list[str]]:
    """A table with a cell for every place of its grid, those that a merged cell covers empty."""
    grid: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in grid:
                column += 1
            for below in range(cell.rows):
                for beside in range(cell.columns):
                    grid[number + below, column + beside] = "" if below or beside else cell.text
            column += cell.columns
    width = max(column for _, column in grid) + 1
    return [[grid.get((number, column), "") for column in range(width)] for number in range(len(rows))]


def pipe_table(rows: Sequence[Sequence[str]]) -> str:
    """A table with pipes and the line of dashes below its first row."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines)


def as_markdown(parts: Sequence[Part], *, html_tables: bool = False) -> str:
    """Paragraphs and tables in Markdown: the title and the sections' headings marked, the opening words bold."""
    words = []
    for number, part in enumerate(parts):
        if not isinstance(part, str):
            words.append(table_html(part) if html_tables else pipe_table(expanded(part)))
        elif number == 0:
            words.append(f"# {part}")
        elif re.match("[一二三四五六]、", part):
            words.append(f"## {part}")
        else:
            words.append(re.sub(r"^（[一二三四五六]）[^。]+。", lambda match: f"**{match[0]}**", part))
    return "\n\n".join(words) + "\n"
