"""A report with lines of our choice in its first section, what one rule says of them, and the report as mended."""

from __future__ import annotations

from disclint import Diagnostic, Edit, Filing
from tests.rules.structure.reports import SECTIONS, filed, pack, report

TYPOGRAPHY = (
    "punctuation-width", "punctuation-pairs", "punctuation-repeated", "document-numbers", "dates", "numerals", "script",
    "spacing", "residue",
)  # fmt: skip
PRIVACY = ("id-numbers", "mobile-numbers", "bank-cards", "secrecy-marks")


def written(*lines: str) -> str:
    """A report without fault whose first section has these lines."""
    return report(sections=SECTIONS | {"一、总体情况": "\n".join(lines)})


def judged(entry: str, text: str) -> list[Diagnostic]:
    """What one entry of the pack finds in a text."""
    return told(entry, filed(text))


def told(entry: str, filing: Filing) -> list[Diagnostic]:
    rule = next(rule for rule in pack().rules if rule.id == entry)
    return list(rule.check(filing))


def short(text: str, found: list[Diagnostic]) -> list[str]:
    """Findings as ``severity code “text at the span”``."""
    return [f"{one.severity} {one.message.code} “{text[slice(*one.span)]}”" for one in found]


def said(entry: str, *lines: str) -> list[str]:
    text = written(*lines)
    return short(text, judged(entry, text))


def edits_of(found: list[Diagnostic], *, unsafe: bool = False) -> list[Edit]:
    """The edits of all fixes in order."""
    fixes = [one.fix for one in found if one.fix is not None and (one.fix.safe or unsafe)]
    return sorted({edit for fix in fixes for edit in fix.edits}, key=lambda edit: edit.span)


def mended(text: str, found: list[Diagnostic], *, unsafe: bool = False) -> str:
    """A text after the fixes. No two edits may touch the same letter."""
    parts = []
    at = 0
    for edit in edits_of(found, unsafe=unsafe):
        assert edit.span.start >= at, (edit, text[at - 5 : edit.span.end + 5])
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join(parts) + text[at:]


def fixed(entry: str, line: str, *, unsafe: bool = False) -> str:
    """A line after the fix of one entry."""
    text = written(line)
    start = text.index(line)
    new = mended(text, judged(entry, text), unsafe=unsafe)
    return new[start : start + len(line) + len(new) - len(text)]
