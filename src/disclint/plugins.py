"""Finds what plugins bring, and remembers it.

Looking through all installed distributions takes longer than the rest of the start, and so does importing pluggy. So
what was found is kept in the user's cache for as long as nothing was installed, removed or changed; where there are
no plugins, which is the rule, neither pluggy nor ``importlib.metadata`` is imported at all.

A plugin that is broken takes nothing else down: it is left out, with its cause, which is told beside the result and
where something is wanted that nobody brings. It is not remembered, for what mends it may be anywhere.
"""

from __future__ import annotations

import os
import sys

from disclint import __version__, bundled, cache, hookspecs
from disclint.errors import DisclintError, PackErrors, PluginError, UsageError
from disclint.model.plugin import Broken, Brought, LoaderEntry, PackFolder, ReporterEntry, RuleEntry
from disclint.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from importlib.metadata import Distribution, EntryPoint
    from types import ModuleType
    from typing import Any

__all__ = ["attribute", "excuse", "excused", "find", "search"]

GROUP = "disclint"
"""The group of entry points."""

_KINDS: tuple[tuple[str, str, type[Record]], ...] = (
    ("loaders", "disclint_loaders", LoaderEntry),
    ("rules", "disclint_rules", RuleEntry),
    ("folders", "disclint_packs", PackFolder),
    ("reporters", "disclint_reporters", ReporterEntry),
)


def find() -> Brought:
    """All that is at hand: what is bundled, and what the installed plugins bring, without those that are broken."""
    name, key = _index_name(), _surroundings()
    kept = _kept(name, key)
    if kept is None:
        kept, modules = search()
        if not kept.broken:
            _keep(name, key, kept, modules)
    return _together((_bundled(), kept))


def search() -> tuple[Brought, tuple[str, ...]]:
    """What the installed plugins bring, bundled parts left out, and the files of the plugins' modules.

    This imports every plugin's module, through pluggy.
    """
    found: list[tuple[str, Brought]] = []
    files: list[str] = []
    broken: list[Broken] = []
    for owner, entry_point in _entry_points():
        try:
            module, brought = _plugin(owner, entry_point)
        except PluginError as error:
            broken.append(Broken(owner, error.chinese, error.english))
        else:
            found.append((owner, brought))
            files.append(getattr(module, "__file__", None) or "")
    undisputed, disputes = _undisputed(found)
    return _together(undisputed).replace(broken=(*broken, *disputes)), tuple(filter(None, files))


def attribute(target: str, brought: Brought) -> Any:
    """What a ``module:attribute`` names.

    Raises ``PluginError`` with the cause kept, naming who brought it, where it cannot be imported; a part that says
    itself what it lacks, with a ``UsageError``, is left its own words.
    """
    module, _, name = target.partition(":")
    try:
        __import__(module)
        return getattr(sys.modules[module], name)
    except (KeyboardInterrupt, UsageError):
        raise
    except BaseException as error:
        owner = brought.owner(target)
        raise PluginError(
            f"插件 {owner} 的 {target} 无法载入：{_told(error)}",
            f"plugin {owner}: cannot load {target}: {_told(error)}",
        ) from error


def excuse(what: str, name: str, brought: Brought) -> tuple[str, str]:
    """Why nobody brings a name that is wanted, to go on with in Chinese and in English: plugins that cannot have it, or
    else those that are not used at all and might have brought it.
    """
    dispute = brought.dispute(what, name)
    unused = [broken for broken in brought.broken if not broken.names]
    if dispute is not None:
        return f"；{dispute.chinese}", f"; {dispute.english}"
    if not unused:
        return "", ""
    return (
        f"；或出自不能用的插件：{'；'.join(broken.chinese for broken in unused)}",
        f"; perhaps of a plugin that cannot be used: {'; '.join(broken.english for broken in unused)}",
    )


def excused(error: DisclintError, reference: str, brought: Brought) -> DisclintError:
    """An error of the pack that a reference names, with the broken plugins that may have brought what it wants."""
    if not brought.broken:
        return error
    if isinstance(error, PackErrors):
        parts = [each.but(*excuse(*each.wanted, brought)) if each.wanted else each for each in error.errors]
        return type(error)(tuple(parts))
    chinese, english = excuse("pack", reference, brought)
    return UsageError(error.chinese + chinese, error.english + english)


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
            found.setdefault(_name(distribution) or mine[0].module, mine)  # the first on the path is imported
    return [(owner, entry_point) for owner in sorted(found) for entry_point in sorted(found[owner])]


def _name(distribution: Distribution) -> str:
    """A distribution's name; that of a damaged installation is empty."""
    try:
        names = distribution.metadata.get_all("Name")  # where another finder of distributions is installed, this raises
        return names[0] if names else ""
    except Exception:  # noqa: BLE001 - what is raised is the finder's own
        return ""


def _plugin(owner: str, entry_point: EntryPoint) -> tuple[ModuleType, Brought]:
    """Import a plugin's module, and ask its hooks. Raises ``PluginError`` where that cannot be done."""
    import contextlib

    import pluggy

    try:
        with contextlib.redirect_stdout(sys.stderr):  # standard output is for the result
            module: ModuleType = entry_point.load()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
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
        manager = pluggy.PluginManager(GROUP)
        manager.add_hookspecs(hookspecs)
        manager.register(module)
        manager.check_pending()
    except Exception as error:
        raise PluginError(
            f"插件 {owner} 的接口函数有误：{_told(error)}", f"plugin {owner} has a wrong hook: {_told(error)}"
        ) from error
    return module, _brought(manager, owner)


