"""The findings for code hosts and editors: SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclint import (
    SEVERITIES,
    Checked,
    Diagnostic,
    Document,
    Edit,
    Related,
    ReportOptions,
    Rule,
    Run,
    Screen,
    Span,
    Suppression,
    fingerprints,
)
from disclint.reporters.paths import file_uri, uri

__all__ = ["report"]

Object = dict[str, Any]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://disclint.example/"
_BASE = "SRCROOT"

_MOST_RESULTS = 25_000
_MOST_PLACES = 1_000
"""Limits of GitHub, which refuses a run that goes beyond them."""

_LONGEST = 2_000
"""Code points. A snippet that is longer is left out."""

_ENGINE = {
    "unreadable": (
        "文件无法读取。", "A file cannot be read.",
        "文件打不开、空白、不是文本，或者编码无法确定。其他文件照常检查。",
        "It cannot be opened, it is empty, no text, or in an unknown encoding. All others are still checked.",
    ),
    "unknown-edition": (
        "没有适用于该年度或表格格式的规则包。", "No pack fits the year or the form.",
        "报告的年度无法确定，或者没有适用的规则包，因此未作检查。可用 --year 或 --pack 指定。",
        "The year of the report cannot be told, or no pack fits it, so that nothing was judged. Say --year or --pack.",
    ),
}  # fmt: skip
"""What is found before any rule is in force: short and full descriptions in both languages."""

_NOTIFICATIONS = {
    "unreadable": ("文件无法读取。", "A file cannot be read."),
    "tool-failure": ("程序出错，检查不完整。", "The program failed, and the file was checked in part."),
    "results-left-out": ("结果太多，未全部列出。", "There are too many results, and not all are listed."),
}

_PRECISION = {"error": "very-high", "warning": "high", "note": "medium"}
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}
_MIME = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def report(run: Run, options: ReportOptions) -> str:
    """The run as a SARIF log with one run, a result a line. Nothing in it tells the time."""
    import json

    log = _Log(run, options)
    results, left_out = log.results()
    members: Object = {
        "tool": log.tool(),
        "language": "en-US" if log.english else "zh-CN",
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_BASE: log.base()},
        "invocations": [log.invocation(left_out)],
        "artifacts": [log.artifact(file) for file in run.files],
        "results": results,
    }

    def dumps(value: object) -> str:
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return "[\n" + ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value) + "\n ]"
        return json.dumps(value, ensure_ascii=False)

    inside = ",\n".join(f' "{name}": {dumps(value)}' for name, value in members.items())
    text = f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{\n{inside}\n}}]}}\n'
    return Screen(options.encoding).fit_json(text)


class _Log:
    """A run on its way into SARIF: its files and rules by number."""

    def __init__(self, run: Run, options: ReportOptions) -> None:
        self.run = run
        self.language = options.language
        self.english = options.language == "en"
        self.root = options.root
        self.files = {file.path: (number, file) for number, file in reversed(list(enumerate(run.files)))}
        self.rules: dict[str, Rule | None] = {}
        for file in run.files:
            for rule in file.pack.rules if file.pack else ():
                self.rules.setdefault(rule.id, rule)
        for file in run.files:
            for diagnostic, _, _ in _all(file):
                self.rules.setdefault(diagnostic.rule, None)
        self.rule_numbers = {rule: number for number, rule in enumerate(self.rules)}
        self.notes = {note.code: note for file in run.files if file.document for note in file.document.notes}
        self.note_numbers = {code: number for number, code in enumerate((*self.notes, *_NOTIFICATIONS))}

    def say(self, chinese: str, english: str) -> str:
        return english if self.english else chinese

    # The tool

    def tool(self) -> Object:
        driver = {
            "name": "disclint",
            "fullName": f"disclint {self.run.version}",
            "version": self.run.version,
            "semanticVersion": self.run.version,
            "informationUri": _HOME,
            "language": "en-US" if self.english else "zh-CN",
            "shortDescription": _text(
                self.say("检查政府信息公开工作年度报告。", "Checks government information disclosure annual reports.")
            ),
            "rules": [self.rule(key, rule) for key, rule in self.rules.items()],
            "notifications": [
                *(self.notification(code, self.say(note.chinese, note.english)) for code, note in self.notes.items()),
                *(self.notification(code, self.say(*words)) for code, words in _NOTIFICATIONS.items()),
            ],
        }
        return {"driver": driver}

    def notification(self, code: str, words: str) -> Object:
        return {
            "id": code,
            "name": f"{_pascal(code)}Notice",
            "shortDescription": _text(words),
            "fullDescription": _text(words),
            "help": {"text": words, "markdown": words},
        }

    def rule(self, key: str, rule: Rule | None) -> Object:
        severity = rule.severity if rule else "error"
        short, full, help_text, markdown = self.manual(key, rule)
        described: Object = {
            "id": key,
            "name": f"{_pascal(key)}Check",
            "shortDescription": _text(short),
            "fullDescription": _text(full),
            "help": {"text": help_text, "markdown": markdown},
        }
        described["defaultConfiguration"] = {"level": severity}
        tags = ["disclosure", rule.kind] if rule is not None and rule.kind else ["disclosure"]
        described["properties"] = {
            "tags": tags,
            "precision": _PRECISION[severity],
            "problem.severity": _PROBLEM[severity],
        }
        return described

    def manual(self, key: str, rule: Rule | None) -> tuple[str, str, str, str]:
        """A rule's short and full description, and its help as text and as Markdown."""
        if rule is None:
            chinese, english, more, further = _ENGINE.get(key, (f"{key}。", f"{key}.", f"{key}。", f"{key}."))
            short, full = self.say(chinese, english), self.say(more, further)
            return short, full, full, f"# {key}\n\n{full}\n"
        from inspect import cleandoc

        manual = cleandoc(type(rule).__doc__ or "") or f"{key}."
        first = manual.split("\n\n")[0].replace("\n", " ")
        short = first.split(". ")[0].rstrip(".") + "."
        if not self.english and any("一" <= character <= "鿿" for character in rule.basis):
            short = rule.basis
        basis = self.say(f"依据：{rule.basis}", f"Basis: {rule.basis}") if rule.basis else ""
        command = f"disclint explain {key}"
        text = "\n\n".join(part for part in (manual, basis, command) if part)
        markdown = "\n\n".join(part for part in (f"# {key}", manual, basis, f"`{command}`") if part)
        return short, "\n\n".join(part for part in (first, basis) if part), text, markdown + "\n"

    # The run

    def base(self) -> Object:
        description = {"description": _text(self.say("运行时的当前文件夹。", "The current folder of the run."))}
        return {"uri": f"{file_uri(self.root)}/", **description} if self.root else description

    def invocation(self, left_out: int) -> Object:
        failed = any(file.failures for file in self.run.files)
        told = [told for file in self.run.files for told in self.told(file)]
        if left_out:
            words = self.say(
                f"结果超过 {_MOST_RESULTS} 条，{left_out} 条未列出，留下的是最严重的。",
                f"More than {_MOST_RESULTS} results: {left_out} are left out, the gravest are kept.",
            )
            told.append({**self.noticed("results-left-out", "warning"), "message": {"text": words}})
        return {
            "executionSuccessful": not failed,
            "exitCode": 2 if failed else int(self.run.fails()),
            "toolExecutionNotifications": told,
        }

    def noticed(self, code: str, level: str) -> Object:
        return {"descriptor": {"id": code, "index": self.note_numbers[code]}, "level": level}

    def told(self, file: Checked) -> Iterator[Object]:
        """What is to be said of the reading and checking of a file, beside its findings."""
        locations = [{"physicalLocation": {"artifactLocation": self.artifact_location(file.path)}}]
        for note in file.document.notes if file.document else ():
            message = {"text": _escaped(self.say(note.chinese, note.english))}
            yield {**self.noticed(note.code, "note"), "message": message, "locations": locations}
        if file.document is None:
            for diagnostic in file.diagnostics:
                message = {"text": _escaped(diagnostic.message.text(self.language))}
                yield {**self.noticed("unreadable", "error"), "message": message, "locations": locations}
        for failure in file.failures:
            words = self.say(
                f"程序出错，{failure.part} 未能完成。", f"The program failed: {failure.part} was not completed."
            )
            failed = {**self.noticed("tool-failure", "error"), "message": {"text": words}, "locations": locations}
            if failure.part in self.rule_numbers:
                failed["associatedRule"] = {"id": failure.part, "index": self.rule_numbers[failure.part]}
            kind, _, cause = failure.cause.partition(": ")
            yield {**failed, "exception": {"kind": kind, "message": cause or failure.cause}}

    def artifact(self, file: Checked) -> Object:
        document = file.document
        described: Object = {"location": self.artifact_location(file.path), "roles": ["analysisTarget"]}
        if document is not None:
            described["mimeType"] = _MIME.get(document.format, "application/octet-stream")
            described["encoding"] = _charset(document.encoding)
            described["length"] = file.size
        if file.sha256:
            described["hashes"] = {"sha-256": file.sha256}
        return described

    def artifact_location(self, path: str) -> Object:
        """Relative to the current folder where the file lies in it; index and all."""
        address, inside = uri(path, self.root)
        location: Object = {"uri": address, "uriBaseId": _BASE} if inside else {"uri": address}
        if path in self.files:
            location["index"] = self.files[path][0]
        return location

    # The results

    def results(self) -> tuple[list[Object], int]:
        """The results, file by file, and how many were left out: the slightest ones, if there are too many."""
        found = [(file, *each) for file in self.run.files for each in _all(file)]
        kept = sorted(
            range(len(found)),
            key=lambda number: (found[number][3] is not None, SEVERITIES.index(found[number][1].severity)),
        )
        results = [self.result(*found[number]) for number in sorted(kept[:_MOST_RESULTS])]
        return results, len(found) - len(results)

    def result(
        self, file: Checked, diagnostic: Diagnostic, fingerprint: str, suppression: Suppression | None
    ) -> Object:
        result: Object = {
            "ruleId": diagnostic.rule,
            "ruleIndex": self.rule_numbers[diagnostic.rule],
            "kind": "fail",
            "level": diagnostic.severity,
            "message": {"text": _escaped(diagnostic.message.text(self.language))},
            "locations": [self.location(file, diagnostic)],
        }
        if diagnostic.related:
            result["relatedLocations"] = [
                {
                    "id": number,
                    "message": {"text": _escaped(item.message.text(self.language))},
                    "physicalLocation": self.related(file, item),
                }
                for number, item in enumerate(diagnostic.related[:_MOST_PLACES], 1)
            ]
        result["partialFingerprints"] = {"disclintContext/v1": fingerprint}
        if suppression is not None:
            result["suppressions"] = [self.suppression(suppression)]
        properties: Object = {"code": diagnostic.message.code}
        if diagnostic.place:
            properties["place"] = diagnostic.place
        if diagnostic.basis:
            properties["basis"] = diagnostic.basis
        if diagnostic.fix is not None:
            if diagnostic.fix.safe:
                result["fixes"] = [self.fix(file, diagnostic.fix.edits)]
            else:
                properties["unsafeFix"] = self.fix(file, diagnostic.fix.edits)["artifactChanges"]
        result["properties"] = properties
        return result

    def suppression(self, suppression: Suppression) -> Object:
        where = f"{suppression.path}:{suppression.line}" if suppression.line else suppression.path
        reason = suppression.reason or self.say(f"已列入基线 {where}", f"in the baseline {where}")
        return {"kind": "external", "status": "accepted", "justification": reason}

    def location(self, file: Checked, diagnostic: Diagnostic) -> Object:
        location: Object = {"physicalLocation": self.physical(file.path, diagnostic.span)}
        if diagnostic.cell is not None:
            name = ".".join(diagnostic.cell)
            location["logicalLocations"] = [
                {"name": diagnostic.cell.column, "fullyQualifiedName": name, "kind": "value"}
            ]
        elif diagnostic.place:
            location["logicalLocations"] = [{"fullyQualifiedName": diagnostic.place, "kind": "object"}]
        return location

    def related(self, file: Checked, item: Related) -> Object:
        """A place that belongs to a finding, by its lines where its file is not at hand."""
        path = item.path or file.path
        known = path in self.files and self.files[path][1].document is not None
        if known or item.start is None:
            return self.physical(path, item.span)
        end = item.end or item.start
        region = {"startLine": item.start.line, "startColumn": item.start.column}
        region |= {"endLine": end.line, "endColumn": end.column}
        return {"artifactLocation": self.artifact_location(path), "region": region}

    def physical(self, path: str, span: Span) -> Object:
        physical: Object = {"artifactLocation": self.artifact_location(path)}
        document = self.files[path][1].document if path in self.files else None
        if document is None:
            return {**physical, "region": {"startLine": 1}}
        physical["region"] = _region(document, span)
        context = _context(document, span)
        return {**physical, "contextRegion": context} if context else physical

    def fix(self, file: Checked, edits: tuple[Edit, ...]) -> Object:
        replacements: list[Object] = []
        words = []
        for edit in sorted(edits):
            replacement: Object = {"deletedRegion": _bare_region(file, edit.span)}
            if edit.text:
                replacement["insertedContent"] = {"text": edit.text}
            replacements.append(replacement)
            words.append(f"“{edit.text}”")
        change = {"artifactLocation": self.artifact_location(file.path), "replacements": replacements}
        instead = self.say("、", ", ").join(words)
        description = self.say(f"改为{instead}。", f"Write {instead} instead.")
        return {"description": {"text": _escaped(description)}, "artifactChanges": [change]}


