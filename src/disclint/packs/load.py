"""Finds packs by name or path, and loads them: compiled where that is as fresh as the files, else from YAML."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from disclint.errors import PackError, PackErrors, UsageError
from disclint.model.named import NamedTuple
from disclint.packs.compiled import (
    LARGEST,
    Compiled,
    Index,
    Source,
    assemble,
    flat,
    profile_of,
    read_compiled,
    read_index,
    write_compiled,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from disclint.model.pack import Pack, Profile
    from disclint.packs.tree import Branch, Place

__all__ = ["NoEdition", "compile_folder", "is_pack", "load_pack", "pack_file", "packs_found", "profiles"]

_SUFFIX = ".yaml"
_COMPILED = ".pack"
_INDEX = "packs.index"


class NoEdition(PackErrors):
    """A project's pack without ``extends`` that has nothing to be laid over: the edition is not known."""


# Names and paths -------------------------------------------------------------------------------------------------


def packs_found(folders: Sequence[str]) -> tuple[str, ...]:
    """The names of all packs in folders, such as ``cn/2021``."""
    return tuple(sorted({name for folder in folders for name in _names(folder)}, key=_parts))


def _names(folder: str) -> list[str]:
    """The names of the packs in a folder. Its examples are many reports, and none of them is a pack."""
    found: list[str] = []
    for place, inside, files in os.walk(folder):
        inside[:] = sorted(name for name in inside if name != "examples" and not name.startswith((".", "_")))
        prefix = "" if place == folder else os.path.relpath(place, folder).replace(os.sep, "/") + "/"
        found.extend(prefix + file[: -len(_SUFFIX)] for file in files if file.endswith(_SUFFIX) and file[0] != ".")
    return sorted(found, key=_parts)


def _parts(name: str) -> list[str]:
    """By which names are put in order: the packs of a folder together."""
    return name.split("/")


def _is_path(reference: str) -> bool:
    return reference.endswith((".yaml", ".yml")) or reference.startswith(".") or os.path.isabs(reference)


def _path_in(folder: str, name: str) -> str:
    return os.path.join(folder, *name.split("/")) + _SUFFIX


def _find(name: str, folders: Sequence[str]) -> str | None:
    """The file of a pack: in the first folder that has it."""
    if any(part in ("", ".", "..") for part in name.split("/")) or any(mark in name for mark in "\\:\0"):
        return None
    for folder in folders:
        path = _path_in(folder, name)
        if os.path.isfile(path):
            return path
    return None


def _bytes_of(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError):
        return None


def _unknown(name: str, folders: Sequence[str]) -> tuple[str, str, str]:
    from disclint.packs.tree import nearest

    return f"没有名为“{name}”的规则包", f"there is no pack “{name}”", nearest(name, packs_found(folders))


def _root(reference: str, folders: Sequence[str]) -> tuple[str, bytes]:
    """The file that a reference names, and its bytes. Raises ``UsageError``."""
    path = reference if _is_path(reference) else _find(reference, folders)
    if path is None:
        chinese, english, hint = _unknown(reference, folders)
        raise UsageError(f"{chinese}；可用：{hint}", f"{english}; use: {hint}")
    data = _bytes_of(path)
    if data is None:
        raise UsageError(f"{path}：没有这个文件，或无法打开", f"{path}: no such file, or it cannot be opened")
    return path, data


def pack_file(reference: str, folders: Sequence[str]) -> str:
    """The file of a pack's name or path. Raises ``UsageError`` where there is none."""
    return _root(reference, folders)[0]


def is_pack(path: str) -> bool:
    """Whether a YAML file is a pack that can judge: one that extends another, or that states its own edition."""
    from disclint.packs.tree import parse

    keys = _keys(parse(_root(path, ())[1], path))
    return "extends" in keys or ("profile" in keys and "edition" in _keys(keys["profile"]))


# Loading ---------------------------------------------------------------------------------------------------------


