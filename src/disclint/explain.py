"""What there is to say of rules: which are in force here, and the manual of each."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from disclint.errors import UsageError
from disclint.options import nearest

if TYPE_CHECKING:
    from disclint.engine import Library
    from disclint.model.pack import Origin, Pack
    from disclint.model.rule import Rule

__all__ = ["Entry", "entries", "manual", "option_texts", "table_json", "table_text"]

_OF_EVERY_RULE = ("id", "severity", "basis")

_OWN = {
    "unreadable": (
        "一份无法读取的文件：打不开、空白、不是文本，或编码无法确定。其他文件照常检查。",
        "A file that cannot be read: it is empty, no text, or in an unknown encoding. All others are still checked.",
    ),
    "unknown-edition": (
        "一份没有对应规则包的报告：年度早于 2019，或看不出是哪一版格式的年度报告。",
        "A report without a pack: of a year before 2019, or one whose form cannot be told.",
    ),
}
"""What the engine finds by itself, before any pack is known."""


class Entry(NamedTuple):
    """A rule's entry in one pack."""

    pack: str
    rule: Rule
    origin: Origin | None


def entries(library: Library) -> Iterator[Entry]:
    """Every entry in force in the working folder.

    They are those of the pack asked for or of the project's own; where neither says which national pack, of each.
    """
    for pack in _packs(library):
        for rule in pack.rules:
            yield Entry(pack.name, rule, pack.origins.get(rule.id))


def _packs(library: Library) -> list[Pack]:
    here = os.path.join(os.getcwd(), "-")
    found = (library.pack_for(here, profile) for profile in library.profiles)
    return list({(pack.name, pack.chain): pack for pack in found if pack is not None}.values())


# The list --------------------------------------------------------------------------------------------------------


def table_json(library: Library, language: str) -> str:  # noqa: ARG001 - keys have one language
    """All entries as JSON."""
    import json

    rules: list[dict[str, Any]] = [
        {
            "pack": entry.pack,
            "id": entry.rule.id,
            "kind": entry.rule.kind,
            "severity": entry.rule.severity,
            "basis": entry.rule.basis,
            "set": _places(entry.origin)[:1],
            "changed": _places(entry.origin)[1:],
        }
        for entry in entries(library)
    ]
    for name in _OWN:
        own: dict[str, Any] = {"pack": None, "id": name, "kind": name, "severity": "error", "basis": ""}
        rules.append({**own, "set": [], "changed": []})
    return json.dumps({"schema": 1, "rules": rules}, ensure_ascii=False, indent=2) + "\n"


def table_text(library: Library, language: str) -> str:
    """All entries in columns, pack by pack."""
    by_pack: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries(library):
        rule = entry.rule
        by_pack.setdefault(entry.pack, []).append(
            (rule.id, rule.severity, rule.kind, _set_at(entry.origin), rule.basis)
        )
    heads = (
        ("RULE", "SEVERITY", "KIND", "SET AT", "BASIS")
        if language == "en"
        else ("规则", "级别", "种类", "设定于", "依据")
    )
    by_pack["disclint"] = [(name, "error", name, "", "") for name in _OWN]
    return "\n".join(_columns(f"{pack}:", [heads, *rows]) for pack, rows in by_pack.items())


def _columns(title: str, rows: list[tuple[str, ...]]) -> str:
    widths = [max(_width(row[index]) for row in rows) for index in range(len(rows[0]))]
    lines = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    return "\n".join([title, *(f"  {line}".rstrip() for line in lines)]) + "\n"


def _width(text: str) -> int:
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _places(origin: Origin | None) -> list[dict[str, Any]]:
    if origin is None:
        return []
    return [{"path": _short(path), "line": line} for path, line in ((origin.path, origin.line), *origin.changed)]


def _short(path: str) -> str:
    """A path as a person in the working folder would write it."""
    return path.removeprefix(os.path.join(os.getcwd(), ""))


def _set_at(origin: Origin | None) -> str:
    if origin is None:
        return ""
    path, line = origin.changed[-1] if origin.changed else (origin.path, origin.line)
    return f"{_short(path)}:{line}"


# The manual ------------------------------------------------------------------------------------------------------


