"""One run: its files are selected, read, recognised, bound and judged; one after the other, or by several processes.

What is done with one file is in ``judging``. Of a few files everything is kept; of many only what outlives their
documents, on disk where it is much, so that memory does not grow with their number.
"""

from __future__ import annotations

import os
import stat
import sys
from functools import partial

from disclint import __version__
from disclint.errors import Unreadable, UsageError
from disclint.joint import accepting, together
from disclint.judging import judge, judged, read, understand, unreadable
from disclint.library import CONFIG, Library, Request
from disclint.limits import MEMORY, limit_memory
from disclint.model.result import Checked, Failure, Run
from disclint.selection import select

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from disclint.baseline import Baseline
    from disclint.fixing import Mended
    from disclint.frozen import Frozen
    from disclint.kept import Kept
    from disclint.model.diagnostic import Message
    from disclint.model.plugin import Brought
    from disclint.stored import Store

__all__ = [
    "CONFIG", "Library", "Request", "check", "extract", "fix", "gone", "judge", "read", "show", "together",
    "understand",
]  # fmt: skip

LARGEST = 64 * 1024 * 1024
"""Bytes. A larger file is no report."""

MANY = 16
"""From so many files on, a run keeps little of each, looks into the store, and may use more processes."""

SECONDS = 120.0
"""What a file may take in another process. A report takes a few thousandths, one for LibreOffice a few."""

WAIT = 10.0
"""Seconds until something must come through a pipe that is named as a file."""


def check(paths: Sequence[str], request: Request, brought: Brought) -> Run:
    """All files judged.

    Raises ``DisclintError`` where the request, a pack or a plugin is wrong; nothing is judged then.
    """
    return _told(together(_run(paths, request, brought, "check"), request), request)


def fix(paths: Sequence[str], request: Request, brought: Brought, put: Callable[[str, Mended], None]) -> Run:
    """All files judged after their fixes were made; raises as ``check`` does.

    ``put`` gets the path of every file, and its bytes before and after. Where it raises ``LeftAlone``, nothing was
    mended. A finding that is accepted is not mended.
    """
    from disclint.fixing import LeftAlone, mend

    def finish(name: str, data: bytes, library: Library) -> Checked:
        def found(data: bytes) -> Checked:
            return accepting(judged(name, data, library), request)

        file = found(data)
        mended = mend(file, data, found, unsafe=request.unsafe)
        try:
            put(name, mended)
        except LeftAlone as reason:
            return file.replace(fixed=0, notices=(*file.notices, reason.message))
        return mended.file

    return _told(together(_run(paths, request, brought, "fix", finish), request), request)


def extract(paths: Sequence[str], request: Request, brought: Brought) -> Run:
    """All files understood, nothing judged; raises as ``check`` does."""
    return _run(paths, request, brought, "extract")


def show(paths: Sequence[str], request: Request, brought: Brought) -> Run:
    """All files read and no more; raises as ``check`` does."""
    return _run(paths, request, brought, "show", read)


def gone(baseline: Baseline) -> frozenset[str]:
    """The reports that a baseline names and that are not there any more, as it names them."""
    folder = os.path.dirname(os.path.abspath(baseline.path))
    names = {entry.path for entry in baseline.entries.values()}
    return frozenset(name for name in names if not os.path.lexists(os.path.join(folder, name)))


# What is done with a file ----------------------------------------------------------------------------------------


def _understood(name: str, data: bytes, library: Library) -> Checked:
    return understand(read(name, data, library), library)


_FINISH: dict[str, Callable[[str, bytes, Library], Checked]] = {"check": judged, "extract": _understood}


def _bytes_of(path: str) -> bytes:
    """The content of a file, or of standard input for ``-``. Raises ``Unreadable``."""
    try:
        if path == "-":
            if sys.stdin is None:
                raise Unreadable("标准输入没有打开", "standard input is not open")
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(path, "rb", opener=_opened) as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    _wait_for(file.fileno())
                data = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"无法打开文件：{error.strerror}", f"the file cannot be opened: {error.strerror}") from error
    if len(data) > LARGEST:
        megabytes = LARGEST >> 20
        raise Unreadable(
            f"文件超过 {megabytes} MB，不会是一份年度报告", f"larger than {megabytes} MB: this is no report"
        )
    return data


