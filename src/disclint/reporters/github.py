"""The findings as workflow commands, which GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from disclint import Checked, Diagnostic, ReportOptions, Run, Screen
from disclint.reporters.paths import relative
from disclint.reporters.related import in_other_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from disclint import Severity

__all__ = ["report"]

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def report(run: Run, options: ReportOptions) -> str:
    """One ``::error``, ``::warning`` or ``::notice`` a line, and a sentence at the end that counts them.

    GitHub shows ten of each kind for one step of a workflow; all of them stand in its log.
    """
    lines = [line for file in run.files for line in _file(file, options)]
    lines.append(_sum(run, options.language))
    screen = Screen(options.encoding)
    return "".join(screen.harmless(line, "\t") + "\n" for line in lines)


def _sum(run: Run, language: str) -> str:
    counts = run.counts()
    if language == "en":
        numbers = (("file", len(run.files)), *counts.items())
        return "disclint: " + ", ".join(f"{number} {noun}{'s' * (number != 1)}" for noun, number in numbers)
    return (
        f"disclint：{len(run.files)}个文件，{counts['error']}个错误，{counts['warning']}个警告，{counts['note']}条提示"
    )


def _file(file: Checked, options: ReportOptions) -> Iterator[str]:
    path = relative(file.path, options.root)
    for diagnostic in file.diagnostics:
        yield _command(
            _COMMANDS[diagnostic.severity],
            {"title": f"disclint {diagnostic.rule}", "file": path, **_where(file, diagnostic)},
            _words(file, diagnostic, options.language),
        )
    for failure in file.failures:
        words = (
            f"the program failed, {failure.part} was not completed: {failure.cause}"
            if options.language == "en"
            else f"程序出错，{failure.part} 未能完成：{failure.cause}"
        )
        yield _command("error", {"title": "disclint", "file": path}, words)


def _words(file: Checked, diagnostic: Diagnostic, language: str) -> str:
    message = diagnostic.message.text(language)
    if diagnostic.cell is not None and diagnostic.place:
        message += f" ({diagnostic.place})" if language == "en" else f"（{diagnostic.place}）"
    return "\n".join((message, *in_other_files(file, diagnostic, language)))


def _where(file: Checked, diagnostic: Diagnostic) -> dict[str, str]:
    """Columns only where a finding ends on the line that it starts on: GitHub refuses others."""
    start, end = file.position(diagnostic.span.start), file.position(diagnostic.span.end)
    if end.line != start.line:
        return {"line": str(start.line), "endLine": str(end.line if end.column > 1 else end.line - 1)}
    return {"line": str(start.line), "endLine": str(end.line), "col": str(start.column), "endColumn": str(end.column)}


def _command(name: str, properties: dict[str, str], message: str) -> str:
    inside = ",".join(
        f"{key}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}" for key, value in properties.items()
    )
    return f"::{name} {inside}::{_escaped(message)}"


def _escaped(text: str) -> str:
    """What would end a command, or begin another one, by its code."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
