"""Whole reports as Word documents, with the national tables on their true grid, and the same as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from tests.damage import figures, grids
from tests.damage.layouts import Key, Slot, Table
from tests.damage.official import SECTIONS
from tests.loaders.docx.words import HEADINGS, C, docx, p, tbl

ORGAN = "青屏县人民政府"

PROSE = {
    "preamble": ("依照《政府信息公开条例》编制。所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",),
    "一": ("全年公开工作平稳有序。",),
    "五": ("一是少数乡镇公开不够及时；二是解读形式单一。", "下一步将加强培训，改进解读方式。"),
    "六": ("本年度未收取信息处理费。",),
}


class Report(NamedTuple):
    """A report of own wording."""

    word: bytes
    text: str
    """The same with TABs."""
    year: int
    edition: str
    truth: Mapping[Key, str]


def report(
    edition: str = "form_2021", seed: int = 7, *, change: Mapping[Key, str] | None = None, numbered: bool = True
) -> Report:
    """A report with true figures but for those in ``change``; headings get their numbers from Word if ``numbered``."""
    rng = Random(seed)
    year = 2023 if edition == "form_2021" else 2020
    counts = figures.applications(rng, edition) | figures.review_litigation(rng)
    truth = {key: str(figure) for key, figure in counts.items()}
    truth |= figures.active_disclosure(rng, edition, rule_making=False)
    truth |= dict(change or {})
    tables = [
        grids.disclosure(edition, truth),
        grids.applications(edition, truth, note_in_brackets=True),
        grids.litigation(truth),
    ]
    body, lines = [p(f"{ORGAN}{year}年政府信息公开工作年度报告")], [f"{ORGAN}{year}年政府信息公开工作年度报告"]
    for words in PROSE["preamble"]:
        body.append(p(words.format(year=year)))
        lines.append(words.format(year=year))
    for heading in SECTIONS:
        numeral, _, title = heading.partition("、")
        body.append(p(title, num=(1, 0)) if numbered else p(heading))
        lines.append(heading)
        for words in PROSE.get(numeral, ()):
            body.append(p(words))
            lines.append(words)
        if numeral in "二三四":
            table = tables["二三四".index(numeral)]
            body += [word_table(table), p()]
            lines += tab_table(table)
    parts = {"numbering": HEADINGS}
    return Report(docx(*body, parts=parts), "".join(f"{line}\n" for line in lines), year, edition, truth)


def word_table(table: Table) -> str:
    """The table with its merged cells."""
    places = _places(table)
    rows = []
    for number, row in enumerate(places):
        cells: list[C] = []
        column = 0
        while column < len(row):
            slot = row[column]
            width = 1
            while column + width < len(row) and row[column + width].cover in ("column", "both"):
                width += 1
            below = number + 1 < len(places) and places[number + 1][column].cover == "row"
            down = "continue" if slot.cover == "row" else "restart" if below else ""
            cells.append(C("" if down == "continue" else slot.text, width, down))
            column += width
        rows.append(cells)
    return tbl(*rows, columns=len(places[0]))


def tab_table(table: Table) -> list[str]:
    """The table as lines: covered places are empty cells."""
    return ["\t".join("" if slot.cover else slot.text for slot in row) for row in _places(table)]


def _places(table: Table) -> Sequence[Sequence[Slot]]:
    return [[*row.labels, *row.values] for row in table.rows]
