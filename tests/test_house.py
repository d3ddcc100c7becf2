"""The project as others meet it: the documents, the distributions, the public names."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import typing
import zipfile
from importlib import import_module, metadata
from pathlib import Path
from typing import NamedTuple

import hostile
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from threats import CASES

import disclint
from tests.checkout import ROOT, copy_of_repository, files_of


def python(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in a folder, with some variables of the environment set."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


class Distributions(NamedTuple):
    source: Path
    """The source distribution, unpacked."""
    wheel: Path
    """The wheel that was built from it."""
    installed: Path
    """A folder that the wheel is installed in."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """A source distribution of the repository, a wheel built from it, and its installation."""
    folder = tmp_path_factory.mktemp("built")
    clone = copy_of_repository(folder / "clone")
    done = python("-m", "hatchling", "build", "-t", "sdist", "-d", str(folder), cwd=clone)
    assert done.returncode == 0, done.stderr
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    done = python("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=source)
    assert done.returncode == 0, done.stderr
    wheel = next(folder.glob("*.whl"))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "installed")
    return Distributions(source, wheel, folder / "installed")


def test_the_source_distribution_has_every_file(built: Distributions) -> None:
    ours = files_of(copy_of_repository(built.source.parent.parent / "again"))
    assert files_of(built.source) - ours == {"PKG-INFO"}
    assert ours - files_of(built.source) == set()


def test_the_wheel_carries_every_module_and_pack(built: Distributions) -> None:
    there = files_of(built.installed)
    kinds = (".py", ".jinja", ".css", ".js")
    assert {f"disclint/{name}" for name in files_of(ROOT / "src" / "disclint") if name.endswith(kinds)} <= there
    packs = {f"disclint/data/rules/{name}" for name in files_of(ROOT / "rules")}
    compiled = {name.replace(".yaml", ".pack") for name in packs} - {"disclint/data/rules/cn/base.pack"}
    assert {name for name in there if name.startswith("disclint/data/")} - {
        "disclint/data/rules/packs.index"
    } == packs | compiled
    assert "disclint/py.typed" in there


def test_the_installed_program_judges_as_the_checkout_does(built: Distributions, tmp_path: Path) -> None:
    draft = str(ROOT / "examples" / "draft-2023.txt")
    here = python("-m", "disclint", draft, "--format", "json")
    there = python("-m", "disclint", draft, "--format", "json", cwd=tmp_path, PYTHONPATH=str(built.installed))
    assert (there.stdout, there.stderr, there.returncode) == (here.stdout, "", 1)


def test_the_installed_program_reads_no_yaml(built: Distributions, tmp_path: Path) -> None:
    script = """
