"""Kinds of rules that do one thing each, to see what the engine makes of it."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator, Mapping
from typing import ClassVar

from disclint import CellKey, Diagnostic, Document, Filing, Rule, Span

__all__ = ["Deadly", "Faulty", "Granted", "Word", "broken_reader"]


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
            elif self.what == "devour":
                bytearray(1 << 45)
        yield from ()
