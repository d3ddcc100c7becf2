"""Reads a command line, and writes the help for it.

Not argparse: it costs more than half of the start of Python, cannot tell ``a.txt --format json b.txt`` from a mistake
without being told how, and speaks one language.
"""

from __future__ import annotations

from disclint.errors import UsageError
from disclint.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Command", "Option", "Words", "help_text", "nearest", "read"]


class Option(Record):
    """``--name VALUE``, or ``--name`` alone."""

    name: str
    value: str
    """What help calls its value; empty if it has none."""
    chinese: str
    english: str
    choices: tuple[str, ...] = ()
    default: str | None = None
    repeated: bool = False
    """Whether it may be given several times, and every value counts."""


class Command(Record):
    """A command, what it wants, and its options."""

    name: str
    usage: str
    chinese: str
    english: str
    options: tuple[Option, ...]
    notes: str = ""


class Words(Record):
    """A command line as read: what stands for itself, and the value of every option."""

    plain: tuple[str, ...]
    values: dict[str, str | None]
    lists: Mapping[str, tuple[str, ...]] = {}
    """The values of options that may be given several times."""

    def value(self, option: str) -> str:
        """The value of an option that has a default."""
        return self.values[option] or ""

    def has(self, option: str) -> bool:
        """Whether an option was given that has no value."""
        return self.values.get(option) is not None


def read(command: Command, words: Sequence[str]) -> Words:
    """Tell options from the rest, in any order; of an option that is given twice the last counts.

    Raises ``UsageError`` for an option that the command does not have, and a value that it cannot have.
    """
    known = {option.name: option for option in command.options}
    values = {option.name: option.default for option in command.options}
    lists: dict[str, tuple[str, ...]] = {}
    plain: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            plain.extend(rest)
        elif word.startswith("-") and word != "-":
            name, equals, value = word.partition("=")
            option = known.get(name)
            if option is None:
                raise _unknown(command, name)
            if option.value:
                values[name] = allowed = _allowed(option, value if equals else next(rest, None))
                if option.repeated:
                    lists[name] = (*lists.get(name, ()), allowed)
            elif equals:
                raise UsageError(f"选项 {name} 不带值", f"option {name} takes no value")
            else:
                values[name] = name
        else:
            plain.append(word)
    return Words(tuple(plain), values, lists)


def _unknown(command: Command, name: str) -> UsageError:
    close = nearest(name, [option.name for option in command.options])
    return UsageError(
        f"{command.name} 没有选项 {name}"
        + (f"；是否指 {close[0]}？" if close else f"；见 disclint {command.name} --help"),
        f"{command.name} has no option {name}"
        + (f"; do you mean {close[0]}?" if close else f"; see disclint {command.name} --help"),
    )


def _allowed(option: Option, value: str | None) -> str:
    if value is None or (value.startswith("--") and len(value) > 2):
        raise UsageError(
            f"选项 {option.name} 缺少值 {option.value}", f"option {option.name} needs a value {option.value}"
        )
    if option.choices and value not in option.choices:
        raise UsageError(
            f"{option.name} 不能是 {value}；可用：{'、'.join(option.choices)}",
            f"{option.name} cannot be {value}; use {', '.join(option.choices)}",
        )
    return value


def nearest(word: str, words: Iterable[str], count: int = 3) -> list[str]:
    """The words that look most like one that is not among them."""
    from difflib import get_close_matches

    return get_close_matches(word, list(words), count, 0.5)


def help_text(command: Command) -> str:
    """The help for a command: every sentence in Chinese, and in English below it."""
    lines = [f"用法 usage: disclint {command.usage}", "", command.chinese, command.english, "", "选项 options:"]
    for option in command.options:
        shown = f"{option.name} {option.value}".rstrip()
        default = f"（默认 {option.default}）" if option.default else ""
        lines.append(f"  {shown:<24}{option.chinese}{default}")
        lines.append(f"  {'':<24}{option.english}")
    lines.append(f"  {'--help':<24}显示本说明  show this help")
    if command.notes:
        lines += ["", command.notes]
    return "\n".join(lines) + "\n"
