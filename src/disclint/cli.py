"""The command line: reads a request, lets the engine do it, prints the result.

Standard output carries the result and nothing else. What is imported inside functions is not needed by every command,
and users wait for the start.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial

from disclint import __version__, output
from disclint.errors import DisclintError, PluginError, UsageError
from disclint.options import Command, Option, Words, help_text, nearest, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, TextIO

    from disclint.baseline import Baseline
    from disclint.engine import Library, Request
    from disclint.fixing import Mended
    from disclint.model.organ import OrganEntry
    from disclint.model.plugin import Brought
    from disclint.model.result import Checked, ReportOptions, Run

__all__ = ["main"]

CLEAN, FINDINGS, WRONG, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: nothing at or above ``--fail-on``; findings; the request, a config, a pack or a plugin is wrong; the
user ended the run."""

_FORMAT = Option(
    "--format",
    "NAME",
    "结果的格式：text、json、sarif、html、xlsx、csv、github、gitlab、junit，以及插件的格式",
    "text, json, sarif, html, xlsx, csv, github, gitlab, junit, and those of plugins",
    default="text",
)
_TABLES = Option(
    "--format",
    "NAME",
    "结果的格式：text、json、csv，以及插件的格式",
    "text, json, csv, and those of plugins",
    default="text",
)
_WRITTEN = Option(
    "--format",
    "NAME",
    "结果的格式：text、json、markdown",
    "text, json or markdown",
    ("text", "json", "markdown"),
    "text",
)
_OUTPUT = Option("--output", "FILE", "结果写入文件：写全，或不写", "write the result to a file, whole or not at all")
_CONFIG = Option(
    "--config", "FILE", "项目的规则包；缺省为报告所在文件夹或其上级中最近的 disclint.yaml",
    "the project's pack; else the nearest disclint.yaml upwards from each file",
)  # fmt: skip
_PACK = Option(
    "--pack", "NAME", "指定规则包，不用配置文件，如 cn/2021、cn/2019/henan",
    "use this pack and no config file, e.g. cn/2021, cn/2019/henan",
)  # fmt: skip
_YEAR = Option("--year", "YYYY", "报告年度，用于未写明年度的报告", "the year of a report that does not tell it")
_STDIN = Option("--stdin-name", "NAME", "标准输入（PATH 为 -）的文件名", "name of standard input (PATH is -)")
_LANG = Option("--lang", "zh|en", "信息的语言", "language of messages", ("zh", "en"), "zh")
_COLOR = Option(
    "--color", "WHEN", "着色：auto、always、never", "colours: auto, always, never", ("auto", "always", "never"), "auto"
)
_FAIL_ON = Option(
    "--fail-on", "LEVEL", "退出状态为 1 的最低级别：error、warning、note",
    "lowest severity that makes the exit status 1: error, warning, note", ("error", "warning", "note"), "error",
)  # fmt: skip

_FIX = Option(
    "--fix", "", "修复只有一种正确写法的问题，改写文件", "mend what can be mended safely, and rewrite the files"
)
_UNSAFE = Option(
    "--unsafe-fixes", "", "与 --fix 或 --diff 合用：也作须复核的修改",
    "with --fix or --diff: make changes too that must be reviewed",
)  # fmt: skip
_DIFF = Option("--diff", "", "只显示 --fix 将作的修改，不改文件", "only show what --fix would change")
_BASELINE = Option(
    "--baseline", "FILE", "基线文件：其中列出的问题不再报告", "a baseline: the findings that it lists are not reported"
)
_WRITE_BASELINE = Option(
    "--write-baseline", "", "把现有问题写入 --baseline 的文件", "write the present findings into the file of --baseline"
)
_ORGANS = Option(
    "--organs", "FILE", "机关表（CSV：机关,上级,别名,层级）：核对汇总，列出缺报告的机关",
    "a table of organs (CSV: organ,parent,aliases,level): checks sums, lists organs without a report",
)  # fmt: skip
_ANNOTATE = Option(
    "--annotate", "OUT.docx", "另存一份 Word 文件，每个问题写成一条批注",
    "write a copy of the Word document with each finding as a comment",
)  # fmt: skip
_TIMING = Option("--timing", "", "显示各阶段、各规则的用时", "show how long the phases and the rules took")

_EXCLUDE = Option(
    "--exclude", "PATTERN", "不检查符合此式样的文件和文件夹，可多次使用，如 draft*、old/2019",
    "leave out files and folders that fit, e.g. draft*, old/2019; may be given several times",
    repeated=True,
)  # fmt: skip
_SINCE = Option(
    "--changed-since", "REV", "只检查自 git 版本 REV 以来有改动的文件",
    "only files that differ from where the present state parted from git revision REV",
)  # fmt: skip
_JOBS = Option(
    "--jobs", "N", "同时使用的进程数；缺省按处理器数", "how many processes work; else as many as there are processors"
)
_NO_CACHE = Option("--no-cache", "", "不用以前的结果，也不保存", "use no results of earlier runs, and keep none")

