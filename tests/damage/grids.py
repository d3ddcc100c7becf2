"""The three tables of a report on their true grid, figures filled in, undamaged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.damage.layouts import Key, Row, Slot, Table
from tests.damage.official import (
    APPLICANTS,
    HEADER_NOTE,
    OUTCOMES,
    SUITS,
    Article,
    application_rows,
    article_tables,
)

__all__ = ["applications", "data_rows", "disclosure", "litigation", "own_label", "subtotal"]

Texts = Mapping[Key, str]


def disclosure(edition: str, texts: Texts) -> Table:
    """``active_disclosure``: groups one below the other, each with caption and header row."""
    rows = [row for article in article_tables(edition) for row in _article(article, texts)]
    return Table("active_disclosure", rows, 1, 3)


def _article(article: Article, texts: Texts) -> Iterator[Row]:
    free = 3 - len(article.columns)
    yield Row([_head(article.caption)], _over(3), "caption")
    yield Row([_head("信息内容")], [*(_head(label) for _, label in article.columns), *_over(free)], "head")
    for key, label in article.rows:
        numbers = [_number(texts, ("active_disclosure", key, column)) for column, _ in article.columns]
        yield Row([Slot(label)], numbers + _over(free), key=key)


def applications(edition: str, texts: Texts, *, note_in_brackets: bool) -> Table:
    """``applications``: three label columns, whose groups run down over many rows."""
    note = HEADER_NOTE if note_in_brackets else HEADER_NOTE[1:-1]
    kinds = [_head(label) for _, label in APPLICANTS[1:-1]]
    person, total = APPLICANTS[0][1], APPLICANTS[-1][1]
    rows = [
        Row([_head(note), *_over(2)], [_head("申请人情况"), *_over(6)], "head"),
        Row(_corner(note), [_head(person), _head("法人或其他组织"), *_over(4), _head(total)], "head"),
        Row(_corner(note), [Slot(person, "row", "head"), *kinds, Slot(total, "row", "head")], "head"),
    ]
    shown: set[str] = set()
    for row in application_rows(edition):
        labels = [Slot(label, "row" if label in shown else "") for label in row.path[:-1]]
        shown.update(row.path[:-1])
        labels += [Slot(row.path[-1]), *(Slot("", "column") for _ in range(3 - len(row.path)))]
        numbers = [_number(texts, ("applications", row.key, column)) for column, _ in APPLICANTS]
        rows.append(Row(labels, numbers, key=row.key))
    return Table("applications", rows, 3, 7)


def _corner(note: str) -> list[Slot]:
    return [Slot(note, "row", "head"), Slot(note, "both", "head"), Slot(note, "both", "head")]


def subtotal(edition: str, texts: Texts, path: tuple[str, ...]) -> Row:
    """A row that adds up a group beside the group's own label; the national form has none."""
    members = [row.key for row in application_rows(edition) if row.path[:2] == path[:2]]
    sums = [sum(int(texts["applications", key, column]) for key in members) for column, _ in APPLICANTS]
    numbers = [Slot(str(figure), kind="number") for figure in sums]
    return Row([Slot(path[0], "row"), Slot(path[1]), Slot("", "column")], numbers, key="subtotal")


def litigation(texts: Texts) -> Table:
    """``review_litigation``: three header rows and one row of fifteen figures without a label."""
    names = [label for _, label in OUTCOMES]
    heads = [
        [_head("行政复议"), *_over(4), _head("行政诉讼"), *_over(9)],
        [*(_head(name) for name in names), _head("未经复议直接起诉"), *_over(4), _head("复议后起诉"), *_over(4)],
        [*(Slot(name, "row", "head") for name in names), *(_head(name) for _ in range(2) for name in names)],
    ]
    numbers = [_number(texts, ("review_litigation", suit, outcome)) for suit in SUITS for outcome, _ in OUTCOMES]
    return Table("review_litigation", [*(Row([], head, "head") for head in heads), Row([], numbers, key="all")], 0, 15)


def data_rows(table: Table) -> list[Row]:
    """The rows that hold figures."""
    return [row for row in table.rows if row.role == "data" and row.values]


def own_label(row: Row) -> Slot:
    """The label of the row itself, not that of a group beside it."""
    return next(slot for slot in reversed(row.labels) if slot.cover not in ("column", "both"))


def _head(text: str) -> Slot:
    return Slot(text, kind="head")


def _over(count: int) -> list[Slot]:
    return [Slot("", "column", "head") for _ in range(count)]


def _number(texts: Texts, key: Key) -> Slot:
    return Slot(texts[key], kind="number", key=key)
