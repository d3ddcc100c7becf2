"""Words of the field, and what is mended of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.rules.terms import Term, Terms
from tests.rules.structure.reports import pack
from tests.rules.words.reports import OVERVIEW, filed, findings, mended, report, said

LAW = "《中华人民共和国政府信息公开条例》"
SHORT = "《政府信息公开条例》"


def sentence(words: str) -> str:
    return report(overview=OVERVIEW + words)


@pytest.mark.parametrize(
    ("words", "expected", "right"),
    [
        ("上年转结0件。", ["warning right “转结”"], "上年结转0件。"),
        ("被提起行政复议0件。", ["note right “被提起行政复议”"], "被申请行政复议0件。"),
        ("完成IPV6改造。", ["note right “IPV6”"], "完成IPv6改造。"),
        ("依照公开条列办理。", ["warning right “公开条列”"], "依照公开条例办理。"),
        (
            "截止2020年12月31日，截止目前均已办结。",
            ["note right “截止20”", "note right “截止目前”"],
            "截至2020年12月31日，截至目前均已办结。",
        ),
        ("这部份部份内容。", ["note right “部份”", "note right “部份”"], "这部分部分内容。"),
        ("**帐号**与帐户。", ["note right “帐号”", "note right “帐户”"], "**账号**与账户。"),
        ("公开是原则，不公开是例外。", ["note advice “公开是原则”"], None),
        ("坚持以公开为原则。", ["note advice “以公开为原则”"], None),
        ("共收到依申请公开政府信息5件。", ["note advice “收到依申请公开政府信息”"], None),
    ],
)
def test_wrong_words(words: str, expected: list[str], right: str | None) -> None:
    text = sentence(words)
    assert sorted(said("terms", text)) == sorted(expected)
    assert mended(text, findings("terms", text)) == (sentence(right) if right else text)


@pytest.mark.parametrize(
    "words",
    [
        "上年结转0件，由主办转协办，流转结果、运转结束均有记录，结转结余资金。",
        "被申请行政复议0件、被提起行政诉讼0件。",
        "完成IPv6改造。",
        "按公开条列出清单。",
        "申请截止到12月31日，截止日期另行通知，截至2020年底。",
        "以“公开为常态、不公开为例外”为原则。",
        "收到依申请公开政府信息的申请5件，受理依申请公开政府信息申请5件。",
        "登陆演练在海滩进行。",
    ],
)
def test_words_that_are_right(words: str) -> None:
    assert said("terms", sentence(words)) == []


def test_a_traditional_text_is_judged_and_not_mended() -> None:
    text = sentence("上年轉結0件，被提起行政復議0件，部份內容截止目前公開。")
    found = findings("terms", text)
    assert [each.message.chinese for each in found] == [
        "“轉結”应为“结转”",
        "“被提起行政復議”应为“被申请行政复议”",
        "“截止目前”应为“截至目前”",
        "“部份”应为“部分”",
    ]
    assert mended(text, found) == text


def test_full_width_letters_are_judged_and_not_mended() -> None:
    text = sentence("完成ＩＰＶ６改造。")
    assert said("terms", text) == ["note right “ＩＰＶ６”"]
    assert mended(text, findings("terms", text)) == text


@pytest.mark.parametrize(
    ("introduction", "words", "expected"),
    [
        ("本报告统计期限为2020年全年。", f"学习{SHORT}，落实{SHORT}。", [f"note advice “{SHORT}”"]),
        (f"本报告依据{LAW}编制。", f"学习{SHORT}。", []),
        ("本报告统计期限为2020年全年。", f"学习{SHORT}，即{LAW}。", []),
        ("依据国务院令第492号编制。", LAW, ["note advice “国务院令第492号”"]),
        ("条例由国务院令第492号公布、国务院令第711号修订。", LAW, []),
    ],
)
def test_laws_by_their_names(introduction: str, words: str, expected: list[str]) -> None:
    assert said("terms", report(introduction=introduction, overview=OVERVIEW + words)) == expected


def test_tables_are_not_read() -> None:
    assert said("terms", report(overview=OVERVIEW + "\n序号\t事项\n1\t上年转结")) == []


def test_an_edit_touches_no_digit() -> None:
    (finding,) = findings("terms", sentence("截止2020年底。"))
    assert finding.fix is not None
    assert [(edit.text, edit.span.end - edit.span.start) for edit in finding.fix.edits] == [("至", 1)]


@given(
    st.lists(st.sampled_from(["转结", "部份", "截止2020年", "IPV6", "帐号", "，", "正常", " ", "转结果"]), max_size=12)
)
def test_mending_twice_is_mending_once(words: list[str]) -> None:
    text = sentence("，".join(words))
    once = mended(text, findings("terms", text))
    assert mended(once, findings("terms", once)) == once
    assert not [each for each in findings("terms", once) if each.fix is not None]


def test_every_right_word_of_the_pack_is_right() -> None:
    for edition in ("2019", "2021"):
        (terms,) = (rule for rule in pack(edition).rules if isinstance(rule, Terms))
        for word, term in terms.words.items():
            assert bool(term.right) != bool(term.advice), word
            assert all(word in phrase for phrase in term.unless), word
            said_right = sentence(f"所写为{term.right}。")
            assert [each for each in terms.check(filed(said_right)) if each.message.code == "right"] == [], word


def test_a_pack_switches_a_word_off_by_excepting_it() -> None:
    terms = Terms(id="terms", words={"转结": Term(right="结转", unless=("转结",))})
    assert list(terms.check(filed(sentence("上年转结0件。")))) == []