_PATHS = """\
PATH 是文件、文件夹（其中所有可读的文件）或 -（标准输入）。
PATH is a file, a folder (every file in it that can be read) or - for standard input.
"""
_STATUS = """\
退出状态 exit status:
  0  没有达到 --fail-on 级别的问题  nothing at or above --fail-on
  1  有问题  findings
  2  命令、配置、规则包或插件有误  the request, a config, a pack or a plugin is wrong
"""

CHECK = Command(
    "check", "[check] PATH... [--format text|json|sarif|html|…] [...]",
    "检查报告的结构、表格、数字和文字。check 可以省略。",
    "Check the structure, tables, figures and wording of reports. The word check may be left out.",
    (
        _FORMAT, _OUTPUT, _ANNOTATE, _FIX, _UNSAFE, _DIFF, _BASELINE, _WRITE_BASELINE, _ORGANS, _CONFIG, _PACK, _YEAR,
        _STDIN, _FAIL_ON, _EXCLUDE, _SINCE, _JOBS, _NO_CACHE, _LANG, _COLOR, _TIMING,
    ),
    _PATHS + "\n" + _STATUS,
)  # fmt: skip
EXTRACT = Command(
    "extract", "extract PATH... [--format text|json|csv] [...]",
    "取出报告中法定表格的每一个单元格，不作评判。",
    "Read every cell of the prescribed tables, and judge nothing.",
    (
        _TABLES, _OUTPUT, _CONFIG, _PACK, _YEAR, _STDIN, _EXCLUDE, _SINCE, _JOBS, _NO_CACHE, _LANG, _COLOR,
    ),
    _PATHS,
)  # fmt: skip
SUMMARY = Command(
    "summary", "summary PATH... [--by organ|level|year|rule] [--format text|json|csv|xlsx|html|sqlite] [...]",
    "汇总许多报告：按年度、层级、规则、机关统计问题，可否发布，较上年的增减。",
    "How many reports stand: findings by year, level, rule and organ, which are fit for publication, and the change.",
    (
        Option(
            "--by", "WHAT", "只列一张表：organ、level、year、rule", "one table only: organ, level, year, rule",
            ("organ", "level", "year", "rule"),
        ),
        Option(
            "--format", "NAME", "text、json、csv（一张表，缺省为 organ）、xlsx、html、sqlite（用 --output 指定文件）",
            "text, json, csv (one table, organ unless --by), xlsx, html, sqlite (to the file of --output)",
            default="text",
        ),
        _OUTPUT, _BASELINE, _ORGANS, _CONFIG, _PACK, _YEAR, _STDIN, _EXCLUDE, _SINCE, _JOBS, _NO_CACHE, _LANG,
    ),
    _PATHS + """
通过与否，看规则包中标明 blocks 的规则有没有错误，空白格是否超过限度。
A report passes without errors of the rules that its pack marks as blocking, and with few enough blank cells.

退出状态 exit status:
  0  报告全部通过  every report passes
  1  有报告不通过，或未能检查  a report does not, or could not be checked
  2  命令、配置、规则包或插件有误  the request, a config, a pack or a plugin is wrong
""",
)  # fmt: skip
TEXT = Command(
    "text", "text PATH [--output FILE]",
    "显示读到的文本：逐行，表格一行占一行，单元格之间为制表符。",
    "Show the document as read: line by line, a table row per line with TABs between cells.",
    (_OUTPUT, _STDIN, _LANG),
)  # fmt: skip
EXPLAIN = Command(
    "explain", "explain RULE [--format text|json|markdown] [--config FILE | --pack NAME]",
    "说明一条规则或一种规则：查什么、依据、选项、在哪里设定、例子。",
    "Explain a rule or a kind of rules: what it finds, its basis, its options, where it was set, examples.",
    (_WRITTEN, _OUTPUT, _CONFIG, _PACK, _LANG),
)  # fmt: skip
RULES = Command(
    "rules", "rules [--format text|json|markdown] [--config FILE | --pack NAME]",
    "列出此处现行的每条规则：种类、级别、依据、在哪里设定。",
    "List every rule entry in force here, with kind, severity, basis and where it was set.",
    (_WRITTEN, _OUTPUT, _CONFIG, _PACK, _LANG),
)  # fmt: skip
TEST = Command(
    "test", "test [PACK...] [--bless]",
    "测试规则包：旁边 examples/ 中的示例是否与批注相符，每条规则有没有示例，有没有永远不会报告的规则。",
    "Test packs: whether the examples beside them are as their margins say, which entries have examples, and which can "
    "never speak.",
    (
        Option("--bless", "", "把现在的结果写入示例的批注", "write what is said now into the margins of the examples"),
        _OUTPUT, _LANG,
    ),
    "PACK 是规则包的名称、YAML 文件或文件夹；缺省为当前文件夹。\n"
    "PACK is the name of a pack, a YAML file or a folder; without one, the working folder.\n\n"
    "退出状态 exit status:\n"
    "  0  示例都相符  the examples are as they say\n"
    "  1  有示例不符，或有永远不会报告的规则  some are not, or an entry can never speak\n"
    "  2  命令、规则包或示例的写法有误  the request, a pack or a line of an example is wrong\n",
)  # fmt: skip
INIT = Command(
    "init", "init [--pack NAME [--python]]",
    "在当前文件夹写一个带说明的 disclint.yaml；或用 --pack 写一个规则包项目：规则包、示例、pre-commit 配置、说明；"
    "加 --python 则写成 Python 包，带自己的规则种类。",
    "Write a commented disclint.yaml in the working folder; or with --pack a whole project of a pack, "
    "with --python as a Python package that has a kind of rule of its own.",
    (
        Option("--pack", "NAME", "规则包的名称，也是新文件夹的名称", "name of the pack and of its new folder"),
        Option("--python", "", "与 --pack 合用：写成 Python 包", "with --pack: write a Python package"),
        _LANG,
    ),
    "已有的文件不会改写。  No file that is there already is overwritten.",
)  # fmt: skip
SHOW_CONFIG = Command(
    "show-config", "show-config FILE [--config FILE | --pack NAME]",
    "说明一个文件按哪个规则包检查、为什么，每条规则由哪个文件的哪一行设定。",
    "Show which pack judges a file and why, and the file and line that set each entry.",
    (_OUTPUT, _CONFIG, _PACK, _YEAR, _STDIN, _LANG),
)  # fmt: skip
PLUGINS = Command(
    "plugins", "plugins",
    "列出程序和已安装插件的版本，以及各自提供的规则种类、格式、规则包。",
    "List the program and the installed plugins with their versions and what they bring.",
    (_OUTPUT, _LANG),
)  # fmt: skip
SCHEMA = Command(
    "schema", "schema [--output FILE]",
    "写出规则包和 disclint.yaml 的 JSON Schema，供编辑器补全和检查；包括插件的规则种类。",
    "Write the JSON Schema of packs and of disclint.yaml, for editors; with the kinds of rules that plugins bring.",
    (_OUTPUT, _LANG),
)  # fmt: skip

