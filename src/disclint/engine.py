"""One run: read, recognise, pick the pack, bind, judge.

``read``, ``understand`` and ``judge`` are the work on one file. They depend on nothing but their arguments: the file's
bytes, and a ``Library`` whose readers and packs do not change during a run.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from disclint import __version__, cache
from disclint.binding.bind import bind
from disclint.binding.recognise import recognise
from disclint.blame import settle
from disclint.errors import DisclintError, PackErrors, PluginError, Unreadable, UsageError
from disclint.loaders.sniff import suffix_of
from disclint.model.diagnostic import Diagnostic, Message, Severity
from disclint.model.document import Note
from disclint.model.record import Record
from disclint.model.result import Checked, Failure, Run, fingerprints
from disclint.model.span import Span
from disclint.packs.load import NoEdition, load_pack, profiles
from disclint.plugins import attribute, excused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from disclint.baseline import Baseline
    from disclint.binding.recognise import Recognition
    from disclint.fixing import Mended
    from disclint.model.document import Document
    from disclint.model.dossier import Finding
    from disclint.model.filing import Filing
    from disclint.model.organ import OrganEntry
    from disclint.model.pack import Pack, Profile
    from disclint.model.plugin import Brought, LoaderEntry

__all__ = [
    "CONFIG", "Library", "Request", "check", "each", "extract", "files", "fix", "gone", "judge", "read", "show",
    "together", "understand",
]  # fmt: skip

CONFIG = "disclint.yaml"
"""The name of a project's own pack."""

LARGEST = 64 * 1024 * 1024
"""Bytes. A larger file is no report."""


class Request(Record):
    """What a user asks of a run."""

    pack: str | None = None
    """The pack to use whatever the report is."""
    config: str | None = None
    """The project's pack; without it, the nearest one upwards from each file."""
    year: int | None = None
    """The year of reports that do not tell theirs."""
    stdin_name: str | None = None
    """The path that standard input is treated and reported as."""
    language: str = "zh"
    fail_on: Severity = "error"
    digests: bool = False
    """Whether the result is to tell the SHA-256 of every file."""
    unsafe: bool = False
    """Whether fixes that are not safe are wanted too."""
    baseline: Baseline | None = None
    """The findings that are accepted."""
    today: str = ""
    """YYYY-MM-DD."""
    organs: tuple[OrganEntry, ...] = ()
    """The organs whose reports there should be."""
    timed: bool = False
    """Whether the result is to tell how long the phases and the rules took."""


class Watch:
    """Adds up how long things take, lap by lap."""

    def __init__(self) -> None:
        from time import perf_counter

        self._now = perf_counter
        self._last = perf_counter()
        self._seconds: dict[str, float] = {}

    def start(self) -> None:
        """Begin a lap; what came before is counted nowhere."""
        self._last = self._now()

    def lap(self, name: str) -> None:
        """Count the time since the last lap."""
        now = self._now()
        self._seconds[name] = self._seconds.get(name, 0.0) + now - self._last
        self._last = now

    def timings(self) -> dict[str, float]:
        """Seconds by phase and rule; all that ``rules/`` has is part of the phase ``rules``."""
        seconds = dict(self._seconds)
        seconds["rules"] = seconds.get("rules", 0.0) + sum(
            each for name, each in seconds.items() if name.startswith("rules/")
        )
        return seconds


