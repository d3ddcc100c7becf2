"""Tables of HTML that stand in a text: the text around them is lexed as if they were not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from disclint import Block, Paragraph

__all__ = ["blocks_around_tables", "has_tables"]

_MARK = "\n\n\ue000"
"""Stands for a table while the text around it is lexed: a paragraph of its own."""


def has_tables(text: str) -> bool:
    """Whether a text may hold tables of HTML."""
    return "<table" in text or "<TABLE" in text or "<Table" in text


def blocks_around_tables(text: str, normal: str, lex: Callable[[str, str], tuple[Block, ...]]) -> tuple[Block, ...]:
    """The blocks that ``lex`` makes of a text and its normal form, and those of its HTML tables, in order."""
    from disclint.loaders.html import embedded_tables

    tables = {table.start + _MARK.index("\ue000"): table for table in embedded_tables(text, normal)}
    masked = [*tables.values()]
    around = lex(
        _masked(text, [(table.start, table.end) for table in masked]),
        _masked(normal, [(table.start, table.end) for table in masked]),
    )
    blocks: list[Block] = []
    for block in around:
        table = tables.get(block.span.start) if isinstance(block, Paragraph) else None
        blocks.extend((block,) if table is None else table.blocks)
    return tuple(blocks)


def _masked(text: str, stretches: list[tuple[int, int]]) -> str:
    return "".join(_around(text, stretches))


def _around(text: str, stretches: list[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in stretches:
        yield text[at:start]
        yield _MARK.ljust(end - start - 1) + "\n"
        at = end
    yield text[at:]
