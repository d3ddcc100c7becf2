"""What is kept of a report is what the report says: every cell, every place, through packing and back."""

from __future__ import annotations

import marshal
from functools import cache

import pytest

from disclint import Abstract, BoundForm, Checked, Filing
from disclint.dossier.abstracts import abstract, sentences
from disclint.engine import Library, Request, read, understand
from disclint.plugins import find
from tests.damage.generator import make
from tests.fixing.reports import FINAL


@cache
def library() -> Library:
    return Library(find(), Request())


def understood(data: bytes) -> Checked:
    return understand(read("report.txt", data, library()), library())


def kept(file: Checked) -> Abstract:
    assert file.filing is not None
    assert file.pack is not None
    return Abstract.unpacked(marshal.loads(marshal.dumps(abstract(file.filing, file.pack, file.path).packed())))


@pytest.mark.parametrize("seed", range(24))
def test_every_cell_is_kept_with_its_place(seed: int) -> None:
    file = understood(make(seed).data)
    assert file.filing is not None
    found = kept(file)
    assert [key for key, _ in found.forms] == [form.key for form in file.filing.forms if form.found and form.reliable]
    for form in file.filing.forms:
        if form.found and form.reliable:
            compare(file.filing, form, found)


def compare(filing: Filing, bound: BoundForm, found: Abstract) -> None:
    form = found.form(bound.key)
    assert form is not None
    assert form.keys() == list(bound.cells)
    assert [cell.value for cell in form.cells()] == form.figures()
    for (row, column), cell in bound.cells.items():
        mine = form.cell(row, column)
        assert mine is not None
        assert (mine.key, mine.state, mine.unit or None) == (cell.key, cell.state, cell.unit or None)
        assert mine.value == form.figure(row, column)
        if cell.state == "filled":
            assert mine.value == cell.value
        elif not (cell.state == "blank" and bound.blanks_are_zero):
            assert mine.value is None
        if cell.span is None:
            assert mine.place is None
        else:
            assert mine.place is not None
            assert mine.place.span == cell.span
            positions = [filing.document.lines.position(at) for at in cell.span]
            assert [mine.place.start, mine.place.end] == positions


def test_a_form_has_no_cell_that_the_law_does_not_know() -> None:
    form = kept(understood(FINAL.encode())).form("applications")
    assert form is not None
    assert form.cell("received", "issued") is None
    assert form.cell("nothing", "total") is None
    assert form.figure("nothing", "total") is None


def test_facts_and_headings_are_kept() -> None:
    file = understood(FINAL.encode())
    found = kept(file)
    assert file.filing is not None
    assert file.filing.organ is not None
    assert (found.organ, found.year, found.edition) == (file.filing.organ.name, file.filing.year, "form_2021")
    assert [section.key for section in found.sections] == [section.key for section in file.filing.sections]
    for mine, section in zip(found.sections, file.filing.sections, strict=True):
        assert mine.place.span == section.heading.span
    overview = found.section("overview")
    assert overview is not None
    assert len(overview.hashes()) > 3


def test_sentences_are_alike_but_for_digits_white_space_and_the_name() -> None:
    one = sentences("青屏县财政局全年公开信息1,204条。 另有 公开栏目 3.5 个更新!无。", "青屏县财政局")
    assert one == sentences("松岭县审计局全年公开信息7条。另有公开栏目12个更新。", "松岭县审计局")
    assert one == ["@全年公开信息#条", "另有公开栏目#个更新"]
