"""The job for Dask, on a cluster of two workers that get killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.checkout import ROOT

pa = pytest.importorskip("pyarrow")
pytest.importorskip("pyarrow.parquet")
distributed = pytest.importorskip("distributed")

from pyarrow import parquet  # noqa: E402

from disclint.batch import check_batch  # noqa: E402
from tests.batch.deadly import deadly, slow  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default")  # what Dask and its libraries warn of is theirs

REPORTS = sorted((ROOT / "examples" / "county").glob("*.txt"))


@pytest.fixture(scope="module")
def job() -> Iterator[Any]:
    """The example, as a module that workers can import too if they are started afterwards."""
    from importlib import import_module

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "examples"))
        yield import_module("dask_job")


@pytest.fixture(scope="module")
def client(job: Any) -> Iterator[Any]:
    """A scheduler and two workers, each a process."""
    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def parts(folder: Path, count: int, **more: bytes) -> Any:
    """So many parts with two reports each, of a name of its own; all of their rows."""
    folder.mkdir()
    whole = []
    for number in range(count):
        named = {
            f"{number}/{path.name}": path.read_bytes() for path in (REPORTS[number % 4], REPORTS[(number + 1) % 4])
        }
        if number == 1:
            named |= {name.replace("_", "."): content for name, content in more.items()}
        table = pa.table({"path": list(named), "content": list(named.values())})
        parquet.write_table(table, folder / f"part-{number:02}.parquet")
        whole.append(table)
    return pa.concat_tables(whole)


def rows(folder: Path, kind: str) -> list[dict[str, Any]]:
    """All rows of a table, in the order of the parts."""
    return [row for path in sorted((folder / kind).glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(client: Any, job: Any, tmp_path: Path) -> None:
    source, target = tmp_path / "parts", tmp_path / "results"
    whole = parts(source, 12)
    client.wait_for_workers(2, timeout=30)
    before = set(client.run(os.getpid).values())
    victim = min(before)

    def kill() -> None:
        while len(list(target.glob("files/*.parquet"))) < 3:
            time.sleep(0.01)
        os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    done = job.run(client, str(source), str(target), slow)
    killer.join()
    assert victim not in set(client.run(os.getpid).values())
    assert done == whole.num_rows
    expected = check_batch(whole)
    for kind in ("files", "findings", "cells"):
        assert rows(target, kind) == getattr(expected, kind).to_pylist()


def test_a_job_that_was_broken_off_goes_on(client: Any, job: Any, tmp_path: Path) -> None:
    source, target = tmp_path / "parts", tmp_path / "results"
    whole = parts(source, 3)
    job.run(client, str(source), str(target))
    (target / "files" / "part-01.parquet").unlink()
    kept = {path: path.stat().st_mtime_ns for path in target.rglob("part-00.parquet")}
    assert job.run(client, str(source), str(target)) == 2
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert rows(target, "cells") == check_batch(whole).cells.to_pylist()


def test_a_report_that_kills_workers_is_a_row(client: Any, job: Any, tmp_path: Path) -> None:
    source, target = tmp_path / "parts", tmp_path / "results"
    whole = parts(source, 3, deadly_txt=b"x")
    assert job.run(client, str(source), str(target), deadly) == whole.num_rows
    found = rows(target, "files")
    assert [row["path"] for row in found] == whole.column("path").to_pylist()
    assert [row["path"] for row in found if row["failures"]] == ["deadly.txt"]


def test_reports_in_a_folder_become_parts(job: Any, tmp_path: Path) -> None:
    assert job.pack(str(ROOT / "examples" / "county"), str(tmp_path), 3) == 4
    tables = [parquet.read_table(path) for path in sorted(tmp_path.iterdir())]
    assert [table.num_rows for table in tables] == [3, 1]
    assert [Path(path).name for table in tables for path in table.column("path").to_pylist()] == [
        path.name for path in REPORTS
    ]
