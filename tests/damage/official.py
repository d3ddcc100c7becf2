"""The statutory tables as the law prints them, written down a second time, independently of the packs.

The generator must not learn from the program what a form looks like, or both could be wrong together.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.damage.layouts import Key

__all__ = [
    "APPLICANTS", "HEADER_NOTE", "OUTCOMES", "SECTIONS", "SUITS", "ApplicationRow", "Article", "application_rows",
    "article_tables", "keys_of",
]  # fmt: skip


class Article(NamedTuple):
    """A group of ``active_disclosure``: caption, columns by key and label, rows by key and label."""

    caption: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]


class ApplicationRow(NamedTuple):
    """A row of ``applications``: ``path`` holds one label per level; its length tells how wide the last one is."""

    key: str
    path: tuple[str, ...]
    outcome: bool


SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)

_ITEMS = (("prev_items", "上一年项目数量"), ("delta", "本年增/减"), ("decisions", "处理决定数量"))
_DECISIONS = (("decisions", "本年处理决定数量"),)

_ART20_2019 = (
    Article(
        "第二十条第（一）项",
        (("made", "本年新制作数量"), ("newly_public", "本年新公开数量"), ("public_total", "对外公开总数量")),
        (("rules", "规章"), ("normative_documents", "规范性文件")),
    ),
    Article("第二十条第（五）项", _ITEMS, (("licensing", "行政许可"), ("other_services", "其他对外管理服务事项"))),
    Article("第二十条第（六）项", _ITEMS, (("penalties", "行政处罚"), ("coercion", "行政强制"))),
    Article("第二十条第（八）项", _ITEMS[:2], (("fees", "行政事业性收费"),)),
    Article(
        "第二十条第（九）项",
        (("procurement_items", "采购项目数量"), ("procurement_amount", "采购总金额")),
        (("procurement", "政府集中采购"),),
    ),
)

_ART20_2021 = (
    Article(
        "第二十条第（一）项",
        (("issued", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")),
        (("rules", "规章"), ("normative_documents", "行政规范性文件")),
    ),
    Article("第二十条第（五）项", _DECISIONS, (("licensing", "行政许可"),)),
    Article("第二十条第（六）项", _DECISIONS, (("penalties", "行政处罚"), ("coercion", "行政强制"))),
    Article("第二十条第（八）项", (("fee_amount", "本年收费金额（单位：万元）"),), (("fees", "行政事业性收费"),)),
)

HEADER_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

APPLICANTS = (
    ("natural_person", "自然人"),
    ("commercial_enterprise", "商业企业"),
    ("research_institution", "科研机构"),
    ("public_welfare_org", "社会公益组织"),
    ("legal_service_org", "法律服务机构"),
    ("other_org", "其他"),
    ("total", "总计"),
)

_RESULTS = "三、本年度办理结果"
_REFUSED = "（三）不予公开"
_UNABLE = "（四）无法提供"
_DECLINED = "（五）不予处理"
_OTHER = "（六）其他处理"


def _outcome(key: str, *path: str) -> ApplicationRow:
    return ApplicationRow(key, (_RESULTS, *path), outcome=True)


_COMMON = (
    ApplicationRow("received", ("一、本年新收政府信息公开申请数量",), outcome=False),
    ApplicationRow("carried_in", ("二、上年结转政府信息公开申请数量",), outcome=False),
    _outcome("granted", "（一）予以公开"),
    _outcome("partly_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    _outcome("refused_state_secret", _REFUSED, "1.属于国家秘密"),
    _outcome("refused_law_forbids", _REFUSED, "2.其他法律行政法规禁止公开"),
    _outcome("refused_security_stability", _REFUSED, "3.危及“三安全一稳定”"),
    _outcome("refused_third_party", _REFUSED, "4.保护第三方合法权益"),
    _outcome("refused_internal_affairs", _REFUSED, "5.属于三类内部事务信息"),
    _outcome("refused_process_info", _REFUSED, "6.属于四类过程性信息"),
    _outcome("refused_enforcement_file", _REFUSED, "7.属于行政执法案卷"),
    _outcome("refused_admin_query", _REFUSED, "8.属于行政查询事项"),
    _outcome("unable_not_held", _UNABLE, "1.本机关不掌握相关政府信息"),
    _outcome("unable_needs_creation", _UNABLE, "2.没有现成信息需要另行制作"),
    _outcome("unable_still_unclear", _UNABLE, "3.补正后申请内容仍不明确"),
    _outcome("declined_petition", _DECLINED, "1.信访举报投诉类申请"),
    _outcome("declined_repeat", _DECLINED, "2.重复申请"),
    _outcome("declined_publication", _DECLINED, "3.要求提供公开出版物"),
    _outcome("declined_excessive", _DECLINED, "4.无正当理由大量反复申请"),
    _outcome("declined_reconfirm", _DECLINED, "5.要求行政机关确认或重新出具已获取信息"),
)
_OTHER_2019 = (_outcome("other_handling", _OTHER),)
_OTHER_2021 = (
    _outcome("other_no_correction", _OTHER, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    _outcome("other_fee_unpaid", _OTHER, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    _outcome("other_other", _OTHER, "3.其他"),
)
_END = (
    ApplicationRow("results_total", (_RESULTS, "（七）总计"), outcome=False),
    ApplicationRow("carried_out", ("四、结转下年度继续办理",), outcome=False),
)

SUITS = ("review", "direct_suit", "suit_after_review")
OUTCOMES = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other_result", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)


def article_tables(edition: str) -> tuple[Article, ...]:
    """The groups of ``active_disclosure`` of an edition."""
    return _ART20_2019 if edition == "form_2019" else _ART20_2021


def application_rows(edition: str) -> tuple[ApplicationRow, ...]:
    """The rows of ``applications`` of an edition."""
    return (*_COMMON, *(_OTHER_2019 if edition == "form_2019" else _OTHER_2021), *_END)


def keys_of(edition: str) -> list[Key]:
    """Every cell of the three forms."""
    keys = [
        ("active_disclosure", row, column)
        for article in article_tables(edition)
        for row, _ in article.rows
        for column, _ in article.columns
    ]
    keys += [("applications", row.key, column) for row in application_rows(edition) for column, _ in APPLICANTS]
    keys += [("review_litigation", suit, outcome) for suit in SUITS for outcome, _ in OUTCOMES]
    return keys
