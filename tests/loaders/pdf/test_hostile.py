"""Files that are no report: each ends in one clear line."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from threats.files_pdf import CATALOGUE, FILES, FONT, PAGE, WORD, stream, written

from disclint import Unreadable
from disclint.loaders.pdf import load
from tests.loaders.docx.office import NEEDED, converted
from tests.loaders.docx.words import docx, p
from tests.loaders.pdf.drawn import drawn, lines


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as told:
        load(data, "report.pdf")
    for sentence in (told.value.chinese, told.value.english):
        assert sentence
        assert "\n" not in sentence
    return told.value.chinese


def words(canvas: Any) -> None:
    canvas.drawString(50, 700, "全年公开工作平稳有序。")


def test_a_scan_without_text() -> None:
    picture = ImageReader(Image.new("L", (40, 60), 200))
    assert "扫描件" in refused(drawn(lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842)))


def test_an_empty_page() -> None:
    assert "没有文字" in refused(drawn(lambda canvas: canvas.showPage()))


def test_a_file_that_a_password_opens() -> None:
    assert "加密" in refused(drawn(words, encrypt=StandardEncryption("open", "own", strength=128)))


def test_a_file_that_only_forbids_to_copy_is_read() -> None:
    made = drawn(words, encrypt=StandardEncryption("", "own", canCopy=0, strength=128))
    assert lines(made) == ["全年公开工作平稳有序。"]


@NEEDED
def test_fonts_that_do_not_tell_their_characters() -> None:
    made = converted(docx(p("全年公开工作平稳有序。")), "docx", "pdf")
    assert "编码" in refused(made.replace(b"/ToUnicode", b"/ToUnknown"))


@pytest.mark.parametrize("data", [b"", b"\0" * 500, docx(p("总体情况")), b"text " * 400 + b"%PDF-1.7"])
def test_what_is_no_pdf(data: bytes) -> None:
    assert refused(data) == "不是 PDF 文件"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.99])
def test_a_file_that_was_cut_off(share: float) -> None:
    made = drawn(words)
    assert "截断" in refused(made[: int(len(made) * share)])


def test_a_file_with_nothing_after_its_end() -> None:
    assert lines(drawn(words) + bytes(5000)) == ["全年公开工作平稳有序。"]


def test_a_file_in_which_a_page_is_missing() -> None:
    made = written(CATALOGUE, b"<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>", PAGE, stream(WORD), FONT)
    assert "第 2 页" in refused(made)


def test_more_pages_than_any_report_has() -> None:
    pages = b" ".join(b"%d 0 R" % number for number in range(3, 403))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    assert "300 页" in refused(written(CATALOGUE, b"<</Type/Pages/Kids[%s]/Count 400>>" % pages, *[page] * 400))


WHY = {
    "content of a hundred megabytes": "内容过多",
    "a bomb in a bomb": "内容过多",
    "a bomb of objects": "内容过多",
    "a bomb in a font": "内容过多",
    "a table of characters without end": "内容过多",
    "a million rectangles": "内容过多",
    "a path of a million lines": "内容过多",
    "a million characters": "内容过多",
    "characters one on another": "内容过多",
    "a word of fifty megabytes": "内容过多",
    "forms that draw forms": "内容过多",
    "a chain of forms": "没有文字",
    "a form that draws itself": "没有文字",
    "a million brackets in the content": "没有文字",
    "a million brackets in an object": "没有文字",
    "states without end": "内容过多",
    "pages that are their own pages": "第 1 页",
    "pages that branch to themselves": "300 页",
    "a billion pages": "没有文字",
    "a million objects": "没有文字",
    "a million objects without a table": "损坏",
    "a picture of ten gigabytes": "扫描件",
    "a page full of lines": "",
    "nothing": "损坏",
}
"""What is said of each; empty for what is read."""

MEASURED = """
import resource, sys
from disclint import Unreadable
from disclint.loaders.pdf import load
try:
    load(sys.stdin.buffer.read(), "report.pdf")
    print()
except Unreadable as told:
    print(told.chinese)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss >> 10)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems measure memory otherwise, or not at all")
@pytest.mark.parametrize("name", FILES)
def test_no_file_takes_more_than_two_seconds_of_a_processor_and_300_megabytes(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", MEASURED], input=FILES[name](), capture_output=True, check=True
    )
    told, used = done.stdout.decode().splitlines()
    assert WHY[name] in told
    seconds, megabytes = used.split()
    assert float(seconds) < 2
    assert int(megabytes) < 300
    assert done.stderr == b""


def test_without_the_extra_one_line_says_what_to_install() -> None:
    script = (
        "import sys; sys.modules['pypdfium2_raw'] = None\n"
        "from disclint.cli import main; sys.exit(main(['-', '--stdin-name', 'report.pdf']))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], input=drawn(words), capture_output=True, check=False
    )
    told = done.stdout.decode() + done.stderr.decode()
    assert "pip install 'disclint[pdf]'" in told
    assert "Traceback" not in told
    assert done.returncode == 1


def test_nothing_is_said_on_standard_error() -> None:
    made = drawn(words).replace(b"/Font", b"/Fnot")
    script = "import sys; from disclint.cli import main; main(['-', '--stdin-name', 'report.pdf'])"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", script], input=made, capture_output=True, check=False)
    assert done.stderr == b""
    assert io.BytesIO(done.stdout).readline()


def test_what_lies_in_the_working_folder_is_not_run(tmp_path: Path) -> None:
    for name in ("json.py", "ctypes.py", "pypdfium2_raw.py"):
        (tmp_path / name).write_text("raise SystemExit('run')")
    script = (
        "import sys; from disclint.loaders.pdf import load; print(load(sys.stdin.buffer.read(), 'report.pdf').text)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-X", "utf8", "-c", script],
        input=drawn(words),
        capture_output=True,
        cwd=tmp_path,
        check=True,
    )
    assert done.stdout.decode().strip() == "全年公开工作平稳有序。"
