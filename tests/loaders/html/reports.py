"""The example reports as web pages: the same words and figures, their tables merged as the national form has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from tests.checkout import ROOT

__all__ = ["Merged", "Part", "as_html", "cell_html", "parts_of", "report", "table_html"]


class Merged(NamedTuple):
    """A cell and the columns and rows that it takes."""

    text: str
    columns: int = 1
    rows: int = 1


Part = str | list[list[Merged]]
"""A paragraph, or a table."""


def report(name: str) -> str:
    """An example report as text with TABs."""
    return (ROOT / "examples" / f"{name}-2023.txt").read_text(encoding="utf-8")


def parts_of(text: str) -> list[Part]:
    """The paragraphs and the tables of a report written with TABs, in order."""
    parts: list[Part] = []
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            parts.append(_merged(rows))
            rows = []
        if line:
            parts.append(line)
    return parts


def _merged(rows: Sequence[list[str]]) -> list[list[Merged]]:
    width = max(len(row) for row in rows)
    merge = {4: _active_disclosure, 10: _applications, 15: _review_litigation}[width]
    return list(merge(rows))


def _active_disclosure(rows: Sequence[list[str]]) -> Iterator[list[Merged]]:
    for row in rows:
        words = [cell for cell in row if cell]
        if row[0].startswith("第二十条"):
            yield [Merged(row[0], columns=4)]
        elif len(words) == 2:
            yield [Merged(row[0]), Merged(words[1], columns=3)]
        else:
            yield [Merged(cell) for cell in row]


def _applications(rows: Sequence[list[str]]) -> Iterator[list[Merged]]:
    first, second, third, *data = rows
    yield [Merged(first[0], columns=3, rows=3), Merged("申请人情况", columns=7)]
    yield [Merged(second[3], rows=2), Merged(second[4], columns=5), Merged(second[9], rows=2)]
    yield [Merged(cell) for cell in third[4:9]]
    for number, row in enumerate(data):
        figures = [Merged(cell) for cell in row[3:]]
        if row[0] and not row[1]:
            yield [Merged(row[0], columns=3), *figures]
            continue
        labels = [Merged(row[0], rows=_below(data, number, 0))] if row[0] else []
        if row[1] and not row[2]:
            labels.append(Merged(row[1], columns=2))
        else:
            labels += [Merged(row[1], rows=_below(data, number, 1))] if row[1] else []
            labels.append(Merged(row[2]))
        yield [*labels, *figures]


def _below(data: Sequence[list[str]], number: int, column: int) -> int:
    """How many rows a label takes: its own, and those below with nothing in its column nor to its left."""
    count = 1
    while number + count < len(data) and not any(data[number + count][: column + 1]):
        count += 1
    return count


def _review_litigation(rows: Sequence[list[str]]) -> Iterator[list[Merged]]:
    _, second, third, figures = rows
    yield [Merged("行政复议", columns=5), Merged("行政诉讼", columns=10)]
    outcomes = [Merged(cell, rows=2) for cell in second[:5]]
    yield [*outcomes, Merged("未经复议直接起诉", columns=5), Merged("复议后起诉", columns=5)]
    yield [Merged(cell) for cell in third[5:]]
    yield [Merged(cell) for cell in figures]


def cell_html(cell: Merged, name: str = "td") -> str:
    """A cell as HTML."""
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{name}{spans}>{escape(cell.text)}</{name}>"


def table_html(rows: Sequence[Sequence[Merged]]) -> str:
    """A table as HTML."""
    return "<table>\n" + "\n".join(f"<tr>{''.join(map(cell_html, row))}</tr>" for row in rows) + "\n</table>"


def as_html(parts: Sequence[Part]) -> str:
    """Paragraphs and tables as HTML, without a page around them."""
    return "\n".join(f"<p>{escape(part)}</p>" if isinstance(part, str) else table_html(part) for part in parts)
