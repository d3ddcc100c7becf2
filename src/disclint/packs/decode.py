"""From the merged YAML to plain data that makes a pack, with every key and value checked. The slow path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from disclint.errors import PackErrors
from disclint.model.form import Column, Form, FormRow, Group
from disclint.model.organ import LEVELS, OrganEntry
from disclint.model.pack import Ignore, KeyFigure, Profile, SectionForm
from disclint.model.record import MISSING, Record
from disclint.model.rule import Rule
from disclint.packs.compiled import Content, flat, pack_value, rule_class, shape
from disclint.packs.options import Mistakes, Options
from disclint.packs.tree import Branch, Place, nearest, plain

__all__ = ["decode", "decode_profile"]

_TOP = ("extends", "profile", "sections", "forms", "facts", "organs", "figures", "rules", "ignore")


def decode(
    tree: Branch, name: str, kinds: Mapping[str, str], paths: Sequence[str], elsewhere: Callable[[], frozenset[str]]
) -> Content:
    """The content of a merged pack; ``paths`` are the files that it was merged of.

    ``elsewhere`` tells the ids of entries that other packs have: a project's pack may speak of them though the pack
    that it is laid over has none. Raises ``PackErrors`` with all mistakes.
    """
    mistakes = Mistakes(paths)
    top = mistakes.fields(tree, _TOP, ("profile", "sections", "forms"), "规则包", "a pack")
    profile = _profile(top["profile"], name, mistakes) if "profile" in top else None
    sections = _sections(top.get("sections"), mistakes)
    forms = _forms(top.get("forms"), tuple(section.key for section in sections), mistakes)
    facts = top.get("facts")
    if facts is not None and not isinstance(facts.value, dict | None):
        mistakes.fields(facts, (), (), "事实用语（facts）", "facts")
    levels = (*_mapping(_mapping(facts).get("levels")), "state", "department")
    rules = _Rules(mistakes, kinds, forms, tuple(section.key for section in sections), levels, elsewhere)
    entries = rules.entries(top.get("rules"))
    organs = _organs(top.get("organs"), mistakes)
    figures = list(_figures(top.get("figures"), forms, mistakes))
    ignores = list(_ignores(top.get("ignore"), rules.ids, mistakes))
    if mistakes.errors or profile is None:
        raise PackErrors(mistakes.in_order())
    return Content(
        profile=flat(profile),
        sections=flat(tuple(sections)),
        forms=flat(tuple(forms)),
        facts=(plain(facts) or {}) if facts is not None else {},
        kinds=tuple(
            (kind, kinds[kind], shape(rule_class(kinds[kind]))) for kind in sorted({kind for _, kind, _ in entries})
        ),
        rules=tuple(entries),
        origins={
            entry: tuple((paths.index(place.path), place.line) for place in branch.history)
            for entry, branch in _mapping(top.get("rules")).items()
        },
        figures=flat(tuple(figures)),
        ignores=tuple((paths.index(ignore.path), flat(ignore.replace(path=""))) for ignore in ignores),
        organs=flat(tuple(organs)),
    )


def decode_profile(tree: Branch, name: str) -> Profile:
    """The profile of a merged pack. Raises ``PackErrors``."""
    mistakes = Mistakes()
    profile = _profile(_mapping(tree)["profile"], name, mistakes)
    if mistakes.errors:
        raise PackErrors(mistakes.in_order())
    return profile


def _mapping(branch: Branch | None) -> dict[str, Branch]:
    return branch.value if branch is not None and isinstance(branch.value, dict) else {}


def _profile(branch: Branch, name: str, mistakes: Mistakes) -> Profile:
    from disclint.model.text import normal_form

    keys = ("edition", "years", "marks", "titles")
    given = mistakes.fields(branch, keys, keys, "版本说明（profile）", "the profile")
    marks = mistakes.texts(given.get("marks"))
    return Profile(
        pack=name,
        edition=mistakes.text(given.get("edition")),
        years=_years(given.get("years"), mistakes),
        marks=tuple("".join(normal_form(mark).split()) for mark in marks),
        titles=mistakes.texts(given.get("titles")),
    )


def _years(branch: Branch | None, mistakes: Mistakes) -> tuple[int, int | None]:
    if branch is None:
        return 0, None
    years = plain(branch)
    if isinstance(years, tuple) and len(years) == 2 and type(years[0]) is int:
        first, last = years
        if last is None or (type(last) is int and first <= last):
            return first, last
    mistakes.add(
        branch.place,
        "应为首年和末年；末年为 null 表示至今",
        "must be the first and the last year; null as the last: until now",
        "[2019, 2020] | [2021, null]",
    )
    return 0, None


def _sections(branch: Branch | None, mistakes: Mistakes) -> list[SectionForm]:
    sections = []
    legal = [name for name in SectionForm.__defaults__ if name != "key"]
    for key, inner in _entries(branch, "sections", mistakes).items():
        given = mistakes.fields(inner, legal, ("number", "title"), f"部分“{key}”", f"the section “{key}”")
        values = Options(mistakes, {}, (), key).typed(SectionForm, given)
        sections.append(SectionForm(**{"key": key, "number": "", "title": "", **values}))
    return sections


def _entries(branch: Branch | None, name: str, mistakes: Mistakes) -> dict[str, Branch]:
    """The entries of a mapping whose keys the pack chooses; none where it has no value."""
    if branch is None or branch.value is None:
        return {}
    if not isinstance(branch.value, dict):
        mistakes.add(branch.place, f"{name} 应为映射（键: 值）", f"{name} must be a mapping", "key: {…}")
        return {}
    return branch.value


def _figures(branch: Branch | None, forms: Sequence[Form], mistakes: Mistakes) -> Iterator[KeyFigure]:
    """The figures that years are compared by, each the sum of cells that the forms have."""
    cells = tuple(
        f"{form.key}.{row.key}.{column}"
        for form in forms
        for row in form.rows
        for column in row.columns or ()  # a row that is wrong itself has none
    )
    legal = [name for name in KeyFigure.__defaults__ if name != "key"]
    for key, inner in _entries(branch, "figures", mistakes).items():
        given = mistakes.fields(inner, legal, legal, f"主要数字“{key}”", f"the figure “{key}”")
        values = Options(mistakes, {}, (), key).typed(KeyFigure, given)
        named = given["cells"].value if "cells" in given else None
        for cell in named if isinstance(named, list) else ():
            if isinstance(cell.value, str):
                mistakes.one_of(cell, cell.value, cells, "单元格", "cell")
        yield KeyFigure(**{"label": "", "english": "", "cells": (), **values, "key": key})


def _ignores(branch: Branch | None, rules: Callable[[str], tuple[str, ...]], mistakes: Mistakes) -> Iterator[Ignore]:
    """The findings that are accepted. ``rules`` gives the ids of all entries, if the one it is given is not among them.

    An entry for all that a rule says is refused: to have no such findings at all the rule is switched off.
    """
    if branch is None or branch.value is None:
        return
    if not isinstance(branch.value, list):
        mistakes.texts(branch)
        return
    legal = ("rule", "reason", "file", "text", "fingerprint", "until")
    for inner in branch.value:
        given = mistakes.fields(inner, legal, ("rule", "reason"), "忽略项（ignore）", "an entry of ignore")
        words = {key: mistakes.text(value) for key, value in given.items()}
        if words.get("rule"):
            mistakes.one_of(given["rule"], words["rule"], rules(words["rule"]), "规则", "rule")
        if given and given.keys() == inner.value.keys() <= {"rule", "reason", "until"}:
            mistakes.add(
                inner.place,
                "忽略项要写明 file、text 或 fingerprint；整条规则不用时，在 rules 中写 off",
                "an entry of ignore states a file, a text or a fingerprint; a rule is switched off in rules",
                f"rules: {{ {words.get('rule', 'rule')}: off }}",
            )
        if words.get("fingerprint") and re.fullmatch("[0-9a-f]{16}", words["fingerprint"]) is None:
            mistakes.add(
                given["fingerprint"].place,
                "指纹（fingerprint）应为16位十六进制数字，见 --format json",
                "a fingerprint has 16 hexadecimal digits; --format json shows them",
            )
        if words.get("until") and not _is_day(words["until"]):
            mistakes.add(
                given["until"].place, "期限（until）应为日期", "the last day (until) must be a date", "2025-12-31"
            )
        yield Ignore(**{"rule": "", "reason": "", **words}, path=inner.place.path, line=inner.place.line)


def _organs(branch: Branch | None, mistakes: Mistakes) -> list[OrganEntry]:
    """The table of organs. A parent must have an entry of its own: without one nobody would check its sums."""
    if branch is None or branch.value is None:
        return []
    if not isinstance(branch.value, list):
        mistakes.texts(branch)
        return []
    organs: list[OrganEntry] = []
    parents: list[Branch] = []
    known: dict[str, Branch] = {}
    for inner in branch.value:
        given = mistakes.fields(inner, [*OrganEntry.__defaults__], ("name",), "机关（organs）", "an organ")
        values = Options(mistakes, {}, (), "organs").typed(OrganEntry, given)
        aliases = given["aliases"].value if "aliases" in given else []
        for part in (*([given["name"]] if "name" in given else ()), *(aliases if isinstance(aliases, list) else ())):
            if isinstance(part.value, str) and (first := known.setdefault(part.value, part)) is not part:
                words = (
                    f"“{part.value}”已见于第{first.place.line}行",
                    f"“{part.value}” stands in line {first.place.line}",
                )
                mistakes.add(part.place, *words)
        if values.get("level"):
            mistakes.one_of(given["level"], values["level"], LEVELS, "层级", "level")
        if values.get("parent"):
            parents.append(given["parent"])
        organs.append(OrganEntry(**{"name": "", **values}))
    for parent in parents:
        mistakes.one_of(parent, str(parent.value), tuple(known), "机关（organs）", "organ among these:")
    return organs


def _is_day(written: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _forms(branch: Branch | None, sections: tuple[str, ...], mistakes: Mistakes) -> list[Form]:
    forms = [
        _FormReader(key, inner, sections, mistakes).form() for key, inner in _entries(branch, "forms", mistakes).items()
    ]
    return sorted(forms, key=lambda form: sections.index(form.section) if form.section in sections else len(sections))


class _FormReader:
    """One form and what it says of itself, checked against itself. The fields of the model are its keys."""

    def __init__(self, key: str, branch: Branch, sections: tuple[str, ...], mistakes: Mistakes) -> None:
        self.key = key
        self.sections = sections
        self.mistakes = mistakes
        self.options = Options(mistakes, {}, sections, key)
        legal = [name for name in Form.__defaults__ if name != "key"]
        required = ("title", "section", "columns", "rows")
        self.given = mistakes.fields(branch, legal, required, f"表“{key}”", f"the form “{key}”")

    def form(self) -> Form:
        """The form; of use only if no mistake was found."""
        parts = ("rows", "columns", "groups", "column_groups")
        values = self.options.typed(Form, {name: inner for name, inner in self.given.items() if name not in parts})
        section = values.get("section")
        if section:
            self.mistakes.one_of(self.given["section"], section, self.sections, "部分", "section")
        column_groups = self._groups("column_groups")
        groups = self._groups("groups")
        columns = self._columns(tuple(group.key for group in column_groups))
        figures = tuple(column.key for column in columns if column.type != "line")
        rows = self._rows(tuple(group.key for group in groups), figures)
        self._unique()
        known = {"rows": rows, "columns": columns, "groups": groups, "column_groups": column_groups}
        return Form(**{"title": "", "section": "", **values, **known, "key": self.key})

    def _parts(
        self, part: str, cls: type[Record], chinese: str, english: str, more: tuple[str, ...] = ()
    ) -> Iterator[tuple[str, dict[str, Branch], dict[str, Any]]]:
        """The entries of a part: key, what is given and its values; a label is there in any case."""
        legal = [name for name in cls.__defaults__ if name != "key"]
        for key, inner in _entries(self.given.get(part), part, self.mistakes).items():
            if not (key.isidentifier() and key.isascii()):
                self.mistakes.add(
                    inner.key,
                    f"“{key}”不能作键：只用英文字母、数字和下划线，不以数字开头",
                    f"“{key}” is no key: letters, digits and underscores only, no digit first",
                )
            given = self.mistakes.fields(
                inner, (*legal, *more), ("label",), f"{chinese}“{key}”", f"the {english} “{key}”"
            )
            values = self.options.typed(cls, {name: value for name, value in given.items() if name not in more})
            yield key, given, {"label": "", **values, "key": key}

    def _member(self, branch: Branch | None, groups: tuple[str, ...]) -> None:
        """Check the group that something says it belongs to."""
        if branch is not None and isinstance(branch.value, str):
            self.mistakes.one_of(
                branch, branch.value, groups, f"组（表“{self.key}”）", f"group of the form {self.key}:"
            )

    def _groups(self, part: str) -> tuple[Group, ...]:
        groups: list[Group] = []
        for _, given, values in self._parts(part, Group, "组", "group"):
            self._member(given.get("parent"), tuple(group.key for group in groups))  # parents stand before children
            groups.append(Group(**values))
        return tuple(groups)

    def _columns(self, groups: tuple[str, ...]) -> tuple[Column, ...]:
        columns = []
        for _, given, values in self._parts("columns", Column, "列", "column"):
            self._member(given.get("group"), groups)
            columns.append(Column(**values))
        return tuple(columns)

    def _rows(self, groups: tuple[str, ...], columns: tuple[str, ...]) -> tuple[FormRow, ...]:
        rows: dict[str, FormRow] = {}
        after: dict[str, Branch] = {}
        for key, given, values in self._parts("rows", FormRow, "行", "row", ("after",)):
            self._member(given.get("group"), groups)
            self._check_columns(given.get("columns"), columns)
            rows[key] = FormRow(**{"columns": columns, **values})
            if "after" in given and self.mistakes.text(given["after"]):
                after[key] = given["after"]
        return tuple(rows[key] for key in self._placed(tuple(rows), after))

    def _check_columns(self, branch: Branch | None, columns: tuple[str, ...]) -> None:
        if branch is None or not isinstance(branch.value, list):
            return
        own = [inner.value for inner in branch.value if isinstance(inner.value, str)]
        for inner in branch.value:
            if isinstance(inner.value, str):
                self.mistakes.one_of(inner, inner.value, columns, f"列（表“{self.key}”）", f"column of {self.key}:")
        if not own or len(set(own)) < len(own):
            self.mistakes.add(branch.place, "列不能为空或重复", "columns must be named, and each once")

    def _placed(self, keys: tuple[str, ...], after: dict[str, Branch]) -> list[str]:
        """The rows in the order of print: a row with ``after`` follows that row, and those placed there before it."""
        followers: dict[str, list[str]] = {}
        for key, branch in after.items():
            target = str(branch.value)
            if self.mistakes.one_of(branch, target, keys, f"行（表“{self.key}”）", f"row of {self.key}:"):
                followers.setdefault(target, []).append(key)
        placed: list[str] = []
        waiting = [key for key in reversed(keys) if key not in after]
        while waiting:
            key = waiting.pop()
            placed.append(key)
            waiting.extend(reversed(followers.get(key, [])))
        for key, branch in after.items():
            if key not in placed and str(branch.value) in keys:
                self.mistakes.add(branch.place, "“after”循环引用", "“after” goes round in a circle")
        return placed

    def _unique(self) -> None:
        """A key means one thing in a relation: no row has the key of a group, no column that of a column group."""
        for one, other in (("rows", "groups"), ("columns", "column_groups"), ("groups", "column_groups")):
            taken = _mapping(self.given.get(other))
            for key, inner in _mapping(self.given.get(one)).items():
                if key in taken:
                    order = self.mistakes.paths.index
                    new, old = sorted((inner.key, taken[key].key), key=lambda place: (order(place.path), -place.line))
                    self.mistakes.add(
                        new,
                        f"“{key}”不能既是 {one} 的键又是 {other} 的键（另一处：{old.path} 第{old.line}行）",
                        f"“{key}” cannot be a key of {one} and of {other} (the other: {old.path}, line {old.line})",
                    )


class _Rules:
    """The entries of a pack, each read after the class of its kind."""

    def __init__(
        self,
        mistakes: Mistakes,
        kinds: Mapping[str, str],
        forms: list[Form],
        sections: tuple[str, ...],
        levels: tuple[str, ...],
        elsewhere: Callable[[], frozenset[str]],
    ) -> None:
        self.mistakes = mistakes
        self.kinds = kinds
        self.forms = {form.key: form for form in forms}
        self.sections = sections
        self.levels = tuple(dict.fromkeys(levels))
        self.elsewhere = elsewhere
        self.known: tuple[str, ...] = ()

    def ids(self, wanted: str) -> tuple[str, ...]:
        """The ids of all entries, switched off or not; those of other packs too where only they have the one wanted."""
        if wanted in self.known or wanted not in (others := self.elsewhere()):
            return self.known
        return (*self.known, *sorted(others))

    def entries(self, branch: Branch | None) -> list[tuple[str, str, dict[str, Any]]]:
        """Id, kind and packed options of every entry in force."""
        found = []
        given = _entries(branch, "rules", self.mistakes)
        self.known = tuple(given)
        for entry, inner in given.items():
            if inner.value is False or inner.value == "off":
                self._switched_off(entry, inner, given)
            elif isinstance(inner.value, dict) and "kind" not in inner.value:
                self._without_kind(entry, inner, given)
            else:
                read = self._entry(entry, inner)
                if read is not None:
                    found.append((entry, *read))
        return found

    def _switched_off(self, entry: str, branch: Branch, given: dict[str, Branch]) -> None:
        if len(branch.history) < 2 and entry not in self.elsewhere():
            self._unknown(entry, branch, given)

    def _without_kind(self, entry: str, branch: Branch, given: dict[str, Branch]) -> None:
        if entry in self.elsewhere():
            return
        if len(branch.history) > 1:  # it changes an entry that was switched off
            self.mistakes.add(branch.key, f"规则“{entry}”缺少“kind”", f"the rule “{entry}” lacks “kind”", "kind: …")
        else:
            self._unknown(entry, branch, given)

    def _unknown(self, entry: str, branch: Branch, given: dict[str, Branch]) -> None:
        others = tuple(key for key, inner in given.items() if isinstance(inner.value, dict) and "kind" in inner.value)
        self.mistakes.add(
            branch.key,
            f"没有名为“{entry}”的规则；新规则要写明“kind”",
            f"there is no rule “{entry}”; a new one must state its “kind”",
            nearest(entry, others) or "kind: …",
        )

    def _entry(self, entry: str, branch: Branch) -> tuple[str, dict[str, Any]] | None:
        value = branch.value
        if not isinstance(value, dict):
            self.mistakes.add(
                branch.place, f"规则“{entry}”应为映射，或为 off", f"the rule “{entry}” must be a mapping or off", "off"
            )
            return None
        kind = value["kind"].value
        known = tuple(sorted(self.kinds))
        if not isinstance(kind, str):
            chinese, english = "应写明规则种类（kind）", "must be a kind of rule"
            self.mistakes.add(value["kind"].place, chinese, english, nearest("", known))
            return None
        if kind not in known:
            chinese, english = f"没有名为“{kind}”的规则种类", f"there is no kind of rule “{kind}”"
            self.mistakes.add(value["kind"].place, chinese, english, nearest(kind, known), ("kind", kind))
            return None
        before = len(self.mistakes.errors)
        cls = rule_class(self.kinds[kind])
        options = self._options(entry, branch, kind, cls)
        if len(self.mistakes.errors) > before:
            return None
        self._own_problems(cls(id=entry, **options), entry, branch)
        return kind, {name: pack_value(option) for name, option in options.items()}

    def _options(self, entry: str, branch: Branch, kind: str, cls: type[Rule]) -> dict[str, Any]:
        named = [name for name in cls.__defaults__ if name != "id"]
        required = [name for name in named if cls.__defaults__[name] is MISSING]
        given = self.mistakes.fields(
            branch, ("kind", *named), required, f"规则“{entry}”（{kind}）", f"the rule “{entry}” ({kind})"
        )
        given.pop("kind", None)
        options = Options(self.mistakes, self.forms, self.sections, kind).read(cls, given)
        for level in _listed(given.get("only_levels")):
            if isinstance(level.value, str):
                self.mistakes.one_of(level, level.value, self.levels, "机关层级", "level of organs")
        years = options.get("only_years")
        if years and None not in years and years[0] > years[1]:
            self.mistakes.add(given["only_years"].place, "首年不能晚于末年", "the first year is after the last")
        return options

    def _own_problems(self, rule: Rule, entry: str, branch: Branch) -> None:
        """Ask the rule itself, if it can tell what is wrong with its options."""
        problems = getattr(rule, "problems", None)
        if problems is None:
            return
        for field, chinese, english in problems(tuple(self.forms.values())):
            place = _deepest(branch, (field,) if isinstance(field, str) else field)
            self.mistakes.add(place, f"规则“{entry}”：{chinese}", f"the rule “{entry}”: {english}")


def _listed(branch: Branch | None) -> list[Branch]:
    return branch.value if branch is not None and isinstance(branch.value, list) else []


def _deepest(branch: Branch, path: Sequence[str | int]) -> Place:
    """The place that a path of keys and numbers leads to, as far as it is written; the entry's key for none of it."""
    place = branch.key
    for step in path:
        inside = branch.value
        if isinstance(inside, dict) and step in inside:
            branch = inside[str(step)]
        elif isinstance(inside, list) and isinstance(step, int) and step < len(inside):
            branch = inside[step]
        else:
            break
        place = branch.place
    return place
