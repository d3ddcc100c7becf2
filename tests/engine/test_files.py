"""Which files a path stands for."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from disclint import UsageError, engine
from disclint.engine import Request, check
from disclint.model.plugin import Brought
from disclint.selection import select

from .surroundings import REPORT, brought, folder

__all__ = ["brought", "folder"]

SUFFIXES = (".txt",)


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def test_a_folder_is_its_files_of_known_suffixes_sorted(folder: Path) -> None:
    make(folder, "b/2.txt", "b/10.TXT", "b/a/z.txt", "b/readme.md", "b/.hidden.txt", "b/.git/x.txt", "甲/乙.txt")
    assert list(select(["b"], [".txt"]).files) == ["b/10.TXT", "b/2.txt", "b/a/z.txt"]
    assert list(select(["."], [".txt", ".md"]).files) == [
        "b/10.TXT", "b/2.txt", "b/a/z.txt", "b/readme.md", "report.txt", "甲/乙.txt",
    ]  # fmt: skip


def test_files_stand_as_named_in_the_order_given_and_once(folder: Path) -> None:
    make(folder, "b/1.txt", "b/2.txt", "c.dat")
    paths = ["c.dat", "-", "./b/2.txt", "b", str(folder / "b" / "1.txt"), "-"]
    assert list(select(paths, [".txt"]).files) == ["c.dat", "-", "./b/2.txt", "b/1.txt"]


def test_a_linked_folder_is_not_followed_and_a_link_that_leads_nowhere_does_not_count(folder: Path) -> None:
    make(folder, "b/1.txt")
    (folder / "b" / "loop").symlink_to(folder / "b", target_is_directory=True)
    (folder / "b" / "gone.txt").symlink_to(folder / "nowhere.txt")
    assert list(select(["b"], [".txt"]).files) == ["b/1.txt"]


def test_a_link_that_leads_to_itself_does_not_count(folder: Path) -> None:
    (folder / "own.txt").symlink_to("own.txt")
    assert select(["."], SUFFIXES).files == ("report.txt",)


@pytest.mark.skipif(sys.platform == "win32", reason="a path has 260 characters there")
def test_folders_may_lie_in_each_other_as_deep_as_they_like(folder: Path) -> None:
    depth = sys.getrecursionlimit() + 100
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    make(Path(), "z.txt")
    os.chdir(folder)
    assert select(["."], SUFFIXES).files == (f"{'d/' * depth}z.txt", "report.txt")
    os.chdir("d/" * depth)
    os.unlink("z.txt")
    for _ in range(depth):  # what takes folders away recurses
        os.chdir("..")
        os.rmdir("d")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_read_where_somebody_writes_and_not_waited_for_where_nobody_does(
    folder: Path, brought: Brought, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "WAIT", 1.0)
    os.mkfifo("pipe.txt")
    assert select(["."], SUFFIXES).files == ("report.txt",)
    request = Request(pack="test/word")
    (file,) = check(["pipe.txt"], request, brought).files
    assert file.diagnostics[0].message.english == "nothing came through the pipe in 1 seconds"
    writer = threading.Thread(target=lambda: Path("pipe.txt").write_text(REPORT, encoding="utf-8"))
    writer.start()
    (file,) = check(["pipe.txt"], request, brought).files
    writer.join()
    (same,) = check(["report.txt"], request, brought).files
    assert file.diagnostics == same.diagnostics


def test_a_path_that_is_not_there_is_told_before_any_file(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"^missing\.txt: no such file or folder$"):
        select(["report.txt", "missing.txt"], [".txt"])


def test_a_folder_without_a_report_is_no_clean_folder(folder: Path) -> None:
    make(folder, "b/scan.pdf")
    with pytest.raises(UsageError, match=r"^b: no file to read in it \(\.txt\)$"):
        list(select(["b"], [".txt"]).files)
