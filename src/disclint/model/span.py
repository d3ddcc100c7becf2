"""Where something stands in a file: code-point offsets inside, lines and columns for people."""

from __future__ import annotations

from bisect import bisect_right

from disclint.model.named import NamedTuple

__all__ = ["LineTable", "Position", "Span"]


class Span(NamedTuple):
    """A stretch of one document's text: code-point offsets from 0, ``end`` exclusive.

    Offsets, not lines, travel through the program; a ``LineTable`` turns them into positions when they are shown.
    """

    start: int
    end: int


class Position(NamedTuple):
    """A place for people and for other programs: line and column from 1, the column in code points."""

    line: int
    column: int


class LineTable:
    """The line starts of a text. Lines end with CRLF, LF or CR; nothing else breaks a line."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset of the first code point of every line."""
        if self._starts is None:
            self._starts = _line_starts(self._text)
        return self._starts

    def position(self, offset: int) -> Position:
        """Line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def line(self, offset: int) -> int:
        """The number of the line that an offset stands on, from 1."""
        return bisect_right(self.starts, offset)

    def text_of(self, line: int) -> str:
        """The text of a line, counted from 1, without its end."""
        return self._text[slice(*self.span_of(line))]

    def span_of(self, line: int) -> Span:
        """The span of a line, counted from 1, without its end."""
        starts = self.starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self._text)
        while end > start and self._text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    if "\r" in text:
        import re

        starts.extend(match.end() for match in re.finditer("\r\n|\n|\r", text))
        return starts
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
