"""Writes what a new project starts from: a configuration, or a pack with its examples."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from disclint.engine import CONFIG
from disclint.errors import UsageError
from disclint.scaffold import config, pack, python

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["config_files", "pack_files", "python_files", "write_all"]


def config_files() -> dict[str, str]:
    """A project's ``disclint.yaml``, by its path."""
    return {CONFIG: config.CONFIG_TEXT}


def pack_files(name: str) -> dict[str, str]:
    """The files of a pack project in a folder of the pack's name, by their paths.

    Raises ``UsageError`` for a name that cannot name a file everywhere.
    """
    return _named(name, {**pack.PACK, **pack.PROJECT})


def python_files(name: str) -> dict[str, str]:
    """The files of a Python package with a pack and a kind of rule of its own, as ``pack_files``."""
    inside = {f"{python.PACKS}/{path}": _judged(path, text) for path, text in {**pack.PACK, **python.EXAMPLES}.items()}
    inside[f"{python.PACKS}/NAME.yaml"] += python.ENTRY
    return _named(name, {**python.PROJECT, **inside})


def _judged(path: str, text: str) -> str:
    """An example that says which pack judges it, so that it can be tested by itself."""
    return f"#! pack: ../../NAME.yaml\n{text}" if path.endswith(".txt") else text


def _named(name: str, files: Mapping[str, str]) -> dict[str, str]:
    if re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", name) is None:
        raise UsageError(
            f"规则包的名称只用小写字母、数字和连字符，不能是 {name}",
            f"a pack's name has small letters, digits and hyphens only, not {name}",
        )

    def filled(text: str) -> str:
        return text.replace("MODULE", name.replace("-", "_")).replace("NAME", name)

    return {os.path.join(name, *filled(path).split("/")): filled(text) for path, text in files.items()}


def write_all(files: dict[str, str]) -> None:
    """Write new files, and the folders that they lie in.

    Raises ``UsageError``, and writes nothing, where one of them is there already.
    """
    there = [path for path in files if os.path.lexists(path)]
    if there:
        raise UsageError(
            f"{'、'.join(there)}：已经存在，不会改写；请先移开",
            f"{', '.join(there)}: there already, and not overwritten; move it away first",
        )
    for path, text in files.items():
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            with open(path, "x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise UsageError(f"{path}：未能写入：{error.strerror}", f"{path}: not written: {error.strerror}") from error
