"""Names that are no Unicode, act on a terminal, are long or come from Windows; folders that are closed or gone."""

from __future__ import annotations

import csv
import io
import json
import ntpath
import os
import posixpath
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest

from disclint.baseline import path_from
from disclint.cli import main
from disclint.reporters.paths import file_uri, relative, uri
from tests.checkout import ROOT
from tests.engine.surroundings import folder
from tests.systems.shell import disclint, python, shell

__all__ = ["folder"]

linux_only = pytest.mark.skipif(
    os.uname().sysname != "Linux" if hasattr(os, "uname") else True, reason="takes any name"
)

NAMES = (
    b"gbk-\xb1\xa8\xb8\xe6.txt",
    b"esc-\x1b[31m\x1b]0;x\x07\x9b.txt",
    "bidi-\u202etxt.exe\u2066.txt".encode(),
    "c1-\x9b2J\u2028.txt".encode(),
    b"lines-a\n::error::b\r.txt",
    b"=cmd|x.txt",
    b"<script>window.ran=1<script>]]>&.txt",
    b"q\"'&%20#?,;:1:2.txt",
    b"back\\slash.txt",
)
ACTING = {*map(chr, (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0))), *"\u2028\u2029\u202e\u2066"}


@pytest.fixture
def odd(folder: Path) -> Path:
    """A folder with a report under each odd name."""
    os.mkdir("odd")
    for name in NAMES:
        with open(os.path.join(b"odd", name), "wb") as file:
            file.write("某县2023年政府信息公开工作年度报告\n一、总体情况\n".encode())
    return folder


def written(odd: Path, capfd: pytest.CaptureFixture[str], *words: str) -> bytes:
    assert main([*words, "--output", "result"]) == 1
    assert capfd.readouterr().err == ""
    return (odd / "result").read_bytes()


