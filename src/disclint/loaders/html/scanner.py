"""From source to tags and stretches of text, each with its place, in time linear in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclint import NamedTuple

__all__ = ["Token", "attributes_of", "tokens"]


class Token(NamedTuple):
    """A tag, or a stretch of text. ``name`` is in lower case; an end tag's begins with ``/``, text's is empty."""

    name: str
    start: int
    end: int


_SPACE = " \\t\\n\\f\\r"
_NAME = re.compile(rf"[a-zA-Z][^{_SPACE}/>]*")
# As the standard's states go: a quote opens a value only after "=", else it is a letter of a name or of a value.
_ATTRIBUTE = rf"""(=[^{_SPACE}/>=]*+|[^{_SPACE}/>=]++)
    (?:[{_SPACE}]*+=[{_SPACE}]*+(?:"([^"]*+)"|'([^']*+)'|(?!["'])([^{_SPACE}>]*+)))?+"""
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE, re.VERBOSE)
_REST_OF_TAG = re.compile(rf"(?:[{_SPACE}/]++|{_ATTRIBUTE})*+>", re.VERBOSE)
_CLOSING: dict[str, re.Pattern[str]] = {}

_RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea"))
"""Elements whose content is text whatever it looks like."""


def tokens(text: str, begin: int = 0, stop: int | None = None) -> Iterator[Token]:
    """The tags and stretches of text of a source, in order; comments, declarations and instructions are left out.

    A construct that is not closed takes the rest of the source with it, as in a browser. Only ``text[begin:stop]`` is
    looked at.
    """
    if stop is not None and stop < len(text):
        text = text[:stop]
    find = text.find
    at = begin
    while (at := find("<", at)) >= 0:
        following = text[at + 1 : at + 2]
        if following == "/" and at + 2 < len(text):
            name = _NAME.match(text, at + 2)
            end = _end_of_tag(text, name.end()) if name else find(">", at + 2) + 1
        elif following in ("!", "?"):
            name = None
            end = _end_of_comment(text, at) if text.startswith("<!--", at) else find(">", at + 2) + 1
        else:
            name = _NAME.match(text, at + 1)
            if name is None:
                at += 1
                continue
            end = _end_of_tag(text, name.end())
        if at > begin:
            yield Token("", begin, at)
        if end <= 0:
            return
        begin = end
        if name is not None:
            lower = name[0].lower()
            yield Token(lower if following != "/" else f"/{lower}", at, end)
            if following != "/" and lower in _RAW:
                begin = _end_of_raw(text, lower, end)
                if begin > end:
                    yield Token("", end, begin)
        at = begin
    if begin < len(text):
        yield Token("", begin, len(text))


def attributes_of(text: str, token: Token) -> dict[str, str]:
    """The attributes of a start tag, names in lower case, values as they are spelled; of equal names the first."""
    found: dict[str, str] = {}
    begin = token.start + 1 + len(token.name)
    for match in _ONE_ATTRIBUTE.finditer(text, begin, token.end - 1):
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return found


def _end_of_tag(text: str, at: int) -> int:
    """Where a tag ends whose name ends at ``at``; 0 if nowhere."""
    end = text.find(">", at) + 1
    if end and text.find('"', at, end) < 0 and text.find("'", at, end) < 0:
        return end
    rest = _REST_OF_TAG.match(text, at) if end else None
    return rest.end() if rest else 0


def _end_of_comment(text: str, at: int) -> int:
    if text.startswith((">", "->"), at + 4):
        return text.index(">", at + 4) + 1
    end = text.find("--", at + 4)
    while end >= 0:
        if text.startswith(">", end + 2):
            return end + 3
        if text.startswith("!>", end + 2):
            return end + 4
        end = text.find("--", end + 1)
    return 0


def _end_of_raw(text: str, name: str, at: int) -> int:
    """Where the content of a raw element ends: before its end tag, or with the source."""
    pattern = _CLOSING.get(name)
    if pattern is None:
        pattern = _CLOSING[name] = re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE)
    found = pattern.search(text, at)
    return found.start() if found else len(text)
