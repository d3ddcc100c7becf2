"""Which files a path stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint import UsageError
from disclint.selection import select

from .surroundings import folder

__all__ = ["folder"]


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


def test_a_path_that_is_not_there_is_told_before_any_file(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"^missing\.txt: no such file or folder$"):
        select(["report.txt", "missing.txt"], [".txt"])


def test_a_folder_without_a_report_is_no_clean_folder(folder: Path) -> None:
    make(folder, "b/scan.pdf")
    with pytest.raises(UsageError, match=r"^b: no file to read in it \(\.txt\)$"):
        list(select(["b"], [".txt"]).files)
