"""Reads what the prose states in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from disclint.binding.parts import find_lists
from disclint.binding.quantities import read_numbers
from disclint.model.passage import Passage
from disclint.model.statement import Change, PartList, Quantity, Statements, Year

__all__ = ["read_statements"]

_UP = (
    "增至",
    "增加到",
    "增加至",
    "增长到",
    "增长至",
    "上升到",
    "上升至",
    "提高到",
    "提升到",
    "提升至",
    "提高至",
    "扩大到",
)
_DOWN = ("降至", "降到", "下降到", "下降至", "减少到", "减少至", "减至", "降低到", "降低至")


def read_statements(passages: Sequence[Passage]) -> Statements:
    """The statements of all passages, headings included."""
    counts: list[Quantity] = []
    rates: list[Quantity] = []
    years: list[Year] = []
    lists: list[PartList] = []
    changes: list[Change] = []
    for index, passage in enumerate(passages):
        quantities: list[Quantity] = []
        for number in read_numbers(passage, index):
            if isinstance(number, Year):
                years.append(number)
            else:
                quantities.append(number)
        if not quantities:
            continue
        text = passage.text.normal
        if "分别" in text:
            quantities = _distributed(text, quantities)
        counts.extend(quantity for quantity in quantities if quantity.unit not in ("", "%"))
        rates.extend(quantity for quantity in quantities if quantity.unit == "%")
        lists.extend(find_lists(text, quantities))
        changes.extend(_changes(text, quantities))
    return Statements(tuple(counts), tuple(rates), tuple(lists), tuple(changes), tuple(years))


def _distributed(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of 分别为3、4和5件, each with the unit that is said once."""
    found: list[Quantity] = []
    following: Quantity | None = None
    for quantity in reversed(quantities):
        if not quantity.unit and following is not None and following.unit:
            gap = text[quantity.end : following.start].strip()
            if gap in ("、", "和", "及", "与", ",") and "分别" in text[max(0, quantity.start - 40) : quantity.start]:
                quantity = quantity._replace(unit=following.unit)
        found.append(quantity)
        following = quantity
    return found[::-1]


def _changes(text: str, quantities: Sequence[Quantity]) -> Iterator[Change]:
    """从A增至B."""
    for index, (first, last) in enumerate(pairwise(quantities)):
        if first.unit != last.unit or first.unit in ("", "%") or first.sentence != last.sentence:
            continue
        gap = text[first.end : last.start]
        if len(gap) > 24 or not ("从" in first.before or "由" in first.before):
            continue
        words = "".join(gap.split())
        up = any(word in words for word in _UP)
        if up or any(word in words for word in _DOWN):
            rate = next((q for q in quantities[index + 2 : index + 3] if q.unit == "%"), None)
            near = rate is not None and rate.sentence == last.sentence and rate.start - last.end < 16
            yield Change(first, last, up, rate if near else None)
