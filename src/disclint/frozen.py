"""A file that was checked, as bytes: what outlives its document, small enough to keep thousands of.

A document with all its blocks takes fifty times what its file does. Of a file that passed through another process or
the cache, or that is one of many, only this is kept: its text, its facts, the cells of its forms, its findings. What
``thaw`` gives back has no blocks, no passages and no readings; the reporters of many files need none.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, overload

from disclint.model.diagnostic import SEVERITIES, CellKey, Diagnostic, Edit, Fix, Message, Related
from disclint.model.document import Document, Note, Paragraph
from disclint.model.filing import BoundCell, BoundForm, Filing, Organ, Section, State, Title
from disclint.model.named import NamedTuple
from disclint.model.result import Checked, Failure, fingerprints
from disclint.model.span import LineTable, Span
from disclint.model.text import normal_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from disclint.model.dossier import Abstract
    from disclint.model.form import Form
    from disclint.model.pack import Pack

__all__ = ["LAYOUT", "Frozen", "freeze", "thaw"]

_T = TypeVar("_T")

LAYOUT = 3
"""What of another layout was kept is of no use."""

_STATES: tuple[State, ...] = ("filled", "blank", "missing", "uncertain")

Reference = tuple[str, str | None]
"""What a library gives a pack for."""


class Frozen(NamedTuple):
    """A file that was checked. Only plain values: marshal takes it as a tuple."""

    counts: tuple[int, int, int]
    """Findings by severity, gravest first."""
    troubled: bool
    """Whether it has notices or failures, that are told beside the result."""
    sha256: str
    pack: Reference | None
    body: bytes
    abstract: bytes | None = None
    """What cross-report rules see of it."""

    @property
    def clean(self) -> bool:
        """Whether the program did its work, so that doing it again gives the same."""
        return not self.troubled


def freeze(file: Checked, pack: Reference | None, abstract: Abstract | None = None) -> Frozen:
    """A file that was checked, without its document's blocks; ``pack`` is what a library gives ``file.pack`` for."""
    document, filing = file.document, file.filing
    body = (
        file.size,
        file.fixed,
        tuple(failure.__values__() for failure in file.failures),
        tuple(map(tuple, file.notices)),
        None if document is None else _of_document(document),
        None if filing is None else _of_filing(filing),
        tuple(map(_of_diagnostic, file.diagnostics)),
        fingerprints(file),
    )
    severities = [diagnostic.severity for diagnostic in file.diagnostics]
    return Frozen(
        (severities.count("error"), severities.count("warning"), severities.count("note")),
        bool(file.failures or file.notices),
        file.sha256,
        pack,
        marshal.dumps(body),
        marshal.dumps(abstract.packed()) if abstract is not None else None,
    )


def thaw(frozen: Frozen, path: str, packs: Callable[[Reference], Pack], *, whole: bool = False) -> Checked:
    """The file again, under a path; ``whole`` with the normal form of its text.

    Raises ``ValueError`` where the bytes are none of ``freeze``'s.
    """
    try:
        size, fixed, failures, notices, document, filing, diagnostics, prints = marshal.loads(frozen.body)
        pack = packs(frozen.pack) if frozen.pack is not None else None
        read = _document(document, path, whole=whole) if document is not None else None
        return Checked(
            path,
            tuple([_diagnostic(each) for each in diagnostics]),
            read,
            _filing(filing, read, pack) if filing is not None and read is not None and pack is not None else None,
            pack,
            size,
            tuple([Failure(*each) for each in failures]),
            frozen.sha256,
            (),
            prints,
            fixed,
            tuple([Message(*each) for each in notices]),
        )
    except (TypeError, EOFError, KeyError, IndexError) as error:
        raise ValueError("not what was kept of a file") from error


# The document ----------------------------------------------------------------------------------------------------


def _of_document(document: Document) -> tuple[Any, ...]:
    notes = tuple(note.__values__() for note in document.notes)
    return document.text, document.encoding, document.format, notes


def _document(values: tuple[Any, ...], path: str, *, whole: bool) -> Document:
    text, encoding, form, notes = values
    normal = normal_form(text) if whole else ""
    return Document(path, text, normal, (), LineTable(text), encoding, form, tuple([Note(*each) for each in notes]))


# The filing ------------------------------------------------------------------------------------------------------


def _of_filing(filing: Filing) -> tuple[Any, ...]:
    title, organ = filing.title, filing.organ
    return (
        filing.year,
        filing.edition,
        filing.expected_edition,
        None if title is None else (title.text, tuple(title.span), title.organ, title.year),
        None if organ is None else tuple(_plain(value) for value in organ.__values__()),
        marshal.dumps(tuple(_of_section(section) for section in filing.sections)),
        tuple((bound.found, bound.reliable, _of_cells(bound)) for bound in filing.forms),
    )


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, Span) else value


