"""Packs as plain data: kept in files that are read without YAML, and made into packs again."""

from __future__ import annotations

import marshal
import os
import sys
from binascii import crc32
from collections.abc import Mapping, Sequence

from disclint import __version__
from disclint.errors import PluginError
from disclint.model.form import Column, Form, FormRow, Group
from disclint.model.named import NamedTuple
from disclint.model.organ import OrganEntry
from disclint.model.pack import Ignore, KeyFigure, Origin, Pack, Profile, SectionForm
from disclint.model.record import Record
from disclint.model.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

__all__ = [
    "LARGEST", "Compiled", "Content", "Index", "Source", "assemble", "flat", "pack_value", "profile_of",
    "read_compiled", "read_index", "rule_class", "shape", "write_compiled",
]  # fmt: skip

_RECORDS = (Profile, SectionForm, Form, FormRow, Column, Group, Ignore, OrganEntry, KeyFigure)
_FIELDS = " ".join(" ".join(cls.__defaults__) for cls in _RECORDS)
_FORMAT = f"disclint {__version__} packs 4 {crc32(_FIELDS.encode()):08x}\n".encode()
"""The head of a compiled file. What another version wrote, or one whose records had other fields, is of no use."""

LARGEST = 400_000
"""How many bytes a pack may have: ten times the longest bundled one, and read in a few seconds whatever is in it."""

Plain: TypeAlias = "Any"
"""Text, numbers, booleans, ``None``, and tuples and dicts of them: what marshal keeps alike in every Python."""


class Content(NamedTuple):
    """What a pack says, records flattened to tuples of their fields."""

    profile: tuple[Plain, ...]
    sections: tuple[tuple[Plain, ...], ...]
    forms: tuple[tuple[Plain, ...], ...]
    facts: dict[str, Plain]
    kinds: tuple[tuple[str, str, str], ...]
    """Kind, target and shape of every class that is used."""
    rules: tuple[tuple[str, str, dict[str, Plain]], ...]
    """Id, kind and options that are set, in the order of the pack."""
    origins: dict[str, tuple[tuple[int, int], ...]]
    """By entry id, source and line of every key that set it."""
    ignores: tuple[tuple[int, tuple[Plain, ...]], ...] = ()
    """Each with the source that says so."""
    organs: tuple[tuple[Plain, ...], ...] = ()
    figures: tuple[tuple[Plain, ...], ...] = ()


class Source(NamedTuple):
    """A file that a pack was made of. No path is kept: it is found again as it was found."""

    found: str
    """``root``: the pack itself; ``name``: in a folder of packs; ``beside``: relative to the file that names it."""
    name: str
    parent: int
    """The source that names it."""
    data: bytes


class Compiled(NamedTuple):
    """A pack and all that it was made of."""

    name: str
    base: str | None
    sources: tuple[Source, ...]
    content: Content


class Index(NamedTuple):
    """What tells the national packs of a folder, and all that it was made of."""

    files: tuple[tuple[str, bytes], ...]
    """Every pack of the folder by name."""
    foreign: tuple[tuple[str, bytes], ...]
    """Packs of other folders that these extend."""
    profiles: tuple[tuple[Plain, ...], ...]


# Files -----------------------------------------------------------------------------------------------------------


def read_compiled(path: str) -> Compiled | None:
    """What ``write_compiled`` wrote; ``None`` where it is not there, damaged or of another version."""
    data = _read(path)
    try:
        name, base, sources, content = data
        return Compiled(name, base, tuple(Source(*source) for source in sources), Content(*content))
    except (TypeError, ValueError):
        return None


def read_index(path: str) -> Index | None:
    """As ``read_compiled``, of an index."""
    data = _read(path)
    try:
        return Index(*data)
    except TypeError:
        return None


def _read(path: str) -> Any:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    start = len(_FORMAT) + 4
    if data[: len(_FORMAT)] != _FORMAT or data[len(_FORMAT) : start] != crc32(data[start:]).to_bytes(4, "big"):
        return None
    try:
        return marshal.loads(data[start:])
    except (EOFError, ValueError, TypeError):
        return None


def write_compiled(path: str, what: Compiled | Index) -> None:
    """Keep a pack or an index; others see the old file or the new one, never a part. Raises ``OSError``."""
    payload = marshal.dumps(_untyped(what), 2)  # version 2: the same bytes for equal data, in every Python
    draft = f"{path}.{os.getpid()}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(draft, "wb") as file:
            file.write(_FORMAT + crc32(payload).to_bytes(4, "big") + payload)
        os.replace(draft, path)
    except OSError:
        if os.path.exists(draft):
            os.unlink(draft)
        raise


