"""How many steps a backtracking matcher takes for a regular expression: what no clock tells reliably.

It goes the ways that ``re`` goes, in its order, over the tree that ``re`` itself makes of an expression. ``re`` has
short cuts, so that it takes fewer steps; where these grow with the square of a text, it may still be worse than that.
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from itertools import islice
from typing import Any

__all__ = ["Machine", "TooMany", "steps"]

_CLASSES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s", op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
_ONE = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)


class TooMany(Exception):
    """More steps than anybody wants to count."""


def steps(pattern: re.Pattern[Any], method: str, text: str, most: int = 400_000) -> int:
    """The steps of ``pattern.method(text)``; for ``finditer`` and the like, those from all places together."""
    machine = Machine(pattern, text, most)
    if method in ("match", "fullmatch"):
        machine.matched(0, whole=method == "fullmatch")
        return machine.taken
    at = 0
    while at <= len(text):
        end = machine.matched(at, whole=False)
        if end is not None and method == "search":
            break
        at = end if end is not None and end > at else at + 1
    return machine.taken


class Machine:
    """Goes through one text with one expression; ``taken`` counts the steps."""

    def __init__(self, pattern: re.Pattern[Any], text: str, most: int) -> None:
        source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        flags = pattern.flags & ~re.DEBUG
        self.tree = parser.parse(source, flags if isinstance(pattern.pattern, str) else flags | re.UNICODE)
        self.flags = flags
        self.text = text
        self.most = most
        self.taken = 0
        self.groups: dict[int, tuple[int, int]] = {}

    def matched(self, at: int, *, whole: bool) -> int | None:
        """Where the first match from a place ends."""
        for end in self.sequence(list(self.tree), 0, at):
            if not whole or end == len(self.text):
                return end
        return None

    def sequence(self, nodes: list[Any], index: int, at: int) -> Iterator[int]:
        """The ends of all ways to go through nodes, in the order in which they are tried."""
        if index == len(nodes):
            yield at
            return
        self.taken += 1
        if self.taken > self.most:
            raise TooMany
        code, value = nodes[index]
        if code in _ONE:
            if at < len(self.text) and self.fits(code, value, self.text[at]):
                yield from self.sequence(nodes, index + 1, at + 1)
            return
        for end in self.node(code, value, at):
            yield from self.sequence(nodes, index + 1, end)

    def node(self, code: Any, value: Any, at: int) -> Iterator[int]:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, inside = value
            yield from self.repeat(code, least, most, list(inside), at)
        elif code is op.SUBPATTERN:
            group, _, _, inside = value
            for end in self.sequence(list(inside), 0, at):
                if group is not None:
                    self.groups[group] = (at, end)
                yield end
        elif code is op.BRANCH:
            for branch in value[1]:
                yield from self.sequence(list(branch), 0, at)
        elif code is op.ATOMIC_GROUP:
            yield from islice(self.sequence(list(value), 0, at), 1)
        elif code in (op.ASSERT, op.ASSERT_NOT):
            direction, inside = value
            if self.seen(direction, list(inside), at) == (code is op.ASSERT):
                yield at
        elif code is op.GROUPREF:
            start, end = self.groups.get(value, (0, -1))
            if end >= 0 and self.text.startswith(self.text[start:end], at):
                yield at + end - start
        elif code is op.AT:
            if self.stands(value, at):
                yield at
        else:
            raise NotImplementedError(f"{code} in an expression")

    def repeat(self, code: Any, least: int, most: Any, nodes: list[Any], at: int) -> Iterator[int]:
        if len(nodes) == 1 and nodes[0][0] in _ONE:
            yield from self.run(code, least, most, nodes[0], at)
            return
        ways = self.greedy(nodes, least, most, at) if code is not op.MIN_REPEAT else self.lazy(nodes, least, most, at)
        yield from islice(ways, 1) if code is op.POSSESSIVE_REPEAT else ways

    def run(self, code: Any, least: int, most: Any, node: tuple[Any, Any], at: int) -> Iterator[int]:
        """A repeat of one character, without recursion."""
        one, value = node
        end = at
        while end < len(self.text) and (most is op.MAXREPEAT or end - at < most):
            self.taken += 1
            if not self.fits(one, value, self.text[end]):
                break
            end += 1
            if code is op.MIN_REPEAT and end - at > least:
                break
        if end - at < least:
            return
        if code is op.POSSESSIVE_REPEAT:
            yield end
        elif code is op.MAX_REPEAT:
            for each in range(end, at + least - 1, -1):
                self.taken += 1
                yield each
        else:
            yield from self.lazy([node], least, most, at)

    def greedy(self, nodes: list[Any], least: int, most: Any, at: int) -> Iterator[int]:
        if most is op.MAXREPEAT or most > 0:
            more = most if most is op.MAXREPEAT else most - 1
            for end in self.sequence(nodes, 0, at):
                if end > at or least > 0:
                    yield from self.greedy(nodes, max(least - 1, 0), more, end)
        if least <= 0:
            yield at

    def lazy(self, nodes: list[Any], least: int, most: Any, at: int) -> Iterator[int]:
        if least <= 0:
            yield at
        if most is op.MAXREPEAT or most > 0:
            more = most if most is op.MAXREPEAT else most - 1
            for end in self.sequence(nodes, 0, at):
                if end > at or least > 0:
                    yield from self.lazy(nodes, max(least - 1, 0), more, end)

    def seen(self, direction: int, nodes: list[Any], at: int) -> bool:
        if direction > 0:
            return next(self.sequence(nodes, 0, at), None) is not None
        self.taken += 1
        low = max(at - 10, 0)  # a look behind has a width that is known, and small
        return any(at in self.sequence(nodes, 0, start) for start in range(low, at + 1))

    def fits(self, code: Any, value: Any, character: str) -> bool:
        if code is op.ANY:
            return character != "\n" or bool(self.flags & re.DOTALL)
        if self.flags & re.IGNORECASE:
            return self.fits_exactly(code, value, character.lower()) or self.fits_exactly(
                code, value, character.upper()
            )
        return self.fits_exactly(code, value, character)

    def fits_exactly(self, code: Any, value: Any, character: str) -> bool:
        if code is op.LITERAL:
            return bool(ord(character) == value)
        if code is op.NOT_LITERAL:
            return bool(ord(character) != value)
        members = list(value)
        negated = members[0][0] is op.NEGATE
        return negated != any(self.has(kind, what, character) for kind, what in members[negated:])

    def has(self, kind: Any, what: Any, character: str) -> bool:
        if kind is op.LITERAL:
            return bool(ord(character) == what)
        if kind is op.RANGE:
            return bool(what[0] <= ord(character) <= what[1])
        return re.match(_CLASSES[what], character, self.flags & re.ASCII) is not None

    def stands(self, where: Any, at: int) -> bool:
        text, size = self.text, len(self.text)
        lines = bool(self.flags & re.MULTILINE)
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            return at == 0 or (lines and where is op.AT_BEGINNING and text[at - 1] == "\n")
        if where is op.AT_END_STRING:
            return at == size
        if where is op.AT_END:
            return at == size or text[at:] == "\n" or (lines and text[at] == "\n")
        words = [0 <= place < size and self.has(None, op.CATEGORY_WORD, text[place]) for place in (at - 1, at)]
        return (words[0] != words[1]) == (where is op.AT_BOUNDARY)