class Library:
    """The readers and packs of a run, each opened once."""

    def __init__(self, brought: Brought, request: Request) -> None:
        self.brought = brought
        self.request = request
        self.watch = Watch() if request.timed else None
        self._kinds = {rule.kind: rule.target for rule in brought.rules}
        self._folders = tuple(folder.path for folder in brought.folders)
        self._readers: dict[str, Callable[[bytes, str], Document]] = {}
        self._profiles: tuple[Profile, ...] | None = None
        self._packs: dict[tuple[str, str | None], Pack] = {}
        self._configs: dict[str, str | None] = {}

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """What tells the national packs apart."""
        if self._profiles is None:
            self._profiles = tuple(profiles(folders=self._folders, cache=cache.folder()))
        return self._profiles

    def reader(self, path: str, data: bytes) -> tuple[Callable[[bytes, str], Document], tuple[Note, ...]]:
        """The reader of a file, and a note where the file's content is not what its name says.

        The reader is the one of its suffix, unless the content is another format that there is a reader of; of a
        suffix that nobody claims, that of plain text.
        """
        suffix = os.path.splitext(path)[1].lower()
        claimed, shown = self._loader(suffix), suffix_of(data, suffix)
        actual = self._loader(shown) if shown is not None else None
        if claimed is None and (dispute := self.brought.dispute("suffix", suffix)) is not None:
            raise Unreadable(dispute.chinese, dispute.english)
        entry = actual or claimed or self._loader(".txt")
        assert entry is not None
        if entry.target not in self._readers:
            self._readers[entry.target] = attribute(entry.target, self.brought)
        lies = claimed is not None and actual is not None and shown != suffix
        return self._readers[entry.target], (_wrong_type(suffix, shown or ""),) if lies else ()

    def _loader(self, suffix: str) -> LoaderEntry | None:
        return next((entry for entry in self.brought.loaders if suffix in entry.suffixes), None)

    def config(self, path: str) -> str | None:
        """The project's pack for a file: the one that the request names, or the nearest one upwards."""
        if self.request.pack is not None:
            return None
        if self.request.config is not None:
            return self.request.config
        folder = os.path.dirname(os.path.abspath(path))
        passed = []
        while folder not in self._configs:
            passed.append(folder)
            candidate = os.path.join(folder, CONFIG)
            if os.path.isfile(candidate):
                self._configs[folder] = _short(candidate)
            elif (parent := os.path.dirname(folder)) == folder:
                self._configs[folder] = None
            else:
                folder = parent
        found = self._configs[folder]
        self._configs.update(dict.fromkeys(passed, found))
        return found

    def pack(self, reference: str, base: str | None = None) -> Pack:
        """A pack by its name or path; ``base`` is what one without ``extends`` is laid over."""
        key = (reference, base)
        if key not in self._packs:
            try:
                self._packs[key] = load_pack(
                    reference, kinds=self._kinds, folders=self._folders, cache=cache.folder(), base=base
                )
            except PluginError as error:
                raise self._blamed(error) from error.__cause__
            except (PackErrors, UsageError) as error:
                raise excused(error, reference, self.brought) from error.__cause__
        return self._packs[key]

    def _blamed(self, error: PluginError) -> PluginError:
        """The error of a class that cannot be had, with the name of the plugin that brought it."""
        owner = next((owner for target, owner in self.brought.owners if target in error.english), "disclint")
        return PluginError(f"插件 {owner}：{error.chinese}", f"plugin {owner}: {error.english}")

    def pack_for(self, path: str, profile: Profile | None) -> Pack | None:
        """The pack that judges a file: the request's, else the project's, else the national one of its edition.

        ``None`` where that depends on the edition and the edition is not known.
        """
        if self.request.pack is not None:
            return self.pack(self.request.pack)
        base = profile.pack if profile is not None else None
        config = self.config(path)
        if config is None:
            return self.pack(base) if base is not None else None
        try:
            return self.pack(config, base)
        except NoEdition:
            return None


def _short(path: str) -> str:
    """A path as a person in the working folder would write it."""
    here = os.path.join(os.getcwd(), "")
    return path.removeprefix(here)


# Files -----------------------------------------------------------------------------------------------------------


