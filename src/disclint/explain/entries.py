"""The entries that are in force in a folder, and where each was set."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint.model.named import NamedTuple

if TYPE_CHECKING:
    from disclint.engine import Library
    from disclint.model.pack import Origin, Pack
    from disclint.model.rule import Rule

__all__ = ["FOUND_WITHOUT_PACK", "Entry", "Place", "entries", "packs", "places", "set_at", "short_path"]

FOUND_WITHOUT_PACK = {
    "unreadable": (
        "一份无法读取的文件：打不开、空白、不是文本，或编码无法确定。其他文件照常检查。",
        "A file that cannot be read: it is empty, no text, or in an unknown encoding. All others are still checked.",
    ),
    "unknown-edition": (
        "一份没有对应规则包的报告：年度早于 2019，或看不出是哪一版格式的年度报告。",
        "A report without a pack: of a year before 2019, or one whose form cannot be told.",
    ),
}
"""What the engine finds by itself, before any pack is known, in Chinese and in English."""


class Entry(NamedTuple):
    """A rule's entry in one pack."""

    pack: str
    rule: Rule
    origin: Origin | None
    chain: tuple[str, ...] = ()
    """Names of the packs that the pack extends."""


class Place(NamedTuple):
    """A line of a pack."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


def entries(library: Library) -> Iterator[Entry]:
    """Every entry in force in the working folder.

    They are those of the pack asked for or of the project's own; where neither says which national pack, of each.
    """
    for pack in packs(library):
        for rule in pack.rules:
            yield Entry(pack.name, rule, pack.origins.get(rule.id), pack.chain)


def packs(library: Library) -> list[Pack]:
    """The packs that may judge a report of the working folder."""
    here = os.path.join(os.getcwd(), "-")
    found = (library.pack_for(here, profile) for profile in library.profiles)
    return list({(pack.name, pack.chain): pack for pack in found if pack is not None}.values())


def places(origin: Origin | None) -> list[Place]:
    """The lines that set an entry, the first one first; none for what no pack set."""
    if origin is None:
        return []
    return [Place(short_path(path), line) for path, line in ((origin.path, origin.line), *origin.changed)]


def set_at(origin: Origin | None) -> str:
    """The place that set an entry last, as ``path:line``; empty for what no pack set."""
    return str(places(origin)[-1]) if origin is not None else ""


def short_path(path: str) -> str:
    """A path as a person in the working folder would write it."""
    return path.removeprefix(os.path.join(os.getcwd(), ""))
