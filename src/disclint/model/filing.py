"""A document with its bound forms and its facts: all that a rule sees."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from disclint.model.diagnostic import CellKey
from disclint.model.document import Document, Paragraph, Table, Text
from disclint.model.form import Form
from disclint.model.named import NamedTuple
from disclint.model.passage import Passage
from disclint.model.record import Record, lazily
from disclint.model.relation import Figure
from disclint.model.span import Span
from disclint.model.statement import Statements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

__all__ = [
    "BoundCell", "BoundForm", "BoundLabel", "BoundRow", "Certainty", "Filing", "Likeness", "Organ", "Period",
    "RowFault", "Section", "State", "Title",
]  # fmt: skip

State: TypeAlias = "Literal['filled', 'blank', 'missing', 'uncertain']"
"""``filled``: read and placed. ``blank``: there, with nothing or a dash in it. ``missing``: not in the document.
``uncertain``: there is text, but its row or column cannot be decided."""

Likeness: TypeAlias = "Literal['equal', 'typography', 'variant', 'alias', 'near']"
"""How a printed label agrees with the official one: equal; but for brackets, spaces, dots or quotes; a variant that
the pack allows, or one with an addition in brackets; a known deviation; the nearest label."""

RowFault: TypeAlias = "Literal['few', 'many', 'squeezed']"
"""``few``: cells of the row are not there. ``many``: more numbers than columns. ``squeezed``: numbers were pushed
together to the left, so that their columns are lost."""

Certainty: TypeAlias = "Literal['certain', 'inferred']"


class BoundCell(NamedTuple):
    """A cell of the form as found.

    ``text`` is what is printed, stripped, if the cell is ``filled``, or the dash of a ``blank`` one. ``value`` is its
    number, without unit, or ``None`` if it is no well-formed or mendable number (``00`` is 0, ``O`` is none); ``unit``
    what the cell prints after the number. ``span`` is where the text stands; for a blank cell its empty place or else
    the row's label; ``None`` if the cell is missing.
    """

    key: CellKey
    state: State
    text: str | None = None
    value: Figure | None = None
    unit: str | None = None
    span: Span | None = None


class BoundLabel(NamedTuple):
    """A label of the form as printed. ``part`` tells what it is a label of, ``key`` of which one."""

    part: Literal["row", "column", "group", "column_group"]
    key: str
    official: str
    text: Text
    likeness: Likeness


class BoundRow(NamedTuple):
    """A row of the form as found: its label, its figures as printed, and every placement that the evidence allows.

    ``readings`` are tuples as long as ``columns``; ``None`` in one stands for a blank cell. One reading: all is
    certain. No reading: the row is not there, or nothing can be said of its columns.
    """

    key: str
    columns: tuple[str, ...]
    found: bool = False
    label: Text | None = None
    figures: tuple[Text, ...] = ()
    readings: tuple[tuple[Figure | None, ...], ...] = ()
    fault: RowFault | None = None
    span: Span | None = None


class BoundForm(Record):
    """A form found in a document: every cell of the form by row key and column key, in the form's order."""

    form: Form
    found: bool
    cells: Mapping[tuple[str, str], BoundCell]
    rows: Mapping[str, BoundRow]
    labels: tuple[BoundLabel, ...] = ()
    subtotals: Mapping[str, BoundRow] = {}
    """By group key: figures printed beside a group's own label."""
    span: Span | None = None
    reliable: bool = True
    """False where the table is so damaged that nothing may be concluded from its figures."""
    doubled: tuple[Text, ...] = ()
    """Labels of rows that occur again with other figures."""
    header_units: Mapping[str, Text] = {}
    """By column key: the header cell, where it states a unit or a number of decimals of its own."""
    blanks_are_zero: bool = False
    """True where the table writes no 0 anywhere: its blanks count as 0 to see whether figures contradict each other."""

    @property
    def key(self) -> str:
        """The key of the form."""
        return self.form.key

    def cell(self, row: str, column: str) -> BoundCell:
        """The cell of a row and a column; ``KeyError`` where the form has none."""
        return self.cells[row, column]

    def figure(self, row: str, column: str, totals: Container[str] = ()) -> Figure | None:
        """The figure of a row or group of rows in a column or group of columns, if every cell of it is certain.

        A blank is 0 where blanks stand for it, but never in one of ``totals``. ``KeyError`` where the form has no such
        row or column.
        """
        rows = (row,) if row in self.rows else self.form.members(row)
        columns = self.form.members(column) if column in self._column_groups() else (column,)
        if not rows or not columns:
            raise KeyError(row)
        total: Figure = 0
        for key in rows:
            for name in columns:
                cell = self.cells[key, name]
                if cell.state == "filled" and cell.value is not None:
                    total += cell.value
                elif not (cell.state == "blank" and self.blanks_are_zero) or key in totals or name in totals:
                    return None
        return total

    def _column_groups(self) -> tuple[str, ...]:
        return tuple(group.key for group in self.form.column_groups)

    @lazily
    def lacks_cells(self) -> bool:
        """Whether a row that was found lacks cells."""
        rows = self.rows
        return any(cell.state == "missing" and rows[row].found for (row, _), cell in self.cells.items())

    def missing_columns(self) -> tuple[str, ...]:
        """Columns of which no row that was found has a cell, in the form's order."""
        if not self.lacks_cells:
            return ()
        there: set[str] = set()
        wanted: set[str] = set()
        for (row, column), cell in self.cells.items():
            if self.rows[row].found:
                wanted.add(column)
                if cell.state != "missing":
                    there.add(column)
        return tuple(column.key for column in self.form.columns if column.key in wanted and column.key not in there)


