"""Frozen, slotted classes whose fields are their annotations.

They read like ``dataclass(frozen=True, slots=True)`` and type-check the same way. The standard decorator is
not used because it writes six functions with ``exec`` for every class: 0.4 ms a class, which for the classes of
a pack is three times the start of Python itself, in a program whose users wait for its start.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Generic, NoReturn, ParamSpec, Self, TypeVar, dataclass_transform, overload

    T = TypeVar("T")
    P = ParamSpec("P")
else:

    def dataclass_transform(**_):
        return lambda decorated: decorated


__all__ = ["MISSING", "Record", "annotations_of", "derived", "lazily"]


class _Missing:
    """The mark of a field without a default."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Any = _Missing()

_set = object.__setattr__


if TYPE_CHECKING:

    class lazily(Generic[T]):  # noqa: N801 - it is written like property
        """A value that follows from the fields of a record: worked out when it is first asked for, and kept."""

        slot: str

        def __init__(self, work_out: Callable[[Any], T]) -> None: ...
        @overload
        def __get__(self, record: None, owner: type) -> Self: ...
        @overload
        def __get__(self, record: object, owner: type) -> T: ...
        def __get__(self, record: object | None, owner: type) -> T | Self: ...

else:

    class lazily:  # noqa: N801
        """A value that follows from the fields of a record: worked out when it is first asked for, and kept."""

        __slots__ = ("_work_out", "slot")

        def __init__(self, work_out):
            self._work_out = work_out
            self.slot = f"kept_{work_out.__name__.lstrip('_')}"

        def __get__(self, record, owner):
            if record is None:
                return self
            try:
                return getattr(record, self.slot)
            except AttributeError:
                kept = self._work_out(record)
                _set(record, self.slot, kept)
                return kept


_MOST_DERIVED = 512


def derived(function: Callable[P, T]) -> Callable[P, T]:
    """Remembers what a function makes of frozen values, told apart by identity: for what a whole run works out of the
    same few forms and packs."""
    known: dict[tuple[int, ...], tuple[tuple[Any, ...], T]] = {}

    def look_up(*sources: P.args, **named: P.kwargs) -> T:
        key = tuple(map(id, sources))
        held = known.get(key)
        if held is None:
            if len(known) >= _MOST_DERIVED:
                known.clear()
            held = known[key] = (sources, function(*sources, **named))  # what is held keeps its identity
        return held[1]

    look_up.__doc__ = function.__doc__
    return look_up


def annotations_of(namespace: dict[str, Any]) -> dict[str, Any]:
    """The annotations of a class body that is being made, in order."""
    found: dict[str, Any] = namespace.get("__annotations__", {})
    if not found and sys.version_info >= (3, 14):  # pragma: no cover - Python 3.14 keeps them as a function
        import annotationlib

        annotate = annotationlib.get_annotate_from_class_namespace(namespace)
        if annotate is not None:
            found = annotationlib.call_annotate_function(annotate, annotationlib.Format.FORWARDREF)
    return found


def _is_class_variable(annotation: object) -> bool:
    text = annotation if isinstance(annotation, str) else repr(annotation)
    return text.startswith(("ClassVar", "typing.ClassVar", "t.ClassVar"))


@dataclass_transform(frozen_default=True)
class _RecordType(type):
    """Turns annotations into slots and their values into defaults. ``kw_only`` speaks to type checkers alone."""

    def __new__(
        mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], *, kw_only: bool = False
    ) -> _RecordType:
        inherited: dict[str, Any] = {}
        for base in reversed(bases):
            inherited.update(getattr(base, "__defaults__", {}))
        own = [key for key, value in annotations_of(namespace).items() if not _is_class_variable(value)]
        defaults = {**inherited, **{key: namespace.pop(key, MISSING) for key in own}}
        kept = [value.slot for value in namespace.values() if isinstance(value, lazily)]
        namespace.setdefault("__slots__", (*[key for key in own if key not in inherited], *kept))
        namespace["__defaults__"] = defaults
        namespace["__match_args__"] = tuple(defaults)
        return super().__new__(mcls, name, bases, namespace)


class Record(metaclass=_RecordType):
    """Base of all nouns: fields from annotations, compared by value, never changed after they are made."""

    __slots__ = ()
    __defaults__: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = type(self).__defaults__
        if len(args) > len(defaults):
            raise TypeError(f"{type(self).__name__} takes {len(defaults)} values, {len(args)} were given")
        for name, value in zip(defaults, args, strict=False):
            _set(self, name, value)
        if len(args) == len(defaults) and not kwargs:
            return
        for index, (name, default) in enumerate(defaults.items()):
            if index < len(args):
                if name in kwargs:
                    raise TypeError(f"{type(self).__name__}: {name} was given twice")
                continue
            value = kwargs.pop(name, default)
            if value is MISSING:
                raise TypeError(f"{type(self).__name__}: {name} is missing")
            _set(self, name, value)
        if kwargs:
            raise TypeError(f"{type(self).__name__} has no field {next(iter(kwargs))}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def __values__(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in type(self).__defaults__])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__values__() == other.__values__()

    def __hash__(self) -> int:
        return hash((type(self), self.__values__()))

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self).__defaults__)
        return f"{type(self).__name__}({inside})"

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), self.__values__()

    def replace(self, **changes: Any) -> Self:
        """The same record with some fields changed."""
        return type(self)(**{**dict(zip(type(self).__defaults__, self.__values__(), strict=True)), **changes})
