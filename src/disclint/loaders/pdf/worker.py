"""The process that reads a PDF: it limits itself first, and answers with a line of JSON."""

from __future__ import annotations

import json
import sys

from disclint import Unreadable

__all__ = ["SECONDS", "main"]

SECONDS = 1.5
"""Of a processor. A report takes a tenth of one."""
_MEMORY = 160 << 20
"""Bytes beside those of the file: Python and pdfium take thirty megabytes, a report five."""


def main(size: int) -> None:
    """Read a file of ``size`` bytes from standard input, and write what it tells to standard output."""
    _limit(size)
    data = bytearray(size)
    with open(0, "rb", closefd=False) as source:
        source.readinto(data)
    try:
        answer: dict[str, object] = {"blocks": _told(data)}
    except Unreadable as refusal:
        answer = {"unreadable": [refusal.chinese, refusal.english]}
    except (MemoryError, RecursionError):
        return  # without an answer, like a reader that was killed
    sys.stdout.buffer.write(json.dumps(answer, separators=(",", ":")).encode())


def _told(data: bytearray) -> list[tuple[object, ...]]:
    from disclint.loaders.pdf.pages import pages_of
    from disclint.loaders.pdf.story import Told, blocks_of

    return [
        ("p", block.parts) if isinstance(block, Told) else ("t", [field[:6] for field in block.fields])
        for block in blocks_of(pages_of(data))
    ]


def _limit(size: int) -> None:
    """Let the system end this process where it takes too much, inside pdfium too."""
    if sys.platform == "win32":
        _watch()
        return
    import resource
    import signal

    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # unlike RLIMIT_CPU it knows fractions of a second
    for kind, most in ((resource.RLIMIT_AS, _MEMORY + size), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, 3)):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):  # a system that does not limit this, or less is allowed already
            continue


def _watch() -> None:  # pragma: no cover - Windows has neither timers nor limits
    import os
    import threading
    import time

    def end() -> None:
        while time.process_time() < SECONDS:
            time.sleep(0.05)
        os._exit(1)

    threading.Thread(target=end, daemon=True).start()
