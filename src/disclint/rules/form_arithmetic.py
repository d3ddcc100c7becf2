"""The figures of a form agree with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import add, mul, sub

from disclint import (
    BoundForm,
    BoundRow,
    CellKey,
    Diagnostic,
    Figure,
    Filing,
    Form,
    Message,
    NamedTuple,
    Possible,
    Record,
    Related,
    Relation,
    Rule,
    Span,
    Suspect,
    derived,
    quotable,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Literal

    from disclint import Severity

__all__ = ["Doubt", "FormArithmetic"]


class Doubt(Record):
    """What may be right but is worth a look, such as a cumulative total that equals the year's own figure.

    中文：可能没有错、但值得看一看的情形，如累计数等于当年数。
    """

    when: Relation
    """The doubtful case, in the names of the rule's own relation.
    中文：有疑问的情形，用本条规则的名称书写。"""

    says: str = ""
    """What is said of it, in Chinese; `{key}` stands for a figure.
    中文：报告用的中文句子；{键} 表示数字。"""

    says_in_english: str = ""
    """The same in English.
    中文：同一句话的英文。"""

    severity: Severity = "note"
    """How grave it is.
    中文：级别。"""


class FormArithmetic(Rule):
    """The figures of a form agree with each other.

    ``expect`` is worked out once for every row that has the columns it names (``per: row``), or once for every
    column, with the keys of rows for names (``per: column``). The name of a group stands for the sum of its members.
    There is no tolerance.

    Only what is certain is used. A row whose figures can be assigned to its columns in several ways breaks the
    relation only if it does so in each of them; a figure that is missing or cannot be placed leaves the relation
    open, and nothing is said. A blank may be any figure from 0, or is 0 where the whole table leaves its zeros out.
    A relation with a blank total is passed over: ``blank-cells`` names the figure that belongs there.

    A finding stands at the figure that explains most of what is wrong, else at the total.

    中文：表中的数字相互一致。

    `per: row` 时，`expect` 在有所写各列的每一行各算一次；`per: column` 时，以行的键为名，在每一列各算一次。组名表示组
    内各行（列）之和。不设误差。

    只用确定的数字。一行的数字有几种归列方法的，每一种都不成立才报告；缺少或无法归列的数字使关系待定，不作报告。空白可
    以是0以上的任何数；整张表的零都不填时，空白作0。合计空白的关系略过：由 `blank-cells` 写明应填的数字。

    报告写在最能解释差错的数字上，否则写在合计上。
    """

    kind: ClassVar[str] = "form-arithmetic"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "unequal": (
            "{where}：{left}，与{right} 不相等{open}",
            "{where_en}: {left_en} is not equal to {right_en}{open_en}",
        ),
        "less": ("{where}：{left}，小于{right}{open}", "{where_en}: {left_en} is less than {right_en}{open_en}"),
        "greater": ("{where}：{left}，大于{right}{open}", "{where_en}: {left_en} is greater than {right_en}{open_en}"),
        "not-greater": (
            "{where}：{left}，应大于{right}{open}",
            "{where_en}: {left_en} must exceed {right_en}{open_en}",
        ),
        "not-less": ("{where}：{left}，应小于{right}{open}", "{where_en}: {left_en} must be below {right_en}{open_en}"),
        "equal": ("{where}：{left}，不应等于{right}{open}", "{where_en}: {left_en} must not equal {right_en}{open_en}"),
        "unplaced": (
            "{where}：数字 {figures} 不论各属哪一列，都不满足“{relation}”",
            "{where_en}: whichever columns the figures {figures} belong to, they break “{relation}”",
        ),
        "broken": ("{where}：{figures}，相互矛盾", "{where_en}: {figures}: they contradict each other"),
        "doubtful": ("{where}：{figures}，请核对", "{where_en}: {figures}: please check"),
        "said": ("{where}：{said}", "{where_en}: {said_en}"),
    }

    form: str
    """The form whose figures must agree.
    中文：要核对数字的表。"""

    expect: Relation
    """What must hold, such as `received + carried_in == results_total + carried_out`.
    中文：必须成立的关系，如 received + carried_in == results_total + carried_out。"""

    per: Literal["row", "column"] = "column"
    """Whether it must hold in every row, with columns for names, or in every column, with rows for names.
    中文：在每一行成立（以列为名），或在每一列成立（以行为名）。"""

    rows: tuple[str, ...] = ()
    """With `per: row`, the rows or groups of rows to look at; all if empty.
    中文：per: row 时，要核对的行或行组；不写为全部。"""

    columns: tuple[str, ...] = ()
    """With `per: column`, the columns or groups of columns to look at; all if empty.
    中文：per: column 时，要核对的列或列组；不写为全部。"""

    totals: tuple[str, ...] = ()
    """Rows and columns that are totals: a relation with a blank in one of them is passed over.
    中文：合计的行和列：这里空白的关系略过。"""

    says: str = ""
    """What a finding says, in Chinese, instead of both sides; `{key}` stands for a figure.
    中文：报告用的中文句子，代替两边的算式；{键} 表示数字。"""

    says_in_english: str = ""
    """The same in English.
    中文：同一句话的英文。"""

    explained_by: tuple[str, ...] = ()
    """Words that explain a broken relation where the report's text has one of them beside the figure.
    中文：报告正文在数字旁写有这些词之一时，不成立的关系视为已有说明。"""

    doubt: Doubt | None = None
    """What may be right but is worth a look where the relation holds.
    中文：关系成立、但仍值得看一看的情形。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each row or column in which the relation is certainly broken."""
        form = filing.form(self.form)
        if form is None or not form.found or not form.reliable:
            return
        expect = _spelled_out(self.expect, form.form)
        doubt = None if self.doubt is None else _spelled_out(self.doubt.when, form.form)
        cases = self._per_row(form, expect, doubt) if self.per == "row" else self._per_column(form, expect, doubt)
        for case, relation in cases:
            if self.doubt is not None and relation is doubt:
                yield self._doubtful(case, self.doubt)
            elif not (self.explained_by and self._is_explained(filing, case)):
                yield self._broken(case)

    def _per_row(self, form: BoundForm, expect: Relation, doubt: Relation | None) -> Iterator[tuple[_Case, Relation]]:
        names = tuple(dict.fromkeys((*expect.names(), *(doubt.names() if doubt else ()))))
        named = set(names)
        wanted = _wanted(form.form, self.rows)
        quick = _quick_test(expect) if doubt is None else None
        for key, row in form.rows.items():
            if not row.readings or not named.issubset(row.columns) or (wanted and key not in wanted):
                continue
            if quick is not None and len(row.readings) == 1 and None not in row.readings[0] and quick(row):
                continue
            case = _Case(form, {name: CellKey(form.key, key, name) for name in names}, "row", key, self.totals)
            if case.has_blank_total():
                continue
            if _test_row(expect, case, row) is False:
                yield case, expect
            elif doubt is not None and _test_row(doubt, case, row):
                yield case, doubt

    def _per_column(
        self, form: BoundForm, expect: Relation, doubt: Relation | None
    ) -> Iterator[tuple[_Case, Relation]]:
        names = tuple(dict.fromkeys((*expect.names(), *(doubt.names() if doubt else ()))))
        if any(name not in form.rows for name in names):
            return
        wanted = _wanted(form.form, self.columns)
        sound = set() if doubt else _sound_columns(form, expect)
        for column in form.form.columns:
            key = column.key
            if key in sound or (wanted and key not in wanted):
                continue
            if any(key not in form.rows[name].columns for name in names):
                continue
            case = _Case(form, {name: CellKey(form.key, name, key) for name in names}, "column", key, self.totals)
            if case.has_blank_total():
                continue
            if expect.test(case.possible) is False:
                yield case, expect
            elif doubt is not None and doubt.test(case.possible):
                yield case, doubt

    def _is_explained(self, filing: Filing, case: _Case) -> bool:
        blamed = self._blamed(case)
        figure = None if blamed is None else str(case.certain(blamed))
        if figure is None:
            return False
        for paragraph in filing.document.paragraphs():
            for sentence in paragraph.normal.split("。"):
                if figure in sentence and any(word in sentence for word in self.explained_by):
                    import re  # only for a relation that is broken, and may be explained

                    if re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", sentence):
                        return True
        return False

    def _broken(self, case: _Case) -> Diagnostic:
        if self.says:
            said = _filled_in(self.says, case), _filled_in(self.says_in_english or self.says, case)
            return self._finding(case, "said", None, said=said[0], said_en=said[1])
        code = _CODES.get(self.expect.tree[0])
        is_open = any(case.certain(name) is None for name in case.cells)
        row = case.form.rows[case.key] if case.direction == "row" else None
        if is_open and code is not None and row is not None and len(row.readings) > 1:
            figures = "、".join(figure.value for figure in row.figures)
            return self._finding(case, "unplaced", None, figures=figures, relation=_in_words(self.expect.tree, case))
        if code is None:
            return self._finding(case, "broken", None, figures=case.figures(self.expect.names()))
        left, left_en = _side(self.expect.tree[1], case)
        right, right_en = _side(self.expect.tree[2], case)
        return self._finding(
            case,
            code,
            None,
            left=left,
            left_en=left_en,
            right=f" {right}" if right.isdecimal() else right,
            right_en=right_en,
            open="（不论未能确定的数字是多少）" if is_open else "",
            open_en=" (whatever the figures that are not certain)" if is_open else "",
        )

    def _doubtful(self, case: _Case, doubt: Doubt) -> Diagnostic:
        if doubt.says:
            said = _filled_in(doubt.says, case), _filled_in(doubt.says_in_english or doubt.says, case)
            return self._finding(case, "said", self.at_most(doubt.severity), said=said[0], said_en=said[1])
        return self._finding(case, "doubtful", self.at_most(doubt.severity), figures=case.figures(doubt.when.names()))

    def _finding(self, case: _Case, code: str, severity: Severity | None, **values: Any) -> Diagnostic:
        blamed = self._blamed(case)
        suspects = case.suspects(self.expect) if severity is None else ()
        where = quotable(case.label_of_place())
        return self.diagnostic(
            case.span if blamed is None else case.span_of(blamed),
            code,
            severity=severity,
            cell=None if blamed is None else case.cells[blamed],
            related=case.related(None if suspects else blamed),
            suspects=suspects,
            where=f"“{where}”行" if case.direction == "row" else f"“{where}”列",
            where_en=f"{case.direction} “{where}”",
            **values,
        )

    def _blamed(self, case: _Case) -> str | None:
        """The figure that a finding stands at: the lone one of a side, else a total, else the last one."""
        left, _, right = self.expect.sides()
        if len(left) == 1 or len(right) == 1:
            first = left if len(left) == 1 and (len(right) != 1 or self.expect.tree[0] != "==") else right
        else:
            first = tuple(name for name in (*left, *right) if name in self.totals)
        order = (*first, *reversed(right), *reversed(left), *case.cells)
        return next((name for name in order if name in case.cells and case.is_filled(name)), None)


class _Case(NamedTuple):
    """One row or one column in which a relation is worked out: the cell of each of its names."""

    form: BoundForm
    cells: Mapping[str, CellKey]
    direction: Literal["row", "column"]
    key: str
    totals: tuple[str, ...]

    @property
    def span(self) -> Span:
        """Where a finding stands that has no certain cell."""
        row = self.form.rows[self.key] if self.direction == "row" else None
        if row is not None and row.label is not None:
            return row.label.span
        return (row.span if row is not None else None) or self.form.span or Span(0, 0)

    def is_filled(self, name: str) -> bool:
        key = self.cells[name]
        cell = self.form.cells[key.row, key.column]
        return cell.state == "filled" and cell.value is not None and cell.span is not None

    def span_of(self, name: str) -> Span:
        key = self.cells[name]
        return self.form.cells[key.row, key.column].span or self.span

    def certain(self, name: str) -> Figure | None:
        """The figure of a name if only one is possible."""
        key = self.cells[name]
        cell = self.form.cells[key.row, key.column]
        if cell.state == "filled":
            return cell.value
        return 0 if cell.state == "blank" and self.form.blanks_are_zero and not self._lacks_sum(key) else None

    def has_blank_total(self) -> bool:
        """Whether a name of the relation is a total that is blank: ``blank-cells`` says what it should be."""
        return any(
            name in self.totals and self.form.cells[key.row, key.column].state == "blank" and self.certain(name) is None
            for name, key in self.cells.items()
        )

    def _lacks_sum(self, key: CellKey) -> bool:
        """Whether a blank is the total of figures that are not all 0."""
        cells, rows = self.form.cells, self.form.rows
        addends: list[tuple[str, str]] = []
        if key.column in self.totals:
            addends += [(key.row, column) for column in rows[key.row].columns]
        if key.row in self.totals:
            addends += [(row.key, key.column) for row in rows.values() if key.column in row.columns]
        return any(cells[each].state == "filled" and cells[each].value != 0 for each in addends)

    def possible(self, name: str) -> Possible:
        """What a figure may be, over all readings of its row."""
        key = self.cells[name]
        row = self.form.rows[key.row]
        at = row.columns.index(key.column)
        is_total = key.column in self.totals
        values: set[Figure] = set()
        if self.is_unreadable(name):
            return self.unknown(key.column)
        for reading in row.readings:
            value = self.counted(reading[at])
            if value is None or (reading[at] is None and ((is_total and any(reading)) or self._lacks_sum(key))):
                return self.unknown(key.column)
            values.add(value)
        return Possible(frozenset(values)) if values else self.unknown(key.column)

    def is_unreadable(self, name: str) -> bool:
        """Whether a cell holds something that is no number, and so is no blank either."""
        key = self.cells[name]
        cell = self.form.cells[key.row, key.column]
        return cell.state == "filled" and cell.value is None

    def counted(self, value: Figure | None) -> Figure | None:
        """A figure of a reading; 0 for a blank where blanks are zeros."""
        return 0 if value is None and self.form.blanks_are_zero else value

    def unknown(self, column: str) -> Possible:
        """Any figure that the column allows."""
        return Possible(None, None if self.form.form.column(column).type == "delta" else 0, None)

    def label_of_place(self) -> str:
        """The official label of the row or column in which the relation is worked out."""
        return self.form.form.row(self.key).label if self.direction == "row" else self.form.form.column(self.key).label

    def label(self, name: str) -> str:
        """The official label of a name of the relation."""
        form = self.form.form
        if name not in self.cells:
            return form.group(name).label
        return form.column(name).label if self.direction == "row" else form.row(name).label

    def figure(self, name: str) -> Figure | None:
        """The certain figure of a name, which may be a group's."""
        if name in self.cells:
            return self.certain(name)
        total: Figure = 0
        for member in self.form.form.members(name):
            value = self.certain(member) if member in self.cells else None
            if value is None:
                return None
            total += value
        return total

    def figures(self, names: tuple[str, ...]) -> str:
        return "，".join(f"{self.label(name)} {_text(self.figure(name))}" for name in names)

    def related(self, blamed: str | None) -> tuple[Related, ...]:
        """The figures of the relation but the one to blame; zeros are left out where there are many.

        Where it is still to be settled which one that is, all are related (see ``disclint.blame``).
        """
        found = []
        for name, key in self.cells.items():
            cell = self.form.cells[key.row, key.column]
            if name == blamed or not self.is_filled(name) or cell.span is None:
                continue
            if len(self.cells) > 7 and cell.value == 0 and name not in self.totals:
                continue
            label = self.label(name)
            message = Message("operand", f"{label}：{cell.text}", f"{label}: {cell.text}")
            found.append(Related(message, cell.span))
        return tuple(found)

    def suspects(self, relation: Relation) -> tuple[Suspect, ...]:
        """For each certain figure of an equation, the figure that would mend it alone."""
        difference = _spelled_out(relation, self.form.form).difference()
        if difference is None or difference[2] != "==":
            return ()
        factors, gap, _ = difference
        values: dict[str, Figure] = {}
        for name, factor in factors.items():
            value = self.certain(name)
            if value is None:
                return ()
            values[name] = value
            gap = gap + factor * value  # type: ignore[assignment]
        found = []
        for name, factor in factors.items():
            right = values[name] - gap * factor
            key = self.cells[name]
            signed = self.form.form.column(key.column).type == "delta"
            if factor in (1, -1) and self.is_filled(name) and (signed or right >= 0):
                found.append(Suspect(key, right, self.span_of(name)))
        return tuple(found)


