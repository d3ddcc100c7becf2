"""What a person sees on the page is read, and nothing else."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.loaders.docx.shown import codes, levels, lines, read
from tests.loaders.docx.words import WORD, docx, level, numbering, p, r, t, tbl, zipped

MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(instruction: str, result: str) -> str:
    code = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return MARK.format("begin") + code + MARK.format("separate") + result + MARK.format("end")


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: twice, for new readers and for old ones."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ((r("全年受理"), r("12", "<w:b/>"), r("件。")), "全年受理12件。"),
        (("<w:hyperlink>" + r("门户网站") + "</w:hyperlink>",), "门户网站"),
        (("<w:smartTag>" + r("2023") + "</w:smartTag>", r("年")), "2023年"),
        (("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + r("2023") + "</w:sdtContent></w:sdt>",), "2023"),
        (("<w:customXml>" + r("内") + "</w:customXml>",), "内"),
        (('<w:fldSimple w:instr=" DATE ">' + r("1月20日") + "</w:fldSimple>",), "1月20日"),
        ((r("共"), field(" NUMPAGES ", r("6")), r("页")), "共6页"),
        ((r("见"), field(" IF ", field(" PAGE ", r("2")) + r("甲")), r("。")), "见2甲。"),
        ((r("印"), MARK.format("begin"), "<w:r><w:instrText>XE 印</w:instrText></w:r>", MARK.format("end")), "印"),
        (("<w:r>" + t("0871") + "<w:noBreakHyphen/>" + t("5550123") + "</w:r>",), "0871-5550123"),
        (("<w:r>" + t("平") + "<w:softHyphen/>" + t("台") + "</w:r>",), "平台"),
        (('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', r("是")), "☑是"),
        (('<w:r><w:sym w:font="宋体" w:char="00B7"/></w:r>',), "·"),
        (('<w:r><w:sym w:font="Wingdings" w:char="F0FF"/></w:r>',), "□"),
        ((f"<w:r><w:ruby><w:rt>{r('qīng')}</w:rt><w:rubyBase>{r('青')}</w:rubyBase></w:ruby></w:r>", "屏县"), "青屏县"),
        ((r("文"), '<w:r><w:sym w:char="0007"/><w:sym w:char="FFFF"/><w:sym w:char="文"/><w:sym/></w:r>'), "文"),
        ((r("印"), "<w:r><w:instrText>XE 印</w:instrText></w:r>"), "印"),
        ((r("见"), field(" REF a ", "<w:r><w:instrText>甲</w:instrText></w:r>" + r("乙"))), "见乙"),
        (("<m:oMath><m:r><m:t>3+4=7</m:t></m:r></m:oMath>",), "3+4=7"),
        (("<m:oMath><m:r><w:rPr><w:i/></w:rPr><m:t>3+4</m:t></m:r></m:oMath>", r("=7", "<w:i/>")), "3+4=7"),
        (("<w:r><w:t>  12 </w:t></w:r>", "<w:r><w:t> 件 </w:t></w:r>"), "12件"),
        (("<w:r><w:t>第一行\n第二行</w:t></w:r>",), "第一行 第二行"),
        ((r("网\u0085页"),), "网\ufffd页"),
        (("<w:proofErr w:type='spellStart'/><w:bookmarkStart w:id='1' w:name='_GoBack'/>", r("文")), "文"),
    ],
)  # fmt: skip
def test_runs(content: tuple[str, ...], shown: str) -> None:
    assert lines(docx(p(*content))) == [shown]


def test_a_soft_line_break_begins_a_line() -> None:
    assert lines(docx(p("青屏县人民政府\n2023年政府信息公开工作年度报告"))) == [
        "青屏县人民政府",
        "2023年政府信息公开工作年度报告",
    ]


def test_empty_paragraphs_are_no_lines() -> None:
    assert lines(docx(p(), p("一"), p("　 "), p("二"))) == ["一", "二"]


def test_tracked_changes_are_read_as_accepted() -> None:
    changed = docx(
        p(r("受理"), f"<w:del>{r('99').replace('w:t', 'w:delText')}</w:del>", f"<w:ins>{r('12')}</w:ins>", r("件")),
        p(f"<w:moveFrom>{r('原处')}</w:moveFrom>", f"<w:moveTo>{r('移来')}</w:moveTo>"),
        p("合", mark="<w:del/>"),
        p("并", mark="<w:ins/>"),
        p(f"<w:del>{r('整段删除').replace('w:t', 'w:delText')}</w:del>", mark="<w:del/>"),
        p("其后"),
    )
    assert lines(changed) == ["受理12件", "移来", "合并", "其后"]
    assert codes(changed) == ["tracked-changes"]


def test_settings_from_before_a_change_are_not_read() -> None:
    old = '<w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>'
    assert levels(docx(p("正文", settings=old))) == [None]


def test_hidden_text_is_left_out_and_told() -> None:
    hidden = docx(p(r("看得见"), r("看不见", "<w:vanish/>"), r("的", '<w:vanish w:val="0"/>')))
    assert lines(hidden) == ["看得见的"]
    assert codes(hidden) == ["hidden-text"]


def test_styles_hide_too() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Secret"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Notes"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    hidden = docx(
        p(r("甲"), r("乙", '<w:rStyle w:val="Secret"/>')),
        p(r("丙"), r("丁", '<w:vanish w:val="false"/>'), style="Notes"),
        p(r("戊", '<w:rStyle w:val="Strong"/>'), r("己", '<w:rStyle w:val="None"/>'), style="None"),
        parts={"styles": styles},
    )
    assert lines(hidden) == ["甲", "丁", "戊己"]


def test_settings_of_a_style_from_before_a_change_are_not_read() -> None:
    before = '<w:pPrChange><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:pPrChange>'
    changed = f'<w:pPr>{before}<w:outlineLvl w:val="1"/></w:pPr>'
    hidden = "<w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>"
    styles = (
        f'<w:style w:type="paragraph" w:styleId="a">{changed}{hidden}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="b"><w:pPr>{before}</w:pPr></w:style>'
    )
    data = docx(p("甲", style="a"), p("乙", style="b"), parts={"styles": styles})
    assert (lines(data), levels(data)) == (["甲", "乙"], [2, None])


def test_a_paragraph_without_words_whose_mark_is_hidden_has_no_number() -> None:
    lists = {"numbering": numbering({0: [level(0, "decimal", "%1、")]}, {1: 0})}
    body = [p(num=(1, 0), mark="<w:vanish/>"), p("甲", num=(1, 0), mark="<w:vanish/>"), p("乙", num=(1, 0))]
    assert lines(docx(*body, parts=lists)) == ["1、甲", "2、乙"]
    shown = p(num=(1, 0), mark='<w:vanish w:val="0"/>')
    assert lines(docx(shown, p("乙", num=(1, 0)), parts=lists)) == ["1、", "2、乙"]


def test_a_text_box_follows_its_paragraph_once() -> None:
    assert lines(docx(p(r("正文"), box(p("框内一"), p("框内二")), r("继续")), p("下一段"))) == [
        "正文继续",
        "框内一",
        "框内二",
        "下一段",
    ]


def test_a_text_box_in_a_cell_follows_the_table() -> None:
    table = tbl([f"{p('总计', box(p('章')))}", "5"])
    assert lines(docx(table, p("后"))) == ["总计\t5", "章", "后"]


def test_an_old_text_box_without_alternatives() -> None:
    drawn = f"<v:shape><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></v:shape>"
    assert lines(docx(p("文", f"<w:r><w:pict>{drawn}</w:pict></w:r>"))) == ["文", "框"]


@pytest.mark.parametrize(
    ("alternatives", "shown"),
    [
        ("<mc:Choice>{甲}</mc:Choice><mc:Choice>{乙}</mc:Choice><mc:Fallback>{丙}</mc:Fallback>", "甲文"),
        ("<mc:Fallback>{丙}</mc:Fallback>", "丙文"),
    ],
)
def test_of_several_alternatives_the_first_is_read(alternatives: str, shown: str) -> None:
    inside = alternatives
    for words in "甲乙丙":
        inside = inside.replace("{" + words + "}", r(words))
    assert lines(docx(p(f"<mc:AlternateContent>{inside}</mc:AlternateContent>", r("文")))) == [shown]


def test_a_text_box_in_a_table_of_contents_is_left_out_with_it() -> None:
    entries = field(" TOC ", r("一、总体情况\t1") + box(p("目录")))
    assert lines(docx(f"<w:p>{entries}</w:p>", p("一、总体情况"))) == ["一、总体情况"]


def test_footnotes_follow_the_paragraph_without_their_mark() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("——")}</w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", "含上年结转。")}</w:footnote>'
    )
    told = docx(
        p(r("受理12"), '<w:r><w:footnoteReference w:id="2"/></w:r>', r("件。")), p("后"), parts={"footnotes": notes}
    )
    assert lines(told) == ["受理12件。", "含上年结转。", "后"]


def test_comments_are_no_text_but_told() -> None:
    comment = f'<w:comment w:id="0" w:author="王">{p("请核对")}</w:comment>'
    own = f'<w:comment w:id="1" w:author="disclint">{p("有误")}</w:comment>'
    marked = p('<w:commentRangeStart w:id="0"/>', r("正文"), '<w:commentRangeEnd w:id="0"/>')
    told = docx(marked, parts={"comments": comment + own})
    assert lines(told) == ["正文"]
    assert [note.chinese for note in read(told).notes] == ["文档有 1 条批注"]


def test_a_generated_table_of_contents_is_left_out() -> None:
    entries = field(' TOC \\o "1-3" ', r("一、总体情况\t1") + "</w:p><w:p>" + r("二、主动公开情况\t2"))
    assert lines(docx(p("目录"), f"<w:p>{entries}</w:p>", p("一、总体情况"))) == ["目录", "一、总体情况"]


def test_a_table_of_contents_without_an_end_hides_nothing() -> None:
    begun = field(" TOC ", r("一、总体情况\t1")).rpartition("<w:r>")[0]
    assert lines(docx(f"<w:p>{begun}</w:p>", p("一、总体情况"), p("正文"))) == [
        "一、总体情况\t1",
        "一、总体情况",
        "正文",
    ]


def test_an_open_field_instruction_ends_with_its_paragraph() -> None:
    assert lines(docx(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "代码"), p("正文"))) == ["正文"]


def test_embedded_documents_are_told() -> None:
    assert codes(docx(p("文"), '<w:altChunk r:id="rId9"/>')) == ["embedded-document"]


def test_heading_levels_come_from_the_paragraph_or_its_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
        '<w:style w:type="paragraph" w:styleId="1"><w:basedOn w:val="a"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="mine"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
    )
    body = (
        p("标题", style="1"), p("同", style="mine"), p("二级", settings='<w:outlineLvl w:val="1"/>'),
        p("正文", style="1", settings='<w:outlineLvl w:val="9"/>'), p("环", style="loop"), p("无"),
    )  # fmt: skip
    assert levels(docx(*body, parts={"styles": styles})) == [1, 1, 2, None, None, None]


@pytest.mark.parametrize("prefix", ["w", "ns0", "W"])
@pytest.mark.parametrize("strict", [False, True])
def test_either_namespace_under_any_prefix(prefix: str, *, strict: bool) -> None:
    body = (p("总体情况", num=(1, 0)), tbl(["甲", "乙"]))
    inside = numbering({0: [level(0, "chineseCounting", "%1、")]}, {1: 0})
    data = docx(*body, parts={"numbering": inside}, strict=strict, prefix=prefix)
    assert lines(data) == ["一、总体情况", "甲\t乙"]


def test_block_content_controls_and_a_background() -> None:
    inside = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('一')}{tbl(['甲'], ['乙', '丙'])}</w:sdtContent></w:sdt>"
    assert lines(docx(inside, f"<w:customXml>{p('二')}</w:customXml>")) == ["一", "甲", "乙\t丙", "二"]


def test_a_part_in_utf_16() -> None:
    body = f'<w:document xmlns:w="{WORD}"><w:body>{p("总体情况")}</w:body></w:document>'
    text = f'<?xml version="1.0" encoding="UTF-16"?>{body}'
    with zipfile.ZipFile(io.BytesIO(docx())) as archive:
        files: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    for words in (text, body):
        assert lines(zipped({**files, "word/document.xml": words.encode("utf-16")})) == ["总体情况"]
