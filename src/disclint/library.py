"""What a user asks of a run, and the readers and packs that it needs, each opened once."""

from __future__ import annotations

import os

from disclint import cache
from disclint.errors import PackErrors, PluginError, Unreadable, UsageError
from disclint.loaders.sniff import suffix_of
from disclint.model.diagnostic import Severity
from disclint.model.document import Note
from disclint.model.record import Record
from disclint.packs.load import NoEdition, load_pack, profiles
from disclint.plugins import attribute, excused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from disclint.baseline import Baseline
    from disclint.model.document import Document
    from disclint.model.organ import OrganEntry
    from disclint.model.pack import Pack, Profile
    from disclint.model.plugin import Brought, LoaderEntry

__all__ = ["CONFIG", "Library", "Request", "Watch"]

CONFIG = "disclint.yaml"
"""The name of a project's own pack."""


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
    exclude: tuple[str, ...] = ()
    """Patterns of names and paths that are left out."""
    since: str | None = None
    """A git revision: only files that changed since then."""
    jobs: int | None = None
    """How many processes may work; as many as there are processors, if nobody says."""
    cached: bool = True
    """Whether results may be kept between runs."""
    bounded: bool = False
    """Whether this process is the run's own, and may be kept from taking all memory for one file."""


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
        self._references: dict[int, tuple[str, str | None]] = {}
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
                self._packs[key] = pack = load_pack(
                    reference, kinds=self._kinds, folders=self._folders, cache=cache.folder(), base=base
                )
            except PluginError as error:
                raise self._blamed(error) from error.__cause__
            except (PackErrors, UsageError) as error:
                raise excused(error, reference, self.brought) from error.__cause__
            self._references[id(pack)] = key
        return self._packs[key]

    def reference(self, pack: Pack) -> tuple[str, str | None]:
        """What ``pack`` was asked for to give this one."""
        return self._references[id(pack)]

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


def _wrong_type(suffix: str, shown: str) -> Note:
    return Note(
        "type",
        f"文件名是 {suffix}，内容却是 {shown} 文件，按内容读取",
        f"named {suffix}, but its content is that of a {shown} file, and was read as such",
    )
