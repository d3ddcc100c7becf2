"""The marks that Markdown has at the start and at the end of lines."""

from __future__ import annotations

import re
from bisect import bisect_right

from disclint import NamedTuple, Piece, Span

__all__ = ["LineMarks"]

_END = re.compile(r"[\r\n]")
_REST_BLANK = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_FRONT = re.compile(r"---[ \t]*\r?\n((?:[^\r\n]{0,400}\r?\n){1,60}?)(?:---|\.\.\.)[ \t]*(?=\r?\n|\Z)")
_FIELD = re.compile(r"^(?:[\w-]{1,40}[ \t]*:|[ \t]|-[ \t]|#|$)")
_TITLE = re.compile(r"^(title[ \t]*:[ \t]*)(\S[^\r\n]*?)[ \t]*$", re.MULTILINE)
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?=[^\x00-\x7f])|$)")
_CLOSING = re.compile(r"[ \t]#+[ \t]*$")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|-{2,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)[ \w.+#{}=-]*$", re.ASCII)
_NEW_LINE = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)


class _Marked(NamedTuple):
    """A line that is no mere continuation of the one above it; the level of a heading."""

    start: int
    end: int
    level: int | None


class LineMarks:
    """The marks of all lines of a text."""

    def __init__(self, text: str) -> None:
        self._blanks: list[tuple[int, int, str]] = []
        self._marked: list[_Marked] = []
        self._starts: list[int] = []
        self._fence = ""
        text = self._without_comments(text, self._front_matter(text))
        self._read(text)
        self._blanks.sort()
        self._starts = [line.start for line in self._marked]

    def without(self, text: str) -> str:
        """A text of the same length, such as the normal form, with white space for the marks."""
        parts: list[str] = []
        at = 0
        for start, end, instead in self._blanks:
            if end > at:
                parts += [text[at:start], instead[max(0, at - start) :]]
                at = end
        return "".join([*parts, text[at:]])

    def pieces(self, span: Span) -> tuple[Piece, ...]:
        """The pieces of a stretch that has marks in it: white space stands for each. None where it has no marks."""
        pieces: list[Piece] = []
        at = span.start
        first = max(0, bisect_right(self._blanks, (span.start,)) - 1)
        for start, end, _ in self._blanks[first:]:
            if start >= span.end:
                break
            start, end = max(start, at), min(end, span.end)
            if end > start:
                if start > at:
                    pieces.append(Piece(at - span.start, Span(at, start)))
                pieces.append(Piece(start - span.start, Span(start, end), exact=False))
                at = end
        if pieces and at < span.end:
            pieces.append(Piece(at - span.start, Span(at, span.end)))
        return tuple(pieces)

    def level_at(self, offset: int) -> int | None:
        """The level of the heading whose line has this offset."""
        line = self._line_at(offset)
        return line.level if line else None

    def is_marked(self, offset: int) -> bool:
        """Whether the line of this offset is a heading or an item of a list."""
        return self._line_at(offset) is not None

    def _line_at(self, offset: int) -> _Marked | None:
        index = bisect_right(self._starts, offset) - 1
        return self._marked[index] if index >= 0 and offset <= self._marked[index].end else None

    def _blank(self, start: int, end: int, instead: str = "") -> None:
        if start < end:
            self._blanks.append((start, end, instead or " " * (end - start)))

    def _front_matter(self, text: str) -> int:
        """Passes over the fields before the text, all but the title's value, and says where the text begins."""
        front = _FRONT.match(text)
        if front is None or not all(_FIELD.match(line) for line in front[1].splitlines()):
            return 0
        title = _TITLE.search(text, front.start(1), front.end(1))
        kept = title.span(2) if title else (front.end(), front.end())
        if title and title[2][0] in "\"'" and title[2][-1] == title[2][0] and len(title[2]) > 2:
            kept = kept[0] + 1, kept[1] - 1
        for start, end in ((front.start(), kept[0]), (kept[1], front.end())):
            self._blank(start, end, re.sub(r"[^\r\n]", " ", text[start:end]))
        if title:
            self._marked.append(_Marked(title.start(), title.end(), 1))
        return front.end()

    def _without_comments(self, text: str, begin: int) -> str:
        """The text without comments of several lines and those that have a line to themselves.

        Others are marks within their line.
        """
        parts = [" " * begin]
        at = begin
        is_blank = True
        while (start := text.find("<!--", at)) >= 0 and (closing := text.find("-->", start + 4)) >= 0:
            end = closing + 3
            comment, before = text[start:end], text[at:start]
            last = _END.split(before)
            is_blank = (is_blank or len(last) > 1) and not last[-1].strip()
            if _END.search(comment) or (is_blank and _REST_BLANK.match(text, end)):
                comment = re.sub(r"[^\r\n]", " ", comment)
                self._blank(start, end, comment)
            else:
                is_blank = False
            parts += [before, comment]
            at = end
        return "".join([*parts, text[at:]])

    def _read(self, text: str) -> None:
        above: tuple[int, int] | None = None
        for match in _LINE.finditer(text):
            start, line = match.start(), match[1]
            quote = _QUOTE.match(line)
            if quote:
                self._blank(start, start + quote.end())
                start, line = start + quote.end(), line[quote.end() :]
            if not line or line.isspace():
                above = None
            elif not self._in_fence(start, line) and not self._drawn(start, line, above):
                above = (start, start + len(line)) if self._words(start, line) else None
            else:
                above = None

    def _in_fence(self, start: int, line: str) -> bool:
        """Whether a line opens or closes a fence; what is between them is text."""
        fence = _FENCE.match(line)
        if fence is None or (self._fence and not (fence[1].startswith(self._fence) and line.strip() == fence[1])):
            return False
        self._fence = "" if self._fence else fence[1]
        self._blank(start, start + len(line))
        return True

    def _drawn(self, start: int, line: str, above: tuple[int, int] | None) -> bool:
        """Whether a line only draws: a rule, or the underline of a heading, whose level is noted."""
        underline = _UNDERLINE.match(line)
        if underline is not None and above is not None:
            self._marked.append(_Marked(*above, 1 if underline[1] else 2))
        elif underline is None and not _RULE.match(line):
            return False
        self._blank(start, start + len(line))
        return True

    def _words(self, start: int, line: str) -> bool:
        """Blanks the marks of a line of words, and says whether it may be a heading by the line below it."""
        end = start + len(line)
        mark = _HEADING.match(line)
        bullet = None if mark else _BULLET.match(line)
        if mark:
            self._blank(start, start + mark.end())
            closing = _CLOSING.search(line, mark.end())
            if closing:
                self._blank(start + closing.start(), end)
            self._marked.append(_Marked(start, end, len(mark[1])))
        elif bullet:
            self._blank(start, start + bullet.end())
            self._marked.append(_Marked(start, end, None))
        elif line[-1] == "\\":
            self._blank(end - 1, end)
        if "|" in line or "\t" in line:
            return False
        if "<" in line:
            for tag in _NEW_LINE.finditer(line):
                self._blank(start + tag.start(), start + tag.end(), " " * (len(tag[0]) - 1) + "\n")
        return not mark and not bullet
