"""Rules between reports: what their options allow, what rounding costs, and a rule that fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest
from county import Figures, report

from disclint import Abstract, Dossier, DossierRule, Finding, OrganEntry, Pack, Rule
from disclint.dossier.abstracts import abstract
from disclint.dossier.judging import Judged, judge_dossier
from disclint.engine import Library, Request, read, understand
from disclint.plugins import find
from tests.baseline.test_command import Shell, write

TEXT = [
    "全年按月核对公开目录",
    "办事指南改写成问答并附上时限",
    "每季度抽查栏目更新情况",
    "公文写明公开属性并留存记录",
    "组织经办人员学习案例",
]
PROBLEMS = ["部分解读不够通俗", "请起草单位补写办事实例"]


@cache
def library() -> Library:
    return Library(find(), Request())


def kept(path: str, organ: str, year: int, *, fees: int = 0, text: list[str] | None = None) -> tuple[Abstract, Pack]:
    """What is kept of a report in which all other figures are 0; ``fees`` are hundredths of 万元."""
    figures = Figures()
    figures.fees = fees
    words = text or [f"{organ}{each}，第{year}号" for each in "甲乙丙丁戊"]
    data = report(organ, year, figures, words, [f"{'甲乙丙丁'[year % 4]}、{organ}{each}" for each in PROBLEMS])
    file = understand(read(path, data.encode(), library()), library())
    assert file.filing is not None
    assert file.pack is not None
    return abstract(file.filing, file.pack, path), file.pack


def codes(judged: Judged) -> list[tuple[str, str]]:
    return [(path, each.diagnostic.message.code) for path, found in judged.findings.items() for each in found]


ORGANS = (OrganEntry("青屏县人民政府"), OrganEntry("青屏县财政局", "青屏县"), OrganEntry("青屏县审计局", "青屏县"))


@pytest.mark.parametrize(("whole", "said"), [(300, []), (301, []), (299, []), (302, ["unequal"]), (200, ["omitted"])])
def test_sums_of_money_may_be_off_by_what_rounding_costs(whole: int, said: list[str]) -> None:
    reports = [
        kept("a.txt", "青屏县人民政府", 2023, fees=whole),
        kept("b.txt", "青屏县财政局", 2023, fees=100),
        kept("c.txt", "青屏县审计局", 2023, fees=200),
    ]
    found = [code for _, code in codes(judge_dossier(reports, ORGANS))]
    assert found == said


def test_text_of_another_organ_is_compared_for_one_year_alone() -> None:
    one = kept("a.txt", "青屏县财政局", 2023, text=TEXT)
    assert codes(judge_dossier([one, kept("b.txt", "青屏县审计局", 2023, text=TEXT)])) == [("b.txt", "organs")]
    assert codes(judge_dossier([one, kept("b.txt", "青屏县审计局", 2022, text=TEXT)])) == []
    four = TEXT[:4]
    pair = [kept("a.txt", "青屏县财政局", 2023, text=four), kept("b.txt", "青屏县审计局", 2023, text=four)]
    assert codes(judge_dossier(pair)) == []


def test_text_is_compared_with_the_latest_report_before_it() -> None:
    last = kept("a.txt", "青屏县财政局", 2021, text=TEXT)
    assert codes(judge_dossier([last, kept("b.txt", "青屏县财政局", 2023, text=TEXT)])) == [("b.txt", "years")]
    other = [*TEXT[:3], "另设专栏公布惠农补贴", "全年回访来信群众"]
    assert codes(judge_dossier([last, kept("b.txt", "青屏县财政局", 2023, text=other)])) == []


def two_years() -> list[tuple[Abstract, Pack]]:
    """Two reports of one organ, the second a copy."""
    return [kept(path, "青屏县财政局", year, text=TEXT) for path, year in (("a.txt", 2022), ("b.txt", 2023))]


class Faulty(DossierRule):
    """Finds something, then fails."""

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {"said": ("有话说", "something")}

    def check_dossier(self, dossier: Dossier) -> Iterator[Finding]:
        """One finding."""
        yield self.finding(dossier, next(dossier.reports()), None, "said")
        raise ValueError("two")


def test_a_rule_that_fails_takes_nothing_else_down() -> None:
    (one, pack), (other, _) = two_years()
    rules: tuple[Rule, ...] = (Faulty(id="faulty"), *pack.rules)
    judged = judge_dossier([(one, pack.replace(rules=rules)), (other, pack)])
    assert [(path, rule.id, str(error)) for path, rule, error in judged.failures] == [(one.path, "faulty", "two")]
    assert codes(judged) == [("a.txt", "said"), ("b.txt", "years")]


def test_a_rule_speaks_of_the_reports_that_its_pack_judged() -> None:
    (one, pack), (other, _) = two_years()
    without = pack.replace(rules=())
    assert codes(judge_dossier([(one, without), (other, pack)])) == [("b.txt", "years")]
    assert codes(judge_dossier([(one, pack), (other, without)])) == []


@pytest.mark.parametrize(
    ("expect", "place"),
    [
        ("carried_in == last_nothing", "5:27"),
        ("carried_in == carried_out", "5:13"),
        ("last_carried_in == last_carried_out", "5:13"),
        ("carried_in != last_carried_out", "5:13"),
        ("carried_in == last_total", "5:13"),
    ],
)
def test_a_relation_between_years_is_checked_when_the_pack_is_read(
    expect: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(
        "disclint.yaml",
        f"extends: cn/2021\nrules:\n  own:\n    kind: year-relation\n    expect: {expect}\n    form: applications\n",
    )
    write("a.txt", "x")
    run = Shell(capsys)
    assert run("a.txt") == 2
    assert run.err.startswith(f"disclint.yaml:{place}: ")