_OVERVIEW = f"""\
disclint {__version__}：政府信息公开工作年度报告检查
An offline linter of Chinese public disclosure reports.

用法 usage:
  disclint [check] PATH...   检查报告  check reports
  disclint extract PATH...   取出表格数字，不作评判  read the tables, judge nothing
  disclint summary PATH...   汇总许多报告  how many reports stand
  disclint text PATH         显示读到的文本  show the document as read
  disclint explain RULE      说明一条规则  explain a rule
  disclint rules             列出现行规则  list the rules in force here
  disclint show-config FILE  显示一个文件按什么检查  show what judges a file
  disclint plugins           列出插件  list plugins
  disclint schema            规则包的 JSON Schema  the JSON Schema of packs
  disclint test PACK...      测试规则包  test packs
  disclint init              写一个 disclint.yaml，或一个规则包项目  write a disclint.yaml, or a pack project

{_PATHS}与命令同名的文件写作 ./rules。  A file that is named like a command is written ./rules.

{_STATUS}
一个命令的选项  options of a command:  disclint COMMAND --help
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what a command line asks; the exit status. Nothing is raised but what ends a process from outside."""
    words = list(sys.argv[1:] if argv is None else argv)
    language = "en" if "en" in _after("--lang", words) else "zh"
    try:
        return _print(f"disclint {__version__}\n") if words == ["--version"] else _obey(words)
    except DisclintError as error:
        _tell(error, language)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BaseException as error:
        if sys.flags.dev_mode:
            raise
        _tell(_mistake(error), language)
    return WRONG


def _after(option: str, words: Sequence[str]) -> list[str]:
    """The values of an option in a command line that may be wrong elsewhere."""
    values = [words[at + 1] for at, word in enumerate(words[:-1]) if word == option]
    return values + [word.partition("=")[2] for word in words if word.startswith(f"{option}=")]


def _obey(words: list[str]) -> int:
    commands: dict[str, tuple[Command, Callable[[Words], int]]] = {
        "check": (CHECK, _check),
        "extract": (EXTRACT, _extract),
        "summary": (SUMMARY, _summary),
        "text": (TEXT, _text),
        "explain": (EXPLAIN, _explain),
        "rules": (RULES, _rules),
        "test": (TEST, _test),
        "init": (INIT, _init),
        "schema": (SCHEMA, _schema),
        "show-config": (SHOW_CONFIG, _show_config),
        "plugins": (PLUGINS, _plugins),
    }
    try:
        os.getcwd()
    except OSError:
        raise UsageError("当前文件夹已不存在", "the working folder is not there any more") from None
    at = _first_plain(words)
    named = at is not None and words[at] in commands
    if (not named and "--help" in words) or words == ["-h"]:
        return _print(_OVERVIEW)
    if at is not None and not named:
        _not_misspelt(words[at], commands)
    command, do = commands[words.pop(at) if named and at is not None else "check"]
    if "--help" in words or "-h" in words:
        return _print(help_text(command))
    return do(read(command, words))