_CODES = {"==": "unequal", ">=": "less", "<=": "greater", ">": "not-greater", "<": "not-less", "!=": "equal"}


@derived
def _spelled_out(relation: Relation, form: Form) -> Relation:
    """The relation with every group written as the sum of its members."""
    keys = {row.key for row in form.rows} | {column.key for column in form.columns}
    if keys.issuperset(relation.names()):
        return relation

    def spell(tree: tuple[Any, ...]) -> tuple[Any, ...]:
        if tree[0] == "number" or (tree[0] == "name" and tree[1] in keys):
            return tree
        if tree[0] != "name":
            return (tree[0], *map(spell, tree[1:]))
        whole: tuple[Any, ...] = ("number", 0)
        for at, member in enumerate(form.members(tree[1])):
            whole = ("+", whole, ("name", member)) if at else ("name", member)
        return whole

    return Relation(relation.source, spell(relation.tree))


@derived
def _wanted(form: Form, keys: tuple[str, ...]) -> set[str]:
    """Rows or columns, groups resolved."""
    return {member for key in keys for member in (form.members(key) or (key,))}


@derived
def _quick_test(relation: Relation) -> Callable[[BoundRow], bool] | None:
    """A test of a relation between sums for a row whose figures are all certain; most rows of most reports end here."""
    difference = relation.difference()
    if difference is None:
        return None
    factors, constant, comparison = difference
    weights: dict[tuple[str, ...], list[int]] = {}

    def holds(row: BoundRow) -> bool:
        weight = weights.get(row.columns)
        if weight is None:
            weight = weights[row.columns] = [factors.get(column, 0) for column in row.columns]
        return _compares(constant + sum(map(mul, weight, row.readings[0])), comparison)

    return holds


