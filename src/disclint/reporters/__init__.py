"""Formats of a run's result.

A reporter is a function ``report(run: Run, options: ReportOptions) -> str``. The string ends with a line end; the same
run and options give the same string; what ``options.encoding`` lacks is already replaced in it, so that writing it
cannot fail. A module is imported when its format is asked for.
"""
