"""No regular expression of the program takes more than twice the steps for twice the text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from tests.fuzz.expressions import Use, probes, uses
from tests.fuzz.steps import Machine, TooMany, steps

SHORT = 60
FEW = 40
"""Steps for a character: an expression that takes no more is not looked at closer."""
MORE = 2.6


def test_every_expression_is_linear_in_what_it_may_meet() -> None:
    found = list(uses())
    assert len(found) > 130
    with deep():
        assert [told for use in found for told in worse(use)] == []


def worse(use: Use) -> Iterator[str]:
    """The repetition that makes an expression slow, if any does."""
    for probe in probes(use.pattern):
        text = probe * (8 * SHORT // len(probe))
        try:
            one = steps(use.pattern, use.method, text[: 2 * SHORT])
            if one <= FEW * 2 * SHORT:
                continue
            two = steps(use.pattern, use.method, text[: 4 * SHORT])
            if two > MORE * one and steps(use.pattern, use.method, text[: 8 * SHORT]) > MORE * two:
                yield f"{use.place} {use.method} {use.pattern.pattern!r} on {probe!r}: {one}, {two}"
                return
        except TooMany:
            yield f"{use.place} {use.method} {use.pattern.pattern!r} on {probe!r}: too many"
            return


@contextmanager
def deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(30_000)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


# The instrument itself


SLOW = [(r"\s*x", "finditer", " "), (r"(a+)+b", "match", "a"), (r"\d+,\d+;", "finditer", "1"), (r"a*a*b", "match", "a")]
FAST = [(r"\s*+x", "match", " "), (r"(?:a+,)+b", "match", "a,"), (r"x\s*y", "finditer", " "), (r"\s*x", "match", " ")]


@pytest.mark.parametrize(("source", "method", "probe"), [*SLOW, *FAST])
def test_what_is_slow_is_told_from_what_is_not(source: str, method: str, probe: str) -> None:
    with deep():
        found = list(worse(Use("", re.compile(source), method)))
    assert bool(found) == ((source, method, probe) in SLOW)


def test_the_steps_lead_where_re_leads() -> None:
    rng = Random(7)
    for use in uses():
        if isinstance(use.pattern.pattern, bytes):
            continue
        parts = probes(use.pattern)
        for _ in range(3):
            text = "".join(rng.choice(parts) for _ in range(rng.randint(0, 8)))
            found = use.pattern.match(text)
            assert ends(use.pattern, text) == (found.end() if found else None), (use.place, text)


@pytest.mark.parametrize(
    "source", [r"(?a)\w+", r"\w+", r"(?a)a\b", r"a\b", r"(?a)[^\W_]+$", r"\s+", r"(?a)\s+", r"(?a)\D+"]
)
@pytest.mark.parametrize("text", ["a公", "公", "a", "\u3000 ", " \u3000", "a１", "a_\n"])
def test_what_a_class_holds_is_told_by_the_flags(source: str, text: str) -> None:
    pattern = re.compile(source)
    found = pattern.match(text)
    assert ends(pattern, text) == (found.end() if found else None)


def ends(pattern: re.Pattern[str], text: str) -> int | None:
    return Machine(pattern, text, 400_000).matched(0, whole=False)
