"""Applies the fixes of a file, and proves that nothing else changed.

``mend`` is pure: bytes and their findings in, bytes and what is found in them out. ``replace`` alone touches a file.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from disclint.loaders.encoding import encode
from disclint.model.diagnostic import Message
from disclint.model.named import NamedTuple
from disclint.model.record import Record
from disclint.model.result import Checked
from disclint.model.span import LineTable, Span
from disclint.model.text import traditional_share

if TYPE_CHECKING:
    from disclint.model.diagnostic import Diagnostic, Edit
    from disclint.model.document import Document, Text

__all__ = ["LeftAlone", "Mended", "Pass", "apply", "difference", "mend", "mend_once", "replace"]

Judge = Callable[[bytes], Checked]
"""What is found in a file with these bytes."""


class LeftAlone(Exception):
    """A file that must not be written; the message says why."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(english)
        self.message = Message("left-alone", chinese, english)


class Mended(Record):
    """A file before and after. Where nothing could be mended both are the same."""

    before: bytes
    after: bytes
    file: Checked
    """What is found in the bytes after, with the number of findings that were mended."""


# One file --------------------------------------------------------------------------------------------------------


def mend(file: Checked, data: bytes, judge: Judge, *, unsafe: bool) -> Mended:
    """The file of some bytes with its findings mended, as often as there is something to mend.

    Every pass ends with fewer findings than it began with, so there is an end to them, and mending once more changes
    nothing.
    """
    start, fixed = data, 0
    if not _offered(file, unsafe=unsafe):
        return Mended(start, start, file.replace(fixed=0))
    if (obstacle := _obstacle(file, data)) is not None:
        return Mended(start, start, file.replace(fixed=0, notices=(*file.notices, obstacle)))
    while (made := mend_once(file, judge, unsafe=unsafe)) is not None:
        fixed += made.fixed
        data, file = made.data, made.file
    refused = _offered(file, unsafe=unsafe)
    notices = (*file.notices, _refusal(refused)) if refused else file.notices
    return Mended(start, data, file.replace(fixed=fixed, notices=notices))


class Pass(NamedTuple):
    """What came of making some fixes at once."""

    fixed: int
    data: bytes
    file: Checked


def mend_once(file: Checked, judge: Judge, *, unsafe: bool) -> Pass | None:
    """The file with all fixes made that go together; ``None`` if there is none.

    A fix is made whole or not at all. It is not made

    - if an edit breaks an invariant: the figures keep their values, and all lines, TABs and pipes stay;
    - if it overlaps with one before it: it waits for the next pass;
    - if the file, read and judged again, still has the finding, has a new one, or has other cells in its tables.
    """
    guard = _Guard(file)
    waiting = [finding for finding in _offered(file, unsafe=unsafe) if not guard.fault(finding)]
    while waiting:
        chosen = _apart(waiting)
        trial = _Trial(file, judge)
        made = trial.settle((), chosen)
        if trial.success is not None:
            return Pass(len(made), *trial.success)
        harmful = set(chosen)
        waiting = [finding for finding in waiting if finding not in harmful]
    return None


def _offered(file: Checked, *, unsafe: bool) -> list[Diagnostic]:
    found = [finding for finding in file.diagnostics if finding.fix is not None and (finding.fix.safe or unsafe)]
    return [finding for finding in found if finding.fix is not None and finding.fix.edits]


def _obstacle(file: Checked, data: bytes) -> Message | None:
    """Why nothing of a file may be mended."""
    document = file.document
    if document is None or (document.format != "text" and document.format not in _MARKUP):
        kind = document.format if document is not None else ""
        return Message(
            "format",
            f"不能改写{kind}格式的文件，请在原文件中修改",
            f"files of the format {kind} cannot be mended: do it by hand",
        )
    if file.failures:
        return Message("failed", "检查不完整，未作修改", "judged in part only, nothing was mended")
    if any(note.code == "undecodable" for note in document.notes):
        return Message(
            "undecodable", "有无法解码的字节，未作修改", "there are bytes that cannot be decoded: left alone"
        )
    if _encoded(document.text, document.encoding) != data:
        words = f"按{document.encoding}写回会改变其他内容，未作修改"
        return Message("encoding", words, f"writing {document.encoding} would change other parts: left alone")
    return None


