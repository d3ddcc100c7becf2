"""Reports as Arrow tables: the same rows as everywhere, whatever they are given with."""

from __future__ import annotations

import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from disclint.cli import main
from disclint.errors import UsageError
from tests.checkout import ROOT

pa = pytest.importorskip("pyarrow")

from disclint import rows  # noqa: E402
from disclint.batch import (  # noqa: E402
    CELLS,
    FILES,
    FINDINGS,
    Batches,
    check_apart,
    check_batch,
    is_written,
    write_part,
)
from tests.batch.deadly import deadly  # noqa: E402

REPORTS = sorted((ROOT / "examples").rglob("*-20*.txt"))


def given(**more: bytes | None) -> Any:
    """The reports of the examples, and more, as rows."""
    named = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in REPORTS} | {
        name.replace("_", "."): content for name, content in more.items()
    }
    return pa.table({"path": list(named), "content": list(named.values())})


def equal(one: Batches, other: Batches) -> bool:
    return all(mine.equals(theirs) for mine, theirs in zip(one, other, strict=True))


def joined(parts: list[Batches]) -> Batches:
    return Batches(*map(pa.concat_tables, zip(*parts, strict=True)))


def test_the_rows_are_those_of_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    found = check_batch(given())
    main(["extract", *found.files.column("path").to_pylist(), "--format", "json"])
    cells = [
        (file["path"], cell["form"], cell["row"], cell["column"], cell["state"], cell["text"], cell["value"])
        for file in json.loads(capsys.readouterr().out)["files"]
        for cell in file["cells"]
    ]
    names = ("path", "form", "row_key", "column_key", "state", "text", "value")
    stored = [tuple(row[name] for name in names) for row in found.cells.to_pylist()]
    assert [row[:6] for row in stored] == [row[:6] for row in cells]
    assert [row[6] for row in stored] == [None if row[6] is None else Decimal(row[6]) for row in cells]
    findings = []
    for path in found.files.column("path").to_pylist():  # one by one: these rows know nothing of other reports
        main(["check", path, "--format", "json"])
        (file,) = json.loads(capsys.readouterr().out)["files"]
        findings += [(path, each["rule"], each["severity"], each["fingerprint"]) for each in file["diagnostics"]]
    said = ("path", "rule", "severity", "fingerprint")
    assert [tuple(row[name] for name in said) for row in found.findings.to_pylist()] == findings


def test_how_the_rows_are_parted_makes_no_difference() -> None:
    table = given(broken_docx=b"PK\x03\x04 and no more")
    whole = check_batch(table)
    assert (whole.files.schema, whole.findings.schema, whole.cells.schema) == (FILES, FINDINGS, CELLS)
    for size in (1, 2, 3):
        parts = [check_batch(table.slice(at, size)) for at in range(0, table.num_rows, size)]
        assert equal(joined(parts), whole)
    assert equal(joined([check_batch(batch) for batch in table.to_batches(max_chunksize=2)]), whole)


def test_no_rows_are_tables_without_rows() -> None:
    found = check_batch(given().slice(0, 0))
    assert [table.num_rows for table in found] == [0, 0, 0]
    assert (found.files.schema, found.findings.schema, found.cells.schema) == (FILES, FINDINGS, CELLS)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 and no more", b"\xd0\xcf\x11\xe0", b"\0" * 100, b"word"])
@pytest.mark.parametrize("name", ["bad_docx", "bad_txt", "bad_html", "bad"])
def test_a_bad_file_is_a_row(name: str, content: bytes | None) -> None:
    found = check_batch(given(**{name: content}).slice(len(REPORTS)))
    (row,) = found.files.to_pylist()
    assert (row["path"], row["verdict"], row["errors"]) == (name.replace("_", "."), "unchecked", 1)
    (finding,) = found.findings.to_pylist()
    assert finding["rule"] in ("unreadable", "unknown-edition")


