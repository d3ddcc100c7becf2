"""The headings of the sections bear their numerals: 一、 to 六、."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Edit, Filing, Fix, Related, Rule, Section, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["SectionNumbers"]


class SectionNumbers(Rule):
    """The heading of a section bears its numeral in Chinese, with 、 after it.

    An error: a numeral that is not the section's, or that an earlier section bears already. A warning: no numeral at
    all, or one of another kind (1., （一）). A note: `.`, `．`, `，` or nothing instead of 、, and 第一部分 instead
    of 一、.

    Where a section is missing or stands elsewhere, and the others are counted through without a gap, their numerals are
    not reported: the fault is the section's, and required-sections names it. The second of two equal sections is left
    to that rule too.

    中文：部分标题用汉字编号，后加顿号。

    错误：编号不是该部分的，或与前面的部分重复。警告：没有编号，或用了另一种（1.、（一））。提示：顿号写成 `.`、`．`、
    `，` 或没有写，“第一部分”代替“一、”。

    缺一个部分或位置不对、其余连续编号的，编号不报告：错在该部分，由 required-sections 报告。相同部分的第二个也由它报
    告。
    """

    kind: ClassVar[str] = "section-numbers"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "wrong": (
            "“{title}”的序号为“{printed}”，应为“{number}”",
            "the numeral of “{title}” is “{printed}”, it must be “{number}”",
        ),
        "repeated": (
            "序号“{printed}”重复：“{title}”应为“{number}”",
            "the numeral “{printed}” is used twice: “{title}” must have “{number}”",
        ),
        "missing": ("标题“{title}”缺少序号“{number}、”", "the heading “{title}” lacks its numeral “{number}、”"),
        "kind": (
            "“{title}”的序号写作“{printed}”，应为“{number}、”",
            "the numeral of “{title}” is written “{printed}”, it must be “{number}、”",
        ),
        "separator": (
            "序号“{printed}”后应用顿号：“{number}、”",
            "the numeral “{printed}” must be followed by 、: “{number}、”",
        ),
        "part": ("“第{printed}部分”宜写作“{number}、”", "“第{printed}部分” is better written “{number}、”"),
        "same": ("“{title}”已用此序号", "“{title}” bears this numeral already"),
    }

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding for each heading."""
        numbers = list(filing.section_numbers.values())
        used: dict[str, Section] = {}
        seen: set[str] = set()
        for section in filing.sections:
            if section.key in seen:
                continue
            position = len(seen)
            seen.add(section.key)
            right = filing.section_numbers[section.key]
            counted = {right, numbers[position]}
            if section.numeral is None:
                yield self._missing(section, right)
            elif section.numeral.isdigit() or _bracketed(section):
                yield self._of_another_kind(section, right)
            elif section.numeral not in counted:
                yield self._wrong(section, right, used.get(section.numeral))
            elif section.separator == "部分":
                yield self.diagnostic(
                    _numeral_span(section),
                    "part",
                    severity=self.at_most("note"),
                    printed=section.numeral,
                    number=section.numeral,
                )
            elif section.separator != "、":
                yield self._separator(section)
            if section.numeral is not None:
                used.setdefault(section.numeral, section)

    def _missing(self, section: Section, right: str) -> Diagnostic:
        return self.diagnostic(
            section.heading.span, "missing", severity=self.at_most("warning"), title=section.title, number=right
        )

    def _of_another_kind(self, section: Section, right: str) -> Diagnostic:
        span = _numeral_span(section)
        start = section.heading.span.start
        printed = section.heading.value[span.start - start : span.end - start].strip() or str(section.numeral)
        return self.diagnostic(
            span, "kind", severity=self.at_most("warning"), title=section.title, printed=printed, number=right
        )

    def _wrong(self, section: Section, right: str, first: Section | None) -> Diagnostic:
        related: tuple[Related, ...] = ()
        if first is not None:
            related = (Related(self.message("same", title=first.title), first.heading.span),)
        return self.diagnostic(
            _numeral_span(section),
            "repeated" if first is not None else "wrong",
            related=related,
            title=section.title,
            printed=section.numeral,
            number=right,
        )

    def _separator(self, section: Section) -> Diagnostic:
        heading = section.heading
        at = heading.normal.find(section.numeral or "") + len(section.numeral or "")
        end = heading.value.find(section.separator, at) + len(section.separator) if section.separator else at
        fix = None
        if heading.is_exact(at, end) or (not section.separator and heading.is_exact(at - 1, at)):
            fix = Fix((Edit(heading.span_of(at, end) if end > at else _after(section, at), "、"),), safe=True)
        return self.diagnostic(
            _numeral_span(section),
            "separator",
            severity=self.at_most("note"),
            fix=fix,
            printed=f"{section.numeral}{section.separator}",
            number=section.numeral,
        )


def _after(section: Section, at: int) -> Span:
    end = section.heading.span_of(at - 1, at).end
    return Span(end, end)


def _bracketed(section: Section) -> bool:
    words = section.heading.normal.lstrip("#*_> \t")
    return words.startswith(("(", "["))


def _numeral_span(section: Section) -> Span:
    """The numeral with its separator; the whole heading where the format generates it."""
    heading = section.heading
    first = next((at for at, letter in enumerate(heading.normal) if letter == section.title[:1]), 0)
    start = next((at for at in range(first) if not heading.normal[at].isspace()), 0)
    while first > start and heading.normal[first - 1].isspace():
        first -= 1
    if first <= start:
        return heading.span
    return heading.span_of(start, first)
