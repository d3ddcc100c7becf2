"""A true grid, as HTML and Word have it: the header above a column tells what stands in it."""

from __future__ import annotations

import pytest

from disclint import Block, BoundForm, Cell, Row, Span, Table, normal_form
from disclint.binding.tables import bind_form, regions
from tests.binding.tables import pack_of, row_text

HEADER = [
    [("", 3, 3), ("申请人情况", 7, 1)],
    [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
    [(name, 1, 1) for name in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
]


def table(rows: list[list[tuple[str, int, int]]]) -> Table:
    """A table from cells as (text, colspan, rowspan), laid on a grid as HTML lays them."""
    taken: set[tuple[int, int]] = set()
    result, offset = [], 0
    for number, row in enumerate(rows):
        cells, column = [], 0
        for text, width, height in row:
            while (number, column) in taken:
                column += 1
            taken |= {(number + down, column + right) for down in range(height) for right in range(width)}
            span = Span(offset, offset + len(text))
            cells.append(Cell(text, normal_form(text), span, column, colspan=width, rowspan=height))
            offset += len(text) + 1
            column += width
        result.append(Row(tuple(cells), Span(cells[0].span.start, cells[-1].span.end)))
    return Table(tuple(result), Span(0, offset), grid=True, dialect="html")


def bound(rows: list[list[tuple[str, int, int]]], form: str = "applications", edition: str = "2019") -> BoundForm:
    prescribed = next(each for each in pack_of(edition).forms if each.key == form)
    blocks: tuple[Block, ...] = (table(rows),)
    return bind_form(prescribed, regions(blocks, [(prescribed.section, 0, 1)]))


def figures(text: str) -> list[tuple[str, int, int]]:
    return [("" if word == "." else word, 1, 1) for word in text.split()]


def test_blank_cells_stand_below_their_headers_even_where_no_row_is_complete() -> None:
    form = bound(
        [
            *HEADER,
            [("一、本年新收政府信息公开申请数量", 3, 1), *figures("2 . . . . 1 3")],
            [("三、本年度办理结果", 1, 2), ("（一）予以公开", 2, 1), *figures(". . . 1 . . 1")],
            [("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2, 1), *figures(". . . . . . .")],
        ]
    )
    assert row_text(form, "received") == "2 - - - - 1 3"
    assert row_text(form, "granted") == "- - - 1 - - 1"
    assert row_text(form, "partly_granted") == "- - - - - - -"
    assert form.blanks_are_zero


def test_a_surplus_column_beside_the_form_is_passed_over() -> None:
    form = bound([*HEADER, [("一、本年新收政府信息公开申请数量", 3, 1), *figures("2 0 0 0 0 1 3 8")]])
    assert row_text(form, "received") == "2 0 0 0 0 1 3" or set(row_text(form, "received").split()) == {"?"}


def test_columns_of_a_group_are_those_of_its_own_header() -> None:
    form = bound(
        [
            [("第二十条第（一）项", 4, 1)],
            [("信息内容", 1, 1), ("本年新制作数量", 1, 1), ("本年新公开数量", 1, 1), ("对外公开总数量", 1, 1)],
            [("规范性文件", 1, 1), *figures("4 . 9")],
            [("第二十条第（八）项", 4, 1)],
            [("信息内容", 1, 1), ("上一年项目数量", 2, 1), ("本年增/减", 1, 1)],
            [("行政事业性收费", 1, 1), ("", 2, 1), ("-2", 1, 1)],
        ],
        "active_disclosure",
    )
    assert row_text(form, "normative_documents") == "4 - 9"
    assert row_text(form, "fees") == "- -2"


HEADINGS = "信息内容 本年新制作数量 本年新公开数量 对外公开总数量"


@pytest.mark.parametrize(
    "headers",
    [
        [HEADINGS.replace("本年新公开数量", "备注")],
        [HEADINGS, "信息内容 本年新制作数量 对外公开总数量 备注"],  # one column for two that the headers name
    ],
)
def test_a_header_that_does_not_name_every_column_places_no_figure(headers: list[str]) -> None:
    rows = [figures("规章 1 . 5"), figures("规范性文件 4 . 9")]
    assert row_text(bound([figures(HEADINGS), *rows], "active_disclosure"), "rules") == "1 - 5"
    form = bound([*map(figures, headers), *rows], "active_disclosure")
    assert set(row_text(form, "rules").split()) == {"?"}


def test_a_figure_between_the_columns_that_the_header_names_shows_that_it_is_none() -> None:
    header = [("信息内容", 1, 1), ("本年新制作数量", 2, 1), ("本年新公开数量", 1, 1), ("对外公开总数量", 1, 1)]
    form = bound([header, figures("规章 . 1 . 5"), figures("规范性文件 . 4 . 9")], "active_disclosure")
    assert set(row_text(form, "rules").split()) == {"?"}


def test_the_headers_of_a_grid_say_nothing_of_a_table_without_one() -> None:
    grid = table([figures(HEADINGS), figures("规章 1 . 5")])
    plain = table([figures(HEADINGS), figures("规范性文件 4 9 .")])._replace(grid=False, dialect="")
    prescribed = next(each for each in pack_of("2019").forms if each.key == "active_disclosure")
    form = bind_form(prescribed, regions((grid, plain), [(prescribed.section, 0, 2)]))
    assert row_text(form, "rules") == "1 - 5"
    assert set(row_text(form, "normative_documents").split()) == {"?"}
