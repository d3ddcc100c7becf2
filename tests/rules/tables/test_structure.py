"""Tables, rows, columns and cells that are not there, and labels that are not the form's."""

from __future__ import annotations

import pytest

from disclint import Filing
from tests.rules.tables.sheets import Sheet, at, filing, form, rule, said

APPLICATIONS = form("applications")
DISCLOSURE = form("active_disclosure")
LITIGATION = form("review_litigation")


def messages(entry: str, filed: Filing) -> list[str]:
    return [each.message.chinese for each in rule(entry).check(filed)]


# complete-forms


def test_a_complete_form_has_no_findings() -> None:
    filed = filing(Sheet(DISCLOSURE), Sheet(APPLICATIONS), Sheet(LITIGATION))
    for entry in ("complete-forms", "cell-count", "form-labels", "blank-cells", "cell-values"):
        assert messages(entry, filed) == []


def test_a_missing_table_is_one_finding() -> None:
    rows = {row.key: None for row in LITIGATION.rows}
    assert messages("complete-forms", filing(Sheet(APPLICATIONS), Sheet(LITIGATION, rows, found=False))) == [
        "缺少复议诉讼表"
    ]


def test_rows_missing_one_after_the_other_are_one_finding_at_the_row_before() -> None:
    rows = {"unable_not_held": None, "unable_needs_creation": None, "carried_out": None}
    filed = filing(Sheet(APPLICATIONS, rows))
    first, second = rule("complete-forms").check(filed)
    assert (
        first.message.chinese
        == "申请表缺少2行：“1.本机关不掌握相关政府信息”“2.没有现成信息需要另行制作”，应接在此处之后"
    )
    assert at(filed, first) == "8.属于行政查询事项"
    assert second.message.chinese == "申请表缺少1行：“四、结转下年度继续办理”，应接在此处之后"
    assert at(filed, second) == "（七）总计"


def test_many_missing_rows_are_counted_not_listed() -> None:
    rows = {row.key: None for row in APPLICATIONS.rows[4:]}
    (text,) = messages("complete-forms", filing(Sheet(APPLICATIONS, rows)))
    assert text.startswith("申请表缺少19行：“1.属于国家秘密”")
    assert text.endswith("”等，应接在此处之后")


def test_a_column_that_no_row_has_is_one_finding_and_no_cell_is_counted_twice() -> None:
    rows = {row.key: "0 0 0 0 0 0 x" for row in APPLICATIONS.rows}
    filed = filing(Sheet(APPLICATIONS, rows))
    assert messages("complete-forms", filed) == ["申请表缺少1列：“总计”"]
    assert messages("cell-count", filed) == []


def test_a_row_that_stands_twice_is_told() -> None:
    filed = filing(Sheet(APPLICATIONS, {"granted": "? ? ? ? ? ? ?"}, doubled=("granted",)))
    assert messages("complete-forms", filed) == [
        "“（一）予以公开”行出现不止一次且数字不同，无法确定以哪一行为准；应只有一行"
    ]


def test_a_table_that_cannot_be_understood_is_told_once() -> None:
    rows = {"granted": ". . . . . . .", "received": "00 0 0 0 0 0 0", "carried_in": None}
    filed = filing(Sheet(APPLICATIONS, rows, faults={"carried_out": "few"}, reliable=False))
    assert said(rule("complete-forms"), filed) == ["warning unreadable"]
    for entry in ("cell-count", "blank-cells", "cell-values", "form-labels"):
        assert messages(entry, filed) == []


# cell-count


@pytest.mark.parametrize(
    ("figures", "fault", "expected"),
    [
        ("? ? ? ? ? ? ?", "few", "error few"),
        ("0 0 0 0 0 0 0", "many", "note many"),
        (["1 0 0 0 0 0 1", "0 1 0 0 0 0 1"], "many", "note open"),
        ("? ? ? ? ? ? ?", "many", "warning undecided"),
        ("0 0 0 0 0 x x", None, "error missing granted.total"),
    ],
)
def test_a_row_with_too_few_or_too_many_figures(figures: str, fault: str | None, expected: str) -> None:
    faults = {"granted": fault} if fault else {}
    filed = filing(Sheet(APPLICATIONS, {"granted": figures}, faults=faults))  # type: ignore[arg-type]
    (finding,) = rule("cell-count").check(filed)
    assert said(rule("cell-count"), filed) == [expected]
    assert at(filed, finding) == "（一）予以公开"


