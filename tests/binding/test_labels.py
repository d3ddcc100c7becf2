"""Which label of a form a printed one is: the same words however they are spelled, or the nearest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import Column, Form, FormRow, Group, Span, Text, normal_form
from disclint.binding.labels import Labels, compact, likeness, near, split_ordinal

FORM = Form(
    key="herd",
    title="畜群表",
    section="herd",
    rows=(
        FormRow(
            "cows",
            "1.本年新增耕牛数量",
            ("count",),
            "cattle",
            aliases=("新增耕牛",),
            variants=("本年新增耕牛头数", "1、本年新增耕牛数量"),
        ),
        FormRow("calves", "2.本年新增牛犊数量", ("count",), group="cattle"),
        FormRow("sheep", "（一）绵羊", ("count",), group="flock"),
        FormRow("goats", "（二）山羊", ("count",), group="flock"),
        FormRow("other", "3.其他", ("count",), group="cattle"),
        FormRow("rest", "3.其他", ("count",), group="flock"),
    ),
    columns=(Column("count", "头数"), Column("owner", "畜主姓名或者单位名称")),
    groups=(Group("cattle", "一、牛群"), Group("flock", "二、羊群")),
)
LABELS = Labels(FORM)


def found(printed: str, *, fuzzy: bool = True) -> list[tuple[str, str]]:
    """The keys that a printed label may be, and how it agrees."""
    return [(match.key, match.likeness) for match in LABELS.find(normal_form(printed), fuzzy=fuzzy)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1.本年新增耕牛数量", [("cows", "equal")]),
        ("１．本年新增耕牛数量", [("cows", "equal")]),
        ("本年 新增\n耕牛数量", [("cows", "equal")]),
        ("*1.本年新增耕牛数量*", [("cows", "equal")]),
        ("7.本年新增耕牛数量", [("cows", "equal")]),
        ("1.本年新增耕牛头数", [("cows", "variant")]),
        ("1.新增耕牛", [("cows", "alias")]),
        ("1.本年新增耕牛数量（头）", [("cows", "variant")]),
        ("1.本年新增耕牛数量（含（未满一岁的）小牛）", [("cows", "variant")]),
        ("新增耕牛（头）", [("cows", "alias")]),
        ("(一)绵羊", [("sheep", "equal")]),
        ("其他", [("other", "equal"), ("rest", "equal")]),
        ("牛群", [("cattle", "equal")]),
        ("头数", [("count", "equal")]),
    ],
)
def test_the_same_words_however_they_are_spelled(printed: str, expected: list[tuple[str, str]]) -> None:
    assert found(printed) == found(printed, fuzzy=False) == expected


def test_the_number_at_the_head_tells_labels_of_the_same_words_apart() -> None:
    scores = {
        text: LABELS.find(normal_form(text))[0].score for text in ("（一）绵羊", "绵羊", "（二）绵羊", "（九）绵羊")
    }
    assert scores["（一）绵羊"] > scores["绵羊"] > scores["（二）绵羊"] == scores["（九）绵羊"]
    other = {
        text: LABELS.find(normal_form(text))[0].score
        for text in ("1.本年新增耕牛数量", "1.本年新增耕牛头数", "1.新增耕牛")
    }
    assert list(other.values()) == sorted(other.values(), reverse=True)
    assert len(set(other.values())) == 3


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1.本年新增耕半数量", "cows"),  # one letter misread
        ("1.本年新增的耕牛数里", "cows"),  # two of eight
        ("1.耕牛本年新增数量", "cows"),  # two words exchanged
        ("2.本年新增牛续数量", "calves"),
        ("畜主姓名或单位名称", "owner"),
        ("畜主姓名或单位名称（可不填）", "owner"),
        ("绵洋", "sheep"),
    ],
)
def test_the_nearest_label_where_it_is_asked_for(printed: str, expected: str) -> None:
    assert found(printed) == [(expected, "near")]
    assert found(printed, fuzzy=False) == []


@pytest.mark.parametrize(
    "printed",
    [
        "1.本年新增牛牛数量",  # as near to the one as to the other
        "1.今年出栏的耕牛",
        "X羊",  # between two
        "头",
        "绵",
        "1",
        "",
        "畜" * 500,
    ],
)
def test_what_is_near_to_none_or_to_several_is_none(printed: str) -> None:
    assert found(printed) == []


def test_a_number_that_agrees_makes_a_near_label_nearer() -> None:
    (one,), (other,) = (LABELS.find(normal_form(text)) for text in ("1.本年新增耕半数量", "4.本年新增耕半数量"))
    assert one.score > other.score


def test_the_best_match_among_some_parts() -> None:
    assert LABELS.best("其他", ("row",)) is not None
    assert LABELS.best("其他", ("column", "group")) is None
    best = LABELS.best("3.其他", ("row",))
    assert best is not None
    assert best.score > 1


def test_no_other_word_is_near_a_label_of_one_character() -> None:
    labels = Labels(Form("flock", "羊群表", "herd", (FormRow("sheep", "羊", ("count",)),), (Column("count", "头数"),)))
    assert [match.key for match in labels.find("羊")] == ["sheep"]
    assert labels.find("山羊") == labels.find("羊羔") == ()


@pytest.mark.parametrize(
    ("printed", "start"),
    [
        ("一、牛群1.本年新增耕牛数量", 4), ("一、 牛 群 1.本年新增耕牛数量", 6), ("二、羊群(一)绵羊", 4),
        ("一、牛群", 0), ("一、牛群的草料", 0), ("牛群1.本年新增耕牛数量", 0), ("1.本年新增耕牛数量", 0),
        ("一、牛群" * 100, 0),
    ],
)  # fmt: skip
def test_where_a_label_begins_behind_that_of_its_group(printed: str, start: int) -> None:
    assert LABELS.after_group(printed) == start


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("（一）绵羊", "equal"), ("(一)绵羊", "typography"), ("（一） 绵羊", "typography"), ("（一）\n绵羊", "equal"),
        ("（一）綿羊", "equal"), ("(一)綿羊", "typography"), ("（二）绵羊", "near"), ("绵羊", "typography"),
    ],
)  # fmt: skip
def test_how_a_printed_label_of_a_row_agrees(printed: str, said: str) -> None:
    normal = normal_form(printed)
    (match,) = LABELS.find(normal)
    assert likeness(Text(printed, normal, Span(0, len(printed))), match) == said


@pytest.mark.parametrize(
    ("printed", "said"), [("头数", "equal"), ("头\n数", "equal"), ("头　数", "equal"), ("*头数", "typography")]
)
def test_how_a_printed_header_agrees(printed: str, said: str) -> None:
    normal = normal_form(printed)
    (match,) = LABELS.find(normal)
    assert likeness(Text(printed, normal, Span(0, len(printed))), match) == said


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("(三)乙", ("(三)", "乙")), ("(12)乙", ("(12)", "乙")), ("十一、乙", ("十一,", "乙")), ("3.乙", ("3.", "乙")),
        ("3)乙", ("3)", "乙")), ("3.5乙", ("", "3.5乙")), ("(三)", ("", "(三)")), ("乙", ("", "乙")),
        ("三乙", ("", "三乙")), ("(一),乙", ("(一),", "乙")), ("", ("", "")),
    ],
)  # fmt: skip
def test_the_number_at_the_head_of_a_label(label: str, expected: tuple[str, str]) -> None:
    assert split_ordinal(compact(normal_form(label))) == expected


# How near labels are -------------------------------------------------------------------------------------------------

words = st.text("甲乙丙丁", max_size=8)


def edits(one: str, other: str) -> int:
    """The textbook's distance: letters put in, taken out and replaced."""
    if not one or not other:
        return len(one) + len(other)
    last = edits(one[:-1], other[:-1]) + (one[-1] != other[-1])
    return min(last, edits(one[:-1], other) + 1, edits(one, other[:-1]) + 1) if last else 0


