"""Numbers are written in Arabic digits, half-width, and years in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, TypeAlias

from disclint import Diagnostic, Edit, Filing, Fix, Paragraph, Rule

__all__ = ["Numerals"]

Part: TypeAlias = Literal["width", "script", "ranges", "years"]


class Numerals(Rule):
    """Numbers are written in Arabic digits, half-width; a range has ~ between its ends; a year has four digits.

    Each is a note, once for a line: full-width digits and ％ (the fix makes them half-width); a count in Chinese
    numerals at the end of a clause, 收到申请三件 (no fix: it would bring new digits); 3-5件 for 3~5件 (unsafe fix); 20年底.

    Not reported: numerals that do not count (一件事, 第三条), rough ones (两三件), one alone without a word of receiving
    or counting before it, spans of years (近20年), telephone numbers, and figures in the tables.
    """

    kind: ClassVar[str] = "numerals"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "width": ("数字用了全角“{printed}”，应用半角“{right}”", "full-width digits “{printed}”; write “{right}”"),
        "script": (
            "统计数字“{printed}”宜用阿拉伯数字",
            "the count “{printed}” is better written in Arabic digits",
        ),
        "ranges": ("数值范围“{printed}”宜写作“{right}”", "the range “{printed}” is better written “{right}”"),
        "years": ("年份“{printed}”应写全四位", "the year “{printed}” must have four digits"),
    }

    parts: tuple[Part, ...] = ("width", "script", "ranges", "years")
    """What is looked at."""

    units: str = "件条篇份期场次项"
    """Units that are counted."""

    counting: tuple[str, ...] = ("共", "收到", "受理", "新收", "办结", "办理", "答复", "公开", "发布", "制发", "结转")
    """Words after which 一件 is a count too."""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding of each part for each line."""
        text, normal = filing.document.text, filing.document.normal
        parts = set(self.parts)
        if not any(digit in text for digit in _WIDE):
            parts.discard("width")
        if not any(mark in normal for mark in _DASHES):
            parts.discard("ranges")
        if not any(end in normal for end in ("年底", "年末", "年初", "年度", "年上半年", "年下半年", "年全年")):
            parts.discard("years")
        if not any(numeral + unit in normal for unit in self.units for numeral in _HAN):
            parts.discard("script")
        if parts:
            for paragraph in filing.running_text():
                yield from self._line(paragraph, parts)

    def _line(self, paragraph: Paragraph, parts: set[Part]) -> Iterator[Diagnostic]:
        normal = paragraph.normal
        if "width" in parts and any(digit in paragraph.value for digit in _WIDE):
            yield from self._width(paragraph)
        if "ranges" in parts and any(mark in normal for mark in _DASHES):
            yield from self._ranges(paragraph)
        if "years" in parts and "年" in normal:
            found = re.search(r"(?<![\d.,近约满过前后第长达这了])(?:0\d|1\d|2\d)年(?=度|底|末|初|[上下]半年|全年)", normal)
            if found:
                yield self._note(paragraph, "years", found.span())
        if "script" in parts:
            for found in re.finditer(f"([{_HAN}]{{1,7}})[{self.units}](?=[,。;、)]|$)", normal):
                if self._counts(normal, found):
                    yield self._note(paragraph, "script", found.span())
                    break

    def _counts(self, normal: str, found: re.Match[str]) -> bool:
        numeral, before = found[1], normal[: found.start()][-4:]
        if len(numeral) > 1 and not set(numeral) & set("十百千") or before.endswith(_NO_COUNT):
            return False
        return numeral != "一" or before.endswith(self.counting)

    def _width(self, paragraph: Paragraph) -> Iterator[Diagnostic]:
        found = list(re.finditer(r"[０-９][０-９．％]*[０-９％]|[０-９％]", paragraph.value))
        edits = tuple([Edit(paragraph.span_of(*match.span()), paragraph.normal[slice(*match.span())]) for match in found])
        is_mendable = all(paragraph.is_exact(*match.span()) for match in found)
        yield self.diagnostic(
            edits[0].span,
            "width",
            severity=self.at_most("note"),
            fix=Fix(edits, safe=True) if is_mendable else None,
            printed=found[0][0],
            right=edits[0].text,
        )

    def _ranges(self, paragraph: Paragraph) -> Iterator[Diagnostic]:
        for found in re.finditer(
            rf"(?<![\d\-–—.])(\d{{1,4}})([-–—]{{1,2}})(\d{{1,4}})(?=[个余]?[{self.units}天人家])", paragraph.normal
        ):
            if int(found[1]) < int(found[3]) and not found[1].startswith("0"):
                span = paragraph.span_of(*found.span(2))
                yield self._note(
                    paragraph,
                    "ranges",
                    found.span(),
                    fix=Fix((Edit(span, "~"),), safe=False) if paragraph.is_exact(*found.span(2)) else None,
                    right=f"{found[1]}~{found[3]}",
                )

    def _note(
        self, paragraph: Paragraph, code: Part, place: tuple[int, int], fix: Fix | None = None, **values: str
    ) -> Diagnostic:
        return self.diagnostic(
            paragraph.span_of(*place),
            code,
            severity=self.at_most("note"),
            fix=fix,
            printed=paragraph.value[slice(*place)],
            **values,
        )


_WIDE = "０１２３４５６７８９％"
_DASHES = "-–—"
_HAN = "一二三四五六七八九十百千两"
_NO_COUNT = ("第", "每", "这", "那", "同", "某", "任", "何", "另", "余", "几", "数", "之", "万", "亿", "逐", "进")
