"""Which row of the form a row of the document is: by its own label, the group above it, and its place in the order."""

from __future__ import annotations

import pytest

from disclint import BoundForm, Column, Form, FormRow, Group
from disclint.binding.tables import bind_form, regions
from disclint.loaders.text import load
from tests.binding.tables import bound, row_text

ONE = "1\t0\t0\t0\t0\t0\t1"
TWO = "2\t0\t0\t0\t0\t0\t2"
THREE = "3\t0\t0\t0\t0\t0\t3"


def applications(*lines: str) -> BoundForm:
    return bound("applications", "\n".join(lines), "2021")


def test_a_row_tells_its_own_label_before_that_of_a_group_beside_it() -> None:
    form = applications(
        f"一、本年新收政府信息公开申请数量\t三、本年度办理结果\t{ONE}", f"二、上年结转政府信息公开申请数量\t{TWO}"
    )
    assert row_text(form, "received") == ONE.replace("\t", " ")
    assert form.subtotals == {}


def test_figures_beside_a_group_alone_are_its_subtotal() -> None:
    form = applications(
        f"一、本年新收政府信息公开申请数量\t{ONE}",
        f"（三）不予公开\t{TWO}",
        f"1.属于国家秘密\t{THREE}",
        f"（七）总计\t{ONE}",
    )
    assert list(form.subtotals) == ["refused"]
    assert row_text(form, "refused_state_secret") == THREE.replace("\t", " ")


def test_a_label_without_its_number_is_the_row_of_the_group_that_is_printed() -> None:
    form = applications(
        f"一、本年新收政府信息公开申请数量\t{ONE}", f"（六）其他处理\t其他\t{TWO}", f"（七）总计\t{TWO}"
    )
    assert row_text(form, "other_other") == TWO.replace("\t", " ")


def test_a_label_in_one_cell_with_that_of_its_group() -> None:
    form = applications(
        f"一、本年新收政府信息公开申请数量\t{ONE}", f"（三）不予公开1.属于国家秘密\t{TWO}", f"（七）总计\t{TWO}"
    )
    assert row_text(form, "refused_state_secret") == TWO.replace("\t", " ")


NEW = f"一、本年新收政府信息公开申请数量\t{ONE}"
ALL = f"（七）总计\t{TWO}"
NONE = "\t" * 7


@pytest.mark.parametrize(
    ("lines", "row", "figures"),
    [
        ((NEW, f"3.危及“三安全一{NONE}", f"稳定”\t{TWO}", ALL), "refused_security_stability", TWO),
        ((NEW, f"3.危及“三安全一\t{TWO}", f"稳定”{NONE}", ALL), "refused_security_stability", TWO),
        (
            (NEW, f"（三）不予公开\t3.危及“三安全一\t{TWO}", f"（三）不予公开\t稳定”{NONE}", ALL),
            "refused_security_stability",
            TWO,
        ),  # the page repeats the group
        (
            (NEW, f"1.属于国家秘密\t{ONE}", ALL, f"四、结转下年度{NONE}", f"继续办理\t{THREE}"),
            "carried_out",
            THREE,
        ),  # at the end of the table
    ],
)
def test_a_label_that_a_page_cut_in_two(lines: tuple[str, ...], row: str, figures: str) -> None:
    assert row_text(applications(*lines), row) == figures.replace("\t", " ")


def test_two_rows_with_figures_are_no_row_that_was_cut() -> None:
    form = applications(
        f"一、本年新收政府信息公开申请数量\t{ONE}", f"3.危及“三安\t{TWO}", f"全一稳定”\t{THREE}", f"（七）总计\t{TWO}"
    )
    assert set(row_text(form, "refused_security_stability").split()) <= {"x", "?"}


def test_a_label_in_two_cells() -> None:
    form = applications(
        f"一、本年新收政府信息公开申请数量\t{ONE}", f"3.危及“三安全\t一稳定”\t{TWO}", f"（七）总计\t{TWO}"
    )
    assert row_text(form, "refused_security_stability") == TWO.replace("\t", " ")


HERDS = Form(
    "herds",
    "畜群表",
    "body",
    columns=(Column("male", "公"), Column("female", "母")),
    groups=(
        Group("cattle", "牛"),
        Group("horses", "马"),
        Group("foals", "幼马", parent="horses"),
        Group("sheep", "羊"),
    ),
    rows=(
        FormRow("oxen", "黄牛", ("male", "female"), "cattle"),
        FormRow("other_cattle", "其他", ("male", "female"), "cattle"),
        FormRow("white", "白马", ("male", "female"), "horses"),
        FormRow("other_foals", "其他", ("male", "female"), "foals"),
        FormRow("rams", "山羊", ("male", "female"), "sheep"),
        FormRow("other_sheep", "其他", ("male", "female"), "sheep"),
    ),
)
"""A form of which three rows have one label."""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("黄牛\t1\t0", "牛\t其他\t3\t4"), "other_cattle"),
        (("白马\t1\t0", "马\t其他\t3\t4"), "other_foals"),  # the foals are horses
        (("白马\t1\t0", "幼马\t其他\t3\t4"), "other_foals"),
        (("山羊\t1\t0", "羊\t其他\t3\t4"), "other_sheep"),
        (("羊\t其他\t3\t4",), "other_sheep"),
        (("马\t其他\t3\t4",), "other_foals"),
        (("牛\t黄牛\t1\t0", "\t其他\t3\t4"), "other_cattle"),
        (("幼马\t\t\t", "\t其他\t3\t4"), "other_foals"),
        (("羊\t山羊\t1\t0", "\t其他\t3\t4"), "other_sheep"),
        (("牛\t黄牛\t1\t0", "羊\t其他\t3\t4"), "other_sheep"),  # the group beside it, not the one above
    ],
)
def test_of_rows_with_one_label_it_is_that_of_the_group_beside_or_above(lines: tuple[str, ...], expected: str) -> None:
    document = load("\n".join(("项目\t\t公\t母", *lines)).encode(), "a.txt")
    form = bind_form(HERDS, regions(document.blocks, [("body", 0, len(document.blocks))]))
    others = {key: row_text(form, key) for key in ("other_cattle", "other_foals", "other_sheep")}
    assert others == {**dict.fromkeys(others, "x x"), expected: "3 4"}
