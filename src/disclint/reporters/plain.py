"""The document as read, for ``disclint text``."""

from __future__ import annotations

from disclint import Document, Row, Screen, Table

__all__ = ["render"]

_TURNING = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What ends a line or turns the order of the letters that follow."""


def render(document: Document, encoding: str = "utf-8") -> str:
    """One line for a paragraph, one for a row of a table with TABs between its cells.

    Where the format has a true grid, a cell stands after as many TABs as there are grid columns before it.
    """
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines.extend(_row(row, grid=block.grid) for row in block.rows)
        else:
            lines.append(_one_line(block.value))
    return Screen(encoding).fit("".join(f"{line}\n" for line in lines))


def _row(row: Row, *, grid: bool) -> str:
    cells: list[str] = []
    for cell in row.cells:
        if grid:
            cells.extend([""] * (cell.column - len(cells)))
        cells.append(_one_line(cell.value).replace("\t", " "))
    return "\t".join(cells)


def _one_line(text: str) -> str:
    """What ends a line, and what would act on a terminal, becomes one character that does neither."""
    text = text.replace("\r\n", " ")
    if text.isprintable():
        return text
    return "".join(" " if character in "\r\n" else _quiet(character) for character in text)


def _quiet(character: str) -> str:
    code = ord(character)
    if character in _TURNING:
        return "\ufffd"
    if character == "\t" or not (code < 0x20 or 0x7F <= code < 0xA0):
        return character
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
