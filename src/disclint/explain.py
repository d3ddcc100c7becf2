"""What there is to say of rules: which are in force here, and the manual of each."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from disclint.errors import DisclintError, UsageError
from disclint.model.diagnostic import SEVERITIES
from disclint.model.record import Record
from disclint.model.relation import Relation
from disclint.options import nearest

if TYPE_CHECKING:
    from disclint.engine import Library
    from disclint.model.diagnostic import Severity
    from disclint.model.pack import Origin, Pack
    from disclint.model.rule import Rule
    from disclint.testing import Golden, Margin

__all__ = [
    "Entry", "columns", "entries", "manual", "option_texts", "set_at", "short_path", "table_json", "table_text",
]  # fmt: skip

_OF_EVERY_RULE = ("id", "severity", "basis")

_WIDEST = 100
"""Columns of a screen that a list may take before it is printed over several lines."""

_SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "note": "提示"}

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
    chain: tuple[str, ...] = ()
    """Names of the packs that the pack extends."""


def entries(library: Library) -> Iterator[Entry]:
    """Every entry in force in the working folder.

    They are those of the pack asked for or of the project's own; where neither says which national pack, of each.
    """
    for pack in _packs(library):
        for rule in pack.rules:
            yield Entry(pack.name, rule, pack.origins.get(rule.id), pack.chain)


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
        by_pack.setdefault(entry.pack, []).append((rule.id, rule.severity, rule.kind, set_at(entry.origin), rule.basis))
    heads = (
        ("RULE", "SEVERITY", "KIND", "SET AT", "BASIS")
        if language == "en"
        else ("规则", "级别", "种类", "设定于", "依据")
    )
    by_pack["disclint"] = [(name, "error", name, "", "") for name in _OWN]
    return "\n".join(columns(f"{pack}:", [heads, *rows]) for pack, rows in by_pack.items())


def columns(title: str, rows: list[tuple[str, ...]]) -> str:
    """Rows below a title, their cells padded to columns as wide as a terminal draws them."""
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
    return [{"path": short_path(path), "line": line} for path, line in ((origin.path, origin.line), *origin.changed)]


def short_path(path: str) -> str:
    """A path as a person in the working folder would write it."""
    return path.removeprefix(os.path.join(os.getcwd(), ""))


def set_at(origin: Origin | None) -> str:
    """The place that set an entry last, as ``path:line``; empty for what no pack set."""
    if origin is None:
        return ""
    path, line = origin.changed[-1] if origin.changed else (origin.path, origin.line)
    return f"{short_path(path)}:{line}"


# The manual ------------------------------------------------------------------------------------------------------


def manual(name: str, library: Library, language: str) -> str:
    """The manual of a rule's entry, or of a kind with all its entries.

    Raises ``UsageError`` with the nearest names for one that is neither.
    """
    known = list(entries(library))
    if name in _OWN:
        chinese, english = _OWN[name]
        parts = [f"{name}\n\n{english if language == 'en' else chinese}\n"]
        return "\n".join([*parts, *_examples(name, known, language)])
    chosen = [entry for entry in known if entry.rule.id == name] or [e for e in known if e.rule.kind == name]
    if not chosen:
        raise _unknown(name, known)
    parts = [_heading(name, chosen[0].rule, language)]
    groups: dict[tuple[Any, ...], list[Entry]] = {}
    for entry in chosen:
        options = tuple((option, tuple(_shown(value))) for option, value in _options(entry.rule))
        groups.setdefault((entry.rule.id, entry.rule.severity, entry.rule.basis, options), []).append(entry)
    for same in groups.values():
        parts.append(_entry(same, language))
        parts.extend(_examples(same[0].rule.id, same, language))
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
        ", ".join(places) or "-",
    )
    width = max(map(_width, words))
    lines = [f"[{rule.id}]"]
    lines += [f"  {word}{' ' * (width - _width(word))}  {value}" for word, value in zip(words, values, strict=False)]
    options = list(_options(rule))
    if options:
        texts = option_texts(type(rule))
        lines.append(f"  {words[4]}:")
        for option, value in options:
            first, *others = _shown(value)
            lines.append(f"    {option}: {first}".rstrip())
            lines.extend(f"      {line}" for line in others)
            lines.extend(f"      # {line}" for line in texts.get(option, "").splitlines())
            lines.extend(f"      # {line}" for line in _member_texts(value))
    return "\n".join(lines) + "\n"


def _options(rule: Rule) -> Iterator[tuple[str, Any]]:
    for field in type(rule).__defaults__:
        if field not in _OF_EVERY_RULE:
            yield field, getattr(rule, field)


def _member_texts(value: Any) -> Iterator[str]:
    """What the fields of the records mean that an option holds."""
    members = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
    record = next((type(member) for member in members if _is_block(member)), None)
    for field, text in (option_texts(record) if record is not None else {}).items():
        first, *others = text.splitlines()
        yield f"{field}: {first}"
        yield from (f"  {line}" for line in others)


def _is_block(value: Any) -> bool:
    return isinstance(value, Record) and not isinstance(value, Relation)


def _shown(value: Any) -> list[str]:
    """A value as a pack would spell it: what stands on the line of its key, and the lines below."""
    if _is_block(value):
        value = {field: getattr(value, field) for field in _set_fields(value)}
    if isinstance(value, frozenset | set):
        value = sorted(value, key=str)
    if not isinstance(value, Mapping | tuple | list) or not value:
        return [_scalar(value)]
    flow = _flow(value)
    if flow is not None and _width(flow) <= _WIDEST:
        return [flow]
    if isinstance(value, Mapping):
        return ["", *itertools.chain.from_iterable(_block(f"{_scalar(key)}:", item) for key, item in value.items())]
    if all(_is_scalar(item) for item in value):
        return ["", *_wrapped(value)]
    return ["", *itertools.chain.from_iterable(_block("-", item) for item in value)]


def _block(head: str, value: Any) -> Iterator[str]:
    """A member of a mapping or a list, with the lines that belong to it below."""
    first, *others = _shown(value)
    if head == "-" and not first and others:
        first, *others = others
    yield f"{head} {first}".rstrip()
    for line in others:
        yield f"  {line}"


def _set_fields(record: Record) -> Iterator[str]:
    """The fields of a record that are not as they are by default."""
    for field, default in type(record).__defaults__.items():
        if getattr(record, field) != default:
            yield field


def _flow(value: Any) -> str | None:
    """A list or mapping of plain values on one line."""
    if isinstance(value, Mapping):
        if not all(_is_scalar(item) and not isinstance(item, Relation) for item in value.values()):
            return None
        return "{" + ", ".join(f"{_scalar(key)}: {_scalar(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_scalar, value)) + "]" if all(map(_is_scalar, value)) else None


def _wrapped(values: Any) -> Iterator[str]:
    """A long list of plain values over several lines."""
    line = "["
    for index, value in enumerate(values):
        item = _scalar(value) + ("," if index < len(values) - 1 else "]")
        if _width(f"{line} {item}") > _WIDEST:
            yield line
            line = " " + item
        else:
            line += item if line == "[" else f" {item}"
    yield line


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, Mapping | tuple | list | frozenset | set) and not _is_block(value)


def _scalar(value: Any) -> str:
    """A plain value; ``-`` for one that is not set."""
    if value is None or (not value and isinstance(value, str | tuple | list | Mapping | frozenset)):
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(getattr(value, "source", value))


# Examples --------------------------------------------------------------------------------------------------------


def _examples(name: str, known: list[Entry], language: str) -> Iterator[str]:
    """An example that breaks an entry and one that keeps it, of those beside the packs that set it: the gravest, then
    the shortest.
    """
    titles = {
        "zh": {"breaks": "违反的例子", "keeps": "不违反的例子"},
        "en": {"breaks": "an example that breaks it", "keeps": "an example that does not"},
    }[language]
    packs = {None} | {pack for entry in known for pack in (entry.pack, *entry.chain)}
    folders = [_goldens(folder) for folder in _example_folders(name, known)]
    own = [[golden for golden in found if golden.pack in packs] for found in folders]
    for beginning, title in titles.items():
        for found in (*own, *folders[-1:]):  # of another pack, only beside the one that set the entry first
            examples = [golden for golden in found if os.path.basename(golden.path).startswith(beginning)]
            if examples:
                yield f"{title}:\n" + "\n".join(_drawn(min(examples, key=_worth), language)) + "\n"
                break


def _worth(golden: Golden) -> tuple[int, int, str]:
    """What puts one example before another."""
    severities = [margin.severity for margin in golden.margins if margin.severity is not None]
    gravest = min(map(SEVERITIES.index, severities), default=0)
    return gravest, golden.text.count("\n"), golden.path


def _example_folders(name: str, known: list[Entry]) -> list[str]:
    """Where the examples of an entry may lie: beside the pack that set or changed it, the last one first."""
    places = [
        path
        for entry in known
        if entry.origin is not None
        for path in (*[path for path, _ in reversed(entry.origin.changed)], entry.origin.path)
    ]
    return list(dict.fromkeys(os.path.join(os.path.dirname(path), "examples", name) for path in places))


def _goldens(folder: str) -> list[Golden]:
    from disclint.testing import read_golden

    if not os.path.isdir(folder):
        return []
    return [read_golden(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name[0] not in "._"]


def _drawn(golden: Golden, language: str) -> Iterator[str]:
    """An example line by line, cells set apart by ``|``, with each finding below its line."""
    if golden.about:
        yield f"  # {golden.about}"
    below: dict[int, list[Margin]] = {}
    for margin in _margins(golden, language):
        below.setdefault(margin.line, []).append(margin)
    for number, line in enumerate(golden.text.splitlines() or [""], 1):
        yield f"  {_cells(line)}".rstrip()
        for margin in below.get(number, ()):
            word = (margin.severity or "") if language == "en" else _SEVERITIES[margin.severity or "error"]
            yield "  " + " " * _width(_cells(line[: margin.column - 1])) + "^"
            yield f"    {word}: {margin.message}" if language == "en" else f"    {word}：{margin.message}"


def _margins(golden: Golden, language: str) -> tuple[Margin, ...]:
    """What is said of an example, in a language: as it is written in the file, or else as it is said now."""
    if language == "zh":
        return golden.margins
    from disclint.testing import judge

    try:
        return judge(golden, language)
    except DisclintError:  # an example of a pack that cannot judge here is shown as it is
        return golden.margins


def _cells(line: str) -> str:
    return line.replace("\t", " | ")


def _plain(text: str) -> str:
    """A docstring without its indentation and its marks."""
    from inspect import cleandoc

    return cleandoc(text).replace("`", "")


def option_texts(rule: type[Record]) -> dict[str, str]:
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
