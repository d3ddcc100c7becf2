"""Parts of the text against their totals."""

from __future__ import annotations

import pytest

from tests.rules.narrative.reports import findings, report, said


@pytest.mark.parametrize(
    "sentence",
    [
        "公开信息38条，其中指南1条，动态37条。",
        "公开信息1,250条，包括政策200条、动态1,050条（本局800条、转载250条）。",
        "公开信息50条（政策30条、动态20条），分为两类。",
        "公开信息50条。其中：政策30条；动态20条。",
        "发布解读120篇，其中网站10条，新媒体110条。",
        "发布解读120篇，其中网站10条，新媒体100条。",
        "保留账号37个，其中微信22个、微博15个；注销3个，退出17个。",
        "收到来信40封，其中网上来信28封、书面来信12封，回复40封。",
        "收到来信40封，其中网上来信28封，回复40封，回复率100%。",
        "收到来信40封，其中个人33封、单位7封，网上30封，信函10封。",
        "收到申请58件，上年结转4件，其中自然人50件、法人12件。",
        "收到政府信息公开申请40件，其中予以公开22件、部分公开6件、不予公开5件、无法提供4件、不予处理2件，结转1件。",
    ],
)
def test_what_adds_up(sentence: str) -> None:
    assert said("narrative-parts", report(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "公开信息2300余条，其中政策1400余条、动态1300条。",
        "公开信息约50条，其中政策30条、动态30条。",
        "公开信息50条，其中政策30余条、动态10条。",
        "公开信息50条，主要包括政策20条、动态28条。",
        "公开信息50条，包括政策20条、动态20条等。",
        "公开信息50条，其中政策18条。",
        "收到来信40封，其中重复2封，匿名1封。",
        "召开发布会3次，其中参加人员120人次。",
        "举办培训2期，其中培训人员150人；开设专栏3个，其中发布信息120条。",
        "涉及部门19个，其中公开事项582个。",
        "编写解读文件9件。其中本年新写7件，首次公开9件（上年留下2件），累计12件。",
        "网站收到留言17件，热线收到留言9条，均已办结，办结率100%。",
        "设置一级目录7个，二级目录31个，四级目录112个，栏目内容包括教育、医疗等26个领域。",
        "《公开信息50条，其中政策30条、动态30条》一文有误。",
        "收到申请58件，上年结转4件，其中自然人40件、法人12件。",
        "梳理28个部门的清单4308项（不包括涉密事项）；梳理责任18515项，情形29814项。",
    ],
)
def test_what_cannot_be_added(sentence: str) -> None:
    assert said("narrative-parts", report(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("公开信息50条，包括政策20条、动态28条。", ["warning unequal “50”"]),
        ("公开信息50条，分别为政策20条、动态38条。", ["warning unequal “50”"]),
        ("公开信息50条（政策20条、动态28条）。", ["warning unequal “50”"]),
        ("公开信息50条，其中政策20条、其他28条。", ["warning unequal “50”"]),
        ("公开信息50条，其中政策30条、动态28条。", ["error more “50”"]),
        ("公开信息50条，其中政策30条，动态28条。", ["error more “50”"]),
        ("公开信息50条，其中政策58条。", ["error more “50”"]),
        ("新公开文件13件（含上年结转14件）。", ["error more “13”"]),
        ("公开信息917条，主要有六类。其中：概况5条，动态367条，目录302条，解读5条，留言2条。", ["note less “917”"]),
        ("公开信息50条，其中政策30条、动态28条等。", ["warning more “50”"]),
        ("公开解读20篇，其中图解15条、问答12条。", ["warning more “20”"]),
        ("公开信息50条，其中政策30余条、动态28条。", ["warning more “50”"]),
        ("公开信息50条，其中政策30条（图解10条、问答21条）、动态20条。", ["warning unequal “30”"]),
        ("收到申请38件，其中自然人32件、法人或其他组织7件。", ["error more “38”"]),
        ("收到申请38件，其中自然人30件、法人或其他组织7件。", ["error unequal “38”"]),
        (
            "办结申请39件，其中予以公开22件、部分公开6件、不予公开5件、无法提供4件、不予处理1件。",
            ["error unequal “39”"],
        ),
        (
            "收到申请40件，其中予以公开22件、部分公开6件、不予公开5件、无法提供4件、不予处理2件，结转2件。",
            ["error more “40”"],
        ),
    ],
)
def test_what_does_not_add_up(sentence: str, expected: list[str]) -> None:
    assert said("narrative-parts", report(sentence)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将从三方面改进：一是核对，二是更新，三是培训。", []),
        ("将从三个方面改进：一是核对，二是更新。", ["warning aspects “从三个方面”"]),
        ("将从两方面改进：\n(1)核对目录。\n(2)更新链接。", []),
        ("将从三方面改进：\n(1)核对目录。\n(2)更新链接。", ["warning aspects “从三方面”"]),
        ("将从两方面改进：\n(1)核对目录。\n(3)更新链接。", []),
        ("将从十方面改进：" + "".join(f"{numeral}是核对，" for numeral in "一二三四五六七八九十"), []),
        (
            "将从九方面改进：" + "".join(f"{numeral}是核对，" for numeral in "一二三四五六七八九十"),
            ["warning aspects “从九方面”"],
        ),
        ("将从多方面改进：一是核对，二是更新。", []),
        ("将从三方面改进。", []),
        ("网站涵盖概况、动态、公开、互动四大板块。", []),
        ("网站涵盖概况、动态、公开和互动四大板块。", []),
        ("网站涵盖概况、动态、公开等四大板块。", []),
        ("网站涵盖概况、动态、公开四大板块。", ["note aspects “四大板块”"]),
    ],
)
def test_aspects(text: str, expected: list[str]) -> None:
    assert said("narrative-parts", report(text)) == expected


def test_a_finding_shows_the_sum_and_points_at_the_parts() -> None:
    text = report("公开信息50条，其中政策30条、动态28条。")
    (found,) = findings("narrative-parts", text)
    assert found.message.chinese == "各部分之和 30+28 为 58，大于总数 50"
    assert [text[slice(*related.span)] for related in found.related] == ["30", "28"]