def load_pack(
    reference: str, *, kinds: Mapping[str, str], folders: Sequence[str], cache: str | None, base: str | None = None
) -> Pack:
    """The pack of a name (``cn/2019``) or of a YAML file's path (a project's ``disclint.yaml``).

    ``kinds`` gives the class of a kind as ``module:Class``; only those in force are imported. ``base`` is the pack that
    a file without ``extends`` is laid over. ``cache`` is a folder for compiled packs, or ``None``.

    Raises ``UsageError`` where there is no such pack, ``PackErrors`` where it is wrong, ``NoEdition`` where it needs a
    ``base``, ``PluginError`` where a class cannot be had.
    """
    path, data = _root(reference, folders)
    project = _is_path(reference)
    kept = _kept_at(cache, os.path.abspath(path) if project else reference, base)
    beside = path[: -len(_SUFFIX)] + _COMPILED if not project and base is None else None
    for place in (beside, kept):
        compiled = read_compiled(place) if place is not None else None
        if compiled is not None and compiled.base == base and compiled.name == _name(reference):
            paths = _fresh(compiled, path, data, folders)
            pack = assemble(compiled, kinds, paths, path if project else None) if paths is not None else None
            if pack is not None:
                return pack
    compiled, paths = _compile(reference, path, data, kinds=kinds, folders=folders, base=base)
    if kept is not None:
        _keep(kept, compiled)
    pack = assemble(compiled, kinds, paths, path if project else None)
    assert pack is not None, "classes do not change while a pack is loaded"
    return pack


def _name(reference: str) -> str:
    """What a pack is called: a file by its own name, for its folders are nobody's business."""
    return os.path.basename(reference) if _is_path(reference) else reference


def _kept_at(cache: str | None, identity: str, base: str | None) -> str | None:
    if cache is None:
        return None
    from binascii import crc32

    number = crc32(f"{identity}\n{base or ''}".encode("utf-8", "surrogatepass"))
    return os.path.join(cache, "packs", f"{number:08x}{_COMPILED}")  # another of the same number only replaces it


def _keep(path: str, what: Compiled | Index) -> None:
    try:
        os.makedirs(os.path.dirname(os.path.dirname(path)), mode=0o700, exist_ok=True)  # nobody else's business
        write_compiled(path, what)
    except OSError:
        return  # a cache that cannot be written only makes runs slower


def _fresh(compiled: Compiled, path: str, data: bytes, folders: Sequence[str]) -> list[str] | None:
    """The paths of all sources, if they are still what the pack was made of."""
    paths: list[str] = []
    for source in compiled.sources:
        if source.found == "root":
            place: str | None = path
            now: bytes | None = data
        else:
            place = (
                _find(source.name, folders)
                if source.found == "name"
                else os.path.join(os.path.dirname(paths[source.parent]), source.name)
            )
            now = _bytes_of(place) if place is not None else None
        if place is None or now != source.data:
            return None
        paths.append(place)
    return paths


# Compiling -------------------------------------------------------------------------------------------------------


class _Link(NamedTuple):
    """A file of a chain of packs that extend each other."""

    source: Source
    path: str
    tree: Branch


def _compile(
    reference: str, path: str, data: bytes, *, kinds: Mapping[str, str], folders: Sequence[str], base: str | None
) -> tuple[Compiled, list[str]]:
    """A pack from its YAML files, and their paths. Raises ``PackErrors``, in the order of the files."""
    from disclint.packs.decode import decode

    chain = _chain(path, data, folders, base)
    paths = [link.path for link in chain]
    laid_over = _is_path(reference) and "extends" not in _keys(chain[0].tree)
    if laid_over and base is None and "profile" not in _keys(chain[0].tree):
        chinese, english = "没有写明 extends，报告的版本又无法判断", "no extends, and the edition is not known"
        raise NoEdition((PackError(path, 1, 1, chinese, english, "extends: cn/2021"),))
    content = decode(
        _merged(chain), _name(reference), kinds, paths, lambda: _all_entries(folders) if laid_over else frozenset()
    )
    return Compiled(_name(reference), base, tuple(link.source for link in chain), content), paths


