"""Words are read as a browser shows them, and every stretch of them knows where it stands."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.loaders.html.references import REFERENCE, resolve
from tests.loaders.html.drawn import draw, read, spelled


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>  甲 \n 乙  </p>", "甲乙"),
        ("<p>甲 乙</p>", "甲 乙"),
        ("<p>甲  乙</p>", "甲 乙"),
        ("<p>3\n件</p>", "3 件"),
        ("<p>IPv6\nIPv4</p>", "IPv6 IPv4"),
        ("<p>“甲”\n，乙</p>", "“甲”，乙"),
        ("<p>&nbsp;&emsp;　甲&nbsp;乙 </p>", "甲\u00a0乙"),
        ("<p>甲<b>乙</b><span>丙</span></p>", "甲乙丙"),
        ("<p>甲 <b> 乙</b> </p>", "甲 乙"),
        ("<p>甲<!-- 乙 -->丙</p>", "甲丙"),
        ("<p>甲<o:p>&nbsp;</o:p></p>", "甲"),
        ("<p>&lt;甲&gt; &amp;nbsp; &#19968;&#x4E00;</p>", "<甲> &nbsp; 一一"),
        ("<p>甲&乙&foo;丙&</p>", "甲&乙&foo;丙&"),
        ("<p>a &lt b&nbsp2</p>", "a < b\u00a02"),
        ("<p>\ufeff甲\u200b</p>", "甲"),
        ("<p>\u200b \ufeff&nbsp;\u200b甲\ufeff \u200b</p>", "甲"),
        ("<p>甲&copy;乙&GreaterEqual;3&NotAWord;</p>", "甲©乙≥3&NotAWord;"),
        ("<p>3&#151;5&#x96;7&#129;</p>", "3—5–7\x81"),
    ],
)  # fmt: skip
def test_words_are_what_a_browser_shows(source: str, words: str) -> None:
    assert draw(source) == [words]


def test_pieces_tell_how_the_source_spells_each_stretch() -> None:
    document = read("<p>甲<b>乙 丙</b>&amp;丁  戊\n己<br></p>")
    (paragraph,) = document.paragraphs()
    assert paragraph.value == "甲乙 丙&丁 戊己"
    assert spelled(document, paragraph) == [
        ("甲", "甲", True),
        ("乙 丙", "乙 丙", True),
        ("&", "&amp;", False),
        ("丁", "丁", True),
        (" ", "  ", False),
        ("戊", "戊", True),
        ("己", "己", True),
    ]
    assert paragraph.is_exact(1, 4)
    assert not paragraph.is_exact(0, 2)
    assert not paragraph.is_exact(4, 5)


def test_words_that_nothing_interrupts_have_no_pieces() -> None:
    document = read("<p>\n  甲 乙。\n</p>")
    (paragraph,) = document.paragraphs()
    assert paragraph.pieces == ()
    assert document.text[slice(*paragraph.span)] == paragraph.value == "甲 乙。"


def test_a_break_ends_a_paragraph() -> None:
    assert draw("<div>甲<br>乙<BR/>&nbsp;<br>丙</div>") == ["甲", "乙", "丙"]
    assert draw("<div>甲</br>乙</div>") == ["甲", "乙"]


def test_lines_of_preformatted_text_are_paragraphs() -> None:
    assert draw("<pre>甲\n  <b>乙</b>  丙\r\n\r\n丁</pre>") == ["甲", "乙 丙", "丁"]


def test_headings_have_their_level() -> None:
    document = read("<h1>甲</h1><h2>乙<br>丙</h2><p>丁</p>")
    assert [(paragraph.value, paragraph.level) for paragraph in document.paragraphs()] == [
        ("甲", 1),
        ("乙", 2),
        ("丙", 2),
        ("丁", None),
    ]


@pytest.mark.parametrize(
    "bold", ["<b>{}</b>", "<strong><span>{}</span></strong>", "<span style='FONT-WEIGHT: bold'>{}</span>"]
)
def test_a_bold_heading_that_text_follows_is_a_paragraph(bold: str) -> None:
    words = bold.replace("FONT-WEIGHT", "font-weight").format("一、总体情况")
    for between in ("", " ", "&emsp;", "<br>"):
        assert draw(f"<p>&emsp;{words}{between}全年公开12条。</p>") == ["一、总体情况", "全年公开12条。"]


def test_other_bold_words_stay_in_their_paragraph() -> None:
    for words in ("<b>（一）主动公开。</b>全年", "<b>一是</b>培训", "<b>一、甲。乙</b>丙", "<b>一、总体情况</b>"):
        (paragraph,) = draw(f"<p>{words}</p>")
        assert paragraph == html.unescape(words).replace("<b>", "").replace("</b>", "")


def test_what_is_not_shown_is_not_read() -> None:
    source = (
        "<p>甲<span style='display: none'>一</span><script>二</script><select><option>三</select></p>"
        "<div hidden><p>四</p></div><div style=DISPLAY:NONE>五</div><noscript>六</noscript><textarea>七</textarea>"
        "<template><p>八</p></template><button>九</button><p style='text-decoration:none'>乙</p>"
    )
    assert draw(source) == ["甲", "乙"]


def test_what_is_marked_as_deleted_is_not_read_and_told() -> None:
    source = "<p>受理<del>9</del><ins>1</ins>2件，<del cite=李>均</del>已办结。</p><del><p>五</p></del>"
    assert draw(f"{source}<p>甲<del>六</p><p>乙</p>") == ["受理12件，已办结。", "甲", "乙"]
    (note,) = read(source).notes
    assert note.code == "tracked-changes"
    assert "3 处" in note.chinese


def test_an_element_that_is_not_closed_hides_no_more_than_its_block() -> None:
    assert draw("<div><select><option>一</div><p>甲</p>") == ["甲"]
    assert draw("<head><title>一</title><div>甲</div>") == ["甲"]


@given(st.from_regex(REFERENCE, fullmatch=True).filter(lambda reference: "#" not in reference or len(reference) < 12))
def test_references_are_those_of_the_standard(reference: str) -> None:
    words, taken = resolve(reference)
    expected = html.unescape(reference)
    if "#" in reference and expected == "":  # Python leaves out what is no character
        assert taken == len(reference)
    else:
        assert words + reference[taken:] == expected


@pytest.mark.parametrize("number", ["0", "55296", "1114112", "9" * 5000, "x110000", "xD800"])
def test_numbers_of_no_character_are_replaced(number: str) -> None:
    assert resolve(f"&#{number};") == ("\ufffd", len(number) + 3)
