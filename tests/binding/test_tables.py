"""Damaged tables before and after binding: what is read, and what is honestly left open."""

from __future__ import annotations

import pytest

from disclint import BoundForm
from tests.binding.tables import bound, cells, row_text, states

ROW = "一、本年新收政府信息公开申请数量"
NEXT = "二、上年结转政府信息公开申请数量"
GRANTED = "（一）予以公开"
REFUSED = "1.属于国家秘密"
TOTAL = "（七）总计"
LAST = "四、结转下年度继续办理"


def applications(*lines: str, edition: str = "2019") -> BoundForm:
    return bound("applications", "\n".join(lines), edition)


class TestColumns:
    """Seven numbers are seven columns, wherever the row begins (10.2, rules 1 and 2)."""

    def test_padding_that_differs_from_row_to_row(self) -> None:
        form = applications(
            f"{ROW}\t3\t1\t0\t0\t0\t0\t4",
            f"{NEXT}\t\t1\t0\t0\t0\t0\t0\t1\t",
            f"三、本年度办理结果\t{GRANTED}\t\t2\t1\t0\t0\t0\t0\t3",
            f"{LAST}\t\t\t2\t0\t0\t0\t0\t0\t2",
        )
        assert row_text(form, "received") == "3 1 0 0 0 0 4"
        assert row_text(form, "carried_in") == "1 0 0 0 0 0 1"
        assert row_text(form, "granted") == "2 1 0 0 0 0 3"
        assert row_text(form, "carried_out") == "2 0 0 0 0 0 2"

    def test_surplus_zero_that_changes_nothing(self) -> None:
        form = applications(f"{ROW}\t1\t0\t0\t0\t0\t0\t1", f"{TOTAL}\t1\t0\t0\t0\t0\t0\t0\t1")
        assert row_text(form, "results_total") == "1 0 0 0 0 0 1"
        assert form.rows["results_total"].fault == "many"

    def test_surplus_zero_between_figures_leaves_columns_open(self) -> None:
        form = applications(f"{ROW}\t1\t0\t0\t0\t0\t0\t1", f"{TOTAL}\t4\t0\t2\t0\t0\t1\t0\t7")
        assert row_text(form, "results_total") == "4 ? ? 0 ? ? 7"

    def test_surplus_figures_without_a_zero_are_undecided(self) -> None:
        form = applications(f"{ROW}\t1\t0\t0\t0\t0\t0\t1", f"{NEXT}\t1\t1\t1\t1\t1\t1\t1\t7")
        assert states(form, "carried_in") == {"uncertain"}

    def test_blanks_kept_in_a_grid_stand_in_their_columns(self) -> None:
        form = applications(
            f"{ROW}\t\t3\t0\t0\t0\t0\t1\t4",
            f"{NEXT}\t\t0\t0\t0\t0\t0\t0\t0",
            f"{LAST}\t\t2\t\t\t\t\t\t2",
        )
        assert row_text(form, "carried_out") == "2 - - - - - 2"

    def test_left_packed_figures_lose_their_columns(self) -> None:
        """Only a total above 0 that is the sum of the others can be told (10.2, rule 4)."""
        form = applications(f"{ROW} | 2 | 1 | 3 |||||", f"{NEXT} | 2 | 1 | 4 |||||", f"{LAST} | 0 | 0 ||||||")
        assert row_text(form, "received") == "? ? ? ? ? ? 3"
        assert row_text(form, "carried_in") == "? ? ? ? ? ? ?"
        assert row_text(form, "carried_out") == "? ? ? ? ? ? ?"
        assert form.rows["received"].fault == "squeezed"

    def test_cells_that_are_missing_leave_the_row_open(self) -> None:
        """Five of seven (10.2, rule 6)."""
        form = applications(f"{ROW}\t\t0\t0\t0\t0\t0\t0\t0", f"\t{GRANTED}\t0\t0\t0\t0\t0")
        assert states(form, "granted") == {"uncertain"}
        assert form.rows["granted"].fault == "few"

    def test_a_dash_is_blank_in_its_column(self) -> None:
        form = applications(f"{ROW}\t3\t/\t0\t0\t—\t0\t3", f"{NEXT}\t0\t0\t0\t0\t0\t0\t0")
        assert row_text(form, "received") == "3 - 0 0 - 0 3"
        assert form.cell("received", "commercial_enterprise").text == "/"

    def test_a_row_without_any_figure_is_blank(self) -> None:
        form = applications(f"{ROW}\t0\t0\t0\t0\t0\t0\t0", f"{NEXT}\t\t\t\t\t\t\t")
        assert states(form, "carried_in") == {"blank"}

    def test_misread_characters_are_not_repaired(self) -> None:
        form = applications(f"{ROW}\tO\t0\t0\t0\t0\t0\t00", f"{NEXT}\t0\t0\t0\t0\t0\t0\t0件")
        first, last = form.cell("received", "natural_person"), form.cell("received", "total")
        assert (first.state, first.text, first.value) == ("filled", "O", None)
        assert (last.state, last.text, last.value) == ("filled", "00", 0)
        assert form.cell("carried_in", "total").unit == "件"


