"""``disclint init``: what a new project starts from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from disclint.cli import main
from tests.cli.test_cli import Shell
from tests.engine.surroundings import folder

__all__ = ["folder"]


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A working folder with a report and nothing else."""
    return Shell(capsys)


def test_a_configuration_is_written_that_changes_nothing(run: Shell) -> None:
    assert run("report.txt", "--format", "json") == run("report.txt", "--format", "json", "--pack", "cn/2021")
    without = re.sub(r'"pack": .*', "", run.out)
    assert run("init") == 0
    assert run.out == "已写入 disclint.yaml\n"
    run("report.txt", "--format", "json")
    assert '"disclint.yaml"' in run.out
    assert re.findall('"rule": .*', run.out) == re.findall('"rule": .*', without)
    assert run("test") == 0


def test_every_commented_line_of_the_configuration_is_legal(run: Shell) -> None:
    assert run("init") == 0
    path = Path("disclint.yaml")
    lines = path.read_text(encoding="utf-8").splitlines()
    opened = [re.sub(r"^( *)# (?=(  )*(- |[a-z-]+:( |$)|[^ ：]+: \{))", r"\1", line) for line in lines]
    assert len([line for line in opened if not line.lstrip().startswith("#")]) > 10
    path.write_text("\n".join(opened) + "\n", encoding="utf-8")
    assert run("test") == 0, run.err
    assert run("rules", "--format", "json") == 0
    assert '"own-words"' in run.out
    assert '"documents-in-force"' not in run.out


def test_a_pack_project_passes_its_test_as_it_stands(run: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", "--pack", "qingping") == 0
    written = [line.partition(" ")[2] for line in run.out.splitlines()]
    assert {str(path) for path in Path("qingping").rglob("*") if path.is_file()} == set(written)
    assert run("test", "qingping") == 0
    monkeypatch.chdir("qingping")
    assert run("test") == 0
    assert re.findall(r"^  (\S+) +1 +1 +qingping.yaml:\d+$", run.out, re.MULTILINE) == [
        "problems-section",
        "qingping-words",
        "qingping-hotline",
        "qingping-granted",
    ]
    assert run("../report.txt", "--config", "qingping.yaml") in (0, 1)
    assert "qingping-hotline" in run.out


def test_the_hook_of_a_pack_project_runs_its_test(run: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", "--pack", "qingping") == 0
    monkeypatch.chdir("qingping")
    (entry,) = re.findall("entry: disclint (.*)", Path(".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert main(entry.split()) == 0
    (pattern,) = re.findall("files: (.*)", Path(".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert re.search(pattern, "qingping.yaml")
    assert re.search(pattern, "examples/qingping-words/keeps-word.txt")
    assert not re.search(pattern, "README.md")


def test_the_examples_of_a_pack_project_would_fail_if_a_rule_were_gone(run: Shell) -> None:
    assert run("init", "--pack", "qingping") == 0
    path = Path("qingping/qingping.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("政务公开热线:", "政务公开热綫:"), encoding="utf-8")
    assert run("test", "qingping") == 1
    assert "breaks-word.txt" in run.out
    assert "“政务公开热綫”永远不会匹配" in run.out


def test_what_is_there_is_not_overwritten(run: Shell) -> None:
    Path("disclint.yaml").write_text("extends: cn/2019\n", encoding="utf-8")
    assert run("init") == 2
    assert run.err == "disclint: disclint.yaml：已经存在，不会改写；请先移开\n"
    assert Path("disclint.yaml").read_text(encoding="utf-8") == "extends: cn/2019\n"
    Path("qingping").mkdir()
    Path("qingping/README.md").write_text("own\n", encoding="utf-8")
    assert run("init", "--pack", "qingping", "--lang", "en") == 2
    assert [path.name for path in Path("qingping").iterdir()] == ["README.md"]


@pytest.mark.parametrize("name", ["", "../away", "Upper", "a b", "a/b", "四川", "-a", "a-", "con.", "a\n"])
def test_a_name_that_cannot_name_a_file_everywhere_is_refused(run: Shell, name: str) -> None:
    before = set(Path().rglob("*"))
    assert run("init", f"--pack={name}") == 2
    assert "小写字母" in run.err
    assert set(Path().rglob("*")) == before


def test_a_name_without_its_option_is_told(run: Shell) -> None:
    assert run("init", "qingping") == 2
    assert "disclint init --pack qingping" in run.err


def test_a_package_needs_a_name(run: Shell) -> None:
    assert run("init", "--python") == 2
    assert "--pack NAME" in run.err
    assert [path.name for path in Path().iterdir()] == ["report.txt"]
