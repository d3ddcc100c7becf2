"""Which row of the form a row of the document is: by its own label, the group above it, and its place in the order."""

from __future__ import annotations

from disclint import BoundForm
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


def test_a_label_that_a_page_cut_in_two() -> None:
    cut = applications(
        f"一、本年新收政府信息公开申请数量\t{ONE}",
        "3.危及“三安全一\t\t\t\t\t\t\t",
        f"稳定”\t{TWO}",
        f"（七）总计\t{TWO}",
    )
    assert row_text(cut, "refused_security_stability") == TWO.replace("\t", " ")
    above = applications(
        f"一、本年新收政府信息公开申请数量\t{ONE}",
        f"3.危及“三安全一\t{TWO}",
        "稳定”\t\t\t\t\t\t\t",
        f"（七）总计\t{TWO}",
    )
    assert row_text(above, "refused_security_stability") == TWO.replace("\t", " ")


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