def _not_misspelt(word: str, commands: Iterable[str]) -> None:
    """Raises ``UsageError`` where a word names no file but nearly a command."""
    if not word.isalpha() or os.path.lexists(word):
        return
    close = nearest(word, commands, 1)
    if close:
        raise UsageError(
            f"没有 {word} 这个文件，也没有这个命令；是否指 disclint {close[0]}？",
            f"{word} is neither a file nor a command; do you mean disclint {close[0]}?",
        )


def _first_plain(words: Sequence[str]) -> int | None:
    """Where the first word stands that is neither an option nor an option's value: a command's name or a path."""
    with_value = {
        option.name for command in (CHECK, SUMMARY, TEXT, RULES) for option in command.options if option.value
    }
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
        elif word == "--":
            return None
        elif word.startswith("-") and word != "-":
            skip = word in with_value
        else:
            return index
    return None


def _put(result: str | bytes | Iterator[str], words: Words) -> None:
    """A result, to where it was asked for."""
    encoding = _encoding(words)
    output.put(result, words.values.get("--output"), encoding, words.values.get("--format") or "")
    try:
        "报告".encode(encoding)
    except UnicodeEncodeError:
        if words.value("--lang") == "zh":
            _complain(f"disclint: {encoding} has no Chinese, so ? stands for it: try --lang en or --output FILE")


def _print(text: str) -> int:
    """Write to standard output. Always ``CLEAN``."""
    output.show(text)
    return CLEAN


# Commands --------------------------------------------------------------------------------------------------------


def _check(words: Words) -> int:
    from disclint import engine

    brought = _found(words)
    report = _reporter(brought, "check", words.value("--format"))
    paths, request = _paths(words, CHECK), _request(words)
    copy = _copy(words, paths)
    if words.has("--fix") or words.has("--diff"):
        return _fix(words, paths, request, brought)
    if words.has("--unsafe-fixes"):
        raise UsageError("--unsafe-fixes 要与 --fix 或 --diff 合用", "--unsafe-fixes needs --fix or --diff")
    with output.Aside():
        run = engine.check(paths, request, brought)
    run = _rebased(run, request, words)
    if copy is not None:
        _annotate(run, paths[0], copy)
    _put(report(run, _report_options(words)), words)
    return _ended(run)


def _copy(words: Words, paths: tuple[str, ...]) -> str | None:
    """Where the annotated copy goes, if one is asked for; never over the document itself."""
    copy = words.values.get("--annotate")
    if copy is None:
        return None
    if words.has("--fix") or words.has("--diff"):
        raise UsageError("--annotate 不能与 --fix、--diff 合用", "--annotate does not go with --fix or --diff")
    if len(paths) != 1 or not os.path.isfile(paths[0]):
        raise UsageError("--annotate 一次只用于一个 Word 文件", "--annotate takes one Word document")
    if os.path.isdir(copy):
        raise UsageError(
            f"{copy}：这是文件夹，--annotate 要写一个文件", f"{copy}: is a folder, --annotate writes a file"
        )
    if os.path.exists(copy) and os.path.samefile(copy, paths[0]):
        raise UsageError(f"{copy}：就是原文件，批注只写在副本上", f"{copy}: is the document itself, give another name")
    return copy


def _annotate(run: Run, path: str, copy: str) -> None:
    """Write the copy with a comment for each finding; nothing where the document could not be read."""
    (file,) = run.files
    if file.document is None:
        _complain(f"{copy}: not written" if run.language == "en" else f"{copy}：未写，因为文件未能读取")
        return
    if file.document.format != "docx":
        raise UsageError(
            f"{path}：--annotate 只用于 .docx，请先另存为 .docx",
            f"{path}: --annotate is for .docx, save it as .docx first",
        )
    from disclint.annotate import annotate

    with open(path, "rb") as document:
        data = document.read()
    output.write(copy, (annotate(data, file, run.language),))


