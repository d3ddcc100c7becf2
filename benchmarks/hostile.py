"""What disclint does with all that was made to harm it and all that fails it: a line, a status, seconds and memory.

``python benchmarks/hostile.py`` makes each case in a folder of its own, runs the disclint that this Python has
installed there, and prints a table in Markdown: ``threats`` has the cases. Words as arguments choose those whose kind
is one of them, or whose description has one. ``--write`` puts the rows into ``docs/security.md`` instead; ``--check``
compares them with the page, all but seconds and MiB, which another machine has others of, and ends with 1 where they
differ.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shutil import which
from typing import NamedTuple

from threats import CASES
from threats.case import DRAFT, Case

__all__ = ["Row", "kept", "main"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "security.md"
BEGIN, END = "<!-- table of benchmarks/hostile.py -->\n", "<!-- end of the table -->\n"

SECONDS = 120
"""What takes longer is stopped."""

MOST = 6_000_000
"""KiB that a process may have, so that what has no limit of its own does not take the machine's memory."""

LONGEST = 110
"""Characters of what is said; more of it is left out."""

RUN = """
import os, sys
end = os._exit
def tell(status):
    import resource
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with open("/proc/self/status", encoding="ascii") as told:
        most = max(most, *(int(line.split()[1]) for line in told if line.startswith("VmHWM")))
    with open(os.environ["DISCLINT_PEAKS"], "a", encoding="ascii") as peaks:
        peaks.write(f"{most}\\n")
    end(status)
os._exit = tell
from disclint.__main__ import main
main()
"""
"""Disclint, and at its end the most memory in KiB that it, or a process that it started, held. What the system tells a
parent of its children includes the parent's own."""


class Row(NamedTuple):
    """What came of a case."""

    kind: str
    what: str
    said: str
    status: str
    seconds: str = ""
    """Of a processor, which a busy machine does not lengthen much."""
    megabytes: str = ""

    def __str__(self) -> str:
        return f"| {' | '.join(self)} |\n"


HEAD = f"{Row('kind', 'what it is', 'what is said', 'status', 'seconds', 'MiB')}|---|---|---|--:|--:|--:|\n"


def rows(cases: Sequence[Case]) -> Iterator[Row]:
    """Each case tried, in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tried(Case("", ""), folder)  # the first run looks for plugins
        for case in cases:
            yield tried(case, folder)


def tried(case: Case, place: Path) -> Row:
    """Make the files of a case, run its line, and tell."""
    folder, peaks = place / "here", place / "peaks"
    folder.mkdir()
    (folder / "report.txt").write_bytes(DRAFT.read_bytes())
    case.make(folder)
    environment = {
        **os.environ, "PYTHONUTF8": "1", "XDG_CACHE_HOME": str(place / "cache"),
        "DISCLINT_RUN": RUN, "DISCLINT_PEAKS": str(peaks),
    }  # fmt: skip
    if case.before:
        ran(case.before, folder, environment)
    peaks.unlink(missing_ok=True)
    start = worked()
    out, error, status = ran(case.line, folder, environment)
    seconds = worked() - start
    most = max(map(int, peaks.read_text().split()), default=0) / 1024 if peaks.exists() else 0
    subprocess.run(["rm", "-rf", str(folder)], check=True)  # Python's own recurses, and some folders are deep
    said = re.sub(r"\((\w+\.py):\d+\)$", r"(\1)", said_of(out, error).replace(str(folder), "…"))
    for_reader = (f"{said[:LONGEST]}…" if len(said) > LONGEST else said).replace("|", "\\|").replace("<", "&lt;")
    return Row(case.kind, case.what.replace("<", "&lt;"), for_reader, status, f"{seconds:.2f}", f"{most:.0f}")


def ran(line: str, folder: Path, environment: Mapping[str, str]) -> tuple[str, str, str]:
    """Standard output, standard error and status of a line of bash; all that it started is ended after a time."""
    program = f'ulimit -Sv {MOST}; disclint() {{ "{sys.executable}" -P -c "$DISCLINT_RUN" --lang en "$@"; }}\n'
    process = subprocess.Popen(
        ["bash", "-c", program + line], cwd=folder, env=environment, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        out, error = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return "", f"stopped after {SECONDS} seconds", "-"
    return out.decode("utf-8", "replace"), error.decode("utf-8", "replace"), str(process.returncode)


def worked() -> float:
    """Seconds of work of all runs so far."""
    times = os.times()
    return times.children_user + times.children_system


def said_of(out: str, error: str) -> str:
    """The line that matters most: what went wrong, a file that was not read, or else how many findings there are."""
    for lines, mark in ((error, ""), (out, " unreadable "), (out, " checked: "), (out, "")):
        for line in lines.splitlines():
            if mark in line and line.strip():
                line = re.sub(r"^environment: line 1: +\d+ (\w+) .*", r"the system: \1", line.strip())
                return re.sub(r"^\S*:1:1 error unreadable ", "", line)
    return "nothing"


# The page --------------------------------------------------------------------------------------------------------


def kept() -> dict[tuple[str, str], Row]:
    """The rows that the page has."""
    table = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    cells = (re.split(r" (?<!\\)\| ", line[2:-2]) for line in table.splitlines()[2:])
    return {(row.kind, row.what): row for row in (Row(*each) for each in cells)}


def write(new: Mapping[tuple[str, str], Row]) -> None:
    """Put rows into the page, in the order of the cases; rows of cases that are no more go."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    known = {**kept(), **new}
    names = ((case.kind, case.what.replace("<", "&lt;")) for case in CASES)
    table = "".join(str(known[name]) for name in names if name in known)
    PAGE.write_text(f"{head}{BEGIN}{HEAD}{table}{END}{rest.partition(END)[2]}", encoding="utf-8", newline="\n")


def differs(row: Row, there: Row | None) -> bool:
    """Whether the page says something else, seconds and MiB apart; if so, tell."""
    if there is not None and row[:4] == there[:4]:
        return False
    print(f"- {there}+ {row}", end="", flush=True)
    return True


def main() -> int:
    """Try the cases, and print, write or compare the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="only cases of these kinds, or with these in their descriptions")
    parser.add_argument("--write", action="store_true", help="put the rows into docs/security.md")
    parser.add_argument("--check", action="store_true", help="compare the rows with docs/security.md")
    options = parser.parse_args()
    words, kinds = options.words, {case.kind for case in CASES}
    chosen = [
        case for case in CASES
        if not words or any(word == case.kind or (word not in kinds and word in case.what) for word in words)
    ]  # fmt: skip
    possible = [case for case in chosen if not case.needs or which(case.needs)]
    for case in chosen:
        if case not in possible:
            print(f"not tried without {case.needs}: {case.kind} {case.what}", file=sys.stderr)
    done = rows(possible)
    if options.check:
        there = kept()
        return int(sum(differs(row, there.get((row.kind, row.what))) for row in done) > 0)
    if options.write:
        write({(row.kind, row.what): row for row in done})
    else:
        print(HEAD, end="")
        for row in done:
            print(row, end="", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
