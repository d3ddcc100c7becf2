"""Reports as rows of Arrow tables, for engines that spread work over many machines.

``check_batch`` is a function of its arguments and of the installed packs: it opens no file, looks for no project's
pack, and the same rows give the same tables. What cannot be read or makes the program fail is a row, not an exception.

``write_part`` and ``is_written`` keep the tables of a part of the work under its name, so that a part that is done
twice is there once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from disclint import plugins, rows
from disclint.errors import DisclintError, Unreadable, UsageError
from disclint.judging import judged, unreadable
from disclint.library import Library, Request
from disclint.model.named import NamedTuple
from disclint.model.result import Checked, Failure

try:
    import pyarrow as pa
except ImportError as error:
    raise UsageError(
        "disclint.batch 需要 pyarrow；请安装：pip install 'disclint[batch]'",
        "disclint.batch needs pyarrow: pip install 'disclint[batch]'",
    ) from error

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CELLS", "FILES", "FINDINGS", "Batches", "check_apart", "check_batch", "is_written", "write_part"]

_TYPES: Mapping[rows.Kind, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "decimal": pa.decimal128(38, 6),
}
_LARGEST = 10**32
"""The first figure that the type of a figure has no room for; such a cell has a text and no value."""


def _schema(columns: Sequence[rows.Column]) -> pa.Schema:
    metadata = {"disclint": str(rows.VERSION)}
    return pa.schema([pa.field(each.name, _TYPES[each.kind], each.null) for each in columns], metadata)


FILES = _schema(rows.FILES)
"""The columns of the table of files."""
FINDINGS = _schema(rows.FINDINGS)
"""The columns of the table of findings."""
CELLS = _schema(rows.CELLS)
"""The columns of the table of cells."""


class Batches(NamedTuple):
    """The tables of some reports; the rows of a report stand together, in the order that the reports were given in."""

    files: pa.Table
    """One row for each row that was given."""
    findings: pa.Table
    cells: pa.Table


def check_batch(table: pa.Table | pa.RecordBatch, *, pack: str | None = None, year: int | None = None) -> Batches:
    """The files, findings and cells of reports.

    ``table`` has the columns ``path`` (text, whose suffix tells the format) and ``content`` (the bytes of the file;
    nothing for one that could not be had). ``pack`` is the name of the pack that judges, else the national one of each
    report's edition; ``year`` is that of reports that do not tell theirs. Raises ``DisclintError`` where the request is
    wrong: a column that is not there, a pack that is none.
    """
    library = _library(pack, year)
    if pack is not None:
        library.pack(pack)
    found = [_rows(path, content, library) for path, content in _given(table)]
    return Batches(
        _table(FILES, rows.FILES, [each.file for each in found]),
        _table(FINDINGS, rows.FINDINGS, [row for each in found for row in each.findings]),
        _table(CELLS, rows.CELLS, [row for each in found for row in each.cells]),
    )


def check_apart(
    table: pa.Table, check: Callable[[pa.Table], Batches] = check_batch, *, seconds: float = 120.0
) -> Batches:
    """As ``check``, each report in a process of its own that may end or stand still: the report is a row that says so.

    This is for the few parts of a job that ended the process they were checked in; it is slower. ``check`` must be one
    that another process can import.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    parts: list[Batches] = []
    pool: ProcessPoolExecutor | None = None
    for number in range(table.num_rows):
        pool = pool or ProcessPoolExecutor(1, get_context("spawn"))
        report = table.slice(number, 1)
        cause = ""
        try:
            parts.append(pool.submit(check, report).result(seconds))
        except BrokenProcessPool:
            cause = "the process ended"
        except TimeoutError:
            cause = f"not done in {seconds:g} seconds"
        if cause:
            _end(pool)
            pool = None
            parts.append(_lost(report.column("path")[0].as_py(), cause))
    if pool is not None:
        pool.shutdown()
    return Batches(*map(pa.concat_tables, zip(*parts, strict=True))) if parts else check(table)


