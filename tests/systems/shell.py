"""Disclint as a process of its own, in surroundings that a test chooses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["disclint", "on_terminal", "python", "shell"]

_THEIRS = ("PYTHONUTF8", "PYTHONIOENCODING", "LC_ALL", "LC_CTYPE", "LANG", "COLUMNS", "NO_COLOR", "TERM")


def _surroundings(more: Mapping[str, str | None]) -> dict[str, str]:
    """The environment without what the tester's terminal put there, with and without what ``more`` says."""
    kept = {name: value for name, value in os.environ.items() if name not in _THEIRS}
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    for name, value in more.items():
        kept.pop(name, None)
        if value is not None:
            kept[name] = value
    return kept


def disclint(
    *words: str | bytes, cwd: Path | str | None = None, **more: str | None
) -> subprocess.CompletedProcess[bytes]:
    """Run disclint to its end."""
    return python("-m", "disclint", *words, cwd=cwd, **more)


def python(
    *words: str | bytes, cwd: Path | str | None = None, **more: str | None
) -> subprocess.CompletedProcess[bytes]:
    """Run this Python to its end."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        env=_surroundings(more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def shell(line: str, cwd: Path | str | None = None, **more: str | None) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which ``disclint`` is disclint."""
    program = f'disclint() {{ "{sys.executable}" -m disclint "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", program + line], cwd=cwd, env=_surroundings(more), stdin=subprocess.DEVNULL,
        capture_output=True, check=False,
    )  # fmt: skip


def on_terminal(*words: str, **more: str | None) -> bytes:
    """What a terminal gets."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "disclint", *words],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=_surroundings(more),
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 1 << 16):
            shown += piece
    except OSError:  # Linux tells the end of a terminal in this way
        pass
    os.close(ours)
    process.wait()
    return shown
