"""Golden files: small reports with what is to be said of them in the margin.

A golden file is a report, or the part of one that matters, to which lines beginning with ``#!`` were added. They are
cut out before it is read, so that the lines and columns of a finding are those of the report alone::

    #! pack: cn/2021
    青屏县教育局2023年政府信息公开工作年度报告
    统计期限自2023年1月1日起至2023年11月30日止。
    #! 6 [error reporting-period] 统计期限为2023年1月1日至2023年11月30日，应为2023年1月1日至2023年12月31日

A margin stands below the line that the finding begins on: its column, its severity, which may be left out, the id of
the rule's entry, and its message in Chinese. Several findings of a line have several margins. Before the report there
may be

``#! pack: cn/2021``
    the pack that judges it, or the path of one from the golden file's folder, such as ``../disclint.yaml``; without it,
    the pack that the command line would take;
``#! year: 2020``
    the year of a report that does not tell its own;
``#! only: form-labels, cell-count``
    the entries or kinds that judge it; without it, the one that the file's folder is named after; ``*`` for all;
``#! about: …``
    what is to be seen.

A rule that looks at several reports has a folder for an example, whose name begins with ``breaks`` or ``keeps``: all
files in it are one run, each with its own margins; those that stand in one of them may be about another. A table of
organs among them is called ``organs.csv``. Its reports state their packs, and the first of them what is to be seen.

Golden files of a pack stand beside it, in ``examples/ENTRY/breaks-….txt`` and ``examples/ENTRY/keeps-….txt``:
``disclint explain`` shows one of each. A pack's tests are then::

    @pytest.mark.parametrize("path", golden_files("rules/examples"))
    def test_examples(path):
        check(path)

With ``DISCLINT_BLESS=1`` in the environment ``check`` writes into the margins what is said now; the diff is the review.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from disclint import engine, plugins
from disclint.errors import DisclintError, PackError, UsageError
from disclint.model.diagnostic import SEVERITIES
from disclint.model.named import NamedTuple
from disclint.model.record import Record
from disclint.model.result import Run
from disclint.model.span import LineTable
from disclint.options import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from disclint.model.diagnostic import Severity
    from disclint.model.organ import OrganEntry
    from disclint.model.pack import Pack
    from disclint.model.result import Checked
    from disclint.model.rule import Rule

__all__ = [
    "FOUND_WITHOUT_PACK", "Golden", "Margin", "bless", "blessed_files", "check", "differences", "golden_files", "judge",
    "parse", "read_golden",
]  # fmt: skip

_MARK = "#!"
_HEADER = re.compile(r"#! *(?P<key>[a-z]+):(?P<value>.*)")
_MARGIN = re.compile(r"#! *(?P<column>\d+) +\[(?:(?P<severity>[a-z]+) +)?(?P<rule>[^\s\]]+)\] *(?P<message>.*)")
_ALL = "*"
FOUND_WITHOUT_PACK = ("unreadable", "unknown-edition")
"""What the engine finds by itself, whichever entries judge."""


class Margin(NamedTuple):
    """A finding as a golden file states it. ``severity`` is ``None`` where the file leaves it out."""

    line: int
    column: int
    rule: str
    severity: Severity | None
    message: str
    file: str = ""
    """The name of its file, in an example of several."""

    def __str__(self) -> str:
        severity = f"{self.severity} " if self.severity else ""
        return f"{self.column} [{severity}{self.rule}] {self.message}"


class Golden(Record):
    """A golden file, or an example of several, taken apart."""

    path: str
    text: str
    """The report without the lines of the golden file."""
    margins: tuple[Margin, ...] = ()
    """What is expected, in the order of the file."""
    only: tuple[str, ...] = ()
    """The entries or kinds that judge it; empty for all."""
    pack: str | None = None
    """The name of the pack that judges it, or its path."""
    year: int | None = None
    about: str = ""
    header: tuple[str, ...] = ()
    """The lines before the report, as written."""
    parts: tuple[Golden, ...] = ()
    """The reports of an example of several, by name; ``text`` is empty then, and ``pack`` that of the last one."""
    organs: tuple[OrganEntry, ...] = ()
    """The table of organs of an example of several."""


# Reading ---------------------------------------------------------------------------------------------------------


def golden_files(folder: str | os.PathLike[str]) -> list[str]:
    """The golden files below a folder, sorted: all that are not hidden and lie in a folder named after what they show.

    Files that lie in ``folder`` itself are left out. Of an example of several files its folder is named.
    """
    top = os.fspath(folder)
    found: list[str] = []
    for place, inside, names in os.walk(top):
        if place == top:
            continue
        several = [name for name in inside if name.startswith(_SEVERAL)]
        inside[:] = [name for name in inside if name not in several]
        kept = [name for name in names if not name.startswith((".", "_")) and not name.endswith((".py", ".pyc"))]
        found.extend(os.path.join(place, name) for name in (*kept, *several))
    return sorted(found)


_SEVERAL = ("breaks", "keeps")
"""How a folder's name begins that is an example of several files."""

