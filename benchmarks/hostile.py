"""What disclint does with files that were made to harm it: a line, an exit status, seconds of work and memory.

``python benchmarks/hostile.py`` makes them in a folder of its own, runs the disclint that this Python has installed on
one after the other, and prints a table in Markdown. Words as arguments choose the files whose names have one of them.
Nothing passes or fails here.
"""

from __future__ import annotations

import argparse
import io
import os
import struct
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

MEGABYTE = 1 << 20
MANY = 100_000
SECONDS = 60
"""What takes longer is stopped."""

RUN = """
import sys
from disclint import cli
try:
    status = cli.main()
finally:
    try:
        with open("/proc/self/status", encoding="ascii") as told:
            print(next(line.split()[1] for line in told if line.startswith("VmHWM")), file=sys.stderr)
    except OSError:
        print(0, file=sys.stderr)
sys.exit(status)
"""
"""Disclint, then the most memory that it held, in KiB. What the system tells the parent includes the parent's own."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


# Word ------------------------------------------------------------------------------------------------------------


def word(
    body: str | bytes = "<w:p><w:r><w:t>1</w:t></w:r></w:p>", *, head: str = "", raw: bytes | None = None
) -> bytes:
    """A Word document with such a body, or with ``raw`` for its main part."""
    inside = body if isinstance(body, bytes) else body.encode()
    main = f'{head}<w:document xmlns:w="{WORD}"><w:body>'.encode() + inside + b"</w:body></w:document>"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    space = "http://schemas.openxmlformats.org/package/2006"
    types = (
        f'<Types xmlns="{space}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    rels = (
        f'<Relationships xmlns="{space}/relationships">'
        f'<Relationship Id="rId1" Type="{relation}" Target="word/document.xml"/></Relationships>'
    )
    return zipped({
        "[Content_Types].xml": types.encode(), "_rels/.rels": rels.encode(),
        "word/document.xml": main if raw is None else raw,
    })  # fmt: skip


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def bomb() -> bytes:
    """A gigabyte of blanks in a megabyte."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as plain, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in plain.namelist():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(plain.read(name))
                for _ in range(1024 if name.startswith("word/") else 0):
                    part.write(b" " * MEGABYTE)
    return stream.getvalue()


def lying_bomb() -> bytes:
    """256 MB that are said to be a thousand bytes."""
    size = 256 * MEGABYTE
    return word(raw=bytes(size)).replace(struct.pack("<L", size), struct.pack("<L", 1000))


def twice() -> bytes:
    """Two main parts of one name."""
    stream = io.BytesIO(word())
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"/>')
    return stream.getvalue()


def encrypted() -> bytes:
    """A zip file whose entries are marked as encrypted."""
    data = bytearray(word())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def laughs(reference: str = "&e9;") -> bytes:
    """Each entity is ten of the one before it."""
    told = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 10))
    head = f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{told}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return word(f"<w:p><w:r><w:t>{reference}</w:t></w:r></w:p>", head=head)


def nested(tags: str, count: int = MANY) -> bytes:
    """Elements inside each other."""
    names = tags.split()
    opened = "".join(f"<w:{name}>" for name in names)
    return word(opened * count + "".join(f"</w:{name}>" for name in reversed(names)) * count)


