"""The labels of a form as the document prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclint.binding.align import Candidate
from disclint.binding.labels import Labels, Match, Part, likeness
from disclint.binding.strips import Segment
from disclint.model.document import Text
from disclint.model.filing import BoundLabel
from disclint.model.span import Span
from disclint.model.text import has_any

__all__ = ["printed_label", "printed_labels"]

_HEADERS: tuple[Part, ...] = ("column", "column_group", "group")
_UNIT = ("单位", "保留", "元")


def printed_label(text: Text, match: Match) -> BoundLabel | None:
    """The label as printed, beside the official one; ``None`` for a header word that names nothing."""
    part = match.part
    if part == "header":
        return None
    return BoundLabel(part, match.key, match.official, text, likeness(text, match))


def printed_labels(
    labels: Labels, rows: Sequence[Segment], chosen: Mapping[str, Candidate], span: Span
) -> tuple[tuple[BoundLabel, ...], dict[str, Text]]:
    """The labels of rows, groups and columns as printed, and the header cells that state a unit."""
    printed: list[BoundLabel] = []
    own: dict[int, tuple[Text, Match]] = {}
    for key, candidate in chosen.items():
        match = next(match for match in candidate.matches if match.part == "row" and match.key == key)
        own[id(candidate.segment)] = (candidate.label, match)
    start, end = span
    units: dict[str, Text] = {}
    for segment in rows:
        chosen_label = own.get(id(segment))
        begin = segment.start
        inside = start <= begin < end
        if not inside and (segment.tokens or begin >= end):
            continue
        if chosen_label is not None:
            label, match = chosen_label
            printed.append(BoundLabel("row", match.key, match.official, label, likeness(label, match)))
        for text in segment.labels:
            if chosen_label is not None and text is chosen_label[0]:
                continue
            matched = labels.best(text.normal, _HEADERS, fuzzy=inside or segment.table >= 0)
            if matched is None or matched.score < 0.6:
                continue
            label_found = printed_label(text, matched)
            if label_found is not None:
                printed.append(label_found)
            if matched.part == "column" and has_any(text.normal, _UNIT):
                units[matched.key] = text
    return tuple(printed), units