def _untyped(value: Any) -> Plain:
    """Named tuples as tuples; marshal knows no other."""
    if isinstance(value, tuple):
        return tuple([_untyped(item) for item in value])
    if isinstance(value, dict):
        return {key: _untyped(item) for key, item in value.items()}
    return value


# Values ----------------------------------------------------------------------------------------------------------


def flat(value: Any) -> Plain:
    """A record as the tuple of its fields, all the way down; its class must be known from its place."""
    if isinstance(value, Record):
        return tuple([flat(item) for item in value.__values__()])
    return tuple([flat(item) for item in value]) if isinstance(value, tuple) else value


def pack_value(value: Any) -> Plain:
    """An option of a rule, tagged so that ``_value`` makes it again without its class's annotations."""
    if _is_plain(value):
        return ("plain", value)
    if isinstance(value, tuple):
        return ("tuple", *[pack_value(item) for item in value])
    if isinstance(value, frozenset):
        return ("set", *sorted(value, key=repr))
    if isinstance(value, dict):
        return ("dict", {key: pack_value(item) for key, item in value.items()})
    cls = type(value)
    return ("record", f"{cls.__module__}:{cls.__qualname__}", *[pack_value(item) for item in value.__values__()])


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_plain(item) for item in value.values())
    if isinstance(value, tuple):
        return all(_is_plain(item) for item in value)
    return value is None or isinstance(value, (str, int, float))


def _value(packed: Plain) -> Any:
    tag = packed[0]
    if tag == "plain":
        return packed[1]
    if tag == "record":
        return _named(packed[1])(*[_value(item) for item in packed[2:]])
    if tag == "tuple":
        return tuple([_value(item) for item in packed[1:]])
    if tag == "set":
        return frozenset(packed[1:])
    return {key: _value(item) for key, item in packed[1].items()}


def _named(target: str) -> Any:
    module, _, attribute = target.partition(":")
    __import__(module)
    value: Any = sys.modules[module]
    for name in attribute.split("."):
        value = getattr(value, name)
    return value


def rule_class(target: str) -> type[Rule]:
    """The class of a kind. Raises ``PluginError`` where it cannot be had."""
    try:
        cls = _named(target)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        told = f"{type(error).__name__}: {error}"
        raise PluginError(f"规则 {target} 无法载入：{told}", f"the rule {target} cannot be imported: {told}") from error
    if not (isinstance(cls, type) and issubclass(cls, Rule)):
        raise PluginError(f"{target} 不是规则类", f"{target} is no class of rules")
    return cls


def shape(cls: type[Rule]) -> str:
    """The fields of a class: where they are others, what was compiled for it is of no use."""
    return " ".join(f"{name}:{type(default).__name__}" for name, default in cls.__defaults__.items())


# Packs -----------------------------------------------------------------------------------------------------------


def assemble(compiled: Compiled, kinds: Mapping[str, str], paths: Sequence[str], path: str | None) -> Pack | None:
    """The pack, with ``paths`` for its sources; ``None`` where a kind is another class than it was compiled for."""
    content = compiled.content
    classes: dict[str, type[Rule]] = {}
    for kind, target, fields in content.kinds:
        if kinds.get(kind) != target:
            return None
        classes[kind] = cls = rule_class(target)
        if shape(cls) != fields:
            return None
    return Pack(
        compiled.name,
        profile_of(content.profile),
        tuple([SectionForm(*section) for section in content.sections]),
        tuple([_form(form) for form in content.forms]),
        tuple(
            [
                classes[kind](id=entry, **{name: _value(value) for name, value in options.items()})
                for entry, kind, options in content.rules
            ]
        ),
        content.facts,
        {entry: _origin(places, paths) for entry, places in content.origins.items()},
        path,
        tuple([source.name for source in compiled.sources[1:]]),
        tuple([Ignore(*fields).replace(path=paths[source]) for source, fields in content.ignores]),
        tuple([OrganEntry(*fields) for fields in content.organs]),
        tuple([KeyFigure(*fields) for fields in content.figures]),
        tuple([source.data for source in compiled.sources]),
    )


def profile_of(fields: tuple[Plain, ...]) -> Profile:
    """A profile that ``flat`` flattened."""
    return Profile(*fields)


def _form(fields: tuple[Plain, ...]) -> Form:
    key, title, section, rows, columns, groups, column_groups, *others = fields
    return Form(
        key,
        title,
        section,
        tuple([FormRow(*row) for row in rows]),
        tuple([Column(*column) for column in columns]),
        tuple([Group(*group) for group in groups]),
        tuple([Group(*group) for group in column_groups]),
        *others,
    )


def _origin(places: tuple[tuple[int, int], ...], paths: Sequence[str]) -> Origin:
    (source, line), *changed = places
    return Origin(paths[source], line, tuple([(paths[later], at) for later, at in changed]))
