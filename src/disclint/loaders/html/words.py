"""Puts the words of a paragraph or a cell together from the stretches of the source that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

from disclint import Piece, Span, Text, normal_form
from disclint.loaders.html.references import REFERENCE, resolve
from disclint.loaders.html.tree import Break, Leaf, too_large

__all__ = ["INVISIBLE", "compose"]

_MOST_PIECES = 100_000
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SPACES = " \t\n\f\r"
_ODD = re.compile(rf"[{_SPACES}]{{2,}}|[\t\n\f\r]|{REFERENCE.pattern}")
"""What is not read as it is spelled; single spaces are, but for those at the ends."""


def compose(text: str, normal: str, leaves: Iterable[Leaf | Break], at: int) -> tuple[Text, int]:
    """The words of some leaves as a browser shows them, and how many characters from their start are bold.

    White space counts as one space; none is left of a line end between characters of Chinese width, as CSS has it, nor
    at either end. A break is a line end. Words that nothing interrupts in the source have no pieces. An empty text
    stands at ``at``. Raises ``Unreadable`` for words in far more pieces than any paragraph has.
    """
    composer = _Composer(text)
    for leaf in leaves:
        if isinstance(leaf, Break):
            composer.end_line(leaf.start, leaf.end)
        else:
            composer.add(leaf)
    return composer.text(normal, at), composer.bold


class _Composer:
    def __init__(self, source: str) -> None:
        self.bold = 0
        self._source = source
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._space: Span | None = None
        """White space that stands before what comes next, if anything comes."""
        self._line: Span | None = None
        self._all_bold = True

    def add(self, leaf: Leaf) -> None:
        source, at, stop = self._source, leaf.start, leaf.end
        while at < stop and source[at] in _SPACES:
            at += 1
        if at > leaf.start:
            self._space = Span(self._space.start if self._space else leaf.start, at)
        while stop > at and source[stop - 1] in _SPACES:
            stop -= 1
        for match in _ODD.finditer(source, at, stop):
            start, end = match.span()
            if source[start] == "&":
                characters, taken = resolve(match[0])
                if not taken:
                    continue
                self._words(at, start, leaf)
                self._flush_space(characters[:1])
                self._append(characters, Span(start, start + taken), exact=False)
                self._note_bold(leaf, characters)
                at = start + taken
            else:
                self._words(at, start, leaf)
                self._space = Span(self._space.start if self._space else start, end)
                at = end
        self._words(at, stop, leaf)
        if stop < leaf.end and stop > leaf.start:
            self._space = Span(stop, leaf.end)

    def end_line(self, start: int, end: int) -> None:
        """A ``<br>``, or the edge of a block in a cell; it counts if words follow."""
        if self._line is None:
            self._line = Span(start, end)
        self._space = None

    def text(self, normal: str, at: int) -> Text:
        value = "".join(self._parts)
        visible = value.strip().strip(INVISIBLE).strip()
        while visible != (inner := visible.strip(INVISIBLE).strip()):
            visible = inner
        if not visible:
            return Text("", "", Span(at, at))
        start = value.index(visible)
        self.bold = max(0, self.bold - start)
        first, last = self._pieces[0], self._pieces[-1]
        if first is last and first.exact:
            span = Span(first.span.start + start, first.span.start + start + len(visible))
            return Text(visible, normal[slice(*span)], span)
        whole = Text(value, normal_form(value), Span(first.span.start, last.span.end), tuple(self._pieces))
        part = whole.part(start, start + len(visible))
        if len(part.pieces) == 1 and part.pieces[0].exact:
            return Text(part.value, part.normal, part.span)
        return part

    def _words(self, start: int, end: int, leaf: Leaf) -> None:
        if start < end:
            words = self._source[start:end]
            self._flush_space(words[0])
            self._append(words, Span(start, end), exact=True)
            self._note_bold(leaf, words)

    def _note_bold(self, leaf: Leaf, words: str) -> None:
        if self._all_bold and not words.isspace():
            self._all_bold = leaf.bold
        if self._all_bold:
            self.bold = self._length

    def _flush_space(self, following: str) -> None:
        space, line = self._space, self._line
        self._space = self._line = None
        if not self._length:
            return
        if line is not None:
            self._append("\n", line, exact=False)
        elif space is not None:
            source = self._source[slice(*space)]
            before = self._parts[-1][-1:]
            if ("\n" in source or "\r" in source) and _is_wide(before) and _is_wide(following):
                return
            self._append(" ", space, exact=source == " ")

    def _append(self, words: str, span: Span, *, exact: bool) -> None:
        last = self._pieces[-1] if self._pieces else None
        if exact and last is not None and last.exact and last.span.end == span.start:
            self._pieces[-1] = Piece(last.at, Span(last.span.start, span.end))
        else:
            if len(self._pieces) >= _MOST_PIECES:
                raise too_large()
            self._pieces.append(Piece(self._length, span, exact))
        self._parts.append(words)
        self._length += len(words)


def _is_wide(character: str) -> bool:
    return bool(character) and (east_asian_width(character) in "WF" or character in "“”‘’—…·")
