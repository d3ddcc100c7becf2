"""A series 一是…二是…三是 is counted through, in one style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, NamedTuple, Passage, Related, Rule, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["NarrativeSeries"]


class _Item(NamedTuple):
    """The beginning of an item: 二是 after a mark, or (2) at the beginning of a paragraph."""

    passage: Passage
    start: int
    end: int
    number: int
    style: str
    """What is said beside the numeral: 是, or for a numbered paragraph the key of its level."""

    @property
    def words(self) -> str:
        """The numeral and what is beside it, as printed."""
        return "".join(self.passage.text.value[self.start : self.end].split())

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return self.passage.text.span_of(self.start, self.end)


class _Announcement(NamedTuple):
    """What a text says of the series after it: 三个方面."""

    size: int
    words: str
    span: Span


class _Series:
    """Items that are counted on from one another."""

    def __init__(self, first: _Item, announced: _Announcement | None) -> None:
        self.items = [first]
        self.announced = announced
        self.faulty = first.number != 1

    @property
    def last(self) -> int:
        """The number that it has come to."""
        return self.items[-1].number


class NarrativeSeries(Rule):
    """A series of items is counted through, as its announcement says, and its items are set apart by one mark.

    A warning: 一是 is followed by 三是, a number occurs twice, a series starts with 二是, or 三个方面 announces a
    series of two. A note: some items end with 。 and some with ；.

    A series may go on over several paragraphs of a section, and another may stand within one of its items. A numbered
    paragraph or another 一是 starts anew. An item is told only after a mark or at the beginning of a paragraph: 统一是
    is none. Numbered paragraphs are counted against what announces them (从五方面：（1）…（5）); their own numbers are
    the business of `heading-levels`.

    中文：“一是……二是……”连续编号，与前面所说的数目相符，各项之间用同一种标点。

    警告：“一是”之后是“三是”，编号重复，从“二是”开始，或说“三个方面”只列两项。提示：各项有的以“。”结尾，有的
    以“；”结尾。

    列举可以跨同一部分的几段，其中一项里还可以另有列举。带编号的段落和另一个“一是”重新开始。只认标点之后或段首的“一
    是”：“统一是”不算。带编号的段落只与引出它的数目（从五方面：（1）…（5））比对；其编号本身由 `heading-levels` 检
    查。
    """

    kind: ClassVar[str] = "narrative-series"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "gap": ("“{words}”之前缺少“{lacking}”", "“{lacking}” is missing before “{words}”"),
        "repeated": ("“{words}”重复，应为“{right}”", "“{words}” stands twice, it should be “{right}”"),
        "announced": ("写的是“{words}”，所列为{count}项", "it says “{words}”, but {count} are listed"),
        "mixed": (
            "同一组“一{word}、二{word}”之间，“。”与“；”混用，宜统一",
            "the items “一{word}、二{word}” are set apart by 。 here and by ； there: use one of them",
        ),
        "last": ("最后一项", "the last item"),
    }

    words: tuple[str, ...]
    """What follows the numeral of an item: 是 for 一是, 要 for 一要.
    中文：编号之后的字：“一是”的“是”，“一要”的“要”。"""

    instead: tuple[str, ...] = ()
    """Words that may stand in the place of 一是: 首先.
    中文：可以代替“一是”的词，如 首先。"""

    announcing: tuple[str, ...] = ()
    """What a number before a series counts: 方面, 问题.
    中文：列举之前的数目所数的词：方面、问题。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """The findings of each series."""
        section: str | None = None
        passages: list[Passage] = []
        for passage in filing.passages:
            if passage.section != section and passages:
                yield from self._section(passages)
                passages = []
            section = passage.section
            passages.append(passage)
        yield from self._section(passages)

    def _section(self, passages: list[Passage]) -> Iterator[Diagnostic]:
        """The findings of a section's paragraphs."""
        running: dict[str, list[_Series]] = {}
        found: list[_Series] = []
        before: Passage | None = None
        for passage in passages:
            for item in self._items(passage):
                if item.style in _LEVELS:
                    _end_lower(running, item.style)
                stack = running.setdefault(item.style, [])
                if item.number == 1 or not stack:
                    del stack[: -_DEEPEST + 1]
                    stack.append(_Series(item, self._announcement(item, before) if item.number == 1 else None))
                    found.append(stack[-1])
                    if item.number > 1:
                        yield from self._late_start(item)
                else:
                    yield from self._go_on(item, stack)
            before = passage
        for series in found:
            yield from self._judge(series)

    def _items(self, passage: Passage) -> Iterator[_Item]:
        """The items of a paragraph: its own number, and those within it."""
        normal = passage.text.normal
        first = normal.lstrip()[:1]
        numbered = re.match(_NUMBER, normal) if first == "(" or first.isdecimal() else None
        if numbered:
            han, bracketed, _, arabic, *_ = numbered.groups()
            level = "han" if han else "bracket" if bracketed else "arabic"
            start = len(normal) - len(normal.lstrip())
            yield _Item(passage, start, numbered.end(), _value(han or bracketed or arabic), level)
        items = [item for word in self.words for item in _counted(passage, word)]
        yield from sorted(items, key=lambda item: item.start) if len(items) > 1 else items

    def _late_start(self, item: _Item) -> Iterator[Diagnostic]:
        """A series that does not start with its first item."""
        before = item.passage.text.normal[: item.start]
        first = f"一{item.style}"
        if item.style in _LEVELS or first in before or any(word in before for word in self.instead):
            return
        yield self.diagnostic(item.span, "gap", words=item.words, lacking=first)

    def _go_on(self, item: _Item, stack: list[_Series]) -> Iterator[Diagnostic]:
        """The next item of the innermost series that it continues; of the innermost one if it continues none."""
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth].last == item.number - 1:
                del stack[depth + 1 :]
                stack[depth].items.append(item)
                return
        series = stack[-1]
        last, right = series.items[-1], _numeral(series.last + 1) + item.style
        series.items.append(item)
        series.faulty = True
        if item.style in _LEVELS:
            return
        if item.number <= last.number:
            yield self.diagnostic(item.span, "repeated", words=item.words, right=right)
            return
        between = last.end if last.passage is item.passage else 0
        if right not in item.passage.text.normal[between : item.start]:
            yield self.diagnostic(item.span, "gap", words=item.words, lacking=right)

    def _judge(self, series: _Series) -> Iterator[Diagnostic]:
        """What is wrong with a series as a whole."""
        count, announced = len(series.items), series.announced
        if announced is not None and not series.faulty and count > 1 and count != announced.size:
            last = Related(self.message("last"), series.items[-1].span)
            yield self.diagnostic(announced.span, "announced", related=(last,), words=announced.words, count=count)
        style = series.items[0].style
        if style not in _LEVELS:
            yield from self._mixed(series, style)

    def _mixed(self, series: _Series, word: str) -> Iterator[Diagnostic]:
        """Items of a paragraph that end with 。 beside others that end with ；."""
        ends: dict[str, list[Span]] = {"。": [], ";": []}
        for previous, item in zip(series.items, series.items[1:], strict=False):
            if previous.passage is item.passage:
                text = item.passage.text
                at = _before(text.normal, item.start)
                if text.normal[at] in ends:
                    ends[text.normal[at]].append(text.span_of(at, at + 1))
        if all(ends.values()):
            odd = min(ends.values(), key=lambda spans: (len(spans), -spans[0].start))
            yield self.diagnostic(odd[0], "mixed", severity=self.at_most("note"), word=word)

    def _announcement(self, first: _Item, before: Passage | None) -> _Announcement | None:
        """The number in the sentence that leads up to a series."""
        passage, end = first.passage, first.start
        if not passage.text.normal[:end].strip():
            if before is None:
                return None
            passage, end = before, len(before.text.normal)
        start = max(0, end - _NEAR)
        near = passage.text.normal[start:end].rstrip(" 。:;,")
        lead = near.rfind("。") + 1
        found = max((_counting(near[lead:], noun) for noun in self.announcing), default=(0, 0, 0))
        last, first_at, size = found
        if size < 2 or len(near) - lead - last > _LEADING:
            return None
        at = start + lead + first_at, start + lead + last
        return _Announcement(size, "".join(passage.text.value[slice(*at)].split()), passage.text.span_of(*at))


