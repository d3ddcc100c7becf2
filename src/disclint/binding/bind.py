"""A document as read becomes a filing as understood."""

from __future__ import annotations

from disclint.binding.facts import read_facts
from disclint.binding.passages import find_furniture, find_passages
from disclint.binding.recognise import Recognition
from disclint.binding.sections import find_sections, heading_block, headings_apart
from disclint.binding.statements import read_statements
from disclint.binding.tables import bind_form, regions
from disclint.model.document import Document
from disclint.model.filing import BoundLabel, Filing, Section
from disclint.model.pack import Pack

__all__ = ["bind"]


def bind(document: Document, pack: Pack, recognition: Recognition) -> Filing:
    """Sections, facts, prose and tables of a report, as the forms of ``pack`` prescribe them."""
    document = headings_apart(document, pack.sections)
    sections = find_sections(document, pack.sections, pack.facts)
    facts = read_facts(document, sections, pack.profile, pack.facts, recognition.year)
    found = regions(document.blocks, _bounds(len(document.blocks), sections))
    forms = tuple(bind_form(form, found) for form in pack.forms)
    furniture = find_furniture(document, sections, facts.title.text if facts.title else None)
    tables = [form.span for form in forms if form.span is not None]
    passages = find_passages(document, sections, facts.preamble, furniture, tables)
    return Filing(
        document=document,
        sections=sections,
        forms=forms,
        preamble=facts.preamble,
        title=facts.title,
        organ=facts.organ,
        year=facts.year,
        year_span=facts.year_span,
        edition=recognition.actual or pack.profile.edition,
        expected_edition=recognition.expected or pack.profile.edition,
        foreign_marks=tuple(
            BoundLabel("column", mark.edition, mark.label, mark.text, "near")
            for mark in recognition.marks
            if mark.edition != (recognition.actual or pack.profile.edition)
        ),
        period=facts.period,
        passages=passages,
        furniture=tuple(furniture.values()),
        statements=read_statements(passages),
        section_numbers={section.key: section.number for section in pack.sections},
        section_titles={section.key: section.title for section in pack.sections},
    )


def _bounds(total: int, sections: tuple[Section, ...]) -> list[tuple[str | None, int, int]]:
    """The stretches of blocks that tables are looked for in: the sections, what stands before them and after them."""
    if not sections:
        return [(None, 0, total)]
    bounds: list[tuple[str | None, int, int]] = [(None, 0, heading_block(sections[0]))]
    bounds += [(section.key, section.first, section.last) for section in sections]
    bounds.append((None, max(section.last for section in sections), total))
    return bounds
