"""The cache folder is the user's own, or it is not used."""

from __future__ import annotations

import marshal
import os
from pathlib import Path

import pytest

from disclint import ReporterEntry, plugins
from disclint.packs.compiled import read_compiled, write_compiled
from tests.engine.surroundings import folder
from tests.systems.shell import disclint, shell

__all__ = ["folder"]

posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows keeps a user's folders apart by itself")


@posix_only
@pytest.mark.parametrize(("mode", "trusted"), [(0o700, True), (0o755, True), (0o770, False), (0o777, False)])
def test_a_list_of_plugins_is_not_believed_where_others_may_have_written_it(
    folder: Path, mode: int, trusted: bool
) -> None:
    """A spoiled list names a format that nobody brought."""
    assert disclint("report.txt", "--format", "spy", cwd=folder).returncode == 2
    kept = Path(os.environ["XDG_CACHE_HOME"]) / "disclint"
    (index,) = kept.glob("plugins-*.index")
    data = index.read_bytes()
    length = len(plugins._check(b""))
    *parts, owners = marshal.loads(data[length:])
    assert data[:length] == plugins._check(data[length:])
    parts[-1] += (ReporterEntry("spy", "disclint.reporters.csv:report").__values__(),)
    spoiled = marshal.dumps((*parts, owners))
    index.write_bytes(plugins._check(spoiled) + spoiled)
    kept.chmod(mode)
    assert disclint("report.txt", "--format", "spy", cwd=folder).returncode == (1 if trusted else 2)


@posix_only
@pytest.mark.parametrize(("mode", "trusted"), [(0o700, True), (0o770, False)])
def test_a_compiled_pack_is_not_believed_where_others_may_have_written_it(
    folder: Path, mode: int, trusted: bool
) -> None:
    """A spoiled pack, in which no rule is left, finds nothing where it is believed."""
    (folder / "disclint.yaml").write_text("extends: cn/2021\n", encoding="utf-8")
    before = disclint("report.txt", cwd=folder)
    kept = Path(os.environ["XDG_CACHE_HOME"]) / "disclint"
    for path in (kept / "packs").iterdir():
        compiled = read_compiled(str(path))
        if compiled is not None and compiled.name == "disclint.yaml":
            write_compiled(str(path), compiled._replace(content=compiled.content._replace(rules=())))
    kept.chmod(mode)
    after = disclint("report.txt", cwd=folder)
    assert before.returncode == 1
    assert after.returncode == (0 if trusted else 1)
    assert (after.stdout == before.stdout) is not trusted


@posix_only
def test_what_is_kept_is_for_the_user_alone_whatever_the_umask(folder: Path) -> None:
    (folder / "disclint.yaml").write_text("extends: cn/2021\n", encoding="utf-8")
    shell("umask 0; disclint report.txt", cwd=folder)
    kept = Path(os.environ["XDG_CACHE_HOME"]) / "disclint"
    assert kept.stat().st_mode & 0o777 == 0o700
    assert list((kept / "packs").iterdir())
