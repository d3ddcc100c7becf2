"""What a PDF tells: the paragraphs and tables of its pages in order, without what stands on each page again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from disclint import NamedTuple, Unreadable
from disclint.loaders.pdf.lines import (
    GAP,
    Line,
    Margins,
    continues,
    lines_of,
    margins_of,
    paragraphs_of,
    sentence,
)
from disclint.loaders.pdf.pages import Glyph, Page
from disclint.loaders.pdf.ruling import Grid, grids_of
from disclint.loaders.pdf.sheets import Sheet, joined, sheet_of

__all__ = ["Told", "blocks_of"]

_NEAR = 3.0
_EDGE = 2
"""So many lines at the top and at the bottom of a page may be running headers."""
_WHOLE = 0.95
"""A line that takes so much of the longest one's width is one of a paragraph."""
_PAGE = re.compile(r"第\s*\d+\s*页.{0,12}|[-—–·\s]+\d{1,3}[-—–·\s]+|\d{1,3}\s*/\s*\d{1,3}")
_FIGURE = re.compile(r"[-+]?[\d.,]+%?")
_MANY = 4
"""So many figures are a row of a table, and more than so many rows a table that should have lines."""
_FIGURES = frozenset("0123456789.,")
_ADJACENT = 0.25
"""Figures of one order that are no further apart, in the size of the characters, are one figure."""
_MOST_UNNAMED = 4


class Told(NamedTuple):
    """A paragraph, in parts where a page break cuts it; or a line of what may be a table without lines."""

    parts: tuple[tuple[int, str], ...]
    """The number of a page, and the words on it."""
    parted: bool


class _Sight(NamedTuple):
    """What is seen of a page: tables with their places, and the lines around them."""

    page: Page
    grids: Sequence[Grid]
    sheets: Sequence[Sheet]
    lines: Sequence[Line]


def blocks_of(pages: Sequence[Page]) -> list[Told | Sheet]:
    """Paragraphs and tables in order; a table that a page break cuts is one.

    Raises ``Unreadable`` where there are no words, their characters are not told, or large tables have no lines.
    """
    _refuse_silent(pages)
    sights = [_seen(page) for page in pages]
    running = _running(sights)
    kept = [[line for line in sight.lines if (sight.page.number, line.top) not in running] for sight in sights]
    lines = [line for lines in kept for line in lines]
    _refuse_unruled(lines)
    sides = [grid.lefts[-1] for sight in sights for grid in sight.grids]
    margins = margins_of(lines, sides, max(sight.page.width for sight in sights))
    return _joined([_in_order(sight, lines, margins) for sight, lines in zip(sights, kept, strict=True)], margins)


def _refuse_silent(pages: Sequence[Page]) -> None:
    glyphs = [glyph.text for page in pages for glyph in page.glyphs]
    if not any(text.strip() for text in glyphs):
        if any(page.pictures for page in pages):
            raise Unreadable(
                "PDF 是扫描件，只有图片没有文字；请提供文字版，或先作文字识别（OCR）",
                "the PDF is a scan, pictures without text: give the report as text, or recognise it (OCR) first",
            )
        raise Unreadable("PDF 中没有文字", "there are no words in the PDF")
    unnamed = glyphs.count("\ufffd")
    if unnamed > _MOST_UNNAMED and unnamed * 50 > len(glyphs):
        raise Unreadable(
            "PDF 的字体没有文字编码，读不出文字；请提供 Word 或网页版",
            "the fonts of the PDF do not tell which characters they show: give the report as a Word file or web page",
        )


def _refuse_unruled(lines: Iterable[Line]) -> None:
    """A large table without lines has wrapped words and narrow gaps: whose figures are whose can only be guessed."""
    rows = sum(len([word for word in line.words.split() if _FIGURE.fullmatch(word)]) >= _MANY for line in lines)
    if rows > _MANY:
        raise Unreadable(
            "PDF 中的表格没有框线，无法判断数字属于哪一格；请提供 Word 或网页版",
            "the tables of the PDF have no ruling lines, so whose figures are whose cannot be told: give the report as"
            " a Word file or web page",
        )


# A page ----------------------------------------------------------------------------------------------------------


