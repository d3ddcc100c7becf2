"""What a user types, and what comes of it: exit status, standard output, standard error."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import disclint
from disclint.cli import (
    CHECK,
    EXPLAIN,
    EXTRACT,
    INIT,
    PLUGINS,
    RULES,
    SCHEMA,
    SHOW_CONFIG,
    TEST,
    TEXT,
    main,
)
from disclint.options import Command
from tests.engine import kinds
from tests.engine.surroundings import REPORT, folder
from tests.plugins.installation import Site, site

__all__ = ["folder", "site"]

PLUGIN = f"""
    from disclint import ReporterEntry, RuleEntry, hookimpl

    @hookimpl
    def disclint_rules():
        return [RuleEntry(kind, "{kinds.__name__}:" + kind.title()) for kind in ("word", "granted", "faulty")]

    @hookimpl
    def disclint_reporters():
        return [ReporterEntry("names", "disclint_words_names:report")]
"""

NAMES = """
    def report(run, options):
        return "".join(f"{file.path} {[d.rule for d in file.diagnostics]} {len(file.sha256)}\\n" for file in run.files)
"""


class Shell:
    """Runs command lines in a folder."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture
        self.out = self.err = ""

    def __call__(self, *words: str) -> int:
        status = main(words)
        self.out, self.err = self._capture.readouterr()
        return status


