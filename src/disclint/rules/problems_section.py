"""The section on problems names problems and says what is done about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, Passage, Rule, Section, Table, removed, untouched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from disclint import Pattern

__all__ = ["ProblemsSection"]


class ProblemsSection(Rule):
    """Section five has two halves: the main problems, and what is done or will be done about them.

    An error: no text, 无 or 暂无 in its place, less than `shortest` characters, or a short text that says there are no
    problems. A warning: one half is missing. Each half is told by key words, clause by clause, so that 有待进一步提高
    is no measure. Headings count too: 改进措施 above a list says what the list is.

    A section that is not there is the business of `required-sections`. One that has a table is not judged: its text may
    stand there.

    中文：第五部分有两个内容：存在的主要问题，以及改进情况。

    错误：没有正文，只写“无”“暂无”，不足 `shortest` 字，或简短地说没有问题。警告：缺其中一个内容。两个内容逐分句按
    关键词判断，“有待进一步提高”不是措施。标题也算：列举之上的“改进措施”说明所列为措施。

    缺这一部分由 `required-sections` 报告。有表格的部分不判断：内容可能写在表格里。
    """

    kind: ClassVar[str] = "problems-section"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "empty": ("“{section}”没有内容，应写明问题和改进情况", "“{section}” has no text: name problems and measures"),
        "none": (
            "“{section}”只写了“{text}”，应写明问题和改进情况",
            "“{section}” only says “{text}”: name problems and measures",
        ),
        "no-problems": ("“{section}”没有写存在的问题", "“{section}” names no problem"),
        "no-measures": ("“{section}”没有写改进情况", "“{section}” says nothing of improvement"),
    }

    section: str
    """The key of the section.
    中文：部分的键。"""

    shortcomings: tuple[str, ...]
    """Words of a clause that names a problem.
    中文：表示问题的词。"""

    measures: tuple[str, ...]
    """Words of a clause that names a measure.
    中文：表示措施的词。"""

    wanting: tuple[str, ...] = ()
    """Words by which a clause only says that a measure is wanted: 有待.
    中文：只表示需要措施的词：有待。"""

    titles: Pattern = r"\z"
    """What headings within the section say: it is no text.
    中文：部分之内标题的用语：不算正文。"""

    none: tuple[str, ...] = ()
    """Words by which a text of one sentence says that there is no problem.
    中文：只有一句话时，表示没有问题的词。"""

    shortest: int = 10
    """Characters, marks and numerals of headings left out.
    中文：最少字数，标题的标点和编号不计。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding."""
        section = filing.section(self.section)
        if section is None or any(
            isinstance(block, Table) for block in filing.document.blocks[section.first : section.last]
        ):
            return
        passages = [passage for passage in filing.passages if passage.section == self.section]
        words = "".join(map(_words, passages))
        is_short = len(words) < _SHORT and untouched(self.titles, words) < self.shortest
        text = removed(self.titles, words) if is_short else words
        if len(text) < self.shortest:
            yield self.diagnostic(section.heading.span, "none" if text else "empty", section=section.title, text=text)
        elif self._denies(passages, words):
            yield self.diagnostic(section.heading.span, "none", section=section.title, text=words)
        else:
            yield from self._halves(section, passages)

    def _denies(self, passages: list[Passage], words: str) -> bool:
        if len(words) > 4 * self.shortest or not any(word in words for word in self.none):
            return False
        return not self._names(passages, self.measures, self.wanting)

    def _halves(self, section: Section, passages: list[Passage]) -> Iterator[Diagnostic]:
        if not self._names(passages, self.shortcomings):
            yield self._half(section, "no-problems")
        elif not self._names(passages, self.measures, self.wanting):
            yield self._half(section, "no-measures")

    def _half(self, section: Section, code: str) -> Diagnostic:
        return self.diagnostic(section.heading.span, code, severity=self.at_most("warning"), section=section.title)

    def _names(self, passages: list[Passage], words: tuple[str, ...], unless: tuple[str, ...] = ()) -> bool:
        """Whether a clause has one of ``words`` and none of ``unless``."""
        for passage in passages:
            text = "".join(passage.text.normal.split())
            for mark in "。;:、":
                text = text.replace(mark, ",")
            for clause in text.split(","):
                if any(word in clause for word in words) and not any(word in clause for word in unless):
                    return True
        return False


_SHORT = 60
"""A longer text says something, whatever its headings take off it."""
_NUMBERS = "(一二三四五六七八九十0123456789)、. \t"


def _words(passage: Passage) -> str:
    """The words of a paragraph, without its number and marks."""
    return "".join(letter for letter in passage.text.normal.lstrip(_NUMBERS) if letter.isalnum())
