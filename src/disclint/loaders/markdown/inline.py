"""The marks that Markdown has within a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category, east_asian_width

from disclint import Piece, Span, Text, normal_form
from disclint.loaders.html.references import REFERENCE, resolve

__all__ = ["joined", "without_marks"]

_MARKS = frozenset("\\*_`[!&<")
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ODD = re.compile(
    rf"""\\(?P<escaped>[{re.escape(_PUNCTUATION)}])
    | (?P<reference>{REFERENCE.pattern})
    | (?P<tag></?(?P<name>[a-zA-Z][a-zA-Z0-9-]*(?::[a-zA-Z][\w-]*)?)(?:[ \t/][^<>]{{0,400}})?>)
    | (?P<comment><!--)
    | (?P<code>`+)
    | !\[[^\[\]]{{0,200}}\]\([^()\s]{{0,600}}(?:[ \t]+"[^"]{{0,200}}")?\)
    | \[(?P<link>[^\[\]]{{1,200}})\]\([^()\s]{{0,600}}(?:[ \t]+"[^"]{{0,200}}")?\)
    | (?P<run>\*+|_+)""",
    re.VERBOSE,
)
_OPENING = "“‘《〈（(「『【〔["
_MOST_MARKS = 100_000
"""A line with more of them is no writing, and is left as it is."""
_WHITE = " \t\r\n\u3000\u00a0"


def without_marks(text: Text) -> Text:
    """The words of a stretch of the source without the marks of emphasis, code and links.

    References, escapes and ``<br>`` are what they stand for, as inexact pieces; other tags are left out. Signs that
    mask a number or a name (138****1234, 张**) are no emphasis.
    """
    if _MARKS.isdisjoint(text.value):
        return text
    reader = _Reader(text)
    reader.read(0, len(text.value))
    return reader.text()


def joined(lines: Sequence[Text]) -> Text:
    """The lines of a paragraph as one text; there is no space beside a character of Chinese width."""
    values: list[str] = []
    normals: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None and not (_is_wide(before.value[-1]) or _is_wide(line.value[0])):
            pieces.append(Piece(length, Span(before.span.end, line.span.start), exact=False))
            values.append(" ")
            normals.append(" ")
            length += 1
        pieces += line.pieces_of(0, len(line.value), length)
        values.append(line.value)
        normals.append(line.normal)
        length += len(line.value)
    return Text("".join(values), "".join(normals), Span(lines[0].span.start, lines[-1].span.end), tuple(pieces))


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF" or character in "“”‘’—…·"


class _Run:
    """Asterisks or underscores that may open or close emphasis."""

    __slots__ = ("closes", "end", "opens", "start")

    def __init__(self, value: str, start: int, end: int) -> None:
        self.start = start
        self.end = end
        before, after = value[start - 1 : start] or " ", value[end : end + 1] or " "
        masks = before.isdigit() and after.isdigit()
        opens = after not in _WHITE and (
            before in _WHITE or _is_mark(before) or not _is_mark(after) or after in _OPENING
        )
        closes = before not in _WHITE
        if value[start] == "_":  # inside a word it is a letter
            opens = opens and not before.isalnum()
            closes = closes and not after.isalnum()
        self.opens = opens and not masks
        self.closes = closes and not masks


def _is_mark(character: str) -> bool:
    return category(character)[0] in "PS"


class _Reader:
    """Reads a stretch of the source from left to right, and keeps what is to be left out or read otherwise."""

    def __init__(self, text: Text) -> None:
        self._source = text
        self._value = text.value
        self._changes: list[tuple[int, int, str]] = []
        """Stretches, in any order, and what they are read as."""
        self._count = 0
        """How many signs were found that may be marks."""
        self._open: list[_Run] = []
        self._has_comments = True
        """Whether there may be one that is closed."""

    def read(self, start: int, end: int) -> None:
        at = start
        while (match := _ODD.search(self._value, at, end)) is not None:
            at = match.end()
            self._count += 1
            if self._count > _MOST_MARKS:
                return
            if match["escaped"]:
                self._changes.append((*match.span(), match["escaped"]))
            elif match["reference"]:
                characters, taken = resolve(match["reference"])
                if taken:
                    at = match.start() + taken
                    self._changes.append((match.start(), at, characters))
            elif match["tag"]:
                self._changes.append((*match.span(), "\n" if match["name"].lower() == "br" else ""))
            elif match["comment"]:
                closing = self._value.find("-->", at, end) if self._has_comments else -1
                self._has_comments = closing >= 0
                at = closing + 3 if closing >= 0 else at
                self._changes += [(match.start(), at, "")] if closing >= 0 else []
            elif match["code"]:
                at = self._code(match.start(), match.end(), end)
            elif match["link"]:
                self._changes += [(match.start(), match.start("link"), ""), (match.end("link"), match.end(), "")]
                self.read(match.start("link"), match.end("link"))
            elif match["run"]:
                self._emphasis(_Run(self._value, *match.span()))
            else:
                self._changes.append((*match.span(), ""))

    def _code(self, start: int, after: int, end: int) -> int:
        """Reads code if it is closed, and says where to go on."""
        mark = self._value[start:after]
        closing = self._value.find(mark, after, end)
        if closing < 0 or self._value[closing + len(mark) : closing + len(mark) + 1] == "`":
            return after
        self._changes += [(start, after, ""), (closing, closing + len(mark), "")]
        return closing + len(mark)

    def _emphasis(self, run: _Run) -> None:
        if run.closes:
            for index in range(len(self._open) - 1, max(-1, len(self._open) - 9), -1):
                other = self._open[index]
                if self._value[other.start : other.end] == self._value[run.start : run.end]:
                    self._changes += [(other.start, other.end, ""), (run.start, run.end, "")]
                    del self._open[index:]
                    return
        if run.opens:
            self._open.append(run)

    def text(self) -> Text:
        """What was read, without white space at either end."""
        if not self._changes or self._count > _MOST_MARKS:
            return self._source
        source, base = self._source, self._source.span.start
        parts: list[str] = []
        pieces: list[Piece] = []
        length = at = 0
        for start, end, instead in [*sorted(self._changes), (len(self._value), len(self._value), "")]:
            if start > at:
                parts.append(source.value[at:start])
                pieces += source.pieces_of(at, start, length)
                length += start - at
            if instead:
                parts.append(instead)
                pieces.append(Piece(length, source.span_of(start, end), exact=False))
                length += len(instead)
            at = end
        value = "".join(parts)
        words = value.strip()
        if not words:
            return Text("", "", Span(base, base))
        start = value.index(words)
        span = Span(pieces[0].span.start, pieces[-1].span.end)
        part = Text(value, normal_form(value), span, tuple(pieces)).part(start, start + len(words))
        if len(part.pieces) == 1 and part.pieces[0].exact:
            return Text(part.value, part.normal, part.span)
        return part
