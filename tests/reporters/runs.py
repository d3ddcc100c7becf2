"""Runs written by hand: what a reporter gets, without readers, binding or rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from disclint.model.diagnostic import CellKey, Diagnostic, Edit, Fix, Message, Related, Severity
from disclint.model.document import Block, Cell, Document, Note, Paragraph, Row, Table
from disclint.model.filing import BoundCell, BoundForm, BoundRow, Filing, Organ, Section, Title
from disclint.model.form import Column, Form, FormRow, Group
from disclint.model.pack import Pack, Profile
from disclint.model.result import Checked, Failure, Run
from disclint.model.rule import Rule
from disclint.model.span import LineTable, Span

VERSION = "9.8.7"


class RowTotal(Rule):
    """The parts of a row make its total.

    Worked out once for every row. A row with an undecided cell is passed over.
    """

    kind = "row-total"
    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "broken": ("各项之和为{sum}，总计为{total}", "the parts make {sum}, the total is {total}"),
        "braces": ("花括号{{原样}}，再加{what}", "braces {{as they are}}, and {what}"),
    }


class Marks(Rule):
    """Half-width marks in Han text."""

    kind = "marks"
    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "half": ("半角标点“{mark}”，应为“{right}”", "half-width “{mark}”, write “{right}”"),
    }


FORM = Form(
    key="applications",
    title="申请表",
    section="applications",
    rows=(
        FormRow("received", "一、新收数量", ("person", "organisation", "total")),
        FormRow("granted", "（一）予以公开", ("person", "organisation", "total"), group="results"),
        FormRow("secret", "1.属于国家秘密", ("person", "organisation", "total"), group="refused"),
        FormRow("results_total", "（七）总计", ("person", "organisation", "total"), group="results"),
    ),
    columns=(
        Column("person", "自然人"),
        Column("organisation", "社会公益组织"),
        Column("total", "总计"),
    ),
    groups=(
        Group("results", "三、办理结果"),
        Group("refused", "（三）不予公开", parent="results"),
    ),
)

ACROSS = Form(
    key="review_litigation",
    title="复议诉讼表",
    section="review_litigation",
    rows=(
        FormRow("review", "行政复议", ("upheld", "total")),
        FormRow("direct_suit", "未经复议直接起诉", ("upheld", "total"), group="litigation"),
    ),
    columns=(Column("upheld", "结果维持"), Column("total", "总计")),
    groups=(Group("litigation", "行政诉讼"),),
    layout="across",
)

MONEY = Form(
    key="active_disclosure",
    title="主动公开表",
    section="active_disclosure",
    rows=(FormRow("fees", "行政事业性收费", ("fee_amount",), group="art20_8"),),
    columns=(Column("fee_amount", "本年收费金额（单位：万元）", "money", unit="万元"),),
    groups=(Group("art20_8", "第二十条第（八）项", caption=True),),
)

PACK = Pack(
    name="cn/test",
    profile=Profile("cn/test", "form_2021", (2021, None), (), ()),
    sections=(),
    forms=(MONEY, FORM, ACROSS),
    rules=(
        RowTotal(id="applications-row-total", severity="error", basis="表内注：各项之和等于总计"),
        Marks(id="punctuation-width", severity="warning", basis="GB/T 15834-2011"),
        Marks(id="spacing", severity="note"),
    ),
    facts={},
    origins={},
)

REPORT = """\
某县2021年政府信息公开工作年度报告
一、总体情况
本年主动公开信息12条,比上年增加。
三、收到和处理政府信息公开申请情况
\t自然人\t社会公益组织\t总计
一、新收数量\t3\t1\t5
（一）予以公开\t2\t-\t2
1.属于国家秘密\t0\t0件\t0
（七）总计\t2\t1
四、复议诉讼
1\t1\t0\t0
"""
"""Line 6 does not add up, line 3 has a half-width comma."""


def document(text: str, path: str = "报告.txt", notes: tuple[Note, ...] = (), encoding: str = "utf-8") -> Document:
    """A text whose lines with a TAB are rows of tables."""
    lines = LineTable(text)
    blocks: list[Block] = []
    rows: list[Row] = []
    for number in range(1, len(lines.starts) + 1):
        line, span = lines.text_of(number), lines.span_of(number)
        if "\t" in line:
            rows.append(Row(tuple(_cells(line, span.start)), span))
            continue
        if rows:
            blocks.append(Table(tuple(rows), Span(rows[0].span.start, rows[-1].span.end)))
            rows = []
        if line:
            blocks.append(Paragraph(line, line, span))
    if rows:
        blocks.append(Table(tuple(rows), Span(rows[0].span.start, rows[-1].span.end)))
    return Document(path, text, text, tuple(blocks), lines, encoding, "text", notes)


def _cells(line: str, start: int) -> Iterator[Cell]:
    for column, value in enumerate(line.split("\t")):
        yield Cell(value, value, Span(start, start + len(value)), column)
        start += len(value) + 1


def spot(text: str, words: str, after: str = "") -> Span:
    """Where words stand in a text, behind other words."""
    start = text.index(words, text.index(after) + len(after))
    return Span(start, start + len(words))


def bound(form: Form, cells: Mapping[tuple[str, str], BoundCell] | None) -> BoundForm:
    """A form with the cells given, all others missing; not found at all for ``None``."""
    complete = {
        (row.key, column): (cells or {}).get(
            (row.key, column), BoundCell(CellKey(form.key, row.key, column), "missing", None, None, None, None)
        )
        for row in form.rows
        for column in row.columns
    }
    rows = {row.key: BoundRow(row.key, row.columns, found=cells is not None) for row in form.rows}
    return BoundForm(form=form, found=cells is not None, cells=complete, rows=rows)


def filing(read: Document) -> Filing:
    """``REPORT`` as it is to be understood."""
    text = read.text

    def filled(
        row: str, column: str, words: str, after: str, value: int | Decimal | None, unit: str | None
    ) -> BoundCell:
        return BoundCell(CellKey("applications", row, column), "filled", words, value, unit, spot(text, words, after))

    received, granted, secret = "一、新收数量\t", "（一）予以公开\t", "1.属于国家秘密\t"
    cells = [
        filled("received", "person", "3", received, 3, None),
        filled("received", "organisation", "1", f"{received}3", 1, None),
        filled("received", "total", "5", f"{received}3\t1", 5, None),
        filled("granted", "person", "2", granted, 2, None),
        BoundCell(
            CellKey("applications", "granted", "organisation"), "blank", "-", None, None, spot(text, "-", granted)
        ),
        filled("granted", "total", "2", f"{granted}2\t-", 2, None),
        filled("secret", "person", "0", secret, 0, None),
        filled("secret", "organisation", "0件", secret, None, "件"),
        BoundCell(
            CellKey("applications", "secret", "total"), "uncertain", "0", None, None, spot(text, "0", f"{secret}0\t0")
        ),
    ]
    amounts = {
        ("fees", "fee_amount"): BoundCell(
            CellKey("active_disclosure", "fees", "fee_amount"),
            "filled",
            "12.50 万元",
            Decimal("12.50"),
            "万元",
            Span(0, 1),
        )
    }
    headings = [block for block in read.blocks if isinstance(block, Paragraph) and block.value[1:2] == "、"]
    keys = ("overview", "applications", "review_litigation")
    return Filing(
        document=read,
        sections=tuple(
            Section(key, heading, heading.value[0], "、", heading.value[2:], "equal", 0, 0)
            for key, heading in zip(keys, headings, strict=True)
        ),
        forms=(
            bound(MONEY, amounts),
            bound(FORM, {(cell.key.row, cell.key.column): cell for cell in cells}),
            bound(ACROSS, None),
        ),
        title=Title(REPORT.splitlines()[0], Span(0, 18), "某县", 2021),
        organ=Organ("某县人民政府", "county", "certain", False, True),
        year=2021,
        edition="form_2021",
    )


def row_total(text: str) -> Diagnostic:
    """A relation that is broken in line 6, with its parts."""
    row = "一、新收数量\t"
    return Diagnostic(
        rule="applications-row-total",
        severity="error",
        message=Message("broken", "各项之和为4，总计为5", "the parts make 4, the total is 5"),
        span=spot(text, "5", f"{row}3\t1"),
        basis="表内注：各项之和等于总计",
        cell=CellKey("applications", "received", "total"),
        related=(
            Related(Message("part", "自然人3", "自然人 3"), spot(text, "3", row)),
            Related(Message("part", "社会公益组织1", "社会公益组织 1"), spot(text, "1", f"{row}3")),
            Related(Message("part", "报告年度2021", "report year 2021"), spot(text, "2021")),
        ),
        place="第三部分 申请表 “一、新收数量”行 “总计”列",
    )


def half_width(text: str) -> Diagnostic:
    """A comma in line 3 that a fix mends."""
    comma = spot(text, ",")
    return Diagnostic(
        rule="punctuation-width",
        severity="warning",
        message=Message("half", "半角标点“,”，应为“，”", "half-width “,”, write “，”"),
        span=comma,
        basis="GB/T 15834-2011",
        fix=Fix((Edit(comma, "，"),), safe=True),
        place="第一部分 第1段",
    )


def finding(
    span: Span,
    words: str,
    *,
    rule: str = "spacing",
    severity: Severity = "note",
    place: str = "",
    fix: Fix | None = None,
) -> Diagnostic:
    """A finding with words of its own."""
    return Diagnostic(rule, severity, Message("own", words, words), span, place=place, fix=fix)


def checked(*diagnostics: Diagnostic, path: str = "报告.txt", notes: tuple[Note, ...] = ()) -> Checked:
    """``REPORT`` with findings."""
    read = document(REPORT, path, notes)
    return Checked(path, diagnostics, read, filing(read), PACK, size=len(REPORT.encode()), sha256="ab" * 32)


def unreadable(path: str = "坏文件.txt") -> Checked:
    """A file that no reader could read."""
    message = Message("unreadable", "不是文本文件", "no text file")
    return Checked(path, (Diagnostic("unreadable", "error", message, Span(0, 0), place="整个文件"),), size=4)


def unknown(path: str = "旧报告.txt") -> Checked:
    """A file that was read, and that no pack fits."""
    message = Message("year", "没有适用于2015年的规则包", "no pack fits 2015")
    read = document("2015年报告\n概述\n", path)
    return Checked(
        path, (Diagnostic("unknown-edition", "error", message, Span(0, 5), place="整个文件"),), read, size=20
    )


def everything() -> Run:
    """A run with a bit of everything."""
    guess = Note("guessed-encoding", "编码按 GB18030 读取", "read as GB18030")
    failure = Failure("spacing", "ValueError: no such thing (spacing.py:12)", "Traceback …")
    other = checked(path="有 空格/“引号”#1%.txt", notes=(guess,))
    return Run(
        VERSION,
        (
            checked(half_width(REPORT), row_total(REPORT)),
            other,
            checked(finding(Span(0, 2), "名称不全"), path="失败.txt").replace(failures=(failure,)),
            unreadable(),
            unknown(),
        ),
    )
