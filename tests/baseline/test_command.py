"""Findings that are accepted, by a baseline or a pack's ``ignore``: what is shown, what is counted, what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from disclint import Checked, plugins
from disclint.baseline import suppressed
from disclint.cli import main
from disclint.engine import Library, Request, check, judge, read, understand
from tests.fixing.reports import FINAL

FAULTS = FINAL.replace("\t17\t2\t", "\t17\t3\t").replace("全年在", "全年,在").replace("解读。", "解读。。", 1)
"""An error in a sum, a warning about a comma and an error about a mark, the last two on one line."""


class Shell:
    """Runs command lines in a folder."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture
        self.out = self.err = ""

    def __call__(self, *words: str) -> int:
        status = main(words)
        self.out, self.err = self._capture.readouterr()
        return status

    def rules(self, *words: str) -> list[str]:
        """The rules that speak of the files."""
        self(*words, "--format", "json")
        return [finding["rule"] for file in json.loads(self.out)["files"] for finding in file["diagnostics"]]

    def results(self, *words: str) -> list[dict[str, Any]]:
        """The results in SARIF."""
        self(*words, "--format", "sarif")
        found: list[dict[str, Any]] = json.loads(self.out)["runs"][0]["results"]
        return found


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A folder with a report that has faults; nothing above it has a project's pack."""
    monkeypatch.chdir(tmp_path)
    write("a.txt", FAULTS)
    return Shell(capsys)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def ignoring(*entries: str) -> None:
    """Write the project's pack, with these entries of ``ignore``."""
    write("disclint.yaml", "extends: cn/2021\nignore:\n" + "".join(f"  - {{ {entry} }}\n" for entry in entries))


ACCEPT = ("--baseline", "known.jsonl")


# A baseline


def test_what_is_in_the_baseline_is_shown_and_counted_nowhere(run: Shell) -> None:
    before = run.rules("a.txt")
    assert set(before) >= {"punctuation-width", "punctuation-repeated", "applications-outcome-total"}
    assert run("a.txt", *ACCEPT, "--write-baseline") == 0
    assert run.err == f"known.jsonl：写入{len(before)}条，其中新增{len(before)}条\n"
    assert f"检查了1个文件：0个错误，0个警告，0条提示。\n另有{len(before)}条已列入基线或忽略项，不再列出。\n" in run.out
    assert run("a.txt", *ACCEPT, "--fail-on", "note") == 0
    assert run.err == ""
    assert run.rules("a.txt", *ACCEPT) == []


def test_a_new_finding_speaks(run: Shell) -> None:
    run("a.txt", *ACCEPT, "--write-baseline")
    write("a.txt", FAULTS.replace("（二）依申请公开。", "（二）依申请公开。。"))
    assert run.rules("a.txt", *ACCEPT) == ["punctuation-repeated"]
    assert run("a.txt", *ACCEPT) == 1


def test_a_finding_stays_known_when_lines_are_added_above_and_marks_are_mended_beside_it(run: Shell) -> None:
    run("a.txt", *ACCEPT, "--write-baseline")
    lines = FAULTS.split("\n")
    write("a.txt", "\n".join([lines[0], "", *lines[1:]]).replace("（一）主动公开。", "(一)主动公开。"))
    assert run.rules("a.txt", *ACCEPT) == ["punctuation-width"]
    assert run("a.txt", *ACCEPT, "--fix") == 0
    assert "(一)" not in Path("a.txt").read_text(encoding="utf-8")


def test_an_accepted_finding_is_not_mended(run: Shell) -> None:
    run("a.txt", *ACCEPT, "--write-baseline")
    assert run("a.txt", *ACCEPT, "--fix", "--unsafe-fixes") == 0
    assert Path("a.txt").read_text(encoding="utf-8") == FAULTS


def test_what_is_mended_first_is_not_written_down(run: Shell) -> None:
    run("a.txt", *ACCEPT, "--fix", "--write-baseline")
    rules = {json.loads(line)["rule"] for line in Path("known.jsonl").read_text(encoding="utf-8").splitlines()[1:]}
    assert rules
    assert not rules & {"punctuation-width", "punctuation-repeated"}