def _fix(words: Words, paths: tuple[str, ...], request: Request, brought: Brought) -> int:
    """Mend the files, or show what would be mended; of standard input the result is its text."""
    from disclint import engine, fixing

    diff = words.has("--diff")
    through = "-" in paths and not diff
    if diff and words.has("--write-baseline"):
        raise UsageError("--diff 不能与 --write-baseline 合用", "--diff does not go with --write-baseline")
    if (through or diff) and words.value("--format") != "text":
        why = "--diff" if diff else "--fix -"
        raise UsageError(f"{why} 的结果是文本，不能用 --format", f"the result of {why} is text: leave --format out")
    if through and len(paths) > 1:
        raise UsageError("修复标准输入时不能同时检查文件", "standard input is fixed alone, without files")
    parts: list[str] = []
    results: list[bytes] = []

    def put(path: str, mended: Mended) -> None:
        if diff:
            parts.append(_shown(path, mended))
        elif through:
            results.append(mended.after)
        elif mended.after != mended.before:
            fixing.replace(path, mended)

    with output.Aside():
        run = engine.fix(paths, request, brought, put)
    if diff:
        patch = "".join(parts)  # which is to the letter, for programs
        _put(_safe_to_see(patch) if _on_terminal(words) else patch, words)
        fixed = sum(file.fixed or 0 for file in run.files)
        _complain(f"{fixed} findings would be fixed" if run.language == "en" else f"可修复{fixed}处问题")
    else:
        run = _rebased(run, request, words)
        report = _reporter(brought, "check", words.value("--format"))
        if through:
            output.put(b"".join(results), words.values.get("--output"), "", "")  # a text in an encoding of its own
            told = report(run, _report_options(words).replace(color=False))
            if not isinstance(told, bytes):  # a workbook cannot be told on standard error
                _complain(*"".join(told).rstrip("\n").split("\n"))
        else:
            _put(report(run, _report_options(words)), words)
    return _ended(run)


def _safe_to_see(text: str) -> str:
    """Lines without anything that acts on a terminal: packs and files say what they like."""
    from disclint.model.display import Screen

    screen = Screen("utf-8")
    return "\n".join(screen.harmless(line, "\t") for line in text.split("\n"))


def _shown(path: str, mended: Mended) -> str:
    """What would change in a file."""
    from disclint import fixing
    from disclint.loaders.encoding import decode

    if mended.after == mended.before:
        return ""
    document = mended.file.document
    stated = document.encoding if document is not None and document.format == "html" else None  # as its head does
    return fixing.difference(path, decode(mended.before, stated).text, decode(mended.after, stated).text)


def _rebased(run: Run, request: Request, words: Words) -> Run:
    """The run, after its findings were written into the baseline if that was asked for."""
    if request.baseline is None or not words.has("--write-baseline"):
        return run
    from disclint import engine
    from disclint.baseline import accepted, renewed, text_of

    baseline = renewed(request.baseline, run.files, engine.gone(request.baseline))
    output.write(baseline.path, (text_of(baseline).encode(),))
    count, new = len(baseline.entries), len(baseline.entries.keys() - request.baseline.entries.keys())
    _complain(
        f"{baseline.path}: {count} findings, {new} of them new"
        if run.language == "en"
        else f"{baseline.path}：写入{count}条，其中新增{new}条"
    )
    notices = tuple(notice for notice in run.notices if not notice.code.startswith("stale"))
    files = tuple(accepted(file, baseline) for file in run.files)
    return run.replace(files=files, notices=notices, tally=None, troubled=None)


def _ended(run: Run) -> int:
    """Tell what the result does not, and the exit status."""
    for file in _troubled(run):
        for notice in file.notices:
            _complain(f"{file.path}: {notice.text(run.language)}")
    for notice in run.notices:
        _complain(notice.text(run.language))
    if run.timings:
        _complain(*_timings(run))
    return _status(run)


def _status(run: Run) -> int:
    """The exit status, after what went wrong was told."""
    failed = _failed(run)
    if any(notice.code == "interrupted" for notice in run.notices):
        return INTERRUPTED
    return WRONG if failed else FINDINGS if run.fails() else CLEAN


def _troubled(run: Run) -> Iterable[Checked]:
    """The files of which something is to be told beside the result."""
    return run.files if run.troubled is None else run.troubled


def _timings(run: Run) -> list[str]:
    """How long the phases took, and below them the rules, each with its share of the whole, the longest first."""
    phases = {name: seconds for name, seconds in run.timings.items() if "/" not in name}
    rules = {name.partition("/")[2]: seconds for name, seconds in run.timings.items() if "/" in name}
    whole = sum(phases.values()) or 1.0
    lines = ["      ms      %"]
    for indent, each in (("", phases), ("  ", rules)):
        for name, seconds in sorted(each.items(), key=lambda item: (-item[1], item[0])):
            lines.append(f"{seconds * 1000:8.1f} {seconds / whole * 100:6.1f}  {indent}{name}")
    return lines


def _extract(words: Words) -> int:
    from disclint import engine

    brought = _found(words)
    report = _reporter(brought, "extract", words.value("--format"))
    with output.Aside():
        run = engine.extract(_paths(words, EXTRACT), _request(words), brought)
    _put(report(run, _report_options(words)), words)
    if run.fails():
        for file in run.files:
            for finding in file.diagnostics:
                _complain(f"{file.path}: {finding.message.text(run.language)}")
    for notice in run.notices:
        _complain(notice.text(run.language))
    return _status(run)


