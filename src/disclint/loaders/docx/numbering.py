"""The numbers that Word puts before paragraphs: 一、（一）1. ① are text to whoever reads the report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclint.loaders.docx.markup import Attributes, PartReader
from disclint.loaders.docx.numerals import numeral
from disclint.loaders.docx.styles import Styles

__all__ = ["Numbering"]

LEVELS = 9

_CLOSED = frozenset("、.．,，)）:：;；】]〕")
"""After one of these the words follow at once; after 第一章 there is a gap."""

_REFERENCE = re.compile("%([1-9])")


class _Level:
    """How one level of a list is numbered."""

    __slots__ = ("form", "is_legal", "pattern", "restart", "start", "style", "suffix")

    def __init__(self) -> None:
        self.start = 1
        self.form = "decimal"
        self.pattern = ""
        self.suffix = "tab"
        self.style: str | None = None
        self.is_legal = False
        self.restart: int | None = None


class _Abstract:
    """A list as defined, which lists in use share with their counters."""

    __slots__ = ("counters", "levels", "style")

    def __init__(self) -> None:
        self.levels: dict[int, _Level] = {}
        self.style: str | None = None
        self.counters: list[int | None] = [None] * LEVELS


class _List:
    """A list in use: a definition and what it does otherwise."""

    __slots__ = ("abstract", "levels", "starts")

    def __init__(self) -> None:
        self.abstract: int | None = None
        self.levels: dict[int, _Level] = {}
        self.starts: dict[int, int] = {}


class Numbering:
    """The lists of a document, counting on from paragraph to paragraph: to be asked in the order of the text."""

    def __init__(self, data: bytes | None, styles: Styles, part: str = "word/numbering.xml") -> None:
        reader = _NumberingReader(part)
        if data is not None:
            reader.read(data)
        self._abstracts = reader.abstracts
        self._lists = reader.lists
        self._styles = styles
        self._fresh = {(number, level) for number, list_ in reader.lists.items() for level in list_.starts}

    def label(self, style: str | None, number: int | None, level: int | None) -> tuple[str, bool] | None:
        """The number before the next paragraph, and whether its words follow at once.

        ``number`` and ``level`` are the paragraph's own list and level, if it states them. ``None`` where it has no
        number: no list, none any more (list 0), or a bullet.
        """
        place = self._place(style, number, level)
        if place is None:
            return None
        number, at = place
        list_ = self._lists[number]
        abstract = self._abstract(list_)
        if abstract is None:
            return None
        own = self._level(list_, abstract, at)
        self._count(number, list_, abstract, at)
        if own.form == "bullet":
            return None
        words = self._written(list_, abstract, own).strip()
        return (words, own.suffix == "nothing" or words[-1] in _CLOSED) if words else None

    def _place(self, style: str | None, number: int | None, level: int | None) -> tuple[int, int] | None:
        """The list and the level of a paragraph: its own, else those of its style."""
        if number is None:
            inherited = self._styles.numbering_of(style)
            if inherited is None:
                return None
            number, styles = inherited
            if level is None:
                level = self._level_of(number, styles)
        return (number, min(max(level or 0, 0), LEVELS - 1)) if number in self._lists else None

    def _level_of(self, number: int, styles: Sequence[tuple[str, int | None]]) -> int | None:
        """The level that the nearest of several styles is tied to, or states."""
        list_ = self._lists.get(number)
        abstract = self._abstract(list_) if list_ is not None else None
        levels = {**abstract.levels, **list_.levels} if abstract is not None and list_ is not None else {}
        for name, stated in styles:
            tied = next((at for at, level in levels.items() if level.style == name), stated)
            if tied is not None:
                return tied
        return None

    def _abstract(self, list_: _List, hops: int = 0) -> _Abstract | None:
        """The definition of a list; one that only names a style of lists is looked up there."""
        abstract = self._abstracts.get(list_.abstract) if list_.abstract is not None else None
        if abstract is not None and abstract.style is not None and not abstract.levels and hops < LEVELS:
            inherited = self._styles.numbering_of(abstract.style)
            if inherited is not None and inherited[0] in self._lists:
                return self._abstract(self._lists[inherited[0]], hops + 1)
        return abstract

    def _level(self, list_: _List, abstract: _Abstract, at: int) -> _Level:
        return list_.levels.get(at) or abstract.levels.get(at) or _Level()

    def _count(self, number: int, list_: _List, abstract: _Abstract, at: int) -> None:
        counters = abstract.counters
        if (number, at) in self._fresh:
            self._fresh.discard((number, at))
            counters[at] = list_.starts[at]
        else:
            before = counters[at]
            counters[at] = self._level(list_, abstract, at).start if before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            restart = self._level(list_, abstract, deeper).restart
            if restart is None or at < restart:
                counters[deeper] = None

    def _written(self, list_: _List, abstract: _Abstract, own: _Level) -> str:
        def write(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = self._level(list_, abstract, at)
            count = abstract.counters[at]
            return numeral(level.start if count is None else count, "decimal" if own.is_legal else level.form)

        return _REFERENCE.sub(write, own.pattern)


class _NumberingReader(PartReader):
    def __init__(self, part: str) -> None:
        super().__init__()
        self.part = part
        self.abstracts: dict[int, _Abstract] = {}
        self.lists: dict[int, _List] = {}
        self._abstract: _Abstract | None = None
        self._list: _List | None = None
        self._level: _Level | None = None
        self._override: int | None = None
        self._settings = 0  # how deep inside a level's own paragraph and run settings

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("pPr", "rPr"):
            self._settings += 1
        elif self._settings or not name:
            return
        elif name == "abstractNum":
            self._abstract = _Abstract()
            self.abstracts[self.number(attributes, "abstractNumId") or 0] = self._abstract
        elif name == "num":
            self._list = _List()
            self.lists[self.number(attributes, "numId") or 0] = self._list
        elif name == "lvl":
            self._begin_level(self.number(attributes, "ilvl") or 0)
        elif self._level is not None:
            self._set(self._level, name, attributes)
        elif self._abstract is not None:
            if name == "numStyleLink":
                self._abstract.style = self.get(attributes)
        elif self._list is not None:
            self._set_list(self._list, name, attributes)

    def _begin_level(self, at: int) -> None:
        self._level = _Level()
        if not 0 <= at < LEVELS:
            return
        if self._list is not None:
            self._list.levels[at] = self._level
        elif self._abstract is not None:
            self._abstract.levels[at] = self._level

    def _set(self, level: _Level, name: str, attributes: Attributes) -> None:
        if name == "start":
            level.start = self.number(attributes) or 0
        elif name == "numFmt":
            level.form = self.get(attributes) or "decimal"
        elif name == "lvlText":
            level.pattern = (self.get(attributes) or "")[:100]
        elif name == "suff":
            level.suffix = self.get(attributes) or "tab"
        elif name == "pStyle":
            level.style = self.get(attributes)
        elif name == "isLgl":
            level.is_legal = self.is_on(attributes)
        elif name == "lvlRestart":
            level.restart = self.number(attributes)

    def _set_list(self, list_: _List, name: str, attributes: Attributes) -> None:
        if name == "abstractNumId":
            list_.abstract = self.number(attributes)
        elif name == "lvlOverride":
            self._override = self.number(attributes, "ilvl") or 0
        elif name == "startOverride" and self._override is not None and 0 <= self._override < LEVELS:
            list_.starts[self._override] = self.number(attributes) or 0

    def end(self, name: str) -> None:
        if name in ("pPr", "rPr"):
            self._settings -= 1
        elif name == "lvl":
            self._level = None
        elif name == "abstractNum":
            self._abstract = None
        elif name == "num":
            self._list = None
        elif name == "lvlOverride":
            self._override = None
