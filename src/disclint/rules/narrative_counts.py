"""The numbers of the text agree with the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclint import (
    SEVERITIES,
    BoundForm,
    Context,
    Diagnostic,
    Figure,
    Filing,
    Form,
    NamedTuple,
    Quantity,
    Record,
    Related,
    Rule,
    context_of,
    find_phrase,
    quoted,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from disclint import Severity

__all__ = ["Meaning", "NarrativeCounts", "Topic"]


class Topic(Record):
    """What a sentence must speak of for a number in it to have its meaning, and what it must not speak of.

    中文：句子须说到什么、不得说到什么，其中的数字才有该含义。
    """

    words: tuple[str, ...] = ()
    """Words one of which the sentence, the sentences before it or the heading must have; none is needed if empty.
    中文：该句、前面的句子或标题须有其一的词；不写则不要求。"""

    in_sentence: bool = False
    """Whether it must be the sentence itself.
    中文：是否须在该句之中。"""

    sections: tuple[str, ...] = ()
    """Sections in which the topic goes without saying.
    中文：主题不言自明的部分。"""

    elsewhere: tuple[str, ...] = ()
    """Words that give the sentence another topic.
    中文：使句子另有主题的词。"""

    exclude: tuple[str, ...] = ()
    """Words that make the clause one about something else.
    中文：使分句另有所指的词。"""

    not_followed_by: tuple[str, ...] = ()
    """Words that, after the number, make it one of a part.
    中文：数字之后有这些词时，数字只指一部分。"""

    units: tuple[str, ...] = ()
    """The units that are counted in, if they are not the rule's.
    中文：与规则的单位不同时，所用的单位。"""


class Meaning(Record):
    """What a number is the number of, told by the words of its clause, and the cells that it must equal.

    The meaning whose words stand nearest before the number counts; between them and the number only ``fillers`` may
    stand.

    中文：一个数字是什么的数目：由分句中的词判断，并写明它必须等于哪些单元格。

    数字之前离得最近的含义有效；其间只能夹 `fillers` 中的词。
    """

    words: tuple[str, ...]
    """Phrases that state it, such as `收到|受理…申请`: `…` for any words, `|` for words that are as good. The last word
    may also follow the number: 收到3件申请.
    中文：表示该含义的词组，如 收到|受理…申请：… 表示任意词，| 分开同义的词。最后一个词也可以在数字之后：收到3件申
    请。"""

    form: str
    """The form whose cells it is about.
    中文：单元格所在的表。"""

    equals: tuple[str, ...]
    """The readings: cells or sums of cells, such as `received.total + carried_in.total`. The number must equal one. The
    key of a group stands for the sum of its members.
    中文：各种理解：单元格或单元格之和，如 received.total + carried_in.total；数字须等于其一。组的键表示组内之和。"""

    topic: str = ""
    """The topic that its sentence must have, one of ``topics``.
    中文：句子须有的主题，为 topics 之一。"""

    exclude: tuple[str, ...] = ()
    """Words, beside those of the topic, that make the clause one about something else.
    中文：除主题的词以外，使分句另有所指的词。"""

    units: tuple[str, ...] = ()
    """The units that it is counted in, if they are not the topic's.
    中文：与主题的单位不同时，所用的单位。"""

    severity: Severity = "error"
    """The most that a finding may be.
    中文：级别的上限。"""


class NarrativeCounts(Rule):
    """A number in the text that means a cell of a table, or a sum of cells, is the same there.

    ``meanings`` say which words mean which cells; a pack adds its own. A number is reported only if it equals none of
    the readings of its phrase: an error if there is one (or all are the same number), a warning if there are several.
    A number that the text restricts (按时办结6件) may not be more than the cell; that it is less is a warning. Where
    the sentence names another scope (代理, 全系统) a finding is a note.

    Nothing is said of approximate numbers, of numbers in 《》 or “”, of those of another year or of part of the year,
    and where one of the readings needs a cell that is blank, missing or uncertain. Sums of money are compared in one
    unit, to half a unit of the last digit that is printed.

    中文：正文中的数字，与其所指的表格单元格或单元格之和相同。

    `meanings` 写明哪些词指哪些单元格；规则包可以增加。数字与该说法的任何一种理解都不相等才报告：只有一种理解（或各种
    理解数字相同）时为错误，有几种时为警告。正文限定范围的数字（按时办结6件）不得大于单元格；小于为警告。句子写明其他
    范围（代理、全系统）的，为提示。

    不报告：概数，《》和“”中的数字，其他年份或年中一段时间的数字，以及某种理解要用到空白、缺少或不确定的单元格的。金
    额换算成同一单位比较，允许相差末位的一半。
    """

    kind: ClassVar[str] = "narrative-counts"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "differs": (
            "正文称{quote}，{table}{readings}",
            "the text says {number} (“{quote}”), {table} has {readings_en}",
        ),
        "restricted": (
            "正文称{quote}，{table}{readings}，相差{difference}，请核对",
            "the text says {number} (“{quote}”), {table} has {readings_en}: a difference of {difference}, please check",
        ),
        "cell": ("{table}{cell}", "{table} {cell}"),
    }

    meanings: Mapping[str, Meaning] = {}
    """What numbers mean, by a name of the pack's choice.
    中文：数字的含义，以规则包自定的名称为键。"""

    topics: Mapping[str, Topic] = {}
    """What sentences speak of, by a name of the pack's choice.
    中文：句子所说的主题，以规则包自定的名称为键。"""

    units: tuple[str, ...] = ("件", "宗", "起", "条", "份", "例", "个", "次", "项")
    """Units that cases are counted in.
    中文：件数的单位。"""

    fillers: tuple[str, ...] = ("共计", "共", "为", "有")
    """Words that may stand between the words of a meaning and the number.
    中文：含义的词与数字之间可以夹的词。"""

    exclude: tuple[str, ...] = ()
    """Words that make any clause one that no cell answers to, such as 同比.
    中文：使任何分句都不对应单元格的词，如 同比。"""

    restricted: tuple[str, ...] = ("按时", "按期")
    """Words that restrict a number to a part: it may be less than the cell, not more.
    中文：使数字只指一部分的词：可以小于单元格，不得大于。"""

    other_scopes: tuple[str, ...] = ("代理", "全系统")
    """Words that tell of more or of others than the body that reports.
    中文：表示范围大于或不同于本机关的词。"""

    other_times: tuple[str, ...] = ("上半年", "下半年", "季度")
    """Words of a sentence that tell of another time than the year.
    中文：表示其他时间的词。"""

    sections: tuple[str, ...] = ()
    """Sections whose text is compared; all if empty.
    中文：比对正文的部分；不写为全部。"""

    totals: tuple[str, ...] = ()
    """Rows and columns that are totals: a blank in one of them is never 0.
    中文：合计的行和列：这里的空白不作0。"""

    def problems(self, forms: Sequence[Form]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """Topics that the rule does not have, and cells that the forms do not have."""
        known = {form.key: form for form in forms}
        for name, meaning in self.meanings.items():
            if meaning.topic and meaning.topic not in self.topics:
                yield (
                    ("meanings", name, "topic"),
                    f"含义“{name}”：topics 中没有“{meaning.topic}”",
                    f"the meaning “{name}”: “{meaning.topic}” is none of topics",
                )
            form = known.get(meaning.form)
            for number, reading in enumerate(meaning.equals if form is not None else ()):
                for _, row, column in _terms(reading):
                    if form is not None and not (_has_row(form, row) and _has_column(form, column)):
                        yield (
                            ("meanings", name, "equals", number),
                            f"含义“{name}”：{form.title}（{form.key}）没有“{row}.{column}”",
                            f"the meaning “{name}”: the form {form.key} has no “{row}.{column}”",
                        )

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each number that contradicts the tables."""
        forms = {form.key: form for form in filing.forms if form.found and form.reliable}
        meanings = [meaning for meaning in self.meanings.values() if meaning.form in forms]
        told_by = _told_by(meanings)
        for quantity in filing.statements.quantities:
            if not quantity.exact or (self.sections and filing.passages[quantity.passage].section not in self.sections):
                continue
            before, after = quantity.before, quantity.after
            possible = {number for word, told in told_by.items() if word in before or word in after for number in told}
            found = self._meaning(filing, meanings, possible, quantity) if possible else None
            if found is not None:
                meaning, start, context = found
                yield from self._compared(filing, forms[meaning.form], meaning, quantity, start, context)

    def _meaning(
        self, filing: Filing, meanings: Sequence[Meaning], possible: Iterable[int], quantity: Quantity
    ) -> tuple[Meaning, int, Context] | None:
        """The meaning whose words stand nearest to a number, where they start, and the context."""
        near: list[tuple[int, int, int]] = []
        for number in possible:
            meaning = meanings[number]
            if quantity.unit not in (meaning.units or self._topic(meaning).units or self.units):
                continue
            after = quantity.after.partition("(")[0]
            places = [find_phrase(phrase, quantity.before, after) for phrase in meaning.words]
            best = max(((place.end, place.start) for place in places if place is not None), default=None)
            if best is not None:
                near.append((*best, -number))
        context: Context | None = None
        for end, start, number in sorted(near, reverse=True):
            meaning = meanings[-number]
            if not self._is_filler(quantity.before[end:]) or self._is_excluded(meaning, quantity):
                continue
            context = context or context_of(filing.passages, quantity.passage, quantity.start)
            if self._is_about(filing, self._topic(meaning), quantity, context):
                return None if self._is_of_another_time(filing, quantity, context) else (meaning, start, context)
        return None

    def _topic(self, meaning: Meaning) -> Topic:
        return self.topics.get(meaning.topic, _ANY)

    def _is_about(self, filing: Filing, topic: Topic, quantity: Quantity, context: Context) -> bool:
        if any(word in context.sentence for word in topic.elsewhere):
            return False
        if filing.passages[quantity.passage].section in topic.sections:
            return True
        sentence = context.sentence + quantity.after
        near = Context(sentence, "", "") if topic.in_sentence else context._replace(sentence=sentence)
        return near.speaks_of(topic.words)

    def _is_filler(self, words: str) -> bool:
        for filler in self.fillers:
            if not words:
                break
            words = words.replace(filler, "")
        return not words

    def _is_excluded(self, meaning: Meaning, quantity: Quantity) -> bool:
        clause = quantity.before + quantity.after.partition("(")[0]
        topic = self._topic(meaning)
        return (
            any(word in clause for words in (self.exclude, topic.exclude, meaning.exclude) for word in words)
            or any(word in quantity.after for word in topic.not_followed_by)
            or ("均" in quantity.before[-3:] and bool(quantity.value))
        )

    def _is_of_another_time(self, filing: Filing, quantity: Quantity, context: Context) -> bool:
        if any(word in context.sentence for word in self.other_times):
            return True
        if "月" in context.sentence and "12月" not in context.sentence:
            return True
        if "年" not in context.sentence or filing.year is None:
            return False
        from bisect import bisect_left

        years = filing.statements.years
        at = bisect_left(years, (quantity.passage, quantity.start)) - 1
        near = years[at] if at >= 0 else None
        if near is None or near.passage != quantity.passage or near.start < quantity.sentence[0]:
            return False
        return near.value != filing.year

    def _compared(
        self, filing: Filing, form: BoundForm, meaning: Meaning, quantity: Quantity, start: int, context: Context
    ) -> Iterator[Diagnostic]:
        readings = [_Reading(_terms(each), _value(form, each, self.totals)) for each in meaning.equals]
        values = [reading.value for reading in readings if reading.value is not None]
        if len(values) < len(readings):
            return
        if quantity.unit.endswith("元"):
            if _is_same_amount(form, readings[0], quantity):
                return
        elif quantity.value in values or quantity.decimals:
            return
        code, severity = "differs", _slightest("error" if len(set(values)) == 1 else "warning", meaning.severity)
        limits = [quantity.before.find(word) for word in self.restricted if word in quantity.before]
        start = min([start, *limits])
        if limits and quantity.value < max(values):
            code, severity = "restricted", _slightest("warning", severity)
        if any(word in context.sentence for word in self.other_scopes):
            severity = "note"
        table = form.form.title
        unit = "" if quantity.unit.endswith("元") else quantity.unit
        distinct = {reading.value: reading for reading in reversed(readings)}
        shown = [reading for reading in readings if distinct[reading.value] is reading]
        yield self.diagnostic(
            quantity.span,
            code,
            severity=self.at_most(severity),
            related=tuple(self._related(form, shown)),
            quote=quoted(filing.passages[quantity.passage], quantity, len(quantity.before) - start),
            table=table,
            number=quantity.value,
            readings="，".join(
                ("" if number == 0 else "或") + reading.told(form, unit) for number, reading in enumerate(shown)
            ),
            readings_en=" or ".join(reading.told_in_english(form) for reading in shown),
            difference=f"{max(values) - quantity.value}{unit}",
        )

    def _related(self, form: BoundForm, readings: Sequence[_Reading]) -> Iterator[Related]:
        seen = set()
        for reading in readings:
            for _, row, column in reading.terms:
                for key in _keys(form, row, column):
                    cell = form.cells[key]
                    if cell.span is not None and cell.text and key not in seen:
                        seen.add(key)
                        label = f"“{form.form.row(key[0]).label}”行“{form.form.column(key[1]).label}”列 {cell.text}"
                        yield Related(self.message("cell", table=form.form.title, cell=label), cell.span)


