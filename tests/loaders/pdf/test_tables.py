"""Tables: merged cells from ruling lines, and what a page break cuts."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from disclint import Document
from disclint.loaders.pdf.pages import Rule
from disclint.loaders.pdf.ruling import Box, grids_of
from tests.loaders.pdf.drawn import MARGIN, SIZE, WIDTH, Sheet, Shown, box, drawn, read


@st.composite
def merged_grids(draw: st.DrawFn) -> list[Box]:
    """The cells of a table of several columns, in reading order."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    boxes = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            widest = next((x for x in range(1, columns - column) if (row, column + x) in taken), columns - column)
            width, height = draw(st.integers(1, widest)), draw(st.integers(1, rows - row))
            taken.update((row + y, column + x) for y in range(height) for x in range(width))
            boxes.append(Box(row, column, height, width))
    return boxes


def ruled(boxes: list[Box]) -> list[Rule]:
    """The sides of cells, 20 points high and 30 wide."""
    rules = []
    for row, column, height, width in boxes:
        left, right, top, bottom = 30 * column, 30 * (column + width), 20 * row, 20 * (row + height)
        rules += [Rule(False, top, left, right), Rule(False, bottom, left, right)]
        rules += [Rule(True, left, top, bottom), Rule(True, right, top, bottom)]
    return rules


@settings(deadline=None)
@given(merged_grids(), st.randoms())
def test_the_cells_are_those_that_were_ruled(boxes: list[Box], order: Any) -> None:
    rules = ruled(boxes)
    order.shuffle(rules)
    edges = {rule.at for rule in rules if rule.upright}
    found = grids_of(rules)
    if len(edges) < 3:
        assert found == []
        return
    (grid,) = found
    downs = sorted({rule.at for rule in rules if not rule.upright})
    place = {30 * column: at for at, column in enumerate(sorted(edge / 30 for edge in edges))}
    below = {down: at for at, down in enumerate(downs)}
    assert list(grid.boxes) == [
        Box(
            below[20 * row],
            place[30 * column],
            below[20 * (row + height)] - below[20 * row],
            place[30 * (column + width)] - place[30 * column],
        )
        for row, column, height, width in boxes
    ]


def rows(document: Document) -> list[list[list[str]]]:
    return [[[cell.value for cell in row.cells] for row in table.rows] for table in document.tables()]


WIDTHS = (63.0, 60.0, 60.0)


def broken(above: list[list[str]], below: list[list[str]]) -> list[list[list[str]]]:
    """The tables of two pages, whose rows are given; the words of a cell are its lines."""

    def page(canvas: Any, top: float, cells: list[list[str]]) -> None:
        canvas.setFont("STSong-Light", SIZE)
        for row in cells:
            high = 14.0 * max(len(words.split("\n")) for words in row) + 4
            left = MARGIN
            for width, words in zip(WIDTHS, row, strict=True):
                box(canvas, left, top, left + width, top - high)
                for line, part in enumerate(words.split("\n")):
                    canvas.drawString(left + 2, top - 11 - 14 * line, part)
                left += width
            top -= high

    def draw(canvas: Any) -> None:
        page(canvas, 200, above)
        canvas.showPage()
        page(canvas, 780, below)

    return rows(read(drawn(draw)))


def test_a_row_that_the_page_break_cuts_is_one() -> None:
    found = broken([["许可", "16", "0"], ["补正后申请内", "3", "4"]], [["容仍不明确", "", ""], ["处罚", "9", "2"]])
    assert found == [[["许可", "16", "0"], ["补正后申请内容仍不明确", "3", "4"], ["处罚", "9", "2"]]]


def test_the_figures_may_stand_on_the_second_page() -> None:
    found = broken([["许可", "16", "0"], ["补正后申请内", "", ""]], [["容仍不明确", "3", "4"]])
    assert found == [[["许可", "16", "0"], ["补正后申请内容仍不明确", "3", "4"]]]


def test_a_row_without_figures_is_a_row() -> None:
    found = broken([["行政处罚", "3", "4"]], [["行政强制", "", ""]])
    assert found == [[["行政处罚", "3", "4"], ["行政强制", "", ""]]]


def test_an_item_with_a_number_is_a_row() -> None:
    found = broken([["2.没有现成信", "3", "4"]], [["3.补正", "", ""]])
    assert found == [[["2.没有现成信", "3", "4"], ["3.补正", "", ""]]]


def test_two_rows_with_figures_are_two() -> None:
    found = broken([["没有现成信息", "3", "4"]], [["补正", "1", "2"]])
    assert found == [[["没有现成信息", "3", "4"], ["补正", "1", "2"]]]


def test_tables_of_different_width_are_two() -> None:
    def draw(canvas: Any) -> None:
        for width in (60, 80):
            canvas.setFont("STSong-Light", SIZE)
            for number in range(3):
                box(canvas, MARGIN + number * width, 700, MARGIN + (number + 1) * width, 680)
                canvas.drawString(MARGIN + number * width + 2, 688, str(number))
            canvas.showPage()

    assert rows(read(drawn(draw))) == [[["0", "1", "2"]], [["0", "1", "2"]]]


