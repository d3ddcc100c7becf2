"""What stops a run: the request, a config, a pack or a plugin is wrong."""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing costs a third of the start of ``disclint --version``
if TYPE_CHECKING:
    from typing import Any

__all__ = ["DisclintError", "PackError", "PackErrors", "PluginError", "Unreadable", "UsageError"]


class DisclintError(Exception):
    """An error that is told in one line and ends the run with exit status 2.

    It is told in Chinese unless English is asked for; with one sentence only, that one is told.
    """

    def __init__(self, chinese: str, english: str = "") -> None:
        super().__init__(english or chinese)
        self.chinese = chinese
        self.english = english or chinese

    def text(self, language: str) -> str:
        """The sentence in ``zh`` or ``en``."""
        return self.english if language == "en" else self.chinese

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, (type(self), self.args, self.__dict__)


def _remade(cls: type[DisclintError], args: tuple[Any, ...], fields: dict[str, Any]) -> DisclintError:
    """An error that came from another process."""
    error = cls.__new__(cls)
    error.args = args
    error.__dict__.update(fields)
    return error


class UsageError(DisclintError):
    """The request is wrong: an option, a path, a combination of both."""


class PluginError(DisclintError):
    """A plugin cannot be used. Its cause is kept as ``__cause__``."""


class PackError(DisclintError):
    """A pack, a project's ``disclint.yaml`` or a baseline is wrong at ``path:line:column``; one of possibly several.

    ``hint`` says what would be right; ``wanted`` is what is named there and does not exist, such as
    ``("kind", "seal")``.
    """

    def __init__(
        self,
        path: str,
        line: int,
        column: int,
        chinese: str,
        english: str,
        hint: str = "",
        wanted: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(chinese, english)
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint
        self.wanted = wanted

    def but(self, chinese: str, english: str) -> PackError:
        """The same error with more said."""
        return PackError(
            self.path, self.line, self.column, self.chinese + chinese, self.english + english, self.hint, self.wanted
        )

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.chinese}"


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
