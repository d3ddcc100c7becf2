"""The findings as a workbook, for reviewers who work through them in Excel, WPS or LibreOffice.

XlsxWriter draws it: it needs no other library, and a text that it is told to write as text stays one, whatever it
begins with. openpyxl, which also reads, decides that by looks.
"""

from __future__ import annotations

from collections.abc import Sequence

from disclint import SEVERITIES, BoundForm, CellKey, Checked, Diagnostic, ReportOptions, Run, Screen, UsageError
from disclint.reporters.layout import Band, Printed, bands
from disclint.reporters.mending import before_and_after
from disclint.reporters.related import in_other_files

try:
    import xlsxwriter
except ImportError as error:
    raise UsageError(
        "--format xlsx 需要 XlsxWriter；请安装：pip install 'disclint[xlsx]'",
        "--format xlsx needs XlsxWriter: pip install 'disclint[xlsx]'",
    ) from error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from disclint import Severity

__all__ = ["Book", "report"]

_WORDS: dict[Severity, tuple[str, str]] = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "note": ("提示", "note"),
}

_COLORS: dict[Severity, tuple[str, str]] = {
    "error": ("#9C0006", "#FFC7CE"),
    "warning": ("#7F6000", "#FFEB9C"),
    "note": ("#1F4E79", "#DDEBF7"),
}
"""Of the letters and of the ground."""

_MOST_ROWS = 1_048_576
_LONGEST = 32_000
"""Excel's own limits, the second with room to spare: a sheet's rows and a cell's characters."""

_WIDEST = 44
"""Columns of narrow letters: a text that is longer goes on below."""

_LABELS = (14, 20, 36)
"""Widths of the columns that the labels of all forms share, so that all figures begin in the same column."""

_FIGURES = 11
"""Width of the columns of figures."""

_HEIGHT = 15
"""Points that a line takes."""

_FORMULA = frozenset("=+-@＝＋－＠")


def report(run: Run, options: ReportOptions) -> bytes:
    """A workbook with a sheet of the findings, one of the files, and one of the tables as they were read.

    Nothing in it tells the time: the same run gives the same bytes.
    """
    workbook = _Workbook(run, options)
    workbook.findings()
    workbook.files()
    workbook.tables()
    return workbook.data()


