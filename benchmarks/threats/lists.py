"""Baselines and tables of organs that are damaged, endless or none."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from threats.case import MANY, MEGABYTE, Case, put

__all__ = ["CASES"]


def _list(option: str, kind: str, what: str, make: Callable[[], bytes | str]) -> Case:
    return Case(kind, what, f"disclint report.txt {option} list", partial(put, {"list": make}))


_baseline = partial(_list, "--baseline", "baseline")
_organs = partial(_list, "--organs", "organs")


def _entries(count: int) -> str:
    lines = (
        json.dumps({"path": f"{number}.txt", "rule": "dates", "fingerprint": f"{number:x}"})
        for number in range(count)
    )  # fmt: skip
    return '{"disclint": "baseline", "schema": 1}\n' + "".join(f"{line}\n" for line in lines)


_WRITE = "disclint report.txt --baseline list --write-baseline"

CASES = (
    Case("baseline", "not there", "disclint report.txt --baseline list"),
    Case("baseline", "a folder", "disclint report.txt --baseline ."),
    Case("baseline", "a device without end", "disclint report.txt --baseline /dev/zero"),
    _baseline("nothing", lambda: b""),
    _baseline("NUL bytes", lambda: bytes(MEGABYTE)),
    _baseline("invalid UTF-8", lambda: b"\xff\xfe\x80" * 99),
    _baseline("the result of another program", lambda: '{"results": []}\n'),
    _baseline("10^5 nested brackets", lambda: "[" * MANY),
    _baseline("a number of 10^5 digits", lambda: "9" * MANY),
    _baseline("10^5 findings of files that are gone", lambda: _entries(MANY)),
    _baseline("100 MB in one line", lambda: b'"' + b"a" * (100 * MEGABYTE)),
    Case("baseline", "cut off in the middle", "disclint report.txt --baseline list",
         before=f'{_WRITE}; truncate -s -40 list'),
    Case("baseline", "a line twice", "disclint report.txt --baseline list", before=f"{_WRITE}; tail -n 1 list >> list"),
    Case("organs", "not there", "disclint report.txt --organs list"),
    Case("organs", "a folder", "disclint report.txt --organs ."),
    Case("organs", "a device without end", "disclint report.txt --organs /dev/zero"),
    _organs("nothing", lambda: b""),
    _organs("NUL bytes", lambda: bytes(MEGABYTE)),
    _organs("in no encoding", lambda: b"organ\n\xff\xff\n"),
    _organs("without a header", lambda: "青禾县人民政府\n"),
    _organs("a quote without an end", lambda: 'organ\n"' + "a\n" * MANY),
    _organs("an organ that is its own parent", lambda: "organ,parent\n青禾县人民政府,青禾县人民政府\n"),
    _organs("a circle of parents", lambda: "organ,parent\n甲县人民政府,乙县人民政府\n乙县人民政府,甲县人民政府\n"),
    _organs("a level that there is none of", lambda: "organ,level\n青禾县人民政府,九\n"),
    _organs("10^5 times one organ", lambda: "organ\n" + "青禾县人民政府\n" * MANY),
    _organs("10^5 organs", lambda: "organ\n" + "".join(f"青禾{number}县人民政府\n" for number in range(MANY))),
    _organs("a name of 10^6 letters", lambda: "organ\n" + "青" * (10 * MANY)),
    _organs("100 MB", lambda: b"organ\n" + b"a,b\n" * (25 * MEGABYTE)),
)  # fmt: skip
