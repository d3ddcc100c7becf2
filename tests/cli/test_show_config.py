"""``disclint show-config``: which pack judges a file, why, and who set what."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.cli.test_cli import Shell
from tests.engine.surroundings import REPORT, folder

__all__ = ["folder"]


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A working folder with a report of 2023 without tables, and nothing else."""
    return Shell(capsys)


def head(run: Shell) -> list[str]:
    """What is said before the list of entries."""
    return run.out.partition("\n\n")[0].splitlines()


def test_without_a_configuration_the_year_decides(run: Shell) -> None:
    assert run("show-config", "report.txt") == 0
    assert head(run) == ["report.txt", "  规则包  cn/2021", "  原因    2023年的报告", "  依据    cn/base"]
    Path("report.txt").write_text(REPORT.replace("2023", "2019"), encoding="utf-8")
    assert run("show-config", "report.txt", "--lang", "en") == 0
    assert head(run)[1:3] == ["  pack     cn/2019", "  because  a report of 2019"]


def test_the_labels_of_tables_decide_before_the_year(run: Shell) -> None:
    report = (ROOT / "examples" / "final-2023.txt").read_text(encoding="utf-8").replace("2023", "2020")
    Path("report.txt").write_text(report, encoding="utf-8")
    assert run("show-config", "report.txt", "--lang", "en") == 0
    because = head(run)[2]
    assert head(run)[1] == "  pack     cn/2021"
    line = re.fullmatch(r"  because  its tables have the label 本年制发件数 \(line (\d+)\) of cn/2021", because)
    assert line is not None
    assert "本年制发件数" in report.splitlines()[int(line[1]) - 1]


def test_the_request_decides_before_all(run: Shell) -> None:
    Path("disclint.yaml").write_text("extends: cn/2021\n", encoding="utf-8")
    Path("other.yaml").write_text("extends: cn/2019\n", encoding="utf-8")
    for words, pack, why in (
        ([], "disclint.yaml", "disclint.yaml is the nearest upwards"),
        (["--config", "other.yaml"], "other.yaml", "--config"),
        (["--pack", "cn/2019/hubei"], "cn/2019/hubei", "--pack"),
    ):
        assert run("show-config", "report.txt", "--lang", "en", *words) == 0
        assert head(run)[1:3] == [f"  pack     {pack}", f"  because  {why}"]


def test_a_pack_that_leaves_the_edition_open_tells_both_reasons(run: Shell) -> None:
    Path("disclint.yaml").write_text("rules:\n  terms: { severity: note }\n", encoding="utf-8")
    Path("below").mkdir()
    Path("below/report.txt").write_text(REPORT, encoding="utf-8")
    assert run("show-config", "below/report.txt") == 0
    assert head(run)[1:] == [
        "  规则包  disclint.yaml",
        "  原因    disclint.yaml 是自文件向上最近的一个；所依据的全国规则包：2023年的报告",
        "  依据    cn/2021 → cn/base",
    ]


def test_each_entry_has_the_places_that_set_it(run: Shell) -> None:
    Path("disclint.yaml").write_text(
        "extends: cn/2021\nrules:\n  terms: { severity: note }\n  dates: off\n"
        "  own: { kind: terms, words: { 公幵: { right: 公开 } } }\n",
        encoding="utf-8",
    )
    assert run("show-config", "report.txt") == 0
    assert re.search(r"^  terms +note +terms +disclint\.yaml:3 ← \S+base\.yaml:\d+$", run.out, re.MULTILINE)
    assert re.search(r"^  own +error +terms +disclint\.yaml:5$", run.out, re.MULTILINE)
    assert re.search(r"^  dates +off +- +disclint\.yaml:4 ← \S+base\.yaml:\d+$", run.out, re.MULTILINE)
    place = re.search(r"^  dates .*← (\S+):(\d+)$", run.out, re.MULTILINE)
    assert place is not None
    assert Path(place[1]).read_text(encoding="utf-8").splitlines()[int(place[2]) - 1] == "  dates:"


def test_a_file_that_no_pack_fits_is_told(run: Shell) -> None:
    Path("report.txt").write_text(REPORT.replace("2023", "2012"), encoding="utf-8")
    assert run("show-config", "report.txt") == 1
    assert "2012年的报告早于2019年" in run.err
    assert run.out == ""
    Path("report.txt").write_text("", encoding="utf-8")
    assert run("show-config", "report.txt") == 1
    assert run.out == ""


@pytest.mark.parametrize("words", [[], ["."], ["report.txt", "report.txt"], ["nowhere.txt"]])
def test_it_takes_one_file(run: Shell, words: list[str]) -> None:
    assert run("show-config", *words) == 2
    assert run.err
