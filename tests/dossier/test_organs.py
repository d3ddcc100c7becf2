"""A table of organs as spreadsheets write it, and what is said of a wrong one."""

from __future__ import annotations

import pytest

from disclint import OrganEntry
from disclint.dossier.organs import parse_organs
from disclint.errors import PackErrors

CHINESE = "机关,上级,别名,层级\n青屏县人民政府,,青屏县；青屏县政府,县级\n青屏县财政局,青屏县政府,,部门\n"
ENGLISH = "organ,aliases,level,parent\n青屏县人民政府,青屏县; 青屏县政府,county,\n青屏县财政局,,department,青屏县政府\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_reads_what_spreadsheets_write(encoding: str, end: str) -> None:
    wanted = (
        OrganEntry("青屏县人民政府", "", ("青屏县", "青屏县政府"), "county"),
        OrganEntry("青屏县财政局", "青屏县政府", (), "department"),
    )
    for text in (CHINESE, ENGLISH):
        assert parse_organs(text.replace("\n", end).encode(encoding), "organs.csv") == wanted


def test_fields_may_stand_in_quotes_and_lines_be_blank() -> None:
    text = '机关,上级\n"青屏县人民政府",\n,\n\n"青屏县财政局","青屏县人民政府"\n'
    assert [each.name for each in parse_organs(text.encode(), "o.csv")] == ["青屏县人民政府", "青屏县财政局"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", ["1:1 机关表是空的"]),
        ("青屏县\n", ["1:1 表头没有“青屏县”这一列", "1:1 表头缺少“机关”列"]),
        ("机关,上级,等级\n", ["1:7 表头没有“等级”这一列"]),
        ("机关,单位\n", ["1:4 “单位”列重复"]),
        ("机关,上级\n青屏县财政局,青屏县\n", ["2:8 上级“青屏县”在表中没有自己的一行"]),
        ("机关,上级\n青屏县财政局,青屏县财政局\n", ["2:8 “青屏县财政局”成了自己的上级"]),
        ("机关,上级\n甲县,乙县\n乙县,丙县\n丙县,乙县\n", ["3:4 “乙县”成了自己的上级"]),
        ("机关\n青屏县\n青屏县人民政府\n", ["3:1 “青屏县人民政府”已见于第2行"]),
        ("机关,别名\n青屏县,\n松岭县,青屏县政府\n", ["3:5 “青屏县政府”已见于第2行"]),
        ("机关,层级\n青屏县,大县\n", ["2:5 没有“大县”这一层级"]),
        ("机关,上级\n,青屏县\n青屏县,\n", ["2:1 此行没有机关名称"]),
        ("机关\n青屏县,松岭县\n", ["2:5 此行多于表头的1列"]),
    ],
)
def test_tells_what_is_wrong_and_where(text: str, places: list[str]) -> None:
    with pytest.raises(PackErrors) as caught:
        parse_organs(text.encode(), "organs.csv")
    assert [f"{error.line}:{error.column} {error.chinese}" for error in caught.value.errors] == places


def test_other_encodings_are_refused() -> None:
    with pytest.raises(PackErrors) as caught:
        parse_organs("机关\n青屏县\n".encode("utf-16"), "organs.csv")
    assert caught.value.errors[0].path == "organs.csv"
