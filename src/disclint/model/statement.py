"""What the prose states in numbers: quantities, rates, comparisons, lists of parts, years; and how phrases are told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from disclint.model.named import NamedTuple
from disclint.model.record import Record
from disclint.model.text import quotable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    from disclint.model.passage import Passage
    from disclint.model.relation import Figure
    from disclint.model.span import Span

__all__ = [
    "Change", "Context", "Exactness", "Found", "Part", "PartList", "Quantity", "Statements", "Year", "context_of",
    "find_phrase", "phrase_parts", "quoted",
]  # fmt: skip

Exactness: TypeAlias = "Literal['exact', 'more', 'about']"
"""``exact``: the number itself. ``more``: it is a lower bound (余, 多, 超过, 以上). ``about``: it may be more or less
(约, 近, 万, a range), or stand for several (各, 每)."""


class Quantity(NamedTuple):
    """A number with its unit, as a sentence states it. Offsets are those of the passage's text.

    No quantity: what stands in 《》 or “”, ordinals, articles, dates, periods, telephone and document numbers, codes.
    """

    passage: int
    """Index in ``filing.passages``."""
    start: int
    """Where its digits start."""
    end: int
    """Where its unit ends."""
    span: Span
    """Its digits in the document."""
    value: Figure
    decimals: int
    """How many digits are printed after the point."""
    unit: str
    """``件``, ``%``, ``万元``; empty where none that is known follows."""
    exactness: Exactness
    before: str
    """The words of its clause before it, in normal form and without white space, from the quantity before it on."""
    after: str
    """The words that follow, up to the next mark or digit."""
    sentence: tuple[int, int]
    bracket: int
    """Where the bracket opens that it stands in, or -1."""

    @property
    def exact(self) -> bool:
        """Whether it may be compared for equality."""
        return self.exactness == "exact"


class Part(NamedTuple):
    """One part of a list and the mark that joins it to the one before: ``、``, ``,``, ``;``; empty for the first."""

    quantity: Quantity
    words: str
    joined: str


class PartList(NamedTuple):
    """Parts and the total that they are parts of. Lists within the brackets of a part are lists of their own."""

    total: Quantity
    parts: tuple[Part, ...]
    kind: Literal["closed", "open"]
    """``closed``: the parts are said to be all there are (包括, 分别为, a bracket after the total, 其他 at the end).
    ``open``: 其中, some of them."""
    partial: bool
    """Whether 等 or 主要 says that parts are left out."""
    complete: bool
    """Whether the list was read to its end; false where it runs into another statement."""
    rivals: tuple[Quantity, ...] = ()
    """Other quantities that the list may be parts of."""


class Change(NamedTuple):
    """从A增至B, and the rate of the change where one follows."""

    first: Quantity
    last: Quantity
    up: bool
    rate: Quantity | None


class Year(NamedTuple):
    """A year in digits."""

    passage: int
    start: int
    span: Span
    value: int


class Statements(Record):
    """All that the prose of a report states in numbers, each kind in the order of the text."""

    quantities: tuple[Quantity, ...] = ()
    """Those that count or measure."""
    rates: tuple[Quantity, ...] = ()
    """Percentages."""
    lists: tuple[PartList, ...] = ()
    changes: tuple[Change, ...] = ()
    years: tuple[Year, ...] = ()


# Phrases ---------------------------------------------------------------------------------------------------------


class Found(NamedTuple):
    """Where a phrase stands in words: from the start of its first part to the end of the last part that is there."""

    start: int
    end: int


@lru_cache(maxsize=4096)
def phrase_parts(phrase: str) -> tuple[tuple[str, ...], ...]:
    """The parts of a phrase such as ``收到|受理…申请``, each with all words that are as good."""
    return tuple([tuple(part.split("|")) for part in phrase.split("…")])


def find_phrase(phrase: str, words: str, after: str = "") -> Found | None:
    """The last place in ``words`` where a phrase such as ``收到|受理…申请`` stands, its parts in this order.

    ``…`` is any words, ``|`` parts that are as good. The last part may instead stand in ``after``, within a few
    characters, as in 收到3件申请.
    """
    parts = list(phrase_parts(phrase))
    end, start = _last(parts[-1], words, len(words))
    begin = _begin(parts, words, start)
    if begin < 0 and any(after.find(word, 0, _NEAR + len(word)) >= 0 for word in parts[-1]):
        parts.pop()
        end, start = _last(parts[-1], words, len(words)) if parts else (len(words), len(words))
        begin = _begin(parts, words, start)
    return Found(begin, end) if begin >= 0 else None


def _begin(parts: Sequence[Sequence[str]], words: str, start: int) -> int:
    """Where a phrase starts whose last part starts at ``start``; -1 if that is, or one of its parts is not there."""
    for part in parts[-2::-1]:
        if start < 0:
            break
        start = _last(part, words, start)[1]
    return start


_NEAR = 12
"""How far from the number a noun that follows it may stand."""


def _last(part: Sequence[str], words: str, limit: int) -> tuple[int, int]:
    """End and start of the word that ends last before ``limit``, the longest of them; -1 if there is none."""
    end = start = -1
    for word in part:
        at = words.rfind(word, 0, limit)
        if at >= 0 and (at + len(word) > end or (at + len(word) == end and at < start)):
            end, start = at + len(word), at
    return end, start


class Context(NamedTuple):
    """What goes before a place in a passage, nearest first; without white space."""

    sentence: str
    """Its sentence so far."""
    before: str
    """The sentences before it in the passage."""
    heading: str
    """The heading above it."""

    def speaks_of(self, words: Sequence[str], others: Sequence[str] = ()) -> bool:
        """Whether the nearest of sentence, passage and heading that names a topic names one of ``words``, and none of
        ``others``. Without ``words``, any topic but ``others`` will do."""
        for text in self:
            if any(word in text for word in others):
                return False
            if any(word in text for word in words):
                return True
        return not words


_REACH = 300
_HEADINGS = 12


def context_of(passages: Sequence[Passage], index: int, offset: int) -> Context:
    """The context of an offset in a passage; of long texts only what is near."""
    passage = passages[index]
    text = passage.text.normal[max(0, offset - _REACH) : offset]
    cut = max(text.rfind(mark) for mark in "。!?") + 1
    heading = ""
    for above in reversed(passages[max(0, index - _HEADINGS) : index]):
        if above.section != passage.section:
            break
        if above.heading:
            heading = above.text.normal
            break
    return Context("".join(text[cut:].split()), "".join(text[:cut].split()), "".join(heading.split()))


_QUOTED = 36


def quoted(passage: Passage, quantity: Quantity, words: int = 0) -> str:
    """A quantity as printed, with so many characters of the words before it; cut in front where they are many."""
    printed = passage.text.value
    start = quantity.start
    while start > 0 and words > 0:
        start -= 1
        words -= not printed[start].isspace()
    quote = quotable("".join(printed[start : quantity.end].split()))
    return quote if len(quote) <= _QUOTED else "…" + quote[len(quote) - _QUOTED :]
