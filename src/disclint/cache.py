"""What may be kept between runs, in the user's cache folder. A missing or read-only one only makes runs slower.

What is kept there tells the modules of plugins and the words of packs: a folder that others may write to is not used.
"""

from __future__ import annotations

import os
import sys

__all__ = ["folder", "is_private", "modified", "named", "read", "write"]


def folder() -> str | None:
    """The folder of disclint in the user's cache, which need not exist; ``None`` where none can be had or trusted."""
    place = named()
    return place if place is not None and is_private(place) else None


def named() -> str | None:
    """Where the folder is, trusted or not; ``None`` where no home is known."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base) and sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    if not os.path.isabs(base):
        home = os.path.expanduser("~")
        base = os.path.join(home, ".cache") if os.path.isabs(home) else ""
    return os.path.join(base, "disclint") if base else None


def is_private(path: str) -> bool:
    """Whether nobody else may put anything into a folder, or it is not there. On Windows the user's own folders are."""
    if sys.platform == "win32":
        return True
    try:
        found = os.stat(path)
    except OSError as error:
        return isinstance(error, (FileNotFoundError, NotADirectoryError))
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def modified(path: str) -> int:
    """When a file or folder was last written, in nanoseconds; 0 where there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def read(name: str) -> bytes | None:
    """What was kept under a name."""
    place = folder()
    if place is None:
        return None
    try:
        with open(os.path.join(place, name), "rb") as file:
            return file.read()
    except OSError:
        return None


def write(name: str, data: bytes) -> None:
    """Keep ``data`` under a name. Another process sees the old content or the new, never a part."""
    place = folder()
    if place is None:
        return
    path = os.path.join(place, name)
    draft = f"{path}.{os.getpid()}"
    try:
        os.makedirs(place, mode=0o700, exist_ok=True)
        with open(draft, "wb") as file:
            file.write(data)
        os.replace(draft, path)
    except OSError:
        try:
            os.unlink(draft)
        except OSError:
            return
