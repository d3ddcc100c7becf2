"""Comments stand beside what they are about, and nothing else of the document changes."""

from __future__ import annotations

import io
import re
import zipfile

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint import Checked, Edit, Fix, Message, Related, Span, Unreadable, UsageError
from disclint.annotate import annotate
from disclint.loaders.docx import load
from tests.annotate.parts import (
    annotated,
    at,
    canonical,
    comments,
    finding,
    own_bytes,
    parts,
    with_comments,
    without_anchors,
)
from tests.loaders.docx.test_laws import BODIES
from tests.loaders.docx.test_paragraphs import box
from tests.loaders.docx.words import HEADINGS, STRICT, WORD, C, docx, p, r, t, tbl, zipped

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8

THEIRS = (
    '<w:comment w:id="4" w:author="王" w:date="2024-01-05T00:00:00Z"><w:p><w:r><w:t>核</w:t></w:r></w:p></w:comment>'
)


def rich() -> bytes:
    """A document with a bit of everything that must stay as it is."""
    body = (
        p("青屏县人民政府2023年政府信息公开工作年度报告", settings='<w:jc w:val="center"/>'),
        p("总体情况", num=(1, 0)),
        p(r("全年受理"), r("12", "<w:b/>"), f"<w:ins w:id='7' w:author='李'>{r('件')}</w:ins>", r("，办结12件。")),
        p('<w:commentRangeStart w:id="4"/>', r("办结"), '<w:commentRangeEnd w:id="4"/>',
          '<w:r><w:commentReference w:id="4"/></w:r>', r("及时。")),
        "<w:p w:rsidR='00A1'/>",
        tbl([C("项目", down="restart"), "人数"], [C("", down="continue"), "<w:p/>"], ["总计", "5"]),
        p(f"<w:hyperlink r:id='rId9'>{r('门户网站')}</w:hyperlink>", box(p("框内文字")), "<w:r><w:drawing/></w:r>"),
        "<w:sectPr><w:headerReference r:id='rId8'/></w:sectPr>",
    )  # fmt: skip
    return docx(
        *body,
        parts={"numbering": HEADINGS, "styles": "<w:style w:styleId='a'/>", "comments": THEIRS},
        more={"word/media/image1.png": PICTURE, "docProps/core.xml": b"<core/>", "customXml/item1.xml": b"<a> </a>"},
    )


def test_only_anchors_and_comments_are_new() -> None:
    before = rich()
    after = with_comments(before, "年度报告", "总体", "12", "办结12", "及时", "人数", "5", "门户", "框内")
    old, new = parts(before), parts(after)
    assert list(new) == list(old)
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"word/document.xml", "word/comments.xml"}
    assert without_anchors(new["word/document.xml"]) == without_anchors(old["word/document.xml"])
    assert own_bytes(new["word/document.xml"], map(str, range(5, 14))) == old["word/document.xml"]
    assert THEIRS.encode() in new["word/comments.xml"]


def test_a_document_without_comments_gets_a_part_for_them() -> None:
    before = docx(p("甲"), more={"word/comments.xml": b"<taken/>"})
    after = with_comments(before, "甲")
    old, new = parts(before), parts(after)
    added = set(new) - set(old)
    assert added == {"word/comments1.xml", "word/_rels/document.xml.rels"}
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml", "[Content_Types].xml"}
    types = new["[Content_Types].xml"].decode()
    assert re.sub("<Override [^>]*comments1[^>]*/>", "", types) == old["[Content_Types].xml"].decode()
    assert 'Target="comments1.xml"' in new["word/_rels/document.xml.rels"].decode()


def test_an_existing_list_of_relationships_keeps_all_it_has() -> None:
    before = docx(p("甲", num=(1, 0)), parts={"numbering": HEADINGS})
    rels = "word/_rels/document.xml.rels"
    after = parts(with_comments(before, "甲"))[rels].decode()
    assert re.sub('<Relationship Id="rIdDisclint" [^>]*/>', "", after) == parts(before)[rels].decode()


def test_comments_stand_beside_the_runs_that_hold_the_words() -> None:
    data = docx(
        p(r("全年受理"), r("12"), r("件，办结"), r("11"), r("件。")),
        tbl([C("总计", 2), "5"], ["", "<w:p/>", "7"]),
        p("总体情况", num=(1, 0)),
        parts={"numbering": HEADINGS},
    )
    after = with_comments(data, "12", "办结11", "5", "7", "总计", "总体", "一、")
    assert [shown.beside for shown in comments(after)] == ["12", "件，办结11", "5", "7", "总计", "总体情况", "总体情况"]


