"""Places that belong to a finding and lie in another file, which may not be at hand any more."""

from __future__ import annotations

from collections.abc import Mapping

from disclint import Checked, Diagnostic, Position, Related

__all__ = ["in_other_files", "stretch"]


def stretch(file: Checked, item: Related, files: Mapping[str, Checked]) -> tuple[Position, Position]:
    """Where a related place begins and ends; ``file`` is the one that the finding is about, ``files`` those of the run
    by path."""
    if item.start is not None:
        return item.start, item.end or item.start
    other = file if item.path in (None, file.path) else files.get(item.path or "")
    if other is None:
        return Position(1, 1), Position(1, 1)
    return other.position(item.span.start), other.position(item.span.end)


def in_other_files(file: Checked, diagnostic: Diagnostic, language: str) -> list[str]:
    """``path:line:column message`` of each related place in another file, for formats without a field for it."""
    found = []
    for item in diagnostic.related:
        if item.path not in (None, file.path):
            start, _ = stretch(file, item, {})
            found.append(f"{item.path}:{start.line}:{start.column} {item.message.text(language)}")
    return found