def test_a_row_that_the_page_break_leaves_open_is_one() -> None:
    def draw(canvas: Any) -> None:
        for top, ruled_at, cells in (
            (200, (200, 180), (("行政许可", "16"), ("行政", "3"))),
            (780, (760, 740), (("处罚", ""), ("行政强制", "7"))),
        ):
            canvas.setFont("STSong-Light", SIZE)
            for left in (50, 110, 170):
                canvas.line(left, top, left, top - 40)
            for down in ruled_at:
                canvas.line(50, down, 170, down)
            for number, row in enumerate(cells):
                for column, words in enumerate(row):
                    canvas.drawString(52 + 60 * column, top - 12 - 20 * number, words)
            canvas.showPage()

    assert rows(read(drawn(draw))) == [[["行政许可", "16"], ["行政处罚", "3"], ["行政强制", "7"]]]


def test_a_frame_around_a_paragraph_is_no_table() -> None:
    def draw(canvas: Any) -> None:
        box(canvas, 40, 720, 500, 680)
        canvas.drawString(50, 700, "全年公开工作平稳有序。")

    assert read(drawn(draw)).text == "全年公开工作平稳有序。\n"


def test_a_group_goes_on_on_the_next_page() -> None:
    cells = [Shown(0, 0, 8, 1, "本年度办理结果")]
    cells += [Shown(row, column, 1, 1, f"{row}{column}") for row in range(8) for column in (1, 2)]

    def draw(canvas: Any) -> None:
        sheet = Sheet(canvas, bottom=600)
        sheet.table(cells)
        sheet.end()

    (table,) = read(drawn(draw)).tables()
    assert (table.rows[0].cells[0].value, table.rows[0].cells[0].rowspan) == ("本年度办理结果", 8)
    assert [len(row.cells) for row in table.rows] == [3, *[2] * 7]


def test_a_figure_in_a_narrow_cell() -> None:
    found = broken([["收费\n金额", "123456789012\n34", "3 4"]], [["处罚", "5", "6"]])
    assert found[0][0] == ["收费金额", "12345678901234", "3 4"]


def cut(above: list[tuple[str, str]], below: list[tuple[str, str]], *, heights: tuple[float, float]) -> Any:
    """A table with a narrow first column that is one cell on each page, and a row for each of the others."""

    def page(canvas: Any, top: float, label: str, rows: list[str], high: float) -> None:
        canvas.setFont("STSong-Light", SIZE)
        box(canvas, 50, top, 50 + 3 * SIZE, top - high * len(rows))
        for line, part in enumerate(label.split("\n")):
            canvas.drawString(52, top - 11 - 14 * line, part)
        for number, words in enumerate(rows):
            box(canvas, 50 + 3 * SIZE, top - high * number, 200, top - high * (number + 1))
            canvas.drawString(54 + 3 * SIZE, top - high * number - 11, words)

    def draw(canvas: Any) -> None:
        page(canvas, 120, above[0][0], [words for _, words in above], heights[0])
        canvas.showPage()
        page(canvas, 780, below[0][0], [words for _, words in below], heights[1])

    return rows(read(drawn(draw)))


def test_the_words_of_a_group_that_fill_it_to_the_page_break_go_on() -> None:
    found = cut([("不予\n公开", "1"), ("", "2")], [("事项", "3"), ("", "4")], heights=(16, 16))
    assert found == [[["不予公开事项", "1"], ["2"], ["3"], ["4"]]]


def test_a_group_that_ends_at_the_page_break_has_its_own_words() -> None:
    found = cut([("不予\n公开", "1"), ("", "2")], [("事项", "3"), ("", "4")], heights=(30, 16))
    assert found == [[["不予公开", "1"], ["2"], ["事项", "3"], ["4"]]]
    found = cut([("不予\n公开", "1"), ("", "2")], [("四、", "3"), ("", "4")], heights=(16, 16))
    assert found == [[["不予公开", "1"], ["2"], ["四、", "3"], ["4"]]]


def test_heads_of_two_rows_that_the_page_break_parts() -> None:
    def page(canvas: Any, top: float, cells: list[tuple[float, float, str]]) -> None:
        canvas.setFont("STSong-Light", SIZE)
        for left, right, words in cells:
            box(canvas, left, top, right, top - 16)
            canvas.drawString(left + 2, top - 11, words)

    def draw(canvas: Any) -> None:
        page(canvas, 100, [(50, 72, "结果"), (72, 94, "其他"), (94, 160, "直接起诉")])
        canvas.showPage()
        page(canvas, 780, [(50, 72, "维持"), (72, 94, "结果"), (94, 127, "维持"), (127, 160, "总计")])
        page(canvas, 764, [(50, 72, "3"), (72, 94, "0"), (94, 127, "1"), (127, 160, "1")])

    assert rows(read(drawn(draw))) == [[["结果维持", "其他结果", "直接起诉"], ["维持", "总计"], ["3", "0", "1", "1"]]]