_HAN = "一二三四五六七八九十"
_MARKS = '。;:,、!?)]”"’》—…'
_LEVELS = ("han", "arabic", "bracket")
_NUMBER = (  # letter for letter that of heading-levels, so that it is compiled once
    rf"\s*(?:\(\s*(?:([{_HAN}]{{1,3}})|(\d{{1,2}}))\s*\)\s*([、,.]?)"
    r"|(\d{1,2})\s*(?:([、.])(?!\d)|([、.])(?=20\d\d\s*年)))"
)
_DEEPEST = 4
"""How many series within one another are kept apart."""
_CLASSIFIERS = ("个", "大", "点", "项", "条")
_NEAR = 100
"""How far before a series its announcement is looked for."""
_LEADING = 25
"""How many characters may stand between the announcement and the first item."""


def _counting(words: str, noun: str) -> tuple[int, int, int]:
    """Where 三个方面 ends and begins in a sentence, and its number; zeros where it has no such words."""
    at = words.rfind(noun)
    if at < 0:
        return 0, 0, 0
    head = words[:at].rstrip().removesuffix("主要").rstrip()
    head = (head[:-1] if head[-1:] in _CLASSIFIERS else head).rstrip()
    bare = head.rstrip(f"两{_HAN}0123456789")
    numeral = head[len(bare) :]
    if not numeral or bare.endswith("第") or not (numeral.isdigit() or numeral.strip(_HAN) in ("", "两")):
        return 0, 0, 0
    return at + len(noun), len(bare), _value(numeral)


def _counted(passage: Passage, word: str) -> Iterator[_Item]:
    """The places where a numeral after a mark stands before a word: 二是."""
    normal = passage.text.normal
    at = normal.find(word)
    while at >= 0:
        start = at
        while start > 0 and at - start < 2 and normal[start - 1] in _HAN:
            start -= 1
        before = _before(normal, start)
        if start < at and (before < 0 or normal[before] in _MARKS):
            yield _Item(passage, start, at + len(word), _value(normal[start:at]), word)
        at = normal.find(word, at + len(word))


def _before(normal: str, at: int) -> int:
    """Where the last letter before an offset stands, white space apart; -1 if there is none."""
    at -= 1
    while at >= 0 and normal[at].isspace():
        at -= 1
    return at


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    if numeral == "两":
        return 2
    tens, ten, ones = numeral.rpartition("十")
    return (10 * (_HAN.find(tens) + 1 if tens else 1) if ten else 0) + (_HAN.find(ones) + 1 if ones else 0)


def _numeral(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (f"{_HAN[tens - 1] if tens > 1 else ''}十" if tens else "") + (_HAN[ones - 1] if ones else "")


def _end_lower(running: dict[str, list[_Series]], level: str) -> None:
    """A numbered paragraph ends whatever ran below its level."""
    higher = _LEVELS[: _LEVELS.index(level) + 1]
    for style in [style for style in running if style not in higher]:
        del running[style]