_ANY = Topic()


def _told_by(meanings: Sequence[Meaning]) -> dict[str, list[int]]:
    """By the last word of a phrase: the meanings that it may tell."""
    told: dict[str, list[int]] = {}
    for number, meaning in enumerate(meanings):
        for phrase in meaning.words:
            for word in phrase.rpartition("…")[2].split("|"):
                told.setdefault(word, []).append(number)
    return told


_Term = tuple[str, str, str]
"""Sign, row or group of rows, column or group of columns."""


class _Reading(NamedTuple):
    """A sum of cells and its figure, if it is certain."""

    terms: tuple[_Term, ...]
    value: Figure | None

    def told(self, form: BoundForm, unit: str) -> str:
        """The sum in words: “一、…”加“二、…”总计为42件."""
        names = []
        columns = list(dict.fromkeys(column for _, _, column in self.terms))
        for number, (sign, row, column) in enumerate(self.terms):
            name = f"“{_label(form.form, row)}”" + ("" if len(columns) == 1 else _column_label(form.form, column))
            names.append((("减" if sign == "-" else "加") if number else "") + name)
        last = _column_label(form.form, columns[0]) if len(columns) == 1 else ""
        printed = form.cells.get((self.terms[0][1], columns[0])) if len(self.terms) == 1 else None
        if printed is not None and form.form.column(columns[0]).type == "money":
            return f"{''.join(names)}{last}为{self.value}{_unit_of(form, *printed.key[1:])}"
        return f"{''.join(names)}{last}为{self.value}{unit}"

    def told_in_english(self, form: BoundForm) -> str:
        """The sum and its figure: 42 in “一、…” “总计”."""
        names = [
            f"{(f' {sign} ' if number else '')}“{_label(form.form, row)}” “{_column_label(form.form, column)}”"
            for number, (sign, row, column) in enumerate(self.terms)
        ]
        return f"{self.value} in {''.join(names)}"


