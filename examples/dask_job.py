"""Check reports on many machines: a job for Dask, to be used as it is or copied.

    python examples/dask_job.py pack reports/ parts/           a folder of reports into Parquet, 500 to a file
    python examples/dask_job.py run parts/ results/            two processes on this machine
    python examples/dask_job.py run parts/ results/ --scheduler tcp://10.0.0.1:8786

A part is a Parquet file with the columns ``path`` and ``content``. Its tables are written under its name, so that a
part that was done twice, because a worker died after it, is there once; and a job that was broken off goes on where it
was. A part that ends every worker that it is given to is checked report by report, each apart: the report that does it
is a row that says so, and no other is lost.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq
from distributed import Client, KilledWorker, LocalCluster, as_completed

from disclint.batch import Batches, check_apart, check_batch, is_written, write_part

Check = Callable[[pa.Table], Batches]


def reports(source: str, name: str) -> pa.Table:
    """The reports of a part."""
    return pq.read_table(os.path.join(source, f"{name}.parquet"), columns=["path", "content"])


def check(source: str, target: str, name: str, judged: Check) -> int:
    """The task: check a part and write its tables; how many reports it has."""
    table = reports(source, name)
    write_part(judged(table), target, name)
    return int(table.num_rows)


def run(client: Client, source: str, target: str, judged: Check = check_batch) -> int:
    """Check all parts of ``source`` that ``target`` does not have yet; how many reports that were."""
    names = sorted(name.removesuffix(".parquet") for name in os.listdir(source) if name.endswith(".parquet"))
    tasks = {
        client.submit(check, source, target, name, judged, pure=False): name
        for name in names
        if not is_written(target, name)
    }
    done = 0
    for task in as_completed(tasks):
        try:
            done += task.result()
        except KilledWorker:
            done += check(source, target, tasks[task], partial(check_apart, check=judged))
        task.release()
    return done


def pack(folder: str, target: str, size: int) -> int:
    """Put the files of a folder and below into parts of ``size``; how many files there were."""
    paths = sorted(_below(folder))
    os.makedirs(target, exist_ok=True)
    for number in range(0, len(paths), size):
        some = paths[number : number + size]
        table = pa.table({"path": some, "content": pa.array([_bytes_of(path) for path in some], pa.large_binary())})
        pq.write_table(table, os.path.join(target, f"part-{number // size:05}.parquet"), compression="zstd")
    return len(paths)


def _below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        yield from (os.path.join(place, name) for name in files if not name.startswith("."))


def _bytes_of(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def main() -> None:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    packing = commands.add_parser("pack", help="put a folder of reports into parts")
    packing.add_argument("--size", type=int, default=500, help="reports in a part")
    running = commands.add_parser("run", help="check all parts that were not checked yet")
    running.add_argument("--scheduler", help="the address of a Dask scheduler; else processes on this machine")
    running.add_argument("--workers", type=int, default=2, help="how many processes on this machine")
    running.add_argument("--pack", help="the pack that judges; else the national one of each report's edition")
    for command in (packing, running):
        command.add_argument("source")
        command.add_argument("target")
    words = parser.parse_args()
    if words.command == "pack":
        print(f"{pack(words.source, words.target, words.size)} files packed")
        return
    judged = partial(check_batch, pack=words.pack)
    if words.scheduler:
        with Client(words.scheduler) as client:
            done = run(client, words.source, words.target, judged)
    else:
        cluster = LocalCluster(n_workers=words.workers, threads_per_worker=1, dashboard_address=None)
        with cluster, Client(cluster) as client:
            done = run(client, words.source, words.target, judged)
    print(f"{done} reports checked")


if __name__ == "__main__":
    main()
