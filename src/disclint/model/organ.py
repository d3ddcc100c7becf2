"""The organs whose reports there should be, as a pack or a table of a user lists them."""

from __future__ import annotations

from disclint.model.record import Record

__all__ = ["LEVELS", "OrganEntry"]

LEVELS = ("state", "province", "prefecture", "county", "town", "department")
"""From the widest to the narrowest; a department is of any of them."""


class OrganEntry(Record):
    """An organ of a table of organs."""

    name: str
    parent: str = ""
    """The organ that its figures are part of, by name; empty for none."""
    aliases: tuple[str, ...] = ()
    """Other names that its reports bear."""
    level: str = ""
    """One of ``LEVELS``; empty where it is not told."""
