"""``disclint test``: what the examples beside a pack are worth."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint.cli import main
from tests.checkout import ROOT
from tests.cli.test_cli import Shell
from tests.engine.surroundings import folder

__all__ = ["folder"]

PACK = """\
extends: cn/2021

rules:
  county-words:
    kind: terms
    severity: note
    words:
      依申请公幵: { right: 依申请公开 }
"""

TITLE = "云溪县教育局2023年政府信息公开工作年度报告\n一、总体情况\n"
BREAKS = "办理依申请公幵3件。\n#! 3 [note county-words] “依申请公幵”应为“依申请公开”\n"
KEEPS = "办理依申请公开3件。\n"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A working folder with a pack of one entry and an example each that breaks and keeps it."""
    write("county.yaml", PACK)
    write("examples/county-words/breaks-word.txt", TITLE + BREAKS)
    write("examples/county-words/keeps-word.txt", TITLE + KEEPS)
    return Shell(capsys)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def test_examples_that_are_as_they_say_pass(run: Shell) -> None:
    assert run("test", "county.yaml") == 0
    assert run.out.splitlines() == [
        "county.yaml：自有1条规则，2个示例",
        "  规则          违反  不违反  设定于",
        "  county-words  1     1       county.yaml:4",
        "",
        "2个示例：2个相符，0个不符；0处永远不会报告。",
    ]
    assert run.err == ""


@pytest.mark.parametrize("named", [[], ["."], ["county.yaml"], ["./county.yaml", "."]])
def test_a_pack_is_named_by_its_file_or_its_folder(run: Shell, named: list[str]) -> None:
    assert run("test", *named, "--lang", "en") == 0
    assert "county-words  1       1" in run.out


def test_a_bundled_pack_is_tested_by_its_name(run: Shell) -> None:
    assert run("test", "cn/2019/hubei", "--lang", "en") == 0
    assert run.out.startswith("cn/2019/hubei: 1 entries of its own, 6 examples, 6 of other packs not judged\n")


def test_every_bundled_example_is_as_it_says(run: Shell) -> None:
    assert main(["test", str(ROOT / "rules" / "cn")]) == 0


def test_differences_show_the_line_and_both_findings(run: Shell) -> None:
    write("examples/county-words/breaks-word.txt", TITLE + BREAKS.replace("#! 3", "#! 4"))
    assert run("test", "county.yaml", "--lang", "en") == 1
    assert run.out.splitlines()[-5:] == [
        "examples/county-words/breaks-word.txt:3: 办理依申请公幵3件。",
        "  - 4 [note county-words] “依申请公幵”应为“依申请公开”",
        "  + 3 [note county-words] “依申请公幵”应为“依申请公开”",
        "",
        "2 examples: 1 as they say, 1 not; 0 things that can never speak.",
    ]


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("breaks-word", KEEPS, "is named breaks, and nothing is found in it"),
        ("keeps-word", BREAKS, "is named keeps, and something is found in it"),
    ],
)
def test_the_name_of_an_example_must_be_true(run: Shell, name: str, line: str, told: str) -> None:
    write(f"examples/county-words/{name}.txt", TITLE + line)
    assert run("test", "county.yaml", "--lang", "en") == 1
    assert f"examples/county-words/{name}.txt: {told}\n" in run.out


def test_bless_writes_the_margins_and_says_which(run: Shell) -> None:
    write("examples/county-words/breaks-word.txt", TITLE + BREAKS.partition("#!")[0])
    assert run("test", "county.yaml") == 1
    assert run("test", "county.yaml", "--bless") == 0
    assert "examples/county-words/breaks-word.txt: 已改写\n" in run.out
    assert Path("examples/county-words/breaks-word.txt").read_text(encoding="utf-8") == TITLE + BREAKS
    assert run("test", "county.yaml", "--bless") == 0
    assert "已改写" not in run.out


