"""The pre-commit hook, tried as a user has it: installed in a repository, in the way of a commit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT, copy_of_repository


class Repository:
    """A git repository that nobody's own settings reach into."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        foreign = {name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))} | {"PYTHONPATH", "SKIP"}
        self.environment = {name: value for name, value in os.environ.items() if name not in foreign} | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "clerk",
            "GIT_AUTHOR_EMAIL": "clerk@example.org",
            "GIT_COMMITTER_NAME": "clerk",
            "GIT_COMMITTER_EMAIL": "clerk@example.org",
            "PRE_COMMIT_HOME": str(cache),
            "PYTHONUTF8": "1",
            "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")]),
        }
        folder.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stdout
        return done.stdout.strip()

    def pre_commit(self, *arguments: str) -> None:
        done = self.run(sys.executable, "-m", "pre_commit", *arguments)
        assert done.returncode == 0, done.stdout

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def commit(self, *paths: str) -> subprocess.CompletedProcess[str]:
        """Try to commit paths, or all that there is."""
        self.git("add", *(paths or ("-A",)))
        return self.run("git", "commit", "-q", "-m", "Report of 2023")

    def commit_of(self, text: bytes) -> subprocess.CompletedProcess[str]:
        """Try to commit a report."""
        self.write("年报/2023 年度.txt", text.decode())
        return self.commit()


@pytest.fixture
def office(tmp_path: Path) -> Repository:
    """A repository of reports with the hook of this repository installed."""
    cache = tmp_path / "pre-commit"
    published = Repository(copy_of_repository(tmp_path / "disclint"), cache)
    published.git("add", "-A")
    published.git("commit", "-q", "-m", "A release")
    published.pre_commit("validate-manifest", ".pre-commit-hooks.yaml")
    published.pre_commit("validate-config", ".pre-commit-config.yaml")

    office = Repository(tmp_path / "office", cache)
    revision = published.git("rev-parse", "HEAD")
    office.folder.joinpath(".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {published.folder.as_posix()}\n    rev: {revision}\n    hooks:\n      - id: disclint\n",
        encoding="utf-8",
    )
    office.pre_commit("install", "--install-hooks")
    return office


def test_a_draft_is_refused_until_it_is_mended(office: Repository) -> None:
    refused = office.commit_of((ROOT / "examples" / "draft-2023.txt").read_bytes())
    assert refused.returncode == 1, refused.stdout
    assert "年报/2023 年度.txt:" in refused.stdout
    assert "required-sections" in refused.stdout
    assert office.run("git", "rev-parse", "-q", "--verify", "HEAD").returncode == 1

    accepted = office.commit_of((ROOT / "examples" / "final-2023.txt").read_bytes())
    assert accepted.returncode == 0, accepted.stdout
    assert office.git("log", "--format=%s") == "Report of 2023"


@pytest.mark.parametrize("page", ["tutorial-pack.md", "zh/tutorial-pack.md"])
def test_the_pack_of_the_tutorial_is_tested_and_judges_at_every_commit(page: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    province = Repository(tmp_path / "yunling", tmp_path / "pre-commit")
    files = dict(re.findall(r"^<!-- file: (\S+) -->\n```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    assert sum(body.count("\n") for name, body in files.items() if name.endswith(".yaml")) <= 30
    for name, body in files.items():
        province.write(name, body)
    bless = province.run(sys.executable, "-m", "disclint", "test", "yunling.yaml", "--bless")
    assert bless.returncode == 0, bless.stdout
    province.pre_commit("install")
    assert province.commit().returncode == 0

    draft = files["examples/yunling/breaks-draft.txt"].partition("\n")[2]
    province.write("reports/2020.txt", draft)
    refused = province.commit()
    assert refused.returncode == 1
    assert re.findall(
        r"^reports/2020.txt:\d+:\d+ \S+ (\S*(?:words|hotline|joint|sign)\S*)", refused.stdout, re.MULTILINE
    ) == [
        "yunling-words",
        "joint-documents",
        "change-sign",
        "hotline-named",
    ]
    province.git("rm", "-q", "--cached", "reports/2020.txt")
    province.write("yunling.yaml", files["yunling.yaml"].replace("styles: [sign]", "styles: [word]"))
    refused = province.commit("yunling.yaml")
    assert refused.returncode == 1
    assert "examples/yunling/keeps-final.txt" in refused.stdout


def test_a_new_pack_project_tests_itself_at_every_commit(tmp_path: Path) -> None:
    outside = Repository(tmp_path / "work", tmp_path / "pre-commit")
    done = outside.run(sys.executable, "-m", "disclint", "init", "--pack", "county")
    assert done.returncode == 0, done.stdout
    county = Repository(tmp_path / "work" / "county", tmp_path / "pre-commit")
    county.pre_commit("install")
    committed = county.commit()
    assert committed.returncode == 0, committed.stdout
    assert "Passed" in committed.stdout
    pack = (county.folder / "county.yaml").read_text(encoding="utf-8")
    county.write("county.yaml", pack.replace("政务公开热线:", "政务公开电话:"))
    refused = county.commit()
    assert refused.returncode == 1
    assert "examples/county-words/breaks-word.txt" in refused.stdout
