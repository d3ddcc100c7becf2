"""What the text says did not happen, against the tables."""

from __future__ import annotations

import pytest

from tests.rules.narrative.reports import APPLICATIONS, findings, report, said, suits, table

NOTHING = report(
    "全年未收到政府信息公开申请，未发生因政府信息公开引起的行政复议、行政诉讼，行政诉讼无败诉，全部维持。",
    applications=table(tuple((label, (0, 0)) for label, _ in APPLICATIONS)),
    litigation=suits("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"),
)


def test_tables_of_zeros_contradict_nothing() -> None:
    assert said("narrative-none", NOTHING) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "第三季度未收到政府信息公开申请。",
        "2022年未收到政府信息公开申请。",
        "个别学校未收到政府信息公开申请。",
        "全年未收到行政许可申请，未收到要求减免费用的申请，未收到对公开工作的投诉。",
        "未收到通过信函提出的政府信息公开申请。",
        "未发生因政府信息公开行政复议被纠正的情况，无超期办理的行政复议。",
        "无正当理由不履行行政复议决定的，依法处理。",
        "没有因政府信息公开收取费用。",
        "行政诉讼1件，维持，无败诉。",
        "力争做到未发生行政复议。",
        "《未收到政府信息》公开后，收到申请38件。",
    ],
)
def test_what_says_something_else(sentence: str) -> None:
    assert said("narrative-none", report(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("本局未收到公民提出的政府信息公开申请。", ["error not-none “未收到公民提出的政府信息公开申请”"]),
        ("没有收到公民提出的政府信息公开申请件。", ["error not-none “没有收到公民提出的政府信息公开申请”"]),
        ("无依申请公开件。", ["error not-none “无依申请公开”"]),
        ("未发生行政复议。", ["error not-none “未发生行政复议”"]),
        ("没有行政诉讼案件。", ["error not-none “没有行政诉讼”"]),
        ("因政府信息公开被申请行政复议2件，均维持。", ["error not-none “均维持”"]),
    ],
)
def test_what_the_tables_contradict(sentence: str, expected: list[str]) -> None:
    assert said("narrative-none", report(sentence)) == expected


def test_a_suit_that_is_pending_or_lost() -> None:
    lost = report("因政府信息公开引起的行政诉讼无败诉。", litigation=suits("0 0 0 0 0 0 1 0 0 1 0 0 0 0 0"))
    assert said("narrative-none", lost) == ["error not-none “无败诉”"]
    pending = report("因政府信息公开引起的行政诉讼无败诉。", litigation=suits("0 0 0 0 0 0 0 0 1 1 0 0 0 0 0"))
    assert said("narrative-none", pending) == ["note not-none “无败诉”"]


def test_a_finding_names_both_sides() -> None:
    text = report("2023年，我局 未收到 政府信息公开申请。")
    (found,) = findings("narrative-none", text)
    assert found.message.chinese == ("正文称“未收到政府信息公开申请”，申请表“一、本年新收政府信息公开申请数量”总计为38")
    assert text[slice(*found.span)] == "未收到 政府信息公开申请"
    assert [text[slice(*related.span)] for related in found.related] == ["38"]
