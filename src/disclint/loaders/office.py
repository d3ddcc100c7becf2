"""Old Word, WPS, RTF and OpenDocument files (.doc .wps .rtf .odt): LibreOffice makes a .docx of them, which is read.

Only where LibreOffice is installed: no library reads the tables of all four, and those that read the text of .doc lose
rows of Chinese tables. It runs without a window, with a profile of its own that forbids macros and links, in a folder
that is removed afterwards.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile

from disclint import Document, Note, Unreadable
from disclint.loaders.docx import load as load_docx
from disclint.loaders.sniff import suffix_of

__all__ = ["convert", "find_office", "load"]

SECONDS = 90
"""How long a conversion may take. Most take two."""

MEMORY = 2 << 30
"""Bytes that each of its processes may have, where the system has such a limit. A report takes 600 million."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)

_FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format", ".odt": "writer8"}
"""LibreOffice's names for formats. Left to itself it reads what it does not know as text, and gives signs at random."""

_PROFILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>\
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""


def load(data: bytes, path: str) -> Document:
    """Reads what LibreOffice makes of a file.

    Raises ``Unreadable`` where LibreOffice is not installed or cannot convert the file.
    """
    named = os.path.splitext(path)[1].lower() or ".doc"
    suffix = suffix_of(data, named) or named
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(
            "文件已加密，请去掉打开密码后再检查", "the file is encrypted: remove the password that opens it"
        )
    office = find_office()
    if office is None:
        raise Unreadable(
            f"读取 {suffix} 文件需要 LibreOffice，本机没有安装；请安装，或另存为 .docx",
            f"LibreOffice is needed to read {suffix} files and is not installed: install it, or save the file as .docx",
        )
    document = load_docx(convert(data, _true_suffix(data, suffix), office), path)
    note = Note("converted", "经 LibreOffice 转换后读取", "read after conversion by LibreOffice")
    return document.replace(format=suffix[1:], notes=(note, *document.notes))


def find_office() -> str | None:
    """LibreOffice's program, if it is installed."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found is not None:
            return found
    return next((place for place in _PLACES if os.path.isfile(place)), None)


def convert(data: bytes, suffix: str, office: str, target: str = "docx") -> bytes:
    """A file as LibreOffice writes it in another format. Raises ``Unreadable`` if it does not."""
    with tempfile.TemporaryDirectory(prefix="disclint-", ignore_cleanup_errors=True) as folder:
        profile = os.path.join(folder, "profile")
        os.makedirs(os.path.join(profile, "user"))
        with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as file:
            file.write(_PROFILE)
        # The name is ours: a file's own name never gets near a command line.
        source = os.path.join(folder, f"report{suffix}")
        with open(source, "wb") as copy:
            copy.write(data)
        result = os.path.join(folder, "converted")
        _run(
            [
                office, f"-env:UserInstallation={_url(profile)}", "--headless", "--norestore", "--nolockcheck",
                *([f"--infilter={_FILTERS[suffix]}"] if suffix in _FILTERS else []),
                "--convert-to", target, "--outdir", result, source,
            ],
            folder,
        )  # fmt: skip
        try:
            with open(os.path.join(result, f"report.{target.partition(':')[0]}"), "rb") as file_:
                return file_.read()
        except OSError as error:
            raise Unreadable(
                "LibreOffice 无法转换这个文件，可能已损坏或设有打开密码",
                "LibreOffice cannot convert this file: it is damaged, or a password opens it",
            ) from error


def _run(command: list[str], folder: str) -> None:
    """Run LibreOffice to its end, or end it with all that it started."""
    try:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )  # fmt: skip
    except OSError as error:
        raise Unreadable(
            f"LibreOffice 无法启动：{error.strerror}", f"LibreOffice cannot be started: {error.strerror}"
        ) from error
    _limit_memory(process.pid)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"LibreOffice 转换超过 {SECONDS} 秒，已中止",
            f"LibreOffice took more than {SECONDS} seconds and was stopped",
        ) from error
    finally:
        if process.poll() is None:
            _stop(process)


def _limit_memory(process: int) -> None:
    """Give LibreOffice, and what it will start, a limit of memory of its own in place of this program's."""
    if sys.platform != "linux":
        return
    import resource
    from contextlib import suppress

    with suppress(OSError):  # it may have ended already
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.prlimit(process, resource.RLIMIT_AS, (most, hard))


def _stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":  # pragma: no cover - no process groups there
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _true_suffix(data: bytes, suffix: str) -> str:
    """The suffix that LibreOffice goes by: WPS writes Word's old format under a suffix of its own."""
    return ".doc" if data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data else suffix


def _url(path: str) -> str:
    from urllib.request import pathname2url

    return "file://" + ("" if path.startswith("/") else "/") + pathname2url(path)