@pytest.fixture
def run(folder: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A working folder with a report, and a project that says one thing of it as a warning."""
    site.install("disclint-words", PLUGIN, disclint_words_names=NAMES)
    project("{ kind: word, word: 六、, severity: warning }")
    return Shell(capsys)


def project(*entries: str) -> None:
    """Write the project's pack, with nothing in force but these entries."""
    rules = "".join(f"  own-{number}: {entry}\n" for number, entry in enumerate(entries))
    Path("disclint.yaml").write_text(f"extends: cn/2021\nrules:\n{rules or '  {}'}", encoding="utf-8")


# Commands


def test_check_is_the_command_that_may_be_left_out(run: Shell) -> None:
    texts = set()
    for words in (["check", "report.txt"], ["report.txt"], ["--format", "names", "report.txt"]):
        assert run(*words, *(["--format", "names"] if len(words) < 3 else [])) in (0, 1)
        texts.add(run.out)
    assert len(texts) == 1
    assert "own-0" in texts.pop()


def test_a_command_may_stand_behind_options(run: Shell) -> None:
    assert run("--lang", "en", "text", "report.txt") == 0
    assert run.out.startswith("云溪县人民政府")


def test_a_file_that_is_named_like_a_command_is_written_with_its_folder(run: Shell) -> None:
    Path("rules").write_text(REPORT, encoding="utf-8")
    assert run("./rules", "--format", "names") in (0, 1)
    assert run.out.startswith("./rules [")


def test_a_misspelt_command_is_told_with_what_was_meant(run: Shell) -> None:
    assert run("--lang", "en", "explian", "dates") == 2
    assert run.err == "disclint: explian is neither a file nor a command; do you mean disclint explain?\n"
    Path("explian").write_text(REPORT, encoding="utf-8")
    assert run("explian", "--format", "names") in (0, 1)


@pytest.mark.parametrize("command", [CHECK, EXTRACT, TEXT, EXPLAIN, RULES, TEST, INIT, SHOW_CONFIG, PLUGINS, SCHEMA])
def test_every_command_has_help_and_its_options_are_real(run: Shell, command: Command) -> None:
    assert run(command.name, "--help") == 0
    assert run.out.startswith(f"用法 usage: disclint {command.usage}\n")
    assert run(command.name, "-h") == 0
    assert all(option.name in run.out for option in command.options)
    assert run("--help") == 0
    assert f"  disclint {'[check]' if command.name == 'check' else command.name} " in run.out


def test_text_shows_the_document_as_read(run: Shell) -> None:
    Path("t.txt").write_text("一、 标题\n甲\t乙\n1\t2\n", encoding="utf-8")
    assert run("text", "t.txt") == 0
    assert "甲\t乙\n1\t2\n" in run.out
    assert run("text", "report.txt", "t.txt") == 2
    Path("t.txt").write_bytes(b"")
    assert run("text", "t.txt") == 1
    assert (run.out, run.err[:7]) == ("", "t.txt: ")


def test_extract_gives_cells_and_judges_nothing(run: Shell) -> None:
    project("{ kind: faulty }")
    assert run("extract", "report.txt", "--format", "json") == 0
    (file,) = json.loads(run.out)["files"]
    assert file["edition"] == "form_2021"
    assert {cell["state"] for cell in file["cells"]} == {"missing"}
    assert run.err == ""
    Path("letter.txt").write_text("Dear Sir,\n", encoding="utf-8")
    assert run("extract", "letter.txt", "--pack", "cn/2021") == 0
    Path("disclint.yaml").unlink()
    assert run("extract", "letter.txt", "--format", "csv", "--lang", "en") == 1
    assert run.err.startswith("letter.txt: this is no annual report")


# Exit status


def test_the_status_tells_whether_anything_is_as_grave_as_asked(run: Shell) -> None:
    assert run("report.txt", "--format", "names") == 0 or "own-0" in run.out
    for own, level, status in (
        ("note", "warning", 0), ("note", "note", 1), ("warning", "error", 0), ("warning", "warning", 1),
        ("error", "error", 1),
    ):  # fmt: skip
        lone(f"{{ kind: word, word: 六、, severity: {own} }}")
        assert run("report.txt", "--fail-on", level) == status, (own, level)


def lone(entry: str) -> None:
    """Write the project's pack with one entry of its own and every national one off."""
    from disclint import plugins
    from disclint.engine import Library, Request

    national = Library(plugins.find(), Request()).pack("cn/2021").rules
    off = "".join(f"  {rule.id}: off\n" for rule in national)
    Path("disclint.yaml").write_text(f"extends: cn/2021\nrules:\n{off}  own: {entry}\n", encoding="utf-8")


def test_a_file_that_cannot_be_read_is_a_finding(run: Shell) -> None:
    Path("empty.txt").write_bytes(b"")
    assert run("empty.txt", "report.txt", "--format", "names") == 1
    assert run.out.startswith("empty.txt ['unreadable']")
    assert "report.txt [" in run.out
    assert run.err == ""


def test_a_rule_that_fails_is_told_once_and_the_rest_is_judged(run: Shell) -> None:
    lone("{ kind: faulty }")
    Path("second.txt").write_text(REPORT, encoding="utf-8")
    assert run("report.txt", "second.txt", "--format", "names", "--lang", "en") == 2
    assert run.out.splitlines() == ["report.txt ['own'] 64", "second.txt ['own'] 64"]
    (line,) = run.err.splitlines()
    assert line.startswith("report.txt (+1): own failed: ZeroDivisionError: the rule is wrong (kinds.py:")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["missing.txt"], "disclint: missing.txt: no such file or folder"),
        ([], "disclint: usage: disclint [check] PATH... [--format text|json|sarif|html|…] [...]; see disclint --help"),
        (["report.txt", "--format", "jsn"], "disclint: --format cannot be jsn; do you mean json? use text, json"),
        (["extract", "report.txt", "--format", "sarif"], "disclint: --format cannot be sarif; use text, json, csv"),
        (
            ["report.txt", "--pack", "cn/2021", "--config", "disclint.yaml"],
            "disclint: use --pack or --config, not both",
        ),
        (["report.txt", "--year", "二〇"], "disclint: --year is a year of four digits, not 二〇"),
        (["report.txt", "--config", "no.yaml"], "disclint: no.yaml: no such config file"),
        (["report.txt", "--pack", "cn/2012"], "disclint: there is no pack “cn/2012”"),
        (["report.txt", "--output", "no/such/folder.txt"], "disclint: no/such/folder.txt: not written: No such file"),
        (["explain", "own-00"], "disclint: no rule own-00; do you mean own-0"),
        (["explain"], "disclint: explain needs the name of a rule"),
        (["rules", "report.txt"], "disclint: rules takes no report.txt"),
    ],
)
def test_a_wrong_request_is_told_in_one_line_and_nothing_is_judged(run: Shell, words: list[str], told: str) -> None:
    assert run(*words, "--lang", "en") == 2
    assert run.out == ""
    (line,) = run.err.splitlines()
    assert line.startswith(told)
    assert run(*words) == 2
    assert run.err.startswith("disclint: ")
    assert not run.err.startswith(told) or words == ["report.txt", "--config", "no.yaml"]