def _filing(values: tuple[Any, ...], document: Document, pack: Pack) -> Filing:
    year, edition, expected, title, organ, sections, forms = values
    return Filing(
        document,
        _Later(lambda: [_section(each) for each in marshal.loads(sections)]),
        _Later(
            lambda: [
                BoundForm(form, found, _Cells(form, cells), {}, reliable=reliable)
                for form, (found, reliable, cells) in zip(pack.forms, forms, strict=True)
            ]
        ),
        title=None if title is None else Title(title[0], Span(*title[1]), *title[2:]),
        organ=None if organ is None else Organ(*[_spanned(value) for value in organ]),
        year=year,
        edition=edition,
        expected_edition=expected,
        section_numbers={section.key: section.number for section in pack.sections},
        section_titles={section.key: section.title for section in pack.sections},
    )


class _Later(Sequence[_T]):
    """What is made when somebody asks for it: most results of many files say nothing of sections and forms."""

    __slots__ = ("_make", "_made")

    def __init__(self, make: Callable[[], list[_T]]) -> None:
        self._make = make
        self._made: list[_T] | None = None

    def _all(self) -> list[_T]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, index: int) -> _T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[_T]: ...

    def __getitem__(self, index: int | slice) -> _T | Sequence[_T]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())


def _spanned(value: Any) -> Any:
    return Span(*value) if isinstance(value, tuple) else value


def _of_section(section: Section) -> tuple[Any, ...]:
    heading = section.heading
    return (
        section.key, heading.value, tuple(heading.span), section.numeral, section.separator, section.title,
        section.likeness,
    )  # fmt: skip


def _section(values: tuple[Any, ...]) -> Section:
    key, words, span, numeral, separator, title, likeness = values
    return Section(key, Paragraph(words, "", Span(*span)), numeral, separator, title, likeness, 0, 0)


def _of_cells(bound: BoundForm) -> bytes:
    cells = []
    for row in bound.form.rows:
        for column in row.columns:
            _, state, text, value, unit, span = bound.cells[row.key, column]
            start, end = span or (-1, -1)
            printed = str(value) if isinstance(value, Decimal) else value
            cells.append((_STATES.index(state), text, printed, unit, start, end))
    return marshal.dumps(tuple(cells))


class _Cells(Mapping[tuple[str, str], BoundCell]):
    """The cells of a form, unpacked when somebody asks for one."""

    __slots__ = ("_cells", "_form", "_packed")

    def __init__(self, form: Form, packed: bytes) -> None:
        self._form = form
        self._packed = packed
        self._cells: dict[tuple[str, str], BoundCell] | None = None

    def _unpacked(self) -> dict[tuple[str, str], BoundCell]:
        if self._cells is None:
            key = self._form.key
            keys = [(row.key, column) for row in self._form.rows for column in row.columns]
            self._cells = {
                (row, column): BoundCell(
                    CellKey(key, row, column),
                    _STATES[state],
                    text,
                    Decimal(value) if isinstance(value, str) else value,
                    unit,
                    Span(start, end) if start >= 0 else None,
                )
                for (row, column), (state, text, value, unit, start, end) in zip(
                    keys, marshal.loads(self._packed), strict=True
                )
            }
        return self._cells

    def __getitem__(self, key: tuple[str, str]) -> BoundCell:
        return self._unpacked()[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._unpacked())

    def __len__(self) -> int:
        return len(self._unpacked())


# The findings ----------------------------------------------------------------------------------------------------


def _of_diagnostic(diagnostic: Diagnostic) -> tuple[Any, ...]:
    """What was settled: who is suspected of what is no question any more."""
    fix = diagnostic.fix
    return (
        diagnostic.rule,
        SEVERITIES.index(diagnostic.severity),
        tuple(diagnostic.message),
        tuple(diagnostic.span),
        diagnostic.basis,
        None if diagnostic.cell is None else tuple(diagnostic.cell),
        tuple([(tuple(each.message), tuple(each.span), *each[2:]) for each in diagnostic.related]),
        None if fix is None else (tuple([(tuple(edit.span), edit.text) for edit in fix.edits]), fix.safe),
        diagnostic.place,
    )


def _diagnostic(values: tuple[Any, ...]) -> Diagnostic:
    rule, severity, message, span, basis, cell, related, fix, place = values
    return Diagnostic(
        rule,
        SEVERITIES[severity],
        Message(*message),
        Span(*span),
        basis,
        None if cell is None else CellKey(*cell),
        tuple([Related(Message(*words), Span(*where), *more) for words, where, *more in related]),
        None if fix is None else Fix(tuple([Edit(Span(*where), text) for where, text in fix[0]]), fix[1]),
        place,
    )
