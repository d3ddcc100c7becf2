"""What disclint does where its surroundings fail it: what it says, and the status that it ends with.

``python benchmarks/faults.py`` runs the disclint that this Python has installed, and prints a table in Markdown. It
needs bash and the devices of Linux. Nothing passes or fails here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

DRAFT = Path(__file__).resolve().parent.parent / "examples" / "draft-2023.txt"

FAULTS = (
    ("standard output on a full disk", "disclint report.txt > /dev/full"),
    ("a list of rules on a full disk", "disclint rules > /dev/full"),
    ("`--output` on a full disk", "disclint report.txt --output /dev/full"),
    ("standard error on a full disk", "disclint nothing.txt 2> /dev/full"),
    ("standard output closed", "disclint report.txt >&-"),
    ("standard input closed", "disclint - <&-"),
    ("all three closed", "disclint report.txt <&- >&- 2>&-"),
    ("a reader that goes away", "disclint report.txt --format json | true; exit ${PIPESTATUS[0]}"),
    ("a working folder that is gone", "mkdir gone; cd gone; rmdir ../gone; disclint report.txt"),
    ("a folder that cannot be written to", "disclint report.txt --output report.txt/result"),
    ("no home, no cache", "unset HOME; XDG_CACHE_HOME=/proc/none disclint report.txt"),
    ("a cache folder that all may write to", 'chmod 777 "$XDG_CACHE_HOME/disclint"; disclint report.txt'),
    ("no locale, `--lang zh`", "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 disclint report.txt --lang zh"),
    ("a console in cp1252", "PYTHONIOENCODING=cp1252 PYTHONUTF8=0 disclint report.txt"),
    ("a console in GBK", "PYTHONIOENCODING=gbk PYTHONUTF8=0 disclint report.txt"),
    ("a name that is no UTF-8", r"cp report.txt $'\xb1\xa8.txt'; disclint $'\xb1\xa8.txt'"),
    ("a name that acts on a terminal", r"disclint $'\e]0;x\a\u202e.txt'"),
    (
        "a path of 380 characters",
        "d=$(printf 'a%.0s' {1..120}); mkdir -p $d/$d/$d; cp report.txt $d/$d/$d; disclint $d",
    ),
)
"""What fails, and the line of bash that shows it."""


def main() -> None:
    """Run each, print the table."""
    print("| what fails | what is said | status |\n|---|---|--:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = f"""
            disclint() {{ "{sys.executable}" -m disclint --lang en "$@"; }}
            cd "{folder}"
        """
        settings = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONUTF8": "1"}
        for what, line in FAULTS:
            (folder / "report.txt").write_bytes(DRAFT.read_bytes())
            done = subprocess.run(
                ["bash", "-c", program + line], env=settings, stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
            out, error = (
                stream.decode("utf-8", "replace").strip().splitlines() for stream in (done.stdout, done.stderr)
            )
            told = [*error, *(each for each in out if " unreadable " in each), *out[-2:-1], "nothing"][0]
            print(f"| {what} | {told.replace(folder.as_posix(), '…')} | {done.returncode} |")


if __name__ == "__main__":
    main()
