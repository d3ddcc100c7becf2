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
    assert run("plugins", "--lang", "en") == 2
    assert run.out.partition("\n\n")[2] == (
        "not used:\n  disclint-words 1.0: "
        "plugin disclint-words cannot be imported (disclint_words_hooks): ImportError: no lexicon here\n"
    )
    assert run.err == ""


CAUSE = "插件 disclint-words 无法载入（disclint_words_hooks）：ImportError: no lexicon here"


def test_a_broken_plugin_that_is_not_needed_is_one_line(run: Shell, site: Site) -> None:
    status = run("report.txt", "--format", "json")
    said = run.out
    site.install("disclint-words", "raise ImportError('no lexicon here')")
    assert run("report.txt", "--format", "json") == status
    assert run.out == said
    assert run.err == f"disclint: {CAUSE}；未使用\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["report.txt"], "disclint.yaml:3:18: 没有名为“word”的规则种类；或出自不能用的插件：{}（amount-"),
        (["report.txt", "--pack", "county"], "disclint: 没有名为“county”的规则包；可用："),
        (
            ["report.txt", "--config", "county.yaml"],
            "county.yaml:1:10: 没有名为“county/all”的规则包；或出自不能用的插件：{}（",
        ),
        (["report.txt", "--pack", "cn/2021", "--format", "names"], "disclint: --format 不能是 names；可用："),
        (["explain", "word", "--pack", "cn/2021"], "disclint: 没有规则 word；"),
    ],
)
def test_what_a_broken_plugin_may_have_brought_is_told_with_its_cause(
    run: Shell, site: Site, words: list[str], told: str
) -> None:
    Path("disclint.yaml").write_text("extends: cn/2021\nrules:\n  words: { kind: word }\n", encoding="utf-8")
    Path("county.yaml").write_text("extends: county/all\n", encoding="utf-8")
    site.install("disclint-words", "raise ImportError('no lexicon here')")
    assert run(*words) == 2
    warning, error, *_ = run.err.splitlines()
    assert warning == f"disclint: {CAUSE}；未使用"
    assert error.startswith(told.format(CAUSE))
    assert f"或出自不能用的插件：{CAUSE}" in error
    assert run.out == ""


def test_a_kind_that_two_plugins_bring_is_told_where_it_is_used(run: Shell, site: Site) -> None:
    site.install("disclint-words", PLUGIN)
    site.install("disclint-other", PLUGIN)
    assert run("report.txt", "--pack", "cn/2021", "--lang", "en") in (0, 1)
    (warning,) = run.err.splitlines()
    dispute = "plugins disclint-other and disclint-words bring kind word, kind granted, kind faulty"
    assert warning.startswith(f"disclint: {dispute}")
    Path("disclint.yaml").write_text("extends: cn/2021\nrules:\n  words: { kind: word }\n", encoding="utf-8")
    assert run("report.txt", "--lang", "en") == 2
    assert f"disclint.yaml:3:18: there is no kind of rule “word”; {dispute}" in run.err


def test_a_file_of_a_disputed_format_is_not_read(run: Shell, site: Site) -> None:
    loader = "\n@hookimpl\ndef disclint_loaders():\n    return [LoaderEntry('{}', ('.words',), 'words:load')]\n"
    for name in ("one", "two"):
        site.install(f"disclint-{name}", "from disclint import LoaderEntry, hookimpl\n" + loader.format(name))
    Path("report.words").write_text("年度报告", encoding="utf-8")
    assert run("report.words", "--lang", "en") == 1
    assert "report.words:1:1 error unreadable plugins disclint-one and disclint-two bring suffix .words" in run.out


def test_it_takes_nothing(run: Shell) -> None:
    assert run("plugins", "words") == 2
    assert "words" in run.err
