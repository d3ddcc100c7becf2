"""What is fuzzed: each target takes bytes, does with them what the program would, and holds the result to its laws."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib import import_module
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zlib import crc32

from disclint import Checked, Diagnostic, Failure, Message, ReportOptions, Run, Span, plugins
from disclint.errors import PackErrors, UsageError
from disclint.frozen import Frozen
from disclint.judging import judged
from disclint.library import Library, Request
from tests.checkout import ROOT
from tests.fuzz import kept, laws, seeds
from tests.fuzz.laws import require
from tests.fuzz.mutation import mutated

__all__ = ["OWN", "TARGETS", "Target", "county", "examined", "pack_of"]


class Target(NamedTuple):
    """One thing that reads what others wrote."""

    run: Callable[[bytes], None]
    """Raises where a law is broken."""
    suffix: str
    """What kind of damage the inputs get, and what a failing one is called."""
    seeds: Callable[[], Sequence[bytes]]

    def make(self, rng: Random, more: Sequence[bytes] = ()) -> bytes:
        """An input: one that is at hand, damaged."""
        at_hand = [*self.seeds(), *more]
        return mutated(rng.choice(at_hand), self.suffix, rng, at_hand)


@cache
def library(pack: str | None = None) -> Library:
    """The bundled readers and packs, and no project's."""
    return Library(plugins.find(), Request(pack=pack, digests=True))


@cache
def folder() -> TemporaryDirectory[str]:
    """A folder of the fuzzer's own, that goes when it ends."""
    made: TemporaryDirectory[str] = TemporaryDirectory(prefix="fuzz-")
    atexit.register(made.cleanup)
    return made


def written(data: bytes, name: str) -> str:
    """The path of a file with these bytes."""
    path = os.path.join(folder().name, name)
    with open(path, "wb") as file:
        file.write(data)
    return path


# Reports ---------------------------------------------------------------------------------------------------------


def read(suffix: str, data: bytes) -> None:
    """A loader: a document that keeps the laws, or a finding that says why not."""
    from disclint.judging import read

    laws.file(read(f"report{suffix}", data, library()))


def examined(suffix: str, data: bytes, pack: str | None) -> Checked:
    """A file that was judged, whatever it says of itself if there is a pack."""
    return judged(f"report{suffix}", data, library(pack))


OWN = str(ROOT / "tests" / "golden" / "pack.yaml")
"""A project's pack, of all that a pack's author can say without code."""

_PACKS = ("cn/2021", "cn/2019", None, "cn/2019/henan", "cn-accounts/2020")


def judge(suffix: str, data: bytes) -> None:
    """Binding and all rules of a pack; then what is kept of the result says the same."""
    judge_by(pack_of(data), suffix, data)


def pack_of(data: bytes) -> str | None:
    """The pack that an input is judged by, always the same."""
    return _PACKS[crc32(data) % len(_PACKS)]


def judge_by(pack: str | None, suffix: str, data: bytes) -> None:
    """The same by one pack."""
    from disclint.frozen import thaw

    own = library(pack)
    file = examined(suffix, data, pack)
    laws.file(file)
    thawed = thaw(frozen(file, own), file.path, lambda reference: own.pack(*reference))
    laws.same(Run("1", (file,)), Run("1", (thawed,)))


def frozen(file: Checked, own: Library) -> Frozen:
    """What outlives a file's document."""
    from disclint.dossier.abstracts import abstract
    from disclint.frozen import freeze

    seen = abstract(file.filing, file.pack, file.path) if file.filing is not None and file.pack is not None else None
    return freeze(file, own.reference(file.pack) if file.pack is not None else None, seen)


@cache
def county() -> tuple[Library, dict[str, Checked]]:
    """A county's table of organs, and its reports as they are before one of them is damaged."""
    reports, table = seeds.county()
    own = Library(plugins.find(), Request(digests=True, organs=table))
    return own, {path: judged(path, data, own) for path, data in reports.items()}


