"""A whole report around its tables, and what page breaks and web sites leave in it."""

from __future__ import annotations

from collections.abc import Iterable

from tests.damage.layouts import LAYOUTS, Row, Slot, Table, render
from tests.damage.official import SECTIONS
from tests.damage.plan import Plan
from tests.damage.words import script

__all__ = ["ORGANS", "compose"]

ORGANS = (
    ("青禾县人民政府", False), ("云汀区人民政府", False), ("临溪市水务局", False), ("白鹿镇人民政府", False),
    ("东岭省人民政府", True), ("望川县教育局", False), ("石桥乡人民政府", False), ("南塘区民政局", False),
)  # fmt: skip
"""Invented organs, and whether they may make rules."""

_PREAMBLE = (
    "根据《中华人民共和国政府信息公开条例》，编制{organ}{year}年政府信息公开工作年度报告。"
    "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
)
_OVERVIEW = (
    "{year}年，本机关坚持把公开贯穿决策、执行、管理、服务和结果各环节，工作平稳有序。",
    "（一）主动公开。门户网站和公示栏同步更新，涉及群众切身利益的事项优先发布。",
    "（二）依申请公开。落实登记、审核、答复、归档各道手续，答复文书统一格式。",
    "（三）政府信息管理。文件起草时即注明公开属性，定期清理失效文件。",
    "（四）平台建设。网站栏目重新归并，查询更方便。",
    "（五）监督保障。公开工作列入年度考核，开展社会评议，未发生责任追究情形。",
)
_PROBLEMS = (
    "一是个别科室公开不够及时；二是解读形式仍显单一。",
    "下一步，将加强培训，完善发布审核流程，改进解读方式，提高公开质量。",
)
_OTHER = ("本年度未收取信息处理费，没有其他需要报告的事项。",)

_NOTES = ("具体情况见下表。", "本年度有关数据统计如下：", "注：表中数据由各单位汇总上报。", "（单位：件）")

_FOREIGN = (
    (("渠道", "条数", "占比"), ("网站", "12", "60"), ("专栏", "5", "25"), ("其他", "3", "15"), ("总计", "20", "100")),
    (("序号", "事项名称", "类型"), ("1", "水利工程质量监督", "行政监督"), ("2", "取水许可", "行政许可")),
    (("项目", "本年", "上年"), ("政策解读", "12", "9"), ("合计", "12", "9")),
)  # fmt: skip


def compose(tables: list[Table], plan: Plan, organ: str, year: int) -> str:
    """The text of the report."""
    rng = plan.rng
    words = f"{year}年政府信息公开工作年度报告"
    title = rng.choice(([f"{organ}{words}"], [f"{organ}{words}"], [organ, words]))
    gap = [""] * rng.choice((0, 1, 1))
    headings = list(SECTIONS)
    if plan.has("heading-lost"):
        headings[rng.choice((1, 2, 3))] = ""

    def paragraphs(texts: Iterable[str]) -> list[str]:
        return [line for text in texts for line in (text.format(organ=organ, year=year), *gap)]

    bodies = [
        [*paragraphs(_OVERVIEW), *(_foreign_table(plan) if plan.has("foreign-table") else ())],
        *(_table_lines(table, plan, "".join(title)) for table in tables),
        paragraphs(_PROBLEMS),
        paragraphs(_OTHER),
    ]
    lines = [*title, "", *paragraphs([_PREAMBLE])]
    for heading, body in zip(headings, bodies, strict=True):
        lines += [*([heading, *gap] if heading else ()), *body, *gap]
    return _file(lines, plan, year)


def _file(lines: list[str], plan: Plan, year: int) -> str:
    if plan.has("site-wrapper"):
        lines = [f"- 索引号: {year}0000-1", f"- 发布时间: {year + 1}-01-20", "正文", *lines]
        lines += ["打印 关闭", "公网安备 00000000000000号"]
    text = "\n".join(lines) + "\n"
    if plan.has("traditional"):
        text = script("s2t")(text)
    if plan.has("crlf"):
        text = text.replace("\n", "\r\n")
    return text


def _foreign_table(plan: Plan) -> list[str]:
    body = [
        Row([Slot(first)], [Slot(text, kind="number") for text in rest]) for first, *rest in plan.rng.choice(_FOREIGN)
    ]
    rows = render(Table("foreign", body, 1, 2), plan.layout, plan.shape, plan.rng)
    return ["信息发布情况统计", *(line for row in rows for line in row), ""]


def _table_lines(table: Table, plan: Plan, title: str) -> list[str]:
    rng = plan.rng
    rows = render(table, plan.layout, plan.shape, rng)
    lines: list[str] = []
    notes = plan.has("notes-at-tables")
    if notes and rng.random() < 0.6:
        lines.append(rng.choice(_NOTES))
    for index, row in enumerate(rows):
        lines += [line for cell in row for line in cell.split("\n")]
        if index < len(rows) - 1:
            lines += _between(plan, title, row)
    if notes and rng.random() < 0.4:
        lines.append("注：以上数据由各单位汇总上报。")
    return lines


def _between(plan: Plan, title: str, row: list[str]) -> list[str]:
    """What a page break or a rule leaves between two rows."""
    rng = plan.rng
    layout = LAYOUTS[plan.layout]
    lines: list[str] = []
    # Where an empty line is an empty cell, a page break must not bring one.
    blank = [] if plan.layout == "bare-lines" and plan.blanks else [""]
    if rng.random() < 0.08 and plan.has("blank-lines"):
        lines += rng.choice(([""], [""], ["", ""], ["  "], ["\t\t\t"]))
    if rng.random() < 0.04 and plan.has("page-number"):
        page = rng.randint(2, 9)
        marks = [f"- {page} -", f"— {page} —", f"第 {page} 页", f"第{page}页 共9页"]
        bare = [str(page)] if layout.cells and layout.lines else []
        lines += [*blank, rng.choice([*marks, *bare]), *blank]
    if rng.random() < 0.04 and plan.has("running-header"):
        lines += [*blank, title, *blank]
    if rng.random() < 0.04 and plan.has("rule-line"):
        count = max(2, row[0].count("\t") + 1, row[0].count("|"))
        mark = "|" if "|" in row[0] else "\t" if "\t" in row[0] else " "
        lines.append(mark.join(["-" * rng.choice((2, 3, 13)), *(["-" * rng.choice((2, 3))] * (count - 1))]))
    return lines
