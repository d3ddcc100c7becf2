"""Tries inputs for some time or some number of them, counts, and keeps what broke a law."""

from __future__ import annotations

import hashlib
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

from tests.fuzz.targets import TARGETS, Target

__all__ = ["FOUND", "Crash", "Tried", "attempt", "fuzz", "keep", "shrunk"]

FOUND = Path(__file__).parent / "found"
"""Inputs that broke a law once, by target; they are tried again as tests."""

SECONDS = 30.0
"""Of a processor: what takes longer is a crash."""


class Slow(Exception):
    """An input took more than it may."""


class Crash(NamedTuple):
    """An input that breaks a law."""

    data: bytes
    where: str
    """By which one crash is told from another: the exception, and the last place of the program that it passed."""
    trace: str


class Tried(NamedTuple):
    """What came of a target."""

    name: str
    inputs: int
    seconds: float
    """Of the processor."""
    crashes: Sequence[Crash]
    slowest: float
    """Seconds that the slowest input took."""
    slowest_input: bytes


def attempt(target: Target, data: bytes) -> Crash | None:
    """Tries one input."""
    try:
        with _bounded():
            target.run(data)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
        return Crash(data, _where(error), "".join(traceback.format_exception(error)))
    return None


def fuzz(name: str, seed: int, *, seconds: float = 0, count: int = 0, more: Sequence[bytes] = ()) -> Tried:
    """Tries a target: so many inputs, or for so many seconds. Each crash is told once, by its smallest input."""
    target, rng = TARGETS[name], Random(f"{name} {seed}")
    crashes: dict[str, Crash] = {}
    target.seeds()
    start, tried, slowest, slow = time.monotonic(), 0, 0.0, b""
    began = time.process_time()
    while tried < count or time.monotonic() - start < seconds:
        data = target.make(rng, more)
        before = time.process_time()
        crash = attempt(target, data)
        took = time.process_time() - before
        if took > slowest and tried:
            slowest, slow = took, data
        if crash is not None:
            known = crashes.get(crash.where)
            if known is None or len(data) < len(known.data):
                crashes[crash.where] = crash
        tried += 1
    return Tried(name, tried, time.process_time() - began, tuple(crashes.values()), slowest, slow)


def shrunk(target: Target, crash: Crash, seconds: float = 20) -> Crash:
    """The crash with as little of its input as still makes it."""
    end = time.monotonic() + seconds
    data = crash.data
    size = len(data) // 2
    while size and time.monotonic() < end:
        at = 0
        while at < len(data) and time.monotonic() < end:
            less = data[:at] + data[at + size :]
            again = attempt(target, less)
            if again is not None and again.where == crash.where:
                data, crash = less, again
            else:
                at += size
        size //= 2
    return crash


def keep(name: str, crash: Crash, folder: Path = FOUND) -> Path:
    """Writes the input of a crash where tests find it."""
    path = folder / name / (hashlib.sha256(crash.data).hexdigest()[:12] + TARGETS[name].suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(crash.data)
    return path


def _where(error: BaseException) -> str:
    """An exception and where in the program it came from; of a failure that was told, its words without figures."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "disclint" in Path(frame.filename).parts] or frames
    words = str(error).partition("\n")[0] if isinstance(error, AssertionError) else ""
    words = "".join(each for each in words if not each.isdigit())[:100]
    last = own[-1]
    return f"{type(error).__name__} {Path(last.filename).name}:{last.lineno} {words}".rstrip()


@contextmanager
def _bounded() -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Slow(f"took more than {SECONDS:g} seconds")
