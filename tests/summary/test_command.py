"""``disclint summary``, and the database that it writes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from disclint import rows as tables
from disclint.cli import main
from disclint.database import definition
from tests.checkout import ROOT

COUNTY = ROOT / "examples" / "county"


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two years of two organs, the last of which has a wrong total."""
    shutil.copytree(COUNTY, tmp_path / "county")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_county(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "county", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(each["organ"], each["year"], each["verdict"], each["before"]) for each in found["reports"]] == [
        ("青屏县人民政府", 2022, "pass", None),
        ("青屏县人民政府", 2023, "pass", "county/government-2022.txt"),
        ("青屏县水务局", 2022, "pass", None),
        ("青屏县水务局", 2023, "fail", "county/water-2022.txt"),
    ]
    assert found["reports"][1]["figures"] == {"received": "46", "results": "46", "reviews": "4", "suits": "3"}


def test_all_pass(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "county/water-2022.txt", "--by", "level"]) == 0
    assert capsys.readouterr().out.endswith("共1份报告：1份通过，0份不通过，0份未检查。\n")


def test_what_a_pack_lowers_does_not_block(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = ("applications-balance", "applications-outcome-total", "applications-row-total")
    lowered = "".join(f"  {entry}: {{ blocks: false }}\n" for entry in entries)
    (county / "disclint.yaml").write_text(f"extends: cn/2021\nrules:\n{lowered}", encoding="utf-8")
    assert main(["summary", "county"]) == 0


def test_a_file_that_is_no_report_is_told(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (county / "county" / "bad.txt").write_bytes(b"\x00\x01\x02")
    assert main(["summary", "county", "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "county/bad.txt: unchecked: " in said
    assert said.endswith("5 reports: 3 fit for publication, 1 not, 1 unchecked.\n")


def test_a_word_that_is_none(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "county", "--by", "month"]) == 2
    assert main(["summary", "county", "--format", "sqlite"]) == 2
    assert main(["summary", "county", "--format", "sarif"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "disclint: --by 不能是 month；可用：organ、level、year、rule"
    assert said[1] == "disclint: --format sqlite 要与 --output FILE 合用"
    assert said[2].startswith("disclint: --format 不能是 sarif；")


def test_a_wrong_pack_is_told_before_anything(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (county / "disclint.yaml").write_text(
        "extends: cn/2021\n"
        "figures:\n  suits: { label: 诉讼, english: suits, cells: [review_litigation.direct_suit.totl] }\n",
        encoding="utf-8",
    )
    assert main(["summary", "county"]) == 2
    line, *_ = capsys.readouterr().err.splitlines()
    assert line.startswith("disclint.yaml:3:")
    assert "review_litigation.direct_suit.total" in line


def test_many_files_stand_as_each_alone(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(9):
        for year, source in ((2022, "government-2022.txt"), (2023, "water-2023.txt")):
            text = (COUNTY / source).read_text(encoding="utf-8")
            for organ in ("青屏县人民政府", "青屏县水务局"):
                text = text.replace(f"{organ}{year}年", f"青屏县第{'一二三四五六七八九'[number]}中学{year}年")
            (county / "county" / f"school-{number}-{year}.txt").write_text(text, encoding="utf-8")
    assert main(["summary", "county", "--format", "json", "--jobs", "2", "--no-cache"]) == 1
    together = json.loads(capsys.readouterr().out)["reports"]
    assert sum(each["before"] is not None for each in together) == 11
    for each in together:
        main(["summary", each["path"], "--format", "json"])
        (alone,) = json.loads(capsys.readouterr().out)["reports"]
        beside = {"before", "errors", "warnings", "notes"}  # rules between reports speak of those together only
        assert {key: alone[key] for key in alone.keys() - beside} == {key: each[key] for key in each.keys() - beside}


def test_what_could_not_be_matched_is_told(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(COUNTY / "water-2023.txt", county / "county" / "again.txt")
    assert main(["summary", "county", "--by", "year"]) == 1
    told = capsys.readouterr()
    assert "同一机关同一年度有2份报告，数字只计第一份：county/again.txt，county/water-2023.txt\n" in told.out
    assert "county/again.txt" in told.err


# The database ----------------------------------------------------------------------------------------------------


def database(folder: Path) -> sqlite3.Connection:
    assert main(["summary", str(folder / "county"), "--format", "sqlite", "--output", "county.db"]) == 1
    return sqlite3.connect("county.db")


def test_the_rows_of_a_database_are_those_of_json(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(database(county)) as found:
        assert capsys.readouterr().out == ""
        main(["extract", str(county / "county"), "--format", "json"])
        keys = ("form", "row", "column", "state", "text", "value", "unit", "line", "start_column")
        cells = [
            (file["path"], *(cell[key] for key in keys))
            for file in json.loads(capsys.readouterr().out)["files"]
            for cell in file["cells"]
        ]
        stored = found.execute(
            "SELECT path, form, row_key, column_key, state, text, value, unit, line, start_column"
            " FROM cells JOIN files ON id = file"
        ).fetchall()
        assert sorted(_exact(row) for row in stored) == sorted(_exact(row) for row in cells)
        main(["check", str(county / "county"), "--format", "json"])
        findings = [
            (file["path"], each["rule"], each["message"], each["fingerprint"], each["start"]["line"])
            for file in json.loads(capsys.readouterr().out)["files"]
            for each in file["diagnostics"]
        ]
        stored = found.execute(
            "SELECT path, rule, message, fingerprint, line FROM findings JOIN files ON id = file ORDER BY path, number"
        ).fetchall()
        assert stored == findings
    found.close()


def _exact(row: tuple[object, ...]) -> tuple[str, ...]:
    """A row to compare: a number is the same number, however it is written."""
    value = row[6]
    return tuple(map(str, (*row[:6], None if value is None else Decimal(str(value)).normalize(), *row[7:])))


def test_the_database_answers_common_questions(county: Path) -> None:
    with closing(database(county)) as found:
        ask = found.execute
        assert ask("PRAGMA foreign_key_check").fetchall() == []
        assert ask("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert ask("SELECT * FROM by_year").fetchall() == [(2022, 2, 2, 0, 0, 0, 0, 0), (2023, 2, 1, 1, 0, 3, 0, 0)]
        assert ask("SELECT * FROM by_level ORDER BY level").fetchall() == [
            ("county", 2, 2, 0, 0, 0, 0, 0), ("department", 2, 1, 1, 0, 3, 0, 0),
        ]  # fmt: skip
        assert [row[:3] for row in ask("SELECT * FROM by_rule")] == [
            ("applications-balance", 1, 1), ("applications-outcome-total", 1, 1), ("applications-row-total", 1, 1),
        ]  # fmt: skip
        assert ask("SELECT DISTINCT organ, year FROM blocking").fetchall() == [("青屏县水务局", 2023)]
        trend = ask("SELECT organ, value, before, change FROM trend WHERE figure = 'received' ORDER BY organ")
        assert trend.fetchall() == [
            ("青屏县人民政府", 46, 39, 7), ("青屏县水务局", 8, 5, 3),
        ]  # fmt: skip
        assert ask("SELECT * FROM undecided").fetchall() == []
        assert ask("SELECT schema FROM run").fetchall() == [(tables.VERSION,)]
    found.close()


def test_a_database_is_written_whole_or_not_at_all(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = county / "county.db"
    target.write_bytes(b"what was there before")
    assert main(["summary", "nowhere", "--format", "sqlite", "--output", "county.db"]) == 2
    (county / "disclint.yaml").write_text("extends: cn/2021\nrules: { nonsense: {} }\n", encoding="utf-8")
    assert main(["summary", "county", "--format", "sqlite", "--output", "county.db"]) == 2
    assert target.read_bytes() == b"what was there before"
    assert main(["summary", "county", "--pack", "cn/2021", "--format", "sqlite", "--output", "no/folder.db"]) == 2
    assert sorted(path.name for path in county.iterdir()) == ["county", "county.db", "disclint.yaml"]


def test_a_database_takes_what_sqlite_has_no_type_for(county: Path) -> None:
    report = county / "county" / "water-2022.txt"
    text = report.read_text(encoding="utf-8").replace("行政许可\t212", f"行政许可\t{10**19}")
    report.write_text(text, encoding="utf-8")
    with closing(database(county)) as found:
        (row,) = found.execute(
            "SELECT text, value FROM cells JOIN files ON id = file"
            " WHERE path LIKE '%water-2022.txt' AND row_key = 'licensing'"
        ).fetchall()
    found.close()
    assert row == (str(10**19), float(10**19))


def test_the_documents_show_the_database_as_it_is() -> None:
    for name in ("docs/summary.md", "docs/zh/summary.md"):
        assert f"```sql\n{definition()}```\n" in (ROOT / name).read_text(encoding="utf-8")
