"""Findings that are accepted: those of a baseline, and those that a pack's ``ignore`` names. Nothing here opens a file.

A baseline is the state from which a project wants to get better: what it lists is not shown, everything else is. It is
a file of JSON objects, a line each: a head, then an entry for each finding, in an order that does not depend on where
in a report the finding stands, so that a change to one report changes the lines of that report alone.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

from disclint.errors import PackError, PackErrors
from disclint.model.diagnostic import Diagnostic, Message
from disclint.model.pack import Ignore
from disclint.model.record import Record
from disclint.model.result import Checked, Suppression, fingerprints
from disclint.model.text import normal_form

__all__ = [
    "LARGEST",
    "Baseline",
    "Entry",
    "accepted",
    "lapsed",
    "parse",
    "path_from",
    "renewed",
    "suppressed",
    "text_of",
]

LARGEST = 64 << 20
"""Bytes. Some hundred thousand findings."""

_HEAD = {"disclint": "baseline", "schema": 1}
_NEEDED = ("path", "rule", "fingerprint")
_KNOWN = (*_NEEDED, "message", "reason")

_MOST_TOLD = 10


class Entry(Record):
    """A finding of a baseline."""

    path: str
    """Of the report, from the baseline's own folder, with / between folders."""
    rule: str
    fingerprint: str
    message: str = ""
    """What was said when it was written, for people."""
    reason: str = ""
    """Why it is accepted, in the words of whoever added them by hand."""
    line: int = 0
    """Its line in the baseline; 0 if it is only being written."""


class Baseline(Record):
    """The findings that a project has accepted."""

    path: str
    entries: Mapping[tuple[str, str], Entry]
    """By the report's path and the fingerprint."""

    def name(self, path: str) -> str:
        """What the baseline calls a report."""
        return path_from(self.path, path)


def path_from(file: str, path: str, system: ModuleType = os.path) -> str:
    """A path as seen from the folder of a file, with / between folders; a whole one if there is no way.

    ``system`` is ``posixpath`` or ``ntpath``.
    """
    whole = system.abspath(path)
    try:
        written: str = system.relpath(whole, system.dirname(system.abspath(file)))
    except ValueError:  # another drive
        written = whole
    return written.replace(system.sep, "/")


# The file --------------------------------------------------------------------------------------------------------


def parse(data: bytes, path: str) -> Baseline:
    """The baseline in a file. Raises ``PackErrors`` with the place of every line that is none of a baseline's."""
    entries: dict[tuple[str, str], Entry] = {}
    errors: list[PackError] = []
    lines = _lines(data, path)
    if _object(lines[0], path, 1)[0] != _HEAD:
        words = "这不是 disclint 的基线文件", "this is no baseline of disclint"
        raise PackErrors((PackError(path, 1, 1, *words, "disclint PATH --baseline FILE --write-baseline"),))
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        try:
            entry = _entry(line, path, number)
        except PackErrors as error:
            errors += error.errors
            continue
        first = entries.setdefault((entry.path, entry.fingerprint), entry)
        if first is not entry:
            words = f"与第{first.line}行重复", f"the same as line {first.line}"
            errors.append(PackError(path, number, 1, *words))
    if errors:
        raise PackErrors(tuple(errors))
    return Baseline(path, entries)


def _lines(data: bytes, path: str) -> list[str]:
    try:
        return data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise PackErrors((PackError(path, line, column, "文件不是 UTF-8 编码", "not in UTF-8", "UTF-8"),)) from None


def _object(line: str, path: str, number: int) -> tuple[dict[str, Any], int]:
    """The object that a line consists of, and the column where it begins."""
    import json

    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        words = f"不是 JSON：{error.msg}", f"not JSON: {error.msg}"
        raise PackErrors((PackError(path, number, error.colno, *words),)) from None
    except RecursionError:
        raise PackErrors((PackError(path, number, 1, "嵌套太深", "nested too deeply"),)) from None
    except ValueError:
        raise PackErrors((PackError(path, number, 1, "数字太长", "a number that is too long"),)) from None
    column = len(line) - len(line.lstrip()) + 1
    if not isinstance(value, dict):
        raise PackErrors((PackError(path, number, column, "应为对象（{…}）", "must be an object ({…})"),))
    return value, column


