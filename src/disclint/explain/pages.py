"""A manual, written: as text for a terminal, as Markdown, as JSON."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from disclint.explain.docstrings import unmarked
from disclint.explain.entries import short_path
from disclint.explain.examples import Example, drawn
from disclint.explain.manual import Manual, Option, Setting
from disclint.explain.tables import grid, width
from disclint.explain.values import plain, record_in, spelled
from disclint.model.named import NamedTuple
from disclint.model.record import MISSING

if TYPE_CHECKING:
    from disclint.model.rule import Rule

__all__ = ["markdown", "options_list", "setting_page", "text", "written"]


class _Words(NamedTuple):
    """The words between the parts, in one language."""

    kind: str
    says: str
    pack: str
    severity: str
    basis: str
    set_at: str
    options: str
    breaks: str
    keeps: str
    colon: str
    required: str
    default: str
    optional: str
    blocking: str

    def heading(self, title: str) -> str:
        """A title that something stands below."""
        return f"{title}{self.colon}".rstrip()


_WORDS = {
    "zh": _Words(
        "种类", "会报告", "规则包", "级别", "依据", "设定于", "选项", "违反的例子", "不违反的例子", "：", "必填",
        "默认 {}", "可不写", "{}，有错误即不得发布",
    ),
    "en": _Words(
        "kind", "it says", "pack", "severity", "basis", "set at", "options", "an example that breaks it",
        "an example that does not", ": ", "required", "default {}", "optional",
        "{}, and an error blocks publication",
    ),
}  # fmt: skip


def written(manual: Manual, language: str, form: str = "text") -> str:
    """A manual as ``text``, ``markdown`` or ``json``."""
    return {"json": _json, "markdown": markdown}.get(form, text)(manual, language)


# Text ------------------------------------------------------------------------------------------------------------


def text(manual: Manual, language: str) -> str:
    """A manual for a terminal."""
    words = _WORDS[language]
    told = unmarked(manual.text.told(language))
    if not manual.kind:
        return "\n".join([f"{manual.name}\n\n{told}\n", *_text_examples(manual.examples, language)])
    lines = [manual.name, f"{words.kind}{words.colon}{manual.kind}", "", told, ""]
    if manual.messages:
        lines.append(words.heading(words.says))
        lines.extend(f"  {said.told(language)}" for said in manual.messages.values())
        lines.append("")
    parts = ["\n".join(lines)]
    for setting in manual.settings:
        parts.append(_text_setting(setting, manual.options, language))
        parts.extend(_text_examples(setting.examples, language))
    if not manual.settings and manual.options:
        parts.append("\n".join([words.heading(words.options), *_text_options(manual.options, language, "  ")]) + "\n")
    return "\n".join(parts)


def _text_setting(setting: Setting, options: Sequence[Option], language: str) -> str:
    """One entry, as it stands in the packs that agree on it."""
    words, rule = _WORDS[language], setting.rule
    rows = {
        words.pack: ", ".join(setting.packs),
        words.severity: _severity(rule, words),
        words.basis: rule.basis or "-",
        words.set_at: ", ".join(map(str, setting.places)) or "-",
    }
    wide = max(map(width, rows))
    lines = [f"[{rule.id}]"]
    lines += [f"  {word}{' ' * (wide - width(word))}  {value}" for word, value in rows.items()]
    if options:
        lines.append("  " + words.heading(words.options))
        for option in options:
            value = getattr(rule, option.name)
            first, *others = spelled(value)
            lines.append(f"    {option.name}: {first}".rstrip())
            lines.extend(f"      {line}" for line in others)
            lines.extend(f"      # {line}" for line in _comments(option, value, language))
    return "\n".join(lines) + "\n"


def _severity(rule: Rule, words: _Words) -> str:
    return words.blocking.format(rule.severity) if rule.blocks else rule.severity


def _comments(option: Option, value: Any, language: str) -> Iterator[str]:
    """What an option means, and the fields of the records that it holds."""
    yield from unmarked(option.text.told(language)).splitlines()
    for member in option.members if record_in(value) is not None else ():
        first, *others = unmarked(member.text.told(language)).splitlines() or [""]
        yield f"{member.name}{_WORDS[language].colon}{first}".rstrip()
        yield from (f"  {line}" for line in others)


def _text_options(options: Sequence[Option], language: str, indent: str) -> Iterator[str]:
    for option in options:
        yield f"{indent}{option.name}: {option.type.told(language)}, {_default(option, language)}"
        yield from (f"{indent}  # {line}" for line in unmarked(option.text.told(language)).splitlines())
        yield from _text_options(option.members, language, f"{indent}  ")


def _default(option: Option, language: str) -> str:
    """Whether an option must be set, and what it is if it is not."""
    words = _WORDS[language]
    if option.default is MISSING:
        return words.required
    if option.default in (None, "", (), frozenset()) or option.default == {}:
        return words.optional
    first, *others = spelled(option.default)
    return words.optional if others else words.default.format(first)


def _text_examples(examples: Sequence[Example], language: str) -> Iterator[str]:
    words = _WORDS[language]
    for example in examples:
        title = words.breaks if example.sort == "breaks" else words.keeps
        yield f"{words.heading(title)}\n" + "\n".join(f"  {line}".rstrip() for line in drawn(example, language)) + "\n"


# Markdown --------------------------------------------------------------------------------------------------------


def markdown(manual: Manual, language: str) -> str:
    """A manual as a page of Markdown."""
    words = _WORDS[language]
    parts = [f"# {manual.name}\n"]
    if manual.kind:
        parts.append(f"{_capital(words.kind)}{words.colon}`{manual.kind}`\n")
    parts.append(manual.text.flowing(language) + "\n")
    if manual.messages:
        said = "".join(f"- {message.told(language)}\n" for message in manual.messages.values())
        parts.append(f"## {_capital(words.says)}\n\n{said}")
    if manual.options:
        parts.append(f"## {_capital(words.options)}\n\n{options_list(manual.options, language)}")
    parts.extend(
        f"## [{setting.rule.id}]\n\n{setting_page(setting, manual.options, language, '###')}"
        for setting in manual.settings
    )
    parts.extend(_page_examples(manual.examples, language, "##"))
    return "\n".join(parts)


def options_list(options: Sequence[Option], language: str, indent: str = "") -> str:
    """Options with their types, defaults and texts, as a list."""
    lines = []
    for option in options:
        about = f"{option.type.told(language)}, {_default(option, language)}"
        told = option.text.flowing(language).replace("\n\n", " ")
        lines.append(f"{indent}- `{option.name}` ({about}){_WORDS[language].colon}{told}\n")
        lines.append(options_list(option.members, language, f"{indent}  "))
    return "".join(lines)


def setting_page(setting: Setting, options: Sequence[Option], language: str, level: str) -> str:
    """An entry: who set it where, its options as a pack spells them, its examples."""
    words, rule = _WORDS[language], setting.rule
    head = tuple(map(_capital, (words.pack, words.severity, words.basis, words.set_at)))
    places = ", ".join(f"`{place}`" for place in setting.places)
    parts = [grid(head, [(", ".join(setting.packs), _severity(rule, words), rule.basis or "-", places or "-")])]
    lines = []
    for option in options:
        value = getattr(rule, option.name)
        if value != option.default:
            first, *others = spelled(value)
            lines += [f"{option.name}: {first}".rstrip(), *(f"  {line}" for line in others)]
    if lines:
        parts.append(fenced("yaml", lines))
    parts.extend(_page_examples(setting.examples, language, level))
    return "\n".join(parts)


def _page_examples(examples: Sequence[Example], language: str, level: str) -> Iterator[str]:
    words = _WORDS[language]
    for example in examples:
        title = words.breaks if example.sort == "breaks" else words.keeps
        yield f"{level} {_capital(title)}\n\n{fenced('text', drawn(example, language))}"


def fenced(language: str, lines: Sequence[str] | Iterator[str]) -> str:
    """Lines as a block of code, whatever they say."""
    import re

    body = "\n".join(lines)
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", body))])
    return f"{fence}{language}\n{body}\n{fence}\n"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# JSON ------------------------------------------------------------------------------------------------------------


def _json(manual: Manual, language: str) -> str:
    import json

    data = {
        "schema": 1,
        "name": manual.name,
        "kind": manual.kind or None,
        "manual": manual.text.flowing(language),
        "messages": {code: said.told(language) for code, said in manual.messages.items()},
        "options": [_option_data(option, language) for option in manual.options],
        "entries": [_setting_data(setting, manual.options) for setting in manual.settings],
    }
    if not manual.kind:
        data["examples"] = [_example_data(example) for example in manual.examples]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _option_data(option: Option, language: str) -> dict[str, Any]:
    required = option.default is MISSING
    return {
        "name": option.name,
        "type": option.type.told(language),
        "required": required,
        "default": None if required else plain(option.default),
        "text": option.text.flowing(language),
        "fields": [_option_data(member, language) for member in option.members],
    }


def _setting_data(setting: Setting, options: Sequence[Option]) -> dict[str, Any]:
    rule: Rule = setting.rule
    return {
        "id": rule.id,
        "packs": setting.packs,
        "severity": rule.severity,
        "basis": rule.basis,
        "blocks": rule.blocks,
        "set": [place._asdict() for place in setting.places],
        "options": {option.name: plain(getattr(rule, option.name)) for option in options},
        "examples": [_example_data(example) for example in setting.examples],
    }


def _example_data(example: Example) -> dict[str, Any]:
    return {
        "path": short_path(os.path.abspath(example.golden.path)),
        "sort": example.sort,
        "about": example.golden.about,
        "text": example.golden.text,
        "files": {os.path.basename(part.path): part.text for part in example.golden.parts},
        "findings": [margin._asdict() for margin in example.margins],
    }
