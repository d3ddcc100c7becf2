"""Tells which label of a form a printed label is, however it is spelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from disclint.model.document import Text
from disclint.model.filing import Likeness
from disclint.model.form import Form
from disclint.model.named import NamedTuple
from disclint.model.record import derived
from disclint.model.text import alike, normal_forms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

__all__ = ["Labels", "Match", "Part", "compact", "labels_of", "likeness", "names_in", "near", "split_ordinal"]

Part: TypeAlias = "Literal['row', 'column', 'group', 'column_group', 'header']"

_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟″「」『』＂'‘’", '"'),
        **dict.fromkeys("〔【[{", "("),
        **dict.fromkeys("〕】]}", ")"),
        **dict.fromkeys("·•・", "."),
        **dict.fromkeys("*#`", ""),
        "、": ",",
        "；": ";",
        "：": ":",
    }
)
_HAN_NUMERAL = "一二三四五六七八九十"
_ALIKE = alike({"一": _HAN_NUMERAL})
_ORDINAL = re.compile(r"\((?:一{1,3}|\d{1,2})\)[,.]?|一{1,3}[,.]|\d{1,2}[.,)](?!\d)")
_LONGEST_ORDINAL = 6


def compact(normal: str) -> str:
    """A label for comparing: normal form without white space, quotes, brackets and dots unified."""
    return "".join(normal.split()).translate(_MARKS)


def split_ordinal(label: str) -> tuple[str, str]:
    """The number at the head of a compact label, such as ``(三)``, and the words after it."""
    found = _ORDINAL.match(label[: _LONGEST_ORDINAL + 1].translate(_ALIKE))
    if found is None or found.end() == len(label):
        return "", label
    return label[: found.end()], label[found.end() :]


def _stem(words: str) -> str:
    """``words`` without a trailing bracket."""
    if not words.endswith(")"):
        return words
    depth = 0
    for index in range(len(words) - 1, -1, -1):
        if words[index] == ")":
            depth += 1
        elif words[index] == "(":
            depth -= 1
            if depth == 0:
                return words[:index] or words
    return words


_REMEMBERED = 8192
"""How many printed labels are remembered for each form."""


class Match(NamedTuple):
    """A label of a form that a printed one may be; ``score`` is 1 for the same words, less for others."""

    part: Part
    key: str
    official: str
    likeness: Likeness
    score: float
    ordinal: str
    """The official number at its head, compact."""


class _Known(NamedTuple):
    part: Part
    key: str
    official: str
    ordinal: str
    words: str
    kind: Likeness


class Labels:
    """All labels of a form, by their words."""

    def __init__(self, form: Form) -> None:
        self._exact: dict[str, list[_Known]] = {}
        self._official: list[_Known] = []
        self._found: dict[str, tuple[Match, ...]] = {}
        self._near: dict[str, tuple[Match, ...]] = {}
        self._best: dict[tuple[str, bool, tuple[Part, ...]], Match | None] = {}
        self._glued: dict[str, int] = {}
        spellings = list(_spellings(form))
        ordinal = ""
        for (part, key, label, kind, _), normal in zip(
            spellings, normal_forms(text for *_, text in spellings), strict=True
        ):
            found, words = split_ordinal(compact(normal))
            if kind == "equal":
                ordinal = found
            known = _Known(part, key, label, ordinal, words, kind)
            entries = self._exact.setdefault(words, [])
            if all(entry.key != key or entry.part != part for entry in entries):
                entries.append(known)
            if kind == "equal":
                self._official.append(known)
        self._groups = [known for known in self._official if known.part == "group"]
        self._longest = max((len(words) for words in self._exact), default=0) + 80

    def find(self, normal: str, *, fuzzy: bool = True) -> tuple[Match, ...]:
        """The labels that ``normal``, the normal form of a printed label, may be; the nearest if none is equal."""
        known = self._near if fuzzy else self._found
        matches = known.get(normal)
        if matches is None:
            if len(known) > _REMEMBERED:
                known.clear()
            matches = known[normal] = self._look_up(normal, fuzzy)
        return matches

    def best(self, normal: str, parts: tuple[Part, ...], *, fuzzy: bool = True) -> Match | None:
        """The best match of a printed label among some parts of the form."""
        key = (normal, fuzzy, parts)
        if key not in self._best:
            if len(self._best) > _REMEMBERED:
                self._best.clear()
            self._best[key] = best(self.find(normal, fuzzy=fuzzy), parts)
        return self._best[key]

    def after_group(self, normal: str) -> int:
        """Where a row's label begins in a cell that holds the label of its group too; 0 if it is not such a cell."""
        if len(normal) > 2 * self._longest:
            return 0
        known = self._glued.get(normal)
        if known is None:
            if len(self._glued) > _REMEMBERED:
                self._glued.clear()
            known = self._glued[normal] = self._find_glued(normal)
        return known

    def _find_glued(self, normal: str) -> int:
        words = compact(normal)
        for group in self._groups:
            label = group.ordinal + group.words
            if len(label) < len(words) and words.startswith(label):
                start = _after(normal, len(label))
                if any(match.part == "row" for match in self.find(normal[start:], fuzzy=False)):
                    return start
        return 0

    def _look_up(self, normal: str, fuzzy: bool) -> tuple[Match, ...]:
        if len(normal) > 2 * self._longest:
            return ()
        ordinal, words = split_ordinal(compact(normal))
        entries = self._exact.get(words)
        remark = False
        if entries is None:
            stem = _stem(words)
            if stem != words:
                entries = self._exact.get(stem)
                remark = entries is not None
        if entries is not None:
            return tuple([_match(entry, ordinal, remark=remark) for entry in entries])
        if not fuzzy or not 2 <= len(words) <= self._longest + 30:
            return ()
        return tuple(self._nearest(ordinal, words))

    def _nearest(self, ordinal: str, words: str) -> Iterator[Match]:
        for attempt in dict.fromkeys((words, _stem(words))):
            best: list[_Known] = []
            least = 4
            for known in self._official:
                limit = _tolerance(len(known.words))
                if limit >= len(known.words):
                    continue
                distance = near(attempt, known.words, min(limit, least))
                if distance is None:
                    continue
                if distance < least:
                    best, least = [], distance
                best.append(known)
            if len({(known.part, known.key) for known in best}) == 1:
                known = best[0]
                agreed = known.ordinal == ordinal
                yield Match(known.part, known.key, known.official, "near", 0.8 if agreed else 0.65, known.ordinal)
                return


