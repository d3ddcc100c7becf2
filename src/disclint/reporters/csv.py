"""The findings for spreadsheets: a finding a line."""

from __future__ import annotations

from collections.abc import Iterator

from disclint import Checked, Diagnostic, ReportOptions, Run, Screen, fingerprints
from disclint.reporters.mending import before_and_after
from disclint.reporters.related import in_other_files

__all__ = ["inert", "pieces", "report"]

_HEADER = (
    "path", "severity", "rule", "message", "place", "line", "start_column", "end_line", "end_column",
    "form", "row", "column", "words", "fix", "basis", "fingerprint", "related",
)  # fmt: skip

_LONGEST = 500
"""Code points of a quotation; a finding may be about a whole file."""

_FORMULA = frozenset("=+-@＝＋－＠")
"""What a spreadsheet begins a formula with."""

_NUMBER = r"[+-]?[0-9][0-9,]*(\.[0-9]+)?%?|-"
"""What begins like a formula and is none: a figure, and the dash that stands for none."""


def report(run: Run, options: ReportOptions) -> str:
    """All findings of all files under one header. The names of the columns are the same in every language.

    It begins with a byte order mark, for Excel reads UTF-8 by no other sign; in Python it is read as ``utf-8-sig``. A
    text that a spreadsheet would take for a formula has a ``'`` before it; a line break or a TAB is a blank.
    """
    return "".join(pieces(run, options))


def pieces(run: Run, options: ReportOptions) -> Iterator[str]:
    """The same, file by file."""
    import csv
    import io

    screen = Screen(options.encoding)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    yield "\ufeff" if screen.is_unicode else ""
    writer.writerow(_HEADER)
    for file in run.files:
        for diagnostic, fingerprint in zip(file.diagnostics, fingerprints(file), strict=True):
            related = "; ".join(in_other_files(file, diagnostic, options.language))
            fields = (*_fields(file, diagnostic, options.language), fingerprint, related)
            writer.writerow([inert(screen.harmless(field)) if isinstance(field, str) else field for field in fields])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _fields(file: Checked, diagnostic: Diagnostic, language: str) -> tuple[str | int, ...]:
    start, end = file.position(diagnostic.span.start), file.position(diagnostic.span.end)
    words = file.document.text[diagnostic.span.start : diagnostic.span.end] if file.document is not None else ""
    mended = before_and_after(diagnostic, file.document)
    return (
        file.path,
        diagnostic.severity,
        diagnostic.rule,
        diagnostic.message.text(language),
        diagnostic.place,
        start.line,
        start.column,
        end.line,
        end.column,
        *(diagnostic.cell or ("", "", "")),
        words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…",
        f"{mended[0]} → {mended[1]}" if mended is not None else "",
        diagnostic.basis,
    )


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula. ``-3`` is a figure, and ``-3+cmd`` is a formula."""
    if text.lstrip()[:1] not in _FORMULA:
        return text
    import re

    return text if re.fullmatch(_NUMBER, text) else f"'{text}"
