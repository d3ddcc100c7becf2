"""``disclint schema``: what editors complete and check packs by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from disclint import bundled, scaffold
from disclint.model.plugin import Brought, RuleEntry
from disclint.packs.tree import parse, plain
from disclint.schema import schema, text
from tests.checkout import ROOT
from tests.cli.test_cli import Shell
from tests.engine import kinds
from tests.engine.surroundings import folder

__all__ = ["folder"]

BUNDLED = Brought(rules=tuple(bundled.disclint_rules()), folders=tuple(bundled.disclint_packs()))

VALIDATOR = jsonschema.Draft202012Validator(schema(BUNDLED))


def wrong(yaml: str) -> list[str]:
    """Where a pack is not as the schema says."""
    value: Any = json.loads(json.dumps(plain(parse(yaml.encode(), "pack.yaml"))))
    return ["/".join(map(str, error.absolute_path)) for error in VALIDATOR.iter_errors(value)]


def test_the_file_in_docs_is_what_the_code_says() -> None:
    there = (ROOT / "docs" / "pack.schema.json").read_text(encoding="utf-8")
    assert there == text(BUNDLED), "disclint schema --output docs/pack.schema.json"


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema(BUNDLED))


@pytest.mark.parametrize("path", sorted((ROOT / "rules").rglob("*.yaml")), ids=lambda path: str(path.name))
def test_the_bundled_packs_are_valid(path: Path) -> None:
    assert wrong(path.read_text(encoding="utf-8")) == []


def test_what_init_writes_is_valid() -> None:
    files = {**scaffold.config_files(), **scaffold.pack_files("county")}
    packs = [files[path] for path in files if path.endswith(("disclint.yaml", "county.yaml"))]
    assert len(packs) == 2
    assert [wrong(pack) for pack in packs] == [[], []]


@pytest.mark.parametrize(
    "yaml",
    [
        "rules:\n",
        "rules: { dates: off, terms: { severity: note } }",
        "rules: { own: { severity: note } }",
        "rules: { own: { kind: required-aspects, section: problems, aspects: { a: { words: [b] } } } }",
        "forms: { applications: { rows: { other: { label: 其他, after: granted } } } }",
        "ignore: [{ rule: dates, reason: 已核对, file: a.txt }]",
        "profile: { years: [2021, null] }",
        "rules: { own: { kind: text-pattern, pattern: a, only_years: [2021, null], only_levels: [county] } }",
    ],
)
def test_changes_of_single_keys_are_valid(yaml: str) -> None:
    assert wrong(yaml) == []


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        ("rule: {}", ""),
        ("extends: 2021", "extends"),
        ("rules: { terms: { severity: grave } }", "rules/terms"),
        ("rules: { terms: { wrods: {} } }", "rules/terms"),
        ("rules: { own: { kind: term } }", "rules/own/kind"),
        ("rules: { own: { kind: terms, words: [a] } }", "rules/own/words"),
        ("rules: { own: { kind: form-arithmetic, expect: 3 } }", "rules/own/expect"),
        ("rules: { own: 3 }", "rules/own"),
        ("forms: { applications: { row: {} } }", "forms/applications"),
        ("forms: { applications: { columns: { a: { type: number } } } }", "forms/applications/columns/a/type"),
        ("ignore: [{ rule: dates }]", "ignore/0"),
        ("profile: { years: [2021] }", "profile/years"),
        ("rules: { own: { kind: text-pattern, pattern: [a] } }", "rules/own/pattern"),
        ("rules: { own: { kind: text-pattern, pattern: a, expect: { n: 3 } } }", "rules/own/expect"),
        ("rules: { own: { kind: cell-pattern, form: a, unit: 元 } }", "rules/own"),
        ("rules: { own: { kind: cell-arithmetic, expect: [a, b] } }", "rules/own/expect"),
        ("rules: { own: { kind: terms, only_levels: county } }", "rules/own/only_levels"),
        ("rules: { terms: { only_years: [2021, now] } }", "rules/terms"),
    ],
)
def test_mistakes_are_found_at_their_place(yaml: str, place: str) -> None:
    assert wrong(yaml) == [place]


def test_a_pack_of_all_kinds_for_authors_is_valid() -> None:
    assert wrong((ROOT / "tests" / "golden" / "pack.yaml").read_text(encoding="utf-8")) == []


def test_the_kinds_of_plugins_are_in_it() -> None:
    word = RuleEntry("word", f"{kinds.__name__}:Word")
    found = schema(BUNDLED.replace(rules=(*BUNDLED.rules, word)))
    assert found["$defs"]["kind.word"]["properties"]["kind"] == {"const": "word"}
    assert "kind.word" not in schema(BUNDLED)["$defs"]


def test_the_command_prints_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Shell(capsys)
    assert run("schema") == 0
    assert json.loads(run.out)["title"] == "disclint pack"
    assert run("schema", "words") == 2
