"""A draft as a clerk may send it round: with a tracked change, a colleague's comment and many mistakes."""

from __future__ import annotations

from random import Random

from tests.damage import figures, grids
from tests.damage.layouts import Key
from tests.loaders.docx.reports import word_table
from tests.loaders.docx.words import HEADINGS, docx, p, r

_FONT = '<w:rFonts w:ascii="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC"/>'

STYLES = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}<w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
)  # fmt: skip

WRONG: dict[Key, str] = {
    ("active_disclosure", "fees", "fee_amount"): "386.52万元",
    ("applications", "received", "total"): "47",
    ("applications", "carried_in", "commercial_enterprise"): "",
    ("applications", "unable_not_held", "natural_person"): "/",
    ("applications", "results_total", "natural_person"): "00",
    ("review_litigation", "review", "total"): "5",
    ("review_litigation", "direct_suit", "total"): "7",
}

TITLE = "青屏县人民政府2023年政府信息公开工作年度报告"

PREAMBLE = (
    "本报告依照《中华人民共和国政府信息公开条例》编制,由总体情况等五部分组成。"
    "本报告所列数据的统计期限自2023年1月1日起至2023年11月30日止。如有疑问，请与县政府办公室联系（电话：0000-5550123。"
)

OVERVIEW = (
    "（一）主动公开。2022年在县政府门户网站发布信息3260条，其中政策文件118条、工作动态3142条。。",
    "（二）依申请公开。全年共收到申请50余件，依照《政府信息公开条列》办理，均按时答复。",
    "（四）政府信息管理。公文起草时即确定公开属性，属性不明的退回补正。 国办发[2019]60号要求的事项已经落实。",
)


def draft() -> bytes:
    """The document."""
    rng = Random(7)
    counts = figures.applications(rng, "form_2021") | figures.review_litigation(rng)
    truth = {key: str(figure) for key, figure in counts.items()}
    truth |= figures.active_disclosure(rng, "form_2021", rule_making=False)
    truth |= WRONG
    small = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1000" w:bottom="1000" w:left="1000" w:right="1000"/>'
    body = (
        p(r(TITLE, '<w:b/><w:sz w:val="32"/>'), settings='<w:jc w:val="center"/>'),
        p(PREAMBLE),
        p("总体情况", style="1"),
        p(
            '<w:commentRangeStart w:id="0"/>', OVERVIEW[0],
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        ),
        *(p(words) for words in OVERVIEW[1:]),
        p("主动公开政府信息情况", style="1"),
        word_table(grids.disclosure("form_2021", truth)),
        p("收到和处理政府信息公开申请的情况", style="1"),
        word_table(grids.applications("form_2021", truth, note_in_brackets=True)),
        p("政府信息公开行政复议、行政诉讼情况", style="1"),
        word_table(grids.litigation(truth)),
        p("存在的主要问题及改进情况", style="1"),
        p(
            r("一是少数乡镇公开不够及时；三是解读形式"),
            f'<w:ins w:id="90" w:author="李" w:date="2024-01-05T00:00:00Z">{r("仍")}</w:ins>', r("单一。"),
        ),
        p("下一步将加强培训，改进解读方式。"),
        f"<w:sectPr>{small}</w:sectPr>",
    )  # fmt: skip
    theirs = f'<w:comment w:id="0" w:author="王" w:date="2024-01-05T00:00:00Z">{p("数字请再核对。")}</w:comment>'
    return docx(*body, parts={"numbering": HEADINGS, "styles": STYLES, "comments": theirs})
