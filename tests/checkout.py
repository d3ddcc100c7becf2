"""A copy of this repository as a fresh clone would have it, from any checkout, also one without its git folder."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_LEFT_OUT = (
    "__pycache__",
    ".venv*",
    "venv",
    "dist",
    "build",
    "site",
    "*.egg-info",
    "*.pyc",
    ".git",
    ".*_cache",
    ".hypothesis",
    ".coverage*",
)


def copy_of_repository(target: Path) -> Path:
    """The repository's own files, copied to ``target``, which must not exist."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    return target


def files_of(folder: Path) -> set[str]:
    """The files below a folder, as paths with slashes; what Python compiles beside them is none."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in files if "__pycache__" not in path.parts}
