"""The file of a baseline: what is written, what is read, and what is wrong with it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.baseline import Baseline, Entry, parse, text_of
from disclint.errors import PackErrors

HEAD = '{"disclint": "baseline", "schema": 1}\n'


def entry(path: str, rule: str, fingerprint: str, message: str = "", reason: str = "") -> str:
    fields = {"path": path, "rule": rule, "fingerprint": fingerprint, "message": message, "reason": reason}
    return json.dumps(fields, ensure_ascii=False) + "\n"


def baseline(*entries: Entry) -> Baseline:
    return Baseline("b.jsonl", {(each.path, each.fingerprint): each for each in entries})


def test_a_finding_is_a_line_and_the_order_is_its_own() -> None:
    one = Entry("b.txt", "dates", "00ff", "日期“2023.1.1”", "照原文")
    two = Entry("a.txt", "terms", "0001")
    three = Entry("a.txt", "dates", "ffff")
    expected = (
        HEAD
        + entry("a.txt", "dates", "ffff")
        + entry("a.txt", "terms", "0001")
        + entry("b.txt", "dates", "00ff", "日期“2023.1.1”", "照原文")
    )
    assert text_of(baseline(one, two, three)) == text_of(baseline(three, two, one)) == expected


words = st.text(st.characters(codec="utf-8"), max_size=20)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@given(st.lists(st.builds(Entry, names, names, names, words, words)))
def test_what_is_written_is_read_again(entries: list[Entry]) -> None:
    written = baseline(*entries)
    read = parse(text_of(written).encode(), "b.jsonl")
    assert read.path == "b.jsonl"
    assert {key: each.replace(line=0) for key, each in read.entries.items()} == written.entries
    lines = [each.line for each in read.entries.values()]
    assert lines == list(range(2, len(lines) + 2))
    assert text_of(read) == text_of(written)


def test_a_person_may_leave_fields_out_and_lines_blank() -> None:
    line = '{"path": "a.txt", "rule": "dates", "fingerprint": "00ff"}'
    for text in (f"{HEAD}\n{line}\n\n", f"\ufeff{HEAD}{line}", f"{HEAD}{line}\n".replace("\n", "\r\n")):
        (found,) = parse(text.encode(), "b.jsonl").entries.values()
        assert found.replace(line=0) == Entry("a.txt", "dates", "00ff")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "1:1", "not JSON"),
        ("[]\n", "1:1", "must be an object"),
        ('{"schema": 1}\n', "1:1", "this is no baseline"),
        ('{"disclint": "baseline", "schema": 2}\n', "1:1", "this is no baseline"),
        (HEAD + '{"path": "a", rule}\n', "2:15", "not JSON"),
        (HEAD + "\n<<<<<<< HEAD\n", "3:1", "not JSON"),
        (HEAD + "  17\n", "2:3", "must be an object"),
        (HEAD + '{"path": "a", "rule": "r"}\n', "2:1", "“fingerprint” is missing"),
        (HEAD + '{"path": "", "rule": "r", "fingerprint": "f"}\n', "2:1", "“path” is missing"),
        (HEAD + entry("一", "r", "f")[:-2] + ', "why": ""}\n', "2:77", "there is no key “why”"),
        (HEAD + entry("a", "r", "f").replace('"reason": ""', '"reason": 3'), "2:63", "“reason” must be text"),
        (HEAD + entry("a", "r", "f") + entry("a", "q", "f"), "3:1", "the same as line 2"),
        (HEAD + "[" * 100_000, "2:1", "nested too deeply"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, place: str, words: str) -> None:
    with pytest.raises(PackErrors) as caught:
        parse(text.encode(), "b.jsonl")
    (error,) = caught.value.errors
    assert str(error).startswith(f"b.jsonl:{place}: ")
    assert words in error.english


def test_bytes_that_are_no_utf_8_are_told_with_their_place() -> None:
    with pytest.raises(PackErrors, match=r"b\.jsonl:2:3: 文件不是 UTF-8 编码"):
        parse(HEAD.encode() + b"ab\xff", "b.jsonl")


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(PackErrors) as caught:
        parse(f"{HEAD}{{}}\n{entry('a', 'r', 'f')}nonsense\n".encode(), "b.jsonl")
    assert [(error.line, error.column) for error in caught.value.errors] == [(2, 1), (2, 1), (2, 1), (4, 1)]
