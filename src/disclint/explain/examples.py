"""The golden examples that show a rule."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from disclint.errors import DisclintError
from disclint.explain.tables import width
from disclint.model.diagnostic import SEVERITIES
from disclint.model.named import NamedTuple

if TYPE_CHECKING:
    from disclint.explain.entries import Entry
    from disclint.model.diagnostic import Severity
    from disclint.testing import Golden, Margin

__all__ = ["SEVERITY_WORDS", "Example", "drawn", "examples"]

SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "警告", "note": "提示"}


class Example(NamedTuple):
    """A golden file, shown as an example."""

    sort: Literal["breaks", "keeps"]
    golden: Golden
    margins: tuple[Margin, ...]
    """What is said of it, in the language asked for."""


def examples(name: str, known: Sequence[Entry], language: str) -> Iterator[Example]:
    """An example that breaks an entry and one that keeps it, of those beside the packs that set it: the gravest, then
    the shortest.
    """
    packs = {None} | {pack for entry in known for pack in (entry.pack, *entry.chain)}
    folders = [_goldens(folder) for folder in _folders(name, known)]
    own = [[golden for golden in found if golden.pack in packs] for found in folders]
    sorts: tuple[Literal["breaks", "keeps"], ...] = ("breaks", "keeps")
    for sort in sorts:
        for found in (*own, *folders[-1:]):  # of another pack, only beside the one that set the entry first
            fitting = [golden for golden in found if os.path.basename(golden.path).startswith(sort)]
            if fitting:
                golden = min(fitting, key=_worth)
                yield Example(sort, golden, _margins(golden, language))
                break


def _worth(golden: Golden) -> tuple[int, int, str]:
    """What puts one example before another."""
    severities = [margin.severity for margin in golden.margins if margin.severity is not None]
    gravest = min(map(SEVERITIES.index, severities), default=0)
    return gravest, sum(part.text.count("\n") for part in golden.parts or (golden,)), golden.path


def _folders(name: str, known: Sequence[Entry]) -> list[str]:
    """Where the examples of an entry may lie: beside the pack that set or changed it, the last one first."""
    paths = [
        path
        for entry in known
        if entry.origin is not None
        for path in (*[path for path, _ in reversed(entry.origin.changed)], entry.origin.path)
    ]
    return list(dict.fromkeys(os.path.join(os.path.dirname(path), "examples", name) for path in paths))


def _goldens(folder: str) -> list[Golden]:
    from disclint.testing import read_golden

    if not os.path.isdir(folder):
        return []
    return [read_golden(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name[0] not in "._"]


def _margins(golden: Golden, language: str) -> tuple[Margin, ...]:
    """What is said of an example, in a language: as it is written in the file, or else as it is said now."""
    if language == "zh":
        return golden.margins
    from disclint.testing import judge

    try:
        return judge(golden, language)
    except DisclintError:  # an example of a pack that cannot judge here is shown as it is
        return golden.margins


def drawn(example: Example, language: str) -> Iterator[str]:
    """An example line by line, cells set apart by ``|``, with each finding below its line."""
    if example.golden.about:
        yield f"# {example.golden.about}"
    for part in example.golden.parts:
        name = os.path.basename(part.path)
        yield f"## {name}"
        yield from _drawn(part, [margin for margin in example.margins if margin.file == name], language)
    if not example.golden.parts:
        yield from _drawn(example.golden, example.margins, language)


def _drawn(golden: Golden, margins: Sequence[Margin], language: str) -> Iterator[str]:
    below: dict[int, list[Margin]] = {}
    for margin in margins:
        below.setdefault(margin.line, []).append(margin)
    for number, line in enumerate(golden.text.splitlines() or [""], 1):
        yield _cells(line).rstrip()
        for margin in below.get(number, ()):
            word = (margin.severity or "") if language == "en" else SEVERITY_WORDS[margin.severity or "error"]
            yield " " * width(_cells(line[: margin.column - 1])) + "^"
            yield f"  {word}: {margin.message}" if language == "en" else f"  {word}：{margin.message}"


def _cells(line: str) -> str:
    return line.replace("\t", " | ")
