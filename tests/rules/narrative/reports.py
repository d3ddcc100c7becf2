"""A report whose tables are right, and what the rules say of one sentence in its first section."""

from __future__ import annotations

from disclint import Diagnostic
from tests.rules.structure.reports import filed, pack

_RESULTS = (
    ("（一）予以公开", (18, 4)),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (6, 0)),
    ("（三）不予公开\t1.属于国家秘密", (0, 0)),
    ("\t2.其他法律行政法规禁止公开", (0, 0)),
    ("\t3.危及“三安全一稳定”", (0, 0)),
    ("\t4.保护第三方合法权益", (3, 0)),
    ("\t5.属于三类内部事务信息", (1, 1)),
    ("\t6.属于四类过程性信息", (0, 0)),
    ("\t7.属于行政执法案卷", (0, 0)),
    ("\t8.属于行政查询事项", (0, 0)),
    ("（四）无法提供\t1.本机关不掌握相关政府信息", (4, 0)),
    ("\t2.没有现成信息需要另行制作", (0, 0)),
    ("\t3.补正后申请内容仍不明确", (0, 0)),
    ("（五）不予处理\t1.信访举报投诉类申请", (1, 1)),
    ("\t2.重复申请", (0, 0)),
    ("\t3.要求提供公开出版物", (0, 0)),
    ("\t4.无正当理由大量反复申请", (0, 0)),
    ("\t5.要求行政机关确认或重新出具已获取信息", (0, 0)),
)

_OTHER = {
    2020: (("（六）其他处理", (0, 0)),),
    2023: (
        ("（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", (0, 0)),
        ("\t2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", (0, 0)),
        ("\t3.其他", (0, 0)),
    ),
}

APPLICATIONS = (
    ("一、本年新收政府信息公开申请数量", (33, 5)),
    ("二、上年结转政府信息公开申请数量", (1, 1)),
    *_RESULTS,
    *_OTHER[2023],
    ("（七）总计", (33, 6)),
    ("四、结转下年度继续办理", (1, 0)),
)
"""By row: the figures of natural persons and of enterprises; 38 and 2 came in, 39 were settled, 1 is carried out."""

_DISCLOSURE = {
    2020: (
        "第二十条第（一）项\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n"
        "规章\t0\t0\t0\n规范性文件\t7\t9\t12\n"
        "第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t6\t75.77万元\n"
    ),
    2023: (
        "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
        "规章\t0\t0\t0\n行政规范性文件\t6\t2\t41\n"
        "第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t386.52\n"
    ),
}

_OUTCOMES = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"


def table(rows: tuple[tuple[str, tuple[int, int]], ...] = APPLICATIONS) -> str:
    """The table of applications."""
    lines = ["\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"]
    lines += [f"{label}\t{one}\t{other}\t0\t0\t0\t0\t{one + other}" for label, (one, other) in rows]
    return "\n".join(lines) + "\n"


def suits(figures: str = "1 0 1 0 2 1 0 0 0 1 0 0 0 0 0") -> str:
    """The table of reviews and suits: two reviews, one upheld, and one suit, upheld."""
    return (
        "行政复议\t\t\t\t\t行政诉讼\n"
        f"{_OUTCOMES}\t未经复议直接起诉\t\t\t\t\t复议后起诉\n\t\t\t\t\t{_OUTCOMES}\t{_OUTCOMES}\n"
        + figures.replace(" ", "\t")
        + "\n"
    )


def report(
    overview: str,
    *,
    year: int = 2023,
    applications: str | None = None,
    litigation: str | None = None,
    problems: str = "问题是目录更新慢，下一步每月核对一次。",
) -> str:
    """The text of a report; what is given replaces what stands in that section."""
    if applications is None:
        rows = tuple(row for row in APPLICATIONS if row not in _OTHER[2023])
        applications = table((*rows[:-2], *_OTHER[2020 if year < 2021 else 2023], *rows[-2:]))
    return (
        f"青屏县教育局{year}年政府信息公开工作年度报告\n一、总体情况\n{overview}\n"
        f"二、主动公开政府信息情况\n{_DISCLOSURE[2020 if year < 2021 else 2023]}"
        f"三、收到和处理政府信息公开申请情况\n{applications}"
        f"四、政府信息公开行政复议、行政诉讼情况\n{suits() if litigation is None else litigation}"
        f"五、存在的主要问题及改进情况\n{problems}\n六、其他需要报告的事项\n无。\n"
    )


def findings(entry: str, text: str) -> list[Diagnostic]:
    """What one entry of the national pack says of a report."""
    filing = filed(text)
    edition = "2019" if (filing.year or 0) < 2021 else "2021"
    rule = next(rule for rule in pack(edition).rules if rule.id == entry)
    return sorted(rule.check(filing), key=lambda found: found.span)


def said(entry: str, text: str) -> list[str]:
    """The findings in short: ``severity code “text at the span”``."""
    return [f"{found.severity} {found.message.code} “{text[slice(*found.span)]}”" for found in findings(entry, text)]
