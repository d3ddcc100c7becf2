"""Starts the process that reads a PDF, and believes it only so far."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from importlib.util import find_spec
from typing import Any

from disclint import Unreadable

__all__ = ["read"]

_WALL = 10.0
"""Seconds until a reader is ended that neither answers nor works. One that works ends itself long before."""
_LONGEST_ANSWER = 8 << 20
_LARGEST = 64 << 20

_READ = "import sys; sys.path += sys.argv[2:]; from disclint.loaders.pdf.worker import main; main(int(sys.argv[1]))"


def read(data: bytes) -> list[Any]:
    """The blocks of a PDF, as ``layout`` takes them. Raises ``Unreadable`` for whatever does not tell them."""
    library = find_spec("pypdfium2_raw")
    if library is None or library.origin is None:
        raise Unreadable(
            "读取 .pdf 需要 pypdfium2，请运行 pip install 'disclint[pdf]'",
            "reading .pdf needs pypdfium2: pip install 'disclint[pdf]'",
        )
    if len(data) > _LARGEST:
        megabytes = _LARGEST >> 20
        raise Unreadable(f"PDF 超过 {megabytes} MB，不像一份报告", f"larger than {megabytes} MB: this is no report")
    # The reader finds Python's own modules, disclint and pdfium, and nothing else that may lie about.
    own = os.path.abspath(__file__)
    for _ in range(4):
        own = os.path.dirname(own)
    theirs = os.path.dirname(os.path.dirname(os.path.abspath(library.origin)))
    return _believed(_answer([sys.executable, "-I", "-S", "-c", _READ, str(len(data)), own, theirs], data))


def _answer(command: list[str], data: bytes) -> bytes:
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except (OSError, ValueError) as error:
        raise Unreadable(
            f"无法启动 PDF 读取进程：{error}", f"the process that reads PDF cannot start: {error}"
        ) from error
    clock = threading.Timer(_WALL, process.kill)
    clock.start()
    try:
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                process.stdin.write(data)
                process.stdin.close()
            except OSError:
                pass  # it ended before it had read everything; what it answered tells why
            answer = process.stdout.read(_LONGEST_ANSWER + 1)
            if len(answer) > _LONGEST_ANSWER:
                process.kill()
    finally:
        clock.cancel()
    return answer


def _believed(answer: bytes) -> list[Any]:
    try:
        told = json.loads(answer)
    except ValueError:
        raise Unreadable(
            "PDF 内容过多或已损坏，读取时超出时间或内存限制，不像一份报告",
            "the PDF has too much in it or is damaged: reading it took more time or memory than a report needs",
        ) from None
    if "unreadable" in told:
        raise Unreadable(*told["unreadable"])
    blocks: list[Any] = told["blocks"]
    return blocks
