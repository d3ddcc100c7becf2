"""Runs over many files: the same result however it comes about, and nothing lost when something goes wrong."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from disclint import ReportOptions, engine
from disclint.engine import MANY, Request, check, extract, together
from disclint.errors import PackErrors
from disclint.model.plugin import Brought
from disclint.model.result import Run
from disclint.reporters import csv, extract_csv, extract_json, extract_text, json, sarif, text

from .surroundings import REPORT, brought, folder

__all__ = ["brought", "folder"]

GOLDEN = Path(__file__).parents[1] / "golden" / "reports"
FAULTY = sorted(GOLDEN.glob("*.txt"))

posix = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux alone")


@pytest.fixture
def many(folder: Path) -> Path:
    """Reports with mistakes of many kinds, more than a run keeps whole."""
    reports = folder / "reports"
    reports.mkdir()
    for number in range(MANY + 12):
        source = FAULTY[number % len(FAULTY)]
        words = source.read_text(encoding="utf-8")
        (reports / f"{number:02}-{source.name}").write_text(words, encoding="utf-8")
    (reports / "empty.txt").write_bytes(b"")
    return reports


def alone(folder: Path, brought: Brought) -> Run:
    """Each file checked in a run of its own, put together."""
    request = Request(digests=True)  # as of many
    files = tuple(check([str(path)], request, brought).files[0] for path in relative(folder))
    return together(Run("0", files), Request())


def relative(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        yield path.relative_to(folder.parent)


def codes(run: Run) -> list[str]:
    """What is told beside the result, but that these reports are the same few again and again."""
    return [notice.code for notice in run.notices if notice.code != "unmatched"]


def told(run: Run) -> list[str]:
    run = run.replace(version="0", notices=())
    return [each.report(run, ReportOptions()) for each in (json, text, csv, sarif)]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_many_say_the_same_as_each_alone(many: Path, brought: Brought, jobs: int) -> None:
    expected = told(alone(many, brought))
    for cached in (False, True, True):
        run = check(["reports"], Request(jobs=jobs, cached=cached), brought)
        assert codes(run) == []
        assert told(run) == expected


def test_many_are_extracted_as_each_alone(many: Path, brought: Brought) -> None:
    files = tuple(extract([str(path)], Request(), brought).files[0] for path in relative(many))
    run = extract(["reports"], Request(jobs=2), brought)
    for reporter in (extract_json, extract_csv, extract_text):
        assert reporter.report(run, ReportOptions()) == reporter.report(Run("0", files), ReportOptions())


def with_deadly(many: Path, what: str, *names: str) -> None:
    """Files at which a rule does something to the process that works."""
    (many / "disclint.yaml").write_text(
        f"rules:\n  deadly: {{ kind: deadly, word: 致命, what: {what} }}\n", encoding="utf-8"
    )
    for name in names:
        (many / name).write_text(REPORT.replace("本年", "致命的本年"), encoding="utf-8")


@posix
def test_a_file_that_ends_its_process_costs_itself_alone(many: Path, brought: Brought) -> None:
    with_deadly(many, "kill", "07-deadly.txt", "15-deadly.txt", "zz-deadly.txt")
    run = check(["reports"], Request(jobs=2), brought)
    lost = [file for file in run.files if file.failures]
    assert [os.path.basename(file.path)[3:] for file in lost] == ["deadly.txt"] * 3
    assert {file.failures[0].cause for file in lost} == {"the process that checked it ended (SIGKILL)"}
    assert {file.diagnostics[0].rule for file in lost} == {"unreadable"}
    assert len(run.files) == len(list(many.glob("*.txt")))
    assert all(file.filing is not None for file in run.files if not file.failures and "empty" not in file.path)


@posix
def test_a_file_that_does_not_end_costs_itself_alone(
    many: Path, brought: Brought, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SECONDS", 5.0)
    with_deadly(many, "sleep", "07-endless.txt")
    run = check(["reports"], Request(jobs=2), brought)
    (file,) = [file for file in run.files if file.failures]
    assert (file.path, file.failures[0].cause) == ("reports/07-endless.txt", "stopped after 5 seconds")
    assert len(run.files) == len(list(many.glob("*.txt")))


@posix
def test_a_file_that_takes_all_memory_costs_itself_alone(many: Path, brought: Brought) -> None:
    with_deadly(many, "devour", "09-big.txt")
    run = check(["reports"], Request(jobs=2), brought)
    (file,) = [file for file in run.files if file.failures]
    assert file.path == "reports/09-big.txt"
    assert file.failures[0].part == "deadly"
    assert file.failures[0].cause.startswith("OSError: [Errno 12]")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_wrong_pack_ends_the_run_wherever_it_is_met(many: Path, brought: Brought, jobs: int) -> None:
    (many / "zz").mkdir()
    (many / "zz" / "r.txt").write_text(REPORT, encoding="utf-8")
    (many / "zz" / "disclint.yaml").write_text("rules:\n  dates: { severty: note }\n", encoding="utf-8")
    with pytest.raises(PackErrors) as caught:
        check(["reports"], Request(jobs=jobs), brought)
    (error,) = caught.value.errors
    assert (error.path, error.line, error.chinese.count("severty")) == ("reports/zz/disclint.yaml", 2, 1)


def test_an_interrupted_run_has_what_was_done(many: Path, brought: Brought) -> None:
    with_deadly(many, "interrupt", "20-stop.txt")
    run = check(["reports"], Request(jobs=1), brought)
    names = [os.path.basename(file.path) for file in run.files]
    assert names == sorted(path.name for path in many.glob("*.txt"))[: len(names)]
    assert len(names) == 21
    assert codes(run) == ["interrupted"]
    assert run.notices[0].english == "interrupted: 9 files were not checked; these are the 21 that were"


# What is kept between runs


def result(many: Path, brought: Brought, *, cached: bool = True) -> tuple[str, list[str]]:
    run = check(["reports"], Request(jobs=1, cached=cached), brought)
    return json.report(run, ReportOptions()), codes(run)


def store(folder: Path) -> Path:
    return folder.parent / "cache" / "disclint" / "results.db"


def test_what_is_kept_is_used_for_the_same_content_pack_and_year_only(
    folder: Path, many: Path, brought: Brought
) -> None:
    before, _ = result(many, brought)
    with closing(sqlite3.connect(store(folder))) as base:
        count = base.execute("SELECT count(*) FROM results").fetchone()[0]
    assert count == len({path.read_bytes() for path in many.iterdir()})
    result(many, brought)
    with closing(sqlite3.connect(store(folder))) as base:
        assert base.execute("SELECT count(*) FROM results").fetchone()[0] == count
    config = many / "disclint.yaml"
    config.write_text("rules:\n  first: { kind: word, word: 一、 }\n", encoding="utf-8")
    with_word, _ = result(many, brought)
    assert '"rule": "first"' in with_word
    config.write_text("rules:\n  first: { kind: word, word: 没有这个词 }\n", encoding="utf-8")
    assert result(many, brought)[0] == before.replace('"pack": "cn/2021"', '"pack": "disclint.yaml"').replace(
        '"pack": "cn/2019"', '"pack": "disclint.yaml"'
    )
    config.unlink()
    changed = next(many.glob("03-*"))
    changed.write_text(REPORT, encoding="utf-8")
    anew, _ = result(many, brought)
    assert anew != before
    assert anew == result(many, brought, cached=False)[0]


def test_a_damaged_store_is_told_once_and_begun_anew(folder: Path, many: Path, brought: Brought) -> None:
    before, notices = result(many, brought)
    assert notices == []
    store(folder).write_bytes(b"no database at all, but long enough to be one" * 40)
    assert result(many, brought) == (before, ["no-store"])
    assert result(many, brought) == (before, [])


def test_a_result_with_a_wrong_bit_is_made_anew(folder: Path, many: Path, brought: Brought) -> None:
    before, _ = result(many, brought)
    with closing(sqlite3.connect(store(folder))) as base, base:
        for key, data in base.execute("SELECT key, data FROM results").fetchall():
            spoiled = data[:100] + bytes([data[100] ^ 1]) + data[101:]
            base.execute("UPDATE results SET data = ? WHERE key = ?", (spoiled, key))
    assert result(many, brought) == (before, [])


def test_a_store_that_others_may_write_to_is_not_used(folder: Path, many: Path, brought: Brought) -> None:
    before, _ = result(many, brought)
    store(folder).parent.chmod(0o777)
    assert result(many, brought) == (before, ["no-store"])


def test_no_home_is_no_store(folder: Path, many: Path, brought: Brought, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = result(many, brought)
    for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert result(many, brought) == (before, [])


def test_what_failed_is_not_kept(many: Path, brought: Brought) -> None:
    (many / "disclint.yaml").write_text("rules:\n  faulty: { kind: faulty }\n", encoding="utf-8")
    for _ in range(2):
        run = check(["reports"], Request(jobs=1), brought)
        assert sum(bool(file.failures) for file in run.files) == len(run.files) - 1
