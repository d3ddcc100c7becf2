"""Wrong packs: what is said of each stands in the margin of the offending line, ``#! column message → hint``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from disclint.errors import PackError, PackErrors
from disclint.packs import load_pack

from .kinds import KINDS
from .places import HERE, load, write

WRONG = sorted((HERE / "wrong").glob("*.yaml"))


def margin(text: str) -> list[tuple[int, int, str]]:
    return [
        (number, int(column), said)
        for number, line in enumerate(text.split("\n"), 1)
        for column, said in re.findall(r" #! (\d+) (.*?)(?= #! |$)", line)
    ]


def errors_of(reference: str, **options: str) -> tuple[PackError, ...]:
    with pytest.raises(PackErrors) as caught:
        load(reference, **options)  # type: ignore[arg-type]
    return caught.value.errors


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_says_what_is_wrong_and_where(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with pytest.raises(PackErrors) as caught:
        load_pack(path.name, kinds=KINDS, folders=("../toys",), cache=None)
    said = [
        (error.line, error.column, error.chinese + (f" → {error.hint}" if error.hint else ""))
        for error in caught.value.errors
    ]
    assert {error.path for error in caught.value.errors} == {path.name}
    assert said == margin(path.read_text(encoding="utf-8"))


def test_english_says_the_same_without_chinese() -> None:
    quoted = re.compile("“.*?”|（.*?）|[\\[({].*")
    for path in WRONG:
        with pytest.raises(PackErrors) as caught:
            load(str(path))
        for error in caught.value.errors:
            assert error.english
            assert not re.search("[一-鿿]", quoted.sub("", error.english)), error.english


def test_begins_with_path_line_and_column() -> None:
    path = str(HERE / "wrong" / "extends-unknown.yaml")
    (error,) = errors_of(path)
    assert str(error) == f"{path}:1:10: 没有名为“toy/frist”的规则包"


def test_a_circle_of_packs_is_told_where_it_closes(tmp_path: Path) -> None:
    write(tmp_path, one="rules: {}\nextends: two.yaml\n", two="extends: ./one.yaml\n")
    (error,) = errors_of(str(tmp_path / "one.yaml"))
    assert (error.path, error.line, error.column) == (str(tmp_path / "two.yaml"), 1, 10)
    assert error.chinese.startswith("extends 循环引用：")


def test_a_pack_that_extends_itself(tmp_path: Path) -> None:
    write(tmp_path, own="extends: own\n")
    with pytest.raises(PackErrors, match="循环引用"):
        load("own", folders=(str(tmp_path),))


def test_a_project_laid_over_itself(tmp_path: Path) -> None:
    write(tmp_path, toy__one="rules: {}\n")
    path = str(tmp_path / "toy" / "one.yaml")
    with pytest.raises(PackErrors, match=r":1:1: .*循环引用"):
        load(path, folders=(str(tmp_path),), base="toy/one")


def test_mistakes_of_several_files_come_in_the_order_of_the_chain(tmp_path: Path) -> None:
    write(
        tmp_path,
        a="extends: toy/first\nrules: {x: {kind: word}}\n",
        z="extends: a.yaml\nrules: {y: {kind: word}}\nfacts: 3\n",
    )
    errors = errors_of(str(tmp_path / "z.yaml"))
    assert [(Path(error.path).stem, error.line) for error in errors] == [("z", 2), ("z", 3), ("a", 2)]


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        ("extends: toy/first\nfacts: {a: '羊'}\n".encode("gb18030"), (2, 13), "UTF-8"),
        (b"\xff\xfee\x00", (1, 1), "UTF-8"),
        (b"facts: " + b"9" * 400_000, (1, 1), "400000 字节"),
        (b"#" * 100_000_000, (1, 1), "400000 字节"),
        (b"facts: " + b"[" * 100_000, (1, 48), "嵌套太深"),
        (b"facts: " + b"[" * 60 + b"]" * 60, (1, 48), "嵌套太深"),
        (b"facts: {a: 1\x02}", (1, 13), "控制字符"),
        (b"facts: " + b"9" * 5000, (1, 8), "无法理解的数"),
    ],
)
def test_files_that_are_no_packs(tmp_path: Path, data: bytes, place: tuple[int, int], said: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(data)
    error = errors_of(str(path))[0]
    assert (error.line, error.column) == place
    assert said in error.chinese
