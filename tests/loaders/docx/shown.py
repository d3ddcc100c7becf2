"""What a Word document says when it is read."""

from __future__ import annotations

from disclint import Document, Paragraph
from disclint.loaders.docx import load


def read(data: bytes) -> Document:
    return load(data, "report.docx")


def lines(data: bytes) -> list[str]:
    """The document as ``disclint text`` prints it."""
    return read(data).text.splitlines()


def levels(data: bytes) -> list[int | None]:
    return [block.level for block in read(data).blocks if isinstance(block, Paragraph)]


def codes(data: bytes) -> list[str]:
    return [note.code for note in read(data).notes]
