"""From a file to its findings: which pack judges it, what becomes of findings, and of what goes wrong."""

from __future__ import annotations

import io
import signal
import sys
from pathlib import Path

import pytest

from disclint import PluginError, UsageError, judging
from disclint.engine import Request, check, extract, show
from disclint.errors import PackErrors
from disclint.model.plugin import Brought
from disclint.model.result import Checked

from .surroundings import REPORT, brought, folder

__all__ = ["brought", "folder"]

WORDS = "rules:\n  {id}: {{ kind: word, word: {word} }}\n"


def only(path: str, brought: Brought, request: Request | None = None) -> Checked:
    """The one file of a run."""
    (file,) = check([path], request or Request(pack="test/word"), brought).files
    return file


def config(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "disclint.yaml").write_text(text, encoding="utf-8")


def entries(file: Checked) -> set[str]:
    assert file.pack is not None
    return {rule.id for rule in file.pack.rules}


# The pack


def test_the_edition_tells_the_pack_where_nobody_does(folder: Path, brought: Brought) -> None:
    (folder / "old.txt").write_text(REPORT.replace("2023", "2020"), encoding="utf-8")
    packs = [file.pack.name for file in check(["report.txt", "old.txt"], Request(), brought).files if file.pack]
    assert packs == ["cn/2021", "cn/2019"]


def test_the_year_asked_for_serves_a_report_that_does_not_tell_its_own(folder: Path, brought: Brought) -> None:
    (folder / "plain.txt").write_text(REPORT.replace("2023年", ""), encoding="utf-8")
    (unknown,) = check(["plain.txt"], Request(), brought).files
    assert [(d.rule, d.message.code) for d in unknown.diagnostics] == [("unknown-edition", "no-year")]
    found = only("plain.txt", brought, Request(year=2019)).pack
    assert found is not None
    assert found.name == "cn/2019"


def test_a_project_is_laid_over_the_pack_of_the_edition(folder: Path, brought: Brought) -> None:
    config(folder, WORDS.format(id="first", word="一、"))
    file = only("report.txt", brought, Request())
    assert file.pack is not None
    assert file.pack.chain[0] == "cn/2021"
    assert "first" in entries(file)
    assert "sixth" not in entries(file)


def test_a_project_that_extends_a_pack_is_used_whatever_the_edition(folder: Path, brought: Brought) -> None:
    config(folder, "extends: test/word\n" + WORDS.format(id="first", word="一、"))
    (folder / "report.txt").write_text(REPORT.replace("2023", "2015"), encoding="utf-8")
    assert {"first", "sixth"} <= entries(only("report.txt", brought, Request()))


def test_the_nearest_project_counts_and_folders_do_not_disturb_each_other(folder: Path, brought: Brought) -> None:
    for name in ("a", "a/inner", "b"):
        (folder / name).mkdir()
        (folder / name / "r.txt").write_text(REPORT, encoding="utf-8")
    config(folder, WORDS.format(id="outer", word="一、"))
    config(folder / "b", WORDS.format(id="nearer", word="一、"))
    run = check(["a", "b"], Request(), brought)
    used = {file.path: entries(file) & {"outer", "nearer"} for file in run.files}
    assert used == {"a/inner/r.txt": {"outer"}, "a/r.txt": {"outer"}, "b/r.txt": {"nearer"}}


def test_a_pack_asked_for_leaves_the_project_out(folder: Path, brought: Brought) -> None:
    config(folder, WORDS.format(id="first", word="一、"))
    assert entries(only("report.txt", brought)) >= {"sixth"}
    assert "first" not in entries(only("report.txt", brought))


def test_a_config_asked_for_takes_the_place_of_the_nearest(folder: Path, brought: Brought) -> None:
    config(folder, WORDS.format(id="first", word="一、"))
    (folder / "other.yaml").write_text(WORDS.format(id="other", word="一、"), encoding="utf-8")
    found = entries(only("report.txt", brought, Request(config="other.yaml")))
    assert "other" in found
    assert "first" not in found


