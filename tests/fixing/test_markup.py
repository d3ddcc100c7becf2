"""Fixes in web pages and Markdown change words, and leave every tag, reference and mark as it is."""

from __future__ import annotations

import re

import pytest

from disclint.fixing import Mended, mend
from disclint.loaders.encoding import encode
from tests.fixing.reports import FINAL, examined
from tests.loaders.html.reports import parts_of
from tests.loaders.html.sites import SITES
from tests.loaders.markdown.reports import as_markdown

FAULTS = (
    ("（一）主动公开。全年在", "(一)主动公开。全年在"),
    ("3260条，其中", "3260条,其中"),
    ("均配有解读。", "均配有解读。。"),
    ("\t0\t0\t1\t1\t21\n", "\t00\t0\t1\t1\t21\n"),
)
TAG = re.compile(r"<[^<>]*>|&[#\w]+;|[*#`|\\]")


def planted() -> str:
    text = FINAL
    for right, wrong in FAULTS:
        assert right in text
        text = text.replace(right, wrong)
    return text


def mended(source: str, name: str, *, encoding: str = "utf-8", unsafe: bool = True) -> Mended:
    data = encode(source, encoding)
    file = examined(data, name)
    return mend(file, data, lambda data: examined(data, name), unsafe=unsafe)


@pytest.mark.parametrize("site", [site for site in SITES if site != "references"])
def test_a_page_is_mended_and_its_tags_stay(site: str) -> None:
    source = SITES[site](parts_of(planted()))
    done = mended(source, "report.html")
    assert done.file.fixed == len(FAULTS)
    assert done.file.diagnostics == ()
    after, right = done.after.decode(), SITES[site](parts_of(FINAL))
    assert TAG.findall(after) == TAG.findall(source)
    assert TAG.sub("", after) == TAG.sub("", right)


def test_references_stay_beside_what_is_mended() -> None:
    source = SITES["references"](parts_of(planted()))
    after = mended(source, "report.html").after.decode()
    assert after != source
    assert TAG.findall(after) == TAG.findall(source)


def test_markdown_is_mended_and_its_marks_stay() -> None:
    source = as_markdown(parts_of(planted()))
    done = mended(source, "report.md")
    assert done.file.fixed == len(FAULTS)
    assert done.file.diagnostics == ()
    after = done.after.decode()
    assert TAG.findall(after) == TAG.findall(source)
    assert after == source.replace("(一)", "（一）").replace("条,其中", "条，其中").replace("。。", "。").replace(
        "| 00 |", "| 0 |"
    )


def test_a_page_keeps_its_encoding() -> None:
    source = SITES["portal"](parts_of(planted())).replace("utf-8", "gb2312")
    done = mended(source, "report.html", encoding="gb18030")
    assert done.after == SITES["portal"](parts_of(FINAL)).replace("utf-8", "gb2312").encode("gb18030")


BROKEN = [
    ("<p>（一）主动公开。<b>。</b>全年公开12条。</p>", "a fix across a tag"),
    ("<p>全年公开12条，&#65292;均已解读。</p>", "a fix across a reference"),
    ("<p>全年公开12条。<span>。</span></p>", "a fix across the edge of a run"),
]


@pytest.mark.parametrize(("line", "what"), BROKEN)
def test_what_reaches_over_markup_is_left(line: str, what: str) -> None:
    source = SITES["bare"](parts_of(FINAL)).replace("<p>一、总体情况</p>", f"<p>一、总体情况</p>\n{line}")
    file = examined(source.encode(), "report.html")
    assert "punctuation-repeated" in {finding.rule for finding in file.diagnostics}, what
    after = mended(source, "report.html").after.decode()
    assert line in after
    assert TAG.findall(after) == TAG.findall(source)


def test_mending_twice_is_mending_once() -> None:
    for source, name in (
        (SITES["word"](parts_of(planted())), "report.html"),
        (as_markdown(parts_of(planted()), html_tables=True), "report.md"),
    ):
        once = mended(source, name)
        again = mended(once.after.decode(), name)
        assert again.after == once.after
        assert again.file.fixed == 0


def test_furniture_is_not_mended() -> None:
    source = SITES["portal"](parts_of(planted())).replace("主办单位：青屏县", "主办单位:青屏县,")
    after = mended(source, "report.html").after.decode()
    assert "主办单位:青屏县,人民政府" in after