def test_an_empty_cell_holds_its_comments() -> None:
    data = docx(tbl(["总计", "<w:p/>", p()], ["甲", "1", "2"]))
    document = load(data, "report.docx")
    (table,) = document.tables()
    empty = [cell.span for cell in table.rows[0].cells if not cell.value]
    after = annotated(data, [at(empty[0]), at(empty[0], message="又一"), at(empty[1])])
    xml = parts(after)["word/document.xml"].decode()
    cells = re.findall("<w:tc>.*?</w:tc>", xml)
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [cell.count(mark) for cell in cells] == [0, 2, 1, 0, 0, 0]
    assert [shown.beside for shown in comments(after)] == ["", "", ""]


def test_what_stands_in_boxes_and_footnotes_is_told_at_their_anchor() -> None:
    notes = f'<w:footnote w:id="2">{p("含上年结转数")}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = docx(p("甲", box(p("框内文字"))), p("乙", reference, "丙"), parts={"footnotes": notes})
    xml = parts(with_comments(data, "框内", "上年"))["word/document.xml"].decode()
    content = re.findall("<w:txbxContent>.*?</w:txbxContent>", xml)
    assert all("comment" not in inside for inside in content)
    assert '<w:commentRangeStart w:id="1"/><w:r><w:footnoteReference' in xml


def test_findings_without_a_place_stand_at_the_first_paragraph() -> None:
    data = docx(p(), p("标题"), p("正文"))
    (shown,) = comments(annotated(data, [at(Span(0, 0))]))
    assert shown.beside == "标题"
    assert shown.lines[1] == "位置：某处"


def test_what_goes_on_in_another_paragraph_is_cut() -> None:
    data = docx(p("甲"), p("乙"))
    assert [shown.beside for shown in comments(annotated(data, [at(Span(0, 3)), at(Span(1, 3)), at(Span(1, 1))]))] == [
        "甲",
        "乙",
        "甲",
    ]


def test_a_comment_says_what_is_wrong_and_by_which_rule() -> None:
    data = docx(p("本报告所列数据的统计期限自2023年1月1日起,至2023年12月31日止。" * 2))
    document = load(data, "report.docx")
    comma = finding(",", document, rule="punctuation-width", message="半角逗号应为全角")
    related = tuple(Related(Message("x", words, words), Span(0, 3)) for words in ("首次", "再次"))
    full = comma.replace(fix=Fix((Edit(comma.span, "，"),), safe=True), related=related)
    (shown,) = comments(annotated(data, [full]))
    assert shown.author == "disclint"
    assert shown.lines == [
        "【错误】半角逗号应为全角",
        "原文：…2023年1月1日起【,】至2023年12月3…",
        "改法：“,” → “，”",
        "另见：首次“本报告”；再次“本报告”",
        "依据：某项规定",
        "规则：punctuation-width",
    ]
    (english,) = comments(annotated(data, [full], "en"))
    assert english.lines[0] == "[Error] wrong: 半角逗号应为全角"
    assert english.lines[-1] == "Rule: punctuation-width"


def test_many_related_places_are_counted() -> None:
    data = docx(p("总计"))
    related = tuple(Related(Message("x", f"第{number}", ""), Span(0, 0)) for number in range(12))
    (shown,) = comments(annotated(data, [at(Span(0, 2)).replace(related=related)]))
    assert shown.lines[1].endswith("第7；另有4处")


def test_hostile_words_stay_words() -> None:
    data = docx(p("甲"))
    (shown,) = comments(annotated(data, [at(Span(0, 1), message='<w:p/>&amp;"\0\ud800\n]]>')]))
    assert shown.lines[0] == '【错误】<w:p/>&amp;"  ]]>'