def test_a_wrong_request_is_told_before_any_file_is_read(folder: Path, brought: Brought) -> None:
    (folder / "report.txt").write_bytes(b"\x00")
    with pytest.raises(UsageError, match="no such config file"):
        check(["report.txt"], Request(config="missing.yaml"), brought)
    with pytest.raises(UsageError, match="cn/2012"):
        check(["report.txt"], Request(pack="cn/2012"), brought)


def test_a_wrong_project_ends_the_run_with_its_place(folder: Path, brought: Brought) -> None:
    config(folder, "rules:\n  first: { kind: wrod, word: 一、 }\n")
    with pytest.raises(PackErrors) as caught:
        check(["report.txt"], Request(), brought)
    (error,) = caught.value.errors
    assert (error.path, error.line) == ("disclint.yaml", 2)
    assert "word" in error.hint


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs the signals of POSIX")
@pytest.mark.parametrize("what", ["loop", "backtrack", "sleep", "catch", "catch-twice", "heedless"])
def test_a_rule_that_does_not_end_is_named_and_the_others_are_asked(
    folder: Path, brought: Brought, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(judging, "SECONDS", 2.0)
    config(
        folder,
        f"rules:\n  endless: {{ kind: deadly, word: 一、, what: {what} }}\n" + WORDS[7:].format(id="z", word="六、"),
    )
    file = only("report.txt", brought, Request())
    assert [(each.part, each.cause.partition(" (")[0]) for each in file.failures] == [
        ("endless", "Overtime: stopped after 2 seconds")
    ]
    assert "gave up" not in file.failures[0].trace
    assert "z" in {diagnostic.rule for diagnostic in file.diagnostics}
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_a_report_without_an_edition_has_one_finding(folder: Path, brought: Brought) -> None:
    old = REPORT.replace("2023", "2015")
    for name, text, code in (("old", old, "old-year"), ("letter", "Dear Sir,\n\nThank you.\n", "no-report")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        file = only(f"{name}.txt", brought, Request())
        assert [(d.rule, d.severity, d.message.code) for d in file.diagnostics] == [("unknown-edition", "error", code)]
        assert file.diagnostics[0].place
        assert file.document is not None
        assert file.filing is None
    assert "2015" in only("old.txt", brought, Request()).diagnostics[0].message.chinese


def test_a_project_without_extends_does_not_hide_that_the_edition_is_unknown(folder: Path, brought: Brought) -> None:
    config(folder, WORDS.format(id="first", word="一、"))
    (folder / "old.txt").write_text(REPORT.replace("2023", "2015"), encoding="utf-8")
    run = check(["old.txt", "report.txt"], Request(), brought)
    assert [d.rule for d in run.files[0].diagnostics] == ["unknown-edition"]
    assert "first" in entries(run.files[1])


# Findings


def test_findings_are_ordered_by_place_each_once_and_have_a_place_in_words(folder: Path, brought: Brought) -> None:
    config(folder, "extends: cn/2021\nrules:\n  z: { kind: word, word: 情况 }\n  a: { kind: word, word: 情况 }\n")
    found = [d for d in only("report.txt", brought, Request()).diagnostics if d.rule in ("a", "z")]
    starts = [at for at in range(len(REPORT)) if REPORT.startswith("情况", at)]
    assert [(d.span.start, d.rule) for d in found] == [(at, rule) for at in starts for rule in ("a", "z")]
    assert found[0].place == "第一部分 标题"
    assert all(d.place for d in found)


def test_a_cell_has_its_place_by_its_labels_unless_the_rule_knows_better(folder: Path, brought: Brought) -> None:
    config(folder, "extends: cn/2021\nrules:\n  cell: { kind: granted }\n  own: { kind: granted, place: 封面 }\n")
    places = {d.rule: d.place for d in only("report.txt", brought, Request()).diagnostics}
    assert places["cell"] == "第三部分 申请表 “（一）予以公开”行 “总计”列"
    assert places["own"] == "封面"


def test_the_same_bytes_give_the_same_findings(folder: Path, brought: Brought) -> None:
    first, second = only("report.txt", brought), only("report.txt", brought)
    assert first.diagnostics == second.diagnostics
    assert first.diagnostics


# What goes wrong


def test_a_rule_that_fails_is_named_and_the_others_go_on(folder: Path, brought: Brought) -> None:
    config(folder, "extends: test/word\nrules:\n  bad: { kind: faulty }\n")
    (folder / "second.txt").write_text(REPORT, encoding="utf-8")
    run = check(["report.txt", "second.txt"], Request(), brought)
    for file in run.files:
        assert {"bad", "sixth"} <= {d.rule for d in file.diagnostics}
        (failure,) = file.failures
        assert failure.part == "bad"
        assert failure.cause.startswith("ZeroDivisionError: the rule is wrong (kinds.py:")
        assert "Traceback" in failure.trace


def test_a_reader_that_fails_is_named_and_its_file_is_not_clean(folder: Path, brought: Brought) -> None:
    (folder / "x.broken").write_bytes(b"12345")
    run = check(["x.broken", "report.txt"], Request(pack="test/word"), brought)
    assert [d.rule for d in run.files[0].diagnostics] == ["unreadable"]
    assert run.files[0].failures[0].cause.startswith("IndexError: 5 bytes of x.broken (kinds.py:")
    assert [d.rule for d in run.files[1].diagnostics if d.rule == "sixth"] == ["sixth"]
    assert run.fails()


def test_a_class_that_cannot_be_had_ends_the_run(folder: Path, brought: Brought) -> None:
    lame = brought.replace(
        rules=tuple(rule.replace(target="no_module:W") if rule.kind == "word" else rule for rule in brought.rules),
        owners=(("no_module:W", "disclint-words"),),
    )
    with pytest.raises(PluginError, match=r"^plugin disclint-words: .*no_module:W") as caught:
        check(["report.txt"], Request(pack="test/word"), lame)
    assert isinstance(caught.value.__cause__, ModuleNotFoundError)


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\x03" * 20, b"%PDF-1.7\n\xff\xfe\x00\x00"])
def test_a_file_that_cannot_be_read_is_a_finding_of_it_and_the_others_go_on(
    folder: Path, brought: Brought, data: bytes
) -> None:
    (folder / "bad.txt").write_bytes(data)
    run = check(["bad.txt", "report.txt"], Request(pack="test/word"), brought)
    (finding,) = run.files[0].diagnostics
    assert (finding.rule, finding.severity) == ("unreadable", "error")
    assert finding.message.chinese
    assert finding.message.english
    assert finding.place
    assert run.files[0].failures == ()
    assert run.files[1].filing is not None


def test_a_file_that_cannot_be_opened_is_a_finding_of_it(folder: Path, brought: Brought) -> None:
    (folder / "link.txt").symlink_to(folder / "nowhere")
    assert [d.rule for d in only("link.txt", brought).diagnostics] == ["unreadable"]


# Other ways in


def test_standard_input_has_the_name_that_it_is_given(
    folder: Path, brought: Brought, monkeypatch: pytest.MonkeyPatch
) -> None:
    config(folder / "sub", WORDS.format(id="first", word="一、"))
    for name, shown in ((None, "<stdin>"), ("sub/draft.txt", "sub/draft.txt")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode("gb18030"))))
        file = only("-", brought, Request(stdin_name=name))
        assert file.path == shown
        assert file.size == len(REPORT.encode("gb18030"))
        assert ("first" in entries(file)) == (name is not None)


def test_extract_understands_and_does_not_judge(folder: Path, brought: Brought) -> None:
    config(folder, "extends: test/word\nrules:\n  bad: { kind: faulty }\n")
    (file,) = extract(["report.txt"], Request(), brought).files
    assert file.filing is not None
    assert file.diagnostics == file.failures == ()


def test_show_reads_and_does_not_ask_what_it_is(folder: Path, brought: Brought) -> None:
    (folder / "letter.txt").write_text("Dear Sir,\n", encoding="utf-8")
    (file,) = show(["letter.txt"], Request(), brought).files
    assert file.document is not None
    assert [paragraph.value for paragraph in file.document.paragraphs()] == ["Dear Sir,"]
    assert file.diagnostics == ()