def test_stale_entries_are_told_and_go_when_it_is_written_anew(run: Shell) -> None:
    run("a.txt", *ACCEPT, "--write-baseline")
    mended = FAULTS.replace("解读。。", "解读。")
    write("a.txt", mended)
    assert run("a.txt", *ACCEPT) == 0
    head, told = run.err.splitlines()
    assert head == "known.jsonl：1条已不再出现，可用 --write-baseline 更新"
    assert told.startswith("known.jsonl:")
    assert " a.txt punctuation-repeated 标点重复" in told
    lines = Path("known.jsonl").read_text(encoding="utf-8").splitlines()
    assert run("a.txt", *ACCEPT, "--write-baseline") == 0
    left = Path("known.jsonl").read_text(encoding="utf-8").splitlines()
    assert left == [line for line in lines if "punctuation-repeated" not in line]
    assert run.err == f"known.jsonl：写入{len(left) - 1}条，其中新增0条\n"


def test_many_stale_entries_are_counted(run: Shell) -> None:
    run("a.txt", *ACCEPT, "--write-baseline")
    lines = Path("known.jsonl").read_text(encoding="utf-8").splitlines()
    lines += [lines[1].replace('"fingerprint": "', f'"fingerprint": "{number}-') for number in range(13)]
    write("known.jsonl", "\n".join(lines))
    assert run("a.txt", *ACCEPT, "--lang", "en") == 0
    told = run.err.splitlines()
    assert told[0] == "known.jsonl: 13 entries are found no more; --write-baseline renews it"
    assert (len(told), told[-1]) == (12, "… and 3 more")


def test_reasons_and_other_files_are_kept(run: Shell) -> None:
    write("b.txt", FAULTS)
    run("a.txt", "b.txt", *ACCEPT, "--write-baseline")
    text = Path("known.jsonl").read_text(encoding="utf-8").replace('"reason": ""', '"reason": "报送后更正"', 1)
    write("known.jsonl", text)
    assert run("a.txt", *ACCEPT) == 0
    assert run.err == "", "of a file that is not in the run nothing is known"
    run("b.txt", *ACCEPT, "--write-baseline")
    assert Path("known.jsonl").read_text(encoding="utf-8") == text
    Path("b.txt").unlink()
    run("a.txt", *ACCEPT)
    assert "不再出现" in run.err
    run("a.txt", *ACCEPT, "--write-baseline")
    assert '"b.txt"' not in Path("known.jsonl").read_text(encoding="utf-8")
    assert '"报送后更正"' in Path("known.jsonl").read_text(encoding="utf-8")


def test_paths_are_those_from_the_baseline_s_own_folder(run: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    write("reports/2023/a.txt", FAULTS)
    run("reports", "--baseline", "reports/known.jsonl", "--write-baseline")
    assert {json.loads(line).get("path") for line in Path("reports/known.jsonl").read_text().splitlines()} == {
        None, "2023/a.txt",
    }  # fmt: skip
    monkeypatch.chdir("reports/2023")
    assert run("a.txt", "--baseline", "../known.jsonl") == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("a.txt", "--baseline", "none.jsonl"), "disclint: none.jsonl: no such baseline; --write-baseline makes one"),
        (("a.txt", "--write-baseline"), "disclint: --write-baseline needs --baseline FILE"),
        (("a.txt", "--baseline", "broken.jsonl"), "broken.jsonl:2:1: not JSON: Expecting value"),
        (("a.txt", "--baseline", "broken.jsonl", "--write-baseline"), "broken.jsonl:2:1: not JSON: Expecting value"),
        (("a.txt", "--baseline", "folder"), "disclint: folder: not opened: Is a directory"),
        (("a.txt", "--baseline", "large"), "disclint: large: larger than 64 MB"),
        (("a.txt", "--organs", "large"), "disclint: large: larger than 4 MB"),
    ],
)
def test_a_wrong_request_judges_nothing(run: Shell, words: tuple[str, ...], told: str) -> None:
    write("broken.jsonl", '{"disclint": "baseline", "schema": 1}\nbroken\n')
    Path("folder").mkdir()
    with open("large", "wb") as file:
        file.truncate(1 << 40)
    assert run(*words, "--lang", "en") == 2
    assert (run.out, run.err.splitlines()[0]) == ("", told)
    assert Path("broken.jsonl").read_text().endswith("broken\n")


def test_a_file_that_cannot_be_read_may_be_known_but_is_named(run: Shell) -> None:
    Path("a.txt").write_bytes(b"\x00")
    run("a.txt", *ACCEPT, "--write-baseline")
    assert run("a.txt", *ACCEPT) == 0
    assert "未能读取（1个文件）：\n  a.txt\n" in run.out


# Of a pack