_ORGANS = "organs.csv"


def read_golden(path: str | os.PathLike[str]) -> Golden:
    """The golden file at a path. Raises as ``parse`` does, and ``UsageError`` for a file that cannot be read."""
    name = os.fspath(path)
    if os.path.isdir(name):
        return _read_several(name)
    try:
        with open(name, encoding="utf-8", newline="") as file:
            return parse(file.read(), name)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{name}：无法读取示例文件（须为 UTF-8）：{error}", f"{name}: no golden file in UTF-8: {error}"
        ) from error


def _read_several(folder: str) -> Golden:
    names = sorted(name for name in os.listdir(folder) if not name.startswith((".", "_")))
    only = (os.path.basename(os.path.dirname(os.path.abspath(folder))),)
    parts = []
    organs: tuple[OrganEntry, ...] = ()
    for name in names:
        path = os.path.join(folder, name)
        if name == _ORGANS:
            from disclint.dossier.organs import parse_organs

            with open(path, "rb") as file:
                organs = parse_organs(file.read(), path)
            continue
        part = read_golden(path)
        stated = any(line.startswith(f"{_MARK} only:") for line in part.header)
        margins = tuple(margin._replace(file=name) for margin in part.margins)
        parts.append(part.replace(margins=margins, only=part.only if stated else only))
    if not parts:
        raise UsageError(f"{folder}：文件夹中没有报告", f"{folder}: no report in it")
    return Golden(
        path=folder,
        text="",
        margins=tuple(margin for part in parts for margin in part.margins),
        only=only,
        pack=parts[-1].pack,
        about=next((part.about for part in parts if part.about), ""),
        parts=tuple(parts),
        organs=organs,
    )


