"""Where the text says that there was none, the tables say so too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disclint import (
    BoundForm,
    Diagnostic,
    Filing,
    Form,
    Passage,
    Record,
    Related,
    Rule,
    Span,
    context_of,
    find_phrase,
    has_any,
    phrase_parts,
    quotable,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from disclint import Severity

__all__ = ["Claim", "NarrativeNone"]


class Claim(Record):
    """Words that say that something did not happen, and the cells that must then be 0.

    中文：表示某事没有发生的词，以及因此必须为0的单元格。
    """

    words: tuple[str, ...]
    """Phrases that say so, such as `未收到|未接到…申请`: `…` for any words of the clause, `|` for words that are as
    good.
    中文：这样说的词组，如 未收到|未接到…申请：… 表示分句中任意词，| 分开同义的词。"""

    form: str
    """The form whose cells must be 0.
    中文：单元格必须为0的表。"""

    zero: tuple[str, ...]
    """The cells, such as `received.total`; the key of a group stands for all its members.
    中文：单元格，如 received.total；组的键表示组内全部。"""

    topic: tuple[str, ...] = ()
    """Words one of which the clause, the sentence, the sentences before or the heading must name.
    中文：分句、句子、前面的句子或标题须有其一的词。"""

    sections: tuple[str, ...] = ()
    """Sections in which the topic goes without saying.
    中文：主题不言自明的部分。"""

    elsewhere: tuple[str, ...] = ()
    """Words that give the sentence another topic.
    中文：使句子另有主题的词。"""

    exclude: tuple[str, ...] = ()
    """Words that make the clause one about something else.
    中文：使分句另有所指的词。"""

    severity: Severity = "error"
    """The most that a finding may be.
    中文：级别的上限。"""


class NarrativeNone(Rule):
    """Where the text says that no application was received, that there was no review and no suit, or that all was
    upheld, the cells of the tables that would say otherwise are 0.

    ``claims`` say which words mean which cells; a pack adds its own. The reverse, a number in the text beside a table
    of zeros, is reported by ``narrative-counts``. Nothing is said of clauses about another year, about part of the
    year, or about some of the bodies, and of cells that are not certain.

    中文：正文说没有收到申请、没有复议诉讼、全部维持的，表中与此相反的单元格为0。

    `claims` 写明哪些词指哪些单元格；规则包可以增加。反过来，正文有数字而表中为零，由 `narrative-counts` 报告。不报
    告：说其他年份、年中一段时间或部分机关的分句，以及不确定的单元格。
    """

    kind: ClassVar[str] = "narrative-none"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "not-none": (
            "正文称“{quote}”，{table}{cells}",
            "the text says “{quote}”, but {table} has {cells_en}",
        ),
        "cell": ("{table}{cell}", "{table} {cell}"),
    }

    claims: Mapping[str, Claim] = {}
    """What is said not to have happened, by a name of the pack's choice.
    中文：说没有发生的事，以规则包自定的名称为键。"""

    exclude: tuple[str, ...] = ()
    """Words that make any clause one that says nothing of the year and the body as a whole.
    中文：使任何分句都不指全年、全机关的词。"""

    sections: tuple[str, ...] = ()
    """Sections whose text is compared; all if empty.
    中文：比对正文的部分；不写为全部。"""

    def problems(self, forms: Sequence[Form]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """Cells that the forms do not have."""
        known = {form.key: form for form in forms}
        for name, claim in self.claims.items():
            form = known.get(claim.form)
            for number, cell in enumerate(claim.zero if form is not None else ()):
                if form is not None and not _cells(form, cell):
                    yield (
                        ("claims", name, "zero", number),
                        f"说法“{name}”：{form.title}（{form.key}）没有“{cell}”",
                        f"the claim “{name}”: the form {form.key} has no “{cell}”",
                    )

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each claim that a table contradicts."""
        forms = {form.key: form for form in filing.forms if form.found and form.reliable}
        wrong = [
            (claim, forms[claim.form], against)
            for claim in self.claims.values()
            if claim.form in forms and (against := _not_zero(forms[claim.form], claim))
        ]
        if not wrong:
            return
        said = [
            (*contradicted, phrase)
            for contradicted in wrong
            for phrase in contradicted[0].words
            if _may_say(filing.passage_words, phrase)
        ]
        for index, passage in enumerate(filing.passages) if said else ():
            if self.sections and passage.section not in self.sections:
                continue
            for claim, form, against, phrase in said:
                for start, end in self._places(filing, index, claim, phrase):
                    yield self._finding(passage, form, against, claim, start, end)

    def _places(self, filing: Filing, index: int, claim: Claim, phrase: str) -> Iterator[tuple[int, int]]:
        """Where a passage makes a claim: from the first word to the end of the last."""
        passage = filing.passages[index]
        text = passage.text.normal
        if not _may_say(text, phrase):
            return
        for start, end in _clauses(text, phrase_parts(phrase)[-1]):
            clause = text[start:end]
            words = "".join(clause.split())
            found = find_phrase(phrase, words)
            if found is None or any(word in words for word in (*self.exclude, *claim.exclude)):
                continue
            begin = _offset(text, start, found.start)
            if found.end - found.start > _LONGEST or self._is_of_another_time(filing, index, begin):
                continue
            context = context_of(filing.passages, index, end)
            topic = () if passage.section in claim.sections else claim.topic
            if context.speaks_of(topic, ()) and not any(word in context.sentence for word in claim.elsewhere):
                yield begin, _offset(text, start, found.end - 1) + 1

    def _is_of_another_time(self, filing: Filing, index: int, start: int) -> bool:
        sentence = context_of(filing.passages, index, start).sentence
        if any(word in sentence for word in self.exclude):
            return True
        from bisect import bisect_left

        years = filing.statements.years
        at = bisect_left(years, (index, start)) - 1
        near = at >= 0 and years[at].passage == index and start - years[at].start < len(sentence) + 8
        return near and filing.year is not None and years[at].value != filing.year

    def _finding(
        self, passage: Passage, form: BoundForm, against: Sequence[tuple[str, str]], claim: Claim, start: int, end: int
    ) -> Diagnostic:
        cells, cells_en, related = [], [], []
        for row, column in against:
            cell = form.cells[row, column]
            label = f"“{form.form.row(row).label}”{form.form.column(column).label}为{cell.value}"
            cells.append(label)
            cells_en.append(f"{cell.value} in “{form.form.row(row).label}” “{form.form.column(column).label}”")
            related.append(Related(self.message("cell", table=form.form.title, cell=label), cell.span or Span(0, 0)))
        return self.diagnostic(
            passage.text.span_of(start, end),
            "not-none",
            severity=self.at_most(claim.severity),
            related=tuple(related),
            quote=quotable("".join(passage.text.value[start:end].split())),
            table=form.form.title,
            cells="、".join(cells),
            cells_en=", ".join(cells_en),
        )


