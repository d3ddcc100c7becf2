"""Tells the numbers of pages that a program left in the text."""

from __future__ import annotations

from disclint.model.late import late

__all__ = ["is_page_number"]

_PAGE = late(
    r"第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[-—–]+\s*(?:第\s*)?\d{1,3}(?:\s*页)?\s*[-—–]+|\d{1,3}\s*/\s*\d{1,3}"
)
_DASHES = ("-", "—", "–")


def is_page_number(normal: str) -> bool:
    """Whether a line, in normal form, is the number of a page: ``- 5 -``, ``第3页``, ``3/12``."""
    if len(normal) >= 24:
        return False
    words = normal.strip()
    first, last = words[:1], words[-1:]
    if (first == "第" and last == "页") or (first in _DASHES and last in _DASHES) or "/" in words:
        return _PAGE.fullmatch(words) is not None
    return False
