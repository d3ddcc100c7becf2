"""How long a part of the program may work on one file, and how much memory a process may take."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any, Self

__all__ = ["Alarm", "Overtime", "limit_memory"]


class Overtime(Exception):
    """A part of the program did not end in time."""


class Alarm:
    """Raises ``Overtime`` in whatever runs when the time is over, as often as it is set.

    It needs the signals of POSIX and the main thread of a program that has no alarm of its own; elsewhere it is silent,
    and only the process that works can be ended.
    """

    def __init__(self) -> None:
        self._signal: Any = None
        self._before: Any = None
        self._seconds = 0.0

    def __enter__(self) -> Self:
        if sys.platform == "win32":
            return self
        import signal

        if signal.getitimer(signal.ITIMER_REAL)[0] == 0:
            try:
                self._before = signal.signal(signal.SIGALRM, self._ring)
            except ValueError:  # not the main thread
                return self
            self._signal = signal
        return self

    def set(self, seconds: float) -> None:
        """Give what comes now so many seconds."""
        if self._signal is not None:
            self._seconds = seconds
            self._signal.setitimer(self._signal.ITIMER_REAL, seconds, 1.0)  # again, where a rule catches everything

    def _ring(self, number: int, frame: FrameType | None) -> None:
        raise Overtime(f"stopped after {self._seconds:g} seconds")

    def __exit__(self, *raised: object) -> None:
        if self._signal is not None:
            self._signal.setitimer(self._signal.ITIMER_REAL, 0)
            self._signal.signal(self._signal.SIGALRM, self._before)


def limit_memory(size: int) -> None:
    """Let this process take so many bytes more than it has, where the system has such a limit.

    What takes more gets a ``MemoryError``.
    """
    try:
        import resource
    except ImportError:
        return
    try:
        with open("/proc/self/statm", "rb") as file:
            size += int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return  # a process that does not know what it has would be ended by a limit below that
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY or soft > size:
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
