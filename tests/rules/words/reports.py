"""Reports of our own writing, of either edition, that the rules on words have nothing to say about until spoiled."""

from __future__ import annotations

from collections.abc import Iterator

from disclint import Diagnostic, Filing
from disclint.binding.bind import bind
from tests.rules.structure.reports import pack, read, recognised

INTRODUCTION = "本报告依据《中华人民共和国政府信息公开条例》编制，统计期限自{year}年1月1日起至{year}年12月31日止。"

OVERVIEW = (
    "{year}年，本机关主动公开各类信息60条，收到依申请公开事项的申请2件；信息发布前逐条审核，门户网站专栏按季更新。"
    "上级考核为良好，社会评议满意度为96%，没有发生责任追究的情形。"
)

PROBLEMS = "存在的问题：部分栏目更新不及时。改进情况：已为每个栏目指定责任人，每周核对一次。"

FEES = "本年度没有发出收费通知，收取信息处理费0元。"

_TABLES = {
    2019: "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t0\t0\t0\n规范性文件\t1\t1\t3",
    2021: "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3",
}


def report(
    *,
    year: int = 2020,
    title: str = "柳溪县人民政府{year}年政府信息公开工作年度报告",
    before: str = "",
    introduction: str = INTRODUCTION,
    overview: str = OVERVIEW,
    disclosure: str = "",
    applications: str = "",
    reviews: str = "",
    problems: str = PROBLEMS,
    other: str = FEES,
    after: str = "",
) -> str:
    """The text of a report; what is given replaces what stands in that place, `{year}` in it is the report's year."""
    parts = [
        before,
        title,
        introduction,
        "一、总体情况",
        overview,
        "二、主动公开政府信息情况",
        _TABLES[2019 if year < 2021 else 2021],
        disclosure,
        "三、收到和处理政府信息公开申请情况",
        applications,
        "一、本年新收政府信息公开申请数量\t2\t0\t0\t0\t0\t0\t2\n四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0",
        "四、政府信息公开行政复议、行政诉讼情况",
        reviews,
        "五、存在的主要问题及改进情况",
        problems,
        "六、其他需要报告的事项",
        other,
        after,
    ]
    return "\n".join(part.replace("{year}", str(year)) for part in parts if part) + "\n"


def filed(text: str) -> Filing:
    """The report as understood."""
    recognition = recognised(text)
    assert recognition.profile is not None
    return bind(read(text), pack(recognition.profile.pack.removeprefix("cn/")), recognition)


def findings(entry: str, text: str) -> list[Diagnostic]:
    """What one entry of the report's own pack says of it."""
    recognition = recognised(text)
    assert recognition.profile is not None
    rules = pack(recognition.profile.pack.removeprefix("cn/")).rules
    return [each for rule in rules if rule.id == entry for each in rule.check(filed(text))]


def said(entry: str, text: str) -> list[str]:
    """The findings in short: ``severity code “text at the span”``."""
    return list(_shown(text, findings(entry, text)))


def _shown(text: str, found: list[Diagnostic]) -> Iterator[str]:
    for one in found:
        yield f"{one.severity} {one.message.code} “{text[slice(*one.span)]}”"


def mended(text: str, found: list[Diagnostic]) -> str:
    """The text after the safe fixes of some findings."""
    edits = sorted({edit for one in found if one.fix is not None and one.fix.safe for edit in one.fix.edits})
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
