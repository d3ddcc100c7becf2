"""What the source of a class says of it and of its fields, in Chinese and in English.

A docstring is English up to a line that begins with ``中文：``, and Chinese from there on; so is what stands below a
field. One that is in a single language is told in that one.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from disclint.model.named import NamedTuple

if TYPE_CHECKING:
    from disclint.model.record import Record

__all__ = ["Text", "field_texts", "manual_of", "option_texts", "split", "unmarked"]

_CHINESE = "中文："


class Text(NamedTuple):
    """The same in both languages, with the line breaks and the marks of the source."""

    chinese: str
    english: str

    def told(self, language: str) -> str:
        """What there is in a language, else in the other one."""
        return (self.english or self.chinese) if language == "en" else (self.chinese or self.english)

    def flowing(self, language: str) -> str:
        """The same with each paragraph on a line of its own."""
        return "\n\n".join(_joined(paragraph) for paragraph in self.told(language).split("\n\n"))


def split(docstring: str) -> Text:
    """A docstring, taken apart."""
    from inspect import cleandoc

    english, chinese = [], list[str]()
    for line in cleandoc(docstring).splitlines():
        if chinese or line.startswith(_CHINESE):
            chinese.append(line.removeprefix(_CHINESE) if not chinese else line)
        else:
            english.append(line)
    return Text("\n".join(chinese).strip(), "\n".join(english).strip())


def manual_of(cls: type[Record]) -> Text:
    """What a class says of itself."""
    return split(cls.__doc__ or "")


def field_texts(cls: type[Record]) -> dict[str, Text]:
    """What stands below each field in the source of a class and of its bases; empty without the source."""
    import ast
    import inspect
    import textwrap

    texts: dict[str, Text] = {}
    for base in reversed(cls.__mro__[:-1]):
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
        except (OSError, TypeError, SyntaxError):
            continue
        body = tree.body[0].body if tree.body and isinstance(tree.body[0], ast.ClassDef) else []
        for field, text in itertools.pairwise(body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
                and isinstance(text.value.value, str)
            ):
                texts[field.target.id] = split(text.value.value)
    return texts


def option_texts(cls: type[Record], language: str = "en") -> dict[str, str]:
    """The texts of a class's fields in one language, without marks."""
    return {field: unmarked(text.told(language)) for field, text in field_texts(cls).items()}


def unmarked(text: str) -> str:
    """A text without the marks of code."""
    return text.replace("`", "")


def _joined(paragraph: str) -> str:
    """The lines of a paragraph as one: Chinese lines meet without a space."""
    from unicodedata import east_asian_width

    whole = ""
    for line in paragraph.splitlines():
        apart = whole and not (east_asian_width(whole[-1]) in "WF" or east_asian_width(line[0]) in "WF")
        whole += f" {line}" if apart else line
    return whole.replace("``", "`")