def wide(span: int) -> bytes:
    """Cells that are said to be so many columns wide."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>'
    return word(f"<w:tbl><w:tr>{cell * 20}</w:tr></w:tbl>")


def long_token() -> bytes:
    """One attribute and one comment of seven megabytes each."""
    long = "a" * (7 * MEGABYTE)
    return word(f'<!--{long}--><w:p w:rsidR="{long}"><w:r><w:t>1</w:t></w:r></w:p>')


def cells(rows: int) -> bytes:
    """A table of ten columns."""
    row = f"<w:tr>{'<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>' * 10}</w:tr>"
    return word(f"<w:tbl>{row * rows}</w:tbl>")


# All files -------------------------------------------------------------------------------------------------------


class File(NamedTuple):
    """A file: its suffix, what it is, and its making."""

    suffix: str
    name: str
    make: Callable[[], bytes | str]


FILES = (
    File("docx", "zip bomb, 1 GB in 1 MB", bomb),
    File("docx", "zip bomb whose directory lies about its size", lying_bomb),
    File("docx", "entities that expand (10^9 words) and one that reads a file", laughs),
    File("docx", "10^5 nested tables", lambda: nested("tbl tr tc")),
    File("docx", "10^5 nested content controls", lambda: nested("sdt sdtContent")),
    File("docx", "gridSpan of 10^9", lambda: wide(10**9)),
    File("docx", "10^6 cells", lambda: cells(MANY)),
    File("docx", "10^5 cells", lambda: cells(MANY // 10)),
    File("docx", "50 MB in one paragraph", lambda: word(f"<w:p><w:r><w:t>{'1' * (50 * MEGABYTE)}</w:t></w:r></w:p>")),
    File("docx", "tokens of 7 MB", long_token),
    File("docx", "truncated zip", lambda: word("<w:p><w:r><w:t>1</w:t></w:r></w:p>" * 999)[:700]),
    File("docx", "60,000 entries", lambda: zipped({str(number): b"" for number in range(60_000)})),
    File("docx", "two main parts", twice),
    File("docx", "encrypted (zip flags)", encrypted),
    File("docx", "encrypted (by Word)", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
    File("docx", "a PDF", lambda: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
    File("docx", "NUL bytes", lambda: bytes(MEGABYTE)),
    File("docx", "NUL in the XML", lambda: word("<w:p><w:r><w:t>1\0</w:t></w:r></w:p>")),
    File("docx", "invalid UTF-8", lambda: word(b"<w:p><w:r><w:t>\xff\xfe</w:t></w:r></w:p>")),
    File("html", "10^5 nested div", lambda: "<div>" * MANY + "1" + "</div>" * MANY),
    File("html", "10^5 nested tables", lambda: "<table><tr><td>" * MANY + "1"),
    File("html", "colspan and rowspan of 10^9", lambda: "<table><tr>" + f"<td colspan={10**9} rowspan={10**9}>1" * 99),
    File("html", "10^6 cells", lambda: "<table>" + ("<tr>" + "<td>1" * 10) * MANY),
    File("html", "10^6 <", lambda: "<" * (10 * MANY)),
    File("html", "10^6 <a", lambda: "<a " * (10 * MANY)),
    File("html", "2*10^5 comments without an end", lambda: "<p>1" + "<!--" * (2 * MANY)),
    File("html", "2*10^5 CDATA sections without an end", lambda: "<p>1" + "<![CDATA[" * (2 * MANY)),
    File("html", "2*10^5 attributes", lambda: "<p " + " ".join(f"a{number}=1" for number in range(2 * MANY)) + ">1"),
    File("html", "10^5 misnested b and i", lambda: "<b><i>" * MANY + "1" + "</b></i>" * MANY),
    File("html", "10^6 references", lambda: "<p>" + "&nbsp;1" * (10 * MANY)),
    File("html", "50 MB in one line", lambda: "<p>" + "1" * (50 * MEGABYTE)),
    File("html", "NUL bytes", lambda: b"<p>1</p>" + bytes(MEGABYTE)),
    File("md", "10^6 pipes", lambda: "|" * (10 * MANY)),
    File("md", "10^6 pipes in 10^4 rows", lambda: ("|1" * 100 + "|\n") * (MANY // 10)),
    File("md", "10^6 backticks", lambda: "`" * (10 * MANY)),
    File("md", "10^6 backticks apart", lambda: "一 ` `` " * (3 * MANY)),
    File("md", "10^6 brackets", lambda: "[" * (5 * MANY) + "]" * (5 * MANY)),
    File("md", "3*10^5 asterisks apart", lambda: "一*二 **" * MANY),
    File("md", "10^6 comments without an end", lambda: "<!--\n" * (10 * MANY)),
    File("md", "10^5 tables of HTML without an end", lambda: "<table><tr><td>1\n" * MANY),
    File("md", "10^6 quotes", lambda: ">" * (10 * MANY)),
    File("txt", "50 MB in one line", lambda: "1" * (50 * MEGABYTE)),
    File("txt", "50 million TABs", lambda: "\t" * (50 * MEGABYTE)),
    File("txt", "50 million spaces", lambda: "1" + " " * (50 * MEGABYTE) + "1"),
    File("txt", "10 million lines", lambda: "1\n" * (10 * MEGABYTE)),
    File("txt", "10 million numbers in one line", lambda: "1 " * (10 * MEGABYTE)),
    File("txt", "10^6 cells", lambda: ("1\t" * 10 + "\n") * MANY),
    File("txt", "10^6 brackets", lambda: "（" * (10 * MANY)),
    File("txt", "NUL bytes", lambda: "公开".encode() * 99 + bytes(MEGABYTE)),
    File("txt", "invalid UTF-8", lambda: "公开".encode() * 99 + b"\xff\xfe\x80" * 99),
    File("txt", "100 MB", lambda: b"1\n" * (50 * MEGABYTE)),
)  # fmt: skip


class Ended(NamedTuple):
    """How a run ended."""

    told: str
    status: str
    seconds: float
    """Of work."""
    peak: float
    """MiB."""


def worked() -> float:
    """Seconds of work of all runs so far, which a busy machine does not lengthen much."""
    times = os.times()
    return times.children_user + times.children_system


def ended(folder: Path, name: str) -> Ended:
    """Run disclint on a file of a folder, with a pack named, so that every rule has its turn."""
    start = worked()
    try:
        done = subprocess.run(
            [sys.executable, "-c", RUN, name, "--lang", "en", "--pack", "cn/2021"],
            cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Ended("stopped", "-", SECONDS, 0)
    seconds = worked() - start
    lines = done.stdout.decode("utf-8", "replace").splitlines() or done.stderr.decode("utf-8", "replace").splitlines()
    told = next((line for line in lines if " unreadable " in line), lines[0] if lines else "")
    peak = (done.stderr.split() or [b"0"])[-1]
    return Ended(told, str(done.returncode), seconds, int(peak) / 1024 if peak.isdigit() else 0)


def main() -> None:
    """Make the files, run disclint on each, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="only files whose names have one of these")
    chosen = parser.parse_args().words
    print("| file | what it is | what is said | status | seconds | MiB |")
    print("|---|---|---|--:|--:|--:|", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "warm.txt").write_text("1\n", encoding="utf-8")
        ended(folder, "warm.txt")  # the first run looks for plugins
        for file in FILES:
            if chosen and not any(word_ in f"{file.suffix} {file.name}" for word_ in chosen):
                continue
            made, path = file.make(), folder / f"report.{file.suffix}"
            path.write_bytes(made if isinstance(made, bytes) else made.encode())
            del made
            told, status, seconds, peak = ended(folder, path.name)
            told = told.removeprefix(f"{path.name}:1:1 error unreadable ").replace("|", "\\|")
            shown = told if len(told) <= 100 else f"{told[:100]}…"
            what = file.name.replace("<", "&lt;")
            print(f"| .{file.suffix} | {what} | {shown} | {status} | {seconds:.2f} | {peak:.0f} |", flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
