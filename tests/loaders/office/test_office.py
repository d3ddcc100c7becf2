"""Old formats are read through LibreOffice, and where there is none that is said in one line."""

from __future__ import annotations

import stat
import sys
import time
from pathlib import Path

import pytest

from disclint import Unreadable
from disclint.loaders import office
from tests.fixing.reports import examined
from tests.loaders.docx.office import NEEDED, converted
from tests.loaders.docx.reports import report
from tests.loaders.docx.shown import lines
from tests.loaders.docx.words import docx, p, r

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(500)
PROGRAMS = pytest.mark.skipif(
    sys.platform != "linux", reason="the stand-in for LibreOffice is a shell script, watched by /proc"
)


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A computer without LibreOffice, but for what is put into the folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", ())
    return tmp_path


def program(folder: Path, script: str) -> None:
    """A program that takes LibreOffice's place. Its last argument is the file, the one before it the folder."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def is_running(process: int) -> bool:
    """Whether a process still runs; one that ended may wait for its parent to hear of it."""
    time.sleep(0.01)
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as told:
            return told.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def refused(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as told:
        office.load(data, name)
    assert "\n" not in told.value.chinese
    return told.value.chinese


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(OLE, ".doc"), (OLE, ".wps"), (OLE, ".DOC"), (b"{\\rtf1 }", ".rtf"), (b"PK\x03\x04 mimetype", ".odt")],
)
def test_without_libreoffice_one_line_says_so(no_office: Path, data: bytes, suffix: str) -> None:
    told = refused(data, f"report{suffix}")
    assert "LibreOffice" in told
    assert suffix.lower() in told


def test_a_word_document_under_an_old_name_needs_none(no_office: Path) -> None:
    document = examined(docx(p("总体情况")), "report.doc").document
    assert document is not None
    assert (document.text, document.format) == ("总体情况\n", "docx")


def test_the_line_names_what_the_file_is(no_office: Path) -> None:
    assert "读取 .rtf 文件" in refused(b"{\\rtf1 a}", "report.doc")


def test_an_encrypted_document_is_not_handed_on(no_office: Path) -> None:
    assert "已加密" in refused(OLE + "EncryptedPackage".encode("utf-16-le"), "report.doc")


@PROGRAMS
def test_a_conversion_without_a_result(no_office: Path) -> None:
    program(no_office, "exit 0")
    assert "无法转换" in refused(OLE, "report.doc")


@PROGRAMS
def test_a_conversion_that_never_ends(no_office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.3)
    program(no_office, f"sleep 60 & echo $! > {no_office}/child; wait")
    assert "已中止" in refused(OLE, "report.doc")
    child = int((no_office / "child").read_text())
    assert any(not is_running(child) for _ in range(200))


@PROGRAMS
def test_a_conversion_has_a_limit_of_memory(no_office: Path) -> None:
    program(no_office, f'until [ "$(ulimit -v)" = {office.MEMORY >> 10} ]; do :; done; touch {no_office}/limited')
    assert "无法转换" in refused(OLE, "report.doc")
    assert (no_office / "limited").exists()


@PROGRAMS
def test_a_program_that_cannot_be_started(no_office: Path) -> None:
    path = no_office / "soffice"
    path.write_bytes(b"\0\0 no program")
    path.chmod(0o755)
    assert "无法启动" in refused(OLE, "report.doc")


@PROGRAMS
@pytest.mark.parametrize(
    ("data", "name", "given"),
    [
        (OLE, "年报; rm -rf *.wps", "report.doc"),
        (b"{\\rtf1 }", "a.doc", "report.rtf"),
        (b"PK\x03\x04", "a.odt", "report.odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.wps", "report.wps"),
    ],
)
def test_the_files_own_name_is_not_passed_on(no_office: Path, data: bytes, name: str, given: str) -> None:
    program(no_office, f'for last; do :; done; basename "$last" > {no_office}/name; echo "$@" > {no_office}/words')
    refused(data, name)
    assert (no_office / "name").read_text().strip() == given
    words = (no_office / "words").read_text()
    assert "rm -rf" not in words
    assert "--headless" in words


@PROGRAMS
def test_what_was_converted_is_read_as_word(no_office: Path) -> None:
    (no_office / "made.docx").write_bytes(docx(p("总体情况")))
    program(
        no_office,
        f'for last; do :; done; d=$(dirname "$last")/converted; mkdir "$d"; cp {no_office}/made.docx "$d/report.docx"',
    )
    document = office.load(OLE, "report.wps")
    assert (document.text, document.format) == ("总体情况\n", "wps")
    assert [note.code for note in document.notes] == ["converted"]


@NEEDED
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_libreoffice_gives_the_same_text(suffix: str) -> None:
    made = report(numbered=suffix != "rtf").word  # LibreOffice writes 、 of a list's number as ? into RTF
    document = office.load(converted(made, "docx", suffix), f"report.{suffix}")
    assert [line.split() for line in document.text.splitlines()] == [line.split() for line in lines(made)]
    assert document.format == suffix


@NEEDED
def test_tracked_changes_survive_the_conversion() -> None:
    deleted = (
        f"<w:del w:id='1' w:author='李' w:date='2024-01-05T00:00:00Z'>{r('99').replace('w:t', 'w:delText')}</w:del>"
    )
    inserted = f"<w:ins w:id='2' w:author='李' w:date='2024-01-05T00:00:00Z'>{r('12')}</w:ins>"
    document = office.load(converted(docx(p("受理", deleted, inserted, "件")), "docx", "doc"), "report.doc")
    assert document.text == "受理12件\n"
    assert "tracked-changes" in [note.code for note in document.notes]


@NEEDED
@pytest.mark.parametrize(
    ("data", "name"), [(OLE, "report.doc"), (b"{\\rtf1 (", "report.rtf"), (b"PK\x03\x04 mimetype", "report.odt")]
)
def test_libreoffice_invents_nothing_from_damaged_files(data: bytes, name: str) -> None:
    assert "无法转换" in refused(data, name)
