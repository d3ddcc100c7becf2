"""The example plugin is built, installed beside disclint in an environment of its own, and used."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.surroundings import REPORT
from tests.plugins.environment import Environment, environment_in

EXAMPLE = Path(__file__).parent / "example"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    """A fresh environment with the plugin installed, and a report in its folder."""
    fresh = environment_in(tmp_path_factory.mktemp("environment"))
    shutil.copytree(EXAMPLE, fresh.folder / "example")
    (fresh.folder / "report.txt").write_text(REPORT, encoding="utf-8")
    fresh.install("./example")
    yield fresh
    shutil.rmtree(fresh.folder / "venv")


def test_the_pack_of_the_plugin_puts_its_rule_into_force(environment: Environment) -> None:
    done = environment.disclint("report.txt", "--pack", "hotline/2021", "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    assert file["pack"] == "hotline/2021"
    (finding,) = [finding for finding in file["diagnostics"] if finding["rule"] == "contact-hotline"]
    assert finding["severity"] == "warning"
    assert finding["message"] == "未写明联系电话或咨询电话"
    assert finding["start"]["line"] == REPORT.count("\n")
    assert done.stderr == ""


def test_a_project_can_name_the_kind(environment: Environment) -> None:
    work = environment.folder / "work"
    work.mkdir()
    (work / "report.txt").write_text(REPORT + "联系电话：0000-5550123\n", encoding="utf-8")
    entry = "{ kind: hotline, words: [联系电话] }\n  second: { kind: hotline, words: [监督电话] }\n"
    (work / "disclint.yaml").write_text(f"rules:\n  first: {entry}", encoding="utf-8")
    done = environment.disclint("work", "--format", "json")
    said = {finding["rule"] for finding in json.loads(done.stdout)["files"][0]["diagnostics"]}
    assert said & {"first", "second"} == {"second"}


def test_the_manual_is_the_docstring(environment: Environment) -> None:
    done = environment.disclint("explain", "contact-hotline", "--pack", "hotline/2021", "--lang", "en")
    assert done.returncode == 0
    assert "The report names a telephone that readers can call." in done.stdout
    assert "words: [联系电话, 咨询电话]" in done.stdout
    assert "What announces the number" in done.stdout
    done = environment.disclint("explain", "contact-hotline", "--pack", "hotline/2021")
    assert "报告写明联系电话。" in done.stdout
    assert "# 号码之前的词，如 联系电话；有其一即可。" in done.stdout


def test_the_reader_of_the_plugin_reads_its_files(environment: Environment) -> None:
    stamped = "".join(f"00:{number:02} {line}\n" for number, line in enumerate(REPORT.splitlines()))
    (environment.folder / "talk.subtitle").write_text(stamped, encoding="utf-8")
    done = environment.disclint("extract", "talk.subtitle", "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    assert (file["year"], file["organ"]) == (2023, "云溪县人民政府")
    assert len(file["sections"]) == 6


def test_the_format_of_the_plugin_is_one_of_all(environment: Environment) -> None:
    done = environment.disclint("report.txt", "--pack", "hotline/2021", "--format", "tally")
    assert done.stdout.split()[1:] == ["report.txt"]
    assert int(done.stdout.split()[0]) > 0


def test_the_second_run_imports_neither_pluggy_nor_what_it_does_not_use(environment: Environment) -> None:
    environment.disclint("report.txt")
    done = environment.disclint("report.txt", PYTHONPROFILEIMPORTTIME="1")
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert not {name for name in imported if name.startswith(("pluggy", "disclint_hotline"))}


def test_without_the_plugin_its_pack_is_unknown(environment: Environment) -> None:
    environment.pip("uninstall", "--quiet", "--yes", "disclint-hotline")
    done = environment.disclint("report.txt", "--pack", "hotline/2021", "--lang", "en")
    assert done.returncode == 2
    assert "hotline/2021" in done.stderr