def test_no_project_near_a_path_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    before = check_batch(given())
    (tmp_path / "disclint.yaml").write_text("extends: cn/2021\nrules: { blank-cells: off }\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert equal(check_batch(given()), before)


def test_the_pack_and_the_year_can_be_given() -> None:
    text = REPORTS[0].read_text(encoding="utf-8")
    table = pa.table({"path": ["a.txt"], "content": [text.encode()]})
    assert check_batch(table, pack="cn/2019").files.column("pack").to_pylist() == ["cn/2019"]
    nameless = pa.table({"path": ["a.txt"], "content": ["政府信息公开工作年度报告\n\n一、总体情况\n\n无。\n".encode()]})
    assert check_batch(nameless).files.column("verdict").to_pylist() == ["unchecked"]
    assert check_batch(nameless, year=2022).files.column("pack").to_pylist() == ["cn/2021"]


def test_a_wrong_request_is_an_error() -> None:
    with pytest.raises(UsageError, match="no column content"):
        check_batch(pa.table({"path": ["a.txt"]}))
    with pytest.raises(UsageError, match="not null"):
        check_batch(pa.table({"path": pa.array([None], pa.string()), "content": [b""]}))
    with pytest.raises(UsageError, match="no pack"):
        check_batch(given(), pack="cn/2012")


def test_a_figure_that_its_column_has_no_room_for_keeps_its_text() -> None:
    text = (ROOT / "examples" / "final-2023.txt").read_text(encoding="utf-8")
    wide = text.replace("386.52", "0.12345678")
    found = check_batch(pa.table({"path": ["a.txt"], "content": [wide.encode()]}))
    (fees,) = (row for row in found.cells.to_pylist() if row["row_key"] == "fees")
    assert (fees["text"], fees["value"], fees["state"]) == ("0.12345678", None, "filled")


def test_a_part_is_there_once_and_whole(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    found, other = check_batch(given()), check_batch(given().slice(0, 1))
    assert not is_written(str(tmp_path), "part")
    write_part(other, str(tmp_path), "part")
    write_part(found, str(tmp_path), "part")
    assert is_written(str(tmp_path), "part")
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")) == [
        "cells/part.parquet", "files/part.parquet", "findings/part.parquet",
    ]  # fmt: skip
    read = Batches(*(parquet.read_table(tmp_path / kind / "part.parquet") for kind in ("files", "findings", "cells")))
    assert equal(read, found)


def test_a_report_that_ends_its_process_costs_itself() -> None:
    table = given(deadly_txt=b"x", other_txt=b"x")
    found = check_apart(table, deadly)
    assert found.files.column("path").equals(table.column("path"))
    assert found.files.column("failures").to_pylist() == [*[None] * len(REPORTS), "batch: the process ended", None]
    assert found.cells.equals(check_batch(table).cells)


def test_a_report_that_takes_too_long_is_a_row() -> None:
    found = check_apart(given(endless_txt=b"x").slice(len(REPORTS)), deadly, seconds=1)
    assert found.files.column("failures").to_pylist() == ["batch: not done in 1 seconds"]
    assert found.findings.column("rule").to_pylist() == ["unreadable"]


def test_the_documents_name_every_column() -> None:
    written = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    for columns in (rows.FILES, rows.FINDINGS, rows.CELLS):
        lines = [
            f"| `{each.name}` | {each.kind}{' or null' if each.null else ''} | {each.about} |\n" for each in columns
        ]
        assert "".join(lines) in written


def test_the_documents_compute_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shutil.copy(REPORTS[0], tmp_path / "report.txt")
    text = (ROOT / "examples" / "county" / "government-2023.txt").read_text(encoding="utf-8")
    other = text.replace(
        "二、上年结转政府信息公开申请数量\t\t\t2\t0\t0\t0\t0\t0\t2",
        "二、上年结转政府信息公开申请数量\t\t\t5\t0\t0\t0\t0\t0\t5",
    )
    assert other != text
    county = sorted((ROOT / "examples" / "county").glob("*.txt"))
    contents = [other.encode() if path.name == "government-2023.txt" else path.read_bytes() for path in county]
    write_part(check_batch(pa.table({"path": [path.name for path in county], "content": contents})), "results", "part")
    names: dict[str, object] = {}
    for code in re.findall(r"^```python\n(.*?)^```$", written, re.MULTILINE | re.DOTALL):
        exec(code, names)
    both = names["both"]
    assert isinstance(both, pa.Table)
    assert {(row["name"], row["year"], row["into"], row["out"]) for row in both.to_pylist()} == {
        ("青屏县人民政府", 2023, Decimal(5), Decimal(2)), ("青屏县水务局", 2023, Decimal(0), Decimal(0)),
    }  # fmt: skip
