"""Single figures: their form, their sign, their unit, their decimals, and rules of organs that make none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import Filing, Organ
from disclint.rules.cell_values import judge
from tests.rules.tables.sheets import Sheet, at, filing, form, rule, said

APPLICATIONS = form("applications")
DISCLOSURE = form("active_disclosure")
DISCLOSURE_2021 = form("active_disclosure", "cn/2021")


def disclosure(**rows: str) -> Filing:
    return filing(Sheet(DISCLOSURE, rows))


# cell-values


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("count", "0", None),
        ("count", "487556", None),
        ("count", "1 2", None),  # digits set apart by a scan
        ("count", "00", ("write", "0")),
        ("count", "012", ("write", "12")),
        ("count", "0件", ("write", "0")),
        ("count", "12件", ("write", "12")),
        ("count", "1,234", ("write", "1234")),
        ("count", "+5", ("write", "5")),
        ("count", "-0", ("write", "0")),
        ("count", "3.0", ("write", "3")),
        ("count", "-5", ("negative", "")),
        ("count", "2.5", ("fraction", "")),
        ("count", "O", ("guess", "0")),
        ("count", "l0", ("guess", "10")),
        ("count", "无", ("guess", "0")),
        ("count", "若干", ("no-number", "")),
        ("count", "１２", ("wide", "12")),
        ("delta", "0", None),
        ("delta", "增 16", None),
        ("delta", "减少8", None),
        ("delta", "＋44", None),
        ("delta", "−4", None),
        ("delta", "+04", ("write", "+4")),
        ("delta", "增16项", ("write", "增16")),
        ("delta", "1.5", ("fraction", "")),
        ("money", "901.25 万元", None),
        ("money", "21324.2萬元", None),
        ("money", "0", None),
        ("money", "0.50", None),
        ("money", "1,234.50", ("write", "1234.50")),
        ("money", "007.5元", ("write", "7.5元")),
        ("money", "5.", ("write", "5")),
        ("money", "-3.2", ("negative", "")),
    ],
)
def test_a_figure_is_well_formed_or_told_what_would_be_right(
    kind: str, text: str, expected: tuple[str, str] | None
) -> None:
    assert judge(text, kind) == expected


@given(st.sampled_from(["count", "delta", "money"]), st.text(max_size=12))
def test_what_a_finding_proposes_is_itself_well_formed(kind: str, text: str) -> None:
    verdict = judge(text, kind)
    if verdict is not None and verdict[1]:
        assert judge(verdict[1], kind) is None


def test_every_malformed_figure_is_one_finding_at_its_cell() -> None:
    filed = filing(Sheet(APPLICATIONS, {"granted": "00 0 0件 0 0 0 0"}))
    found = list(rule("cell-values").check(filed))
    assert [at(filed, each) for each in found] == ["00", "0件"]
    assert [each.message.chinese for each in found] == [
        "“00”不是规范的数字，应写作“0”",
        "“0件”不是规范的数字，应写作“0”",
    ]


def test_blank_and_uncertain_cells_have_no_form() -> None:
    assert said(rule("cell-values"), filing(Sheet(APPLICATIONS, {"granted": ". ? / 0 0 0 0"}))) == []


# change-sign


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ("增16 减8 减13 减2 减8", []),
        ("+44 +430 +17 0 -2", []),
        ("-2 -11 -21 -2 0", []),
        ("418 50 55 3 7", []),  # without a sign, all of them up
        ("418 50 55 3 -4", ["warning mixed licensing.delta"]),
        ("+5 5 +3 0 0", ["warning mixed other_services.delta"]),
        ("增5 -3 0 0 减1", ["warning mixed other_services.delta"]),
        ("+0 +5 0 0 0", ["warning zero licensing.delta"]),
        ("减0 0 0 0 0", ["warning zero licensing.delta"]),
        ("0 0 0 0 0", []),
        ("? 5 . 0 -3", ["warning mixed other_services.delta"]),
    ],
)
def test_changes_have_one_style(changes: str, expected: list[str]) -> None:
    rows = ("licensing", "other_services", "penalties", "coercion", "fees")
    figures = {
        row: f"9 {change}" + (" 0" if row != "fees" else "") for row, change in zip(rows, changes.split(), strict=True)
    }
    assert said(rule("change-sign"), disclosure(**figures)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (("418", "-4"), []),
        (("+418", "-4"), ["warning style licensing.delta"]),
        (("增418", "减4"), ["warning style licensing.delta"]),
        (("增418", "-4"), ["warning mixed licensing.delta"]),
    ],
)
def test_a_pack_demands_a_style(changes: tuple[str, str], expected: list[str]) -> None:
    filed = disclosure(licensing=f"9 {changes[0]} 0", fees=f"9 {changes[1]}")
    assert said(rule("change-sign", "cn/2019/hubei"), filed) == expected


def test_a_mixture_names_all_changes_and_relates_the_wrong_ones() -> None:
    (finding,) = rule("change-sign").check(disclosure(licensing="9 5 0", penalties="9 3 0", fees="9 -4"))
    assert finding.message.chinese == "增减的写法不统一：5、3、-4；全文应统一为“+”“-”加数字"
    assert [each.message.chinese for each in finding.related] == ["3"]


# amount-unit, amount-decimals


@pytest.mark.parametrize(
    ("header", "amount", "expected"),
    [
        (None, "901.25万元", []),
        (None, "75.77萬元", []),
        (None, "901.25", ["warning none procurement.procurement_amount"]),
        (None, "0", []),
        (None, "9012500元", ["warning other procurement.procurement_amount"]),
        ("采购总金额（单位：万元）", "901.25", []),
        ("采购总金额（万元）", "901.25", []),
        ("采购总金额（单位：元）", "9012500", ["warning other procurement.procurement_amount"]),
        ("采购总金额（单位：万元）", "901.25万元", ["warning twice procurement.procurement_amount"]),
        ("采购总金额（单位：万元）", "9012500元", ["error contradictory procurement.procurement_amount"]),
    ],
)
def test_the_unit_is_stated_once(header: str | None, amount: str, expected: list[str]) -> None:
    headers = {"procurement_amount": header} if header else {}
    filed = filing(Sheet(DISCLOSURE, {"procurement": f"5 {amount}"}, headers=headers))
    assert said(rule("amount-unit"), filed) == expected


def test_a_pack_says_where_the_unit_stands() -> None:
    for amount, expected in (("901.2500", "none"), ("901.2500万元", "in-header")):
        filed = filing(
            Sheet(
                form("active_disclosure", "cn/2019/henan"),
                {"procurement": f"5 {amount}"},
                labels=[("column", "procurement_amount", "采购总金额", "equal")],
            )
        )
        assert said(rule("amount-unit", "cn/2019/henan"), filed) == [
            f"warning {expected} procurement.procurement_amount"
        ]


def test_a_pack_that_wants_the_unit_beside_the_amount() -> None:
    headers = {"procurement_amount": "采购总金额（单位：万元）"}
    beside = rule("amount-unit").replace(place="cell")
    for header, amount, expected in (
        (headers, "901.25", ["in-cell"]),
        ({}, "901.25万元", []),
        (headers, "0", ["in-cell"]),
    ):
        filed = filing(Sheet(DISCLOSURE, {"procurement": f"5 {amount}"}, headers=header))
        found = list(beside.check(filed))
        assert [each.message.code for each in found] == expected
        assert [[related.message.chinese for related in each.related] for each in found] == [["表头"]] * len(expected)


@pytest.mark.parametrize(
    ("amount", "level", "expected"),
    [
        ("36.5", "county", []),
        ("36.5万元", "county", ["warning twice fees.fee_amount"]),
        ("1208330", "county", ["note large fees.fee_amount"]),
        ("1208330", "prefecture", []),
        ("1208330.5", "county", []),
    ],
)
def test_the_fees_of_2021_have_their_unit_in_the_header(amount: str, level: str, expected: list[str]) -> None:
    organ = Organ("某机关", level, "certain", False, True)
    filed = filing(Sheet(DISCLOSURE_2021, {"fees": amount}), organ=organ)
    assert said(rule("amount-unit", "cn/2021"), filed) == expected


@pytest.mark.parametrize(
    ("header", "amount", "pack", "expected"),
    [
        (
            "采购总金额（单位：万元，保留4位小数）",
            "10309.4",
            "cn/2019",
            "表头要求保留4位小数，10309.4 有1位，应写作 10309.4000",
        ),
        ("采购总金额（保留两位小数）", "10309", "cn/2019", "表头要求保留2位小数，10309 有0位，应写作 10309.00"),
        ("采购总金额（保留两位小数）", "1.234", "cn/2019", "表头要求保留2位小数，1.234 有3位"),
        ("采购总金额（单位：万元，保留4位小数）", "10309.4000", "cn/2019", None),
        ("采购总金额（单位：万元，保留4位小数）", "0", "cn/2019", None),
        (None, "10309.4万元", "cn/2019", None),
        (None, "10309.4", "cn/2019/henan", "“采购总金额”应保留4位小数，10309.4 有1位，应写作 10309.4000"),
        ("采购总金额（保留2位小数）", "10309.40", "cn/2019/henan", None),
    ],
)
def test_decimals_as_the_header_or_the_pack_demands(
    header: str | None, amount: str, pack: str, expected: str | None
) -> None:
    headers = {"procurement_amount": header} if header else {}
    filed = filing(Sheet(form("active_disclosure", pack), {"procurement": f"5 {amount}"}, headers=headers))
    found = [each.message.chinese for each in rule("amount-decimals", pack).check(filed)]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(("amount", "speaks"), [("1208.3300", False), ("36.5", False), ("1.23456", True)])
def test_fees_have_at_most_four_decimals(amount: str, speaks: bool) -> None:
    filed = filing(Sheet(DISCLOSURE_2021, {"fees": amount}))
    assert bool(said(rule("amount-decimals", "cn/2021"), filed)) is speaks


# rule-making-power


@pytest.mark.parametrize(
    ("rule_making", "certainty", "row", "expected"),
    [
        (False, "certain", "10 10 10", ["error certain rules.made"]),
        (False, "inferred", "0 0 3", ["warning inferred rules.public_total"]),
        (False, "certain", "0 0 0", []),
        (False, "certain", "/ / /", []),
        (False, "certain", "? ? ?", []),
        (True, "certain", "10 10 10", []),
        (None, "certain", "10 10 10", []),
    ],
)
def test_rules_of_an_organ_that_makes_none(
    rule_making: bool | None, certainty: str, row: str, expected: list[str]
) -> None:
    organ = Organ("某县", "county", certainty, rule_making, True)  # type: ignore[arg-type]
    assert said(rule("rule-making-power"), filing(Sheet(DISCLOSURE, {"rules": row}), organ=organ)) == expected


def test_without_an_organ_nothing_is_said_of_its_power() -> None:
    assert said(rule("rule-making-power"), disclosure(rules="10 10 10")) == []


# applications-subtotals


@pytest.mark.parametrize(
    ("printed", "rows", "expected"),
    [
        ("2 0 0 0 0 0 2", {}, []),
        ("3 0 0 0 0 0 2", {}, ["error unequal refused.natural_person"]),
        (". . . . . . .", {}, []),
        ("3 0 0 0 0 0 2", {"refused_third_party": "? ? ? ? ? ? ?"}, []),
        ("1 0 0 0 0 0 2", {"refused_third_party": "? ? ? ? ? ? ?"}, ["error open refused.natural_person"]),
    ],
)
def test_a_printed_subtotal_is_the_sum_of_its_rows(printed: str, rows: dict[str, str], expected: list[str]) -> None:
    figures = {"refused_state_secret": "2 0 0 0 0 0 2", **rows}
    filed = filing(Sheet(APPLICATIONS, figures, subtotals={"refused": printed}))
    assert said(rule("applications-subtotals"), filed) == expected


def test_a_subtotal_is_told_with_both_figures() -> None:
    figures = {"refused_state_secret": "2 0 0 0 0 0 2"}
    filed = filing(Sheet(APPLICATIONS, figures, subtotals={"refused": "3 0 0 0 0 0 2"}))
    (finding,) = rule("applications-subtotals").check(filed)
    assert finding.message.chinese == "“自然人”列：“（三）不予公开”的小计为 3，其下各行之和为 2"
    assert at(filed, finding) == "3"
