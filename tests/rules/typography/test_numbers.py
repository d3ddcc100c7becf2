"""Document numbers, dates, numerals."""

from __future__ import annotations

import pytest

from tests.rules.typography.prose import fixed, judged, said, written


@pytest.mark.parametrize(
    "printed", ["[2020]17号", "(2020)17号", "（2020）17号", "【2020】17号", "〔2020]17号", "〔2020〕第17号"]
)
def test_document_numbers_have_their_form(printed: str) -> None:
    line = f"国水发{printed}要求公开水情。"
    assert said("document-numbers", line) == [f"warning form “{printed}”"]
    assert fixed("document-numbers", line) == "国水发〔2020〕17号要求公开水情。"


def test_zeros_of_a_document_number_go_only_if_asked() -> None:
    line = "国水发(2020)第017号"
    assert fixed("document-numbers", line) == line
    assert fixed("document-numbers", line, unsafe=True) == "国水发〔2020〕17号"


def test_a_short_year_has_no_fix() -> None:
    (one,) = judged("document-numbers", written("国水发〔20〕17号"))
    assert (one.message.code, one.fix) == ("year", None)


@pytest.mark.parametrize(
    "line",
    [
        "国水发〔2020〕17号、国水办函〔2020〕 83 号",
        "国务院令第711号公布",
        "(2020)甘01行终17号判决",
        "公告（2020年第5号）",
        "竹溪路(2020)6号楼",
        "详见附件（12）3号栏",
        "参考资料〔20〕17号",
    ],
)
def test_other_numbers_are_left(line: str) -> None:
    assert said("document-numbers", line) == []


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("2020年01月05日发布", "2020年1月5日发布"),
        ("2020年1月05日发布，12月08日更新", "2020年1月5日发布，12月8日更新"),
        ("自2020.01.01起至2020.12.31止", "自2020年1月1日起至2020年12月31日止"),
        ("2020.1.5日发布", "2020年1月5日发布"),
    ],
)
def test_dates_are_written_out(line: str, right: str) -> None:
    assert [one.split(" “")[0] for one in said("dates", line)] in (["note zeros"], ["note points"])
    assert fixed("dates", line) == line
    assert fixed("dates", line, unsafe=True) == right
    assert said("dates", right) == []


@pytest.mark.parametrize(
    "line", ["2020年10月20日", "版本2020.01.01.3", "2020-01-05", "地址10.2020.1.1", "增长2020.1.5%", "2020.13.01"]
)
def test_what_is_no_wrong_date(line: str) -> None:
    assert said("dates", line) == []


def test_two_zeros_of_chinese_years() -> None:
    line = "二○二○年和二〇一九年"
    assert said("dates", line) == ["note circles “○”"]
    assert fixed("dates", line, unsafe=True) == "二〇二〇年和二〇一九年"
    assert said("dates", "二○二○年和二○一九年") == []
    assert said("dates", "二〇二〇年发布，图中○表示雨情") == []


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("发布信息２４条，占５０．５％。", "发布信息24条，占50.5%。"),
        ("占50％。", "占50%。"),
    ],
)
def test_full_width_digits(line: str, right: str) -> None:
    assert [one.split(" “")[0] for one in said("numerals", line)] == ["note width"]
    assert fixed("numerals", line) == right


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("共收到申请三件，均已答复。", ["note script “三件”"]),
        ("全年办结十二件。", ["note script “十二件”"]),
        ("全年受理一件。", ["note script “一件”"]),
        ("每月发布3-5件。", ["note ranges “3-5”"]),
        ("截至20年底已发布。", ["note years “20年”"]),
    ],
)
def test_counts_ranges_and_years(line: str, expected: list[str]) -> None:
    assert said("numerals", line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "推行一件事一次办，做到一文一审、一件一档。",
        "依据第三条，另有两三件。",
        "两次会议，任选一项。",
        "近20年度累计，前20年底数不清",
        "电话0000-5550123，1-12月，2020-01-05件",
        "在三级目录下设二十个栏目",
    ],
)
def test_what_counts_nothing(line: str) -> None:
    assert said("numerals", line) == []