def _summary(words: Words) -> int:
    from disclint.summary import summary

    brought = _found(words)
    paths, request = _paths(words, SUMMARY), _request(words)
    if words.value("--format") == "sqlite":
        from disclint.database import Database

        target = words.values.get("--output")
        if target is None or target == "-":
            raise UsageError("--format sqlite 要与 --output FILE 合用", "--format sqlite needs --output FILE")
        with output.Aside(), Database(target) as database:
            found, run = summary(paths, request, brought, database)
    else:
        report = _reporter(brought, "summary", words.value("--format"))
        with output.Aside():
            found, run = summary(paths, request, brought)
        _put(report(found, _report_options(words)), words)
    return _ended(run) or (CLEAN if found.passes else FINDINGS)


def _text(words: Words) -> int:
    from disclint import engine
    from disclint.reporters.plain import render

    with output.Aside():
        run = engine.show(_paths(words, TEXT, most=1), _request(words), _found(words))
    document = run.files[0].document
    if document is None:
        for finding in run.files[0].diagnostics:
            _complain(f"{run.files[0].path}: {finding.message.text(run.language)}")
        return _status(run)
    _put(render(document, _encoding(words)), words)
    return CLEAN


def _explain(words: Words) -> int:
    from disclint import explain

    if len(words.plain) != 1:
        raise UsageError("explain 需要一条规则的名称，如 applications-balance", "explain needs the name of a rule")
    language = words.value("--lang")
    manual = explain.manual(words.plain[0], _library(words), language)
    _put(_safe_to_see(explain.written(manual, language, words.value("--format"))), words)
    return CLEAN


def _rules(words: Words) -> int:
    from disclint import explain

    if words.plain:
        raise UsageError(
            f"rules 不接受 {words.plain[0]}；规则取决于当前文件夹、--config 或 --pack",
            f"rules takes no {words.plain[0]}; rules depend on the working folder, --config or --pack",
        )
    _put(_safe_to_see(explain.listed(_library(words), words.value("--lang"), words.value("--format"))), words)
    return CLEAN


def _test(words: Words) -> int:
    from disclint import pack_tests

    brought = _found(words)
    packs = pack_tests.packs_of(words.plain or (".",))
    tested = [pack_tests.test(pack, brought, blessed=words.has("--bless")) for pack in packs]
    _put(_safe_to_see(pack_tests.summary(tested, words.value("--lang"))), words)
    return CLEAN if pack_tests.passed(tested) else FINDINGS


def _init(words: Words) -> int:
    from disclint import scaffold

    if words.plain:
        raise UsageError(
            f"init 不接受 {words.plain[0]}；规则包项目写作 disclint init --pack {words.plain[0]}",
            f"init takes no {words.plain[0]}; for a pack project: disclint init --pack {words.plain[0]}",
        )
    name = words.values["--pack"]
    if name is None and words.has("--python"):
        raise UsageError("--python 要与 --pack NAME 合用", "--python needs --pack NAME")
    made = scaffold.python_files if words.has("--python") else scaffold.pack_files
    files = made(name) if name is not None else scaffold.config_files()
    scaffold.write_all(files)
    told = "wrote {}" if words.value("--lang") == "en" else "已写入 {}"
    return _print("".join(told.format(path) + "\n" for path in files))


def _show_config(words: Words) -> int:
    from disclint import configuration, engine

    brought, request = _found(words), _request(words)
    (path,) = _paths(words, SHOW_CONFIG, most=1)
    if os.path.isdir(path):
        raise UsageError(f"{path}：这是文件夹，请给出一个文件", f"{path}: is a folder, name a file in it")
    with output.Aside():
        run = engine.extract((path,), request, brought)
    for finding in run.files[0].diagnostics:
        _complain(f"{run.files[0].path}: {finding.message.text(run.language)}")
    if run.files[0].pack is None:
        return WRONG if _failed(run) else FINDINGS
    _put(_safe_to_see(configuration.shown(run.files[0], engine.Library(brought, request), run.language)), words)
    return CLEAN


def _plugins(words: Words) -> int:
    from disclint import configuration, plugins

    if words.plain:
        raise UsageError(f"plugins 不接受 {words.plain[0]}", f"plugins takes no {words.plain[0]}")
    brought = plugins.find()
    _put(_safe_to_see(configuration.installed(brought, words.value("--lang"))), words)
    return WRONG if brought.broken else CLEAN


def _schema(words: Words) -> int:
    from disclint import schema

    if words.plain:
        raise UsageError(f"schema 不接受 {words.plain[0]}", f"schema takes no {words.plain[0]}")
    _put(schema.text(_found(words)), words)
    return CLEAN