@derived
def _difference(relation: Relation) -> tuple[dict[str, int], int, str] | None:
    return relation.difference()


def _sound_columns(form: BoundForm, relation: Relation) -> set[str]:
    """Columns of which a quick sum over certain figures shows that the relation holds."""
    difference = _difference(relation)
    if difference is None:
        return set()
    factors, constant, comparison = difference
    columns: tuple[str, ...] | None = None
    sums: list[Any] = []
    for name, factor in factors.items():
        row = form.rows[name]
        if columns is None:
            columns, sums = row.columns, [constant] * len(row.columns)
        if len(row.readings) != 1 or None in row.readings[0] or row.columns != columns:
            return set()
        sums = [total + factor * value for total, value in zip(sums, row.readings[0], strict=True)]  # type: ignore[operator]
    return {column for column, total in zip(columns or (), sums, strict=True) if _compares(total, comparison)}


def _compares(difference: Figure, comparison: str) -> bool:
    """Whether a difference of two sides fits the comparison."""
    if comparison == "==":
        return difference == 0
    if comparison in (">=", ">"):
        return difference > 0 or (comparison == ">=" and difference == 0)
    if comparison in ("<=", "<"):
        return difference < 0 or (comparison == "<=" and difference == 0)
    return difference != 0


def _test_row(relation: Relation, case: _Case, row: BoundRow) -> bool | None:
    """``False`` if the relation is broken in every reading of a row, ``True`` if it holds in every one."""
    at = {column: index for index, column in enumerate(row.columns)}
    result: bool | None = None
    for number, reading in enumerate(row.readings):

        def figure(name: str, reading: tuple[Figure | None, ...] = reading) -> Possible:
            value = None if case.is_unreadable(name) else case.counted(reading[at[name]])
            return case.unknown(name) if value is None else Possible(frozenset((value,)))

        verdict = relation.test(figure)
        if verdict is None or (number and verdict is not result):
            return None
        result = verdict
    return result


