"""Finds the rows of a form in the stream of observed rows: monotone, with free gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from disclint.binding.labels import Labels, Match
from disclint.binding.strips import Segment, merged
from disclint.model.document import Text
from disclint.model.form import Form
from disclint.model.named import NamedTuple
from disclint.model.record import derived

__all__ = ["Candidate", "align", "candidates"]


class Candidate:
    """What an observed row may be, by its label: rows of the form, or a group with figures of its own."""

    __slots__ = ("label", "matches", "segment")

    def __init__(self, segment: Segment, label: Text, matches: Sequence[Match]) -> None:
        self.segment = segment
        self.label = label
        self.matches = matches


class _Named(NamedTuple):
    """What the labels of a row say, whatever figures stand beside them."""

    is_header: bool
    """Whether a row of them without figures names columns: two of them, or one and a header word."""
    first: int
    """The label that tells the row; of several that make one, the first."""
    joined: bool
    """Whether all from the first on make one label."""
    start: int
    """Where in it the row's own label begins, after that of its group."""
    matches: Sequence[Match]
    group: str | None
    """The group that is printed."""


class _Rows:
    """What the labels of rows say. The rows of one report are those of the next: what was told is remembered."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._told: dict[tuple[bool, tuple[str, ...]], _Named] = {}

    def named(self, row: Segment, fuzzy: bool) -> _Named:
        """What the labels of a row say; ``fuzzy`` tells whether the nearest label will do."""
        key = fuzzy, tuple([label.normal for label in row.labels])
        found = self._told.get(key)
        if found is None:
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            found = self._told[key] = self._tell(*key)
        return found

    def _tell(self, fuzzy: bool, normals: tuple[str, ...]) -> _Named:
        labels = self._labels
        return _Named(_is_header(normals, labels), *_leaf(normals, labels, fuzzy), _stated_group(normals, labels))


@derived
def _rows_of(labels: Labels) -> _Rows:
    return _Rows(labels)


_REMEMBERED = 4096


def _is_header(normals: Sequence[str], labels: Labels) -> bool:
    if len(normals) < 2:
        return False
    names = 0
    for normal in normals:
        parts = {match.part for match in labels.find(normal, fuzzy=False)}
        names += bool(parts & {"column", "column_group", "header"}) and "row" not in parts
        if names > 1:
            return True
    return False


def candidates(
    rows: Sequence[Segment], form: Form, labels: Labels, *, fuzzy: Callable[[Segment], bool]
) -> list[Candidate]:
    """The observed rows that may be rows of ``form``, in order. ``fuzzy`` tells where the nearest label will do."""
    parents = {group.key: group.parent for group in form.groups}
    groups = {row.key: row.group for row in form.rows}
    found = []
    inherited: str | None = None
    taken: set[int] = set()
    known = _rows_of(labels)
    for index, row in enumerate(rows):
        if index in taken or not row.labels:
            continue
        named = known.named(row, fuzzy(row))
        if named.is_header and not row.tokens:
            continue
        label, matches = _label(row, named), named.matches
        if not row.slots or all(match.likeness == "near" or match.part != "row" for match in matches):
            joined = _join_with_next(rows, index, labels)
            if joined is not None:
                taken.add(index + 1)
                row, label, matches = joined
                named = known.named(row, fuzzy=False)
        stated = named.group
        if stated:
            inherited = stated
        matches = tuple(
            _weigh(match, stated, inherited, groups, parents)
            for match in matches
            if match.part == "row" or (match.part == "group" and row.tokens and label is row.labels[-1])
        )
        if matches:
            found.append(Candidate(row, label, matches))
    return found


def _has_row(matches: Sequence[Match]) -> bool:
    return any(match.part in ("row", "group") for match in matches)


def _leaf(normals: Sequence[str], labels: Labels, fuzzy: bool) -> tuple[int, bool, int, Sequence[Match]]:
    """The label that tells the row: the last one that is a row of the form, or several that make one.

    A group tells a row only where it is the last label: before another one it is the group of what is misprinted there.
    """
    last = len(normals) - 1
    for index in range(last, -1, -1):
        matches = labels.find(normals[index], fuzzy=False)
        is_row = any(match.part == "row" for match in matches)
        if is_row or (index == last and _has_row(matches) and not _repeats(normals, labels)):
            return index, False, 0, matches
    for index in range(last, -1, -1):
        start = labels.after_group(normals[index])
        if start:
            return index, False, start, labels.find(normals[index][start:], fuzzy=False)
    for index in range(last):
        matches = labels.find("".join(normals[index:]), fuzzy=False)
        if _has_row(matches):
            return index, True, 0, matches
    for index in range(last, -1, -1) if fuzzy else ():
        matches = labels.find(normals[index])
        if _has_row(matches):
            return index, False, 0, matches
    return last, False, 0, ()


def _label(row: Segment, named: _Named) -> Text:
    """The label that tells a row, as printed."""
    if named.joined:
        return merged(row.labels[named.first :])
    label = row.labels[named.first]
    return _part(label, named.start) if named.start else label


def _part(text: Text, start: int) -> Text:
    """``text`` from ``start`` on."""
    while text.normal[start : start + 1].isspace():
        start += 1
    return text.part(start, len(text.value))


def _repeats(normals: Sequence[str], labels: Labels) -> bool:
    """Whether a label before the last one is a row's own: 一、… | remark."""
    return any(any(match.part == "row" for match in labels.find(normal, fuzzy=False)) for normal in normals[:-1])


