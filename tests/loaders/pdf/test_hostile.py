"""Files that are no report: each ends in one clear line."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from disclint import Unreadable
from disclint.loaders.pdf import load
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
    body = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return body + trailer % (size, table, size, len(body))


def stream(content: bytes, attributes: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), attributes, content)


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>"


def one_page(*rest: bytes) -> bytes:
    """A file of one page, which object 4 fills."""
    return written(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, *rest)


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
    def latin(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(50, 700, "public")

    assert lines(drawn(latin, encrypt=StandardEncryption("", "own", canCopy=0, strength=128))) == ["public"]


def test_fonts_that_do_not_tell_their_characters() -> None:
    assert "编码" in refused(drawn(words, encrypt=StandardEncryption("", "own", canCopy=0, strength=128)))


@pytest.mark.parametrize("data", [b"", b"\0" * 500, docx(p("总体情况")), b"text " * 400 + b"%PDF-1.7"])
def test_what_is_no_pdf(data: bytes) -> None:
    assert refused(data) == "不是 PDF 文件"


@pytest.mark.parametrize("share", [0.02, 0.3])
def test_a_file_that_was_cut_off(share: float) -> None:
    made = drawn(words)
    assert refused(made[: int(len(made) * share)])


def test_a_bomb_in_the_content() -> None:
    bomb = zlib.compress(b"q Q " * 25_000_000, 9)
    assert "过大" in refused(one_page(stream(bomb, b"/Filter/FlateDecode")))


def test_a_bomb_in_a_bomb() -> None:
    bomb = zlib.compress(zlib.compress(b" " * 50_000_000, 9), 9)
    assert "过大" in refused(one_page(stream(bomb, b"/Filter[/FlateDecode/FlateDecode]")))


def test_a_page_that_draws_without_end() -> None:
    assert "过多" in refused(one_page(stream(b"q Q " * 3_000_000)))


def test_forms_that_draw_forms_that_draw_forms() -> None:
    depth = 12
    forms = [
        stream(
            b"/A Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R>>>>" % (at + 1)
        )
        for at in range(5, 5 + depth)
    ]
    last = stream(b"q Q", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    assert "过多" in refused(one_page(stream(b"/A Do"), *forms, last))


def test_a_form_that_draws_itself() -> None:
    form = stream(b"/A Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>")
    assert "没有文字" in refused(one_page(stream(b"/A Do"), form))


def test_more_pages_than_any_report_has() -> None:
    pages = b" ".join(b"%d 0 R" % number for number in range(3, 403))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    made = written(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 400>>" % pages, *[page] * 400)
    assert "300 页" in refused(made)


def test_a_page_full_of_lines() -> None:
    across = b"".join(b"0 %d.5 m 590 %d.5 l S\n" % (n, n) for n in range(0, 800, 4))
    upright = b"".join(
        b"%d %d m %d %d l S\n" % (n, at, n, at + 6) for n in range(0, 590, 4) for at in range(0, 800, 40)
    )
    page = PAGE.replace(b"/XObject<</A 5 0 R>>", b"/Font<</F1 5 0 R>>")
    made = written(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        stream(b"BT /F1 9 Tf 9 9 Td (a) Tj ET " + across + upright),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    assert "线条过多" in refused(made)


def test_pages_that_are_their_own_pages() -> None:
    made = written(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    assert refused(made)


def test_without_the_extra_one_line_says_what_to_install() -> None:
    script = (
        "import sys; sys.modules['pdfminer'] = None\n"
        "from disclint.cli import main; sys.exit(main(['-', '--stdin-name', 'report.pdf']))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], input=drawn(words), capture_output=True, check=False
    )
    told = done.stdout.decode() + done.stderr.decode()
    assert "pip install 'disclint[pdf]'" in told
    assert "Traceback" not in told


def test_nothing_is_said_on_standard_error() -> None:
    made = drawn(words).replace(b"/Font", b"/Fnot")
    script = "import sys; from disclint.cli import main; main(['-', '--stdin-name', 'report.pdf'])"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", script], input=made, capture_output=True, check=False)
    assert done.stderr == b""
    assert io.BytesIO(done.stdout).readline()
