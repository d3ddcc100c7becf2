"""Which files a request stands for: paths and folders, less what was left out, what git ignores or did not change."""

from __future__ import annotations

import os

from disclint.errors import UsageError
from disclint.model.diagnostic import Message
from disclint.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Selection", "select"]

_LARGEST = 64 * 1024 * 1024
"""Bytes that are read to compare; what is larger counts as changed."""


class Selection(Record):
    """The files of a run, and what its user should know of those that are not among them."""

    files: tuple[str, ...]
    """Each once: files in the order given, those of a folder sorted, ``-`` as it is."""
    notices: tuple[Message, ...] = ()


def select(
    paths: Sequence[str], suffixes: Sequence[str], exclude: Sequence[str] = (), since: str | None = None
) -> Selection:
    """The files that paths stand for.

    Of a folder only files with one of ``suffixes`` count; hidden files and folders do not, nor what git ignores there,
    nor links that lead out of it. ``exclude`` has patterns of names, or of paths where they have a ``/``; whatever they
    fit is left out, with all below it. ``since`` is a git revision: only files that differ from where the present
    state parted from it count.

    Raises ``UsageError`` for a path that is not there, for a folder without a file that counts, and for a revision
    that git does not know.
    """
    for path in paths:
        if path != "-" and not os.path.lexists(path):
            raise UsageError(f"{path}：没有这个文件或文件夹", f"{path}: no such file or folder")
    left_out = _left_out(exclude)
    notices: list[Message] = []
    seen: dict[str, str] = {}
    for path in paths:
        if path == "-" or not os.path.isdir(path):
            found = [] if path != "-" and left_out(path) else [path]
        else:
            found = _of_folder(path, tuple(suffixes), left_out, notices)
            if not found and not exclude:
                known = " ".join(suffixes)
                raise UsageError(
                    f"{path}：文件夹中没有可读的文件（{known}）", f"{path}: no file to read in it ({known})"
                )
        for file in found:
            seen.setdefault(file if file == "-" else os.path.normcase(os.path.abspath(file)), file)
    files = tuple(seen.values())
    if since is not None:
        files = _changed(files, since)
    return Selection(files, tuple(notices))


