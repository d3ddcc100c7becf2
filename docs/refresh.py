"""Keeps what the documents show true: writes the files they print, runs the commands they name, compares.

A fenced block belongs to the comment on the line before it:

``<!-- file: disclint.yaml -->``
    The block is a file of that name. It is written before the commands that follow are run.
``<!-- output of: disclint examples/draft-2023.txt -->``
    The block is what the command prints: standard output, of which there must be some, and then standard error.
``<!-- run: disclint examples/draft-2023.txt --config disclint.yaml -->``
    No block: the command only has to do its work.

Every document has a folder of its own to run in, with a copy of ``examples/`` in it unless it says
``<!-- empty folder -->``. A plugin among its files, that is
a folder with a ``pyproject.toml``, is installed for its commands. Without options the blocks are brought up to date;
with ``--check`` the differences are printed and the status is 1 if there are any. The links of the documents are
followed too: a file or a heading that is not there is a difference. So is a translation, ``docs/zh/X.md``, that has not
the headings, the tables and the blocks of ``docs/X.md``, one by one.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

EMPTY = "<!-- empty folder -->"
MARK = re.compile(r"^<!-- (?:file|output of|run): ", re.MULTILINE)
MARKED = re.compile(
    r"^<!-- (?:run: (?P<command>[^\n]+) -->$"
    r"|(?P<what>file|output of): (?P<subject>[^\n]+) -->\n(?P<fence>`{3,})[^\n]*\n(?P<body>.*?)^(?P=fence)$)",
    re.MULTILINE | re.DOTALL,
)
FENCED = re.compile(r"^(?P<fence>`{3,}).*?^(?P=fence)$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(?P<words>.+?)\s*$", re.MULTILINE)


def documents() -> list[Path]:
    """All Markdown of the project that is written for readers, in order."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def refreshed(text: str, folder: Path) -> str:
    """``text`` with its output blocks as the commands print them now, run in ``folder``."""
    plugins: list[Path] = []

    def renew(match: re.Match[str]) -> str:
        if match["what"] == "file":
            path = folder / match["subject"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(match["body"], encoding="utf-8", newline="\n")
            if path.name == "pyproject.toml":
                plugins.append(path.parent)
            return match[0]
        while plugins:
            install(plugins.pop(), folder / "installed")
        body = printed(match["subject"] or match["command"], folder)
        return match[0] if match["command"] else match[0][: match.start("body") - match.start()] + body + match["fence"]

    if len(MARK.findall(text)) != len(MARKED.findall(text)):
        raise SystemExit("a comment that names a file or a command has no block after it")
    return MARKED.sub(renew, text)


def printed(command: str, folder: Path) -> str:
    """What a ``disclint`` command prints in ``folder``, the program being the one that runs this script."""
    program, *arguments = shlex.split(command)
    if program != "disclint":
        raise SystemExit(f"only disclint is run for the documents, not {program}")
    done = subprocess.run(
        [sys.executable, "-m", "disclint", *arguments],
        cwd=folder,
        env={
            **{name: value for name, value in os.environ.items() if name != "COLUMNS"},
            "PYTHONPATH": os.pathsep.join(filter(None, [str(folder / "installed"), os.environ.get("PYTHONPATH")])),
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
            "XDG_CACHE_HOME": str(folder / "cache"),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1) or not done.stdout:
        raise SystemExit(f"`{command}` ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def install(plugin: Path, target: Path) -> None:
    """Install a plugin for the commands of a document, with what this Python has and nothing from elsewhere."""
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(plugin)], stdin=subprocess.DEVNULL, check=True)


def refresh(document: Path) -> str:
    """The document as it should be."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = document.read_text(encoding="utf-8")
        if EMPTY not in text:
            shutil.copytree(ROOT / "examples", folder / "examples")
        return refreshed(text, folder)


def broken_links(document: Path) -> Iterator[str]:
    """The links of a document to files and headings that are not there. Other sites are not asked."""
    for match in LINK.finditer(FENCED.sub("", document.read_text(encoding="utf-8"))):
        name, _, anchor = match["target"].partition("#")
        if re.match(r"[a-z]+:", name):
            continue
        target = (document.parent / name).resolve() if name else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield match["target"]


def outline(document: Path) -> list[str]:
    """What a translation has to have one by one: headings, rows of tables, blocks and their commands."""
    text = document.read_text(encoding="utf-8").replace(" --lang en", "")
    found = []
    for line in FENCED.sub(lambda match: match[0].partition("\n")[0], text).splitlines():
        if line.startswith("<!--"):
            found.append(line)
        elif line.startswith(("#", "|", "```", "- ")):
            found.append(line.split()[0])
    return found


def behind(document: Path) -> list[str]:
    """Where a translation is not as the English page is built."""
    original = document.parent.parent / document.name
    if document.parent.name != "zh":
        return []
    names = (document.relative_to(ROOT).as_posix(), original.relative_to(ROOT).as_posix())
    return list(difflib.unified_diff(outline(document), outline(original), *names, "", "", 2, ""))


def anchors(document: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a document."""
    prose = FENCED.sub("", document.read_text(encoding="utf-8"))
    words = (re.sub(r"[`*]", "", match["words"]) for match in HEADING.finditer(prose))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in words}


def main() -> int:
    """Bring the documents up to date, or say where they are not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, print the differences")
    check = parser.parse_args().check
    wrong = False
    for document in documents():
        name = document.relative_to(ROOT).as_posix()
        for target in broken_links(document):
            wrong = True
            print(f"{name}: the link {target} leads nowhere")
        for line in behind(document):
            wrong = True
            print(line)
        before, after = document.read_text(encoding="utf-8"), refresh(document)
        if before == after:
            continue
        if check:
            wrong = True
            lines = difflib.unified_diff(
                before.splitlines(), after.splitlines(), name, f"{name} as it should be", "", "", 1
            )
            print("\n".join(lines))
        else:
            document.write_text(after, encoding="utf-8", newline="\n")
            print(f"{name}: refreshed")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
