"""Spaces stand where they are seen, and the same throughout."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Edit, Filing, Fix, NamedTuple, Paragraph, Rule, Span, Text, has_any

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Literal, TypeAlias

__all__ = ["Spacing"]

Part: TypeAlias = "Literal['special', 'trailing', 'mixed']"


class _Place(NamedTuple):
    """White space, and what belongs there instead."""

    span: Span
    right: str


class Spacing(Rule):
    """No special and no trailing spaces, and Han characters and digits either apart or together throughout.

    Each is one note for a file. Special spaces are those of a fixed or no width (U+00A0, U+2002, U+200B …) anywhere
    outside the tables, and U+3000 inside a heading; the indentation of a paragraph with U+3000 is none. The fix takes
    them out, or leaves a plain one beside Latin letters and digits. A gap between two Han characters within a sentence
    is left alone: something may be missing there.

    2020 年 beside 2020年 has no one right form and therefore no fix; it is reported at the rarer of both. Lines of
    white space alone and cells are not looked at.

    中文：没有特殊空格和行末空格；汉字与数字之间全文要么都空、要么都不空。

    每种全文一处提示。特殊空格指表格以外固定宽度或无宽度的空格（U+00A0、U+2002、U+200B 等），以及标题中的 U+3000；段首
    缩进用的 U+3000 不算。修复去掉它们，在拉丁字母和数字旁留一个普通空格。句中两个汉字之间的空隙不动：那里可能漏了内
    容。

    “2020 年”与“2020年”并用没有唯一正确的写法，不提供修复，报告在较少的一种上。只有空白的行和单元格不看。
    """

    kind: ClassVar[str] = "spacing"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "special": (
            "有特殊空格（{names}），共{lines}行，应删去或改为普通空格",
            "special spaces ({names}) on {lines} lines; remove them or write plain ones",
        ),
        "trailing": ("行末有多余空格，共{lines}行", "trailing spaces on {lines} lines"),
        "mixed": (
            "数字与汉字之间时有空格（{spaced}处）时无空格（{tight}处），宜统一",
            "digits and Han characters stand apart in {spaced} places and together in {tight}; choose one",
        ),
    }

    parts: tuple[Part, ...] = ("special", "trailing", "mixed")
    """What is looked at.
    中文：检查哪些方面。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding of each part."""
        text = filing.document.text
        special = "special" in self.parts and ("\u3000" in text or any(space in text for space in _SPECIAL))
        trailing = "trailing" in self.parts and has_any(text, _AT_LINE_END)
        if special or trailing or filing.document.words or text.endswith((" ", "\u3000")):
            yield from self._superfluous(filing)
        normal = filing.document.plain
        if (
            "mixed" in self.parts
            and " " in normal
            and any(f" {digit}" in normal or f"{digit} " in normal for digit in "0123456789")
        ):
            yield from self._mixed(filing)

    def _superfluous(self, filing: Filing) -> Iterator[Diagnostic]:
        headings = {section.heading.span.start for section in filing.sections}
        headings.update(passage.text.span.start for passage in filing.passages if passage.heading)
        special: list[_Place] = []
        trailing: list[_Place] = []
        for paragraph in filing.running_text():
            for place in _around(filing.document.text, paragraph) if not filing.document.words else ():
                is_plain = not _SPECIAL.intersection(filing.document.text[slice(*place.span)])
                if not is_plain:
                    special.append(place)
                elif place.span.start >= paragraph.span.end:
                    trailing.append(place)
            if not _SPECIAL.isdisjoint(paragraph.value) or "\u3000" in paragraph.value:
                special += _inside(paragraph, is_heading=paragraph.span.start in headings)
        if special and "special" in self.parts:
            yield self._finding(filing, "special", special)
        if trailing and "trailing" in self.parts:
            yield self._finding(filing, "trailing", trailing)

    def _finding(self, filing: Filing, code: Part, places: list[_Place]) -> Diagnostic:
        document = filing.document
        characters = {character for place in places for character in document.text[slice(*place.span)]}
        return self.diagnostic(
            places[0].span,
            code,
            fix=Fix(tuple([Edit(*place) for place in places]), safe=True),
            names=" ".join(f"U+{ord(character):04X}" for character in sorted(characters - {" "})),
            lines=len({document.lines.line(place.span.start) for place in places}),
        )

    def _mixed(self, filing: Filing) -> Iterator[Diagnostic]:
        firsts: dict[bool, Span] = {}
        counts = {True: 0, False: 0}
        for passage in filing.passages:
            for start, end, is_apart in _beside_han(passage.text):
                counts[is_apart] += 1
                if is_apart not in firsts:
                    firsts[is_apart] = passage.text.span_of(start, end)
        if len(firsts) == 2:
            rarer = counts[True] < counts[False]
            yield self.diagnostic(firsts[rarer], "mixed", spaced=counts[True], tight=counts[False])


_SPECIAL = frozenset("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\ufeff")
_AT_LINE_END = tuple(space + end for space in " \u3000" for end in "\r\n")
_WHITE = _SPECIAL | {" ", "\u3000"}
_INVISIBLE = frozenset("\u200b\ufeff")
_SOURCES = {
    "white": "[{0}][ {0}]*".format("".join(sorted(_SPECIAL)) + "\u3000"),
    "digits": r"(?<![0-9A-Za-z])[0-9]+(?:[.,:\-/][0-9]+)*%?",
}
_patterns: dict[str, re.Pattern[str]] = {}


def _pattern(name: str) -> re.Pattern[str]:
    if name not in _patterns:
        _patterns[name] = re.compile(_SOURCES[name])
    return _patterns[name]


def _beside_han(text: Text) -> Iterator[tuple[int, int, bool]]:
    """The digits beside Han characters, each with the character, and whether spaces stand between; not where two parts
    of a sentence were joined, for a page break takes the place of a space."""
    normal = text.normal
    seams = [piece.at for piece in text.pieces]
    for match in _pattern("digits").finditer(normal):
        for at, step in ((match.start() - 1, -1), (match.end(), 1)):
            far = at
            while 0 <= far < len(normal) and normal[far] == " ":
                far += step
            if 0 <= far < len(normal) and "一" <= normal[far] <= "鿿":
                start, end = min(far, match.start()), max(far + 1, match.end())
                if bisect_right(seams, start) == bisect_left(seams, end):
                    yield start, end, far != at


def _around(text: str, paragraph: Paragraph) -> Iterator[_Place]:
    """The special spaces before a paragraph, and all white space after it, on its own line."""
    if paragraph.pieces:
        return
    start, end = paragraph.span
    first, last = start, end
    while first and text[first - 1] in _WHITE:
        first -= 1
    before = text[first:start]
    if not _SPECIAL.isdisjoint(before) and (not first or text[first - 1] in "\r\n"):
        yield _Place(Span(first, start), "".join(character for character in before if character == "\u3000"))
    while last < len(text) and text[last] in _WHITE:
        last += 1
    if last > end and (last == len(text) or text[last] in "\r\n"):
        yield _Place(Span(end, last), "")


def _inside(paragraph: Paragraph, *, is_heading: bool) -> Iterator[_Place]:
    value = paragraph.value
    for match in _pattern("white").finditer(value):
        start, end = match.span()
        while value[start - 1 : start] == " ":
            start -= 1
        run = set(value[start:end])
        before, after = value[start - 1 : start], value[end : end + 1]
        is_invisible = run <= _INVISIBLE
        is_gap = "一" <= before <= "鿿" and "一" <= after <= "鿿" and not is_invisible
        if (is_heading or not (is_gap or run.isdisjoint(_SPECIAL))) and paragraph.is_exact(start, end):
            beside_latin = (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
            yield _Place(paragraph.span_of(start, end), " " if beside_latin and not is_invisible else "")
