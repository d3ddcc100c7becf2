"""Tables: in columns for a terminal, and in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["columns", "grid", "width"]


def columns(title: str, rows: Sequence[tuple[str, ...]]) -> str:
    """Rows below a title, their cells padded to columns as wide as a terminal draws them."""
    widths = [max(width(row[index]) for row in rows) for index in range(len(rows[0]))] if rows else []
    lines = [
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)) for row in rows
    ]
    return "\n".join([title, *(f"  {line}".rstrip() for line in lines)]) + "\n"


def grid(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown; what its cells say is Markdown too, but for bars and line breaks."""
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in (head, ("---",) * len(head), *rows))


def _cell(text: str) -> str:
    return " ".join(text.replace("|", r"\|").split())


def width(text: str) -> int:
    """How many columns a text takes."""
    from disclint.model.display import Screen

    return Screen("utf-8").width(text)