def _join_with_next(
    rows: Sequence[Segment], index: int, labels: Labels
) -> tuple[Segment, Text, Sequence[Match]] | None:
    """A label that a line break or a page break cut in two: ``3.补正后申请`` / ``内容仍不明确``, the figures beside
    either part."""
    if index + 1 >= len(rows):
        return None
    row, following = rows[index], rows[index + 1]
    if not following.labels or (row.tokens and following.tokens) or following.start < row.start:
        return None  # what stands before it is the other side of the table
    pieces = [row.labels[-1], following.labels[0 if following.tokens else -1]]
    if following.tokens and _has_row(labels.find(pieces[1].normal, fuzzy=False)):
        return None
    matches = labels.find("".join([piece.normal for piece in pieces]), fuzzy=False)
    if not any(match.part == "row" for match in matches):
        return None
    return (row if row.tokens else following), merged(pieces), matches


def _stated_group(normals: Sequence[str], labels: Labels) -> str | None:
    for normal in reversed(normals):
        for match in labels.find(normal, fuzzy=False):
            if match.part == "group":
                return match.key
    return None


def _weigh(
    match: Match,
    stated: str | None,
    inherited: str | None,
    groups: Mapping[str, str | None],
    parents: Mapping[str, str | None],
) -> Match:
    """The match, worth more where the group that is printed is the row's own."""
    context = stated or inherited
    if match.part != "row" or context is None:
        return match
    own: str | None = groups.get(match.key)
    fits = False
    while own is not None:
        if own == context:
            fits = True
            break
        own = parents.get(own)
    gain = (0.15 if fits else -0.1) if stated else (0.05 if fits else 0.0)
    return match._replace(score=match.score + gain)


class _Chain(NamedTuple):
    candidate: int
    row: str
    rest: _Chain | None


def align(found: Sequence[Candidate], form: Form) -> dict[str, Candidate]:
    """The best monotone assignment of observed rows to the rows of the form, by row key."""
    order = {row.key: index for index, row in enumerate(form.rows)}
    count = len(order)
    best: list[tuple[float, _Chain | None]] = [(0.0, None)] * (count + 1)
    # best[r]: the best chain whose last row is before r.
    for index, candidate in enumerate(found):
        steps = []
        for match in candidate.matches:
            if match.part == "row":
                row = order[match.key]
                score, chain = best[row]
                steps.append((row + 1, score + match.score, _Chain(index, match.key, chain)))
        for at, total, link in steps:
            while at <= count and best[at][0] < total:
                best[at] = (total, link)
                at += 1
    result: dict[str, Candidate] = {}
    last = best[count][1]
    while last is not None:
        result[last.row] = found[last.candidate]
        last = last.rest
    return dict(reversed(result.items()))
