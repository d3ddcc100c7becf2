"""The findings for code hosts: valid SARIF whatever the findings and paths are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import (
    Checked,
    Diagnostic,
    Edit,
    Fix,
    LineTable,
    Message,
    Note,
    Related,
    ReportOptions,
    Run,
    Severity,
    Span,
    fingerprints,
)
from disclint.reporters.sarif import report
from tests.reporters.runs import (
    PACK,
    REPORT,
    VERSION,
    checked,
    document,
    everything,
    finding,
    half_width,
    row_total,
    unreadable,
)

ANY = st.text(st.characters(exclude_categories=()), max_size=40)

HERE = "/srv/年 报"

URI = re.compile(r"(?:[A-Za-z0-9\-._~:/?\#@!$&'()*+,;=]|%[0-9A-F]{2})*")


def log(run: Run, **options: Any) -> dict[str, Any]:
    """The one run of a log that was found valid."""
    value = json.loads(report(run, ReportOptions(**{"root": HERE, **options})))
    for problem in (*VALIDATE(value), *well_built(value)):
        pytest.fail(problem)
    inside: dict[str, Any] = value["runs"][0]
    return inside


def _official() -> Path | None:
    for folder in Path(__file__).resolve().parents:
        schema = folder / "shared" / "schema" / "sarif-2.1.0.json"
        if schema.is_file():
            return schema
    return None


def _validator() -> Callable[[object], Iterator[str]]:
    """The official schema where it is at hand; its properties that concern us, by hand, where it is not."""
    schema = _official()
    if schema is None:
        return by_hand
    from jsonschema import Draft4Validator, FormatChecker

    validator = Draft4Validator(json.loads(schema.read_text("utf-8")), format_checker=FormatChecker())
    return lambda value: (f"{error.json_path}: {error.message}" for error in validator.iter_errors(value))


SHAPES: dict[str, dict[str, type | tuple[type, ...]]] = {
    "artifactLocation": {"uri": str, "uriBaseId": str, "index": int, "description": dict},
    "region": {
        "startLine": int, "startColumn": int, "endLine": int, "endColumn": int, "snippet": dict,
    },
    "physicalLocation": {"artifactLocation": dict, "region": dict, "contextRegion": dict},
    "location": {"id": int, "physicalLocation": dict, "logicalLocations": list, "message": dict},
    "logicalLocation": {"name": str, "fullyQualifiedName": str, "kind": str},
    "result": {
        "ruleId": str, "ruleIndex": int, "kind": str, "level": str, "message": dict, "locations": list,
        "relatedLocations": list, "partialFingerprints": dict, "fixes": list, "properties": dict,
    },
    "artifact": {
        "location": dict, "roles": list, "mimeType": str, "encoding": str, "length": int, "hashes": dict,
    },
    "invocation": {"executionSuccessful": bool, "exitCode": int, "toolExecutionNotifications": list},
    "notification": {
        "descriptor": dict, "level": str, "message": dict, "locations": list, "associatedRule": dict, "exception": dict,
    },
    "reportingDescriptor": {
        "id": str, "name": str, "shortDescription": dict, "fullDescription": dict, "help": dict,
        "defaultConfiguration": dict, "properties": dict,
    },
    "fix": {"description": dict, "artifactChanges": list},
    "artifactChange": {"artifactLocation": dict, "replacements": list},
    "replacement": {"deletedRegion": dict, "insertedContent": dict},
    "driver": {
        "name": str, "fullName": str, "version": str, "semanticVersion": str, "informationUri": str, "language": str,
        "shortDescription": dict, "rules": list, "notifications": list,
    },
    "run": {
        "tool": dict, "language": str, "columnKind": str, "newlineSequences": list, "originalUriBaseIds": dict,
        "invocations": list, "artifacts": list, "results": list,
    },
}  # fmt: skip
"""The properties that a SARIF object may have, of those that are written here."""

WITHIN: dict[str, str] = {
    "artifactLocation": "artifactLocation", "location": "artifactLocation", "region": "region",
    "contextRegion": "region", "deletedRegion": "region", "physicalLocation": "physicalLocation",
    "locations": "location", "relatedLocations": "location", "logicalLocations": "logicalLocation",
    "results": "result", "artifacts": "artifact", "invocations": "invocation",
    "toolExecutionNotifications": "notification", "rules": "reportingDescriptor",
    "notifications": "reportingDescriptor", "fixes": "fix", "artifactChanges": "artifactChange",
    "replacements": "replacement", "driver": "driver", "runs": "run",
}  # fmt: skip
"""Which object stands under which property."""


def by_hand(value: object, shape: str = "log") -> Iterator[str]:
    """What the schema would object to: unknown properties, wrong types, wrong words, missing properties."""
    if not isinstance(value, dict):
        yield f"{shape} is no object"
        return
    if shape == "log" and (value.get("version") != "2.1.0" or list(value) != ["$schema", "version", "runs"]):
        yield "no SARIF 2.1.0"
    allowed = SHAPES.get(shape)
    for name, inside in value.items():
        if allowed is not None and name not in allowed:
            yield f"{shape} has no property {name}"
        elif allowed is not None and not isinstance(inside, allowed[name]):
            yield f"{shape}.{name} is a {type(inside).__name__}"
        if name == "level" and inside not in ("none", "note", "warning", "error"):
            yield f"{shape}.level is {inside}"
        if name in ("startLine", "startColumn", "endLine", "endColumn") and inside < 1:
            yield f"{shape}.{name} is {inside}"
        if name == "properties":
            continue
        for item in inside if isinstance(inside, list) else [inside]:
            if isinstance(item, dict):
                yield from by_hand(item, WITHIN[name] if name in WITHIN else str(name))
    required = {
        "result": "message", "artifactChange": "artifactLocation", "replacement": "deletedRegion", "run": "tool",
        "reportingDescriptor": "id", "notification": "message", "invocation": "executionSuccessful", "driver": "name",
    }  # fmt: skip
    if shape in required and required[shape] not in value:
        yield f"{shape} has no {required[shape]}"


def well_built(value: dict[str, Any]) -> Iterator[str]:
    """What the schema cannot say: that numbers point at what they mean, that texts stand where regions say."""
    run = value["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    if len({rule["id"] for rule in rules}) != len(rules):
        yield "a rule is listed twice"
    for rule in rules:
        if rule["name"].lower() == rule["id"].lower():
            yield f"{rule['id']} is its own name"
        if not all((rule["shortDescription"]["text"], rule["fullDescription"]["text"], *rule["help"].values())):
            yield f"{rule['id']} is not described"
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            yield f"{result['ruleId']} has the number of another rule"
        if re.search(r"(?<!\\)\[[^\]]*\]\(", result["message"]["text"]):
            yield f"a link in {result['message']['text']}"
    for place in _all(value, "artifactLocation"):
        if not URI.fullmatch(place["uri"]):
            yield f"{place['uri']} is no URI"
        if "index" in place and run["artifacts"][place["index"]]["location"]["uri"] != place["uri"]:
            yield f"{place['uri']} has the number of another file"
    for physical in _all(value, "physicalLocation"):
        region, context = physical.get("region", {}), physical.get("contextRegion")
        if "endLine" in region:
            start = (region["startLine"], region["startColumn"])
            if start > (region["endLine"], region["endColumn"]):
                yield f"{region} ends before it begins"
        if context and not (context["startLine"] < region["startLine"] or context["endLine"] > region["endLine"]):
            yield f"{context} is no wider than {region}"


def _all(value: object, name: str) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if name in value:
            yield value[name]
        for inside in value.values():
            yield from _all(inside, name)
    elif isinstance(value, list):
        for inside in value:
            yield from _all(inside, name)


VALIDATE = _validator()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_run_with_everything_is_valid(language: str) -> None:
    run = log(everything(), language=language)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["language"] == {"zh": "zh-CN", "en": "en-US"}[language]
    assert len(run["results"]) == sum(everything().counts().values())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_valid_without_the_official_schema_too(language: str) -> None:
    value = json.loads(report(everything(), ReportOptions(root=HERE, language=language)))
    assert list(by_hand(value)) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: run["results"][0].pop("message"),
        lambda run: run["results"][0].update(level="info"),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda run: run["artifacts"][0].update(length="337"),
        lambda run: run["tool"]["driver"]["rules"][0].pop("id"),
        lambda run: run["invocations"][0].pop("executionSuccessful"),
    ],
)
def test_the_checks_object_to_what_is_wrong(spoil: Callable[[Any], object]) -> None:
    value = json.loads(report(everything(), ReportOptions(root=HERE)))
    spoil(value["runs"][0])
    assert list(VALIDATE(value))
    assert list(by_hand(value))


# Rules


def test_every_rule_in_force_is_described_and_every_rule_that_spoke() -> None:
    rules = log(everything())["tool"]["driver"]["rules"]
    ids = ["applications-row-total", "punctuation-width", "spacing", "unreadable", "unknown-edition"]
    assert [rule["id"] for rule in rules] == ids
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "warning", "note", "error", "error"]
    total = rules[0]
    assert total["shortDescription"]["text"] == "表内注：各项之和等于总计"
    assert "A row with an undecided cell is passed over." in total["help"]["text"]
    assert total["help"]["markdown"].startswith("# applications-row-total\n")
    assert total["properties"] == {
        "tags": ["disclosure", "row-total"], "precision": "very-high", "problem.severity": "error",
    }  # fmt: skip
    english = log(everything(), language="en")["tool"]["driver"]["rules"]
    assert english[0]["shortDescription"]["text"] == "The parts of a row make its total."


def test_a_rule_of_two_packs_is_listed_once() -> None:
    other = PACK.replace(name="cn/other", rules=tuple(reversed(PACK.rules)))
    run = Run(VERSION, (checked(row_total(REPORT)), checked(row_total(REPORT), path="b").replace(pack=other)))
    assert [result["ruleIndex"] for result in log(run)["results"]] == [0, 0]


# Results


def test_a_result_says_where_what_and_why() -> None:
    (result,) = log(Run(VERSION, (checked(row_total(REPORT)),)))["results"]
    location = result["locations"][0]
    assert result["message"] == {"text": "各项之和为4，总计为5"}
    assert location["physicalLocation"]["region"] == {
        "startLine": 6, "startColumn": 12, "endLine": 6, "endColumn": 13, "snippet": {"text": "5"},
    }  # fmt: skip
    assert location["physicalLocation"]["contextRegion"]["snippet"]["text"] == "\n".join(REPORT.splitlines()[4:7])
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "applications.received.total"
    assert [place["message"]["text"] for place in result["relatedLocations"]] == [
        "自然人3", "社会公益组织1", "报告年度2021",
    ]  # fmt: skip
    assert [place["physicalLocation"]["region"]["startColumn"] for place in result["relatedLocations"]] == [8, 10, 3]
    assert result["properties"]["basis"] == "表内注：各项之和等于总计"
    assert list(result["partialFingerprints"].values()) == list(fingerprints(checked(row_total(REPORT))))


def test_only_a_safe_fix_is_offered() -> None:
    safe, unsafe = half_width(REPORT), half_width(REPORT)
    assert safe.fix is not None
    unsafe = unsafe.replace(fix=safe.fix._replace(safe=False))
    first, second = log(Run(VERSION, (checked(safe, unsafe),)))["results"]
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 13},
            "insertedContent": {"text": "，"},
        }
    ]
    assert "fixes" not in second
    assert second["properties"]["unsafeFix"] == [change]


def test_words_in_brackets_make_no_link() -> None:
    said = log(
        Run(VERSION, (checked(finding(Span(0, 1), "多余的[bookmark: _x](1)"), finding(Span(0, 1), "〔2019〕[60]号")),))
    )
    assert [result["message"]["text"] for result in said["results"]] == ["多余的\\[bookmark: _x](1)", "〔2019〕[60]号"]


def test_what_is_too_long_is_not_quoted() -> None:
    text = "甲" * 5000 + "\n乙"
    (result,) = log(Run(VERSION, (Checked("a", (finding(Span(0, 5000), "长"),), document(text)),)))["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert "snippet" not in physical["region"]
    assert "contextRegion" not in physical


def test_of_too_many_results_the_gravest_are_kept() -> None:
    levels: tuple[tuple[Severity, int], ...] = (("note", 24_000), ("error", 900), ("warning", 600))
    found = tuple(finding(Span(0, 1), "多", severity=level) for level, many in levels for _ in range(many))
    run = json.loads(report(Run(VERSION, (checked(*found),)), ReportOptions()))["runs"][0]
    kept = [result["level"] for result in run["results"]]
    assert (len(kept), kept.count("error"), kept.count("warning")) == (25_000, 900, 600)
    assert kept[-600:] == ["warning"] * 600
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["descriptor"]["id"] == "results-left-out"
    assert "500" in notice["message"]["text"]


# Files


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a.txt", "a.txt"),
        ("./b/../a.txt", "a.txt"),
        ("有 空格/“引号”.txt", "%E6%9C%89%20%E7%A9%BA%E6%A0%BC/%E2%80%9C%E5%BC%95%E5%8F%B7%E2%80%9D.txt"),
        ("100%#1?.txt", "100%25%231%3F.txt"),
        ('[a]\\b".txt', "%5Ba%5D%5Cb%22.txt"),
        ("c:d.txt", "./c:d.txt"),
        ("e/c:d.txt", "e/c:d.txt"),
        ("e\u0301.txt", "%C3%A9.txt"),
        ("<stdin>", "%3Cstdin%3E"),
        ("坏\udcff.txt", "%E5%9D%8F%FF.txt"),
        (f"{HERE}/f/g.txt", "f/g.txt"),
        ("../h.txt", "file:///srv/h.txt"),
        ("/etc/年/i.txt", "file:///etc/%E5%B9%B4/i.txt"),
        (f"{HERE}2/j.txt", "file:///srv/%E5%B9%B4%20%E6%8A%A52/j.txt"),
    ],
)
def test_paths_become_uris(path: str, uri: str) -> None:
    run = log(Run(VERSION, (checked(half_width(REPORT), path=path),)))
    location = run["artifacts"][0]["location"]
    assert location["uri"] == uri
    assert ("uriBaseId" in location) == (not uri.startswith("file:"))
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == location
    assert run["originalUriBaseIds"]["SRCROOT"]["uri"] == "file:///srv/%E5%B9%B4%20%E6%8A%A5/"


def test_without_a_current_folder_paths_stay_as_they_are() -> None:
    run = log(Run(VERSION, (checked(path="../a b.txt"), checked(path="/c.txt"))), root="")
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["../a%20b.txt", "file:///c.txt"]
    assert "uri" not in run["originalUriBaseIds"]["SRCROOT"]


def test_artifacts_tell_how_files_were_read() -> None:
    read = document("甲\n", "b", encoding="utf-16-le")
    run = log(Run(VERSION, (checked(), Checked("b", (), read, size=6), unreadable("c"))))
    first, second, third = run["artifacts"]
    assert first["encoding"] == "UTF-8"
    assert first["mimeType"] == "text/plain"
    assert first["length"] == len(REPORT.encode())
    assert first["hashes"] == {"sha-256": "ab" * 32}
    assert (second["encoding"], second["length"], "hashes" in second) == ("UTF-16LE", 6, False)
    assert "encoding" not in third


def test_a_related_place_may_stand_in_another_file() -> None:
    message = Message("x", "上年", "last year")
    elsewhere = (Related(message, Span(2, 6), "2020.txt"), Related(message, Span(2, 6), "gone.txt"))
    run = log(Run(VERSION, (checked(row_total(REPORT).replace(related=elsewhere)), checked(path="2020.txt"))))
    first, second = (place["physicalLocation"] for place in run["results"][0]["relatedLocations"])
    assert (first["artifactLocation"]["index"], first["region"]["startColumn"]) == (1, 3)
    assert (second["artifactLocation"]["uri"], second["region"]) == ("gone.txt", {"startLine": 1})


# The run


def test_what_went_wrong_on_the_way_is_notified() -> None:
    run = log(everything())
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    guess, failure, bad = invocation["toolExecutionNotifications"]
    descriptors = run["tool"]["driver"]["notifications"]
    for told, code, level in (
        (guess, "guessed-encoding", "note"),
        (failure, "tool-failure", "error"),
        (bad, "unreadable", "error"),
    ):
        assert descriptors[told["descriptor"]["index"]]["id"] == told["descriptor"]["id"] == code
        assert told["level"] == level
    assert failure["exception"] == {"kind": "ValueError", "message": "no such thing (spacing.py:12)"}
    assert failure["associatedRule"] == {"id": "spacing", "index": 2}
    assert unquote(bad["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == "坏文件.txt"


def test_exit_codes() -> None:
    def code(run: Run) -> int:
        value: int = log(run)["invocations"][0]["exitCode"]
        return value

    assert code(Run(VERSION, (checked(),))) == 0
    assert code(Run(VERSION, (checked(half_width(REPORT)),))) == 0
    assert code(Run(VERSION, (checked(half_width(REPORT)),), fail_on="warning")) == 1
    assert code(Run(VERSION, (checked(row_total(REPORT)),))) == 1


def test_no_files_is_valid_too() -> None:
    assert log(Run(VERSION, ()))["results"] == []


def _slice(text: str, region: dict[str, Any]) -> str:
    """The text of a region, found by counting lines and columns, not by offsets."""
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", text)
    within = lines[region["startLine"] - 1 : region["endLine"]]
    within[-1] = within[-1][: region.get("endColumn", len(within[-1]) + 1) - 1]
    within[0] = within[0][region.get("startColumn", 1) - 1 :]
    return "".join(within)


@given(st.text("甲a𠮷\u0301\t\n\r\x0b\u2028", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_snippet_is_what_stands_in_its_region(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    (result,) = log(Run(VERSION, (Checked("a", (finding(Span(start, end), "此处"),), document(text)),)))["results"]
    physical = result["locations"][0]["physicalLocation"]
    if start < end:
        assert physical["region"]["snippet"]["text"] == text[start:end]
        assert _slice(text, physical["region"]) == text[start:end]
    if "contextRegion" in physical:
        context = physical["contextRegion"]
        assert _slice(text, context).rstrip("\r\n") == context["snippet"]["text"].rstrip("\r\n")
        assert text[start:end].strip("\r\n") in context["snippet"]["text"]
    assert LineTable(text).position(start).line == physical["region"]["startLine"]


@given(ANY, ANY, ANY, st.sampled_from(["zh", "en"]), st.booleans())
def test_it_is_valid_whatever_it_is_about(path: str, text: str, words: str, language: str, safe: bool) -> None:
    span = Span(0, len(text))
    diagnostic = Diagnostic(
        rule=words,
        severity="warning",
        message=Message("own", words, words),
        span=span,
        basis=words,
        related=(Related(Message("own", words, words), span, path), Related(Message("own", words, words), span, words)),
        fix=Fix((Edit(span, words), Edit(Span(0, 0), "")), safe=safe),
        place=words,
    )
    note = Note(words, words, words)
    file = Checked(path, (diagnostic,), document(text, notes=(note,)), None, PACK)
    run = Run(VERSION, (file, unreadable(words)))
    said = log(run, language=language)
    assert said["results"][0]["properties"]["basis" if words else "code"] == (
        words.encode("utf-8", "replace").decode() or "own"
    )
    report(run, ReportOptions(encoding="gbk", language=language)).encode("ascii")