def _all(file: Checked) -> list[tuple[Diagnostic, str, Suppression | None]]:
    """The findings of a file with their fingerprints, those that are suppressed in their places among the others."""
    found: list[tuple[Diagnostic, str, Suppression | None]] = [
        (diagnostic, fingerprint, None)
        for diagnostic, fingerprint in zip(file.diagnostics, fingerprints(file), strict=True)
    ]
    if file.suppressed:
        found += [(each.diagnostic, each.fingerprint, each) for each in file.suppressed]
        found.sort(key=lambda each: (each[0].span, each[0].rule))
    return found


def _text(words: str) -> Object:
    return {"text": words}


def _pascal(key: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in key.replace("_", "-").split("-"))


def _escaped(text: str) -> str:
    """A message that no reader takes for one with a link in it."""
    return text.replace("[", "\\[") if "](" in text else text


def _charset(encoding: str) -> str:
    name = encoding.upper().replace("_", "-").removesuffix("-SIG")
    return {"UTF-16-LE": "UTF-16LE", "UTF-16-BE": "UTF-16BE", "UTF8": "UTF-8"}.get(name, name)


# Regions ---------------------------------------------------------------------------------------------------------


def _bare_region(file: Checked, span: Span) -> Object:
    start, end = file.position(span.start), file.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _region(document: Document, span: Span) -> Object:
    start, end = document.lines.position(span.start), document.lines.position(span.end)
    region: Object = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    if span.start < span.end <= span.start + _LONGEST:
        region["snippet"] = {"text": document.text[span.start : span.end]}
    return region


def _context(document: Document, span: Span) -> Object | None:
    """The lines of a span with one before and one after; ``None`` if there are none, or too long ones."""
    lines = document.lines
    first, last = lines.line(span.start), lines.line(span.end)
    above, below = max(first - 1, 1), min(last + 1, len(lines.starts))
    start, end = lines.span_of(above).start, lines.span_of(below).end
    if (above, below) == (first, last) or end - start > _LONGEST or span.end > end:
        return None
    return {"startLine": above, "endLine": below, "snippet": {"text": document.text[start:end]}}
