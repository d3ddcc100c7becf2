"""Puts characters together to lines, and lines to paragraphs and to the words of a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from disclint import NamedTuple
from disclint.loaders.pdf.pages import Glyph

__all__ = ["GAP", "Line", "Margins", "continues", "label", "lines_of", "margins_of", "paragraphs_of", "sentence"]

GAP = "\u2003\u2003"
"""A gap that may part the columns of a table without lines. Two blanks to whoever looks for such tables."""

_WIDE_GAP = 1.2
"""In the size of the characters. A wider gap is told from a blank; a narrower one only justifies a line."""
_LATIN_GAP = 0.2
_FIGURE_GAP = 0.6
_DRAWN_TAB = re.compile(rf"^([一二三四五六七八九十]{{1,3}}、)(?:{GAP}|\s)+")
"""Between the number of a heading and its words Word puts a tab, which is a gap like any other when it is printed."""
_NEAR = 3.0
_INDENT = 1.2
_SHORT = 3.0
"""A line that ends so many characters before the right margin ends its paragraph."""
_ROOM = 1.6
"""Lines further apart than this, in the size of the characters, are no paragraph."""
_LOOSER = 1.3
"""Nor are those that stand so much further apart than the lines of the document do."""
_NUMBERED = re.compile(
    r"\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?\s*[、.．](?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]|第.{1,3}[条章页]|附件)"
)
_ENDS = frozenset("。！？；：!?;:")
_LONG_FIGURE = re.compile(r"[\d,]{3,}$")
_PADDING = 2.0
"""What a cell leaves free beside a full line, in the size of its characters."""


class Line(NamedTuple):
    """A line as printed. ``parted`` tells that there is a ``GAP`` in its words."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    parted: bool = False


class Margins(NamedTuple):
    """Where the lines of a document begin and end.

    ``pitch`` is how far apart they stand, in the size of their characters; ``indented`` tells that paragraphs are.
    """

    left: float
    right: float
    pitch: float
    indented: bool


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
    blank = False
    for glyph in row:
        if glyph.text.isspace():
            blank = True
            continue
        before = kept[-1] if kept else None
        if before is not None:
            if glyph.text == before.text and glyph.left - before.left < 0.3 * (before.right - before.left):
                continue  # bold letters may be drawn twice
            words.append(_between(before, glyph, blank=blank))
        words.append(glyph.text)
        kept.append(glyph)
        blank = False
    if not kept:
        return None
    return Line(
        text := _DRAWN_TAB.sub(r"\1", "".join(words)),
        kept[0].left,
        min(glyph.top for glyph in kept),
        max(glyph.right for glyph in kept),
        max(glyph.bottom for glyph in kept),
        max(glyph.size for glyph in kept),
        GAP in text,
    )


def _between(before: Glyph, glyph: Glyph, *, blank: bool) -> str:
    """What stands between two characters. Of several blanks the reader of the file tells one."""
    gap = (glyph.left - before.right) / max(before.size, glyph.size, 1.0)
    if gap > (_FIGURE_GAP if before.text[-1].isdigit() and glyph.text[0].isdigit() else _WIDE_GAP):
        return GAP
    both_latin = _is_latin(before.text[-1]) and _is_latin(glyph.text[0])
    return " " if blank or (both_latin and gap > _LATIN_GAP) else ""


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def margins_of(lines: Sequence[Line], tables: Iterable[float], width: float) -> Margins:
    """The margins of a document, from its lines, the right sides of its tables and the width of a page.

    Lines count where a tenth of them begin, where several end; without such, the outermost line or table does.
    """
    lefts = sorted(line.left for line in lines)
    usual = max(2, len(lefts) // 10)
    begins = (one for one, other in zip(lefts, lefts[usual - 1 :], strict=False) if other - one < _NEAR)
    left = next(begins, lefts[0] if lefts else 0.0)
    rights = sorted((line.right for line in lines), reverse=True)
    size = sorted(line.size for line in lines)[len(lines) // 2] if lines else 10.0
    shared = next((one for one, other in pairwise(rights) if one - other < size), 0.0)
    right = shared if shared - left > 0.6 * width else max([*rights[:1], *tables], default=0.0)
    steps = sorted((below.top - above.top) / max(above.size, 1.0) for above, below in pairwise(lines))
    steps = [step for step in steps if step > 0.8]
    pitch = steps[len(steps) // 5] if steps else _ROOM
    indented = any(_INDENT < (line.left - left) / max(line.size, 1.0) < 2.6 for line in lines)
    return Margins(left, right, pitch, indented)


def paragraphs_of(lines: Sequence[Line], margins: Margins) -> Iterator[list[Line]]:
    """The paragraphs of a page: a line goes on if it is full and the next one begins at the left margin, near below it.

    ``continues`` tells whether the last one goes on on the next page.
    """
    if not lines:
        return
    paragraph = [lines[0]]
    for before, line in pairwise(lines):
        if _is_near(before, line, margins) and continues(before, line, margins):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _is_near(before: Line, line: Line, margins: Margins) -> bool:
    """Whether a line stands as near below another as lines of a paragraph do."""
    size = max(before.size, 1.0)
    return line.top - before.bottom < _ROOM * size and line.top - before.top < _LOOSER * margins.pitch * size


def continues(before: Line, line: Line, margins: Margins) -> bool:
    """Whether what a line says goes on on another, if the other is the next one."""
    size = max(before.size, 1.0)
    if before.parted or line.parted or abs(line.size - before.size) >= 0.15 * size:
        return False
    if line.left - margins.left > _INDENT * size or margins.right - before.right > _SHORT * size:
        return False
    return not (before.words[-1] in _ENDS and _NUMBERED.match(line.words))


def sentence(lines: Sequence[Line], margins: Margins) -> str:
    """The words of a paragraph's lines. A figure that fills its line goes on on the next."""
    return _joined(lines, lambda line: margins.right - line.right < line.size)


def label(lines: Sequence[Line], width: float) -> str:
    """The words of a cell's lines. A long figure that fills its line goes on on the next."""
    return _joined(
        lines,
        lambda line: width - (line.right - line.left) < _PADDING * line.size and bool(_LONG_FIGURE.search(line.words)),
    )


def _joined(lines: Sequence[Line], is_full: Callable[[Line], bool]) -> str:
    """Nothing stands between Chinese characters where a line ends, a blank between two Latin words."""
    words = ""
    before: Line | None = None
    for line in lines:
        if before is not None and _is_latin(words[-1]) and _is_latin(line.words[0]):
            cut = words[-1].isdigit() and line.words[0].isdigit() and is_full(before)
            words += "" if cut else " "
        words += line.words.replace(GAP, " ")
        before = line
    return words