def between(data: bytes) -> None:
    """A report among those of its county: what they say of each other lies in them, whatever their order is and however
    little is kept of them."""
    from disclint.engine import together
    from disclint.kept import Kept

    own, whole = county()
    reports, _ = seeds.county()
    path = next((name for name, each in reports.items() if each[:60] == data[:60]), None)
    found = path or sorted(whole)[crc32(data) % len(whole)]
    files = [*{**whole, found: judged(found, data, own)}.values()]
    run = together(Run("1", tuple(files)), own.request)
    for file in run.files:
        if file.path == found or len(file.diagnostics) > len(whole[file.path].diagnostics):
            laws.file(file, {each.path: each for each in files})
    back = together(Run("1", tuple(files[::-1])), own.request)
    require(run.files == back.files[::-1], "the order of reports changes no finding")
    little = Kept([file.path for file in files], own, accepting=True)
    for number, file in enumerate(files):
        little.put(number, frozen(file, own))
    laws.same(run, together(Run("1", little), own.request))


def mend(data: bytes) -> None:
    """The laws of mending hold for whatever is mended."""
    from disclint.fixing import mend
    from tests.fixing.reports import Before, broken_laws
    from tests.fixing.reports import examined as found_in

    file = found_in(data)
    laws.file(file)
    unsafe = bool(crc32(data) % 2)
    after = mend(file, data, found_in, unsafe=unsafe)
    if after.after != data:
        broken = broken_laws(Before(data, file), after, unsafe=unsafe)
        require(not broken, f"mending keeps its laws: {broken}")


def annotate(data: bytes) -> None:
    """Comments go into a Word document that says the same with them as without."""
    from disclint.annotate import annotate

    file = examined(".docx", data, "cn/2021")
    laws.file(file)
    if file.document is None or file.document.format != "docx":
        return
    try:
        commented = annotate(data, file, "en" if crc32(data) % 2 else "zh")
    except UsageError as error:
        require("\n" not in error.chinese, "an error is one line")
        return
    again = examined(".docx", commented, "cn/2021")
    laws.file(again)
    require(again.document is not None and again.document.text == file.document.text, "comments change no words")


# What is written -------------------------------------------------------------------------------------------------

_REPORTERS = ("text", "json", "csv", "sarif", "html", "github", "gitlab", "junit")
_EXTRACTS = ("text", "json", "csv")
_SUMMARIES = ("text", "json", "csv", "html")


def report(data: bytes) -> None:
    """Every reporter, on a run over what the input says, under names and with words that it has too."""
    rng = Random(crc32(data))
    words = data.decode("utf-8", "surrogateescape")

    def some(longest: int = 40) -> str:
        at = rng.randint(0, len(words))
        return words[at : at + rng.randint(1, longest)] or "x"

    file = examined(".txt", data, rng.choice(("cn/2021", "cn/2019"))).replace(path=some())
    size = len(file.document.text) if file.document is not None else 0
    found = [*file.diagnostics]
    for _ in range(rng.choice((0, 1, 5))):
        start, end = sorted((rng.randint(0, size), rng.randint(0, size)))
        message = Message(some(9), some(), some())
        found.append(Diagnostic(some(9), "error", message, Span(start, end), basis=some(), place=some()))
    failure = Failure(some(), some(), some(200))
    own = file.replace(diagnostics=tuple(sorted(found, key=lambda each: (*each.span, each.rule))))
    run = Run(
        "1",
        (own, Checked(some(), ()), file.replace(failures=(failure,)))[: rng.choice((1, 3))],
        notices=(Message("x", some(), some()),),
    )
    options = ReportOptions(
        language=rng.choice(("zh", "en")),
        width=rng.choice((1, 20, 80)),
        root=rng.choice(("", "/", some())),
        encoding=rng.choice(("utf-8", "gbk", "cp1252", "ascii")),
    )
    for name in _REPORTERS:
        laws.well_formed(name, import_module(f"disclint.reporters.{name}").report(run, options))
    for name in _EXTRACTS:
        laws.well_formed(name, import_module(f"disclint.reporters.extract_{name}").report(run, options))
    if rng.random() < 0.05:
        laws.well_formed("xlsx", import_module("disclint.reporters.xlsx").report(run, options))
    summarise(run, options)


def summarise(run: Run, options: ReportOptions) -> None:
    """The same run as a summary."""
    from disclint.model.summary import standing, summarised

    summary = summarised("1", [standing(file) for file in run.files], (), options.language, ())
    for name in _SUMMARIES:
        laws.well_formed(name, import_module(f"disclint.reporters.summary_{name}").report(summary, options))


# Packs, tables, kept files ---------------------------------------------------------------------------------------


