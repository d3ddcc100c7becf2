"""Tells the numbers of pages that a program left in the text."""

from __future__ import annotations

import re

__all__ = ["is_page_number"]

_PAGE = re.compile(
    r"第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[-—–]+\s*(?:第\s*)?\d{1,3}(?:\s*页)?\s*[-—–]+|\d{1,3}\s*/\s*\d{1,3}"
)


def is_page_number(normal: str) -> bool:
    """Whether a line, in normal form, is the number of a page: ``- 5 -``, ``第3页``, ``3/12``."""
    return len(normal) < 24 and _PAGE.fullmatch(normal.strip()) is not None
