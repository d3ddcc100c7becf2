"""What is kept between runs: damaged, held by others, or in a place that cannot be trusted."""

from __future__ import annotations

from pathlib import Path

from threats.case import DRAFT, Case

__all__ = ["CASES"]


def _twenty(folder: Path) -> None:
    """So many reports that what is found in them is kept."""
    (folder / "reports").mkdir()
    for number in range(20):
        (folder / "reports" / f"{number}.txt").write_bytes(DRAFT.read_bytes())


_CACHE = 'export XDG_CACHE_HOME="$PWD/cache"; '
_MANY = "disclint reports --config pack.yaml"
_PACK = "printf 'extends: cn/2021\\n' > pack.yaml; "
_KEPT = "cache/disclint"


def _damaged(what: str, damage: str) -> Case:
    """Twenty reports, after a run over them whose kept files were damaged."""
    return Case("cache", what, f"{_CACHE}{_MANY}", _twenty, f"{_CACHE}{_PACK}{_MANY}; {damage}")


CASES = (
    _damaged("as it was left", "true"),
    _damaged("results that are no database", f"yes > {_KEPT}/results.db & sleep 0.1; kill %1"),
    _damaged("results cut in half", f"truncate -s 9000 {_KEPT}/results.db"),
    _damaged("results with bytes turned", f"printf '\\377%.0s' {{1..900}} | dd of={_KEPT}/results.db seek=9000 bs=1 "
             "conv=notrunc"),
    _damaged("results that are a folder", f"rm {_KEPT}/results.db; mkdir {_KEPT}/results.db"),
    _damaged("results that are a FIFO", f"rm {_KEPT}/results.db; mkfifo {_KEPT}/results.db"),
    _damaged("the list of plugins is noise", f"for f in {_KEPT}/*.index; do echo noise > $f; done"),
    _damaged("the list of plugins is 100 MB", f"for f in {_KEPT}/*.index; do truncate -s 100M $f; done"),
    _damaged("compiled packs are noise", f"for f in {_KEPT}/packs/*; do echo noise > $f; done"),
    _damaged("compiled packs cut in half", f"truncate -s 3000 {_KEPT}/packs/*"),
    _damaged("compiled packs with a byte turned", f"for f in {_KEPT}/packs/*; do printf '\\377' | "
             "dd of=$f seek=3000 bs=1 conv=notrunc; done"),
    Case("cache", "the folder is a file", f"{_CACHE}disclint report.txt", before="mkdir cache; touch cache/disclint"),
    Case("cache", "the folder is a link to nowhere", f"{_CACHE}disclint report.txt",
         before="mkdir cache; ln -s nowhere cache/disclint"),
    Case("cache", "the folder is for all to write", f"{_CACHE}disclint report.txt",
         before="mkdir -p cache/disclint; chmod 777 cache/disclint"),
    Case("cache", "no home and no folder", "unset HOME; XDG_CACHE_HOME=/proc/none disclint report.txt"),
)  # fmt: skip
