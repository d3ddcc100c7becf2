"""A report of our own writing without a fault in its structure, and what the rules say of it when it is spoiled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from disclint import Diagnostic, Document, Filing, Pack
from disclint.binding.bind import bind
from disclint.binding.recognise import Recognition, recognise
from disclint.bundled import disclint_rules
from disclint.loaders.text import load
from disclint.packs.load import load_pack

RULES = str(Path(__file__).parents[3] / "rules")

TITLE = "青河县水务局2020年政府信息公开工作年度报告"

INTRODUCTION = (
    "本报告依据《中华人民共和国政府信息公开条例》和国办公开办函〔2019〕60号的要求编制，由总体情况、主动公开政府信息情况、"
    "收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六部分组成。"
    "所列数据的统计期限自2020年1月1日起至2020年12月31日止。"
)

SECTIONS = {
    "一、总体情况": "2020年，我局通过各种渠道发布水情和工程信息。\n（一）主动公开政府信息情况\n全年共发布信息24条。",
    "二、主动公开政府信息情况": (
        "第二十条第（一）项\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t0\t0\t0\n规范性文件\t1\t1\t3"
    ),
    "三、收到和处理政府信息公开申请情况": (
        "一、本年新收政府信息公开申请数量\t2\t0\t0\t0\t0\t0\t2\n四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0"
    ),
    "四、政府信息公开行政复议、行政诉讼情况": "全年没有行政复议和行政诉讼案件。",
    "五、存在的主要问题及改进情况": "问题是目录更新慢，下一步每月核对一次。",
    "六、其他需要报告的事项": "没有其他需要报告的事项。",
}


def report(title: str = TITLE, introduction: str = INTRODUCTION, sections: dict[str, str] = SECTIONS) -> str:
    """The text of a report."""
    parts = [title, introduction]
    for heading, text in sections.items():
        parts += [heading, text]
    return "\n".join(part for part in parts if part) + "\n"


def renamed(old: str, new: str) -> str:
    """The report with another heading in the place of one."""
    return report(sections={new if heading == old else heading: text for heading, text in SECTIONS.items()})


@cache
def pack(edition: str = "2019") -> Pack:
    kinds = {entry.kind: entry.target for entry in disclint_rules()}
    return load_pack(f"cn/{edition}", kinds=kinds, folders=(RULES,), cache=None)


def read(text: str) -> Document:
    return load(text.encode(), "report.txt")


def recognised(text: str, year: int | None = None) -> Recognition:
    return recognise(read(text), (pack("2019").profile, pack("2021").profile), year)


def filed(text: str) -> Filing:
    """The report as understood, with the pack of the edition that its tables show."""
    recognition = recognised(text)
    name = recognition.profile.pack if recognition.profile else "cn/2019"
    return bind(read(text), pack(name.removeprefix("cn/")), recognition)


def findings(entry: str, text: str) -> list[Diagnostic]:
    """What one entry of the pack says of a report."""
    filing = filed(text)
    rule = next(rule for rule in pack().rules if rule.id == entry)
    return list(rule.check(filing))


def said(entry: str, text: str) -> list[str]:
    """The findings in short: ``line severity code “text at the span”``."""
    return list(_shown(text, findings(entry, text)))


def _shown(text: str, found: list[Diagnostic]) -> Iterator[str]:
    for one in found:
        line = text.count("\n", 0, one.span.start) + 1
        yield f"{line} {one.severity} {one.message.code} “{text[slice(*one.span)]}”"
