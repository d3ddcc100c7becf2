"""Tells what is in force and why: the pack of a file with the place of every entry, and what is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclint import __version__
from disclint.binding.recognise import recognise
from disclint.explain import columns, short_path
from disclint.packs.load import packs_found

if TYPE_CHECKING:
    from disclint.engine import Library
    from disclint.model.pack import Origin, Pack
    from disclint.model.plugin import Brought
    from disclint.model.result import Checked

__all__ = ["installed", "shown"]


# The pack of a file ----------------------------------------------------------------------------------------------


def shown(file: Checked, library: Library, language: str) -> str:
    """The pack that judges a file that was understood, why it is that one, and its entries with their places."""
    pack = file.pack
    assert pack is not None, "only of a file that was understood"
    english = language == "en"
    words = ("pack", "because", "extends") if english else ("规则包", "原因", "依据")
    values = (pack.name, _why(file, library, english), " → ".join(pack.chain) or "-")
    head = columns(f"{file.path}", list(zip(words, values, strict=True)))
    titles = ("RULE", "SEVERITY", "KIND", "SET AT") if english else ("规则", "级别", "种类", "设定于")
    return head + "\n" + columns("rules:" if english else "规则：", [titles, *_entries(pack)])


def _why(file: Checked, library: Library, english: bool) -> str:
    """What made it this pack: the request, a file, or what the report shows itself to be."""
    if library.request.pack is not None:
        return "--pack"
    config = library.config(file.path)
    if config is None:
        return _edition(file, library, english)
    if library.request.config is not None:
        named = "--config"
    else:
        named = f"{config} is the nearest upwards" if english else f"{config} 是自文件向上最近的一个"
    assert file.pack is not None
    if _lays_over(file.pack, library, config):
        edition = _edition(file, library, english)
        return f"{named}; over the national pack: {edition}" if english else f"{named}；所依据的全国规则包：{edition}"
    return named


def _lays_over(pack: Pack, library: Library, config: str) -> bool:
    """Whether a project's pack leaves open which national pack it changes."""
    from disclint.packs.load import NoEdition

    try:
        return library.pack(config).chain != pack.chain
    except NoEdition:
        return True


def _edition(file: Checked, library: Library, english: bool) -> str:
    """How the edition of a report was told: by labels of its tables, else by its year."""
    assert file.document is not None
    seen = recognise(file.document, library.profiles, library.request.year)
    if seen.actual is not None and seen.profile is not None and seen.profile.edition == seen.actual:
        mark = next(mark for mark in seen.marks if mark.edition == seen.actual)
        line = file.position(mark.text.span.start)[0]
        return (
            f"its tables have the label {mark.label} (line {line}) of {seen.profile.pack}"
            if english
            else f"表格有 {seen.profile.pack} 的“{mark.label}”（第{line}行）"
        )
    return f"a report of {seen.year}" if english else f"{seen.year}年的报告"


def _entries(pack: Pack) -> Iterator[tuple[str, ...]]:
    """Every entry with the places that set it, the last one first; of one that is switched off, where."""
    for rule in pack.rules:
        yield rule.id, rule.severity, rule.kind, _places(pack.origins.get(rule.id))
    in_force = {rule.id for rule in pack.rules}
    for entry, origin in pack.origins.items():
        if entry not in in_force:
            yield entry, "off", "-", _places(origin)


def _places(origin: Origin | None) -> str:
    if origin is None:
        return ""
    places = ((origin.path, origin.line), *origin.changed)
    return " ← ".join(f"{short_path(path)}:{line}" for path, line in reversed(places))


# Plugins ---------------------------------------------------------------------------------------------------------


def installed(brought: Brought, language: str) -> str:
    """The program and each plugin, with its version and what it brings; last, those that cannot be used, and why."""
    parts = [
        columns(
            f"{owner} {_version(owner)}", [(word, value) for word, value in _brought(brought, owner, language) if value]
        )
        for owner in ("disclint", *sorted({owner for _, owner in brought.owners} - {"disclint"}))
    ]
    if brought.broken:
        wrong = [f"  {broken.owner} {_version(broken.owner)}: {broken.text(language)}\n" for broken in brought.broken]
        parts.append("".join(["not used:\n" if language == "en" else "未使用：\n", *wrong]))
    return "\n".join(parts)


def _brought(brought: Brought, owner: str, language: str) -> Iterator[tuple[str, str]]:
    """What one distribution brings, of each sort in one line."""
    words = ("rules", "loaders", "packs") if language == "en" else ("规则种类", "可读格式", "规则包")
    mine = [loader for loader in brought.loaders if brought.owner(loader.target) == owner]
    folders = [folder.path for folder in brought.folders if brought.owner(folder.path) == owner]
    yield words[0], ", ".join(rule.kind for rule in brought.rules if brought.owner(rule.target) == owner)
    yield words[1], ", ".join(f"{loader.name} ({' '.join(loader.suffixes)})" for loader in mine)
    yield words[2], ", ".join(packs_found(folders))
    for command in dict.fromkeys(entry.command for entry in brought.reporters):
        formats = (entry for entry in brought.reporters if entry.command == command)
        yield f"{command} --format", ", ".join(e.name for e in formats if brought.owner(e.target) == owner)


def _version(owner: str) -> str:
    if owner == "disclint":
        return __version__
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(owner)
    except PackageNotFoundError:
        return "?"
