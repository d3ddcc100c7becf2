"""Joins paragraphs that page breaks cut, and takes out what programs and pages left in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from disclint.binding.pages import is_page_number
from disclint.model.document import Document, Paragraph, Piece, Text
from disclint.model.filing import Section
from disclint.model.late import late
from disclint.model.passage import Passage
from disclint.model.span import Span
from disclint.model.text import alike

__all__ = ["find_furniture", "find_passages"]

_HAN = "一二三四五六七八九十"
_ALIKE = alike({"一": _HAN, "(": "（", ")": "）", ".": "、．", ",": "，", ":": "："})
_NUMBERED = re.compile(
    r"\(\s*(?:一{1,3}|\d{1,2})\s*\)|一{1,3}\s*[.,:]|\d{1,2}\s*\.(?!\d)|第一{1,3}(?:部分|章|条)|一是|附件"
)  # in a text whose characters are made alike
_BEGINNINGS = frozenset(f"{_HAN}(（第附")
_RESIDUE = late(r"\*\*|__|\[bookmark:[^\]]{0,80}\]|&nbsp;|&emsp;|&ensp;|^#{1,6}\s")
_ENDED = frozenset('。！？；：…!?;:”"』」》')
_GOES_ON = frozenset("，、,（(“《")
_FURTHEST = 32
"""No number at the head of a paragraph is longer, white space in it included."""
_LONGEST_HEADER = 45
_LONGEST_HEADING = 40
_CUT_FROM = 36
"""A line of fewer characters without any comma is a heading or a list, not a sentence that was cut."""


def find_furniture(document: Document, sections: Sequence[Section], title: str | None) -> dict[int, Text]:
    """The running headers and page numbers among the paragraphs, by block.

    A short line is a running header if it returns, or if it is like the title and stands between two parts of a
    sentence.
    """
    headings = {section.first - 1 for section in sections}
    short = [
        (index, block)
        for index, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and len(block.value) <= _LONGEST_HEADER and index not in headings
    ]
    if not short:
        return {}
    first = min((section.first for section in sections), default=0)
    masks = {index: _mask(block.normal) for index, block in short}
    times = Counter(masks.values())
    found: dict[int, Text] = {}
    for index, block in short:
        mask = masks[index]
        returns = index >= first and _like_title(mask, title)
        if is_page_number(block.normal) or (returns and (times[mask] > 1 or _breaks_sentence(document, index))):
            found[index] = block
    return found


def _mask(normal: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", normal))


def _like_title(mask: str, title: str | None) -> bool:
    if "报告" in mask and ("信息公开" in mask or "政务公开" in mask):
        return not any(mark in mask for mark in "，。；：,;:")
    return title is not None and len(mask) > 6 and mask == _mask(title)


def _breaks_sentence(document: Document, index: int) -> bool:
    before = document.blocks[index - 1] if index else None
    return isinstance(before, Paragraph) and _is_cut(before)


def _is_cut(block: Text) -> bool:
    """Whether a paragraph ends in the middle of a sentence."""
    words = block.normal.rstrip(" *_")
    if not words or words[-1] in _ENDED:
        return False
    if words[-1] in _GOES_ON:
        return True
    return len(words) >= _CUT_FROM and any(mark in words for mark in "，。,；、")


def find_passages(
    document: Document,
    sections: Sequence[Section],
    preamble: tuple[int, int],
    furniture: dict[int, Text],
    tables: Sequence[Span],
) -> tuple[Passage, ...]:
    """The prose of a document in order; ``tables`` are the stretches of bound forms, whose lines are no prose."""
    bounds = [("preamble", *preamble), *((section.key, section.first, section.last) for section in sections)]
    return tuple(
        passage
        for key, first, last in sorted(bounds, key=lambda bound: bound[1])
        for passage in _passages(document, key, first, last, furniture, tables)
    )


def _passages(
    document: Document, key: str, first: int, last: int, furniture: dict[int, Text], tables: Sequence[Span]
) -> Iterator[Passage]:
    cut: list[int] = []
    parts: list[Paragraph] = []
    for index in range(first, last):
        block = document.blocks[index]
        if index in furniture:
            continue
        is_prose = isinstance(block, Paragraph) and not any(
            table.start <= block.span.start < table.end for table in tables
        )
        if not isinstance(block, Paragraph) or not is_prose:
            if parts:
                yield _passage(parts, key, cut)
                parts, cut = [], []
            continue
        if parts and not (_is_cut(parts[-1]) and not _is_numbered(block.normal)):
            yield _passage(parts, key, cut)
            parts, cut = [], []
        parts.append(block)
        cut.append(index)
    if parts:
        yield _passage(parts, key, cut)


def _passage(parts: Sequence[Paragraph], key: str, blocks: Sequence[int]) -> Passage:
    text = _joined(parts)
    words = text.normal
    heading = len(words) <= _LONGEST_HEADING and _is_numbered(words) and not any(c in words for c in "，；,;")
    return Passage(text, key, tuple(blocks), heading)


def _is_numbered(words: str) -> bool:
    """Whether a paragraph begins with a number, as an item or a heading does."""
    first = words[:1]
    return (first in _BEGINNINGS or first.isdecimal()) and _NUMBERED.match(
        words[:_FURTHEST].translate(_ALIKE)
    ) is not None


def _joined(parts: Sequence[Text]) -> Text:
    """One text of several, without residue; the text itself where there is nothing to join or to leave out."""
    clean = not any(
        "*" in p.value or "_" in p.value or "[" in p.value or "&" in p.value or p.value[:1] == "#" for p in parts
    )
    if len(parts) == 1 and clean:
        return parts[0]
    value, normal = [], []
    pieces: list[Piece] = []
    length = 0
    for part in parts:
        for start, end in _kept(part.value, clean=clean):
            pieces.extend(part.pieces_of(start, end, length))
            value.append(part.value[start:end])
            normal.append(part.normal[start:end])
            length += end - start
    if not pieces:
        return parts[0]
    return Text("".join(value), "".join(normal), Span(parts[0].span.start, parts[-1].span.end), tuple(pieces))


def _kept(value: str, *, clean: bool) -> Iterator[tuple[int, int]]:
    start = 0
    for residue in () if clean else _RESIDUE.finditer(value):
        if residue.start() > start:
            yield start, residue.start()
        start = residue.end()
    if start < len(value):
        yield start, len(value)
