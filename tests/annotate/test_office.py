"""LibreOffice shows the comments where they belong, and the document as it was."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree as ET

import pytest

from disclint import Checked, engine, plugins
from disclint.annotate import annotate
from tests.annotate.draft import draft
from tests.annotate.parts import comments, parts, without_anchors
from tests.loaders.docx.office import NEEDED, converted

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"


def judged(data: bytes) -> Checked:
    library = engine.Library(plugins.find(), engine.Request())
    return engine.judge(engine.understand(engine.read("draft.docx", data, library), library))


def annotated_draft() -> bytes:
    data = draft()
    return annotate(data, judged(data))


def test_a_draft_with_many_mistakes() -> None:
    file = judged(draft())
    after = annotated_draft()
    shown = comments(after)
    ours = [comment for comment in shown if comment.author == "disclint"]
    assert len(ours) == len(file.diagnostics) >= 20
    assert len(shown) == len(ours) + 1
    assert sorted(comment.lines[-1] for comment in ours) == sorted(f"规则：{found.rule}" for found in file.diagnostics)
    beside = {comment.lines[-1].removeprefix("规则："): comment.beside for comment in ours}
    assert beside["amount-unit"] == "386.52万元"
    assert beside["cell-values"] == "00"
    assert beside["narrative-series"] == "一是少数乡镇公开不够及时；三是解读形式"
    blanks = [comment.beside for comment in ours if comment.lines[-1] == "规则：blank-cells"]
    assert blanks == ["", "/"]
    before = parts(draft())
    assert without_anchors(parts(after)["word/document.xml"]) == without_anchors(before["word/document.xml"])
    assert judged(after).diagnostics == file.diagnostics


@NEEDED
def test_libreoffice_shows_every_comment() -> None:
    data = annotated_draft()
    with zipfile.ZipFile(io.BytesIO(converted(data, "docx", "odt"))) as archive:
        root = ET.fromstring(archive.read("content.xml"))
    found = []
    for note in root.iter(f"{OFFICE}annotation"):
        author = note.findtext(f"{DUBLIN}creator") or ""
        words = ["".join(line.itertext()) for line in note if line.tag.endswith("}p")]
        found.append((author, words))
    assert sorted(found) == sorted((comment.author, comment.lines) for comment in comments(data))


@NEEDED
def test_libreoffice_keeps_them_when_it_saves() -> None:
    data = annotated_draft()
    again = converted(data, "docx", "docx")
    assert sorted(comment[:2] for comment in comments(again)) == sorted(comment[:2] for comment in comments(data))
    ours = [comment.author for comment in comments(annotate(again, judged(again)))]
    assert ours.count("disclint") == len(judged(again).diagnostics)
    assert ours.count("王") == 1


@NEEDED
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm (poppler) is not installed")
def test_libreoffice_prints_the_same_pages() -> None:
    before, after = (drawn(converted(data, "docx", "pdf")) for data in (draft(), annotated_draft()))
    assert after == before
    assert len(before) > 10_000


def drawn(pdf: bytes) -> bytes:
    """The pages as pictures, one after the other."""
    command = ["pdftoppm", "-r", "60", "-gray", "-"]
    return subprocess.run(command, input=pdf, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
