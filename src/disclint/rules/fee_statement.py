"""Section six tells of the fees for processing information."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, Form, Message, NamedTuple, Passage, Related, Rule, Section, Span, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["FeeStatement"]


class _Amount(NamedTuple):
    """A sum of money as printed."""

    value: int
    """In millionths of 元: a sum in 万元 may have decimals."""
    text: str
    span: Span
    start: int
    end: int
    """Where it stands in its passage."""


class FeeStatement(Rule):
    """A section has a sentence on the fees for processing information (信息处理费), with the sum, 0 included.

    A warning: the section says nothing of such fees, 无 included, or tells no sum; the parts of a sum do not add up to
    it. A note: a sum that the tariff cannot give, since every fee of the tariff is a multiple of `step` 元; a sentence
    that stands in another section. Where nothing is said and the table counts applications that were closed because
    their fee was not paid, that cell is shown beside the finding.

    That no fee was charged is as good as 0元. Administrative charges (行政事业性收费) are something else: a sentence on
    them alone is none. A section that is not there is the business of `required-sections`; in one that has a table, the
    sentence may stand there.

    中文：该部分写明收取信息处理费的情况和金额，没有收取的也要写明。

    警告：该部分没有写到信息处理费（只写“无”也算），或没有写金额；分项之和不等于总额。提示：按标准不可能收出的金额
    （每笔都是 `step` 元的倍数）；写在别的部分。没有写到、而表中有因逾期不缴费而办结的申请时，报告旁边列出该格。

    写“未收取”与写“0元”一样。行政事业性收费是另一回事，只写它不算。缺这一部分由 `required-sections` 报告；该部分有
    表格的，可以写在表格里。
    """

    kind: ClassVar[str] = "fee-statement"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "missing": (
            "“{section}”没有写明信息处理费情况，没有收取的应写收取0元",
            "“{section}” says nothing of fees for processing information; if none was charged, say 0元",
        ),
        "elsewhere": (
            "信息处理费情况应写在“{section}”",
            "the fees for processing information belong in “{section}”",
        ),
        "no-sum": ("写到了信息处理费，但没有写明金额", "it speaks of fees for processing information but tells no sum"),
        "tariff": (
            "信息处理费{amount}不是{step}元的整数倍，按收费标准不会有这样的金额，请核对",
            "a fee of {amount}: every fee of the tariff is a multiple of {step}元, please check",
        ),
        "parts": (
            "信息处理费合计{total}，各项之和为{sum}元",
            "the fees are {total} in all, but the parts add up to {sum}元",
        ),
        "unpaid": ("{row}：{count}件", "{row}: {count}"),
    }

    section: str
    """The key of the section.
    中文：部分的键。"""

    words: tuple[str, ...]
    """Words that name such fees.
    中文：表示信息处理费的词。"""

    none: tuple[str, ...]
    """Words by which a sentence says that there were none.
    中文：表示没有收取的词。"""

    unpaid: str = ""
    """The cell `form.row.column` that counts applications closed because the fee was not paid.
    中文：统计因逾期不缴费而办结的申请的单元格，写作 表.行.列。"""

    step: int = 10
    """The sum in 元 that every fee of the tariff is a multiple of; 0 for no such test.
    中文：按标准每笔收费是多少元的倍数；0表示不作此项检查。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """The findings of the section's sentences on fees."""
        section = filing.section(self.section)
        if section is None:
            return
        own = [passage for passage in filing.passages if passage.section == self.section]
        sentences = [(passage, *found) for passage in own for found in self._sentences(passage)]
        if not sentences:
            if not any(isinstance(block, Table) for block in filing.document.blocks[section.first : section.last]):
                yield self._missing(filing, section)
            return
        amounts = [list(_amounts(*sentence)) for sentence in sentences]
        if not any(amounts) and not any(self._denies(*sentence) for sentence in sentences):
            passage, start, end = sentences[0]
            yield self.diagnostic(passage.text.span_of(start, end), "no-sum")
        for (passage, start, end), found in zip(sentences, amounts, strict=True):
            yield from self._judge(passage.text.normal[start:end], start, found)

    def _sentences(self, passage: Passage) -> Iterator[tuple[int, int]]:
        """The sentences of a passage that speak of the fees."""
        normal = passage.text.normal
        if not any(word in normal for word in self.words):
            return
        for sentence in re.finditer("[^。]+", normal):
            if any(word in sentence[0] for word in self.words):
                yield sentence.start() + len(sentence[0]) - len(sentence[0].lstrip()), sentence.end()

    def _missing(self, filing: Filing, section: Section) -> Diagnostic:
        """Nothing is said in the section: it may be said elsewhere, and the table may show that there was a fee."""
        for passage in filing.passages:
            if passage.section == self.section:
                continue
            for start, end in self._sentences(passage):
                if list(_amounts(passage, start, end)) or self._denies(passage, start, end):
                    return self.diagnostic(
                        passage.text.span_of(start, end),
                        "elsewhere",
                        severity=self.at_most("note"),
                        section=section.title,
                    )
        return self.diagnostic(
            section.heading.span, "missing", related=tuple(self._unpaid(filing)), section=section.title
        )

    def _unpaid(self, filing: Filing) -> Iterator[Related]:
        if not self.unpaid:
            return
        form, row, column = self.unpaid.split(".")
        bound = filing.form(form)
        cell = bound.cells.get((row, column)) if bound is not None else None
        if bound is not None and cell is not None and cell.state == "filled" and cell.value and cell.span is not None:
            yield Related(self.message("unpaid", row=bound.form.row(row).label, count=cell.value), cell.span)

    def _denies(self, passage: Passage, start: int, end: int) -> bool:
        sentence = "".join(passage.text.normal[start:end].split())
        return any(word in sentence for word in self.none)

    def _judge(self, sentence: str, offset: int, amounts: list[_Amount]) -> Iterator[Diagnostic]:
        for amount in amounts:
            if self.step and amount.value % (self.step * _YUAN):
                yield self.diagnostic(
                    amount.span, "tariff", severity=self.at_most("note"), amount=amount.text, step=self.step
                )
        at = max((sentence.find(word) for word in _PARTS), default=-1)
        if at < 0:
            return
        totals = [amount for amount in amounts if amount.end <= offset + at]
        parts = [amount for amount in amounts if amount.start >= offset + at]
        if len(totals) == 1 and len(parts) > 1:
            total, added = totals[0], sum(part.value for part in parts)
            if added != total.value:
                yield self.diagnostic(
                    total.span,
                    "parts",
                    related=tuple(Related(Message("part", part.text, part.text), part.span) for part in parts),
                    total=total.text,
                    sum=_printed(added),
                )

    def problems(self, forms: tuple[Form, ...]) -> Iterator[tuple[str, str, str]]:
        """What is wrong with the cell."""
        cells = {f"{form.key}.{row.key}.{column}" for form in forms for row in form.rows for column in row.columns}
        if self.unpaid and self.unpaid not in cells:
            yield "unpaid", f"没有“{self.unpaid}”这一格，应为“表.行.列”", "there is no such cell; form.row.column"


_YUAN = 1_000_000
_PARTS = ("其中", "包括", "分别为")


def _amounts(passage: Passage, start: int, end: int) -> Iterator[_Amount]:
    """The sums of money of a sentence, unit prices (元/件, 每件) left out."""
    normal = passage.text.normal
    for match in re.compile(r"(\d[\d,]*)(?:\.(\d{1,6}))?\s*(万)?\s*元(?!\s*/)").finditer(normal, start, end):
        if "每" in normal[max(start, match.start() - 3) : match.start()]:
            continue
        value = int(match[1].replace(",", "") + (match[2] or "").ljust(6, "0")) * (10000 if match[3] else 1)
        text = "".join(passage.text.value[slice(*match.span())].split())
        yield _Amount(value, text, passage.text.span_of(*match.span()), *match.span())


def _printed(value: int) -> str:
    whole, rest = divmod(value, _YUAN)
    return f"{whole}.{rest:06}".rstrip("0") if rest else str(whole)