def _terms(reading: str) -> tuple[_Term, ...]:
    """The cells of a reading such as `received.total + carried_in.total`."""
    terms = []
    for part in reading.replace("-", "+-").split("+"):
        words = part.strip()
        if words:
            row, _, column = words.lstrip("- ").partition(".")
            terms.append(("-" if words[0] == "-" else "+", row.strip(), column.strip()))
    return tuple(terms)


def _value(form: BoundForm, reading: str, totals: tuple[str, ...]) -> Figure | None:
    value: Figure = 0
    for sign, row, column in _terms(reading):
        figure = form.figure(row, column, totals)
        if figure is None:
            return None
        value = value - figure if sign == "-" else value + figure
    return value


def _keys(form: BoundForm, row: str, column: str) -> Iterator[tuple[str, str]]:
    """The cells of a term; of a sum, those that add to it."""
    rows = (row,) if row in form.rows else form.form.members(row)
    groups = {group.key for group in form.form.column_groups}
    columns = form.form.members(column) if column in groups else (column,)
    keys = [(one, other) for one in rows for other in columns]
    yield from (key for key in keys if len(keys) == 1 or form.cells[key].value)


def _has_row(form: Form, key: str) -> bool:
    return any(row.key == key for row in form.rows) or any(group.key == key for group in form.groups)


