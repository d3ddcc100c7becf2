"""Tables that the law prescribes, before anyone fills them in. Data, from a pack."""

from __future__ import annotations

from disclint.model.record import Record
from disclint.model.text import quotable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

__all__ = ["Column", "Form", "FormRow", "Group", "Layout", "ValueType"]

ValueType: TypeAlias = "Literal['count', 'delta', 'money', 'text', 'line']"
"""``count``: a natural number. ``delta``: a signed change. ``money``: a decimal number with a unit in cell or header.
``line``: the number of the line (行次), which is no figure of the report: no row has a cell in such a column."""

Layout: TypeAlias = "Literal['down', 'across', 'sides']"
"""``down``: a row of the form is a row of the table. ``across``: the form's rows stand side by side in one line.
``sides``: as ``down``, but the table has two sides, such as income and expenditure, each with its own labels; the rows
of the left side come first."""


class Column(Record):
    """A column of a form."""

    key: str
    label: str
    type: ValueType = "count"
    aliases: tuple[str, ...] = ()
    """Labels that identify the column and are reported as altered."""
    variants: tuple[str, ...] = ()
    """Labels that a pack allows beside the official one."""
    unit: str | None = None
    """For money: the unit that the form's own header states (the cell then holds a bare number)."""
    group: str | None = None
    """The column group that it belongs to, such as ``legal_person``."""
    total: bool = False
    """Whether it is the sum of the other columns of its row."""


class Group(Record):
    """Rows or columns that stand under one merged cell. A group's name in a relation is the sum of its members."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    parent: str | None = None
    """The group that it is part of."""
    caption: bool = False
    """Whether its label is a caption row over the full width, followed by a header row of its own."""


class FormRow(Record):
    """A row of a form: what the law wants to know, for each of its columns."""

    key: str
    label: str
    columns: tuple[str, ...]
    group: str | None = None
    aliases: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    optional: bool = False
    """Whether it may be left out."""


class Form(Record):
    """A prescribed table. Row, column and group keys are unique within it, in the order of print."""

    key: str
    title: str
    """What messages call it: 申请表."""
    section: str
    """The key of the section that it stands in."""
    rows: tuple[FormRow, ...]
    columns: tuple[Column, ...]
    groups: tuple[Group, ...] = ()
    column_groups: tuple[Group, ...] = ()
    layout: Layout = "down"
    header: tuple[str, ...] = ()
    """Other words of its header that are no column, such as 信息内容."""
    note: str = ""
    """The note that its first header cell prints."""
    captions: tuple[str, ...] = ()
    """Lines that stand above it where its section has several tables with the same labels, such as 收入支出决算总表."""
    blanks: Literal["open", "zero"] = "open"
    """Whether a blank cell is a 0, or may be anything."""
    most_blanks: int | None = None
    """More blank cells than this make a report unfit for publication; without it, no number of them does."""

    def row(self, key: str) -> FormRow:
        """The row of a key; ``KeyError`` where there is none."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)

    def column(self, key: str) -> Column:
        """The column of a key; ``KeyError`` where there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def group(self, key: str) -> Group:
        """The row group or column group of a key; ``KeyError`` where there is none."""
        for group in (*self.groups, *self.column_groups):
            if group.key == key:
                return group
        raise KeyError(key)

    def place_of(self, row: str, column: str) -> str:
        """A cell's place in words, within its section: 申请表 “（七）总计”行 “自然人”列."""
        rows = {group.key: group.label for group in self.groups} | {part.key: part.label for part in self.rows}
        columns = {part.key: part.label for part in self.columns}
        return f"{self.title} “{quotable(rows.get(row, row))}”行 “{columns.get(column, column)}”列"

    def members(self, group: str) -> tuple[str, ...]:
        """The keys of the rows, or of the columns, that a group sums, those of its subgroups included."""
        inside = {group}
        for candidate in (*self.groups, *self.column_groups):  # parents stand before their children
            if candidate.parent in inside:
                inside.add(candidate.key)
        rows = tuple(row.key for row in self.rows if row.group in inside)
        return rows or tuple(column.key for column in self.columns if column.group in inside)
