"""All that is tried by ``benchmarks/hostile.py``: one module for each kind of thing that is made to harm, or fails."""

from __future__ import annotations

from threats import files_office, files_pdf, files_text, files_word, kept, lists, packs, plugins, surroundings
from threats.case import Case

__all__ = ["CASES"]

CASES: tuple[Case, ...] = (
    *files_word.CASES,
    *files_text.CASES,
    *files_pdf.CASES,
    *files_office.CASES,
    *packs.CASES,
    *lists.CASES,
    *kept.CASES,
    *plugins.CASES,
    *surroundings.CASES,
)
