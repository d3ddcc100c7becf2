"""Takes annotated documents apart: what was added, and what is left when it is taken out again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree as ET

from disclint import Checked, Diagnostic, Document, Message, Span
from disclint.annotate import annotate
from disclint.loaders.docx import load

SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)


class Shown(NamedTuple):
    """A comment: who wrote it, its lines, and the words that it stands beside."""

    author: str
    lines: list[str]
    beside: str


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def finding(words: str, document: Document, *, rule: str = "terms", message: str = "有误", nth: int = 0) -> Diagnostic:
    """A finding about the n-th occurrence of some words."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return at(Span(start, start + len(words)), rule=rule, message=message)


def at(span: Span, *, rule: str = "terms", message: str = "有误") -> Diagnostic:
    return Diagnostic(rule, "error", Message("wrong", message, f"wrong: {message}"), span, "某项规定", place="某处")


def annotated(data: bytes, findings: Iterable[Diagnostic], language: str = "zh") -> bytes:
    return annotate(data, Checked("report.docx", tuple(findings), load(data, "report.docx")), language)


def with_comments(data: bytes, *words: str) -> bytes:
    """The document with a finding about each of some words."""
    document = load(data, "report.docx")
    return annotated(data, [finding(one, document) for one in words])


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def attribute(element: ET.Element, name: str) -> str | None:
    return next((element.get(space + name) for space in SPACES if element.get(space + name) is not None), None)


def comments(data: bytes) -> list[Shown]:
    """All comments in their order."""
    files = parts(data)
    if "word/comments.xml" not in files:
        return []
    beside = ranges(files["word/document.xml"])
    found = []
    for comment in ET.fromstring(files["word/comments.xml"]):
        lines = ["".join(words_of(paragraph)) for paragraph in comment if local(paragraph) == "p"]
        identity = attribute(comment, "id") or ""
        found.append(Shown(attribute(comment, "author") or "", lines, beside[identity]))
    return found


def words_of(element: ET.Element) -> Iterable[str]:
    for inner in element.iter():
        if local(inner) == "t":
            yield inner.text or ""


def ranges(document: bytes) -> dict[str, str]:
    """By the identity of each comment: the words between its marks, none if it only has a reference.

    What begins must end and be referred to.
    """
    opened: dict[str, str] = {}
    closed: dict[str, str] = {}
    referred: list[str] = []
    for element in ET.fromstring(document).iter():
        name, identity = local(element), attribute(element, "id") or ""
        if name == "commentRangeStart":
            assert identity not in opened
            opened[identity] = ""
        elif name == "commentRangeEnd":
            closed[identity] = opened.pop(identity)
        elif name == "commentReference":
            referred.append(identity)
        elif name == "t":
            opened = {key: words + (element.text or "") for key, words in opened.items()}
    assert not opened
    assert set(closed) <= set(referred)
    return {identity: closed.get(identity, "") for identity in referred}


def without_anchors(document: bytes) -> str:
    """The document in canonical form, without the marks of any comment."""
    root = ET.fromstring(document)
    for parent in list(root.iter()):
        for child in list(parent):
            marks = ("commentRangeStart", "commentRangeEnd")
            reference = local(child) == "r" and [local(inner) for inner in child] == ["commentReference"]
            if local(child) in marks or reference:
                assert child.tail is None
                parent.remove(child)
    return ET.canonicalize(ET.tostring(root), rewrite_prefixes=True)


def canonical(part: bytes) -> str:
    return ET.canonicalize(part, rewrite_prefixes=True)


def own_bytes(document: bytes, identities: Iterable[str]) -> bytes:
    """The bytes of the document without those that were put in for some comments."""
    for identity in identities:
        number = re.escape(identity).encode()
        document = re.sub(rb'<w:commentRange(Start|End) w:id="%s"/>' % number, b"", document)
        document = re.sub(rb'<w:r><w:commentReference w:id="%s"/></w:r>' % number, b"", document)
    return document
