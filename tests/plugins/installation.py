"""Plugins as an installer leaves them: a module and a ``.dist-info`` folder beside it, on the path of imports."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest


class Site:
    """A folder of installed distributions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, distribution: str, source: str, **modules: str) -> None:
        """Install a distribution whose entry point names a module with ``source``; ``modules`` are others of it."""
        name = distribution.replace("-", "_")
        information = self.folder / f"{name}-1.0.dist-info"
        information.mkdir()
        (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
        (information / "entry_points.txt").write_text(f"[disclint]\nhooks = {name}_hooks\n")
        self.write(f"{name}_hooks", source)
        for module, text in modules.items():
            self.write(module, text)

    def write(self, module: str, source: str) -> None:
        """Write a module; its time moves on, however coarse the clock of the file system is."""
        path = self.folder / f"{module}.py"
        before = path.stat().st_mtime_ns if path.exists() else 0
        path.write_text(dedent(source), encoding="utf-8")
        importlib.invalidate_caches()
        if before:
            os.utime(path, ns=(before + 10**9, before + 10**9))

    def remove(self, distribution: str) -> None:
        """Remove a distribution's ``.dist-info``; the folder's time moves on."""
        before = self.folder.stat().st_mtime_ns
        information = self.folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
        for file in information.iterdir():
            file.unlink()
        information.rmdir()
        os.utime(self.folder, ns=(before + 10**9, before + 10**9))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """An empty site folder on the path of imports, and a cache folder of its own."""
    folder = tmp_path / "site"
    folder.mkdir()
    before = set(sys.modules)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.syspath_prepend(folder)
    yield Site(folder)
    for name in set(sys.modules) - before:
        if not name.startswith("disclint."):
            del sys.modules[name]
