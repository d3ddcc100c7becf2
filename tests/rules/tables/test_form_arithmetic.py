"""Relations between figures: what is broken is said once, at the figure to blame; what is open is not said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import Diagnostic, Filing
from disclint.model.relation import parse_relation
from disclint.rules.form_arithmetic import Doubt, FormArithmetic
from tests.rules.tables.sheets import Sheet, at, blank_row, filing, form, pack_of, rule, said, settled

APPLICATIONS = form("applications")
DISCLOSURE = form("active_disclosure")
LITIGATION = form("review_litigation")

RELATIONS = ("applications-row-total", "applications-outcome-total", "applications-balance")
RIGHT = {
    "received": "4 1 0 0 0 0 5",
    "carried_in": "1 0 0 0 0 0 1",
    "granted": "2 0 0 0 0 0 2",
    "refused_state_secret": "1 0 0 0 0 0 1",
    "unable_not_held": "0 1 0 0 0 0 1",
    "other_handling": "1 0 0 0 0 0 1",
    "results_total": "4 1 0 0 0 0 5",
    "carried_out": "1 0 0 0 0 0 1",
}


def report(**rows: str | list[str] | None) -> Filing:
    return filing(Sheet(APPLICATIONS, {**RIGHT, **rows}))


def found(filed: Filing) -> tuple[Diagnostic, ...]:
    return settled([rule(each) for each in RELATIONS], filed)


def test_a_table_that_adds_up_has_no_findings() -> None:
    assert found(report()) == ()


def test_a_finding_names_both_sides_with_their_labels() -> None:
    (finding,) = rule("applications-balance").check(report(carried_out="1 0 0 0 0 0 2"))
    assert finding.message.chinese == (
        "“总计”列：一、本年新收政府信息公开申请数量 5 + 二、上年结转政府信息公开申请数量 1 = 6，"
        "与（七）总计 5 + 四、结转下年度继续办理 2 = 7 不相等"
    )
    assert finding.message.english == (
        "column “总计”: 一、本年新收政府信息公开申请数量 5 + 二、上年结转政府信息公开申请数量 1 = 6"
        " is not equal to （七）总计 5 + 四、结转下年度继续办理 2 = 7"
    )


def test_zero_addends_are_left_out_of_long_sums() -> None:
    filed = report(received="2 1 0 0 0 0 4", carried_in="0 0 0 0 0 0 2")
    chinese = [each.message.chinese for each in rule("applications-row-total").check(filed)]
    assert chinese == [
        "“一、本年新收政府信息公开申请数量”行：自然人 2 + 商业企业 1 = 3，与总计 4 不相等",
        "“二、上年结转政府信息公开申请数量”行：自然人等 6 项均为 0，与总计 2 不相等",
    ]
    filed = report(carried_in="1 0 0 0 0 0 2")
    chinese = [each.message.chinese for each in rule("applications-row-total").check(filed)]
    assert chinese == ["“二、上年结转政府信息公开申请数量”行：自然人 1（其余为 0），与总计 2 不相等"]


def test_every_figure_of_a_row_is_related_and_of_a_long_column_those_that_are_not_zero() -> None:
    filed = report(carried_in="1 0 0 0 0 0 2", results_total="5 1 0 0 0 0 6", carried_out="0 0 0 0 0 0 0")
    (finding,) = rule("applications-row-total").check(filed)
    assert [at(filed, finding.replace(span=each.span)) for each in finding.related] == [
        "1",
        "0",
        "0",
        "0",
        "0",
        "0",
        "2",
    ]
    finding, *_ = rule("applications-outcome-total").check(filed)
    assert [at(filed, finding.replace(span=each.span)) for each in finding.related] == ["2", "1", "1", "5"]


def test_a_group_is_the_sum_of_its_rows() -> None:
    filed = report(results_total="5 1 0 0 0 0 6", carried_out="0 0 0 0 0 0 0")
    chinese = [each.message.chinese for each in rule("applications-outcome-total").check(filed)]
    assert chinese == [
        "“自然人”列：（一）予以公开 2 + （三）不予公开 1 + （六）其他处理 1 = 4，与（七）总计 5 不相等",
        "“总计”列：（一）予以公开 2 + （三）不予公开 1 + （四）无法提供 1 + （六）其他处理 1 = 5，与（七）总计 6 不相等",  # noqa: E501
    ]


def test_one_wrong_figure_is_to_blame_for_all_that_it_breaks() -> None:
    filed = report(granted="5 0 0 0 0 0 2")
    both = found(filed)
    assert [(each.rule, at(filed, each), each.cell and each.cell[1:]) for each in both] == [
        ("applications-row-total", "5", ("granted", "natural_person")),
        ("applications-outcome-total", "5", ("granted", "natural_person")),
    ]
    assert all(each.message.chinese.endswith("；此格若改为 2，可同时消除2处不符") for each in both)
    assert all(each.span not in [other.span for other in each.related] for each in both)
    assert "2" in [filed.document.text[slice(*other.span)] for other in both[0].related]


def test_a_wrong_total_is_to_blame_for_three() -> None:
    both = found(report(results_total="4 1 0 0 0 0 7"))
    assert {each.cell and each.cell[1:] for each in both} == {("results_total", "total")}
    assert [each.rule for each in both] == list(RELATIONS)


def test_a_relation_that_nothing_else_explains_stays_at_its_total() -> None:
    filed = report(refused_state_secret="2 0 0 0 0 0 2")  # its row adds up: which of the results is wrong is open
    both = found(filed)
    assert [each.cell and each.cell[1:] for each in both] == [
        ("results_total", "natural_person"),
        ("results_total", "total"),
    ]
    assert all("此格若为" not in each.message.chinese for each in both)


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (["4 1 0 0 0 0 5", "4 0 1 0 0 0 5"], []),  # both hold
        (["4 1 0 0 0 0 5", "4 1 0 0 0 5 0"], []),  # one holds
        (["4 0 0 0 0 0 5", "0 4 0 0 0 0 5"], ["error unplaced received.total"]),  # none holds
        (["4 0 0 0 0 0 5", "4 0 0 0 0 . 5"], []),  # a blank might be 1
        (["? 1 0 0 0 0 5"], []),  # nothing can be said of its columns
    ],
)
def test_a_row_with_several_readings_is_broken_only_in_all_of_them(readings: list[str], expected: list[str]) -> None:
    assert said(rule("applications-row-total"), report(received=readings)) == expected


def test_a_column_is_broken_only_if_no_choice_of_readings_mends_it() -> None:
    outcome = rule("applications-outcome-total")
    assert said(outcome, report(granted=["2 0 0 0 0 0 2", "0 2 0 0 0 0 2"])) == []
    assert said(outcome, report(granted=["3 0 0 0 0 0 2", "5 0 0 0 0 0 2"])) == [
        "error unequal results_total.natural_person"
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("4 . 0 0 0 0 5", []),  # the blank is 1
        ("6 . 0 0 0 0 5", ["error unequal received.total"]),  # no blank can be -1
        ("4 1 0 0 0 0 .", []),  # a blank total belongs to blank-cells
        ("4 O 0 0 0 0 5", []),  # what cannot be read may be anything
    ],
)
def test_a_blank_is_any_figure_from_0(row: str, expected: list[str]) -> None:
    assert said(rule("applications-row-total"), report(received=row)) == expected


def test_where_zeros_are_left_out_a_blank_is_0_but_a_blank_total_is_not() -> None:
    rows = {row.key: blank_row() for row in APPLICATIONS.rows}
    rows |= {"received": "2 . . . . . 3", "granted": "2 . . . . . .", "results_total": "2 . . . . . 2"}
    filed = filing(Sheet(APPLICATIONS, rows, blanks_are_zero=True))
    assert said(rule("applications-row-total"), filed) == ["error unequal received.total"]
    assert said(rule("applications-outcome-total"), filed) == []
    assert said(rule("applications-balance"), filed) == ["error unequal results_total.total"]


def test_missing_rows_leave_a_relation_open_unless_the_rest_is_too_much() -> None:
    outcome = rule("applications-outcome-total")
    assert said(outcome, report(refused_state_secret=None, results_total="4 1 0 0 0 0 5")) == []
    (finding,) = outcome.check(report(refused_state_secret=None, granted="9 0 0 0 0 0 2"))
    assert "1 项未能确定，与（七）总计 4 不相等（不论未能确定的数字是多少）" in finding.message.chinese


def test_a_table_that_was_not_found_or_not_understood_has_no_arithmetic() -> None:
    broken = {**RIGHT, "received": "9 9 9 9 9 9 9"}
    assert found(filing(Sheet(APPLICATIONS, broken, found=False))) == ()
    assert found(filing(Sheet(APPLICATIONS, broken, reliable=False))) == ()


def test_the_blocks_of_reviews_and_suits_are_tested_one_by_one() -> None:
    filed = filing(
        Sheet(LITIGATION, {"review": "1 0 2 0 3", "direct_suit": "1 0 0 0 2", "suit_after_review": "00 0 0 0 0"})
    )
    (finding,) = rule("litigation-totals").check(filed)
    assert finding.message.chinese == "“未经复议直接起诉”行：结果维持 1（其余为 0），与总计 2 不相等"
    assert finding.cell == ("review_litigation", "direct_suit", "total")


@pytest.mark.parametrize(
    ("entry", "row", "figures", "expected"),
    [
        ("documents-public-total", "normative_documents", "11 11 6", ["error less normative_documents.public_total"]),
        ("documents-public-total", "normative_documents", "4 4 4", ["note said normative_documents.public_total"]),
        ("documents-public-total", "normative_documents", "0 0 0", []),
        ("documents-public-total", "normative_documents", "4 4 9", []),
        ("documents-newly-public", "normative_documents", "1 3 9", ["note said normative_documents.newly_public"]),
        ("documents-newly-public", "normative_documents", "3 1 9", []),
        ("items-not-negative", "licensing", "3 减5 0", ["error less licensing.delta"]),
        ("items-not-negative", "licensing", "5 -5 0", []),
        ("items-not-negative", "fees", "3 -4", ["error less fees.delta"]),
        ("items-large-change", "licensing", "449 418 0", ["note said licensing.delta"]),
        ("items-large-change", "licensing", "10 -5 0", []),
        ("procurement-pair", "procurement", "3 0", ["warning said procurement.procurement_items"]),
        ("procurement-pair", "procurement", "0 7.50万元", ["warning said procurement.procurement_items"]),
        ("procurement-pair", "procurement", "0 0", []),
        ("procurement-pair", "procurement", "3 7.50万元", []),
        ("procurement-pair", "procurement", "3 /", []),
    ],
)
def test_relations_of_active_disclosure(entry: str, row: str, figures: str, expected: list[str]) -> None:
    assert said(rule(entry), filing(Sheet(DISCLOSURE, {row: figures}))) == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ("3 1 1", ["error less normative_documents.in_force"]),
        ("3 2 2", ["warning said normative_documents.in_force"]),
        ("3 1 12", []),
    ],
)
def test_documents_in_force_from_2021(figures: str, expected: list[str]) -> None:
    disclosure = form("active_disclosure", "cn/2021")
    filed = filing(Sheet(disclosure, {"normative_documents": figures}))
    assert said(rule("documents-in-force", "cn/2021"), filed) == expected


def test_the_three_rows_of_other_handling_count_from_2021() -> None:
    applications = form("applications", "cn/2021")
    rows = {"received": "1 0 0 0 0 0 1", "other_other": "1 0 0 0 0 0 1", "results_total": "1 0 0 0 0 0 1"}
    for entry in RELATIONS:
        assert said(rule(entry, "cn/2021"), filing(Sheet(applications, rows))) == []
    assert (
        len(said(rule(RELATIONS[1], "cn/2021"), filing(Sheet(applications, {**rows, "other_other": "0 0 0 0 0 0 0"}))))
        == 2
    )


@pytest.mark.parametrize(
    ("prose", "speaks"),
    [
        ("", True),
        ("今年新公开规范性文件3件，其中1件为上年制发。", False),
        ("今年新公开规范性文件13件，其中1件为上年制发。", True),
        ("今年新公开规范性文件3件。上年制发的也公布了。", True),
    ],
)
def test_the_text_may_explain_more_documents_than_were_made(prose: str, speaks: bool) -> None:
    filed = filing(Sheet(DISCLOSURE, {"normative_documents": "1 3 9"}), prose=prose)
    assert bool(said(rule("documents-newly-public"), filed)) is speaks


def test_a_pack_can_limit_an_entry_to_groups_and_word_it_itself() -> None:
    relation = parse_relation("total == 0")
    entry = FormArithmetic(id="own", form="applications", per="row", rows=("declined",), expect=relation)
    filed = report(declined_repeat="1 0 0 0 0 0 1")
    assert said(entry, filed) == ["error unequal declined_repeat.total"]
    worded = entry.replace(says="总计为 {total}", says_in_english="a total of {total}")
    (finding,) = worded.check(filed)
    assert finding.message.chinese == "“2.重复申请”行：总计为 1"
    assert finding.message.english == "row “2.重复申请”: a total of 1"


def test_an_entry_that_a_pack_lowers_lowers_its_doubts_too() -> None:
    doubt = Doubt(when=parse_relation("total > 0"), severity="warning")
    entry = FormArithmetic(
        id="own", severity="note", form="applications", expect=parse_relation("total >= 0"), per="row", doubt=doubt
    )
    assert {line.split()[0] for line in said(entry, report())} == {"note"}


@pytest.mark.parametrize(
    ("source", "chinese"),
    [
        ("public_total < made", "对外公开总数量 5，应小于本年新制作数量 4"),
        ("made > public_total", "本年新制作数量 4，应大于对外公开总数量 5"),
        ("made != newly_public", "本年新制作数量 4，不应等于本年新公开数量 4"),
        ("made * 2 <= public_total", "本年新制作数量 4 × 2，大于对外公开总数量 5"),
        ("public_total - made >= 2", "对外公开总数量 5 - 本年新制作数量 4 = 1，小于 2"),
        ("made == 0 and newly_public == 0", "本年新制作数量 4，本年新公开数量 4，相互矛盾"),
    ],
)
def test_every_comparison_is_put_in_words(source: str, chinese: str) -> None:
    entry = FormArithmetic(id="own", form="active_disclosure", per="row", expect=parse_relation(source))
    filed = filing(Sheet(DISCLOSURE, {"normative_documents": "4 4 5", "rules": "? ? ?"}))
    assert [each.message.chinese for each in entry.check(filed)] == [f"“规范性文件”行：{chinese}"]


# Laws


FIGURES = st.integers(0, 30)
CELLS = st.lists(FIGURES, min_size=6, max_size=6)
OUTCOMES = [row.key for row in APPLICATIONS.rows if row.group is not None and row.key != "results_total"]


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[int]]:
    """A table that adds up."""
    rows = {key: draw(CELLS) for key in draw(st.lists(st.sampled_from(OUTCOMES), max_size=5, unique=True))}
    done = [sum(column) for column in zip(*rows.values(), strict=True)] if rows else [0] * 6
    out = draw(CELLS)
    before = [draw(st.integers(0, whole)) for whole in map(sum, zip(done, out, strict=True))]
    rows |= {"results_total": done, "carried_out": out, "carried_in": before}
    rows["received"] = [a + b - c for a, b, c in zip(done, out, before, strict=True)]
    return {key: [*figures, sum(figures)] for key, figures in rows.items()}


def _printed(rows: dict[str, list[int]]) -> dict[str, str | list[str] | None]:
    return {key: " ".join(map(str, figures)) for key, figures in rows.items()}


@given(tables())
def test_what_adds_up_is_never_reported(rows: dict[str, list[int]]) -> None:
    assert found(filing(Sheet(APPLICATIONS, _printed(rows)))) == ()


@given(tables(), st.data())
def test_a_single_falsified_figure_is_found_and_blamed(rows: dict[str, list[int]], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(rows)))
    column = data.draw(st.integers(0, 6))
    right = rows[key][column]
    rows[key][column] = data.draw(FIGURES.filter(lambda figure: figure != right))
    filed = filing(Sheet(APPLICATIONS, _printed(rows)))
    blamed = {each.cell for each in found(filed)}
    assert blamed == {("applications", key, APPLICATIONS.columns[column].key)}
    assert all(f"此格若改为 {right}，" in each.message.chinese for each in found(filed))


@given(tables(), st.data())
def test_open_rows_raise_no_alarm_where_the_truth_is_among_their_readings(
    rows: dict[str, list[int]], data: st.DataObject
) -> None:
    printed = _printed(rows)
    for key in data.draw(st.lists(st.sampled_from(sorted(rows)), unique=True)):
        truth = str(printed[key])
        others = data.draw(st.lists(st.lists(FIGURES, min_size=7, max_size=7), max_size=3))
        printed[key] = [truth, *(" ".join(map(str, other)) for other in others)]
    for key in data.draw(st.lists(st.sampled_from(sorted(rows)), max_size=2, unique=True)):
        printed[key] = None
    assert found(filing(Sheet(APPLICATIONS, printed))) == ()


@given(tables(), st.data())
def test_blanks_raise_no_alarm(rows: dict[str, list[int]], data: st.DataObject) -> None:
    printed = {key: [str(figure) for figure in figures] for key, figures in rows.items()}
    for key in data.draw(st.lists(st.sampled_from(sorted(rows)), unique=True)):
        for column in data.draw(st.lists(st.integers(0, 6), unique=True)):
            printed[key][column] = "."
    filed = filing(Sheet(APPLICATIONS, {key: " ".join(figures) for key, figures in printed.items()}))
    assert found(filed) == ()


def test_relations_of_both_editions_name_what_their_forms_have() -> None:
    for name in ("cn/2019", "cn/2021", "cn/2019/henan", "cn/2019/hubei"):
        pack = pack_of(name)
        for entry in pack.rules:
            if isinstance(entry, FormArithmetic):
                prescribed = next(each for each in pack.forms if each.key == entry.form)
                keys = {row.key for row in prescribed.rows} | {column.key for column in prescribed.columns}
                keys |= {group.key for group in (*prescribed.groups, *prescribed.column_groups)}
                assert keys.issuperset(entry.expect.names()), (name, entry.id)


def test_a_row_whose_figures_cannot_be_placed_is_told_with_its_figures() -> None:
    (finding,) = rule("litigation-totals").check(filing(Sheet(LITIGATION, {"review": ["1 3 0 0 5", "3 1 0 0 5"]})))
    assert finding.message.chinese == (
        "“行政复议”行：数字 0、0、5 不论各属哪一列，都不满足“结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计”"
    )


def test_where_zeros_are_left_out_a_row_is_tested_in_every_reading() -> None:
    rows = {
        "review": ["1 2 . . 3", "1 . 2 . 3"],
        "direct_suit": ["1 2 . . 4", "1 . 2 . 4"],
        "suit_after_review": ". . . . .",
    }
    filed = filing(Sheet(LITIGATION, rows, blanks_are_zero=True))
    assert said(rule("litigation-totals"), filed) == ["error unplaced direct_suit.total"]
    assert said(rule("litigation-totals"), filing(Sheet(LITIGATION, rows))) == []
