"""Marks in Chinese sentences are full-width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Edit, Filing, Fix, Paragraph, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Literal, TypeAlias

__all__ = ["PunctuationWidth"]

Part: TypeAlias = "Literal['marks', 'brackets', 'quotes']"


class PunctuationWidth(Rule):
    """Marks in Chinese sentences are full-width, and quotation marks are “”.

    A line with half-width `, ; : ? !` beside Han characters is one warning, a line with half-width brackets around or
    beside Han characters one note, a line with straight quotes one note. The fix puts the full-width marks, and takes
    out the space that follows a half-width one.

    Not reported: a mark between letters or digits (1,204, 9:30, https:), anything in the tables of the forms
    (form-labels looks at their labels), the brackets of a document number (document-numbers), a mark that is repeated
    (punctuation-repeated), the separator after the number of a heading (section-numbers, heading-levels), what a web
    page left before the report (residue).

    中文：中文句子用全角标点，引号用“”。

    汉字旁有半角 `, ; : ? !` 的行为一处警告；汉字旁有半角括号的行、用直引号的行，各为一处提示。修复改为全角，并去掉半
    角标点后的空格。

    不报告：字母数字之间的标点（1,204、9:30、https:）；法定表格中的（名称由 form-labels 检查）；文号的括号
    （document-numbers）；重复的标点（punctuation-repeated）；标题编号后的（section-numbers、heading-levels）；报告之
    前网页留下的内容（residue）。
    """

    kind: ClassVar[str] = "punctuation-width"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "marks": (
            "中文语句中用了{count}处半角标点（{printed}），应用全角（{right}）",
            "{count} half-width marks in Chinese text ({printed}); write {right}",
        ),
        "brackets": (
            "中文语句中用了{count}个半角括号，应用全角“（）”",
            "{count} half-width brackets in Chinese text; write （）",
        ),
        "quotes": (
            "中文语句中用了{count}个直引号，应用弯引号“”",
            "{count} straight quotes in Chinese text; write “”",
        ),
    }

    parts: tuple[Part, ...] = ("marks", "brackets", "quotes")
    """What is looked at.
    中文：检查哪些方面。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding of each part for each line."""
        if not any(mark in filing.document.text for mark in (*_FULL, "(", ")", '"')):
            return
        blocks = filing.document.blocks
        first = filing.preamble[0]
        begin = blocks[first].span.start if first < len(blocks) else 0
        for paragraph in filing.running_text():
            if paragraph.span.start < begin:
                continue
            value = paragraph.value
            if _pattern("any").search(value) is None:
                continue
            if "marks" in self.parts and any(mark in value for mark in _FULL):
                yield from self._marks(paragraph)
            if "brackets" in self.parts and ("(" in value or ")" in value):
                yield from self._brackets(paragraph)
            if "quotes" in self.parts and '"' in value:
                yield from self._quotes(paragraph)

    def _marks(self, paragraph: Paragraph) -> Iterator[Diagnostic]:
        value = paragraph.value
        found = [
            (at, match.end())
            for match in _pattern("marks").finditer(value)
            if match[1]
            and _is_beside_han(value, at := match.start(), match.end(1))
            and not _is_markup(value, at)
            and not (at <= _LONGEST_NUMBER and _is_number(value[:at]))
        ]
        if not found:
            return
        printed = dict.fromkeys(value[at] for at, _ in found)
        yield self._finding(
            paragraph,
            "marks",
            [(at, _end_of(value, at, end), _FULL[value[at]]) for at, end in found],
            self.severity,
            printed=" ".join(printed),
            right="".join(_FULL[mark] for mark in printed),
        )

    def _brackets(self, paragraph: Paragraph) -> Iterator[Diagnostic]:
        edits: list[tuple[int, int, str]] = []
        for left, right in _pairs(paragraph):
            value = paragraph.value
            if _is_latin(value, left, right) or _is_number_bracket(paragraph.normal, left, right):
                continue
            if value[left] == "(":
                edits.append((_before(value, left), left + 1, "（"))
            if value[right] == ")":
                edits.append((right, _after(value, right + 1), "）"))
        if edits:
            yield self._finding(paragraph, "brackets", sorted(edits), self.at_most("note"))

    def _quotes(self, paragraph: Paragraph) -> Iterator[Diagnostic]:
        value = paragraph.value
        edits: list[tuple[int, int, str]] = []
        is_open = beside_han = False
        for match in _pattern("quotes").finditer(value):
            at, mark = match.start(), match[0]
            if mark == '"':
                edits.append((at, at + 1, "”" if is_open else "“"))
                beside_han = beside_han or _is_han(value[at - 1 : at]) or _is_han(value[at + 1 : at + 2])
                is_open = not is_open
            else:
                is_open = mark == "“"
        if edits and beside_han:
            yield self._finding(paragraph, "quotes", edits, self.at_most("note"), is_certain=not is_open)

    def _finding(
        self,
        paragraph: Paragraph,
        code: Part,
        edits: list[tuple[int, int, str]],
        severity: Literal["error", "warning", "note"],
        *,
        is_certain: bool = True,
        **values: Any,
    ) -> Diagnostic:
        at = next(at for at, _, _ in edits)
        while paragraph.value[at] == " ":
            at += 1
        is_certain = is_certain and all(paragraph.is_exact(start, end) for start, end, _ in edits)
        span_of = paragraph.span_of
        return self.diagnostic(
            span_of(at, at + 1),
            code,
            severity=severity,
            fix=Fix(tuple([Edit(span_of(start, end), text) for start, end, text in edits]), safe=True)
            if is_certain
            else None,
            count=len(edits),
            **values,
        )


_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_SEEN_THROUGH = frozenset("*\"') ([]〔〕")
"""What may stand between a mark and the character that tells whether the text is Chinese."""
_LONGEST_NUMBER = 4
_LONGEST_LATIN = 60
_SOURCES = {
    "any": '[,;:?!()"]',
    "marks": r"[,，]{2,}|[;；]{2,}|[:：]{2,}|([,;:?!]) *",  # one that is repeated matches whole, without its group
    "quotes": '["“”]',
    "brackets": "[()（）]",
    "number": r"\s*+第?\s*+\d++\s*号",
}
_patterns: dict[str, re.Pattern[str]] = {}


def _pattern(name: str) -> re.Pattern[str]:
    if name not in _patterns:
        _patterns[name] = re.compile(_SOURCES[name])
    return _patterns[name]


def _is_han(character: str) -> bool:
    """Whether a character is Han or a Chinese mark."""
    return character >= "⺀" or character in "“”‘’…—" if character else False


def _is_number(head: str) -> bool:
    """Whether a paragraph so begun is numbered, with the mark after its number."""
    return not head.strip("0123456789一二三四五六七八九十()（） ")


def _is_beside_han(value: str, at: int, end: int) -> bool:
    before = at - 1
    while before >= 0 and value[before] in _SEEN_THROUGH:
        before -= 1
    if before >= 0 and _is_han(value[before]):
        return True
    while end < len(value) and value[end] in _SEEN_THROUGH:
        end += 1
    return end < len(value) and _is_han(value[end])


def _is_markup(value: str, at: int) -> bool:
    """Whether a mark belongs to an entity or a bookmark that a program left."""
    if value[at] == ";":
        head = value.rfind("&", max(0, at - 8), at)
        return head >= 0 and value[head + 1 : at].lstrip("#").isalnum() and value[head + 1 : at].isascii()
    return value[at] == ":" and value[max(0, at - 9) : at] == "[bookmark"


def _end_of(value: str, at: int, end: int) -> int:
    """The end of what a full-width mark replaces: the spaces after it too, unless something else belongs to them."""
    after = value[end : end + 1]
    return at + 1 if not after or after in "(&\u200b\ufeff" or after.isspace() else end


def _before(value: str, at: int) -> int:
    """Where the spaces before an opening bracket begin, if they stand after a Han character."""
    start = at
    while start and value[start - 1] == " ":
        start -= 1
    return start if start and "一" <= value[start - 1] <= "鿿" else at


def _after(value: str, at: int) -> int:
    """Where the spaces after a closing bracket end, if a Han character follows."""
    end = at
    while end < len(value) and value[end] == " ":
        end += 1
    return end if end < len(value) and "一" <= value[end] <= "鿿" else at


def _pairs(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The pairs of brackets with a half-width one in them."""
    opened: list[int] = []
    value = paragraph.value
    for match in _pattern("brackets").finditer(value):
        if match[0] in "(（":
            opened.append(match.start())
        elif opened:
            left = opened.pop()
            if match[0] == ")" or value[left] == "(":
                yield left, match.start()


def _is_latin(value: str, left: int, right: int) -> bool:
    """Whether brackets stand among letters and digits: f(x), 10(kV), (0000)5550123."""
    if right - left > _LONGEST_LATIN:
        return False
    inside, before, after = value[left + 1 : right], value[left - 1 : left], value[right + 1 : right + 2]
    if not inside.isascii():
        return False
    return (inside.isdigit() and after.isdigit()) or not (_is_han(before) or (not before.isalnum() and _is_han(after)))


def _is_number_bracket(normal: str, left: int, right: int) -> bool:
    inside = normal[left + 1 : right].strip()
    return len(inside) in (2, 4) and inside.isdigit() and _pattern("number").match(normal, right + 1) is not None