@pytest.mark.parametrize("space", [WORD, STRICT])
@pytest.mark.parametrize("prefix", ["w:", "ns0:", ""])
def test_any_prefix_and_either_namespace(space: str, prefix: str) -> None:
    declared = f"xmlns{':' + prefix[:-1] if prefix else ''}"
    a = prefix or "w:"
    other = "" if prefix else f' xmlns:w="{space}"'
    plain = (
        f'<document {declared}="{space}"{other}><body><p><r><t>甲</t></r></p><tbl><tr>'
        f"<tc><p/></tc><tc><p {a}rsidR='1'/></tc></tr></tbl></body></document>"
    )
    document = re.sub("<(/?)", rf"<\1{prefix}", plain)
    files = parts(docx(p("x"), strict=space == STRICT))
    data = zipped({**files, "word/document.xml": document.encode()})
    read_as = load(data, "report.docx")
    spans = [Span(0, 1), *(cell.span for table in read_as.tables() for cell in table.rows[0].cells)]
    after = annotated(data, map(at, spans))
    assert [shown.beside for shown in comments(after)] == ["甲", "", ""]
    assert without_anchors(parts(after)["word/document.xml"]) == canonical(document.encode())
    again = annotate(after, Checked("report.docx", tuple(map(at, spans)), load(after, "report.docx")))
    assert parts(again) == parts(after)
    kind = "purl.oclc.org/ooxml" if space == STRICT else "schemas.openxmlformats.org"
    assert f"http://{kind}/officeDocument/" in parts(after)["word/_rels/document.xml.rels"].decode()


def test_another_program_reads_the_comments() -> None:
    word = python_docx.Document(io.BytesIO(with_comments(rich(), "年度报告", "12", "5")))
    assert [comment.author for comment in word.comments] == ["王", "disclint", "disclint", "disclint"]
    assert word.comments.get(5) is not None
    assert [comment.text for comment in word.comments][1].splitlines()[0] == "【错误】有误"


# Again ---------------------------------------------------------------------------------------------------------------


def test_once_more_gives_the_same_bytes() -> None:
    words = ("年度报告", "总体", "12", "12", "办结12", "及时", "人数", "5", "门户", "框内")
    once = with_comments(rich(), *words)
    assert with_comments(once, *words) == once


def test_other_findings_take_the_place_of_the_old_ones() -> None:
    once = with_comments(rich(), "总体", "12")
    twice = with_comments(once, "及时")
    assert twice == with_comments(rich(), "及时")
    assert [shown.author for shown in comments(twice)] == ["王", "disclint"]


def test_without_findings_the_document_is_as_it_was() -> None:
    data = rich()
    assert annotated(data, []) == data
    cleared = annotated(with_comments(data, "总体", "5"), [])
    assert parts(cleared) == parts(data)


def test_marks_that_word_saved_anew_are_found() -> None:
    """Word gives the reference a style, sorts attributes and closes elements in its own way."""
    once = with_comments(docx(p(r("甲"), r("乙"))), "甲", "乙")
    files: dict[str, bytes | str] = dict(parts(once))
    saved = parts(once)["word/document.xml"].decode()
    styled = '<w:rPr><w:rStyle w:val="af"/></w:rPr>'
    saved = saved.replace(
        '<w:r><w:commentReference w:id="0"/></w:r>',
        f'<w:r w:rsidR="1">{styled}<w:commentReference w:id="0"></w:commentReference></w:r>',
    ).replace('<w:commentRangeEnd w:id="1"/>', "<w:commentRangeEnd  w:id='1' ></w:commentRangeEnd>")
    files["word/document.xml"] = saved
    cleared = parts(annotated(zipped(files), []))
    assert cleared["word/document.xml"] == parts(docx(p(r("甲"), r("乙"))))["word/document.xml"]


def test_a_reference_among_words_is_taken_out_alone() -> None:
    mine = '<w:comment w:id="3" w:author="disclint"><w:p/></w:comment>'
    run = f'<w:r>{t("甲")}<w:commentReference w:id="3"/></w:r>'
    data = docx(p(run, "乙"), parts={"comments": mine})
    assert (
        parts(annotated(data, []))["word/document.xml"]
        == parts(docx(p(f"<w:r>{t('甲')}</w:r>", "乙")))["word/document.xml"]
    )


EXTENDED = (
    '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:commentEx w15:paraId="0000000A" w15:done="0"/><w15:commentEx w15:paraId="0000000B" w15:done="1"/>{}'
    "</w15:commentsEx>"
)


