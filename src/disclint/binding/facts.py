"""Reads what a report says of itself: its title, its year, the organ that makes it, the period that it covers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclint.binding.sections import heading_block, only_cell
from disclint.model.document import Document, Paragraph, Text
from disclint.model.filing import Certainty, Organ, Period, Section, Title
from disclint.model.late import late
from disclint.model.named import NamedTuple
from disclint.model.pack import Profile
from disclint.model.record import Record
from disclint.model.span import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "Facts", "find_organ", "find_period", "find_preamble", "find_title", "find_year", "read_facts",
]  # fmt: skip


class Facts(Record):
    """What a report says of itself."""

    title: Title | None
    year: int | None
    year_span: Span | None
    organ: Organ | None
    period: Period | None
    preamble: tuple[int, int]


def read_facts(
    document: Document, sections: Sequence[Section], profile: Profile, facts: Mapping[str, Any], year: int | None = None
) -> Facts:
    """All facts of a report. ``year`` is the report year where the text does not tell it."""
    title = find_title(document, sections, profile)
    preamble = find_preamble(document, sections, title)
    period = find_period(document, preamble, facts)
    found = find_year(document, sections, profile, title, period, preamble)
    organ = find_organ(document, sections, profile, title, preamble, facts)
    told, span = found or (year, None)
    return Facts(title=title, year=told, year_span=span, organ=organ, period=period, preamble=preamble)


# ---- the title ----

_LINES = 200
"""A title stands among the first lines that are not blank."""
_LONGEST_LINE = 80
_year = re.compile(r"(20\d\d)年度?")
_year_in_words = late(r"(20\d\d)年度?|二[〇○零Oo0]([〇○零一二三四五六七八九Oo0]{2})年度?")
_only_year = late(r"[(\[]?20\d\d年度?[)\]]?")
_only_year_in_words = late(r"[(\[]?二[〇○零][〇○零一二三四五六七八九]{2}年度?[)\]]?")
_LONGEST_NAME = 12
_metadata = late(r"[-·*]?[\[【]?[^:,。、\d]{1,8}[\]】]?:")
_marks = frozenset(",。:;、!?")


class _Line(NamedTuple):
    """A line before the first heading."""

    block: int
    text: Text
    words: str
    """Normal form without white space and without the marks of a markup."""


class _Names(NamedTuple):
    """What such reports are called."""

    longest_first: tuple[str, ...]
    official: str


class _Read(NamedTuple):
    """A title as taken apart."""

    words: str
    organ: str
    year: int | None


def find_title(document: Document, sections: Sequence[Section], profile: Profile) -> Title | None:
    """The title of the report: the line before the first heading that ends in the words for such a report, with the
    lines beside it that hold its organ or its year. The title among a web page's metadata counts where no other is."""
    lines = list(_lines(document, sections))
    titles = _Names(tuple(sorted(profile.titles, key=len, reverse=True)), profile.titles[0])
    ends = (")", *(title[-1] for title in titles.longest_first))
    best: tuple[int, int, int] | None = None
    found: Title | None = None
    for index, line in enumerate(lines):
        words = line.words
        metadata = _metadata.match(words) if ":" in words[:_LONGEST_NAME] else None
        if metadata is None and not words.endswith(ends):
            continue
        if metadata is not None:
            read = _take_apart(line.words[metadata.end() :], titles)
            first = last = index
        else:
            start = _first_line(lines, index, titles)
            if start is None:
                continue
            first, last, read = _with_neighbours(lines, start, index, titles)
        if read is None:
            continue
        rank = (metadata is None, (read.year is not None) + bool(read.organ), -profile.titles.index(read.words))
        if best is None or rank >= best:
            best = rank
            found = _title(lines[first : last + 1], read, after_colon=metadata is not None)
    return found


def _lines(document: Document, sections: Sequence[Section]) -> Iterator[_Line]:
    blocks = document.blocks
    end = heading_block(sections[0]) if sections else len(blocks)
    count = 0
    for index, block in enumerate(blocks[:end]):
        for text in _single_texts(block):
            if not text.value or text.value.isspace():
                continue
            count += 1
            if count > _LINES:
                return
            yield _Line(index, text, _squeezed(text.normal[:400]))


def _single_texts(block: object) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield block
        return
    for row in block.rows:  # type: ignore[attr-defined]
        only = only_cell(row)
        if only is not None:
            yield only


def _squeezed(normal: str) -> str:
    words = "".join(normal.split())
    if words.startswith("[bookmark:"):
        words = words.partition("]")[2]
    return words.strip("#*_>《》\ufeff\u200b") if words else words


