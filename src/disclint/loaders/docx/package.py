"""The zip file that a Word document is, opened with care: nothing is inflated beyond a limit, whatever it declares."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from struct import unpack_from
from typing import IO
from xml.parsers import expat

from disclint import Unreadable
from disclint.loaders.docx.markup import as_utf8

__all__ = ["LARGEST_PART", "Package", "Relationship"]

LARGEST_PART = 16 * 1024 * 1024
"""Bytes of one part of XML, inflated. A report has 0.1 to 0.5 MB."""

_MOST_PARTS = 10_000
_LARGEST_DIRECTORY = 4 * 1024 * 1024
_CHUNK = 64 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF-", "PDF 文件", "a PDF file"),
    (b"{\\rtf", "RTF 文件", "an RTF file"),
    (b"Rar!\x1a", "RAR 压缩文件", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩文件", "a 7z archive"),
    (b"\x89PNG\r\n", "图片", "an image"),
    (b"\xff\xd8\xff", "图片", "an image"),
)
_OTHER_PACKAGES = (
    ("xl/", "Excel 文件", "an Excel file"),
    ("ppt/", "PowerPoint 文件", "a PowerPoint file"),
    ("OFD.xml", "OFD 文件", "an OFD file"),
    ("mimetype", "OpenDocument 文件", "an OpenDocument file"),
)


class Relationship:
    """What a part refers to: the last word of the relationship's type, and the name of the part."""

    __slots__ = ("external", "kind", "target")

    def __init__(self, kind: str, target: str, *, external: bool) -> None:
        self.kind = kind
        self.target = target
        self.external = external


class Package:
    """The parts of a Word document by name. Raises ``Unreadable`` for what is none."""

    def __init__(self, data: bytes) -> None:
        self._zip = _open(data)
        self.names: dict[str, zipfile.ZipInfo] = {}
        for entry in self._zip.infolist():
            name = entry.filename
            if name.lower() in self.names:
                raise Unreadable(
                    f"文件已损坏：其中有两个 {name}", f"damaged: there are two parts that are named {name}"
                )
            self.names[name.lower()] = entry
        self.main = self._main()
        self.relationships = self._relationships_of(self.main)

    @property
    def entries(self) -> list[zipfile.ZipInfo]:
        """All entries of the zip file in their order."""
        return self._zip.infolist()

    def open(self, entry: zipfile.ZipInfo) -> IO[bytes]:
        """An entry's content as a stream. Raises ``BadZipFile`` where it is packed as no Word document is."""
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile(f"{entry.filename} is neither stored nor deflated")
        return self._zip.open(entry)

    def has(self, name: str) -> bool:
        """Whether there is such a part; capitals make no difference."""
        return name.lower() in self.names

    def part(self, name: str) -> bytes | None:
        """A part of XML, in UTF-8; ``None`` if there is none. Raises ``Unreadable`` if it is damaged or too large."""
        entry = self.names.get(name.lower())
        return None if entry is None else as_utf8(self._inflated(entry))

    def related(self, kind: str) -> str | None:
        """The name of the part that the main part refers to as its ``styles``, ``numbering``, ``comments``, …"""
        for relationship in self.relationships:
            if relationship.kind == kind and not relationship.external and self.has(relationship.target):
                return relationship.target
        return None

    def related_part(self, kind: str) -> bytes | None:
        """That part itself."""
        name = self.related(kind)
        return self.part(name) if name is not None else None

    def _inflated(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & 1:
            raise _encrypted()
        if entry.file_size > LARGEST_PART:
            raise _too_large(entry.filename)
        chunks = []
        size = 0
        try:
            with self.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > LARGEST_PART:
                        raise _too_large(entry.filename)
                    chunks.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise Unreadable(
                f"文件已损坏：{entry.filename} 无法解压", f"damaged: {entry.filename} cannot be inflated"
            ) from error
        return b"".join(chunks)

    def _main(self) -> str:
        if self.has("[Content_Types].xml"):
            for relationship in self._relationships_of(""):
                if relationship.kind == "officeDocument" and not relationship.external:
                    name = relationship.target
                    if self.has(name) and not name.lower().startswith(("xl/", "ppt/")):
                        return name
        for start, kind, english in _OTHER_PACKAGES:
            if any(name.startswith(start.lower()) for name in self.names):
                raise Unreadable(f"这是{kind}，不是 Word 文件", f"this is {english}, not a Word document")
        raise Unreadable("这是压缩文件，其中没有 Word 文档", "this is a zip archive without a Word document in it")

    def _relationships_of(self, name: str) -> list[Relationship]:
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        data = self.part(rels)
        found: list[Relationship] = []
        if data is None:
            return found

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag.rpartition(" ")[2] == "Relationship":
                target = attributes.get("Target", "")
                external = attributes.get("TargetMode") == "External"
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = attributes.get("Type", "").rpartition("/")[2]
                found.append(Relationship(kind, posixpath.normpath(path), external=external))

        def refuse(*_: object) -> None:
            raise Unreadable(f"{rels} 含有 DOCTYPE 声明，拒绝读取", f"{rels} has a DOCTYPE: refused")

        parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
        parser.StartElementHandler = start
        parser.StartDoctypeDeclHandler = refuse
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise Unreadable(f"文件已损坏：{rels} 不是完整的 XML", f"damaged: {rels} is no well-formed XML") from error
        return found


def _open(data: bytes) -> zipfile.ZipFile:
    if not data.startswith(b"PK"):
        raise _no_package(data)
    directory = _directory_size(data)
    if directory is not None and directory > _LARGEST_DIRECTORY:
        raise _too_many()
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, OverflowError, ValueError) as error:
        raise Unreadable(
            "文件不完整：Word 文件被截断或已损坏，请重新下载或另存",
            "incomplete: the Word document was cut off or damaged; download or save it again",
        ) from error
    if len(opened.infolist()) > _MOST_PARTS:
        raise _too_many()
    return opened


