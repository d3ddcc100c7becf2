"""Plugins that fail, do not end, or take all memory: in a rule, a reader, a reporter, or while they are imported."""

from __future__ import annotations

from functools import partial

from threats.case import Case, put

__all__ = ["CASES"]

_HOOKS = """
from disclint import LoaderEntry, ReporterEntry, RuleEntry, hookimpl

@hookimpl
def disclint_rules():
    return [RuleEntry("hostile", "hostile_parts:Hostile"), RuleEntry("crossing", "hostile_parts:Crossing")]

@hookimpl
def disclint_loaders():
    return [LoaderEntry("hostile", (".hostile",), "hostile_parts:load")]

@hookimpl
def disclint_reporters():
    return [ReporterEntry("hostile", "hostile_parts:report")]
"""

_PARTS = '''
import os, re, signal, sys, time
from disclint import DossierRule, Rule, Span

def act():
    {act}

class Hostile(Rule):
    """Does it."""
    kind = "hostile"
    messages = {{"said": ("说", "said")}}
    def check(self, filing):
        yield {finding}
        act()

class Crossing(DossierRule):
    """Does it."""
    kind = "crossing"
    def check_dossier(self, dossier):
        act()
        yield from ()

def load(data, path):
    act()

def report(run, options):
    act()
    return ""
'''

_FINDING = "self.diagnostic(Span(0, 1), 'said')"
_FAILS = 'raise ZeroDivisionError("the plugin is wrong")'
_LOOPS = "while True: pass"
_CATCHES = "\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass"
_FILLS = "\n    full = []\n    while True: full.append(b'x' * (1 << 20))"
_SMALL = "\n    full = []\n    while True: full.append([len(full)])"
_LEAVES = "sys.exit(0)"
_CALLS = "act()"
_MATCHES = 're.match("(a+)+$", "a" * 60 + "b")'
_SAYS = "print('said by a plugin')"
_ENDS = "os.kill(os.getpid(), signal.SIGKILL)"

_INFORMATION = {
    "site/hostile-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: hostile\nVersion: 1.0\n",
    "site/hostile-1.0.dist-info/entry_points.txt": "[disclint]\nhooks = hostile_hooks\n",
}
_RULE = "extends: cn/2021\nrules:\n  own: { kind: hostile }\n"
_CROSSING = "extends: cn/2021\nrules:\n  own: { kind: crossing }\n"


def _plugin(what: str, act: str, line: str, pack: str = _RULE, hooks: str = _HOOKS, finding: str = _FINDING) -> Case:
    files: dict[str, bytes | str] = {
        **_INFORMATION, "site/hostile_hooks.py": hooks,
        "site/hostile_parts.py": _PARTS.format(act=act, finding=finding), "pack.yaml": pack, "report.hostile": "1",
    }  # fmt: skip
    return Case("plugin", what, f'export PYTHONPATH="$PWD/site"; {line}', partial(put, files))


def _rule(what: str, act: str) -> Case:
    return _plugin(f"a rule that {what}", act, "disclint report.txt --config pack.yaml")


def _finds(what: str, finding: str) -> Case:
    return _plugin(f"a rule that {what}", "pass", "disclint report.txt --config pack.yaml", finding=finding)


def _reader(what: str, act: str) -> Case:
    return _plugin(f"a reader that {what}", act, "disclint report.hostile report.txt")


def _reporter(what: str, act: str) -> Case:
    return _plugin(f"a reporter that {what}", act, "disclint report.txt --format hostile")


def _crossing(what: str, act: str) -> Case:
    line = "sed s/2023/2022/g report.txt > last.txt; disclint report.txt last.txt --config pack.yaml"
    return _plugin(f"a cross-report rule that {what}", act, line, _CROSSING)


CASES = (
    _plugin("raises while it is imported", "", "disclint report.txt", hooks="raise ImportError('no lexicon')"),
    _plugin("ends the program while it is imported", "", "disclint report.txt", hooks="raise SystemExit(0)"),
    _plugin("takes a name of disclint's", "", "disclint report.txt", hooks=_HOOKS.replace('"hostile"', '"text"')),
    _rule("raises", _FAILS),
    _rule("calls itself", _CALLS),
    _rule("ends the program", _LEAVES),
    _rule("does not end", _LOOPS),
    _rule("does not end, in a regular expression", _MATCHES),
    _rule("does not end, and catches everything", _CATCHES),
    _rule("fills memory", _FILLS),
    _rule("fills memory with small things", _SMALL),
    _finds("finds things without end", "from (self.diagnostic(Span(0, 1), 'said') for _ in range(10**9))"),
    _finds("finds what is no finding", "None"),
    _finds("finds a place that is not there", "self.diagnostic(Span(10**9, 10**9 + 1), 'said')"),
    _rule("writes to standard output", _SAYS),
    _reader("raises", _FAILS),
    _reader("ends the program", _LEAVES),
    _reader("does not end", _LOOPS),
    _reader("fills memory", _FILLS),
    _reader("gives nothing", _SAYS),
    _reporter("raises", _FAILS),
    _reporter("ends the program", _LEAVES),
    _crossing("raises", _FAILS),
    _crossing("ends the program", _LEAVES),
    _crossing("does not end", _LOOPS),
    _rule("kills its process", _ENDS),
)
