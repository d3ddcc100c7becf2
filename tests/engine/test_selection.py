"""What is left out of a run: by a pattern, by git, by where a link leads."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from disclint import UsageError
from disclint.selection import select

from .surroundings import folder
from .test_files import make

__all__ = ["folder"]

git_only = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


def found(*paths: str, exclude: tuple[str, ...] = (), since: str | None = None) -> list[str]:
    return list(select(paths, [".txt"], exclude, since).files)


def test_a_pattern_of_a_name_holds_at_any_depth_one_with_a_slash_from_here(folder: Path) -> None:
    make(folder, "b/1.txt", "b/draft-1.txt", "b/old/2.txt", "b/new/old/3.txt", "c/old/4.txt")
    assert found("b", "c", exclude=("draft*",)) == ["b/1.txt", "b/new/old/3.txt", "b/old/2.txt", "c/old/4.txt"]
    assert found("b", "c", exclude=("old",)) == ["b/1.txt", "b/draft-1.txt"]
    assert found("b", "c", exclude=("b/old/", "./c/*")) == ["b/1.txt", "b/draft-1.txt", "b/new/old/3.txt"]
    assert found("b/1.txt", "c/old/4.txt", exclude=("4*",)) == ["b/1.txt"]


def test_a_folder_of_which_all_is_left_out_is_an_empty_run(folder: Path) -> None:
    make(folder, "b/1.txt")
    assert found("b", exclude=("*.txt",)) == []


def test_a_link_is_followed_within_the_folder_and_told_where_it_leads_out(folder: Path) -> None:
    make(folder, "b/1.txt", "secret.txt")
    (folder / "b" / "inside.txt").symlink_to(folder / "b" / "1.txt")
    (folder / "b" / "outside.txt").symlink_to(folder / "secret.txt")
    selection = select(["b"], [".txt"])
    assert selection.files == ("b/1.txt", "b/inside.txt")
    (notice,) = selection.notices
    assert notice.english == "b: passed over 1 links that lead out of it, such as b/outside.txt"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root opens every folder")
def test_a_folder_that_cannot_be_opened_is_told_and_the_others_go_on(folder: Path) -> None:
    make(folder, "b/1.txt", "b/shut/2.txt")
    (folder / "b" / "shut").chmod(0)
    selection = select(["b"], [".txt"])
    (folder / "b" / "shut").chmod(0o700)
    assert selection.files == ("b/1.txt",)
    assert [notice.code for notice in selection.notices] == ["closed-folder"]


@git_only
def test_what_git_ignores_is_not_among_a_folder_but_may_be_named(folder: Path) -> None:
    make(folder, "b/1.txt", "b/out/2.txt", "b/草稿.txt", "b/3.txt")
    (folder / ".gitignore").write_text("out/\n草稿*\n", encoding="utf-8")
    assert len(found("b")) == 4
    git(folder, "init")
    assert found("b") == ["b/1.txt", "b/3.txt"]
    assert found(".") == ["b/1.txt", "b/3.txt", "report.txt"]
    assert found("b/out/2.txt") == ["b/out/2.txt"]


@git_only
def test_changed_since_a_revision_means_since_the_present_parted_from_it(folder: Path) -> None:
    make(folder, "b/same.txt", "b/edited.txt", "b/theirs.txt")
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "first")
    git(folder, "branch", "topic")
    (folder / "b" / "theirs.txt").write_text("theirs", encoding="utf-8")
    git(folder, "commit", "-a", "-m", "on main")
    git(folder, "checkout", "topic")
    (folder / "b" / "edited.txt").write_text("edited", encoding="utf-8")
    git(folder, "commit", "-a", "-m", "on topic")
    make(folder, "b/新的.txt")
    assert found("b", since="main") == ["b/edited.txt", "b/新的.txt"]
    assert found("b", "report.txt", since="HEAD") == ["b/新的.txt"]


@git_only
def test_a_revision_that_git_does_not_know_is_told(folder: Path) -> None:
    with pytest.raises(UsageError, match="in no git repository"):
        found("report.txt", since="main")
    git(folder, "init")
    for name in ("nowhere", "--output=x"):
        with pytest.raises(UsageError, match="git knows no such revision"):
            found("report.txt", since=name)
    assert not (folder / "x").exists()


@git_only
def test_no_command_of_a_repository_is_run(folder: Path) -> None:
    git(folder, "init")
    git(folder, "add", "report.txt")
    git(folder, "commit", "-m", "first")
    script = folder / "spy.sh"
    script.write_text(f"#!/bin/sh\ntouch {folder}/spied\n", encoding="utf-8")
    script.chmod(0o755)
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "attributes").write_text("*.txt filter=own diff=own\n", encoding="utf-8")
    for setting in (
        "core.fsmonitor", "diff.external", "diff.own.command", "diff.own.textconv", "filter.own.clean",
        "filter.own.process", "core.pager", "core.sshCommand",
    ):  # fmt: skip
        git(folder, "config", setting, str(script))
    report = (folder / "report.txt").read_text(encoding="utf-8")
    (folder / "report.txt").write_text(report.replace("2023", "2022"), encoding="utf-8")
    assert found(".", since="HEAD") == ["report.txt"]
    assert not (folder / "spied").exists()


@git_only
def test_what_is_missing_in_a_repository_is_fetched_from_nowhere(folder: Path) -> None:
    git(folder, "init")
    git(folder, "add", "report.txt")
    git(folder, "commit", "-m", "first")
    tree = subprocess.run(
        ["git", "-C", str(folder), "rev-parse", "HEAD^{tree}"], capture_output=True, text=True, check=True
    )
    name = tree.stdout.strip()
    (folder / ".git" / "objects" / name[:2] / name[2:]).unlink()
    for setting, value in (
        ("protocol.ext.allow", "always"), ("extensions.partialClone", "origin"), ("core.repositoryFormatVersion", "1"),
        ("remote.origin.promisor", "true"), ("remote.origin.url", f"ext::sh -c touch% {folder}/spied"),
    ):  # fmt: skip
        git(folder, "config", setting, value)
    with pytest.raises(UsageError) as told:
        found(".", since="HEAD")
    assert "parts are missing" in told.value.english
    assert not (folder / "spied").exists()


@git_only
def test_a_file_that_was_only_written_again_is_not_changed(folder: Path) -> None:
    git(folder, "init")
    make(folder, "b/1.txt", "b/2.txt")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "first")
    for path in (folder / "b").iterdir():
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data + b"!" * (path.name == "2.txt"))
    report = (folder / "report.txt").read_bytes()
    (folder / "report.txt").write_bytes(report.replace(b"\n", b"\r\n"))  # as git writes it where core.autocrlf is set
    assert found(".", since="HEAD") == ["b/2.txt"]