class Book:
    """A workbook in the making, in one language."""

    def __init__(self, version: str, options: ReportOptions) -> None:
        import io
        from datetime import datetime, timezone

        self._out = io.BytesIO()
        self.book: Any = xlsxwriter.Workbook(self._out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
        self.book.set_properties(
            {
                "title": "disclint",
                "comments": f"disclint {version}",
                "created": datetime(2000, 1, 1, tzinfo=timezone.utc),  # noqa: UP017
            }
        )
        self.language = options.language
        self.english = options.language == "en"
        self.screen = Screen("gbk")
        self.unicode = Screen("utf-8")
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def data(self) -> bytes:
        """The file; nothing can be added any more."""
        self.book.close()
        return self._out.getvalue()

    def say(self, chinese: str, english: str) -> str:
        """The words of the language."""
        return english if self.english else chinese

    def style(self, **properties: Any) -> Any:
        """A format, made once."""
        complete = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", **properties}
        key = tuple(sorted(complete.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(complete)
        return self._formats[key]

    def write(self, sheet: Any, row: int, column: int, value: str | float, **properties: Any) -> None:
        """A number, or a text that stays one even where a person edits its cell afterwards."""
        if isinstance(value, str):
            text = self.unicode.harmless(value)
            if len(text) > _LONGEST:
                text = f"{text[:_LONGEST]}…"
            if text.lstrip()[:1] in _FORMULA:
                properties["quote_prefix"] = True
            sheet.write_string(row, column, text, self.style(**properties))
        else:
            sheet.write_number(row, column, value, self.style(**properties))

    def listed(self, name: str, heads: Sequence[str], rows: list[Sequence[str | float]], severity: int = -1) -> None:
        """A sheet that is a list: a header that stays, filters, columns as wide as what they hold.

        ``severity`` is the column that the colour of a row goes by.
        """
        sheet = self.book.add_worksheet(name)
        room = _MOST_ROWS - 2
        kept = rows[:room]
        widths = [self.width(head) + 4 for head in heads]
        for column, head in enumerate(heads):
            self.write(sheet, 0, column, head, bold=True, bg_color="#E7E6E6", border=1, text_wrap=True)
        colors = {self.say(*words): _COLORS[key] for key, words in _WORDS.items()}
        for number, row in enumerate(kept, 1):
            for column, value in enumerate(row):
                properties: dict[str, Any] = {"text_wrap": True}
                if column == severity:
                    properties["font_color"], properties["bg_color"] = colors[str(value)]
                self.write(sheet, number, column, value, **properties)
                if number <= 2_000:
                    widths[column] = max(widths[column], self.width(str(value)[:_WIDEST]) + 2)
        if len(rows) > room:
            words = self.say(f"另有{len(rows) - room}行未列出", f"{len(rows) - room} more rows are left out")
            self.write(sheet, room + 1, 0, words, bold=True)
        for column, width in enumerate(widths):
            widths[column] = min(width, _WIDEST)
            sheet.set_column(column, column, widths[column])
        for number, row in enumerate(kept, 1):
            sheet.set_row(number, _HEIGHT * max(map(self.lines, map(str, row), widths)))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(kept), 1), len(heads) - 1)
        self.paper(sheet)
        sheet.repeat_rows(0)

    def paper(self, sheet: Any) -> None:
        """A4, across, as wide as one page."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def lines(self, text: str, width: int) -> int:
        """Lines that a text takes in a column; no program works that out for a file that it did not write."""
        return min(8, -(-self.width(text[:500]) // max(width - 1, 1)) or 1)

    def width(self, text: str) -> int:
        """Columns of narrow letters; a Chinese character takes two."""
        return self.screen.width(text)


class _Workbook(Book):
    """A run on its way into a workbook."""

    def __init__(self, run: Run, options: ReportOptions) -> None:
        super().__init__(run.version, options)
        self.run = run

    def findings(self) -> None:
        """One row for each finding."""
        heads = [
            self.say(*words)
            for words in (
                ("文件", "File"), ("机关", "Organ"), ("年度", "Year"), ("级别", "Severity"), ("问题", "Finding"),
                ("位置", "Place"), ("行", "Line"), ("列", "Column"), ("原文", "Words"), ("改法", "Fix"),
                ("依据", "Basis"), ("规则", "Rule"), ("另见", "See also"),
            )
        ]  # fmt: skip
        rows: list[Sequence[str | float]] = [
            self.finding(file, diagnostic) for file in self.run.files for diagnostic in file.diagnostics
        ]
        self.listed(self.say("问题", "Findings"), heads, rows, severity=3)

    def finding(self, file: Checked, diagnostic: Diagnostic) -> Sequence[str | float]:
        filing, document = file.filing, file.document
        start = file.position(diagnostic.span.start)
        words = document.text[diagnostic.span.start : diagnostic.span.end][:200] if document is not None else ""
        mended = before_and_after(diagnostic, document)
        return (
            file.path,
            filing.organ.name if filing is not None and filing.organ is not None else "",
            filing.year if filing is not None and filing.year is not None else "",
            self.say(*_WORDS[diagnostic.severity]),
            diagnostic.message.text(self.language),
            diagnostic.place,
            start.line if document is not None else "",
            start.column if document is not None else "",
            words,
            f"{mended[0]} → {mended[1]}" if mended is not None else "",
            diagnostic.basis,
            diagnostic.rule,
            "\n".join(in_other_files(file, diagnostic, self.language)),
        )

    def files(self) -> None:
        """One row for each file, those without findings too."""
        heads = [
            self.say(*words)
            for words in (
                ("文件", "File"), ("机关", "Organ"), ("年度", "Year"), ("规则包", "Pack"), ("错误", "Errors"),
                ("警告", "Warnings"), ("提示", "Notes"), ("状态", "State"),
            )
        ]  # fmt: skip
        rows: list[Sequence[str | float]] = []
        for file in self.run.files:
            filing = file.filing
            counts = [sum(found.severity == severity for found in file.diagnostics) for severity in SEVERITIES]
            rows.append(
                (
                    file.path,
                    filing.organ.name if filing is not None and filing.organ is not None else "",
                    filing.year if filing is not None and filing.year is not None else "",
                    file.pack.name if file.pack is not None else "",
                    *counts,
                    self.state(file),
                )
            )
        self.listed(self.say("文件", "Files"), heads, rows)

    def state(self, file: Checked) -> str:
        if file.document is None:
            return self.say("未能读取", "not read")
        if file.filing is None:
            return self.say("未检查", "not checked")
        if file.failures:
            return self.say("检查不完整", "checked in part")
        return self.say("已检查", "checked") if file.diagnostics else self.say("未发现问题", "nothing found")

    def tables(self) -> None:
        """The forms of all files, one below the other, wrong cells coloured and with what is wrong as a comment."""
        sheet = self.book.add_worksheet(self.say("表格", "Tables"))
        for column, width in enumerate(_LABELS):
            sheet.set_column(column, column, width)
        sheet.set_column(len(_LABELS), len(_LABELS) + 20, _FIGURES)
        self.paper(sheet)
        sheet.set_comments_author("disclint")
        row = 0
        for file in self.run.files:
            for bound in file.filing.forms if file.filing is not None else ():
                if not bound.found or row > _MOST_ROWS - 200:
                    continue
                self.write(sheet, row, 0, f"{file.path}  {bound.form.title}", bold=True)
                row = _Drawing(self, sheet, file, bound).draw(row + 1) + 1
        if row == 0:
            self.write(sheet, 0, 0, self.say("没有找到表格", "no tables were found"))
        else:
            legend = self.say("灰底：空白；斜线：缺失；“?”：无法判定", "grey: blank; hatched: missing; “?”: undecided")
            self.write(sheet, row, 0, legend, italic=True)


class _Drawing:
    """One form of one file on its way into a sheet."""

    def __init__(self, workbook: _Workbook, sheet: Any, file: Checked, bound: BoundForm) -> None:
        self.workbook = workbook
        self.sheet = sheet
        self.bound = bound
        self.found: dict[CellKey, list[Diagnostic]] = {}
        for diagnostic in file.diagnostics:
            if diagnostic.cell is not None:
                self.found.setdefault(diagnostic.cell, []).append(diagnostic)

    def draw(self, top: int) -> int:
        """The first row below the form."""
        for band in bands(self.bound.form):
            if band.caption is not None:
                self.label(top, 0, 1, len(_LABELS) + band.width - band.labels, band.caption.label, bold=True)
                top += 1
            for number, row in enumerate((*band.head, *band.body)):
                lines = 1
                for printed in row:
                    left, columns = self.stretched(band, printed)
                    if printed.rowspan == 1:
                        widths = (*_LABELS, *[_FIGURES] * band.width)[left : left + columns]
                        lines = max(lines, self.workbook.lines(printed.label, sum(widths)))
                    if printed.part == "figure":
                        self.figure(top + printed.top, left, printed)
                    else:
                        centred = {"align": "center"} if printed.top < len(band.head) else {}
                        self.label(top + printed.top, left, printed.rowspan, columns, printed.label, **centred)
                self.sheet.set_row(top + number, _HEIGHT * lines)
            top += len(band.head) + len(band.body)
        return top

    def stretched(self, band: Band, printed: Printed) -> tuple[int, int]:
        """Where a cell begins and how many columns it takes, with the labels drawn as wide as those of other forms."""
        more = max(0, len(_LABELS) - band.labels)
        if printed.left >= band.labels:
            return printed.left + more, printed.colspan
        return printed.left, printed.colspan + (more if printed.left + printed.colspan == band.labels else 0)

    def label(self, row: int, column: int, rows: int, columns: int, text: str, **properties: Any) -> None:
        style = {"border": 1, "bg_color": "#F2F2F2", "text_wrap": True, "valign": "vcenter", **properties}
        if rows > 1 or columns > 1:
            self.sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", self.workbook.style(**style))
        self.workbook.write(self.sheet, row, column, text, **style)

    def figure(self, row: int, column: int, printed: Printed) -> None:
        cell = self.bound.cell(*printed.key)
        found = self.found.get(CellKey(self.bound.key, *printed.key), [])
        style: dict[str, Any] = {"border": 1, "align": "right", "valign": "vcenter"}
        value: str | float = ""
        if cell.state == "filled":
            value = _number(cell.text or "")
        elif cell.state == "uncertain":
            value = "?"
        elif cell.state == "blank":
            value = cell.text or ""
            style["bg_color"] = "#F2F2F2"
        else:
            style["pattern"] = 14
        if isinstance(value, float) and "." in (cell.text or ""):
            style["num_format"] = "0." + "0" * len((cell.text or "").partition(".")[2])
        if found:
            severity = min((item.severity for item in found), key=SEVERITIES.index)
            style = {**style, "pattern": 1, "bold": True}
            style["font_color"], style["bg_color"] = _COLORS[severity]
        self.workbook.write(self.sheet, row, column, value, **style)
        if found:
            words = [self.workbook.unicode.harmless(item.message.text(self.workbook.language)) for item in found]
            self.sheet.write_comment(row, column, "\n".join(words)[:_LONGEST], {"x_scale": 2})


def _number(text: str) -> str | float:
    """What a cell prints, as a number where a spreadsheet shows the number in the same digits."""
    digits = text.removeprefix("-")
    whole, point, decimals = digits.partition(".")
    plain = digits.isascii() and whole.isdigit() and (decimals.isdigit() if point else True)
    if plain and len(whole) + len(decimals) <= 15 and (whole == "0" or not whole.startswith("0")):
        return float(text) if point else int(text)
    return text
