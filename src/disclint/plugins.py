"""Finds what plugins bring, and remembers it.

Looking through all installed distributions takes longer than the rest of the start, and so does importing pluggy. So
what was found is kept in the user's cache for as long as nothing was installed, removed or changed; where there are
no plugins, which is the rule, neither pluggy nor ``importlib.metadata`` is imported at all.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from disclint import __version__, bundled, cache, hookspecs
from disclint.errors import PluginError, UsageError
from disclint.model.plugin import Brought, LoaderEntry, PackFolder, ReporterEntry, RuleEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import EntryPoint
    from types import ModuleType

__all__ = ["attribute", "find", "search"]

GROUP = "disclint"
"""The group of entry points."""

_KINDS: tuple[tuple[str, str, type], ...] = (
    ("loaders", "disclint_loaders", LoaderEntry),
    ("rules", "disclint_rules", RuleEntry),
    ("folders", "disclint_packs", PackFolder),
    ("reporters", "disclint_reporters", ReporterEntry),
)


def find() -> Brought:
    """All that is at hand: what is bundled, and what the installed plugins bring.

    Raises ``PluginError``, which names the plugin, where one cannot be used.
    """
    name, key = _index_name(), _surroundings()
    kept = _kept(name, key)
    if kept is None:
        kept, modules = search()
        _keep(name, key, kept, modules)
    return _together(_bundled(), kept)


def search() -> tuple[Brought, tuple[str, ...]]:
    """What the installed plugins bring, bundled parts left out, and the files of the plugins' modules.

    This imports every plugin's module, through pluggy.
    """
    entry_points = _entry_points()
    if not entry_points:
        return Brought(), ()
    import pluggy

    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    manager.register(bundled, name="disclint")
    found, files = Brought(), []
    taken = dict.fromkeys(_claims(_bundled()), "disclint")
    for owner, entry_point in entry_points:
        module = _register(manager, owner, entry_point)
        files.append(getattr(module, "__file__", None) or "")
        brought = _brought(manager, module, owner)
        _claim(taken, brought, owner)
        found = _together(found, brought)
    return found, tuple(filter(None, files))


def attribute(target: str, brought: Brought) -> Any:
    """What a ``module:attribute`` names.

    Raises ``PluginError`` with the cause kept, naming who brought it, where it cannot be imported; a part that says
    itself what it lacks, with a ``UsageError``, is left its own words.
    """
    from importlib import import_module

    module, _, name = target.partition(":")
    try:
        return getattr(import_module(module), name)
    except UsageError:
        raise
    except Exception as error:
        owner = brought.owner(target)
        raise PluginError(
            f"插件 {owner} 的 {target} 无法载入：{_told(error)}",
            f"plugin {owner}: cannot load {target}: {_told(error)}",
        ) from error


def _bundled() -> Brought:
    """The bundled parts, straight from the functions that pluggy would call."""
    return Brought(
        tuple(bundled.disclint_loaders()),
        tuple(bundled.disclint_rules()),
        tuple(bundled.disclint_packs()),
        tuple(bundled.disclint_reporters()),
    )


# Looking ---------------------------------------------------------------------------------------------------------


def _places() -> list[str]:
    """Where distributions are looked for: the path of imports without the working folder, which ``-m`` puts there."""
    here = os.getcwd()
    return [place for place in sys.path if place and place != here]


def _entry_points() -> list[tuple[str, EntryPoint]]:
    """The entry points of the group, each with its distribution's name, in the order of these names."""
    from importlib.metadata import distributions

    found: dict[str, list[EntryPoint]] = {}
    for distribution in distributions(path=_places()):
        mine = [entry_point for entry_point in distribution.entry_points if entry_point.group == GROUP]
        if mine:
            found.setdefault(distribution.metadata["Name"], mine)  # the first on the path is the one imported
    return [(owner, entry_point) for owner in sorted(found) for entry_point in sorted(found[owner])]


def _register(manager: Any, owner: str, entry_point: EntryPoint) -> ModuleType:
    """Import a plugin's module and hand it to pluggy, which compares its functions with the hooks."""
    try:
        module: ModuleType = entry_point.load()
    except Exception as error:
        raise PluginError(
            f"插件 {owner} 无法载入（{entry_point.value}）：{_told(error)}",
            f"plugin {owner} cannot be imported ({entry_point.value}): {_told(error)}",
        ) from error
    built_for = getattr(module, "disclint_api", 1)
    if built_for != hookspecs.API:
        raise PluginError(
            f"插件 {owner} 是为第 {built_for} 版接口编写的，disclint {__version__} 的接口是第 {hookspecs.API} 版",
            f"plugin {owner} was built for version {built_for} of the hooks, "
            f"disclint {__version__} has version {hookspecs.API}",
        )
    try:
        manager.register(module, name=f"{owner}:{entry_point.name}")
        manager.check_pending()
    except Exception as error:
        raise PluginError(
            f"插件 {owner} 的接口函数有误：{_told(error)}", f"plugin {owner} has a wrong hook: {_told(error)}"
        ) from error
    return module


