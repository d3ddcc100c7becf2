"""Filled-in forms for tests: rows of figures become a filing whose spans point at its own text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from disclint import (
    BoundCell,
    BoundForm,
    BoundLabel,
    BoundRow,
    CellKey,
    Diagnostic,
    Document,
    Filing,
    Form,
    LineTable,
    Organ,
    Pack,
    Paragraph,
    Rule,
    Span,
    Text,
    normal_form,
)
from disclint.binding.figures import read_figure
from disclint.blame import settle
from disclint.bundled import disclint_packs, disclint_rules
from disclint.model.filing import Likeness, RowFault
from disclint.packs.load import load_pack

__all__ = ["Sheet", "at", "blank_row", "filing", "form", "pack_of", "rule", "said", "settled", "zeros"]

BLANK, UNCERTAIN, MISSING = ".", "?", "x"
DASHES = ("/", "-", "—")


@cache
def pack_of(name: str) -> Pack:
    """A bundled pack, freshly compiled."""
    kinds = {rule.kind: rule.target for rule in disclint_rules()}
    return load_pack(name, kinds=kinds, folders=[folder.path for folder in disclint_packs()], cache=None)


def rule(entry: str, pack: str = "cn/2019") -> Rule:
    """An entry of a bundled pack."""
    return next(each for each in pack_of(pack).rules if each.id == entry)


def form(key: str, pack: str = "cn/2019") -> Form:
    """A form of a bundled pack."""
    return next(each for each in pack_of(pack).forms if each.key == key)


class Sheet:
    """A form as filled in.

    ``rows`` gives for each row key its figures, with spaces between: ``.`` is blank, ``?`` uncertain, ``x`` missing;
    several strings are several readings of the row. A row that is not given is all 0, one given as ``None`` is not
    there.
    """

    def __init__(
        self,
        prescribed: Form,
        rows: Mapping[str, str | Sequence[str] | None] | None = None,
        *,
        faults: Mapping[str, RowFault] | None = None,
        subtotals: Mapping[str, str] | None = None,
        labels: Sequence[tuple[str, str, str, Likeness]] = (),
        headers: Mapping[str, str] | None = None,
        **flags: Any,
    ) -> None:
        self.form = prescribed
        self.rows = dict(rows or {})
        self.faults = dict(faults or {})
        self.subtotals = dict(subtotals or {})
        self.labels = labels
        self.headers = dict(headers or {})
        self.flags = flags


def zeros(prescribed: Form) -> dict[str, str]:
    """Every row with nothing but 0."""
    return {row.key: " ".join("0" for _ in row.columns) for row in prescribed.rows}


def blank_row(columns: int = 7) -> str:
    """A row without figures."""
    return " ".join(BLANK for _ in range(columns))


class _Writer:
    """Puts a text together and remembers where things stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def put(self, text: str) -> Text:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return Text(text, normal_form(text), Span(start, self.length))


def filing(*sheets: Sheet, prose: str = "", organ: Organ | None = None) -> Filing:
    """A filing of filled-in forms after some prose."""
    writer = _Writer()
    blocks = []
    if prose:
        written = writer.put(prose)
        blocks.append(Paragraph(written.value, written.normal, written.span))
        writer.put("\n")
    forms = tuple(_bound(sheet, writer) for sheet in sheets)
    text = "".join(writer.parts)
    document = Document("a.txt", text, normal_form(text), tuple(blocks), LineTable(text))
    return Filing(document, (), forms, organ=organ)