def _seen(page: Page) -> _Sight:
    grids = grids_of(page.rules, page.edges)
    owners = [grid.owners() for grid in grids]
    inside: list[dict[int, list[Glyph]]] = [{} for _ in grids]
    outside: list[Glyph] = []
    for figure in _figures(page.glyphs):
        across = (figure[0].left + figure[-1].right) / 2
        down = (figure[0].top + figure[0].bottom) / 2
        for grid, owner, cells in zip(grids, owners, inside, strict=True):
            place = grid.place_at(across, down)
            if place in owner:
                cells.setdefault(owner[place], []).extend(figure)
                break
        else:
            outside += figure
    sheets = [sheet_of(grid, page.number, cells) for grid, cells in zip(grids, inside, strict=True)]
    return _Sight(page, grids, sheets, lines_of(outside))


def _figures(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The characters, each alone but for those of a figure: it stands in one cell even where it sticks out of it."""
    figure: list[Glyph] = []
    for glyph in glyphs:
        if figure and not _goes_on(figure[-1], glyph):
            yield figure
            figure = []
        figure.append(glyph)
    if figure:
        yield figure


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    if before.run != glyph.run or before.text not in _FIGURES or glyph.text not in _FIGURES:
        return False
    return abs(glyph.left - before.right) < _ADJACENT * glyph.size and abs(glyph.bottom - before.bottom) < 1


def _in_order(sight: _Sight, lines: Sequence[Line], margins: Margins) -> list[list[Line] | Sheet]:
    """The paragraphs and tables of a page from top to bottom, the number of the page with each."""
    blocks: list[list[Line] | Sheet] = []
    written = 0
    for grid, sheet in zip(sight.grids, sight.sheets, strict=True):
        above = [line for line in lines[written:] if line.top < grid.tops[0]]
        blocks += [*paragraphs_of(above, margins), sheet]
        written += len(above)
    return [*blocks, *paragraphs_of(lines[written:], margins)]


# Pages -----------------------------------------------------------------------------------------------------------


def _joined(pages: Sequence[Sequence[list[Line] | Sheet]], margins: Margins) -> list[Told | Sheet]:
    """The blocks of all pages; what a page break cuts is one."""
    blocks: list[Told | Sheet] = []
    last: Line | None = None
    """The line that ended the page before, if it was one of a paragraph."""
    for number, shown in enumerate(pages, 1):
        for at, block in enumerate(shown):
            before = blocks[-1] if blocks and not at else None
            if isinstance(block, Sheet):
                whole = joined(before, block) if isinstance(before, Sheet) else None
                if whole is not None:
                    blocks[-1] = whole
                else:
                    blocks.append(block)
                continue
            words = sentence(block, margins)
            if isinstance(before, Told) and last is not None and _runs_on(last, block[0], margins):
                gap = sentence([last, block[0]], margins)[len(last.words) : -len(block[0].words)]
                blocks[-1] = before._replace(parts=(*before.parts, (number, gap + words)))
            elif block[0].parted:
                blocks.append(Told(((number, block[0].words),), True))
            else:
                blocks.append(Told(((number, words),), False))
        ending = shown[-1] if shown else None
        last = ending[-1] if isinstance(ending, list) else None
    return blocks


def _runs_on(last: Line, line: Line, margins: Margins) -> bool:
    """Whether a paragraph goes on on the next page: where none is indented, only in the middle of a sentence."""
    if not continues(last, line, margins):
        return False
    return margins.indented or last.words[-1] not in "。！？；：!?;:"


# Running headers -------------------------------------------------------------------------------------------------


def _running(sights: Sequence[_Sight]) -> set[tuple[int, float]]:
    """The running headers and page numbers, by page and place.

    They are the first or last on a page, and either say its number or, shorter than a line of text, stand at the same
    place of another page.
    """
    longest = max((line.right - line.left for sight in sights for line in sight.lines), default=0.0)
    edges = [(sight.page.number, line) for sight in sights for line in _edges(sight)]
    places: dict[tuple[str, int], set[int]] = {}
    for number, line in edges:
        for near in (-1, 0, 1):
            places.setdefault((_mask(line), round(line.top / _NEAR) + near), set()).add(number)
    return {
        (number, line.top)
        for number, line in edges
        if _PAGE.fullmatch(line.words)
        or line.words == str(number)
        or (
            (line.parted or line.right - line.left < _WHOLE * longest)
            and len(places[_mask(line), round(line.top / _NEAR)]) > 1
        )
    }


def _edges(sight: _Sight) -> list[Line]:
    """The outermost lines of a page, those that have no table beyond them."""
    first = min((grid.tops[0] for grid in sight.grids), default=float("inf"))
    last = max((grid.tops[-1] for grid in sight.grids), default=0.0)
    above = [line for line in sight.lines[:_EDGE] if line.top < first]
    return above + [line for line in sight.lines[-_EDGE:] if line.bottom > last and line not in above]


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "#", line.words.replace(GAP, " "))
