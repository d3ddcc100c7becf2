"""Prose as it is meant: paragraphs whole again where a page break cut them."""

from __future__ import annotations

from disclint.model.document import Text
from disclint.model.named import NamedTuple

__all__ = ["Passage"]


class Passage(NamedTuple):
    """A paragraph of prose, joined over page breaks, without running headers and residue of programs.

    ``text`` has pieces wherever something was joined or left out. ``section`` is the key of its section,
    ``preamble`` before the first heading, or ``None`` outside the report (a page's header and footer).
    """

    text: Text
    section: str | None
    blocks: tuple[int, ...]
    """Indices of the blocks that it was made of."""
    heading: bool
    """Whether it is a heading below the sections: short, numbered, without a sentence."""
