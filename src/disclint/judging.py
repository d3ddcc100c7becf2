"""The work on one file: read, recognise, pick the pack, bind, judge.

These functions depend on nothing but their arguments: the file's bytes, and a ``Library`` whose readers and packs do
not change during a run.
"""

from __future__ import annotations

import os
from functools import partial

from disclint.binding.bind import bind
from disclint.binding.recognise import recognise
from disclint.blame import settle
from disclint.errors import DisclintError, Unreadable
from disclint.limits import Alarm
from disclint.model.diagnostic import Diagnostic, Message, flaw
from disclint.model.document import Document
from disclint.model.result import Checked, Failure
from disclint.model.span import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from disclint.binding.recognise import Recognition
    from disclint.library import Library, Watch
    from disclint.model.filing import Filing
    from disclint.model.rule import Rule

__all__ = ["failure", "judge", "judged", "order", "read", "understand", "unreadable"]

SECONDS = 10.0
"""What binding, or one rule, may take for one file. They take a few thousandths for a report."""

_KEPT = 1000
"""So many findings of a rule that took all memory are kept."""

READING = 100.0
"""Seconds that reading a file may take. What other programs take to read it has limits of its own."""


def read(path: str, data: bytes, library: Library) -> Checked:
    """A file with its document, or with the finding that it cannot be read."""
    bare = Checked(path, (), size=len(data), sha256=_digest(data) if library.request.digests else "")
    try:
        reader, notes = library.reader(path, data)
        with Alarm() as alarm:
            document = alarm.call(READING, partial(reader, data, path))
        if not isinstance(document, Document):
            raise TypeError(f"{type(document).__name__} is no Document")
        return bare.replace(document=document.replace(notes=(*notes, *document.notes)) if notes else document)
    except Unreadable as error:
        return bare.replace(diagnostics=(unreadable(error),))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a plugin's reader may raise anything
        wrong = Unreadable("读取程序出错，文件未能读取", "the reader failed, the file was not read")
        return bare.replace(diagnostics=(unreadable(wrong),), failures=(failure("loader", error),))


def understand(file: Checked, library: Library) -> Checked:
    """A file that was read with its filing and its pack, or with the finding that no pack fits it.

    Raises ``DisclintError`` where the pack that it needs is wrong.
    """
    document, watch = file.document, library.watch
    if document is None:
        return file
    try:
        recognition = recognise(document, library.profiles, library.request.year)
        if watch is not None:
            watch.lap("bind")
        pack = library.pack_for(file.path, recognition.profile)
        if watch is not None:
            watch.lap("packs")
        if pack is None:
            return file.replace(diagnostics=(_unknown(recognition),))
        with Alarm() as alarm:
            filing = alarm.call(SECONDS, partial(bind, document, pack, recognition))
        if watch is not None:
            watch.lap("bind")
        return file.replace(filing=filing, pack=pack)
    except DisclintError:
        raise
    except Exception as error:  # noqa: BLE001 - one file must not end the run
        return file.replace(failures=(failure("binding", error),))


def judge(file: Checked, watch: Watch | None = None) -> Checked:
    """The findings of all rules about a file that was understood, ordered by place, then rule.

    A rule that raises, does not end or says what is no finding is named in ``failures``, with what it found before; the
    other rules are not affected.
    """
    filing, pack = file.filing, file.pack
    if filing is None or pack is None:
        return file
    found: list[Diagnostic] = []
    failures = list(file.failures)
    with Alarm() as alarm:
        for rule in pack.rules:
            its: list[Diagnostic] = []
            try:
                alarm.call(SECONDS, partial(_ask, rule, filing, its))
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - a plugin's rule may raise anything
                while isinstance(error, MemoryError) and len(its) > _KEPT:
                    its.pop()  # they may be what takes the memory; to cut them off at once would take some more
                failures.append(failure(rule.id, error))
            found += its
            if watch is not None:
                watch.lap(f"rules/{rule.id}")
    settled = settle(_once(found))
    placed = (finding if finding.place else finding.replace(place=_place(finding, filing)) for finding in settled)
    ordered = sorted(_once(placed), key=order)
    if watch is not None:
        watch.lap("rules")
    return file.replace(diagnostics=(*file.diagnostics, *ordered), failures=tuple(failures))


def _ask(rule: Rule, filing: Filing, found: list[Diagnostic]) -> None:
    """Add what a rule finds, as far as it can be gone on with. Raises ``TypeError`` where it cannot."""
    if not rule.applies(filing):
        return
    size = len(filing.document.text)
    for finding in rule.check(filing):
        wrong = flaw(finding, size)
        if wrong:
            raise TypeError(wrong)
        found.append(finding)


def judged(path: str, data: bytes, library: Library) -> Checked:
    """All of it: the findings about a file, from its bytes."""
    watch = library.watch
    if watch is not None:
        watch.start()
    file = read(path, data, library)
    if watch is not None:
        watch.lap("read")
    return judge(understand(file, library), watch)


def _once(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each finding once: what one rule says in the same words of the same place and cell is one finding."""
    kept: dict[tuple[Any, ...], Diagnostic] = {}
    for finding in findings:
        kept.setdefault((finding.rule, finding.span, finding.message, finding.cell), finding)
    return tuple(kept.values())


def order(finding: Diagnostic) -> tuple[Any, ...]:
    """By which findings are put in order: place, then rule."""
    return (*finding.span, finding.rule)


def _place(finding: Diagnostic, filing: Filing) -> str:
    page = filing.document.page_at(finding.span.start)
    place = (finding.cell and filing.place_of(finding.cell)) or filing.place_at(finding.span)
    return place if page is None else f"第{page}页 {place}"


def unreadable(error: Unreadable) -> Diagnostic:
    """The finding that a file cannot be read."""
    message = Message("unreadable", error.chinese, error.english)
    return Diagnostic("unreadable", "error", message, Span(0, 0), place="整个文件")


def _unknown(recognition: Recognition) -> Diagnostic:
    message = recognition.failure or Message("no-pack", "没有适用的规则包", "no pack fits this report")
    span = recognition.title.span if recognition.title is not None else Span(0, 0)
    return Diagnostic("unknown-edition", "error", message, span, place="整个文件")


def failure(part: str, error: BaseException) -> Failure:
    """That a part of the program raised, with the place where it did.

    Nothing that this part held is held any more: where it took all memory, there is some again to tell of it.
    """
    step = error.__traceback__
    while step is not None:
        try:  # noqa: SIM105 - with nothing imported, for which there may be no memory
            step.tb_frame.clear()
        except RuntimeError:  # this one goes on
            pass
        step = step.tb_next
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    words = " ".join(str(error).split())[:300]
    return Failure(part, f"{type(error).__name__}: {words}{where}", "".join(traceback.format_exception(error)))


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()