def test_an_ignore_takes_what_all_its_words_fit(run: Shell) -> None:
    every = run.rules("a.txt")
    fingerprints = {found["rule"]: found["fingerprint"] for found in json.loads(run.out)["files"][0]["diagnostics"]}
    width = "rule: punctuation-width, reason: 照原文"
    for words, taken in (
        ("file: a.txt", True), ("file: '*.txt'", True), ("file: b.txt", False), ("file: './a.txt'", False),
        ("text: '全年,在县政府'", True), ("text: 全年，在 县政府", True), ("text: 全年没有", False),
        (f"fingerprint: '{fingerprints['punctuation-width']}'", True), ("fingerprint: '0123456789abcdef'", False),
        (f"file: a.txt, text: 全年, fingerprint: '{fingerprints['punctuation-width']}'", True),
        (f"file: b.txt, fingerprint: '{fingerprints['punctuation-width']}'", False),
    ):  # fmt: skip
        ignoring(f"{width}, {words}")
        left = [rule for rule in every if rule != "punctuation-width"] if taken else every
        assert run.rules("a.txt") == left, words


def test_a_pattern_with_a_folder_counts_from_the_pack_s_folder(run: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    write("2023/x/a.txt", FAULTS)
    for pattern, taken in (("2023/*", True), ("2023/x/a.*", True), ("x/a.txt", False), ("*/a.txt", True)):
        ignoring(f"rule: punctuation-width, reason: 照原文, file: '{pattern}'")
        assert ("punctuation-width" not in run.rules("2023")) == taken, pattern
    monkeypatch.chdir("2023/x")
    assert "punctuation-width" not in run.rules("a.txt")


def test_an_ignore_that_is_over_lets_the_finding_speak_and_says_so(run: Shell) -> None:
    entry = "rule: punctuation-width, reason: 照原文, file: a.txt, until: {}"
    ignoring(entry.format("2000-01-31"))
    assert run("a.txt") == 1
    assert "punctuation-width 中文语句中用了1处半角标点（,），应用全角（，）（忽略至2000-01-31，已到期）\n" in run.out
    assert run.err == "disclint.yaml:3: “punctuation-width”的忽略项已于2000-01-31到期\n"
    ignoring(entry.format("9999-12-31"))
    assert "punctuation-width" not in run.rules("a.txt")
    assert run.err == ""


@pytest.mark.parametrize(("today", "speaks"), [("2025-06-29", False), ("2025-06-30", False), ("2025-07-01", True)])
def test_the_last_day_is_one_on_which_it_holds(run: Shell, today: str, speaks: bool) -> None:
    ignoring("rule: punctuation-width, reason: 照原文, file: a.txt, until: 2025-06-30")
    (file,) = check(["a.txt"], Request(today=today), plugins.find()).files
    assert ("punctuation-width" in [finding.rule for finding in file.diagnostics]) == speaks


def test_an_ignore_that_is_of_no_use_is_told(run: Shell) -> None:
    ignoring(
        "rule: punctuation-width, reason: 照原文, text: 全年",
        "rule: script, reason: 照原文, text: 全年",
        "rule: script, reason: 照原文, file: b.txt",
    )
    assert run("a.txt", "--lang", "en") == 1
    assert run.err == "disclint.yaml:4: the ignore of “script” suppresses nothing and can go\n"


def test_an_ignore_comes_before_a_baseline(run: Shell) -> None:
    ignoring("rule: punctuation-width, reason: 照原文, file: a.txt")
    run("a.txt", *ACCEPT, "--write-baseline")
    assert "punctuation-width" not in Path("known.jsonl").read_text(encoding="utf-8")
    assert run("a.txt", *ACCEPT) == 0
    assert run.err == ""


def test_a_list_of_a_pack_takes_the_place_of_the_one_below(run: Shell) -> None:
    ignoring("rule: punctuation-width, reason: 照原文, file: a.txt")
    write("own.yaml", "extends: ./disclint.yaml\nrules: {}\n")
    assert "punctuation-width" not in run.rules("a.txt", "--config", "own.yaml")
    write("own.yaml", "extends: ./disclint.yaml\nignore: []\n")
    assert "punctuation-width" in run.rules("a.txt", "--config", "own.yaml")


WRONG = """\
extends: cn/2021
ignore:
  - { rule: punctuation-widht, reason: 照原文, file: a.txt }
  - { rule: dates, file: a.txt }
  - { rule: dates, reason: 照原文 }
  - { rule: dates, reason: 照原文, file: a.txt, until: 2025-02-30 }
  - { rule: dates, reason: 照原文, fingerprint: 00ff }
  - { rule: dates, reason: 照原文, fingerprint: 1234567890123456 }
  - { rule: dates, reason: 照原文, files: a.txt }
  - dates
"""

STATES = "an entry of ignore states a file, a text or a fingerprint; a rule is switched off in rules"


def test_what_is_wrong_with_an_ignore_is_told_with_its_place(run: Shell) -> None:
    write("disclint.yaml", WRONG)
    assert run("a.txt", "--lang", "en") == 2
    assert [line for line in run.err.splitlines() if line.startswith("disclint.yaml")] == [
        "disclint.yaml:3:13: there is no rule “punctuation-widht” (punctuation-width)",
        "disclint.yaml:4:5: an entry of ignore lacks “reason” (reason: …)",
        f"disclint.yaml:5:5: {STATES} (rules: {{ dates: off }})",
        "disclint.yaml:6:53: the last day (until) must be a date (2025-12-31)",
        "disclint.yaml:7:46: a fingerprint has 16 hexadecimal digits; --format json shows them",
        'disclint.yaml:8:46: must be text, not a number ("1234567890123456")',
        "disclint.yaml:9:33: an entry of ignore has no key “files” (file)",
        "disclint.yaml:10:5: an entry of ignore must be a mapping (rule | reason | file | text | fingerprint | until)",
    ]
    write("disclint.yaml", "extends: cn/2021\nignore: dates\n")
    assert run("a.txt", "--lang", "en") == 2
    assert run.err.startswith("disclint.yaml:2:9: must be a list, not text ([dates])\n")


def test_a_pack_for_both_editions_may_speak_of_a_rule_of_one(run: Shell) -> None:
    write("disclint.yaml", "ignore: [{ rule: items-large-change, reason: 清单调整, file: a.txt }]\n")
    assert run("a.txt") == 1
    write("disclint.yaml", "ignore: [{ rule: items-large-chance, reason: 清单调整, file: a.txt }]\n")
    assert run("a.txt") == 2


# For programs


def test_sarif_has_accepted_findings_as_suppressions_in_their_places(run: Shell) -> None:
    plain = run.results("a.txt")
    ignoring("rule: punctuation-width, reason: 照原文, file: a.txt")
    accepted = run.results("a.txt")
    assert [{key: value for key, value in result.items() if key != "suppressions"} for result in accepted] == plain
    (width,) = [result for result in accepted if "suppressions" in result]
    assert width["ruleId"] == "punctuation-width"
    assert width["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "照原文"}]
    run("a.txt", *ACCEPT, "--write-baseline")
    known = run.results("a.txt", *ACCEPT)
    reasons = [result["suppressions"][0]["justification"] for result in known]
    assert len(reasons) == len(plain)
    assert sorted({reason.split(":")[0] for reason in reasons}) == ["已列入基线 known.jsonl", "照原文"]


def test_fingerprints_do_not_depend_on_what_is_accepted(run: Shell) -> None:
    lines = FAULTS.split("\n")
    twice = next(line for line in lines if "全年,在" in line)
    write("a.txt", FAULTS.replace(twice, f"{twice}\n{twice}"))
    library = Library(plugins.find(), Request())
    file: Checked = judge(understand(read("a.txt", Path("a.txt").read_bytes(), library), library))
    run("a.txt", *ACCEPT, "--write-baseline")
    entries = Path("known.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in entries if "punctuation-width" in line]
    assert len(kept) == 2
    for line in kept:
        write("known.jsonl", "\n".join([entries[0], line]))
        (left,) = [result for result in run.results("a.txt", *ACCEPT) if "suppressions" in result]
        assert left["partialFingerprints"] == {"disclintContext/v1": json.loads(line)["fingerprint"]}
        others = [result for result in run.results("a.txt", *ACCEPT) if "suppressions" not in result]
        prints = {result["partialFingerprints"]["disclintContext/v1"] for result in others}
        assert len(prints) == len(others) == len(file.diagnostics) - 1


def test_without_baseline_and_ignore_a_file_is_what_it_was(run: Shell) -> None:
    library = Library(plugins.find(), Request())
    file = judge(understand(read("a.txt", Path("a.txt").read_bytes(), library), library))
    assert suppressed(file, None, "2025-01-01").diagnostics == file.diagnostics