def _brought(manager: Any, owner: str) -> Brought:
    """What one plugin's hooks return, checked."""
    values: dict[str, Any] = {field: () for field, _, _ in _KINDS}
    for field, hook, expected in _KINDS:
        for implementation in getattr(manager.hook, hook).get_hookimpls():
            values[field] = tuple(_checked(implementation.function, hook, expected, owner))
    owners = tuple(
        (value.path if isinstance(value, PackFolder) else value.target, owner)
        for field, _, _ in _KINDS
        for value in values[field]
    )
    return Brought(**values, owners=owners)


def _checked(function: Any, hook: str, expected: type[Record], owner: str) -> Iterable[Any]:
    import contextlib

    try:
        with contextlib.redirect_stdout(sys.stderr):
            values = list(function())
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginError(
            f"插件 {owner} 的 {hook} 出错：{_told(error)}", f"plugin {owner}: {hook} failed: {_told(error)}"
        ) from error
    for value in values:
        wrong = _wrong(value, expected)
        if wrong:
            raise PluginError(
                f"插件 {owner} 的 {hook} 给出的值有误：{wrong}（应为 {expected.__name__}）",
                f"plugin {owner}: {hook} brought a wrong value: {wrong} (want {expected.__name__})",
            )
    return values


def _wrong(value: Any, expected: type[Record]) -> str:
    """What is wrong with a value that a hook returned; empty if nothing is."""
    if not isinstance(value, expected):
        return repr(value)
    if isinstance(value, PackFolder):
        return "" if os.path.isdir(value.path) else f"{value.path}: no such folder"
    fields: dict[str, Any] = dict(zip(expected.__defaults__, value.__values__(), strict=True))
    suffixes = fields.pop("suffixes", ())
    if not isinstance(suffixes, tuple) or not all(isinstance(text, str) for text in (*fields.values(), *suffixes)):
        return repr(value)
    if ":" not in fields["target"]:
        return f"{fields['target']}: not module:attribute"
    return next((suffix for suffix in suffixes if not suffix.startswith(".") or suffix != suffix.lower()), "")


def _together(parts: Iterable[Brought]) -> Brought:
    whole = Brought()
    for part in parts:
        whole = Brought(*[mine + its for mine, its in zip(whole.__values__(), part.__values__(), strict=True)])
    return whole


# Disputes --------------------------------------------------------------------------------------------------------


def _undisputed(found: Sequence[tuple[str, Brought]]) -> tuple[list[Brought], list[Broken]]:
    """What each plugin brings without the names that another claims too, and the disputes.

    Who came first decides nothing, so that no plugin changes what another does; only what is bundled stays.
    """
    claims: dict[tuple[str, str], dict[str, None]] = {name: {"disclint": None} for name in _names(_bundled())}
    for owner, brought in found:
        for name in _names(brought):
            claims.setdefault(name, {})[owner] = None
    disputed = {name: list(owners) for name, owners in claims.items() if len(owners) > 1}
    return [_without(brought, disputed.keys()) for _, brought in found], list(_disputes(disputed))


def _names(brought: Brought) -> Iterator[tuple[str, str]]:
    """The names that stand for one thing each."""
    for loader in brought.loaders:
        yield "loader", loader.name
        for suffix in loader.suffixes:
            yield "suffix", suffix
    for rule in brought.rules:
        yield "kind", rule.kind
    for reporter in brought.reporters:
        yield f"{reporter.command} --format", reporter.name


def _without(brought: Brought, names: Container[tuple[str, str]]) -> Brought:
    loaders = (
        loader.replace(suffixes=tuple(suffix for suffix in loader.suffixes if ("suffix", suffix) not in names))
        for loader in brought.loaders
        if ("loader", loader.name) not in names
    )
    return brought.replace(
        loaders=tuple(loader for loader in loaders if loader.suffixes),
        rules=tuple(rule for rule in brought.rules if ("kind", rule.kind) not in names),
        reporters=tuple(each for each in brought.reporters if (f"{each.command} --format", each.name) not in names),
    )


def _disputes(disputed: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[Broken]:
    by_owners: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for name, owners in disputed.items():
        by_owners.setdefault(tuple(owners), []).append(name)
    for (first, *others), names in by_owners.items():
        what = ", ".join(f"{sort} {name}" for sort, name in names)
        if first == "disclint":
            for other in others:
                yield Broken(
                    other,
                    f"插件 {other} 的 {what} 与 disclint 自带的重名，未使用",
                    f"plugin {other} brings {what}, which disclint has itself: not used",
                    tuple(names),
                )
        else:
            yield Broken(
                others[-1],
                f"插件 {'、'.join((first, *others))} 都提供 {what}，未使用；只能保留一个",
                f"plugins {' and '.join((first, *others))} bring {what}: not used, uninstall all but one",
                tuple(names),
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
        tuple((os.path.abspath(place), cache.modified(place)) for place in _places()),
    )


def _kept(name: str, key: tuple[Any, ...]) -> Brought | None:
    import marshal

    data = cache.read(name)
    if not data or data[:4] != _check(data[4:]):
        return None
    try:
        there, files, loaders, rules, folders, reporters, owners = marshal.loads(data[4:])
        if there != key or any(cache.modified(path) != time for path, time in files):
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

    data = marshal.dumps(
        (
            key,
            tuple((path, cache.modified(path)) for path in modules),
            *(tuple(value.__values__() for value in getattr(found, field)) for field, _, _ in _KINDS),
            found.owners,
        )
    )
    cache.write(name, _check(data) + data)


def _check(data: bytes) -> bytes:
    """What tells an index that was damaged: marshal may take all memory for one."""
    from binascii import crc32

    return crc32(data).to_bytes(4, "big")