def test_a_head_that_every_page_repeats_stands_once() -> None:
    head = ["项目", "上年", "本年"]
    found = broken([head, ["许可", "16", "0"]], [head, ["处罚", "9", "2"]])
    assert found == [[head, ["许可", "16", "0"], ["处罚", "9", "2"]]]


def test_a_row_of_figures_that_comes_again_is_no_head() -> None:
    found = broken([["许可", "0", "0"], ["处罚", "9", "2"]], [["许可", "0", "0"]])
    assert found == [[["许可", "0", "0"], ["处罚", "9", "2"], ["许可", "0", "0"]]]


def test_a_blank_row_below_a_page_break_is_a_row() -> None:
    found = broken([["维持", "纠正", "总计"]], [["", "", ""]])
    assert found == [[["维持", "纠正", "总计"], ["", "", ""]]]


def test_a_figure_that_sticks_out_of_its_cell_stays_whole() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", SIZE)
        for number, words in enumerate(("许可", "12345678", "5")):
            left = 50 + 30 * number
            box(canvas, left, 700, left + 30, 680)
            canvas.drawCentredString(left + 15 - 6 * (number == 1), 688, words)

    assert rows(read(drawn(draw))) == [[["许可", "12345678", "5"]]]


def test_areas_of_colour_are_the_cells_of_a_table_without_lines() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", SIZE)
        canvas.rect(50, 660, 181, 41, stroke=0, fill=1)
        for row in range(2):
            for column in range(3):
                canvas.setFillGray(1)
                canvas.rect(51 + 60 * column, 661 + 20 * row, 59, 19, stroke=0, fill=1)
                canvas.setFillGray(0)
                canvas.drawString(55 + 60 * column, 667 + 20 * row, f"{1 - row}{column}")

    assert rows(read(drawn(draw))) == [[["00", "01", "02"], ["10", "11", "12"]]]


def test_colour_behind_the_words_of_a_cell_draws_no_cell() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", SIZE)
        for column in range(3):
            left = 50 + 60 * column
            canvas.setFillGray(0.8)
            canvas.rect(left + 2, 682, 20, 16, stroke=0, fill=1)
            canvas.setFillGray(0)
            box(canvas, left, 700, left + 60, 680)
            canvas.drawString(left + 4, 688, f"{column}")

    assert rows(read(drawn(draw))) == [[["0", "1", "2"]]]


def test_a_table_without_lines_at_its_sides() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", SIZE)
        for down in (700, 680, 660):
            canvas.line(50, down, 230, down)
        for left in (110, 170):
            canvas.line(left, 700, left, 660)
        for row in range(2):
            for column in range(3):
                canvas.drawString(55 + 60 * column, 688 - 20 * row, f"{row}{column}")

    assert rows(read(drawn(draw))) == [[["00", "01", "02"], ["10", "11", "12"]]]


def test_a_table_without_any_line_is_no_grid() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", SIZE)
        for row, words in enumerate((("信息内容", "本年", "上年"), ("行政许可", "16", "9"), ("行政处罚", "3", "4"))):
            for column, each in enumerate(words):
                canvas.drawString(55 + 60 * column, 700 - 14 * row, each)

    (table,) = read(drawn(draw)).tables()
    assert not table.grid
    assert [[cell.value for cell in row.cells] for row in table.rows][1:] == [
        ["行政许可", "16", "9"],
        ["行政处罚", "3", "4"],
    ]


def test_a_table_that_only_arranges_is_none() -> None:
    def draw(canvas: Any) -> None:
        box(canvas, 40, 760, 400, 600)
        box(canvas, 400, 760, 560, 600)
        canvas.setFont("STSong-Light", SIZE)
        canvas.drawString(55, 740, "一、总体情况")
        for column in range(3):
            box(canvas, 60 + 60 * column, 700, 120 + 60 * column, 680)
            canvas.drawString(65 + 60 * column, 688, f"{column}")

    document = read(drawn(draw))
    assert document.text == "一、总体情况\n0\t1\t2\n"


def test_a_page_that_lies_on_its_side() -> None:
    def draw(canvas: Any) -> None:
        canvas.setPageRotation(90)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.setFont("STSong-Light", SIZE)
        canvas.drawString(50, 500, "总体情况")
        for column in range(3):
            box(canvas, 60 + 60 * column, 400, 120 + 60 * column, 380)
            canvas.drawString(65 + 60 * column, 388, f"{column}")

    assert read(drawn(draw)).text == "总体情况\n0\t1\t2\n"


def test_a_table_in_a_form() -> None:
    def draw(canvas: Any) -> None:
        canvas.beginForm("table")
        canvas.setFont("STSong-Light", SIZE)
        for column in range(3):
            box(canvas, 60 * column, 40, 60 + 60 * column, 20)
            canvas.drawString(5 + 60 * column, 28, f"{column}")
        canvas.endForm()
        canvas.translate(80, 300)
        canvas.doForm("table")

    assert rows(read(drawn(draw))) == [[["0", "1", "2"]]]