def pack(data: bytes) -> None:
    """A project's pack: what it says, or a line on each mistake."""
    from disclint.packs import load_pack
    from tests.packs.kinds import KINDS
    from tests.packs.places import TOYS

    kinds = {**KINDS, **{rule.kind: rule.target for rule in plugins.find().rules}}
    path = written(data, "disclint.yaml")
    try:
        load_pack(path, kinds=kinds, folders=(TOYS,), cache=None, base="toy/first")
    except PackErrors as error:
        laws.mistakes(
            error, path, data.count(b"\n") + data.count(b"\r") + data.count(b"\xc2\x85") + data.count(b"\xe2\x80") + 1
        )
    except UsageError as error:
        require("\n" not in error.chinese, "an error is one line")


def baseline(data: bytes) -> None:
    """A baseline: what is written of it is read as the same."""
    from disclint.baseline import parse, text_of

    try:
        found = parse(data, "baseline.json")
    except PackErrors as error:
        laws.mistakes(error, "baseline.json", data.count(b"\n") + 1)
        return
    again = parse(text_of(found).encode("utf-8", "surrogatepass"), "baseline.json")
    require(text_of(again) == text_of(found), "a baseline that was written is read as it was")


def organs(data: bytes) -> None:
    """A table of organs."""
    from disclint.dossier.organs import parse_organs

    try:
        found = parse_organs(data, "organs.csv")
    except PackErrors as error:
        laws.mistakes(error, "organs.csv", 2 + len(data))
        return
    require(all(entry.name.strip() for entry in found), "an organ has a name")


def compiled(data: bytes) -> None:
    """A compiled pack or index that was damaged: it is whole, or of no use."""
    from disclint.packs.compiled import read_compiled, read_index

    path = written(data, "pack.compiled")
    whole = data in kept.compiled()
    for found in (read_compiled(path), read_index(path)):
        require(found is None or whole, "what is not whole is not used")


def index(data: bytes) -> None:
    """The index of plugins that was damaged: what is found is what is there."""
    with kept.caching(folder().name):
        written(data, os.path.join("disclint", kept.index_name()))
        require(plugins.find() == library().brought, "a damaged index brings nothing")


def store(data: bytes) -> None:
    """The store of results that was damaged: what it gives is what was put there, and nothing ends the run."""
    from disclint.stored import Store

    with kept.caching(folder().name):
        written(data, os.path.join("disclint", "results.db"))
        stored = Store(library(), "check")
        for key, frozen in kept.results().items():
            require(stored.get(key) in (None, frozen), "what was kept is given as it was")
            stored.put(key, frozen)
        stored.close()


TARGETS: dict[str, Target] = {
    "text": Target(partial(read, ".txt"), ".txt", partial(seeds.reports, ".txt")),
    "markdown": Target(partial(read, ".md"), ".md", partial(seeds.reports, ".md")),
    "html": Target(partial(read, ".html"), ".html", partial(seeds.reports, ".html")),
    "docx": Target(partial(read, ".docx"), ".docx", partial(seeds.reports, ".docx")),
    "pdf": Target(partial(read, ".pdf"), ".pdf", partial(seeds.reports, ".pdf")),
    "judge": Target(partial(judge, ".txt"), ".txt", partial(seeds.reports, ".txt")),
    "judge-html": Target(partial(judge, ".html"), ".html", partial(seeds.reports, ".html")),
    "judge-docx": Target(partial(judge, ".docx"), ".docx", partial(seeds.reports, ".docx")),
    "judge-own": Target(partial(judge_by, OWN, ".txt"), ".txt", partial(seeds.reports, ".txt")),
    "between": Target(between, ".txt", lambda: tuple(seeds.county()[0].values())),
    "mend": Target(mend, ".txt", partial(seeds.reports, ".txt")),
    "annotate": Target(annotate, ".docx", partial(seeds.reports, ".docx")),
    "report": Target(report, ".txt", partial(seeds.reports, ".txt")),
    "pack": Target(pack, ".yaml", seeds.packs),
    "baseline": Target(baseline, ".json", seeds.baselines),
    "organs": Target(organs, ".csv", seeds.organs),
    "compiled": Target(compiled, ".bin", kept.compiled),
    "index": Target(index, ".bin", kept.indexes),
    "store": Target(store, ".bin", kept.stores),
}
"""All targets by name."""
