"""What there is to say of rules: which are in force here, and the manual of each."""

from __future__ import annotations

from disclint.explain.docstrings import Text, field_texts, manual_of, option_texts, unmarked
from disclint.explain.entries import Entry, entries, packs, set_at, short_path
from disclint.explain.listing import listed
from disclint.explain.manual import Manual, manual
from disclint.explain.pages import written
from disclint.explain.tables import columns

__all__ = [
    "Entry", "Manual", "Text", "columns", "entries", "field_texts", "listed", "manual", "manual_of", "option_texts",
    "packs", "set_at", "short_path", "unmarked", "written",
]  # fmt: skip
