"""Options of rules: what a value in YAML means is decided by the type of the field that it is for."""

from __future__ import annotations

import collections.abc
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import disclint
from disclint import Pattern, YearlyRelation
from disclint.errors import PackError, PluginError
from disclint.model.form import Form
from disclint.model.pattern import PatternError, groups_of
from disclint.model.record import MISSING, Record
from disclint.model.relation import Relation, RelationError, parse_relation
from disclint.packs.tree import Branch, Place, nearest

__all__ = ["Mistakes", "Options", "describe", "place_in", "types_of"]


class Mistakes:
    """All that is wrong with a pack, collected until everything was looked at."""

    def __init__(self, paths: Sequence[str] = ()) -> None:
        self.paths = paths
        """The files, each before those that it extends."""
        self.errors: list[PackError] = []

    def in_order(self) -> tuple[PackError, ...]:
        """All mistakes in the order of the files."""
        order = {path: number for number, path in enumerate(self.paths)}
        return tuple(sorted(self.errors, key=lambda error: (order.get(error.path, 0), error.line, error.column)))

    def add(
        self, place: Place, chinese: str, english: str, hint: str = "", wanted: tuple[str, str] | None = None
    ) -> None:
        """One more mistake; ``hint`` is what would be right, ``wanted`` what is named and not there."""
        self.errors.append(PackError(*place, chinese, english, hint, wanted))

    def fields(
        self, branch: Branch, legal: Sequence[str], required: Sequence[str], chinese: str, english: str
    ) -> dict[str, Branch]:
        """The keys of a mapping that are legal; the others, and those that lack, are mistakes."""
        if not isinstance(branch.value, dict):
            self.add(branch.place, f"{chinese}应为映射（键: 值）", f"{english} must be a mapping", " | ".join(legal))
            return {}
        for key, inner in branch.value.items():
            if key not in legal:
                self.add(
                    inner.key, f"{chinese}没有“{key}”这一键", f"{english} has no key “{key}”", nearest(key, (*legal,))
                )
        for key in required:
            if key not in branch.value:
                self.add(branch.key, f"{chinese}缺少“{key}”", f"{english} lacks “{key}”", f"{key}: …")
        return {key: inner for key, inner in branch.value.items() if key in legal}

    def one_of(self, branch: Branch, word: str, legal: tuple[str, ...], chinese: str, english: str) -> bool:
        """Whether a name is one of those that exist; a mistake if not."""
        if word in legal:
            return True
        self.add(branch.place, f"没有名为“{word}”的{chinese}", f"there is no {english} “{word}”", nearest(word, legal))
        return False

    def text(self, branch: Branch | None) -> str:
        """A text that is not empty; ``""`` where there is none."""
        if branch is None:
            return ""
        if isinstance(branch.value, str) and branch.value:
            return branch.value
        hint = f'"{branch.value}"' if isinstance(branch.value, (int, float)) else ""
        self.add(branch.place, f"应为文字，而不是{_found(branch)[0]}", f"must be text, not {_found(branch)[1]}", hint)
        return ""

    def texts(self, branch: Branch | None) -> tuple[str, ...]:
        """A list of texts; empty where there is none."""
        if branch is None:
            return ()
        if isinstance(branch.value, list):
            return tuple(self.text(inner) for inner in branch.value)
        hint = "[…]" if isinstance(branch.value, dict) or branch.value is None else f"[{branch.value}]"
        self.add(branch.place, f"应为列表，而不是{_found(branch)[0]}", f"must be a list, not {_found(branch)[1]}", hint)
        return ()


def _found(branch: Branch) -> tuple[str, str]:
    value = branch.value
    if value is None:
        return "空值", "nothing"
    if isinstance(value, bool):
        return f"{value}".lower(), f"{value}".lower()
    if isinstance(value, (int, float)):
        return "数", "a number"
    if isinstance(value, str):
        return ("文字", "text") if value else ("空文字", "an empty text")
    return ("列表", "a list") if isinstance(value, list) else ("映射", "a mapping")


def types_of(cls: type[Record]) -> dict[str, Any]:
    """The types of a class's fields. Names that its module imports for the type checker only are known too."""
    names: dict[str, Any] = {}
    while True:
        try:
            return typing.get_type_hints(cls, localns=names or None, include_extras=True)
        except NameError as error:
            name = error.name
            if name is None or name in names:
                raise PluginError(f"{cls.__module__}:{cls.__qualname__}: {error}") from error
            found = [getattr(home, name) for home in (disclint, collections.abc, typing) if hasattr(home, name)]
            if not found:
                raise PluginError(f"{cls.__module__}:{cls.__qualname__}: {error}") from error
            names[name] = found[0]


