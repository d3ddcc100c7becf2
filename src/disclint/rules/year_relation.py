"""The figures of one year agree with the report of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import DossierRule, Figure, Form, NamedTuple, Related, elsewhere, quotable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Literal

    from disclint import Abstract, AbstractCell, AbstractForm, Dossier, Finding, Severity, YearlyRelation

__all__ = ["YearRelation"]

_LAST = "last_"


class YearRelation(DossierRule):
    """The figures of a report agree with last year's report of the same organ.

    ``expect`` is a relation between the figures of two reports, one of the year after the other: a key stands for this
    year's figure, a key after ``last_`` for last year's. It is worked out for every column, with rows for names
    (``per: column``), or for every row, with columns for names (``per: row``). There is no tolerance.

    Only figures that are certain in both reports are used. Where several columns differ, the total is named, or else
    the first of them, and the others are related. It speaks only where both reports are in one run and their organs
    are told to be the same.

    中文：本年报告的数字与同一机关上年报告相符。

    ``expect`` 是相邻两年报告之间的关系式：键表示本年的数字，``last_`` 加键表示上年的数字。``per: column`` 逐列计算，
    以行为名；``per: row`` 逐行计算，以列为名。不设容差。

    只用两份报告中都确定的数字。几列都不符时，报告总计列，没有总计则报告第一列，其余列为相关位置。两份报告须在同一次检查
    中，且能确定属于同一机关。
    """

    kind: ClassVar[str] = "year-relation"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "unequal": (
            "{where}：{left}，与{right} 不相等{excuse}",
            "{where_en}: {left_en} is not equal to {right_en}{excuse_en}",
        ),
        "less": ("{where}：{left}，小于{right}{excuse}", "{where_en}: {left_en} is less than {right_en}{excuse_en}"),
        "greater": (
            "{where}：{left}，大于{right}{excuse}",
            "{where_en}: {left_en} is greater than {right_en}{excuse_en}",
        ),
        "last": ("{year}年报告 {label}：{figure}", "{year}, {label}: {figure}"),
        "this": ("{label}：{figure}", "{label}: {figure}"),
    }

    form: str
    """The form whose figures must agree.
    中文：须相符的表。"""

    expect: YearlyRelation
    """What must hold, such as `carried_in == last_carried_out`.
    中文：须成立的关系式，如 `carried_in == last_carried_out`。"""

    per: Literal["row", "column"] = "column"
    """Whether it must hold in every row, with columns for names, or in every column, with rows for names.
    中文：row 逐行成立，以列为名；column 逐列成立，以行为名。"""

    parts: Severity = "warning"
    """How grave it is where the totals agree and other columns do not.
    中文：总计列相符而其他列不符时的级别。"""

    excuse: str = ""
    """What may explain a difference, in Chinese; it is said with a finding.
    中文：可以解释差异的情形，随问题一并说明。"""

    excuse_in_english: str = ""
    """The same in English.
    中文：英文的说明。"""

    def check_dossier(self, dossier: Dossier) -> Iterator[Finding]:
        """One finding for each row, or for all columns, in which the relation is certainly broken."""
        known: dict[str, _Terms | None] = {}
        for series in dossier.series:
            for last, this in series.pairs():
                if this.pack not in known:
                    form = dossier.form(this, self.form)
                    known[this.pack] = _Terms.of(self, form) if form is not None else None
                terms, earlier, now = known[this.pack], last.form(self.form), this.form(self.form)
                if terms is None or earlier is None or now is None:
                    continue
                pair = _Pair(self, terms, last, earlier, this, now)
                broken = [line for line in terms.lines if pair.holds(line) is False]
                if self.per == "row":
                    for line in broken:
                        yield self._finding(dossier, pair, [line], self.severity)
                elif broken:
                    totals = [line for line in broken if pair.form.column(line).total]
                    severity = self.severity if totals else self.at_most(self.parts)
                    yield self._finding(dossier, pair, [*totals, *(x for x in broken if x not in totals)], severity)

    def _finding(self, dossier: Dossier, pair: _Pair, lines: list[str], severity: Severity) -> Finding:
        """A finding at the first of the lines; the others are related."""
        line, *_ = lines
        comparison, left, right = self.expect.tree
        stands = pair.blamed(line)
        label = pair.form.column(line).label if self.per == "column" else pair.form.row(line).label
        where = f"“{quotable(label)}”"
        return self.finding(
            dossier,
            pair.this,
            stands.place,
            _CODES[comparison],
            severity=severity,
            cell=stands.key,
            related=tuple(self._related(pair, lines, stands)),
            where=f"{where}列" if self.per == "column" else f"{where}行",
            where_en=f"{self.per} {where}",
            left=pair.side(left, line, english=False),
            left_en=pair.side(left, line, english=True),
            right=pair.side(right, line, english=False),
            right_en=pair.side(right, line, english=True),
            excuse=f"；{self.excuse}" if self.excuse else "",
            excuse_en=f"; {self.excuse_in_english}" if self.excuse_in_english else "",
        )

    def _related(self, pair: _Pair, lines: list[str], stands: AbstractCell) -> Iterator[Related]:
        """The other figures of the relation; of several columns, those of each."""
        for line in lines:
            for name in pair.terms.names:
                for cell in pair.cells(name, line):
                    if cell.place is None or (cell.key == stands.key and not name.startswith(_LAST)):
                        continue
                    label = pair.label(cell.key.row if self.per == "column" else cell.key.column)
                    if len(lines) > 1:
                        label = f"{label} {pair.label(line)}"
                    if name.startswith(_LAST):
                        message = self.message("last", label=label, figure=cell.value, year=pair.last.year)
                        yield elsewhere(message, pair.last, cell.place)
                    else:
                        yield Related(self.message("this", label=label, figure=cell.value), cell.place.span)

    def problems(self, forms: tuple[Form, ...]) -> Iterator[tuple[str, str, str]]:
        """What is wrong with the options that their types do not tell."""
        names = self.expect.names()
        if self.expect.difference() is None or self.expect.tree[0] == "!=":
            yield "expect", "应为一个等式或不等式，如 carried_in == last_carried_out", "must compare two sums"
        elif all(name.startswith(_LAST) for name in names) or not any(name.startswith(_LAST) for name in names):
            yield (
                "expect",
                "应既有本年的数字，又有上年的数字（last_ 加键）",
                "needs figures of this year, and of last year: last_ before their keys",
            )


_CODES = {"==": "unequal", ">=": "less", ">": "less", "<=": "greater", "<": "greater"}


class _Terms(NamedTuple):
    """A relation laid out for the form of one pack."""

    form: Form
    names: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]
    """The rows or columns that each name stands for."""
    lines: tuple[str, ...]
    """The columns or rows in which it is worked out."""

    @classmethod
    def of(cls, rule: YearRelation, form: Form) -> _Terms:
        """The relation of a rule."""
        names = rule.expect.names()
        keys = {name: name.removeprefix(_LAST) for name in names}
        members = {name: form.members(key) or (key,) for name, key in keys.items()}
        if rule.per == "column":
            return cls(form, names, members, tuple(each.key for each in form.columns if each.type != "line"))
        wanted = {member for inside in members.values() for member in inside}
        return cls(form, names, members, tuple(row.key for row in form.rows if wanted <= set(row.columns)))


class _Pair(NamedTuple):
    """Two reports of one organ, and the figures of one form in both."""

    rule: YearRelation
    terms: _Terms
    last: Abstract
    earlier: AbstractForm
    this: Abstract
    now: AbstractForm

    @property
    def form(self) -> Form:
        """The form, as the pack of this year's report has it."""
        return self.terms.form

    def cells(self, name: str, line: str) -> list[AbstractCell]:
        """The cells that a name stands for in a line; none where the report has not all of them."""
        source = self.earlier if name.startswith(_LAST) else self.now
        found = []
        for member in self.terms.members[name]:
            cell = source.cell(line, member) if self.rule.per == "row" else source.cell(member, line)
            if cell is None:
                return []
            found.append(cell)
        return found

    def figure(self, name: str, line: str) -> Figure | None:
        """The figure of a name, if it is certain."""
        source = self.earlier if name.startswith(_LAST) else self.now
        total: Figure = 0
        for member in self.terms.members[name]:
            figure = source.figure(line, member) if self.rule.per == "row" else source.figure(member, line)
            if figure is None:
                return None
            total += figure
        return total

    def holds(self, line: str) -> bool | None:
        """Whether the relation holds; ``None`` where a figure is not certain."""
        figures = {name: self.figure(name, line) for name in self.terms.names}
        known = {name: figure for name, figure in figures.items() if figure is not None}
        return self.rule.expect.holds(known.__getitem__) if len(known) == len(figures) else None

    def blamed(self, line: str) -> AbstractCell:
        """The figure of this year that a finding stands at: the first one of the relation."""
        return next(cell for name in self.terms.names if not name.startswith(_LAST) for cell in self.cells(name, line))

    def label(self, key: str) -> str:
        """The official label of a row, a column or a group of them."""
        labels = {part.key: part.label for part in (*self.form.groups, *self.form.column_groups)}
        labels.update({row.key: row.label for row in self.form.rows})
        labels.update({column.key: column.label for column in self.form.columns})
        return labels[key]

    def side(self, tree: tuple[Any, ...], line: str, *, english: bool) -> str:
        """One side of the comparison, with labels and figures."""
        parts: list[str] = []
        total: Figure = 0
        for sign, node in _terms(tree, 1):
            figure = node[1] if node[0] == "number" else self.figure(node[1], line) or 0
            words = str(figure) if node[0] == "number" else f"{self.name(node[1], english=english)} {figure}"
            parts.append(f"{' + ' if sign > 0 else ' - '}{words}")
            total += sign * figure
        text = "".join(parts).removeprefix(" + ").strip()
        return f"{text} = {total}" if len(parts) > 1 else text

    def name(self, name: str, *, english: bool) -> str:
        """A name of the relation in words."""
        label = self.label(name.removeprefix(_LAST))
        if not name.startswith(_LAST):
            return label
        return f"{self.last.year}'s {label}" if english else f"{self.last.year}年报告的“{quotable(label)}”"


def _terms(tree: tuple[Any, ...], sign: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The terms of a sum with their signs."""
    if tree[0] in ("+", "-"):
        yield from _terms(tree[1], sign)
        yield from _terms(tree[2], sign if tree[0] == "+" else -sign)
    else:
        yield sign, tree
