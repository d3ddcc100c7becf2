"""The laws of mending, over reports with faults of every kind planted in them, and over all examples of the packs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclint.fixing import mend
from disclint.testing import golden_files, read_golden
from tests.checkout import ROOT
from tests.fixing.reports import FINAL, Before, broken_laws, examined, mended

Plant = Callable[[str], str]
"""Puts a fault into a line."""


def swap(pattern: str, replacement: str, *, count: int = 0) -> Plant:
    return lambda line: re.sub(pattern, replacement, line, count=count)


PROSE: dict[str, Plant] = {
    "commas": swap("，", ","),
    "spaced commas": swap("，", ", "),
    "colons": swap("：", ":"),
    "semicolons": swap("；", ";"),
    "brackets": lambda line: line.replace("（", "(").replace("）", ")"),
    "one bracket": swap("（", "(", count=1),
    "straight quotes": lambda line: line.replace("。", '，下称"新规"。', 1),
    "doubled stop": swap("。", "。。", count=1),
    "doubled comma": swap("，", "，，", count=1),
    "half and full comma": swap("，", "，,", count=1),
    "wide digits": lambda line: line.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}),
    "bold": swap(r"^(.{2,20}?)(?=[，。、])", r"**\1**"),
    "bookmark": swap("^", "[bookmark: _GoBack]"),
    "entity": swap("，", "&nbsp;，", count=1),
    "hash": swap("^", "## "),
    "trailing spaces": lambda line: f"{line}  ",
    "ideographic space": lambda line: f"{line}\u3000",
    "special space": swap("(?<=[，。])", "\u2002", count=1),
    "space of no width": swap(r"(?<=\d)(?=\d)", "\u200b", count=1),
    "space in a figure": swap(r"(?<=\d)(?=\d)", "\u00a0", count=1),
    "square brackets": lambda line: line.replace("〔", "[").replace("〕", "]"),
    "zero in a date": swap(r"年(?=\d月)", "年0"),
    "date with points": lambda line: re.sub("(\\d{4})年(\\d+)月(\\d+)日", r"\1.\2.\3", line),
    "range": swap("。", "，每次3-5件。", count=1),
    "wrong term": lambda line: line.replace("结转", "转结").replace("办结", "办理IPV6、办结"),
    "number with comma": swap("^(（[一二三]）)", r"\1、"),
    "nested quotes": lambda line: line.replace("。", "，即“以“公开”为常态”。", 1),
    "thousands": swap(r"(?<!\d)(\d)(\d{3})(?=条)", r"\1,\2"),
    "decimal point": swap("(?<=[，。])", "占８．５％，", count=1),
}  # fmt: skip

CELLS: dict[str, Plant] = {
    "half-width brackets": lambda line: line.replace("（", "(").replace("）", ") "),
    "wide stop": swap(r"(?<=\d)\.(?=[^\d\t])", "．"),
    "spaced stop": swap(r"(?<=\d)\.(?=[^\d\t])", ". "),
    "straight quotes in a label": lambda line: re.sub("[“”]", '"', line),
    "half-width comma in a label": lambda line: line.replace("，", ",").replace("、", ","),
    "wide digit in a label": swap(r"\t1\.", "\t１."),
    "bold label": swap("(（[一-七]）)", r"**\1**"),
    "other words": lambda line: line.replace("总计", "合计").replace("只计", "只记").replace("投诉", "诉讼"),
    "word exchanged": lambda line: line.replace("举报投诉", "投诉举报").replace("结果维持", "结果维护"),
    "number lost": swap(r"\t[1-8]\.", "\t"),
    "double zero": swap(r"\t0(?=\t|$)", "\t00", count=1),
    "wide figure": lambda line: re.sub(r"\t([1-9])(?=\t|$)", lambda found: "\t" + chr(0xFEE0 + ord(found[1])), line),
    "leading zero": swap(r"\t([1-9]\d*)(?=\t|$)", r"\t0\1", count=1),
    "unit": swap(r"\t0(?=\t|$)", "\t0件", count=1),
    "blank": swap(r"\t0(?=\t|$)", "\t", count=1),
    "two figures in a cell": swap(r"\t0\t0(?=\t|$)", "\t0 0\t", count=1),
    "addition": swap("(行政复议)", r"\1（含政府信息公开）", count=1),
}  # fmt: skip

HEADINGS: dict[str, Plant] = {
    "dot after the numeral": swap("、", "．", count=1),
    "comma after the numeral": swap("、", "，", count=1),
    "no mark": swap("、", "", count=1),
    "other words": lambda line: line.replace("改进情况", "改进措施").replace("公开行政复议", "公开申请行政复议"),
    "spaces": lambda line: f"{line} \u3000",
    "special space": swap("、", "、\u2003", count=1),
    "half-width mark inside": swap("(?<=复议)、", ",", count=1),
    "hash": swap("^", "# "),
}  # fmt: skip

EXTRA = (
    "青屏县人民政府2023年政府信息公开工作年度报告",
    "第3页 共8页",
    "正文",
    "【打印】 【关闭】",
    "-----",
    "***",
    "1、建立台账；2、专人负责,逐件登记。",
    "(1)目录更新不及时;(2)解读形式单一。",
    "收到申请三件，另见${附件}。",
    "备案号：京ICP备00000000号",
    "| 名目 | 2023年 |",
    "\t甲\t乙,丙\t３",
)

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16-le-sig", "utf-16-be-sig")
LINE_ENDS = ("\n", "\r\n", "\r")


def plants_for(line: str) -> dict[str, Plant]:
    if "\t" in line:
        return CELLS
    return HEADINGS if re.match("[一二三四五六]、", line) else PROSE


@cache
def in_traditional_script(text: str) -> str:
    import opencc

    return str(opencc.OpenCC("s2t").convert(text))


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """The report with some lines spoiled, some added, perhaps in Traditional script, with line ends of some kind."""
    lines = FINAL.splitlines()
    for _ in range(draw(st.integers(1, 10))):
        at = draw(st.integers(0, len(lines) - 1))
        plants = plants_for(lines[at])
        if lines[at]:
            lines[at] = plants[draw(st.sampled_from(sorted(plants)))](lines[at])
    whole = draw(st.sampled_from([*sorted(CELLS), None, None, None]))
    if whole is not None:
        lines = [CELLS[whole](line) if "\t" in line else line for line in lines]
    for _ in range(draw(st.integers(0, 2))):
        lines.insert(draw(st.integers(1, len(lines))), draw(st.sampled_from(EXTRA)))
    text = "\n".join([*lines, ""])
    if draw(st.integers(0, 4)) == 0:
        text = in_traditional_script(text)
    ends = draw(st.sampled_from([*LINE_ENDS, "mixed"]))
    if ends == "mixed":
        return re.sub("\n", lambda found: LINE_ENDS[found.start() % 2], text)
    return text.replace("\n", ends)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoiled(), st.sampled_from(ENCODINGS), st.booleans())
def test_every_law_holds_for_every_spoiled_report(text: str, encoding: str, unsafe: bool) -> None:
    before, after = mended(text, unsafe=unsafe, encoding=encoding)
    assert broken_laws(before, after, unsafe=unsafe) == []


EVERY = [
    pytest.param(plant, line_is, id=f"{where}: {name}")
    for where, plants, line_is in (
        ("prose", PROSE, lambda line: plants_for(line) is PROSE and bool(line)),
        ("cells", CELLS, lambda line: "\t" in line),
        ("headings", HEADINGS, lambda line: plants_for(line) is HEADINGS),
    )
    for name, plant in plants.items()
]


@pytest.mark.parametrize(("plant", "line_is"), EVERY)
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_every_law_holds_for_a_fault_on_every_line(plant: Plant, line_is: Callable[[str], bool], unsafe: bool) -> None:
    text = "\n".join(plant(line) if line_is(line) else line for line in FINAL.split("\n"))
    assert text != FINAL
    before, after = mended(text, unsafe=unsafe)
    assert broken_laws(before, after, unsafe=unsafe) == []


def reports() -> list[Path]:
    """The examples of the packs, and the reports of a folder that the environment names."""
    elsewhere = os.environ.get("DISCLINT_REPORTS")
    own = sorted(Path(elsewhere).glob("*.txt")) if elsewhere else []
    return [
        *own,
        *sorted((ROOT / "examples").glob("*.txt")),
        *(Path(path) for path in golden_files(ROOT / "rules") if path.endswith(".txt")),
    ]


@pytest.mark.parametrize("path", reports(), ids=lambda path: "-".join(path.parts[-2:]))
def test_every_law_holds_for_every_example(path: Path) -> None:
    data = path.read_bytes() if path.parent.name in ("examples", "corpus") else read_golden(str(path)).text.encode()
    file = examined(data)
    for unsafe in (False, True):
        after = mend(file, data, examined, unsafe=unsafe)
        if file.filing is None:
            assert after.after == data
        else:
            assert broken_laws(Before(data, file), after, unsafe=unsafe) == []
