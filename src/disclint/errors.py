"""What stops a run: the request, a config, a pack or a plugin is wrong."""

from __future__ import annotations

__all__ = ["DisclintError", "PackError", "PackErrors", "PluginError", "Unreadable", "UsageError"]


class DisclintError(Exception):
    """An error that is told in one line and ends the run with exit status 2."""


class UsageError(DisclintError):
    """The request is wrong: an option, a path, a combination of both."""


class PluginError(DisclintError):
    """A plugin cannot be used. Its cause is kept as ``__cause__``."""


class PackError(DisclintError):
    """A pack or a project's ``disclint.yaml`` is wrong at ``path:line:column``; one of possibly several.

    ``hint`` says what would be right.
    """

    def __init__(self, path: str, line: int, column: int, chinese: str, english: str, hint: str = "") -> None:
        super().__init__(f"{path}:{line}:{column}: {chinese}")
        self.path = path
        self.line = line
        self.column = column
        self.chinese = chinese
        self.english = english
        self.hint = hint


class PackErrors(DisclintError):
    """All mistakes of a pack that could be found at once, in the order of the files."""

    def __init__(self, errors: tuple[PackError, ...]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


class Unreadable(Exception):
    """A file that cannot be read. Raised by loaders; it becomes a finding ``unreadable`` of that file, and the run
    goes on."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(english)
        self.chinese = chinese
        self.english = english
