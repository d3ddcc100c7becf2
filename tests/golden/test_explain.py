"""``disclint explain``: the manual of a rule, with an example that breaks it and one that does not."""

from __future__ import annotations

import json
import re
import typing
from functools import cache
from pathlib import Path

import pytest

from disclint import Record, UsageError, bundled
from disclint.engine import Library, Request
from disclint.explain import entries, field_texts, manual_of, option_texts, written
from disclint.explain import manual as manual_
from disclint.explain.docstrings import Text, split
from disclint.packs.compiled import rule_class
from disclint.packs.options import types_of
from disclint.plugins import find
from disclint.rules.blank_cells import BlankCells, Sum
from tests.checkout import ROOT

BREAKS, KEEPS = "违反的例子：", "不违反的例子："

PACKS = ("cn/2019", "cn/2021", "cn/2019/henan", "cn/2019/hubei")


@cache
def library(pack: str | None = None) -> Library:
    return Library(find(), Request(pack=pack))


def manual(name: str, library: Library, language: str, form: str = "text") -> str:
    return written(manual_(name, library, language), language, form)


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
    assert "      # 用来推算空白格应填数字的等式。\n      # form：等式所属的表。\n" in text


def test_long_lists_are_broken_and_mappings_nested() -> None:
    assert "    common:\n      [人民政府, 人民政府办公室, " in manual("report-title", library("cn/2021"), "zh")
    aspects = manual("government-assessment", library("cn/2021"), "zh")
    assert "    aspects:\n      工作考核:\n        words: [考核, 考评]\n" in aspects


def test_the_members_of_an_option_have_texts() -> None:
    assert option_texts(Sum)["form"] == "The form that it is about."
    assert option_texts(BlankCells)["totals"].startswith("Rows and columns that are totals")


@cache
def classes() -> list[type[Record]]:
    """The classes of all kinds, and of the records that their options hold."""
    found: dict[type[Record], None] = {}

    def visit(kind: object) -> None:
        own = isinstance(kind, type) and kind.__module__.startswith("disclint.rules.")
        if own and isinstance(kind, type) and issubclass(kind, Record) and kind not in found:
            found[kind] = None
            for hint in types_of(kind).values():
                visit(hint)
        for inside in typing.get_args(kind):
            visit(inside)

    for rule in find().rules:
        if rule.target.startswith("disclint."):
            visit(rule_class(rule.target))
    return list(found)


def test_every_kind_and_option_is_told_in_both_languages() -> None:
    assert len(classes()) > len(bundled.disclint_rules())
    for cls in classes():
        texts = field_texts(cls)
        named = {"the class": manual_of(cls), **{name: texts.get(name, Text("", "")) for name in cls.__defaults__}}
        for name, text in named.items():
            if name not in ("id", "severity", "basis", "blocks"):
                assert re.search(r"[a-z]{3}", text.english), f"{cls.__qualname__}: {name} has no English text"
                assert re.search(r"[\u4e00-\u9fff]", text.chinese), f"{cls.__qualname__}: {name} has no Chinese text"


def test_a_docstring_is_english_up_to_its_chinese_part() -> None:
    text = split(
        "One `word`,\n    on two lines.\n\n    More.\n\n    中文：一个`词`，\n    两行。\n\n    还有 two\n    words。\n"
    )
    assert text.told("en") == "One `word`,\non two lines.\n\nMore."
    assert text.told("zh") == "一个`词`，\n两行。\n\n还有 two\nwords。"
    assert text.flowing("en") == "One `word`, on two lines.\n\nMore."
    assert text.flowing("zh") == "一个`词`，两行。\n\n还有 two words。"


@pytest.mark.parametrize(
    ("docstring", "told"), [("Only English.", "Only English."), ("中文：只有中文。", "只有中文。")]
)
def test_what_is_written_in_one_language_is_told_in_it(docstring: str, told: str) -> None:
    assert split(docstring).told("zh") == split(docstring).told("en") == told


@pytest.mark.parametrize(
    ("language", "other"),
    [("zh", r"[a-z]{3,} [a-z]{3,} [a-z]{3,}"), ("en", "[\u4e00-\u9fff]{4}[，；][\u4e00-\u9fff]{4}")],
)
def test_a_manual_speaks_the_language_asked_for(language: str, other: str) -> None:
    for name in dict.fromkeys(entry.rule.kind for entry in entries(library("cn/2021"))):
        text = manual(name, library("cn/2021"), language)
        head, _, _ = text.partition("\n[")
        assert not re.search(other, head), name
        for comment in re.findall(r"^ {6,}# (.*)$", text, re.MULTILINE):
            assert not re.search(other, comment), name


def test_a_kind_that_no_pack_uses_has_a_manual_too(tmp_path: Path) -> None:
    (tmp_path / "bare.yaml").write_text("extends: cn/2021\nrules: { terms: off }\n", encoding="utf-8")
    bare = Library(find(), Request(config=str(tmp_path / "bare.yaml")))
    assert "terms" not in {entry.rule.kind for entry in entries(bare)}
    text = manual("terms", bare, "en")
    assert "options:\n  words: a mapping, required\n    # By the wrong word.\n    right: text, optional\n" in text
    with pytest.raises(UsageError, match=r"do you mean terms\?"):
        manual("term", bare, "en")


def test_json_has_all_that_the_text_has() -> None:
    data = json.loads(manual("procurement-pair", library("cn/2019"), "zh", "json"))
    assert (data["schema"], data["name"], data["kind"]) == (1, "procurement-pair", "form-arithmetic")
    assert data["manual"].startswith("表中的数字相互一致。\n\n")
    assert {
        "name": "form",
        "type": "文字",
        "required": True,
        "default": None,
        "text": "要核对数字的表。",
        "fields": [],
    } in (data["options"])
    (entry,) = data["entries"]
    assert entry["packs"] == ["cn/2019"]
    assert entry["options"]["form"] == "active_disclosure"
    place = entry["set"][0]
    assert "procurement-pair:" in (ROOT / place["path"]).read_text(encoding="utf-8").splitlines()[place["line"] - 1]
    breaks, keeps = entry["examples"]
    assert (breaks["sort"], keeps["sort"], keeps["findings"]) == ("breaks", "keeps", [])
    assert breaks["findings"][0]["rule"] == "procurement-pair"
    own = json.loads(manual("unreadable", library(), "en", "json"))
    assert own["kind"] is None
    assert [example["sort"] for example in own["examples"]] == ["breaks", "keeps"]


def test_markdown_keeps_its_blocks_apart() -> None:
    for name in dict.fromkeys([*ids("cn/2021"), "unreadable"]):
        page = manual(name, library("cn/2021"), "zh", "markdown")
        assert page.startswith(f"# {name}\n\n")
        fences = re.findall(r"^(`{3,})(\w*)$", page, re.MULTILINE)
        assert [bool(language) for _, language in fences] == [True, False] * (len(fences) // 2), name
        prose = re.sub(r"^(`{3,}).*?^\1$", "block", page, flags=re.MULTILINE | re.DOTALL)
        assert not re.search(r"[^\n]\n#|\n\n\n|\nblock\n[^\n]", prose), name
