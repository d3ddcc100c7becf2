"""Reports are written in Simplified characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from disclint import Diagnostic, Document, Filing, Rule, Span, Text, traditional_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["Script"]


class Script(Rule):
    """Reports are written in Simplified characters.

    One finding for a file, where the first Traditional characters stand. A few of them in a Simplified report are a
    note, for they may be a name. Conversion needs a reader who knows the words, so there is no fix; fixes of other
    rules leave the script as it is.

    中文：报告用简体字。

    全文一处，报告在首先出现的繁体字处。简体报告中只有几个繁体字的为提示，可能是名称。转换须懂词义，不提供修复；其他规
    则的修复也不改字体。
    """

    kind: ClassVar[str] = "script"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "traditional": (
            "文中有繁体字，如“{printed}”，应使用规范汉字：“{right}”",
            "Traditional characters, such as “{printed}”; write “{right}”",
        ),
        "few": (
            "夹有繁体字“{printed}”，应为“{right}”",
            "Traditional characters: “{printed}” for “{right}”",
        ),
    }

    allowed: str = "乾吒夥於徵氾昇捱摺拚陞鉅祕鍾菸薹袷醣麴麽榘"
    """Characters that Simplified text may have in names or in one of their meanings.
    中文：简体文字中可用于名称或某一义项的字。"""

    few: int = 5
    """Up to how many characters are only a note.
    中文：不超过几个字时只作提示。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding."""
        texts = list(_written(filing.document))
        traditional = sorted(
            character
            for text in texts
            for character in traditional_in(text.value).difference(self.allowed)
            if "㐀" <= character <= "鿿"
        )
        if not traditional:
            return
        count = 0
        shown: dict[str, Text] = {}
        pattern = re.compile(f"[{''.join(dict.fromkeys(traditional))}]+")
        for text in texts:
            for stretch in pattern.finditer(text.value):
                count += len(stretch[0])
                start, end = stretch.span()
                if len(shown) < _MOST_SHOWN:
                    words = text.part(start, min(end, start + _LONGEST_SHOWN))
                    shown.setdefault(words.value, words)
        is_few = count <= self.few
        yield self.diagnostic(
            next(iter(shown.values())).span,
            "few" if is_few else "traditional",
            severity=self.at_most("note") if is_few else None,
            printed="”“".join(shown),
            right="”“".join(words.normal for words in shown.values()),
        )


def _written(document: Document) -> Iterable[Text]:
    """All that a report says: the whole of a text, else each paragraph and cell."""
    if document.words:
        return document.texts()
    return (Text(document.text, document.normal, Span(0, len(document.text))),)


_MOST_SHOWN = 4
_LONGEST_SHOWN = 4
