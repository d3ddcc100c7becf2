"""Compiled packs: the same as freshly read ones, used only while they are as fresh as the files."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint import Pack, Rule
from disclint.errors import PackErrors
from disclint.packs import compile_folder, load_pack, profiles
from disclint.packs.compiled import Compiled, Content, Source, pack_value, read_compiled, write_compiled

from .kinds import KINDS, Figures
from .places import HERE, TOYS, load, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the toys that may be written to."""
    return Path(shutil.copytree(TOYS, tmp_path / "packs"))


def cached(folder: Path, name: str = "toy/second/valley") -> Pack:
    return load(name, folders=(str(folder),), cache=str(folder / ".cache"))


def kept(folder: Path) -> list[Path]:
    return sorted((folder / ".cache").rglob("*.pack"))


@pytest.mark.parametrize("name", ["toy/first", "toy/second", "toy/second/valley"])
def test_a_compiled_pack_equals_a_fresh_one(folder: Path, name: str) -> None:
    fresh = load(name, folders=(str(folder),))
    assert cached(folder, name) == fresh
    assert len(kept(folder)) == 1
    assert cached(folder, name) == fresh


def test_a_compiled_pack_is_loaded_without_yaml(folder: Path) -> None:
    cached(folder)
    code = f"""
import sys
from disclint.packs import load_pack, profiles
load_pack("toy/second/valley", kinds={KINDS!r}, folders=({str(folder)!r},), cache={str(folder / ".cache")!r})
slow = {{"ruamel", "ruamel.yaml", "difflib", "dataclasses", "pathlib", "hashlib", "json", "ast"}}
print(sorted(slow & set(sys.modules)))
"""
    root = HERE.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("changed", ["toy/first", "toy/second", "toy/second/valley"])
def test_a_changed_file_of_the_chain_is_seen(folder: Path, changed: str) -> None:
    before = cached(folder)
    path = folder / f"{changed}.yaml"
    times = path.stat()
    text = path.read_text(encoding="utf-8")
    added = text.replace("rules:\n", "rules:\n  added: { kind: words }\n")
    path.write_text(added, encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert {rule.id for rule in cached(folder).rules} == {rule.id for rule in before.rules} | {"added"}
    path.write_text(text, encoding="utf-8")
    assert cached(folder) == before


def test_a_pack_that_became_wrong_is_told_though_it_was_compiled(folder: Path) -> None:
    cached(folder)
    path = folder / "toy" / "first.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  more: { kind: wrods }\n", encoding="utf-8")
    with pytest.raises(PackErrors, match="wrods"):
        cached(folder)


def test_another_class_for_a_kind_is_seen(folder: Path) -> None:
    cached(folder)
    other = f"{__name__}:OtherFigures"
    again = load_pack(
        "toy/second/valley",
        kinds={**KINDS, "figures": other},
        folders=(str(folder),),
        cache=str(folder / ".cache"),
    )
    assert type(again.rules[0]) is OtherFigures


class OtherFigures(Figures):
    more: int = 3


def test_a_class_whose_options_changed_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules[__name__]
    kinds = {**KINDS, "figures": f"{__name__}:Renewed"}
    monkeypatch.setattr(module, "Renewed", OtherFigures, raising=False)

    def loaded() -> Pack:
        return load_pack("toy/first", kinds=kinds, folders=(str(folder),), cache=str(folder / ".cache"))

    loaded()

    class Strict(Rule):
        needed: str
        form: str
        expect: str
        per: str

    monkeypatch.setattr(module, "Renewed", Strict)
    with pytest.raises(PackErrors, match="缺少“needed”"):
        loaded()


def damaged(data: bytes) -> Iterator[bytes]:
    yield b""
    yield data[:10]
    yield data[:-1]
    yield data + b"x"
    yield data.replace(b"packs 1", b"packs 0")
    middle = len(data) // 2
    yield data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def test_a_damaged_file_is_compiled_again(folder: Path) -> None:
    fresh = cached(folder)
    (path,) = kept(folder)
    good = path.read_bytes()
    for bad in damaged(good):
        path.write_bytes(bad)
        assert cached(folder) == fresh
        assert path.read_bytes() == good


def test_a_cache_that_cannot_be_written_changes_nothing(folder: Path) -> None:
    (folder / ".cache").write_text("a file where a folder should be")
    assert cached(folder) == load("toy/second/valley", folders=(str(folder),))
    assert profiles(folders=(str(folder),), cache=str(folder / ".cache")) == profiles(folders=(str(folder),))


def test_a_read_only_folder_keeps_no_drafts(folder: Path) -> None:
    cache = folder / ".cache" / "packs"
    cache.mkdir(parents=True)
    cache.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        cached(folder)
        assert [path for path in cache.iterdir() if path.suffix != ".pack"] == []
    finally:
        cache.chmod(stat.S_IRWXU)


def test_overlays_of_one_file_on_two_bases_are_kept_apart(folder: Path) -> None:
    write(folder, disclint="rules: {}\n")
    path, cache = str(folder / "disclint.yaml"), str(folder / ".cache")
    for _ in range(2):
        for base in ("toy/first", "toy/second"):
            assert load(path, folders=(str(folder),), base=base, cache=cache).chain[0] == base
    assert len(kept(folder)) == 2


