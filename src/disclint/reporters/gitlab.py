"""The findings as a code quality report, which GitLab shows in a merge request."""

from __future__ import annotations

from disclint import Checked, Diagnostic, ReportOptions, Run, Screen, fingerprints
from disclint.reporters.paths import relative
from disclint.reporters.related import in_other_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from disclint import Severity

__all__ = ["report"]

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}
"""``critical`` and ``blocker`` are left to tools that find holes in programs."""


def report(run: Run, options: ReportOptions) -> str:
    """A JSON list with an object for each finding; a failure of the program is one too, a ``blocker``."""
    import json

    found: list[dict[str, Any]] = []
    for file in run.files:
        path = relative(file.path, options.root)
        for diagnostic, fingerprint in zip(file.diagnostics, fingerprints(file), strict=True):
            found.append(_finding(file, path, diagnostic, _digest(path, fingerprint), options.language))
        found.extend(
            {
                "description": f"{failure.part}: {failure.cause}",
                "check_name": "disclint",
                "fingerprint": _digest(path, failure.part),
                "severity": "blocker",
                "location": {"path": path, "lines": {"begin": 1}},
            }
            for failure in file.failures
        )
    listed = ",".join(f"\n {json.dumps(item, ensure_ascii=False)}" for item in found)
    return Screen(options.encoding).fit_json(f"[{listed}]\n")


def _finding(file: Checked, path: str, diagnostic: Diagnostic, fingerprint: str, language: str) -> dict[str, Any]:
    begin = file.position(diagnostic.span.start).line
    end = file.position(max(diagnostic.span.start, diagnostic.span.end - 1)).line
    described = {
        "description": diagnostic.message.text(language),
        "check_name": diagnostic.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
    related = in_other_files(file, diagnostic, language)
    body = [text for text in (diagnostic.place, *related, diagnostic.basis) if text]
    return {**described, "content": {"body": "\n\n".join(body)}} if body else described


def _digest(path: str, fingerprint: str) -> str:
    """GitLab counts two findings of one fingerprint as one, so the file belongs to it."""
    import hashlib

    return hashlib.sha256(f"{path}|{fingerprint}".encode("utf-8", "replace")).hexdigest()[:32]
