"""The findings as a JUnit report, which nearly every build server shows as tests."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from disclint import SEVERITIES, Checked, Diagnostic, ReportOptions, Run, Screen

__all__ = ["report"]

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even by its code."""


def report(run: Run, options: ReportOptions) -> str:
    """A test suite for each file, in it a test for each rule in force: its name is the same in every run.

    A test fails if a finding of its rule is as grave as ``--fail-on`` asks; what is slighter stands in its output.
    """
    suites = [_suite(file, run, options) for file in run.files]
    root = ElementTree.Element("testsuites", name="disclint", **_totals(suites))
    root.extend(suites)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    if not Screen(options.encoding).is_unicode:
        text = text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(file: Checked, run: Run, options: ReportOptions) -> ElementTree.Element:
    found: dict[str, list[Diagnostic]] = {rule.id: [] for rule in (file.pack.rules if file.pack else ())}
    for diagnostic in file.diagnostics:
        found.setdefault(diagnostic.rule, []).append(diagnostic)
    failing = SEVERITIES[: SEVERITIES.index(run.fail_on) + 1]
    suite = ElementTree.Element("testsuite", name=_legal(file.path))
    for rule, diagnostics in found.items():
        case = _case(suite, file, rule)
        grave = [d for d in diagnostics if d.severity in failing]
        slight = [d for d in diagnostics if d.severity not in failing]
        if grave:
            message = grave[0].message.text(options.language)
            more = f" (+{len(grave) - 1})" if len(grave) > 1 else ""
            failure = ElementTree.SubElement(case, "failure", message=_legal(message + more), type=grave[0].severity)
            failure.text = _lines(file, grave, options)
        if slight:
            ElementTree.SubElement(case, "system-out").text = _lines(file, slight, options)
    for failure in file.failures:
        case = next((case for case in suite if case.get("name") == failure.part), None)
        case = case if case is not None else _case(suite, file, failure.part)
        error = ElementTree.SubElement(case, "error", message=_legal(failure.cause), type="program")
        error.text = _legal(failure.trace or failure.cause)
    for key, value in _totals([suite], cases=True).items():
        suite.set(key, value)
    return suite


def _case(suite: ElementTree.Element, file: Checked, rule: str) -> ElementTree.Element:
    return ElementTree.SubElement(suite, "testcase", classname=_legal(file.path), name=_legal(rule))


def _totals(elements: list[ElementTree.Element], *, cases: bool = False) -> dict[str, str]:
    names = ("tests", "failures", "errors")
    if not cases:
        return {name: str(sum(int(suite.get(name, "0")) for suite in elements)) for name in names}
    (suite,) = elements
    return {
        "tests": str(len(suite)),
        "failures": str(len(suite.findall("testcase/failure"))),
        "errors": str(len(suite.findall("testcase/error"))),
    }


def _lines(file: Checked, diagnostics: list[Diagnostic], options: ReportOptions) -> str:
    lines = []
    for diagnostic in diagnostics:
        start = file.position(diagnostic.span.start)
        words = diagnostic.message.text(options.language)
        lines.append(f"{file.path}:{start.line}:{start.column} {diagnostic.severity} {words}")
        if diagnostic.place:
            lines.append(f"    {diagnostic.place}")
    return _legal("\n".join(lines))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