_LONGEST = 60
"""The words of a claim stand no farther apart."""

_REACH = 200
"""How long a clause may be that is looked at."""

_BREAKS = ",;:。!?"


def _may_say(text: str, phrase: str) -> bool:
    """Whether a text has words for every part of a phrase."""
    return all(has_any(text, part) for part in phrase_parts(phrase))


def _clauses(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The clauses that have one of ``words``, each once."""
    places = sorted(place for word in words for place in _places_of(text, word))
    at = 0
    for place in places:
        if place < at:
            continue
        start = max(text.rfind(mark, at, place) for mark in _BREAKS) + 1
        ends = [end for end in (text.find(mark, place, place + _REACH) for mark in _BREAKS) if end >= 0]
        at = min(ends, default=min(len(text), place + _REACH))
        yield max(start, place - _REACH, 0), max(at, place + 1)


def _places_of(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def _offset(text: str, start: int, count: int) -> int:
    """The offset of the character that has ``count`` others before it from ``start`` on, white space left out."""
    at = start
    while text[at].isspace() or count > 0:
        count -= not text[at].isspace()
        at += 1
    return at


def _cells(form: Form, cell: str) -> tuple[tuple[str, str], ...]:
    row, _, column = cell.partition(".")
    rows = tuple(each.key for each in form.rows if each.key == row) or form.members(row)
    return tuple((key, column) for key in rows if any(each.key == column for each in form.columns))


def _not_zero(form: BoundForm, claim: Claim) -> list[tuple[str, str]]:
    """The cells of a claim that are certainly not 0."""
    found = []
    for name in claim.zero:
        row, _, column = name.partition(".")
        for key in (row,) if row in form.rows else form.form.members(row):
            cell = form.cells.get((key, column))
            if cell is not None and cell.state == "filled" and cell.value:
                found.append((key, column))
    return found
