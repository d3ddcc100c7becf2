"""Statistics are exact: no 余, 多 or 约 beside a count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, Passage, Related, Rule, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["NarrativeApproximate"]


class NarrativeApproximate(Rule):
    """The counts of a report are exact: 5100余条, 约30件 and 200多次 are no statistics.

    All such counts of a paragraph are one finding. Only counts with a unit of `units` are meant: 近3年, 3个多月 and
    24小时以上 are not, nor 约谈, 预约 and the like, nor the section that tells plans.

    中文：统计数字写准确数：不写“5100余条”“约30件”“200多次”。

    一段中的概数合为一处报告。只看带有 `units` 中单位的数量：“近3年”“3个多月”“24小时以上”不是，“约谈”“预约”
    等词也不是；写计划的部分不检查。
    """

    kind: ClassVar[str] = "narrative-approximate"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "one": ("“{counts}”是约数，统计数字宜用确数", "“{counts}” is a rough count; statistics are better exact"),
        "several": (
            "{counts}{more}是约数，统计数字宜用确数",
            "{number} rough counts: {counts}; statistics are better exact",
        ),
        "too": ("“{count}”", "“{count}”"),
    }

    after: tuple[str, ...]
    """Words after a number that make it a rough one.
    中文：数字之后表示概数的词。"""

    before: tuple[str, ...]
    """Words before a number that make it a rough one.
    中文：数字之前表示概数的词。"""

    unless: tuple[str, ...]
    """What such a word before a number may be the end of.
    中文：上述词作为其末尾的其他词。"""

    units: tuple[str, ...]
    """Units of counts.
    中文：计数的单位。"""

    plans_in: str = ""
    """The key of the section whose numbers are no statistics.
    中文：其中数字不是统计数字的部分的键。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding for each paragraph."""
        for passage in filing.passages if self._may_have_one(filing.passage_words) else ():
            if passage.section != self.plans_in:
                found = list(self._rough(passage))
                if found:
                    yield self._finding(found)

    def _finding(self, found: list[tuple[str, Span]]) -> Diagnostic:
        counts = [text for text, _ in found]
        return self.diagnostic(
            found[0][1],
            "one" if len(found) == 1 else "several",
            related=tuple(Related(self.message("too", count=text), span) for text, span in found[1:]),
            counts=counts[0] if len(found) == 1 else "".join(f"“{count}”" for count in counts[:_SHOWN]),
            more=f"等{len(found)}处" if len(found) > _SHOWN else "",
            number=len(found),
        )

    def _rough(self, passage: Passage) -> Iterator[tuple[str, Span]]:
        normal = passage.text.normal
        if not self._may_have_one(normal):
            return
        units = "|".join(sorted(map(re.escape, self.units), key=len, reverse=True))
        after, before = ("|".join(map(re.escape, words)) for words in (self.after, self.before))
        pattern = (
            rf"\d[\d,.]{{0,15}}\s*(?:万|亿)?\s*(?:{after})\s*(?:万|亿)?\s*(?:{units}){_COUNTED}"
            rf"|(?:{before})\s*\d[\d,.]{{0,15}}\s*(?:万|亿)?\s*(?:{after})?\s*(?:{units}){_COUNTED}"
        )
        for match in re.finditer(pattern, normal):
            if normal[match.start()].isdigit() or not self._is_part(normal, match.start()):
                text = "".join(passage.text.value[slice(*match.span())].split())
                yield text, passage.text.span_of(*match.span())

    def _may_have_one(self, normal: str) -> bool:
        """Whether such a word has a digit beside it."""
        for words, step in ((self.after, -1), (self.before, 1)):
            for word in words:
                at = normal.find(word)
                while at >= 0:
                    beside = normal[max(0, at - 3) : at] if step < 0 else normal[at + len(word) : at + len(word) + 3]
                    if any(letter.isdigit() for letter in beside):
                        return True
                    at = normal.find(word, at + 1)
        return False

    def _is_part(self, normal: str, at: int) -> bool:
        """Whether the word at an offset is the end of a longer one."""
        return any(
            normal[max(0, at + len(word) - len(longer)) : at + len(word)] == longer
            for word in self.before
            if normal.startswith(word, at)
            for longer in self.unless
            if longer.endswith(word)
        )


_SHOWN = 3
_COUNTED = "(?!月|工作日|小时|星期|季度|百分点)"
"""What a unit must not be the beginning of: 3个多月 is a time."""
