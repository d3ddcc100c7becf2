"""Reads the numbers of a passage: which of them count something, of what unit, and how exactly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from disclint.model.late import late
from disclint.model.named import NamedTuple
from disclint.model.passage import Passage
from disclint.model.relation import Figure
from disclint.model.statement import Exactness, Quantity, Year
from disclint.model.text import places_of

__all__ = ["read_numbers"]

_TOKEN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[!-?“”]|。|《|》")
_MARKS = frozenset(',;:。!?()《》“”"')
"""Those that matter among the characters that a token may be."""
_MARK = re.compile("[!-?、。]")
_STOPS = frozenset(",;:。!?、0123456789")
"""Those that end what stands after a number among what ``_MARK`` finds."""
_DIGIT = re.compile("[0-9]")
_ENDINGS = "。!?"
_ORDINAL = late(r"第\s*(?:[0-9]+\s*[、,至到和及~-]\s*(?:第\s*)?){0,6}$")
_RANGE = late(r"[0-9%]\s*(?:[-—–~]{1,2}|至|到)\s*$")
_LONGEST = 12
"""A longer number is a code."""

_CLAUSE = 120
"""How many characters before a number are looked at."""

_UNITS: dict[str, str] = {
    "件": "数", "条": "例件款文目理", "篇": "幅章", "次": "数年日序生", "份": "额", "期": "间限末", "场": "所地合",
    "个": "人别体性", "项": "目", "家": "庭长属具乡", "人": "民大事员才", "名": "称单录义为", "起": "草诉步到来点至",
    "宗": "旨教", "例": "如行外会", "则": "", "类": "别型似", "批": "准复示评", "种": "", "幅": "", "户": "籍",
    "册": "", "张": "", "套": "", "部": "门委分署级", "处": "罚理分置级", "封": "", "笔": "", "组": "织成长",
    "页": "", "块": "", "人次": "", "件次": "", "条次": "", "篇次": "", "场次": "", "批次": "", "期次": "", "户次": "",
    "元": "", "万元": "", "亿元": "", "%": "",
}  # fmt: skip
"""Units, and the characters after which they are the start of another word (条例, 个人)."""

_BY_FIRST: dict[str, tuple[str, ...]] = {}
for _unit in sorted(_UNITS, key=len, reverse=True):
    _BY_FIRST[_unit[0]] = (*_BY_FIRST.get(_unit[0], ()), _unit)

_TIMES = (
    "年", "月", "日", "天", "周", "时", "点", "分", "秒", "号", "岁", "级", "楼", "室", "路", "届", "星期", "世纪",
    "小时", "季度", "工作日", "自然日", "个月", "个工作日", "个自然日", "个小时", "个季度", "个年度", "个星期", "个周",
    "个百分点", "个点", "度", "米", "公里", "亩",
)  # fmt: skip
"""What makes a number a date, a period, an address or a measure of no concern here."""

_ABOUT = (
    "约",
    "近",
    "将近",
    "接近",
    "大约",
    "不足",
    "不到",
    "至多",
    "不超过",
    "各",
    "每",
    "各自",
    "约为",
    "近似",
    "平均",
)
_MORE = ("超过", "逾", "超", "突破", "至少", "不少于", "不低于")
_ABOUT_AFTER = ("左右", "上下", "以内", "以下", "不到", "不等")
_MORE_AFTER = ("以上", "余", "多")


class _Measure(NamedTuple):
    unit: str
    end: int
    """Where the unit ends."""
    exactness: Exactness
    times: int


def read_numbers(passage: Passage, index: int) -> Iterator[Quantity | Year]:
    """The quantities and years of a passage in order. ``index`` is its place among the passages."""
    text = passage.text.normal
    if _DIGIT.search(text) is None:
        return
    sentences = _Sentences(text)
    clause = earlier = taken = 0
    brackets: list[tuple[int, int]] = []
    title = quote = 0
    for token in _TOKEN.finditer(text):
        mark, start = token[0], token.start()
        if "0" <= mark[0] <= "9":
            if title or quote or len(mark) > _LONGEST:
                continue
            found = _judged(text, token.start(), token.end())
            if isinstance(found, int):
                at = token.end() - 4
                yield Year(index, at, passage.text.span_of(at, token.end()), found)
            elif found is not None:
                after_colon = start - clause < 3 and not text[clause:start].strip()
                opened = max(earlier if after_colon else clause, taken, start - _CLAUSE)
                bracket = brackets[-1][0] if brackets else -1
                yield _quantity(passage, index, token, found, opened, sentences, bracket)
                if found.unit:
                    taken = found.end
        elif mark not in _MARKS:
            continue
        elif mark in "《》":
            title = max(0, title + (1 if mark == "《" else -1))
        elif mark in '“”"':
            quote = int(mark == "“" or (mark == '"' and not quote))
        elif mark == "(":
            brackets.append((start, clause))
            earlier = clause = start + 1
        elif mark == ")":
            if brackets:
                earlier = clause = brackets.pop()[1]
        elif mark == ":":
            clause = start + 1  # what the colon follows still counts for a number right after it
        else:
            earlier = clause = start + 1
            if mark in "。!?":
                title = quote = 0
                brackets.clear()


class _Sentences:
    """The sentences of a text."""

    def __init__(self, text: str) -> None:
        self.bounds = [0, *[at + 1 for at, _ in places_of(text, _ENDINGS)], len(text)]

    def at(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence that an offset stands in."""
        following = bisect_right(self.bounds, offset)
        return self.bounds[following - 1], self.bounds[following]


