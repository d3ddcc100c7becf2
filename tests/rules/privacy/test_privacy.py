"""Numbers of persons and marks of secrecy. All numbers are made up; their check digits are worked out here."""

from __future__ import annotations

import pytest

from disclint.binding.bind import bind
from disclint.binding.recognise import recognise
from disclint.loaders.html import load as load_page
from tests.rules.structure import reports
from tests.rules.structure.reports import pack, report
from tests.rules.typography.prose import judged, said, written


def identity(seventeen: str) -> str:
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    rest = sum(int(digit) * weight for digit, weight in zip(seventeen, weights, strict=True)) % 11
    return seventeen + "10X98765432"[rest]


def card(digits: str) -> str:
    total = sum(
        sum(divmod(int(digit) * 2, 10)) if place % 2 == 0 else int(digit) for place, digit in enumerate(digits[::-1])
    )
    return digits + str(-total % 10)


PERSON = identity("99" + "0000" + "19900101" + "001")
CITIZEN = identity("11" + "0000" + "19900101" + "001")
CARD = card("622000000000123456")
SHORT_CARD = card("622000000000123")


@pytest.mark.parametrize("number", [CITIZEN, CITIZEN[:6] + "900101" + "001", CITIZEN[:-1] + CITIZEN[-1].lower()])
def test_identity_numbers(number: str) -> None:
    text = written(f"申请人身份证号：{number}。")
    (one,) = judged("id-numbers", text)
    assert (one.severity, text[slice(*one.span)]) == ("error", number)
    assert number[4:-4] not in one.message.chinese + one.message.english
    assert f"{number[:2]}{'*' * (len(number) - 5)}{number[-3:]}" in one.message.chinese


def test_a_full_width_number_is_seen() -> None:
    wide = CITIZEN.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert said("id-numbers", f"身份证{wide}") == [f"error identity “{wide}”"]


@pytest.mark.parametrize(
    "line",
    [
        f"编号{PERSON}",
        CITIZEN[:-1] + ("0" if CITIZEN[-1] != "0" else "1"),
        identity("11000019901301001"),
        identity("11000019900230001"),
        f"统一社会信用代码：{CITIZEN}",
        f"索引号 {CITIZEN}",
        f"A{CITIZEN}",
        f"{CITIZEN}-905",
        f"{CITIZEN}0",
        f"{CITIZEN[:2]}*************{CITIZEN[-3:]}",
        "11622222 81392781 79422099 9892000",
        "甘公网安备 11000019900101号",
        "20230611-112427-905",
    ],
)
def test_codes_are_no_identity_numbers(line: str) -> None:
    assert said("id-numbers", line) == []


@pytest.mark.parametrize("number", ["13800000000", "198-0000-0000", "138 0000 0000"])
def test_mobile_numbers(number: str) -> None:
    text = written(f"联系人手机：{number}，邮编000000。")
    (one,) = judged("mobile-numbers", text)
    assert (one.severity, text[slice(*one.span)]) == ("warning", number)
    assert number not in one.message.chinese
    assert "****0000" in one.message.chinese


def test_a_country_code_is_no_part_of_the_number() -> None:
    assert said("mobile-numbers", "手机+86 13800000000") == ["warning mobile “13800000000”"]


@pytest.mark.parametrize(
    "line",
    [
        "138****0000",
        "0000-5550123",
        "12345热线",
        "12800000000",
        "113800000000",
        "金额13800000000元",
        "备案编号13800000000",
    ],
)
def test_other_telephones_and_figures(line: str) -> None:
    assert said("mobile-numbers", line) == []


def test_a_figure_of_a_form_is_no_telephone() -> None:
    text = report().replace("规章\t0", "规章\t13800000000")
    assert text != report()
    assert judged("mobile-numbers", text) == []


@pytest.mark.parametrize(
    "number", [CARD, SHORT_CARD, f"{SHORT_CARD[:4]} {SHORT_CARD[4:8]} {SHORT_CARD[8:12]} {SHORT_CARD[12:]}"]
)
def test_bank_cards(number: str) -> None:
    text = written(f"退款账号：{number}。")
    (one,) = judged("bank-cards", text)
    assert (one.severity, text[slice(*one.span)]) == ("error", number)
    assert number not in one.message.chinese


@pytest.mark.parametrize(
    "line",
    [
        CARD[:-1] + str((int(CARD[-1]) + 1) % 10),
        f"项目编号{CARD}",
        card("920000000000123456"),
        "6222 **** **** 3456",
        f"{CARD}-01",
        "5000000000000000",
    ],
)
def test_other_long_numbers(line: str) -> None:
    assert said("bank-cards", line) == []


def test_an_identity_number_is_no_card() -> None:
    numbers = [
        identity(f"5100001990{month:02}{day:02}{serial:03}")
        for month in (1, 2)
        for day in range(1, 29)
        for serial in (1, 2)
    ]
    both = next(number for number in numbers if number.isdigit() and card(number[:-1]) == number)
    assert said("bank-cards", both) == []
    assert len(said("id-numbers", both)) == 1


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("机密★1年", "机密★"),
        ("密级：秘密", "秘密"),
        ("绝密", "绝密"),
        ("机密 10年", "机密 10年"),
        ("【内部资料】青河县水务局", "内部资料"),
        ("内部资料，注意保存", "内部资料，注意保存"),
        ("（内部文件 不得外传）", "内部文件 不得外传"),
    ],
)
def test_marks_of_secrecy(line: str, printed: str) -> None:
    assert said("secrecy-marks", line) == [f"error mark “{printed}”"]


@pytest.mark.parametrize(
    "line",
    [
        "1.属于国家秘密",
        "严禁涉密信息上网，落实保密审查，未发生泄密。",
        "编印内部资料3期，供学习使用。",
        "依法保护商业秘密（含机密信息）。",
        "文件机密性审查",
    ],
)
def test_words_about_secrecy(line: str) -> None:
    assert said("secrecy-marks", line) == []


def of_page(source: str) -> list[str]:
    """What is said of numbers in a web page: the code, and the source that it points at."""
    page = f"<html><body><div><h1>{reports.TITLE}</h1><p>{reports.INTRODUCTION}</p>{source}</div></body></html>"
    document = load_page(page.encode(), "a.html")
    recognition = recognise(document, (pack("2019").profile,))
    filing = bind(document, pack("2019"), recognition)
    found = [each for rule in pack("2019").rules if rule.kind == "personal-numbers" for each in rule.check(filing)]
    return [f"{each.message.code} “{page[slice(*each.span)]}”" for each in found]


def test_numbers_of_a_web_page_are_those_that_it_shows() -> None:
    torn = f"{CITIZEN[:6]}<b>{CITIZEN[6:]}"
    assert of_page(f"<p>申请人身份证号：{torn}</b>，电话13800000000。</p>") == [
        f"identity “{torn}”",
        "mobile “13800000000”",
    ]
    assert of_page(f"<table><tr><td>姓名<td>电话<tr><td>某<td>{CITIZEN}</table>") == [f"identity “{CITIZEN}”"]
    hidden = f'<p data-id="{CITIZEN}">正文<!-- 13800000000 --><a href="tel:13800000000">联系</a></p>'
    assert of_page(f"{hidden}<script>let phone = 13800000000</script>") == []