def _brought(manager: Any, module: ModuleType, owner: str) -> Brought:
    """What one plugin's hooks return, checked."""
    values: dict[str, Any] = {field: () for field, _, _ in _KINDS}
    for field, hook, expected in _KINDS:
        for implementation in getattr(manager.hook, hook).get_hookimpls():
            if implementation.plugin is module:
                values[field] = tuple(_checked(implementation.function, hook, expected, owner))
    owners = tuple(
        (value.path if isinstance(value, PackFolder) else value.target, owner)
        for field, _, _ in _KINDS
        for value in values[field]
    )
    return Brought(**values, owners=owners)


def _checked(function: Any, hook: str, expected: type, owner: str) -> Iterable[Any]:
    try:
        values = list(function())
    except Exception as error:
        raise PluginError(
            f"插件 {owner} 的 {hook} 出错：{_told(error)}", f"plugin {owner}: {hook} failed: {_told(error)}"
        ) from error
    for value in values:
        wrong = "" if isinstance(value, expected) else f"{value!r}"
        if not wrong and isinstance(value, PackFolder) and not os.path.isdir(value.path):
            wrong = f"{value.path}: no such folder"
        if not wrong and not isinstance(value, PackFolder) and ":" not in value.target:
            wrong = f"{value.target}: not module:attribute"
        if not wrong and isinstance(value, LoaderEntry):
            wrong = next((s for s in value.suffixes if not s.startswith(".") or s != s.lower()), "")
        if wrong:
            raise PluginError(
                f"插件 {owner} 的 {hook} 给出的值有误：{wrong}（应为 {expected.__name__}）",
                f"plugin {owner}: {hook} brought a wrong value: {wrong} (want {expected.__name__})",
            )
    return values


def _together(first: Brought, second: Brought) -> Brought:
    return Brought(
        first.loaders + second.loaders,
        first.rules + second.rules,
        first.folders + second.folders,
        first.reporters + second.reporters,
        first.owners + second.owners,
    )


def _claims(brought: Brought) -> Iterator[tuple[str, str]]:
    """The names that stand for one thing each."""
    for loader in brought.loaders:
        yield "loader", loader.name
        for suffix in loader.suffixes:
            yield "suffix", suffix
    for rule in brought.rules:
        yield "kind", rule.kind
    for reporter in brought.reporters:
        yield f"{reporter.command} --format", reporter.name


def _claim(taken: dict[tuple[str, str], str], brought: Brought, owner: str) -> None:
    """Note what a plugin has. Nothing may be brought twice: no plugin changes what another does."""
    for what, name in _claims(brought):
        other = taken.setdefault((what, name), owner)
        if other != owner:
            raise PluginError(
                f"插件 {owner} 与 {other} 都提供 {what} {name}，只能保留一个",
                f"plugin {owner} brings {what} {name}, which {other} has brought already",
            )


def _told(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


# Remembering -----------------------------------------------------------------------------------------------------


def _index_name() -> str:
    from binascii import crc32

    return f"plugins-{crc32(os.fsencode(os.pathsep.join(_places()))):08x}.index"


def _surroundings() -> tuple[Any, ...]:
    """All that an installation or a removal would change: the folders of the path of imports have other times then."""
    return (
        __version__,
        hookspecs.API,
        sys.version,
        tuple((os.path.abspath(place), _modified(place)) for place in _places()),
    )


def _modified(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _kept(name: str, key: tuple[Any, ...]) -> Brought | None:
    import marshal

    data = cache.read(name)
    if not data:
        return None
    try:
        there, files, loaders, rules, folders, reporters, owners = marshal.loads(data)
        if there != key or any(_modified(path) != time for path, time in files):
            return None
        return Brought(
            tuple(LoaderEntry(*values) for values in loaders),
            tuple(RuleEntry(*values) for values in rules),
            tuple(PackFolder(*values) for values in folders),
            tuple(ReporterEntry(*values) for values in reporters),
            owners,
        )
    except (EOFError, TypeError, ValueError):
        return None


def _keep(name: str, key: tuple[Any, ...], found: Brought, modules: tuple[str, ...]) -> None:
    import marshal

    cache.write(
        name,
        marshal.dumps(
            (
                key,
                tuple((path, _modified(path)) for path in modules),
                *(tuple(value.__values__() for value in getattr(found, field)) for field, _, _ in _KINDS),
                found.owners,
            )
        ),
    )