def files(paths: Sequence[str], suffixes: Sequence[str]) -> Iterator[str]:
    """The files that paths stand for, each once: files in the order given, those of a folder sorted, ``-`` as it is.

    Of a folder only files with one of ``suffixes`` count; hidden files and folders do not. Raises ``UsageError`` for a
    path that is not there and for a folder without a file that counts.
    """
    for path in paths:
        if path != "-" and not os.path.lexists(path):
            raise UsageError(f"{path}：没有这个文件或文件夹", f"{path}: no such file or folder")
    seen: set[str] = set()
    for path in paths:
        found = list(_below(path, tuple(suffixes))) if path != "-" and os.path.isdir(path) else [path]
        if not found:
            known = " ".join(suffixes)
            raise UsageError(f"{path}：文件夹中没有可读的文件（{known}）", f"{path}: no file to read in it ({known})")
        for file in found:
            identity = file if file == "-" else os.path.normcase(os.path.abspath(file))
            if identity not in seen:
                seen.add(identity)
                yield file


def _below(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    with os.scandir(folder) as entries:
        inside = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    for entry in inside:
        path = entry.name if folder == "." else os.path.join(folder, entry.name).replace(os.sep, "/")
        if entry.is_dir(follow_symlinks=False):
            yield from _below(path, suffixes)
        elif entry.name.lower().endswith(suffixes) and entry.is_file():
            yield path


def _bytes_of(path: str) -> bytes:
    """The content of a file, or of standard input for ``-``. Raises ``Unreadable``."""
    try:
        if path == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(path, "rb") as file:
                data = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"无法打开文件：{error.strerror}", f"the file cannot be opened: {error.strerror}") from error
    if len(data) > LARGEST:
        megabytes = LARGEST >> 20
        raise Unreadable(
            f"文件超过 {megabytes} MB，不会是一份年度报告", f"larger than {megabytes} MB: this is no report"
        )
    return data


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


# One file --------------------------------------------------------------------------------------------------------


def read(path: str, data: bytes, library: Library) -> Checked:
    """A file with its document, or with the finding that it cannot be read."""
    bare = Checked(path, (), size=len(data), sha256=_digest(data) if library.request.digests else "")
    try:
        reader, notes = library.reader(path, data)
        document = reader(data, path)
        return bare.replace(document=document.replace(notes=(*notes, *document.notes)) if notes else document)
    except Unreadable as error:
        return bare.replace(diagnostics=(_unreadable(error),))
    except Exception as error:  # noqa: BLE001 - a plugin's reader may raise anything
        wrong = Unreadable("读取程序出错，文件未能读取", "the reader failed, the file was not read")
        return bare.replace(diagnostics=(_unreadable(wrong),), failures=(_failure("loader", error),))


def understand(file: Checked, library: Library) -> Checked:
    """A file that was read with its filing and its pack, or with the finding that no pack fits it.

    Raises ``DisclintError`` where the pack that it needs is wrong.
    """
    document, watch = file.document, library.watch
    if document is None:
        return file
    try:
        recognition = recognise(document, library.profiles, library.request.year)
        if watch is not None:
            watch.lap("bind")
        pack = library.pack_for(file.path, recognition.profile)
        if watch is not None:
            watch.lap("packs")
        if pack is None:
            return file.replace(diagnostics=(_unknown(recognition),))
        filing = bind(document, pack, recognition)
        if watch is not None:
            watch.lap("bind")
        return file.replace(filing=filing, pack=pack)
    except DisclintError:
        raise
    except Exception as error:  # noqa: BLE001 - one file must not end the run
        return file.replace(failures=(_failure("binding", error),))


def judge(file: Checked, watch: Watch | None = None) -> Checked:
    """The findings of all rules about a file that was understood, ordered by place, then rule.

    A rule that raises is named in ``failures``, with what it found before; the other rules are not affected.
    """
    filing, pack = file.filing, file.pack
    if filing is None or pack is None:
        return file
    found: list[Diagnostic] = []
    failures = list(file.failures)
    for rule in pack.rules:
        try:
            found.extend(rule.check(filing))
        except Exception as error:  # noqa: BLE001 - a plugin's rule may raise anything
            failures.append(_failure(rule.id, error))
        if watch is not None:
            watch.lap(f"rules/{rule.id}")
    settled = settle(_once(found))
    placed = (finding if finding.place else finding.replace(place=_place(finding, filing)) for finding in settled)
    ordered = sorted(_once(placed), key=_order)
    if watch is not None:
        watch.lap("rules")
    return file.replace(diagnostics=(*file.diagnostics, *ordered), failures=tuple(failures))


