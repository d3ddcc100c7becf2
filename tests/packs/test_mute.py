"""Entries that can never speak are told, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint import Pack, bundled
from disclint.mute import mute
from disclint.packs import load_pack
from disclint.scaffold import pack_files

from .places import BUNDLED

KINDS = {rule.kind: rule.target for rule in bundled.disclint_rules()}


def load(reference: str) -> Pack:
    return load_pack(reference, kinds=KINDS, folders=(BUNDLED,), cache=None)


FIGURES = "kind: form-arithmetic, form: active_disclosure"

MUTE = [
    ("{ kind: terms, words: {} }", "has nothing in words"),
    ("{ kind: terms, words: { “部份”： : { right: 部分 } } }", "““部份”：” can never match"),
    ("{ kind: terms, words: { 公開: { right: 公开 } } }", "write “公开”"),
    ('{ kind: terms, words: { " ": {} } }', "an empty word"),
    ("{ kind: terms, words: { 亮点: { unless: [亮 点] } } }", "the exception “亮 点” does not hold"),
    ("{ kind: terms, words: { 亮点: { unless: [亮点（一）] } } }", "“亮点（一）” can never match"),
    ("{ kind: terms, words: { 亮点: {} }, only_years: [2019, 2020] }", "outside the years of the pack"),
    ("{ kind: required-aspects, section: overview, aspects: {} }", "has nothing in aspects"),
    ("{ kind: required-aspects, section: preamble, aspects: { a: { words: [b] } } }", "is no section"),
    ("{ kind: required-aspects, section: overview, aspects: { a: { words: [热 线] } } }", "has a blank in it"),
    ("{ kind: required-aspects, section: overview, aspects: { a: { words: [热线], unless: [线] } } }", "“线” does not"),
    ("{ kind: text-pattern, pattern: '热线：[0-9]+' }", "“：” of pattern can never match"),
    ("{ kind: text-pattern, pattern: '热线[0-9]+', unless: ['12345'] }", "the exception “12345” does not hold"),
    (f"{{ {FIGURES}, expect: issued >= issued, per: row }}", "always holds"),
    (f"{{ {FIGURES}, expect: issued + 1 > issued, per: row }}", "always holds"),
    (f"{{ {FIGURES}, expect: issued == decisions, per: row }}", "no row or column has all figures"),
    (f"{{ {FIGURES}, expect: rules <= licensing }}", "no row or column has all figures"),
    (f"{{ {FIGURES}, expect: issued >= repealed, per: row, rows: [fees] }}", "no row or column has all figures"),
    ("{ kind: cell-arithmetic, expect: applications.granted.total == applications.granted.total }", "always holds"),
    ("{ kind: cell-pattern, form: active_disclosure }", "neither a pattern nor units"),
    ("{ kind: cell-pattern, form: active_disclosure, rows: [fees], columns: [issued], pattern: a }", "none of"),
]  # fmt: skip


SPEAKING = [
    "{ kind: terms, words: { 亮点: { unless: [亮点纷呈] } }, only_years: [2019, 2021] }",
    "{ kind: required-aspects, section: preamble, anywhere: true, aspects: { a: { words: [b] } } }",
    "{ kind: text-pattern, pattern: '热线[0-9]+', unless: [热线12345] }",
    r"{ kind: text-pattern, pattern: '\b热线$', unless: [线] }",
    f"{{ {FIGURES}, expect: issued >= repealed, per: row, rows: [rules] }}",
    f"{{ {FIGURES}, expect: rules <= normative_documents }}",
    "{ kind: form-arithmetic, form: applications, expect: granted <= received + carried_in }",
    "{ kind: cell-pattern, form: active_disclosure, units: [万元] }",
]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is said of each entry, all being entries of one pack."""
    entries = [*(entry for entry, _ in MUTE), *SPEAKING]
    path = tmp_path_factory.mktemp("county") / "county.yaml"
    lines = [f"  own-{number}: {entry}\n" for number, entry in enumerate(entries)]
    path.write_text("extends: cn/2021\nrules:\n" + "".join(lines), encoding="utf-8")
    pack = load(str(path))
    rules = {rule.id: rule for rule in pack.rules}
    return {
        entry: [english for _, english in mute(rules[f"own-{number}"], pack)] for number, entry in enumerate(entries)
    }


@pytest.mark.parametrize(("entry", "told"), MUTE)
def test_what_can_never_speak_is_told(said: dict[str, list[str]], entry: str, told: str) -> None:
    (reason,) = said[entry]
    assert told in reason


@pytest.mark.parametrize("entry", SPEAKING)
def test_what_can_speak_is_not_told(said: dict[str, list[str]], entry: str) -> None:
    assert said[entry] == []


@pytest.mark.parametrize("name", ["cn/2019", "cn/2021", "cn/2019/henan", "cn/2019/hubei", "cn-accounts/2020"])
def test_every_entry_of_a_bundled_pack_can_speak(name: str) -> None:
    pack = load(name)
    assert [(rule.id, reason) for rule in pack.rules for reason in mute(rule, pack)] == []


def test_every_entry_that_init_writes_can_speak(tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"
    path.write_text(pack_files("county")["county/county.yaml"], encoding="utf-8")
    pack = load(str(path))
    assert [(rule.id, reason) for rule in pack.rules for reason in mute(rule, pack)] == []
