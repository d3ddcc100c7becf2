"""Finds the sections of a report by the words of their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from disclint.binding.labels import compact, near
from disclint.model.document import Block, Document, Paragraph, Row, Table, Text
from disclint.model.filing import Likeness, Section
from disclint.model.late import late
from disclint.model.named import NamedTuple
from disclint.model.pack import SectionForm
from disclint.model.record import derived
from disclint.model.span import Span
from disclint.model.text import alike

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal, TypeAlias

__all__ = ["find_sections", "heading_block", "headings_apart", "only_cell"]

Style: TypeAlias = "Literal['han', 'arabic', 'bracket', 'bare']"
"""How a heading is numbered: 一、 or 第一部分, 1., （一）, not at all."""


class Candidate(NamedTuple):
    """A line that may be a heading."""

    block: int
    text: Text
    start: int
    """Where the heading starts in ``text``, marks of a markup left out."""
    end: int
    """Where it ends; what comes after it is text of the section."""
    order: int
    numeral: str | None
    separator: str
    title: str
    likeness: Likeness
    style: Style
    core: bool
    listed: bool
    """Whether it ends with a page number, as in a table of contents."""

    @property
    def shared(self) -> bool:
        """Whether text of the section stands on the same line."""
        return bool(self.text.value[self.end :].strip(" \t\u3000*#_"))


_HAN = "一二三四五六七八九十"
_NUMERALS = [*_HAN, *(f"十{numeral}" for numeral in _HAN[:9])]
_STARTS = frozenset(f"{_HAN}第#*[>_-(0123456789")
_ENDS = "。.:;、,*#_ "
_LONGEST = 48
"""No heading is longer, in characters that are no white space."""
_LEADERS = ".·…_-"
_MOST_READ = 4096
_SCANNED = 160
"""How far into a line a heading may reach, white space included."""

_alike = alike({"一": _HAN, ">": "\u200b\ufeff", ".": "、", ";": "。·"})
_head = re.compile(
    r"[\s#*>_\-]*(?:\[bookmark:[^\]]{0,40}\][\s#*]*)?"
    r"(?:第(一{1,2})(?:部分|章)[\s*:.,]*)?"
    r"(?:([(\[]?)(一{1,2}|\d{1,2}(?!\d))([)\]]?)[\s*]*([.,:;]?)[\s*]*)?"
)  # in a line whose characters are made alike
_leader = late(r"(?:[.·…_\-]{2,}\d{0,3}|(?<=[^\d\s])\s+\d{1,3})\s*$")


def find_sections(
    document: Document, sections: Sequence[SectionForm], facts: Mapping[str, Any] | None = None
) -> tuple[Section, ...]:
    """The headings of the report's sections, in the order of the document; a section that stands twice is found twice.

    A heading is told by its words, whatever its numeral. A line of the same words under another kind of numeral (（一）
    or 1.) is a heading only where the section has no other and the order allows it. Tables of contents are passed over.
    The last section ends before the footer of a web page (``facts``: ``footer``).
    """
    titles = _titles_of(sections)
    candidates = list(_candidates(document.blocks, titles))
    candidates = _without_contents(candidates, document.blocks)
    chosen = _choose(candidates, sections)
    end = _end(document.blocks, tuple((facts or {}).get("footer", ())))
    found: list[Section] = []
    for index, candidate in enumerate(chosen):
        if index + 1 < len(chosen):
            following = chosen[index + 1]
            last = following.block
        else:
            last = end
        found.append(_section(candidate, sections[candidate.order].key, last))
    return tuple(found)


def headings_apart(document: Document, sections: Sequence[SectionForm]) -> Document:
    """The document with every heading that was read as a row of a table, alone in it, as a paragraph of its own."""
    titles = _titles_of(sections)
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks.append(block)
        else:
            blocks.extend(_split(block, titles))
    if all(new is old for new, old in zip(blocks, document.blocks, strict=False)):
        return document
    return document.replace(blocks=tuple(blocks))


def _split(table: Table, titles: Titles) -> Iterator[Block]:
    start = 0
    for number, row in enumerate(table.rows):
        only = only_cell(row)
        found = _read(only, 0, titles) if only is not None else None
        if only is None or found is None or (found.style != "han" and found.likeness != "equal"):
            continue
        if number > start:
            yield _part(table, start, number)
        yield Paragraph(only.value, only.normal, only.span, only.pieces)
        start = number + 1
    if start == 0:
        yield table
    elif start < len(table.rows):
        yield _part(table, start, len(table.rows))


def _part(table: Table, start: int, end: int) -> Table:
    rows = table.rows[start:end]
    return table._replace(rows=rows, span=Span(rows[0].span.start, rows[-1].span.end))


def heading_block(section: Section) -> int:
    """Index in ``document.blocks`` of the block that a section's heading stands in."""
    return section.first - 1


