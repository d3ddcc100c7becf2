"""A format of results: how many findings each file has."""

from __future__ import annotations

from disclint import ReportOptions, Run


def report(run: Run, options: ReportOptions) -> str:
    return "".join(f"{len(file.diagnostics):>5} {file.path}\n" for file in run.files)
