"""Relations say of figures what Python says of the same arithmetic; of open ones only what holds for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.model.relation import UNKNOWN, Figure, Possible, RelationError, known, parse_relation, possible

NAMES = ("a", "b", "c", "d")

sums = st.recursive(
    st.sampled_from([*NAMES, "0", "1", "3"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*"), inner),
        st.builds("abs({})".format, inner),
        st.builds("(-{})".format, inner),
    ),
    max_leaves=5,
)
comparisons = st.builds("{} {} {}".format, sums, st.sampled_from(["==", "!=", "<=", ">=", "<", ">"]), sums)
chains = st.builds("{} {} {}".format, comparisons, st.sampled_from(["==", "<=", ">"]), sums)
relations = st.recursive(
    comparisons | chains,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner),
        st.builds("({}) iff ({})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=3,
)
figures = st.integers(-4, 6) | st.sampled_from([Decimal("1.5"), Decimal("0.10")])


def by_python(source: str, values: Mapping[str, Figure]) -> bool:
    """The oracle: Python works it out; ``iff`` of two truths is their equality."""
    return bool(eval(source.replace(") iff (", ") == ("), {"abs": abs}, dict(values)))


def each_choice(choices: Mapping[str, list[Figure]]) -> Iterator[dict[str, Figure]]:
    for values in product(*choices.values()):
        yield dict(zip(choices, values, strict=True))


@given(relations, st.fixed_dictionaries(dict.fromkeys(NAMES, figures)))
def test_of_certain_figures_it_says_what_python_says(source: str, values: dict[str, Figure]) -> None:
    relation = parse_relation(source)
    truth = by_python(source, values)
    assert relation.holds(values.__getitem__) is truth
    assert relation.test(lambda name: known(values[name])) is truth


CHOICES = st.fixed_dictionaries(dict.fromkeys(NAMES, st.lists(st.integers(-3, 4), min_size=1, max_size=3, unique=True)))


@given(relations, CHOICES)
def test_of_open_figures_it_says_what_holds_for_all_of_them(source: str, choices: dict[str, list[Figure]]) -> None:
    said = parse_relation(source).test(lambda name: possible(frozenset(choices[name])))
    truths = {by_python(source, values) for values in each_choice(choices)}
    assert said is None or truths == {said}


@given(relations, CHOICES)
def test_bounds_say_no_more_than_the_figures_between_them(source: str, choices: dict[str, list[Figure]]) -> None:
    """Each figure lies between the least and the greatest of its choices."""
    said = parse_relation(source).test(lambda name: Possible(None, min(choices[name]), max(choices[name])))
    truths = {by_python(source, values) for values in each_choice(choices)}
    assert said is None or truths == {said}


@pytest.mark.parametrize("comparison", ["==", "!=", "<=", ">=", "<", ">"])
@pytest.mark.parametrize("left", ["a + b", "a - b", "a * b", "abs(a) + b"])
@given(choices=CHOICES)
def test_it_is_silent_only_where_some_figures_fit(left: str, comparison: str, choices: dict[str, list[Figure]]) -> None:
    """Of one comparison in which no name stands twice nothing is left open that is not."""
    source = f"{left} {comparison} c"
    said = parse_relation(source).test(lambda name: possible(frozenset(choices[name])))
    truths = {by_python(source, values) for values in each_choice(choices)}
    assert said is (truths.pop() if len(truths) == 1 else None)


FEW, MANY, SOME = Possible(None, 0, 3), Possible(None, 4, None), Possible(None, 4, 6)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a <= b", True), ("a < b", True), ("a != b", True), ("b >= a", True), ("b > a", True),
        ("a == b", False), ("a > b", False), ("b < a", False), ("b == a", False), ("b <= a", False),
        ("a <= 3", True), ("a < 3", None), ("a > 3", False), ("a >= 3", None), ("a == 3", None), ("a < 0", False),
        ("a <= -1", False), ("a >= 0", True), ("a > 0", None), ("b >= 4", True), ("b > 4", None), ("b < 4", False),
        ("a + b >= 4", True), ("a + b > 4", None), ("a + a <= 6", True), ("b - a >= 1", True), ("b - a > 1", None),
        ("a - b <= -1", True), ("a - b < -1", None), ("a * b >= 0", True), ("a * a <= 9", True), ("a * a < 9", None),
        ("(a - 4) * b <= 0", None), ("(a - 4) * c >= -16", None), ("(a - 4) * c >= -24", None), ("c + c >= 8", True),
        ("abs(a) <= 3", True), ("abs(a - 4) >= 0", True), ("abs(a - 4) <= 4", None),
        ("b == 3", False), ("b != 3", True), ("a == b or a < b", True), ("a == b and a < 0", False),
        ("not (a == b)", True), ("(a < 0) iff (b < 4)", True), ("(a < 0) iff (b > 3)", False),
        ("a + c <= 9", True), ("a + c < 9", None), ("c * c >= 16", True), ("c * c <= 36", True), ("c * c > 16", None),
        ("c * c < 36", None), ("c - a <= 6", True), ("c - a >= 1", True), ("c - a > 1", None), ("c - a < 6", None),
        ("(a > 0) iff (b > 3)", None), ("a > 0 or b > 3", True), ("a > 0 and b > 3", None), ("a > 0 or b < 4", None),
    ],
)  # fmt: skip
def test_figures_between_bounds(source: str, said: bool | None) -> None:
    """a is none to three, b is four or more, c is four to six."""
    assert parse_relation(source).test({"a": FEW, "b": MANY, "c": SOME}.__getitem__) is said


def test_bounds_that_are_equal_touch() -> None:
    half = {"a": Possible(None, 0, Decimal("1.5")), "b": Possible(None, Decimal("1.5"), 9)}
    assert parse_relation("a <= b").test(half.__getitem__) is True
    assert parse_relation("a > b").test(half.__getitem__) is False
    assert parse_relation("b < a").test(half.__getitem__) is False
    assert parse_relation("a < b").test(half.__getitem__) is None


def test_an_unknown_figure_is_not_negative() -> None:
    assert parse_relation("a >= 0").test(lambda name: UNKNOWN) is True
    assert parse_relation("a + 1 == 0").test(lambda name: UNKNOWN) is False
    assert parse_relation("a == 7").test(lambda name: UNKNOWN) is None
    assert parse_relation("a < 10000000").test(lambda name: UNKNOWN) is None


def test_of_very_many_figures_the_bounds_are_kept() -> None:
    assert possible(frozenset(range(512))) == Possible(frozenset(range(512)))
    assert possible(frozenset(range(513))) == Possible(None, 0, 512)
    evens = dict.fromkeys("ab", possible(frozenset(range(0, 128, 2))))
    assert parse_relation("a + b == 65").test(evens.__getitem__) is False
    evens["b"] = possible(frozenset(range(0, 130, 2)))
    assert parse_relation("a + b == 65").test(evens.__getitem__) is None


@given(sums.filter(lambda text: "*" not in text and "abs" not in text), st.sampled_from(["==", "<=", ">"]), st.data())
def test_the_difference_of_its_sides(left: str, comparison: str, data: st.DataObject) -> None:
    right = data.draw(sums.filter(lambda text: "*" not in text and "abs" not in text))
    values = data.draw(st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(-4, 6))))
    relation = parse_relation(f"{left} {comparison} {right}")
    difference = relation.difference()
    assert difference is not None
    factors, constant, compared = difference
    assert compared == comparison
    assert sum(factor * values[name] for name, factor in factors.items()) + constant == eval(
        f"{left} - {right}", {}, dict(values)
    )


@pytest.mark.parametrize("source", ["a == b * c", "abs(a) == b", "a == b and c == d", "not (a == b)"])
def test_what_is_no_comparison_of_sums_has_no_difference(source: str) -> None:
    assert parse_relation(source).difference() is None


def test_names_and_sides() -> None:
    relation = parse_relation("f.a.b + c == 2 * c - d and c <= e")
    assert relation.names() == ("f.a.b", "c", "d", "e")
    assert relation.sides() == (("f.a.b", "c"), "==", ("c", "d"))
    assert parse_relation("a == b == c").sides() == (("a",), "==", ("b",))


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("a = b", 3), ("a", 1), ("a + b", 1), ("3", 1), ("a == b / c", 6), ("a == min(b, c)", 6), ("a == abs(b, c)", 6),
        ("a == 1.5", 6), ("a == True", 6), ("a is b", 1), ("a == 'b'", 6), ("a == b[0]", 6), ("", 1),
        ("a.b().c == d", 1), ("a == abs(x=b)", 6), ("a == ~b", 6), ("a == +b", 6), ("a ** b == c", 1), ("lambda: a", 1),
        ("a == b iff c == d / e", 1),
    ],
)  # fmt: skip
def test_what_is_no_relation_is_told_with_its_column(source: str, column: int) -> None:
    with pytest.raises(RelationError) as told:
        parse_relation(source)
    assert told.value.column == column
