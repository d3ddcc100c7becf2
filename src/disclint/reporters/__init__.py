"""Formats of a run's result.

A reporter is a function ``report(run: Run, options: ReportOptions) -> str | bytes``. The same run and options give the
same result. A string ends with a line end, and what ``options.encoding`` lacks is already replaced in it, so that
writing it cannot fail; bytes are written as they are, and never to a terminal. A module is imported when its format is
asked for; one that needs a library which is not installed raises ``UsageError`` then, and says what to install.
"""
