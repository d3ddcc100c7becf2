"""A file is read as what it is, whatever its name says; where the name is wrong there is a note."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclint import Checked, plugins
from disclint.engine import Library, Request
from disclint.loaders.sniff import suffix_of
from tests.fixing.reports import examined
from tests.loaders.docx.words import docx, p
from tests.loaders.html.reports import parts_of, report
from tests.loaders.html.sites import SITES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD = b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml" + bytes(80) + b"word/document.xml" + bytes(20)
ODT = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text" + bytes(20)
SHEET = b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml"
TEXT = "政府信息公开工作年度报告\n".encode()
PAGE = "<!DOCTYPE html>\n<html><body><p>报告</p></body></html>".encode()


@pytest.mark.parametrize(
    ("data", "suffix", "shown"),
    [
        (b"%PDF-1.7\n", ".txt", ".pdf"),
        (b"{\\rtf1 a}", ".doc", ".rtf"),
        (OLE, ".docx", ".doc"),
        (OLE, ".doc", ".doc"),
        (OLE, ".wps", ".wps"),
        (WORD, ".doc", ".docx"),
        (WORD, ".docx", ".docx"),
        (WORD, ".docm", ".docx"),
        (ODT, ".docx", ".odt"),
        (SHEET, ".txt", ".xlsx"),
        (b"PK\x03\x04 something else", ".txt", None),
        (PAGE, ".txt", ".html"),
        (PAGE, ".md", ".html"),
        (PAGE, ".html", ".html"),
        (PAGE, ".htm", ".htm"),
        (PAGE, "", ".html"),
        (b"\xef\xbb\xbf\r\n  " + PAGE, ".txt", ".html"),
        (PAGE.decode().encode("utf-16"), ".txt", ".html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><HTML>", ".txt", ".html"),
        (b"<!-- saved -->\n<html>", ".doc", ".html"),
        (b"<div class=a><p>1</p></div>\n", ".txt", ".html"),
        (b"<table><tr><td>1</table>\n\n# 2\n", ".md", None),
        (b"<div align=center>\n\n# 1\n\n</div>\n\n2\n", ".md", None),
        (TEXT, ".txt", None),
        (TEXT, ".md", None),
        (TEXT, ".other", None),
        (TEXT, ".html", ".txt"),
        (TEXT, ".docx", ".txt"),
        (TEXT, ".pdf", ".txt"),
        (b"\x00\x01\x02", ".docx", None),
        (b"", ".txt", None),
    ],
)
def test_the_content_shows_what_a_file_is(data: bytes, suffix: str, shown: str | None) -> None:
    assert suffix_of(data, suffix) == shown


def told(data: bytes, name: str) -> tuple[str, list[str]]:
    """The format that a file was read as, and the codes of the notes."""
    file: Checked = examined(data, name)
    assert file.document is not None
    return file.document.format, [note.code for note in file.document.notes]


def test_a_file_that_lies_is_read_as_what_it_is_with_a_note() -> None:
    page = SITES["portal"](parts_of(report("final"))).encode()
    text = report("final").encode()
    assert told(page, "report.html") == ("html", [])
    assert told(page, "report.HTM") == ("html", [])
    assert told(page, "report.txt") == ("html", ["type"])
    assert told(page, "report.md") == ("html", ["type"])
    assert told(page, "report.docx") == ("html", ["type"])
    assert told(text, "report.html") == ("text", ["type"])
    assert told(text, "report.docx") == ("text", ["type"])


def test_what_one_reader_reads_under_several_names_may_lie_too() -> None:
    word = docx(p("甲"))
    assert [told(word, f"report.{suffix}") for suffix in ("docx", "docm", "doc")] == [
        ("docx", []),
        ("docx", []),
        ("docx", ["type"]),
    ]
    reader = Library(plugins.find(), Request()).reader
    assert [note.code for note in reader("report.doc", b"{\\rtf1 a}")[1]] == ["type"]
    assert [note.code for note in reader("report.rtf", b"{\\rtf1 a}")[1]] == []
    assert [note.code for note in reader("report.wps", OLE)[1]] == []


def test_a_suffix_that_nobody_knows_is_no_lie() -> None:
    page = SITES["portal"](parts_of(report("final"))).encode()
    assert told(page, "report.aspx") == ("html", [])
    assert told(page, "report") == ("html", [])
    assert told(report("final").encode(), "report.text") == ("text", [])


def test_the_note_names_both() -> None:
    file = examined(SITES["bare"](parts_of(report("final"))).encode(), "report.txt")
    assert file.document is not None
    (note,) = file.document.notes
    assert ".txt" in note.chinese
    assert ".html" in note.chinese
    assert file.diagnostics == ()


def test_another_kind_of_file_is_refused_in_one_line() -> None:
    for data, name in ((b"\x89PNG\r\n\x1a\n" + bytes(40), "a.html"), (SHEET, "a.md"), (b"GIF89a" + bytes(9), "a")):
        (finding,) = examined(data, name).diagnostics
        assert (finding.rule, finding.severity) == ("unreadable", "error")
        assert "\n" not in finding.message.chinese


def test_a_text_is_read_without_the_readers_of_other_formats(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(report("draft"), encoding="utf-8")
    script = (
        "import sys, disclint.cli\n"
        "disclint.cli.main(sys.argv[1:])\n"
        "other = ('disclint.loaders.', 'zipfile', 'xml.', 'pypdfium2')\n"
        "print(sorted(name for name in sys.modules if name.startswith(other)), file=sys.stderr)\n"
    )
    for _ in range(2):  # the first run looks for plugins
        done = subprocess.run(
            [sys.executable, "-c", script, str(path)],
            env={**os.environ, "PYTHONUTF8": "1", "XDG_CACHE_HOME": str(tmp_path)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    wanted = ["embedded", "encoding", "lines", "sniff", "text"]
    assert done.stderr.splitlines()[-1] == repr([f"disclint.loaders.{name}" for name in wanted])
