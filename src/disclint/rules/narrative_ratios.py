"""Percentages and rates of the text are those that its own numbers make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from disclint import Change, Diagnostic, Filing, PartList, Quantity, Record, Related, Rule, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Any, ClassVar

    from disclint import Severity

__all__ = ["NarrativeRatios", "RateWords"]


class RateWords(Record):
    """A rate that is the share of one number in another, such as 办结率.

    中文：一个数占另一个数的比率，如 办结率。
    """

    rate: tuple[str, ...]
    """Words that name the rate.
    中文：表示比率的词。"""

    part: tuple[str, ...]
    """Words of the number above the line: 办结, 办理完成.
    中文：分子的词：办结、办理完成。"""

    whole: tuple[str, ...]
    """Words of the number below it: 收到, 受理.
    中文：分母的词：收到、受理。"""


class NarrativeRatios(Rule):
    """A percentage that the text states is the one that its own numbers make.

    Compared are the share of a part in the total of its list (其中政策30条，占60%), a rate beside both of its
    numbers in one sentence (收到47件，答复47件，答复率100%), and the growth from one number to another
    (从40件增至50件，增长25%). The tolerance is half a unit of the last printed digit; a result that was cut off instead
    of rounded is a note. A rate that cannot exceed 100 % and does is an error; more answers than cases, where none of
    other years are spoken of, are a warning.

    Nothing is said of 同比, which needs last year's number, of approximate numbers, and of a rate whose two numbers
    are not certain.

    中文：正文的百分数与所依据的数字相符。

    比对：分项占总数的比例（其中政策30条，占60%），同一句中写有两个数字的比率（收到47件，答复47件，答复率100%），从一
    个数字到另一个数字的增长（从40件增至50件，增长25%）。允许相差末位的一半；只舍不入的为提示。不可能超过100%的比率超
    过100%为错误；没有说到其他年份而答复多于收到的为警告。

    不报告：需要上年数字的“同比”，概数，两个数字不确定的比率。
    """

    kind: ClassVar[str] = "narrative-ratios"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "wrong": (
            "正文称{quote}，按 {how} 计算应为 {right}%",
            "the text says {stated}% (“{quote}”); {how} makes {right}%",
        ),
        "cut": (
            "正文称{quote}，按 {how} 四舍五入应为 {right}%",
            "the text says {stated}% (“{quote}”); {how} rounds to {right}%",
        ),
        "above": (
            "正文称{quote}，不应超过 100%",
            "the text says {stated}% (“{quote}”), which cannot exceed 100%",
        ),
        "exceeds": (
            "{part}多于{whole}",
            "{part} is more than {whole}",
        ),
        "number": ("{quote}", "{quote}"),
    }

    rates: Mapping[str, RateWords] = {}
    """Rates and the numbers that they are made of, by a name of the pack's choice.
    中文：比率及其由来的数字，以规则包自定的名称为键。"""

    capped: tuple[str, ...] = ("办结率", "答复率")
    """Rates that cannot exceed 100 %; nor can a share (占).
    中文：不可能超过100%的比率；占比也不能超过。"""

    carried: tuple[str, ...] = ("结转", "上年", "去年", "往年", "历年")
    """Words of a sentence that tell that cases of other years are among those answered.
    中文：表示答复中有其他年份事项的词。"""

    in_tables: tuple[str, ...] = ("申请",)
    """Words of cases that the tables count, those of other years too: their answers are compared with them alone.
    中文：表格统计的事项的词（含其他年份）：其答复只与表格比对。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """The findings in the order of the text, but for growth, which comes last."""
        statements = filing.statements
        places = [(quantity.passage, quantity.start) for quantity in statements.quantities] if statements.rates else []
        shares = (
            {(part.quantity.passage, part.quantity.start): found for found in statements.lists for part in found.parts}
            if statements.rates
            else {}
        )
        for rate in statements.rates:
            if rate.exact:
                at = bisect_left(places, (rate.passage, rate.start))
                before = statements.quantities[max(0, at - _BACK) : at]
                yield from self._rate(filing, rate, [q for q in before if _together(q, rate)], shares)
        for change in statements.changes:
            yield from self._change(filing, change)
        yield from self._exceeding(filing)

    def _rate(
        self,
        filing: Filing,
        rate: Quantity,
        before: Sequence[Quantity],
        shares: Mapping[tuple[int, int], PartList],
    ) -> Iterator[Diagnostic]:
        words = rate.before
        if rate.value > 100 and (_names(words, self.capped) or _is_share(words)):
            yield self._finding(filing, rate, "above", "error", ())
            return
        if "同比" in words or not before:
            return
        if _is_share(words):
            part = before[-1]
            found = shares.get((part.passage, part.start))
            text = filing.passages[rate.passage].text.normal
            near = not text[part.end : rate.start - 1].replace(words, "").strip(" ,(约为达到")[6:]
            if found is not None and near and found.total.exact and part.unit == found.total.unit:
                yield from self._compared(filing, rate, part, found.total)
            return
        for each in self.rates.values():
            if _names(words, each.rate):
                yield from self._settled(filing, rate, before, each)
                return

    def _settled(
        self, filing: Filing, rate: Quantity, before: Sequence[Quantity], each: RateWords
    ) -> Iterator[Diagnostic]:
        """A rate whose sentence has just two numbers before it, the one of the part and the one of the whole."""
        if len(before) != 2 or before[0].unit != before[1].unit:
            return
        whole, part = before
        if any(_tells(rate, (word,)) and not _tells(part, (word,)) for word in ("按时", "按期", "及时")):
            return
        if _tells(part, each.part) and _tells(whole, each.whole) and not _tells(whole, each.part[:1]):
            yield from self._compared(filing, rate, part, whole)

    def _compared(self, filing: Filing, rate: Quantity, part: Quantity, whole: Quantity) -> Iterator[Diagnostic]:
        if not (part.exact and whole.exact) or whole.value <= 0:
            return
        from decimal import Decimal

        true = Decimal(part.value) * 100 / Decimal(whole.value)
        yield from self._judged(filing, rate, true, f"{part.value}/{whole.value}", (part, whole))

    def _change(self, filing: Filing, change: Change) -> Iterator[Diagnostic]:
        first, last, rate = change.first, change.last, change.rate
        if rate is None or not (rate.exact and first.exact and last.exact) or first.value <= 0:
            return
        grown = any(word in rate.before for word in ("增长", "增加", "上升", "提高", "提升", "增幅"))
        fallen = any(word in rate.before for word in ("下降", "减少", "降低", "降幅"))
        if "同比" in rate.before or grown == fallen or grown != change.up:
            return
        from decimal import Decimal

        low, high = (first, last) if grown else (last, first)
        true = (Decimal(high.value) - Decimal(low.value)) * 100 / Decimal(first.value)
        if true >= 0:
            how = f"({high.value}-{low.value})/{first.value}"
            yield from self._judged(filing, rate, true, how, (first, last))

    def _judged(
        self, filing: Filing, rate: Quantity, true: Decimal, how: str, numbers: Sequence[Quantity]
    ) -> Iterator[Diagnostic]:
        """Compare a percentage with the one that the numbers make."""
        from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

        unit = Decimal(1).scaleb(-rate.decimals)
        stated = Decimal(rate.value)
        if abs(stated - true) <= unit / 2:
            return
        cut = stated == true.quantize(unit, ROUND_DOWN)
        yield self._finding(
            filing,
            rate,
            "cut" if cut else "wrong",
            "note" if cut else "warning",
            numbers,
            how=how,
            right=f"{true.quantize(unit, ROUND_HALF_UP):f}",
        )

    def _exceeding(self, filing: Filing) -> Iterator[Diagnostic]:
        """More answers than cases: 收到17件，办结18件."""
        if not self.rates:
            return
        quantities = filing.statements.quantities
        for whole, part in pairwise(quantities):
            if not (part.value > whole.value and part.unit == whole.unit and _together(whole, part)):
                continue
            if not (whole.exact and part.exact and whole.bracket == part.bracket):
                continue
            for each in self.rates.values():
                if _tells(whole, each.whole) and _is_only(part, each.part) and not self._are_carried(filing, part):
                    quote = quoted(filing.passages[part.passage], part, len(part.before))
                    of = quoted(filing.passages[whole.passage], whole, len(whole.before))
                    yield self.diagnostic(
                        part.span,
                        "exceeds",
                        severity=self.at_most("warning"),
                        related=(Related(self.message("number", quote=of), whole.span),),
                        part=quote,
                        whole=of,
                    )
                    break

    def _are_carried(self, filing: Filing, part: Quantity) -> bool:
        text = filing.passages[part.passage].text.normal
        sentence = text[max(part.sentence[0], part.start - 200) : min(part.sentence[1], part.end + 200)]
        return any(word in sentence for words in (self.carried, self.in_tables) for word in words)

    def _finding(
        self,
        filing: Filing,
        rate: Quantity,
        code: str,
        severity: Severity,
        numbers: Sequence[Quantity],
        **values: Any,
    ) -> Diagnostic:
        passage = filing.passages[rate.passage]
        return self.diagnostic(
            rate.span,
            code,
            severity=self.at_most(severity),
            related=tuple(
                Related(self.message("number", quote=quoted(passage, number, len(number.before))), number.span)
                for number in numbers
            ),
            quote=quoted(passage, rate, len(rate.before)),
            stated=rate.value,
            **values,
        )


_BACK = 8


def _names(words: str, rates: Sequence[str]) -> bool:
    """Whether words end with the name of a rate, not with 提高 or the like after it."""
    return words.rstrip("达到为至了的约均已是高:").endswith(tuple(rates))


def _is_share(words: str) -> bool:
    """Whether words say 占, 占总数的, 占比 and no more than that."""
    words = words.removeprefix("其中").removeprefix("约")
    return words.startswith("占") and not any(word in words for word in ("占地", "占有", "增", "提", "升", "降", "减"))


def _together(one: Quantity, other: Quantity) -> bool:
    return one.passage == other.passage and one.sentence == other.sentence


def _tells(quantity: Quantity, words: Sequence[str]) -> bool:
    return any(word in quantity.before for word in words)


def _is_only(quantity: Quantity, words: Sequence[str]) -> bool:
    """Whether the words before a number say no more than that so many were answered."""
    said = quantity.before
    for filler in ("已", "共", "均", "全部", "按时", "按期", "及时", "其中", "并"):
        said = said.replace(filler, "")
    return said in words