def exchanged(one: str, other: str) -> bool:
    """Whether two stretches that stand side by side are exchanged, and nothing else is."""
    if len(one) != len(other):
        return False
    size = len(one)
    return any(
        one[:start] + one[cut:end] + one[start:cut] + one[end:] == other
        for start in range(size)
        for end in range(start + 2, size + 1)
        for cut in range(start + 1, end)
    )


@given(words.filter(lambda text: len(text) < 6), words.filter(lambda text: len(text) < 6), st.integers(0, 4))
def test_the_distance_is_that_of_the_textbook_up_to_a_limit(one: str, other: str, limit: int) -> None:
    distance = 0 if one == other else 1 if exchanged(one, other) else edits(one, other)
    said = near(one, other, limit)
    if distance <= limit:
        assert said == distance
    elif said is not None:
        assert said == 1  # two words exchanged count as one whatever the limit
        assert exchanged(one, other)


@given(words, words)
def test_the_distance_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert near(one, other, 3) == near(other, one, 3)


def test_long_labels_that_share_little_are_not_compared() -> None:
    assert near("甲乙丙丁戊己庚辛壬癸子丑寅", "卯辰巳午未申酉戌亥天地人和", 3) is None
    assert near("甲乙丙丁戊己庚辛壬癸子丑寅", "甲乙丙丁戊天庚辛壬癸地丑寅", 3) == 2
