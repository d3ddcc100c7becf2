"""One report of each edition, clean and with faults planted: paragraphs and merged tables, for every writer."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests.damage import figures, grids
from tests.damage.layouts import Key, Slot, Table
from tests.damage.official import SECTIONS
from tests.loaders.html.reports import Merged, Part

__all__ = ["EDITIONS", "PLANTED", "source"]

EDITIONS = ("form_2019", "form_2021")

_ORGAN = "青屏县水务局"
_YEARS = {"form_2019": 2020, "form_2021": 2023}

_PARTS = (
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
    "存在的主要问题及改进情况、其他需要报告的事项"
)
_CLEAN: Mapping[str, tuple[str, ...]] = {
    "": (
        "依照《中华人民共和国政府信息公开条例》编制，由{parts}等六部分组成。所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        "如有疑问，请与县水务局办公室联系（电话：0000-5550123）。",
    ),
    "一": (
        "（一）主动公开。全年在门户网站“水务公开”栏目发布信息60条，其中政策文件18条、工作动态42条；Q&A栏目答复群众来信7件。",
        "（二）依申请公开。登记、审核、答复、归档各道手续齐全，答复文书格式统一，全部在法定期限内答复。",
        "（三）政府信息管理。公文在起草时即注明公开属性，属性不明的退回补正；已公开的文件每季度清理一次，失效的加注标识。",
        "（四）政府信息公开平台建设。“水务公开”栏目按事项重新编排，增设检索入口。",
        "（五）监督保障。公开工作列入年度考核；9月开展社会评议，收回问卷52份；全年未发生需要责任追究的情形。",
    ),
    "五": (
        "存在的主要问题：一是水质信息公布不够及时；二是部分解读只摘录原文。",
        "改进措施：一是水质信息每周五公布；二是解读附上办事实例，由起草科室负责人审定后发布。",
    ),
    "六": ("本年度未收取信息处理费，没有其他需要报告的事项。",),
}

PLANTED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "": (("年12月31日止", "年11月30日止"), ("条例》编制，", "条例》编制,")),
    "一": (
        ("其中政策文件18条", "其中政策文件19条"),
        ("各道手续齐全", "各道手续齐全。。"),
        ("（四）政府信息公开平台", "（五）政府信息公开平台"),
        ("52份", "52余份"),
    ),
    "五": (("二是部分解读", "三是部分解读"), ("每周五公布", "每周五公布（节假日顺延")),
    "六": (("没有其他", "依据国办发[2019]60号，没有其他"),),
}
"""What is written instead in the faulty report, by section."""

_WRONG: Mapping[str, Mapping[Key, str]] = {
    "form_2019": {
        ("active_disclosure", "normative_documents", "newly_public"): "",
        ("active_disclosure", "penalties", "decisions"): "12件",
    },
    "form_2021": {
        ("active_disclosure", "fees", "fee_amount"): "36.5万元",
        ("active_disclosure", "coercion", "decisions"): "-",
    },
}
_WRONG_IN_BOTH: Mapping[Key, str] = {
    ("applications", "received", "total"): "997",
    ("applications", "carried_in", "commercial_enterprise"): "",
    ("applications", "unable_not_held", "natural_person"): "/",
    ("applications", "results_total", "research_institution"): "00",
    ("review_litigation", "review", "total"): "55",
    ("review_litigation", "suit_after_review", "pending"): "",
}
_LABELS = (("1.信访举报投诉类申请", "1.信访投诉举报类申请"), ("结果维持", "结果维护"))


def source(edition: str, *, faulty: bool, blanks: bool = True) -> list[Part]:
    """The report, its title first; a faulty one without ``blanks`` has figures where it has blank cells else."""
    rng = Random(11)
    year = _YEARS[edition]
    counts = figures.applications(rng, edition) | figures.review_litigation(rng)
    texts = {key: str(figure) for key, figure in counts.items()}
    texts |= figures.active_disclosure(rng, edition, rule_making=False)
    if faulty:
        wrong = {**_WRONG_IN_BOTH, **_WRONG[edition]}
        texts |= {key: text for key, text in wrong.items() if text or blanks}
    tables = iter((
        grids.disclosure(edition, texts),
        grids.applications(edition, texts, note_in_brackets=True),
        grids.litigation(texts),
    ))  # fmt: skip
    parts: list[Part] = [f"{_ORGAN}{year}年政府信息公开工作年度报告", *_prose("", year, faulty=faulty)]
    for heading in SECTIONS:
        numeral = heading[0]
        parts += [heading, *_prose(numeral, year, faulty=faulty)]
        if numeral in "二三四":
            parts.append(_merged(next(tables), faulty=faulty))
    return parts


def _prose(section: str, year: int, *, faulty: bool) -> list[str]:
    words = "\n".join(_CLEAN.get(section, ())).format(year=year, parts=_PARTS)
    for right, wrong in PLANTED.get(section, ()) if faulty else ():
        assert right in words
        words = words.replace(right, wrong, 1)
    return words.splitlines()


def _merged(table: Table, *, faulty: bool) -> list[list[Merged]]:
    places = [[*row.labels, *row.values] for row in table.rows]
    rows = [
        [_cell(places, row, column) for column, slot in enumerate(slots) if not slot.cover]
        for row, slots in enumerate(places)
    ]
    for right, wrong in _LABELS if faulty else ():
        rows = _once_instead(rows, right, wrong)
    return rows


def _cell(places: list[list[Slot]], row: int, column: int) -> Merged:
    columns = rows = 1
    while column + columns < len(places[row]) and places[row][column + columns].cover in ("column", "both"):
        columns += 1
    while row + rows < len(places) and places[row + rows][column].cover == "row":
        rows += 1
    return Merged(places[row][column].text, columns, rows)


def _once_instead(rows: list[list[Merged]], right: str, wrong: str) -> list[list[Merged]]:
    """The rows with one label of that wording, the first, worded otherwise."""
    for row in rows:
        for beside, cell in enumerate(row):
            if cell.text == right:
                row[beside] = cell._replace(text=wrong)
                return rows
    return rows
