"""The manual of a rule: what its class says, how packs set it, and its examples."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from disclint.errors import UsageError
from disclint.explain.docstrings import Text, field_texts, manual_of
from disclint.explain.entries import FOUND_WITHOUT_PACK, Entry, Place, entries, places
from disclint.explain.examples import Example, examples
from disclint.explain.values import plain
from disclint.model.named import NamedTuple
from disclint.model.record import Record
from disclint.model.relation import Relation
from disclint.options import nearest
from disclint.packs.compiled import rule_class
from disclint.packs.options import describe, types_of
from disclint.plugins import excuse

if TYPE_CHECKING:
    from disclint.engine import Library
    from disclint.model.rule import Rule

__all__ = ["Manual", "Option", "Setting", "manual", "of_kind", "options_of"]

_OF_EVERY_RULE = ("id", "severity", "basis", "blocks", "only_years", "only_levels")


class Option(NamedTuple):
    """An option of a kind, or a field of what such an option holds."""

    name: str
    type: Text
    default: Any
    """``MISSING`` where an entry must set it."""
    text: Text
    members: tuple[Option, ...] = ()
    """The fields of the records that it holds."""


class Setting(NamedTuple):
    """An entry as it stands in the packs that agree on it."""

    rule: Rule
    packs: tuple[str, ...]
    places: tuple[Place, ...]
    examples: tuple[Example, ...]


class Manual(NamedTuple):
    """All there is to say of an entry or of a kind."""

    name: str
    kind: str
    """Empty for what is found without a pack."""
    text: Text
    messages: dict[str, Text]
    """All that it can say, by code, with the fields of ``str.format``."""
    options: tuple[Option, ...]
    settings: tuple[Setting, ...]
    examples: tuple[Example, ...] = ()
    """Of what is found without a pack."""


def manual(name: str, library: Library, language: str) -> Manual:
    """The manual of a rule's entry, or of a kind with all its entries; its examples speak one language.

    Raises ``UsageError`` with the nearest names for one that is neither.
    """
    known = list(entries(library))
    if name in FOUND_WITHOUT_PACK:
        shown = tuple(examples(name, known, language))
        return Manual(name, "", Text(*FOUND_WITHOUT_PACK[name]), {}, (), (), shown)
    chosen = [entry for entry in known if entry.rule.id == name] or [e for e in known if e.rule.kind == name]
    if chosen:
        return of_kind(name, type(chosen[0].rule), chosen, language)
    target = next((rule.target for rule in library.brought.rules if rule.kind == name), None)
    if target is None:
        raise _unknown(name, known, library)
    return of_kind(name, rule_class(target), (), language)


def _unknown(name: str, known: Sequence[Entry], library: Library) -> UsageError:
    kinds = (rule.kind for rule in library.brought.rules)
    close = nearest(name, dict.fromkeys([*FOUND_WITHOUT_PACK, *(entry.rule.id for entry in known), *kinds]))
    chinese, english = excuse("kind", name, library.brought)
    return UsageError(
        f"没有规则 {name}；" + (f"是否指 {'、'.join(close)}？" if close else "见 disclint rules") + chinese,
        f"no rule {name}; " + (f"do you mean {' or '.join(close)}?" if close else "see disclint rules") + english,
    )


def of_kind(name: str, cls: type[Rule], chosen: Sequence[Entry], language: str) -> Manual:
    """The manual of a class, with entries of it."""
    messages = {code: Text(*sentences) for code, sentences in cls.messages.items()}
    settings = tuple(_settings(chosen, language))
    return Manual(name, cls.kind, manual_of(cls), messages, tuple(options_of(cls, _OF_EVERY_RULE)), settings)


def _settings(chosen: Sequence[Entry], language: str) -> Iterator[Setting]:
    groups: dict[str, list[Entry]] = {}
    for entry in chosen:
        rule = entry.rule
        groups.setdefault(repr([plain(value) for value in rule.__values__()]), []).append(entry)
    for same in groups.values():
        rule = same[0].rule
        lines = dict.fromkeys(place for entry in same for place in places(entry.origin))
        packs = dict.fromkeys(entry.pack for entry in same)
        yield Setting(rule, tuple(packs), tuple(lines), tuple(examples(rule.id, same, language)))


def options_of(cls: type[Record], without: Sequence[str] = ()) -> Iterator[Option]:
    """The fields of a class that packs can set."""
    texts, hints = field_texts(cls), types_of(cls)
    for field, default in cls.__defaults__.items():
        if field not in without:
            record = _record_in(hints[field])
            members = tuple(options_of(record)) if record is not None else ()
            words = (word.strip() for word in describe(hints[field]))
            yield Option(field, Text(*words), default, texts.get(field, Text("", "")), members)


def _record_in(kind: Any) -> type[Record] | None:
    """The class of the records in values of a type."""
    if isinstance(kind, type) and issubclass(kind, Record):
        return None if issubclass(kind, Relation) else kind
    return next(filter(None, map(_record_in, typing.get_args(kind))), None)
