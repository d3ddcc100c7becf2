"""A fix as a person reads it: what stands there now, and what would stand there instead."""

from __future__ import annotations

from disclint import Diagnostic, Document

__all__ = ["before_and_after"]

_LONGEST = 120
"""Code points. A longer stretch shows nothing at a glance."""


def before_and_after(diagnostic: Diagnostic, document: Document | None) -> tuple[str, str] | None:
    """The stretch from the first edit to the last, now and mended; ``None`` without a fix, or for a long stretch."""
    if diagnostic.fix is None or document is None:
        return None
    edits = sorted(diagnostic.fix.edits)
    start, end = edits[0].span.start, max(edit.span.end for edit in edits)
    if end - start > _LONGEST:
        return None
    after, at = [], start
    for edit in edits:
        after += [document.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return document.text[start:end], "".join(after)
