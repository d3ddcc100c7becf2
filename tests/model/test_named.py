"""Named tuples are those of the standard library, made sooner."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from disclint import NamedTuple
from disclint.model.span import Span


class Point(NamedTuple):
    """A place."""

    x: int
    y: int = 0

    @property
    def sum(self) -> int:
        """Both."""
        return self.x + self.y


class Standard(typing.NamedTuple):
    """The same, as the standard library has it."""

    x: int
    y: int = 0


def test_it_is_what_the_standard_one_is() -> None:
    ours, theirs = Point(1, y=2), Standard(1, y=2)
    assert tuple(ours) == tuple(theirs)
    assert ours == (1, 2)
    assert hash(ours) == hash(theirs)
    assert repr(ours).replace("Point", "Standard") == repr(theirs)
    assert (ours.x, ours.y, ours.sum) == (1, 2, 3)
    assert Point(5) == (5, 0)
    assert ours._replace(x=4) == (4, 2)
    assert ours._asdict() == {"x": 1, "y": 2}
    assert Point._fields == Standard._fields
    assert Point._make([3, 4]) == Point(3, 4)
    assert Point.__doc__ == "A place."
    assert not hasattr(ours, "__dict__")


def test_it_is_matched_and_unpacked() -> None:
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
        case _:
            pytest.fail("no match")


@pytest.mark.parametrize("value", [Point(1, 2), Span(3, 4)])
def test_it_travels(value: tuple[int, int]) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        travelled = pickle.loads(pickle.dumps(value, protocol))
        assert type(travelled) is type(value)
        assert travelled == value
    assert copy.copy(value) == value


def test_a_wrong_call_is_refused() -> None:
    with pytest.raises(TypeError, match="end"):
        Span(1)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Point(1, 2, 3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="z"):
        Point(1, z=3)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="z"):
        Point(1)._replace(z=3)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Point(1).x = 2  # type: ignore[misc]
