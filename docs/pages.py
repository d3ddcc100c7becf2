"""The pages of the site that are made of the program: kinds of rules, entries of packs, packs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclint.bundled import disclint_packs, disclint_rules
from disclint.engine import Library, Request
from disclint.explain import Entry, set_at
from disclint.explain.manual import Manual, of_kind
from disclint.explain.pages import markdown, setting_page
from disclint.explain.tables import grid
from disclint.model.form import Form
from disclint.model.pack import Pack
from disclint.model.plugin import Brought
from disclint.packs.compiled import rule_class
from disclint.packs.load import is_pack, pack_file, packs_found

BUNDLED = Brought(rules=tuple(disclint_rules()), folders=tuple(disclint_packs()))
"""What is installed beside the program is no part of its site."""


class Words(NamedTuple):
    """What the made pages say, in one language."""

    kinds: str
    about_kinds: str
    entries: str
    about_entries: str
    packs: str
    about_packs: str
    used_by: str
    unused: str
    kind: str
    rule: str
    severity: str
    basis: str
    set_at: str
    extends: str
    says: str
    sections: str
    forms: str
    key: str
    label: str
    group: str
    columns: str
    type: str


WORDS = {
    "zh": Words(
        "规则种类", "规则包的每条规则属于一个种类；种类的选项由规则包设定。`disclint explain 种类` 显示同样的内容。",
        "规则", "自带规则包的全部规则。`disclint explain 规则` 显示同样的内容。",
        "规则包", "程序自带的规则包。`--pack 名称` 选用，项目的 `disclint.yaml` 用 `extends: 名称` 引用。",
        "用到它的规则", "自带的规则包没有用到它。", "种类", "规则", "级别", "依据", "设定于", "依据的规则包",
        "检查什么", "部分", "表格", "键", "名称", "组", "列", "类型",
    ),
    "en": Words(
        "Kinds of rules", "Every entry of a pack is of a kind, whose options the pack sets. `disclint explain KIND` "
        "shows the same.",
        "Rules", "All entries of the bundled packs. `disclint explain RULE` shows the same.",
        "Packs", "The packs that come with the program. `--pack NAME` takes one, a project's `disclint.yaml` says "
        "`extends: NAME`.",
        "Rules of this kind", "No bundled pack uses it.", "Kind", "Rule", "Severity", "Basis", "Set at", "Extends",
        "What it finds", "Sections", "Forms", "Key", "Label", "Group", "Columns", "Type",
    ),
}  # fmt: skip


class Known(NamedTuple):
    """All bundled packs, and their entries by id."""

    packs: tuple[Pack, ...]
    entries: dict[str, list[Entry]]


def known() -> Known:
    """What the bundled packs say."""
    folders = tuple(folder.path for folder in BUNDLED.folders)
    names = (name for name in packs_found(folders) if is_pack(pack_file(name, folders)))
    packs = tuple(Library(BUNDLED, Request(pack=name)).pack(name) for name in names)
    entries: dict[str, list[Entry]] = {}
    for pack in packs:
        for rule in pack.rules:
            entries.setdefault(rule.id, []).append(Entry(pack.name, rule, pack.origins.get(rule.id), pack.chain))
    return Known(packs, dict(sorted(entries.items())))


def made(language: str) -> Iterator[tuple[str, str]]:
    """The name and the Markdown of every page, in one language."""
    everything = known()
    for pages in (_kinds, _entries, _packs):
        for name, page in pages(everything, language):
            yield name, page if name.endswith("/index") else f"---\norphan: true\n---\n{page}"


def _kinds(everything: Known, language: str) -> Iterator[tuple[str, str]]:
    words = WORDS[language]
    rows = []
    for rule in sorted(BUNDLED.rules, key=lambda rule: rule.kind):
        cls = rule_class(rule.target)
        using = [name for name, same in everything.entries.items() if same[0].rule.kind == rule.kind]
        page = markdown(of_kind(rule.kind, cls, (), language), language)
        listed = "".join(f"- {_link('rules', name)}\n" for name in using) or f"{words.unused}\n"
        yield f"kinds/{rule.kind}", f"{page}\n## {words.used_by}\n\n{listed}"
        rows.append((f"[`{rule.kind}`]({rule.kind}.md)", _summary(of_kind(rule.kind, cls, (), language), language)))
    yield "kinds/index", _index(words.kinds, words.about_kinds, (words.kind, words.says), rows)


def _entries(everything: Known, language: str) -> Iterator[tuple[str, str]]:
    words = WORDS[language]
    rows = []
    for name, same in everything.entries.items():
        parts = [f"# {name}\n"]
        for kind in dict.fromkeys(entry.rule.kind for entry in same):
            chosen = [entry for entry in same if entry.rule.kind == kind]
            manual = of_kind(name, type(chosen[0].rule), chosen, language)
            parts.append(f"{words.kind}: {_link('kinds', kind)}\n\n{_summary(manual, language)}\n")
            parts.extend(setting_page(setting, manual.options, language, "##") for setting in manual.settings)
        yield f"rules/{name}", "\n".join(parts)
        rule = same[0].rule
        kinds = f"[`{rule.kind}`](../kinds/{rule.kind}.md)"
        rows.append((f"[`{name}`]({name}.md)", rule.severity, kinds, rule.basis))
    head = (words.rule, words.severity, words.kind, words.basis)
    yield "rules/index", _index(words.entries, words.about_entries, head, rows)


def _packs(everything: Known, language: str) -> Iterator[tuple[str, str]]:
    words = WORDS[language]
    rows = []
    for pack in everything.packs:
        file = _file_name(pack.name)
        rules = [
            (
                _link("rules", rule.id),
                rule.severity,
                _link("kinds", rule.kind),
                f"`{set_at(pack.origins.get(rule.id))}`",
            )
            for rule in pack.rules
        ]
        sections = [(f"`{section.key}`", f"{section.number}、{section.title}") for section in pack.sections]
        forms = [f"### {form.title} (`{form.key}`)\n\n" + _form(form, words) for form in pack.forms]
        yield f"packs/{file}", "\n".join([
            f"# {pack.name}\n",
            f"{words.extends}: {' → '.join(pack.chain) or '-'}\n",
            f"## {words.entries}\n",
            grid((words.rule, words.severity, words.kind, words.set_at), rules),
            f"## {words.sections}\n",
            grid((words.key, words.label), sections),
            f"## {words.forms}\n",
            *forms,
        ])  # fmt: skip
        rows.append((f"[`{pack.name}`]({file}.md)", " → ".join(pack.chain)))
    yield "packs/index", _index(words.packs, words.about_packs, (words.packs, words.extends), rows)


def _form(form: Form, words: Words) -> str:
    columns = [(f"`{column.key}`", column.label, column.type) for column in form.columns]
    rows = [
        (f"`{row.key}`", row.label, f"`{row.group}`" if row.group else "", ", ".join(f"`{key}`" for key in row.columns))
        for row in form.rows
    ]
    head = (words.key, words.label, words.group, words.columns)
    return f"{grid((words.key, words.label, words.type), columns)}\n{grid(head, rows)}"


def _summary(manual: Manual, language: str) -> str:
    return manual.text.flowing(language).partition("\n\n")[0]


def _link(part: str, name: str) -> str:
    return f"[`{name}`](../{part}/{name}.md)"


def _file_name(pack: str) -> str:
    return pack.replace("/", "-")


def _index(title: str, about: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return f"# {title}\n\n{about}\n\n{grid(head, rows)}"
