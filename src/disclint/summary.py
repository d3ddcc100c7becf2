"""How many reports stand: each is judged, reduced to what a summary needs of it, and let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint import __version__, engine
from disclint.database import Database
from disclint.model.result import Checked
from disclint.model.summary import Standing, Summary, standing, summarised

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from disclint.engine import Request
    from disclint.model.pack import KeyFigure
    from disclint.model.plugin import Brought

__all__ = ["summary", "written"]


def summary(
    paths: Sequence[str],
    request: Request,
    brought: Brought,
    keep: Callable[[Checked, Standing], None] | None = None,
) -> tuple[Summary, tuple[Checked, ...]]:
    """The summary of all files, and the bare names of those that the program failed at, each with its failures.

    ``keep`` is shown every file before it is let go. Raises ``DisclintError`` as ``engine.check`` does.
    """
    standings: list[Standing] = []
    figures: dict[str, KeyFigure] = {}
    failed: list[Checked] = []
    for file in engine.each(paths, request, brought):
        stands = standing(file)
        standings.append(stands)
        if file.pack is not None:
            figures.update({figure.key: figure for figure in file.pack.figures})
        if file.failures:
            failed.append(Checked(file.path, (), failures=file.failures))
        if keep is not None:
            keep(file, stands)
    return summarised(__version__, standings, figures.values(), request.language), tuple(failed)


def written(
    paths: Sequence[str], request: Request, brought: Brought, output: str
) -> tuple[Summary, tuple[Checked, ...]]:
    """As ``summary``, with all files, findings and cells written to a SQLite database, whole or not at all."""
    with Database(output) as database:
        return summary(paths, request, brought, database.add)