def _take_apart(words: str, titles: _Names) -> _Read | None:
    """Organ, year and words of a title; ``None`` if it does not end in the words for such a report."""
    words = words.strip("《》")
    bracket = re.search(r"\([^()]{1,20}\)$", words) if words.endswith(")") else None
    if bracket and "月" in bracket[0]:
        return None  # a date of issue below the title
    stem = words[: bracket.start()] if bracket else words
    if len(stem) > _LONGEST_LINE or any(mark in stem for mark in "。,>|/"):
        return None
    kind = next((title for title in titles.longest_first if stem.endswith(title)), None)
    if kind is None:
        return None
    rest = stem[: len(stem) - len(kind)]
    dated = _years(rest).search(rest) or (_years(bracket[0]).search(bracket[0]) if bracket else None)
    organ = _years(rest).sub("", rest, count=1).strip("()[]-—:的")
    for word in ("关于公布", "关于印发", "关于发布", "关于"):
        organ = organ.removeprefix(word).removesuffix(word)
    if organ.endswith("人民") and kind.startswith("政府"):
        organ += "政府"  # 某县人民政府信息公开工作年度报告 says 政府 once for both
    if not organ and not dated and kind != titles.official:
        return None  # the name of a column of the site
    return _Read(kind, organ, _number(dated))


def _years(words: str) -> re.Pattern[str]:
    """What finds a year in such words."""
    return _year_in_words if "二" in words else _year


def _is_year(words: str) -> bool:
    """Whether words are a year and no more."""
    only = _only_year_in_words if "二" in words else _only_year
    return only.fullmatch(words) is not None


