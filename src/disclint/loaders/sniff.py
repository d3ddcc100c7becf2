"""What a file is by its content, whatever its name says."""

from __future__ import annotations

__all__ = ["ALWAYS_SIGNED", "suffix_of"]

_HEAD = 4096

_SIGNATURES = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
)
"""What files of a format begin with, and the suffix that they should have. Zip archives are told by their entries."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRIES = (
    (b"word/document", ".docx"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
    (b"xl/workbook", ".xlsx"),
)

ALWAYS_SIGNED = frozenset((".pdf", ".rtf", ".doc", ".wps", ".docx", ".docm", ".odt", ".xlsx"))
"""Suffixes of formats whose files begin with a signature; one that does not and has no NUL is a text."""

_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<title")
_FRAGMENT = (b"<div", b"<p>", b"<p ", b"<h1", b"<h2", b"<h3", b"<span", b"<center", b"<font", b"<section", b"<article")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def suffix_of(data: bytes, suffix: str) -> str | None:
    """The suffix that a file of this content should have, ``suffix`` itself where that fits; ``None`` if unknown.

    An old Word file and one of WPS are alike, so are a text and one in Markdown: then ``suffix`` decides.
    """
    head = data[:_HEAD]
    for signature, known in _SIGNATURES:
        if head.startswith(signature):
            return suffix if (known, suffix) == (".doc", ".wps") else known
    if head.startswith(_ZIP):
        return next((known for entry, known in _ENTRIES if entry in data), None)
    if suffix in (".html", ".htm"):
        return suffix if b"<" in data else ".txt"
    if is_page(head, data[-_HEAD:]):
        return ".html"
    return ".txt" if suffix in ALWAYS_SIGNED and b"\0" not in data else None


def is_page(head: bytes, tail: bytes) -> bool:
    """Whether a file that begins and ends so is a web page, or a piece of one."""
    for mark in _MARKS:
        head = head.removeprefix(mark)
    if head.lstrip()[:1] not in (b"<", b"\0"):
        return False
    words = head.replace(b"\0", b"").lstrip().lower()  # UTF-16 has a NUL in each letter of a tag
    if words.startswith(_PAGE):
        return True
    if words.startswith((b"<?xml", b"<!--", b"<!doctype")):
        return b"<html" in words
    return words.startswith(_FRAGMENT) and tail.replace(b"\0", b"").rstrip().endswith(b">")
