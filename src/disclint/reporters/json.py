"""The findings for programs: the contract's ``check --format json``, a finding a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclint import Checked, Diagnostic, Fix, ReportOptions, Run, Screen, Span, fingerprints
from disclint.reporters.related import stretch

__all__ = ["pieces", "report"]


def report(run: Run, options: ReportOptions) -> str:
    """The run as one JSON object, schema 1."""
    return "".join(pieces(run, options))


def pieces(run: Run, options: ReportOptions) -> Iterator[str]:
    """The same, piece by piece: a run over thousands of files has a result of a hundred megabytes."""
    import json

    def dumps(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    screen = Screen(options.encoding)
    tool = dumps({"name": "disclint", "version": run.version})
    yield screen.fit_json(f'{{"schema": 1, "tool": {tool},\n "files": [')
    by_path = {file.path: file for file in run.files} if run.tally is None else {}
    comma = ""
    for file in run.files:
        head = dumps(_facts(file))
        findings = [
            dumps(_finding(file, diagnostic, fingerprint, by_path, options.language))
            for diagnostic, fingerprint in zip(file.diagnostics, fingerprints(file), strict=True)
        ]
        listed = "[" + ",".join(f"\n   {finding}" for finding in findings) + "]"
        yield screen.fit_json(f'{comma}\n  {head[:-1]}, "diagnostics": {listed}}}')
        comma = ","
    summary = dumps({**_counted(run), **_matched(run, options.language)})
    yield screen.fit_json(f'],\n "summary": {summary}}}\n')


def _counted(run: Run) -> dict[str, Any]:
    counts = run.counts()
    return {"files": len(run.files), "errors": counts["error"], "warnings": counts["warning"], "notes": counts["note"]}


def _matched(run: Run, language: str) -> dict[str, Any]:
    """The reports that stand beside no other, and the organs without a report, in a run of several."""
    if run.matching is None:
        return {}
    return {
        "unmatched": [
            {"path": each.path, "code": each.reason.code, "message": each.reason.text(language)}
            for each in run.matching.unmatched
        ],
        "missing": [each._asdict() for each in run.matching.missing],
    }


def _facts(file: Checked) -> dict[str, Any]:
    filing = file.filing
    return {
        "path": file.path,
        "year": filing.year if filing else None,
        "edition": filing.edition if filing else None,
        "pack": file.pack.name if file.pack else None,
        "title": filing.title.text if filing and filing.title else None,
        "organ": filing.organ.name if filing and filing.organ else None,
    }


def _finding(
    file: Checked, diagnostic: Diagnostic, fingerprint: str, by_path: dict[str, Checked], language: str
) -> dict[str, Any]:
    related = []
    for item in diagnostic.related:
        elsewhere = item.path if item.path != file.path else None
        start, end = stretch(file, item, by_path)
        where = {"message": item.message.text(language), "start": start._asdict(), "end": end._asdict()}
        related.append(where if elsewhere is None else {**where, "path": elsewhere})
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "message": diagnostic.message.text(language),
        "basis": diagnostic.basis,
        **_stretch(file, diagnostic.span),
        "place": diagnostic.place,
        "cell": diagnostic.cell._asdict() if diagnostic.cell else None,
        "related": related,
        "fix": _mend(file, diagnostic.fix) if diagnostic.fix else None,
        "fingerprint": fingerprint,
    }


def _stretch(file: Checked, span: Span) -> dict[str, Any]:
    return {"start": file.position(span.start)._asdict(), "end": file.position(span.end)._asdict()}


def _mend(file: Checked, fix: Fix) -> dict[str, Any]:
    return {"safe": fix.safe, "edits": [{**_stretch(file, edit.span), "text": edit.text} for edit in fix.edits]}
