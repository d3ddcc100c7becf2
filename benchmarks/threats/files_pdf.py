"""PDFs that were made to harm their reader."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

from threats.case import of_file

__all__ = ["CASES", "CATALOGUE", "FILES", "FONT", "PAGE", "WORD", "stream", "written"]


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
    """An object that is a stream."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), attributes, content)


def packed(content: bytes, attributes: bytes = b"") -> bytes:
    """A stream that has to be inflated."""
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


def across(number: int, distance: float) -> bytes:
    """Lines across the page, and as many down it."""
    return b"".join(
        b"0 %.1f m 590 %.1f l %.1f 0 m %.1f 800 l S\n" % (at, at, at, at)
        for at in (step * distance for step in range(number))
    )


FILES: Mapping[str, Callable[[], bytes]] = {
    "content of a hundred megabytes": lambda: one_page(packed(b"q Q " * 25_000_000)),
    "a bomb in a bomb": lambda: one_page(
        stream(zlib.compress(zlib.compress(b" " * (300 << 20), 9)), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "a bomb of objects": lambda: written(
        b"<</Type/Catalog/Pages 10 0 R>>", packed(b"10 0 " + b"[" * (200 << 20), b"/Type/ObjStm/N 1/First 5")
    ),
    "a bomb in a font": lambda: one_page(
        stream(WORD),
        b"<</Type/FontDescriptor/FontName/X/FontFile2 7 0 R/Flags 4>>",
        packed(bytes(300 << 20)),
        font=b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 6 0 R/FirstChar 97/LastChar 97/Widths[9]>>",
    ),
    "a table of characters without end": lambda: one_page(
        stream(WORD),
        packed(b"1 beginbfrange <00><ff><" + b"0061" * 10_000_000 + b"> endbfrange"),
        font=FONT[:-2] + b"/ToUnicode 6 0 R>>",
    ),
    "a million rectangles": lambda: one_page(
        packed(WORD + b"".join(b"%d 9 2 2 re f\n" % (n % 590) for n in range(1_000_000)))
    ),
    "a path of a million lines": lambda: one_page(
        packed(WORD + b"0 0 m " + b"".join(b"%d 9 l\n" % (n % 590) for n in range(1_000_000)) + b"S")
    ),
    "a million characters": lambda: one_page(packed(b"BT /F 9 Tf 9 9 Td " + b"(aaaaaaaaaa) Tj " * 100_000 + b"ET")),
    "characters one on another": lambda: one_page(packed(b"BT /F 9 Tf 9 9 Td " + b"(a) Tj -5 0 Td " * 90_000 + b"ET")),
    "a word of fifty megabytes": lambda: one_page(stream(b"BT /F 9 Tf 9 9 Td (" + b"a" * (50 << 20) + b") Tj ET")),
    "forms that draw forms": lambda: one_page(stream(b"/A Do"), *forms(30, 10)),
    "a chain of forms": lambda: one_page(stream(b"/A Do"), *forms(5000, 1)),
    "a form that draws itself": lambda: one_page(
        stream(b"/A Do"), stream(b"/A Do", FORM + b"/Resources<</XObject<</A 6 0 R>>>>")
    ),
    "a million brackets in the content": lambda: one_page(stream(b"[" * 1_000_000)),
    "a million brackets in an object": lambda: one_page(stream(b"q Q"), b"[" * 1_000_000 + b"]" * 1_000_000),
    "states without end": lambda: one_page(stream(b"q " * 3_000_000)),
    "pages that are their own pages": lambda: written(CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "pages that branch to themselves": lambda: written(
        CATALOGUE,
        b"<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R]/Count 1000000>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000/Parent 2 0 R>>",
    ),
    "a billion pages": lambda: written(
        CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", PAGE, stream(b"q Q"), FONT
    ),
    "a million objects": lambda: one_page(stream(b"q Q"), *[b"null"] * 1_000_000),
    "a million objects without a table": lambda: (
        b"%PDF-1.7\n" + b"".join(b"%d 0 obj\nnull\nendobj\n" % n for n in range(1, 1_000_001)) + b"%%EOF"
    ),
    "a picture of ten gigabytes": lambda: one_page(
        stream(b"/A Do"),
        FONT,
        packed(
            b" " * (200 << 20),
            b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8",
        ),
    ).replace(b"/A 6 0 R", b"/A 7 0 R", 1),
    "a page full of lines": lambda: one_page(packed(WORD + across(900, 0.9) + across(900, 0.85))),
    "nothing": lambda: b"%PDF-1.7\n" + bytes(5 << 20) + b"%%EOF",
}
"""By what each is."""

CASES = tuple(of_file("pdf", what, make) for what, make in FILES.items())