def _keys(tree: Branch) -> dict[str, Branch]:
    return tree.value if isinstance(tree.value, dict) else {}


def _merged(chain: Sequence[_Link]) -> Branch:
    from disclint.packs.tree import merge

    merged = chain[-1].tree
    for link in reversed(chain[:-1]):
        merged = merge(merged, link.tree)
    return merged


def _chain(path: str, data: bytes, folders: Sequence[str], base: str | None) -> list[_Link]:
    """A pack and all that it extends, nearest first. Raises ``PackErrors`` for a circle and for a pack not found."""
    from disclint.packs.tree import parse

    source = Source("root", "", 0, data)
    fence = _home(path, folders)
    chain: list[_Link] = []
    seen: dict[str, str] = {}
    while True:
        tree = parse(source.data, path)
        if not isinstance(tree.value, dict):
            raise _stop(tree.place, "规则包应为映射（键: 值）", "a pack must be a mapping", "extends: …")
        seen[os.path.realpath(path)] = path
        chain.append(_Link(source, path, tree))
        extends = _keys(tree).get("extends")
        if extends is None or extends.value is None:
            if base is None or len(chain) > 1:
                return chain
            found, name, next_path = "name", base, _root(base, folders)[0]
        else:
            found, name, next_path = _extended(extends, path, folders, fence)
        if os.path.realpath(next_path) in seen:
            place = chain[-1].tree.place if extends is None else extends.place
            circle = " → ".join([*seen.values(), next_path])
            raise _stop(place, f"extends 循环引用：{circle}", f"extends goes round in a circle: {circle}")
        read = _bytes_of(next_path)
        if read is None:
            place = tree.place if extends is None else extends.place
            raise _stop(place, f"无法打开 {next_path}", f"{next_path} cannot be opened")
        if found == "name":
            fence = _home(next_path, folders)
        source, path = Source(found, name, len(chain) - 1, read), next_path


def _home(path: str, folders: Sequence[str]) -> str:
    """The folder of packs that a pack lies in; the folder of its file where it is a project's own."""
    whole = os.path.abspath(path)
    homes = (folder for folder in folders if whole.startswith(os.path.join(os.path.abspath(folder), "")))
    return next(homes, os.path.dirname(whole))


def _is_within(path: str, fence: str) -> bool:
    """Whether a file lies in a folder, links followed."""
    inside = os.path.join(os.path.realpath(fence), "")
    return os.path.realpath(path).startswith(inside)


def _extended(extends: Branch, path: str, folders: Sequence[str], fence: str) -> tuple[str, str, str]:
    """How the pack that a file extends is found, under which name, and its path.

    A path leads to a file below ``fence``, the folder of the project's pack or of the packs that are known by name, and
    nowhere else: a pack that others wrote does not read what is not its own.
    """
    name = extends.value
    if not isinstance(name, str) or not name:
        chinese, english = "extends 应为规则包的名称或路径", "extends must be the name or the path of a pack"
        raise _stop(extends.place, chinese, english, " | ".join(packs_found(folders)))
    if _is_path(name):
        place = os.path.join(os.path.dirname(path), name)
        if os.path.isabs(name) or not _is_within(place, fence):
            chinese = f"不能从规则包所在文件夹之外继承：{name}；只能写其中的文件，或规则包的名称"
            english = f"{name} lies outside the pack's folder; extend a file in it, or a pack by its name"
            raise _stop(extends.place, chinese, english, " | ".join(packs_found(folders)))
        if not os.path.isfile(place):
            raise _stop(extends.place, f"没有文件 {place}", f"there is no file {place}")
        return "beside", name, place
    found = _find(name, folders)
    if found is None:
        raise _stop(extends.place, *_unknown(name, folders), ("pack", name))
    if not _is_within(found, _home(found, folders)):
        chinese, english = f"“{name}”是指向别处的链接", f"“{name}” is a link that leads elsewhere"
        raise _stop(extends.place, chinese, english)
    return "name", name, found