def _number(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    if match[1]:
        return int(match[1])
    digits = "".join(str("〇一二三四五六七八九".find(numeral)) for numeral in _zero(match[2]))
    return 2000 + int(digits)


def _zero(numerals: str) -> str:
    for zero in "○零Oo0":
        numerals = numerals.replace(zero, "〇")
    return numerals


def _short(line: _Line) -> bool:
    return len(line.words) <= 40 and not any(mark in _marks for mark in line.words)


def _first_line(lines: Sequence[_Line], last: int, titles: _Names) -> int | None:
    """The line that a title ending on line ``last`` starts on, when it takes three lines at most."""
    joined = ""
    for first in range(last, max(-1, last - 3), -1):
        line = lines[first]
        if first != last and not _short(line):
            return None
        joined = line.words + joined
        if _take_apart(joined, titles) is not None:
            return first
    return None


def _with_neighbours(lines: Sequence[_Line], first: int, last: int, titles: _Names) -> tuple[int, int, _Read | None]:
    """The title with the lines before it that name the organ or the year, and the line after it that holds the year."""

    def read() -> _Read | None:
        return _take_apart("".join(line.words for line in lines[first : last + 1]), titles)

    now = read()
    if now and now.year is None and last + 1 < len(lines) and _is_year(lines[last + 1].words):
        following = lines[last + 1].words
        dated = _years(following).search(following)
        now, last = now._replace(year=_number(dated)), last + 1
    for _ in range(2):
        if now is None or first == 0 or (now.organ and now.year is not None):
            break
        line = lines[first - 1]
        wanted = (now.year is None and _is_year(line.words)) or (not now.organ and _names_body(line))
        if not wanted:
            break
        first -= 1
        year = now.year
        now = _take_apart("".join(line.words for line in lines[first : last + 1]), titles) or now
        now = now if now.year is not None else now._replace(year=year)
    return first, last, now


_bodies = (*"省市县区旗州盟镇乡局厅部委办院所站社会处署馆台队行", "政府", "街道", "中心", "办公室", "公司")


def _names_body(line: _Line) -> bool:
    return _short(line) and _years(line.words).sub("", line.words).removesuffix("关于").endswith(_bodies)


def _title(lines: Sequence[_Line], read: _Read, *, after_colon: bool) -> Title:
    texts = [line.text for line in lines]
    first, last = texts[0], texts[-1]
    begin = len(first.normal) - len(first.normal.lstrip(" \t\r\n#*_>\u200b\ufeff"))
    if after_colon:
        begin = first.normal.index(":") + 1
        begin += len(first.normal[begin:]) - len(first.normal[begin:].lstrip())
    end = len(last.normal.rstrip(" \t\r\n#*_"))
    span = Span(first.span_of(begin, begin + 1).start, last.span_of(max(0, end - 1), end).end)
    printed = "".join(
        "".join(text.value[begin if text is first else 0 : end if text is last else len(text.value)].split())
        for text in texts
    )
    return Title(text=printed, span=span, organ=read.organ or None, year=read.year)


# ---- the preamble, the period, the year ----


def find_preamble(document: Document, sections: Sequence[Section], title: Title | None) -> tuple[int, int]:
    """The range of blocks after the title and before the first heading; before the first table where none is found."""
    blocks = document.blocks
    if sections:
        end = heading_block(sections[0])
    else:
        end = next((index for index, block in enumerate(blocks) if not isinstance(block, Paragraph)), len(blocks))
    start = 0
    if title is not None:
        while start < end and blocks[start].span.start < title.span.end:
            start += 1
    return start, end


_range = re.compile(
    r"(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:起|零时|0时)?\s*(?:至|到|-+)\s*"
    r"(?:(20\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日"
)  # in a paragraph whose dashes are all short


def find_period(document: Document, preamble: tuple[int, int], facts: Mapping[str, Any]) -> Period | None:
    """The 统计期限: two dates in a sentence that speaks of it (``facts``: ``period``), in the preamble also two dates
    that start or end a year."""
    words = tuple(facts.get("period", ()))
    inside = {id(block) for block in document.blocks[preamble[0] : preamble[1]]}
    later: Period | None = None
    for paragraph in document.paragraphs():
        normal = paragraph.normal
        if "月" not in normal or "日" not in normal or "年" not in normal:
            continue
        introductory = id(paragraph) in inside
        for match in _range.finditer(normal.replace("—", "-").replace("–", "-").replace("~", "-")):
            sentence = normal[_sentence(normal, match.start()) : match.end()]
            told = any(word in "".join(sentence.split()) for word in words)
            period = _period(match, paragraph)
            if told and introductory:
                return period
            whole = period.start[1:] == (1, 1) or period.end[1:] == (12, 31)
            if later is None and (told or (introductory and whole)):
                later = period
    return later


def _sentence(normal: str, at: int) -> int:
    """Where the sentence starts that ``at`` stands in, looked for no further back than a long sentence is long."""
    furthest = max(0, at - 300)
    return max(furthest, normal.rfind("。", furthest, at) + 1)


def _period(match: re.Match[str], paragraph: Paragraph) -> Period:
    year, month, day, end_year, end_month, end_day = match.groups()
    return Period(
        start=(int(year), int(month), int(day)),
        end=(int(end_year or year), int(end_month), int(end_day)),
        span=paragraph.span_of(*match.span()),
    )


def find_year(
    document: Document,
    sections: Sequence[Section],
    profile: Profile,
    title: Title | None,
    period: Period | None,
    preamble: tuple[int, int],
) -> tuple[int, Span] | None:
    """The report year and where it is told: by the title, else the period, else the report's name in the preamble, else
    the opening of the first section."""
    if title is not None and title.year is not None:
        return title.year, _year_in(document, title.span)
    if period is not None:
        return period.end[0], period.span
    for paragraph in _paragraphs(document, preamble):
        for name in running_names(paragraph, profile):
            return name.year, paragraph.span_of(name.start, name.start + 4)
    opening = sections[0] if sections else None
    if opening is not None:
        for paragraph in _paragraphs(document, (opening.first, opening.last)):
            match = re.search(r"(20\d\d)\s*年", paragraph.normal[:80])
            if match:
                return int(match[1]), paragraph.span_of(*match.span(1))
            if paragraph.value.strip():
                break
    return None


def _year_in(document: Document, span: Span) -> Span:
    words = document.normal[span.start : span.end]
    digits, numerals = (
        r"20\d\d(?=\s*年)",
        r"二\s*[〇○零Oo0]\s*[〇○零一二三四五六七八九Oo0]\s*[〇○零一二三四五六七八九Oo0]",
    )
    match = re.search(f"{digits}|{numerals}" if "二" in words else digits, words)
    return Span(span.start + match.start(), span.start + match.end()) if match else span


def _paragraphs(document: Document, blocks: tuple[int, int]) -> Iterator[Paragraph]:
    for block in document.blocks[slice(*blocks)]:
        if isinstance(block, Paragraph):
            yield block


class RunningName(NamedTuple):
    """The report's own name within a sentence: 某县2020年政府信息公开工作年度报告. Offsets are the paragraph's."""

    start: int
    """Where the year stands."""
    end: int
    year: int
    organ: str
    """The Han characters before the year, or between it and the words."""
    words: str


_running: dict[tuple[str, ...], re.Pattern[str]] = {}


def running_names(paragraph: Paragraph, profile: Profile) -> Iterator[RunningName]:
    """The report's name wherever a paragraph says it, quoted names of other documents left out."""
    normal = paragraph.normal
    if "年" not in normal:
        return
    pattern = _running.get(profile.titles)
    if pattern is None:
        words = "|".join(r"\s*".join(map(re.escape, title)) for title in sorted(profile.titles, key=len, reverse=True))
        pattern = _running[profile.titles] = re.compile(rf"(20\d\d)\s*年\s*度?\s*([\u4e00-\u9fff]{{0,30}}?)({words})")
    for match in pattern.finditer(normal):
        before = normal[max(0, match.start() - 200) : match.start()]
        if before.rfind("《") > before.rfind("》"):
            continue
        organ = match[2] or _han_before(normal, match.start())
        yield RunningName(match.start(), match.end(), int(match[1]), organ, "".join(match[3].split()))


def _han_before(normal: str, end: int) -> str:
    start = end
    while start > 0 and end - start < 40 and ("\u4e00" <= normal[start - 1] <= "\u9fff" or normal[start - 1] == " "):
        start -= 1
    return normal[start:end].replace(" ", "")


# ---- the organ ----


def find_organ(
    document: Document,
    sections: Sequence[Section],
    profile: Profile,
    title: Title | None,
    preamble: tuple[int, int],
    facts: Mapping[str, Any],
) -> Organ | None:
    """The body that reports: named in the title (certain), else in the text (inferred).

    A bare place stands for its government. Where only 我县 or 我局 tells, the name is empty.
    """
    if title is not None and title.organ:
        return _organ(title.organ, "certain", facts, title.span)
    leads = tuple(facts.get("leads", ()))
    suffixes = tuple(facts.get("governments", ())) + tuple(facts.get("departments", ()))
    paragraphs = list(_paragraphs(document, preamble))
    for paragraph in paragraphs:
        for name in running_names(paragraph, profile):
            organ = _after_lead(name.organ, leads)
            if len(organ) >= 2:
                return _organ(organ, "inferred", facts, paragraph.span_of(name.start, name.end))
    if suffixes:
        longest_first = "|".join(map(re.escape, sorted(suffixes, key=len, reverse=True)))
        pattern = re.compile(rf"[由与和向]([\u4e00-\u9fff]{{2,20}}?(?:{longest_first}))")
        for paragraph in paragraphs:
            match = pattern.search(paragraph.normal)
            if match:
                return _organ(_after_lead(match[1], leads), "inferred", facts, paragraph.span_of(*match.span(1)))
    return _self_named(document, sections, preamble, facts)


def _after_lead(words: str, leads: Iterable[str]) -> str:
    """``words`` after the last of the words that lead up to a name (现公布, 由)."""
    cut = max((words.rfind(lead) + len(lead) for lead in leads if lead in words), default=0)
    return words[cut:]


def _self_named(
    document: Document, sections: Sequence[Section], preamble: tuple[int, int], facts: Mapping[str, Any]
) -> Organ | None:
    """The organ as 我县 or 我局 tells it, if only one of them is said and more than once."""
    end = sections[0].last if sections else preamble[1]
    text = "".join(paragraph.normal for paragraph in _paragraphs(document, (preamble[0], end)))
    if "我" not in text:
        return None
    told = {match[1] for match in re.finditer("我([省市州县区旗镇乡局厅委办院])(?!级|长)", text)}
    if len(told) != 1:
        return None
    word = told.pop()
    if text.count(f"我{word}") < 2:
        return None
    organ = _organ(word, "inferred", facts, None)
    return organ.replace(name="")


def _organ(name: str, certainty: Certainty, facts: Mapping[str, Any], span: Span | None) -> Organ:
    level, government = _level(name, facts)
    able = tuple(facts.get("rule_making", ()))
    return Organ(
        name=name,
        level=level,
        certainty=certainty,
        rule_making=None if level is None else level in able,
        government=government,
        span=span,
    )


def _level(name: str, facts: Mapping[str, Any]) -> tuple[str | None, bool]:
    """The level that the name tells, and whether it is a government's."""
    levels: Mapping[str, Sequence[str]] = facts.get("levels", {})
    told: dict[str, str | None]
    place, government = name, False
    for word in sorted(facts.get("governments", ()), key=len, reverse=True):
        if name.endswith(word):
            place, government = name.removesuffix(word), True
            break
    told = {word: level for level, words in levels.items() for word in words}
    told.update(dict.fromkeys(facts.get("undecided", ()), None))
    suffix = max((word for word in told if place.endswith(word)), key=len, default=None)
    if suffix is not None:
        level = told[suffix]
        own = level not in ("department", "state") and not place.endswith(tuple(facts.get("offices", ())))
        return level, government or own
    if not government and place.endswith((*facts.get("departments", ()), "部")):
        return ("state" if _of_the_state(place, facts) else "department"), False
    return None, government


def _of_the_state(name: str, facts: Mapping[str, Any]) -> bool:
    """Whether it is a department of the State Council: 国家…局, 部, with no place in its name."""
    bare = name
    for word in facts.get("no_places", ()):
        bare = bare.replace(word, "")
    if any(place in bare for place in "省市县区旗州盟镇乡"):
        return False
    return (name.startswith(tuple(facts.get("state", ("国家",)))) and name.endswith(("局", "委员会", "署"))) or (
        name.endswith("部") and len(name) <= 8
    )
