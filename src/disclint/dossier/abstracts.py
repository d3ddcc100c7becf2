"""A filing becomes an abstract: what of a report outlives its filing in a run over many."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from operator import sub
from typing import Any

from disclint.model.diagnostic import CellKey
from disclint.model.dossier import STATES, Abstract, AbstractForm, AbstractSection, Place
from disclint.model.filing import BoundForm, Filing, State
from disclint.model.pack import Pack
from disclint.model.relation import Figure
from disclint.model.span import LineTable, Span

__all__ = ["abstract", "sentences"]


def abstract(filing: Filing, pack: Pack, path: str) -> Abstract:
    """What cross-report rules may see of a report that ``pack`` judged. ``path`` is the file's name in the run."""
    document, title, organ = filing.document, filing.title, filing.organ
    lines = document.lines
    return Abstract(
        path=path,
        year=filing.year,
        edition=filing.edition,
        pack=pack.name,
        title=title.text if title is not None else "",
        organ=organ.name if organ is not None else "",
        level=organ.level if organ is not None else None,
        certainty=organ.certainty if organ is not None else "inferred",
        government=organ is not None and organ.government,
        place=_place(lines, title.span if title is not None else document.beginning),
        forms=tuple([_packed(form, lines) for form in filing.forms if form.found and form.reliable]),
        sections=tuple(_sections(filing, lines)),
    )


def _place(lines: LineTable, span: Span) -> Place:
    return Place(span, lines.position(span.start), lines.position(span.end))


def _packed(form: BoundForm, lines: LineTable) -> tuple[str, bytes]:
    # Column by column rather than cell by cell: a report has two hundred, and their abstract is made in a quarter of
    # a millisecond.
    keys, states, _, figures, units, places = zip(*form.cells.values(), strict=True)
    values: Sequence[Any] = figures
    if states.count("filled") < len(states):
        values = [_value(form, *each) for each in zip(keys, states, figures, strict=True)]
    if not {int, type(None)}.issuperset(map(type, values)):
        values = [each if type(each) is int or each is None else str(each) for each in values]
    spans: Sequence[Span] = places if None not in places else [span or _NOWHERE for span in places]
    starts, ends = zip(*spans, strict=True)
    beginning, ending = lines.line(min(filter(None, starts), default=0)), lines.line(max(ends))
    numbers = {column.key: number for number, column in enumerate(form.form.columns)}
    rows: dict[str, tuple[int, bytes, tuple[Any, ...]]] = {}
    first = 0
    for row in form.form.rows:
        end = first + len(row.columns)
        rows[row.key] = first, bytes(map(numbers.__getitem__, row.columns)), tuple(values[first:end])
        first = end
    return AbstractForm(
        key=form.key,
        columns=tuple(numbers),
        rows=rows,
        states=bytes(map(_STATES.__getitem__, states)),
        units={number: unit for number, unit in enumerate(units) if unit} if any(units) else {},
        starts=array("I", starts).tobytes(),
        lengths=_lengths(starts, ends).tobytes(),
        first_line=beginning,
        lines=array("I", lines.starts[beginning - 1 : ending]).tobytes(),
    ).packed()


def _value(form: BoundForm, key: CellKey, state: State, figure: Figure | None) -> Figure | None:
    """The figure of a cell, if it is certain."""
    if state == "filled":
        return figure
    return _of_blank(form, key) if state == "blank" else None


def _lengths(starts: Sequence[int], ends: Sequence[int]) -> array[int]:
    lengths = list(map(sub, ends, starts))
    try:
        return array("H", lengths)
    except OverflowError:  # a cell that holds half a document
        return array("H", [min(length, 0xFFFF) for length in lengths])


_NOWHERE = Span(0, 0)
_STATES = {state: number for number, state in enumerate(STATES)}


def _of_blank(form: BoundForm, key: CellKey) -> Figure | None:
    """The 0 that a blank stands for where a table leaves its zeros out; a total does so in a row of blanks alone."""
    if not form.blanks_are_zero:
        return None
    _, row, column = key
    if not form.form.column(column).total:
        return 0
    others = (form.cells[row, other].state for other in form.rows[row].columns)
    return 0 if all(state == "blank" for state in others) else None


# Sentences -------------------------------------------------------------------------------------------------------

_SHORTEST = 8
"""Characters of a sentence that says enough to be the same sentence again."""

_figures = re.compile(r"\d[\d,.]*")
_ends = re.compile(r"[。!?]")


def _sections(filing: Filing, lines: LineTable) -> Iterator[AbstractSection]:
    prose: dict[str | None, list[str]] = {}
    for passage in filing.passages:
        if not passage.heading:
            prose.setdefault(passage.section, []).append(passage.text.normal)
    organ = filing.organ.name if filing.organ is not None else ""
    seen: set[str] = set()
    for section in filing.sections:
        if section.key in seen:
            continue
        seen.add(section.key)
        hashes = array("Q")
        for sentence in dict.fromkeys(sentences("\n".join(prose.get(section.key, ())), organ)):
            hashes.frombytes(blake2b(sentence.encode("utf-8", "replace"), digest_size=8).digest())
        yield AbstractSection.of(section.key, _place(lines, section.heading.span), hashes.tobytes())


def sentences(normal: str, organ: str = "") -> list[str]:
    """The sentences of a text in normal form, without white space, digits masked and the organ's own name too."""
    text = _figures.sub("#", "".join(normal.split()))
    if organ:
        text = text.replace(organ, "@")
    return [sentence for sentence in _ends.split(text) if len(sentence) >= _SHORTEST]
