"""What the pages of a PDF show: characters and ruling lines, each at its place. The one door to pdfminer.six."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage, LTLayoutContainer
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, stream_value

from disclint import Unreadable

__all__ = ["Glyph", "Page", "Rule", "pages_of"]

_MOST_PAGES = 300
_MOST_GLYPHS = 200_000
_MOST_SHAPES = 100_000
_LONGEST_PAGE = 600_000
_LONGEST_CONTENT = 3_000_000
"""Bytes of drawing orders; pdfminer carries out half a megabyte in a second. A whole report has 200 KB."""
_LONGEST_STREAM = 48 << 20
_STEP = 1 << 20

_THIN = 3.0
"""Points. A filled rectangle that is no thicker is a line."""

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # it warns on standard error otherwise


class Glyph(NamedTuple):
    """A character as printed, in points from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


class Rule(NamedTuple):
    """A ruling line at ``at``, from ``start`` to ``end``: down the page if ``upright``, else across it."""

    upright: bool
    at: float
    start: float
    end: float


class Page(NamedTuple):
    """What a page shows, in the order of the file."""

    number: int
    height: float
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule]
    pictures: int


def pages_of(data: bytes) -> list[Page]:
    """The pages of a PDF. Raises ``Unreadable`` for what is none, is encrypted, damaged or larger than any report."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("不是 PDF 文件", "this is no PDF file")
    try:
        _refuse_bombs(data)
        return list(_pages(data))
    except Unreadable:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Unreadable(
            "PDF 已加密，需要密码才能打开；请提供未加密的文件",
            "the PDF is encrypted and opens with a password only: save it without one",
        ) from error
    except Exception as error:  # pdfminer lets through whatever a damaged file makes Python raise
        raise Unreadable(
            "PDF 文件已损坏，无法读取", f"the PDF is damaged and cannot be read ({type(error).__name__})"
        ) from error


def _too_large(chinese: str, english: str) -> Unreadable:
    return Unreadable(f"PDF {chinese}，不像一份报告", f"the PDF has {english}: this is no report")


def _pages(data: bytes) -> Iterator[Page]:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    manager = PDFResourceManager()
    device = _Device(manager)
    interpreter = _Interpreter(manager, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > _MOST_PAGES:
            raise _too_large(f"超过 {_MOST_PAGES} 页", f"more than {_MOST_PAGES} pages")
        device.page = 0
        interpreter.process_page(page)
        yield _shown(device.get_result(), number)


def _refuse_bombs(data: bytes) -> None:
    """Refuse what would fill the memory when it is inflated. pdfminer inflates a stream in one go.

    Pictures are passed over: nobody inflates them.
    """
    for found in re.finditer(rb"stream\r?\n(?=[\x08-\x78])", data):
        before = data[max(0, found.start() - 1000) : found.start()]
        head = before[before.rfind(b" obj") + 1 :]
        if b"/Image" in head or b"FlateDecode" not in head:
            continue
        inflater, size, rest = zlib.decompressobj(), 0, data[found.end() : found.end() + _STEP]
        at = found.end() + len(rest)
        try:
            while rest and not inflater.eof and size <= _LONGEST_STREAM:
                size += len(inflater.decompress(rest, _STEP))
                rest = inflater.unconsumed_tail or data[at : at + _STEP]
                at += 0 if inflater.unconsumed_tail else len(rest)
        except zlib.error:
            continue
        if size > _LONGEST_STREAM or head.count(b"FlateDecode") > 1:
            raise _too_large("解压后过大", "too much in it when unpacked")


class _Device(PDFPageAggregator):
    """Collects what is drawn, up to so much."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.content = 0
        self.page = 0

    def count(self, size: int) -> None:
        """Count drawing orders, in bytes, each time that they are carried out."""
        self.content += size
        self.page += size
        if self.page > _LONGEST_PAGE or self.content > _LONGEST_CONTENT:
            raise _too_large("页面内容过多", "too much drawn on its pages")


class _Interpreter(PDFPageInterpreter):
    """Carries out no more orders than a report has; forms that draw forms count each time."""

    device: _Device

    def execute(self, streams: Sequence[object]) -> None:
        for each in streams:
            self.device.count(200 + _size(stream_value(each)))
        super().execute(streams)


def _size(stream: PDFStream) -> int:
    if len(stream.get_filters()) > 2:
        raise _too_large("页面内容过多", "too much drawn on its pages")
    return len(stream.get_data())


def _shown(layout: LTLayoutContainer, number: int) -> Page:
    height = layout.height
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    pictures = 0
    unnamed = 0
    waiting: list[LTLayoutContainer] = [layout]
    while waiting:
        for item in waiting.pop():
            if isinstance(item, LTChar):
                text = item.get_text()
                if text.startswith("(cid:"):
                    unnamed, text = unnamed + 1, "\ufffd"
                if item.upright and (text := _clean(text)):
                    glyphs.append(Glyph(text, item.x0, height - item.y1, item.x1, height - item.y0, item.size))
            elif isinstance(item, LTFigure):
                waiting.append(item)
            elif isinstance(item, LTImage):
                pictures += 1
            elif isinstance(item, LTCurve):
                rules.extend(_rules(item, height))
        if len(glyphs) > _MOST_GLYPHS or len(rules) > _MOST_SHAPES:
            raise _too_large("页面内容过多", "too much drawn on its pages")
    if unnamed > 4 and unnamed * 5 > len(glyphs):
        raise Unreadable(
            "PDF 的字体没有文字编码，读不出文字；请提供 Word 或网页版",
            "the fonts of the PDF do not tell which characters they show: give the report as a Word file or web page",
        )
    return Page(number, height, glyphs, rules, pictures)


def _clean(text: str) -> str:
    """A character without what acts on a terminal; a Kangxi radical is the character that it looks like."""
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(normalize("NFKC", c) if "\u2f00" <= c <= "\u2fd5" else c for c in text if not _acts(ord(c)))
    return " " if not kept and text.isspace() else kept


def _acts(code: int) -> bool:
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000


def _rules(shape: LTCurve, height: float) -> Iterator[Rule]:
    """The lines that a shape draws: itself if it is thin, its sides if it is a frame."""
    left, right, top, bottom = shape.x0, shape.x1, height - shape.y1, height - shape.y0
    wide, high = right - left, bottom - top
    if high <= _THIN:
        if wide > _THIN:
            yield Rule(False, (top + bottom) / 2, left, right)
    elif wide <= _THIN:
        yield Rule(True, (left + right) / 2, top, bottom)
    elif len(shape.pts) in (4, 5) and (shape.stroke or shape.fill):
        yield from (Rule(False, top, left, right), Rule(False, bottom, left, right))
        yield from (Rule(True, left, top, bottom), Rule(True, right, top, bottom))
