"""Tuples with named fields, written like ``typing.NamedTuple`` and type-checked as such.

The standard one has Python parse and compile a constructor for every class, and the classes that one report needs cost
as much as half the start of Python. Here constructors of as many fields share one, and only its names are changed.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter
    from functools import cache
    from types import FunctionType

    from disclint.model.record import annotations_of

    _new = tuple.__new__
    _CODES = [
        make.__code__
        for make in (
            lambda _cls, a: _new(_cls, (a,)),
            lambda _cls, a, b: _new(_cls, (a, b)),
            lambda _cls, a, b, c: _new(_cls, (a, b, c)),
            lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
            lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
            lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
            lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
            lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
            lambda _cls, a, b, c, d, e, f, g, h, i: _new(_cls, (a, b, c, d, e, f, g, h, i)),
            lambda _cls, a, b, c, d, e, f, g, h, i, j: _new(_cls, (a, b, c, d, e, f, g, h, i, j)),
            lambda _cls, a, b, c, d, e, f, g, h, i, j, k: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k)),
            lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m)),
        )
    ]
    """Of constructors of one field and more, written out: Python is a while at making one of a text."""

    @cache
    def _code(count):
        """The code of a constructor of so many fields."""
        if 1 <= count <= len(_CODES):
            return _CODES[count - 1]
        names = ", ".join(f"_{number}" for number in range(count))
        return eval(f"lambda _cls, {names}: _new(_cls, ({names},))").__code__

    class _Fields(tuple):
        """What all such tuples can do."""

        __slots__ = ()
        _fields = ()

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, **changes):
            made = type(self)(*map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"{type(self).__name__} has no field {next(iter(changes))}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            inside = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({inside})"

        def __getnewargs__(self):
            return tuple(self)

    class _NamedType(type):
        """Turns annotations into fields and their values into defaults."""

        def __new__(mcls, name, bases, namespace):
            if not bases:
                return super().__new__(mcls, name, bases, namespace)
            fields = tuple(annotations_of(namespace))
            defaults = {field: namespace.pop(field) for field in fields if field in namespace}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default after one that has one")
            code = _code(len(fields)).replace(
                co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__"
            )
            make = FunctionType(code, {"_new": _new}, "__new__", tuple(defaults.values()))
            namespace.update({field: _tuplegetter(place, "") for place, field in enumerate(fields)})
            namespace.update(
                __slots__=(), __new__=make, _fields=fields, __match_args__=fields, _field_defaults=defaults
            )
            return type(name, (_Fields,), namespace)

    class NamedTuple(metaclass=_NamedType):
        """Base of tuples with named fields."""


__all__ = ["NamedTuple"]
