"""The reports of one run, by organ and year: all that a cross-report rule sees.

A run over thousands of files keeps no filing. What it keeps of each is an ``Abstract``: the cells of its forms, the
hashes of its sentences, and where all that stands, in a few KB.
"""

from __future__ import annotations

import marshal
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from disclint.model.diagnostic import CellKey, Diagnostic, Message
from disclint.model.filing import Certainty, State
from disclint.model.form import Form
from disclint.model.named import NamedTuple
from disclint.model.record import Record
from disclint.model.relation import Figure
from disclint.model.span import Position, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "STATES", "Abstract", "AbstractCell", "AbstractForm", "AbstractSection", "Dossier", "Finding", "Matching",
    "Missing", "Place", "Series", "Unmatched"
]  # fmt: skip


class Place(NamedTuple):
    """A stretch of a file that is not at hand any more: its span, and the lines and columns that it is shown by."""

    span: Span
    start: Position
    end: Position


class AbstractCell(NamedTuple):
    """A cell of a form, as ``BoundCell``, without its text. ``place`` is ``None`` where the cell is missing."""

    key: CellKey
    state: State
    value: Figure | None
    """Its number; 0 for a blank that stands for it; ``None`` where it is not certain."""
    unit: str | None
    place: Place | None


class AbstractForm(Record):
    """The cells of one form of a report: as flat as they can be, for a report has two hundred."""

    key: str
    columns: tuple[str, ...]
    rows: Mapping[str, tuple[int, bytes, tuple[Any, ...]]]
    """By key: the number of the first cell, the columns by their numbers, and the figures: whole numbers, decimals as
    text."""
    states: bytes
    """Of all cells, by their numbers in ``STATES``."""
    units: Mapping[int, str]
    """By the number of the cell."""
    starts: bytes
    """Of all cells: offsets of four bytes; 0 where there is no place, since no report begins with a figure."""
    lengths: bytes
    """Of all cells: code points, in two bytes."""
    first_line: int
    lines: bytes
    """The offsets at which the lines begin that the cells stand on, from ``first_line``, in four bytes each."""

    def packed(self) -> tuple[str, bytes]:
        """The form as an abstract keeps it."""
        return self.key, marshal.dumps(self.__values__(), 2)

    @classmethod
    def unpacked(cls, packed: bytes) -> AbstractForm:
        """The form that ``packed`` was made of."""
        return cls(*marshal.loads(packed))

    def cell(self, row: str, column: str) -> AbstractCell | None:
        """The cell of a row and a column; ``None`` where the form has none."""
        number, columns, values = self.rows.get(row, _NO_ROW)
        at = columns.find(self.columns.index(column)) if column in self.columns else -1
        return self._cell(number + at, CellKey(self.key, row, column), values[at]) if at >= 0 else None

    def figure(self, row: str, column: str) -> Figure | None:
        """The figure of a cell, if it is certain."""
        _, columns, values = self.rows.get(row, _NO_ROW)
        at = columns.find(self.columns.index(column)) if column in self.columns else -1
        return _figure(values[at]) if at >= 0 else None

    def cells(self) -> Iterator[AbstractCell]:
        """All cells, in the order of the form."""
        for row, (number, columns, values) in self.rows.items():
            for at, (column, value) in enumerate(zip(columns, values, strict=True), number):
                yield self._cell(at, CellKey(self.key, row, self.columns[column]), value)

    def keys(self) -> list[tuple[str, str]]:
        """Row and column of all cells, in the order of the form."""
        return [(row, self.columns[column]) for row, (_, columns, _) in self.rows.items() for column in columns]

    def figures(self) -> list[Figure | None]:
        """The figures of all cells, in the same order."""
        return [
            value if value is None or type(value) is int else _figure(value)
            for _, _, values in self.rows.values()
            for value in values
        ]

    def _cell(self, number: int, key: CellKey, value: Any) -> AbstractCell:
        start, length = array("I", self.starts)[number], array("H", self.lengths)[number]
        span = Span(start, start + length)
        place = Place(span, self._position(start), self._position(span.end)) if start else None
        return AbstractCell(key, STATES[self.states[number]], _figure(value), self.units.get(number), place)

    def _position(self, offset: int) -> Position:
        starts = array("I", self.lines)
        line = bisect_right(starts, offset) - 1
        return Position(self.first_line + line, offset - starts[line] + 1)


_NO_ROW: tuple[int, bytes, tuple[Any, ...]] = (0, b"", ())

STATES: tuple[State, ...] = ("filled", "blank", "missing", "uncertain")


def _figure(packed: Any) -> Figure | None:
    if isinstance(packed, str):
        from decimal import Decimal

        return Decimal(packed)
    figure: int | None = packed
    return figure


