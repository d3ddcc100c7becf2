"""Other processes that check files, so that all cores work and one bad file costs no more than itself.

A worker gets one file at a time and sends back its result, frozen. One that dies or takes too long is named by the file
that it was at, and another takes its place. Nothing is lost and nothing done twice: what a worker was given and did not
answer is given to the next, but for the file that ended it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from disclint.errors import DisclintError
from disclint.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["AHEAD", "Ended", "spread"]

AHEAD = 3
"""So many files a worker has at once, so that it need not wait for the next."""


class Ended(Exception):
    """The process that a file was checked in ended before it answered."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(english)
        self.chinese = chinese
        self.english = english


def spread(
    paths: Sequence[str], make: Callable[[], Callable[[str], Frozen]], count: int, limit: float
) -> Iterator[tuple[int, Frozen | Ended]]:
    """The results of ``paths`` by their index, as they come; ``Ended`` for a file that ended its worker.

    ``make`` gives a worker what it does; it must be picklable where processes are not forked. ``limit`` is how many
    seconds a file may take. Raises ``DisclintError`` where a worker met one: a pack that is wrong is so for all files.
    When the iteration is left, the workers are ended.
    """
    from multiprocessing.connection import wait

    waiting = deque(range(len(paths)))
    team: list[_Worker] = []
    try:
        team = [_Worker(paths, make) for _ in range(min(count, len(paths)))]
        while waiting or any(worker.given for worker in team):
            for worker in team:
                while waiting and len(worker.given) < AHEAD:
                    worker.give(waiting.popleft())
            ready = wait([worker.connection for worker in team if worker.given], timeout=_until(team, limit))
            for at, worker in enumerate(team):
                if worker.connection in ready:
                    answer = worker.answer()
                elif worker.given and time.monotonic() - worker.since > limit:
                    answer = worker.end(_too_long(limit))
                else:
                    continue
                if isinstance(answer[1], Ended):
                    waiting.extendleft(reversed(worker.given))
                    team[at] = _Worker(paths, make)
                yield answer
    finally:
        for worker in team:
            worker.stop()


def _until(team: list[_Worker], limit: float) -> float:
    """Seconds until the first worker has taken too long."""
    oldest = min(worker.since for worker in team if worker.given)
    return max(0.0, oldest + limit - time.monotonic()) + 0.01


def _too_long(limit: float) -> Ended:
    return Ended(f"检查超过{limit:g}秒，已停止", f"stopped after {limit:g} seconds")


def _died(status: int | None) -> Ended:
    if status is not None and status < 0:
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"signal {-status}"
    else:
        name = f"status {status}"
    return Ended(f"检查它的进程意外结束（{name}）", f"the process that checked it ended ({name})")


class _Worker:
    """A process, the way to it, and the files that it has."""

    def __init__(self, paths: Sequence[str], make: Callable[[], Callable[[str], Frozen]]) -> None:
        import multiprocessing

        # A fork has all that was loaded already. Elsewhere than on Linux a fork may have broken system libraries.
        forked = sys.platform == "linux"
        context: Any = multiprocessing.get_context("fork" if forked else "spawn")
        self.paths = paths
        self.given: deque[int] = deque()
        self.since = 0.0
        self.connection: Connection[Any, Any]
        self.connection, other = context.Pipe()
        ours = self.connection if forked else None
        self.process: BaseProcess = context.Process(target=_serve, args=(other, ours, make), daemon=True)
        self.process.start()
        other.close()

    def give(self, index: int) -> None:
        if not self.given:
            self.since = time.monotonic()
        self.given.append(index)
        try:
            self.connection.send((index, self.paths[index]))
        except OSError:
            return  # it has ended, which its answer will tell

    def answer(self) -> tuple[int, Frozen | Ended]:
        try:
            index, result = self.connection.recv()
        except (EOFError, OSError):
            return self.end(None)
        if isinstance(result, DisclintError):
            raise result
        self.given.remove(index)
        self.since = time.monotonic()
        return index, Frozen(*result)

    def end(self, why: Ended | None) -> tuple[int, Ended]:
        """End the process; the file that it was at, and why it ended."""
        if why is not None:
            self.process.kill()
        self.process.join()
        self.connection.close()
        return self.given.popleft(), why or _died(self.process.exitcode)

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


def _serve(connection: Connection[Any, Any], theirs: Connection[Any, Any] | None, make: Callable[[], Any]) -> None:
    """What a worker does until nobody wants anything of it any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends the workers in good order
    if theirs is not None:
        theirs.close()  # a fork has both ends, and would never see the other one close
    sys.stdout = sys.stderr  # what a plugin prints is no result
    work = make()
    try:
        while True:
            index, path = connection.recv()
            try:
                result: Any = tuple(work(path))
            except DisclintError as error:
                result = error
            connection.send((index, result))
    except (EOFError, OSError):
        pass
    os._exit(0)
