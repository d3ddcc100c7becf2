"""What holds of every result: it depends on bytes, packs and version alone, it is well formed, it lies in the file.

Each format has laws of its own beside it, in ``tests/reporters``; here whole reports go the whole way.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from unicodedata import category
from xml.etree import ElementTree as ET

import pytest
from county import county
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from disclint import ReportOptions, Run, engine, plugins
from disclint.judging import judged
from disclint.reporters import csv as csv_
from disclint.reporters import github, gitlab, html, junit, sarif, text, xlsx
from disclint.reporters import json as json_
from disclint.testing import golden_files, read_golden
from tests.checkout import ROOT
from tests.engine.surroundings import folder
from tests.reporters.test_html import whole
from tests.reporters.test_sarif import VALIDATE, well_built
from tests.systems.shell import disclint

__all__ = ["folder"]

DRAFT = (ROOT / "examples" / "draft-2023.txt").read_text(encoding="utf-8")
FORMATS = ("text", "json", "sarif", "html", "github", "gitlab", "junit", "csv", "xlsx")

HERE = {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "xterm", "PYTHONUTF8": "1"}
THERE = {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Shanghai", "TERM": "dumb", "PYTHONUTF8": "1"}


@pytest.fixture
def reports(folder: Path) -> Path:
    shutil.copy(ROOT / "examples" / "draft-2023.txt", folder / "draft.txt")
    shutil.copy(ROOT / "examples" / "final-2023.txt", folder / "final.txt")
    (folder / "deep").mkdir()
    return folder


@pytest.mark.parametrize(
    ("command", "form"),
    [*(("check", form) for form in FORMATS), ("extract", "json"), ("summary", "html"), ("summary", "xlsx")],
)
def test_the_same_arguments_give_the_same_bytes_wherever_they_are_given(reports: Path, command: str, form: str) -> None:
    words = (command, "draft.txt", "final.txt", "report.txt", "--format", form)
    here = disclint(*words, cwd=reports, **HERE)
    there = disclint(*words, "--no-cache", cwd=reports, XDG_CACHE_HOME=str(reports / "another"), **THERE)
    assert here.stdout
    assert (here.stdout, here.stderr, here.returncode) == (there.stdout, there.stderr, there.returncode)


def test_the_order_of_arguments_and_the_working_folder_change_no_finding(reports: Path) -> None:
    def found(*paths: str, cwd: Path) -> dict[str, object]:
        done = disclint(*paths, "--format", "json", cwd=cwd, **HERE)
        return {Path(file.pop("path")).name: file for file in json.loads(done.stdout)["files"]}

    here = found("draft.txt", "final.txt", "report.txt", cwd=reports)
    assert set(here) == {"draft.txt", "final.txt", "report.txt"}
    assert found("report.txt", "draft.txt", "final.txt", "draft.txt", cwd=reports) == here
    assert found("../final.txt", "../report.txt", str(reports / "draft.txt"), cwd=reports / "deep") == here
    assert found(".", cwd=reports) == here


@pytest.fixture
def many(folder: Path) -> Path:
    """The examples of all packs, which make nearly all rules speak, and a county, which makes those between reports."""
    for number, path in enumerate(golden_files(ROOT / "rules") + golden_files(ROOT / "tests/golden")):
        words = read_golden(path).text
        (folder / f"{number:03}{Path(path).suffix}").write_text(words, encoding="utf-8", newline="")
    for name, words in county(11).files.items():
        (folder / name.replace("/", "-")).write_text(words, encoding="utf-8")
    return folder


@pytest.mark.parametrize("words", [["--format", "json"], ["summary", "--format", "json"]])
def test_nearly_all_rules_say_the_same_whoever_works_and_whatever_is_kept(many: Path, words: list[str]) -> None:
    """However sets are ordered, one process or two, from the files or from what was kept of them."""
    words = [*words, "--organs", "organs.csv", "."]
    here = disclint(*words, "--jobs", "1", cwd=many, **HERE)
    kept = disclint(*words, "--jobs", "2", cwd=many, **HERE)
    there = disclint(*words, "--jobs", "2", "--no-cache", cwd=many, **THERE)
    assert len(here.stdout) > 100_000
    assert (here.stdout, here.stderr, here.returncode) == (kept.stdout, kept.stderr, kept.returncode)
    assert (here.stdout, here.stderr, here.returncode) == (there.stdout, there.stderr, there.returncode)


PIECES = st.sampled_from(
    (
        "\0", "\x1b[2J\x1b]0;x\x07", "\x9b31m", "\x85", "\u2028", "\u202e", "\u2066", "\u2069", "\u200b", "\ufeff",
        "<script>window.ran = 1</script>", "</textarea><!--", "]]>", "&#0;&amp;", "\"'`", "=1+1", "@SUM(A1)",
        "-2+3|cmd", "\ufffe", "::error::x", "%0A%25", "\\", "\r", "\r\n", "\n", "\t", "|", "𠮷", "é", "　", "{{ 7 }}",
        "\ud800", "\udcff",
        "政府信息", "2023年", "12", "。", "（", "”",
    )
) | st.text(max_size=5)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(
    changes=st.lists(st.tuples(st.integers(0, len(DRAFT)), PIECES, st.integers(0, 30)), max_size=8),
    language=st.sampled_from(("zh", "en")),
    encoding=st.sampled_from(("utf-8", "gbk", "ascii")),
)
def test_whatever_a_report_contains_results_are_well_formed_and_lie_in_it(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str, int]], language: str, encoding: str
) -> None:
    words = DRAFT
    for at, piece, less in changes:
        words = words[:at] + piece + words[at + less :]
    path = tmp_path_factory.mktemp("law") / "r.txt"
    path.write_bytes(words.encode("utf-8", "surrogatepass"))
    run = engine.check((str(path),), engine.Request(language=language), plugins.find())
    lies_in(run)
    well_formed(run, ReportOptions(language=language, encoding=encoding, root=str(path.parent)))


TAILS = (
    "", "\u3000", " \u3000\t", "\u200b", "\ufeff", "\x85", "，,", ",", "。。", "（", "”", "“", "《", "12", "０",
    "2023年", "2022年12月", "1.", "一、", "（一）", "共1件", "12%", "100元", "〔2023〕1", "13800138000", "http://x",
    "&nbsp;", "<b", "萬", "绝密", "*", "\t\t", "|", "\r", "\n\n", "\u3000\n",
)  # fmt: skip


def test_findings_at_the_end_of_a_file_lie_in_it() -> None:
    """The end is where a stretch that is one too long leaves the file."""
    ends = [at for at, each in enumerate(DRAFT) if each in "。\n\t"][::50]
    library = engine.Library(plugins.find(), engine.Request(pack="cn/2021"))
    for end in (*ends, len(DRAFT)):
        for tail in TAILS:
            words = DRAFT[:end] + tail
            lies_in(Run("1", (judged("r.txt", words.encode(), library),)))


def lies_in(run: Run) -> None:
    """Every stretch that is told lies in its file."""
    (file,) = run.files
    assert file.failures == ()
    size = len(file.document.text) if file.document is not None else 0
    for diagnostic in file.diagnostics:
        spans = [diagnostic.span, *(each.span for each in diagnostic.related)]
        spans += [edit.span for edit in (diagnostic.fix.edits if diagnostic.fix is not None else ())]
        assert all(0 <= span.start <= span.end <= size for span in spans), diagnostic


def well_formed(run: Run, options: ReportOptions) -> None:
    """Every format is what it says it is."""
    found = sum(len(file.diagnostics) for file in run.files)
    assert sum(len(file["diagnostics"]) for file in json.loads(json_.report(run, options))["files"]) == found
    log = json.loads(sarif.report(run, options))
    assert [*VALIDATE(log), *well_built(log)] == []
    assert len(json.loads(gitlab.report(run, options))) == found
    assert len(github.report(run, options).splitlines()) == found + 1
    assert ET.fromstring(junit.report(run, options).encode()).tag == "testsuites"
    assert len(list(csv.reader(io.StringIO(csv_.report(run, options), newline="")))) == found + 1
    whole(html.report(run, options))
    book = load_workbook(io.BytesIO(xlsx.report(run, options)))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    shown = text.report(run, options)
    assert shown.encode(options.encoding)
    assert {category(each) for each in shown.replace("\n", "")}.isdisjoint(("Cc", "Cf", "Cs", "Zl", "Zp"))