def test_every_mistake_of_a_pack_is_told_with_its_place_and_what_would_be_right(run: Shell) -> None:
    project("{ kind: wrod, word: 六、 }", "{ kind: word, wrod: 六、 }")
    assert run("report.txt", "--lang", "en") == 2
    assert run.out == ""
    lines = run.err.splitlines()
    places = [line.split(" ")[0] for line in lines]
    assert {"disclint.yaml:3:18:", "disclint.yaml:4:24:"} <= set(places)
    assert "(" in lines[0]
    assert "word" in lines[0]


def test_a_plugin_that_fails_is_named(run: Shell, site: Site) -> None:
    site.install("disclint-lame", "import no_such_module_at_all")
    assert run("report.txt", "--lang=en", "--format", "tally") == 2
    assert run.err.startswith("disclint: plugin disclint-lame cannot be imported")
    assert run("--version") == 0


@pytest.mark.parametrize("raised", ["LookupError('no such\\nthing')", "SystemExit('no such\\nthing')"])
def test_a_mistake_of_the_program_is_one_line(run: Shell, monkeypatch: pytest.MonkeyPatch, raised: str) -> None:
    """Such as a kind whose manual cannot be written."""

    class Manual(str):
        def __str__(self) -> str:
            raise eval(raised)

        expandtabs = splitlines = strip = lambda self, *_: str(self)  # type: ignore[assignment]

    monkeypatch.setattr(kinds.Word, "__doc__", Manual("words"))
    assert run("explain", "own-0", "--lang", "en") == 2
    (line,) = run.err.splitlines()
    assert line.startswith(f"disclint: internal error: {raised.partition('(')[0]}: no such thing (test_cli.py:")


# Output


def test_a_file_is_written_whole_or_not_at_all(run: Shell) -> None:
    assert run("report.txt", "--format", "json", "--output", "result.json") in (0, 1)
    assert run.out == ""
    written = Path("result.json").read_bytes()
    assert json.loads(written)["files"][0]["path"] == "report.txt"
    Path("result.json").chmod(0o600)
    assert run("report.txt", "--format", "json", "--output", "result.json") in (0, 1)
    assert Path("result.json").stat().st_mode & 0o777 == 0o600
    assert run("missing.txt", "--format", "json", "--output", "result.json") == 2
    assert Path("result.json").read_bytes() == written
    Path("folder").mkdir()
    assert run("report.txt", "--output", "folder") == 2
    assert sorted(path.name for path in Path().iterdir()) == ["disclint.yaml", "folder", "report.txt", "result.json"]


@pytest.mark.parametrize("name", ["report.txt", "./report.txt", "link.txt", "other.txt"])
def test_a_result_is_not_written_over_the_report(run: Shell, name: str) -> None:
    before = Path("report.txt").read_bytes()
    Path("link.txt").symlink_to("report.txt")
    os.link("report.txt", "other.txt")
    for command in ("check", "extract", "text"):
        assert run(command, "report.txt", "--output", name, "--lang", "en") == 2
        assert run.err == f"disclint: {name}: is the file to check, write to another\n"
    assert Path("report.txt").read_bytes() == before


def test_a_result_is_no_folder(run: Shell) -> None:
    before = Path("report.txt").read_bytes()
    for name in ("report.txt/", "new/", ""):
        assert run("report.txt", "--output", name, "--lang", "en") == 2
        assert run.err == f"disclint: {name}: a folder, name a file\n"
    assert Path("report.txt").read_bytes() == before
    assert not Path("new").exists()


def test_a_link_to_an_output_file_stays_a_link(run: Shell) -> None:
    Path("link.json").symlink_to("real.json")
    assert run("report.txt", "--format", "json", "--output", "link.json") in (0, 1)
    assert Path("link.json").is_symlink()
    assert json.loads(Path("real.json").read_bytes())


