"""The example plugin is built, installed beside disclint in an environment of its own, and used."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import disclint
from tests.engine.surroundings import REPORT

EXAMPLE = Path(__file__).parent / "example"


class Environment(NamedTuple):
    python: Path
    folder: Path

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run this environment's Python in a folder with a report."""
        variables = {"PYTHONUTF8": "1", "XDG_CACHE_HOME": str(self.folder / "cache"), **variables}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
        return subprocess.run(
            [str(self.python), *words],
            cwd=self.folder,
            env={**inherited, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def disclint(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "disclint", *words, **variables)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    """A fresh environment that sees disclint and what it needs, with the plugin installed by pip."""
    folder = tmp_path_factory.mktemp("environment")
    builder = venv.EnvBuilder(with_pip=True, symlinks=os.name == "posix")
    builder.create(folder / "venv")
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    fresh = Environment(scripts / ("python.exe" if os.name == "nt" else "python"), folder)
    site = fresh.run("-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    seen = [str(Path(disclint.__file__).parent.parent), sysconfig.get_path("purelib"), *sys.path]
    (Path(site) / "tests.pth").write_text(
        "\n".join(path for path in seen if "site-packages" in path or path == seen[0])
    )
    shutil.copytree(EXAMPLE, folder / "example")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    pip = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-index", "--no-deps")
    done = fresh.run(*pip, "--no-build-isolation", "./example")
    assert done.returncode == 0, done.stdout + done.stderr
    yield fresh
    shutil.rmtree(folder / "venv")


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
    done = environment.run("-m", "pip", "uninstall", "--quiet", "--yes", "disclint-hotline")
    assert done.returncode == 0, done.stderr
    done = environment.disclint("report.txt", "--pack", "hotline/2021", "--lang", "en")
    assert done.returncode == 2
    assert "hotline/2021" in done.stderr
