"""Files that the program keeps for itself, whole: what the fuzzer damages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from disclint import plugins
from disclint.frozen import Frozen, freeze
from disclint.library import Library, Request
from tests.fuzz import seeds

__all__ = ["caching", "compiled", "index_name", "indexes", "results", "stores"]


@contextmanager
def caching(folder: str) -> Iterator[Path]:
    """With a cache of its own, below a folder."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = folder
    own = Path(folder, "disclint")
    own.mkdir(mode=0o700, exist_ok=True)
    try:
        yield own
    finally:
        if before is None:
            del os.environ["XDG_CACHE_HOME"]
        else:
            os.environ["XDG_CACHE_HOME"] = before


@cache
def compiled() -> tuple[bytes, ...]:
    """Compiled packs, and the index of a folder."""
    from disclint.packs import load_pack
    from disclint.packs.load import profiles
    from tests.packs.kinds import KINDS
    from tests.packs.places import TOYS

    with TemporaryDirectory() as folder:
        for name in ("toy/first", "toy/second", "toy/second/valley"):
            load_pack(name, kinds=KINDS, folders=(TOYS,), cache=folder)
        profiles(folders=(TOYS,), cache=folder)
        return tuple(path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file())


@cache
def index_name() -> str:
    """What the index of plugins is called in this environment."""
    with TemporaryDirectory() as folder, caching(folder) as own:
        plugins.find()
        (name,) = [path.name for path in own.iterdir()]
        return name


@cache
def indexes() -> tuple[bytes, ...]:
    """The index of plugins."""
    with TemporaryDirectory() as folder, caching(folder) as own:
        plugins.find()
        return tuple(path.read_bytes() for path in own.iterdir())


@cache
def _library() -> Library:
    return Library(plugins.find(), Request(digests=True))


@cache
def results() -> Mapping[bytes, Frozen]:
    """Results of reports by their keys."""
    from disclint.judging import judged

    found = {}
    for number, data in enumerate(seeds.reports(".txt")[:6]):
        file = judged("report.txt", data, _library())
        reference = _library().reference(file.pack) if file.pack is not None else None
        found[bytes([number]) * 32] = freeze(file, reference)
    return found


@cache
def stores() -> tuple[bytes, ...]:
    """A store with these results, and an empty one."""
    from disclint.stored import Store

    made = []
    for contents in (results(), {}):
        with TemporaryDirectory() as folder, caching(folder) as own:
            store = Store(_library(), "check")
            for key, frozen in contents.items():
                store.put(key, frozen)
            store.close()
            made.append((own / "results.db").read_bytes())
    return tuple(made)
