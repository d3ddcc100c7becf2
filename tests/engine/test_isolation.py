"""What a plugin's rule, reader or format does wrong is named with its cause, and costs nothing but itself."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from disclint import engine, judging
from disclint.dossier import judging as between
from disclint.engine import MANY, Request, check
from disclint.model.plugin import Brought
from disclint.model.result import Run
from tests.plugins.installation import Site, site
from tests.systems.shell import disclint, python

from . import kinds
from .kinds import ODD, RAISED
from .surroundings import REPORT, brought, folder

__all__ = ["brought", "folder", "site"]

posix_only = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs the signals of POSIX")


def config(*entries: str) -> None:
    rules = "".join(f"  own-{number}: {entry}\n" for number, entry in enumerate(entries))
    Path("disclint.yaml").write_text(f"extends: cn/2021\nrules:\n{rules}", encoding="utf-8")


def causes(run: Run) -> list[tuple[str, str, str]]:
    return [(file.path, each.part, each.cause) for file in run.files for each in file.failures]


def named(what: str) -> str:
    """With what the cause of something wrong begins."""
    if what in RAISED:
        return f"{type(RAISED[what]).__name__}: "
    return {"applies": "ValueError: never", "no-code": "KeyError: ", "suspects": "AttributeError: "}.get(
        what, "TypeError: "
    )


@pytest.mark.parametrize("what", ["applies", "no-code", *RAISED, *ODD])
def test_whatever_a_rule_does_it_is_named_and_the_rest_is_judged(folder: Path, brought: Brought, what: str) -> None:
    config(f"{{ kind: odd, what: {what} }}", "{ kind: word, word: 六、 }")
    Path("second.txt").write_text(REPORT, encoding="utf-8")
    run = check(["report.txt", "second.txt"], Request(), brought)
    assert [(path, part) for path, part, _ in causes(run)] == [("report.txt", "own-0"), ("second.txt", "own-0")]
    assert all(cause.startswith(named(what)) for _, _, cause in causes(run))
    for file in run.files:
        said = [(found.rule, found.span.start) for found in file.diagnostics if found.rule.startswith("own")]
        own = [("own-0", 2)] if what != "applies" else []
        assert said == [*own, ("own-1", REPORT.index("六、"))]


@pytest.mark.parametrize("what", [*RAISED, "words", "nothing"])
def test_whatever_a_rule_between_reports_does_it_is_named(folder: Path, brought: Brought, what: str) -> None:
    config(f"{{ kind: odd-between, what: {what} }}", "{ kind: word, word: 六、 }")
    Path("second.txt").write_text(REPORT, encoding="utf-8")
    run = check(["report.txt", "second.txt"], Request(), brought)
    ((path, part, _),) = causes(run)
    assert (path, part) == ("report.txt", "own-0")
    assert all("own-1" in {found.rule for found in file.diagnostics} for file in run.files)


@pytest.mark.parametrize("what", [*RAISED, "words", "nothing"])
def test_whatever_a_reader_does_its_file_is_unreadable_and_the_others_are_judged(
    folder: Path, brought: Brought, what: str
) -> None:
    Path("a.odd").write_text(what)
    run = check(["a.odd", "report.txt"], Request(pack="test/word"), brought)
    ((path, part, cause),) = causes(run)
    assert (path, part) == ("a.odd", "loader")
    assert cause.startswith(named(what))
    assert [found.rule for found in run.files[0].diagnostics] == ["unreadable"]
    assert "sixth" in {found.rule for found in run.files[1].diagnostics}


@posix_only
def test_a_reader_that_does_not_end_is_stopped(folder: Path, brought: Brought, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "READING", 0.2)
    Path("a.odd").write_text("endless")
    run = check(["a.odd", "report.txt"], Request(pack="test/word"), brought)
    ((_, part, cause),) = causes(run)
    assert (part, cause.partition(" (")[0]) == ("loader", "Overtime: stopped after 0.2 seconds")
    assert "sixth" in {found.rule for found in run.files[1].diagnostics}


@posix_only
def test_a_rule_between_reports_that_does_not_end_is_stopped(
    folder: Path, brought: Brought, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(between, "SECONDS", 0.2)
    config("{ kind: odd-between, what: endless }")
    Path("second.txt").write_text(REPORT, encoding="utf-8")
    ((_, part, cause),) = causes(check(["report.txt", "second.txt"], Request(), brought))
    assert (part, cause.partition(" (")[0]) == ("own-0", "Overtime: stopped after 2 seconds")


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="has no such limit")
@pytest.mark.parametrize("what", ["hoard", "say"])
def test_a_rule_that_takes_memory_bit_by_bit_is_named_and_leaves_none_of_it(
    folder: Path, brought: Brought, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """With all memory held by a rule, or by what it found, there would be none to tell of it."""
    import resource

    monkeypatch.setattr(engine, "MEMORY", 32 << 20)
    monkeypatch.setattr(judging, "SECONDS", 200.0)
    before = resource.getrlimit(resource.RLIMIT_AS)
    config(f"{{ kind: deadly, word: 一、, what: {what} }}", "{ kind: word, word: 六、 }")
    run = check(["report.txt"], Request(bounded=True), brought)
    ((_, part, cause),) = causes(run)
    assert (part, cause.partition(":")[0]) == ("own-0", "MemoryError")
    assert "own-1" in {found.rule for found in run.files[0].diagnostics}
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="has no such limit")
def test_a_file_that_takes_memory_where_nothing_can_be_named_is_unreadable(
    folder: Path, brought: Brought, monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(*_: object) -> None:
        bytearray(1 << 45)

    monkeypatch.setattr(judging, "settle", greedy)
    Path("empty.txt").write_bytes(b"")
    run = check(["report.txt", "empty.txt"], Request(pack="test/word", bounded=True), brought)
    assert causes(run) == [("report.txt", "memory", "checking it took more than 1024 MB")]
    assert {found.rule for file in run.files for found in file.diagnostics} == {"unreadable"}


# From outside

PLUGIN = f"""
    from disclint import LoaderEntry, ReporterEntry, RuleEntry, hookimpl

    @hookimpl
    def disclint_rules():
        return [RuleEntry("odd", "{kinds.__name__}:Odd"), RuleEntry("loud", "disclint_odd_parts:Loud"),
                RuleEntry("gone", "disclint_odd_gone:Gone")]

    @hookimpl
    def disclint_loaders():
        return [LoaderEntry("odd", (".odd",), "{kinds.__name__}:odd_reader")]

    @hookimpl
    def disclint_reporters():
        names = [("odd", "check"), ("odd-late", "check"), ("odd-none", "check"), ("odd-numbers", "check"),
                 ("odd-extract", "extract"), ("odd-summary", "summary"), ("loud", "check")]
        return [ReporterEntry(name, "disclint_odd_parts:" + name.replace("-", "_"), command) for name, command in names]
