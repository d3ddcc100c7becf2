"""What the fuzzer begins with: invented reports in every format, the examples of the packs, packs, tables."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from county import county as made_county

from disclint import OrganEntry
from disclint.dossier.organs import parse_organs
from disclint.testing import golden_files, read_golden
from tests.checkout import ROOT
from tests.damage.generator import make
from tests.loaders.docx.words import HEADINGS, C, docx, level, numbering, p, r, tbl
from tests.loaders.variants.source import EDITIONS, source
from tests.loaders.variants.writers import WRITERS

__all__ = ["baselines", "county", "elsewhere", "organs", "packs", "reports"]

_SHORT = {
    ".txt": (
        "某县2021年政府信息公开工作年度报告\n一、总体情况\n本年公开信息12条，比上年增加5%，其中规章2件、文件10件。\n"
        "表\t甲\t乙\n总计\t1\t\n"
    ),
    ".md": (
        "# 某县2021年政府信息公开工作年度报告\n\n## 一、总体情况\n\n公开**12**条\\|`x`[甲](乙)。\n\n"
        "| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |\n"
    ),
    ".html": (
        "<html><head><title>年报</title><meta charset=utf-8></head><body><h1>某县2021年政府信息公开工作年度报告</h1>"
        "<p>一、总体情况</p><p>公开&nbsp;12&#26465;<br>信息</p>"
        "<table><tr><td rowspan=2>甲<td>乙<tr><td>1</table></body></html>"
    ),
}  # fmt: skip


@cache
def reports(suffix: str) -> tuple[bytes, ...]:
    """Reports in the format of a suffix."""
    if suffix == ".docx":
        return (*_made(suffix), *_documents())
    if suffix == ".pdf":
        return _made(suffix)
    examples = [
        path for path in golden_files(ROOT / "rules") + golden_files(ROOT / "tests/golden") if path.endswith(suffix)
    ]
    own = [_SHORT[suffix].encode(), *(read_golden(path).text.encode() for path in sorted(examples))]
    plain = [path.read_bytes() for path in sorted((ROOT / "examples").rglob(f"*{suffix}"))]
    damaged = [make(seed).data for seed in range(40)] if suffix in (".txt", ".md") else []
    return (*own, *plain, *_made(suffix), *damaged)


def _made(suffix: str) -> tuple[bytes, ...]:
    """The report that has every format, as its writers write it."""
    if suffix == ".pdf":
        from tests.loaders.docx.reports import report
        from tests.loaders.pdf.drawn import report_pdf

        return tuple(report_pdf(report(edition), bottom=bottom) for edition in EDITIONS for bottom in (70, 420))
    found = [
        write(source(edition, faulty=faulty))
        for ending, write in WRITERS.values()
        if f".{ending}" == suffix
        for edition in EDITIONS
        for faulty in (False, True)
    ]
    return tuple(each.encode() if isinstance(each, str) else each for each in found)


def _documents() -> tuple[bytes, ...]:
    """Small Word documents with what is rare."""
    lists = numbering({0: (level(0, "chineseCountingThousand", "%1、"), level(1, "decimal", "%1.%2"))}, {1: 0})
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    number = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    rare = field.format("begin") + number + field.format("separate") + r("1") + field.format("end")
    changed = "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    inside = f"<v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox>"
    boxed = f"<w:r><w:pict><v:shape>{inside}</v:shape></w:pict></w:r>"
    control = f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
    table = tbl(
        [C("甲", 2), "乙"],
        [C("丙", 1, "restart"), "1", "2"],
        [C("", 1, "continue"), p("3") + tbl(["4"]), "5"],
        columns=3,
    )
    marked = '<w:r><w:t>注</w:t><w:commentReference w:id="{0}"/></w:r>'
    said = '<w:comment w:id="{0}" w:author="{1}"><w:p w14:paraId="0000000{0}" xmlns:w14="w14"/></w:comment>'
    comments = said.format(3, "disclint") + said.format(4, "王")
    more = '<w:commentEx w:paraId="00000003"/><w:commentEx w:paraId="00000004" w:paraIdParent="00000003"/>'
    return (
        docx(p("一"), table),
        docx(p(marked.format(3), marked.format(4)), parts={"comments": comments, "commentsExtended": more}),
        docx(
            p(r("总体情况"), num=(1, 0)),
            p("甲", num=(1, 1)),
            p(rare),
            p(changed),
            p(boxed),
            control,
            parts={"numbering": lists},
        ),
        docx(p("某县2021年政府信息公开工作年度报告", style="a"), table, table, parts={"numbering": HEADINGS}),
    )


@cache
def county() -> tuple[dict[str, bytes], tuple[OrganEntry, ...]]:
    """The reports of a county by their paths, with faults between them, and its table of organs."""
    files = {name: text.encode() for name, text in made_county(11).files.items()}
    table = files.pop("organs.csv")
    return files, parse_organs(table, "organs.csv")


@cache
def packs() -> tuple[bytes, ...]:
    """Packs that are right, and packs with a mistake."""
    places = [
        *(ROOT / "rules").rglob("*.yaml"),
        *(ROOT / "tests/packs").rglob("*.yaml"),
        ROOT / "tests/golden/pack.yaml",
    ]
    found = [path.read_bytes() for path in sorted(places)]
    pieces = []
    for name in ("cn/base", "cn/2021"):
        # The rules one by one, laid over a small pack: the whole of a national one takes half a second to compile.
        rules = (ROOT / f"rules/{name}.yaml").read_text(encoding="utf-8").partition("\nrules:\n")[2]
        pieces += [f"extends: toy/first\nrules:\n{entry}".encode() for entry in re.split(r"(?m)^(?=  [a-z])", rules)]
    return (*(data for data in found if len(data) < 6000), *pieces)


@cache
def baselines() -> tuple[bytes, ...]:
    """Baselines of reports with findings."""
    head = json.dumps({"disclint": "baseline", "schema": 1})
    entry = {
        "path": "县/报告.txt",
        "rule": "spacing",
        "fingerprint": "0123456789abcdef",
        "message": "空格",
        "reason": "甲",
    }
    lines = [json.dumps({**entry, "fingerprint": f"{number:016x}"}, ensure_ascii=False) for number in range(6)]
    return (f"{head}\n".encode(), "\n".join([head, *lines, ""]).encode())


@cache
def organs() -> tuple[bytes, ...]:
    """Tables of organs as spreadsheets write them."""
    table = "机关,上级,别名,层级\n青屏县人民政府,,青屏县政府；青屏,县级\n青屏县水务局,青屏县人民政府,,部门\n"
    table += '"白鹿\n镇政府",青屏县人民政府,,镇\n'
    english = "organ,parent,aliases,level\r\nA县教育局,,B;C,county\r\n"
    return (table.encode(), table.encode("gb18030"), table.encode("utf-8-sig"), english.encode())


def elsewhere(folder: str, suffix: str) -> tuple[bytes, ...]:
    """The reports of a folder that somebody has."""
    return tuple(path.read_bytes() for path in sorted(Path(folder).rglob(f"*{suffix}")))