def parse(source: str, path: str = "golden/all.txt") -> Golden:
    """A golden file from its text; ``path`` gives it its name, and with its folder what judges it.

    Raises ``PackError`` at the place of a line that begins with ``#!`` and is neither a header nor a margin.
    """
    values: dict[str, str] = {}
    header: list[str] = []
    margins: list[Margin] = []
    kept: list[str] = []
    for number, line in enumerate(_lines(source), 1):
        if not line.startswith(_MARK):
            kept.append(line)
            continue
        line = line.rstrip()
        named, margin = _HEADER.fullmatch(line), _MARGIN.fullmatch(line)
        if named and not kept and not margins and named["key"] in ("pack", "year", "only", "about"):
            values[named["key"]] = named["value"].strip()
            header.append(line)
        elif margin:
            margins.append(_margin(margin, len(kept), path, number))
        else:
            raise _wrong(path, number, "不是示例文件的首部或批注", "neither a header nor a margin")
    return Golden(
        path,
        "".join(kept),
        tuple(margins),
        _only(values.get("only"), path),
        values.get("pack"),
        _year(values.get("year"), path, header),
        values.get("about", ""),
        tuple(header),
    )


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends."""
    starts = LineTable(text).starts
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True) if start < end]


def _margin(match: re.Match[str], line: int, path: str, number: int) -> Margin:
    severity = next((each for each in SEVERITIES if each == match["severity"]), None)
    if match["severity"] and severity is None:
        raise _wrong(path, number, f"没有级别 {match['severity']}", f"there is no severity {match['severity']}")
    return Margin(max(line, 1), int(match["column"]), match["rule"], severity, match["message"])


def _only(value: str | None, path: str) -> tuple[str, ...]:
    if value is None:
        return (os.path.basename(os.path.dirname(os.path.abspath(path))),)
    names = tuple(name for name in re.split(r"[,，\s]+", value) if name)
    return () if names == (_ALL,) else names


def _year(value: str | None, path: str, header: Sequence[str]) -> int | None:
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{4}", value):
        number = next(at for at, line in enumerate(header, 1) if _HEADER.fullmatch(line)["key"] == "year")  # type: ignore[index]
        raise _wrong(path, number, f"年份应为四位数字，不能是 {value}", f"a year has four digits, not {value}")
    return int(value)


def _wrong(path: str, line: int, chinese: str, english: str) -> PackError:
    return PackError(path, line, 1, chinese, english, "#! pack: cn/2021 | #! 12 [error cell-count] …")


# Judging ---------------------------------------------------------------------------------------------------------


def judge(golden: Golden, language: str = "zh") -> tuple[Margin, ...]:
    """What is said of the report, or of those of an example of several, in the order of places and then rules.

    Packs and plugins are loaded once for all golden files of a process. Raises ``DisclintError`` where a pack is wrong,
    where it has no rule of the name that should judge, and where a rule fails.
    """
    parts = golden.parts or (golden,)
    files = [_judged(part if part.pack else part.replace(pack=golden.pack)) for part in parts]
    if golden.parts:
        run = Run("", tuple(files), language)
        files = list(engine.together(run, engine.Request(organs=golden.organs)).files)
    for file in files:
        for failure in file.failures:
            error = DisclintError(
                f"{file.path}：{failure.part} 出错：{failure.cause}", f"{file.path}: {failure.part}: {failure.cause}"
            )
            error.add_note(failure.trace)
            raise error
    return tuple(
        margin._replace(file=os.path.basename(part.path)) if golden.parts else margin
        for part, file in zip(parts, files, strict=True)
        for margin in _said(part, file, language)
    )


def _judged(golden: Golden) -> Checked:
    library = _library(*_asked(golden), golden.year)
    file = engine.understand(engine.read(golden.path, golden.text.encode("utf-8"), library), library)
    if file.pack is not None:
        file = file.replace(pack=file.pack.replace(rules=tuple(_judges(golden, file.pack))))
    return engine.judge(file)


def _asked(golden: Golden) -> tuple[str | None, str | None]:
    """The pack's name and the path of a project's pack, of which a golden file may ask for one."""
    name = golden.pack
    if name is None or not name.endswith((".yaml", ".yml")):
        return name, None
    return None, os.path.normpath(os.path.join(os.path.dirname(golden.path), name))


@cache
def _library(pack: str | None, config: str | None, year: int | None) -> engine.Library:
    if config is not None and not os.path.isfile(config):
        raise UsageError(f"{config}：没有这个规则包", f"{config}: no such pack")
    return engine.Library(plugins.find(), engine.Request(pack=pack, config=config, year=year))


def _judges(golden: Golden, pack: Pack) -> Iterator[Rule]:
    """The entries of a pack that judge a golden file."""
    names = {name for rule in pack.rules for name in (rule.id, rule.kind)}
    for name in golden.only:
        if name not in names and name not in FOUND_WITHOUT_PACK:
            close = "、".join(nearest(name, names))
            raise UsageError(
                f"{golden.path}：规则包 {pack.name} 没有规则 {name}" + (f"；是否指 {close}？" if close else ""),
                f"{golden.path}: the pack {pack.name} has no rule {name}"
                + (f"; do you mean {close}?" if close else ""),
            )
    for rule in pack.rules:
        if not golden.only or rule.id in golden.only or rule.kind in golden.only:
            yield rule


def _said(golden: Golden, file: Checked, language: str) -> Iterator[Margin]:
    last = max(len(_lines(golden.text)), 1)
    for finding in file.diagnostics:
        line, column = file.position(finding.span.start)
        message = " ".join(finding.message.text(language).split("\n"))
        if line > last and file.document is not None:  # after the end of the last line, which has no margin of its own
            line, column = last, len(file.document.lines.text_of(last)) + 1
        yield Margin(line, column, finding.rule, finding.severity, message.strip())


# Comparing -------------------------------------------------------------------------------------------------------


def differences(golden: Golden, said: Sequence[Margin]) -> list[str]:
    """What is expected and not said (``-``), and what is said and not expected (``+``), below the lines concerned."""
    if golden.parts:
        return [line for part in golden.parts for line in differences(part, _about(part, said))]
    expected, found = Counter[Margin](), Counter(said)
    for margin in golden.margins:
        same = next((each for each in said if found[each] and _agree(margin, each)), None)
        if same is None:
            expected[margin] += 1
        else:
            found[same] -= 1
    lost = [(margin, "-") for margin in expected.elements()]
    new = [(margin, "+") for margin in found.elements()]
    lines, shown = ["", *_lines(golden.text)], 0
    told = []
    for margin, sign in sorted([*lost, *new], key=lambda each: (each[0].line, each[1] == "+", each[0].column)):
        if margin.line != shown:
            shown = margin.line
            told.append(f"{golden.path}:{shown}: {lines[shown].strip() if shown < len(lines) else ''}"[:200])
        told.append(f"  {sign} {margin}")
    return told


def _about(part: Golden, said: Iterable[Margin]) -> list[Margin]:
    """What is said of one report of an example of several."""
    return [margin for margin in said if margin.file == os.path.basename(part.path)]


def _agree(expected: Margin, said: Margin) -> bool:
    return expected == (said if expected.severity else said._replace(severity=None))


def bless(golden: Golden, said: Sequence[Margin]) -> str:
    """The golden file with what is said in its margins, severities included."""
    below: dict[int, list[str]] = {}
    for margin in said:
        below.setdefault(margin.line, []).append(f"{_MARK} {margin}\n")
    parts = [f"{line}\n" for line in golden.header]
    for number, line in enumerate(_lines(golden.text) or [""], 1):
        margins = below.get(number, ())
        parts.append(line if not line or not margins or line[-1] in "\r\n" else f"{line}\n")
        parts.extend(margins)
    return "".join(parts)


def blessed_files(golden: Golden, said: Sequence[Margin]) -> Iterator[tuple[str, str]]:
    """The path and the text of each file of an example, with what is said in its margins."""
    for part in golden.parts or (golden,):
        yield part.path, bless(part, _about(part, said) if golden.parts else said)


def check(path: str | os.PathLike[str], *, blessed: bool | None = None) -> None:
    """Raise ``AssertionError``, with the differences, unless a golden file's margins say what is said of it.

    So too where a file whose name begins with ``breaks`` has no finding, or one with ``keeps`` has one. ``blessed``
    writes what is said into the file instead of comparing; by default the variable ``DISCLINT_BLESS`` decides.
    """
    golden = read_golden(path)
    said = judge(golden)
    if blessed if blessed is not None else os.environ.get("DISCLINT_BLESS") not in (None, "", "0"):
        for place, text in blessed_files(golden, said):
            with open(place, "w", encoding="utf-8", newline="") as file:
                file.write(text)
        golden = read_golden(path)
    wrong = differences(golden, said)
    name = os.path.basename(golden.path)
    if name.startswith("breaks") and not said:
        wrong.append(f"{golden.path}: nothing is said of an example that breaks the rule")
    if name.startswith("keeps") and said:
        wrong.append(f"{golden.path}: something is said of an example that keeps the rule")
    if wrong:
        raise AssertionError("\n".join([*wrong, "DISCLINT_BLESS=1 writes what is said now"]))
