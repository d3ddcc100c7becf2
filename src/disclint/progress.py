"""How far a run over many files has come, on a terminal and nowhere else."""

from __future__ import annotations

import os
import sys
import time

__all__ = ["Progress"]

_PAUSE = 0.1
"""Seconds between two looks."""


class Progress:
    """A line on standard error that is written over, and is gone when the run ends."""

    def __init__(self, total: int, language: str) -> None:
        stream = sys.stderr
        self._shown = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
        self._total = total
        self._english = language == "en"
        self._begun = self._last = time.monotonic()
        self._done = 0
        self._width = 0

    def step(self) -> None:
        """One file more is done."""
        self._done += 1
        if not self._shown:
            return
        now = time.monotonic()
        if now - self._last >= _PAUSE:
            self._last = now
            self._write(self.line(now - self._begun))

    def line(self, seconds: float) -> str:
        """What is shown after so many seconds: files, rate, time left."""
        rate = self._done / seconds if seconds > 0 else 0.0
        left = round((self._total - self._done) / rate) if rate > 0 else 0
        clock = f"{left // 60}:{left % 60:02}"
        share = self._done * 20 // max(self._total, 1)
        bar = f"[{'#' * share}{'.' * (20 - share)}] {self._done}/{self._total}"
        return f"{bar}  {rate:.0f}/s  {clock} left" if self._english else f"{bar}  每秒{rate:.0f}个  剩余{clock}"

    def end(self) -> None:
        """Take the line away."""
        if self._width:
            self._write("")

    def _write(self, line: str) -> None:
        room = _columns() - 1
        shown = line if len(line.encode()) <= room else line.partition("  ")[0][:room]  # a Han character is two wide
        try:
            sys.stderr.write("\r" + shown + " " * max(0, self._width - len(shown.encode())) + "\r")
            sys.stderr.flush()
        except (OSError, ValueError):
            self._shown = False
        self._width = len(shown.encode())


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
