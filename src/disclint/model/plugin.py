"""What a plugin brings: values that name what it has, so that finding plugins imports neither rules nor readers.

A ``target`` is ``module:attribute``; it is imported when a pack, a file or a request first needs it.
"""

from __future__ import annotations

from disclint.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

__all__ = ["Broken", "Brought", "LoaderEntry", "PackFolder", "ReporterEntry", "RuleEntry"]


class LoaderEntry(Record):
    """A reader of a file format: ``load(data: bytes, path: str) -> Document``, which raises ``Unreadable``."""

    name: str
    suffixes: tuple[str, ...]
    """In lower case and with the dot: ``.txt``. Capitals in a file's name make no difference."""
    target: str


class RuleEntry(Record):
    """A kind of rule: a subclass of ``Rule`` whose ``kind`` is the one named here."""

    kind: str
    target: str


class PackFolder(Record):
    """A folder of packs: ``<path>/cn/2021.yaml`` is the pack ``cn/2021``."""

    path: str


class ReporterEntry(Record):
    """A format of a command's result: ``report(run: Run, options: ReportOptions) -> str | bytes | Iterator[str]``.

    A result in pieces is written piece by piece, so that one of a hundred megabytes need not lie in memory.
    That of ``summary`` gets a ``Summary`` for a run.
    """

    name: str
    target: str
    command: Literal["check", "extract", "summary"] = "check"
    """The command whose ``--format`` it is."""


class Broken(Record):
    """A plugin that cannot be used, or names that it cannot have, and why."""

    owner: str
    """A distribution's name."""
    chinese: str
    english: str
    names: tuple[tuple[str, str], ...] = ()
    """What it cannot have, such as ``("kind", "seal")``, the rest being used; empty where nothing of it is."""

    def text(self, language: str) -> str:
        """Why, in ``zh`` or ``en``."""
        return self.english if language == "en" else self.chinese


class Brought(Record):
    """All that the bundled parts and the plugins bring, in the order of their names, the bundled parts first.

    ``owners`` says who brought a target or a folder, for messages: a distribution's name, or ``disclint``.
    """

    loaders: tuple[LoaderEntry, ...] = ()
    rules: tuple[RuleEntry, ...] = ()
    folders: tuple[PackFolder, ...] = ()
    reporters: tuple[ReporterEntry, ...] = ()
    owners: tuple[tuple[str, str], ...] = ()
    broken: tuple[Broken, ...] = ()

    def owner(self, value: str) -> str:
        """Who brought a target or the path of a folder."""
        return dict(self.owners).get(value, "disclint")

    def dispute(self, what: str, name: str) -> Broken | None:
        """Why nobody has a name that some plugins would bring."""
        return next((broken for broken in self.broken if (what, name) in broken.names), None)

    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of all files that can be read."""
        return tuple(suffix for loader in self.loaders for suffix in loader.suffixes)