class AbstractSection(NamedTuple):
    """A section of a report: where its heading stands, and its sentences."""

    key: str
    heading: bytes
    """Where its heading stands: span, start and end, in four bytes each."""
    sentences: bytes
    """Eight bytes for each sentence, once, in the order of the report: its hash, digits masked."""

    @classmethod
    def of(cls, key: str, place: Place, sentences: bytes) -> AbstractSection:
        """A section whose heading stands at a place."""
        return cls(key, array("I", (*place.span, *place.start, *place.end)).tobytes(), sentences)

    @property
    def place(self) -> Place:
        """Where its heading stands."""
        start, end, line, column, last_line, last_column = array("I", self.heading)
        return Place(Span(start, end), Position(line, column), Position(last_line, last_column))

    def hashes(self) -> tuple[int, ...]:
        """The sentences as numbers."""
        return tuple(array("Q", self.sentences))


class Abstract(Record):
    """What outlives a report when its filing is dropped, made of plain values."""

    path: str
    year: int | None
    edition: str | None
    pack: str
    """The name of the pack that judged it."""
    title: str
    organ: str
    """The name of the organ as read; empty where it cannot be told."""
    level: str | None
    certainty: Certainty
    government: bool
    place: Place
    """The title, or where the report begins: where a finding on the whole report stands."""
    forms: Sequence[tuple[str, bytes]] = ()
    """The forms by their keys, packed; those of thousands of reports may lie on disk until they are asked for."""
    sections: Sequence[AbstractSection] = ()

    def form(self, key: str) -> AbstractForm | None:
        """A form that the report has, unpacked; ``None`` where it has none, or one that nothing may be read from."""
        for name, packed in self.forms:
            if name == key:
                return AbstractForm.unpacked(packed)
        return None

    def section(self, key: str) -> AbstractSection | None:
        """The first section of a key, or ``None``."""
        return next((section for section in self.sections if section.key == key), None)

    def packed(self) -> tuple[Any, ...]:
        """Its fields as text, numbers, bytes and tuples of them, which ``marshal`` can write."""
        return tuple(map(_plain, self.__values__()))

    @classmethod
    def unpacked(cls, packed: tuple[Any, ...]) -> Abstract:
        """The abstract that ``packed`` was made of. Its forms and sections may be what gives them when asked."""
        *head, place, forms, sections = packed
        head = [sys.intern(each) if isinstance(each, str) and _is_code(each) else each for each in head]
        known = tuple([AbstractSection(*each) for each in sections]) if isinstance(sections, tuple) else sections
        fields: tuple[Any, ...] = (*head, _place(place), forms, known)
        return cls(**dict(zip(cls.__defaults__, fields, strict=True)))


def _is_code(word: str) -> bool:
    """Whether a word is an edition, a level or the like: thousands of reports have the same few."""
    return len(word) < 16 and word.isascii()


def _plain(value: Any) -> Any:
    return tuple([_plain(item) for item in value]) if isinstance(value, tuple) else value


def _place(packed: tuple[Any, ...]) -> Place:
    span, start, end = packed
    return Place(Span(*span), Position(*start), Position(*end))


# The run ---------------------------------------------------------------------------------------------------------


class Series(Record):
    """The reports of one organ."""

    organ: str
    reports: Mapping[int, Abstract]
    """By year, the earliest first."""
    children: tuple[int, ...] = ()
    """The series, by their numbers, of the organs whose figures are part of its own, as a table of organs tells."""

    def pairs(self) -> Iterator[tuple[Abstract, Abstract]]:
        """Each report that there is one of the year before of, with that one before it."""
        for year, report in self.reports.items():
            if year - 1 in self.reports:
                yield self.reports[year - 1], report


class Unmatched(NamedTuple):
    """A report that stands beside no other, and why."""

    path: str
    reason: Message


class Missing(NamedTuple):
    """An organ of the table without a report of a year of the run."""

    organ: str
    year: int


class Matching(Record):
    """What came of matching the reports of a run by organ and year."""

    unmatched: tuple[Unmatched, ...] = ()
    missing: tuple[Missing, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """The paths of each two reports of one organ, of a year and of the one after it."""
    compared: bool = False
    """Whether there was anything to compare by: reports of several years, or a table of organs."""


class Dossier(Record):
    """The reports of one run, by organ and year, and the packs' forms."""

    series: tuple[Series, ...]
    forms: Mapping[str, Mapping[str, Form]] = {}
    """By pack and key."""
    numbers: Mapping[str, Mapping[str, str]] = {}
    """By pack and section key: the numeral that the law gives it."""

    def reports(self) -> Iterator[Abstract]:
        """All reports, organ by organ and year by year."""
        for series in self.series:
            yield from series.reports.values()

    def form(self, report: Abstract, key: str) -> Form | None:
        """A form of the pack that judged a report."""
        return self.forms.get(report.pack, {}).get(key)

    def part(self, report: Abstract, section: str) -> str:
        """A section in words, for a place: 第一部分."""
        number = self.numbers.get(report.pack, {}).get(section)
        return f"第{number}部分" if number else ""

    def place_of(self, report: Abstract, cell: CellKey) -> str:
        """A cell's place in words, as ``Filing.place_of``."""
        form = self.form(report, cell.form)
        if form is None:
            return ""
        return f"{self.part(report, form.section)} {form.place_of(cell.row, cell.column)}".strip()


class Finding(NamedTuple):
    """A finding about one file of a dossier, and where it stands there."""

    path: str
    diagnostic: Diagnostic
    place: Place