class TestRows:
    """A row is known by its label, wherever it stands and however it is spelled (1.9)."""

    def test_group_label_lost_and_label_moved_to_the_first_cell(self) -> None:
        form = applications(
            f"{ROW}\t\t1\t0\t0\t0\t0\t0\t1",
            "5. 要求行政机关确认或重新出具已获取信息\t\t0\t0\t0\t0\t0\t0\t0\t",
            "(七) 总计\t1\t0\t0\t0\t0\t0\t1\t\t",
        )
        assert row_text(form, "declined_reconfirm") == "0 0 0 0 0 0 0"
        assert row_text(form, "results_total") == "1 0 0 0 0 0 1"

    def test_label_broken_over_two_lines(self) -> None:
        form = applications(f"{ROW}\t1\t0\t0\t0\t0\t0\t1", "3.补正后申请", "内容仍不明确\t0\t1\t0\t0\t0\t0\t1")
        assert row_text(form, "unable_still_unclear") == "0 1 0 0 0 0 1"

    def test_label_broken_in_two_cells(self) -> None:
        form = applications(f"{ROW}\t1\t0\t0\t0\t0\t0\t1", "2.没有现成信息\t需要另行制作\t0\t1\t0\t0\t0\t0\t1")
        assert row_text(form, "unable_needs_creation") == "0 1 0 0 0 0 1"

    def test_figures_on_the_line_after_the_label(self) -> None:
        form = applications(f"{ROW}", "2\t0\t0\t0\t0\t0\t2", f"{NEXT}\t0\t0\t0\t0\t0\t0\t0")
        assert row_text(form, "received") == "2 0 0 0 0 0 2"

    def test_figures_that_lost_their_label_are_claimed_by_nobody(self) -> None:
        form = applications(
            f"{ROW}\t2\t0\t0\t0\t0\t0\t2",
            f"{NEXT}\t\t\t\t\t\t\t",
            "\t9\t0\t0\t0\t0\t0\t9",
            f"{LAST}\t0\t0\t0\t0\t0\t0\t0",
        )
        assert row_text(form, "received") == "2 0 0 0 0 0 2"
        assert states(form, "carried_in") == {"uncertain"}

    def test_header_repeated_after_a_page_break(self) -> None:
        form = applications(
            "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计",
            f"{ROW}\t2\t0\t0\t0\t0\t0\t2",
            "",
            "—第 3 页—",
            "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计",
            f"{NEXT}\t1\t0\t0\t0\t0\t0\t1",
        )
        assert row_text(form, "received") == "2 0 0 0 0 0 2"
        assert row_text(form, "carried_in") == "1 0 0 0 0 0 1"

    def test_a_row_printed_twice_with_other_figures_is_undecided(self) -> None:
        form = applications(
            f"{ROW}\t2\t0\t0\t0\t0\t0\t2",
            f"{NEXT}\t1\t0\t0\t0\t0\t0\t1",
            f"{NEXT}\t3\t0\t0\t0\t0\t0\t3",
            f"{LAST}\t0\t0\t0\t0\t0\t0\t0",
        )
        assert states(form, "carried_in") == {"uncertain"}
        assert [text.value for text in form.doubled] == [NEXT]

    @pytest.mark.parametrize(
        ("printed", "key"),
        [
            ("一、本年新收政府信息公开申请数", "received"),
            ("1.信访投诉举报类申请", "declined_petition"),
            ("(二)部分公开(区分处理的,只记这一情形,不记其他情形)", "partly_granted"),
            ("2.其他法律法规禁止公开", "refused_law_forbids"),
            ('3.危及"三安全一稳定"', "refused_security_stability"),
            ("四、结转下年", "carried_out"),
            ("（七）总计（不含转办）", "results_total"),
        ],
    )
    def test_altered_labels(self, printed: str, key: str) -> None:
        lines = [(ROW, "received"), (REFUSED, "refused_state_secret"), (printed, key), (LAST, "carried_out")]
        order = list(applications(f"{ROW}\t0\t0\t0\t0\t0\t0\t0", f"{NEXT}\t0\t0\t0\t0\t0\t0\t0").rows)
        rows = {row: label for label, row in lines}
        rows[key] = printed
        text = [f"{rows[row]}\t5\t0\t0\t0\t0\t0\t5" for row in order if row in rows]
        assert row_text(applications(*text), key) == "5 0 0 0 0 0 5"

    def test_traditional_script(self) -> None:
        form = applications("一、本年新收政府信息公開申請數量\t0\t2\t0\t0\t0\t0\t2", "（七）總計\t0\t2\t0\t0\t0\t0\t2")
        assert row_text(form, "results_total") == "0 2 0 0 0 0 2"

    def test_the_three_rows_of_other_handling_in_2021(self) -> None:
        form = applications(
            f"{ROW}\t1\t0\t0\t0\t0\t0\t1",
            "（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请\t1\t0\t0\t0\t0\t0\t1",
            "\t2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请\t0\t0\t0\t0\t0\t0\t0",
            "\t3.其他\t0\t0\t0\t0\t0\t0\t0",
            edition="2021",
        )
        assert row_text(form, "other_no_correction") == "1 0 0 0 0 0 1"
        assert row_text(form, "other_other") == "0 0 0 0 0 0 0"

    def test_a_subtotal_beside_a_group(self) -> None:
        form = applications(
            f"{ROW}\t\t3\t0\t0\t0\t0\t0\t3",
            "（三）不予公开\t\t2\t0\t0\t0\t0\t0\t2",
            f"\t{REFUSED}\t2\t0\t0\t0\t0\t0\t2",
        )
        assert [str(figure.value) for figure in form.subtotals["refused"].figures] == "2 0 0 0 0 0 2".split()


