"""The JSON Schema of packs, made from the classes that packs are read into.

It says what a file may have and not what it must have: a file changes single keys of the pack that it extends.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from disclint import Pattern
from disclint.errors import PluginError
from disclint.explain import Text, field_texts, manual_of, unmarked
from disclint.model.form import Column, Form, FormRow, Group
from disclint.model.organ import OrganEntry
from disclint.model.pack import Ignore, KeyFigure, Profile, SectionForm
from disclint.model.record import MISSING, Record
from disclint.model.relation import Relation
from disclint.packs.compiled import rule_class
from disclint.packs.load import pack_file, packs_found
from disclint.packs.options import types_of
from disclint.packs.tree import parse

if TYPE_CHECKING:
    from disclint.model.plugin import Brought

__all__ = ["schema", "text"]

_Json = dict[str, Any]

_OFF: _Json = {"enum": ["off", False], "description": "不使用这条规则。 This entry is not in force."}


def text(brought: Brought) -> str:
    """The schema as a file."""
    return json.dumps(schema(brought), ensure_ascii=False, indent=2) + "\n"


def schema(brought: Brought) -> _Json:
    """The schema of packs that may use all kinds of rules that are at hand."""
    return _Schema(brought).whole()


class _Schema:
    """Collects the definitions that a schema refers to."""

    def __init__(self, brought: Brought) -> None:
        self.brought = brought
        self.definitions: dict[str, _Json] = {}

    def whole(self) -> _Json:
        """The schema."""
        rules = self._rules()
        properties = {
            "extends": {"type": "string", "description": "规则包的名称或路径。 The name or the path of a pack."},
            "profile": self._fields(Profile, without=("pack",)),
            "sections": _keyed(self._fields(SectionForm, without=("key",))),
            "forms": _keyed(self._form()),
            "facts": {"type": ["object", "null"]},
            "organs": {"type": ["array", "null"], "items": self._fields(OrganEntry, whole=True)},
            "figures": _keyed(self._fields(KeyFigure, without=("key",))),
            "rules": rules,
            "ignore": {
                "type": ["array", "null"],
                "items": self._fields(Ignore, without=("path", "line"), whole=True),
            },
        }
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "disclint pack",
            "description": "规则包和 disclint.yaml。 Packs and disclint.yaml.",
            "type": "object",
            "additionalProperties": False,
            "properties": properties,
            "$defs": dict(sorted(self.definitions.items())),
        }

    def _rules(self) -> _Json:
        """Entries: those of known packs by their kind, others by the kind that they state."""
        for entry in self.brought.rules:
            cls = rule_class(entry.target)
            fields = self._fields(cls, without=("id",))
            fields["properties"] = {"kind": {"const": entry.kind}, **fields["properties"]}
            self.definitions[f"kind.{entry.kind}"] = fields
        kinds = [entry.kind for entry in self.brought.rules]
        stated = {
            "type": "object",
            "properties": {"kind": {"enum": kinds}},
            "allOf": [
                {
                    "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                    "then": {"$ref": f"#/$defs/kind.{kind}"},
                }
                for kind in kinds
            ],
        }
        known = {
            entry: {"anyOf": [_OFF, *({"$ref": f"#/$defs/kind.{kind}"} for kind in sorted(used))]}
            for entry, used in sorted(self._entries().items())
        }
        return {
            "type": ["object", "null"],
            "properties": known,
            "additionalProperties": {"if": {"type": "object"}, "then": stated, "else": _OFF},
        }

    def _entries(self) -> dict[str, set[str]]:
        """The entries of all packs at hand, with the kinds that they are of."""
        kinds = {rule.kind for rule in self.brought.rules}
        folders = tuple(folder.path for folder in self.brought.folders)
        found: dict[str, set[str]] = {}
        for name in packs_found(folders):
            path = pack_file(name, folders)
            with open(path, "rb") as file:
                top = parse(file.read(), path).value
            rules = top["rules"].value if isinstance(top, dict) and "rules" in top else None
            for entry, branch in rules.items() if isinstance(rules, dict) else ():
                kind = branch.value["kind"].value if isinstance(branch.value, dict) and "kind" in branch.value else None
                if kind in kinds:
                    found.setdefault(entry, set()).add(str(kind))
        return found

    def _form(self) -> _Json:
        parts: dict[str, type[Record]] = {"columns": Column, "rows": FormRow, "groups": Group, "column_groups": Group}
        form = self._fields(Form, without=("key", *parts))
        for part, cls in parts.items():
            members = self._fields(cls, without=("key",))
            if cls is FormRow:
                members["properties"]["after"] = {
                    "type": "string",
                    "description": "它排在哪一行之后。 The key of the row that it follows.",
                }
            form["properties"][part] = _keyed(members)
        return form

    def _fields(self, cls: type[Record], without: tuple[str, ...] = (), *, whole: bool = False) -> _Json:
        """A mapping to the fields of a class; with ``whole``, one that is no change of another."""
        hints, texts = types_of(cls), field_texts(cls)
        names = [name for name in cls.__defaults__ if name not in without]
        properties = {}
        for name in names:
            properties[name] = self._type(hints[name], cls)
            if name in texts:
                properties[name] = {**properties[name], "description": _described(texts[name])}
        found: _Json = {"type": "object", "additionalProperties": False, "properties": properties}
        if cls.__doc__:
            found = {"description": _described(manual_of(cls)), **found}
        required = [name for name in names if cls.__defaults__[name] is MISSING]
        return {**found, "required": required} if whole and required else found

    def _type(self, kind: Any, owner: type[Record], *, whole: bool = False) -> _Json:
        """What a value may be, by the type of its field."""
        origin, inside = typing.get_origin(kind), typing.get_args(kind)
        if origin in (types.UnionType, typing.Union):
            return {"anyOf": [self._type(part, owner, whole=whole) for part in inside]}
        if origin is Literal:
            return {"enum": list(inside)}
        if origin is typing.Annotated:
            if kind == Pattern:
                return {"type": "string", "format": "regex"}
            return self._type(inside[0], owner, whole=whole)
        if kind is Relation:
            return {"type": "string", "examples": ["granted <= received + carried_in"]}
        if origin in (tuple, frozenset):
            return self._list(origin, inside, owner)
        if origin in (dict, Mapping):
            return _keyed(self._type(inside[1], owner))
        if isinstance(kind, type) and issubclass(kind, Record):
            return self._reference(kind, whole=whole)
        plain = {str: "string", int: "integer", bool: "boolean", types.NoneType: "null"}
        if kind not in plain:
            raise PluginError(f"{owner.__qualname__}: options of type {kind!r} cannot be read from a pack")
        return {"type": plain[kind]}

    def _list(self, origin: Any, inside: tuple[Any, ...], owner: type[Record]) -> _Json:
        if origin is frozenset or inside[-1] is Ellipsis:
            return {"type": "array", "items": self._type(inside[0], owner, whole=True)}
        items = [self._type(part, owner, whole=True) for part in inside]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}

    def _reference(self, cls: type[Record], *, whole: bool) -> _Json:
        """A definition of its own for a class, for it may hold itself."""
        name = f"{cls.__module__.rpartition('.')[2]}.{cls.__qualname__}" + (".whole" if whole else "")
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._fields(cls, whole=whole)
        return {"$ref": f"#/$defs/{name}"}


def _described(text: Text) -> str:
    """The first paragraph of a text, in Chinese and in English."""
    told = (unmarked(text.flowing(language).partition("\n\n")[0]) for language in ("zh", "en"))
    return " ".join(dict.fromkeys(told))


def _keyed(members: _Json) -> _Json:
    """A mapping by keys that the pack chooses."""
    return {"type": ["object", "null"], "additionalProperties": members}
