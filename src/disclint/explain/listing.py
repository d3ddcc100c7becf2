"""The list of all entries that are in force here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclint.explain.entries import FOUND_WITHOUT_PACK, entries, places, set_at
from disclint.explain.tables import columns, grid

if TYPE_CHECKING:
    from disclint.engine import Library

__all__ = ["listed"]

_HEADS = {
    "zh": ("规则", "级别", "种类", "设定于", "依据"),
    "en": ("RULE", "SEVERITY", "KIND", "SET AT", "BASIS"),
}


def listed(library: Library, language: str, form: str = "text") -> str:
    """All entries, pack by pack: as ``text`` in columns, as ``markdown``, or as ``json``."""
    return {"json": _json, "markdown": _markdown}.get(form, _text)(library, language)


def _rows(library: Library) -> dict[str, list[tuple[str, ...]]]:
    by_pack: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries(library):
        rule = entry.rule
        by_pack.setdefault(entry.pack, []).append((rule.id, rule.severity, rule.kind, set_at(entry.origin), rule.basis))
    by_pack["disclint"] = [(name, "error", name, "", "") for name in FOUND_WITHOUT_PACK]
    return by_pack


def _text(library: Library, language: str) -> str:
    return "\n".join(columns(f"{pack}:", [_HEADS[language], *rows]) for pack, rows in _rows(library).items())


def _markdown(library: Library, language: str) -> str:
    heads = tuple(head.capitalize() for head in _HEADS[language])
    tables = (
        (pack, [(f"`{rule}`", severity, f"`{kind}`", *others) for rule, severity, kind, *others in rows])
        for pack, rows in _rows(library).items()
    )
    return "\n".join(f"## {pack}\n\n{grid(heads, rows)}" for pack, rows in tables)


def _json(library: Library, language: str) -> str:  # noqa: ARG001 - keys have one language
    import json

    rules: list[dict[str, Any]] = [
        {
            "pack": entry.pack,
            "id": entry.rule.id,
            "kind": entry.rule.kind,
            "severity": entry.rule.severity,
            "basis": entry.rule.basis,
            "blocks": entry.rule.blocks,
            "set": [place._asdict() for place in places(entry.origin)[:1]],
            "changed": [place._asdict() for place in places(entry.origin)[1:]],
        }
        for entry in entries(library)
    ]
    for name in FOUND_WITHOUT_PACK:
        own: dict[str, Any] = {"pack": None, "id": name, "kind": name, "severity": "error", "basis": ""}
        rules.append({**own, "blocks": False, "set": [], "changed": []})
    return json.dumps({"schema": 1, "rules": rules}, ensure_ascii=False, indent=2) + "\n"