class Titles:
    """The words by which sections are told."""

    def __init__(self, sections: Sequence[SectionForm]) -> None:
        self.numbers = [section.number for section in sections]
        self.cores = [section.core for section in sections]
        self.known: dict[str, tuple[int, Likeness]] = {}
        self._plain: dict[str, tuple[int, Likeness]] = {}
        for kind, field in (("equal", "title"), ("variant", "accepted"), ("alias", "deviating")):
            likeness: Likeness = kind  # type: ignore[assignment]
            for order, section in enumerate(sections):
                words = getattr(section, field)
                for word in (words,) if isinstance(words, str) else words:
                    self.known.setdefault(compact(word), (order, likeness))
                    self._plain.setdefault(_plain(word), (order, "typography" if likeness == "equal" else likeness))
        self.read: dict[str, _Parsed | None] = {}
        """What lines say as headings: those of one report are those of the next."""
        self._near: dict[str, tuple[int, Likeness] | None] = {}
        self._letters = {word: frozenset(word) for word in self.known}
        self.longest_first = sorted(self.known, key=len, reverse=True)
        self._first_letters = frozenset(word[0] for word in self.known)

    def judge(self, words: str) -> tuple[int, Likeness] | None:
        """The section that ``words``, a compact title, is the title of, but for a trailing bracket."""
        found = self.judge_exact(words)
        if found is None and words.endswith(")"):
            stem = words[: words.rfind("(")]
            found = self.judge_exact(stem) if stem else None
            if found is not None and found[1] in ("equal", "typography"):
                return found[0], "variant"
        if found is None and words not in self._near:
            self._near[words] = self._nearest(words)
        return found or self._near[words]

    def judge_exact(self, words: str) -> tuple[int, Likeness] | None:
        """The section that has these words among its known ones, marks apart."""
        return self.known.get(words) or self._plain.get(_plain(words))

    def may_start(self, letter: str) -> bool:
        """Whether a known title starts with a letter."""
        return letter in self._first_letters

    def _nearest(self, words: str) -> tuple[int, Likeness] | None:
        if len(words) > _LONGEST or len(words) < 3:
            return None
        letters = frozenset(words)
        least, best = 4, set[int]()
        for known, (order, _) in self.known.items():
            limit = 1 if len(known) <= 4 else 2 if len(known) <= 8 else 3
            if abs(len(known) - len(words)) > limit or len(self._letters[known] - letters) > limit:
                continue
            distance = near(words, known, min(limit, least))
            if distance is not None:
                best = best | {order} if distance == least else {order}
                least = distance
        return (best.pop(), "near") if len(best) == 1 else None


@derived
def _titles_of(sections: Sequence[SectionForm]) -> Titles:
    """The titles of a pack's sections."""
    return Titles(sections)


def _plain(words: str) -> str:
    return "".join(character for character in compact(words) if character.isalnum())


def _candidates(blocks: Sequence[Block], titles: Titles) -> Iterator[Candidate]:
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            found = _read(block, index, titles)
            if found is not None:
                yield found


def only_cell(row: Row) -> Text | None:
    """The one cell of a row that is not blank; ``None`` where there are none or more."""
    only: Text | None = None
    for cell in row.cells:
        if cell.value and not cell.value.isspace():
            if only is not None:
                return None
            only = cell
    return only


def _read(text: Text, block: int, titles: Titles) -> Candidate | None:
    """What a line says as a heading, if it can be one."""
    normal = text.normal
    if len(normal) > _LONGEST:
        found = _parsed(normal, titles)
    elif normal in titles.read:
        found = titles.read[normal]
    else:
        if len(titles.read) >= _MOST_READ:
            titles.read.clear()
        found = titles.read[normal] = _parsed(normal, titles)
    if found is None:
        return None
    begin, numeral, style, words, separator, mark = found
    return Candidate(
        block, text, begin, words.end, words.order, numeral, separator or text.value[slice(*mark)],
        words.title, words.likeness, style, words.core, words.listed,
    )  # fmt: skip


