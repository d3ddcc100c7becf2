"""Small abstracts, to match."""

from __future__ import annotations

from disclint import Abstract, Place, Position, Span

__all__ = ["abstract"]

_START = Place(Span(0, 1), Position(1, 1), Position(1, 2))


def abstract(path: str, organ: str, year: int | None = 2023) -> Abstract:
    """A report without forms and text."""
    return Abstract(
        path=path,
        year=year,
        edition="form_2021",
        pack="cn/2021",
        title="",
        organ=organ,
        level=None,
        certainty="certain",
        government=False,
        place=_START,
    )
