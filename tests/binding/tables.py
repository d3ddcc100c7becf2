"""Binds the text of one section and shows what was read."""

from __future__ import annotations

from functools import cache

from disclint import BoundForm, Pack
from disclint.binding.tables import bind_form, regions
from disclint.bundled import disclint_packs, disclint_rules
from disclint.loaders.text import load
from disclint.packs.load import load_pack


@cache
def pack_of(edition: str) -> Pack:
    """The national pack of an edition, freshly compiled."""
    kinds = {rule.kind: rule.target for rule in disclint_rules()}
    return load_pack(f"cn/{edition}", kinds=kinds, folders=[folder.path for folder in disclint_packs()], cache=None)


def bound(form: str, text: str, edition: str) -> BoundForm:
    """A form as bound in ``text``, which stands in the form's own section."""
    prescribed = next(each for each in pack_of(edition).forms if each.key == form)
    document = load(text.encode(), "a.txt")
    return bind_form(prescribed, regions(document.blocks, [(prescribed.section, 0, len(document.blocks))]))


def cells(form: BoundForm) -> dict[tuple[str, str], str]:
    """The state of every cell."""
    return {key: cell.state for key, cell in form.cells.items()}


def states(form: BoundForm, row: str) -> set[str]:
    """The states that occur in a row."""
    return {cell.state for (key, _), cell in form.cells.items() if key == row}


def row_text(form: BoundForm, row: str) -> str:
    """A row as read: figures, ``-`` for a blank cell, ``?`` for an uncertain one, ``x`` for a missing one."""
    signs = {"blank": "-", "uncertain": "?", "missing": "x"}
    return " ".join(signs.get(cell.state) or str(cell.text) for (key, _), cell in form.cells.items() if key == row)
