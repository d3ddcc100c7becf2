"""Where the tests' own packs are, and loading them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from disclint import Pack
from disclint.packs import load_pack

from .kinds import KINDS

HERE = Path(__file__).parent
TOYS = str(HERE / "toys")
BUNDLED = str(HERE.parent.parent / "rules")


def load(
    reference: str,
    *,
    kinds: Mapping[str, str] = KINDS,
    folders: Sequence[str] = (TOYS,),
    cache: str | None = None,
    base: str | None = None,
) -> Pack:
    return load_pack(reference, kinds=kinds, folders=folders, cache=cache, base=base)


def write(folder: Path, **files: str) -> None:
    """Write packs into a folder; ``__`` in a name stands for a slash."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
