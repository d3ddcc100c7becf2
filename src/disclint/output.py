"""Where results go: to standard output, or into a file that is whole or not there."""

from __future__ import annotations

import os
import sys

from disclint.errors import UsageError

TYPE_CHECKING = False  # importing typing costs a third of the start of Python
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Aside", "draft_of", "put", "show", "write"]


class Aside:
    """While others' code runs: what it prints goes to standard error, for standard output is for the result."""

    def __enter__(self) -> None:
        self._before, sys.stdout = sys.stdout, sys.stderr

    def __exit__(self, *raised: object) -> None:
        sys.stdout = self._before


def put(result: str | bytes | Iterator[str], path: str | None, encoding: str, name: str) -> None:
    """A result, whole or in pieces, into the file of ``path``, or to standard output for ``None`` and ``-``.

    ``name`` is that of the format; it is empty for bytes that are a text. Raises ``UsageError`` where the result cannot
    be written, and where it is no text and would only upset a terminal.
    """
    to_screen = path in (None, "-")
    if not isinstance(result, bytes):
        pieces = (result,) if isinstance(result, str) else result
        data: Iterable[bytes] = (piece.encode(encoding if to_screen else "utf-8", "replace") for piece in pieces)
    elif to_screen and name and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(
            f"--format {name} 的结果不是文本，终端无法显示；请用 --output 文件名",
            f"--format {name} is no text for a terminal; use --output FILE",
        )
    else:
        data = (result,)
    if path is None or path == "-":
        _print(data)
    else:
        write(path, data)


def show(text: str) -> None:
    """A text to standard output, spelled as whoever reads it can."""
    _print((text.encode((sys.stdout and sys.stdout.encoding) or "utf-8", "replace"),))


def _print(data: Iterable[bytes]) -> None:
    """Write to standard output; a reader that went away is no mistake."""
    stream = sys.stdout
    if stream is None:
        return
    try:
        stream.flush()
        for piece in data:
            stream.buffer.write(piece)
        stream.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # what is flushed at exit has to go somewhere
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise UsageError(f"结果未能写出：{error.strerror}", f"the result was not written: {error.strerror}") from error


def draft_of(path: str) -> str:
    """The path of a file beside another that nobody can have put there before, as a link to elsewhere or otherwise."""
    return f"{path}.{os.urandom(8).hex()}.part"


def write(path: str, data: Iterable[bytes]) -> None:
    """Write a file so that it is never seen half-written; a device is written to as it is. Raises ``UsageError``."""
    if not os.path.basename(path):
        raise UsageError(f"{path}：这是文件夹的写法，请给出文件名", f"{path}: a folder, name a file")
    whole = os.path.realpath(path)
    device = os.path.exists(whole) and not os.path.isfile(whole)
    draft = whole if device else draft_of(whole)
    try:
        with open(draft, "wb" if device else "xb") as file:
            file.writelines(data)
        if not device:
            if os.path.exists(whole):
                os.chmod(draft, os.stat(whole).st_mode & 0o7777)
            os.replace(draft, whole)
    except OSError as error:
        raise UsageError(f"{path}：未能写入：{error.strerror}", f"{path}: not written: {error.strerror}") from error
    finally:
        if not device and os.path.exists(draft):
            os.unlink(draft)
