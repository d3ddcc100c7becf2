"""What was found in files, kept between runs by what they contain, the pack and the program that judged them.

A changed file, pack, plugin or program has another key, so what is kept is never wrong, only of no use. A store that
cannot be used makes a run slower, and says so in one line.
"""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from disclint import __version__, cache
from disclint.frozen import LAYOUT, Frozen
from disclint.model.diagnostic import Message

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from disclint.library import Library

__all__ = ["Store"]

_NAME = "results.db"
_LARGEST = 512 * 1024 * 1024
"""Bytes that the store may take; beyond them, what was not used for the longest time goes."""
_TOGETHER = 500
"""So many results are written at once."""


class Store:
    """Results by key. Closes itself for good, with a notice, at the first thing that goes wrong with it."""

    def __init__(self, library: Library, verb: str) -> None:
        self.notices: list[Message] = []
        self._library = library
        self._head = f"{verb} {_program(library)} {library.request.year}".encode()
        self._prints: dict[tuple[str, str | None], bytes] = {}
        self._contexts: dict[str, bytes] = {}
        self._waiting: list[tuple[bytes, int, bytes, bytes]] = []
        self._today = _day(library.request.today)
        self._stale: list[bytes] = []
        self._base = self._opened()

    def key(self, path: str, digest: bytes) -> bytes:
        """What a file is kept under: its content, what its name says of it, and the project that judges it."""
        suffix = os.path.splitext(path)[1].lower()
        config = self._library.config(path) or ""
        context = self._contexts.get(f"{suffix}\n{config}")
        if context is None:
            project = os.path.abspath(config) if config else ""
            words = f"{suffix}\n{project}\n{self._library.request.pack or ''}\n{self._library.profiles!r}"
            context = sha256(self._head + words.encode("utf-8", "surrogatepass")).digest()
            self._contexts[f"{suffix}\n{config}"] = context
        return sha256(context + digest).digest()

    def get(self, key: bytes) -> Frozen | None:
        """What is kept under a key, if the pack that judged it still says the same."""
        if self._base is None:
            return None
        try:
            row = self._base.execute("SELECT used, print, data FROM results WHERE key = ?", (key,)).fetchone()
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the store, the run goes on without it
            self._fail(error)
            return None
        if row is None:
            return None
        used, print_, data = row
        frozen = _unpacked(key, print_, data)
        if frozen is None or print_[16:] != self._print(frozen.pack):
            return None
        if used != self._today:
            self._stale.append(key)
        return frozen

    def put(self, key: bytes, frozen: Frozen) -> None:
        """Keep a result; of one that went wrong, nothing."""
        if self._base is None or not frozen.clean:
            return
        data = marshal.dumps(tuple(frozen))
        print_ = _check(key, data) + self._print(frozen.pack)
        self._waiting.append((key, self._today, print_, data))
        if len(self._waiting) >= _TOGETHER:
            self._write()

    def close(self) -> None:
        """Write what is waiting, and make room."""
        self._write()
        base = self._base
        if base is None:
            return
        try:
            pages, size = (base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
            if pages * size > _LARGEST:
                half = "SELECT key FROM results ORDER BY used, rowid LIMIT (SELECT count(*) / 2 FROM results)"
                with base:
                    base.execute(f"DELETE FROM results WHERE key IN ({half})")
                base.execute("VACUUM")
            base.close()
        except Exception as error:  # noqa: BLE001 - as above
            self._fail(error)
        self._base = None

    def _write(self) -> None:
        if self._base is None or not (self._waiting or self._stale):
            return
        try:
            with self._base as base:
                base.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", self._waiting)
                base.executemany(
                    "UPDATE results SET used = ? WHERE key = ?", [(self._today, key) for key in self._stale]
                )
        except Exception as error:  # noqa: BLE001 - as above
            self._fail(error)
        self._waiting, self._stale = [], []

    def _opened(self) -> sqlite3.Connection | None:
        folder = cache.named()
        if folder is None:
            return None
        try:
            import sqlite3

            os.makedirs(folder, mode=0o700, exist_ok=True)
            if not cache.is_private(folder):
                raise PermissionError("others may write there")
            base = sqlite3.connect(os.path.join(folder, _NAME), timeout=2.0)
        except Exception as error:  # noqa: BLE001 - as above
            self._fail(error)
            return None
        try:
            base.execute("PRAGMA synchronous = OFF")  # what is lost is only made again
            base.execute(
                "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, used INTEGER, print BLOB, data BLOB)"
            )
        except Exception as error:  # noqa: BLE001 - as above
            base.close()  # a file that is open cannot be taken away on every system
            self._fail(error)
            return None
        return base

    def _fail(self, error: Exception) -> None:
        """Go on without a store; a damaged one is taken away, so that the next run begins a new one."""
        base, self._base = getattr(self, "_base", None), None
        if base is not None:
            base.close()
        path = os.path.join(cache.named() or "", _NAME)
        if type(error).__name__ == "DatabaseError":  # not its subclasses: those tell of locks and full disks
            with suppress(OSError):
                os.unlink(path)
        words = " ".join(str(error).split())
        self.notices.append(
            Message("no-store", f"缓存 {path} 不可用，未使用：{words}", f"the cache {path} is not used: {words}")
        )

    def _print(self, pack: tuple[str, str | None] | None) -> bytes:
        """What tells a pack from one that says something else."""
        if pack is None:
            return b""
        if pack not in self._prints:
            sources = self._library.pack(*pack).sources
            self._prints[pack] = sha256(b"".join(sha256(source).digest() for source in sources)).digest()
        return self._prints[pack]


def _check(key: bytes, data: bytes) -> bytes:
    return sha256(key + data).digest()[:16]


def _unpacked(key: bytes, print_: bytes, data: bytes) -> Frozen | None:
    """What was packed, if no bit of it is another than it was."""
    if _check(key, data) != print_[:16]:
        return None
    try:
        return Frozen(*marshal.loads(data))
    except (TypeError, ValueError, EOFError):
        return None


def _day(today: str) -> int:
    from datetime import date

    try:
        return date.fromisoformat(today).toordinal()
    except ValueError:
        return 0


def _program(library: Library) -> str:
    """What another program, another plugin or the same in another state would have otherwise."""
    import sys

    brought = library.brought
    entries: Iterable[Any] = (*brought.loaders, *brought.rules)
    homes = {os.path.dirname(os.path.abspath(__file__))}
    for entry in entries:
        package = entry.target.partition(":")[0].partition(".")[0]
        if package != "disclint":
            homes.update(_homes(package))
    state = [_state(home) for home in sorted(homes)]
    return f"{LAYOUT} {__version__} {sys.version} {[entry.__values__() for entry in entries]} {state}"


def _homes(package: str) -> list[str]:
    """The folders of a package, or the file of a module."""
    from importlib.util import find_spec

    try:
        found = find_spec(package)
    except (ImportError, ValueError):
        return []
    if found is None:
        return []
    return list(found.submodule_search_locations or ()) or [found.origin or ""]


def _state(home: str) -> tuple[str, int, int]:
    """A module, or a folder of modules: how many files it has, and when the newest was written."""
    files = [os.path.join(place, name) for place, _, names in os.walk(home) for name in names] or [home]
    times = [cache.modified(path) for path in files if path.endswith((".py", ".so", ".pyd"))]
    return home, len(times), max(times, default=0)
