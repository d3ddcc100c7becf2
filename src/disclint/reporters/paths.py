"""Paths as code hosts know them."""

from __future__ import annotations

import os

__all__ = ["relative"]


def relative(path: str, root: str) -> str:
    """A path from ``root`` with ``/`` between its parts, or as it was named where it does not lie below ``root``."""
    written = os.path.normpath(path)
    if root:
        absolute = os.path.normpath(os.path.join(root, path))
        base = os.path.join(os.path.normpath(root), "")
        if absolute.startswith(base):
            written = absolute[len(base) :]
    return written.replace(os.sep, "/")