def _text(figure: Figure | None) -> str:
    return "？" if figure is None else str(figure)


def _filled_in(text: str, case: _Case) -> str:
    for name in case.cells:
        if f"{{{name}}}" in text:
            text = text.replace(f"{{{name}}}", _text(case.certain(name)))
    return text


def _side(tree: tuple[Any, ...], case: _Case) -> tuple[str, str]:
    """One side of a comparison with its labels and figures, in Chinese and in English."""
    terms = list(_terms(tree, 1))
    if len(terms) == 1:
        shown = _term(terms[0][1], case)
        return shown, shown
    values = [_value(node, case) for _, node in terms]
    brief = len(terms) > 3
    parts: list[str] = []
    for (sign, node), value in zip(terms, values, strict=True):
        if brief and not value:
            continue
        parts.append(f" {'+' if sign > 0 else '-'} {_term(node, case)}")
    unknown = values.count(None)
    if brief and unknown:
        extra = f"{unknown} 项未能确定", f"{unknown} not certain"
    elif not parts:
        first = case.label(terms[0][1][1]) if terms[0][1][0] == "name" else ""
        return f"{first}等 {len(terms)} 项均为 0", f"{len(terms)} addends, {first} and so on, are all 0"
    else:
        extra = "", ""
    text = "".join(parts).removeprefix(" + ").strip()
    if not unknown and len(parts) == 1:
        extra = "（其余为 0）", " (the rest 0)"
        return tuple(text + more for more in extra)  # type: ignore[return-value]
    if not unknown:
        total = sum(sign * value for (sign, _), value in zip(terms, values, strict=True) if value is not None)
        text += f" = {total}"
    return tuple(" + ".join(filter(None, (text, more))) for more in extra)  # type: ignore[return-value]