def _quantity(
    passage: Passage,
    index: int,
    token: re.Match[str],
    measure: _Measure,
    opened: int,
    sentences: _Sentences,
    bracket: int,
) -> Quantity:
    text = passage.text.normal
    digits, start = token[0], token.start()
    before = "".join(text[opened:start].split()).lstrip(")、和及与")
    lead = text[max(0, opened - 6) : opened].rstrip(" ,:")
    if lead.endswith("其中") and not before.startswith("其中"):
        before = "其中" + before
    marks = _MARK.finditer(text, measure.end, measure.end + 60)
    stop = next((mark.start() for mark in marks if mark[0] in _STOPS), measure.end + 60)
    after = text[measure.end : stop]
    exactness = measure.exactness
    if exactness == "exact":
        exactness = _from_before(text, start, before)
    if "," in digits and "，" in passage.text.value[start : token.end()]:
        exactness = "about"  # two numbers, or the thousands of one
    return Quantity(
        index,
        start,
        measure.end,
        passage.text.span_of(start, token.end()),
        _value(digits, measure.times),
        len(digits.partition(".")[2]),
        measure.unit,
        exactness,
        before,
        "".join(after.split()),
        sentences.at(start),
        bracket,
    )


def _from_before(text: str, start: int, before: str) -> Exactness:
    if before.endswith(_MORE):
        return "more"
    return "about" if before.endswith(_ABOUT) or _is_range(text, start) else "exact"


def _is_range(text: str, start: int) -> bool:
    """Whether a number is the second of two, as in 3-5件."""
    last = text[max(0, start - 4) : start].rstrip()[-1:]
    return bool(last) and last in "-—–~至到" and _RANGE.search(text, max(0, start - 8), start) is not None


def _judged(text: str, start: int, end: int) -> _Measure | int | None:
    """What a number is: a year, a quantity, or nothing that may be linked."""
    before = text[start - 1] if start else ""
    if (before.isascii() and before.isalpha()) or (before and before in "+./#_@〔["):
        return None
    if before == "-" and not _is_range(text, start):
        return None
    if start == 0 and "." in text[start:end] and not text.startswith(("年", " 年"), end):
        return None  # 1.2020年 and the like: the number of a heading
    following = _skip(text, end)
    if text.startswith("年", following):
        digits = text[start:end].rpartition(".")[2]
        return int(digits) if len(digits) == 4 and digits[:2] in ("19", "20") else None
    if text.startswith((".", "〕", "]", "+", "/", "@", "_"), following):
        return None
    if _is_ordinal(text, start):
        return None
    return _measured(text, end)


def _is_ordinal(text: str, start: int) -> bool:
    """Whether a number is one of those after 第, as in 第2、3项."""
    first = max(0, start - 40)
    if text.find("第", first, start) < 0:
        return False
    last = text[first:start].rstrip()[-1]
    return last == "第" or (last in "、,至到和及~-" and _ORDINAL.search(text, first, start) is not None)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _measured(text: str, end: int) -> _Measure | None:
    """The unit after a number; ``None`` if it makes the number a date, a period or another measure."""
    at = _skip(text, end)
    exactness: Exactness = "exact"
    times = 1
    if text.startswith(("余", "多", "来", "几"), at):
        exactness = "more" if text[at] in "余多" else "about"
        at = _skip(text, at + 1)
    if text[at : at + 1] in ("万", "亿", "千", "百") and not text.startswith(("万元", "亿元"), at):
        times = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100}[text[at]]
        exactness = "about" if exactness == "exact" else exactness
        at = _skip(text, at + 1)
        if text.startswith(("余", "多"), at):
            exactness = "more"
            at = _skip(text, at + 1)
    if text.startswith(_TIMES, at) and not text.startswith("分别", at):
        return None
    unit = _unit_at(text, at)
    finish = at + len(unit)
    if not unit:
        return _Measure("", end, exactness, times)
    finish = _compound(text, finish)
    rest = _skip(text, finish)
    if text.startswith("/", rest) or text.startswith("每", rest):
        return None  # a price or a frequency
    if exactness == "exact":
        if text.startswith(_MORE_AFTER, rest):
            exactness = "more"
        elif text.startswith(_ABOUT_AFTER, rest):
            exactness = "about"
    return _Measure(unit, finish, exactness, times)


def _unit_at(text: str, at: int) -> str:
    for unit in _BY_FIRST.get(text[at : at + 1], ()):
        if text.startswith(unit, at):
            following = text[at + len(unit) : at + len(unit) + 1]
            return "" if following and following in _UNITS[unit] else unit
    return ""


def _compound(text: str, at: int) -> int:
    """After a second unit in brackets, as in 件(次)."""
    if text.startswith("(", at) and text.startswith(")", at + 2) and text[at + 1] in _BY_FIRST:
        return at + 3
    return at


def _value(digits: str, times: int) -> Figure:
    plain = digits.replace(",", "")
    if "." not in plain:
        return int(plain) * times
    from decimal import Decimal  # only numbers with decimals need it

    return Decimal(plain) * times
