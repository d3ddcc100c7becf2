"""How long a part of the program may work on one file, and how much memory a process may take."""

from __future__ import annotations

import sys
from functools import partial
from types import FrameType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self, TypeVar

    _Given = TypeVar("_Given")

__all__ = ["MEMORY", "Alarm", "Overtime", "limit_memory"]

MEMORY = 1 << 30
"""Bytes that a process that checks files may take beyond what it began with, where the system has such a limit."""

_AGAIN = 3e-5
"""Seconds between rings that are not heeded: so few that some of them fall into whatever catches the others."""


class Overtime(Exception):
    """A part of the program did not end in time."""


class Alarm:
    """Raises ``Overtime`` in what it calls when the time is over.

    It needs the signals of POSIX and the main thread of a program that has no alarm of its own; elsewhere it is silent,
    and only the process that works can be ended.
    """

    def __init__(self) -> None:
        self._signal: Any = None
        self._before: Any = None
        self._seconds = 0.0
        self._rung = 0

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

    def call(self, seconds: float, work: Callable[[], _Given]) -> _Given:
        """What ``work`` gives. Raises ``Overtime`` where it takes more than so many seconds, whatever it catches."""
        if self._signal is None:
            return work()
        self._seconds, self._rung = seconds, 0
        self._signal.setitimer(self._signal.ITIMER_REAL, seconds, 1.0)
        try:
            given = work()
        except BaseException as error:
            self._signal.setitimer(self._signal.ITIMER_REAL, 0)
            if self._rung and not isinstance(error, Overtime):
                raise self._overtime() from error
            raise
        self._signal.setitimer(self._signal.ITIMER_REAL, 0)
        if self._rung:
            raise self._overtime()
        return given

    def _ring(self, number: int, frame: FrameType | None) -> None:
        within = frame
        if within is not None and within.f_code is Alarm._ring.__code__:
            return  # it is ringing already
        while within is not None and within.f_code is not Alarm.call.__code__:
            within = within.f_back
        if within is None or within is frame:
            return  # what was called has just ended
        self._rung += 1
        if self._rung == 2:  # it was caught: from now on incessantly, so that what catches it is stopped there
            self._signal.setitimer(self._signal.ITIMER_REAL, _AGAIN, _AGAIN)
        raise self._overtime()

    def _overtime(self) -> Overtime:
        return Overtime(f"stopped after {self._seconds:g} seconds")

    def __exit__(self, *raised: object) -> None:
        if self._signal is not None:
            self._signal.setitimer(self._signal.ITIMER_REAL, 0)
            self._signal.signal(self._signal.SIGALRM, self._before)


def limit_memory(size: int) -> Callable[[], None]:
    """Let this process take so many bytes more than it has, where the system has such a limit, until what is returned
    is called.

    What takes more gets a ``MemoryError``.
    """
    try:
        import resource
    except ImportError:
        return _nothing
    try:
        with open("/proc/self/statm", "rb") as file:
            size += int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return _nothing  # a process that does not know what it has would be ended by a limit below that
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY and soft <= size:
        return _nothing
    resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    return partial(resource.setrlimit, resource.RLIMIT_AS, (soft, hard))


def _nothing() -> None:
    """There was no limit to take off."""