def _paths(words: Words, command: Command, most: int | None = None) -> tuple[str, ...]:
    if not words.plain or (most is not None and len(words.plain) > most):
        raise UsageError(
            f"用法：disclint {command.usage}；见 disclint --help",
            f"usage: disclint {command.usage}; see disclint --help",
        )
    target = words.values.get("--output") or ""
    if os.path.isfile(target) and any(os.path.isfile(path) and os.path.samefile(path, target) for path in words.plain):
        raise UsageError(
            f"{target}：就是要检查的文件，结果请写入别的文件", f"{target}: is the file to check, write to another"
        )
    return words.plain


def _request(words: Words) -> Request:
    from disclint.engine import Request
    from disclint.model.diagnostic import SEVERITIES

    values = words.values
    pack, config, year = values.get("--pack"), values.get("--config"), values.get("--year")
    if words.has("--write-baseline") and not values.get("--baseline"):
        raise UsageError("--write-baseline 要与 --baseline FILE 合用", "--write-baseline needs --baseline FILE")
    if pack and config:
        raise UsageError("--pack 与 --config 只能选一个", "use --pack or --config, not both")
    if year is not None and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise UsageError(f"--year 应为四位年份，不能是 {year}", f"--year is a year of four digits, not {year}")
    return Request(
        pack=pack or None,
        config=config or None,
        year=int(year) if year else None,
        stdin_name=values.get("--stdin-name"),
        bounded=True,
        language=words.value("--lang"),
        fail_on=next((severity for severity in SEVERITIES if severity == values.get("--fail-on")), "error"),
        digests=values.get("--format") not in (None, "text"),
        unsafe=words.has("--unsafe-fixes"),
        baseline=_baseline(values.get("--baseline"), new=words.has("--write-baseline")),
        today=time.strftime("%Y-%m-%d"),
        organs=_organs(values.get("--organs")),
        timed=words.has("--timing"),
        exclude=words.lists.get("--exclude", ()),
        since=values.get("--changed-since"),
        jobs=_jobs(values.get("--jobs")),
        cached=not words.has("--no-cache"),
    )


def _jobs(value: str | None) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:4]) <= 256):
        raise UsageError(
            f"--jobs 应为 1 至 256 的整数，不能是 {value}", f"--jobs is a number from 1 to 256, not {value}"
        )
    return int(value)


def _baseline(path: str | None, *, new: bool) -> Baseline | None:
    """The baseline of a path; an empty one where it is only going to be written."""
    if path is None:
        return None
    from disclint.baseline import LARGEST, Baseline, parse

    try:
        return parse(_list(path, LARGEST), path)
    except FileNotFoundError:
        if new:
            return Baseline(path, {})
        raise UsageError(
            f"{path}：没有这个基线文件；首次使用时加 --write-baseline",
            f"{path}: no such baseline; --write-baseline makes one",
        ) from None
    except OSError as error:
        raise UsageError(f"{path}：无法打开：{error.strerror}", f"{path}: not opened: {error.strerror}") from error


def _organs(path: str | None) -> tuple[OrganEntry, ...]:
    """The table of organs of a path."""
    if path is None:
        return ()
    from disclint.dossier.organs import LARGEST, parse_organs

    try:
        return parse_organs(_list(path, LARGEST), path)
    except FileNotFoundError:
        raise UsageError(f"{path}：没有这个机关表", f"{path}: no such table of organs") from None
    except OSError as error:
        raise UsageError(f"{path}：无法打开：{error.strerror}", f"{path}: not opened: {error.strerror}") from error