def _has_column(form: Form, key: str) -> bool:
    return any(column.key == key for column in form.columns) or any(group.key == key for group in form.column_groups)


def _label(form: Form, key: str) -> str:
    label = next((row.label for row in form.rows if row.key == key), None) or form.group(key).label
    return label.partition("（区分处理的")[0]


def _column_label(form: Form, key: str) -> str:
    label = next((column.label for column in form.columns if column.key == key), None) or form.group(key).label
    return label.partition("（")[0]


def _slightest(*severities: Severity) -> Severity:
    return max(severities, key=SEVERITIES.index)


# Money -----------------------------------------------------------------------------------------------------------

_YUAN = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}


def _is_same_amount(form: BoundForm, reading: _Reading, quantity: Quantity) -> bool:
    """Whether a sum of money is that of the cell, or cannot be compared with it."""
    (_, row, column) = reading.terms[0]
    cell = form.cells.get((row, column))
    unit = _unit_of(form, row, column)
    if cell is None or cell.value is None or unit not in _YUAN or len(reading.terms) > 1:
        return True
    from decimal import Decimal  # only money needs it

    here, there = _YUAN[quantity.unit], _YUAN[unit]
    digits = (cell.text or "").partition(".")[2]
    places = sum(1 for digit in digits if digit.isdigit())
    tolerance = max(Decimal(here).scaleb(-quantity.decimals), Decimal(there).scaleb(-places)) / 2
    return abs(Decimal(quantity.value) * here - Decimal(cell.value) * there) <= tolerance


def _unit_of(form: BoundForm, row: str, column: str) -> str:
    cell = form.cells[row, column]
    header = form.header_units.get(column)
    told = cell.unit or (header.normal if header is not None else "") or form.form.column(column).unit or ""
    return next((unit for unit in ("百万元", "万元", "亿元", "百元", "千元", "元") if unit in told), "")
