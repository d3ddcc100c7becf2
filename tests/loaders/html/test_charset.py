"""A page is decoded as it states, unless its bytes contradict it."""

from __future__ import annotations

import pytest

from disclint.loaders.html import load

WORDS = "政府信息公开工作年度报告，本年新收申请3件。"


def page(stated: str) -> str:
    return f"<html><head>{stated}</head><body><p>{WORDS}</p></body></html>"


def words(data: bytes) -> tuple[str, str, list[str]]:
    document = load(data, "report.html")
    (paragraph,) = document.paragraphs()
    return paragraph.value, document.encoding, [note.code for note in document.notes]


@pytest.mark.parametrize(
    "stated",
    [
        "<meta charset=gb2312>",
        '<META http-equiv=Content-Type content="text/html; charset=GBK">',
        "<meta charset='gb18030'/>",
    ],
)
def test_what_the_head_states_needs_no_guess(stated: str) -> None:
    assert words(page(stated).encode("gb18030")) == (WORDS, "gb18030", [])


def test_an_xml_declaration_states_it_too() -> None:
    source = '<?xml version="1.0" encoding="GB2312"?>' + page("")
    assert words(source.encode("gb18030")) == (WORDS, "gb18030", [])


def test_big5_is_believed_where_the_bytes_tell_nothing() -> None:
    source = '<meta charset="big5"><body><p>縣府</p>'
    assert words(source.encode("big5")) == ("縣府", "big5hkscs", [])


@pytest.mark.parametrize("stated", ["", "<meta charset=utf-8>", "<meta charset=iso-8859-1>"])
def test_without_a_true_statement_the_content_tells(stated: str) -> None:
    assert words(page(stated).encode("gb18030")) == (WORDS, "gb18030", ["encoding"])
    assert words(page(stated).encode()) == (WORDS, "utf-8", [])


def test_utf_8_under_another_name_is_read_as_such_and_noted() -> None:
    data = page("<meta charset=gb2312>").encode()
    assert words(data) == (WORDS, "utf-8", ["encoding"])
    (note,) = load(data, "report.html").notes
    assert "GB18030" in note.chinese
    assert "UTF-8" in note.chinese


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_comes_first(encoding: str) -> None:
    value, _, notes = words(page("<meta charset=gb2312>").encode(encoding))
    assert (value, notes) == (WORDS, [])


def test_an_ascii_page_may_state_what_it_likes() -> None:
    source = "".join(
        f"&#{ord(character)};" if ord(character) > 127 else character for character in page("<meta charset=gbk>")
    )
    assert words(source.encode("ascii")) == (WORDS, "utf-8", [])