def answered(*, answer: bool) -> bytes:
    """A document as Word saves it after somebody answered a comment of ours, or did not."""
    space = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'

    def comment(number: int, author: str, identity: str, words: str) -> str:
        return (
            f'<w:comment {space} w:id="{number}" w:author="{author}">'
            f'<w:p w14:paraId="{identity}">{r(words)}</w:p></w:comment>'
        )

    def range_(number: int, words: str) -> str:
        return (
            f'<w:commentRangeStart w:id="{number}"/>{r(words)}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    reply = '<w15:commentEx w15:paraId="0000000C" w15:paraIdParent="0000000A"/>' if answer else ""
    body = p(range_(0, "甲"), range_(1, "乙"), range_(2, "丙") if answer else r("丙"))
    ours = comment(0, "disclint", "0000000A", "【错误】有误") + comment(1, "disclint", "0000000B", "已解决")
    return _with_extended(body, ours + (comment(2, "王", "0000000C", "不改") if answer else ""), reply)


def _with_extended(body: str, inside: str, reply: str) -> bytes:
    files: dict[str, bytes | str] = dict(parts(docx(body, parts={"comments": inside, "commentsExtended": ""})))
    files["word/commentsExtended.xml"] = EXTENDED.format(reply)
    return zipped(files)


def test_a_comment_that_was_answered_stays_with_its_answer() -> None:
    data = answered(answer=True)
    after = annotated(data, [])
    assert [(shown.author, shown.lines) for shown in comments(after)] == [
        ("disclint", ["【错误】有误"]),
        ("王", ["不改"]),
    ]
    extended = parts(after)["word/commentsExtended.xml"]
    assert b"0000000B" not in extended
    assert extended.count(b"0000000A") == 2


def test_what_word_keeps_of_our_comments_elsewhere_goes_with_them() -> None:
    after = parts(annotated(answered(answer=False), []))
    assert b"commentEx " not in after["word/commentsExtended.xml"]
    assert b"<w:comment " not in after["word/comments.xml"]


def test_numbers_of_comments_that_are_none_are_passed_over() -> None:
    theirs = "".join(
        f'<w:comment w:id="{number}" w:author="王"><w:p/></w:comment>' for number in ("4", "²", "9" * 5000)
    )
    after = parts(with_comments(docx(p("甲"), parts={"comments": theirs}), "甲"))
    assert b'w:id="5" w:author="disclint"' in after["word/comments.xml"]


def test_a_part_of_brackets_is_read_once() -> None:
    files: dict[str, bytes | str] = dict(parts(answered(answer=False)))
    files["word/commentsExtended.xml"] = b"<" * 300_000
    after = parts(annotated(zipped(files), []))
    assert after["word/commentsExtended.xml"] == b"<" * 300_000


# Refusals ------------------------------------------------------------------------------------------------------------


def test_a_document_that_changed_meanwhile_is_left_alone() -> None:
    file = Checked("report.docx", (), load(docx(p("甲")), "report.docx"))
    with pytest.raises(UsageError, match="changed"):
        annotate(docx(p("乙")), file)


def test_a_part_that_cannot_be_copied() -> None:
    data = bytearray(docx(p("甲"), more={"word/media/image1.png": PICTURE}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.getinfo("word/media/image1.png").header_offset
    data[start + 60] ^= 0xFF
    with pytest.raises(UsageError, match="cannot be copied"):
        with_comments(bytes(data), "甲")


# Laws ----------------------------------------------------------------------------------------------------------------


@settings(max_examples=150)
@given(BODIES, st.data())
def test_taking_the_comments_out_again_gives_the_document(body: list[str], data: st.DataObject) -> None:
    before = docx(*body, parts={"numbering": HEADINGS})
    try:
        document = load(before, "report.docx")
    except Unreadable:
        return
    length = len(document.text)
    starts = data.draw(st.lists(st.integers(0, length), min_size=1, max_size=6))
    findings = [at(Span(start, min(length, start + 3)), message=str(index)) for index, start in enumerate(starts)]
    after = annotated(before, findings)
    old, new = parts(before), parts(after)
    assert without_anchors(new["word/document.xml"]) == canonical(old["word/document.xml"])
    assert {name: new[name] for name in old if name.startswith("word/num")} == {
        name: old[name] for name in old if name.startswith("word/num")
    }
    assert load(after, "report.docx").text == document.text
    assert len(comments(after)) == len(findings)
    assert annotate(after, Checked("report.docx", tuple(findings), load(after, "report.docx"))) == after
