"""Tests packs: their golden examples, what these cover, and the entries that can never speak."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from disclint.engine import CONFIG, Library, Request
from disclint.errors import PackError, PackErrors, UsageError
from disclint.explain import columns, set_at, short_path
from disclint.model.named import NamedTuple
from disclint.model.record import Record
from disclint.mute import mute
from disclint.packs.load import NoEdition, is_pack, pack_file
from disclint.testing import FOUND_WITHOUT_PACK, blessed_files, differences, golden_files, judge, read_golden

if TYPE_CHECKING:
    from disclint.model.pack import Origin, Pack
    from disclint.model.plugin import Brought
    from disclint.model.rule import Rule
    from disclint.testing import Golden, Margin

__all__ = ["Covered", "Mute", "Tested", "Wrong", "packs_of", "passed", "summary", "test"]

_FOLDER = "examples"


class Covered(NamedTuple):
    """An entry that a pack sets or changes, and how many examples of it there are."""

    entry: str
    breaks: int
    keeps: int
    origin: Origin | None


class Wrong(NamedTuple):
    """An example that is not as it says."""

    path: str
    differences: tuple[str, ...]
    belied: str
    """``breaks`` or ``keeps`` where that is how its name begins and is not true."""


class Mute(NamedTuple):
    """Something of an entry that no report can ever meet."""

    path: str
    line: int
    entry: str
    chinese: str
    english: str


class Tested(Record):
    """What came of the test of one pack."""

    pack: str
    examples: int
    wrong: tuple[Wrong, ...]
    blessed: tuple[str, ...]
    """The examples that were rewritten."""
    covered: tuple[Covered, ...]
    mute: tuple[Mute, ...]
    others: int
    """Examples beside the pack that other packs judge."""


# Testing ---------------------------------------------------------------------------------------------------------


def packs_of(references: Sequence[str]) -> list[str]:
    """The packs that names, files and folders stand for; of a folder, all that are not only there to be extended.

    Raises ``UsageError`` for a folder without a pack.
    """
    found: list[str] = []
    for reference in references:
        if not os.path.isdir(reference):
            found.append(reference)
            continue
        inside = [path for path in _yaml_below(reference) if os.path.basename(path) == CONFIG or is_pack(path)]
        if not inside:
            raise UsageError(f"{reference}：文件夹中没有规则包", f"{reference}: no pack in this folder")
        found.extend(inside)
    return list(dict.fromkeys(found))


def _yaml_below(folder: str) -> Iterator[str]:
    for place, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if name != _FOLDER and name[0] not in "._")
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")) and name[0] not in "._":
                yield os.path.normpath(os.path.join(place, name))


def test(reference: str, brought: Brought, *, blessed: bool) -> Tested:
    """A pack's golden examples judged, and its entries looked at; ``blessed`` rewrites the examples first.

    Raises ``DisclintError`` where the pack or a line of an example is wrong, so that nothing can be said of it.
    """
    folders = tuple(folder.path for folder in brought.folders)
    path = pack_file(reference, folders)
    packs = _packs(reference, path, brought)
    rules = {rule.id: rule for pack in packs for rule in pack.rules}
    origins = {name: origin for pack in packs for name, origin in pack.origins.items()}
    mine, others = _examples(reference, path, folders)
    beside = (*mine, *others)
    wrong: list[Wrong] = []
    written: list[str] = []
    for golden in mine:
        said = judge(golden)
        if blessed and _rewrite(golden, said):
            written.append(short_path(golden.path))
        told = _wrong(read_golden(golden.path) if blessed else golden, said)
        if told.differences or told.belied:
            wrong.append(told)
    own = [rule for rule in rules.values() if _is_own(origins.get(rule.id), path)]
    return Tested(
        pack=reference,
        examples=len(mine),
        wrong=tuple(wrong),
        blessed=tuple(written),
        covered=tuple(
            Covered(rule.id, _count(beside, rule, "breaks"), _count(beside, rule, "keeps"), origins.get(rule.id))
            for rule in own
        ),
        mute=tuple(mute for rule in own for mute in _mute(rule, origins[rule.id], packs)),
        others=len(others),
    )


def _packs(reference: str, path: str, brought: Brought) -> list[Pack]:
    """The pack; of one that fits several editions, it over each of them."""
    library = Library(brought, Request())
    try:
        return [library.pack(reference)]
    except NoEdition:
        return [library.pack(path, profile.pack) for profile in library.profiles]


def _is_own(origin: Origin | None, path: str) -> bool:
    """Whether a pack, or one that it extends in its own folder, sets or changes an entry."""
    if origin is None:
        return False
    here = os.path.dirname(os.path.realpath(path))
    return any(
        os.path.dirname(os.path.realpath(place)) == here
        for place in (origin.path, *(changed for changed, _ in origin.changed))
    )


def _examples(reference: str, path: str, folders: Sequence[str]) -> tuple[list[Golden], list[Golden]]:
    """The golden files beside a pack that it judges, and the others there.

    Raises ``PackErrors`` with all lines of them that are wrong.
    """
    errors: list[PackError] = []
    mine: list[Golden] = []
    others: list[Golden] = []
    for file in golden_files(os.path.join(os.path.dirname(path), _FOLDER)):
        try:
            golden = read_golden(file)
        except PackError as error:
            errors.append(error)
            continue
        if not {*golden.only}.isdisjoint(FOUND_WITHOUT_PACK):
            mine.append(golden)
        elif golden.pack is None:
            mine.append(golden.replace(pack=os.path.abspath(path) if _is_file(reference) else reference))
        elif _same(golden, path, folders):
            mine.append(golden)
        else:
            others.append(golden)
    if errors:
        raise PackErrors(tuple(errors))
    return mine, others


def _is_file(reference: str) -> bool:
    return reference.endswith((".yaml", ".yml"))


def _same(golden: Golden, path: str, folders: Sequence[str]) -> bool:
    """Whether the pack that an example names is the one of this file."""
    named = golden.pack or ""
    other = os.path.join(os.path.dirname(golden.path), named) if _is_file(named) else pack_file(named, folders)
    return os.path.realpath(other) == os.path.realpath(path)


def _rewrite(golden: Golden, said: Sequence[Margin]) -> bool:
    """Write what is said into the margins of an example; whether that changed it."""
    changed = False
    for path, after in blessed_files(golden, said):
        with open(path, encoding="utf-8", newline="") as file:
            before = file.read()
        if after != before:
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(after)
            changed = True
    return changed


def _wrong(golden: Golden, said: Sequence[Margin]) -> Wrong:
    name = os.path.basename(golden.path)
    untrue = "keeps" if said else "breaks"
    belied = untrue if name.startswith(untrue) else ""
    return Wrong(short_path(golden.path), tuple(differences(golden, said)), belied)


def _count(examples: Sequence[Golden], rule: Rule, beginning: str) -> int:
    """How many examples of an entry begin with a word; those that are judged by all entries show none."""
    return sum(
        os.path.basename(golden.path).startswith(beginning) and not {rule.id, rule.kind}.isdisjoint(golden.only)
        for golden in examples
    )


# Entries that can never speak ------------------------------------------------------------------------------------


def _mute(rule: Rule, origin: Origin, packs: Sequence[Pack]) -> Iterator[Mute]:
    """What of an entry can meet no report of any of the packs that have it."""
    path, line = origin.changed[-1] if origin.changed else (origin.path, origin.line)
    found = [dict.fromkeys(mute(other, pack)) for pack in packs for other in pack.rules if other.id == rule.id]
    for reason in found[0] if found else ():
        if all(reason in other for other in found):
            yield Mute(short_path(path), line, rule.id, *reason)


# Telling ---------------------------------------------------------------------------------------------------------


_BELIED = {
    "breaks": ("名为 breaks，却没有发现问题", "is named breaks, and nothing is found in it"),
    "keeps": ("名为 keeps，却发现了问题", "is named keeps, and something is found in it"),
}


def passed(tested: Sequence[Tested]) -> bool:
    """Whether all examples are as they say, and every entry can speak. Entries without examples are no failure."""
    return not any(each.wrong or each.mute for each in tested)


def summary(tested: Sequence[Tested], language: str) -> str:
    """The result of a test in lines: per pack its coverage, then its differences, then one line for all."""
    english = language == "en"
    parts = [_of_pack(each, english) for each in tested]
    examples, wrong = sum(each.examples for each in tested), sum(len(each.wrong) for each in tested)
    mute = sum(len(each.mute) for each in tested)
    if english:
        last = f"{examples} examples: {examples - wrong} as they say, {wrong} not; {mute} things that can never speak."
    else:
        last = f"{examples}个示例：{examples - wrong}个相符，{wrong}个不符；{mute}处永远不会报告。"
    return "\n".join([*parts, last]) + "\n"


def _of_pack(tested: Tested, english: bool) -> str:
    lines = []
    others = f", {tested.others} of other packs not judged" if english else f"，另有{tested.others}个属于其他规则包"
    title = (
        f"{tested.pack}: {len(tested.covered)} entries of its own, {tested.examples} examples"
        if english
        else (f"{tested.pack}：自有{len(tested.covered)}条规则，{tested.examples}个示例")
    )
    if tested.others:
        title += others
    if tested.covered:
        heads = ("RULE", "BREAKS", "KEEPS", "SET AT", "") if english else ("规则", "违反", "不违反", "设定于", "")
        rows = [
            (one.entry, str(one.breaks), str(one.keeps), set_at(one.origin), _lacks(one, english))
            for one in tested.covered
        ]
        lines.append(columns(title, [heads, *rows]))
    else:
        lines.append(title + "\n")
    lines.extend(
        f"{mute.path}:{mute.line}: {mute.entry}: {mute.english if english else mute.chinese}\n" for mute in tested.mute
    )
    lines.extend(f"{path}: {'rewritten' if english else '已改写'}\n" for path in tested.blessed)
    for wrong in tested.wrong:
        lines.extend(f"{line}\n" for line in wrong.differences)
        if wrong.belied:
            lines.append(f"{wrong.path}: {_BELIED[wrong.belied][english]}\n")
    return "".join(lines)


def _lacks(covered: Covered, english: bool) -> str:
    """What examples an entry lacks."""
    if covered.breaks and covered.keeps:
        return ""
    if not covered.breaks and not covered.keeps:
        return "no examples" if english else "没有示例"
    if not covered.breaks:
        return "none that breaks it" if english else "缺违反的示例"
    return "none that keeps it" if english else "缺不违反的示例"
