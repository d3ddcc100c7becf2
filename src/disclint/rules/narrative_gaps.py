"""No number was left out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, Passage, Rule, derived

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["NarrativeGaps"]


class NarrativeGaps(Rule):
    """Where a template has a gap for a number, a number stands: 收到申请　件 and 办结率达到% are gaps.

    Told by a word that directly precedes a unit (收到件), by an empty space or empty brackets between a word and a unit
    (申请　件; a single narrow space tells only after a word of `nouns` or `verbs`), and by a word for a rate before %.
    The clause must end after the unit: 公开条例, 申请件 and 办结件数 are words, and so is 三 件. A written 0 is a
    number. Placeholders such as XX are the business of `residue`.

    中文：模板留空的地方填了数字：“收到申请　件”“办结率达到%”是漏填。

    以下情形算漏填：某些词直接跟单位（收到件）；词与单位之间是空格或空括号（申请　件；只有一个窄空格时，须在 `nouns`、
    `verbs` 的词之后）；表示比率的词后直接是 %。单位之后分句须结束：“公开条例”“申请件”“办结件数”是词，“三 件”
    也不算。写了0就是数字。XX 等占位符由 `residue` 报告。
    """

    kind: ClassVar[str] = "narrative-gaps"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "number": (
            "“{words}”缺少数字，没有的应填 0",
            "a number is missing in “{words}”; write 0 if there is nothing to report",
        ),
        "rate": ("“{words}”缺少百分数", "the percentage is missing in “{words}”"),
    }

    verbs: tuple[str, ...]
    """Words that a unit never follows at once.
    中文：之后不会直接跟单位的词。"""

    nouns: tuple[str, ...]
    """Words that a unit follows only after a number, or after the gap for one.
    中文：之后有数字或留空才跟单位的词。"""

    units: tuple[str, ...]
    """Units of counts.
    中文：计数的单位。"""

    rates: tuple[str, ...]
    """Words before a percentage.
    中文：百分数之前的词。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each gap."""
        text = filing.passage_words
        closed = next(self._closed(text), None) is not None
        has_gaps = "(" in text or any(space in text for space in " \t")
        for passage in filing.passages if closed or has_gaps or "%" in text else ():
            for start, end in self._closed(passage.text.normal) if closed else ():
                yield self._gap(passage, start, end, "number")
            for match in _apart(self.units).finditer(passage.text.normal) if has_gaps else ():
                word = self._word_before(passage, *match.span())
                if word:
                    yield self._gap(passage, match.start() - word, match.end(), "number")
            if "%" in passage.text.normal:
                yield from self._rates(passage)

    def _closed(self, normal: str) -> Iterator[tuple[int, int]]:
        """Where a unit directly follows a word that it never follows, and ends its clause."""
        for verb in self.verbs:
            at = normal.find(verb)
            while at >= 0:
                after = at + len(verb)
                if normal.startswith(self.units, after):
                    ends = [after + len(unit) for unit in self.units if normal.startswith(unit, after)]
                    if normal[max(ends) : max(ends) + 9].lstrip(" ").startswith(_CLOSING) or max(ends) == len(normal):
                        yield at, max(ends)
                at = normal.find(verb, after)

    def _rates(self, passage: Passage) -> Iterator[Diagnostic]:
        """The percentages without a number."""
        normal = passage.text.normal
        at = normal.find("%")
        while at >= 0:
            before = normal[max(0, at - _NEAR) : at].rstrip(" ()")
            word = next((word for word in self.rates if before.endswith(word)), None)
            if word is not None:
                start = max(0, at - _NEAR) + len(before) - len(word)
                yield self._gap(passage, start, at + 1, "rate")
            at = normal.find("%", at + 1)

    def _word_before(self, passage: Passage, start: int, end: int) -> int:
        """How long the word before a gap is; 0 where the gap is none."""
        before = passage.text.normal[max(0, start - 4) : start]
        for word in (*self.verbs, *self.nouns):
            if before.endswith(word):
                return len(word)
        if not ("\u4e00" <= before[-1:] <= "\u9fff") or before[-1] in _NUMERALS:
            return 0
        gap = passage.text.value[start:end]
        wide = gap[1:2].isspace() or gap[0] in "\u2003\u3000(（"
        return min(2, len(before)) if wide else 0

    def _gap(self, passage: Passage, start: int, end: int, code: str) -> Diagnostic:
        words = re.sub(r"\s+", "　", passage.text.value[start:end])
        return self.diagnostic(passage.text.span_of(start, end), code, words=words)


@derived
def _apart(units: tuple[str, ...]) -> re.Pattern[str]:
    """A gap before a unit that ends its clause."""
    words = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    return re.compile(rf"(?:{_GAP})(?:{words})(?=\s*(?:[,。;、)]|其中|$))")


_GAP = r"\s{0,40}\(\s{0,40}\)\s{0,40}|\s{1,40}"
_CLOSING = (",", "。", ";", ")", "\n", "其中")
_NEAR = 20
_NUMERALS = "一二两三四五六七八九十百千万亿零〇几数多各每余首某"
"""What makes a count by itself, or none that has a number."""
