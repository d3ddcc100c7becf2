"""Where in the main part of a Word document the words of its text stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from disclint import Document, NamedTuple, Record, Span
from disclint.loaders.docx.package import Package

__all__ = ["Host", "Mark", "Place", "Reading"]


class Host(NamedTuple):
    """A paragraph of the main part that a comment may stand in: none inside a text box or a footnote.

    All in bytes of the part in UTF-8: where its start tag begins, where its end tag begins (after the tag, for an
    empty ``<w:p/>``), and where each of its children begins, the properties left out.
    """

    start: int
    end: int
    children: tuple[int, ...]


class Mark(NamedTuple):
    """``text[start:end]`` comes from a child of a host; ``-1`` for what Word generates and for an empty cell."""

    start: int
    end: int
    host: int
    child: int


class Place(NamedTuple):
    """Children ``first`` to ``last`` of a host, of which ``span`` is the text; ``first > last`` where it has none."""

    host: Host
    first: int
    last: int
    span: Span


class Reading(Record):
    """A Word document as read, and the way back."""

    document: Document
    package: Package
    hosts: tuple[Host, ...]
    marks: tuple[Mark, ...]
    """In the order of the text."""

    def place_of(self, span: Span) -> Place:
        """The smallest run of children of one paragraph that holds the beginning of a span.

        What goes on in another paragraph is cut: the first one counts. Text boxes and footnotes stand for the place
        that they are anchored at.
        """
        marks = self.marks
        at = max(0, bisect_right(marks, span.start, key=lambda mark: mark.start) - 1)
        passed = marks[at].end < span.start or (marks[at].end == span.start and span.start < span.end)
        if passed and marks[at].start != span.start and at + 1 < len(marks):
            at += 1
        return self._around(at, max(span.end, marks[at].start + 1))

    def _around(self, at: int, end: int) -> Place:
        marks = self.marks
        number = marks[at].host
        stop = at + 1
        while stop < len(marks) and marks[stop].host == number and marks[stop].start < end:
            stop += 1
        children = [mark.child for mark in marks[at:stop] if mark.child >= 0]
        host = self.hosts[number]
        if not children:
            return Place(host, 0, len(host.children) - 1, self._whole(at))
        first, last = min(children), max(children)
        return Place(host, first, last, self._text_of(at, range(first, last + 1)))

    def _whole(self, at: int) -> Span:
        return self._text_of(at, range(-1, len(self.hosts[self.marks[at].host].children)))

    def _text_of(self, at: int, children: Sequence[int]) -> Span:
        """The text around a mark that comes from the same children of its paragraph."""
        marks, number = self.marks, self.marks[at].host
        first = last = at
        while first and marks[first - 1].host == number and marks[first - 1].child in children:
            first -= 1
        while last + 1 < len(marks) and marks[last + 1].host == number and marks[last + 1].child in children:
            last += 1
        return Span(marks[first].start, marks[last].end)