def test_colours_are_for_terminals_and_for_those_who_ask(run: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    run("report.txt")
    assert "\x1b" not in run.out
    run("report.txt", "--color", "always")
    assert "\x1b[" in run.out
    monkeypatch.setenv("NO_COLOR", "1")
    run("report.txt", "--color", "always")
    assert "\x1b[" in run.out


def test_standard_input_is_a_file_with_a_name(run: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    run("-", "--stdin-name", "草稿.txt", "--format", "names")
    assert run.out.startswith("草稿.txt ['own-0'") or "own-0" in run.out


def test_messages_are_chinese_unless_english_is_asked_for(run: Shell) -> None:
    run("report.txt")
    assert "有“六、”" in run.out
    run("report.txt", "--lang", "en")
    assert "there is “六、”" in run.out


# Rules


def test_rules_lists_every_entry_with_where_it_was_set(run: Shell) -> None:
    assert run("rules", "--format", "json") == 0
    rules = {rule["id"]: rule for rule in json.loads(run.out)["rules"]}
    assert rules["own-0"]["kind"] == "word"
    assert rules["own-0"]["severity"] == "warning"
    assert rules["own-0"]["set"] == [{"path": "disclint.yaml", "line": 3}]
    assert run("rules", "--lang", "en") == 0
    (line,) = [line for line in run.out.splitlines() if line.startswith("  own-0 ")]
    assert line.split() == ["own-0", "warning", "word", "disclint.yaml:3"]


def test_rules_lists_each_national_pack_where_none_is_chosen(run: Shell) -> None:
    Path("disclint.yaml").unlink()
    assert run("rules", "--format", "json") == 0
    everywhere = json.loads(run.out)["rules"]
    assert [rule["id"] for rule in everywhere if rule["pack"] is None] == ["unreadable", "unknown-edition"]
    for name in ("cn/2019", "cn/2021"):
        assert run("rules", "--format", "json", "--pack", name) == 0
        alone = [rule for rule in json.loads(run.out)["rules"] if rule["pack"]]
        assert alone == [rule for rule in everywhere if rule["pack"] == name]
        assert alone


def test_explain_prints_the_manual_the_options_and_their_values(run: Shell) -> None:
    assert run("explain", "own-0", "--lang", "en") == 0
    assert "Says every place of a word" in run.out
    assert "there is “{word}”" in run.out
    assert "word: 六、" in run.out
    assert "disclint.yaml:3" in run.out
    assert run("explain", "word") == 0
    assert "[own-0]" in run.out
    for name in ("unreadable", "unknown-edition"):
        assert run("explain", name) == 0
        assert run.out.startswith(f"{name}\n")


# The real command


def command(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "disclint", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def test_the_version_is_told_without_the_rest_of_the_program(folder: Path) -> None:
    done = command("--version", cwd=folder, PYTHONPROFILEIMPORTTIME="1")
    assert done.stdout.decode().strip() == f"disclint {disclint.__version__}"
    assert b"disclint.cli" not in done.stderr
    assert b"| typing" not in done.stderr


def test_the_module_is_the_command_and_ends_with_its_status(folder: Path) -> None:
    assert command("missing.txt", cwd=folder).returncode == 2
    (folder / "empty.txt").write_bytes(b"")
    done = command("empty.txt", "--format", "json", cwd=folder)
    assert done.returncode == 1
    assert json.loads(done.stdout)["summary"]["errors"] == 1


def test_a_check_imports_nothing_that_it_can_do_without(folder: Path) -> None:
    command("report.txt", cwd=folder)  # packs are compiled, plugins are looked for
    done = command("report.txt", cwd=folder, PYTHONPROFILEIMPORTTIME="1")
    imported = {line.rpartition(b"|")[2].strip().decode() for line in done.stderr.splitlines()}
    unwanted = {
        "argparse", "dataclasses", "decimal", "hashlib", "importlib.metadata", "inspect", "json", "logging", "opencc",
        "pathlib", "pluggy", "ruamel", "ruamel.yaml", "shutil", "tempfile", "difflib",
    }  # fmt: skip
    assert imported & unwanted == set()
    assert "disclint.engine" in imported


def test_a_closed_pipe_is_no_traceback(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "disclint", "rules", "--format", "json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr:
        told = process.stderr.read()
    assert (process.wait(), told) == (0, b"")


def test_a_terminal_of_another_encoding_gets_what_it_can_show(folder: Path) -> None:
    (folder / "report.txt").write_text(REPORT + "𠮷㉑Ω\n", encoding="utf-8")
    done = command("text", "report.txt", cwd=folder, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert done.returncode == 0
    assert done.stderr == b""
    assert "六、其他需要报告的事项" in done.stdout.decode("gbk")
    done = command("report.txt", "--format", "json", cwd=folder, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert json.loads(done.stdout.decode("utf-8"))["files"]