@linux_only
def test_any_name_is_shown_harmlessly_in_every_format_of_text(odd: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for command, formats in (
        ("check", ("text", "json", "sarif", "html", "github", "gitlab", "junit", "csv")),
        ("summary", ("text", "json", "html", "csv")),
    ):
        for form in formats:
            text = written(odd, capfd, command, "odd", "--format", form).decode("utf-8")
            allowed = {"\t", "\r"} if form == "html" else set()
            assert (ACTING - allowed).isdisjoint(text), (command, form)
    for form in ("text", "json", "csv"):
        assert main(["extract", "odd", "--pack", "cn/2021", "--format", form, "--output", "result"]) == 0
        assert ACTING.isdisjoint((odd / "result").read_text(encoding="utf-8"))


@linux_only
def test_any_name_leaves_every_format_well_formed(odd: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = {os.fsdecode(name).encode("utf-8", "replace").decode() for name in NAMES}
    found = json.loads(written(odd, capfd, "odd", "--format", "json"))
    assert {file["path"].removeprefix("odd/") for file in found["files"]} == whole

    (run,) = json.loads(written(odd, capfd, "odd", "--format", "sarif"))["runs"]
    uris = {artifact["location"]["uri"] for artifact in run["artifacts"]}
    assert all(each.isascii() and each.startswith("odd/") for each in uris)
    assert {unquote_to_bytes(each.removeprefix("odd/")) for each in uris} == set(NAMES)

    suites = ET.fromstring(written(odd, capfd, "odd", "--format", "junit"))
    assert len(suites) == len(NAMES)

    rows = list(csv.DictReader(io.StringIO(written(odd, capfd, "odd", "--format", "csv").decode("utf-8-sig"))))
    assert len({row["path"] for row in rows}) == len(NAMES)

    assert json.loads(written(odd, capfd, "odd", "--format", "gitlab"))
    commands = written(odd, capfd, "odd", "--format", "github").decode().splitlines()
    assert len(commands) == len(rows) + 1

    tags: list[str] = []
    page = HTMLParser()
    page.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
    page.feed(written(odd, capfd, "odd", "--format", "html").decode())
    assert tags.count("script") == 1

    with zipfile.ZipFile(io.BytesIO(written(odd, capfd, "odd", "--format", "xlsx"))) as book:
        assert book.testzip() is None
        for name in book.namelist():
            ET.fromstring(book.read(name))


@linux_only
def test_a_baseline_keeps_names_that_are_no_unicode(odd: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["odd", "--baseline", "base.jsonl", "--write-baseline"]) == 0
    (odd / "base.jsonl").read_bytes().decode("utf-8")
    assert main(["odd", "--baseline", "base.jsonl"]) == 0
    assert "gbk" not in capfd.readouterr().err


@linux_only
def test_a_database_takes_any_name(odd: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert written(odd, capfd, "summary", "odd", "--format", "sqlite").startswith(b"SQLite format 3")


def test_long_paths_are_paths(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    place = folder
    for letter in "abc":
        place = place / (letter * 120)
    place.mkdir(parents=True)
    path = place / "report.txt"
    path.write_bytes((folder / "report.txt").read_bytes())
    for words in ([str(path)], ["."], [str(path), "--format", "sarif", "--output", str(place / "out.sarif")]):
        assert main(words) == 1
    assert (place / "out.sarif").exists()
    assert capfd.readouterr().err == ""


# Windows, by what its paths mean


@pytest.mark.parametrize(
    ("path", "root", "address"),
    [
        ("reports\\2023\\报告.txt", "C:\\work", ("reports/2023/%E6%8A%A5%E5%91%8A.txt", True)),
        ("C:\\work\\a b.txt", "C:\\work", ("a%20b.txt", True)),
        ("c:\\WORK\\a.txt", "C:\\work\\", ("a.txt", True)),
        ("..\\other\\a.txt", "C:\\work", ("file:///C:/other/a.txt", False)),
        ("D:\\a.txt", "C:\\work", ("file:///D:/a.txt", False)),
        ("D:\\a.txt", "", ("file:///D:/a.txt", False)),
        ("\\\\server\\share\\a.txt", "C:\\work", ("file://server/share/a.txt", False)),
        ("\\\\server\\share\\x\\a.txt", "\\\\server\\share", ("x/a.txt", True)),
        ("a/b.txt", "", ("a/b.txt", True)),
        ("C:\\workers\\a.txt", "C:\\work", ("file:///C:/workers/a.txt", False)),
    ],
)
def test_paths_of_windows_become_uris(path: str, root: str, address: tuple[str, bool]) -> None:
    assert uri(path, root, ntpath) == address


@pytest.mark.parametrize(
    ("path", "root", "address"),
    [
        ("reports/2023/报告.txt", "/work", ("reports/2023/%E6%8A%A5%E5%91%8A.txt", True)),
        ("/work/./a.txt", "/work/", ("a.txt", True)),
        ("../a.txt", "/work", ("file:///a.txt", False)),
        ("/workers/a.txt", "/work", ("file:///workers/a.txt", False)),
        ("/WORK/a.txt", "/work", ("file:///WORK/a.txt", False)),
        ("a\\b.txt", "/work", ("a%5Cb.txt", True)),
        ("a:b.txt", "/work", ("./a:b.txt", True)),
    ],
)
def test_paths_of_posix_become_uris(path: str, root: str, address: tuple[str, bool]) -> None:
    assert uri(path, root, posixpath) == address


def test_roots_become_uris() -> None:
    assert file_uri("C:\\work\\", ntpath) == "file:///C:/work"
    assert file_uri("\\\\server\\share\\", ntpath) == "file://server/share"
    assert file_uri("/work/", posixpath) == "file:///work"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("reports\\a.txt", "reports/a.txt"),
        ("C:\\Work\\a.txt", "a.txt"),
        (".\\a.txt", "a.txt"),
        ("D:\\a.txt", "D:/a.txt"),
        ("..\\a.txt", "../a.txt"),
    ],
)
def test_code_hosts_know_paths_of_windows(path: str, written: str) -> None:
    assert relative(path, "C:\\work", ntpath) == written


def test_a_baseline_knows_paths_of_windows() -> None:
    assert path_from("C:\\work\\base.jsonl", "C:\\work\\reports\\a.txt", ntpath) == "reports/a.txt"
    assert path_from("C:\\work\\ci\\base.jsonl", "C:\\work\\a.txt", ntpath) == "../a.txt"
    assert path_from("C:\\work\\base.jsonl", "D:\\a.txt", ntpath) == "D:/a.txt"
    assert path_from("/work/base.jsonl", "/work/a\\b.txt", posixpath) == "a\\b.txt"


# Folders


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a folder that is in use")
def test_a_working_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    done = shell("mkdir gone && cd gone && rmdir ../gone && disclint . --lang en", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, b"disclint: the working folder is not there any more\n")


HOMELESS = """
import os, sys
from disclint.cli import main
words = ["report.txt", "--format", "json", "--output"]
before = main([*words, "before.json"])  # all that is needed is imported, and where Python lies may be closed to others
os.environ.pop("HOME", None), os.environ.pop("XDG_CACHE_HOME", None)
os.geteuid() or os.setuid(54321)
assert os.geteuid() != 54321 or os.path.expanduser("~") == "~"
sys.exit(10 * before + main([*words, "-"]))
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="speaks of POSIX")
def test_without_a_home_all_is_done_and_nothing_kept(folder: Path) -> None:
    """Neither a variable nor the table of users tells where the home is, as in a container with a user of its own."""
    folder.chmod(0o777)
    done = python("-c", HOMELESS, cwd=folder)
    assert (done.returncode, done.stderr) == (11, b"")
    assert done.stdout == (folder / "before.json").read_bytes()
    assert sorted(os.listdir(folder)) == ["before.json", "report.txt"]


def test_where_nothing_can_be_written_a_report_is_checked_and_the_rest_told(folder: Path) -> None:
    nowhere = str(folder / "report.txt" / "under-a-file")
    here = disclint("report.txt", cwd=folder)
    there = disclint("report.txt", cwd=folder, XDG_CACHE_HOME=nowhere)
    assert (there.returncode, there.stdout) == (here.returncode, here.stdout)
    for words in (["--output", nowhere], ["--baseline", nowhere, "--write-baseline"], ["--annotate", nowhere]):
        done = disclint("report.txt", *words, "--lang", "en", cwd=folder)
        assert done.returncode == 2, words
        assert len(done.stderr.splitlines()) == 1, done.stderr


def test_no_module_of_the_working_folder_is_imported(folder: Path) -> None:
    """The command, which finds Python's own modules and what is installed; a folder may have others of their names."""
    program = Path(sys.executable).with_name("disclint")
    if not program.exists():
        pytest.skip("the command is not installed beside Python")
    spy = "raise SystemExit('imported from the working folder')\n"
    for name in ("csv", "json", "sqlite3", "jinja2", "pluggy", "ruamel", "re2", "opencc", "disclint"):
        (folder / f"{name}.py").write_text(spy, encoding="utf-8")
    (folder / "own.dist-info").mkdir()
    (folder / "own.dist-info" / "METADATA").write_text("Name: own\nVersion: 1\n", encoding="utf-8")
    (folder / "own.dist-info" / "entry_points.txt").write_text("[disclint]\nown = csv\n", encoding="utf-8")
    for form in ("json", "html", "csv"):
        done = subprocess.run(
            [program, "report.txt", "--format", form, "--no-cache"], cwd=folder, stdin=subprocess.DEVNULL,
            capture_output=True, check=False, env={**os.environ, "XDG_CACHE_HOME": str(folder / form)},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("words", [["--format", "json"], ["summary", "--format", "sqlite"]])
def test_a_result_goes_through_no_link_that_another_laid(folder: Path, words: list[str]) -> None:
    """In a folder for all, somebody may guess the name of what is written before it is whole."""
    program = (
        "import os, sys\nfrom disclint.cli import main\n"
        "os.symlink('victim', f'out.{os.getpid()}.part')\nsys.exit(main(sys.argv[1:]))"
    )
    (folder / "victim").write_bytes(b"precious")
    done = python("-c", program, *words, "report.txt", "--output", "out", cwd=folder)
    assert (done.returncode, done.stderr) == (1, b"")
    assert (folder / "victim").read_bytes() == b"precious"
    assert (folder / "out").stat().st_size > 100
    assert not (folder / "out").is_symlink()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_change_no_finding(folder: Path, end: str, capfd: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "examples" / "draft-2023.txt").read_text(encoding="utf-8")
    found = []
    for each in ("\n", end):
        (folder / "r.txt").write_bytes(text.replace("\n", each).encode())
        assert main(["r.txt", "--format", "json"]) == 1
        found.append(json.loads(capfd.readouterr().out))
    assert found[0] == found[1]
