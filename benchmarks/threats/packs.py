"""Packs that were made to harm, or that are none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from threats.case import MANY, MEGABYTE, Case, put

__all__ = ["CASES"]

_HEAD = "extends: cn/2021\nrules:\n"
_AS = {"report.txt": f"青禾县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n{'a' * MEGABYTE}\n"}


def _pack(what: str, make: Callable[[], bytes | str], **more: str) -> Case:
    files = {f"{name}.yaml": text for name, text in more.items()}
    return Case("pack", what, "disclint report.txt --config pack.yaml", partial(put, {**files, "pack.yaml": make}))


def _pattern(what: str, pattern: str) -> Case:
    """A pattern that looks at a megabyte of one letter."""
    text = f"{_HEAD}  own: {{ kind: text-pattern, pattern: '{pattern}' }}\n"
    return Case("pack", what, "disclint report.txt --config pack.yaml", partial(put, {"pack.yaml": text, **_AS}))


def _aliases() -> str:
    steps = [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]\n" for number in range(1, 10)]
    return "a0: &a0 [ha]\n" + "".join(steps)


def _relation(words: str) -> str:
    return f'{_HEAD}  own: {{ kind: form-arithmetic, form: applications, expect: "{words}" }}\n'


def _many() -> str:
    entries = (f"  own-{number}: {{ kind: text-pattern, pattern: '(甲|乙)*{number}' }}\n" for number in range(6000))
    return _HEAD + "".join(entries)


CASES = (
    _pack("aliases that grow (10^9 words)", _aliases),
    _pack("a tag that makes an object", lambda: "!!python/object/apply:os.system ['touch here']\n"),
    _pack("a tag of a value", lambda: "extends: !!python/object/apply:os.system ['touch here']\n"),
    _pack("10^5 nested brackets", lambda: "rules: " + "[" * MANY),
    _pack("10^5 nested mappings", lambda: "rules: " + "{a: " * MANY),
    _pack("a circle of packs", lambda: "extends: ./other.yaml\n", other="extends: ./pack.yaml\n"),
    _pack("itself", lambda: "extends: ./pack.yaml\n"),
    _pack("a name that leads out of its folder", lambda: "extends: cn/../../../../../etc/passwd\n"),
    _pack("a path to a device", lambda: "extends: /dev/zero\n"),
    _pack("1 MB", lambda: "# " + "a" * MEGABYTE),
    _pack("6,000 rules in 350 KB", _many),
    _pack("a key of 300 KB", lambda: "a" * 300_000 + ": 1\n"),
    _pack("10^5 keys that are none", lambda: "".join(f"k{number}:\n" for number in range(40_000))),
    _pack("10^5 times the same key", lambda: "rules:\n" * 50_000),
    _pack("NUL bytes", lambda: bytes(1000)),
    _pack("invalid UTF-8", lambda: b"rules:\n  \xff\xfe: 1\n"),
    _pack("a number of 10^5 digits", lambda: f"{_HEAD}  own: {{ kind: text-pattern, pattern: {'9' * MANY} }}\n"),
    _pack("signs that act on a terminal", lambda: 'rules: { "\\e]0;x\\a\\u202e": { kind: none } }\n'),
    Case("pack", "a folder", "disclint report.txt --config .."),
    Case("pack", "a device", "disclint report.txt --config /dev/zero"),
    _pattern("a pattern that backtracks, and 1 MB for it", "(a+)+b"),
    _pattern("a pattern of nested counts", "((((a{1,99}){1,99}){1,99}){1,99}){1,99}b"),
    _pattern("a pattern of a million words", "(a{0,1000}){0,1000}"),
    _pack("a pattern of 10^5 letters", lambda: f"{_HEAD}  own: {{ kind: text-pattern, pattern: {'a' * MANY} }}\n"),
    _pack("a relation that runs something", lambda: _relation("__import__('os').system('touch here') == 0")),
    _pack("a relation of 10^4 nested brackets", lambda: _relation("(" * 10_000 + "granted" + ")" * 10_000 + " == 1")),
    _pack("a relation with a power", lambda: _relation("9 ** 9 ** 9 ** 9 == total")),
    _pack("a relation with a product of 10^5", lambda: _relation("total == 1" + "*9" * MANY)),
)  # fmt: skip
