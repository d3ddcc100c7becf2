"""The findings for people who open a page: one file that needs nothing else, to read, to print and to send.

Of one report it shows the report itself, its forms redrawn; of several a table that sorts and filters. The script in
it only adds comfort: without it everything is there and readable. What a report says is never markup: Jinja2 escapes
it, and the page's own policy lets no other script run than the one whose hash it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclint import (
    SEVERITIES,
    BoundCell,
    BoundForm,
    CellKey,
    Checked,
    Diagnostic,
    NamedTuple,
    Paragraph,
    Related,
    ReportOptions,
    Run,
    Screen,
    UsageError,
)
from disclint.reporters.annotated import Annotated, FormUnit, Mark, TableUnit, TextUnit, altered, gravest
from disclint.reporters.layout import Printed, bands
from disclint.reporters.mending import before_and_after
from disclint.reporters.related import stretch

try:
    import jinja2
except ImportError as error:
    raise UsageError(
        "--format html 需要 Jinja2；请安装：pip install Jinja2", "--format html needs Jinja2: pip install Jinja2"
    ) from error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from disclint import Severity, State

__all__ = ["encodable", "render", "report"]

_WORDS: dict[Severity, tuple[str, str, str]] = {
    "error": ("错误", "error", "errors"),
    "warning": ("警告", "warning", "warnings"),
    "note": ("提示", "note", "notes"),
}

_STATES: dict[State, tuple[str, str]] = {
    "blank": ("空白", "blank"),
    "uncertain": ("无法判定", "undecided"),
    "missing": ("缺失", "missing"),
}

_LINES_OF_ITS_OWN = ("text", "markdown", "html")
"""Formats whose line numbers a person can go to."""

_LONGEST = 80
"""Code points before and after the stretch that a snippet shows, and of the stretch."""


def report(run: Run, options: ReportOptions) -> str:
    """The run as an HTML page."""
    return encodable(_Page(run, options).html(), options)


def encodable(page: str, options: ReportOptions) -> str:
    """A page with references for what its encoding lacks."""
    screen = Screen(options.encoding)
    return screen.fit(page) if screen.is_unicode else page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def render(template: str, version: str, language: str, **values: Any) -> str:
    """A page of a template, with the style, the script and the policy that lets nothing else run."""
    import os
    from base64 import b64encode
    from hashlib import sha256

    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    inline = {}
    for name in ("page.css", "page.js"):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            inline[name] = "\n" + file.read()
    english = language == "en"
    return environment.get_template(template).render(
        say=lambda chinese, foreign: foreign if english else chinese,
        lang="en" if english else "zh-CN",
        version=version,
        style=_trusted(inline["page.css"]),
        script=_trusted(inline["page.js"]),
        hashes={
            name: "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
            for name, text in inline.items()
        },
        **values,
    )


# What the templates see ------------------------------------------------------------------------------------------


class _Finding(NamedTuple):
    number: int
    severity: Severity
    word: str
    rule: str
    message: str
    at: str
    place: str
    basis: str
    fix: tuple[str, str] | None
    related: list[tuple[str, str, str]]
    """Words, position, and the id to go to, if it is on the page."""
    snippet: tuple[str, str, str] | None
    """The line before the stretch, the stretch, and the line after it."""
    target: str
    """The id of the place in the report, if it is on the page."""
    lit: str
    """The ids of the places that it refers to."""


class _Cell(NamedTuple):
    tag: str
    scope: str
    words: str
    official: str
    """What the form says, where the report says ``words`` instead."""
    kind: str
    colspan: int
    rowspan: int
    severity: Severity | None
    numbers: list[int]
    marks: str
    ids: list[str]
    lit: str
    notes: str
    spoken: str
    """What stands for a cell without words."""


class _Band(NamedTuple):
    caption: str
    head: list[list[_Cell]]
    body: list[list[_Cell]]
    labels: int
    width: int


class _Form(NamedTuple):
    kind: str
    title: str
    layout: str
    bands: list[_Band]
    notes: list[int]
    legend: list[tuple[State, str]]
    source: list[tuple[int, str]]


class _Rule(NamedTuple):
    id: str
    basis: str
    counts: dict[Severity, int]
    files: int
    numbers: list[tuple[int, Severity]]


class _File(NamedTuple):
    number: int
    path: str
    title: str
    organ: str
    year: str
    pack: str
    judged: str
    numbered: bool
    """Whether its lines have numbers that a person can go to."""
    remarks: list[str]
    failures: list[str]
    counts: dict[Severity, int]
    state: str
    findings: list[_Finding]
    units: list[dict[str, Any] | _Form]
    severities: str
    rules: str


class _Page:
    """A run on its way into a page, in one language."""

    def __init__(self, run: Run, options: ReportOptions) -> None:
        self.run = run
        self.language = options.language
        self.english = options.language == "en"
        self.screen = Screen("utf-8")
        self.by_path = {file.path: (number, file) for number, file in enumerate(run.files, 1)}
        self.single = len(run.files) == 1
        self._placed: set[str] = set()

    def say(self, chinese: str, english: str) -> str:
        return english if self.english else chinese

    def clean(self, text: str, tab: str = " ") -> str:
        """A text with the code of each character that acts or cannot be seen."""
        return self.screen.harmless(text, tab)

    def fresh(self, marks: tuple[Mark, ...] | list[Mark]) -> list[str]:
        """The ids of marks that are drawn for the first time: an id stands once on a page."""
        ids = [mark.id for mark in marks if mark.id not in self._placed]
        self._placed.update(ids)
        return ids

    def html(self) -> str:
        counts = self.run.counts()
        return render(
            "page.html.jinja",
            self.run.version,
            self.language,
            single=self.single,
            severities=SEVERITIES,
            words={severity: self.say(words[0], words[1]) for severity, words in _WORDS.items()},
            plurals={severity: self.say(words[0], words[2]) for severity, words in _WORDS.items()},
            counts=counts,
            total=sum(counts.values()),
            rules=self.rules(),
            files=[self.file(number, file) for number, file in enumerate(self.run.files, 1)],
        )

    # Summary

    def rules(self) -> list[_Rule]:
        """The rules that were broken, the gravest and most frequent first."""
        bases = {rule.id: rule.basis for file in self.run.files for rule in (file.pack.rules if file.pack else ())}
        found: dict[str, list[tuple[int, int, Diagnostic]]] = {}
        for at, file in enumerate(self.run.files):
            for number, diagnostic in enumerate(file.diagnostics, 1):
                found.setdefault(diagnostic.rule, []).append((at, number, diagnostic))
        rules = []
        for key, items in found.items():
            counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
            for _, _, diagnostic in items:
                counts[diagnostic.severity] += 1
            numbers = [(number, diagnostic.severity) for _, number, diagnostic in items] if self.single else []
            basis = self.clean(bases.get(key) or items[0][2].basis)
            rules.append(_Rule(self.clean(key), basis, counts, len({at for at, _, _ in items}), numbers))
        return sorted(rules, key=lambda rule: ([-rule.counts[severity] for severity in SEVERITIES], rule.id))

    # A file

    def file(self, number: int, file: Checked) -> _File:
        filing = file.filing
        annotated = Annotated(file, file.document) if self.single and file.document is not None else None
        counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
        for diagnostic in file.diagnostics:
            counts[diagnostic.severity] += 1
        findings = [self.finding(file, at, found, annotated) for at, found in enumerate(file.diagnostics, 1)]
        units = list(self.units(file, annotated)) if annotated is not None else []
        return _File(
            number=number,
            path=self.clean(file.path),
            title=self.clean(filing.title.text if filing and filing.title else ""),
            organ=self.clean(filing.organ.name if filing and filing.organ else ""),
            year=str(filing.year) if filing and filing.year is not None else "",
            pack=self.clean(file.pack.name if file.pack else ""),
            judged=self.judged(file),
            numbered=file.document is not None and file.document.format in _LINES_OF_ITS_OWN,
            remarks=[
                self.clean(self.say(note.chinese, note.english))
                for note in (file.document.notes if file.document else ())
            ],
            failures=[
                self.clean(
                    self.say(
                        f"程序出错，{failure.part} 未能完成：{failure.cause}",
                        f"the program failed, {failure.part} was not completed: {failure.cause}",
                    )
                )
                for failure in file.failures
            ],
            counts=counts,
            state=self.state(file),
            findings=findings,
            units=units,
            severities=" ".join(severity for severity in SEVERITIES if counts[severity]),
            rules=" ".join(dict.fromkeys(found.rule for found in findings)),
        )

    def state(self, file: Checked) -> str:
        if file.document is None:
            return self.say("未能读取", "not read")
        if file.filing is None:
            return self.say("未检查", "not checked")
        if file.failures:
            return self.say("检查不完整", "checked in part")
        return self.say("已检查", "checked")

    def judged(self, file: Checked) -> str:
        """What the file was judged by, and what of it: a pass must show what was checked."""
        filing, pack = file.filing, file.pack
        if filing is None or pack is None:
            return ""
        states = [cell.state for form in filing.forms if form.found for cell in form.cells.values()]
        rules = len(self.run.judges(file))
        found, undecided = sum(form.found for form in filing.forms), states.count("uncertain")
        words = self.say(
            f"{rules}条规则，{found}张表{len(states)}格",
            f"{rules} rules, {found} tables with {len(states)} cells",
        )
        if undecided:
            words += self.say(
                f"，其中{undecided}格无法判定，未作计算", f", {undecided} of them undecided, left out of sums"
            )
        return words

    # A finding

    def finding(self, file: Checked, number: int, diagnostic: Diagnostic, annotated: Annotated | None) -> _Finding:
        document = file.document
        related = []
        lit = []
        for item in diagnostic.related:
            here = item.path in (None, file.path)
            _, other = (0, file) if here else self.by_path.get(str(item.path), (0, None))
            target = annotated.operands.get(item.span, "") if here and annotated is not None else ""
            if target:
                lit.append(target)
            elif not here and other is not None:
                target = f"file-{self.by_path[other.path][0]}"
            at = self.at(other, item) if other is not None else ""
            words = self.clean(item.message.text(self.language))
            related.append((words, at if here else f"{self.clean(str(item.path))} {at}".strip(), target))
        mended = before_and_after(diagnostic, document)
        return _Finding(
            number=number,
            severity=diagnostic.severity,
            word=self.say(*_WORDS[diagnostic.severity][:2]),
            rule=self.clean(diagnostic.rule),
            message=self.clean(diagnostic.message.text(self.language)),
            at=self.at(file, diagnostic.span.start) if document is not None else "",
            place=self.clean(diagnostic.place),
            basis=self.clean(diagnostic.basis),
            fix=(self.clean(mended[0]), self.clean(mended[1])) if mended is not None else None,
            related=related,
            snippet=self.snippet(file, diagnostic) if annotated is None else None,
            target=f"n{number}" if annotated is not None and annotated.units else "",
            lit=" ".join(lit),
        )

    def at(self, file: Checked, where: int | Related) -> str:
        """A place by its line, in a file whose lines have numbers that a person can go to."""
        if file.document is None or file.document.format not in _LINES_OF_ITS_OWN:
            return ""
        position = file.position(where) if isinstance(where, int) else stretch(file, where, {file.path: file})[0]
        return self.say(f"第{position.line}行第{position.column}字", f"line {position.line}, column {position.column}")

    def snippet(self, file: Checked, diagnostic: Diagnostic) -> tuple[str, str, str] | None:
        document = file.document
        if document is None or not document.text:
            return None
        line = document.lines.span_of(document.lines.line(diagnostic.span.start))
        start = min(diagnostic.span.start, line.end)
        end = max(start, min(diagnostic.span.end, line.end))
        first, last = max(line.start, start - _LONGEST), min(line.end, end + _LONGEST)
        middle = document.text[start:end]
        if len(middle) > 2 * _LONGEST:
            middle = f"{middle[:_LONGEST]}…{middle[-_LONGEST:]}"
        return (
            ("…" if first > line.start else "") + self.clean(document.text[first:start], "→"),
            self.clean(middle, "→"),
            self.clean(document.text[end:last], "→") + ("…" if last < line.end else ""),
        )

    # The report itself

    def units(self, file: Checked, annotated: Annotated) -> Iterator[dict[str, Any] | _Form]:
        lit = {
            number: " ".join(
                annotated.operands[item.span] for item in diagnostic.related if item.span in annotated.operands
            )
            for number, diagnostic in enumerate(file.diagnostics, 1)
        }
        numbered = annotated.document.format in _LINES_OF_ITS_OWN
        for unit in annotated.units:
            if isinstance(unit, FormUnit):
                yield self.form(file, annotated, unit, lit)
                continue
            start = unit.text.span.start if isinstance(unit, TextUnit) else unit.rows[0].span.start
            line = str(file.position(start).line) if numbered else ""
            if isinstance(unit, TextUnit):
                words = self.segments(annotated, unit.text, lit)
                yield {"kind": "text", "role": unit.role, "line": line, "segments": words, "notes": unit.notes}
            else:
                yield {"kind": "table", "line": line, "rows": self.rows(annotated, unit, lit), "notes": unit.notes}

    def rows(self, annotated: Annotated, unit: TableUnit, lit: dict[int, str]) -> list[list[dict[str, Any]]]:
        return [
            [
                {
                    "segments": self.segments(annotated, cell, lit),
                    "colspan": min(cell.colspan, 1000),
                    "rowspan": min(cell.rowspan, len(unit.rows)),
                }
                for cell in row.cells
            ]
            for row in unit.rows
        ]

    def segments(self, annotated: Annotated, text: Any, lit: dict[int, str]) -> list[dict[str, Any]]:
        return [
            {
                "words": self.clean(segment.words, "\t"),
                "severity": segment.severity or "",
                "ids": self.fresh(segment.begins),
                **_pointers(segment.marks, lit),
                "numbers": [mark.number for mark in segment.ends if mark.number],
            }
            for segment in annotated.segments(text)
        ]

    def form(self, file: Checked, annotated: Annotated, unit: FormUnit, lit: dict[int, str]) -> _Form:
        bound = unit.bound
        drawing = _Drawing(self, annotated, bound, lit)
        drawn = [
            _Band(
                self.clean(band.caption.label) if band.caption is not None else "",
                [[drawing.cell(printed, head=True) for printed in row] for row in band.head],
                [[drawing.cell(printed, head=False) for printed in row] for row in band.body],
                band.labels,
                band.width,
            )
            for band in bands(bound.form)
        ]
        states = {cell.state for cell in bound.cells.values()}
        legend = [(state, self.say(*words)) for state, words in _STATES.items() if state in states]
        source = []
        for item in unit.source:
            words = item.value if isinstance(item, Paragraph) else "\t".join(cell.value for cell in item.cells)
            source.append((file.position(item.span.start).line, self.clean(words, "→")))
        return _Form("form", self.clean(bound.form.title), bound.form.layout, drawn, unit.notes, legend, source)


class _Drawing:
    """The cells of one form."""

    def __init__(self, page: _Page, annotated: Annotated, bound: BoundForm, lit: dict[int, str]) -> None:
        self.page = page
        self.annotated = annotated
        self.bound = bound
        self.altered = altered(bound)
        self.lit = lit

    def cell(self, printed: Printed, *, head: bool) -> _Cell:
        if printed.part == "figure":
            cell = self.bound.cell(*printed.key)
            marks = self.annotated.cell_marks.get(CellKey(self.bound.key, *printed.key), [])
            return self.filled(printed, cell, marks)
        label = self.altered.get((printed.part, printed.key[0]))
        marks = self.annotated.label_marks.get((printed.part, printed.key[0]), [])
        words = self.page.clean(label.text.value) if label is not None else ""
        if len(words) > _LONGEST:
            words = f"{words[:_LONGEST]}…"
        tag = "td" if printed.part == "corner" and not printed.label else "th"
        return self.made(
            printed, tag, "col" if head else "row", words or self.page.clean(printed.label), "label", marks
        )._replace(official=self.page.clean(printed.label) if words else "")

    def filled(self, printed: Printed, cell: BoundCell, marks: list[Mark]) -> _Cell:
        words = self.page.clean(cell.text or "") if cell.state in ("filled", "blank") else ""
        made = self.made(printed, "td", "", words, cell.state, marks)
        return made._replace(spoken=self.page.say(*_STATES[cell.state]) if cell.state in _STATES else "")

    def made(self, printed: Printed, tag: str, scope: str, words: str, kind: str, marks: list[Mark]) -> _Cell:
        pointers = _pointers(marks, self.lit)
        return _Cell(
            tag=tag,
            scope=scope,
            words=words,
            official="",
            kind=kind,
            colspan=printed.colspan,
            rowspan=printed.rowspan,
            severity=gravest(marks),
            numbers=[mark.number for mark in marks if mark.number],
            marks=pointers["marks"],
            ids=self.page.fresh(marks),
            lit=pointers["lit"],
            notes=pointers["notes"],
            spoken="",
        )


def _pointers(marks: tuple[Mark, ...] | list[Mark], lit: dict[int, str]) -> dict[str, str]:
    """What the script of the page goes by: which place it is, what it lights up, and what it explains."""
    return {
        "marks": " ".join(mark.id for mark in marks if not mark.number),
        "lit": " ".join(lit[mark.number] for mark in marks if mark.number and lit[mark.number]),
        "notes": " ".join(f"n{mark.number}" for mark in marks if mark.number),
    }


def _trusted(text: str) -> Any:
    """A text of the program's own, which is not escaped."""
    from markupsafe import Markup

    return Markup(text)
