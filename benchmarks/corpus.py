"""Reports for the benchmarks: invented, and the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

GRANTED = "（一）予以公开\t"
OUTCOMES = (
    GRANTED,
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t",
    "（三）不予公开\t1.属于国家秘密",
    "\t2.其他法律行政法规禁止公开",
    "\t3.危及“三安全一稳定”",
    "\t4.保护第三方合法权益",
    "\t5.属于三类内部事务信息",
    "\t6.属于四类过程性信息",
    "\t7.属于行政执法案卷",
    "\t8.属于行政查询事项",
    "（四）无法提供\t1.本机关不掌握相关政府信息",
    "\t2.没有现成信息需要另行制作",
    "\t3.补正后申请内容仍不明确",
    "（五）不予处理\t1.信访举报投诉类申请",
    "\t2.重复申请",
    "\t3.要求提供公开出版物",
    "\t4.无正当理由大量反复申请",
    "\t5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "\t2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "\t3.其他",
)
HEADER = (
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\t\t\t",
    "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计",
    "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t",
)
LITIGATION = (
    "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t",
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t",
    "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
)
SUBJECTS = ("县政府办公室", "各乡镇", "政务服务窗口", "公文起草单位", "网站编辑人员", "档案管理人员", "各主管部门")
DEEDS = (
    "按月核对公开目录，把失效条目移入历史栏目",
    "为每份文件写明公开属性，并留存审核记录",
    "把办事指南改写成问答，附上办理地点和时限",
    "对答复文书逐份复查，发现引用条款不准的当场更正",
    "每季度抽查栏目更新情况，结果发回原单位整改",
    "将群众常问的问题汇编成册，放在服务大厅供人取阅",
    "组织经办人员学习典型案例，并以闭卷方式测验",
)


def corpus(count: int, size: int, seed: int = 2023) -> Iterator[tuple[str, str]]:
    """``count`` reports of about ``size`` bytes each, by file name; one in ten has a wrong figure in its tables."""
    random_ = random.Random(seed)
    for number in range(count):
        yield f"report-{number:04}.txt", report(random_, size, number, wrong=number % 10 == 0)


def report(random_: random.Random, size: int, number: int = 0, *, wrong: bool = False) -> str:
    """One report of about ``size`` bytes. The tables take five thousand, prose the rest."""
    tables = f"""二、主动公开政府信息情况

{active_disclosure(random_)}

三、收到和处理政府信息公开申请情况

{applications(random_, wrong=wrong)}

四、政府信息公开行政复议、行政诉讼情况

{litigation(random_)}
"""
    opening = f"""青屏县第{number}街道办事处2023年政府信息公开工作年度报告

本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。

一、总体情况

"""
    closing = """五、存在的主要问题及改进情况

存在的问题是部分解读不够通俗。改进措施是请起草单位补写办事实例。

六、其他需要报告的事项

全年收取信息处理费0元。
"""
    room = size - sum(len(part.encode()) for part in (opening, tables, closing))
    paragraphs = []
    while room > 0:
        deeds = "；".join(random_.choice(SUBJECTS) + random_.choice(DEEDS) for _ in range(random_.randint(2, 5)))
        paragraphs.append(f"{deeds}。\n")
        room -= len(paragraphs[-1].encode()) + 1
    return opening + "\n".join(paragraphs) + "\n" + tables + "\n" + closing


def active_disclosure(random_: random.Random) -> str:
    """The second table."""
    issued, repealed, kept, licensed, fined, forced = (random_.randint(0, top) for top in (20, 8, 90, 9000, 900, 60))
    return f"""第二十条第（一）项\t\t\t
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t{issued}\t{repealed}\t{issued + kept}
第二十条第（五）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政许可\t{licensed}\t\t
第二十条第（六）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政处罚\t{fined}\t\t
行政强制\t{forced}\t\t
第二十条第（八）项\t\t\t
信息内容\t本年收费金额（单位：万元）\t\t
行政事业性收费\t{random_.randint(0, 99999) / 100}\t\t"""


def applications(random_: random.Random, *, wrong: bool) -> str:
    """The third table, in which all relations hold unless ``wrong``."""
    columns = [[max(0, random_.randint(-8, 9)) for _ in OUTCOMES] for _ in range(6)]
    carried_in = [random_.randint(0, 2) for _ in columns]
    carried_out = [random_.randint(0, 2) for _ in columns]
    received = [
        max(0, sum(column) + out - into) for column, into, out in zip(columns, carried_in, carried_out, strict=True)
    ]
    carried_out = [new + into - sum(column) for column, into, new in zip(columns, carried_in, received, strict=True)]
    first = [column[0] for column in columns]
    rows = [
        *HEADER,
        row("一、本年新收政府信息公开申请数量\t\t", received),
        row("二、上年结转政府信息公开申请数量\t\t", carried_in),
        row("三、本年度办理结果\t" + GRANTED, first, total=sum(first) + 1 if wrong else None),
        *(row("\t" + label, [column[place] for column in columns]) for place, label in enumerate(OUTCOMES) if place),
        row("\t（七）总计\t", [sum(column) for column in columns]),
        row("四、结转下年度继续办理\t\t", carried_out),
    ]
    return "\n".join(rows)


def litigation(random_: random.Random) -> str:
    """The fourth table."""
    blocks = [[random_.randint(0, 3) for _ in range(4)] for _ in range(3)]
    return "\n".join([*LITIGATION, "\t".join(str(figure) for block in blocks for figure in (*block, sum(block)))])


def row(label: str, figures: list[int], *, total: int | None = None) -> str:
    """A row of the third table with its total."""
    return label + "\t" + "\t".join(map(str, [*figures, sum(figures) if total is None else total]))
