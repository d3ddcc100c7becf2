"""A command line is read: what is an option, what is a value, what is wrong."""

from __future__ import annotations

import pytest

from disclint import UsageError
from disclint.options import Command, Option, help_text, nearest, read

COMMAND = Command(
    "check", "check PATH...", "检查。", "Check.",
    (
        Option("--format", "NAME", "格式", "format", default="text"),
        Option("--lang", "zh|en", "语言", "language", ("zh", "en"), "zh"),
        Option("--output", "FILE", "文件", "file"),
    ),
)  # fmt: skip


def test_options_stand_anywhere_and_the_last_of_one_counts() -> None:
    words = read(COMMAND, ["--format", "json", "a.txt", "--lang=en", "b.txt", "--format", "sarif", "-"])
    assert words.plain == ("a.txt", "b.txt", "-")
    assert words.values == {"--format": "sarif", "--lang": "en", "--output": None}


def test_after_two_hyphens_all_words_are_plain() -> None:
    assert read(COMMAND, ["a", "--", "--format", "-x", "--"]).plain == ("a", "--format", "-x", "--")


def test_a_value_may_be_a_hyphen_or_have_equals_signs_in_it() -> None:
    assert read(COMMAND, ["--output", "-"]).values["--output"] == "-"
    assert read(COMMAND, ["--output=a=b.txt"]).values["--output"] == "a=b.txt"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--fromat", "json"], "check has no option --fromat; do you mean --format?"),
        (["-x"], "check has no option -x; see disclint check --help"),
        (["--format"], "option --format needs a value NAME"),
        (["--format", "--lang", "en"], "option --format needs a value NAME"),
        (["--lang", "de"], "--lang cannot be de; use zh, en"),
    ],
)
def test_what_is_wrong_is_told_with_what_would_be_right(words: list[str], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(COMMAND, words)
    assert caught.value.text("en") == told
    assert caught.value.text("zh") != told


def test_the_help_names_every_option_in_both_languages() -> None:
    text = help_text(COMMAND)
    for option in COMMAND.options:
        assert f"{option.name} {option.value}" in text
        assert option.chinese in text
        assert option.english in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_nearest_words_are_near() -> None:
    assert nearest("blank-cell", ["blank-cells", "cell-count", "dates"], 1) == ["blank-cells"]
    assert nearest("xyzzy", ["blank-cells", "cell-count"]) == []
