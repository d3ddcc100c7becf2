"""A document as it is shown to a person: its paragraphs and forms in order, with what is wrong marked in place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from disclint import (
    SEVERITIES,
    BoundForm,
    BoundLabel,
    CellKey,
    Checked,
    Document,
    Filing,
    NamedTuple,
    Paragraph,
    Piece,
    Row,
    Span,
    Text,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from disclint import Severity

__all__ = ["Annotated", "FormUnit", "Mark", "Segment", "TableUnit", "TextUnit"]

_MOST = 8
"""A stretch over more paragraphs or cells than these is marked in the first ones only."""


class Mark(NamedTuple):
    """A stretch to mark. ``number`` is that of a finding, from 1; 0 for a place that findings refer to."""

    span: Span
    id: str
    number: int = 0
    severity: Severity | None = None


class Segment(NamedTuple):
    """Words between two ends of marks, with the marks that cover them, that begin and that end there."""

    words: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """That of the gravest finding; ``None`` if there is none here."""
        return gravest(self.marks)


class TextUnit(NamedTuple):
    """A paragraph. ``role`` is ``title``, ``heading``, ``subheading``, ``furniture`` or empty."""

    text: Paragraph
    role: str
    notes: list[int]
    """Numbers of the findings to explain here."""


class TableUnit(NamedTuple):
    """Rows that belong to no form."""

    rows: tuple[Row, ...]
    notes: list[int]


class FormUnit(NamedTuple):
    """A form that was found, in place of the paragraphs and rows that it was read from."""

    bound: BoundForm
    source: list[Paragraph | Row]
    notes: list[int]


Unit = TextUnit | TableUnit | FormUnit


class Annotated:
    """A file that was read, cut into units, with its findings put where they belong."""

    def __init__(self, file: Checked, document: Document) -> None:
        self.document = document
        self._regions = _regions(file.filing)
        self.units = list(self._cut(file.filing))
        self._starts = [_start(unit) for unit in self.units]
        self._forms = {unit.bound.key: unit for unit in self.units if isinstance(unit, FormUnit)}
        self._cells = {
            cell.span: cell.key
            for unit in self._forms.values()
            for cell in unit.bound.cells.values()
            if cell.state == "filled" and cell.span is not None and cell.span.start < cell.span.end
        }
        self._labels = sorted(
            (label.text.span, (label.part, label.key))
            for unit in self._forms.values()
            for label in unit.bound.labels
            if label.text.span.start < label.text.span.end
        )
        self._texts = sorted(_texts(self.units), key=lambda text: text.span)
        self._text_starts = [text.span.start for text in self._texts]
        self.cell_marks: dict[CellKey, list[Mark]] = {}
        self.label_marks: dict[tuple[str, str], list[Mark]] = {}
        """By part and key."""
        self._text_marks: dict[Text, list[Mark]] = {}
        self.operands: dict[Span, str] = {}
        """The ids of the places that findings refer to."""
        self._annotate(file)

    # Cutting

    def _cut(self, filing: Filing | None) -> Iterator[Unit]:
        roles = _roles(filing) if filing is not None else {}
        drawn: dict[str, FormUnit] = {}
        for block in self.document.blocks:
            parts: Iterable[tuple[BoundForm | None, list[Paragraph | Row]]]
            if isinstance(block, Paragraph):
                parts = [(self._form_of(block.span), [block])]
            else:
                parts = ((form, list(rows)) for form, rows in groupby(block.rows, lambda row: self._form_of(row.span)))
            for form, items in parts:
                if form is not None:
                    if form.key not in drawn:
                        drawn[form.key] = FormUnit(form, [], [])
                        yield drawn[form.key]
                    drawn[form.key].source.extend(items)
                elif isinstance(block, Paragraph):
                    yield TextUnit(block, roles.get(block.span.start, ""), [])
                else:
                    yield TableUnit(tuple(item for item in items if isinstance(item, Row)), [])

    def _form_of(self, span: Span) -> BoundForm | None:
        """The form that a stretch begins in, or that begins in it."""
        at = bisect_right(self._regions, max(span.start, span.end - 1), key=lambda region: region[0].start) - 1
        return self._regions[at][1] if at >= 0 and span.start < self._regions[at][0].end else None

    # Marking

    def _annotate(self, file: Checked) -> None:
        for number, finding in enumerate(file.diagnostics, 1):
            mark = Mark(finding.span, f"m{number}", number, finding.severity)
            home = self._forms.get(finding.cell.form) if finding.cell is not None else None
            if home is not None and finding.cell is not None:
                self.cell_marks.setdefault(finding.cell, []).append(mark)
            else:
                self._put(mark)
            if self.units:
                unit = home or self.units[max(0, bisect_right(self._starts, finding.span.start) - 1)]
                unit.notes.append(number)
            for related in finding.related:
                if related.path in (None, file.path) and related.span not in self.operands:
                    name = f"o{len(self.operands) + 1}"
                    if self._put(Mark(related.span, name)):
                        self.operands[related.span] = name

    def _put(self, mark: Mark) -> bool:
        """Mark a stretch where it is shown; whether it is shown at all."""
        span = mark.span
        if span in self._cells:
            self.cell_marks.setdefault(self._cells[span], []).append(mark)
            return True
        if self._form_of(Span(span.start, span.start)) is not None:
            label = self._label_at(span)
            if label is not None:
                self.label_marks.setdefault(label, []).append(mark)
            return label is not None
        first = max(0, bisect_right(self._text_starts, span.start) - 1)
        put = False
        for number in range(first, min(first + _MOST, len(self._texts))):
            there = self._texts[number].span
            if there.start >= span.end and number > first:
                break
            if there.end > span.start or (span.start == span.end and there.start <= span.start <= there.end):
                self._text_marks.setdefault(self._texts[number], []).append(mark)
                put = True
        return put

    def _label_at(self, span: Span) -> tuple[str, str] | None:
        at = bisect_right(self._labels, span.start, key=lambda label: label[0].start) - 1
        if at >= 0 and span.start < self._labels[at][0].end:
            return self._labels[at][1]
        return None

    # Showing

    def segments(self, text: Text) -> list[Segment]:
        """The words of a paragraph or cell, cut at the ends of its marks."""
        marks = self._text_marks.get(text, [])
        if not marks:
            return [Segment(text.value)]
        within = _Within(text)
        begins: dict[int, list[Mark]] = {}
        ends: dict[int, list[Mark]] = {}
        points: dict[int, list[Mark]] = {}
        for mark in marks:
            start, end = within.range_of(mark.span)
            if start < end:
                begins.setdefault(start, []).append(mark)
                ends.setdefault(end, []).append(mark)
            else:
                points.setdefault(start, []).append(mark)
        cuts = sorted({0, len(text.value), *begins, *ends, *points})
        found: list[Segment] = []
        active: dict[Mark, None] = {}
        for start, end in pairwise((*cuts, -1)):
            found.extend(Segment("", (mark,), (mark,), (mark,)) for mark in points.get(start, ()))
            if end < 0:
                break
            active.update(dict.fromkeys(begins.get(start, ())))
            closing = tuple(ends.get(end, ()))
            found.append(Segment(text.value[start:end], tuple(active), tuple(begins.get(start, ())), closing))
            for mark in closing:
                del active[mark]
        return found


def gravest(marks: Iterable[Mark]) -> Severity | None:
    """The severity of the gravest finding among marks; ``None`` if they belong to none."""
    there = [SEVERITIES.index(mark.severity) for mark in marks if mark.severity is not None]
    return SEVERITIES[min(there)] if there else None


def altered(bound: BoundForm) -> dict[tuple[str, str], BoundLabel]:
    """The labels that are printed in other words than the official ones, by part and key."""
    found: dict[tuple[str, str], BoundLabel] = {}
    for label in bound.labels:
        if label.likeness in ("variant", "alias", "near"):
            found.setdefault((label.part, label.key), label)
    return found


def _regions(filing: Filing | None) -> list[tuple[Span, BoundForm]]:
    """Where the forms stand, each with the header above its figures, but nothing above the heading before it."""
    if filing is None:
        return []
    regions = []
    headings = sorted(section.heading.span.end for section in filing.sections)
    for form in filing.forms:
        if form.found and form.span is not None:
            start = min([form.span.start, *(label.text.span.start for label in form.labels)])
            above = bisect_right(headings, form.span.start)
            start = max(start, headings[above - 1] if above else 0)
            regions.append((Span(start, form.span.end), form))
    return sorted(regions, key=lambda region: region[0])


def _roles(filing: Filing) -> dict[int, str]:
    """What a paragraph is, by its offset."""
    roles: dict[int, str] = {}
    for text in filing.furniture:
        roles[text.span.start] = "furniture"
    for passage in filing.passages:
        if passage.heading:
            roles[passage.text.span.start] = "subheading"
    for section in filing.sections:
        if section.rest is None:
            roles[section.heading.span.start] = "heading"
    if filing.title is not None:
        for block in filing.document.blocks:
            if block.span.start >= filing.title.span.end:
                break
            if block.span.end > filing.title.span.start:
                roles[block.span.start] = "title"
    return roles


def _texts(units: Iterable[Unit]) -> Iterator[Text]:
    for unit in units:
        if isinstance(unit, TextUnit):
            yield unit.text
        elif isinstance(unit, TableUnit):
            for row in unit.rows:
                yield from row.cells


def _start(unit: Unit) -> int:
    if isinstance(unit, TextUnit):
        return unit.text.span.start
    if isinstance(unit, TableUnit):
        return unit.rows[0].span.start
    return unit.source[0].span.start


class _Within:
    """The way back from ``Text.span_of``: from the document into one text."""

    def __init__(self, text: Text) -> None:
        self._pieces: Sequence[Piece] = text.pieces or (Piece(0, text.span),)
        self._starts = [piece.span.start for piece in self._pieces]
        self._limits = [*(piece.at for piece in self._pieces[1:]), len(text.value)]

    def range_of(self, span: Span) -> tuple[int, int]:
        """Where the part of a text begins and ends that stands in a stretch of the document."""
        start = self._find(span.start, bisect_right(self._starts, span.start) - 1, whole=False)
        end = self._find(span.end, bisect_right(self._starts, span.end - 1) - 1, whole=True)
        return start, max(start, end)

    def _find(self, offset: int, number: int, *, whole: bool) -> int:
        if number < 0:
            return 0
        piece, limit = self._pieces[number], self._limits[number]
        if piece.exact:
            return min(piece.at + offset - piece.span.start, limit)
        return limit if whole else piece.at
