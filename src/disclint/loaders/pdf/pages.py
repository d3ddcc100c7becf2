"""What the pages of a PDF show: characters and ruling lines, each at its place. The one door to pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import Any
from unicodedata import normalize

import pypdfium2_raw as pdfium

from disclint import NamedTuple, Unreadable

__all__ = ["Glyph", "Page", "Rule", "pages_of"]

_MOST_PAGES = 300
_MOST_GLYPHS = 100_000
_MOST_STROKES = 100_000
_DEEPEST_FORM = 12

_THIN = 3.0
"""Points. A filled rectangle that is no thicker is a line."""
_STRAIGHT = 0.5

_PASSWORD = 4
_HANDLER = 5
"""What pdfium calls a file that a password opens, and one that is encrypted in a way of its own."""
_PATH, _IMAGE, _FORM = 2, 3, 5
_LINE, _BEZIER, _MOVE = 0, 1, 2
_HYPHEN = "\x02"
"""pdfium's sign for a hyphen at the end of a line, which in a cell is a dash."""


class Glyph(NamedTuple):
    """A character as printed, in points from the upper left corner of the page.

    ``size`` is that of its font; characters of one ``run`` were printed by one order.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    run: int


class Rule(NamedTuple):
    """A ruling line at ``at``, from ``start`` to ``end``: down the page if ``upright``, else across it."""

    upright: bool
    at: float
    start: float
    end: float


class Page(NamedTuple):
    """What a page shows. ``edges`` are the sides of coloured areas, which may be cells without lines around them."""

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule]
    edges: Sequence[Rule]
    pictures: int


def pages_of(data: bytearray) -> list[Page]:
    """The pages of a PDF. Raises ``Unreadable`` for what is encrypted, damaged or larger than any report.

    ``data`` is not copied, and must not change meanwhile.
    """
    pdfium.FPDF_InitLibrary()
    buffer = (ctypes.c_ubyte * len(data)).from_buffer(data)
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        raise _refusal(pdfium.FPDF_GetLastError())
    count = pdfium.FPDF_GetPageCount(document)
    if count > _MOST_PAGES:
        raise _too_large(f"超过 {_MOST_PAGES} 页", f"more than {_MOST_PAGES} pages")
    if not count:
        raise _damaged("其中没有一页", "there is no page in it")
    budget = _Budget()
    return [_page(document, number, budget) for number in range(count)]


def _refusal(code: int) -> Unreadable:
    if code in (_PASSWORD, _HANDLER):
        return Unreadable(
            "PDF 已加密，需要密码才能打开；请提供未加密的文件",
            "the PDF is encrypted and opens with a password only: save it without one",
        )
    return _damaged("结构不完整", "its structure is broken")


def _damaged(chinese: str, english: str) -> Unreadable:
    return Unreadable(f"PDF 文件已损坏或被截断，无法读取：{chinese}", f"the PDF is damaged or cut off: {english}")


def _too_large(chinese: str, english: str) -> Unreadable:
    return Unreadable(f"PDF {chinese}，不像一份报告", f"the PDF has {english}: this is no report")


class _Budget:
    """What may still be read."""

    def __init__(self) -> None:
        self._glyphs = _MOST_GLYPHS
        self._strokes = _MOST_STROKES

    def spend(self, *, glyphs: int = 0, strokes: int = 0) -> None:
        self._glyphs -= glyphs
        self._strokes -= strokes
        if self._glyphs < 0 or self._strokes < 0:
            raise _too_large("页面内容过多", "too much drawn on its pages")


class _View:
    """How places of a page are seen: from its upper left corner, turned as the page is."""

    def __init__(self, page: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self._left, self._right = sorted((box.left, box.right))
        self._bottom, self._top = sorted((box.bottom, box.top))
        self._turned = pdfium.FPDFPage_GetRotation(page) & 3
        wide, high = self._right - self._left, self._top - self._bottom
        self.width: float = high if self._turned & 1 else wide
        self.height: float = wide if self._turned & 1 else high

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self._turned == 0:
            return x - self._left, self._top - y
        if self._turned == 1:
            return y - self._bottom, x - self._left
        if self._turned == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def box(self, x: float, y: float, other_x: float, other_y: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        (left, top), (right, bottom) = self.point(x, y), self.point(other_x, other_y)
        return min(left, right), min(top, bottom), max(left, right), max(top, bottom)

    def is_upright(self, along: float, up: float) -> bool:
        """Whether what is written in this direction reads from left to right."""
        right, down = ((along, up), (up, along), (-along, up), (-up, along))[self._turned]
        return right > 0 and abs(down) < 0.2 * right

    def shows(self, across: float, down: float) -> bool:
        return -1 <= across <= self.width + 1 and -1 <= down <= self.height + 1


def _page(document: Any, index: int, budget: _Budget) -> Page:
    page = pdfium.FPDF_LoadPage(document, index)
    text = page and pdfium.FPDFText_LoadPage(page)
    if not text:
        raise _damaged(f"第 {index + 1} 页无法打开", f"page {index + 1} cannot be opened")
    view = _View(page)
    glyphs = _glyphs(text, view, budget)
    drawing = _Drawing(view, budget)
    drawing.follow(_objects(page), (1, 0, 0, 1, 0, 0), 0)
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return Page(index + 1, view.width, view.height, glyphs, drawing.rules, drawing.edges, drawing.pictures)


# Characters ------------------------------------------------------------------------------------------------------


def _glyphs(text: Any, view: _View, budget: _Budget) -> list[Glyph]:
    count = pdfium.FPDFText_CountChars(text)
    budget.spend(glyphs=max(0, count))
    found = []
    rect = pdfium.FS_RECTF()
    owner, run, size, upright = 0, 0, 0.0, True
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, rect):
            continue
        printed = _character(text, index)
        order = ctypes.cast(pdfium.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value or 0
        if order != owner or not order:
            owner, run = order, run + 1
            size, upright = _font(text, index, view)
        if not upright or not printed:
            continue
        left, top, right, bottom = view.box(rect.left, rect.bottom, rect.right, rect.top)
        if view.shows((left + right) / 2, (top + bottom) / 2):
            found.append(Glyph(printed, left, top, right, bottom, size or bottom - top, run))
    return found


def _character(text: Any, index: int) -> str:
    """A character without what acts on a terminal; a Kangxi radical is the character that it looks like."""
    code = pdfium.FPDFText_GetUnicode(text, index)
    if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
        return "\ufffd"
    character = chr(code) if code < 0x110000 else "\ufffd"
    if "\u2e80" <= character <= "\u2fd5":
        return normalize("NFKC", character)
    if character in (_HYPHEN, "\xad"):
        return "-"
    if code < 0x20 or 0x7F <= code < 0xA0:
        return " " if character.isspace() else ""
    return "\ufffd" if 0xD800 <= code < 0xE000 else character


def _font(text: Any, index: int, view: _View) -> tuple[float, bool]:
    """The size of a character's font as printed, and whether it stands upright."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return 0.0, True
    size: float = pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
    return size, view.is_upright(matrix.a, matrix.b)


