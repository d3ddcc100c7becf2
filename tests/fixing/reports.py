"""Reports with faults planted in them, and what must be true of each after it was mended."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from disclint import Checked, plugins
from disclint.engine import Library, Request, judge, read, understand
from disclint.fixing import Mended, mend, mend_once
from disclint.loaders.encoding import encode
from tests.checkout import ROOT

__all__ = ["FINAL", "Before", "broken_laws", "examined", "mended"]

FINAL = (ROOT / "examples" / "final-2023.txt").read_text(encoding="utf-8")
"""A report without a fault, with all three tables."""


@cache
def library() -> Library:
    """The bundled readers and packs, and no project's."""
    return Library(plugins.find(), Request())


def examined(data: bytes, name: str = "report.txt") -> Checked:
    """What is found in a file."""
    return judge(understand(read(name, data, library()), library()))


class Before(NamedTuple):
    """A file as it was before it was mended."""

    data: bytes
    file: Checked


def mended(text: str, *, unsafe: bool = False, encoding: str = "utf-8") -> tuple[Before, Mended]:
    """A text before and after."""
    data = encode(text, encoding)
    file = examined(data)
    return Before(data, file), mend(file, data, examined, unsafe=unsafe)


def text_of(file: Checked) -> str:
    assert file.document is not None
    return file.document.text


def broken_laws(before: Before, after: Mended, *, unsafe: bool) -> list[str]:
    """The laws of mending that a file breaks, by name."""
    old, new = text_of(before.file), text_of(after.file)
    laws = {
        "the bytes are those of the text, in its own encoding": _is_encoded(before.file, after),
        "every code point outside the edits is kept": _keeps_the_rest(before, after, unsafe=unsafe),
        "the figures keep their digits": _digits(old, unsafe=unsafe) == _digits(new, unsafe=unsafe),
        "lines, TABs and pipes stay": re.findall("\r\n|[\r\n\t|]", old) == re.findall("\r\n|[\r\n\t|]", new),
        "the cells are the same": _cells(before.file, unsafe=unsafe) == _cells(after.file, unsafe=unsafe),
        "findings are mended, none is made": _mends_findings(before.file, after.file),
        "mending twice is mending once": _is_stable(after, unsafe=unsafe),
    }
    return [law for law, holds in laws.items() if not holds]


def _is_encoded(before: Checked, after: Mended) -> bool:
    assert before.document is not None
    assert after.file.document is not None
    encoding = before.document.encoding
    return after.file.document.encoding == encoding and encode(text_of(after.file), encoding) == after.after


def _keeps_the_rest(before: Before, after: Mended, *, unsafe: bool) -> bool:
    """Whether each pass kept what stands between the edits that were offered, and the passes together are the whole."""
    data, file = before
    while (made := mend_once(file, examined, unsafe=unsafe)) is not None:
        if not _keeps_between(file, text_of(made.file), unsafe=unsafe):
            return False
        data, file = made.data, made.file
    return data == after.after


def _keeps_between(before: Checked, new: str, *, unsafe: bool) -> bool:
    """Whether what stands between the edits that were offered stands in the new text, in its order."""
    spans = sorted(
        edit.span
        for finding in before.diagnostics
        if finding.fix is not None and (finding.fix.safe or unsafe)
        for edit in finding.fix.edits
    )
    old = text_of(before)
    at = place = 0
    for start, end in [*spans, (len(old), len(old))]:
        if start > at:
            place = new.find(old[at:start], place)
            if place < 0:
                return False
            place += start - at
        at = max(at, end)
    return True


def _digits(text: str, *, unsafe: bool) -> list[str]:
    """The digits of each number by their values; where fixes are unsafe without leading zeros."""
    numbers = [str("".join(str(int(digit)) for digit in number)) for number in re.findall(r"\d+", text)]
    return [number.lstrip("0") or "0" for number in numbers] if unsafe else numbers


def _cells(file: Checked, *, unsafe: bool) -> list[tuple[object, ...]]:
    assert file.filing is not None
    return [
        (cell.key, cell.state, cell.value, cell.unit, "" if unsafe else cell.text)
        for form in file.filing.forms
        for cell in form.cells.values()
    ]


def said(file: Checked) -> Counter[tuple[str, str]]:
    """How often each sentence of each rule is said."""
    return Counter((finding.rule, finding.message.code) for finding in file.diagnostics)


def _mends_findings(before: Checked, after: Checked) -> bool:
    return not said(after) - said(before) and (said(before) - said(after)).total() >= (after.fixed or 0)


def _is_stable(after: Mended, *, unsafe: bool) -> bool:
    again = mend(examined(after.after), after.after, examined, unsafe=unsafe)
    return again.after == after.after and again.file.fixed == 0
