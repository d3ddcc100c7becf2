"""No published report bears a mark of secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, Rule, has_any

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["SecrecyMarks"]


class SecrecyMarks(Rule):
    """No published report bears a mark of secrecy: 机密★1年, 绝密, 内部资料.

    A mark is a level with ★ after it, anywhere; a level or 内部资料 that has a line to itself, with a term or a warning
    (机密 10年, 内部资料 注意保存) or after 密级：; or such words in brackets at the head of a line.

    Not reported: the same words in a sentence (国家秘密, 商业秘密, 编印内部资料), and in the tables.

    中文：公布的报告不带密级标志：机密★1年、绝密、内部资料。

    标志指：密级后有★，不论在哪里；密级或“内部资料”独占一行，带期限或警示语（机密 10年、内部资料 注意保存），或在
    “密级：”之后；行首括号中的这些词。

    不报告：句中的同样词语（国家秘密、商业秘密、编印内部资料），表格中的。
    """

    kind: ClassVar[str] = "secrecy-marks"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "mark": (
            "有密级或内部标志“{printed}”，公开的报告不得带有",
            "a mark of secrecy: “{printed}”; a published report must not bear one",
        ),
    }

    levels: tuple[str, ...] = ("绝密", "机密", "秘密")
    """Levels of secrecy.
    中文：密级。"""

    internal: tuple[str, ...] = ("内部资料", "内部文件", "内部刊物", "内部使用", "内部参阅")
    """Other marks that forbid publication.
    中文：其他不得公布的标志。"""

    warnings: tuple[str, ...] = ("注意保存", "注意保密", "严禁外传", "不得外传", "请勿外传", "妥善保管", "阅后收回")
    """What may stand beside a mark.
    中文：标志旁可以有的词语。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding for each line."""
        words = (*self.levels, *self.internal)
        if not has_any(filing.running_words, words):
            return
        patterns: tuple[re.Pattern[str], ...] = ()
        for paragraph in filing.running_text():
            if not any(word in paragraph.normal for word in words):
                continue
            patterns = patterns or self._patterns()
            for pattern in patterns:
                match = pattern.search(paragraph.normal)
                if match is not None:
                    place = match.span("mark")
                    yield self.diagnostic(paragraph.span_of(*place), "mark", printed=paragraph.value[slice(*place)])
                    break

    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        """A level with ★, a mark alone on its line, a mark in brackets at the head of one."""
        levels = "|".join(map(re.escape, self.levels))
        words = "|".join(map(re.escape, (*self.levels, *self.internal)))
        beside = "|".join((r"[★☆]", r"\d{1,2}(?:年|个月)", "长期", *map(re.escape, self.warnings)))
        mark = rf"(?P<mark>(?:{words})(?:[\s,·]*(?:{beside})){{0,3}})"
        return (
            re.compile(rf"(?P<mark>(?:{levels})\s*[★☆])"),
            re.compile(rf"^[\s\[(【]*(?:密级\s*:\s*)?{mark}[\s\])】!]*$"),
            re.compile(rf"^[\[(【]{mark}[\])】]"),
        )
