"""Builds the distributions, checks them, installs them into empty environments and tries each.

``python .ci/matrix.py`` takes every Python from 3.11 on that it finds on the PATH and with pyenv, the lowest and the
highest allowed versions of what disclint needs, without and with its extras. ``--quick`` takes this Python, the lowest
versions and the extras only. It needs PyPI, for pip alone. What goes wrong ends it with status 1.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAFT, FINAL = ROOT / "examples" / "draft-2023.txt", ROOT / "examples" / "final-2023.txt"
EXTRAS = "xlsx,pdf,batch"
OLDEST = (3, 11)

PLUGIN = """
from disclint import ReporterEntry, hookimpl

@hookimpl
def disclint_reporters():
    return [ReporterEntry("count", "matrix_plugin:count")]

def count(run, options):
    return f"{len(run.files)}\\n"
"""
"""A plugin, so that pluggy has its part."""

PACK = """
extends: cn/2021
rules:
  own: { kind: text-pattern, pattern: '青屏县\\pL+', says: 名称, severity: note }
"""
"""A project's pack with a pattern, so that YAML and RE2 have theirs."""


def run(*words: str | Path, cwd: Path | None = None, status: int = 0) -> str:
    """What a command prints; another status than this one ends all."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DISCLINT"))}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env={**settings, "PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode != status:
        raise SystemExit(f"{' '.join(map(str, words))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def pythons() -> Iterator[Path]:
    """The Pythons on this machine, one of each minor version."""
    found: dict[tuple[int, int], Path] = {}
    here = [Path(sys.executable)]
    named = (shutil.which(f"python3.{minor}") for minor in range(OLDEST[1], 30))
    there = [Path(path) for path in named if path is not None]
    kept = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob("versions/3.*/bin/python"))
    for path in (*here, *there, *kept):
        told = subprocess.run(
            [path, "-c", "import sys, venv; print(*sys.version_info[:2])"], capture_output=True, text=True, check=False
        )
        if told.returncode == 0:
            major, minor = map(int, told.stdout.split())
            found.setdefault((major, minor), path)
    return (path for version, path in sorted(found.items()) if version >= OLDEST)


def bounds() -> str:
    """The lowest versions that ``pyproject.toml`` allows, as constraints of pip."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [
        *project["dependencies"],
        *(line for lines in project["optional-dependencies"].values() for line in lines),
    ]
    return "".join(f"{name}=={low}\n" for line in needed for name, low in re.findall(r"^([\w.-]+)>=([\w.]+)$", line))


def environment(folder: Path, python: Path) -> Path:
    """An empty environment; its Python."""
    run(python, "-m", "venv", "--without-pip", folder)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def built(folder: Path, tools: Path) -> tuple[Path, Path]:
    """A source distribution and the wheel that was made from it, both found in order."""
    pip = (tools, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "build", "twine", "check-wheel-contents")
    run(tools, "-m", "build", "--outdir", folder, ROOT)
    (source,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    run(tools, "-m", "twine", "check", "--strict", source, wheel)
    run(tools, "-m", "check_wheel_contents", wheel, cwd=ROOT)  # whose settings it heeds
    return source, wheel


def tried(python: Path, folder: Path, *, extras: bool) -> list[str]:
    """What an installed disclint says of the examples, in formats that need each library."""
    folder.mkdir()
    shutil.copy(DRAFT, folder / "draft.txt")
    shutil.copy(FINAL, folder / "final.txt")
    text = DRAFT.read_text(encoding="utf-8")
    (folder / "traditional.txt").write_text(text.replace("政府信息公开", "政府信息公開"), encoding="utf-8")
    (folder / "disclint.yaml").write_text(PACK, encoding="utf-8")
    # The command where pipx would put it: a link to that of the environment, on the path of commands.
    (folder / "bin").mkdir()
    command = folder / "bin" / "disclint"
    command.symlink_to(python.with_name("disclint"))

    def disclint(*words: str, status: int = 0) -> str:
        return run(command, *words, cwd=folder, status=status).replace(home, "")

    home = run(python, "-c", "import os, disclint; print(os.path.dirname(disclint.__file__))", cwd=folder).strip()
    if not Path(home).is_relative_to(python.parent.parent):
        raise SystemExit(f"{python} has disclint from {home}")
    said = [disclint("--version"), disclint("draft.txt", status=1), disclint("final.txt"), disclint("rules")]
    said += [
        disclint("draft.txt", "traditional.txt", "--format", form, status=1)
        for form in ("json", "sarif", "html", "csv", "github", "gitlab", "junit")
    ]
    entries = {each["rule"] for each in json.loads(said[4])["files"][0]["diagnostics"]}
    if "own" not in entries:
        raise SystemExit("the project's pack has no effect")
    said.append(disclint("extract", "draft.txt", "--format", "csv"))
    said.append(disclint("summary", "draft.txt", "final.txt", "--format", "json", status=1))
    disclint("draft.txt", "--format", "xlsx", "--output", "draft.xlsx", status=1 if extras else 2)
    if extras:
        run(python, "-c", "import disclint.batch, pyarrow, pypdfium2", cwd=folder)
    (site,) = python.parent.parent.glob("lib/python*/site-packages") if os.name != "nt" else (folder,)
    (site / "matrix_plugin.py").write_text(PLUGIN, encoding="utf-8")
    metadata = site / "matrix_plugin-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: matrix-plugin\nVersion: 1\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text("[disclint]\ncount = matrix_plugin\n", encoding="utf-8")
    said.append(disclint("draft.txt", "--format", "count", status=1))
    return said


def main(words: Sequence[str] | None = None) -> None:
    """Build, check, install, try."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="this Python, lowest versions, with the extras")
    quick: bool = parser.parse_args(words).quick
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        venv.create(folder / "tools", with_pip=True)
        tools = folder / "tools" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        source, wheel = built(folder / "dist", tools)
        print(f"built and checked: {source.name} {wheel.name}", flush=True)
        (folder / "lowest.txt").write_text(bounds(), encoding="utf-8")
        found = [Path(sys.executable)] if quick else list(pythons())
        kinds = [("lowest", True)] if quick else list(product(("lowest", "highest"), (False, True)))
        first: list[str] | None = None
        for number, (python, (versions, extras)) in enumerate(product(found, kinds)):
            target = environment(folder / f"env{number:02}", python)
            # The source distribution is installed once; all else is the wheel.
            what = source if number == 0 and not quick else wheel
            limits = ["--constraint", str(folder / "lowest.txt")] if versions == "lowest" else []
            pip = (tools, "-m", "pip", "--python", target, "--quiet", "--disable-pip-version-check")
            wheels = ("--only-binary", ":all:", "--no-binary", "disclint")  # who installs it has no compiler
            run(*pip, "install", *limits, *wheels, f"{what}[{EXTRAS}]" if extras else what)
            run(*pip, "check")
            said = tried(target, folder / "work", extras=extras)
            shutil.rmtree(folder / "work")  # the next has the same name, for SARIF tells where it was made
            first = said if first is None else first
            for here, there in zip(first, said, strict=True):
                if here != there:
                    changes = "\n".join(unified_diff(here.splitlines(), there.splitlines(), lineterm="", n=0))
                    raise SystemExit(f"{python}, {versions} versions: says something else than the first\n{changes}")
            told = run(python, "--version").strip()
            print(f"{told}, {versions} versions, {'with' if extras else 'without'} extras: {what.name}", flush=True)


if __name__ == "__main__":
    main()