def _left_out(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path, or a folder that it lies in, fits one of the patterns."""
    if not patterns:
        return lambda _: False
    from fnmatch import fnmatch

    cleaned = [pattern.replace(os.sep, "/").removeprefix("./").rstrip("/") for pattern in patterns]
    names = [pattern for pattern in cleaned if "/" not in pattern]
    whole = [pattern for pattern in cleaned if "/" in pattern]

    def fits(path: str) -> bool:
        path = path.replace(os.sep, "/").removeprefix("./")
        parts = path.split("/")
        if any(fnmatch(part, pattern) for part in parts for pattern in names):
            return True
        heads = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)] if whole else []
        return any(fnmatch(head, pattern) for head in heads for pattern in whole)

    return fits


def _of_folder(
    folder: str, suffixes: tuple[str, ...], left_out: Callable[[str], bool], notices: list[Message]
) -> list[str]:
    closed: list[str] = []
    outside: list[str] = []
    home = os.path.join(os.path.realpath(folder), "")
    found = []
    for path, linked in _below(folder, suffixes, left_out, closed):
        if linked and not os.path.realpath(path).startswith(home):
            outside.append(path)
        else:
            found.append(path)
    notices += [
        Message("closed-folder", f"{path}：文件夹无法打开，已跳过", f"{path}: not opened, passed over")
        for path in closed
    ]
    if outside:
        count, first = len(outside), outside[0]
        notices.append(
            Message(
                "links-outside",
                f"{folder}：{count}个链接指向文件夹之外，已跳过，如 {first}",
                f"{folder}: passed over {count} links that lead out of it, such as {first}",
            )
        )
    return _not_ignored(folder, found)


def _below(
    folder: str, suffixes: tuple[str, ...], left_out: Callable[[str], bool], closed: list[str]
) -> Iterator[tuple[str, bool]]:
    """The files in a folder and below, sorted, and whether they are links; folders that cannot be opened go to
    ``closed``. However deep they lie, nothing recurses."""
    waiting = [_inside(folder, closed)]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
            continue
        path = entry.path.replace(os.sep, "/")
        if folder == ".":
            path = path.removeprefix("./")
        if left_out(path):
            continue
        if entry.is_dir(follow_symlinks=False):
            waiting.append(_inside(path, closed))
        elif entry.name.lower().endswith(suffixes) and _is_file(entry):
            yield path, entry.is_symlink()


def _inside(folder: str, closed: list[str]) -> Iterator[os.DirEntry[str]]:
    """What is in a folder and not hidden, by name."""
    try:
        with os.scandir(folder) as entries:
            inside = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        closed.append(folder)
        return iter(())
    return iter(sorted(inside, key=lambda entry: entry.name))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False


# What git knows --------------------------------------------------------------------------------------------------


def _git(folder: str, *words: str, given: bytes | None = None) -> tuple[int, bytes]:
    """What git prints in a folder, and its status; none of the commands that a repository's own settings name is run.

    The status is -1 where there is no git. A repository may be said to be a part of another, which git would ask for
    what is missing, with a command of the repository's choice: no way to another is allowed.
    """
    import subprocess

    settings = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
    surroundings = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(
            ["git", *settings, "-C", folder, *words],
            input=given if given is not None else b"",
            capture_output=True,
            check=False,
            env={**os.environ, **surroundings},
        )
    except OSError:
        return -1, b""
    return done.returncode, done.stdout


def _repository(folder: str) -> bool:
    """Whether a folder lies in a work tree of git, as far as names tell."""
    folder = os.path.abspath(folder)
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return False
    return True


def _not_ignored(folder: str, found: list[str]) -> list[str]:
    """The files but those that git ignores. Without git, or outside its work trees, all."""
    if not found or not _repository(folder):
        return found
    names = [os.path.relpath(path, folder) for path in found]
    given = b"\0".join(map(os.fsencode, names)) + b"\0"
    status, printed = _git(folder, "check-ignore", "-z", "--stdin", given=given)
    if status != 0:  # 1: none is ignored
        return found
    ignored = set(printed.split(b"\0"))
    return [path for path, name in zip(found, names, strict=True) if os.fsencode(name) not in ignored]


def _changed(files: tuple[str, ...], since: str) -> tuple[str, ...]:
    """The files that are not as they were where the present state parted from a revision; new ones too."""
    tops: dict[str, str] = {}
    held: dict[str, dict[str, bytes]] = {}
    kept = []
    for path in files:
        if path == "-":
            kept.append(path)
            continue
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in tops:
            tops[folder] = _top(folder)
        top = tops[folder]
        if top not in held:
            held[top] = _held(top, since)
        try:
            name = os.path.relpath(os.path.realpath(path), top)
        except ValueError:  # a link to another drive
            name = path
        if not _same(path, held[top].get(os.path.normcase(name))):
            kept.append(path)
    return tuple(kept)


def _top(folder: str) -> str:
    status, printed = _git(folder, "rev-parse", "--show-toplevel")
    if status != 0:
        raise UsageError(
            f"{folder}：不在 git 仓库中，不能用 --changed-since" if status > 0 else "--changed-since 需要 git",
            f"{folder}: in no git repository, --changed-since needs one" if status > 0 else "--changed-since needs git",
        )
    return os.path.realpath(os.fsdecode(printed.rstrip(b"\n")))


def _held(top: str, since: str) -> dict[str, bytes]:
    """The names of the contents that files of a work tree had where it parted from a revision.

    Git is asked for nothing that it would have to read a file for: it passes files through the filters that the
    repository's settings name.
    """
    status, commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
    if status != 0:
        raise UsageError(
            f"--changed-since {since}：git 没有这个版本", f"--changed-since {since}: git knows no such revision"
        )
    base = commit.strip().decode()
    status, parted = _git(top, "merge-base", base, "HEAD")
    if status == 0:
        base = parted.strip().decode()
    status, listed = _git(top, "ls-tree", "-r", "-z", "--full-tree", base)
    if status != 0:
        raise UsageError(
            f"{top}：git 仓库不完整，无法与版本 {since} 比较",
            f"{top}: parts are missing, git cannot tell the files of {since}",
        )
    held = {}
    for entry in listed.split(b"\0")[:-1]:
        head, _, name = entry.partition(b"\t")
        _, kind, content = head.split(b" ")
        if kind == b"blob":
            held[os.path.normcase(os.fsdecode(name))] = content
    return held


def _same(path: str, content: bytes | None) -> bool:
    """Whether a file has a content that git knows by name; other line ends, as git may write them, make no difference.

    A file that git keeps through a filter counts as changed.
    """
    if content is None or not os.path.isfile(path):  # a pipe in its place would be waited for
        return False
    from hashlib import sha1, sha256

    name = sha1 if len(content) == 40 else sha256
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST)
    except OSError:
        return False
    forms = (data, data.replace(b"\r\n", b"\n")) if b"\r" in data else (data,)
    names = (name(b"blob %d\0" % len(form) + form, usedforsecurity=False) for form in forms)
    return any(each.hexdigest().encode() == content for each in names)