def test_bless_does_not_make_a_name_true(run: Shell) -> None:
    write("examples/county-words/keeps-word.txt", TITLE + BREAKS)
    assert run("test", "county.yaml", "--bless") == 1


@pytest.mark.parametrize(
    ("removed", "told"),
    [
        (["breaks"], "缺违反的示例"),
        (["keeps"], "缺不违反的示例"),
        (["breaks", "keeps"], "没有示例"),
    ],
)
def test_what_an_entry_lacks_is_told_and_no_failure(run: Shell, removed: list[str], told: str) -> None:
    for name in removed:
        Path(f"examples/county-words/{name}-word.txt").unlink()
    assert run("test", "county.yaml") == 0
    assert f"county.yaml:4  {told}\n" in run.out


def test_a_changed_entry_is_the_packs_own(run: Shell) -> None:
    write("county.yaml", PACK + "  form-labels: { severity: note }\n")
    assert run("test", "county.yaml") == 0
    assert "form-labels   0     0       county.yaml:9  没有示例\n" in run.out


def test_examples_of_another_pack_are_left_to_it(run: Shell) -> None:
    write("other.yaml", PACK)
    write("examples/county-words/keeps-word.txt", "#! pack: ../../other.yaml\n" + TITLE + KEEPS)
    assert run("test", "county.yaml") == 0
    assert "自有1条规则，1个示例，另有1个属于其他规则包" in run.out


def test_a_pack_without_an_edition_is_tested_over_each(run: Shell) -> None:
    write("disclint.yaml", PACK.replace("extends: cn/2021\n", ""))
    assert run("test", "disclint.yaml") == 0
    assert "county-words  1     1       disclint.yaml:3\n" in run.out


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("    words: {}\n", "county.yaml:4: county-words: has nothing in words, and can never speak"),
        (
            "    words: { 依申請公幵: { right: 依申请公开 } }\n",
            "county.yaml:4: county-words: “依申請公幵” can never match: ",
        ),
        ("    words: { ' ': { right: 依申请公开 } }\n", "county.yaml:4: county-words: has an empty word"),
    ],
)
def test_what_can_never_speak_is_told_at_its_line(run: Shell, entry: str, told: str) -> None:
    write("county.yaml", PACK.partition("    words:")[0] + entry)
    for example in Path("examples/county-words").iterdir():
        example.unlink()
    assert run("test", "county.yaml", "--lang", "en") == 1
    assert told in run.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere.yaml"], "nowhere.yaml：没有这个文件，或无法打开"),
        (["cn/2012"], "没有名为“cn/2012”的规则包"),
        (["empty"], "empty：文件夹中没有规则包"),
    ],
)
def test_a_wrong_request_ends_with_two(run: Shell, words: list[str], told: str) -> None:
    Path("empty").mkdir()
    assert run("test", *words) == 2
    assert told in run.err
    assert run.out == ""


def test_a_wrong_pack_and_wrong_margins_are_told_at_their_places(run: Shell) -> None:
    write("wrong.yaml", "extends: cn/2021\nrules:\n  county-words: { kind: term }\n")
    assert run("test", "wrong.yaml") == 2
    assert run.err.startswith("wrong.yaml:3:25: ")
    for name in ("breaks-one", "breaks-two"):
        write(f"examples/county-words/{name}.txt", TITLE + "#! three\n")
    assert run("test", "county.yaml") == 2
    assert [line.split(" ")[0] for line in run.err.splitlines() if line[:1].strip()] == [
        "examples/county-words/breaks-one.txt:3:1:",
        "examples/county-words/breaks-two.txt:3:1:",
    ]


def test_an_example_of_an_entry_that_is_not_there_is_named(run: Shell) -> None:
    write("examples/county-word/breaks-word.txt", TITLE + BREAKS)
    assert run("test", "county.yaml") == 2
    assert "没有规则 county-word；是否指 county-words" in run.err