def _directory_size(data: bytes) -> int | None:
    """How many bytes the zip file's table of contents has, before anything reads it."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or end + 22 > len(data):
        return None
    if data[end - 20 : end - 16] == b"PK\x06\x07" and data[end - 76 : end - 72] == b"PK\x06\x06":
        return int(unpack_from("<Q", data, end - 36)[0])
    return int(unpack_from("<L", data, end + 12)[0])


def _no_package(data: bytes) -> Unreadable:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return _encrypted()
        return Unreadable(
            "这是旧版 Office 或 WPS 文件，不是 .docx；请另存为 .docx",
            "this is an old Office or WPS file, not a .docx: save it as .docx",
        )
    for signature, kind, english in _SIGNATURES:
        if data.startswith(signature):
            return Unreadable(f"这是{kind}，不是 Word 文件", f"this is {english}, not a Word document")
    if not data.strip():
        return Unreadable("文件是空的，没有可检查的内容", "the file is empty: there is nothing to read")
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Unreadable("这是网页或 XML 文件，不是 Word 文件", "this is a web page or XML, not a Word document")
    return Unreadable("文件不是 Word 文件，或已损坏", "this is no Word document, or it is damaged")


def _encrypted() -> Unreadable:
    return Unreadable("文件已加密，请去掉打开密码后再检查", "the file is encrypted: remove the password that opens it")


def _too_large(name: str) -> Unreadable:
    megabytes = LARGEST_PART >> 20
    return Unreadable(
        f"{name} 解压后超过 {megabytes} MB，不像一份报告",
        f"{name} is larger than {megabytes} MB when inflated: this is no report",
    )


def _too_many() -> Unreadable:
    return Unreadable(
        f"文件中的部件超过 {_MOST_PARTS} 个，不像一份报告",
        f"the file has more than {_MOST_PARTS} parts: this is no report",
    )