"""

PARTS = """
    import sys
    from typing import ClassVar

    from disclint import Rule
    from disclint.reporters.json import report as json_report

    class Loud(Rule):
        kind: ClassVar[str] = "loud"

        def check(self, filing):
            print("printed by a rule")
            return iter(())

    def loud(run, options):
        print("printed by a format")
        yield json_report(run, options)
        print("printed at last")

    def odd(run, options):
        sys.exit(0)

    def odd_late(run, options):
        yield "the first piece"
        raise ValueError("too\\nlate")

    def odd_none(run, options):
        return None

    def odd_numbers(run, options):
        return [1, 2, 3]

    odd_extract = odd_summary = odd
"""


@pytest.fixture
def odd(folder: Path, site: Site) -> Path:
    """A working folder, with a plugin installed that does everything wrong."""
    site.install("disclint-odd", PLUGIN, disclint_odd_parts=PARTS, disclint_odd_gone="raise SystemExit(0)")
    return folder


def test_what_ends_a_process_ends_none_and_the_status_tells(odd: Path) -> None:
    """A rule or a reader that asks for an end with status 0 would leave everything unsaid."""
    config("{ kind: odd, what: exit }", "{ kind: text-pattern, pattern: 其他事项, says: 甲 }")
    Path("a.odd").write_text("exit")
    done = disclint("a.odd", "report.txt", "--lang", "en", "--format", "json", PYTHONUTF8="1")
    assert done.returncode == 2
    broken, whole = json.loads(done.stdout)["files"]
    assert {found["rule"] for found in broken["diagnostics"]} == {"unreadable"}
    assert {"own-0", "own-1"} <= {found["rule"] for found in whole["diagnostics"]}
    assert [line.partition(" (")[0] for line in done.stderr.decode().splitlines()] == [
        "a.odd: loader failed: SystemExit: 0",
        "report.txt: own-0 failed: SystemExit: 0",
    ]


def test_a_module_that_ends_the_process_is_named_with_its_plugin(odd: Path) -> None:
    config("{ kind: gone }")
    done = disclint("report.txt", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("disclint: plugin disclint-odd: ")
    assert "SystemExit" in line


@pytest.mark.parametrize(
    ("words", "name", "cause"),
    [
        (["--format", "odd"], "odd", "SystemExit: 0 ("),
        (["--format", "odd-late"], "odd-late", "ValueError: too late (disclint_odd_parts.py:"),
        (["--format", "odd-none"], "odd-none", "TypeError: 'NoneType'"),
        (["--format", "odd-numbers"], "odd-numbers", "TypeError: int is no piece of text"),
        (["extract", "--format", "odd-extract"], "odd-extract", "SystemExit: 0 ("),
        (["summary", "--format", "odd-summary"], "odd-summary", "SystemExit: 0 ("),
    ],
)
def test_a_format_that_fails_is_named_with_its_plugin(odd: Path, words: list[str], name: str, cause: str) -> None:
    done = disclint(*words, "report.txt", "--pack", "cn/2021", "--lang", "en", "--output", "result")
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"disclint: format {name} (disclint-odd) failed, there is no result: {cause}")
    assert os.listdir() == ["report.txt"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_a_plugin_prints_is_no_result(odd: Path, jobs: str) -> None:
    config("{ kind: loud }")
    names = ["report.txt"]
    for number in range(1, MANY + 1):
        names.append(f"r{number:02}.txt")
        Path(names[-1]).write_text(REPORT, encoding="utf-8")
    for paths in (names[:1], names):
        done = disclint(*paths, "--format", "loud", "--jobs", jobs, "--no-cache", PYTHONUTF8="1")
        assert done.returncode == 1
        assert len(json.loads(done.stdout)["files"]) == len(paths)
        told = done.stderr.decode()  # of two processes, in which lines may run into each other
        assert told.count("printed by a rule") == len(paths)
        assert "printed by a format" in told
        assert "printed at last" in told


def test_what_a_plugin_prints_in_another_process_is_no_result_of_whoever_started_it(odd: Path) -> None:
    """The first file is judged in the process itself, where it is the business of the program that asked."""
    config("{ kind: loud }")
    for number in range(MANY):
        Path(f"r{number:02}.txt").write_text(REPORT, encoding="utf-8")
    asked = "engine.check(['.'], engine.Request(jobs=2, cached=False), plugins.find())"
    done = python("-c", f"from disclint import engine, plugins; {asked}")
    assert done.returncode == 0
    assert done.stdout.count(b"printed by a rule") == 1
    assert done.stderr.count(b"printed by a rule") == MANY


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="has no such limit")
def test_a_lone_file_that_takes_all_memory_is_stopped(folder: Path, site: Site) -> None:
    """More than it may have, and no more than the machine would give."""
    hooks = f"""
        from disclint import RuleEntry, hookimpl

        @hookimpl
        def disclint_rules():
            return [RuleEntry("deadly", "{kinds.__name__}:Deadly")]
    """
    site.install("disclint-deadly", hooks)
    config("{ kind: deadly, word: 本年, what: devour }", "{ kind: text-pattern, pattern: 其他事项, says: 甲 }")
    done = disclint("report.txt", "--lang", "en")
    assert done.returncode == 2
    assert b" own-1 " in done.stdout
    assert b"own-0 failed: OSError: [Errno 12]" in done.stderr