class TestLayouts:
    """The same rows in the layouts that programs make of them (10.1)."""

    def test_a_cell_per_line(self) -> None:
        lines = ["\t" + cell if cell else "" for cell in (ROW, *"2100003", "", NEXT, *"0000000", "")]
        form = applications(*lines)
        assert row_text(form, "received") == "2 1 0 0 0 0 3"
        assert row_text(form, "carried_in") == "0 0 0 0 0 0 0"

    def test_bare_lines(self) -> None:
        form = applications("自然人", "商业企业", "总计", ROW, *"2100003", GRANTED, *"1000001", TOTAL, *"1000001")
        assert row_text(form, "received") == "2 1 0 0 0 0 3"
        assert row_text(form, "results_total") == "1 0 0 0 0 0 1"

    def test_a_page_number_among_bare_lines_leaves_open_what_it_may_have_moved(self) -> None:
        form = applications(ROW, *"2100003", "7", NEXT, *"0000000")
        assert row_text(form, "received") == "? ? 0 0 0 ? ?"

    def test_label_and_figures_told_apart_by_spaces(self) -> None:
        form = applications(f"{ROW} 2 1 0 0 0 0 3", f"{NEXT} 0 0 0 0 0 0 0", "8. 属于行政查询事项 0 0 0 0 0 0 0")
        assert row_text(form, "received") == "2 1 0 0 0 0 3"
        assert row_text(form, "refused_admin_query") == "0 0 0 0 0 0 0"

    def test_pipes_with_and_without_an_opening_one(self) -> None:
        form = applications(f"| {ROW} | 2 | 1 | 0 | 0 | 0 | 0 | 3 |", f"{NEXT} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |")
        assert row_text(form, "received") == "2 1 0 0 0 0 3"
        assert row_text(form, "carried_in") == "0 0 0 0 0 0 0"


HEADER = [
    "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t",
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t",
    "\t\t\t\t\t" + "结 果 维 持\t结 果 纠 正\t其 他 结 果\t尚 未 审 结\t总 计\t" * 2,
]
FIGURES = "1 0 2 0 3 1 0 2 0 3 0 0 0 1 1"


