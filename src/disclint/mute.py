"""Finds what of a pack's entry can never speak, as far as that is certain: the pack's author believes in a check that
is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from disclint import Pattern
from disclint.model.form import Form
from disclint.model.pattern import find_all
from disclint.model.record import Record
from disclint.model.relation import Relation
from disclint.model.text import normal_form
from disclint.packs.options import types_of

if TYPE_CHECKING:
    from disclint.model.pack import Pack
    from disclint.model.rule import Rule

__all__ = ["Reason", "mute"]

Reason = tuple[str, str]
"""Why something can never speak, in Chinese and in English."""

_SOUGHT = frozenset(("words", "exclude", "elsewhere", "fillers", "plans", "topic", "unless", "unless_said"))
"""Options, of kinds and of the records in them, that hold words as they are looked for."""


def mute(rule: Rule, pack: Pack) -> Iterator[Reason]:
    """What of an entry can meet no report that the pack judges."""
    yield from _years(rule, pack)
    yield from _spelling(rule)
    yield from _empty(rule)
    yield from _exceptions(rule)
    forms = {form.key: form for form in pack.forms}
    yield from _relations(rule, forms)
    yield from _cells(rule, forms)


def _years(rule: Rule, pack: Pack) -> Iterator[Reason]:
    if rule.only_years is None:
        return
    (first, last), (begin, end) = rule.only_years, pack.profile.years
    if (end is not None and first > end) or (last is not None and last < begin):
        span = f"{begin}—{end or ''}"
        yield (
            f"only_years 与规则包的年度（{span}）没有交集，永远不会报告",
            f"has only_years outside the years of the pack ({span}), and can never speak",
        )


# Words -----------------------------------------------------------------------------------------------------------


def _spelling(rule: Rule) -> Iterator[Reason]:
    """Words, and characters of patterns, that are not spelled as reports are read."""
    for word in dict.fromkeys(_words(rule)):
        right = normal_form(word)
        if not word.strip():
            yield "有一个空的词", "has an empty word"
        elif right != word:
            yield (
                f"“{word}”永远不会匹配：查找时用简体和半角，应写作“{right}”",
                f"“{word}” can never match: reports are read as Simplified and half-width; write “{right}”",
            )
    for field, kind in types_of(type(rule)).items():
        pattern = getattr(rule, field) if kind == Pattern else ""
        for character in dict.fromkeys(pattern):
            right = normal_form(character)
            if right != character:
                yield (
                    f"{field} 中的“{character}”永远不会匹配：查找时用简体和半角，应写作“{right}”",
                    f"“{character}” of {field} can never match: reports are read half-width; write “{right}”",
                )
    for word in _of_aspects(rule):
        if word.strip() and word.split() != [word]:
            yield f"“{word}”中有空格，永远不会匹配", f"“{word}” has a blank in it, and can never match"


def _words(value: Any) -> Iterator[str]:
    """The words of a rule, or of a record in one, that are looked for; the keys of a word list too."""
    for field in type(value).__defaults__:
        inside = getattr(value, field)
        sought = field in _SOUGHT
        if isinstance(inside, Mapping):
            if sought:
                yield from inside
            inside = tuple(inside.values())
        for item in inside if isinstance(inside, tuple) else (inside,):
            if isinstance(item, Record) and not isinstance(item, Relation):
                yield from _words(item)
            elif sought and isinstance(item, str) and (item or isinstance(inside, tuple)):
                yield item


def _of_aspects(rule: Rule) -> Iterator[str]:
    """Words that are looked for in a text without white space."""
    for aspect in getattr(rule, "aspects", {}).values() if rule.kind == "required-aspects" else ():
        yield from aspect.words


def _empty(rule: Rule) -> Iterator[Reason]:
    """Lists of words without words; a section that is none."""
    listed = {"terms": "words", "required-aspects": "aspects", "narrative-counts": "meanings"}.get(rule.kind)
    if listed is not None and not getattr(rule, listed):
        yield f"{listed} 是空的，永远不会报告", f"has nothing in {listed}, and can never speak"
    if rule.kind == "required-aspects" and getattr(rule, "section", "") == "preamble" and not rule.anywhere:  # type: ignore[attr-defined]
        yield "引言（preamble）不是一个部分，永远不会报告", "is about the preamble, which is no section"


def _exceptions(rule: Rule) -> Iterator[Reason]:
    """Exceptions that hold nothing that they could be an exception of."""
    groups: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    if rule.kind == "terms":
        groups = [((word,), term.unless) for word, term in rule.words.items()]  # type: ignore[attr-defined]
    elif rule.kind == "required-aspects":
        groups = [(aspect.words, aspect.unless) for aspect in rule.aspects.values()]  # type: ignore[attr-defined]
    useless = [phrase for words, unless in groups for phrase in unless if not any(word in phrase for word in words)]
    if rule.kind == "text-pattern":
        pattern, unless = rule.pattern, rule.unless  # type: ignore[attr-defined]
        if not any(mark in pattern for mark in ("^", "$", r"\b", r"\B", r"\A", r"\z")):
            useless = [phrase for phrase in unless if next(find_all(pattern, phrase), None) is None]
    for phrase in useless:
        yield (
            f"例外“{phrase}”中没有要找的词，永远用不上",
            f"the exception “{phrase}” does not hold what is looked for, and never applies",
        )


# Figures ---------------------------------------------------------------------------------------------------------


def _relations(rule: Rule, forms: Mapping[str, Form]) -> Iterator[Reason]:
    """Relations that always hold, and those that no row or column has all figures of."""
    relation = getattr(rule, "expect", None)
    if not isinstance(relation, Relation):
        return
    difference = relation.difference()
    if difference is not None and not any(difference[0].values()) and relation.holds(lambda _: 0):
        yield f"“{relation.source}”总是成立，永远不会报告", f"“{relation.source}” always holds, and can never speak"
    form = forms.get(getattr(rule, "form", ""))
    if rule.kind == "form-arithmetic" and form is not None and not _is_met(rule, relation, form):
        yield (
            f"没有一行或一列同时有“{relation.source}”的各项，永远不会报告",
            f"no row or column has all figures of “{relation.source}”: it can never speak",
        )


def _is_met(rule: Rule, relation: Relation, form: Form) -> bool:
    """Whether a row, or a column, of a form has all the figures that a relation names."""
    names = {member for name in relation.names() for member in (form.members(name) or (name,))}
    across = getattr(rule, "per", "column") == "row"
    chosen = {
        member for key in getattr(rule, "rows" if across else "columns", ()) for member in (form.members(key) or (key,))
    }
    if across:
        return any(names <= {*row.columns} for row in form.rows if not chosen or row.key in chosen)
    rows = [row for row in form.rows if row.key in names]
    columns = [column.key for column in form.columns if not chosen or column.key in chosen]
    return any(all(column in row.columns for row in rows) for column in columns)


def _cells(rule: Rule, forms: Mapping[str, Form]) -> Iterator[Reason]:
    """Patterns of cells that there are none of, or that every cell fits."""
    form = forms.get(getattr(rule, "form", ""))
    if rule.kind != "cell-pattern" or form is None:
        return
    rows, columns = (
        {member for key in getattr(rule, part) for member in (form.members(key) or (key,))}
        for part in ("rows", "columns")
    )
    there = any(
        (not rows or row.key in rows) and (not columns or not columns.isdisjoint(row.columns)) for row in form.rows
    )
    if not there:
        yield "所选的行没有所选的列，永远不会报告", "the rows have none of the columns: it can never speak"
    if getattr(rule, "pattern", "") == ".*" and not getattr(rule, "units", ()):
        yield "pattern 和 units 都没有写，永远不会报告", "has neither a pattern nor units, and can never speak"
