"""No number was left out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from disclint import Diagnostic, Filing, Passage, Rule

__all__ = ["NarrativeGaps"]


class NarrativeGaps(Rule):
    """Where a template has a gap for a number, a number stands: 收到申请　件 and 办结率达到% are gaps.

    Told by a word before a unit (共, 收到) with nothing but white space, lines or empty brackets between them, and by
    a noun before a gap and a unit (申请　件). The clause must end after the unit: 公开条例, 申请件 and 办结件数 are words,
    and 数件, 多次, 各项 have no gap. A written 0 is a number. Placeholders such as XX are the business of `residue`.
    """

    kind: ClassVar[str] = "narrative-gaps"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "number": (
            "“{words}”缺少数字，没有的填0",
            "a number is missing in “{words}”; write 0 if there is nothing to report",
        ),
        "rate": ("“{words}”缺少百分数", "the percentage is missing in “{words}”"),
    }

    verbs: tuple[str, ...]
    """Words that a unit never follows at once."""

    nouns: tuple[str, ...]
    """Words that a unit follows only after a number, or after the gap for one."""

    units: tuple[str, ...]
    """Units of counts."""

    rates: tuple[str, ...]
    """Words before a percentage."""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each gap."""
        verbs, nouns, rates = ("|".join(map(re.escape, words)) for words in (self.verbs, self.nouns, self.rates))
        units = "|".join(sorted(map(re.escape, self.units), key=len, reverse=True))
        number = rf"(?:(?:{verbs})({_GAP})?|(?:{nouns})({_GAP}))(?:{units})(?=\s*(?:[,。;、)]|其中|$))"
        rate = rf"(?:{rates})(?:{_GAP})?%"
        for passage in filing.passages:
            normal = passage.text.normal
            for match in re.finditer(number, normal):
                listed = not match[1] and not match[2] and normal[match.end() : match.end() + 1] == "、"
                if not listed:
                    yield self._gap(passage, match, "number")
            if "%" in normal:
                for match in re.finditer(rate, normal):
                    yield self._gap(passage, match, "rate")

    def _gap(self, passage: Passage, match: re.Match[str], code: str) -> Diagnostic:
        words = re.sub(r"[\s_]+", "　", passage.text.value[slice(*match.span())])
        return self.diagnostic(passage.text.span_of(*match.span()), code, words=words)


_GAP = r"[\s_]*\([\s_]*\)[\s_]*|[\s_]+"
