"""A pack of others reads nothing that is not its own, and is bounded whatever is in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclint import PackError
from disclint.errors import PackErrors

from .places import TOYS, load, write

OUTSIDE = "extends: toy/first\nrules: { herd-sum: { severity: note } }\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project beside a file that is not its own."""
    write(tmp_path, secret=OUTSIDE, project__packs__county=OUTSIDE)
    return tmp_path / "project"


def refused(path: Path, folders: tuple[str, ...] = (TOYS,)) -> PackError:
    with pytest.raises(PackErrors) as caught:
        load(str(path), folders=folders)
    (error,) = caught.value.errors
    return error


@pytest.mark.parametrize(
    "extends",
    [
        "../secret.yaml",
        "packs/../../secret.yaml",
        "./../secret.yaml",
        "{root}/secret.yaml",
        "link.yaml",
        "linked/secret.yaml",
    ],
)  # fmt: skip
def test_what_lies_outside_is_not_extended(project: Path, extends: str) -> None:
    (project / "link.yaml").symlink_to(project.parent / "secret.yaml")
    (project / "linked").symlink_to(project.parent)
    pack = project / "disclint.yaml"
    pack.write_text(f"extends: {extends.format(root=project.parent)}\n", encoding="utf-8")
    error = refused(pack)
    assert (error.path, error.line, error.column) == (str(pack), 1, 10)
    assert error.chinese.startswith("不能从规则包所在文件夹之外继承")


def test_a_file_that_is_extended_has_the_same_bounds(project: Path) -> None:
    write(project, disclint="extends: packs/sub/a.yaml\n", packs__sub__a="extends: ../county.yaml\n")
    assert load(str(project / "disclint.yaml")).chain == ("packs/sub/a.yaml", "../county.yaml", "toy/first")
    write(project, packs__sub__a="extends: ../../../secret.yaml\n")
    assert refused(project / "disclint.yaml").path.endswith("a.yaml")


def test_a_project_that_is_reached_by_a_link_may_extend_its_own(project: Path) -> None:
    write(project, disclint="extends: packs/county.yaml\n")
    (project.parent / "also").symlink_to(project)
    assert load(str(project.parent / "also" / "disclint.yaml")).chain == ("packs/county.yaml", "toy/first")


def test_a_pack_found_by_its_name_stays_in_its_folder(tmp_path: Path) -> None:
    write(tmp_path, secret=OUTSIDE, packs__a="extends: ../secret.yaml\n", packs__b="extends: c\n")
    (tmp_path / "packs" / "c.yaml").symlink_to(tmp_path / "secret.yaml")
    folders = (str(tmp_path / "packs"), TOYS)
    for name in ("a", "b"):
        with pytest.raises(PackErrors, match=r"之外继承|指向别处的链接"):
            load(name, folders=folders)


def test_a_folder_of_packs_may_itself_be_reached_by_a_link(tmp_path: Path) -> None:
    os.symlink(TOYS, tmp_path / "toys")
    assert load("toy/second/valley", folders=(str(tmp_path / "toys"),)).profile.edition == "toy_2"


@pytest.mark.parametrize(
    "data",
    [
        b"a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + b"".join(
            b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 200)
        ),
        b"a: &a { b: *a }\n",
        b"a: &a x\nb: [" + b"*a, " * 90_000 + b"]\n",
        b"[" * 100_000,
        b"{a: " * 90_000,
        b"- " * 100_000,
        b"? " * 100_000,
        b"\n".join(b" " * depth + b"a:" for depth in range(600)),
        b"a: " + b"x" * 100_000_000,
        b"\0" * 1_000_000,
        b"a: !!python/object/apply:os.system [ls]\n",
        b"!!python/object:os.environ {}\n",
    ],
    ids=[
        "laughs", "loop", "aliases", "brackets", "braces", "dashes", "keys", "indents", "long", "zeros", "call",
        "object",
    ],
)  # fmt: skip
def test_what_could_blow_up_is_one_clear_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "disclint.yaml"
    path.write_bytes(data)
    error = refused(path)
    assert error.path == str(path)
    assert len(error.chinese) < 80
    assert "\n" not in error.chinese
