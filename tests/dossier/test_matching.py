"""Which names are one organ's, and what is listed where that cannot be told."""

from __future__ import annotations

import pytest

from disclint import OrganEntry, Series
from disclint.dossier.matching import match
from disclint.model.dossier import Matching
from tests.dossier.reports import abstract


def matched(*reports: str, organs: tuple[OrganEntry, ...] = ()) -> tuple[tuple[Series, ...], Matching]:
    """``path organ year`` matched."""
    read = []
    for line in reports:
        path, organ, year = line.split(" ")
        read.append(abstract(path, organ.strip("-"), None if year == "-" else int(year)))
    return match(read, organs)


def together(one: str, other: str, *more: str) -> bool:
    """Whether last year's report of one name stands beside this year's of another."""
    series, _ = matched(f"a.txt {one} 2022", f"b.txt {other} 2023", *more)
    return any({report.path for report in each.reports.values()} == {"a.txt", "b.txt"} for each in series)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青屏县人民政府", "青屏县"),
        ("青屏县人民政府", "青屏县政府"),
        ("青屏縣人民政府", "青屏县"),
        ("青屏县　人民政府", "青屏县人民政府"),
        ("青屏县人民政府办公室", "青屏县政府办公室"),
        ("青屏县人民政府办公室", "青屏县政府办"),
        ("江源省青屏市青屏县财政局", "青屏市青屏县财政局"),
        ("青屏市青屏县财政局", "青屏县财政局"),
        ("青屏县财政局", "财政局"),
        ("青屏县卫生健康委员会", "青屏县卫生健康委"),
        ("青屏县竹溪镇人民政府", "竹溪镇人民政府"),
        ("青屏县竹溪镇人民政府", "青屏县竹溪镇"),
        ("青屏县松岭街道办事处", "青屏县松岭街道"),
        ("青屏县经济开发区管理委员会", "青屏县经济开发区管委会"),
        ("国家税务总局青屏县税务局", "国家税务总局青屏县税务局"),
        ("财政局", "财政局"),
    ],
)
def test_names_of_one_organ(one: str, other: str) -> None:
    assert together(one, other)
    assert together(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青屏县人民政府", "青屏县人民政府办公室"),
        ("青屏县人民政府", "青屏县财政局"),
        ("青屏县财政局", "青屏县审计局"),
        ("青屏县财政局", "松岭县财政局"),
        ("青屏县财政局", "青屏县财政局办公室"),
        ("青屏县住房和城乡建设局", "建设局"),
        ("青屏县住房和城乡建设局", "青屏县建设局"),
        ("青屏县文化和旅游局", "青屏县旅游局"),
        ("青屏县竹溪镇人民政府", "青屏县竹溪乡人民政府"),
        ("青屏市人民政府", "青屏县人民政府"),
        ("青屏市青屏县财政局", "青屏市财政局"),
        ("江源省财政厅", "青屏市财政局"),
        ("青屏县市场监督管理局", "青屏县"),
        ("青屏县经济开发区管理委员会", "青屏县"),
        ("国家税务总局青屏县税务局", "青屏县税务局"),
    ],
)
def test_names_of_two_organs(one: str, other: str) -> None:
    assert not together(one, other)
    assert not together(other, one)


def test_a_short_name_that_two_organs_share_is_neither() -> None:
    both = ("c.txt 甲州市新城区教育局 2023", "d.txt 乙州市新城区教育局 2023")
    assert together("甲州市新城区教育局", "甲州市新城区教育局", "d.txt 乙州市新城区教育局 2023")
    series, matching = matched("a.txt 新城区教育局 2022", *both)
    assert [sorted(each.reports) for each in series] == [[2023], [2023]]
    assert ("a.txt", "ambiguous") in [(each.path, each.reason.code) for each in matching.unmatched]


def test_a_name_without_a_place_is_of_the_place_around_it() -> None:
    reports = [
        "甲县/2022/1.txt 财政局 2022",
        "甲县/2023/1.txt 甲水县财政局 2023",
        "乙县/2022/1.txt 财政局 2022",
        "乙县/2023/1.txt 乙水县财政局 2023",
    ]
    series, _ = matched(*reports)
    paths = [sorted(report.path for report in each.reports.values()) for each in series]
    assert paths == [["甲县/2022/1.txt", "甲县/2023/1.txt"], ["乙县/2022/1.txt", "乙县/2023/1.txt"]]


def test_a_name_without_a_place_among_several_places_is_listed() -> None:
    _, matching = matched("a.txt 财政局 2022", "b.txt 甲水县财政局 2023", "c.txt 乙水县财政局 2023")
    assert ("a.txt", "bare") in [(each.path, each.reason.code) for each in matching.unmatched]


def test_what_cannot_be_matched_is_listed_in_the_order_of_the_run() -> None:
    _, matching = matched(
        "a.txt - 2022",
        "b.txt 青屏县财政局 2022",
        "c.txt 青屏县财政局 2022",
        "d.txt 青屏县财政局 2023",
        "e.txt 青屏县 2023",
    )
    assert [(each.path, each.reason.code) for each in matching.unmatched] == [
        ("a.txt", "no-organ"), ("b.txt", "doubled"), ("c.txt", "doubled"), ("d.txt", "no-last-year"),
        ("e.txt", "no-last-year"),
    ]  # fmt: skip


def test_of_one_year_nothing_is_listed_but_what_is_there_twice() -> None:
    _, matching = matched("a.txt - 2023", "b.txt 青屏县财政局 2023", "c.txt 青屏县 2023")
    assert matching == Matching()
    _, matching = matched("a.txt 青屏县 2023", "b.txt 青屏县人民政府 2023")
    assert [each.reason.code for each in matching.unmatched] == ["doubled", "doubled"]


TABLE = (
    OrganEntry("青屏县人民政府"),
    OrganEntry("财政局", "青屏县", ("青屏县财政与国有资产管理局",)),
    OrganEntry("竹溪镇", "青屏县人民政府"),
)


def test_a_table_settles_names_and_tells_who_is_missing() -> None:
    series, matching = matched(
        "a.txt 青屏县财政与国有资产管理局 2022",
        "b.txt 青屏县财政局 2023",
        "c.txt 青屏县政府 2023",
        "d.txt 松岭县财政局 2023",
        organs=TABLE,
    )
    assert [each.organ for each in series] == ["青屏县人民政府", "财政局", "竹溪镇"]
    assert [report.path for report in series[1].reports.values()] == ["a.txt", "b.txt"]
    assert series[0].children == (1, 2)
    assert [(each.path, each.reason.code) for each in matching.unmatched] == [("d.txt", "not-listed")]
    assert [tuple(each) for each in matching.missing] == [
        ("青屏县人民政府", 2022), ("竹溪镇", 2022), ("竹溪镇", 2023),
    ]  # fmt: skip
