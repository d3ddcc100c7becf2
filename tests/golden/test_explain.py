"""``disclint explain``: the manual of a rule, with an example that breaks it and one that does not."""

from __future__ import annotations

import re
from functools import cache

import pytest

from disclint.engine import Library, Request
from disclint.explain import entries, manual, option_texts
from disclint.plugins import find
from disclint.rules.blank_cells import BlankCells, Sum

BREAKS, KEEPS = "违反的例子:", "不违反的例子:"

PACKS = ("cn/2019", "cn/2021", "cn/2019/henan", "cn/2019/hubei")


@cache
def library(pack: str | None = None) -> Library:
    return Library(find(), Request(pack=pack))


def ids(pack: str) -> list[str]:
    return [entry.rule.id for entry in entries(library(pack))]


def changed(pack: str) -> list[str]:
    found = entries(library(pack))
    return [entry.rule.id for entry in found if entry.origin is not None and entry.origin.changed]


@pytest.mark.parametrize("pack", PACKS)
def test_every_manual_shows_both_examples(pack: str) -> None:
    names = changed(pack) if pack.count("/") > 1 else [*ids(pack), "unreadable", "unknown-edition"]
    assert names
    for name in names:
        text = manual(name, library(pack), "zh")
        assert text.count(f"\n{BREAKS}\n") == text.count(f"\n{KEEPS}\n") == 1, name
        broken, kept = text.partition(BREAKS)[2].split(KEEPS)
        assert re.search(r"^    (错误|警告|提示)：", broken, re.MULTILINE), name
        assert not re.search(r"^    (错误|警告|提示)：", kept, re.MULTILINE), name


@pytest.mark.parametrize("language", ["zh", "en"])
def test_manuals_are_plain_text(language: str) -> None:
    for name in dict.fromkeys([*ids("cn/2021"), *ids("cn/2019")]):
        text = manual(name, library(), language)
        assert not re.search(r" $|\t", text, re.MULTILINE), name
        assert not re.search(r"\w+\((\w+=|')|\('|MISSING|None", text), name


def test_findings_of_examples_are_told_in_the_language_asked_for() -> None:
    text = manual("procurement-pair", library("cn/2019"), "en")
    assert "an example that breaks it:\n" in text
    assert "an example that does not:\n" in text
    (said,) = re.findall(r"^    warning: (.*)$", text, re.MULTILINE)
    assert "either both are 0 or neither is" in said


def test_a_finding_is_marked_below_its_cell() -> None:
    lines = manual("procurement-pair", library("cn/2019"), "zh").partition(BREAKS)[2].splitlines()
    at = next(index for index, line in enumerate(lines) if line.strip() == "^")
    assert lines[at - 1] == "  政府集中采购 | 6 | 0"
    assert lines[at] == f"{' ' * len('  政府集中采购 | ')}{' ' * len('政府集中采购')}^"
    assert lines[at + 1].startswith("    警告：“政府集中采购”行")


def test_a_province_shows_its_own_examples() -> None:
    assert "75.7700万元" in manual("amount-unit", library("cn/2019/henan"), "zh")
    assert "75.7700万元" not in manual("amount-unit", library("cn/2019"), "zh")
    assert "75.7700万元" not in manual("amount-unit", library("cn/2019/hubei"), "zh")


def test_options_are_printed_as_a_pack_spells_them() -> None:
    text = manual("blank-cells", library("cn/2021"), "zh")
    assert "    totals: [total, results_total]\n" in text
    assert (
        "    sums:\n"
        "      - form: applications\n"
        "        expect: natural_person + commercial_enterprise + research_institution + public_welfare_org"
    ) in text
    assert (
        "      # Equations that tell what belongs into a blank cell.\n      # form: The form that it is about.\n"
        in text
    )


def test_long_lists_are_broken_and_mappings_nested() -> None:
    assert "    common:\n      [人民政府, 人民政府办公室, " in manual("report-title", library("cn/2021"), "zh")
    aspects = manual("government-assessment", library("cn/2021"), "zh")
    assert "    aspects:\n      工作考核:\n        words: [考核, 考评]\n" in aspects


def test_the_members_of_an_option_have_texts() -> None:
    assert option_texts(Sum)["form"] == "The form that it is about."
    assert option_texts(BlankCells)["totals"].startswith("Rows and columns that are totals")
