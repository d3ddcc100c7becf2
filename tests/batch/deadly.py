"""Checks that go wrong as a program may: in a module of their own, for other processes import them by name."""

from __future__ import annotations

import os
import time

import pyarrow as pa

from disclint.batch import Batches, check_batch


def deadly(table: pa.Table) -> Batches:
    """``check_batch``, in a process that is killed by a file whose name says so, and stands still at another."""
    for path in table.column("path").to_pylist():
        if "deadly" in path:
            os.abort()
        if "endless" in path:
            time.sleep(600)
    return check_batch(table)


def slow(table: pa.Table) -> Batches:
    """``check_batch``, which takes long enough to be killed at."""
    time.sleep(0.2)
    return check_batch(table)