class _Parsed(NamedTuple):
    """A line taken apart as a heading."""

    begin: int
    numeral: str | None
    style: Style
    words: _Words
    separator: str
    mark: tuple[int, int]
    """Where the separator stands, unless it is given."""


def _parsed(normal: str, titles: Titles) -> _Parsed | None:
    first = normal[:_SCANNED].lstrip("\ufeff\u200b \t\r\n")[:1]
    if first not in _STARTS and (not first or len(normal) > _SCANNED or not titles.may_start(first)):
        return None
    line = normal[:_SCANNED]
    head = _head.match(line.translate(_alike))
    if head is None:  # pragma: no cover - all of it may be missing
        return None
    start = head.end()
    part, opening, numeral, closing = [line[slice(*head.span(group))] for group in (1, 2, 3, 4)]
    mark = head.span(5) if numeral else (0, 0)
    separator = ""
    if part and not numeral:
        numeral, separator = part, "部分"
    style: Style = "bare"
    if numeral:
        bracketed = bool(opening or closing) and not part
        style = "bracket" if bracketed else "arabic" if numeral.isdigit() else "han"
    apart = bool(separator) or mark[0] < mark[1] or normal[start - 1 : start].isspace()
    read = _words(normal, start, titles, whole=style == "bare", fuzzy=style == "han" and apart)
    if read is None and style == "han" and apart:
        read = _core(normal, start, numeral, titles)
    if read is None:
        return None
    begin = len(normal) - len(normal.lstrip(" \t\u200b\ufeff#*>_-"))
    return _Parsed(begin, numeral or None, style, read, separator, mark)


class _Words(NamedTuple):
    """The words of a heading."""

    order: int
    title: str
    likeness: Likeness
    end: int
    core: bool = False
    listed: bool = False


def _words(normal: str, start: int, titles: Titles, *, whole: bool, fuzzy: bool) -> _Words | None:
    rest = normal[start:]
    if len(rest) > _SCANNED:
        return None if whole else _shared(normal, start, titles)
    leader = _leader.search(rest) if _may_lead(rest) else None
    words = (rest[: leader.start()] if leader else rest).rstrip("\r\n\t *#_")
    found = _whole(words, titles, fuzzy=False)
    if found is None and not whole:
        shared = _shared(normal, start, titles)
        if shared is not None:
            return shared
        found = _whole(words, titles, fuzzy=True) if fuzzy else None
    if found is None:
        return None
    title, order, likeness = found
    return _Words(order, title, likeness, start + len(words), listed=leader is not None)


def _may_lead(rest: str) -> bool:
    last = rest.rstrip()[-1:]
    return last.isdecimal() or (last != "" and last in _LEADERS)


def _whole(words: str, titles: Titles, *, fuzzy: bool) -> tuple[str, int, Likeness] | None:
    title = "".join(words.split()).strip(_ENDS)
    if not 2 <= len(title) <= _LONGEST:
        return None
    found = titles.judge(compact(title)) if fuzzy else titles.judge_exact(compact(title))
    return (title, *found) if found else None


def _shared(normal: str, start: int, titles: Titles) -> _Words | None:
    """A heading that shares its line with text: known words, then a mark or white space, then no list of headings."""
    if not titles.may_start(normal[start : start + _SCANNED].lstrip(" \t*#_")[:1]):
        return None
    letters: list[str] = []
    places: list[int] = []
    for at in range(start, min(len(normal), start + _SCANNED)):
        if not normal[at].isspace() and normal[at] not in "*#_":
            letters.append(normal[at])
            places.append(at)
            if len(letters) > _LONGEST:
                break
    line = compact("".join(letters))
    for known in titles.longest_first:
        if line.startswith(known) and len(line) > len(known):
            end = places[len(known) - 1] + 1
            if normal[end] not in " \t*#:。;\n.":
                return None
            order, likeness = titles.known[known]
            if _lists_titles(normal[end:], order, titles):
                return None
            return _Words(order, "".join(letters[: len(known)]), likeness, end)
    return None


def _lists_titles(rest: str, order: int, titles: Titles) -> bool:
    """Whether a line goes on with the headings of other sections, number and all."""
    line = compact(rest[:400])
    return any(
        f"{titles.numbers[other]},{known}" in line for known, (other, _) in titles.known.items() if other != order
    )