def _stop(
    place: Place, chinese: str, english: str, hint: str = "", wanted: tuple[str, str] | None = None
) -> PackErrors:
    return PackErrors((PackError(*place, chinese, english, hint, wanted),))


def _all_entries(folders: Sequence[str]) -> frozenset[str]:
    """The ids of the entries of all packs."""
    from disclint.packs.tree import parse

    entries: set[str] = set()
    for name in packs_found(folders):
        path = _find(name, folders)
        data = _bytes_of(path) if path is not None else None
        if path is not None and data is not None:
            rules = _keys(parse(data, path)).get("rules")
            entries.update(_keys(rules) if rules is not None else ())
    return frozenset(entries)


# Profiles --------------------------------------------------------------------------------------------------------


def profiles(*, folders: Sequence[str], cache: str | None = None) -> tuple[Profile, ...]:
    """What tells the national packs: those whose own file states an edition. In the order of folders and names.

    Raises ``PackErrors`` where one of them is wrong.
    """
    found: dict[str, Profile] = {}
    for folder in folders:
        for fields in _index(folder, folders, cache).profiles:
            profile = profile_of(fields)
            found.setdefault(profile.pack, profile)
    return tuple(found.values())


def _index(folder: str, folders: Sequence[str], cache: str | None) -> Index:
    files = tuple([(name, _bytes_of(_path_in(folder, name)) or b"") for name in _names(folder)])
    kept = _kept_at(cache, os.path.abspath(folder), "index")
    for place in (os.path.join(folder, _INDEX), kept):
        index = read_index(place) if place is not None else None
        if (
            index is not None
            and index.files == files
            and all(_same(name, data, folders) for name, data in index.foreign)
        ):
            return index
    index = _indexed(folder, files, folders)
    if kept is not None:
        _keep(kept, index)
    return index


def _same(name: str, data: bytes, folders: Sequence[str]) -> bool:
    path = _find(name, folders)
    return path is not None and _bytes_of(path) == data


def _indexed(folder: str, files: tuple[tuple[str, bytes], ...], folders: Sequence[str]) -> Index:
    from disclint.packs.decode import decode_profile
    from disclint.packs.tree import parse

    found = []
    foreign: dict[str, bytes] = {}
    for name, data in files:
        path = _path_in(folder, name)
        if b"profile" not in data:  # most packs have none of their own, and reading YAML is slow
            continue
        own = _keys(parse(data, path)).get("profile")
        if own is None or "edition" not in _keys(own):
            continue
        chain = _chain(path, data, folders, None)
        found.append(flat(decode_profile(_merged(chain), name)))
        for link in chain[1:]:
            if link.source.found == "name" and (link.source.name, link.source.data) not in files:
                foreign[link.source.name] = link.source.data
    return Index(files, tuple(foreign.items()), tuple(found))


# Before delivery -------------------------------------------------------------------------------------------------


def compile_folder(folder: str, output: str, *, kinds: Mapping[str, str]) -> tuple[str, ...]:
    """Compile all packs of a folder that are complete, and their index, into ``output``; the paths written.

    The files belong beside the YAML: ``cn/2021.pack`` beside ``cn/2021.yaml``. Raises ``PackErrors``.
    """
    folders = (folder,)
    written = []
    for name in packs_found(folders):
        path, data = _root(name, folders)
        if "profile" not in _keys(_merged(_chain(path, data, folders, None))):
            continue  # only there to be extended
        compiled, _ = _compile(name, path, data, kinds=kinds, folders=folders, base=None)
        written.append(os.path.join(output, *name.split("/")) + _COMPILED)
        write_compiled(written[-1], compiled)
    files = tuple([(name, _bytes_of(_path_in(folder, name)) or b"") for name in packs_found(folders)])
    written.append(os.path.join(output, _INDEX))
    write_compiled(written[-1], _indexed(folder, files, folders))
    return tuple(written)
