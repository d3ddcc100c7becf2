"""Small kinds of rules with an option of every type that a pack can set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from disclint import Form, Pattern, Record, Relation, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = {"figures": f"{__name__}:Figures", "words": f"{__name__}:Words", "cells": f"{__name__}:Cells"}


class Doubt(Record):
    when: Relation
    severity: Severity = "note"
    says: str = ""


class Figures(Rule):
    kind: ClassVar[str] = "figures"

    form: str
    expect: Relation
    per: Literal["row", "column"] = "column"
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    doubt: Doubt | None = None
    doubts: tuple[Doubt, ...] = ()
    limit: int = 0

    def problems(self, forms: tuple[Form, ...]) -> Iterator[tuple[str, str, str]]:
        if self.limit < 0:
            known = "、".join(form.key for form in forms)
            yield "limit", f"不能小于 0（{known}）", f"must not be below 0 ({known})"


class Words(Rule):
    """Its annotations name what is imported for type checkers only."""

    kind: ClassVar[str] = "words"

    severity: Severity = "warning"
    section: str = "body"
    loud: bool = False
    like: Pattern = "."
    said: Mapping[str, tuple[str, ...]] = {}
    never: frozenset[str] = frozenset()
    either: int | tuple[int, ...] = 0
    pair: tuple[int, str] = (0, "")


class Cells(Rule):
    """A relation between cells of any form."""

    kind: ClassVar[str] = "cells"

    expect: Relation
