"""What was read, for programs: the contract's ``extract --format json``, a cell a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclint import BoundCell, Checked, Figure, ReportOptions, Run, Screen

__all__ = ["pieces", "report"]


def report(run: Run, options: ReportOptions) -> str:
    """The facts, sections and cells of every file as one JSON object, schema 1."""
    return "".join(pieces(run, options))


def pieces(run: Run, options: ReportOptions) -> Iterator[str]:
    """The same, piece by piece."""
    import json

    def listed(values: list[dict[str, Any]]) -> str:
        return "[" + ",".join(f"\n   {json.dumps(value, ensure_ascii=False)}" for value in values) + "]"

    screen = Screen(options.encoding)
    yield '{"schema": 1, "files": ['
    comma = ""
    for file in run.files:
        head = json.dumps(_facts(file), ensure_ascii=False)
        sections, cells = listed(_sections(file)), listed(_cells(file))
        yield screen.fit_json(f'{comma}\n  {head[:-1]},\n  "sections": {sections},\n  "cells": {cells}}}')
        comma = ","
    yield "]}\n"


def _facts(file: Checked) -> dict[str, Any]:
    filing = file.filing
    return {
        "path": file.path,
        "year": filing.year if filing else None,
        "edition": filing.edition if filing else None,
        "title": filing.title.text if filing and filing.title else None,
        "organ": filing.organ.name if filing and filing.organ else None,
    }


def _sections(file: Checked) -> list[dict[str, Any]]:
    return [
        {
            "key": section.key,
            "heading": section.heading.value.strip(),
            "line": file.position(section.heading.span.start).line,
        }
        for section in (file.filing.sections if file.filing else ())
    ]


def _cells(file: Checked) -> list[dict[str, Any]]:
    return [
        _cell(file, bound.cell(row.key, column))
        for bound in (file.filing.forms if file.filing else ())
        for row in bound.form.rows
        for column in row.columns
    ]


def _cell(file: Checked, cell: BoundCell) -> dict[str, Any]:
    position = file.position(cell.span.start) if cell.span is not None else None
    certain = cell.state in ("filled", "blank")
    return {
        "form": cell.key.form,
        "row": cell.key.row,
        "column": cell.key.column,
        "text": cell.text if certain else None,
        "value": _decimal(cell.value) if cell.state == "filled" else None,
        "unit": cell.unit if cell.state == "filled" else None,
        "state": cell.state,
        "line": position.line if position else None,
        "start_column": position.column if position else None,
    }


def _decimal(value: Figure | None) -> str | None:
    from decimal import Decimal

    return None if value is None else f"{Decimal(value):f}"
