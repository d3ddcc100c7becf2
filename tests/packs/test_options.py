"""What the kinds of rules say of their own options when a pack is read: a mistake is told there, not in a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint.bundled import disclint_rules
from disclint.errors import PackErrors

from .places import BUNDLED, load, write

KINDS = {rule.kind: rule.target for rule in disclint_rules()}


def complaints(tmp_path: Path, entry: str) -> list[str]:
    """What is said of a pack with one entry, in flow style, laid over the national one."""
    write(tmp_path, own=f"extends: cn/2021\nrules:\n  {entry}\n")
    try:
        load(str(tmp_path / "own.yaml"), kinds=KINDS, folders=(BUNDLED,))
    except PackErrors as caught:
        errors = caught.errors
    else:
        return []
    assert all(error.line == 3 for error in errors)
    return [error.chinese for error in errors]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("own: { kind: text-pattern, pattern: '[0-9]*' }", ["能匹配空文字"]),
        ("own: { kind: text-pattern, pattern: '[0-9]+' }", []),
        ("own: { kind: text-pattern, pattern: '(?P<a>[0-9]+)件', expect: a <= b }", ["没有名为“b”的组；有：a"]),
        (
            "own: { kind: text-pattern, pattern: '[0-9]+件', says: '{a}', says_in_english: '{words}' }",
            ["“a”的组；有：（无"],
        ),
        ("own: { kind: text-pattern, pattern: '[0-9]+件', says: '见{附件' }", []),
        (
            "own: { kind: text-pattern, pattern: '(?P<a>[0-9]+)件', expect: a <= 2, required: true }",
            ["不能与 expect 合用"],
        ),
        ("own: { kind: cell-arithmetic, expect: applications.received.total == 0 }", []),
        ("own: { kind: cell-arithmetic, expect: received == 0 }", ["“received”应写作“表.行.列”"]),
        (
            "own: { kind: cell-arithmetic, expect: active_disclosure.licensing.fee_amount == 0 }",
            ["“active_disclosure.licensing.fee_amount”：这一行没有这一列"],
        ),
        ("publication-date: { department: 1-31, government: '03-31' }", ["“publication-date”：应为“月-日”"]),
        ("publication-date: { department: '13-01', government: '04-00' }", ["应为“月-日”", "应为“月-日”"]),
        ("fee-statement: { unpaid: applications.unpaid.total }", ["没有“applications.unpaid.total”这一格"]),
        (
            "narrative-none: { claims: { own: { form: applications, zero: [gone.total], words: [无申请] } } }",
            ["说法“own”：申请表（applications）没有“gone.total”"],
        ),
    ],
)
def test_options_that_mean_nothing(entry: str, said: list[str], tmp_path: Path) -> None:
    found = complaints(tmp_path, entry)
    assert len(found) == len(said), found
    for complaint, words in zip(found, said, strict=True):
        assert words in complaint
