"""Puts characters together to lines, and lines to paragraphs and to the words of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclint.loaders.pdf.pages import Glyph

__all__ = ["Line", "Margins", "lines_of", "paragraphs_of", "words_of"]

_WIDE_GAP = 1.2
"""In the size of the characters. A wider gap between two of them is a blank; a narrower one only justifies a line."""
_LATIN_GAP = 0.2
_DRAWN_TAB = re.compile(r"^([一二三四五六七八九十]{1,3}、)\s+")
"""Between the number of a heading and its words Word puts a tab, which is a gap like any other when it is printed."""
_INDENT = 1.2
_SHORT = 3.0
"""A line that ends so many characters before the right margin ends its paragraph: figures go on the next one whole."""


class Line(NamedTuple):
    """A line as printed."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


class Margins(NamedTuple):
    """Where the lines of a document begin and end."""

    left: float
    right: float


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines that characters stand in, from top to bottom."""
    rows: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        middle = (glyph.top + glyph.bottom) / 2
        if rows and middle - rows[-1][0] < 0.5 * min(max(rows[-1][1], glyph.size), 2 * rows[-1][1]):
            rows[-1][2].append(glyph)
        else:
            rows.append((middle, glyph.size, [glyph]))
    return [line for _, _, row in rows if (line := _line(row)) is not None]


def _line(row: list[Glyph]) -> Line | None:
    row.sort(key=lambda glyph: glyph.left)
    kept: list[Glyph] = []
    words: list[str] = []
    for glyph in row:
        before = kept[-1] if kept else None
        if before is not None:
            if glyph.text == before.text and glyph.left - before.left < 0.3 * (before.right - before.left):
                continue  # bold letters may be drawn twice
            if _is_apart(before, glyph):
                words.append(" ")
        words.append(glyph.text)
        kept.append(glyph)
    text = _DRAWN_TAB.sub(r"\1", "".join(words).strip())
    if not text:
        return None
    inked = [glyph for glyph in kept if not glyph.text.isspace()]
    return Line(
        text,
        inked[0].left,
        min(glyph.top for glyph in inked),
        inked[-1].right,
        max(glyph.bottom for glyph in inked),
        max(glyph.size for glyph in inked),
    )


def _is_apart(before: Glyph, glyph: Glyph) -> bool:
    if before.text.isspace() or glyph.text.isspace():
        return False
    gap = (glyph.left - before.right) / max(glyph.size, 1.0)
    return gap > (_LATIN_GAP if _is_latin(before.text[-1]) and _is_latin(glyph.text[0]) else _WIDE_GAP)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def paragraphs_of(lines: Sequence[Line], margins: Margins) -> Iterator[list[Line]]:
    """The paragraphs of a page: a line goes on if it is full and the next one begins at the left margin, near below it.

    A paragraph that goes on on the next page stays in two.
    """
    if not lines:
        return
    paragraph = [lines[0]]
    for before, line in pairwise(lines):
        if _continues(before, line, margins):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _continues(before: Line, line: Line, margins: Margins) -> bool:
    size = max(before.size, 1.0)
    if line.left - margins.left > _INDENT * size or margins.right - before.right > _SHORT * size:
        return False
    return abs(line.size - before.size) < 0.15 * size and line.top - before.bottom < 1.6 * size


def words_of(lines: Sequence[Line], right: float) -> str:
    """Lines as one, of a paragraph or of a cell that ends at ``right``.

    Nothing stands between Chinese characters where a line ends, a blank between two Latin words; a figure that fills
    its line goes on on the next.
    """
    words = ""
    before: Line | None = None
    for line in lines:
        if before is not None and _is_latin(words[-1]) and _is_latin(line.words[0]):
            cut = words[-1].isdigit() and line.words[0].isdigit() and right - before.right < before.size
            words += "" if cut else " "
        words += line.words
        before = line
    return words
