"""Numbers of the text against the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint import PackError
from disclint.binding.bind import bind
from disclint.bundled import disclint_rules
from disclint.errors import PackErrors
from disclint.packs.load import load_pack
from tests.rules.narrative.reports import APPLICATIONS, findings, report, said, suits, table
from tests.rules.structure.reports import RULES, read, recognised


@pytest.mark.parametrize(
    "sentence",
    [
        "全年共收到政府信息公开申请40件，其中予以公开22件、部分公开6件、不予公开5件、无法提供4件、不予处理2件，结转1件。",
        "上年结转政府信息公开申请2件，本年收到38件，办结39件，结转下年1件。",
        "全年新收政府信息公开申请38件，其中自然人33件，法人或其他组织5件。",
        "共收到公民、法人和其他组织提出的政府信息公开申请38件（自然人33件、法人或其他组织5件）。",
        "共受理38件政府信息公开申请，均按期答复。",
        "依申请公开收到38件申请，按时办结39件。",
        "因政府信息公开被申请行政复议2件、被提起行政诉讼1件，未经复议直接起诉1件。",
        "因政府信息公开引起的行政复议、行政诉讼3件。",
        "全年制发行政规范性文件6件，废止2件，现行有效41件。",
        "收取行政事业性收费386.52万元，即3865200元，约合387万元。",
    ],
)
def test_what_agrees(sentence: str) -> None:
    assert said("narrative-counts", report(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年收到政府信息公开申请20件，2023年收到政府信息公开申请38件。",
        "1月至6月，收到政府信息公开申请20件；第三季度收到政府信息公开申请10件。",
        "收到政府信息公开申请38件，较上年的30件增加8件。",
        "收到政府信息公开申请50余件，约60件，30至40件，不少于45件。",
        "《关于2023年收到政府信息公开申请99件的通报》已印发，“收到申请99件”的传言不实。",
        "通过网站收到政府信息公开申请20件，信函收到申请12件，当面收到申请6件。",
        "收到涉及征地的申请12件，补正申请3件，重复申请2件。",
        "全县共收到网民留言547件，办结546件，答复545件。",
        "收到行政许可申请4278件，办结4270件。",
        "办理人大代表建议36件、政协委员提案45件，均已按时答复。",
        "司法局受理行政复议申请120件，审结110件，其中维持60件。",
        "因政府信息公开引发行政复议1件尚未审结，行政复议1件维持。",
        "行政复议、行政诉讼各2件。",
        "清理规范性文件36件，废止8件，继续有效25件；公开行政规范性文件9件；起草规范性文件12件。",
        "自收到申请之日起20个工作日内答复，依据第38条第3项，电话0000-5550123。",
        "联合执法中发生行政复议9件。",
        "发布信息150条，开展培训3期，培训人员120人次。",
    ],
)
def test_what_means_something_else(sentence: str) -> None:
    assert said("narrative-counts", report(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年新收政府信息公开申请42件。", ["error differs “42”"]),
        ("全年共收到政府信息公开申请42件。", ["warning differs “42”"]),
        ("依申请公开收到42件申请。", ["warning differs “42”"]),
        ("收到0件政府信息公开申请。", ["warning differs “0”"]),
        ("办理政府信息公开申请36件。", ["warning differs “36”"]),
        ("收到政府信息公开申请38件，按时办结37件。", ["warning restricted “37”"]),
        ("收到政府信息公开申请38件，按时办结41件。", ["error differs “41”"]),
        ("办结政府信息公开申请41件，结转下年度2件。", ["error differs “41”", "error differs “2”"]),
        ("上年结转政府信息公开申请3件。", ["error differs “3”"]),
        ("依申请公开方面，予以公开23件、不予公开4件。", ["error differs “23”", "error differs “4”"]),
        ("政府信息公开申请中自然人申请30件。", ["warning differs “30”"]),
        ("因政府信息公开被申请行政复议3件，被提起行政诉讼2件。", ["error differs “3”", "error differs “2”"]),
        ("全年制发行政规范性文件7件，废止3件。", ["error differs “7”", "error differs “3”"]),
        ("印发行政规范性文件7件。", ["warning differs “7”"]),
        ("收取行政事业性收费400万元。", ["warning differs “400”"]),
        ("代理机构共收到政府信息公开申请50件。", ["note differs “50”"]),
    ],
)
def test_what_differs(sentence: str, expected: list[str]) -> None:
    assert said("narrative-counts", report(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("本年新制作规范性文件7件，新公开规范性文件9件，规范性文件对外公开总数量12件。", []),
        ("规范性文件新制作8件，新公开9件。", ["error differs “8”"]),
        ("政府集中采购总金额75.8万元，集中采购项目6个。", []),
        ("政府集中采购总金额757700元。", []),
        ("政府集中采购总金额76.1万元。", ["warning differs “76.1”"]),
        ("预算内集中采购76.1万元。", []),
    ],
)
def test_the_table_of_the_older_edition(sentence: str, expected: list[str]) -> None:
    assert said("narrative-counts", report(sentence, year=2020)) == expected


def test_a_finding_names_both_sides_and_points_at_the_cell() -> None:
    text = report("（二）依申请公开。全年新收政府信息公开申请42件。")
    (found,) = findings("narrative-counts", text)
    assert found.message.chinese == "正文称新收政府信息公开申请42件，申请表“一、本年新收政府信息公开申请数量”总计为38件"
    assert found.message.english == (
        "the text says 42 (“新收政府信息公开申请42件”), 申请表 has 38 in “一、本年新收政府信息公开申请数量” “总计”"
    )
    assert [text[slice(*related.span)] for related in found.related] == ["38"]


def test_readings_that_are_the_same_number_are_one() -> None:
    rows = (APPLICATIONS[0], (APPLICATIONS[1][0], (0, 0)), *APPLICATIONS[2:])
    text = report("全年共收到政府信息公开申请42件。", applications=table(rows))
    assert said("narrative-counts", text) == ["error differs “42”"]


def test_a_cell_that_is_not_there_makes_no_reading() -> None:
    rows = (APPLICATIONS[0], *APPLICATIONS[2:])
    sentence = "全年共收到政府信息公开申请42件，新收政府信息公开申请43件。"
    assert said("narrative-counts", report(sentence, applications=table(rows))) == ["error differs “43”"]
    blank = table(rows).replace(
        "一、本年新收政府信息公开申请数量\t33\t5\t0\t0\t0\t0\t38", "一、本年新收政府信息公开申请数量" + "\t" * 7
    )
    assert said("narrative-counts", report(sentence, applications=blank)) == []


def test_the_sections_of_the_tables_need_no_topic() -> None:
    own = "共收到申请42件，办结申请39件。\n" + table()
    assert said("narrative-counts", report("如下。", applications=own)) == ["warning differs “42”"]
    text = report("如下。", litigation="行政复议3件。\n" + suits())
    assert said("narrative-counts", text) == ["error differs “3”"]


def test_plans_of_the_next_year_are_not_compared() -> None:
    assert (
        said("narrative-counts", report("如下。", problems="问题是慢。改进：力争新收政府信息公开申请9件均提前答复。"))
        == []
    )


def _judged(pack: Path, text: str) -> list[str]:
    kinds = {entry.kind: entry.target for entry in disclint_rules()}
    loaded = load_pack(str(pack), kinds=kinds, folders=(RULES,), cache=None)
    filing = bind(read(text), loaded, recognised(text))
    rule = next(rule for rule in loaded.rules if rule.id == "narrative-counts")
    return [f"{found.severity} {text[slice(*found.span)]}" for found in rule.check(filing)]


def test_a_province_adds_a_meaning_without_code(tmp_path: Path) -> None:
    path = tmp_path / "disclint.yaml"
    path.write_text(
        "extends: cn/2021\nrules:\n  narrative-counts:\n    meanings:\n      secrets:\n"
        "        words: [涉及国家秘密|属于国家秘密]\n        form: applications\n"
        "        equals: [refused_state_secret.total]\n        topic: results\n",
        encoding="utf-8",
    )
    sentence = "办结政府信息公开申请39件，其中属于国家秘密1件。"
    assert _judged(path, report(sentence)) == ["error 1"]
    assert said("narrative-counts", report(sentence)) == []


def test_a_cell_or_topic_that_is_none_is_an_error_of_the_pack(tmp_path: Path) -> None:
    path = tmp_path / "disclint.yaml"
    path.write_text(
        "extends: cn/2021\nrules:\n  narrative-counts:\n    meanings:\n      more:\n        words: [甲]\n"
        "        form: applications\n        equals: [recieved.total]\n        topic: other\n",
        encoding="utf-8",
    )
    with pytest.raises(PackErrors) as caught:
        _judged(path, report("如下。"))
    errors: tuple[PackError, ...] = caught.value.errors
    assert [error.english for error in errors] == [
        "the rule “narrative-counts”: the meaning “more”: the form applications has no “recieved.total”",
        "the rule “narrative-counts”: the meaning “more”: “other” is none of topics",
    ]
