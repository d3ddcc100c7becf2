"""Writes a copy of a Word document in which each finding is a comment beside the words that it is about.

Comments are spliced into the bytes of the file: marks at the edges of the runs that hold the words, which are not cut,
and the comments themselves into their own part. All other bytes of every part stay as they are. Libraries write the
parts anew when they save, and change styles, settings and numbering with them.
"""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from disclint.errors import Unreadable, UsageError
from disclint.loaders.docx import read
from disclint.loaders.docx.markup import Attributes, PartReader
from disclint.model.diagnostic import Severity
from disclint.model.named import NamedTuple
from disclint.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from disclint.loaders.docx.package import Package
    from disclint.loaders.docx.places import Place, Reading
    from disclint.model.diagnostic import Diagnostic, Related
    from disclint.model.result import Checked

__all__ = ["AUTHOR", "annotate"]

AUTHOR = "disclint"
"""Who the comments are by; those of anybody else are left alone."""

_LARGEST = 512 * 1024 * 1024
"""Bytes of all parts together, inflated, pictures included."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TAG = re.compile(rb"<[^\s/<>]++(?:[^\"'<>]|\"[^\"<]*+\"|'[^'<]*+')*+>")
_NUMBER = re.compile("[0-9]{1,9}")
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_SEVERITIES: dict[Severity, tuple[str, str]] = {
    "error": ("错误", "Error"),
    "warning": ("警告", "Warning"),
    "note": ("提示", "Note"),
}
_MOST_RELATED = 8
_AROUND = 10
_SHORT = 40
"""A comment beside no more characters needs no quotation to be understood."""


class Splice(NamedTuple):
    """Put ``new`` in the place of ``data[start:end]``; ends of comments go before beginnings, removals come last."""

    start: int
    order: int
    end: int
    new: bytes


def annotate(data: bytes, file: Checked, language: str = "zh") -> bytes:
    """The Word document ``data`` with a comment for each finding of ``file``, which was read from the same bytes.

    Comments by ``disclint`` that it had are replaced, but for those that somebody answered. A finding that has no place
    in the text stands at the first paragraph. The same findings give the same bytes.
    Raises ``UsageError`` where the document is not what was checked, or where a part that comments need is damaged.
    """
    reading = read(data, file.path)
    if file.document is None or reading.document.text != file.document.text:
        raise UsageError(
            f"{file.path}：文件在检查期间有改动，未写批注", f"{file.path}: changed while it was checked, not annotated"
        )
    try:
        writer = _Writer(reading, language)
        for finding in file.diagnostics:
            writer.add(finding)
        return writer.written(data)
    except Unreadable as error:  # a part that reading did without
        raise UsageError(
            f"{file.path}：{error.chinese}，未写批注", f"{file.path}: {error.english}: not annotated"
        ) from error


class _Writer:
    """The comments of one document, and the splices that they need."""

    def __init__(self, reading: Reading, language: str) -> None:
        self._reading = reading
        self._package = reading.package
        self._english = language == "en"
        self._document = reading.package.part(reading.package.main) or b""
        self._old = _OldComments(reading.package)
        self._splices = list(_removals(self._document, self._old.removed, reading.package.main))
        self._comments: list[bytes] = []
        self._opened: dict[int, tuple[bytes, list[bytes]]] = {}
        self._next = self._old.highest + 1

    def add(self, finding: Diagnostic) -> None:
        """A comment for a finding."""
        document = self._reading.document
        placed = bool(document.text) and finding.span.end > 0
        place = self._reading.place_of(finding.span if placed else Span(0, 1))
        lines = list(self._lines(finding, place, placed=placed))
        if "\n".join(lines) in self._old.kept:
            return
        self._comments.append(_comment(self._next, lines, self._old.prefix, self._old.declared))
        self._mark(place, self._next)
        self._next += 1

    # What is said

    def _say(self, chinese: str, english: str) -> str:
        return english if self._english else chinese

    def _lines(self, finding: Diagnostic, place: Place, *, placed: bool) -> Iterator[str]:
        """The message; what it is about where that is not plain to see; how to mend it; why; by which rule."""
        language = "en" if self._english else "zh"
        message = finding.message.text(language)
        yield f"{self._say('【{}】', '[{}] ').format(self._say(*_SEVERITIES[finding.severity]))}{message}"
        if not placed:
            yield self._say("位置：", "Place: ") + finding.place
        elif quotation := self._quotation(finding.span, place, message):
            yield self._say("原文：", "Text: ") + quotation
        if finding.fix is not None and len(finding.fix.edits) == 1:
            edit = finding.fix.edits[0]
            old = self._reading.document.text[edit.span.start : edit.span.end]
            yield self._say("改法：", "Fix: ") + f"“{old}” → “{edit.text}”"
        if finding.related:
            others = self._say("；", "; ").join(map(self._related, finding.related[:_MOST_RELATED]))
            left = len(finding.related) - _MOST_RELATED
            more = self._say(f"；另有{left}处", f"; {left} more") if left > 0 else ""
            yield self._say("另见：", "See also: ") + others + more
        if finding.basis:
            yield self._say("依据：", "Basis: ") + finding.basis
        yield self._say("规则：", "Rule: ") + finding.rule

    def _related(self, related: Related) -> str:
        words = related.message.text("en" if self._english else "zh")
        if related.path is not None:
            return f"{related.path} {words}"
        text = " ".join(self._reading.document.text[related.span.start : related.span.end].split())
        return words if not text or text in words or len(text) > _SHORT else f"{words}“{text}”"

    def _quotation(self, span: Span, place: Place, message: str) -> str:
        """The words with what stands around them, where the comment stands beside much more than these."""
        text = self._reading.document.text
        whole = place.span
        words = text[span.start : span.end]
        if whole.end - whole.start <= _SHORT or span.end - span.start > _SHORT or (len(words) > 3 and words in message):
            return ""
        first, last = max(whole.start, span.start - _AROUND), min(whole.end, span.end + _AROUND)
        before, after = text[first : span.start], text[span.end : last]
        around = f"{before}【{words}】{after}" if words else f"{before}▏{after}"
        return f"{'…' if first > whole.start else ''}{around}{'…' if last < whole.end else ''}".replace("\n", " ")

    # Where it stands

    def _mark(self, place: Place, number: int) -> None:
        host, first, last, _ = place
        tag = _TAG.match(self._document, host.start)
        if tag is None:  # pragma: no cover - the reader saw a paragraph there
            return
        w, declared = _prefix(tag[0], self._old.space)
        identity = f'{w}id="{number}"'
        begin = f"<{w}commentRangeStart{declared} {identity}/>".encode()
        reference = f"<{w}r{declared}><{w}commentReference {identity}/></{w}r>"
        end = f"<{w}commentRangeEnd{declared} {identity}/>{reference}".encode()
        if tag[0].endswith(b"/>"):
            self._opened.setdefault(tag.end(), (_name(tag[0]), []))[1].append(begin + end)
            return
        if first > last:
            self._splices.append(Splice(host.end, 1, 0, begin + end))
            return
        edges = (*host.children, host.end)
        self._splices.append(Splice(edges[first], 1, 0, begin))
        self._splices.append(Splice(edges[last + 1], 0, 0, end))

    def _filled(self) -> Iterator[Splice]:
        """Empty paragraphs ``<w:p/>`` get a beginning and an end, with all their comments between them."""
        for end, (name, marks) in self._opened.items():
            yield Splice(end - 2, 1, end, b">%s</%s>" % (b"".join(marks), name))

    # The package

    def written(self, data: bytes) -> bytes:
        """The whole file."""
        parts = dict(self._old.parts(self._comments))
        document = _spliced(self._document, (*self._splices, *self._filled()))
        if document != self._document:
            parts[self._package.main] = document
        if not parts:
            return data
        if self._comments and self._old.name is None:
            parts.update(self._new_part())
        return _repacked(self._package, parts)

    def _new_part(self) -> Iterator[tuple[str, bytes]]:
        """A part for comments, and the two places where a package tells of it."""
        folder, base = posixpath.split(self._package.main)
        name = posixpath.join(folder, "comments.xml")
        number = 0
        while self._package.has(name):
            number += 1
            name = posixpath.join(folder, f"comments{number}.xml")
        space = self._old.space.encode()
        yield name, b'%s<w:comments xmlns:w="%s">%s</w:comments>' % (_HEAD, space, b"".join(self._comments))
        office = _office(self._old.space)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        old = self._package.part(rels) or _relationships()
        identity, count = "rIdDisclint", 0
        while f'"{identity}"'.encode() in old:
            count += 1
            identity = f"rIdDisclint{count}"
        relationship = f'Id="{identity}" Type="{office}/comments" Target="{posixpath.basename(name)}"'
        yield rels, _with_child(old, "Relationship", relationship)
        types = self._package.part("[Content_Types].xml") or b""
        override = f'PartName={quoteattr("/" + name)} ContentType="{_COMMENTS_TYPE}"'
        yield "[Content_Types].xml", _with_child(types, "Override", override)


# Comments that are there ---------------------------------------------------------------------------------------------


class _Comment(NamedTuple):
    identity: str
    author: str
    start: int
    end: int
    text: str
    paragraphs: tuple[str, ...]
    """The identities by which other parts know its paragraphs."""


class _OldComments:
    """The comments that a document has: which of them go, and what their part looks like."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.name = package.related("comments")
        self._data = package.part(self.name) if self.name is not None else None
        reader = _CommentReader(self.name or "")
        if self._data is not None:
            reader.read(self._data)
        own = [comment for comment in reader.comments if comment.author == AUTHOR]
        answered = self._answered(own)
        self._gone = [comment for comment in own if comment not in answered]
        self.kept = frozenset(comment.text for comment in answered)
        self.removed = frozenset(comment.identity for comment in self._gone)
        stay = (comment.identity for comment in reader.comments if comment.identity not in self.removed)
        self.highest = max((int(identity) for identity in stay if _NUMBER.fullmatch(identity)), default=-1)
        self.space = _space_of(package)
        self.prefix, self.declared = _prefix(_root(self._data)[0], self.space) if self._data else ("w:", "")

    def _answered(self, own: Sequence[_Comment]) -> list[_Comment]:
        """Comments of ours that somebody else answered: taking them away would leave the answer without a question."""
        data = self._package.related_part("commentsExtended")
        if data is None or not own:
            return []
        parents = set(re.findall(rb"paraIdParent\s*=\s*[\"']([0-9A-Fa-f]+)[\"']", data))
        return [c for c in own if any(identity.encode() in parents for identity in c.paragraphs)]

    def parts(self, comments: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
        """The parts that tell of comments, those that are there already, as they are to be."""
        if self._data is None or self.name is None or not (comments or self._gone):
            return
        splices = [Splice(comment.start, 2, comment.end, b"") for comment in self._gone]
        data = _spliced(self._data, splices)
        yield self.name, _with_children(data, b"".join(comments))
        gone = {identity.encode() for comment in self._gone for identity in comment.paragraphs}
        if not gone:
            return
        durable: set[bytes] = set()
        for kind, key in (
            ("commentsExtended", b"paraId"),
            ("commentsIds", b"paraId"),
            ("commentsExtensible", b"durableId"),
        ):
            name = self._package.related(kind)
            part = self._package.part(name) if name is not None else None
            if name is None or part is None:
                continue
            entries = [
                tag for tag in _TAG.finditer(part) if _attribute(tag[0], key) in (gone if key == b"paraId" else durable)
            ]
            durable.update(filter(None, (_attribute(tag[0], b"durableId") for tag in entries)))
            if entries and all(tag[0].endswith(b"/>") for tag in entries):
                yield name, _spliced(part, [Splice(tag.start(), 2, tag.end(), b"") for tag in entries])


class _CommentReader(PartReader):
    def __init__(self, part: str) -> None:
        super().__init__()
        self.part = part
        self.comments: list[_Comment] = []
        self._data = b""
        self._open: tuple[str, str, int] | None = None
        self._lines: list[str] = []
        self._paragraphs: list[str] = []
        self._in_words = False

    def read(self, data: bytes) -> None:
        self._data = data
        super().read(data)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "comment":
            self._open = self.get(attributes, "id") or "", self.get(attributes, "author") or "", self.offset
            self._lines, self._paragraphs = [], []
        elif name == "p":
            self._lines.append("")
            self._paragraphs.extend(value for key, value in attributes.items() if key.endswith(" paraId"))
        self._in_words = name == "t"

    def text(self, words: str) -> None:
        if self._in_words and self._lines:
            self._lines[-1] += words

    def end(self, name: str) -> None:
        self._in_words = False
        if name == "comment" and self._open is not None:
            identity, author, start = self._open
            end = _end_of(self._data, start, self.offset)
            self.comments.append(
                _Comment(identity, author, start, end, "\n".join(self._lines), tuple(self._paragraphs))
            )
            self._open = None


# Anchors of comments that go -----------------------------------------------------------------------------------------


def _removals(data: bytes, identities: frozenset[str], part: str) -> Iterator[Splice]:
    """What takes the marks of some comments out of the document."""
    if not identities:
        return iter(())
    reader = _AnchorReader(data, identities, part)
    reader.read(data)
    return iter(reader.splices)


class _Run:
    __slots__ = ("has_others", "references", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.references: list[tuple[int, int]] = []
        self.has_others = False


class _AnchorReader(PartReader):
    """Finds the marks of some comments. A run that holds nothing but the reference goes as a whole."""

    def __init__(self, data: bytes, identities: frozenset[str], part: str) -> None:
        super().__init__()
        self.part = part
        self.splices: list[Splice] = []
        self._data = data
        self._identities = identities
        self._runs: list[tuple[int, _Run]] = []
        self._mark: int | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        ours = name.startswith("comment") and self.get(attributes, "id") in self._identities
        if ours and name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            self._mark = self.offset
        elif self._runs and self.depth == self._runs[-1][0] + 1 and name != "rPr":
            self._runs[-1][1].has_others = True
        if name == "r":
            self._runs.append((self.depth, _Run(self.offset)))

    def end(self, name: str) -> None:
        if self._mark is not None:
            place = self._mark, _end_of(self._data, self._mark, self.offset)
            self._mark = None
            if name == "commentReference" and self._runs:
                self._runs[-1][1].references.append(place)
            else:
                self.splices.append(Splice(place[0], 2, place[1], b""))
        elif name == "r" and self._runs:
            run = self._runs.pop()[1]
            if run.references and not run.has_others:
                self.splices.append(Splice(run.start, 2, _end_of(self._data, run.start, self.offset), b""))
            else:
                self.splices.extend(Splice(start, 2, end, b"") for start, end in run.references)


# Bytes ---------------------------------------------------------------------------------------------------------------


def _end_of(data: bytes, start: int, told: int) -> int:
    """Where an element ends that begins at ``start`` and whose end expat told at ``told``."""
    tag = _TAG.match(data, start)
    return told if tag is not None and tag[0].endswith(b"/>") else data.index(b">", told) + 1


def _spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    pieces = []
    at = 0
    for start, _, end, new in sorted(splices, key=lambda splice: splice[:2]):
        pieces.append(data[at:start])
        pieces.append(new)
        at = max(start, end)
    pieces.append(data[at:])
    return b"".join(pieces)


def _root(data: bytes) -> re.Match[bytes]:
    """The tag of the outermost element of a part. Raises ``Unreadable`` where it has none."""
    root = next((tag for tag in _TAG.finditer(data) if tag[0][1:2] not in b"?!"), None)
    if root is None:
        raise _damaged()
    return root


def _damaged() -> Unreadable:
    return Unreadable("文档的一个部件已损坏", "a part of the document is damaged")


def _name(tag: bytes) -> bytes:
    return re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]


def _prefix(tag: bytes, space: str) -> tuple[str, str]:
    """The prefix of new elements beside a tag, with its colon, and what they must declare for it."""
    prefix, colon, _ = _name(tag).decode().partition(":")
    return (f"{prefix}:", "") if colon else ("w:", f' xmlns:w="{space}"')


def _with_children(data: bytes, children: bytes) -> bytes:
    """A part with more at the end of its outermost element."""
    root = _root(data)
    if root[0].endswith(b"/>"):
        return b"%s>%s</%s>%s" % (data[: root.end() - 2], children, _name(root[0]), data[root.end() :])
    at = data.rfind(b"</")
    if at < 0:
        raise _damaged()
    return data[:at] + children + data[at:]


def _with_child(data: bytes, name: str, attributes: str) -> bytes:
    prefix, colon, _ = _name(_root(data)[0]).decode().partition(":")
    return _with_children(data, f"<{prefix + colon if colon else ''}{name} {attributes}/>".encode())


def _attribute(tag: bytes, name: bytes) -> bytes | None:
    found = re.search(rb"[\s:]" + name + rb"\s*=\s*[\"']([^\"']*)[\"']", tag)
    return found[1] if found else None


def _comment(number: int, lines: Sequence[str], w: str, declared: str) -> bytes:
    """A comment, a paragraph for each line; without a date, so that the same findings give the same bytes."""
    paragraphs = []
    for index, line in enumerate(lines):
        mark = f"<{w}r><{w}annotationRef/></{w}r>" if index == 0 else ""
        bold = f"<{w}rPr><{w}b/></{w}rPr>" if index == 0 else ""
        words = escape(_printable(line))
        paragraphs.append(f'<{w}p>{mark}<{w}r>{bold}<{w}t xml:space="preserve">{words}</{w}t></{w}r></{w}p>')
    head = f'<{w}comment{declared} {w}id="{number}" {w}author="{AUTHOR}" {w}initials="DL">'
    return f"{head}{''.join(paragraphs)}</{w}comment>".encode()


def _printable(line: str) -> str:
    """On one line, and without what XML cannot hold."""
    return "".join(max(c, " ") for c in line if not ("\ud800" <= c <= "\udfff" or c in "\ufffe\uffff"))


# The package ---------------------------------------------------------------------------------------------------------


def _space_of(package: Package) -> str:
    """Which of its two namespaces a document is written in."""
    document = package.part(package.main) or b""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    return strict if strict.encode() in document[:20_000] else _WORD


def _office(space: str) -> str:
    """The beginning of the types of relationships, which goes with the namespace."""
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    return "http://schemas.openxmlformats.org/officeDocument/2006/relationships" if space == _WORD else strict


def _relationships() -> bytes:
    return (
        _HEAD + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )


def _repacked(package: Package, parts: Mapping[str, bytes]) -> bytes:
    """The zip file with some parts replaced and some added; the others are copied in their order."""
    if sum(entry.file_size for entry in package.entries) > _LARGEST:
        raise UsageError("文件解压后过大，未写批注", "too large when inflated, not annotated")
    changed = {name.lower(): content for name, content in parts.items()}
    stream = io.BytesIO()
    try:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for old in package.entries:
                entry = zipfile.ZipInfo(old.filename)
                entry.date_time, entry.compress_type = old.date_time, old.compress_type
                entry.external_attr, entry.create_system = old.external_attr, old.create_system
                content = changed.pop(old.filename.lower(), None)
                if content is not None:
                    archive.writestr(entry, content)
                elif old.is_dir():
                    archive.writestr(entry, b"")
                else:
                    with package.open(old) as source, archive.open(entry, "w") as target:
                        shutil.copyfileobj(source, target)
            for name, content in parts.items():
                if name.lower() in changed:
                    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError) as error:
        raise UsageError(
            f"文件的一个部件无法复制，未写批注：{error}", f"a part of the file cannot be copied, not annotated: {error}"
        ) from error
    return stream.getvalue()