class Section(Record):
    """A section of the report as found, by the words of its heading."""

    key: str
    heading: Paragraph
    numeral: str | None
    """The numeral as printed (一), without separator; ``None`` if there is none."""
    separator: str
    """What stands between numeral and words."""
    title: str
    """The words of the heading in normal form, without numeral and white space."""
    likeness: Likeness
    first: int
    """Index in ``document.blocks`` of the first block after the heading."""
    last: int
    """Index after its last block."""
    rest: Paragraph | None = None
    """What stands on the heading's own line after it: 六、其他需要报告的事项：无。"""


class Title(Record):
    """The title of the report, on one line or several."""

    text: str
    """Its words without white space."""
    span: Span
    organ: str | None
    """The organ that it names, if any."""
    year: int | None


class Organ(Record):
    """The body that reports."""

    name: str
    level: str | None
    """``state``, ``province``, ``prefecture``, ``county``, ``town``, ``department``; ``None`` if it cannot be told."""
    certainty: Certainty
    """``certain``: its word stands in the title."""
    rule_making: bool | None
    """Whether it may make 规章; ``None`` if that cannot be told."""
    government: bool
    """Whether it is a 人民政府."""
    span: Span | None = None


class Period(Record):
    """The 统计期限 as printed: first and last day as (year, month, day)."""

    start: tuple[int, int, int]
    end: tuple[int, int, int]
    span: Span


