"""The sections that the law prescribes are there, once each, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Document, Filing, Message, Paragraph, Related, Rule, Section, Span, quoted_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["RequiredSections"]


class RequiredSections(Rule):
    """The report has all sections that the form prescribes, each once, in the prescribed order.

    A section is known by the words of its heading, whatever its numeral. Rows of the table of applications that begin
    with 一、二、三、四、 are no headings, nor is a subheading such as （一）主动公开政府信息情况. A missing section is
    reported once, where it should begin: at the end of the section before it, or of the report. A second heading of the
    same section is reported where it stands, and of sections out of order as few as possible. A report without any
    heading gets one finding.

    Not reported here: other words for a title (section-titles), wrong numerals (section-numbers), and what a section
    must say.

    中文：报告有格式规定的各个部分，各一次，顺序正确。

    部分按标题的用语认定，不论编号。申请表中以一、二、三、四、开头的行不是标题，（一）主动公开政府信息情况等下级标题也
    不是。缺少的部分报告一次，在它应当开始的地方：前一部分或全文的末尾。重复的标题在其所在处报告；顺序不对的，报告的处
    数尽可能少。全文没有标题的，只报告一次。

    不在此报告：标题用语不同（section-titles），编号不对（section-numbers），各部分应写的内容。
    """

    kind: ClassVar[str] = "required-sections"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "missing": (
            "缺少“{heading}”部分，应接在此处之后",
            "section “{heading}” is missing; it belongs after this place",
        ),
        "missing-first": (
            "缺少“{heading}”部分，应在正文开头",
            "section “{heading}” is missing; it belongs at the beginning",
        ),
        "none": (
            "没有找到任何一个部分的标题；报告应分为{count}部分：{titles}",
            "no heading of a section was found; the report must have {count} sections: {titles_en}",
        ),
        "twice": (
            "“{title}”部分出现了不止一次，应只有一个",
            "section “{title}” stands in the report more than once; it must be there once",
        ),
        "order": (
            "“{title}”部分的位置不对，应在“{neighbour}”之{side}",
            "section “{title}” is out of order; it belongs {where} “{neighbour}”",
        ),
        "first": ("第一次出现在这里", "it stands here first"),
    }

    heading: str = "{number}、{title}"
    """How the heading of a section is written.
    中文：部分标题的写法。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """Missing, doubled and displaced sections."""
        titles = filing.section_titles
        if not filing.sections:
            if titles:
                yield self._none(filing)
            return
        firsts: dict[str, Section] = {}
        for section in filing.sections:
            if section.key in firsts:
                yield self._twice(section, firsts[section.key], titles)
            else:
                firsts[section.key] = section
        yield from self._missing(filing, firsts)
        yield from self._displaced(filing, list(firsts.values()))

    def _none(self, filing: Filing) -> Diagnostic:
        titles, titles_en = quoted_names(filing.section_titles.values())
        count = len(filing.section_titles)
        return self.diagnostic(_opening(filing), "none", count=count, titles=titles, titles_en=titles_en)

    def _twice(self, section: Section, first: Section, titles: Mapping[str, str]) -> Diagnostic:
        related = (Related(self.message("first"), first.heading.span),)
        return self.diagnostic(section.heading.span, "twice", related=related, title=titles[section.key])

    def _missing(self, filing: Filing, firsts: Mapping[str, Section]) -> Iterator[Diagnostic]:
        before: Section | None = None
        for key, title in filing.section_titles.items():
            if key in firsts:
                before = firsts[key]
                continue
            heading = self.heading.replace("{number}", filing.section_numbers[key]).replace("{title}", title)
            if before is None:
                yield self.diagnostic(_opening(filing), "missing-first", heading=heading)
            else:
                yield self.diagnostic(_end_of(filing.document, before), "missing", heading=heading)

    def _displaced(self, filing: Filing, found: list[Section]) -> Iterator[Diagnostic]:
        order = list(filing.section_titles)
        ranks = [order.index(section.key) for section in found]
        kept = _longest_rising(ranks)
        for index, section in enumerate(found):
            if index in kept:
                continue
            neighbours = [found[other] for other in sorted(kept)]
            later = [one for one in neighbours if order.index(one.key) > ranks[index]]
            neighbour, after = (later[0], False) if later else (neighbours[-1], True)
            yield self.diagnostic(
                section.heading.span,
                "order",
                title=filing.section_titles[section.key],
                neighbour=filing.section_titles[neighbour.key],
                side="后" if after else "前",
                where="after" if after else "before",
                related=(Related(Message("neighbour", neighbour.title, neighbour.title), neighbour.heading.span),),
            )


def _longest_rising(ranks: list[int]) -> set[int]:
    """The places of a longest rising sequence within ``ranks``, the earliest of several."""
    chains: list[list[int]] = []
    longest: list[int] = []
    for index, rank in enumerate(ranks):
        chain: list[int] = []
        for before in chains:
            if ranks[before[-1]] < rank and len(before) > len(chain):
                chain = before
        chains.append([*chain, index])
        longest = chains[-1] if len(chains[-1]) > len(longest) else longest
    return set(longest)


def _end_of(document: Document, section: Section) -> Span:
    """The last character of a section."""
    end = section.heading.span.end
    for block in reversed(document.blocks[section.first : section.last]):
        if not isinstance(block, Paragraph):
            end = block.span.end
            break
        words = block.value.rstrip()
        if words:
            end = block.span_of(0, len(words)).end
            break
    else:
        if section.rest is not None:
            end = section.rest.span_of(0, len(section.rest.value.rstrip())).end
    return Span(max(0, end - 1), end)


def _opening(filing: Filing) -> Span:
    """The title, or where the text begins."""
    return filing.title.span if filing.title is not None else filing.document.beginning