def _bound(sheet: Sheet, writer: _Writer) -> BoundForm:
    start = writer.length
    labels: list[BoundLabel] = []
    for part, key, printed, likeness in sheet.labels:
        official = _official(sheet.form, part, key)
        labels.append(BoundLabel(part, key, official, writer.put(printed), likeness))  # type: ignore[arg-type]
        writer.put("\n")
    headers = {}
    for key, printed in sheet.headers.items():
        headers[key] = writer.put(printed)
        labels.append(BoundLabel("column", key, sheet.form.column(key).label, headers[key], "variant"))
        writer.put("\n")
    cells: dict[tuple[str, str], BoundCell] = {}
    rows: dict[str, BoundRow] = {}
    for row in sheet.form.rows:
        given = sheet.rows.get(row.key, " ".join("0" for _ in row.columns))
        if given is None:
            rows[row.key] = BoundRow(row.key, row.columns)
            for column in row.columns:
                cells[row.key, column] = BoundCell(CellKey(sheet.form.key, row.key, column), "missing")
            continue
        fault = sheet.faults.get(row.key)
        rows[row.key], made = _row(sheet.form, row.key, row.label, row.columns, given, fault, writer)
        cells.update(made)
    subtotals = {}
    for key, given in sheet.subtotals.items():
        columns = tuple(column.key for column in sheet.form.columns)
        label = sheet.form.group(key).label
        subtotals[key], _ = _row(sheet.form, key, label, columns, given, None, writer)
    values = {"reliable": True, **sheet.flags}
    twice = [rows[key].label for key in values.pop("doubled", ())]
    doubled = tuple(label for label in twice if label is not None)
    return BoundForm(
        sheet.form,
        values.pop("found", True),
        cells,
        rows,
        tuple(labels),
        subtotals,
        Span(start, writer.length),
        header_units=headers,
        doubled=doubled,
        **values,
    )


def _official(prescribed: Form, part: str, key: str) -> str:
    if part == "row":
        return prescribed.row(key).label
    return prescribed.column(key).label if part == "column" else prescribed.group(key).label


def _row(
    prescribed: Form,
    key: str,
    label: str,
    columns: tuple[str, ...],
    given: str | Sequence[str],
    fault: RowFault | None,
    writer: _Writer,
) -> tuple[BoundRow, dict[tuple[str, str], BoundCell]]:
    alternatives = [given.split()] if isinstance(given, str) else [each.split() for each in given]
    name = writer.put(label)
    figures: list[Text] = []
    cells: dict[tuple[str, str], BoundCell] = {}
    for index, column in enumerate(columns):
        tokens = {reading[index] for reading in alternatives}
        cell = CellKey(prescribed.key, key, column)
        writer.put("\t")
        (token,) = tokens if len(tokens) == 1 else (UNCERTAIN,)
        if token == BLANK:
            cells[key, column] = BoundCell(cell, "blank", span=name.span)
        elif token == MISSING:
            cells[key, column] = BoundCell(cell, "missing")
        elif token == UNCERTAIN:
            cells[key, column] = BoundCell(cell, "uncertain", span=name.span)
        else:
            text = writer.put(token)
            read = read_figure(text.normal)
            figures.append(text)
            if token in DASHES:
                cells[key, column] = BoundCell(cell, "blank", token, span=text.span)
            else:
                cells[key, column] = BoundCell(cell, "filled", token, read.value, read.unit, text.span)
    readings = tuple(
        tuple(None if token in (BLANK, MISSING, *DASHES) else read_figure(token).value for token in reading)
        for reading in alternatives
        if UNCERTAIN not in reading
    )
    end = writer.length
    writer.put("\n")
    span = Span(name.span.start, end)
    return BoundRow(key, columns, True, name, tuple(figures), readings, fault, span), cells


def said(entry: Rule, report: Filing) -> list[str]:
    """What a rule finds: severity, code, and where a cell is meant, its row and column."""
    return [_line(each) for each in entry.check(report)]


def settled(entries: Iterable[Rule], report: Filing) -> tuple[Diagnostic, ...]:
    """What several rules find, put down to the figures to blame."""
    return settle([each for entry in entries for each in entry.check(report)])


def at(report: Filing, diagnostic: Diagnostic) -> str:
    """The text that a finding covers."""
    return report.document.text[diagnostic.span.start : diagnostic.span.end]


def _line(each: Diagnostic) -> str:
    where = f" {each.cell.row}.{each.cell.column}" if each.cell is not None else ""
    return f"{each.severity} {each.message.code}{where}"
