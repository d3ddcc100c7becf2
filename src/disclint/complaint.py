"""How an error that stops a run is told: its place and its sentence in one line, the line of the file below."""

from __future__ import annotations

from disclint.errors import DisclintError, PackError, PackErrors

__all__ = ["told"]

_MOST = 50
"""So many mistakes are told of one run; whoever makes more has made one that repeats itself."""

_LONGEST = 400_000
"""Bytes of a file that are looked at for an excerpt; no pack may be longer."""

_RED, _DIM, _PLAIN = "\x1b[31m", "\x1b[2m", "\x1b[0m"


def told(error: DisclintError, language: str, *, encoding: str = "utf-8", width: int = 100, color: bool = False) -> str:
    """An error in lines: the first begins with the place where there is one, else with the program's name.

    Below a place stands its line in the file, with a caret under the word that is wrong. ``encoding``, ``width`` and
    ``color`` are those of the screen.
    """
    return "\n".join(_Telling(language, encoding, width, color=color).lines(error))


class _Telling:
    """What is told of one error, in one language, for one screen."""

    def __init__(self, language: str, encoding: str, width: int, *, color: bool) -> None:
        from disclint.model.display import Screen

        self.language = language
        self.screen = Screen(encoding)
        self.width = max(width, 40)
        self.color = color
        self.files: dict[str, list[str]] = {}

    def lines(self, error: DisclintError) -> list[str]:
        if isinstance(error, PackErrors):
            found = [line for each in error.errors[:_MOST] for line in self.lines(each)]
            more = len(error.errors) - _MOST
            if more > 0:
                found.append(f"disclint: and {more} more" if self.language == "en" else f"disclint: 另有{more}处错误")
            return found
        if isinstance(error, PackError):
            return [self._sentence(error), *self._excerpt(error)]
        return [self._line(f"disclint: {error.text(self.language)}")]

    def _sentence(self, error: PackError) -> str:
        hint = f" ({error.hint})" if self.language == "en" else f"（{error.hint}）"
        said = f"{error.path}:{error.line}:{error.column}: {error.text(self.language)}{hint if error.hint else ''}"
        return self._line(said)

    def _line(self, said: str) -> str:
        """What quotes a file, on one line, with the codes of what would act on a terminal."""
        return self.screen.harmless(" ".join(said.splitlines()))

    def _excerpt(self, error: PackError) -> list[str]:
        """The line of an error and the marks below it; nothing where the file has no such line any more."""
        from disclint.model.display import Window

        lines = self._file(error.path)
        if error.line > len(lines) or not lines[error.line - 1].strip():
            return []
        line = lines[error.line - 1]
        start = min(error.column - 1, len(line))
        gutter = f"{error.line:>5} | "
        shown, marks = Window(self.screen, line, self.width - len(gutter)).around([(start, _end(line, start), "^")])
        blank = " " * (len(gutter) - 2) + "| "
        return [self._paint(gutter, _DIM) + shown, self._paint(blank, _DIM) + self._paint(marks, _RED)]

    def _paint(self, words: str, color: str) -> str:
        return f"{color}{words}{_PLAIN}" if self.color else words

    def _file(self, path: str) -> list[str]:
        """The lines of a file as far as they can be shown."""
        if path not in self.files:
            from disclint.model.span import LineTable

            try:
                with open(path, "rb") as file:
                    text = file.read(_LONGEST).decode("utf-8", "replace").removeprefix("\ufeff")
            except (OSError, ValueError):
                text = ""
            starts = LineTable(text).starts
            ends = [*starts[1:], len(text)]
            self.files[path] = [text[start:end].rstrip("\r\n") for start, end in zip(starts, ends, strict=True)]
        return self.files[path]


def _end(line: str, start: int) -> int:
    """Where the word ends that begins somewhere: a quoted one with its quotes, any other before a blank or a mark."""
    mark = line[start : start + 1]
    if mark and mark in "\"'" and line.find(mark, start + 1) > 0:
        return line.find(mark, start + 1) + 1
    end = start
    while end < len(line) and not line[end].isspace() and line[end] not in ",:[]{}#":
        end += 1
    return max(end, start + 1)
