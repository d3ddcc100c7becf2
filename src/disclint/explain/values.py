"""Values of options: as a pack would spell them, and as plain data."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from disclint.explain.tables import width
from disclint.model.record import Record
from disclint.model.relation import Relation

__all__ = ["is_block", "plain", "record_in", "spelled"]

_WIDEST = 100
"""Columns of a screen that a list may take before it is printed over several lines."""


def plain(value: Any) -> Any:
    """A value as JSON can say it; of a record, the fields that are not as they are by default."""
    if is_block(value):
        return {field: plain(getattr(value, field)) for field in _set_fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(plain, value), key=str)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, str | int | float) else str(getattr(value, "source", value))


def is_block(value: Any) -> bool:
    """Whether a value is a record that packs spell as a mapping."""
    return isinstance(value, Record) and not isinstance(value, Relation)


def record_in(value: Any) -> type[Record] | None:
    """The class of the records that an option holds."""
    members = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
    return next((type(member) for member in members if is_block(member)), None)


def spelled(value: Any) -> list[str]:
    """A value as a pack would spell it: what stands on the line of its key, and the lines below."""
    if is_block(value):
        value = {field: getattr(value, field) for field in _set_fields(value)}
    if isinstance(value, frozenset | set):
        value = sorted(value, key=str)
    if not isinstance(value, Mapping | tuple | list) or not value:
        return [_scalar(value)]
    flow = _flow(value)
    if flow is not None and width(flow) <= _WIDEST:
        return [flow]
    if isinstance(value, Mapping):
        return ["", *itertools.chain.from_iterable(_block(f"{_scalar(key)}:", item) for key, item in value.items())]
    if all(_is_scalar(item) for item in value):
        return ["", *_wrapped(value)]
    return ["", *itertools.chain.from_iterable(_block("-", item) for item in value)]


def _block(head: str, value: Any) -> Iterator[str]:
    """A member of a mapping or a list, with the lines that belong to it below."""
    first, *others = spelled(value)
    if head == "-" and not first and others:
        first, *others = others
    yield f"{head} {first}".rstrip()
    for line in others:
        yield f"  {line}"


def _set_fields(record: Record) -> Iterator[str]:
    """The fields of a record that are not as they are by default."""
    for field, default in type(record).__defaults__.items():
        if getattr(record, field) != default:
            yield field


def _flow(value: Any) -> str | None:
    """A list or mapping of plain values on one line."""
    if isinstance(value, Mapping):
        if not all(_is_scalar(item) and not isinstance(item, Relation) for item in value.values()):
            return None
        return "{" + ", ".join(f"{_scalar(key)}: {_scalar(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_scalar, value)) + "]" if all(map(_is_scalar, value)) else None


def _wrapped(values: Any) -> Iterator[str]:
    """A long list of plain values over several lines."""
    line = "["
    for index, value in enumerate(values):
        item = _scalar(value) + ("," if index < len(values) - 1 else "]")
        if width(f"{line} {item}") > _WIDEST:
            yield line
            line = " " + item
        else:
            line += item if line == "[" else f" {item}"
    yield line


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, Mapping | tuple | list | frozenset | set) and not is_block(value)


def _scalar(value: Any) -> str:
    """A plain value; ``-`` for one that is not set."""
    if value is None or (not value and isinstance(value, str | tuple | list | Mapping | frozenset)):
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(getattr(value, "source", value))