def _encoded(text: str, encoding: str) -> bytes | None:
    try:
        return encode(text, encoding)
    except (UnicodeEncodeError, LookupError):
        return None


def _refusal(findings: Sequence[Diagnostic]) -> Message:
    count = len(findings)
    rules = ", ".join(sorted({finding.rule for finding in findings}))
    return Message(
        "refused",
        f"{count}处问题没有修复，因为修复会带来别的改变：{rules}",
        f"{count} {'finding was' if count == 1 else 'findings were'} not mended, for more would have changed: {rules}",
    )


def _apart(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those of some findings, in their order, whose edits do not touch those of one that stands before them."""
    chosen: set[Diagnostic] = set()
    taken: list[Span] = []
    for finding in sorted(findings, key=lambda finding: (_edits(finding), finding.rule)):
        spans = [edit.span for edit in _edits(finding)]
        if not any(_touches(taken, span) for span in spans):
            chosen.add(finding)
            for span in spans:
                insort(taken, span)
    return [finding for finding in findings if finding in chosen]


def _touches(taken: Sequence[Span], span: Span) -> bool:
    """Whether a span overlaps with one of some that are apart, or inserts where one of them begins or ends."""
    at = bisect_left(taken, span)
    return any(_overlap(*sorted((other, span))) for other in taken[max(at - 1, 0) : at + 1])


def _overlap(first: Span, second: Span) -> bool:
    if first.start == first.end or second.start == second.end:
        return second.start <= first.end
    return second.start < first.end


def _edits(finding: Diagnostic) -> tuple[Edit, ...]:
    return tuple(sorted(finding.fix.edits)) if finding.fix is not None else ()


def apply(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with edits made that are apart, in any order."""
    parts = []
    at = 0
    for edit in sorted(edits):
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at:]])


# Before it is made -----------------------------------------------------------------------------------------------

_BORDERS = re.compile("\r\n|[\r\n\t|｜│┃║]")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_DIGITS = re.compile(r"\d+")
_FIGURE = "0123456789０１２３４５６７８９.,．"
_PLAIN_DIGITS = {ord(wide): plain for wide, plain in zip("０１２３４５６７８９．", "0123456789.", strict=True)}


class _Guard:
    """Tells the fixes that break an invariant, before they are made."""

    def __init__(self, file: Checked) -> None:
        assert file.document is not None
        self.document = file.document
        self.tables = [table.span for table in file.document.tables()]
        forms = file.filing.forms if file.filing is not None else ()
        self.labels = sorted({span for form in forms for label in form.labels for span in _spans(label.text)})
        self.inexact = sorted(_inexact(file.document))
        self.marks = _MARKUP.get(file.document.format)
        self.words = sorted(_words(file.document)) if self.marks is not None else []
        self.is_traditional = traditional_share(file.document.text) > _MIXED

    def fault(self, finding: Diagnostic) -> str:
        """What forbids a fix; empty if nothing does."""
        text, edits = self.document.text, _edits(finding)
        safe = finding.fix is not None and finding.fix.safe
        if any(not 0 <= edit.span.start <= edit.span.end <= len(text) for edit in edits):
            return "outside the text"
        if any(_overlap(first.span, second.span) for first, second in pairwise(edits)):
            return "its edits overlap"
        if _encoded("".join(edit.text for edit in edits), self.document.encoding) is None:
            return "a character that the encoding lacks"
        if self.is_traditional and any(_new_words(text[slice(*edit.span)], edit.text) for edit in edits):
            return "Simplified words in a Traditional text"
        if self.marks is not None and not all(self._is_words(edit, self.marks) for edit in edits):
            return "touches the markup"
        if any(_cuts(span, edit.span) for edit in edits for span in _near(self.inexact, edit.span)):
            return "cuts what the source spells otherwise"
        if safe and any(_near(self.tables, edit.span) and not self._in_label(edit.span) for edit in edits):
            return "safe, and in a table"
        for first, last in _clusters(text, edits):
            start, end, changed = _window(text, edits[first:last])
            if _BORDERS.findall(text[start:end]) != _BORDERS.findall(changed):
                return "changes a line or a border"
            if _figures(text[start:end], safe=safe) != _figures(changed, safe=safe):
                return "changes a figure"
        return ""

    def _is_words(self, edit: Edit, marks: str) -> bool:
        """Whether an edit changes words alone, and leaves tags and marks of markup as they are."""
        if any(mark in edit.text for mark in marks):
            return False
        at = bisect_left(self.words, (edit.span.start + 1,)) - 1
        return at >= 0 and self.words[at].start <= edit.span.start and edit.span.end <= self.words[at].end

    def _in_label(self, span: Span) -> bool:
        return any(label.start <= span.start and span.end <= label.end for label in _near(self.labels, span))