class TestAcross:
    """The reviews and suits: fifteen figures in one line."""

    def read(self, *lines: str) -> BoundForm:
        return bound("review_litigation", "\n".join((*HEADER, *lines)), "2019")

    def test_fifteen_figures(self) -> None:
        form = self.read(FIGURES.replace(" ", "\t"))
        assert row_text(form, "review") == "1 0 2 0 3"
        assert row_text(form, "direct_suit") == "1 0 2 0 3"
        assert row_text(form, "suit_after_review") == "0 0 0 1 1"

    def test_a_sixteenth_zero(self) -> None:
        form = self.read("\t".join("0" * 16))
        assert row_text(form, "review") == "0 0 0 0 0"
        assert form.rows["review"].fault == "many"

    def test_a_sixteenth_zero_among_figures_leaves_open_what_it_moves(self) -> None:
        form = self.read(FIGURES.replace(" ", "\t") + "\t0")
        assert row_text(form, "review") == "1 ? ? ? ?"

    def test_a_line_cut_in_two(self) -> None:
        form = self.read("1\t0\t2\t0\t3", "1\t0\t2\t0\t3\t0\t0\t0\t1\t1")
        assert row_text(form, "suit_after_review") == "0 0 0 1 1"

    def test_a_blank_line_of_cells(self) -> None:
        form = self.read("\t" * 14)
        assert states(form, "review") == {"missing"} or states(form, "review") == {"blank"}

    def test_a_line_of_dashes_above_the_figures_is_no_data(self) -> None:
        form = self.read("\t".join(["--"] * 15), FIGURES.replace(" ", "\t"))
        assert row_text(form, "review") == "1 0 2 0 3"

    def test_no_line_of_data(self) -> None:
        form = self.read()
        assert states(form, "review") == {"missing"}
        assert any(label.key == "upheld" for label in form.labels)

    def test_a_table_turned_round_is_not_guessed(self) -> None:
        form = bound(
            "review_litigation", "行政复议\n结果维持\t1\n结果纠正\t0\n其他结果\t2\n尚未审结\t0\n总计\t3", "2019"
        )
        assert set(cells(form).values()) <= {"missing", "uncertain"}
        columns = "结果维持\n{}\n结果纠正\n{}\n其他结果\n{}\n尚未审结\n{}\n总计\n{}\n"
        lines = "行政复议\n" + columns.format(1, 0, 2, 0, 3) + "行政诉讼\n" + columns.format(4, 0, 0, 0, 4)
        form = bound("review_litigation", lines, "2019")
        assert set(cells(form).values()) <= {"missing", "uncertain"}
        assert not form.found or not form.reliable

    def test_a_cell_on_each_line_and_one_figure_too_few_is_a_line_that_lacks_one(self) -> None:
        lines = "\n".join(HEADER).replace("\t", "\n"), *FIGURES.split()
        form = bound("review_litigation", "\n".join(lines), "2019")
        assert row_text(form, "suit_after_review") == "0 0 0 1 1"
        form = bound("review_litigation", "\n".join(lines[:-3] + lines[-2:]), "2019")
        assert form.reliable
        assert (form.rows["review"].fault, len(form.rows["review"].figures)) == ("squeezed", 14)
        assert set(cells(form).values()) == {"uncertain"}


class TestDisclosure:
    """Groups with columns of their own."""

    def test_signs_and_units(self) -> None:
        form = bound(
            "active_disclosure",
            "第二十条第（五）项\t\t\t\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
            "行政许可\t76\t减 8\t511\n"
            "第二十条第（九）项\t\t\t\n信息内容\t采购项目数量\t采购总金额（单位：元）\t\n"
            "政府集中采购\t28\t901.25 万元\t",
            "2019",
        )
        assert form.cell("licensing", "delta").value == -8
        amount = form.cell("procurement", "procurement_amount")
        assert (str(amount.value), amount.unit, amount.text) == ("901.25", "万元", "901.25 万元")
        assert form.header_units["procurement_amount"].value == "采购总金额（单位：元）"

    def test_a_merged_cell_whose_figure_was_repeated(self) -> None:
        form = bound("active_disclosure", "信息内容\t本年处理决定数量\n行政许可\t9\t9\t9\n行政处罚\t4\t4\t4", "2021")
        assert row_text(form, "licensing") == "9"


def test_a_grid_that_leaves_its_zeros_out_keeps_its_columns() -> None:
    """As many cells in every row, labels up to a column, figures only in the seven after it."""
    form = applications(
        f"{ROW}\t\t\t3\t1\t\t\t\t\t4",
        f"{NEXT}\t\t\t\t\t\t\t\t\t",
        f"三、本年度办理结果\t{GRANTED}\t\t2\t\t\t\t\t\t2",
        f"\t（三）不予公开\t{REFUSED}\t1\t\t\t\t\t\t1",
        f"{LAST}\t\t\t\t1\t\t\t\t\t1",
    )
    assert row_text(form, "received") == "3 1 - - - - 4"
    assert row_text(form, "carried_in") == "- - - - - - -"
    assert row_text(form, "refused_state_secret") == "1 - - - - - 1"
    assert form.blanks_are_zero


def test_a_header_that_names_rows_too_is_no_row() -> None:
    form = bound("active_disclosure", "规章\t规范性文件\t本年新制作数量\t本年新公开数量\t对外公开总数量", "2019")
    assert not form.found
    assert set(cells(form).values()) == {"missing"}


def test_a_table_whose_rows_stand_in_one_cell_each() -> None:
    """The cells were told apart by spaces, within a table that a reader drew around them."""
    form = bound(
        "active_disclosure",
        "|信息内容 本年新制作数量 本年新公开数量 对外公开总数量|\n|规章 0 1 5|\n|规范性文件 2 3 9|\n",
        "2019",
    )
    assert row_text(form, "rules") == "0 1 5"
    assert row_text(form, "normative_documents") == "2 3 9"
