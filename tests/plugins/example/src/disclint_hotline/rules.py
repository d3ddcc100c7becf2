"""The kind of rule that the plugin brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from disclint import Diagnostic, Filing, Rule


class Hotline(Rule):
    """The report names a telephone that readers can call.

    It looks for one of the ``words`` anywhere in the report.

    中文：报告写明联系电话。

    在全文中查找 ``words`` 之一。
    """

    kind: ClassVar[str] = "hotline"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "absent": ("未写明{words}", "the report does not name {words}"),
    }

    words: tuple[str, ...]
    """What announces the number, such as 联系电话; any of them will do.
    中文：号码之前的词，如 联系电话；有其一即可。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        document = filing.document
        if any(word in document.normal for word in self.words):
            return
        last = document.blocks[-1].span
        yield self.diagnostic(last, "absent", words="或".join(self.words))
