"""Forms as they are printed: every label and figure has a place, and no two have the same one."""

from __future__ import annotations

from collections import Counter

import pytest

from disclint import Form
from disclint.engine import Library, Request
from disclint.plugins import find
from disclint.reporters.layout import Band, bands
from tests.reporters.runs import ACROSS, FORM, MONEY


def national() -> list[Form]:
    library = Library(find(), Request())
    return [form for name in ("cn/2019", "cn/2021", "cn/2019/hubei") for form in library.pack(name).forms]


def places(band: Band) -> Counter[tuple[int, int]]:
    return Counter(
        (printed.top + down, printed.left + right)
        for row in (*band.head, *band.body)
        for printed in row
        for down in range(printed.rowspan)
        for right in range(printed.colspan)
    )


@pytest.mark.parametrize("form", [FORM, ACROSS, MONEY, *national()], ids=lambda form: form.key)
def test_the_cells_of_a_form_tile_it(form: Form) -> None:
    figures = []
    for band in bands(form):
        height = len(band.head) + len(band.body)
        assert places(band) == Counter((top, left) for top in range(height) for left in range(band.width))
        figures += [printed.key for row in band.body for printed in row if printed.part == "figure"]
    assert figures == [(row.key, column) for row in form.rows for column in row.columns]


@pytest.mark.parametrize("form", [FORM, ACROSS, MONEY, *national()], ids=lambda form: form.key)
def test_every_label_is_printed(form: Form) -> None:
    drawn = bands(form)
    cells = [printed for band in drawn for row in (*band.head, *band.body) for printed in row]
    rows = [printed.key[0] for printed in cells if printed.part == "row"]
    assert rows == [row.key for row in form.rows]
    used = {column for row in form.rows for column in row.columns}
    assert {printed.key[0] for printed in cells if printed.part == "column"} == used
    groups = {printed.key[0] for printed in cells if printed.part in ("group", "column_group")}
    captions = {band.caption.key for band in drawn if band.caption is not None}
    assert groups | captions == {group.key for group in (*form.groups, *form.column_groups)}


def test_the_table_of_applications_stands_as_it_is_published() -> None:
    (form,) = (form for form in national()[-3:] if form.key == "applications")
    (band,) = bands(form)
    assert (band.labels, band.width, len(band.head)) == (3, 10, 3)
    spans = {printed.label: (printed.rowspan, printed.colspan) for row in band.head for printed in row}
    assert spans["申请人情况"] == (1, 7)
    assert spans["自然人"] == spans["总计"] == (2, 1)
    assert spans["法人或其他组织"] == (1, 5)
    labels = {printed.label: printed for row in band.body for printed in row}
    assert labels["一、本年新收政府信息公开申请数量"].colspan == 3
    assert labels["（三）不予公开"].rowspan == 8
    assert labels["（七）总计"].colspan == 2
    assert labels["1.属于国家秘密"].left == 2
