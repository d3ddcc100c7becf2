"""Mutation testing: ``python -m tests.mutants --sample 150 --seed 1 [--module binding.readings]``.

The mutants are cosmic-ray's, which is no part of the ``dev`` extra: ``pip install cosmic-ray``. Each is tried by the
tests that are about its module, in a process that has a copy of the project with this one mistake. POSIX only: the
process is a fork, for the start of the tests takes longer than most of them.

A mutant that survives is a test that is missing, or is equivalent: it changes nothing that anybody could see. Which it
is has to be judged by reading it.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.checkout import ROOT, copy_of_repository

__all__ = ["TESTS", "Mutant"]

_TABLES = ("tests/binding", "tests/mutants/damage.py")
_PROSE = ("tests/binding/test_statements.py", "tests/rules/narrative")
_STRUCTURE = ("tests/binding/test_sections.py", "tests/binding", "tests/rules/structure")

TESTS: Mapping[str, Sequence[str]] = {
    "binding.across": _TABLES,
    "binding.align": ("tests/binding/test_align.py", *_TABLES),
    "binding.bound": _TABLES,
    "binding.down": _TABLES,
    "binding.facts": ("tests/binding/test_facts.py", *_STRUCTURE),
    "binding.figures": _TABLES,
    "binding.grid": _TABLES,
    "binding.labels": _TABLES,
    "binding.parts": _PROSE,
    "binding.passages": ("tests/binding/test_passages.py", *_STRUCTURE, "tests/rules/narrative"),
    "binding.quantities": _PROSE,
    "binding.readings": _TABLES,
    "binding.recognise": _STRUCTURE,
    "binding.sections": _STRUCTURE,
    "binding.sheets": ("tests/packs/test_accounts.py", *_TABLES),
    "binding.slivers": ("tests/binding/test_slivers.py", *_TABLES),
    "binding.statements": _PROSE,
    "binding.strips": _TABLES,
    "model.relation": (
        "tests/model/test_relation.py",
        "tests/model",
        "tests/rules/tables/test_form_arithmetic.py",
        "tests/packs/test_wrong.py",
    ),
    "rules.form_arithmetic": (
        "tests/rules/tables/test_form_arithmetic.py",
        "tests/rules/tables/test_arithmetic_laws.py",
        "tests/rules/tables/test_values.py",
    ),
}
"""The modules that are tried, and the tests that are about each, the quickest first."""

SECONDS = 120
"""What the tests of a mutant may take; one that does not end is found."""

_LEFT_OUT = ("VariableInserter", "VariableReplacer", "NoOp", "RemoveDecorator")
"""Operators whose mutants are no mistakes that anybody makes."""


class Mutant(NamedTuple):
    """A module with one mistake in it."""

    module: str
    operator: str
    source: str
    line: str
    """What was changed, as a difference of one line."""


def main() -> int:
    """Prints a line for each module and each survivor."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--sample", type=int, default=150, help="how many mutants of all modules together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", action="append", choices=list(TESTS))
    options = parser.parse_args()
    places = [place for module in options.module or TESTS for place in _places(module)]
    Random(options.seed).shuffle(places)
    mutants = filter(None, (_mutant(*place) for place in places))
    chosen = sorted(islice(mutants, options.sample))
    tried: dict[str, Counter[str]] = {}
    with TemporaryDirectory() as folder:
        copy = copy_of_repository(Path(folder, "copy"))
        for module in dict.fromkeys(mutant.module for mutant in chosen):
            if _status(copy, TESTS[module]) != "survived":
                sys.exit(f"{module}: the tests fail without a mutant\n{(copy / 'log').read_text(encoding='utf-8')}")
        for mutant in chosen:
            status = _tried(copy, mutant)
            tried.setdefault(mutant.module, Counter())[status] += 1
            if status == "survived":
                _print(f"{mutant.module} {mutant.operator}\n{mutant.line}")
    _print(f"{'module':24}{'places':>8}{'tried':>7}{'killed':>8}{'survived':>10}")
    for module, counts in tried.items():
        of = sum(place[0] == module for place in places)
        killed = counts["killed"] + counts["stopped"]
        _print(f"{module:24}{of:>8}{counts.total():>7}{killed:>8}{counts['survived']:>10}")
    survived = sum(counts["survived"] for counts in tried.values())
    _print(f"{len(chosen) - survived} of {len(chosen)} found: {1 - survived / len(chosen):.1%}")
    return 0


def _places(module: str) -> Iterator[tuple[str, str, int]]:
    """Where a module can have a mistake: the operator, and the how-manieth place that it fits."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    nodes = list(ast_nodes(get_ast(_path(ROOT, module).read_text(encoding="utf-8"))))
    for name in sorted(operator_names()):
        if not name.rpartition("/")[2].startswith(_LEFT_OUT):
            operator = get_operator(name)()
            for place in range(sum(len(list(operator.mutation_positions(node))) for node in nodes)):
                yield module, name, place


def _mutant(module: str, operator: str, place: int) -> Mutant | None:
    """The mutant of a place; ``None`` for one that is no program, or that changes types alone."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    source = _path(ROOT, module).read_text(encoding="utf-8")
    changed = mutate_code(source, get_operator(operator)(), place)
    try:
        if changed is None or ast.dump(_bare(changed)) == ast.dump(_bare(source)):
            return None
    except SyntaxError:
        return None
    return Mutant(module, operator.rpartition("/")[2], changed, _difference(source, changed))


def _bare(source: str) -> ast.Module:
    """The program without its types, and without which arguments must be named: neither is a product or a sum."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
            own = node.args
            own.args = [*own.posonlyargs, *own.args, *own.kwonlyargs]
            own.defaults += [default for default in own.kw_defaults if default is not None]
            own.posonlyargs, own.kwonlyargs, own.kw_defaults = [], [], []
        elif isinstance(node, ast.arg):
            node.annotation = None
    tree.body = [
        node for node in tree.body if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    ]
    return tree


def _difference(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return "\n".join(f"    {line}" for line in lines if not line.startswith(("---", "+++")))


def _path(folder: Path, module: str) -> Path:
    return folder / "src" / "disclint" / (module.replace(".", "/") + ".py")


def _tried(copy: Path, mutant: Mutant) -> str:
    path = _path(copy, mutant.module)
    whole = path.read_bytes()
    path.write_text(mutant.source, encoding="utf-8")
    try:
        return _status(copy, TESTS[mutant.module])
    finally:
        path.write_bytes(whole)  # not the repository's, which may have changed since


def _status(copy: Path, tests: Sequence[str]) -> str:
    """What tests say of the program in a folder: ``survived``, ``killed`` or ``stopped``."""
    child = os.fork()
    if not child:
        _try(copy, tests)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return "survived" if status == 0 else "killed"
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "stopped"


def _try(copy: Path, tests: Sequence[str]) -> None:
    """In a process of its own: run the tests with the program of a folder, and end."""
    import pytest

    status = 1
    try:
        log = os.open(copy / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.chdir(copy)
        sys.dont_write_bytecode = True
        sys.path[:0] = [str(copy / "src"), str(copy)]
        os.environ.update(PYTHONPATH=str(copy / "src"), XDG_CACHE_HOME=str(copy / "cache"))
        for name in [name for name in sys.modules if name.partition(".")[0] in ("disclint", "tests")]:
            del sys.modules[name]
        status = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests]))
    finally:
        os._exit(status)


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