def _entry(line: str, path: str, number: int) -> Entry:
    given, column = _object(line, path, number)
    errors = [
        PackError(path, number, column, f"缺少“{key}”", f"“{key}” is missing") for key in _NEEDED if not given.get(key)
    ]
    for key, value in given.items():
        at = max(line.find(f'"{key}"'), 0) + 1
        if key not in _KNOWN:
            words = f"没有“{key}”这一键", f"there is no key “{key}”"
            errors.append(PackError(path, number, at, *words, " | ".join(_KNOWN)))
        elif not isinstance(value, str):
            errors.append(PackError(path, number, at, f"“{key}”应为文字", f"“{key}” must be text"))
    if errors:
        raise PackErrors(tuple(errors))
    return Entry(**given, line=number)


def text_of(baseline: Baseline) -> str:
    """The file of a baseline: the same findings give the same text. A name that is no Unicode is in it by escapes."""
    import json

    entries = sorted(baseline.entries.values(), key=lambda entry: (entry.path, entry.rule, entry.fingerprint))
    objects = [_HEAD, *({key: getattr(entry, key) for key in _KNOWN} for entry in entries)]
    text = "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in objects)
    return text.encode("utf-8", "backslashreplace").decode()


# The findings ----------------------------------------------------------------------------------------------------


def suppressed(file: Checked, baseline: Baseline | None, today: str) -> Checked:
    """A file that was judged, without the findings that its pack's ``ignore`` or the baseline has.

    ``today`` is YYYY-MM-DD; a finding whose ``ignore`` is over says so and stays.
    """
    ignores: dict[str, list[Ignore]] = {}
    for each in file.pack.ignores if file.pack is not None else ():
        ignores.setdefault(each.rule, []).append(each)
    name = baseline.name(file.path) if baseline is not None else ""
    kept: list[Diagnostic] = []
    prints: list[str] = []
    taken: list[Suppression] = []
    for diagnostic, fingerprint in zip(file.diagnostics, fingerprints(file), strict=True):
        found = [each for each in ignores.get(diagnostic.rule, ()) if _applies(each, file, diagnostic, fingerprint)]
        ignore = next((each for each in found if not _is_over(each, today)), None)
        entry = baseline.entries.get((name, fingerprint)) if baseline is not None else None
        if ignore is not None:
            taken.append(Suppression(diagnostic, fingerprint, ignore.reason, ignore.path, ignore.line))
        elif baseline is not None and entry is not None:
            taken.append(Suppression(diagnostic, fingerprint, entry.reason, baseline.path, entry.line))
        else:
            kept.append(_outlived(diagnostic, found[0]) if found else diagnostic)
            prints.append(fingerprint)
    return file.replace(diagnostics=tuple(kept), fingerprints=tuple(prints), suppressed=tuple(taken))


def _is_over(ignore: Ignore, today: str) -> bool:
    return bool(ignore.until) and ignore.until < today


def _outlived(diagnostic: Diagnostic, ignore: Ignore) -> Diagnostic:
    said = diagnostic.message
    return diagnostic.replace(
        message=Message(
            said.code,
            f"{said.chinese}（忽略至{ignore.until}，已到期）",
            f"{said.english} (ignored until {ignore.until}, which has passed)",
        )
    )


def _applies(ignore: Ignore, file: Checked, diagnostic: Diagnostic, fingerprint: str) -> bool:
    if ignore.fingerprint and ignore.fingerprint != fingerprint:
        return False
    return _is_for(ignore, file) and (not ignore.text or _words(ignore.text) in _words_at(file, diagnostic))


def _is_for(ignore: Ignore, file: Checked) -> bool:
    """Whether the pattern of an ``ignore`` fits the path of a file."""
    if not ignore.file:
        return True
    from fnmatch import fnmatchcase

    if "/" not in ignore.file:
        return fnmatchcase(os.path.basename(file.path), ignore.file)
    return fnmatchcase(path_from(ignore.path, file.path), ignore.file)


def _words(text: str) -> str:
    return "".join(normal_form(text).split())


def _words_at(file: Checked, diagnostic: Diagnostic) -> str:
    """The lines that a finding stands on, in normal form and without white space."""
    document = file.document
    if document is None:
        return ""
    lines = document.lines
    start = lines.span_of(lines.line(diagnostic.span.start)).start
    end = lines.span_of(lines.line(max(diagnostic.span.start, diagnostic.span.end - 1))).end
    return "".join(document.normal[start:end].split())