def _once(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each finding once: what one rule says in the same words of the same place and cell is one finding."""
    kept: dict[tuple[Any, ...], Diagnostic] = {}
    for finding in findings:
        kept.setdefault((finding.rule, finding.span, finding.message, finding.cell), finding)
    return tuple(kept.values())


def _order(finding: Diagnostic) -> tuple[Any, ...]:
    return (*finding.span, finding.rule)


def _place(finding: Diagnostic, filing: Filing) -> str:
    return (finding.cell and filing.place_of(finding.cell)) or filing.place_at(finding.span)


def _wrong_type(suffix: str, shown: str) -> Note:
    return Note(
        "type",
        f"文件名是 {suffix}，内容却是 {shown} 文件，按内容读取",
        f"named {suffix}, but its content is that of a {shown} file, and was read as such",
    )


def _unreadable(error: Unreadable) -> Diagnostic:
    message = Message("unreadable", error.chinese, error.english)
    return Diagnostic("unreadable", "error", message, Span(0, 0), place="整个文件")


def _unknown(recognition: Recognition) -> Diagnostic:
    message = recognition.failure or Message("no-pack", "没有适用的规则包", "no pack fits this report")
    span = recognition.title.span if recognition.title is not None else Span(0, 0)
    return Diagnostic("unknown-edition", "error", message, span, place="整个文件")


def _failure(part: str, error: Exception) -> Failure:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    words = " ".join(str(error).split())[:300]
    return Failure(part, f"{type(error).__name__}: {words}{where}", "".join(traceback.format_exception(error)))


# One run ---------------------------------------------------------------------------------------------------------


def check(paths: Sequence[str], request: Request, brought: Brought) -> Run:
    """All files judged.

    Raises ``DisclintError`` where the request, a pack or a plugin is wrong; nothing is judged then.
    """
    return _told(together(_run(paths, request, brought, _judged), request), request)


def each(paths: Sequence[str], request: Request, brought: Brought) -> Iterator[Checked]:
    """All files judged, one after the other, of which the caller keeps what it needs; raises as ``check`` does."""
    return _each(paths, Library(brought, request), _judged)


def fix(paths: Sequence[str], request: Request, brought: Brought, put: Callable[[str, Mended], None]) -> Run:
    """All files judged after their fixes were made; raises as ``check`` does.

    ``put`` gets the path of every file, and its bytes before and after. Where it raises ``LeftAlone``, nothing was
    mended. A finding that is accepted is not mended.
    """
    from disclint.fixing import LeftAlone, mend

    def finish(name: str, data: bytes, library: Library) -> Checked:
        file = _judged(name, data, library)
        mended = mend(file, data, lambda data: _judged(name, data, library), unsafe=request.unsafe)
        try:
            put(name, mended)
        except LeftAlone as reason:
            return file.replace(fixed=0, notices=(*file.notices, reason.message))
        return mended.file

    return _told(together(_run(paths, request, brought, finish), request), request)


def extract(paths: Sequence[str], request: Request, brought: Brought) -> Run:
    """All files understood, nothing judged; raises as ``check`` does."""
    return _run(paths, request, brought, lambda *named: understand(read(*named), named[-1]))


def show(paths: Sequence[str], request: Request, brought: Brought) -> Run:
    """All files read and no more; raises as ``check`` does."""
    return _run(paths, request, brought, read)


def gone(baseline: Baseline) -> frozenset[str]:
    """The reports that a baseline names and that are not there any more, as it names them."""
    folder = os.path.dirname(os.path.abspath(baseline.path))
    names = {entry.path for entry in baseline.entries.values()}
    return frozenset(name for name in names if not os.path.lexists(os.path.join(folder, name)))


def _judged(name: str, data: bytes, library: Library) -> Checked:
    watch = library.watch
    if watch is not None:
        watch.start()
    file = read(name, data, library)
    if watch is not None:
        watch.lap("read")
    return _suppressed(judge(understand(file, library), watch), library.request)


def together(run: Run, request: Request) -> Run:
    """The run with what its reports say of each other."""
    judged = [(file, file.filing, file.pack) for file in run.files if file.filing is not None and file.pack is not None]
    if len(judged) < 2 and not request.organs:
        return run
    from disclint.dossier.abstracts import abstract
    from disclint.dossier.judging import judge_dossier, notices

    reports = [(abstract(filing, pack, file.path), pack) for file, filing, pack in judged]
    said = judge_dossier(reports, request.organs)
    files = [_with_findings(file, said.findings.get(file.path, ()), request) for file in run.files]
    for rule, error in said.failures:
        at = next(at for at, file in enumerate(files) if file.pack is not None and rule in file.pack.rules)
        files[at] = files[at].replace(failures=(*files[at].failures, _failure(rule.id, error)))
    told = (*run.notices, *notices(said.matching))
    return run.replace(files=tuple(files), notices=told, matching=said.matching)


def _with_findings(file: Checked, findings: Sequence[Finding], request: Request) -> Checked:
    """A file that was judged alone, with what other reports say of it."""
    if not findings:
        return file
    found = tuple(finding.diagnostic for finding in findings)
    more = _suppressed(file.replace(diagnostics=found, fingerprints=(), suppressed=()), request)
    prints = (
        *zip(file.diagnostics, fingerprints(file), strict=True),
        *zip(more.diagnostics, fingerprints(more), strict=True),
    )
    ordered = sorted(prints, key=lambda each: _order(each[0]))
    return file.replace(
        diagnostics=tuple(diagnostic for diagnostic, _ in ordered),
        fingerprints=tuple(fingerprint for _, fingerprint in ordered),
        suppressed=tuple(sorted((*file.suppressed, *more.suppressed), key=lambda each: _order(each.diagnostic))),
    )


def _suppressed(file: Checked, request: Request) -> Checked:
    """The file without the findings that are accepted."""
    if request.baseline is None and (file.pack is None or not file.pack.ignores):
        return file
    from disclint.baseline import suppressed

    return suppressed(file, request.baseline, request.today)


def _told(run: Run, request: Request) -> Run:
    """The run with what is to be said of accepted findings that are none any more."""
    if request.baseline is None and not any(file.pack is not None and file.pack.ignores for file in run.files):
        return run
    from disclint.baseline import lapsed

    lost = gone(request.baseline) if request.baseline is not None else frozenset()
    lapses = lapsed(run.files, request.baseline, request.today, lost)
    return run.replace(notices=(*run.notices, *lapses))


def _run(
    paths: Sequence[str], request: Request, brought: Brought, finish: Callable[[str, bytes, Library], Checked]
) -> Run:
    library = Library(brought, request)
    done = tuple(_each(paths, library, finish))
    timings = library.watch.timings() if library.watch is not None else {}
    return Run(__version__, done, request.language, request.fail_on, timings)


def _each(
    paths: Sequence[str], library: Library, finish: Callable[[str, bytes, Library], Checked]
) -> Iterator[Checked]:
    request = library.request
    if request.config is not None and not os.path.isfile(request.config):
        raise UsageError(f"{request.config}：没有这个配置文件", f"{request.config}: no such config file")
    if request.pack is not None:
        library.pack(request.pack)  # a wrong name is told before any file is read
    for path in list(files(paths, library.brought.suffixes())):
        name = (request.stdin_name or "<stdin>") if path == "-" else path
        try:
            data = _bytes_of(path)
        except Unreadable as error:
            yield _suppressed(Checked(name, (_unreadable(error),)), request)
        else:
            yield finish(name, data, library)