def test_a_project_s_file_is_told_by_the_path_it_is_named_by(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, disclint="extends: toy/first\nrules: { herd-sum: { severity: note } }\n")
    monkeypatch.chdir(folder)
    for reference in ("disclint.yaml", "./disclint.yaml", str(folder / "disclint.yaml")):
        pack = load(reference, folders=(str(folder),), cache=str(folder / ".cache"))
        assert pack.path == reference
        assert pack.origins["herd-sum"].changed == ((reference, 2),)


# The index of profiles -------------------------------------------------------------------------------------------


def test_profiles_are_kept_and_follow_every_change(folder: Path) -> None:
    def found() -> list[str]:
        return [profile.edition for profile in profiles(folders=(str(folder),), cache=str(folder / ".cache"))]

    assert found() == ["toy_1", "toy_2"] == found()
    valley = folder / "toy" / "second" / "valley.yaml"
    valley.write_text(valley.read_text(encoding="utf-8") + "profile: { edition: valley }\n", encoding="utf-8")
    assert found() == ["toy_1", "toy_2", "valley"]
    write(folder, toy__third="extends: toy/first\nprofile: { edition: toy_3 }\n")
    assert found() == ["toy_1", "toy_2", "valley", "toy_3"]
    valley.unlink()
    assert found() == ["toy_1", "toy_2", "toy_3"]


def test_profiles_follow_a_change_in_another_folder(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    write(mine, my__own="extends: toy/first\nprofile: { edition: own }\n")
    folders, cache = (str(mine), str(folder)), str(tmp_path / "cache")
    assert profiles(folders=folders, cache=cache)[0].years == (2001, 2004)
    path = folder / "toy" / "first.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[2001, 2004]", "[1999, 2000]"), encoding="utf-8")
    assert profiles(folders=folders, cache=cache)[0].years == (1999, 2000)


# Before delivery -------------------------------------------------------------------------------------------------


def test_a_folder_is_compiled_for_delivery(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written = compile_folder(str(folder), str(out), kinds=KINDS)
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert names == ["packs.index", "toy/first.pack", "toy/second.pack", "toy/second/valley.pack"]
    assert sorted(written) == sorted(str(out / name) for name in names)


def test_what_is_delivered_is_read_without_yaml_wherever_it_lies(folder: Path, tmp_path: Path) -> None:
    compile_folder(str(folder), str(folder), kinds=KINDS)
    moved = tmp_path / "elsewhere"
    fresh = load("toy/second", folders=(TOYS,))
    folder.rename(moved)
    code = f"""
import sys
from disclint.packs import load_pack, profiles
folders = ({str(moved)!r},)
print([profile.edition for profile in profiles(folders=folders)])
pack = load_pack("toy/second", kinds={KINDS!r}, folders=folders, cache=None)
print([rule.id for rule in pack.rules], pack.origins["herd-sum"].path)
print("ruamel" in sys.modules)
"""
    root = HERE.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    editions, rules, imported = done.stdout.splitlines()
    assert editions == "['toy_1', 'toy_2']"
    assert rules == f"{[rule.id for rule in fresh.rules]} {os.path.join(moved, 'toy', 'first.yaml')}"
    assert imported == "False"


def test_the_same_packs_compile_to_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for number in range(2):
        compile_folder(str(folder), str(tmp_path / f"out{number}"), kinds=KINDS)
    one, other = ({p.name: p.read_bytes() for p in (tmp_path / f"out{n}").rglob("*.*")} for n in range(2))
    assert one == other
    assert len(one) == 4


def test_a_wrong_pack_is_not_delivered(folder: Path, tmp_path: Path) -> None:
    write(folder, toy__wrong="extends: toy/first\nrules: { x: off }\n")
    with pytest.raises(PackErrors):
        compile_folder(str(folder), str(tmp_path / "out"), kinds=KINDS)


# Laws ------------------------------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(plain_values)
@settings(max_examples=60, deadline=None)
def test_plain_values_are_kept_exactly(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = str(tmp_path_factory.getbasetemp() / "law.pack")
    content = Content((), (), (), {"x": value}, (), (("id", "kind", {"x": pack_value(value)}),), {})
    what = Compiled("name", None, (Source("root", "", 0, b"data"),), content)
    write_compiled(path, what)
    again = read_compiled(path)
    assert again == what
    assert repr(again) == repr(what)


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_no_flipped_bit_goes_unseen(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "bits.pack"
    if not path.exists():
        content = Content((), (), (), {}, (), (), {})
        write_compiled(str(path), Compiled("n", None, (Source("root", "", 0, b"data" * 20),), content))
    good = path.read_bytes()
    at = data.draw(st.integers(0, len(good) * 8 - 1))
    bad = path.with_suffix(".bad")
    bad.write_bytes(good[: at // 8] + bytes([good[at // 8] ^ (1 << at % 8)]) + good[at // 8 + 1 :])
    assert read_compiled(str(path)) is not None
    assert read_compiled(str(bad)) is None
