"""The findings as a JUnit report, which nearly every build server shows as tests."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from disclint import SEVERITIES, Checked, Diagnostic, ReportOptions, Run, Screen
from disclint.reporters.related import in_other_files

__all__ = ["report"]

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even by its code."""


def report(run: Run, options: ReportOptions) -> str:
    """A test suite for each file, in it a test for each rule in force: its name is the same in every run.

    A test fails if a finding of its rule is as grave as ``--fail-on`` asks; what is slighter stands in its output.
    """
    root = ET.Element("testsuites", name="disclint")
    root.extend(_suite(file, run, options) for file in run.files)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root)
    text = Screen(options.encoding).fit_xml(ET.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(file: Checked, run: Run, options: ReportOptions) -> ET.Element:
    found: dict[str, list[Diagnostic]] = {rule.id: [] for rule in (file.pack.rules if file.pack else ())}
    for diagnostic in file.diagnostics:
        found.setdefault(diagnostic.rule, []).append(diagnostic)
    failing = SEVERITIES[: SEVERITIES.index(run.fail_on) + 1]
    suite = ET.Element("testsuite", name=_legal(file.path))
    for rule, diagnostics in found.items():
        case = _case(suite, file, rule)
        grave = [d for d in diagnostics if d.severity in failing]
        slight = [d for d in diagnostics if d.severity not in failing]
        if grave:
            message = grave[0].message.text(options.language)
            more = f" (+{len(grave) - 1})" if len(grave) > 1 else ""
            failure = ET.SubElement(case, "failure", message=_legal(message + more), type=grave[0].severity)
            failure.text = _lines(file, grave, options)
        if slight:
            ET.SubElement(case, "system-out").text = _lines(file, slight, options)
    for broken in file.failures:
        broken_case = next((case for case in suite if case.get("name") == broken.part), None)
        if broken_case is None:
            broken_case = _case(suite, file, broken.part)
        error = ET.SubElement(broken_case, "error", message=_legal(broken.cause), type="program")
        error.text = _legal(broken.trace or broken.cause)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))
    return suite


def _case(suite: ET.Element, file: Checked, rule: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=_legal(file.path), name=_legal(rule))


def _lines(file: Checked, diagnostics: list[Diagnostic], options: ReportOptions) -> str:
    lines = []
    for diagnostic in diagnostics:
        start = file.position(diagnostic.span.start)
        words = diagnostic.message.text(options.language)
        lines.append(f"{file.path}:{start.line}:{start.column} {diagnostic.severity} {words}")
        if diagnostic.place:
            lines.append(f"    {diagnostic.place}")
        lines.extend(f"    {other}" for other in in_other_files(file, diagnostic, options.language))
    return _legal("\n".join(lines))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