def _list(path: str, largest: int) -> bytes:
    """The content of a list that a request names. Raises ``UsageError`` where it is no such list by its size."""
    with open(path, "rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        megabytes = largest >> 20
        raise UsageError(f"{path}：超过 {megabytes} MB", f"{path}: larger than {megabytes} MB")
    return data


def _library(words: Words) -> Library:
    from disclint.engine import Library

    return Library(_found(words), _request(words))


def _found(words: Words) -> Brought:
    """All that is at hand, after it was told which plugins cannot be used."""
    from disclint import plugins

    brought, language = plugins.find(), words.value("--lang")
    unused = "; it is not used" if language == "en" else "；未使用"
    for broken in brought.broken:
        _complain(f"disclint: {broken.text(language)}{'' if broken.names else unused}")
    return brought


def _reporter(brought: Brought, command: str, name: str) -> Callable[[Any, ReportOptions], str | bytes | Iterator[str]]:
    from disclint import plugins

    entries = {entry.name: entry for entry in brought.reporters if entry.command == command}
    if name not in entries:
        close = nearest(name, entries, 1)
        known = "、".join(entries)
        chinese, english = plugins.excuse(f"{command} --format", name, brought)
        raise UsageError(
            f"--format 不能是 {name}；"
            + (f"是否指 {close[0]}？可用：{known}" if close else f"可用：{known}")
            + chinese,
            f"--format cannot be {name}; "
            + (f"do you mean {close[0]}? " if close else "")
            + f"use {', '.join(entries)}{english}",
        )
    target = entries[name].target
    report: Callable[[Any, ReportOptions], str | bytes | Iterator[str]] = plugins.attribute(target, brought)
    return report if sys.flags.dev_mode else partial(_reported, report, name, brought.owner(target))


def _reported(report: Callable[..., Any], name: str, owner: str, run: Any, options: ReportOptions) -> Any:
    """What a format says of a run. Raises ``PluginError`` where it raises, or says what is no result."""
    with _Blamed(name, owner):
        result = report(run, options)
        return result if isinstance(result, str | bytes) else _pieces(iter(result), name, owner)


def _pieces(pieces: Iterator[Any], name: str, owner: str) -> Iterator[str]:
    while True:
        with _Blamed(name, owner):
            piece = next(pieces, None)
            if not isinstance(piece, str | None):
                raise TypeError(f"{type(piece).__name__} is no piece of text")
        if piece is None:
            return
        yield piece


class _Blamed(output.Aside):
    """Turns whatever a format raises into a ``PluginError`` that names it, its owner and the cause."""

    def __init__(self, name: str, owner: str) -> None:
        self._name, self._owner = name, owner

    def __exit__(self, *raised: object) -> None:
        super().__exit__()
        error = raised[1]
        if isinstance(error, BaseException) and not isinstance(error, (DisclintError, KeyboardInterrupt)):
            told = _cause(error)
            raise PluginError(
                f"格式 {self._name}（{self._owner}）出错，结果未能写出：{told}",
                f"format {self._name} ({self._owner}) failed, there is no result: {told}",
            ) from error


def _report_options(words: Words) -> ReportOptions:
    from disclint.model.result import ReportOptions

    return ReportOptions(
        color=_colours(words),
        width=_width(sys.stdout),
        language=words.value("--lang"),
        root=os.getcwd(),
        encoding=_encoding(words),
        by=words.values.get("--by"),
    )


def _encoding(words: Words) -> str:
    """A file or another program gets UTF-8, a person what the terminal shows."""
    to_screen = words.values.get("--output") in (None, "-") and words.values.get("--format", "text") == "text"
    return (to_screen and sys.stdout is not None and sys.stdout.encoding) or "utf-8"


def _width(stream: TextIO | None) -> int:
    """Columns of the terminal that a stream is; 100 where it is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 100 if stream is not None else 100
    except (AttributeError, OSError, ValueError):
        return 100


def _colours(words: Words) -> bool:
    """Whether the result may be coloured: asked for, or a terminal that nobody asked to be spared."""
    when = words.values.get("--color")
    if when != "auto":
        return when == "always"
    return _on_terminal(words) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _on_terminal(words: Words) -> bool:
    """Whether a person sees the result as it comes."""
    return not words.values.get("--output") and sys.stdout is not None and sys.stdout.isatty()


# What is told beside the result ----------------------------------------------------------------------------------


def _failed(run: Run) -> bool:
    """Tell of the rules and readers that raised, each cause once; whether there are any."""
    told: dict[tuple[str, str], list[str]] = {}
    for file in _troubled(run):
        for failure in file.failures:
            told.setdefault((failure.part, failure.cause), []).append(file.path)
    for (part, cause), paths in told.items():
        more = f" (+{len(paths) - 1})" if len(paths) > 1 else ""
        wrong = f"{part} failed" if run.language == "en" else f"{part} 出错，其余照常检查"
        _complain(f"{paths[0]}{more}: {wrong}: {cause}")
    return bool(told)


def _complain(*lines: str) -> None:
    """Lines to standard error: one each, whatever names and words are in them, and nothing that acts on a terminal."""
    from disclint.model.display import Screen

    screen = Screen("utf-8")  # Python spells what the encoding lacks by its code
    for line in lines:
        _beside(screen.harmless(line))


def _beside(line: str) -> None:
    try:
        print(line, file=sys.stderr)  # noqa: T201 - the one place that writes to standard error
    except (OSError, ValueError):  # the exit status tells it too
        return


def _tell(error: DisclintError, language: str) -> None:
    """Tell of what stops the run, as the screen of standard error allows."""
    from disclint.complaint import told

    stream = sys.stderr
    colour = bool(stream and stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
    encoding = (stream and stream.encoding) or "utf-8"
    _beside(told(error, language, encoding=encoding, width=_width(stream), color=colour))


def _mistake(error: BaseException) -> DisclintError:
    """A mistake of the program itself, named with the place where it was raised."""
    told = _cause(error)
    more = "python -X dev -m disclint"
    return DisclintError(f"程序内部出错：{told}；全文见 {more}", f"internal error: {told}; for the whole, {more}")


def _cause(error: BaseException) -> str:
    """An exception and where it was raised, in one line."""
    from disclint.judging import failure

    return failure("", error).cause