def describe(kind: Any) -> tuple[str, str]:
    """A type in words, Chinese and English."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return ("正则表达式", "a regular expression") if kind == Pattern else describe(inside[0])
    if origin is Literal:
        words = " | ".join(str(word) for word in inside)
        return words, words
    if origin in (types.UnionType, typing.Union):
        parts = [describe(part) for part in inside if part is not types.NoneType]
        return " 或 ".join(zh for zh, _ in parts), " or ".join(en for _, en in parts)
    if origin in (tuple, frozenset):
        return "列表", "a list"
    if kind is Relation:
        return "关系式", "a relation"
    named = {str: ("文字", "text"), bool: (" true 或 false", "true or false"), int: ("整数", "an integer")}
    return named.get(kind, ("映射", "a mapping"))


_LAST = "last_"
"""Before a key in a relation between two years: last year's figure."""

_TRUTH = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}


class Options:
    """The options of one entry, read after the types of its class."""

    def __init__(self, mistakes: Mistakes, forms: Mapping[str, Form], sections: tuple[str, ...], kind: str) -> None:
        self.mistakes = mistakes
        self.forms = forms
        self.sections = sections
        self.kind = kind

    def read(self, cls: type[Record], given: Mapping[str, Branch], form: Form | None = None) -> dict[str, Any]:
        """The values of the options that are given."""
        naming = given["form"].value if "form" in given else cls.__defaults__.get("form")
        if isinstance(naming, str):
            form = self.forms.get(naming, form)
        for name, branch in given.items():
            self._names(name, branch, form)
        return self.typed(cls, given, form)

    def typed(self, cls: type[Record], given: Mapping[str, Branch], form: Form | None = None) -> dict[str, Any]:
        """The values of fields by their types alone; a text that a field must have is not empty."""
        hints = types_of(cls)
        return {
            name: self.mistakes.text(branch)
            if hints[name] is str and cls.__defaults__[name] is MISSING
            else self._value(branch, hints[name], form)
            for name, branch in given.items()
        }

    def _wrong(self, branch: Branch, kind: Any, hint: str = "") -> None:
        (zh, en), (found, found_en) = describe(kind), _found(branch)
        self.mistakes.add(branch.place, f"应为{zh}，而不是{found}", f"must be {en}, not {found_en}", hint)

    def _value(self, branch: Branch, kind: Any, form: Form | None) -> Any:
        origin, inside = typing.get_origin(kind), typing.get_args(kind)
        if origin in (types.UnionType, typing.Union):
            return self._union(branch, kind, inside, form)
        if origin is Literal:
            return self._choice(branch, inside)
        if origin is typing.Annotated:
            if kind == Pattern:
                return self._pattern(branch)
            if kind == YearlyRelation:
                return self._relation(branch, form, _LAST)
            return self._value(branch, inside[0], form)
        if kind is Relation:
            return self._relation(branch, form)
        if kind in (str, int, bool):
            return self._scalar(branch, kind)
        if origin in (tuple, frozenset):
            return self._list(branch, kind, origin, inside, form)
        if origin in (dict, Mapping):
            return self._mapping(branch, kind, inside[1], form)
        if isinstance(kind, type) and issubclass(kind, Record):
            return self._record(branch, kind, form)
        raise PluginError(f"rule kind {self.kind}: options of type {kind!r} cannot be read from a pack")

    def _scalar(self, branch: Branch, kind: type) -> Any:
        if type(branch.value) is kind:
            return branch.value
        if kind is str and isinstance(branch.value, (int, float)):
            self._wrong(branch, kind, f'"{branch.value}"'.lower())
        elif kind is bool and isinstance(branch.value, str):
            self._wrong(branch, kind, _TRUTH.get(branch.value.lower(), ""))
        else:
            self._wrong(branch, kind)
        return None

    def _choice(self, branch: Branch, legal: tuple[Any, ...]) -> Any:
        for word in legal:
            if type(word) is type(branch.value) and word == branch.value:
                return word
        words = tuple(str(word) for word in legal)
        wrong = str(branch.value) if isinstance(branch.value, (str, int, float)) else _found(branch)[0]
        hint = "note" if wrong == "info" and "note" in words else nearest(wrong, words)
        self.mistakes.add(
            branch.place,
            f"“{wrong}”不可用；可用：{'、'.join(words)}",
            f"“{wrong}” is none of: {', '.join(words)}",
            hint,
        )
        return None

    def _union(self, branch: Branch, kind: Any, inside: tuple[Any, ...], form: Form | None) -> Any:
        if branch.value is None and types.NoneType in inside:
            return None
        rest = [part for part in inside if part is not types.NoneType]
        if len(rest) == 1:
            return self._value(branch, rest[0], form)
        for part in rest:
            trial = Options(Mistakes(), self.forms, self.sections, self.kind)
            value = trial._value(branch, part, form)
            if not trial.mistakes.errors:
                return value
        self._wrong(branch, kind)
        return None

    def _list(self, branch: Branch, kind: Any, origin: Any, inside: tuple[Any, ...], form: Form | None) -> Any:
        if not isinstance(branch.value, list):
            hint = "" if isinstance(branch.value, dict) or branch.value is None else f"[{branch.value}]"
            self._wrong(branch, kind, hint)
            return None
        if origin is frozenset or inside[-1] is Ellipsis:
            inside = (inside[0],) * len(branch.value)
        elif len(inside) != len(branch.value):
            size = len(inside)
            self.mistakes.add(branch.place, f"列表应有{size}项", f"the list must have {size} items")
            return None
        values = [self._value(item, part, form) for item, part in zip(branch.value, inside, strict=True)]
        return origin(values)

    def _mapping(self, branch: Branch, kind: Any, part: Any, form: Form | None) -> Any:
        if not isinstance(branch.value, dict):
            self._wrong(branch, kind)
            return None
        return {key: self._value(inner, part, form) for key, inner in branch.value.items()}

    def _record(self, branch: Branch, cls: type[Record], form: Form | None) -> Any:
        required = [name for name, default in cls.__defaults__.items() if default is MISSING]
        before = len(self.mistakes.errors)
        given = self.mistakes.fields(branch, [*cls.__defaults__], required, "此项", "this")
        values = self.read(cls, given, form)
        return cls(**values) if len(self.mistakes.errors) == before else None

    def _pattern(self, branch: Branch) -> Any:
        if not isinstance(branch.value, str):
            self._wrong(branch, Pattern)
            return None
        try:
            groups_of(branch.value)
        except PatternError as error:
            self.mistakes.add(place_in(branch, error.offset), error.chinese, error.english, error.hint)
            return None
        return branch.value

    def _relation(self, branch: Branch, form: Form | None, prefix: str = "") -> Relation | None:
        """A relation between keys of a form, which may have ``prefix`` before them."""
        if not isinstance(branch.value, str):
            self._wrong(branch, Relation)
            return None
        try:
            relation = parse_relation(branch.value)
        except RelationError as error:
            self.mistakes.add(place_in(branch, error.column - 1), error.chinese, error.english)
            return None
        if form is not None:
            self._known(branch, relation, form, prefix)
        else:
            self._cells(branch, relation)
        return relation

    def _cells(self, branch: Branch, relation: Relation) -> None:
        """Check the cells that a relation names by form, row and column. What a bare word is, the rule knows."""
        for name in relation.names():
            key, *parts = name.split(".")
            if not parts:
                continue
            place = place_in(branch, _word_at(relation.source, name))
            named = Branch(name, place, place)
            if len(parts) != 2:
                chinese, english = f"“{name}”不是单元格", f"“{name}” is no cell"
                self.mistakes.add(place, chinese, english, "form.row.column")
            elif self.mistakes.one_of(named, key, tuple(self.forms), "表", "form"):
                form = self.forms[key]
                self.mistakes.one_of(named, parts[0], _down(form), f"{form.title}的行或组", f"row or group of {key}")
                self.mistakes.one_of(
                    named, parts[1], _across(form), f"{form.title}的列或组", f"column or group of {key}"
                )

    def _known(self, branch: Branch, relation: Relation, form: Form, prefix: str) -> None:
        rows, columns = _down(form), _across(form)
        named = {name: name.removeprefix(prefix) for name in relation.names()}
        unknown = {name: key for name, key in named.items() if key not in rows and key not in columns}
        for name, key in unknown.items():
            self.mistakes.add(
                place_in(branch, _word_at(relation.source, name)),
                f"{form.title}（{form.key}）没有名为“{key}”的行、列或组",
                f"the form {form.key} has no row, column or group “{key}”",
                nearest(key, (*rows, *columns)),
            )
        keys = set(named.values())
        if not unknown and not (keys <= set(rows) or keys <= set(columns)):
            self.mistakes.add(
                branch.place,
                "关系式中行名与列名不能混用",
                "a relation is between rows or between columns, not between both",
            )

    def _names(self, field: str, branch: Branch, form: Form | None) -> None:
        """Check what a field says by its name: of a form, of a section, of a row or a column."""
        if field in ("form", "forms"):
            legal, chinese, english = tuple(self.forms), "表", "form"
        elif field in ("section", "sections"):
            legal, chinese, english = (*self.sections, "preamble"), "部分", "section"
        elif form is not None and field in ("row", "rows"):
            legal, chinese, english = _down(form), f"{form.title}的行或组", f"row or group of {form.key}"
        elif form is not None and field in ("column", "columns"):
            legal, chinese, english = _across(form), f"{form.title}的列或组", f"column or group of {form.key}"
        elif form is not None and field == "totals":
            legal, chinese, english = (*_down(form), *_across(form)), f"{form.title}的行、列或组", f"part of {form.key}"
        else:
            return
        for named in branch.value if isinstance(branch.value, list) else [branch]:
            if isinstance(named.value, str):
                self.mistakes.one_of(named, named.value, legal, chinese, english)


def _down(form: Form) -> tuple[str, ...]:
    return (*(row.key for row in form.rows), *(group.key for group in form.groups))


def _across(form: Form) -> tuple[str, ...]:
    return (*(column.key for column in form.columns), *(group.key for group in form.column_groups))


def place_in(branch: Branch, offset: int) -> Place:
    """The place of a character of a string, or of the string where its words are not written as they are."""
    if branch.inset is None:
        return branch.place
    return branch.place._replace(column=branch.place.column + branch.inset + offset)


def _word_at(source: str, name: str) -> int:
    import re

    found = re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", source)
    return found.start() if found else 0
