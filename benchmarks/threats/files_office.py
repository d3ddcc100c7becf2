"""Old formats, which LibreOffice reads: what is made to harm it, or is none of its files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from functools import partial

from threats.case import MANY, MEGABYTE, of_file
from threats.files_word import OLE

__all__ = ["CASES"]

_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
_TYPE = b"application/vnd.oasis.opendocument.text"


def odt(body: Iterable[bytes], head: str = "") -> bytes:
    """An OpenDocument text with such a body."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _TYPE, zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_SPACE}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{_TYPE.decode()}"/><manifest:file-entry manifest:full-path="content.xml" '
            'manifest:media-type="text/xml"/></manifest:manifest>',
        )
        with archive.open("content.xml", "w", force_zip64=True) as part:
            part.write(
                f'{head}<office:document-content xmlns:office="{_SPACE}:office:1.0" xmlns:text="{_SPACE}:text:1.0" '
                f'xmlns:table="{_SPACE}:table:1.0" office:version="1.3"><office:body><office:text>'.encode()
            )
            for piece in body:
                part.write(piece)
            part.write(b"</office:text></office:body></office:document-content>")
    return stream.getvalue()


def laughs() -> bytes:
    """Each entity is ten of the one before it, and one is a file."""
    told = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 10))
    head = f'<!DOCTYPE d [<!ENTITY e0 "ha">{told}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return odt([b"<text:p>&e9;&f;</text:p>"], head)


def wide() -> bytes:
    """A cell that is said to be a thousand million times there."""
    cell = f'<table:table-cell table:number-columns-repeated="{10**9}"><text:p>1</text:p></table:table-cell>'
    return odt([f"<table:table><table:table-row>{cell}</table:table-row></table:table>".encode()])


_office = partial(of_file, needs="soffice")

CASES = (
    _office("odt", "zip bomb, 1 GB in 1 MB", lambda: odt(b" " * MEGABYTE for _ in range(1024))),
    _office("odt", "10^7 paragraphs in 1 MB", lambda: odt(b"<text:p>1</text:p>" * MANY for _ in range(100))),
    _office("odt", "entities that expand (10^9 words) and one that reads a file", laughs),
    _office("odt", "10^9 columns in a cell", wide),
    _office("odt", "10^5 nested tables", lambda: odt([b"<table:table><table:table-row><table:table-cell>" * MANY])),
    _office("odt", "a PDF", lambda: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
    _office("rtf", "10^6 nested groups", lambda: b"{\\rtf1 " + b"{" * (10 * MANY) + b"1" + b"}" * (10 * MANY) + b"}"),
    _office("rtf", "10^6 cells", lambda: b"{\\rtf1 " + b"\\trowd\\cellx9 1\\cell\\row " * (10 * MANY) + b"}"),
    _office("rtf", "a link to a file", lambda: rb'{\rtf1 {\field{\*\fldinst INCLUDETEXT "/etc/passwd"}{\fldrslt }}}'),
    _office("rtf", "a number of 10^6 digits", lambda: b"{\\rtf1 \\fs" + b"9" * (10 * MANY) + b" 1}"),
    _office("doc", "its first bytes and then NUL", lambda: OLE + "WordDocument".encode("utf-16-le") + bytes(MEGABYTE)),
    _office("doc", "encrypted (by Word)", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
    _office("wps", "NUL bytes", lambda: bytes(MEGABYTE)),
)
