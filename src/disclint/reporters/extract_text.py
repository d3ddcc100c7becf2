"""What was read, for people: the forms drawn as tables, so that a glance tells whether they were read right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from disclint import BoundCell, BoundForm, Checked, Form, FormRow, Group, ReportOptions, Run, Screen

__all__ = ["pieces", "report"]

_SIGNS = {"blank": "·", "uncertain": "?", "missing": "×"}

_NO_NUMBER = "!"

_FEW = 4
"""So many columns stand side by side on any screen with their labels on one line or two."""


def report(run: Run, options: ReportOptions) -> str:
    """Every form of every file, with the line of the file that a row was read from; what the signs mean at the end."""
    return "".join(pieces(run, options))


def pieces(run: Run, options: ReportOptions) -> Iterator[str]:
    """The same, file by file."""
    drawing = _Drawing(options)
    for file in run.files:
        yield "\n".join((*drawing.file(file), "")) + "\n"
    yield drawing.legend() + "\n"


class _Drawing:
    """Tables for one screen, in one language."""

    def __init__(self, options: ReportOptions) -> None:
        self.screen = Screen(options.encoding)
        self.english = options.language == "en"
        self.language = options.language
        self.width = max(options.width, 60)
        self.bar, self.rule, self.cross = ("│", "─", "┼") if self.screen.is_unicode else ("|", "-", "+")

    def say(self, chinese: str, english: str) -> str:
        return self.screen.fit(english if self.english else chinese)

    def legend(self) -> str:
        blank, uncertain, missing = (self.screen.fit(_SIGNS[state]) for state in ("blank", "uncertain", "missing"))
        return self.say(
            f"{blank} 空白　{uncertain} 无法判定　{missing} 缺失　{_NO_NUMBER} 不是规范的数字　左起第一列：原文行号",
            f"{blank} blank  {uncertain} undecided  {missing} missing  {_NO_NUMBER} no well-formed number  "
            "first column: line of the file",
        )

    def file(self, file: Checked) -> Iterator[str]:
        filing = file.filing
        yield self.screen.harmless(file.path)
        if filing is None:
            yield "  " + self.say("未能识别，没有可列出的内容", "not understood, nothing to show")
            for finding in file.diagnostics:
                yield "  " + self.screen.harmless(finding.message.text(self.language))
            for failure in file.failures:
                yield "  " + self.screen.harmless(f"{failure.part}: {failure.cause}")
            return
        unknown = self.say("不明", "unknown")
        facts = (
            (self.say("标题", "title"), filing.title.text if filing.title else unknown),
            (self.say("机关", "organ"), filing.organ.name if filing.organ else unknown),
            (self.say("年份", "year"), str(filing.year) if filing.year is not None else unknown),
            (self.say("格式", "edition"), filing.edition or unknown),
        )
        for name, value in facts:
            yield f"  {name}{self.say('：', ': ')}{self.screen.harmless(value)}"
        for section in filing.sections:
            line = file.position(section.heading.span.start).line
            yield f"  {line:>5}  {self.screen.harmless(section.heading.value.strip())}"
        for bound in filing.forms:
            yield ""
            yield from self.form(file, bound)

    def form(self, file: Checked, bound: BoundForm) -> Iterator[str]:
        form = bound.form
        name = f"{self.screen.harmless(form.title)} ({form.key})"
        if not bound.found:
            yield f"{name}{self.say('：没有找到', ': not found')}"
            return
        yield name
        for number, (columns, rows) in enumerate(groupby(form.rows, key=lambda row: row.columns)):
            yield from [""] if number else []
            yield from self.table(file, bound, columns, list(rows))

    def table(self, file: Checked, bound: BoundForm, columns: tuple[str, ...], rows: list[FormRow]) -> Iterator[str]:
        """Rows that have the same columns; the groups that begin among them stand above their first row."""
        form = bound.form
        limit = 16 if len(columns) <= _FEW else 8 if self.width >= 110 else 4
        headings = [self.folded(form.column(column).label, limit) for column in columns]
        texts = [[self.cell(bound.cell(row.key, column)) for column in columns] for row in rows]
        widths = [
            max(self.screen.width(text) for text in (*heading, *(cells[index] for cells in texts)))
            for index, heading in enumerate(headings)
        ]
        labels = [(list(self.opened(form, rows[:at], row)), row) for at, row in enumerate(rows)]
        longest = max(self.screen.width(text) for groups, row in labels for text in (*groups, self.label(form, row)))
        room = max(16, min(longest, self.width - 8 - sum(width + 3 for width in widths)))
        for line in range(max(map(len, headings))):
            above = [
                self.screen.pad(heading[line] if line < len(heading) else "", width)
                for heading, width in zip(headings, widths, strict=True)
            ]
            yield self.line("", "", above, room, widths)
        yield self.cross.join(self.rule * width for width in (5, room + 2, *(width + 2 for width in widths)))
        for (groups, row), cells in zip(labels, texts, strict=True):
            for group in groups:
                yield self.line("", group, [""] * len(columns), room, widths)
            yield self.line(self.source(file, bound, row), self.label(form, row), cells, room, widths)

    def line(self, number: str, label: str, cells: list[str], room: int, widths: list[int]) -> str:
        parts = [f"{number:>4} ", f" {self.screen.pad(self.screen.clip(label, room), room)} "]
        parts += [f" {self.screen.pad(cell, width, right=True)} " for cell, width in zip(cells, widths, strict=True)]
        return self.bar.join(parts).rstrip()

    def cell(self, cell: BoundCell) -> str:
        if cell.state != "filled":
            return self.screen.fit(_SIGNS[cell.state])
        return self.screen.harmless(cell.text or "") + ("" if cell.value is not None else _NO_NUMBER)

    def source(self, file: Checked, bound: BoundForm, row: FormRow) -> str:
        cells = (bound.cell(row.key, column) for column in row.columns)
        lines = [file.position(cell.span.start).line for cell in cells if cell.span is not None]
        return str(min(lines)) if lines else ""

    def label(self, form: Form, row: FormRow) -> str:
        return "  " * len(_above(form, row)) + self.screen.harmless(row.label)

    def opened(self, form: Form, before: list[FormRow], row: FormRow) -> Iterator[str]:
        """The labels of the groups that begin with a row."""
        known = {group.key for group in _above(form, before[-1])} if before else set()
        for depth, group in enumerate(_above(form, row)):
            if group.key not in known:
                yield "  " * depth + self.screen.harmless(group.label)

    def folded(self, label: str, limit: int) -> list[str]:
        """A label on as many lines as it needs."""
        lines = [""]
        for character in self.screen.harmless(label):
            if self.screen.width(lines[-1] + character) > limit:
                lines.append("")
            lines[-1] += character
        return lines


def _above(form: Form, row: FormRow) -> list[Group]:
    """The groups that a row stands in, the widest first."""
    groups: list[Group] = []
    key = row.group
    while key is not None:
        group = form.group(key)
        groups.insert(0, group)
        key = group.parent
    return groups