def test_cells_that_are_not_there_are_named() -> None:
    filed = filing(Sheet(APPLICATIONS, {"granted": "0 0 0 0 0 x x"}))
    assert messages("cell-count", filed) == ["“（一）予以公开”行缺少单元格：“其他”“总计”"]


def test_the_line_of_a_form_whose_rows_stand_side_by_side_is_counted_once() -> None:
    faults = dict.fromkeys(("review", "direct_suit", "suit_after_review"), "many")
    filed = filing(Sheet(LITIGATION, faults=faults))  # type: ignore[arg-type]
    assert [text.split("有")[0] for text in messages("cell-count", filed)] == ["复议诉讼表的数字行"]


# form-labels


def labelled(*labels: tuple[str, str, str, str], pack: str = "cn/2019") -> Filing:
    sheets = [
        Sheet(form(key, pack), labels=[label for label in labels if _has(form(key, pack), label)])  # type: ignore[misc]
        for key in ("active_disclosure", "applications")
    ]
    return filing(*sheets)


def _has(prescribed: object, label: tuple[str, str, str, str]) -> bool:
    keys = [each.key for name in ("rows", "columns", "groups", "column_groups") for each in getattr(prescribed, name)]
    return label[1] in keys


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (("column", "total", "总计", "equal"), []),
        (("column", "total", "合计", "alias"), ["warning altered"]),
        (("row", "declined_petition", "1.信访投诉举报类申请", "near"), ["warning altered"]),
        (("row", "normative_documents", "规范性文件（本单位制发的）", "variant"), ["note addition"]),
        (("row", "granted", "(一)予以公开", "typography"), ["note typography"]),
        (("row", "granted", "（一） 予以公开", "typography"), []),  # white space comes from scans
        (("row", "refused_security_stability", '3.危及"三安全一稳定"', "typography"), ["note typography"]),
        (("row", "normative_documents", "規範性文件", "typography"), []),  # the script is another rule's business
        (("column", "procurement_amount", "采购总金额（单位：万元）", "variant"), []),  # a unit may be stated
    ],
)
def test_how_a_label_deviates(label: tuple[str, str, str, str], expected: list[str]) -> None:
    assert said(rule("form-labels"), labelled(label)) == expected


def test_a_variant_that_the_pack_lists_is_right() -> None:
    printed = "规章（设区的市、自治州人民政府应提供相关数据）"
    assert said(rule("form-labels"), labelled(("row", "rules", printed, "variant"))) == ["note addition"]
    hubei = labelled(("row", "rules", printed, "variant"), pack="cn/2019/hubei")
    assert said(rule("form-labels", "cn/2019/hubei"), hubei) == []


def test_the_punctuation_of_a_table_is_one_finding_with_one_safe_fix() -> None:
    filed = labelled(
        ("row", "granted", "(一)予以公开", "typography"), ("group", "refused", "(三) 不予公开", "typography")
    )
    (finding,) = rule("form-labels").check(filed)
    assert finding.message.chinese == ("申请表有2个名称的标点与格式不一致，如“(一)予以公开”应为“（一）予以公开”")
    assert finding.fix is not None
    assert finding.fix.safe
    assert [edit.text for edit in finding.fix.edits] == ["（", "）", "（", "）"]


def test_a_wide_digit_of_a_label_is_mended_with_its_marks() -> None:
    printed = "１．属于国家秘密"
    (finding,) = rule("form-labels").check(labelled(("row", "refused_state_secret", printed, "typography")))
    assert finding.fix is not None
    assert finding.fix.safe
    mended = list(printed)
    for edit in finding.fix.edits:
        mended[edit.span.start - finding.span.start] = edit.text
    assert "".join(mended) == "1.属于国家秘密"


def test_a_label_over_several_lines_or_in_traditional_script_is_not_rewritten() -> None:
    for printed in ("1.信訪投訴舉報類申請", "1.信访投诉\n举报类申请"):
        (finding,) = rule("form-labels").check(labelled(("row", "declined_petition", printed, "alias")))
        assert finding.fix is None
        assert "1.信访举报投诉类申请" in finding.message.chinese
    (finding,) = rule("form-labels").check(labelled(("row", "declined_petition", "1.信访投诉举报类申请", "alias")))
    assert finding.fix is not None
    assert not finding.fix.safe


def test_quotes_inside_a_quoted_label_are_inner_quotes() -> None:
    filed = filing(
        Sheet(
            APPLICATIONS, {"refused_security_stability": "? ? ? ? ? ? ?"}, faults={"refused_security_stability": "few"}
        )
    )
    (text,) = messages("cell-count", filed)
    assert text.startswith("“3.危及‘三安全一稳定’”行")
