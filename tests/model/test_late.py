"""A pattern that is compiled late finds what it would have found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import late

SOURCES = [r"\d+年", "[、,;]|以及|和", "(?P<sign>[+-])?(?P<digits>[0-9]+)", ""]
TEXTS = st.text(st.sampled_from("12年、,;以及和+-件"), max_size=12)


@pytest.mark.parametrize("source", SOURCES)
@given(text=TEXTS)
def test_it_is_the_pattern(source: str, text: str) -> None:
    pattern, own = late(source), re.compile(source)
    for found, wanted in (
        (pattern.search(text), own.search(text)),
        (pattern.match(text, 1), own.match(text, 1)),
        (pattern.fullmatch(text), own.fullmatch(text)),
    ):
        assert (found and (found.span(), found.groups())) == (wanted and (wanted.span(), wanted.groups()))
    assert [found.span() for found in pattern.finditer(text)] == [found.span() for found in own.finditer(text)]
    assert pattern.sub("#", text) == own.sub("#", text)


def test_what_is_wrong_with_it_is_told_when_it_is_needed() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("")
