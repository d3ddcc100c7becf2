"""The files of a long run, frozen: in memory while they are few, on disk when they are many."""

from __future__ import annotations

import marshal
from abc import abstractmethod
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, TypeVar, overload
from weakref import finalize

from disclint.frozen import Frozen, thaw
from disclint.joint import More, Reports, accepting, with_more
from disclint.model.diagnostic import SEVERITIES, Message, Severity
from disclint.model.dossier import Abstract, AbstractSection
from disclint.model.result import Checked

if TYPE_CHECKING:
    from disclint.library import Library
    from disclint.model.pack import Pack

__all__ = ["Kept"]

_T = TypeVar("_T")

_NOT_DONE = -1

_IN_MEMORY = 16 * 1024 * 1024
"""Bytes, beyond which they go to a temporary file."""


class Kept(Sequence[Checked], Reports):
    """Files in their order, each thawed when it is asked for: whoever goes through them twice pays twice."""

    def __init__(self, paths: Sequence[str], library: Library, *, accepting: bool) -> None:
        request = library.request
        self._paths = [(request.stdin_name or "<stdin>") if path == "-" else path for path in paths]
        self._library = library
        self._accepting = accepting
        self._spool = _Spool()
        self._places = array("q", [_NOT_DONE]) * len(paths)
        self._done = 0
        self._order: Sequence[int] | None = None
        self._counts = dict.fromkeys(SEVERITIES, 0)
        self._troubled: set[int] = set()
        self._more: dict[str, More] = {}
        self._settled = request.baseline is None
        """Whether the findings are those that were frozen: none of them is accepted by somebody."""

    def put(self, index: int, frozen: Frozen) -> None:
        """Keep a file."""
        self._done += self._places[index] == _NOT_DONE
        self._places[index] = self._spool.add(marshal.dumps(tuple(frozen)))
        for severity, count in zip(SEVERITIES, frozen.counts, strict=True):
            self._counts[severity] += count
        if frozen.troubled:
            self._troubled.add(index)
        if frozen.pack is not None and self._settled and self._library.pack(*frozen.pack).ignores:
            self._settled = False

    def tally(self) -> dict[Severity, int] | None:
        """How many findings there are of each severity; ``None`` where only going through the files tells."""
        return dict(self._counts) if self._settled else None

    def troubled(self) -> tuple[Checked, ...]:
        """The files that have notices or failures."""
        return tuple(self._thawed(index) for index in sorted(self._troubled))

    def interrupted(self) -> Message:
        """What to say when a run was ended before its files were done."""
        missing = len(self._paths) - self._done
        return Message(
            "interrupted",
            f"已中断：{missing}个文件未检查，以上只是已完成的{self._done}个",
            f"interrupted: {missing} files were not checked; these are the {self._done} that were",
        )

    def _indices(self) -> Sequence[int]:
        if self._done == len(self._paths):
            return range(self._done)
        if self._order is None or len(self._order) != self._done:
            self._order = [index for index, place in enumerate(self._places) if place != _NOT_DONE]
        return self._order

    def reports(self) -> Iterator[tuple[Abstract, Pack]]:
        """What cross-report rules see of each report, and the pack that judged it."""
        for index in self._indices():
            frozen = self._frozen(index)
            if frozen.abstract is not None and frozen.pack is not None:
                _, *head, forms, sections = marshal.loads(frozen.abstract)
                number = self._spool.add(marshal.dumps((forms, sections)))
                parts = _Forms(self._spool, number), _Sections(self._spool, number)
                report = Abstract.unpacked((self._paths[index], *head, *parts))
                yield report, self._library.pack(*frozen.pack)

    def add(self, more: Mapping[str, More]) -> None:
        """What is said of files, by their paths, beside what was frozen."""
        self._more = dict(more)
        for found, failures in more.values():
            for diagnostic in found:
                self._counts[diagnostic.severity] += 1
            if failures:
                self._troubled.update(index for index, path in enumerate(self._paths) if path in more)

    def _frozen(self, index: int) -> Frozen:
        return Frozen(*marshal.loads(self._spool.get(self._places[index])))

    def _thawed(self, index: int) -> Checked:
        path = self._paths[index]
        more = self._more.get(path)
        whole = not self._settled or more is not None
        file = thaw(self._frozen(index), path, lambda reference: self._library.pack(*reference), whole=whole)
        request = self._library.request
        if self._accepting:
            file = accepting(file, request)
        return with_more(file, more, request) if more is not None else file

    @overload
    def __getitem__(self, index: int) -> Checked: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Checked, ...]: ...

    def __getitem__(self, index: int | slice) -> Checked | tuple[Checked, ...]:
        if isinstance(index, slice):
            return tuple(self._thawed(at) for at in self._indices()[index])
        return self._thawed(self._indices()[index])

    def __iter__(self) -> Iterator[Checked]:
        for index in self._indices():
            yield self._thawed(index)

    def __len__(self) -> int:
        return self._done


class _Part(Sequence[_T]):
    """Forms or sections of an abstract, fetched and unpacked whenever they are asked for."""

    __slots__ = ("_number", "_spool")

    def __init__(self, spool: _Spool, number: int) -> None:
        self._spool = spool
        self._number = number

    @abstractmethod
    def _all(self) -> Sequence[_T]:
        """All of them, fetched anew."""

    def _pieces(self) -> tuple[Any, Any]:
        forms, sections = marshal.loads(self._spool.get(self._number))
        return forms, sections

    @overload
    def __getitem__(self, index: int) -> _T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[_T]: ...

    def __getitem__(self, index: int | slice) -> _T | Sequence[_T]:
        return self._all()[index]

    def __iter__(self) -> Iterator[_T]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class _Forms(_Part[tuple[str, bytes]]):
    __slots__ = ()

    def _all(self) -> Sequence[tuple[str, bytes]]:
        forms: Sequence[tuple[str, bytes]] = self._pieces()[0]
        return forms


class _Sections(_Part[AbstractSection]):
    __slots__ = ()

    def _all(self) -> Sequence[AbstractSection]:
        return [AbstractSection(*each) for each in self._pieces()[1]]


class _Spool:
    """Pieces of bytes by number."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._ends = array("Q")
        """Where the pieces end that are in the file, one after the other."""

    def add(self, data: bytes) -> int:
        """Keep a piece; its number."""
        self._pieces.append(data)
        self._size += len(data)
        if self._size > _IN_MEMORY:
            self._move()
        return len(self._ends) + len(self._pieces) - 1

    def get(self, number: int) -> bytes:
        """A piece again."""
        if number >= len(self._ends):
            return self._pieces[number - len(self._ends)]
        assert self._file is not None
        start = self._ends[number - 1] if number else 0
        self._file.seek(start)
        return self._file.read(self._ends[number] - start)

    def _move(self) -> None:
        """From memory to a file that is gone with this object."""
        if self._file is None:
            from tempfile import TemporaryFile

            self._file = TemporaryFile()  # noqa: SIM115
            finalize(self, self._file.close)
        end = self._file.seek(0, 2)
        for piece in self._pieces:
            end += self._file.write(piece)
            self._ends.append(end)
        self._pieces, self._size = [], 0
