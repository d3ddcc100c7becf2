"""Binds the tables of a document to the forms that the law prescribes."""

from __future__ import annotations

from collections.abc import Sequence

from disclint.binding.across import bind_across
from disclint.binding.bound import missing
from disclint.binding.down import bind_down
from disclint.binding.labels import Labels, labels_of, names_in
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
    labels = labels_of(form)
    bind = bind_across if form.layout == "across" else bind_down
    ranked = sorted(found, key=lambda region: -_weight(region, form, labels))
    for region in ranked[:1]:
        if _weight(region, form, labels) > 0:
            return bind(form, labels, region)
    return missing(form)


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
    return total + (1000.0 if region.section == form.section and total >= 0.3 * len(form.rows) else 0.0)
