"""The regular expressions of the program, how each is used, and what might make it slow."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.checkout import ROOT
from tests.fuzz import seeds
from tests.fuzz.targets import TARGETS

__all__ = ["Use", "probes", "uses"]

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")
_ANYWHERE = "finditer"


class Use(NamedTuple):
    """An expression and the method that it is asked with, the most expensive one of several."""

    place: str
    pattern: re.Pattern[Any]
    method: str


def uses() -> Iterator[Use]:
    """Every expression of the program. One of which the use is not seen counts as looked for everywhere.

    Some are made when they are first needed, so reports are judged before.
    """
    for data in seeds.reports(".txt")[::3]:
        TARGETS["judge"].run(data)
    package = ROOT / "src" / "disclint"
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        if name.endswith("__main__"):
            continue
        yield from _kept(name, tree, path)
        yield from _said(name, tree)


def _kept(name: str, tree: ast.Module, path: Path) -> Iterator[Use]:
    """Those that a module has under a name."""
    try:
        module = importlib.import_module(name)
    except ImportError:  # an extra that is not installed
        return
    asked: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _METHODS:
            for word in _asked(node.value):
                asked.setdefault(word, set()).add(node.attr)
    own = {target.id for node in tree.body for target in _targets(node)}
    for variable in sorted(own):
        value = getattr(module, variable, None)
        for key, pattern in _within(variable, value):
            yield Use(f"{path.name} {key}", pattern, _dearest(asked.get(key, set())))


def _targets(node: ast.stmt) -> Iterator[ast.Name]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    for target in targets:
        if isinstance(target, ast.Name):
            yield target


def _said(name: str, tree: ast.Module) -> Iterator[Use]:
    """Those that stand where they are used: ``re.sub("…", …)``."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in _METHODS
            and isinstance(node.args[0], ast.Constant)
        ):
            yield Use(f"{name}:{node.lineno}", re.compile(node.args[0].value), _dearest({node.func.attr}))


def _dearest(methods: set[str]) -> str:
    if not methods or methods - {"match", "fullmatch", "search"}:
        return _ANYWHERE
    return next(method for method in ("search", "fullmatch", "match") if method in methods)


def _asked(value: ast.expr) -> Iterator[str]:
    """What is asked: the name of an expression, or the key in ``_pattern("key")``."""
    if isinstance(value, ast.Name):
        yield value.id
    elif isinstance(value, ast.Call) and len(value.args) == 1 and isinstance(value.args[0], ast.Constant):
        yield str(value.args[0].value)


def _within(name: str, value: object) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The expressions in a value, each with its key in a table, or with the value's own name."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif type(value).__name__ == "late":
        yield name, re.compile(getattr(value, "pattern"))  # noqa: B009 - to mypy it is a pattern already
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _within("", key)
            yield from _within(str(key), each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _within("", each)


def probes(pattern: re.Pattern[Any]) -> list[str]:
    """What an expression is made of, and what every text has, one and two of them: repeated they might make it slow."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    literal = re.sub(r"\\[dsSwWbBnrt]|\{[\d,]+\}|[\\()\[\]{}|?*+^$.:=!P]", " ", source)
    words = [word for word in dict.fromkeys(literal.split()) if len(word) < 8][:4]
    marks = list(dict.fromkeys("".join(words)))[:5]
    usual = ["1", " ", "公", "\n", "\t"]
    parts = list(dict.fromkeys([*words, *marks, *usual]))
    pairs = [one + other for one in (*marks[:3], *usual[:3]) for other in (*marks[:3], *usual[:3]) if one != other]
    return list(dict.fromkeys([*parts, *pairs]))