def _end(pool: Any) -> None:
    """End a pool whose process is gone or stands still."""
    for process in (pool._processes or {}).values():  # noqa: SLF001 - there is no other way to end one that stands still
        process.kill()
    pool.shutdown(cancel_futures=True)


def _lost(path: str, cause: str) -> Batches:
    found = rows.rows(_crashed(path, cause))
    return Batches(
        _table(FILES, rows.FILES, [found.file]),
        _table(FINDINGS, rows.FINDINGS, found.findings),
        _table(CELLS, rows.CELLS, []),
    )


@lru_cache(maxsize=8)
def _library(pack: str | None, year: int | None) -> Library:
    """The readers and packs, opened once in a process."""
    return _Detached(plugins.find(), Request(pack=pack, year=year, digests=True))


class _Detached(Library):
    """A library for files that lie in no folder: there is no project's pack near them."""

    def config(self, path: str) -> str | None:
        return None


def _given(table: pa.Table | pa.RecordBatch) -> Iterator[tuple[str, bytes | None]]:
    for name, want in (("path", "text"), ("content", "bytes")):
        if name not in table.schema.names:
            raise UsageError(f"表中没有列 {name}", f"the table has no column {name} ({want})")
    paths, contents = table.column("path"), table.column("content")
    for path, content in zip(paths, contents, strict=True):
        name, data = path.as_py(), content.as_py()
        if not isinstance(name, str):
            raise UsageError("列 path 应为文本，不能为空", "the column path must be text, and not null")
        yield name, data.encode() if isinstance(data, str) else data


def _rows(path: str, content: bytes | None, library: Library) -> rows.Rows:
    if content is None:
        return rows.rows(_unreadable(path, "没有内容", "there is no content"))
    try:
        return rows.rows(judged(path, content, library))
    except DisclintError:
        raise
    except Exception as error:  # noqa: BLE001 - one file must not end a job of millions
        return rows.rows(_crashed(path, f"{type(error).__name__}: {' '.join(str(error).split())[:300]}", len(content)))


def _unreadable(path: str, chinese: str, english: str) -> Checked:
    return Checked(path, (unreadable(Unreadable(chinese, english)),))


def _crashed(path: str, cause: str, size: int = 0) -> Checked:
    file = _unreadable(path, "程序出错，文件未能检查", "the program failed, the file was not checked")
    return file.replace(size=size, failures=(Failure("batch", cause),))


def _table(schema: pa.Schema, columns: Sequence[rows.Column], found: Sequence[rows.Row]) -> pa.Table:
    values: list[Any] = list(zip(*found, strict=True)) or [()] * len(columns)
    arrays = []
    for column, cells, field in zip(columns, values, schema, strict=True):
        kept = [_figure(cell) for cell in cells] if column.kind == "decimal" else cells
        arrays.append(pa.array(kept, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def _figure(value: Any) -> Any:
    """A figure in the type of its column, which has six decimals; nothing where that has no room for it."""
    from decimal import Decimal

    if value is None or abs(value) >= _LARGEST:
        return None
    exact = Decimal(value)
    return exact if exact == round(exact, 6) else None


# Parts of a job --------------------------------------------------------------------------------------------------


def write_part(found: Batches, folder: str, name: str) -> None:
    """Keep the tables of a part as Parquet: ``folder/cells/name.parquet``, and so ``findings`` and ``files``.

    Each is written under another name and then renamed, that of the files last: where it is, all three are whole. A
    part that is written twice, even at once, is there once.
    """
    from uuid import uuid4

    from pyarrow import parquet

    for kind in ("cells", "findings", "files"):
        inside = os.path.join(folder, kind)
        os.makedirs(inside, exist_ok=True)
        draft = os.path.join(inside, f".{name}.{uuid4().hex}")
        try:
            parquet.write_table(getattr(found, kind), draft, compression="zstd")
            os.replace(draft, os.path.join(inside, f"{name}.parquet"))
        finally:
            if os.path.exists(draft):
                os.unlink(draft)


def is_written(folder: str, name: str) -> bool:
    """Whether a part is there, all of it."""
    return os.path.exists(os.path.join(folder, "files", f"{name}.parquet"))