_MIXED = 0.1
"""The share of Traditional characters from which on a text is one in Traditional script."""

_OF_BOTH_SCRIPTS = "年月日〇"


def _new_words(old: str, new: str) -> bool:
    """Whether an edit brings Han characters that a Traditional text may write otherwise."""
    return any("一" <= each <= "鿿" for each in set(new).difference(old, _OF_BOTH_SCRIPTS))


_MARKUP = {"html": "<&", "markdown": "\\`*_<&[]|~#"}
"""The formats whose files are words between marks, and the characters that a fix may not write there."""


def _words(document: Document) -> Iterator[Span]:
    """The longest stretches of the source that are words or whole references, with no tag or mark between them."""
    for text in _texts(document):
        start = end = -1
        for span in _spans(text):
            is_word = span.end > span.start and not document.text.startswith(("<", "\\", "\r", "\n"), span.start)
            if is_word and span.start == end:
                end = span.end
                continue
            if end > start:
                yield Span(start, end)
            start, end = span if is_word else (-1, -1)
        if end > start:
            yield Span(start, end)


def _texts(document: Document) -> list[Text]:
    texts: list[Text] = [*document.paragraphs()]
    return texts + [cell for table in document.tables() for row in table.rows for cell in row.cells]


def _spans(text: Text) -> Iterator[Span]:
    """The stretches of the document that a text was made of."""
    if not text.pieces:
        yield text.span
        return
    ends = [piece.at for piece in text.pieces[1:]] + [len(text.value)]
    for piece, end in zip(text.pieces, ends, strict=True):
        yield Span(piece.span.start, piece.span.start + end - piece.at) if piece.exact else piece.span


def _inexact(document: Document) -> Iterator[Span]:
    """What the source spells otherwise than it is read."""
    for text in _texts(document):
        yield from (piece.span for piece in text.pieces if not piece.exact)


def _near(spans: Sequence[Span], span: Span) -> list[Span]:
    """Those of some sorted spans, hardly one of which overlaps with another, that a span overlaps with or touches."""
    at = bisect_left(spans, span)
    first = max(at - 1, 0)
    while first and spans[first].end >= span.start:
        first -= 1
    found = []
    for other in spans[first:]:
        if other.start > span.end:
            break
        if _overlap(*sorted((other, span))):
            found.append(other)
    return found


def _cuts(whole: Span, span: Span) -> bool:
    return (
        not (span.start <= whole.start and whole.end <= span.end) and span.start < whole.end and whole.start < span.end
    )


