"""``disclint plugins``: what is installed, and what it brings."""

from __future__ import annotations

from pathlib import Path

import pytest

import disclint
from tests.cli.test_cli import PLUGIN, Shell
from tests.engine.surroundings import folder
from tests.plugins.installation import Site, site

__all__ = ["folder", "site"]


@pytest.fixture
def run(folder: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A working folder, and nothing installed."""
    return Shell(capsys)


def test_what_is_bundled_is_listed_like_a_plugin(run: Shell) -> None:
    assert run("plugins", "--lang", "en") == 0
    parts = run.out.split("\n\n")
    assert len(parts) == 1 or all(part.split()[0] != "disclint" for part in parts[1:])
    assert parts[0].startswith(f"disclint {disclint.__version__}\n  rules ")
    assert "text (.txt), docx (.docx)" in parts[0]
    assert "cn/2021" in parts[0]
    assert "sarif" in parts[0]


def test_a_plugin_is_listed_with_its_version_and_what_it_brings(run: Shell, site: Site, tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "county.yaml").write_text("extends: cn/2021\n", encoding="utf-8")
    packs = f"""
    from disclint import LoaderEntry, PackFolder

    @hookimpl
    def disclint_packs():
        return [PackFolder({str(tmp_path / "packs")!r})]

    @hookimpl
    def disclint_loaders():
        return [LoaderEntry("words", (".words", ".wd"), "disclint_words_names:load")]
"""
    site.install("disclint-words", PLUGIN + packs)
    assert run("plugins", "--lang", "en") == 0
    assert (
        "\ndisclint-words 1.0\n"
        "  rules           word, granted, faulty\n"
        "  loaders         words (.words .wd)\n"
        "  packs           county\n"
        "  check --format  names\n"
    ) in run.out


def test_a_broken_plugin_is_named_with_its_cause(run: Shell, site: Site) -> None:
    site.install("disclint-words", "raise ImportError('no lexicon here')")
    assert run("plugins") == 2
    assert "disclint-words" in run.err
    assert "no lexicon here" in run.err


def test_it_takes_nothing(run: Shell) -> None:
    assert run("plugins", "words") == 2
    assert "words" in run.err
