"""Binds the tables of a document to the forms that the law prescribes."""

from __future__ import annotations

from collections.abc import Sequence

from disclint.binding.across import bind_across
from disclint.binding.bound import missing
from disclint.binding.down import bind_down
from disclint.binding.labels import Labels, labels_of, names_in
from disclint.binding.sheets import sheets
from disclint.binding.strips import Region, strips
from disclint.model.document import Block
from disclint.model.filing import BoundForm
from disclint.model.form import Form

__all__ = ["bind_form", "regions"]


def regions(blocks: Sequence[Block], bounds: Sequence[tuple[str | None, int, int]]) -> tuple[Region, ...]:
    """The regions of a document; ``bounds`` gives (section key, first block, block after the last) of each."""
    return tuple(Region(section, tuple(strips(blocks, first, last))) for section, first, last in bounds)


def bind_form(form: Form, found: Sequence[Region]) -> BoundForm:
    """The form as found in the region that has most of it, its own section first."""
    labels, found = labels_of(form), sheets(form, found)
    bind = bind_across if form.layout == "across" else bind_down
    best = _richest([region for region in found if region.section == form.section], form, labels, _SHARE)
    if best is None:
        best = _richest(found, form, labels, 0)
    return missing(form) if best is None else bind(form, labels, best)


_SHARE = 0.3
"""A section that holds so much of its own form is where the form is; else all of the document is searched."""


def _richest(found: Sequence[Region], form: Form, labels: Labels, share: float) -> Region | None:
    """The region that holds most of the form, if it holds at least ``share`` of its rows."""
    weights = [(_weight(region, form, labels), -index) for index, region in enumerate(found)]
    weight, index = max(weights, default=(0.0, 0))
    return found[-index] if weight > 0 and weight >= share * len(form.rows) else None


def _weight(region: Region, form: Form, labels: Labels) -> float:
    """How much of the form a region holds: its distinct labels, those with figures counting double."""
    across = form.layout == "across"
    seen: dict[str, float] = {}
    for segment in region.segments:
        worth = 2.0 if segment.tokens else 1.0
        for label in segment.labels:
            matches = (
                [match for _, match in names_in(label, labels)] if across else labels.find(label.normal, fuzzy=False)
            )
            for match in matches:
                if match.part == "row" or (across and match.part == "column"):
                    seen[match.key] = max(seen.get(match.key, 0), worth)
    total = sum(seen.values())
    least = 3 if across else 2
    if total < min(least, len(form.rows)) or (not any(value > 1 for value in seen.values()) and len(seen) < least):
        return 0.0
    return total