import sys
import disclint.cli
status = disclint.cli.main(sys.argv[1:])
slow = {"ruamel", "re2", "pluggy", "opencc", "importlib.metadata", "dataclasses", "inspect", "pathlib", "typing"}
slow |= {"contextlib", "disclint.model.dossier"}
slow &= set(sys.modules)
sys.exit(f"status {status}, imported {sorted(slow)} from {disclint.__file__}" if slow or status != 1 else 0)
"""
    arguments = ("-I", "-c", f"import sys; sys.path.insert(0, {str(built.installed)!r})\n{script}")
    draft = str(ROOT / "examples" / "draft-2023.txt")
    python(*arguments, draft, cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path))  # the first run looks for plugins
    assert not (tmp_path / "disclint" / "packs").exists(), "packs were compiled that the wheel should carry"
    done = python(*arguments, draft, cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_the_version_is_the_same_everywhere(built: Distributions) -> None:
    assert built.wheel.name == f"disclint-{disclint.__version__}-py3-none-any.whl"
    assert python("-m", "disclint", "--version").stdout == f"disclint {disclint.__version__}\n"
    assert f"{disclint.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_documents_show_what_is_true() -> None:
    done = python("docs/refresh.py", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_readmes_give_the_same_commands() -> None:
    def commands(name: str) -> list[str]:
        return re.findall(r"^python3 .*$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)

    english = commands("README.md")
    assert len(english) == 2
    assert commands("README.zh-CN.md") == [command.replace(" --lang en", "") for command in english]
    assert english[1] in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()


def test_the_draft_has_six_mistakes_and_the_final_report_none() -> None:
    done = python("-m", "disclint", "examples/draft-2023.txt", "examples/final-2023.txt", "--format", "json")
    draft, final = (file["diagnostics"] for file in json.loads(done.stdout)["files"])
    lines = (ROOT / "examples" / "draft-2023.txt").read_text(encoding="utf-8").splitlines()
    mended = (ROOT / "examples" / "final-2023.txt").read_text(encoding="utf-8").splitlines()
    changed = {number for number, (old, new) in enumerate(zip(lines, mended, strict=False), 1) if old != new}
    assert final == []
    assert [finding["rule"] for finding in draft].count("required-sections") == 1
    elsewhere = [finding["start"]["line"] for finding in draft if finding["rule"] != "required-sections"]
    assert sorted(elsewhere) == sorted(changed)


def test_the_public_names_are_declared_and_found() -> None:
    tree = ast.parse((ROOT / "src" / "disclint" / "__init__.py").read_text(encoding="utf-8"))
    declared = {
        (alias.asname, node.module)
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module != "typing"
        for alias in node.names
    }
    names = set(disclint.__all__) - {"__version__"}
    assert {name for name, _ in declared} == names
    for name, module in declared:
        assert name is not None
        assert module is not None
        public, kept = getattr(disclint, name), getattr(import_module(module), name)
        assert public is kept or public == eval(kept, {**vars(typing), **vars(import_module(module))})


@pytest.mark.parametrize("name", ["Pattern", "Severity", "State", "YearlyRelation"])
def test_a_public_type_is_one_for_whoever_asks(name: str) -> None:
    kind = getattr(disclint, name)
    assert typing.get_origin(kind) in (typing.Annotated, typing.Literal)
    assert type(None) in typing.get_args(kind | None)


def test_the_tests_that_the_page_on_security_names_are_there() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", page)
    assert len(named) == page.count("::test_") > 50
    for file, test in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}::{test}"
    rows = [
        line for line in page.partition("## What is not defended")[0].splitlines() if re.match(r"\| (?!threat)", line)
    ]
    assert all("::test_" in line for line in rows if line[2:] != "--|---|---|")


def test_the_page_on_security_has_all_that_was_tried_and_nothing_else() -> None:
    assert list(hostile.kept()) == [(case.kind, case.what.replace("<", "&lt;")) for case in CASES]


@pytest.mark.skipif(sys.platform != "linux", reason="the cases need bash and the devices of Linux")
def test_the_page_on_security_says_of_surroundings_what_is_said_now() -> None:
    done = python("benchmarks/hostile.py", "--check", "surroundings")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


PERMISSIVE = re.compile(r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|0BSD)\b")
STRICT = re.compile(r"GPL|General Public|MPL|Mozilla|EUPL|CDDL|SSPL|Proprietary|Commercial", re.IGNORECASE)


def needed(name: str, extras: frozenset[str]) -> set[str]:
    """What a distribution needs with some extras, and what that needs in turn."""
    found: set[str] = set()
    for line in metadata.requires(name) or ():
        wanted = Requirement(line)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            found |= {canonicalize_name(wanted.name)} | needed(wanted.name, frozenset(wanted.extras))
    return found


def test_all_that_the_program_needs_has_a_permissive_licence() -> None:
    libraries = needed("disclint", frozenset({"xlsx", "pdf", "batch"}))
    assert {"pluggy", "ruamel-yaml", "opencc", "jinja2", "markupsafe", "google-re2", "xlsxwriter"} <= libraries
    for name in sorted(libraries):
        about = metadata.metadata(name)
        words = [*(about.get_all("License-Expression") or ()), *(each[:100] for each in about.get_all("License") or ())]
        told = " ".join(words + [each for each in about.get_all("Classifier") or () if each.startswith("License ::")])
        assert PERMISSIVE.search(told), f"{name}: {told}"
        assert not STRICT.search(told), f"{name}: {told}"


def test_the_lock_fits_what_the_project_asks_for() -> None:
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index" not in lock
    entries = re.findall(r"^(\S+)==(\S+)( ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", lock, re.MULTILINE)
    assert len(entries) == len(re.findall(r"^[^\s#]", lock, re.MULTILINE))
    pinned: dict[str, set[str]] = {}
    for name, version, _, _ in entries:
        pinned.setdefault(canonicalize_name(name), set()).add(version)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = (project["dependencies"], *project["optional-dependencies"].values())
    for wanted in (Requirement(line) for lines in lists for line in lines):
        if wanted.name != "disclint":
            there = pinned.get(canonicalize_name(wanted.name), set())
            assert any(map(wanted.specifier.contains, there)), f"{wanted}: renew the lock, see CONTRIBUTING.md"
