"""No mark stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Edit, Filing, Fix, Paragraph, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["PunctuationRepeated"]


class PunctuationRepeated(Rule):
    """No comma, full stop, semicolon, colon or 、 stands twice in a row: `。。`, `，，`, `，,`.

    All repeated marks of a line are one finding; the fix leaves one of each, full-width. Three and more 。 are reported
    without a fix, for they may be meant as ……. Exclamation and question marks may be repeated (GB/T 15834-2011, 4.2.3.3
    and 4.3.3.4), and `::` between letters and digits is no Chinese mark.

    中文：逗号、句号、分号、冒号、顿号不重复：`。。`、`，，`、`，,`。

    一行中重复的标点合为一处；修复各留一个，用全角。三个以上的“。”只报告，不提供修复，因为可能是省略号。叹号、问号可
    以重复（GB/T 15834-2011 4.2.3.3、4.3.3.4）；字母数字之间的 `::` 不是中文标点。
    """

    kind: ClassVar[str] = "punctuation-repeated"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "repeated": ("标点重复：{printed}", "a mark is repeated: {printed}"),
    }

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding for each line."""
        normal = filing.document.plain
        doubled = [mark for mark in _FULL if mark * 2 in normal]
        if not doubled:
            return
        pattern = re.compile("|".join(f"{mark}{{2,}}" for mark in doubled))
        for paragraph in filing.running_text():
            found = [match.span() for match in pattern.finditer(paragraph.normal) if _is_chinese(paragraph, match)]
            if found:
                yield self._finding(paragraph, found)

    def _finding(self, paragraph: Paragraph, found: list[tuple[int, int]]) -> Diagnostic:
        edits = tuple([Edit(paragraph.span_of(*span), _FULL[paragraph.normal[span[0]]]) for span in found])
        is_mendable = all(
            paragraph.is_exact(*span) and not paragraph.normal.startswith("。。。", span[0]) for span in found
        )
        printed = dict.fromkeys(paragraph.value[start:end][:_LONGEST_SHOWN] for start, end in found)
        return self.diagnostic(
            edits[0].span,
            "repeated",
            fix=Fix(edits, safe=True) if is_mendable else None,
            printed=" ".join(list(printed)[:_MOST_SHOWN]),
        )


_FULL = {"。": "。", ",": "，", "、": "、", ";": "；", ":": "："}
_LONGEST_SHOWN = 6
_MOST_SHOWN = 4


def _is_chinese(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether a repeated mark is Chinese by itself or by what stands beside it."""
    value, (start, end) = paragraph.value, match.span()
    if not value[start:end].isascii():
        return True
    if value[start] == ";" and "&" in value[max(0, start - 8) : start]:
        return False  # the end of an entity
    return value[start - 1 : start] >= "⺀" or value[end : end + 1] >= "⺀"
