"""Reads lists of parts with their total: 共38条，其中指南1条，动态37条."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from disclint.model.late import late
from disclint.model.named import NamedTuple
from disclint.model.statement import Part, PartList, Quantity
from disclint.model.text import has_any, places_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

__all__ = ["find_lists"]

_HEADS = ("其中", "包括", "包含", "分别为", "分别是", "分为")
_NOUN = late(r"[^,;:。()、0-9]{0,8}[,:]?\s*(?P<main>主要|共|具体)?$")
_SEPARATORS = ("、", ",", ";", "以及", "和", "及", "与")
_ALIKE = (frozenset("条篇则"), frozenset("件份宗起例"))
"""Units that count the same things."""
_REST = ("其他", "其余", "其它")
_FRESH_STARTS = (
    "办结", "答复", "回复", "办复", "办理完", "收到", "受理", "接到", "采用", "采纳", "召开", "举办", "开展", "组织",
    "参加", "共", "均", "全部", "已", "并", "还", "另", "此外", "同时", "较", "比", "同比", "占", "结转", "转入", "未",
    "无", "新增", "增长", "增加", "减少", "下降", "年", "全年", "截至", "目前", "涉及", "覆盖", "注销", "退出",
)  # fmt: skip
_FRESH = ("总数", "总量", "共计", "累计", "合计", "总计", "率", "同比", "比上年", "较上年", "其中")
"""How words begin, and what they hold, that after a comma start another statement rather than the next part."""

_LEFT = ("结转", "转入", "正在办理")
_RESULTS = ("公开", "提供", "处理")
"""After the results of applications, what is left of them is a part too."""

_BACK = 8
"""How many quantities before a list are looked at for its total."""

_FAR = 400
"""How many characters."""


class _Head(NamedTuple):
    """What introduces a list."""

    start: int
    end: int
    kind: Literal["closed", "open"]
    partial: bool


def find_lists(text: str, quantities: Sequence[Quantity]) -> Iterator[PartList]:
    """The lists of a passage; ``quantities`` are all of it, rates too, in order; ``text`` is its normal form."""
    if len(quantities) < 2:
        return
    found: list[PartList] = []
    if "(" in text:
        found.extend(_bracketed(text, quantities))
    starts = [quantity.start for quantity in quantities]
    for at, word in places_of(text, _HEADS):
        first = bisect_right(starts, at)
        if first < len(quantities):
            made = _listed(text, quantities, first, at, word)
            if made is not None:
                found.append(made)
    yield from sorted(found, key=lambda each: each.parts[0].quantity.start)


def _same_class(one: str, other: str) -> bool:
    """Whether two units count the same things."""
    return one == other or any(one in units and other in units for units in _ALIKE)


def _bracketed(text: str, quantities: Sequence[Quantity]) -> Iterator[PartList]:
    """The lists that stand in brackets right after their totals."""
    for index, total in enumerate(quantities[:-1]):
        at = total.end + len(text[total.end : total.end + 3]) - len(text[total.end : total.end + 3].lstrip())
        if not text.startswith("(", at) or quantities[index + 1].bracket != at:
            continue
        words = text[at + 1 : quantities[index + 1].start].lstrip()
        is_open = words.startswith(("其中", "含", "包含"))
        if total.unit == "%" or words.startswith(("不含", "不包括", "占", "较", "比", "同比", "约", "另")):
            continue
        kind: Literal["closed", "open"] = "open" if is_open else "closed"
        head = _Head(at, at + 1, kind, words.startswith("主要"))
        made = _collect(text, quantities, index + 1, head, total, ())
        if made is not None and (is_open or len(made.parts) > 1):
            yield made


def _listed(text: str, quantities: Sequence[Quantity], first: int, at: int, word: str) -> PartList | None:
    """The list that a word introduces, its total being a quantity before it."""
    part = quantities[first]
    if at < part.sentence[0]:
        return None
    if part.bracket >= 0 and not text[part.bracket + 1 : at].strip():
        return None  # a bracketed list
    if word != "其中":
        return _closed(text, quantities, first, at, word)
    sentence = part.sentence
    if at - sentence[0] < 4 and not text[sentence[0] : at].strip():
        sentence = next((q.sentence for q in quantities[first - 1 : first] if q.sentence[1] == sentence[0]), sentence)
    opened = max(sentence[0], text.rfind(";", max(sentence[0], at - _FAR), at))
    candidates = [
        quantity
        for quantity in quantities[max(0, first - _BACK) : first]
        if quantity.sentence == sentence
        and quantity.start > max(opened, at - _FAR)
        and quantity.bracket == part.bracket
        and _same_class(quantity.unit, part.unit)
    ]
    if not candidates or part.unit in ("", "%"):
        return None
    total, rivals = candidates[-1], tuple(candidates[:-1])
    end = at + len(word)
    head = _Head(at, end, "open", "主要" in text[end : part.start])
    return _collect(text, quantities, first, head, total, rivals)


def _closed(text: str, quantities: Sequence[Quantity], first: int, at: int, word: str) -> PartList | None:
    """The list that 包括 or 分别为 introduces right after its total."""
    total = quantities[first - 1] if first else None
    part = quantities[first]
    if total is None or total.sentence != part.sentence or total.bracket != part.bracket or total.unit in ("", "%"):
        return None
    gap = _NOUN.fullmatch(text, total.end, at)
    if gap is None or not _same_class(total.unit, part.unit):
        return None
    head = _Head(at, at + len(word), "closed", gap["main"] == "主要")
    made = _collect(text, quantities, first, head, total, ())
    return made if made is not None and len(made.parts) > 1 else None


def _collect(
    text: str, quantities: Sequence[Quantity], first: int, head: _Head, total: Quantity, rivals: tuple[Quantity, ...]
) -> PartList | None:
    """The parts from the first quantity on, as far as they are surely parts."""
    level, sentence = quantities[first].bracket, quantities[first].sentence
    parts: list[Part] = []
    partial, complete = head.partial, True
    at, semicolons = head.end, None
    index = first
    while index < len(quantities):
        quantity = quantities[index]
        if quantity.sentence != sentence:
            break
        if quantity.bracket != level:
            if quantity.bracket < level:
                break
            index += 1
            continue
        gap = _outside(text[at : quantity.start])
        marks = places_of(gap, _SEPARATORS) if parts else []
        if parts and not marks:
            complete = False
            break
        begin, mark = marks[0] if marks else (0, "")
        joined = mark if mark in "、,;" else "、"
        words = "".join(gap[begin + len(mark) :].split()).lstrip(",:")
        if quantity.unit == "%" and parts:
            at = quantity.end
            index += 1
            continue
        if parts and semicolons is None:
            semicolons = joined == ";"
        if joined == ";" and not semicolons:
            break
        if not _same_class(quantity.unit, total.unit) or has_any(gap, _HEADS):
            complete = False
            break
        if joined in (",", ";") and _is_fresh(words, quantity, total, parts):
            complete = False
            break
        parts.append(Part(quantity, words, joined))
        partial = partial or quantity.after.startswith("等") or "主要" in words
        at = quantity.end
        index += 1
    if not parts:
        return None
    kind = head.kind
    if len(parts) > 1 and any(word in parts[-1].words[:4] for word in _REST):
        kind = "closed"
    return PartList(total, tuple(parts), kind, partial, complete, rivals)


def _is_fresh(words: str, quantity: Quantity, total: Quantity, parts: Sequence[Part]) -> bool:
    """Whether a quantity after a comma is no part but what the sentence goes on to say."""
    if words.startswith(_LEFT) and parts and any(word in parts[-1].words for word in _RESULTS):
        return False
    last = re.split("[,:]", words)[-1]
    return (
        words.startswith(_FRESH_STARTS)
        or last.startswith(_FRESH_STARTS)
        or any(word in words for word in _FRESH)
        or quantity.value >= total.value > 0
    )


def _outside(gap: str) -> str:
    """What stands between two parts, brackets left out."""
    if "(" not in gap:
        return gap
    kept, depth = [], 0
    for letter in gap:
        depth += (letter == "(") - (letter == ")" and depth > 0)
        if depth == 0 and letter != ")":
            kept.append(letter)
    return "".join(kept)
