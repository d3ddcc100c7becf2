"""Tables are read on the grid that the HTML standard forms."""

from __future__ import annotations

import pytest
import turbohtml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disclint import Document, LineTable
from disclint.loaders.html.blocks import Writer
from disclint.loaders.html.grid import Grid, span_of_attribute
from disclint.loaders.html.tree import page_of
from tests.loaders.html.drawn import draw, read, table


def places(source: str) -> list[list[tuple[str, int, int, int]]]:
    """The cells of the only table: words, column, width, height."""
    (only,) = read(source).tables()
    return [[(cell.value, cell.column, cell.colspan, cell.rowspan) for cell in row.cells] for row in only.rows]


def test_cells_know_their_columns() -> None:
    source = "<table><tr><td rowspan=2 colspan=2>甲<td>乙<td rowspan='3'>丙<tr><td>丁<tr><td>戊<td colspan=2>己</table>"
    assert places(source) == [
        [("甲", 0, 2, 2), ("乙", 2, 1, 1), ("丙", 3, 1, 3)],
        [("丁", 2, 1, 1)],
        [("戊", 0, 1, 1), ("己", 1, 2, 1)],
    ]


def test_a_table_is_a_grid_with_the_places_of_its_cells() -> None:
    source = "<table>\n<tr><td>规章</td><td> 1 </td><td></td><td>&nbsp;</td></tr>\n</table>"
    document = read(source)
    (only,) = document.tables()
    assert (only.grid, only.dialect) == (True, "html")
    (row,) = only.rows
    assert [(cell.value, document.lines.position(cell.span.start)) for cell in row.cells] == [
        ("规章", (2, 9)),
        ("1", (2, 21)),
        ("", (2, 32)),
        ("", (2, 41)),
    ]
    assert only.span == row.span == (row.cells[0].span.start, row.cells[-1].span.end)


def test_a_group_of_rows_ends_the_spans_of_its_cells() -> None:
    source = (
        "<table><thead><tr><td rowspan=9>甲<td>乙<tbody><tr><td rowspan=0>丙<td>丁<tr><td>戊"
        "<tfoot><tr><td>己<td>庚</table>"
    )
    assert [[cell[1] for cell in row] for row in places(source)] == [[0, 1], [0, 1], [1], [0, 1]]


def test_rows_without_cells_of_their_own_count_in_spans() -> None:
    source = "<table><tr><td rowspan=3>甲<td>乙<tr><tr><td>丙<tr><td>丁<td>戊</table>"
    assert [[cell[:2] for cell in row] for row in places(source)] == [
        [("甲", 0), ("乙", 1)],
        [("丙", 1)],
        [("丁", 0), ("戊", 1)],
    ]


@pytest.mark.parametrize(
    ("value", "columns", "rows"),
    [("3", 3, 3), ("", 1, 1), ("x", 1, 1), ("-5", 1, 1), ("0", 1, 0), (" 2px", 2, 2), ("+2", 2, 2),
     ("1000000000", 1000, 65534), ("２", 1, 1), ("2.9", 2, 2)],
)  # fmt: skip
def test_spans_are_read_within_limits(value: str, columns: int, rows: int) -> None:
    assert span_of_attribute(value, rows=False) == columns
    assert span_of_attribute(value, rows=True) == rows


SPANS = st.tuples(st.integers(1, 4), st.integers(0, 4))


@given(st.lists(st.lists(SPANS, max_size=5), max_size=7))
def test_columns_are_those_of_a_grid_that_is_filled_place_by_place(rows: list[list[tuple[int, int]]]) -> None:
    grid = Grid()
    filled: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        grid.begin_row()
        column = 0
        for colspan, rowspan in row:
            while (number, column) in filled:
                column += 1
            assert grid.place(colspan, rowspan) == column
            free = [beside for beside in range(column, column + colspan) if (number, beside) not in filled]
            filled.update((number + below, beside) for below in range(rowspan or len(rows)) for beside in free)
            column += colspan


def test_lines_of_a_cell_are_lines_of_its_text() -> None:
    assert table(
        "<table><tr><td>商业<br>企业<td><p>结果</p><p>维持</p><td><br>1<br><tr><td>a<td><div>2</div><td></table>"
    ) == [
        ["商业\n企业", "结果\n维持", "1"],
        ["a", "2", ""],
    ]