# Lines -----------------------------------------------------------------------------------------------------------

_Matrix = tuple[float, float, float, float, float, float]
_Points = list[tuple[float, float]]


def _objects(page: Any) -> Iterator[Any]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield pdfium.FPDFPage_GetObject(page, index)


def _members(form: Any) -> Iterator[Any]:
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        yield pdfium.FPDFFormObj_GetObject(form, index)


class _Drawing:
    """Collects what is drawn on a page, as far as it may be a table's."""

    def __init__(self, view: _View, budget: _Budget) -> None:
        self.rules: list[Rule] = []
        self.edges: list[Rule] = []
        self.pictures = 0
        self._view = view
        self._budget = budget

    def follow(self, objects: Iterator[Any], outer: _Matrix, depth: int) -> None:
        """Take in what objects draw, those of forms inside them too."""
        for each in objects:
            self._budget.spend(strokes=1)
            kind = pdfium.FPDFPageObj_GetType(each)
            if kind == _IMAGE:
                self.pictures += 1
            elif kind == _PATH:
                self._path(each, _within(each, outer))
            elif kind == _FORM and depth < _DEEPEST_FORM:
                self.follow(_members(each), _within(each, outer), depth + 1)

    def _path(self, path: Any, matrix: _Matrix) -> None:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(path, filled, stroked) or not (filled.value or stroked.value):
            return
        for points, curved in self._outlines(path, matrix):
            if stroked.value:
                self._strokes(points)
            elif not curved:
                self._area(points)

    def _outlines(self, path: Any, matrix: _Matrix) -> Iterator[tuple[_Points, bool]]:
        """The connected lines of a path, as seen; whether there is a curve among them."""
        a, b, c, d, e, f = matrix
        points: _Points = []
        curved = False
        x, y = ctypes.c_float(), ctypes.c_float()
        count = pdfium.FPDFPath_CountSegments(path)
        self._budget.spend(strokes=max(0, count))
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            if kind == _MOVE:
                if len(points) > 1:
                    yield points, curved
                points, curved = [], False
            curved = curved or kind == _BEZIER
            points.append(self._view.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1:
            yield points, curved

    def _strokes(self, points: _Points) -> None:
        for (x, y), (other_x, other_y) in pairwise(points):
            if abs(y - other_y) <= _STRAIGHT < abs(x - other_x):
                self.rules.append(Rule(False, (y + other_y) / 2, min(x, other_x), max(x, other_x)))
            elif abs(x - other_x) <= _STRAIGHT < abs(y - other_y):
                self.rules.append(Rule(True, (x + other_x) / 2, min(y, other_y), max(y, other_y)))

    def _area(self, points: _Points) -> None:
        """A thin area is a line; what is round a rectangle may be the sides of a cell."""
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        wide, high = right - left, bottom - top
        if high <= _THIN and wide <= _THIN:
            return
        if high <= _THIN:
            self.rules.append(Rule(False, (top + bottom) / 2, left, right))
        elif wide <= _THIN:
            self.rules.append(Rule(True, (left + right) / 2, top, bottom))
        elif all((x in (left, right)) and (y in (top, bottom)) for x, y in points):
            self.edges += [Rule(False, top, left, right), Rule(False, bottom, left, right)]
            self.edges += [Rule(True, left, top, bottom), Rule(True, right, top, bottom)]


def _within(each: Any, outer: _Matrix) -> _Matrix:
    """Where the coordinates of an object lead, through those of the form that it stands in."""
    inner = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(each, inner):
        return outer
    a, b, c, d, e, f = outer
    return (
        a * inner.a + c * inner.b,
        b * inner.a + d * inner.b,
        a * inner.c + c * inner.d,
        b * inner.c + d * inner.d,
        a * inner.e + c * inner.f + e,
        b * inner.e + d * inner.f + f,
    )