def _core(normal: str, start: int, numeral: str | None, titles: Titles) -> _Words | None:
    """A heading in other words: it bears the section's own numeral and has a word that tells the section."""
    words = normal[start:]
    if len(words) > _SCANNED or numeral not in titles.numbers:
        return None
    title = "".join(words.split()).strip(_ENDS)
    order = titles.numbers.index(numeral)
    if not 2 <= len(title) <= 32 or any(mark in title for mark in ",。;:!?"):
        return None
    if not any(core in title for core in titles.cores[order]):
        return None
    return _Words(order, title, "near", start + len(words.rstrip("\r\n\t *#_")), core=True)


def _without_contents(candidates: list[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Leave out tables of contents: three headings or more with nothing between them that come again later."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        run = runs[-1] if runs else []
        apart = (
            not run or any(candidate.order == other.order for other in run) or not _adjoin(run[-1], candidate, blocks)
        )
        if apart:
            runs.append([candidate])
        else:
            run.append(candidate)
    kept: list[Candidate] = []
    later: set[int] = set()
    for run in reversed(runs):
        listed = [candidate for candidate in run if candidate.listed]
        if len(run) >= 3 and sum(candidate.order in later for candidate in run) * 2 > len(run):
            continue
        kept.extend(reversed([candidate for candidate in run if candidate not in listed]))
        later.update(candidate.order for candidate in run)
    kept.reverse()
    return kept


def _adjoin(one: Candidate, other: Candidate, blocks: Sequence[Block]) -> bool:
    if one.shared or other.block - one.block > 40:
        return False
    between = blocks[one.block + 1 : other.block]
    return all(isinstance(block, Paragraph) and not block.value.strip() for block in between)


def _choose(candidates: list[Candidate], sections: Sequence[SectionForm]) -> list[Candidate]:
    """The candidates that are headings, in the order of the document."""
    numbers = [section.number for section in sections]
    chosen: list[Candidate] = []
    for order, number in enumerate(numbers):
        ours = [one for one in candidates if one.order == order and one.style == "han" and not one.core]
        if any(one.numeral == number for one in ours):
            ours = [one for one in ours if one.numeral == number or one.likeness in ("equal", "variant")]
        chosen.extend(ours)
    strong = len(chosen)
    for order in range(len(sections) - 1, -1, -1):
        if any(one.order == order for one in chosen):
            continue
        rest = [one for one in candidates if one.order == order and _fits(one, chosen)]
        for test in (
            [one for one in rest if one.core],
            [one for one in rest if one.style == "bare"],
            [one for one in rest if one.style == "arabic" and _value(one.numeral) == order + 1],
            [one for one in rest if one.style == "bracket" and _value(one.numeral) == order + 1 and not strong],
        ):
            if test:
                chosen.append(test[-1])
                break
    return sorted(chosen, key=lambda one: one.block)


def _fits(candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Whether a candidate stands after all earlier sections found and before all later ones."""
    return all((candidate.block > other.block) == (candidate.order > other.order) for other in chosen)


def _value(numeral: str | None) -> int:
    if numeral and numeral.isdigit():
        return int(numeral)
    return next((value for value, known in enumerate(_NUMERALS, 1) if known == numeral), 0)


def _end(blocks: Sequence[Block], footer: tuple[str, ...]) -> int:
    """Index after the last block that is neither blank nor part of a web page's footer."""
    end = len(blocks)
    while end:
        block = blocks[end - 1]
        if not isinstance(block, Paragraph):
            break
        words = "".join(block.normal[:200].split())
        if words and (len(words) > 100 or not any(mark in words for mark in footer)):
            break
        end -= 1
    return end


def _section(candidate: Candidate, key: str, last: int) -> Section:
    text = candidate.text
    rest = None
    if candidate.shared:
        rest = _clip(text, candidate.end, len(text.value))
    first = candidate.block + 1
    return Section(
        key=key,
        heading=_clip(text, candidate.start, candidate.end),
        numeral=candidate.numeral,
        separator=candidate.separator,
        title=candidate.title,
        likeness=candidate.likeness,
        first=first,
        last=max(first, last),
        rest=rest,
    )


def _clip(text: Text, start: int, end: int) -> Paragraph:
    """``text[start:end]`` as a paragraph of its own."""
    if start == 0 and end == len(text.value) and isinstance(text, Paragraph):
        return text
    level = text.level if isinstance(text, Paragraph) else None
    part = text.part(start, end)
    return Paragraph(part.value, part.normal, part.span, part.pieces, level)
