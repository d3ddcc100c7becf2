"""A filing becomes an abstract: what of a report outlives its filing in a run over many."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from disclint.model.diagnostic import CellKey
from disclint.model.dossier import STATES, Abstract, AbstractForm, AbstractSection, Place
from disclint.model.filing import BoundForm, Filing
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
    columns = {column.key: number for number, column in enumerate(form.form.columns)}
    rows: dict[str, tuple[list[int], list[Any]]] = {}
    units: dict[int, str] = {}
    states, starts, lengths = bytearray(), array("I"), array("H")
    last = 0
    for number, (key, state, _, value, unit, span) in enumerate(form.cells.values()):
        keys, values = rows.setdefault(key.row, ([], []))
        keys.append(columns[key.column])
        if state == "blank":
            value = _of_blank(form, key)
        elif state != "filled":
            value = None
        values.append(value if value is None or type(value) is int else str(value))
        states.append(_STATES[state])
        if unit:
            units[number] = unit
        start, end = span if span is not None and state != "missing" else (0, 0)
        starts.append(start)
        lengths.append(min(end - start, 0xFFFF))
        last = max(last, end)
    first = lines.line(min(filter(None, starts), default=0))
    return AbstractForm(
        key=form.key,
        columns=tuple(columns),
        rows=tuple([(row, bytes(keys), tuple(values)) for row, (keys, values) in rows.items()]),
        states=bytes(states),
        units=units,
        starts=starts.tobytes(),
        lengths=lengths.tobytes(),
        first_line=first,
        lines=array("I", lines.starts[first - 1 : lines.line(last)]).tobytes(),
    ).packed()


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
        yield AbstractSection(section.key, _place(lines, section.heading.span), hashes.tobytes())


def sentences(normal: str, organ: str = "") -> list[str]:
    """The sentences of a text in normal form, without white space, digits masked and the organ's own name too."""
    text = _figures.sub("#", "".join(normal.split()))
    if organ:
        text = text.replace(organ, "@")
    return [sentence for sentence in _ends.split(text) if len(sentence) >= _SHORTEST]
