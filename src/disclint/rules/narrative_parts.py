"""Parts that the text lists add up to the total that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from disclint import Diagnostic, Figure, Filing, PartList, Passage, Quantity, Record, Related, Rule, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    from disclint import Severity

__all__ = ["NarrativeParts", "PartSet"]


class PartSet(Record):
    """A fixed set of the form, such as the results: a list that runs through it is complete.

    中文：格式中固定的一组，如办理结果：列全的即为完整列举。
    """

    parts: tuple[str, ...]
    """Words that tell its members.
    中文：表示各成员的词。"""

    fewest: int
    """How many members a list must name to run through the set.
    中文：至少列出几个成员，才算列全这一组。"""

    rest: tuple[str, ...] = ()
    """Words that tell what is left, such as 结转.
    中文：表示剩余的词，如 结转。"""

    wholes: tuple[str, ...] = ()
    """Words of a total that nothing is left of, such as 办结; a list without ``rest`` is complete only for these.
    中文：没有剩余的总数的词，如 办结；没有 rest 的列举只对这些总数算完整。"""


class NarrativeParts(Rule):
    """The parts that a sentence lists add up to the total that it names: 共38条，其中指南1条，动态37条.

    A list is closed where it is introduced by 包括, 分别为 or 分为, stands in brackets right after the total, ends
    with 其他, or runs through a fixed set of the form: then the parts must make the total, else it is a warning, and an
    error for a set of the form. A list after 其中 alone is open: more than the total is an error, less a note, unless
    it is less than half: then only a few were meant. Where 等 or 主要 tells that parts are left out, where units differ
    or numbers are approximate, only parts that exceed the total are reported, as a warning.

    A list within the brackets of a part is a list of its own. Nothing is said of lists that run into another
    statement, of a single part that is less than the total, and where it is not certain of which total they are parts.

    A number of aspects (从五方面：…; …六大板块) is compared with those that follow or go before: a warning, or a note.

    中文：句子列出的分项之和等于所写的总数：共38条，其中指南1条，动态37条。

    由“包括”“分别为”“分为”引出、紧跟总数写在括号里、以“其他”结尾、或列全格式中固定一组的，为完整列举：分项之和
    不等于总数为警告，固定一组的为错误。只有“其中”的为部分列举：超过总数为错误，不足为提示；不到一半的视为只举几项。
    写有“等”“主要”、单位不同或为概数的，只报告大于总数的分项，为警告。

    分项括号里的列举另算。不报告：与另一句话连在一起的列举，只有一项且小于总数的，以及总数不明确的。

    方面的数目（从五方面：…；…六大板块）与前后所列的数目比对：警告或提示。
    """

    kind: ClassVar[str] = "narrative-parts"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "more": (
            "各部分之和 {sum} 为 {value}，大于总数 {total}",
            "the parts {sum} make {value}, more than the total {total}",
        ),
        "less": (
            "各部分之和 {sum} 为 {value}，小于总数 {total}，有 {rest} 未列出",
            "the parts {sum} make {value}, less than the total {total}: {rest} are not listed",
        ),
        "unequal": (
            "各部分之和 {sum} 为 {value}，与总数 {total} 不符",
            "the parts {sum} make {value}, which is not the total {total}",
        ),
        "aspects": (
            "称“{quote}”，列出的却是{count}个",
            "it says “{quote}”, but {count} are listed",
        ),
        "part": ("部分：{quote}", "a part: {quote}"),
    }

    sets: Mapping[str, PartSet] = {}
    """Fixed sets of the form, by a name of the pack's choice.
    中文：格式中固定的一组，以规则包自定的名称为键。"""

    countable: tuple[str, ...] = ("个", "项", "家", "次", "场", "期", "人", "名", "处", "类", "批", "人次")
    """Units of so many kinds of things that a part greater than its total is taken for something else.
    中文：种类繁多的单位：大于总数的分项视为另有所指。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each list that does not add up."""
        for each in filing.statements.lists:
            if filing.passages[each.total.passage].section is not None:
                yield from self._judged(filing, each)
        yield from self._aspects(filing)

    def _judged(self, filing: Filing, found: PartList) -> Iterator[Diagnostic]:
        total, parts = found.total, [part.quantity for part in found.parts]
        if total.exactness != "exact" or any(part.exactness == "about" for part in parts):
            return
        value = sum((part.value for part in parts), start=0)
        others = [rival.value for rival in found.rivals]
        totals: set[Figure] = {total.value, *others, sum(others, start=total.value)}
        if value in totals or (value > total.value and self._may_be_shorter(found)):
            return
        vague = found.partial or any(not part.exact for part in parts) or any(part.unit != total.unit for part in parts)
        if value > total.value:
            if others and value <= max(totals):
                return
            of_set = self._runs_through(found)
            severity: Severity = "warning" if vague or (found.kind == "closed" and not of_set) else "error"
            yield self._finding(filing, found, "more" if found.kind == "open" else "unequal", severity, value)
        elif not vague and found.complete and not others:
            of_set = self._runs_through(found)
            if of_set or found.kind == "closed":
                yield self._finding(filing, found, "unequal", "error" if of_set else "warning", value)
            elif len(parts) > 1 and value * 2 >= total.value:
                yield self._finding(filing, found, "less", "note", value)

    def _may_be_shorter(self, found: PartList) -> bool:
        """Whether the list may end before its last quantity, or list something else than its total counts."""
        total, parts = found.total, found.parts
        if total.unit in self.countable and any(part.quantity.value > total.value for part in parts):
            return True
        so_far: Figure = 0
        for part, following in pairwise(parts):
            so_far = so_far + part.quantity.value
            if following.joined != "、" and so_far == total.value:
                return True
        return False

    def _runs_through(self, found: PartList) -> bool:
        for each in self.sets.values():
            named = [_member(part.words, each.parts) for part in found.parts]
            rest = [part.words for part in found.parts if any(word in part.words for word in each.rest)]
            known = {name for name in named if name}
            if len(known) < each.fewest or len(known) + len(rest) < len(found.parts):
                continue
            if not each.wholes or rest or any(word in found.total.before for word in each.wholes):
                return True
        return False

    def _finding(self, filing: Filing, found: PartList, code: str, severity: Severity, value: Figure) -> Diagnostic:
        total, passage = found.total, filing.passages[found.total.passage]
        return self.diagnostic(
            total.span,
            code,
            severity=self.at_most(severity),
            related=tuple(
                Related(self.message("part", quote=_named(passage, part.quantity)), part.quantity.span)
                for part in found.parts[:_MOST]
            ),
            sum=_sum(found),
            value=value,
            total=total.value,
            rest=total.value - value,
        )

    # ---- a number of aspects and those that are told ----

    def _aspects(self, filing: Filing) -> Iterator[Diagnostic]:
        for index, passage in enumerate(filing.passages):
            text = passage.text.normal
            if passage.section in (None, "preamble"):
                continue
            if "方面" in text:
                yield from self._announced(filing, index)
            if "大板块" in text or "个板块" in text:
                yield from self._boards(passage)

    def _announced(self, filing: Filing, index: int) -> Iterator[Diagnostic]:
        """从N方面…: and what follows it: 一是 … N是 in the passage, or (1) … (N) at the heads of the next ones."""
        import re

        passage = filing.passages[index]
        text = passage.text.normal
        for match in re.finditer(
            rf"从\s*(?:以下|下列)?\s*(?P<number>[{_HAN}]|[0-9]{{1,2}})\s*[个大]?\s*方面(?P<rest>[^。:;]{{0,40}})", text
        ):
            rest = text[match.end() :]
            if rest[:1] != ":":
                continue
            stated = _number(match["number"])
            count = _series(rest) if rest[1:].strip() else _following(filing.passages, index)
            if count > 1 and count != stated:
                yield self._miscounted(passage, match.start(), match.start("rest"), "warning", count)

    def _boards(self, passage: Passage) -> Iterator[Diagnostic]:
        """A、B、C六大板块."""
        import re

        text = passage.text.normal
        for match in re.finditer(rf"([{_HAN}]|[0-9]{{1,2}})\s*[大个]板块", text):
            start = max(text.rfind(mark, 0, match.start()) for mark in ",;:。")
            names = text[start + 1 : match.start()]
            lead = max((names.rfind(word) + len(word) for word in _LEADS if word in names), default=0)
            listed = names[lead:].split("、")
            plain = all(
                2 <= len(name.strip()) <= 12 and not any(word in name for word in "和及与等()") for name in listed
            )
            if lead and plain and len(listed) > 1 and len(listed) != _number(match[1]):
                yield self._miscounted(passage, match.start(), match.end(), "note", len(listed))

    def _miscounted(self, passage: Passage, start: int, end: int, severity: Severity, count: int) -> Diagnostic:
        words: dict[str, Any] = {"quote": "".join(passage.text.value[start:end].split()), "count": count}
        return self.diagnostic(passage.text.span_of(start, end), "aspects", severity=self.at_most(severity), **words)


_HAN = "一二三四五六七八九十"
_LEADS = ("涵盖", "包括", "包含", "分为", "设有", "设置", "开设")
_MOST = 20
"""How many parts a finding points at."""


def _member(words: str, names: Sequence[str]) -> str:
    """The name that words tell, the longest of them."""
    return max((name for name in names if name in words), key=len, default="")


def _sum(found: PartList) -> str:
    values = [str(part.quantity.value) for part in found.parts]
    return "+".join(values if len(values) <= _MOST else [*values[:_MOST], "…"])


def _named(passage: Passage, quantity: Quantity) -> str:
    return quoted(passage, quantity, min(len(quantity.before), 14))


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else _HAN.index(numeral) + 1


def _series(text: str) -> int:
    """How many of 一是, 二是 … a text has, if it has them without a gap."""
    count = 0
    at = 0
    for numeral in _HAN:
        at = text.find(f"{numeral}是", at)
        if at < 0:
            break
        count += 1
    more = any(f"{numeral}是" in text for numeral in _HAN[count + 1 :])
    return 0 if more or text.count("一是") > 1 else count


def _following(passages: Sequence[Passage], index: int) -> int:
    """How many passages after one are numbered (1), (2) … or 1. 2. …, if they are all that the section has."""
    import re

    count = 0
    for passage in passages[index + 1 : index + 40]:
        if passage.section != passages[index].section:
            break
        head = re.match(r"\s*+[(]?\s*+([0-9]{1,2})\s*[).、.]", passage.text.normal)
        if head is None or int(head[1]) != count + 1:
            break
        count += 1
    return count
