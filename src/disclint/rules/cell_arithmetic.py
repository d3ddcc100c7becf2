"""Cells of one or several forms agree with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disclint import (
    BoundCell,
    BoundForm,
    Diagnostic,
    Figure,
    Filing,
    Form,
    NamedTuple,
    Related,
    Relation,
    Rule,
    quotable,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["CellArithmetic"]


class CellArithmetic(Rule):
    """Single cells agree with each other: of one form or of several, such as an amount that two tables repeat.

    A cell is named by form, row and column: `summary.budget_income.amount == appropriations.budget_income.total`. A
    group in the place of a row or of a column stands for the sum of its members. What must hold in every row or every
    column of one form is the business of `form-arithmetic`.

    Nothing is said where a cell is blank, missing or uncertain, or where cells print different units: other rules do.

    中文：同一张表或不同表的单元格之间相符，如两张表中重复列出的同一金额。

    单元格写作“表.行.列”：`summary.budget_income.amount == appropriations.budget_income.total`。行或列的位置可写组，表示
    其各项之和。每行或每列都应成立的关系用 `form-arithmetic`。

    单元格空白、缺少、不确定，或几处单位不同的，不报告：由其他规则报告。
    """

    kind: ClassVar[str] = "cell-arithmetic"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "unequal": ("{figures}，应当相等", "{figures_en}: they must be equal"),
        "broken": ("{figures}，应满足 {relation}", "{figures_en}; must be {relation}"),
        "said": ("{said}", "{said_en}"),
        "figure": ("{label}：{text}", "{label}: {text}"),
    }

    expect: Relation
    """What must hold, in names of cells: form, row and column with dots between.
    中文：应成立的关系，单元格写作“表.行.列”。"""

    totals: tuple[str, ...] = ()
    """Rows and columns that are totals: a blank in one of them is never 0.
    中文：合计的行和列：其中的空白不作0。"""

    says: str = ""
    """What a finding says, in Chinese; `{form.row.column}` stands for a figure.
    中文：信息的中文；`{表.行.列}` 代表数字。"""

    says_in_english: str = ""
    """The same in English.
    中文：信息的英文。"""

    def problems(self, forms: Sequence[Form]) -> Iterator[tuple[str, str, str]]:
        """Names that are no cells, and cells that their row does not have."""
        known = {form.key: form for form in forms}
        for name in self.expect.names():
            key, *parts = name.split(".")
            form = known.get(key)
            if len(parts) == 2 and form is not None:
                rows = {row.key: row for row in form.rows}
                if parts[0] in rows and not {*(form.members(parts[1]) or parts[1:])} <= {*rows[parts[0]].columns}:
                    yield "expect", f"“{name}”：这一行没有这一列", f"“{name}”: this row has no such column"
            elif not parts:
                yield "expect", f"“{name}”应写作“表.行.列”", f"“{name}” must be form.row.column"

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding."""
        terms = [_Term.of(filing, name, self.totals) for name in self.expect.names()]
        figures = {term.name: term.figure for term in terms if term is not None and term.figure is not None}
        if len(figures) < len(terms) or self.expect.holds(figures.__getitem__):
            return
        found = [term for term in terms if term is not None]
        places = [term for term in found if term.cell is not None and term.cell.span is not None]
        if not places or len({term.cell.unit for term in places if term.cell is not None and term.figure}) > 1:
            return
        blamed = places[-1]
        is_plain = self.expect.tree[0] == "==" and all(side[0] == "name" for side in self.expect.tree[1:])
        assert blamed.cell is not None
        assert blamed.cell.span is not None
        yield self.diagnostic(
            blamed.cell.span,
            "said" if self.says else "unequal" if is_plain else "broken",
            cell=blamed.cell.key,
            related=tuple(self._related(places, blamed)),
            figures="，".join(term.told() for term in found),
            figures_en=", ".join(term.told() for term in found),
            relation=_in_words(self.expect.source, found),
            said=_filled_in(self.says, found),
            said_en=_filled_in(self.says_in_english or self.says, found),
        )

    def _related(self, places: Sequence[_Term], blamed: _Term) -> Iterator[Related]:
        for term in places:
            if term is not blamed and term.cell is not None and term.cell.span is not None:
                yield Related(self.message("figure", label=term.label(), text=term.cell.text), term.cell.span)


class _Term(NamedTuple):
    """A cell, or a sum of cells, that a relation names."""

    name: str
    form: BoundForm
    row: str
    column: str
    figure: Figure | None
    cell: BoundCell | None
    """The cell, if it is one."""

    @classmethod
    def of(cls, filing: Filing, name: str, totals: tuple[str, ...]) -> _Term | None:
        key, row, column = name.split(".")
        form = filing.form(key)
        if form is None or not form.found or not form.reliable:
            return None
        return cls(name, form, row, column, form.figure(row, column, totals), form.cells.get((row, column)))

    def label(self) -> str:
        form = self.form.form
        down = {row.key: row.label for row in form.rows}
        across = {column.key: column.label for column in form.columns}
        row = down.get(self.row) or form.group(self.row).label
        column = across.get(self.column) or form.group(self.column).label
        return f"{form.title}“{quotable(row)}”{quotable(column)}"

    def told(self) -> str:
        return f"{self.label()} {self.figure}"


def _in_words(source: str, terms: Sequence[_Term]) -> str:
    """A relation as it is written, with labels for names and signs for words."""
    for written, sign in (("==", "="), (">=", "≥"), ("<=", "≤"), ("!=", "≠")):
        source = source.replace(written, sign)
    ordered = sorted(terms, key=lambda term: -len(term.name))
    for number, term in enumerate(ordered):
        source = source.replace(term.name, f"\0{number}\0")
    for number, term in enumerate(ordered):
        source = source.replace(f"\0{number}\0", term.label())
    return source


def _filled_in(text: str, terms: Sequence[_Term]) -> str:
    for term in terms:
        text = text.replace(f"{{{term.name}}}", str(term.figure))
    return text
