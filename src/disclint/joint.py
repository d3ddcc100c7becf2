"""What is said of the files of a run after each was judged alone: what others accept, and what the reports say of each
other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import chain, islice

from disclint.judging import failure, order
from disclint.model.named import NamedTuple
from disclint.model.result import Checked, Run, fingerprints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from disclint.library import Request
    from disclint.model.diagnostic import Diagnostic, Severity
    from disclint.model.dossier import Abstract
    from disclint.model.pack import Pack
    from disclint.model.result import Failure

__all__ = ["More", "Reports", "accepting", "together", "with_more"]


class More(NamedTuple):
    """What is said of a file beside what was found in it alone."""

    found: tuple[Diagnostic, ...]
    failures: tuple[Failure, ...] = ()


class Reports(ABC):
    """Files of which little is kept: what cross-report rules need of each, and room for what they say."""

    @abstractmethod
    def reports(self) -> Iterator[tuple[Abstract, Pack]]:
        """What cross-report rules see of each report, and the pack that judged it."""

    @abstractmethod
    def add(self, more: Mapping[str, More]) -> None:
        """What is said of files, by their paths."""

    @abstractmethod
    def tally(self) -> Mapping[Severity, int] | None:
        """How many findings there are of each severity, if that is known."""

    @abstractmethod
    def troubled(self) -> tuple[Checked, ...]:
        """The files that have notices or failures."""


def accepting(file: Checked, request: Request) -> Checked:
    """The file without the findings that are accepted."""
    if request.baseline is None and (file.pack is None or not file.pack.ignores):
        return file
    from disclint.baseline import suppressed

    return suppressed(file, request.baseline, request.today)


def together(run: Run, request: Request) -> Run:
    """The run with what its reports say of each other."""
    files = run.files
    if len(files) < 2 and not request.organs:
        return run
    if isinstance(files, Reports):
        reports = files.reports()
    else:
        from disclint.dossier.abstracts import abstract

        understood = [(file.filing, file.pack, file.path) for file in files]
        reports = iter([(abstract(filing, pack, path), pack) for filing, pack, path in understood if filing and pack])
    first = list(islice(reports, 2))
    if len(first) < 2 and not request.organs:
        return run
    from disclint.dossier.judging import judge_dossier, notices

    said = judge_dossier(chain(first, reports), request.organs)
    more = {path: More(tuple([finding.diagnostic for finding in found])) for path, found in said.findings.items()}
    for path, rule, error in said.failures:
        found, failures = more.get(path, More(()))
        more[path] = More(found, (*failures, failure(rule.id, error)))
    told = (*run.notices, *notices(said.matching))
    if isinstance(files, Reports):
        files.add(more)
        return run.replace(tally=files.tally(), troubled=files.troubled(), notices=told, matching=said.matching)
    with_all = tuple([with_more(file, more[file.path], request) if file.path in more else file for file in files])
    return run.replace(files=with_all, notices=told, matching=said.matching)


def with_more(file: Checked, more: More, request: Request) -> Checked:
    """A file that was judged alone, with what is said of it beside."""
    added = accepting(file.replace(diagnostics=more.found, fingerprints=(), suppressed=()), request)
    prints = (
        *zip(file.diagnostics, fingerprints(file), strict=True),
        *zip(added.diagnostics, fingerprints(added), strict=True),
    )
    ordered = sorted(prints, key=lambda each: order(each[0]))
    return file.replace(
        diagnostics=tuple([diagnostic for diagnostic, _ in ordered]),
        fingerprints=tuple([fingerprint for _, fingerprint in ordered]),
        suppressed=tuple(sorted((*file.suppressed, *added.suppressed), key=lambda each: order(each.diagnostic))),
        failures=(*file.failures, *more.failures),
    )
