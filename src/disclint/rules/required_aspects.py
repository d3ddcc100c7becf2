"""The report, or a section of it, speaks of what it has to speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, Passage, Record, Related, Rule, Span, Table, has_any, quoted_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from disclint import Severity

__all__ = ["Aspect", "RequiredAspects"]


class Aspect(Record):
    """Something to speak of, and how it is told that the text does.

    中文：应写的一项内容，以及如何判断写到了。
    """

    words: tuple[str, ...]
    """Words one of which is enough.
    中文：有其一即可的词。"""

    unless: tuple[str, ...] = ()
    """Longer phrases that hold such a word and mean something else.
    中文：含有上述词、却另有所指的较长词语。"""


class RequiredAspects(Rule):
    """A section speaks of every aspect that it has to speak of; all that it leaves out are one finding.

    An aspect is told by key words, so a mere mention is enough: the rule finds what was forgotten, not what was treated
    too briefly. With `anywhere` the words count in the whole report, and `section` is only where they belong. With
    `governments` nothing is said of other organs. A sentence of `plans_in` that has a word of `plans` speaks of what
    will be done, and reports nothing.

    Tables are no text. A section that is not there is the business of `required-sections`.

    中文：一个部分写到应写的各项内容；漏写的合为一处报告。

    各项按关键词判断，提到即可：本规则查漏，不查写得是否充分。`anywhere` 时全文的词都算，`section` 只说明应写在哪里。
    `governments` 时只查人民政府的报告。`plans_in` 部分中带有 `plans` 的词的句子是计划，不算写到。

    表格不算正文。缺这一部分由 `required-sections` 报告。
    """

    kind: ClassVar[str] = "required-aspects"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "absent": ("“{section}”没有写到{aspects}", "“{section}” does not speak of {aspects_en}"),
        "unreported": ("全文没有写明{aspects}情况", "the report does not tell of {aspects_en}"),
        "empty": ("“{section}”没有文字", "“{section}” has no text"),
        "planned": ("此处说的是今后的打算", "this is what will be done"),
    }

    section: str
    """The key of the section.
    中文：部分的键。"""

    aspects: Mapping[str, Aspect]
    """By name, as messages call it.
    中文：以信息中的名称为键。"""

    absent: Severity = "warning"
    """How grave it is that an aspect is left out; a section without any text has the severity of the entry.
    中文：漏写的级别；整个部分没有正文的，用本条规则的级别。"""

    anywhere: bool = False
    """Whether the words count wherever in the report they stand.
    中文：写在全文任何地方是否都算。"""

    governments: bool = False
    """Whether only the report of a 人民政府 has to speak of them.
    中文：是否只有人民政府的报告须写。"""

    plans_in: str = ""
    """The key of the section that also tells plans.
    中文：也写计划的部分的键。"""

    plans: tuple[str, ...] = ()
    """Words that make a sentence of that section a plan.
    中文：使该部分的句子成为计划的词。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding."""
        if self.governments and not (filing.organ is not None and filing.organ.government):
            return
        section = filing.section(self.section)
        if section is None and not self.anywhere:
            return
        place = section.heading.span if section is not None else _title(filing)
        title = section.title if section is not None else filing.section_titles.get(self.section, "")
        if section is not None and not self.anywhere and _is_empty(filing, self.section):
            yield self.diagnostic(place, "empty", section=title)
            return
        said, planned = self._texts(filing)
        absent = [name for name, aspect in self.aspects.items() if not _says(said, aspect)]
        if absent:
            aspects, aspects_en = quoted_names(absent)
            yield self.diagnostic(
                place,
                "unreported" if self.anywhere else "absent",
                severity=self.at_most(self.absent),
                related=tuple(self._planned(planned, absent)),
                section=title,
                aspects=aspects,
                aspects_en=aspects_en,
            )

    def _texts(self, filing: Filing) -> tuple[str, list[tuple[Passage, int, int]]]:
        """What counts, without white space, and the sentences that are plans."""
        said: list[str] = []
        planned: list[tuple[Passage, int, int]] = []
        for passage in filing.passages:
            if not self.anywhere and passage.section != self.section:
                continue
            normal = passage.text.normal
            if not self.plans or passage.section != self.plans_in:
                said.append(normal)
                continue
            if not has_any(normal, self.plans):
                said.append(normal.replace("。", "").replace(";", ""))
                continue
            for sentence in re.finditer("[^。;]+", normal):
                if any(word in sentence[0] for word in self.plans):
                    planned.append((passage, *sentence.span()))
                else:
                    said.append(sentence[0])
        return "".join("\n".join(said).split()), planned

    def _planned(self, planned: list[tuple[Passage, int, int]], absent: list[str]) -> Iterator[Related]:
        for passage, start, end in planned:
            words = passage.text.normal[start:end]
            if any(_says(words, self.aspects[name]) for name in absent):
                yield Related(self.message("planned"), passage.text.span_of(start, end))


def _says(text: str, aspect: Aspect) -> bool:
    for phrase in aspect.unless:
        if phrase in text:
            text = text.replace(phrase, "\n")
    return any(word in text for word in aspect.words)


def _is_empty(filing: Filing, key: str) -> bool:
    """Whether a section has headings only: no prose, and no table that may hold some."""
    if any(
        passage.section == key and not passage.heading and passage.text.value.strip() for passage in filing.passages
    ):
        return False
    forms = [form.span for form in filing.forms if form.span is not None]
    return not any(
        isinstance(block, Table) and not any(form.start <= block.span.start < form.end for form in forms)
        for section in filing.sections
        if section.key == key
        for block in filing.document.blocks[section.first : section.last]
    )


def _title(filing: Filing) -> Span:
    return filing.title.span if filing.title is not None else filing.document.beginning
