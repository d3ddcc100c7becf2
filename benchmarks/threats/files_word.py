"""Word documents that were made to harm, or that are no such thing."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Mapping

from threats.case import MANY, MEGABYTE, of_file

__all__ = ["CASES", "OLE", "zipped"]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word(
    body: str | bytes = "<w:p><w:r><w:t>1</w:t></w:r></w:p>", *, head: str = "", raw: bytes | None = None
) -> bytes:
    """A Word document with such a body, or with ``raw`` for its main part."""
    inside = body if isinstance(body, bytes) else body.encode()
    main = f'{head}<w:document xmlns:w="{WORD}"><w:body>'.encode() + inside + b"</w:body></w:document>"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    space = "http://schemas.openxmlformats.org/package/2006"
    types = (
        f'<Types xmlns="{space}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    rels = (
        f'<Relationships xmlns="{space}/relationships">'
        f'<Relationship Id="rId1" Type="{relation}" Target="word/document.xml"/></Relationships>'
    )
    return zipped({
        "[Content_Types].xml": types.encode(), "_rels/.rels": rels.encode(),
        "word/document.xml": main if raw is None else raw,
    })  # fmt: skip


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def bomb() -> bytes:
    """A gigabyte of blanks in a megabyte."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as plain, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in plain.namelist():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(plain.read(name))
                for _ in range(1024 if name.startswith("word/") else 0):
                    part.write(b" " * MEGABYTE)
    return stream.getvalue()


def lying_bomb() -> bytes:
    """256 MB that are said to be a thousand bytes."""
    size = 256 * MEGABYTE
    return word(raw=bytes(size)).replace(struct.pack("<L", size), struct.pack("<L", 1000))


def twice() -> bytes:
    """Two main parts of one name."""
    stream = io.BytesIO(word())
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"/>')
    return stream.getvalue()


def encrypted() -> bytes:
    """A zip file whose entries are marked as encrypted."""
    data = bytearray(word())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def laughs(reference: str = "&e9;") -> bytes:
    """Each entity is ten of the one before it."""
    told = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 10))
    head = f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{told}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return word(f"<w:p><w:r><w:t>{reference}</w:t></w:r></w:p>", head=head)


def nested(tags: str, count: int = MANY) -> bytes:
    """Elements inside each other."""
    names = tags.split()
    opened = "".join(f"<w:{name}>" for name in names)
    return word(opened * count + "".join(f"</w:{name}>" for name in reversed(names)) * count)


def wide(span: int) -> bytes:
    """Cells that are said to be so many columns wide."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>'
    return word(f"<w:tbl><w:tr>{cell * 20}</w:tr></w:tbl>")


def long_token() -> bytes:
    """One attribute and one comment of seven megabytes each."""
    long = "a" * (7 * MEGABYTE)
    return word(f'<!--{long}--><w:p w:rsidR="{long}"><w:r><w:t>1</w:t></w:r></w:p>')


def cells(rows: int) -> bytes:
    """A table of ten columns."""
    row = f"<w:tr>{'<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>' * 10}</w:tr>"
    return word(f"<w:tbl>{row * rows}</w:tbl>")


CASES = (
    of_file("docx", "zip bomb, 1 GB in 1 MB", bomb),
    of_file("docx", "zip bomb whose directory lies about its size", lying_bomb),
    of_file("docx", "entities that expand (10^9 words) and one that reads a file", laughs),
    of_file("docx", "10^5 nested tables", lambda: nested("tbl tr tc")),
    of_file("docx", "10^5 nested content controls", lambda: nested("sdt sdtContent")),
    of_file("docx", "gridSpan of 10^9", lambda: wide(10**9)),
    of_file("docx", "10^6 cells", lambda: cells(MANY)),
    of_file("docx", "10^5 cells", lambda: cells(MANY // 10)),
    of_file("docx", "50 MB in one paragraph",
            lambda: word(f"<w:p><w:r><w:t>{'1' * (50 * MEGABYTE)}</w:t></w:r></w:p>")),
    of_file("docx", "tokens of 7 MB", long_token),
    of_file("docx", "truncated zip", lambda: word("<w:p><w:r><w:t>1</w:t></w:r></w:p>" * 999)[:700]),
    of_file("docx", "60,000 entries", lambda: zipped({str(number): b"" for number in range(60_000)})),
    of_file("docx", "two main parts", twice),
    of_file("docx", "encrypted (zip flags)", encrypted),
    of_file("docx", "encrypted (by Word)", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
    of_file("docx", "a PDF", lambda: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
    of_file("docx", "NUL bytes", lambda: bytes(MEGABYTE)),
    of_file("docx", "NUL in the XML", lambda: word("<w:p><w:r><w:t>1\0</w:t></w:r></w:p>")),
    of_file("docx", "invalid UTF-8", lambda: word(b"<w:p><w:r><w:t>\xff\xfe</w:t></w:r></w:p>")),
)  # fmt: skip
