"""The headings of the sections have their official words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Edit, Filing, Fix, Rule, Section, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["SectionTitles"]


class SectionTitles(Rule):
    """The heading of a section has the words of the form.

    Reported as a warning: words that the pack lists as deviating, such as 因政府信息公开申请行政复议、行政诉讼情况;
    words so near to the official ones that the section is certain; other words under the section's own numeral. Only a
    note: brackets, dots or quotes that differ.

    Not reported: titles that the pack accepts beside the official one, an addition in brackets, white space, the marks
    of a markup, a full stop at the end, Traditional script (rule script), and the numeral (section-numbers).

    The fix puts the official words in place of the printed ones. It is safe where only marks differ, and not offered
    for a heading in Traditional script.

    中文：部分标题用格式规定的用语。

    警告：规则包列明为偏差的用语，如“因政府信息公开申请行政复议、行政诉讼情况”；与正式用语相近、可以认定部分的；用该
    部分编号的其他用语。只是括号、点、引号不同的为提示。

    不报告：规则包认可的其他标题，括号里的补充，空格，标记符号，末尾句号，繁体（script），编号（section-numbers）。

    修复改为正式用语。只改标点的是安全的；繁体标题不提供修复。
    """

    kind: ClassVar[str] = "section-titles"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "deviates": (
            "标题“{printed}”与规定不符，应为“{official}”",
            "the title “{printed}” is not the official one, “{official}”",
        ),
        "typography": (
            "标题“{printed}”的标点与规定不同，应为“{official}”",
            "the marks of the title “{printed}” differ from the official “{official}”",
        ),
    }

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each heading that deviates."""
        for section in filing.sections:
            if section.likeness in ("equal", "variant"):
                continue
            official = filing.section_titles[section.key]
            span = _words_of(section)
            typography = section.likeness == "typography"
            yield self.diagnostic(
                span or section.heading.span,
                "typography" if typography else "deviates",
                severity=self.at_most("note" if typography else "warning"),
                fix=Fix((Edit(span, official),), safe=typography) if span else None,
                printed=_printed(section),
                official=official,
            )


def _place_of(section: Section) -> re.Match[str] | None:
    return re.search(r"[\s*#]*".join(map(re.escape, section.title)), section.heading.normal)


def _printed(section: Section) -> str:
    found = _place_of(section)
    words = section.heading.value[slice(*found.span())] if found else section.title
    return "".join(words.split())


def _words_of(section: Section) -> Span | None:
    """Where the words of a heading stand, if they stand there letter for letter and in Simplified script."""
    found = _place_of(section)
    if found is None or not section.heading.is_exact(*found.span()):
        return None
    printed = section.heading.value[slice(*found.span())]
    if any(one != other and "㐀" <= other <= "鿿" for one, other in zip(printed, found[0], strict=True)):
        return None
    return section.heading.span_of(*found.span())
