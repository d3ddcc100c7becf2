"""Writing a mended file, or leaving it alone; and showing what would change."""

from __future__ import annotations

import os
import re
import stat
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import Checked, LineTable
from disclint.fixing import LeftAlone, Mended, difference, replace

BEFORE, AFTER = "甲,乙\r\n".encode("gb18030"), "甲，乙\r\n".encode("gb18030")


def mended(before: bytes = BEFORE, after: bytes = AFTER) -> Mended:
    return Mended(before, after, Checked("a.txt", ()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A report in a folder of its own."""
    path = tmp_path / "a.txt"
    path.write_bytes(BEFORE)
    return path


def refusal(path: Path, what: Mended | None = None) -> str:
    with pytest.raises(LeftAlone) as caught:
        replace(str(path), what or mended())
    assert caught.value.message.chinese
    return caught.value.message.english


def test_the_file_is_replaced_and_keeps_its_mode(file: Path) -> None:
    os.chmod(file, 0o640)
    before = file.stat()
    replace(str(file), mended())
    assert file.read_bytes() == AFTER
    after = file.stat()
    assert stat.S_IMODE(after.st_mode) == 0o640
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert after.st_ino != before.st_ino, "it was written in place: a reader could have seen a part"
    assert os.listdir(file.parent) == ["a.txt"]


def test_a_name_without_a_folder_is_of_the_working_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    replace("a.txt", mended())
    assert file.read_bytes() == AFTER


def test_a_file_that_changed_meanwhile_is_left_alone(file: Path) -> None:
    file.write_bytes(BEFORE + b"more")
    assert "changed" in refusal(file)
    assert file.read_bytes() == BEFORE + b"more"
    assert os.listdir(file.parent) == ["a.txt"]


def test_a_file_that_is_gone_is_not_made_anew(file: Path) -> None:
    file.unlink()
    assert refusal(file).startswith("not written: ")
    assert os.listdir(file.parent) == []


def test_a_read_only_file_is_left_alone(file: Path) -> None:
    os.chmod(file, 0o444)
    assert "read-only" in refusal(file)
    assert file.read_bytes() == BEFORE


def test_what_is_no_file_of_its_own_is_left_alone(file: Path) -> None:
    link, twin, folder = (file.parent / name for name in ("link.txt", "twin.txt", "folder.txt"))
    link.symlink_to(file)
    assert "symbolic link" in refusal(link)
    assert link.is_symlink()
    folder.mkdir()
    assert "no regular file" in refusal(folder)
    os.link(file, twin)
    assert "hard links" in refusal(file)
    assert {path.read_bytes() for path in (file, link, twin)} == {BEFORE}


# What would change


def patched(text: str, diff: str) -> str:
    """A text after a unified diff, which must fit it in every line."""
    starts = [*LineTable(text).starts, len(text)]
    lines = [text[start:end] for start, end in pairwise(starts)]
    result: list[str] = []
    at = 0
    parts = re.split("(?<=\n)", diff)[2:-1]
    for number, part in enumerate(parts):
        body = part[1:]
        if number + 1 < len(parts) and parts[number + 1].startswith("\\"):
            body = body[:-1]
        if part.startswith("@@"):
            first = int(part.split()[1][1:].split(",")[0]) - 1
            result += lines[at:first]
            at = first
        elif part[0] in " -":
            assert lines[at] == body
            at += 1
            result += [body] if part[0] == " " else []
        elif part[0] == "+":
            result.append(body)
    return "".join([*result, *lines[at:]])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=40), st.booleans(), st.booleans())
def test_a_diff_leads_from_one_text_to_the_other(lines: list[tuple[str, str]], whole: bool, windows: bool) -> None:
    end = "\r\n" if windows else "\n"
    texts = [end.join(line[side] for line in lines) + (end if whole else "") for side in (0, 1)]
    diff = difference("a.txt", *texts)
    assert patched(texts[0], diff) == texts[1]
    assert bool(diff) == (texts[0] != texts[1])


def test_a_diff_shows_three_lines_around_what_changes() -> None:
    before = "".join(f"{number}\n" for number in range(1, 31))
    after = before.replace("5\n6\n", "5，\n6\n", 1).replace("\n28\n29\n", "\n28\n29，\n")
    assert difference("年报/a.txt", before, after) == (
        "--- 年报/a.txt\n+++ 年报/a.txt\n"
        "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+5，\n 6\n 7\n 8\n"
        "@@ -26,5 +26,5 @@\n 26\n 27\n 28\n-29\n+29，\n 30\n"
    )


def test_a_diff_tells_of_a_last_line_without_an_end() -> None:
    assert difference("a.txt", "甲\n乙", "甲\n丙") == (
        "--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n 甲\n"
        "-乙\n\\ No newline at end of file\n+丙\n\\ No newline at end of file\n"
    )
