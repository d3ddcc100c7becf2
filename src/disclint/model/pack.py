"""The forms and rules in force."""

from __future__ import annotations

from collections.abc import Mapping

from disclint.model.form import Form
from disclint.model.organ import OrganEntry
from disclint.model.record import Record
from disclint.model.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Ignore", "KeyFigure", "Origin", "Pack", "Profile", "SectionForm"]


class SectionForm(Record):
    """A section that the law prescribes."""

    key: str
    number: str
    """一 … 六."""
    title: str
    """The canonical words, without numeral."""
    accepted: tuple[str, ...] = ()
    """Other words that are as good."""
    deviating: tuple[str, ...] = ()
    """Words that tell the section and are reported."""
    core: tuple[str, ...] = ()
    """Words one of which, in a heading that bears the section's own numeral, tells the section; it is reported."""


class Profile(Record):
    """What tells that a pack fits a report, before anything else is known of it."""

    pack: str
    edition: str
    years: tuple[int, int | None]
    """First and last report year; ``None``: no end."""
    marks: tuple[str, ...]
    """Header words that only this edition has, whole labels in normal form."""
    titles: tuple[str, ...]
    """Words that name the kind of report, such as 政府信息公开工作年度报告, the best first."""


class Origin(Record):
    """Where an entry was set: the file and line that named it first, and the last one that changed it."""

    path: str
    line: int
    changed: tuple[tuple[str, int], ...] = ()


class Ignore(Record):
    """Findings that are accepted: those of a rule of which all that is given here is true."""

    rule: str
    """The id of the rule's entry."""
    reason: str
    file: str = ""
    """A pattern of the file's path from the folder of the pack, with / between folders; without one, of its name."""
    text: str = ""
    """Words of the lines that the finding stands on, spelled as there or in normal form."""
    fingerprint: str = ""
    until: str = ""
    """The last day on which it holds, as YYYY-MM-DD."""
    path: str = ""
    """The pack that says so, and the line."""
    line: int = 0


class KeyFigure(Record):
    """A figure by which the reports of several years are compared: a cell, or the sum of several."""

    key: str
    label: str
    english: str
    cells: tuple[str, ...]
    """Each as ``form.row.column``."""


class Pack(Record):
    """The forms, sections, words and rules in force, after all packs that it extends were merged in."""

    name: str
    profile: Profile
    sections: tuple[SectionForm, ...]
    forms: tuple[Form, ...]
    rules: tuple[Rule, ...]
    facts: Mapping[str, Any]
    """Words by which facts are read: levels of organs, the period, the title."""
    origins: Mapping[str, Origin]
    """By entry id."""
    path: str | None = None
    """The file of a project's own pack."""
    chain: tuple[str, ...] = ()
    """Names of the packs that it extends, nearest first."""
    ignores: tuple[Ignore, ...] = ()
    """Findings that are accepted, in the order of the pack."""
    organs: tuple[OrganEntry, ...] = ()
    """The organs whose reports there should be, if the pack has a table of them."""
    figures: tuple[KeyFigure, ...] = ()
    """What a summary compares from year to year."""
    sources: tuple[bytes, ...] = ()
    """The files that it was made of, the pack's own first: what is kept for one pack is of no use for another."""