class Filing(Record):
    """A report as understood."""

    document: Document
    sections: Sequence[Section]
    """All headings found, in the order of the document; a section may occur twice."""
    forms: Sequence[BoundForm]
    """One for each form of the pack, in its order, found or not."""
    preamble: tuple[int, int] = (0, 0)
    """Range of ``document.blocks`` before the first heading and after the title."""
    title: Title | None = None
    organ: Organ | None = None
    year: int | None = None
    year_span: Span | None = None
    edition: str | None = None
    """The edition that the tables are printed in."""
    expected_edition: str | None = None
    """The edition that the year demands."""
    foreign_marks: tuple[BoundLabel, ...] = ()
    """Labels of another edition's tables."""
    period: Period | None = None
    passages: tuple[Passage, ...] = ()
    """The prose, in order."""
    furniture: tuple[Text, ...] = ()
    """Running headers and page numbers that stand in the text."""
    statements: Statements = Statements()
    """What the prose states in numbers."""
    section_numbers: Mapping[str, str] = {}
    """By section key: the numeral that the law gives it, for places in words."""
    section_titles: Mapping[str, str] = {}

    @lazily
    def _running_text(self) -> tuple[Paragraph, ...]:
        forms = [form.span for form in self.forms if form.span is not None]
        furniture = {text.span.start for text in self.furniture}
        found = []
        for block in self.document.blocks:
            if isinstance(block, Paragraph) and (start := block.span.start) not in furniture:
                for first, last in forms:
                    if first <= start < last:
                        break
                else:
                    found.append(block)
        return tuple(found)

    def form(self, key: str) -> BoundForm | None:
        """The bound form of a key, or ``None`` if the pack has no such form."""
        for form in self.forms:
            if form.form.key == key:
                return form
        return None

    def section(self, key: str) -> Section | None:
        """The first section of a key, or ``None``."""
        for section in self.sections:
            if section.key == key:
                return section
        return None

    def paragraphs(self, section: str) -> Iterator[Paragraph]:
        """The paragraphs of a section, tables left out; of the preamble for ``preamble``."""
        ranges: list[tuple[Paragraph | None, int, int]]
        if section == "preamble":
            ranges = [(None, *self.preamble)]
        else:
            ranges = [(found.rest, found.first, found.last) for found in self.sections if found.key == section]
        for rest, first, last in ranges:
            if rest is not None:
                yield rest
            for block in self.document.blocks[first:last]:
                if isinstance(block, Paragraph):
                    yield block

    def running_text(self) -> Iterator[Paragraph]:
        """All paragraphs outside the forms, as they stand in the file: headings and residue too, but neither running
        headers nor page numbers."""
        return iter(self._running_text)

    @lazily
    def running_words(self) -> str:
        """The words of ``running_text`` in normal form, a line for each paragraph, for a quick look whether something
        is there."""
        return "\n".join([paragraph.normal for paragraph in self._running_text])

    @lazily
    def passage_words(self) -> str:
        """The words of all passages in normal form, a line for each, for a quick look whether something is there."""
        return "\n".join([passage.text.normal for passage in self.passages])

    def place_of(self, key: CellKey) -> str:
        """A cell's place in words: 第三部分 申请表 “（七）总计”行 “自然人”列."""
        bound = self.form(key.form)
        if bound is None:
            return ""
        return f"{self._part(bound.form.section)}{bound.form.place_of(key.row, key.column)}"

    def place_at(self, span: Span) -> str:
        """A span's place in words: the part that it stands in, and the paragraph or table row."""
        blocks = self.document.blocks
        index = self._block_at(span.start)
        section = next((s for s in reversed(self.sections) if s.first - 1 <= index), None)
        part = self._part(section.key) if section else ""
        if section and section.first - 1 == index:
            return f"{part}标题" if part else "标题"
        first = section.first if section else self.preamble[0]
        block = blocks[index] if index < len(blocks) else None
        if isinstance(block, Table):
            row = sum(1 for row in block.rows if row.span.start <= span.start)
            name = next(
                (f.form.title for f in self.forms if f.span and f.span.start <= span.start < f.span.end), "表格"
            )
            return f"{part}{name} 第{row}行"
        if index < first:
            return "标题及正文之前"
        number = sum(1 for b in blocks[first : index + 1] if isinstance(b, Paragraph))
        return f"{part or '引言 '}第{number}段"

    def _part(self, section: str) -> str:
        number = self.section_numbers.get(section)
        return f"第{number}部分 " if number else ""

    def _block_at(self, offset: int) -> int:
        from bisect import bisect_right

        return max(0, bisect_right(self.document.blocks, offset, key=lambda block: block.span.start) - 1)