def test_a_table_inside_a_table_of_figures_follows_it() -> None:
    source = "<table><tr><td>规章<td>1<td>2<tr><td>行政许可<td><table><tr><td>3<td>4</table><td>5</table>"
    assert draw(source) == [[["规章", "1", "2"], ["行政许可", "", "5"]], [["3", "4"]]]


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td><p>甲</p><table><tr><td>规章<td>1</table><p>乙</p></table>",
        "<table role=presentation><tr><td>甲<td><table><tr><td>规章<td>1</table>乙</table>",
        "<table><tr><td>甲<tr><td><table><tr><td>规章<td>1</table><tr><td>乙</table>",
        "<table><tbody><tr><td>甲</td><td><table><tbody><tr><td>规章</td><td>1</td></tr></tbody></table></td></tr></tbody></table>乙",
    ],
)
def test_a_table_that_only_arranges_the_page_is_none(source: str) -> None:
    assert draw(source) == ["甲", [["规章", "1"]], "乙"]


def test_cells_of_prose_are_paragraphs() -> None:
    prose = "本年公开政府信息若干。" * 12
    source = f"<p>一、总体情况</p><table><tr><td>甲</td><td><p>{prose}</p><p>乙</p></td></tr></table>"
    assert draw(source) == ["一、总体情况", "甲", prose, "乙"]


def test_a_caption_and_words_between_rows_stand_before_the_table() -> None:
    assert draw("<table><caption>表一</caption>甲<tr>乙<td>1<td>2</tr>丙</table>") == ["甲乙丙", "表一", [["1", "2"]]]


def test_end_tags_may_be_left_out() -> None:
    source = "<TABLE><TBODY><TR><TD><P>规章<TD><FONT>1</FONT><TR><TD>行政许可<TD>2</DIV></TABLE><p>后"
    assert draw(source) == [[["规章", "1"], ["行政许可", "2"]], "后"]


def test_a_table_that_begins_between_rows_ends_the_one_before() -> None:
    assert draw("<table><tr><td>1<td>2<tr><table><tr><td>3<td>4</table>") == [[["1", "2"]], [["3", "4"]]]


TAGS = st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td colspan=2>", "</td>", "<th>",
    "</th>", "<tbody>", "</tbody>", "<thead>", "<tfoot>", "</tfoot>", "<br>", "<b>", "</b>", "<a href=x>", "</a>",
    "<span>", "</span>", "<ul>", "<li>", "</li>", "</ul>", "<h1>", "</h1>", "<h2>", "<caption>", "</caption>",
    "<center>", "</center>", "<font>", "</font>", "<dl>", "<dt>", "<dd>", "</dl>", "<hr>", "<img>",
    "<colgroup>", "<col>", "*", "*", "*", "*",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(TAGS, max_size=16))
@example(["<table>", "<tr>", "<td>", "*", "<td>", "*", "</tbody>", "*", "<tr>", "<td>", "*", "<td>", "*"])
@example(["<table>", "<tr>", "<td>", "*", "</tbody>", "*", "<td>", "*", "</table>", "*"])
@example(["<table>", "<tbody>", "*", "<caption>", "*", "<tr>", "*", "<td>", "*", "<td>", "*"])
@example(["<p>", "*", "<table>", "<tr>", "<td>", "<p>", "*", "<table>", "*"])
def test_cells_and_words_are_those_of_the_standard(tags: list[str]) -> None:
    """For any heap of tags: every word is kept, and in its cell. Only tables that hold tables are left out."""
    words = iter(map(chr, range(0x4E00, 0x4F00)))
    source = "".join(next(words) if tag == "*" else tag for tag in tags)
    body = turbohtml.parse(f"<!doctype html>{source}").find("body")
    assert body is not None
    theirs = body.find_all("table")
    rows = [
        [["".join(cell.text.split()) for cell in row.children if getattr(cell, "tag", "") in ("td", "th")]
         for row in each.find_all("tr")]
        for each in theirs
    ]  # fmt: skip
    writer = Writer(source, source)
    writer.write(page_of(source).root)
    document = Document("report.html", source, source, tuple(writer.blocks), LineTable(source))
    every = "".join("".join(text.value.split()) for text in document.texts())
    assert sorted(every) == sorted("".join(body.text.split()))
    if not any(each.find("table") for each in theirs):
        ours = [
            [[cell.value.replace("\n", "") for cell in row.cells] for row in each.rows] for each in document.tables()
        ]
        assert ours == [[row for row in each if row] for each in rows if any(len(row) > 1 for row in each)]
