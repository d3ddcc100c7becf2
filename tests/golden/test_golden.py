"""The golden files: examples beside the bundled packs, and reports on which several mistakes meet."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from disclint import Pack
from disclint.bundled import disclint_packs, disclint_rules
from disclint.packs.load import load_pack, packs_found
from disclint.testing import Golden, check, golden_files, read_golden

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "rules"

EXAMPLES = [path for folder in sorted(RULES.rglob("examples")) for path in golden_files(folder)]
REPORTS = golden_files(Path(__file__).parent)

BY_THE_ENGINE = ("unreadable", "unknown-edition")
"""What is found before any pack is known."""


def shown(path: str) -> str:
    return Path(path).relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [*EXAMPLES, *REPORTS], ids=shown)
def test_the_margins_say_what_is_said(path: str) -> None:
    check(path)


@pytest.mark.parametrize("path", EXAMPLES, ids=shown)
def test_an_example_tells_what_it_is(path: str) -> None:
    golden = example(path)
    assert os.path.basename(path).startswith(("breaks-", "keeps-"))
    assert (golden.pack is None) == (golden.only[0] in BY_THE_ENGINE)


@cache
def example(path: str) -> Golden:
    return read_golden(path)


@cache
def bundled(name: str) -> Pack:
    kinds = {rule.kind: rule.target for rule in disclint_rules()}
    return load_pack(name, kinds=kinds, folders=[folder.path for folder in disclint_packs()], cache=None)


NAMES = [name for name in packs_found([str(RULES)]) if name != "cn/base"]


def entries_of(name: str) -> list[str]:
    """The entries that a pack's own file sets or changes."""
    own = str(RULES.joinpath(*name.split("/"))) + ".yaml"
    pack = bundled(name)
    return [
        rule.id
        for rule in pack.rules
        for origin in [pack.origins[rule.id]]
        if own in [origin.path, *(path for path, _ in origin.changed)]
    ]


def judged_by(entry: str, packs: list[str]) -> set[str]:
    """``breaks`` and ``keeps``, as far as an entry has examples of them in some packs."""
    found = [example(path) for path in EXAMPLES if Path(path).parent.name == entry]
    return {os.path.basename(each.path).partition("-")[0] for each in found if each.pack in packs}


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_that_a_pack_sets_has_examples_judged_by_it(name: str) -> None:
    without = {entry: sorted(judged_by(entry, [name])) for entry in entries_of(name)}
    assert {entry: found for entry, found in without.items() if found != ["breaks", "keeps"]} == {}


def test_every_entry_that_both_editions_share_has_examples() -> None:
    shared = {rule.id for rule in bundled("cn/2019").rules} & {rule.id for rule in bundled("cn/2021").rules}
    assert [entry for entry in sorted(shared) if judged_by(entry, ["cn/2019", "cn/2021"]) != {"breaks", "keeps"}] == []


def test_what_the_engine_finds_has_examples() -> None:
    found = {(example(path).only[0], os.path.basename(path).partition("-")[0]) for path in EXAMPLES}
    assert {(name, kind) for name in BY_THE_ENGINE for kind in ("breaks", "keeps")} <= found


def test_examples_are_of_entries() -> None:
    entries = {rule.id for name in NAMES for rule in bundled(name).rules}
    assert {Path(path).parent.name for path in EXAMPLES} <= entries | set(BY_THE_ENGINE)
