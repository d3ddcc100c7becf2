"""Reads a table of organs that a user has: CSV with a header, in the encodings that spreadsheets write."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from disclint.dossier.names import read_name
from disclint.errors import PackError, PackErrors
from disclint.model.organ import LEVELS, OrganEntry

__all__ = ["LARGEST", "parse_organs"]

LARGEST = 4 << 20
"""Bytes. The country has some fifty thousand governments, a line of one takes less than eighty."""

_HEADS = {
    "organ": "organ", "机关": "organ", "机关名称": "organ", "单位": "organ", "名称": "organ",
    "parent": "parent", "上级": "parent", "上级机关": "parent",
    "aliases": "aliases", "alias": "aliases", "别名": "aliases", "曾用名": "aliases",
    "level": "level", "层级": "level", "级别": "level",
}  # fmt: skip

_LEVELS = {
    "国家": "state", "省": "province", "市": "prefecture", "地市": "prefecture", "州": "prefecture", "县": "county",
    "区县": "county", "区": "county", "乡": "town", "镇": "town", "乡镇": "town", "街道": "town", "部门": "department",
}  # fmt: skip
"""What a level may be called in Chinese, with or without 级."""

_HINT = "organ,parent,aliases,level | 机关,上级,别名,层级"


def parse_organs(data: bytes, path: str) -> tuple[OrganEntry, ...]:
    """The organs of a table.

    Raises ``PackErrors`` with the place of everything that is wrong: a header without organs, a name that stands
    twice, a parent that has no line, a level that there is none of.
    """
    reader = _Table(path)
    lines = _text(data, path).splitlines()
    rows = reader.rows(lines)
    head = next(rows, None)
    if head is None:
        raise PackErrors((PackError(path, 1, 1, "机关表是空的", "the table of organs is empty", _HINT),))
    fields = reader.fields(head)
    for row in rows:
        reader.read(row, fields)
    reader.check_parents()
    if reader.errors:
        raise PackErrors(tuple(sorted(reader.errors, key=lambda error: (error.line, error.column))))
    return tuple(entry for _, entry in reader.entries)


def _text(data: bytes, path: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            before = data[: error.start]
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    words = "编码既不是 UTF-8 也不是 GB18030", "neither in UTF-8 nor in GB18030"
    raise PackErrors((PackError(path, line, column, *words, "UTF-8"),))


class _Row:
    """A line of the table: its fields, and the column that each begins in."""

    def __init__(self, line: int, fields: Sequence[str], columns: Sequence[int]) -> None:
        self.line = line
        self.fields = [field.strip() for field in fields]
        self.columns = columns

    def place(self, number: int) -> tuple[int, int]:
        return self.line, self.columns[min(number, len(self.columns) - 1)]


class _Table:
    """Collects entries, and all that is wrong."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.errors: list[PackError] = []
        self.entries: list[tuple[_Row, OrganEntry]] = []
        self.known: dict[str, int] = {}
        """By key of a name, the line that has it."""
        self.parents: list[tuple[tuple[int, int], str, str]] = []

    def wrong(self, place: tuple[int, int], chinese: str, english: str, hint: str = "") -> None:
        self.errors.append(PackError(self.path, *place, chinese, english, hint))

    def rows(self, lines: list[str]) -> Iterator[_Row]:
        """The lines that have anything in them; a field in quotes may go on over several."""
        reader = csv.reader(f"{line}\n" for line in lines)
        before = 0
        try:
            for fields in reader:
                first, before = before, reader.line_num
                if any(field.strip() for field in fields):
                    yield _Row(first + 1, fields, list(_beginnings(lines[first])))
        except csv.Error as error:
            self.wrong((reader.line_num, 1), f"不是 CSV：{error}", f"not CSV: {error}")

    def fields(self, head: _Row) -> list[str]:
        """What the columns of the table are."""
        names = [_HEADS.get(field.lower(), "") for field in head.fields]
        for number, name in enumerate(names):
            field = head.fields[number]
            if field and not name:
                self.wrong(head.place(number), f"表头没有“{field}”这一列", f"no column is called “{field}”", _HINT)
            elif name and name in names[:number]:
                self.wrong(head.place(number), f"“{field}”列重复", f"“{field}”: a second column of its kind", _HINT)
        if "organ" not in names:
            self.wrong((head.line, 1), "表头缺少“机关”列", "the header has no column “organ”", _HINT)
        return names

    def read(self, row: _Row, names: list[str]) -> None:
        """One organ."""
        for number, field in enumerate(row.fields[len(names) :], len(names)):
            if field:
                words = f"此行多于表头的{len(names)}列", f"more fields than the header has: {len(names)}"
                self.wrong(row.place(number), *words, '"a;b"')
                return
        places = {name: row.place(number) for number, name in enumerate(names) if number < len(row.fields)}
        given = {name: row.fields[number] for number, name in enumerate(names) if number < len(row.fields)}
        name = given.get("organ", "")
        if read_name(name) is None:
            self.wrong((row.line, 1), "此行没有机关名称", "this line names no organ")
            return
        aliases = tuple(_parts(given.get("aliases", "")))
        for part, word in (("organ", name), *(("aliases", alias) for alias in aliases)):
            key = _key(word)
            if self.known.get(key, row.line) != row.line:
                words = f"“{word}”已见于第{self.known[key]}行", f"“{word}” stands in line {self.known[key]} already"
                self.wrong(places[part], *words)
            elif key:
                self.known[key] = row.line
        if given.get("parent"):
            self.parents.append((places["parent"], name, given["parent"]))
        level = self.level(given.get("level", ""), places)
        self.entries.append((row, OrganEntry(name, given.get("parent", ""), aliases, level)))

    def level(self, word: str, places: dict[str, tuple[int, int]]) -> str:
        """A level by its key."""
        level = _LEVELS.get(word.removesuffix("级"), word.lower())
        if level and level not in LEVELS:
            legal = " | ".join(LEVELS)
            self.wrong(places["level"], f"没有“{word}”这一层级", f"there is no level “{word}”", legal)
        return level

    def check_parents(self) -> None:
        """A parent without a line of its own would be a sum that nobody checks, one below itself a sum of itself."""
        above: dict[int, int] = {}
        told: dict[int, tuple[tuple[int, int], str]] = {}
        for place, name, parent in self.parents:
            line = self.known.get(_key(parent))
            if line is None:
                words = f"上级“{parent}”在表中没有自己的一行", f"the parent “{parent}” has no line of its own"
                self.wrong(place, *words)
            else:
                own = self.known[_key(name)]
                above[own], told[own] = line, (place, name)
        seen: set[int] = set()
        for first in above:
            step, way = first, set()
            while step in above and step not in seen:
                way.add(step)
                seen.add(step)
                step = above[step]
            if step in way:
                place, name = told[step]
                self.wrong(place, f"“{name}”成了自己的上级", f"“{name}” stands above itself")


def _key(name: str) -> str:
    read = read_name(name)
    return read.key if read is not None else ""


def _parts(field: str) -> Iterator[str]:
    for mark in "；、|":
        field = field.replace(mark, ";")
    yield from (part.strip() for part in field.split(";") if part.strip())


def _beginnings(line: str) -> Iterator[int]:
    """The columns, from 1, that the fields of a line begin in."""
    yield 1
    inside = False
    for number, character in enumerate(line, 1):
        if character == '"':
            inside = not inside
        elif character == "," and not inside:
            yield number + 1
