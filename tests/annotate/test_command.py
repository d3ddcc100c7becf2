"""``disclint report.docx --annotate out.docx``: what it writes, and what it will not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclint.cli import main
from tests.annotate.draft import draft
from tests.annotate.parts import comments
from tests.loaders.docx.reports import report
from tests.loaders.docx.words import docx, p


class Shell:
    """Runs command lines in a folder of its own."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture
        self.out = self.err = ""

    def __call__(self, *words: str) -> int:
        status = main([*words, "--pack", "cn/2021"])
        self.out, self.err = self._capture.readouterr()
        return status


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.docx").write_bytes(draft())
    return Shell(tmp_path, capsys)


def test_the_copy_has_the_findings_and_the_result_is_printed_too(shell: Shell) -> None:
    assert shell("draft.docx", "--annotate", "marked.docx") == 1
    assert "applications-row-total" in shell.out
    assert (shell.folder / "draft.docx").read_bytes() == draft()
    ours = [shown for shown in comments((shell.folder / "marked.docx").read_bytes()) if shown.author == "disclint"]
    assert len(ours) == shell.out.count("draft.docx:")


def test_once_more_on_its_own_result(shell: Shell) -> None:
    shell("draft.docx", "--annotate", "marked.docx")
    assert shell("marked.docx", "--annotate", "again.docx") == 1
    assert (shell.folder / "again.docx").read_bytes() == (shell.folder / "marked.docx").read_bytes()


def test_in_english(shell: Shell) -> None:
    shell("draft.docx", "--annotate", "marked.docx", "--lang", "en")
    shown = comments((shell.folder / "marked.docx").read_bytes())
    assert any(comment.lines[-1] == "Rule: cell-values" for comment in shown)


@pytest.mark.parametrize("link", [None, os.symlink, os.link])
def test_the_document_is_never_overwritten(shell: Shell, link: object) -> None:
    name = "draft.docx"
    if callable(link):
        name = "other.docx"
        link("draft.docx", name)
    assert shell("draft.docx", "--annotate", name) == 2
    assert (shell.folder / "draft.docx").read_bytes() == draft()
    assert shell.out == ""


def test_what_cannot_be_written_leaves_nothing(shell: Shell) -> None:
    assert shell("draft.docx", "--annotate", "missing/marked.docx") == 2
    assert shell("draft.docx", "--annotate", ".") == 2
    assert sorted(os.listdir(shell.folder)) == ["draft.docx"]


def test_one_document_at_a_time(shell: Shell) -> None:
    (shell.folder / "more.docx").write_bytes(report().word)
    assert shell("draft.docx", "more.docx", "--annotate", "marked.docx") == 2
    assert shell(".", "--annotate", "marked.docx") == 2
    assert shell("-", "--annotate", "marked.docx") == 2
    assert not (shell.folder / "marked.docx").exists()


def test_only_word_documents_have_comments(shell: Shell) -> None:
    (shell.folder / "report.txt").write_text(report().text, encoding="utf-8")
    assert shell("report.txt", "--annotate", "marked.docx") == 2
    assert ".docx" in shell.err
    assert not (shell.folder / "marked.docx").exists()


def test_what_cannot_be_read_has_no_copy(shell: Shell) -> None:
    (shell.folder / "broken.docx").write_bytes(draft()[:500])
    assert shell("broken.docx", "--annotate", "marked.docx") == 1
    assert "unreadable" in shell.out
    assert "marked.docx" in shell.err
    assert not (shell.folder / "marked.docx").exists()


def test_a_copy_over_an_older_one(shell: Shell) -> None:
    (shell.folder / "marked.docx").write_bytes(docx(p("旧")))
    assert shell("draft.docx", "--annotate", "marked.docx") == 1
    assert comments((shell.folder / "marked.docx").read_bytes())


def test_fixing_and_annotating_do_not_go_together(shell: Shell) -> None:
    assert shell("draft.docx", "--annotate", "marked.docx", "--diff") == 2
