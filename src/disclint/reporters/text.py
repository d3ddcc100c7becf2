"""The findings for people, file by file, each with the line that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from disclint import Checked, Diagnostic, Document, ReportOptions, Run, Screen, Window
from disclint.reporters.related import stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from disclint import Severity

__all__ = ["pieces", "report"]

_SEVERITIES: dict[Severity, tuple[str, str, str]] = {
    "error": ("错误", "error", "\x1b[31m"),
    "warning": ("警告", "warning", "\x1b[33m"),
    "note": ("提示", "note", "\x1b[36m"),
}
"""The word in both languages, and the colour."""

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"

_LINES_OF_ITS_OWN = ("text", "markdown", "html")
"""Formats whose line numbers a person can go to."""


def report(run: Run, options: ReportOptions) -> str:
    """``path:line:column severity rule message`` for each finding, with the stretch marked; a summary at the end."""
    return "".join(pieces(run, options))


def pieces(run: Run, options: ReportOptions) -> Iterator[str]:
    """The same, file by file."""
    return _Page(run, options).pieces()


class _Page:
    """What is being written, in one language, for one screen."""

    def __init__(self, run: Run, options: ReportOptions) -> None:
        self.run = run
        self.options = options
        self.screen = Screen(options.encoding)
        self.english = options.language == "en"
        self.width = max(options.width, 40)
        self.files = {file.path: file for file in run.files} if run.tally is None else {}
        self.end = _End()

    def pieces(self) -> Iterator[str]:
        """A file at a time; one with findings has a blank line above and below it."""
        parted = True
        for file in self.run.files:
            section = list(self.file(file))
            self.end.count(file)
            long = len(section) > 1
            yield "\n".join(([""] if long and not parted else []) + section + ([""] if long else [])) + "\n"
            parted = long
        yield "\n".join(([] if parted else [""]) + list(self.summary())) + "\n"

    def say(self, chinese: str, english: str) -> str:
        return self.screen.fit(english if self.english else chinese)

    def paint(self, text: str, color: str) -> str:
        return f"{color}{text}{_PLAIN}" if self.options.color else text

    # A file

    def file(self, file: Checked) -> Iterator[str]:
        path = self.paint(self.screen.harmless(file.path), _BOLD)
        if file.diagnostics or file.failures:
            yield f"{path}  {self.judged(file)}"
        else:
            clean = ("未发现新问题", "nothing new found") if file.suppressed else ("未发现问题", "nothing found")
            yield f"{path}  {self.say(*clean)}{self.say('：', ': ')}{self.judged(file)}"
        yield from self.remarks(file)
        explained: set[str] = set()
        for diagnostic in file.diagnostics:
            yield from self.finding(file, diagnostic, explain=diagnostic.rule not in explained)
            explained.add(diagnostic.rule)

    def judged(self, file: Checked) -> str:
        """What the file was taken for, and what it was judged by: a pass must show what was checked."""
        if file.document is None:
            return self.say("未能读取，未检查", "could not be read, not checked")
        filing, pack = file.filing, file.pack
        if filing is None or pack is None:
            return self.say("未按任何规则包检查", "not checked by any pack")
        organ = filing.organ.name if filing.organ else ""
        rules = len(self.run.judges(file))
        parts = [
            self.say("年份不明", "year unknown")
            if filing.year is None
            else self.say(f"{filing.year}年", str(filing.year)),
            self.screen.harmless(organ),
            self.say(f"规则包 {pack.name}，{rules}条规则", f"pack {pack.name}, {_some(rules, 'rule')}"),
            self.forms(file),
        ]
        return self.say("，", ", ").join(part for part in parts if part)

    def forms(self, file: Checked) -> str:
        forms = file.filing.forms if file.filing else ()
        states = [cell.state for form in forms if form.found for cell in form.cells.values()]
        open_cells = states.count("uncertain")
        found = sum(form.found for form in forms)
        read = self.say(
            f"{found}张表{len(states)}格" if found else "没有找到表格",
            f"{_some(found, 'table')} with {_some(len(states), 'cell')}" if found else "no tables found",
        )
        if not open_cells:
            return read
        return read + self.say(f"（{open_cells}格无法判定，未作计算）", f" ({open_cells} undecided, left out of sums)")

    def remarks(self, file: Checked) -> Iterator[str]:
        for note in file.document.notes if file.document else ():
            words = self.screen.harmless(note.english if self.english else note.chinese)
            yield f"  {self.say('注：', 'note: ')}{words}"
        for failure in file.failures:
            part, cause = self.screen.harmless(failure.part), self.screen.harmless(failure.cause)
            words = self.say(
                f"程序出错，{part} 未能完成：{cause}", f"the program failed, {part} was not completed: {cause}"
            )
            yield "  " + self.paint(words, _SEVERITIES["error"][2])

    # A finding

    def finding(self, file: Checked, diagnostic: Diagnostic, *, explain: bool) -> Iterator[str]:
        start = file.position(diagnostic.span.start)
        chinese, english, color = _SEVERITIES[diagnostic.severity]
        severity = self.paint(self.say(chinese, english), color)
        message = self.screen.harmless(diagnostic.message.text(self.options.language))
        path = self.screen.harmless(file.path)
        yield f"{path}:{start.line}:{start.column} {severity} {self.screen.harmless(diagnostic.rule)} {message}"
        has_lines = file.document is not None and file.document.format in _LINES_OF_ITS_OWN
        if file.document is not None and file.document.text:
            yield from self.snippet(file.document, diagnostic, color)
        if diagnostic.place and (diagnostic.cell or not has_lines) and file.document is not None:
            yield self.detail("位置：", "place: ", diagnostic.place)
        yield from self.related(file, diagnostic)
        if diagnostic.fix is not None and len(diagnostic.fix.edits) == 1 and file.document is not None:
            edit = diagnostic.fix.edits[0]
            old = self.screen.harmless(file.document.text[edit.span.start : edit.span.end])
            if old and edit.text:
                words = f"“{old}” → “{edit.text}”"
            elif old:
                words = self.say(f"删去“{old}”", f"delete “{old}”")
            else:
                words = self.say(f"增加“{edit.text}”", f"add “{edit.text}”")
            yield self.detail("改法：", "fix: ", words)
        if explain and diagnostic.basis:
            yield self.detail("依据：", "basis: ", diagnostic.basis)

    def detail(self, chinese: str, english: str, words: str) -> str:
        return self.paint(f"      {self.say(chinese, english)}{self.screen.harmless(words)}", _DIM)

    def related(self, file: Checked, diagnostic: Diagnostic) -> Iterator[str]:
        """The related places, those of one line together."""
        lines: dict[tuple[str, int], list[str]] = {}
        for item in diagnostic.related:
            position, _ = stretch(file, item, self.files)
            path = "" if item.path in (None, file.path) else f"{item.path}:"
            words = f"{path}{position.line}:{position.column} {item.message.text(self.options.language)}"
            lines.setdefault((path, position.line), []).append(words)
        for items in lines.values():
            yield self.detail("另见 ", "see ", self.say("；", "; ").join(items))

    def snippet(self, document: Document, diagnostic: Diagnostic, color: str) -> Iterator[str]:
        """The line that a finding starts on, clipped, and marks below it: ``^``, ``-`` for what is related."""
        number = document.lines.line(diagnostic.span.start)
        line = document.lines.span_of(number)
        marked = [
            (item.span.start - line.start, item.span.end - line.start, "-")
            for item in diagnostic.related
            if item.path is None and line.start <= item.span.start <= line.end
        ]
        first = min(diagnostic.span.start, line.end) - line.start
        last = max(min(diagnostic.span.end, line.end) - line.start, first + 1)
        marked.append((first, last, "^"))
        gutter = f"{number:>5} | "
        shown, marks = Window(self.screen, document.text[line.start : line.end], self.width - len(gutter)).around(
            marked
        )
        if diagnostic.span.end > line.end + 2:
            until = document.lines.line(diagnostic.span.end - 1)
            marks += self.say(f" 至第{until}行", f" to line {until}")
        blank = " " * (len(gutter) - 2)
        yield f"{self.paint(gutter, _DIM)}{shown}" if shown else self.paint(gutter.rstrip(), _DIM)
        yield f"{self.paint(blank + '| ', _DIM)}{self.paint(marks, color)}"

    # The end

    def summary(self) -> Iterator[str]:
        counts = self.run.counts()
        files = len(self.run.files)
        yield self.paint(
            self.say(
                f"检查了{files}个文件：{counts['error']}个错误，{counts['warning']}个警告，{counts['note']}条提示。",
                f"{_some(files, 'file')} checked: {_some(counts['error'], 'error')}, "
                f"{_some(counts['warning'], 'warning')}, {_some(counts['note'], 'note')}.",
            ),
            _BOLD,
        )
        yield from self.outcome()
        end = self.end
        yield from self.listed(end.unread, ("未能读取", "Could not be read"))
        yield from self.listed(end.unjudged, ("未按规则检查", "Not checked by any rule"))
        yield from self.listed(end.failed, ("程序出错，检查不完整", "The program failed, checked in part"))

    def outcome(self) -> Iterator[str]:
        """What became of findings that are not shown, and what can become of those that are."""
        end = self.end
        if end.fixed:
            yield self.say(
                f"已修复{end.fixed}处问题，涉及{end.fixed_files}个文件。",
                f"{_some(end.fixed, 'finding')} fixed in {_some(end.fixed_files, 'file')}.",
            )
        if end.accepted:
            yield self.say(
                f"另有{end.accepted}条已列入基线或忽略项，不再列出。",
                f"{_some(end.accepted, 'more finding')} accepted by a baseline or an ignore, not shown.",
            )
        if end.safe:
            yield self.say(f"{end.safe}条可用 --fix 修复。", f"{end.safe} can be fixed with --fix.")
        if end.unsafe:
            yield self.say(
                f"{end.unsafe}条可用 --fix --unsafe-fixes 修复，须复核。",
                f"{end.unsafe} can be fixed with --fix --unsafe-fixes, to be reviewed.",
            )

    def listed(self, paths: list[str], words: tuple[str, str]) -> Iterator[str]:
        if paths:
            yield self.say(f"{words[0]}（{len(paths)}个文件）：", f"{words[1]} ({_some(len(paths), 'file')}):")
            yield from (f"  {self.screen.harmless(path)}" for path in paths)


class _End:
    """What is said at the end, counted while the files pass by."""

    def __init__(self) -> None:
        self.unread: list[str] = []
        self.unjudged: list[str] = []
        self.failed: list[str] = []
        self.fixed = self.fixed_files = self.accepted = 0
        self.safe = self.unsafe = 0
        """How many findings shown have a safe fix that nobody asked for yet, and how many another one."""

    def count(self, file: Checked) -> None:
        if file.document is None:
            self.unread.append(file.path)
        elif file.filing is None:
            self.unjudged.append(file.path)
        if file.failures:
            self.failed.append(file.path)
        if file.fixed:
            self.fixed += file.fixed
            self.fixed_files += 1
        self.accepted += len(file.suppressed)
        if file.document is None or file.document.format != "text" or file.notices:
            return
        fixes = [diagnostic.fix for diagnostic in file.diagnostics if diagnostic.fix is not None]
        if file.fixed is None:
            self.safe += sum(fix.safe for fix in fixes)
        self.unsafe += sum(not fix.safe for fix in fixes)


def _some(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
