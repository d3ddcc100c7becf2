"""Which figure several broken relations are put down to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from disclint import CellKey, Diagnostic, Message, Related, Span, Suspect
from disclint.blame import settle


def broken(relation: str, at: int, *suspects: tuple[int, int]) -> Diagnostic:
    """A broken relation that stands at a figure; each suspect is a figure and what it would have to be."""
    related = tuple(Related(Message("operand", f"{cell}", f"{cell}"), Span(cell, cell + 1)) for cell, _ in suspects)
    return Diagnostic(
        relation,
        "error",
        Message("unequal", relation, relation),
        Span(at, at + 1),
        related=related,
        suspects=tuple(Suspect(CellKey("t", "r", f"{cell}"), value, Span(cell, cell + 1)) for cell, value in suspects),
    )


def places(*diagnostics: Diagnostic) -> list[int]:
    return [each.span.start for each in settle(diagnostics)]


def test_a_figure_that_mends_two_relations_is_to_blame_for_both() -> None:
    assert places(broken("row", 9, (1, 5), (2, 6), (9, 7)), broken("column", 8, (2, 6), (3, 1), (8, 2))) == [2, 2]


def test_another_value_is_another_explanation() -> None:
    assert places(broken("row", 9, (2, 5), (9, 7)), broken("column", 8, (2, 6), (8, 2))) == [9, 8]


def test_a_lone_relation_stays_where_it_is() -> None:
    assert places(broken("row", 9, (1, 5), (9, 7))) == [9]


def test_where_two_figures_explain_the_same_neither_is_blamed() -> None:
    assert places(broken("a", 9, (1, 5), (2, 6), (9, 7)), broken("b", 8, (1, 5), (2, 6), (8, 7))) == [9, 8]


def test_the_figure_that_explains_most_goes_first() -> None:
    one = broken("a", 9, (1, 5), (2, 6))
    two = broken("b", 8, (1, 5), (2, 6))
    three = broken("c", 7, (2, 6), (3, 3))
    assert places(one, two, three) == [2, 2, 2]


def test_the_place_that_a_finding_leaves_becomes_related_and_its_new_one_does_not() -> None:
    moved, stayed = settle([broken("a", 9, (1, 5), (9, 7)), broken("b", 1, (1, 5), (8, 7))])
    assert [each.span.start for each in moved.related] == [9]
    assert [each.span.start for each in stayed.related] == [8]
    assert moved.cell == CellKey("t", "r", "1")
    assert moved.message.chinese == "a；此格若改为 5，可同时消除2处不符"


def test_findings_without_suspects_pass_unchanged() -> None:
    plain = Diagnostic(
        "x", "note", Message("c", "中", "e"), Span(3, 4), related=(Related(Message("", "", ""), Span(3, 4)),)
    )
    assert settle([plain]) == (plain,)


SUSPECTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2)), max_size=4)


@given(st.lists(st.tuples(st.integers(0, 5), SUSPECTS), max_size=6))
def test_nothing_is_lost_or_invented_and_every_relation_stands_at_one_of_its_figures(
    drawn: list[tuple[int, list[tuple[int, int]]]],
) -> None:
    given_ = [broken(f"{index}", at, *suspects) for index, (at, suspects) in enumerate(drawn)]
    after = settle(given_)
    assert [each.rule for each in after] == [each.rule for each in given_]
    for before, now in zip(given_, after, strict=True):
        assert now.span in {before.span, *(suspect.span for suspect in before.suspects)}
    assert settle(given_) == after
