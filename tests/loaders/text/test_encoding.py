"""Bytes become text by their mark, as UTF-8, or by evidence; what is guessed or lost is told."""

from __future__ import annotations

import pytest

from disclint import Unreadable
from disclint.loaders.encoding import LARGEST, decode, encode
from disclint.loaders.text import load

SIMPLIFIED = (
    "甲县人民政府2020年政府信息公开工作年度报告\r\n\r\n一、总体情况\r\n本年度主动公开信息12条。\r\n规章\t0\t1\r\n"
)
TRADITIONAL = (
    "甲縣人民政府2020年政府信息公開工作年度報告\n一、總體情況\n本年度主動公開信息12條，沒有不予公開的。\n規章\t0\t1\n"
)
RARE = SIMPLIFIED + "㐀𠮷镕\U00020bb7，属实。\n"


@pytest.mark.parametrize(
    ("text", "codec", "mark", "name", "notes"),
    [
        (SIMPLIFIED, "utf-8", b"", "utf-8", []),
        (SIMPLIFIED, "utf-8", b"\xef\xbb\xbf", "utf-8-sig", []),
        (RARE, "utf-16-le", b"\xff\xfe", "utf-16-le-sig", []),
        (RARE, "utf-16-be", b"\xfe\xff", "utf-16-be-sig", []),
        (RARE, "utf-16-le", b"", "utf-16-le", ["encoding"]),
        (RARE, "utf-16-be", b"", "utf-16-be", ["encoding"]),
        (SIMPLIFIED, "utf-32-le", b"\xff\xfe\0\0", "utf-32-le-sig", []),
        (SIMPLIFIED, "utf-32-be", b"\0\0\xfe\xff", "utf-32-be-sig", []),
        (SIMPLIFIED, "gb18030", b"", "gb18030", ["encoding"]),
        (RARE, "gb18030", b"", "gb18030", ["encoding"]),
        (TRADITIONAL, "gb18030", b"", "gb18030", ["encoding"]),
        (TRADITIONAL, "big5", b"", "big5hkscs", ["encoding"]),
        (TRADITIONAL, "utf-16-be", b"", "utf-16-be", ["encoding"]),
        ("无政府信息", "utf-16-le", b"", "utf-16-le", ["encoding"]),
        ("A report in English\n1\t2\n", "utf-16-le", b"", "utf-16-le", ["encoding"]),
        ("A report in English\n1\t2\n", "ascii", b"", "utf-8", []),
    ],
)
def test_what_is_clean_is_read_and_written_back(
    text: str, codec: str, mark: bytes, name: str, notes: list[str]
) -> None:
    data = mark + text.encode(codec)
    decoded = decode(data)
    assert decoded.text == text
    assert decoded.encoding == name
    assert [note.code for note in decoded.notes] == notes
    assert encode(decoded.text, decoded.encoding) == data


def test_a_byte_order_mark_is_no_part_of_the_text_but_another_is() -> None:
    document = load("\ufeff\ufeff一、总体情况".encode(), "report.txt")
    assert document.text == "\ufeff一、总体情况"
    assert [tuple(block.span) for block in document.blocks] == [(1, 7)]


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
def test_the_document_states_what_was_guessed(text: str) -> None:
    document = load(text.encode("gb18030"), "report.txt")
    (note,) = document.notes
    assert document.encoding == "gb18030"
    assert note.code == "encoding"
    assert "GB18030" in note.chinese
    assert "GB18030" in note.english


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_bad_bytes_are_replaced_and_their_place_is_told(codec: str) -> None:
    before, after = SIMPLIFIED.split("12")
    decoded = decode(before.encode(codec) + b"\xff" + after.encode(codec))
    assert decoded.text == before + "\ufffd" + after
    assert decoded.encoding == codec
    note = decoded.notes[-1]
    assert note.code == "undecodable"
    assert "第 4 行第 10 列" in note.chinese
    assert "line 4, column 10" in note.english


def test_a_character_cut_at_the_end_is_told() -> None:
    data = SIMPLIFIED.rstrip().encode() + "，无".encode()[:-1]
    assert [note.code for note in decode(data).notes] == ["undecodable"]


def test_half_a_character_at_the_end_of_utf_16_is_told() -> None:
    decoded = decode(b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le") + b"\x00")
    assert decoded.text == SIMPLIFIED + "\ufffd"
    assert [note.code for note in decoded.notes] == ["undecodable"]


def test_a_lone_surrogate_does_not_come_through() -> None:
    decoded = decode(b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le") + b"\x00\xd8\x41\x00")
    assert decoded.text == SIMPLIFIED + "\ufffdA"


def test_damage_far_down_a_long_file_is_found() -> None:
    text = SIMPLIFIED * 2000
    decoded = decode(text.encode() + b"\xfe" + SIMPLIFIED.encode())
    assert decoded.encoding == "utf-8"
    assert decoded.text == text + "\ufffd" + SIMPLIFIED


def test_ascii_far_down_to_the_first_character_of_gb18030() -> None:
    text = "0\t0\n" * 50_000 + SIMPLIFIED
    assert decode(text.encode("gb18030")).text == text


def test_an_english_text_with_a_foreign_quote_is_read() -> None:
    decoded = decode(b"This report is not in Chinese, and \x93nothing\x94 in it is either. " * 8)
    assert "\ufffdnothing\ufffd" in decoded.text
    assert [note.code for note in decoded.notes] == ["undecodable"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b" \r\n\t\n", "空白"),
        ("\ufeff\u3000\n".encode(), "空白"),
        (b"\xff\xfe", "空白"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\0\0\0word/document.xml", "Word"),
        (b"PK\x03\x04\x14\0\0\0xl/workbook.xml", "Excel"),
        (b"PK\x03\x04\x14\0\0\0OFD.xml", "OFD"),
        (b"PK\x03\x04\x14\0\0\0a.txt", "压缩文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "WPS"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
        (b"{\\rtf1\\ansi report}", "RTF"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0", "二进制"),
        (bytes(range(256)) * 40, "二进制"),
        (SIMPLIFIED.encode() + b"\0", "二进制"),
        (b"\xff\xfea\0\0\0b\0", "二进制"),
        (bytes(range(128, 256)) * 4, "编码"),
        ("Überprüfung äöüß ÄÖÜ".encode("latin-1"), "编码"),
        ("报".encode() + b"\xff\xfe\xff\xfe" * 20 + "信息公开".encode() * 3, "损坏"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        load(data, "report.txt")
    assert words in caught.value.chinese
    assert "\n" not in caught.value.chinese + caught.value.english


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(Unreadable, match="64 MB"):
        decode(b"a" * (LARGEST + 1))
