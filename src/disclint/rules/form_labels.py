"""Labels of rows and columns are printed as the form has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from disclint import BoundForm, BoundLabel, Diagnostic, Edit, Filing, Fix, Form, Rule, Text, normal_form, quotable

__all__ = ["FormLabels"]


class FormLabels(Rule):
    """Labels of rows and columns are printed as the form has them.

    A label in other words is a warning. An addition in brackets is a note, unless the pack lists it among the
    `variants` of the row or column. Brackets, commas and quotes of another width are one note for a table. White
    space and Traditional script make no difference.
    """

    kind: ClassVar[str] = "form-labels"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "altered": ("“{printed}”应为“{official}”", "“{printed}” must read “{official}”"),
        "addition": (
            "“{printed}”在规定名称“{official}”之外加了文字",
            "“{printed}” has words beside the official label “{official}”",
        ),
        "typography": (
            "{form}有 {count} 个名称的标点与格式不一致，如“{printed}”应为“{official}”",
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
            edits = tuple(Edit(label.text.span, label.official) for label in careless if _is_mendable(label.text))
            yield self.diagnostic(
                first.text.span,
                "typography",
                severity=self.at_most("note"),
                fix=Fix(edits, safe=True) if len(edits) == len(careless) else None,
                form=form.form.title,
                count=len(careless),
                printed=quotable(" ".join(first.text.value.split())),
                official=quotable(first.official),
            )

    def _finding(self, label: BoundLabel, code: str) -> Diagnostic:
        mendable = code == "altered" and _is_mendable(label.text)
        return self.diagnostic(
            label.text.span,
            code,
            severity=None if code == "altered" else self.at_most("note"),
            fix=Fix((Edit(label.text.span, label.official),), safe=False) if mendable else None,
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


def _is_mendable(text: Text) -> bool:
    """Whether a label can be written anew: on one line, letter for letter in the file, and in Simplified script."""
    traditional = any(
        printed != normal and "㐀" <= normal <= "鿿" for printed, normal in zip(text.value, text.normal, strict=True)
    )
    return not traditional and "\n" not in text.value and text.is_exact(0, len(text.value))
