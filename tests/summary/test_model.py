"""What is left of a report in a summary, and what summaries make of it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from disclint.model.form import Form
from disclint.model.pack import KeyFigure
from disclint.model.result import Checked, Failure
from disclint.model.span import Span
from disclint.model.summary import VERDICTS, Standing, standing, summarised
from tests.reporters.runs import FORM, PACK, checked, finding

RECEIVED = KeyFigure("received", "收到申请", "received", ("applications.received.total",))


def stands(
    path: str, organ: str | None, year: int | None, received: int | None = 0, errors: int = 0, level: str = "county"
) -> Standing:
    """A report that has so many errors, all of which block, and received so many applications."""
    rules = {"balance": (errors, 0, 0)} if errors else {}
    blocking = {"balance": errors} if errors else {}
    return Standing(
        path, organ, level, year, "form_2021", "cn/test", "fail" if errors else "pass", rules, blocking, {},
        {"received": received},
    )  # fmt: skip


def test_only_errors_of_entries_that_block_keep_a_report_from_publication() -> None:
    total, marks = PACK.rules[0].replace(blocks=True), PACK.rules[1]
    pack = PACK.replace(rules=(total, marks))
    wrong = finding(Span(0, 1), "x", rule=total.id, severity="error")
    assert standing(checked(wrong).replace(pack=pack)).verdict == "fail"
    assert standing(checked(wrong).replace(pack=PACK)).verdict == "pass"
    assert standing(checked(wrong.replace(severity="warning")).replace(pack=pack)).verdict == "pass"
    assert (
        standing(checked(finding(Span(0, 1), "x", rule=marks.id, severity="error")).replace(pack=pack)).verdict
        == "pass"
    )


def test_what_could_not_be_tested_is_no_pass() -> None:
    assert standing(Checked("a.txt", ())).verdict == "unchecked"
    failed = checked().replace(failures=(Failure("applications-balance", "ZeroDivisionError: x"),))
    assert standing(failed).verdict == "unchecked"
    assert standing(failed).failures == ("applications-balance: ZeroDivisionError: x",)


def test_a_form_with_more_blanks_than_it_may_have_fails() -> None:
    def with_limit(form: Form, most: int | None) -> Checked:
        file = checked()
        assert file.filing is not None
        forms = tuple(
            bound.replace(form=bound.form.replace(most_blanks=most)) if bound.key == form.key else bound
            for bound in file.filing.forms
        )
        return file.replace(filing=file.filing.replace(forms=forms))

    filing = checked().filing
    assert filing is not None
    (bound,) = (bound for bound in filing.forms if bound.key == FORM.key)
    blanks = sum(cell.state == "blank" for cell in bound.cells.values())
    assert blanks
    assert standing(with_limit(FORM, None)).verdict == "pass"
    assert standing(with_limit(FORM, blanks)).verdict == "pass"
    assert standing(with_limit(FORM, blanks - 1)).verdict == "fail"
    assert standing(with_limit(FORM, blanks - 1)).blanks == {FORM.title: blanks}


def test_a_figure_is_the_sum_of_its_cells_if_all_are_certain() -> None:
    both = KeyFigure("both", "两格", "both", ("applications.received.person", "applications.granted.person"))
    lost = KeyFigure("lost", "另一格", "lost", ("applications.received.person", "applications.results_total.total"))
    pack = PACK.replace(figures=(both, lost))
    assert dict(standing(checked().replace(pack=pack)).figures) == {"both": 5, "lost": None}


def test_reports_of_one_organ_and_year_are_listed_and_count_once() -> None:
    found = summarised(
        "1",
        [
            stands("a", "青屏县水务局", 2022, 5),
            stands("b", "青屏县水务局", 2023, 8),
            stands("c", "青屏縣水務局", 2023, 9),
        ],
        [RECEIVED],
    )
    assert [[each.path for each in same] for same in found.twice] == [["b", "c"]]
    assert [tally.figures["received"].total for tally in found.years] == [5, 8]


def test_the_change_of_a_year_is_that_of_organs_known_in_both() -> None:
    found = summarised(
        "1",
        [
            stands("a", "甲局", 2022, 5), stands("b", "甲局", 2023, 8),
            stands("c", "乙局", 2022, None), stands("d", "乙局", 2023, 100),
            stands("e", "丙局", 2023, 1000),
        ],
        [RECEIVED],
        pairs=[("a", "b"), ("c", "d")],
    )  # fmt: skip
    pairs = zip(found.standings, found.before, strict=True)
    assert {each.path: before.path for each, before in pairs if before is not None} == {"b": "a", "d": "c"}
    first, second = (tally.figures["received"] for tally in found.years)
    assert first == (5, 1, None)
    assert second == (1108, 0, 3)


def test_those_that_do_not_tell_stand_last_and_are_counted() -> None:
    found = summarised("1", [stands("a", None, None), stands("b", "甲局", 2022), stands("c", None, 2022)], [])
    assert [each.path for each in found.standings] == ["b", "a", "c"]
    assert [(tally.key, tally.reports) for tally in found.years] == [(2022, 2), (None, 1)]
    assert found.twice == ()


STANDINGS = st.lists(
    st.builds(
        stands,
        st.text("abcdef", min_size=1, max_size=4),
        st.sampled_from(["甲局", "乙局", None]),
        st.sampled_from([2021, 2022, 2023, None]),
        st.one_of(st.none(), st.integers(0, 99)),
        st.integers(0, 3),
        st.sampled_from(["county", "town"]),
    ),
    max_size=12,
    unique_by=lambda each: each.path,
)


@given(STANDINGS, st.randoms())
def test_every_report_is_in_one_group_of_each_kind_whatever_the_order(
    standings: list[Standing], random: object
) -> None:
    found = summarised("1", standings, [RECEIVED])
    for tallies in (found.years, found.levels):
        assert sum(tally.reports for tally in tallies) == len(standings)
        assert all(sum(tally.verdicts[verdict] for verdict in VERDICTS) == tally.reports for tally in tallies)
        assert sum(tally.counts[0] for tally in tallies) == sum(each.counts[0] for each in standings)
    assert sum(tally.counts[0] for tally in found.rules) == sum(each.counts[0] for each in standings)
    assert summarised("1", standings[::-1], [RECEIVED]) == found


@given(STANDINGS)
def test_the_figures_of_a_year_count_every_organ_once(standings: list[Standing]) -> None:
    found = summarised("1", standings, [RECEIVED])
    for tally in found.years:
        here = [each for each in found.standings if each.year == tally.key]
        named = {each.name for each in here if each.name is not None} if tally.key is not None else set()
        nameless = [each for each in here if each.name is None or tally.key is None]
        known = tally.figures["received"]
        assert known.unknown <= len(named) + len(nameless)
        assert Decimal(known.total) <= sum(Decimal(each.figures["received"] or 0) for each in here)
