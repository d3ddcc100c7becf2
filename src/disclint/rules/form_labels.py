"""Labels of rows and columns are printed as the form has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from disclint import (
    BoundForm,
    BoundLabel,
    Diagnostic,
    Edit,
    Filing,
    Fix,
    Form,
    Rule,
    Span,
    Text,
    normal_form,
    quotable,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["FormLabels"]


class FormLabels(Rule):
    """Labels of rows and columns are printed as the form has them.

    A label in other words is a warning. An addition in brackets is a note, unless the pack lists it among the
    `variants` of the row or column. Brackets, commas and quotes of another width are one note for a table. White
    space and Traditional script make no difference.

    The fix of a note on marks is safe: it writes the marks and leaves the letters. Putting the official words in place
    of others is not safe, and it is not offered for a label in Traditional script.

    中文：行名和列名与规定的格式一致。

    用词不同为警告。括号里的补充为提示，规则包在该行或列的 `variants` 中列明的除外。括号、逗号、引号全半角不同，一张表
    合为一处提示。空格和繁体不算不同。

    只改标点的修复是安全的；改用词的须人工复核，繁体的名称不提供。
    """

    kind: ClassVar[str] = "form-labels"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "altered": ("“{printed}”应为“{official}”", "“{printed}” must read “{official}”"),
        "addition": (
            "“{printed}”在规定名称“{official}”之外加了文字",
            "“{printed}” has words beside the official label “{official}”",
        ),
        "typography": (
            "{form}有{count}个名称的标点与格式不一致，如“{printed}”应为“{official}”",
            "{form}: the punctuation of {count} labels is not the form's; “{printed}” must read “{official}”",
        ),
    }

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each altered label, and one for the punctuation of each table."""
        for form in filing.forms:
            if form.found and form.reliable:
                yield from self._check_form(form)

    def _check_form(self, form: BoundForm) -> Iterator[Diagnostic]:
        careless: list[BoundLabel] = []
        for label in form.labels:
            if label.likeness == "equal":
                continue
            printed, official = _letters(label.text.normal), _letters(label.official)
            if label.likeness == "typography" or printed == official:
                if _marks(label.text) != "".join(label.official.split()):
                    careless.append(label)
            elif label.likeness == "variant":
                if not _is_unit(form.form, label) and not any(
                    printed == _letters(variant) for variant in _variants(form.form, label)
                ):
                    yield self._finding(label, "addition")
            else:
                yield self._finding(label, "altered")
        if careless:
            first = careless[0]
            mends = [_marks_mended(label.text, label.official) for label in careless]
            yield self.diagnostic(
                first.text.span,
                "typography",
                severity=self.at_most("note"),
                fix=Fix(tuple([edit for edits in mends for edit in edits]), safe=True) if all(mends) else None,
                form=form.form.title,
                count=len(careless),
                printed=quotable(" ".join(first.text.value.split())),
                official=quotable(first.official),
            )

    def _finding(self, label: BoundLabel, code: str) -> Diagnostic:
        edit = _words_mended(label.text, label.official) if code == "altered" else None
        return self.diagnostic(
            label.text.span,
            code,
            severity=None if code == "altered" else self.at_most("note"),
            fix=Fix((edit,), safe=False) if edit is not None else None,
            printed=quotable("".join(label.text.value.split())),
            official=quotable(label.official),
        )


def _is_unit(form: Form, label: BoundLabel) -> bool:
    """Whether what a header adds is the unit of its money, which it may state."""
    if label.part != "column" or form.column(label.key).type != "money":
        return False
    return "单位" in label.text.normal or "元)" in label.text.normal


def _variants(form: Form, label: BoundLabel) -> tuple[str, ...]:
    if label.part == "row":
        return form.row(label.key).variants
    if label.part == "column":
        return form.column(label.key).variants
    return form.group(label.key).variants


def _letters(text: str) -> str:
    """A label's letters and digits in normal form."""
    return "".join(character for character in normal_form(text) if character.isalnum())


def _marks(text: Text) -> str:
    """A label as printed, in Simplified script and without white space."""
    pairs = zip(text.value, text.normal, strict=True)
    return "".join(
        normal if "㐀" <= normal <= "鿿" else printed
        for printed, normal in pairs
        if not printed.isspace() and normal != " "
    )


_BORDERS = frozenset("\r\n\t|｜│┃║")


def _marks_mended(text: Text, official: str) -> list[Edit]:
    """What gives a printed label the marks of the official one with the same letters; empty if that cannot be.

    Where the marks between two letters are right, the white space beside them is left as it is.
    """
    printed = _places(text.normal)
    wanted = _places(normal_form(official))
    if [text.normal[at] for at in printed] != [official[at] for at in wanted]:
        return []
    gaps = zip(pairwise([-1, *printed, len(text.value)]), pairwise([-1, *wanted, len(official)]), strict=True)
    edits: list[Edit] = []
    for (left, right), (before, after) in gaps:
        start, end, right_marks = left + 1, right, official[before + 1 : after]
        marks = text.value[start:end]
        if "".join(marks.split()) != right_marks:
            if not _BORDERS.isdisjoint(marks):
                end = start + len(marks.rstrip())
                start += len(marks) - len(marks.lstrip()) if marks.strip() else 0
            if not _BORDERS.isdisjoint(text.value[start:end]) or not text.is_exact(start, end):
                return []
            edits.append(Edit(text.span_of(start, end), right_marks))
        if right < len(text.value) and text.value[right] != official[after] and text.value[right].isdecimal():
            edits.append(Edit(text.span_of(right, right + 1), official[after]))
    return edits


def _places(normal: str) -> list[int]:
    """Where the letters and digits of a label stand."""
    return [at for at, character in enumerate(normal) if character.isalnum()]


def _words_mended(text: Text, official: str) -> Edit | None:
    """What gives a printed label the official words, as little as possible; ``None`` if nobody but a person may.

    A person must, where digits change, where the words stand on several lines, and in Traditional script.
    """
    value = text.value
    printed = [at for at, character in enumerate(value) if not character.isspace()]
    same = 0
    while same < min(len(printed), len(official)) and value[printed[same]] == official[same]:
        same += 1
    tail = 0
    rest = min(len(printed), len(official)) - same
    while tail < rest and value[printed[-1 - tail]] == official[len(official) - 1 - tail]:
        tail += 1
    changed = printed[same : len(printed) - tail]
    start = changed[0] if changed else printed[same - 1] + 1 if same else 0
    end = changed[-1] + 1 if changed else start
    words = official[same : len(official) - tail]
    traditional = any(one != other and "㐀" <= other <= "鿿" for one, other in zip(value, text.normal, strict=True))
    if traditional or not _BORDERS.isdisjoint(value[start:end]) or not text.is_exact(start, end):
        return None
    if re.findall(r"\d+", text.normal) != re.findall(r"\d+", official):
        return None
    span = text.span_of(start, end) if changed else Span(text.span.start + start, text.span.start + start)
    return Edit(span, words)
