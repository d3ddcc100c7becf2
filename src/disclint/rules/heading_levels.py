"""The numbers of headings and items: their form, their order, their level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from disclint import Diagnostic, Edit, Filing, Fix, NamedTuple, Passage, Related, Rule, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["HeadingLevels"]


class _Number(NamedTuple):
    """The number that a paragraph starts with."""

    passage: Passage
    level: int
    """2 for （一）, 3 for 1., 4 for （1）, as the levels of GB/T 9704 are counted."""
    value: int
    start: int
    end: int
    """Where it stands in the passage, without the mark after it."""
    mark: str
    """The mark after it."""
    mark_at: int

    @property
    def words(self) -> str:
        """The number as printed."""
        return "".join(self.passage.text.value[self.start : self.end].split())

    @property
    def span(self) -> Span:
        """Number and mark."""
        return self.passage.text.span_of(self.start, self.mark_at + len(self.mark))


class HeadingLevels(Rule):
    """Paragraphs are numbered （一）, 1., （1） below the 一、 of the sections, one after another.

    A warning: a number is left out, or stands twice. Notes, each once in a report: 1、 for 1. and a 、 after a bracket
    (both can be mended); （1） directly below a section; headings （一） of which some end with 。 and some do not.

    A number starts anew below a higher one, and with 1. A number that stands within a paragraph is not looked at, but
    counts where it would be missing. A heading with text on its own line may end with 。, since its text follows.

    中文：各部分“一、”以下依次用（一）、1.、（1）编号，编号连续。

    警告：漏号、重号。以下为提示，每种全文一次：“1、”应为“1.”，括号后的“、”（两者可修复）；部分标题之下直接用
    （1）；（一）级标题有的以“。”结尾，有的不以“。”结尾。

    上一级编号之后，以及遇到1.时，重新编号。段落中间的编号不检查，但在判断漏号时计入。标题后同一行还有正文的，可以以
    “。”结尾。
    """

    kind: ClassVar[str] = "heading-levels"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "gap": ("“{words}”之前缺少“{lacking}”", "“{lacking}” is missing before “{words}”"),
        "repeated": ("序号“{words}”重复，应为“{right}”", "the number “{words}” stands twice, it should be “{right}”"),
        "first": ("前一个“{words}”", "the first “{words}”"),
        "comma": (
            "第三层序号写作“{words}”，应为“{right}”（全文{count}处）",
            "numbers of the third level are written “{words}”, it should be “{right}” ({count} in all)",
        ),
        "bracket": (
            "带括号的序号后不加标点：“{words}”应为“{right}”（全文{count}处）",
            "no mark follows a number in brackets: “{right}” for “{words}” ({count} in all)",
        ),
        "too": ("“{words}”", "“{words}”"),
        "skipped": (
            "“{words}”直接用在“{section}”之下，宜先用“（一）”或“1.”",
            "“{words}” stands directly below “{section}”: use （一） or 1. first",
        ),
        "stop": (
            "标题末尾有的用句号，有的不用，宜统一不用",
            "some headings end with 。 and some do not: better none does",
        ),
    }

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """The findings on numbers, then those on their form."""
        numbers: list[_Number] = []
        section: str | None = None
        passages: list[Passage] = []
        for passage in filing.passages:
            if passage.section != section and passages:
                yield from self._section(filing, passages, numbers)
                passages = []
            section = passage.section
            passages.append(passage)
        yield from self._section(filing, passages, numbers)
        yield from self._form(numbers)
        yield from self._stops(filing.passages)

    def _section(self, filing: Filing, passages: Sequence[Passage], found: list[_Number]) -> Iterator[Diagnostic]:
        """Whether the numbers of a section follow one another."""
        last: dict[int, _Number] = {}
        between: list[str] = []
        skipped = False
        for passage in passages:
            number = _read(passage)
            if number is not None:
                found.append(number)
                yield from self._order(number, last.get(number.level), between)
                if number.level == 4 and not last and not skipped:
                    skipped = True
                    yield from self._skipped(filing, number)
                last = {level: earlier for level, earlier in last.items() if level < number.level}
                last[number.level] = number
                between = []
            between.append(passage.text.normal)

    def _order(self, number: _Number, last: _Number | None, between: Sequence[str]) -> Iterator[Diagnostic]:
        expected = last.value + 1 if last is not None else 1
        if number.value in (1, expected) or (last is None and number.level == 3):
            return
        if last is not None and number.value == last.value:
            right = number.words.replace(number.words.strip("()（）"), _numeral(expected, number.level))
            first = Related(self.message("first", words=last.words), last.span)
            yield self.diagnostic(number.span, "repeated", related=(first,), words=number.words, right=right)
            return
        lacking = _written(expected, number.level)
        inside = re.compile(_INSIDE[number.level].format(_numeral(expected, number.level)))
        if not any(inside.search(text) for text in between):
            yield self.diagnostic(number.span, "gap", words=number.words, lacking=lacking)

    def _skipped(self, filing: Filing, number: _Number) -> Iterator[Diagnostic]:
        section = filing.section(number.passage.section or "")
        if section is not None:
            yield self.diagnostic(
                number.span,
                "skipped",
                severity=self.at_most("note"),
                words=_written(number.value, 4),
                section=f"{section.numeral or ''}{'、' if section.numeral else ''}{section.title}",
            )

    def _form(self, numbers: Sequence[_Number]) -> Iterator[Diagnostic]:
        """The marks after the numbers."""
        commas = [
            number for number in numbers if number.level == 3 and number.mark == "、" and not _before_digit(number)
        ]
        brackets = [number for number in numbers if number.level != 3 and number.mark]
        for code, wrong, right in (("comma", commas, "."), ("bracket", brackets, "")):
            if wrong:
                first = wrong[0]
                yield self.diagnostic(
                    first.span,
                    code,
                    severity=self.at_most("note"),
                    related=tuple(Related(self.message("too", words=_printed(each)), each.span) for each in wrong[1:]),
                    fix=_mended(wrong, right),
                    words=_printed(first),
                    right=f"{first.words}{right}",
                    count=len(wrong),
                )

    def _stops(self, passages: Sequence[Passage]) -> Iterator[Diagnostic]:
        """Headings （一） that stand alone on their lines and have text below them."""
        ends: dict[bool, list[Span]] = {True: [], False: []}
        for passage, following in pairwise(passages):
            number = _read(passage) if passage.heading else None
            below = _read(following) if following.section == passage.section else number
            if number is not None and number.level == 2 and (below is None or below.level > 2):
                text = passage.text.normal.rstrip()
                at = len(text) - 1
                ends[text[-1] == "。"].append(passage.text.span_of(at, at + 1))
        if all(ends.values()):
            first, *others = ends[True]
            yield self.diagnostic(
                first,
                "stop",
                severity=self.at_most("note"),
                related=tuple(Related(self.message("too", words="。"), span) for span in others),
            )


_HAN = "一二三四五六七八九十"
_NUMBER = (
    rf"\s*(?:\(\s*(?:([{_HAN}]{{1,3}})|(\d{{1,2}}))\s*\)\s*([、,.]?)"
    r"|(\d{1,2})\s*(?:([、.])(?!\d)|([、.])(?=20\d\d\s*年)))"
)
_INSIDE = {2: r"\(\s*{}\s*\)", 3: r"(?<!\d){}\s*[、.)]", 4: r"\(\s*{}\s*\)"}


def _read(passage: Passage) -> _Number | None:
    """The number at the beginning of a paragraph."""
    normal = passage.text.normal
    first = normal.lstrip()[:1]
    if first != "(" and not first.isdecimal():
        return None
    match = re.match(_NUMBER, normal)
    if match is None:
        return None
    han, bracketed, after, arabic, mark, mark_before_year = match.groups()
    start = len(normal) - len(normal.lstrip())
    if arabic:
        at = match.start(5) if mark else match.start(6)
        return _Number(passage, 3, int(arabic), start, match.end(4), mark or mark_before_year, at)
    value = _value(han) if han else int(bracketed)
    end = normal.index(")", start) + 1
    return _Number(passage, 2 if han else 4, value, start, end, after, match.start(3) if after else end)


def _value(han: str) -> int:
    tens, ten, ones = han.rpartition("十")
    return (10 * (_HAN.find(tens) + 1 if tens else 1) if ten else 0) + (_HAN.find(ones) + 1 if ones else 0)


def _numeral(value: int, level: int) -> str:
    if level != 2:
        return str(value)
    tens, ones = divmod(value, 10)
    return (f"{_HAN[tens - 1] if tens > 1 else ''}十" if tens else "") + (_HAN[ones - 1] if ones else "")


def _written(value: int, level: int) -> str:
    numeral = _numeral(value, level)
    return f"{numeral}." if level == 3 else f"（{numeral}）"


def _printed(number: _Number) -> str:
    return f"{number.words}{number.passage.text.value[number.mark_at : number.mark_at + len(number.mark)]}"


def _before_digit(number: _Number) -> bool:
    """Whether a digit follows the mark, so that a dot there would look like a decimal point."""
    normal = number.passage.text.normal
    return normal[number.mark_at + 1 : number.mark_at + 2].isdigit()


def _mended(numbers: Sequence[_Number], right: str) -> Fix | None:
    edits = [
        Edit(number.passage.text.span_of(number.mark_at, number.mark_at + 1), right)
        for number in numbers
        if number.passage.text.is_exact(number.mark_at, number.mark_at + 1)
    ]
    return Fix(tuple(edits), safe=True) if len(edits) == len(numbers) else None
