"""Which fixes are made, which wait, and which are refused: told of findings that are made up for the purpose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from disclint import Checked, Diagnostic, Document, Edit, Failure, Fix, LineTable, Message, Paragraph, Piece, Span
from disclint.fixing import Mended, apply, mend
from disclint.loaders.text import load


class Wish(NamedTuple):
    """A rule: every match of ``pattern`` is a finding, whose fix makes ``edits`` of its groups."""

    name: str
    pattern: str
    right: str = ""
    safe: bool = True
    also: str = ""
    """Another match on which the fix makes the same edit."""


def judge_by(*wishes: Wish) -> Callable[[bytes], Checked]:
    """What is found by some wishes, in a text without filing."""

    def judge(data: bytes) -> Checked:
        document = load(data, "t.txt")
        return Checked("t.txt", tuple(sorted(_found(document, wishes), key=lambda d: (d.span, d.rule))), document)

    return judge


def _found(document: Document, wishes: tuple[Wish, ...]) -> Iterator[Diagnostic]:
    for wish in wishes:
        for match in re.finditer(wish.pattern, document.text):
            edits = [Edit(Span(*match.span()), match.expand(wish.right))]
            if wish.also:
                edits += [Edit(Span(*each.span()), wish.right) for each in re.finditer(wish.also, document.text)]
            fix = Fix(tuple(edits), wish.safe)
            yield Diagnostic(wish.name, "note", Message(wish.name, "有", "there"), Span(*match.span()), fix=fix)


def fixed(text: str, *wishes: Wish, unsafe: bool = False, encoding: str = "utf-8") -> tuple[str, Mended]:
    """The text after mending, and all else."""
    judge, data = judge_by(*wishes), text.encode(encoding)
    mended = mend(judge(data), data, judge, unsafe=unsafe)
    assert mended.before == data
    assert mended.file.document is not None
    return mended.file.document.text, mended


def codes(mended: Mended) -> list[str]:
    return [notice.code for notice in mended.file.notices]


def test_all_that_can_be_mended_is_mended_and_counted() -> None:
    text, mended = fixed("甲,乙,丙。。\n", Wish("comma", ",", "，"), Wish("stop", "。。", "。"))
    assert (text, mended.file.fixed, codes(mended)) == ("甲，乙，丙。\n", 3, [])
    assert mended.after.decode() == text
    assert mended.file.diagnostics == ()


def test_what_is_not_safe_is_left_unless_asked_for() -> None:
    wishes = Wish("comma", ",", "，"), Wish("word", "转结", "结转", safe=False)
    assert fixed("转结,甲\n", *wishes)[0] == "转结，甲\n"
    assert fixed("转结,甲\n", *wishes, unsafe=True)[0] == "结转，甲\n"


def test_a_file_without_anything_to_mend_keeps_its_bytes() -> None:
    text, mended = fixed("甲\r\n乙\r丙\n", Wish("word", "丁", "戊"))
    assert (text, mended.after, mended.file.fixed) == ("甲\r\n乙\r丙\n", mended.before, 0)


@pytest.mark.parametrize(
    ("text", "pattern", "right"),
    [
        ("收到3件", "3", "4"),
        ("收到3件", "收到3件", "收到件"),
        ("收到1,204件", ",", "，"),
        ("占8.5%", r"\.", "。"),
        ("共1\u00a0204件", "\u00a0", ""),
        ("共12件", "(?<=1)(?=2)", " "),
        ("共１２件", "１", "1."),
        ("共7件", "7", "07"),
        ("共007件", "007", "7"),
        ("甲\t乙", "\t", " "),
        ("甲 乙", " ", "\t"),
        ("甲|乙", r"\|", "，"),
        ("甲乙", "(?<=甲)", "|"),
        ("甲\n乙", "\n", ""),
        ("甲，乙", "，", "，\n"),
        ("甲\r\n乙", "\r", ""),
        ("甲\r*\n乙", r"\*", ""),
    ],
)
def test_a_fix_that_changes_a_figure_or_a_border_is_refused(text: str, pattern: str, right: str) -> None:
    after, mended = fixed(f"{text}\n\n没有。\n", Wish("bad", pattern, right), Wish("good", "没有。", "没有！"))
    assert after == f"{text}\n\n没有！\n"
    assert codes(mended) == ["refused"]
    assert mended.file.notices[0].chinese.endswith("处问题没有修复，因为修复会带来别的改变：bad")


def test_two_edits_of_a_fix_may_not_change_a_figure_together() -> None:
    assert fixed("共1.5.6件\n", Wish("bad", r"(?<=1)\.", "", also=r"(?<=5)\."))[0] == "共1.5.6件\n"


@pytest.mark.parametrize(
    ("text", "pattern", "right", "after"),
    [
        ("收到００件", "００", "00", "收到00件"),
        ("占８．５％", "８．５％", "8.5%", "占8.5%"),
        ("2020 年", "(?<=0) (?=年)", "", "2020年"),
        ("共1,204件", "共", "合计", "合计1,204件"),
    ],
)
def test_a_safe_fix_may_write_a_figure_half_width(text: str, pattern: str, right: str, after: str) -> None:
    assert fixed(f"{text}\n", Wish("good", pattern, right))[0] == f"{after}\n"


@pytest.mark.parametrize(
    ("text", "pattern", "right", "after"),
    [
        ("共00件", "00", "0", "共0件"),
        ("2020.01.05", r"\.0", ".", "2020.1.5"),
        ("3-5件", "-", "~", "3~5件"),
        ("共10件", "10", "1", "共10件"),
        ("共0件", "0", "", "共0件"),
    ],
)
def test_leading_zeros_go_only_where_it_is_not_safe(text: str, pattern: str, right: str, after: str) -> None:
    wish = Wish("zero", pattern, right, safe=False)
    assert fixed(f"{text}\n", wish, unsafe=True)[0] == f"{after}\n"


def test_a_safe_fix_leaves_tables_alone_and_another_their_borders() -> None:
    table = "甲\t乙\t00\n丙\t00\t丁\n"
    assert fixed(table, Wish("zero", "丁", "戊"))[0] == table
    assert fixed(table, Wish("zero", "00", "0", safe=False), unsafe=True)[0] == "甲\t乙\t0\n丙\t0\t丁\n"


def test_of_two_fixes_that_overlap_the_second_waits() -> None:
    text, mended = fixed("甲**乙\n", Wish("one", r"甲\*", "甲"), Wish("two", r"\*", ""))
    assert (text, mended.file.fixed) == ("甲乙\n", 2)


def test_what_waits_for_a_fix_that_cannot_be_made_is_made() -> None:
    text, mended = fixed("甲**乙\n", Wish("loud", r"甲\*", "甲**"), Wish("good", r"\*\*乙", "乙"))
    assert text == "甲乙\n"
    assert codes(mended) == []


def test_of_two_insertions_at_one_place_the_second_waits() -> None:
    text, mended = fixed("甲乙\n", Wish("one", "(?<=甲)(?=乙)", "、"), Wish("two", "(?<=甲)(?=、?乙)", "，"))
    assert (text, mended.file.fixed) == ("甲，、乙\n", 2)


def test_a_fix_that_makes_a_finding_is_taken_back_and_no_other() -> None:
    wishes = Wish("comma", ",", "，"), Wish("doubled", "，，", "，，")
    text, mended = fixed("甲,乙\n丙,，丁\n戊,己,庚\n", *wishes)
    assert text == "甲，乙\n丙,，丁\n戊，己，庚\n"
    assert [finding.rule for finding in mended.file.diagnostics] == ["comma"]
    assert codes(mended) == ["refused"]


def test_a_fix_that_does_not_mend_its_finding_is_taken_back() -> None:
    text, mended = fixed("甲,乙*\n", Wish("never", "甲|庚", "庚"), Wish("star", r"\*", ""))
    assert (text, mended.file.fixed) == ("甲,乙\n", 1)


def test_fixes_that_chase_each_other_come_to_an_end() -> None:
    text, mended = fixed("甲\n", Wish("one", "甲", "乙"), Wish("two", "乙", "甲"))
    assert (text, mended.file.fixed) == ("甲\n", 0)
    assert mended.after == mended.before


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    both = Wish("pair", "“(?=甲)", "「", also="(?<=3)”")
    assert fixed("“甲3”*\n", both._replace(also=r"3”"), Wish("star", r"\*", ""))[0] == "“甲3”\n"


def test_a_character_that_the_encoding_lacks_is_not_written() -> None:
    text = "縣政府主動公開政府信息,收到申請處理情況如下。\n"
    wishes = Wish("lacking", "縣", "县"), Wish("comma", ",", "，")
    after, mended = fixed(text, *wishes, encoding="big5")
    assert after == text.replace(",", "，")
    assert mended.after == after.encode("big5")


def test_no_words_are_written_into_a_text_in_traditional_script() -> None:
    text = "縣政府主動公開政府信息,上年轉結3件，2023.1.1。\n"
    wishes = (
        Wish("word", "轉結", "结转", safe=False),
        Wish("order", "轉結", "結轉", safe=False),
        Wish("comma", ",", "，"),
        Wish("date", r"(\d+)\.(\d+)\.(\d+)", r"\1年\2月\3日", safe=False),
    )
    assert fixed(text, *wishes, unsafe=True)[0] == "縣政府主動公開政府信息，上年結轉3件，2023年1月1日。\n"
    one_word = "县政府办公室全年主动公开政府信息，上年轉結3件。\n"
    assert fixed(one_word, *wishes[:1], unsafe=True)[0] == one_word.replace("轉結", "结转")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_bytes_stay_in_their_encoding_with_their_line_ends(encoding: str) -> None:
    text = "本年新收政府信息公开申请情况,如下。\r\n处理结果\r其他\n"
    after, mended = fixed(text, Wish("comma", ",", "，"), encoding=encoding)
    assert after == text.replace(",", "，")
    assert mended.after == after.encode(encoding)


def test_what_cannot_be_decoded_is_left_alone() -> None:
    data = "政府信息公开,申请情况\n".encode() * 20 + b"\xff\n"
    judge = judge_by(Wish("comma", ",", "，"))
    mended = mend(judge(data), data, judge, unsafe=True)
    assert (mended.after, codes(mended)) == (data, ["undecodable"])


def test_bytes_that_would_not_come_back_are_left_alone() -> None:
    judge = judge_by(Wish("comma", ",", "，"))
    file = judge("甲,乙\n".encode())
    mended = mend(file, "甲,乙\r\n".encode(), judge, unsafe=True)
    assert (mended.after, codes(mended)) == ("甲,乙\r\n".encode(), ["encoding"])


def test_a_file_that_was_not_judged_to_the_end_is_left_alone() -> None:
    judge, data = judge_by(Wish("comma", ",", "，")), "甲,乙\n".encode()
    mended = mend(judge(data).replace(failures=(Failure("rule", "cause"),)), data, judge, unsafe=True)
    assert (mended.after, codes(mended)) == (data, ["failed"])


def test_other_formats_are_left_alone_and_told_only_where_there_is_something_to_mend() -> None:
    judge, data = judge_by(Wish("comma", ",", "，")), "甲,乙\n".encode()
    for text, expected in (("甲,乙\n", ["format"]), ("甲\n", [])):
        file = judge(text.encode())
        assert file.document is not None
        document = file.document.replace(format="docx")
        mended = mend(file.replace(document=document), data, judge, unsafe=True)
        assert (mended.after, codes(mended)) == (data, expected)


def test_no_edit_cuts_what_the_source_spells_otherwise() -> None:
    source = "甲&nbsp;,乙\n"
    judge = judge_by(Wish("cut", "p;", "，"), Wish("whole", "&nbsp;(?=,)", ""))

    def judge_entities(data: bytes) -> Checked:
        file = judge(data)
        assert file.document is not None
        text = file.document.text
        pieces = [Piece(0, Span(0, len(text) - 1))]
        value = text[:-1]
        if text == source:
            value = "甲 ,乙"
            pieces = [Piece(0, Span(0, 1)), Piece(1, Span(1, 7), exact=False), Piece(2, Span(7, 9))]
        paragraph = Paragraph(value, value, Span(0, len(text) - 1), tuple(pieces))
        return file.replace(document=file.document.replace(blocks=(paragraph,), lines=LineTable(text)))

    mended = mend(judge_entities(source.encode()), source.encode(), judge_entities, unsafe=True)
    assert mended.after.decode() == "甲,乙\n"
    assert mended.file.fixed == 1


def test_edits_are_applied_in_the_order_of_the_text() -> None:
    edits = [Edit(Span(3, 3), "丁"), Edit(Span(0, 1), ""), Edit(Span(1, 2), "X")]
    assert apply("甲乙丙", edits) == "X丙丁"
    assert apply("甲", []) == "甲"
