"""Regular expressions that cannot run away: RE2's, whose time grows with the text and with nothing else.

Python's own ``re`` tries one way after another, and there are patterns of ten characters with more ways than a year has
seconds. A check of patterns was weighed: it would refuse sensible ones, such as ``收到.*申请.*件``, and still let
through what takes the square of a text. RE2 is imported only where a pack has a pattern, in 2 ms, and its places count
code points. The price: it has no look-around and no back-references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint.model.late import late
from disclint.model.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated, Any, TypeAlias

__all__ = ["Match", "Pattern", "PatternError", "find_all", "groups_of", "match_whole", "removed", "untouched"]

Pattern: TypeAlias = "Annotated[str, 'regular expression']"
"""An option that is a regular expression: tested when a pack is compiled, kept as text until a rule needs it.

A rule gives it to ``find_all``, ``match_whole`` or ``removed``, never to ``re``.
"""

_LONGEST = 1000
"""Characters of a pattern."""
_LARGEST = 20_000
"""Steps of the program that RE2 makes of one: ``.{0,500}`` has 6500."""
_MEMORY = 4 << 20
_WINDOW = 2000
"""How much of a text is searched at a time: many matches in a long one would take the square of its length."""
_ENDS = late("[。;!?\r\n]")
_GROUP = late(r"\(\?P?<(?P<name>[^>]*)>")


class Match(NamedTuple):
    """A stretch of a text that a pattern fits, and what its named groups caught."""

    start: int
    end: int
    groups: Mapping[str, str]


class PatternError(ValueError):
    """A pattern that cannot be used. ``offset`` is where in it, ``hint`` what would be right."""

    def __init__(self, chinese: str, english: str, offset: int = 0, hint: str = "") -> None:
        super().__init__(english)
        self.chinese = chinese
        self.english = english
        self.offset = offset
        self.hint = hint


def find_all(pattern: str, text: str) -> Iterator[Match]:
    """The places where a pattern fits, in order and apart from each other. A long text is searched sentence by sentence
    once it is longer than 2000 characters, so that no match spans two of its stretches.
    """
    machine = _compiled(pattern)
    for start, end in _windows(text):
        for found in machine.finditer(text, start, end):
            if found.start() < found.end():
                yield _match(found)


def match_whole(pattern: str, text: str) -> Match | None:
    """The match of a pattern with a whole text; a text of more than 2000 characters has none."""
    found = _compiled(pattern).fullmatch(text) if len(text) <= _WINDOW else None
    return _match(found) if found is not None else None


def removed(pattern: str, text: str) -> str:
    """A text without what a pattern fits."""
    kept, at = [], 0
    for found in find_all(pattern, text):
        kept.append(text[at : found.start])
        at = found.end
    return "".join([*kept, text[at:]])


def untouched(pattern: str, text: str) -> int:
    """How many characters of a text can be part of no match, as a quick look tells: those that the pattern does not
    have, where it has no classes but such as list their characters; 0 where it has others.
    """
    listed = pattern.replace("(?:", "(")
    if "(?" in listed or any(mark in listed for mark in (".", "\\", "^", "-", "[:")):
        return 0
    return sum(character not in listed for character in text)


def groups_of(pattern: str) -> tuple[str, ...]:
    """The names of a pattern's groups, in order. Raises ``PatternError`` where it cannot be used."""
    if len(pattern) > _LONGEST:
        raise PatternError(f"正则表达式超过 {_LONGEST} 个字符", f"longer than {_LONGEST} characters", _LONGEST)
    try:
        machine = _compiled(pattern)
    except Exception as error:
        if type(error).__module__ != "re2._re2":
            raise
        raise _explained(pattern, error.args[0].decode("utf-8", "replace")) from None
    if machine.programsize > _LARGEST:
        raise _too_large(pattern)
    names = [(match["name"], match.start("name")) for match in _GROUP.finditer(pattern)]
    for at, (name, offset) in enumerate(names):
        if name not in machine.groupindex:
            continue  # within a class or after a backslash
        if not (name.isidentifier() and name.isascii()):
            chinese, english = f"“{name}”不能作组名", f"“{name}” is no name of a group"
            raise PatternError(chinese, english, offset, "(?P<name>…)")
        if name in [earlier for earlier, _ in names[:at]]:
            raise PatternError(f"组名“{name}”重复", f"two groups are named “{name}”", offset)
    return tuple(dict.fromkeys(name for name, _ in names if name in machine.groupindex))


def _compiled(pattern: str) -> Any:
    """The machine of a pattern. The one place that imports RE2, which keeps what it compiled."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    return re2.compile(pattern, options)


def _match(found: Any) -> Match:
    return Match(found.start(), found.end(), {name: words or "" for name, words in found.groupdict().items()})


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """A text in stretches that end with a sentence where they can."""
    start = 0
    while len(text) - start > _WINDOW:
        last = max((match.end() for match in _ENDS.finditer(text, start, start + _WINDOW)), default=start + _WINDOW)
        yield start, last
        start = last
    yield start, len(text)


def _too_large(pattern: str) -> PatternError:
    found = re.search(r"\{\d*,?\d{3,}\}", pattern)
    return PatternError(
        "正则表达式展开后太大，请缩小重复次数",
        "too large when its repeats are written out: repeat less often",
        found.start() if found else 0,
        "{0,50}",
    )


_FOREIGN = {
    r"\(\?<?[=!]": ("正则表达式不支持环视", "there is no look-around", "unless: […]"),
    r"\(\?P=|\\[1-9]": ("正则表达式不支持反向引用", "there are no back-references", ""),
    r"\(\?(\(|>|#)": ("正则表达式不支持这种组", "there are no such groups", "(?:…)"),
    r"[*+?}]\+": ("正则表达式不支持占有量词", "there are no possessive repeats", "*"),
    r"\\Z": (r"文本末尾应写作 \z，而不是", r"the end of a text is \z, not", r"\z"),
    r"\\[uUN]": ("请直接写字符，不用", "write the character itself, not", ""),
}
"""What Python's ``re`` has and RE2 has not: where it stands, what is said, and what may be written instead."""

_PROBLEMS = {
    "invalid character class": "字符类有误",
    "invalid repetition size": "重复次数有误",
    "no argument for repetition": "量词之前没有内容",
    "bad repetition operator": "量词不能连用",
    "missing )": "圆括号没有配对",
    "unexpected )": "圆括号没有配对",
    "missing ]": "方括号没有配对",
    "invalid escape sequence": "转义有误",
    "trailing \\": "末尾多出反斜杠",
    "invalid named capture": "组名有误",
}
"""How RE2 begins to say what is wrong."""


def _explained(pattern: str, said: str) -> PatternError:
    """What is wrong with a pattern that RE2 refuses, and where in it."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        at = getattr(error, "pos", None) or 0
        return _wrong(said, at)
    problem, _, fragment = said.partition(": ")
    if problem.startswith("pattern too large") or "repetition size" in problem:
        return _too_large(pattern)
    for foreign, (chinese, english, hint) in _FOREIGN.items():
        found = re.search(foreign, pattern)
        if found:
            return PatternError(f"{chinese}：{found[0]}", f"{english}: {found[0]}", found.start(), hint)
    return _wrong(said, max(pattern.find(fragment), 0))


def _wrong(said: str, offset: int) -> PatternError:
    chinese = next((words for begin, words in _PROBLEMS.items() if said.startswith(begin)), said)
    problem, _, fragment = said.partition(": ")
    return PatternError(f"正则表达式有误：{chinese}", f"not a regular expression: {problem} in “{fragment}”", offset)
