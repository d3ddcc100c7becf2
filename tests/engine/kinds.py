"""Kinds of rules that do one thing each, to see what the engine makes of it."""

from __future__ import annotations

import mmap
import os
import re
import signal
import time
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from disclint import (
    CellKey,
    Diagnostic,
    Document,
    Dossier,
    DossierRule,
    Edit,
    Filing,
    Finding,
    Fix,
    Message,
    Related,
    Rule,
    Span,
)
from disclint.limits import MEMORY

__all__ = ["Deadly", "Faulty", "Granted", "Odd", "OddBetween", "Own", "Word", "broken_reader", "odd_reader"]


class Own(BaseException):
    """An exception that is none of the usual."""


class Word(Rule):
    """Says every place of a word, the last first, and each of them twice."""

    kind: ClassVar[str] = "word"
    messages: ClassVar[Mapping[str, tuple[str, str]]] = {"found": ("有“{word}”", "there is “{word}”")}

    word: str

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        places = [Span(*match.span()) for match in re.finditer(re.escape(self.word), filing.document.normal)]
        for span in reversed(places):
            yield self.diagnostic(span, "found", word=self.word)
            yield self.diagnostic(span, "found", word=self.word)


class Granted(Rule):
    """Says the cell of granted applications, at the start of the document."""

    kind: ClassVar[str] = "granted"
    messages: ClassVar[Mapping[str, tuple[str, str]]] = {"cell": ("见此格", "see this cell")}

    place: str = ""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        found = self.diagnostic(Span(0, 1), "cell", cell=CellKey("applications", "granted", "total"))
        yield found.replace(place=self.place)


class Faulty(Rule):
    """Says one thing, then fails."""

    kind: ClassVar[str] = "faulty"
    messages: ClassVar[Mapping[str, tuple[str, str]]] = {"before": ("出错之前", "before the fault")}

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        yield self.diagnostic(Span(2, 3), "before")
        raise ZeroDivisionError("the rule\nis wrong")


def broken_reader(data: bytes, path: str) -> Document:
    """Fails on any file."""
    raise IndexError(f"{len(data)} bytes of {path}")


class Deadly(Rule):
    """Does something to the process that works, at a report that has a word."""

    kind: ClassVar[str] = "deadly"
    messages: ClassVar[Mapping[str, tuple[str, str]]] = {"said": ("说", "said")}

    word: str
    what: str = "kill"

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        if self.word in filing.document.text:
            if self.what == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            elif self.what == "interrupt":
                raise KeyboardInterrupt
            elif self.what == "sleep":
                time.sleep(600)
            elif self.what == "loop":
                while True:
                    pass
            elif self.what == "backtrack":
                re.match("(a+)+$", "a" * 60 + "b")
            elif self.what == "catch":
                _catch_all(lambda: sum(range(1000)))
            elif self.what == "catch-twice":
                _catch_all(lambda: _catch_all(lambda: sum(range(1000))))
            elif self.what == "heedless":
                _once_past_the_end()
            elif self.what == "devour":
                mmap.mmap(-1, MEMORY + 1).close()
            elif self.what == "hoard":
                held: list[list[int]] = []
                while True:
                    held.append([len(held)])
            elif self.what == "say":
                while True:
                    yield self.diagnostic(Span(0, 0), "said")
        yield from ()


def _catch_all(work: Any) -> None:
    """What hardly an exception ends; who tries it need not wait for ever."""
    for _ in range(1_000_000):
        try:
            work()
        except EOFError:
            raise
        except BaseException:  # noqa: BLE001 - that is the point
            continue
    raise EOFError("gave up")


def _once_past_the_end() -> None:
    """What takes the end of its time for a mistake of its own, and goes on as if nothing had been."""
    try:
        while True:
            sum(range(1000))
    except Exception:  # noqa: BLE001 - that is the point
        pass


ODD: Mapping[str, Any] = {
    "words": "words",
    "nothing": None,
    "behind": {"span": Span(5, 1 << 40)},
    "before": {"span": Span(-5, -1)},
    "backwards": {"span": Span(9, 3)},
    "no-span": {"span": None},
    "fraction": {"span": Span(1.5, 2.5)},  # type: ignore[arg-type]
    "message": {"message": "words"},
    "list": {"message": ["words"]},
    "number": {"message": Message("a", "b", 7)},  # type: ignore[arg-type]
    "severity": {"severity": "fatal"},
    "no-rule": {"rule": None},
    "cell": {"cell": "applications"},
    "related": {"related": (Related(Message("a", "甲", "a"), Span(1, 1 << 40)),)},
    "fix": {"fix": Fix((Edit(Span(1, 1 << 40), "甲"),), safe=True)},
    "overlap": {"fix": Fix((Edit(Span(1, 5), "甲"), Edit(Span(3, 8), "乙")), safe=True)},
    "suspects": {"suspects": (1, 2)},
}
"""What is no finding: a value, or what is changed of one that is."""

RAISED: Mapping[str, BaseException] = {
    "exit": SystemExit(0),
    "generator": GeneratorExit(),
    "own": Own("the end"),
    "deep": RecursionError("too deep"),
    "memory": MemoryError(),
    "half": ValueError("\ud800\x1b[31m"),
}


class Odd(Rule):
    """Says one thing, then something that is no finding, or raises."""

    kind: ClassVar[str] = "odd"
    messages: ClassVar[Mapping[str, tuple[str, str]]] = {"before": ("出错之前", "before the fault")}

    what: str

    def applies(self, filing: Filing) -> bool:
        if self.what == "applies":
            raise ValueError("never")
        return True

    def check(self, filing: Filing) -> Iterator[Any]:
        yield self.diagnostic(Span(2, 3), "before")
        if self.what == "no-code":
            yield self.diagnostic(Span(2, 3), "after")
        if self.what in RAISED:
            raise RAISED[self.what]
        odd = ODD[self.what]
        yield self.diagnostic(Span(3, 4), "before").replace(**odd) if isinstance(odd, dict) else odd


class OddBetween(DossierRule):
    """The same between reports."""

    kind: ClassVar[str] = "odd-between"
    messages: ClassVar[Mapping[str, tuple[str, str]]] = {"before": ("出错之前", "before the fault")}

    what: str

    def check_dossier(self, dossier: Dossier) -> Iterator[Finding]:
        if self.what in RAISED:
            raise RAISED[self.what]
        if self.what == "endless":
            _catch_all(lambda: sum(range(1000)))
        yield ODD[self.what]


def odd_reader(data: bytes, path: str) -> Any:
    """Raises what the file names, or gives it; an endless one reads for ever."""
    word = data.decode()
    if word in RAISED:
        raise RAISED[word]
    if word == "endless":
        _catch_all(lambda: sum(range(1000)))
    return ODD[word]
