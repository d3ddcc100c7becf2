"""Paragraphs: lines put together again, over pages too, without what stands on each page."""

from __future__ import annotations

from typing import Any

from tests.loaders.pdf.drawn import HEIGHT, MARGIN, SIZE, WIDTH, Sheet, drawn, lines, read

LONG = "本机关全年按照要求推进信息公开各项工作，先后修订公开指南、更新公开目录，并对历年文件逐件清理。"


def written(*paragraphs: str, header: str = "", bottom: float = 70, indent: int = 2) -> bytes:
    def draw(canvas: Any) -> None:
        sheet = Sheet(canvas, header=header, bottom=bottom)
        for words in paragraphs:
            sheet.write(words, indent=indent)
        sheet.end()

    return drawn(draw)


def test_lines_of_a_paragraph_are_one() -> None:
    assert lines(written("一、总体情况", LONG * 3, LONG * 2)) == ["一、总体情况", LONG * 3, LONG * 2]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    printed = written(*[LONG * 5] * 4, header="2023年年报", bottom=700)
    assert lines(printed) == [LONG * 5] * 4
    assert len(read(printed).pages) > 2


def test_without_an_indent_a_sentence_goes_on_and_a_paragraph_ends() -> None:
    room = int((WIDTH - 2 * MARGIN) / SIZE)
    full = ("全" * (room - 1) + "。", "甲" * (2 * room) + "乙")

    def draw(canvas: Any) -> None:
        sheet = Sheet(canvas, bottom=HEIGHT - 80)
        for words in full:
            sheet.write(words, indent=0)
        sheet.end()

    assert lines(drawn(draw)) == list(full)


def test_a_figure_that_a_line_cuts_is_one() -> None:
    room = int((WIDTH - 2 * MARGIN) / SIZE)
    words = "公" * (room - 4) + "12345678件。"
    assert lines(written(words)) == [words]


def test_an_item_after_a_full_line_is_a_paragraph() -> None:
    room = int((WIDTH - 2 * MARGIN) / SIZE)
    assert lines(written("全" * (room - 1) + "。", "（二）公开", indent=0)) == ["全" * (room - 1) + "。", "（二）公开"]


def test_running_headers_and_page_numbers_are_left_out() -> None:
    printed = lines(written(*[LONG * 3] * 9, header="2023年政府信息公开年报", bottom=600))
    assert printed == [LONG * 3] * 9


def test_lines_that_are_alike_on_pages_but_at_other_places_stay() -> None:
    def draw(canvas: Any) -> None:
        for number in range(3):
            canvas.setFont("STSong-Light", SIZE)
            canvas.drawString(50, 780 - 60 * number, "本年度没有。")
            canvas.drawString(50, 400, f"第{'一二三'[number]}项工作。")
            canvas.showPage()

    assert lines(drawn(draw)).count("本年度没有。") == 3


def test_pages_begin_where_they_say() -> None:
    document = read(written(*[LONG * 2] * 30, header="年报"))
    first = document.text[document.pages[1] :]
    assert document.page_at(0) == 1
    assert document.page_at(document.pages[1]) == 2
    assert document.page_at(document.pages[1] - 1) == 1
    assert LONG[:4] in first[: 2 * len(LONG)]


def test_a_bold_word_that_is_printed_twice_stands_once() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "总体情况")
        canvas.drawString(50.4, 700, "总体情况")

    assert lines(drawn(draw)) == ["总体情况"]


def test_what_is_turned_round_is_left_out() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "总体情况")
        canvas.rotate(45)
        canvas.drawString(400, 300, "水印")

    assert lines(drawn(draw)) == ["总体情况"]