def manual(name: str, library: Library, language: str) -> str:
    """The manual of a rule's entry, or of a kind with all its entries.

    Raises ``UsageError`` with the nearest names for one that is neither.
    """
    if name in _OWN:
        chinese, english = _OWN[name]
        return f"{name}\n\n{english if language == 'en' else chinese}\n"
    known = list(entries(library))
    chosen = [entry for entry in known if entry.rule.id == name] or [e for e in known if e.rule.kind == name]
    if not chosen:
        raise _unknown(name, known)
    parts = [_heading(name, chosen[0].rule, language)]
    groups: dict[tuple[Any, ...], list[Entry]] = {}
    for entry in chosen:
        options = tuple(_options(entry.rule))
        groups.setdefault((entry.rule.id, entry.rule.severity, entry.rule.basis, options), []).append(entry)
    parts.extend(_entry(same, language) for same in groups.values())
    return "\n".join(parts)


def _unknown(name: str, known: list[Entry]) -> UsageError:
    close = nearest(name, dict.fromkeys([*_OWN, *(e.rule.id for e in known), *(e.rule.kind for e in known)]))
    return UsageError(
        f"没有规则 {name}；" + (f"是否指 {'、'.join(close)}？" if close else "见 disclint rules"),
        f"no rule {name}; " + (f"do you mean {' or '.join(close)}?" if close else "see disclint rules"),
    )


def _heading(name: str, rule: Rule, language: str) -> str:
    """What is true of the kind: its manual, and all that it can say."""
    words = {"zh": ("种类", "会报告"), "en": ("kind", "it says")}[language]
    lines = [name, f"{words[0]}: {rule.kind}", "", _plain(type(rule).__doc__ or ""), ""]
    if rule.messages:
        lines.append(f"{words[1]}:")
        lines.extend(f"  {english if language == 'en' else chinese}" for chinese, english in rule.messages.values())
        lines.append("")
    return "\n".join(lines)


def _entry(same: list[Entry], language: str) -> str:
    """One entry, as it stands in the packs that agree on it."""
    words = {
        "zh": ("规则包", "级别", "依据", "设定于", "选项"),
        "en": ("pack", "severity", "basis", "set at", "options"),
    }[language]
    rule = same[0].rule
    places = dict.fromkeys(f"{p['path']}:{p['line']}" for entry in same for p in _places(entry.origin))
    values = (
        ", ".join(dict.fromkeys(entry.pack for entry in same)),
        rule.severity,
        rule.basis or "-",
        ", ".join(places),
    )
    width = max(map(_width, words))
    lines = [f"[{rule.id}]"]
    lines += [f"  {word}{' ' * (width - _width(word))}  {value}" for word, value in zip(words, values, strict=False)]
    options = list(_options(rule))
    if options:
        texts = option_texts(type(rule))
        lines.append(f"  {words[4]}:")
        for option, value in options:
            lines.append(f"    {option}: {value}")
            lines.extend(f"      {line}" for line in texts.get(option, "").splitlines())
    return "\n".join(lines) + "\n"


def _options(rule: Rule) -> Iterator[tuple[str, str]]:
    for field in type(rule).__defaults__:
        if field not in _OF_EVERY_RULE:
            yield field, _shown(getattr(rule, field))


def _shown(value: Any) -> str:
    """A value as a pack would spell it."""
    if value in (None, "", ()) or value == {}:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple | list | frozenset | set):
        items = sorted(value, key=str) if isinstance(value, frozenset | set) else value
        return "[" + ", ".join(_shown(item) for item in items) + "]"
    return str(getattr(value, "source", value))


def _plain(text: str) -> str:
    """A docstring without its indentation and its marks."""
    from inspect import cleandoc

    return cleandoc(text).replace("`", "")


def option_texts(rule: type[Rule]) -> dict[str, str]:
    """What stands below each field in the source of the class and of its bases; empty without the source."""
    import ast
    import inspect
    import textwrap

    texts: dict[str, str] = {}
    for base in reversed(rule.__mro__[:-1]):
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
        except (OSError, TypeError, SyntaxError):
            continue
        body = tree.body[0].body if tree.body and isinstance(tree.body[0], ast.ClassDef) else []
        for field, text in itertools.pairwise(body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
                and isinstance(text.value.value, str)
            ):
                texts[field.target.id] = _plain(text.value.value)
    return texts