def _after(normal: str, count: int) -> int:
    """The offset after the first ``count`` characters that a compact label keeps."""
    at = 0
    while count > 0:
        count -= len(compact(normal[at]))
        at += 1
    return at


def _match(entry: _Known, ordinal: str, *, remark: bool) -> Match:
    score = {"equal": 1.0, "variant": 0.98, "alias": 0.9}.get(entry.kind, 0.9)
    if ordinal and entry.ordinal:
        score += 0.1 if ordinal == entry.ordinal else -0.15
    elif entry.ordinal:
        score -= 0.05
    kind: Likeness = "variant" if remark and entry.kind == "equal" else entry.kind
    return Match(entry.part, entry.key, entry.official, kind, score, entry.ordinal)


def _labels(form: Form) -> Iterator[tuple[Part, str, str, tuple[str, ...], tuple[str, ...]]]:
    for row in form.rows:
        yield "row", row.key, row.label, row.aliases, row.variants
    for group in form.groups:
        yield "group", group.key, group.label, group.aliases, group.variants
    for column in form.columns:
        yield "column", column.key, column.label, column.aliases, column.variants
    for group in form.column_groups:
        yield "column_group", group.key, group.label, group.aliases, group.variants
    for word in form.header:
        yield "header", word, word, (), ()
    if form.note:
        yield "header", "note", form.note, (), ()


def _spellings(form: Form) -> Iterator[tuple[Part, str, str, Likeness, str]]:
    """Each label of a form in each spelling, the official one first."""
    for part, key, label, aliases, variants in _labels(form):
        yield part, key, label, "equal", label
        for text in variants:
            yield part, key, label, "variant", text
        for text in aliases:
            yield part, key, label, "alias", text


@derived
def labels_of(form: Form) -> Labels:
    """The labels of a form."""
    return Labels(form)


def _tolerance(length: int) -> int:
    return 1 if length <= 4 else 2 if length <= 8 else 3


def near(one: str, other: str, limit: int) -> int | None:
    """The edit distance of two labels if it is at most ``limit``, exchanged neighbouring words counting as 1."""
    if abs(len(one) - len(other)) > limit:
        return None
    if one == other:
        return 0
    start = 0
    shorter = min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if len(left) == len(right) and _exchanged(left, right):
        return 1
    return _distance(left, right, limit)


def _exchanged(left: str, right: str) -> bool:
    return any(left[cut:] + left[:cut] == right for cut in range(1, len(left)))


def _distance(left: str, right: str, limit: int) -> int | None:
    if max(len(left), len(right)) > 12 and limit < 4 and len(set(left) & set(right)) < min(len(left), len(right)) // 2:
        return None
    previous = list(range(len(right) + 1))
    for i, character in enumerate(left, 1):
        current = [i]
        for j, candidate in enumerate(right, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (character != candidate)))
        if min(current) > limit:
            return None
        previous = current
    return previous[-1] if previous[-1] <= limit else None


def likeness(text: Text, match: Match) -> Likeness:
    """How the printed label agrees with the official one, brackets and spaces weighed."""
    if match.likeness != "equal":
        return match.likeness
    return "equal" if text.value == match.official else _likeness(text.value, text.normal, match)


@lru_cache(maxsize=_REMEMBERED)
def _likeness(value: str, normal: str, match: Match) -> Likeness:
    printed = _as_printed(value, normal)
    if match.part in ("column", "column_group", "group", "header"):  # line breaks and spread characters are usual there
        printed, official = "".join(printed.split()), "".join(match.official.split())
        return "equal" if printed == official else "typography"
    printed = printed.replace("\r", "").replace("\n", "")
    if printed == match.official:
        return "equal"
    ordinal, _ = split_ordinal(compact(normal))
    if ordinal and match.ordinal and ordinal != match.ordinal:
        return "near"
    return "typography"


def _as_printed(value: str, normal: str) -> str:
    """The label in Simplified script with its own marks and spaces."""
    if value == normal:
        return value
    return "".join(
        simplified if simplified >= "㐀" else printed for printed, simplified in zip(value, normal, strict=True)
    )


def best(matches: Iterable[Match], parts: tuple[Part, ...]) -> Match | None:
    """The best match among some parts of a form."""
    chosen = [match for match in matches if match.part in parts]
    return max(chosen, key=lambda match: match.score) if chosen else None


_WORD = re.compile(r"\S+")
_NAMES: tuple[Part, ...] = ("column", "row", "column_group", "group")


def names_in(label: Text, labels: Labels) -> Iterator[tuple[Text, Match]]:
    """The labels of a form that a header cell holds: one, or several told apart by spaces alone."""
    match = labels.best(label.normal, _NAMES)
    if match is not None:
        yield label, match
    elif " " in label.normal:
        for word in _WORD.finditer(label.normal):
            match = labels.best(word[0], _NAMES, fuzzy=False)
            if match is not None:
                yield label.part(*word.span()), match
