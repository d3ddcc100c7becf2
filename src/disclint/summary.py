"""How many reports stand: each is judged, reduced to what a summary needs of it, and let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclint import engine
from disclint.database import Database
from disclint.model.result import Checked, Run
from disclint.model.summary import Standing, Summary, standing, summarised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclint.engine import Request
    from disclint.model.pack import KeyFigure
    from disclint.model.plugin import Brought

__all__ = ["summary"]


def summary(
    paths: Sequence[str], request: Request, brought: Brought, database: Database | None = None
) -> tuple[Summary, Run]:
    """The summary of all files, and the run without them: its notices, and the files that the program failed at.

    ``database`` gets every file, with its findings and cells, before it is let go. Raises ``DisclintError`` as
    ``engine.check`` does.
    """
    run = engine.check(paths, request, brought)
    pairs = run.matching.pairs if run.matching is not None else ()
    standings: list[Standing] = []
    figures: dict[str, KeyFigure] = {}
    failed: list[Checked] = []
    for file in run.files:
        stands = standing(file)
        standings.append(stands)
        if file.pack is not None:
            figures.update({figure.key: figure for figure in file.pack.figures})
        if file.failures:
            failed.append(Checked(file.path, (), failures=file.failures))
        if database is not None:
            database.add(file, stands)
    if database is not None:
        database.pair(pairs)
    bare = Run(run.version, tuple(failed), run.language, notices=run.notices)
    return summarised(run.version, standings, figures.values(), run.language, pairs), bare
