"""A small county over two years: all faults between its reports are found, and none is invented."""

from __future__ import annotations

from functools import cache

import pytest
from county import BETWEEN_REPORTS, Fault, county

from disclint import Abstract, Finding, Pack
from disclint.dossier.abstracts import abstract
from disclint.dossier.judging import Judged, judge_dossier
from disclint.dossier.organs import parse_organs
from disclint.engine import Library, Request, judge, read, understand
from disclint.plugins import find


@cache
def library() -> Library:
    return Library(find(), Request())


def abstracts(files: dict[str, str]) -> list[tuple[Abstract, Pack]]:
    found = []
    for name, text in files.items():
        if name != "organs.csv":
            file = judge(understand(read(name, text.encode(), library()), library()))
            assert file.filing is not None
            assert file.pack is not None
            assert [each.message.chinese for each in file.diagnostics if each.severity == "error"] == []
            found.append((abstract(file.filing, file.pack, name), file.pack))
    return found


def faults(judged: Judged) -> list[Fault]:
    return sorted(
        Fault(path, each.diagnostic.rule, ".".join(each.diagnostic.cell or ()))
        for path, findings in judged.findings.items()
        for each in findings
    )


def all_of(judged: Judged) -> list[Finding]:
    return [each for findings in judged.findings.values() for each in findings]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_was_planted_is_found_and_nothing_else(seed: int) -> None:
    made = county(14, seed)
    reports = abstracts(made.files)
    organs = parse_organs(made.files["organs.csv"].encode(), "organs.csv")
    judged = judge_dossier(reports, organs)
    assert len(made.faults) == 10
    assert faults(judged) == sorted(made.faults)
    assert not judged.matching.unmatched
    assert not judged.matching.missing
    assert faults(judge_dossier(reports[::-1], organs)) == sorted(made.faults)


def test_an_honest_county_is_left_alone() -> None:
    made = county(14, 4, faults=False)
    assert made.faults == frozenset()
    organs = parse_organs(made.files["organs.csv"].encode(), "organs.csv")
    judged = judge_dossier(abstracts(made.files), organs)
    assert faults(judged) == []


def test_every_finding_points_at_both_files() -> None:
    made = county(14, 5)
    reports = abstracts(made.files)
    judged = judge_dossier(reports, parse_organs(made.files["organs.csv"].encode(), "organs.csv"))
    texts = made.files
    assert {each.diagnostic.rule for each in all_of(judged)} == set(BETWEEN_REPORTS) - {"items-carry"}
    for path, diagnostic, place in all_of(judged):
        start, end = diagnostic.span
        assert place.span == diagnostic.span
        assert (
            texts[path][start:end]
            == texts[path].splitlines()[place.start.line - 1][place.start.column - 1 :][: end - start]
        )
        others = [each for each in diagnostic.related if each.path not in (None, path)]
        assert others
        for other in others:
            assert other.path is not None
            assert other.start is not None
            line = texts[other.path].splitlines()[other.start.line - 1]
            words = texts[other.path][slice(*other.span)]
            assert line[other.start.column - 1 :].startswith(words)


def test_without_a_table_no_sum_is_judged() -> None:
    made = county(14, 6)
    judged = judge_dossier(abstracts(made.files))
    assert faults(judged) == sorted(each for each in made.faults if each.rule != "roll-up")


def test_a_sum_waits_for_every_report() -> None:
    made = county(14, 7)
    organs = parse_organs(made.files["organs.csv"].encode(), "organs.csv")
    files = {name: text for name, text in made.files.items() if name != "2023/005.txt"}
    judged = judge_dossier(abstracts(files), organs)
    assert [each for each in faults(judged) if each.rule == "roll-up"] == [
        each for each in sorted(made.faults) if each.rule == "roll-up" and each.path.startswith("2022")
    ]
    assert [(each.year, each.organ) for each in judged.matching.missing] == [(2023, organs[5].name)]
