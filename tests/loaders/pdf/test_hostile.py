"""Files that are no report: each ends in one clear line."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

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


def written(*objects: bytes) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    parts = [b"%PDF-1.7\n"]
    places, size = [], len(parts[0])
    for number, each in enumerate(objects, 1):
        places.append(size)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, each))
        size += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return b"".join(parts) + trailer % (count, table, count, size)


def stream(content: bytes, attributes: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), attributes, content)


def packed(content: bytes, attributes: bytes = b"") -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter/FlateDecode" + attributes)


PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>/XObject<</A 6 0 R>>>>>>"
)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
WORD = b"BT /F 9 Tf 9 9 Td (a) Tj ET "


def one_page(content: bytes, *rest: bytes, font: bytes = FONT) -> bytes:
    """A file of one page with this content; the rest are objects from 6."""
    return written(CATALOGUE, PAGES, PAGE, content, font, *rest)


def forms(depth: int, times: int) -> list[bytes]:
    """Forms that draw the next one several times."""
    return [
        stream(b"/A Do " * times, FORM + b"/Resources<</XObject<</A %d 0 R>>>>" % (at + 1))
        for at in range(6, 6 + depth)
    ] + [stream(b"q Q", FORM)]


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


def across(number: int, distance: float) -> bytes:
    """Lines across the page, and as many down it."""
    return b"".join(
        b"0 %.1f m 590 %.1f l %.1f 0 m %.1f 800 l S\n" % (at, at, at, at)
        for at in (step * distance for step in range(number))
    )


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "content of a hundred megabytes": (lambda: one_page(packed(b"q Q " * 25_000_000)), "内容过多"),
    "a bomb in a bomb": (
        lambda: one_page(
            stream(zlib.compress(zlib.compress(b" " * (300 << 20), 9)), b"/Filter[/FlateDecode/FlateDecode]")
        ),
        "内容过多",
    ),
    "a bomb of objects": (
        lambda: written(
            b"<</Type/Catalog/Pages 10 0 R>>", packed(b"10 0 " + b"[" * (200 << 20), b"/Type/ObjStm/N 1/First 5")
        ),
        "内容过多",
    ),
    "a bomb in a font": (
        lambda: one_page(
            stream(WORD),
            b"<</Type/FontDescriptor/FontName/X/FontFile2 7 0 R/Flags 4>>",
            packed(bytes(300 << 20)),
            font=b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 6 0 R/FirstChar 97/LastChar 97/Widths[9]>>",
        ),
        "内容过多",
    ),
    "a table of characters without end": (
        lambda: one_page(
            stream(WORD),
            packed(b"1 beginbfrange <00><ff><" + b"0061" * 10_000_000 + b"> endbfrange"),
            font=FONT[:-2] + b"/ToUnicode 6 0 R>>",
        ),
        "内容过多",
    ),
    "a million rectangles": (
        lambda: one_page(packed(WORD + b"".join(b"%d 9 2 2 re f\n" % (n % 590) for n in range(1_000_000)))),
        "内容过多",
    ),
    "a path of a million lines": (
        lambda: one_page(packed(WORD + b"0 0 m " + b"".join(b"%d 9 l\n" % (n % 590) for n in range(1_000_000)) + b"S")),
        "内容过多",
    ),
    "a million characters": (
        lambda: one_page(packed(b"BT /F 9 Tf 9 9 Td " + b"(aaaaaaaaaa) Tj " * 100_000 + b"ET")),
        "内容过多",
    ),
    "characters one on another": (
        lambda: one_page(packed(b"BT /F 9 Tf 9 9 Td " + b"(a) Tj -5 0 Td " * 90_000 + b"ET")),
        "内容过多",
    ),
    "a word of fifty megabytes": (
        lambda: one_page(stream(b"BT /F 9 Tf 9 9 Td (" + b"a" * (50 << 20) + b") Tj ET")),
        "内容过多",
    ),
    "forms that draw forms": (lambda: one_page(stream(b"/A Do"), *forms(30, 10)), "内容过多"),
    "a chain of forms": (lambda: one_page(stream(b"/A Do"), *forms(5000, 1)), "没有文字"),
    "a form that draws itself": (
        lambda: one_page(stream(b"/A Do"), stream(b"/A Do", FORM + b"/Resources<</XObject<</A 6 0 R>>>>")),
        "没有文字",
    ),
    "a million brackets in the content": (lambda: one_page(stream(b"[" * 1_000_000)), "没有文字"),
    "a million brackets in an object": (
        lambda: one_page(stream(b"q Q"), b"[" * 1_000_000 + b"]" * 1_000_000),
        "没有文字",
    ),
    "states without end": (lambda: one_page(stream(b"q " * 3_000_000)), "内容过多"),
    "pages that are their own pages": (lambda: written(CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "第 1 页"),
    "pages that branch to themselves": (
        lambda: written(
            CATALOGUE,
            b"<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R]/Count 1000000>>",
            b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000/Parent 2 0 R>>",
        ),
        "300 页",
    ),
    "a billion pages": (
        lambda: written(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", PAGE, stream(b"q Q"), FONT),
        "没有文字",
    ),
    "a million objects": (lambda: one_page(stream(b"q Q"), *[b"null"] * 1_000_000), "没有文字"),
    "a million objects without a table": (
        lambda: b"%PDF-1.7\n" + b"".join(b"%d 0 obj\nnull\nendobj\n" % n for n in range(1, 1_000_001)) + b"%%EOF",
        "损坏",
    ),
    "a picture of ten gigabytes": (
        lambda: one_page(
            stream(b"/A Do"),
            FONT,
            packed(
                b" " * (200 << 20),
                b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8",
            ),
        ).replace(b"/A 6 0 R", b"/A 7 0 R", 1),
        "扫描件",
    ),
    "a page full of lines": (lambda: one_page(packed(WORD + across(900, 0.9) + across(900, 0.85))), ""),
    "nothing": (lambda: b"%PDF-1.7\n" + bytes(5 << 20) + b"%%EOF", "损坏"),
}

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
@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_takes_more_than_two_seconds_of_a_processor_and_300_megabytes(name: str) -> None:
    make, why = HOSTILE[name]
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", MEASURED], input=make(), capture_output=True, check=True)
    told, used = done.stdout.decode().splitlines()
    assert why in told
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
