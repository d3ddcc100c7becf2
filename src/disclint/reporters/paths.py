"""Paths as code hosts know them, and as URIs.

``system`` is ``posixpath`` or ``ntpath``: what a path means is the business of the system that it comes from.
"""

from __future__ import annotations

import os
from types import ModuleType

__all__ = ["file_uri", "relative", "uri"]


def relative(path: str, root: str, system: ModuleType = os.path) -> str:
    """A path from ``root`` with ``/`` between its parts, or as it was named where it does not lie below ``root``."""
    below = _below(path, root, system)
    return _slashed(system.normpath(path) if below is None else below, system)


def uri(path: str, root: str, system: ModuleType = os.path) -> tuple[str, bool]:
    """A path as a URI: relative if it lies below ``root``, absolute if not, and whether it is relative."""
    written = _below(path, root, system)
    if written is None:
        written = system.normpath(system.join(root, path))
        if root or system.isabs(written):
            return file_uri(written, system), False
    quoted = _quoted(written, system)
    return (f"./{quoted}" if ":" in quoted.split("/")[0] else quoted), True


def file_uri(path: str, system: ModuleType = os.path) -> str:
    """The URI of a whole path: of a drive ``file:///C:/…``, of a share ``file://server/share/…``."""
    quoted = _quoted(system.normpath(path), system)
    if system.sep == "\\" and quoted.startswith("//"):
        return f"file:{quoted}".rstrip("/")
    return "file://" + (quoted if quoted.startswith("/") else f"/{quoted}").rstrip("/")


def _below(path: str, root: str, system: ModuleType) -> str | None:
    """A path from ``root``, if it lies below; Windows does not tell capital letters from small ones."""
    if not root:
        return None
    whole = system.normpath(system.join(root, path))
    base = system.normpath(root).rstrip(system.sep) + system.sep
    return whole[len(base) :] if system.normcase(whole).startswith(system.normcase(base)) else None


def _slashed(path: str, system: ModuleType) -> str:
    """``/`` between the parts; a backslash is part of a name elsewhere than on Windows."""
    return path.replace(system.sep, "/")


def _quoted(path: str, system: ModuleType) -> str:
    from unicodedata import normalize
    from urllib.parse import quote

    path = _slashed(path, system)
    try:
        octets = normalize("NFC", path).encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        octets = path.encode("utf-8", "replace")
    return quote(octets, safe="/!$&'()*+,;=:@~-._")
