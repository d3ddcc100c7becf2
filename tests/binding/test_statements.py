"""What is read from a passage: quantities, years, lists and changes, each where it stands."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import PartList, Quantity, Statements, normal_form
from disclint.binding.statements import read_statements
from disclint.model.document import Piece, Text
from disclint.model.passage import Passage
from disclint.model.span import Span


def passage(value: str) -> Passage:
    return Passage(Text(value, normal_form(value), Span(0, len(value))), "overview", (0,), heading=False)


def read(value: str) -> Statements:
    return read_statements((passage(value),))


def shown(quantity: Quantity) -> str:
    mark = {"exact": "", "more": "+", "about": "~"}[quantity.exactness]
    return f"{quantity.value}{quantity.unit}{mark}"


def quantities(value: str) -> list[str]:
    statements = read(value)
    return [shown(each) for each in sorted((*statements.quantities, *statements.rates), key=lambda each: each.start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请40件。", ["40件"]),
        ("收到申请 40 件", ["40件"]),
        ("依据《信息公开条例》收到申请40件", ["40件"]),
        ("《甲《乙》的3条解读》发布后收到申请40件", ["40件"]),
        ("名为“公开”的栏目发布40条", ["40条"]),
        ("收到申请４０件", ["40件"]),
        ("發布信息40條", ["40条"]),
        ("发布信息1,250条", ["1250条"]),
        ("发布信息1，250条", ["1250条~"]),
        ("采购901.25万元、收费3元", ["901.25万元", "3元"]),
        ("办结率98.5％", ["98.5%"]),
        ("发布信息2300余条、1300多条", ["2300条+", "1300条+"]),
        ("发布信息约50条，近60条", ["50条~", "60条~"]),
        ("发布信息50条以上、60条左右", ["50条+", "60条~"]),
        ("超过50条", ["50条+"]),
        ("来信3万封", ["30000封~"]),
        ("来信3万余封", ["30000封+"]),
        ("来信1.5万封", ["15000.0封~"]),
        ("来信3百封、2千余封，点击1亿次", ["300封~", "2000封+", "100000000次~"]),
        ("3-5件", ["5件~"]),
        ("30至40件", ["40件~"]),
        ("两个平台各10条", ["10条~"]),
        ("参加120人次、40人", ["120人次", "40人"]),
        ("办件(次)3件(次)", ["3件"]),
        ("分别为3、4和5件", ["3件", "4件", "5件"]),
    ],
)
def test_quantities(text: str, expected: list[str]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "《2020年收到申请40件的说明》",
        "“一次收到40件”的传言",
        '"收到40件"',
        "国办公开办函〔2019〕60号",
        "国务院令第711号",
        "依据第36条、第38条和第3、4项",
        "自收到之日起20个工作日内，24小时开通，历时3个月",
        "2020年12月31日，10:30，5月",
        "电话0000-5550123，邮编000000",
        "1+X、IPv6、A4、两微一端",
        "青莲路9号，3楼",
        "比上年提高3个百分点",
        "按100元/件收取",
        "第3条",
        "5条例",
        "另5条例",
        "访问3个人网站",
        "12345678901234件",
        "2.1件",
    ],
)
def test_what_is_never_linked(text: str) -> None:
    assert quantities(text) == []


def test_what_stands_before_and_after() -> None:
    statements = read("2020年，本局（含下属单位）共收到申请40件，其中，予以公开22件、部分公开6件；收件3件申请书。")
    assert [each.before for each in statements.quantities] == [
        "本局(含下属单位)共收到申请",
        "其中予以公开",
        "部分公开",
        "收件",
    ]
    assert [each.after for each in statements.quantities] == ["", "", "", "申请书"]


def test_words_in_brackets_belong_to_the_numbers_in_them() -> None:
    found = read("收到申请（网上提交3件、当面提交2件）共5件，即（甲）5件(次)书").quantities
    assert [each.before for each in found] == ["网上提交", "当面提交", "共", "即(甲)"]
    assert [each.bracket for each in found] == [4, 4, -1, -1]
    assert found[-1].after == "书"


def test_only_what_is_near_a_number_is_taken_for_its_words() -> None:
    (quantity,) = read(f"{'甲' * 200}5件{'乙' * 200}").quantities
    assert (quantity.before, quantity.after) == ("甲" * 120, "乙" * 60)


def test_a_colon_right_before_the_number_does_not_hide_its_words() -> None:
    (quantity,) = read("政府信息公开申请数量：40件").quantities
    assert quantity.before == "政府信息公开申请数量:"
    assert [each.before for each in read("办理情况：予以公开3件，申请数量：  4件").quantities] == [
        "予以公开",
        "申请数量:",
    ]
    (quantity,) = read("申请数量：        40件").quantities
    assert quantity.before == ""  # of another column


def test_years() -> None:
    assert [year.value for year in read("2020年，同比2019 年；二○一八年；3年；15年；20201年").years] == [2020, 2019]


def lists(text: str) -> list[str]:
    return [told(each) for each in read(text).lists]


def told(found: PartList) -> str:
    parts = "+".join(str(part.quantity.value) for part in found.parts)
    marks = ("" if found.complete else " …") + (" 等" if found.partial else "")
    return f"{found.total.value}={parts} {found.kind}{marks}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共38条，其中指南1条，动态37条。", ["38=1+37 open"]),
        ("共38条。其中：指南1条；动态37条。", ["38=1+37 open"]),
        ("共38条，包括指南1条、动态37条。", ["38=1+37 closed"]),
        ("共38条信息，分为指南1条和动态37条。", ["38=1+37 closed"]),
        ("共38条（指南1条、动态37条）。", ["38=1+37 closed"]),
        ("共38条，其中指南1条、其他37条。", ["38=1+37 closed"]),
        ("共38条，主要包括指南1条、动态7条。", ["38=1+7 closed 等"]),
        ("共38条，其中指南1条、动态7条等。", ["38=1+7 open 等"]),
        ("共38条，其中甲20条（子3条、丑17条）、乙18条。", ["38=20+18 open", "20=3+17 closed"]),
        ("共37个，其中微信22个、微博15个；注销3个，退出17个。", ["37=22+15 open"]),
        ("收到40件，其中网上30件、书面10件，办结40件。", ["40=30+10 open …"]),
        ("共40件，其中甲33件、乙7件，其中丙5件、丁2件。", ["40=33+7 open …", "7=5+2 open"]),
        ("新公开13件（含结转2件）", ["13=2 open"]),
        ("共50条，其中甲30条，占60%，乙20条。", ["50=30+20 open"]),
        ("共120篇，其中网站10条，新媒体110条。", ["120=10+110 open"]),
        ("收到40件，其中予以公开22件、不予公开17件，结转下年1件。", ["40=22+17+1 open"]),
        ("共三类12件，分别为3、4和5件。", ["12=3+4+5 closed"]),
        ("发布信息38条、召开会议2次，其中政策1条、动态37条。", ["38=1+37 open"]),
        ("收到3件，其中自行撤回1件，予以公开1件，结转下年1件。", ["3=1+1+1 open"]),
        (f"{'甲' * 300}（共38条，包括指南1条、动态37条）", ["38=1+37 closed"]),
        (f"共38条，{'甲' * 380}，其中指南1条、动态37条。", ["38=1+37 open"]),
        (f"共38条，{'甲' * 420}，其中指南1条、动态37条。", []),
        ("开会3次，其中120人次参加。", []),
        ("设置目录112个，栏目内容包括教育、医疗等26个领域。", []),
        ("其中政策30条、动态20条。", []),
        ("收到留言17件，另一平台收到留言9件。", []),
        ("办结率100%（其中按时90%）。", []),
        ("共38条，其中指南1条，动态37条。答复9条。", ["38=1+37 open"]),
        ("共38条，其中指南1条动态37条。", ["38=1 open …"]),
        ("共38条，其中主动公开（含转载5条）30条、依申请公开8条。", []),
        ("收到38件（其中涉及5人）。", []),
        ("共38条，其中。指南1条，动态37条。", []),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    assert lists(text) == expected


def test_a_unit_said_once_is_that_of_numbers_in_a_row_only() -> None:
    assert [told_of(each) for each in read("甲、乙两科分别收到3、4件。").quantities] == ["3件", "4件"]
    assert [told_of(each) for each in read("甲、乙两科分别收到3，转送4件。").quantities] == ["4件"]
    assert [told_of(each) for each in read("甲科收到3、4件。").quantities] == ["4件"]


def told_of(quantity: Quantity) -> str:
    return f"{quantity.value}{quantity.unit}"


def test_a_list_with_two_possible_totals_names_both() -> None:
    (found,) = read("收到58件，上年结转4件，其中自然人50件、法人12件。").lists
    assert found.total.value == 4
    assert [rival.value for rival in found.rivals] == [58]


def test_before_a_semicolon_stands_no_total() -> None:
    (found,) = read("收到58件；上年结转4件，其中自然人3件、法人1件。").lists
    assert (found.total.value, found.rivals) == (4, ())
    assert lists("收到58件；其中自然人3件、法人1件。") == []


def test_changes() -> None:
    (change,) = read("从2019年的40件增至2020年的50件，增长25%。").changes
    assert (change.first.value, change.last.value, change.up) == (40, 50, True)
    assert change.rate is not None
    assert change.rate.value == 25
    (change,) = read("账号由37个减至29个。").changes
    assert (change.up, change.rate) == (False, None)
    assert [each.rate for each in read("占5%，从40件增至50件").changes] == [None]
    assert [each.rate for each in read("从40件增至50件，增长25。").changes] == [None]
    assert read("设置40件，增至50件").changes == ()
    assert read("从40件到50件不等").changes == ()


def test_the_span_of_a_quantity_in_a_passage_that_was_joined() -> None:
    document = "发布信息\n页眉\n１2条。"
    value = "发布信息１2条。"
    text = Text(value, normal_form(value), Span(0, 12), (Piece(0, Span(0, 4)), Piece(4, Span(8, 12))))
    (quantity,) = read_statements((Passage(text, "overview", (0, 2), heading=False),)).quantities
    assert document[slice(*quantity.span)] == "１2"
    assert quantity.value == 12


_PIECES = st.sampled_from(
    [
        *"0123456789，。；：、（）()《》“”\"-至第.%％余约等和占从從X \n\0", *"件条條篇个元万年月日号",
        "12", "2020", "40", "1,250", "３", "　", "\u2002", "人次", "万元", "以上", "其中", "包括", "分别为", "主要",
        "收到", "办结", "申请", "增至", "增长", "其他", "𠮷",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_laws(value: str) -> None:
    statements = read(value)
    normal = normal_form(value)
    everything = sorted((*statements.quantities, *statements.rates), key=lambda each: each.start)
    end = 0
    for quantity in everything:
        assert end <= quantity.start < quantity.end <= len(value)
        end = quantity.end
        digits = normal[slice(*quantity.span)]
        assert quantity.span.start == quantity.start
        assert re.fullmatch(r"[0-9][0-9,]*(\.[0-9]+)?", digits)
        assert quantity.unit
        number = Decimal(digits.replace(",", ""))
        assert quantity.value in {number * times for times in (1, 100, 1000, 10_000, 100_000_000)}
        assert quantity.sentence[0] <= quantity.start < quantity.sentence[1]
        opened = normal.rfind("《", 0, quantity.start)
        assert opened <= max(normal.rfind(mark, 0, quantity.start) for mark in "》。!?") or opened < 0
    for year in statements.years:
        assert normal[slice(*year.span)] == str(year.value)
    for found in statements.lists:
        starts = [part.quantity.start for part in found.parts]
        assert starts == sorted(set(starts))
        assert found.total.start < starts[0]
        assert found.total.start not in starts


@given(st.lists(_PIECES, max_size=40).map("".join), st.lists(_PIECES, max_size=40).map("".join))
def test_a_passage_is_read_alike_wherever_it_stands(first: str, second: str) -> None:
    together = read_statements((passage(first), passage(second)))
    alone = read(second)
    assert [each._replace(passage=0) for each in together.quantities if each.passage == 1] == list(alone.quantities)
    assert len(together.lists) == len(read(first).lists) + len(alone.lists)
