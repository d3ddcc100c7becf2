"""Surroundings that fail: disks, streams, consoles, folders, names. It needs bash and the devices of Linux."""

from __future__ import annotations

from threats.case import Case

__all__ = ["CASES"]

_LONG = "d=$(printf 'a%.0s' {1..120}); "

_FAULTS = (
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
    ("no locale, `--lang zh`", "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 disclint report.txt --lang zh"),
    ("a console in cp1252", "PYTHONIOENCODING=cp1252 PYTHONUTF8=0 disclint report.txt"),
    ("a console in GBK", "PYTHONIOENCODING=gbk PYTHONUTF8=0 disclint report.txt"),
    ("a name that is no UTF-8", r"cp report.txt $'\xb1\xa8.txt'; disclint $'\xb1\xa8.txt'"),
    ("a name that acts on a terminal", r"disclint $'\e]0;x\a\u202e.txt'"),
    ("a pipe that nobody writes to", "mkfifo pipe.txt; disclint pipe.txt report.txt"),
    (
        "a pipe, a device and a link to itself in a folder",
        "mkdir f; mkfifo f/p.txt; ln -s /dev/zero f/z.txt; ln -s l.txt f/l.txt; mv report.txt f; disclint f",
    ),
    ("a device without end", "disclint /dev/zero"),
    ("folders that are each in the other", "mkdir f; ln -s ../f f/f; mv report.txt f; disclint f"),
    ("1,500 folders in each other", "d=$(printf 'd/%.0s' {1..1500}); mkdir -p $d; cp report.txt $d; disclint d"),
    ("`--output` over the report", "disclint report.txt --output ./report.txt"),
    ("`--output` to a folder", "disclint report.txt --output ."),
    ("`--output` with a slash at its end", "disclint report.txt --output report.txt/"),
    ("`--fix` through a link", "ln -s report.txt link.txt; disclint link.txt --fix --unsafe-fixes"),
    ("`--fix` of a file with two names", "ln report.txt same.txt; disclint same.txt --fix --unsafe-fixes"),
    ("`--fix` of a device", "disclint /dev/null --fix"),
    ("a `disclint.yaml` that is a pipe", "mkfifo disclint.yaml; disclint report.txt"),
    ("a `disclint.yaml` of 100 GB", "truncate -s 100G disclint.yaml; disclint report.txt"),
    ("a report of 100 GB", "truncate -s 100G large.txt; disclint large.txt"),
    ("a path of 380 characters", _LONG + "mkdir -p $d/$d/$d; cp report.txt $d/$d/$d; disclint $d"),
)

CASES = tuple(Case("surroundings", what, line) for what, line in _FAULTS)