def accepted(file: Checked, baseline: Baseline) -> Checked:
    """A file with all its findings suppressed: those that ``renewed`` has just put into a baseline."""
    name = baseline.name(file.path)
    pairs = zip(file.diagnostics, fingerprints(file), strict=True)
    taken = [
        Suppression(diagnostic, fingerprint, baseline.entries[name, fingerprint].reason, baseline.path, 0)
        for diagnostic, fingerprint in pairs
    ]
    together = sorted((*file.suppressed, *taken), key=lambda each: (each.diagnostic.span, each.diagnostic.rule))
    return file.replace(diagnostics=(), fingerprints=(), suppressed=tuple(together))


def renewed(baseline: Baseline, files: Iterable[Checked], gone: Collection[str] = ()) -> Baseline:
    """The baseline with exactly the findings that these files have now, as far as no ``ignore`` has them.

    Reasons are kept, and so are the entries of all other files but those that are ``gone``, and the entries of a file
    that a rule failed on.
    """
    files = tuple(files)
    judged = {baseline.name(file.path) for file in files if not file.failures}.union(gone)
    entries = {key: entry for key, entry in baseline.entries.items() if entry.path not in judged}
    for file in files:
        name = baseline.name(file.path)
        found = list(zip(file.diagnostics, fingerprints(file), strict=True))
        found += [(each.diagnostic, each.fingerprint) for each in file.suppressed if each.path == baseline.path]
        for diagnostic, fingerprint in found:
            old = baseline.entries.get((name, fingerprint))
            words = diagnostic.message.chinese
            entries[name, fingerprint] = Entry(name, diagnostic.rule, fingerprint, words, old.reason if old else "")
    return Baseline(baseline.path, entries)


# What is of no use any more ------------------------------------------------------------------------------------------


def lapsed(
    files: Iterable[Checked], baseline: Baseline | None, today: str, gone: Collection[str] = ()
) -> Iterator[Message]:
    """What to say of entries that suppress nothing: of the baseline, then of the packs.

    Only the files of this run tell, and those that are ``gone``; one that was not judged to the end tells nothing.
    """
    judged = [file for file in files if not file.failures]
    used = {(each.path, each.line) for file in judged for each in file.suppressed}
    if baseline is not None:
        names = {baseline.name(file.path) for file in judged}.union(gone)
        stale = [
            entry
            for entry in baseline.entries.values()
            if entry.path in names and (baseline.path, entry.line) not in used
        ]
        yield from _stale(baseline, sorted(stale, key=lambda entry: entry.line))
    ignores = {
        (ignore.path, ignore.line): ignore
        for file in judged
        if file.pack is not None
        for ignore in file.pack.ignores
        if _is_for(ignore, file)
    }
    for place, ignore in sorted(ignores.items()):
        where = f"{ignore.path}:{ignore.line}: "
        if _is_over(ignore, today):
            yield Message(
                "over",
                f"{where}“{ignore.rule}”的忽略项已于{ignore.until}到期",
                f"{where}the ignore of “{ignore.rule}” ended on {ignore.until}",
            )
        elif place not in used:
            yield Message(
                "unused",
                f"{where}“{ignore.rule}”的忽略项没有用到，可以删去",
                f"{where}the ignore of “{ignore.rule}” suppresses nothing and can go",
            )


def _stale(baseline: Baseline, entries: list[Entry]) -> Iterator[Message]:
    if not entries:
        return
    count = len(entries)
    yield Message(
        "stale",
        f"{baseline.path}：{count}条已不再出现，可用 --write-baseline 更新",
        f"{baseline.path}: {count} {'entry is' if count == 1 else 'entries are'} found no more;"
        " --write-baseline renews it",
    )
    for entry in entries[:_MOST_TOLD]:
        words = f"{baseline.path}:{entry.line}: {entry.path} {entry.rule} {entry.message}".rstrip()
        yield Message("stale-entry", words, words)
    if count > _MOST_TOLD:
        yield Message("stale-more", f"……另有{count - _MOST_TOLD}条", f"… and {count - _MOST_TOLD} more")
