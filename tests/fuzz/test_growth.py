"""Twice as much input is twice as much work, whatever the input repeats. Counted, not timed: calls of functions.

What C does within a call is not seen here: ``benchmarks/growth.py`` measures it, and ``test_expressions.py`` counts the
steps of regular expressions.
"""

from __future__ import annotations

import sys
from collections import Counter
from types import FrameType
from typing import Any

import pytest
from growth import FAMILIES, HEAD, SUFFIXES

from disclint.judging import judged
from tests.fuzz.targets import library

SIZE = 700
"""Characters; so many that what is done once for a file does not hide what grows."""

TIMES = 4
"""So much longer is the longer text."""

MOST = 8
"""So many times as much work may that be: linear work is 4, quadratic work 16. What lies between is what is remembered
of the shorter text, and limits that only the longer one reaches."""


def calls(suffix: str, text: str) -> int:
    """The calls of Python's and of C's functions that reading and judging a text takes."""
    counts: Counter[str] = Counter()

    def count(frame: FrameType, event: str, argument: Any) -> None:
        counts[event] += 1

    data = (HEAD + text + "\n").encode()
    own = library("cn/2021")
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        file = judged(f"report{suffix}", data, own)
    finally:
        sys.setprofile(before)
    assert file.failures == ()
    return counts["call"] + counts["c_call"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", FAMILIES)
def test_work_grows_with_the_input_and_no_faster(name: str, suffix: str) -> None:
    make = FAMILIES[name]
    calls(suffix, make(SIZE))  # what is imported and remembered at the first time is no growth
    nothing = calls(suffix, "")
    one, more = (calls(suffix, make(SIZE * times)) - nothing for times in (1, TIMES))
    assert more <= MOST * max(one, 0) + nothing