def _terms(tree: tuple[Any, ...], sign: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    if tree[0] in ("+", "-"):
        yield from _terms(tree[1], sign)
        yield from _terms(tree[2], sign if tree[0] == "+" else -sign)
    else:
        yield sign, tree


def _term(node: tuple[Any, ...], case: _Case) -> str:
    head = node[0]
    if head == "name":
        return f"{case.label(node[1])} {_text(case.figure(node[1]))}"
    if head == "number":
        return str(node[1])
    if head == "abs":
        return f"|{_term(node[1], case)}|"
    return _joined(node, lambda branch: _term(branch, case))


def _in_words(node: tuple[Any, ...], case: _Case) -> str:
    """A relation with labels for its names."""
    head = node[0]
    if head == "name":
        return case.label(node[1])
    if head == "number":
        return str(node[1])
    if head == "abs":
        return f"|{_in_words(node[1], case)}|"
    return _joined(node, lambda branch: _in_words(branch, case))


_SIGNS = {"*": "×", "==": "=", ">=": "≥", "<=": "≤", "!=": "≠"}


def _joined(node: tuple[Any, ...], write: Callable[[tuple[Any, ...]], str]) -> str:
    """Both sides of an operation, a sum in brackets where the sign beside it would tear it apart."""
    head, left, right = node
    shown = [
        f"({write(side)})" if head in signs and side[0] in ("+", "-") else write(side)
        for side, signs in ((left, ("*",)), (right, ("*", "-")))
    ]
    return f" {_SIGNS.get(head, head)} ".join(shown)


def _value(node: tuple[Any, ...], case: _Case) -> Figure | None:
    """The certain value of a part of a relation."""
    head = node[0]
    if head == "name":
        return case.figure(node[1])
    if head == "number":
        return int(node[1])
    values = [_value(branch, case) for branch in node[1:]]
    known = [value for value in values if value is not None]
    return _OPERATORS[head](*known) if len(known) == len(values) else None


_OPERATORS: Mapping[str, Callable[..., Figure]] = {"abs": abs, "+": add, "-": sub, "*": mul}