def _clusters(text: str, edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """Ranges of edits between which digits or nothing stand, so that they change a figure together."""
    first = 0
    for index in range(1, len(edits) + 1):
        if index == len(edits) or text[edits[index - 1].span.end : edits[index].span.start].strip(_FIGURE):
            yield first, index
            first = index


def _window(text: str, edits: Sequence[Edit]) -> tuple[int, int, str]:
    """The stretch of some edits, with the figures and the character that stand beside it, and what becomes of it."""
    start, end = edits[0].span.start, edits[-1].span.end
    while start and text[start - 1] in _FIGURE:
        start -= 1
    while end < len(text) and text[end] in _FIGURE:
        end += 1
    start, end = max(start - 1, 0), min(end + 1, len(text))
    moved = [edit._replace(span=Span(edit.span.start - start, edit.span.end - start)) for edit in edits]
    return start, end, apply(text[start:end], moved)


def _figures(text: str, *, safe: bool) -> list[str]:
    """The figures of a text by their digits. A fix that is not safe may drop leading zeros and write a date anew."""
    plain = text.translate(_PLAIN_DIGITS)
    if safe:
        return _FIGURES.findall(plain)
    return [digits.lstrip("0") or "0" for digits in _DIGITS.findall(plain)]


# After it is made ------------------------------------------------------------------------------------------------

_MOST_TRIALS = 64
"""How often a file is judged again to find out which of its fixes cannot be made."""


class _Trial:
    """Makes fixes, judges what comes of it, and finds out which of them do harm."""

    def __init__(self, file: Checked, judge: Judge) -> None:
        self.file = file
        self.judge = judge
        self.trials = 0
        self.success: tuple[bytes, Checked] | None = None
        """What came of the last trial that did no harm: the bytes, and what is found in them."""

    def settle(self, made: Sequence[Diagnostic], more: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """``made`` with those of ``more`` that can be mended too: all at once, else one half after the other."""
        if not more or self.trials >= _MOST_TRIALS:
            return made
        if self._succeeds([*made, *more]):
            return [*made, *more]
        if len(more) == 1:
            return made
        middle = len(more) // 2
        return self.settle(self.settle(made, more[:middle]), more[middle:])

    def _succeeds(self, findings: Sequence[Diagnostic]) -> bool:
        self.trials += 1
        assert self.file.document is not None
        edits = [edit for finding in findings for edit in _edits(finding)]
        text = apply(self.file.document.text, edits)
        data = _encoded(text, self.file.document.encoding)
        after = self.judge(data) if data is not None else None
        if data is None or after is None or not _is_mended(self.file, after, text, findings):
            return False
        self.success = data, after
        return True


def _is_mended(before: Checked, after: Checked, text: str, findings: Sequence[Diagnostic]) -> bool:
    """Whether a file with this text was read as it was written, and lacks these findings and nothing else."""
    old, new = before.document, after.document
    if old is None or new is None or after.failures:
        return False
    if new.text != text or new.encoding != old.encoding or after.pack != before.pack:
        return False
    if _BORDERS.findall(text) != _BORDERS.findall(old.text) or _facts(before) != _facts(after):
        return False
    safe = all(finding.fix is not None and finding.fix.safe for finding in findings)
    if _figures(text, safe=False) != _figures(old.text, safe=False) or _cells(before, safe) != _cells(after, safe):
        return False
    left = _said(before)
    left.subtract((finding.rule, finding.message.code) for finding in findings)
    return not _said(after) - left


def _said(file: Checked) -> Counter[tuple[str, str]]:
    """How often each sentence of each rule is said, of suppressed findings too."""
    every = (*file.diagnostics, *(each.diagnostic for each in file.suppressed))
    return Counter((finding.rule, finding.message.code) for finding in every)


def _facts(file: Checked) -> tuple[Any, ...] | None:
    filing = file.filing
    return None if filing is None else (filing.year, filing.edition, [section.key for section in filing.sections])


def _cells(file: Checked, exactly: bool) -> list[tuple[Any, ...]]:
    """What the cells of the forms hold; without ``exactly`` a figure may be printed otherwise."""
    return [
        (cell.key, cell.state, cell.value, cell.unit, cell.text if exactly or cell.value is None else None)
        for form in (file.filing.forms if file.filing is not None else ())
        for cell in form.cells.values()
    ]


# Files -----------------------------------------------------------------------------------------------------------


def replace(path: str, mended: Mended) -> None:
    """Write a file that was mended; others see the old file or the new one, never a part.

    Raises ``LeftAlone`` where that cannot be, and where the file is not what it was when it was read.
    """
    import stat
    import tempfile

    draft = ""
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            raise LeftAlone("是符号链接，未作修改", "a symbolic link: left alone")
        if not stat.S_ISREG(status.st_mode):
            raise LeftAlone("不是普通文件，未作修改", "no regular file: left alone")
        if status.st_nlink > 1:
            raise LeftAlone("有多个硬链接，未作修改", "it has several hard links: left alone")
        if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
            raise LeftAlone("是只读文件，未作修改", "read-only: left alone")
        handle, draft = tempfile.mkstemp(".part", ".disclint-", os.path.dirname(path) or ".")
        with open(handle, "wb") as file:
            file.write(mended.after)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(draft, status)
        with open(path, "rb") as file:
            if file.read(len(mended.before) + 1) != mended.before:
                raise LeftAlone("检查期间文件有变动，未作修改", "it changed meanwhile: left alone")
        os.replace(draft, path)
    except OSError as error:
        _discard(draft)
        raise LeftAlone(f"未能写入：{error.strerror}", f"not written: {error.strerror}") from error
    except BaseException:
        _discard(draft)
        raise


def _keep_mode(draft: str, status: os.stat_result) -> None:
    owner = os.stat(draft)
    if hasattr(os, "chown") and (owner.st_uid, owner.st_gid) != (status.st_uid, status.st_gid):
        os.chown(draft, status.st_uid, status.st_gid)
    os.chmod(draft, status.st_mode & 0o7777)


def _discard(draft: str) -> None:
    if draft and os.path.exists(draft):
        os.unlink(draft)


# What would change -----------------------------------------------------------------------------------------------

_CONTEXT = 3


def difference(path: str, before: str, after: str) -> str:
    """A unified diff of two texts with equally many lines; empty if they are equal."""
    old, new = _lines(before), _lines(after)
    changed = [number for number, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    if not changed:
        return ""
    parts = [f"--- {path}\n+++ {path}\n"]
    hunk: list[int] = []
    for number in changed:
        if hunk and number - hunk[-1] > 2 * _CONTEXT:
            parts += _hunk(old, new, hunk)
            hunk = []
        hunk.append(number)
    return "".join([*parts, *_hunk(old, new, hunk)])


def _lines(text: str) -> list[str]:
    starts = [*LineTable(text).starts, len(text)]
    lines = [text[start:end] for start, end in pairwise(starts)]
    return lines if lines[-1] or len(lines) == 1 else lines[:-1]


def _hunk(old: Sequence[str], new: Sequence[str], changed: Sequence[int]) -> Iterator[str]:
    first, last = max(changed[0] - _CONTEXT, 0), min(changed[-1] + _CONTEXT + 1, len(old))
    stretch = f"{first + 1},{last - first}" if last - first > 1 else f"{first + 1}"
    yield f"@@ -{stretch} +{stretch} @@\n"
    at = first
    while at < last:
        end = at
        while end < last and old[end] != new[end]:
            end += 1
        if end == at:
            yield _line(" ", old[at])
            at += 1
        else:
            yield from (_line("-", line) for line in old[at:end])
            yield from (_line("+", line) for line in new[at:end])
            at = end


def _line(mark: str, line: str) -> str:
    if line.endswith("\n"):
        return mark + line
    if line.endswith("\r"):
        return f"{mark}{line[:-1]}\n"
    return f"{mark}{line}\n\\ No newline at end of file\n"
