"""What every case has: files that are made in a folder of its own, and a line of bash that runs disclint there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

__all__ = ["DRAFT", "MANY", "MEGABYTE", "Case", "nothing", "of_file", "put"]

MEGABYTE = 1 << 20
MANY = 100_000

DRAFT = Path(__file__).resolve().parents[2] / "examples" / "draft-2023.txt"
"""The report that is there where nothing else is said: four errors and two warnings."""


def nothing(folder: Path) -> None:
    """Makes no files."""


class Case(NamedTuple):
    """Something that was made to harm, or that fails."""

    kind: str
    what: str
    line: str = "disclint report.txt"
    """The line of bash that is run, measured and told of."""
    make: Callable[[Path], object] = nothing
    """Makes its files in an empty folder, where the draft is ``report.txt`` already."""
    before: str = ""
    """A line of bash that is run first and not measured."""
    needs: str = ""
    """A program without which it cannot be tried."""

    @property
    def name(self) -> tuple[str, str]:
        """By which its row is known."""
        return self.kind, self.what


def put(files: Mapping[str, bytes | str | Callable[[], bytes | str]], folder: Path) -> None:
    """Write files by name; what is called makes its content now."""
    for name, made in files.items():
        content = made() if callable(made) else made
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def of_file(suffix: str, what: str, make: Callable[[], bytes | str], needs: str = "") -> Case:
    """A report of that suffix. A pack is named, so that every rule has its turn where the file can be read."""
    name = f"report.{suffix}"
    return Case(f".{suffix}", what, f"disclint {name} --pack cn/2021", partial(put, {name: make}), needs=needs)