def _opened(path: str, flags: int) -> int:
    """A file, opened without waiting for whoever writes into it if it is a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _wait_for(file: int) -> None:
    """Wait until something comes through a pipe. Raises ``Unreadable`` where nothing does."""
    if sys.platform == "win32":
        return
    from select import POLLIN, poll

    poller = poll()
    poller.register(file, POLLIN)
    if not poller.poll(WAIT * 1000):
        raise Unreadable(f"管道中等了 {WAIT:g} 秒没有内容", f"nothing came through the pipe in {WAIT:g} seconds")
    os.set_blocking(file, True)


def _finished(path: str, library: Library, finish: Callable[[str, bytes, Library], Checked]) -> Checked:
    name = (library.request.stdin_name or "<stdin>") if path == "-" else path
    try:
        data = _bytes_of(path)
    except Unreadable as error:
        return Checked(name, (unreadable(error),))
    if not library.request.bounded:
        return finish(name, data, library)
    lift = limit_memory(MEMORY)
    try:
        return finish(name, data, library)
    except MemoryError:  # outside all that could be named
        lift()
        megabytes = MEMORY >> 20
        return _lost(name, "memory", f"检查所用内存超过 {megabytes} MB", f"checking it took more than {megabytes} MB")
    finally:
        lift()


# The run ---------------------------------------------------------------------------------------------------------


def _run(
    paths: Sequence[str],
    request: Request,
    brought: Brought,
    verb: str,
    finish: Callable[[str, bytes, Library], Checked] | None = None,
) -> Run:
    if request.config is not None and not os.path.isfile(request.config):
        raise UsageError(f"{request.config}：没有这个配置文件", f"{request.config}: no such config file")
    selection = select(paths, brought.suffixes(), request.exclude, request.since)
    many = len(selection.files) >= MANY and verb != "show"
    if many:
        request = request.replace(digests=True)  # a result is kept only for the content that it is of
    library = Library(brought, request)
    if request.pack is not None:
        library.pack(request.pack)  # a wrong name is told before any file is read
    if many:
        run = _many(selection.files, library, verb, finish)
    else:
        do = finish or _FINISH[verb]
        done = [_finished(path, library, do) for path in selection.files]
        files = tuple([accepting(file, request) for file in done] if verb == "check" else done)
        run = Run(__version__, files, request.language, request.fail_on)
    timings = library.watch.timings() if library.watch is not None else {}
    return run.replace(timings=timings, notices=(*selection.notices, *run.notices))


def _told(run: Run, request: Request) -> Run:
    """The run with what is to be said of accepted findings that are none any more."""
    if run.tally is not None:  # nothing is accepted, or the findings could not have been counted
        return run
    if request.baseline is None and not any(file.pack is not None and file.pack.ignores for file in run.files):
        return run
    from disclint.baseline import lapsed

    lost = gone(request.baseline) if request.baseline is not None else frozenset()
    return run.replace(notices=(*run.notices, *lapsed(run.files, request.baseline, request.today, lost)))


# Many files ------------------------------------------------------------------------------------------------------


def _many(
    files: Sequence[str], library: Library, verb: str, finish: Callable[[str, bytes, Library], Checked] | None
) -> Run:
    """A run that keeps of each file only what outlives its document."""
    from disclint.kept import Kept
    from disclint.progress import Progress

    request = library.request
    kept = Kept(files, library, accepting=verb == "check")
    progress = Progress(len(files), request.language)
    notices: list[Message] = []
    try:
        if finish is not None:
            for index, path in enumerate(files):
                kept.put(index, _frozen(_finished(path, library, finish), library))
                progress.step()
        else:
            _looked_up(files, library, verb, kept, progress.step, notices)
    except KeyboardInterrupt:
        notices.append(kept.interrupted())
    finally:
        progress.end()
    return Run(
        __version__,
        kept,
        request.language,
        request.fail_on,
        notices=tuple(notices),
        tally=kept.tally(),
        troubled=kept.troubled(),
    )


def _looked_up(
    files: Sequence[str],
    library: Library,
    verb: str,
    kept: Kept,
    step: Callable[[], None],
    notices: list[Message],
) -> None:
    """Files that were judged before are not judged again."""
    store: Store | None = None
    if library.request.cached and library.watch is None:
        from disclint.stored import Store

        store = Store(library, verb)
    digests: dict[int, bytes] = {}
    new = []
    try:
        for index, path in enumerate(files):
            found = _stored(path, store, digests, index)
            if found is None:
                new.append(index)
            else:
                kept.put(index, found)
                step()
        for index, frozen in _judged_anew([(index, files[index]) for index in new], library, verb):
            kept.put(index, frozen)
            step()
            digest = digests.pop(index, None)
            if store is not None and digest is not None and digest.hex() == frozen.sha256:
                store.put(store.key(files[index], digest), frozen)
    finally:
        if store is not None:
            store.close()
            notices += store.notices


def _stored(path: str, store: Store | None, digests: dict[int, bytes], index: int) -> Frozen | None:
    """What the store has of a file; otherwise ``digests`` gets that of its content, to keep it by."""
    if store is None or path == "-":
        return None
    from hashlib import sha256

    try:
        digest = sha256(_bytes_of(path)).digest()
    except Unreadable:
        return None
    found = store.get(store.key(path, digest))
    if found is None:
        digests[index] = digest
    return found


def _judged_anew(jobs: Sequence[tuple[int, str]], library: Library, verb: str) -> Iterator[tuple[int, Frozen]]:
    """Files with their index, each with what was found in it."""
    request = library.request
    here = partial(_work, library, _FINISH[verb])
    count = min(request.jobs or _cores(), len(jobs) // (MANY // 2))
    if count < 2 or library.watch is not None or any(path == "-" for _, path in jobs):
        for index, path in jobs:
            yield index, here(path)
        return
    from disclint.workers import spread

    (first, path), *rest = jobs
    yield first, here(path)  # what it needs is loaded once, for all
    paths = [path for _, path in rest]
    make = partial(_worker, library.brought, request.replace(baseline=None), verb)
    if sys.platform == "linux":
        make = partial(_limited, here)  # a fork has the library already
    for at, result in spread(paths, make, count, SECONDS):
        index, path = rest[at]
        if not isinstance(result, tuple):
            result = _frozen(_lost(path, "process", result.chinese, result.english), library)
        yield index, result


def _worker(brought: Brought, request: Request, verb: str) -> Callable[[str], Frozen]:
    """What another process does, from the beginning."""
    return _limited(partial(_work, Library(brought, request), _FINISH[verb]))


def _limited(work: Callable[[str], Frozen]) -> Callable[[str], Frozen]:
    """The same, in a process that may not take all memory."""
    limit_memory(MEMORY)
    return work


def _work(library: Library, finish: Callable[[str, bytes, Library], Checked], path: str) -> Frozen:
    return _frozen(_finished(path, library, finish), library)


def _frozen(file: Checked, library: Library) -> Frozen:
    """What outlives a file's document, with what cross-report rules see of it."""
    from disclint.dossier.abstracts import abstract
    from disclint.frozen import freeze

    if file.pack is None:
        return freeze(file, None)
    seen = abstract(file.filing, file.pack, file.path) if file.filing is not None else None
    return freeze(file, library.reference(file.pack), seen)


def _lost(path: str, part: str, chinese: str, english: str) -> Checked:
    """A file that ended all that was done with it."""
    error = Unreadable(f"未能检查：{chinese}", f"not checked: {english}")
    return Checked(path, (unreadable(error),), failures=(Failure(part, english),))


def _cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
