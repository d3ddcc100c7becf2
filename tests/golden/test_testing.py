"""The machinery of golden files: how they are read, judged, compared and written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import DisclintError, LineTable, PackError, UsageError
from disclint.testing import Golden, Margin, bless, check, differences, golden_files, judge, parse

PERIOD = "青屏县教育局2023年政府信息公开工作年度报告\n统计期限自2023年1月1日起至2023年11月30日止。\n"
FOUND = Margin(
    2, 6, "reporting-period", "error", "统计期限为2023年1月1日至2023年11月30日，应为2023年1月1日至2023年12月31日"
)


def written(folder: Path, source: str, name: str = "reporting-period/breaks-months.txt") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source.encode())
    return path


# Reading


def test_headers_and_margins_are_cut_out() -> None:
    golden = parse(
        "#! pack: cn/2019\n#! year: 2020\n#! only: form-labels，cell-count\n#! about: 说明\n"
        "甲\t1\n#! 3 [error cell-count] 少\n#! 4 [form-labels] 改 [了]\n\n乙\t2",
        "a/b/c.txt",
    )
    assert golden.text == "甲\t1\n\n乙\t2"
    assert golden.margins == (Margin(1, 3, "cell-count", "error", "少"), Margin(1, 4, "form-labels", None, "改 [了]"))
    assert (golden.pack, golden.year, golden.only) == ("cn/2019", 2020, ("form-labels", "cell-count"))
    assert golden.about == "说明"


def test_the_folder_tells_what_judges() -> None:
    assert parse("甲\n", "x/cell-count/breaks-1.txt").only == ("cell-count",)
    assert parse("#! only: *\n甲\n", "x/cell-count/breaks-1.txt").only == ()


def test_an_empty_report_may_have_a_margin() -> None:
    golden = parse("#! 1 [error unreadable] 空\n", "unreadable/breaks-empty.txt")
    assert (golden.text, golden.margins[0].line) == ("", 1)
    assert differences(golden, judge(golden))[1:] == [
        "  - 1 [error unreadable] 空",
        "  + 1 [error unreadable] 文件是空的，没有可检查的内容",
    ]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("甲\n#! nothing\n", 2),
        ("甲\n#! pack: cn/2021\n", 2),
        ("#! pakc: cn/2021\n甲\n", 1),
        ("甲\n#! 3 [fatal cell-count] 少\n", 2),
        ("甲\n乙\n#! x [error cell-count] 少\n", 3),
        ("#! pack: cn/2021\n#! year: 20\n甲\n", 2),
    ],
)
def test_a_line_that_is_neither_header_nor_margin_is_told_with_its_place(source: str, line: int) -> None:
    with pytest.raises(PackError) as caught:
        parse(source, "x/cell-count/breaks.txt")
    assert (caught.value.path, caught.value.line) == ("x/cell-count/breaks.txt", line)


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n#"), max_size=12)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
SAID = st.builds(
    Margin,
    st.integers(1, 6),
    st.integers(1, 20),
    st.sampled_from(["cell-count", "a.b"]),
    st.sampled_from(["error", "warning", "note"]),
    st.text("甲乙 [12]“”", max_size=9).map(str.strip),
)


@given(st.lists(st.tuples(LINES, ENDS), max_size=6), LINES, st.lists(SAID, max_size=5))
def test_what_is_blessed_is_what_is_read(body: list[tuple[str, str]], last: str, said: list[Margin]) -> None:
    text = "".join(line + end for line, end in body) + last
    starts = LineTable(text).starts
    lines = max(len(starts) - (starts[-1] == len(text)), 1)
    said = [margin for margin in said if margin.line <= lines]
    golden = parse(text, "x/cell-count/a.txt")
    blessed = parse(bless(golden, said), "x/cell-count/a.txt")
    open_end = bool(text) and text[-1] not in "\r\n" and any(margin.line == lines for margin in said)
    assert blessed.text == text + ("\n" if open_end else "")
    assert Counter(blessed.margins) == Counter(said)
    assert differences(blessed, said) == []
    assert bless(blessed, said) == bless(golden, said)


# Judging


def test_only_what_is_asked_for_judges() -> None:
    assert judge(parse(PERIOD, "reporting-period/a.txt")) == (FOUND,)
    assert judge(parse(PERIOD, "cell-values/a.txt")) == ()
    everything = judge(parse("#! only: *\n" + PERIOD, "a.txt"))
    assert FOUND in everything
    assert {"required-sections", "complete-forms"} <= {margin.rule for margin in everything}


def test_a_kind_stands_for_its_entries() -> None:
    table = "二、主动公开政府信息情况\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t3\t-5\t18\n"
    said = judge(parse(f"#! pack: cn/2019\n#! year: 2020\n{table}", "form-arithmetic/a.txt"))
    assert {margin.rule for margin in said} == {"items-not-negative", "items-large-change"}


def test_messages_may_be_english() -> None:
    (said,) = judge(parse(PERIOD, "reporting-period/a.txt"), "en")
    assert said.message.isascii()


def test_a_finding_after_the_last_line_stands_at_its_end() -> None:
    text = "青屏县教育局2023年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n"
    said = judge(parse(text, "required-sections/a.txt"))
    assert {margin.line for margin in said} == {3}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("#! pack: cn/2019\n#! only: documents-in-force\n甲\n", "the pack cn/2019 has no rule documents-in-force"),
        ("#! only: cell-cuont\n" + PERIOD, "do you mean cell-count"),
        ("#! pack: cn/2020\n甲\n", "there is no pack “cn/2020”"),
        ("#! pack: ../nothing.yaml\n甲\n", "no such pack"),
    ],
)
def test_what_cannot_judge_is_an_error(source: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        judge(parse(source, "x/cell-count/a.txt"))


def test_a_project_s_own_pack_judges(tmp_path: Path) -> None:
    (tmp_path / "disclint.yaml").write_text("rules:\n  reporting-period: { severity: note }\n", encoding="utf-8")
    path = written(tmp_path, f"#! pack: ../../disclint.yaml\n{PERIOD}", "examples/reporting-period/breaks-months.txt")
    check(path, blessed=True)
    assert "#! 6 [note reporting-period]" in path.read_text(encoding="utf-8")
    path.write_text(PERIOD, encoding="utf-8")  # without a header, the nearest one upwards
    check(path, blessed=True)
    assert "#! 6 [note reporting-period]" in path.read_text(encoding="utf-8")


# Comparing


def test_differences_stand_below_their_lines() -> None:
    wrong = Margin(2, 6, "reporting-period", "error", "统计期限有误")
    lost = Margin(1, 1, "report-title", None, "没有年份")
    golden = Golden("a.txt", PERIOD, (lost, wrong))
    assert differences(golden, [FOUND]) == [
        "a.txt:1: 青屏县教育局2023年政府信息公开工作年度报告",
        "  - 1 [report-title] 没有年份",
        "a.txt:2: 统计期限自2023年1月1日起至2023年11月30日止。",
        "  - 6 [error reporting-period] 统计期限有误",
        f"  + {FOUND}",
    ]


def test_a_severity_that_is_left_out_may_be_any() -> None:
    golden = Golden("a.txt", PERIOD, (FOUND._replace(severity=None),))
    assert differences(golden, [FOUND]) == []
    assert differences(golden.replace(margins=(FOUND._replace(severity="note"),)), [FOUND]) != []


def test_a_finding_counts_as_often_as_it_is_said() -> None:
    assert differences(Golden("a.txt", PERIOD, (FOUND,)), [FOUND, FOUND])[1:] == [f"  + {FOUND}"]
    assert differences(Golden("a.txt", PERIOD, (FOUND, FOUND)), [FOUND])[1:] == [f"  - {FOUND}"]


# Checking


def test_check_says_what_is_different_and_blessing_mends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCLINT_BLESS", raising=False)
    path = written(tmp_path, f"#! pack: cn/2021\n{PERIOD}".replace("\n", "\r\n"))
    with pytest.raises(AssertionError, match=r"breaks-months.txt:2: .*\n  \+ 6 \[error reporting-period\] "):
        check(path)
    monkeypatch.setenv("DISCLINT_BLESS", "1")
    check(path)
    monkeypatch.delenv("DISCLINT_BLESS")
    check(path)
    assert path.read_bytes().count("。\r\n#! 6 [error reporting-period] ".encode()) == 1


def test_an_example_must_do_what_its_name_says(tmp_path: Path) -> None:
    right = PERIOD.replace("11月30日", "12月31日")
    with pytest.raises(AssertionError, match="nothing is said"):
        check(written(tmp_path, right), blessed=True)
    with pytest.raises(AssertionError, match="something is said"):
        check(written(tmp_path, PERIOD, "reporting-period/keeps-year.txt"), blessed=True)
    check(written(tmp_path, right, "reporting-period/keeps-year.txt"), blessed=True)


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DisclintError, match="no golden file"):
        check(path)


def test_golden_files_lie_in_folders_named_after_what_they_show(tmp_path: Path) -> None:
    for name in ("a/breaks-1.txt", "a/b/keeps.md", "top.txt", "a/.hidden.txt", "a/__init__.py"):
        written(tmp_path, "", name)
    assert golden_files(tmp_path) == [str(tmp_path / "a" / "b" / "keeps.md"), str(tmp_path / "a" / "breaks-1.txt")]
