"""The title names the organ, the year, and the report by its official name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclint import Diagnostic, Filing, Paragraph, Rule, Title, normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

__all__ = ["ReportTitle"]


class ReportTitle(Rule):
    """The title reads ⟨机关全称⟩⟨YYYY⟩年政府信息公开工作年度报告, or ⟨YYYY⟩年⟨机关全称⟩政府信息公开工作年度报告.

    An error: no organ. A warning, each by itself: a place instead of an organ (某县 for 某县人民政府); an organ without
    its place (县教育局); no year; 2020年度…年度报告, which says 年度 twice; another kind of report (工作情况的报告,
    工作总结); no title at all. A note: a shorter name of the report, in the title or for the first time in the text
    before the first section.

    The title may stand on two or three lines. Lines of a web page's metadata are not taken for it, unless there is no
    other title. 某县人民政府信息公开工作年度报告, where 政府 is said once for both words, is not reported.

    中文：标题写作“⟨机关全称⟩⟨年份⟩年政府信息公开工作年度报告”，或“⟨年份⟩年⟨机关全称⟩政府信息公开工作年度报告”。

    错误：没有机关。警告，分别报告：以地名代机关（“某县”应为“某县人民政府”）；机关没有地名（县教育局）；没有年份；
    “2020年度…年度报告”重复“年度”；另一种报告（工作情况的报告、工作总结）；没有标题。提示：标题中，或第一部分之前
    首次提到时，用报告的简称。

    标题可以分两三行。网页信息行在没有其他标题时才作标题。“某县人民政府信息公开工作年度报告”一词两用，不报告。
    """

    kind: ClassVar[str] = "report-title"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "untitled": (
            "没有报告标题，应为“〈机关全称〉{year}年{words}”",
            "the report has no title; it should read “⟨organ⟩{year}年{words}”",
        ),
        "no-organ": (
            "标题“{title}”没有机关名称，应为“〈机关全称〉{year}年{words}”",
            "the title “{title}” names no organ; it should read “⟨organ⟩{year}年{words}”",
        ),
        "place": (
            "标题中“{organ}”是地名而不是机关名称，应写机关全称，如“{organ}人民政府”",
            "“{organ}” in the title is a place and no organ; give the organ's full name, such as “{organ}人民政府”",
        ),
        "no-place": (
            "标题中的机关名称“{organ}”缺少地名，应写机关全称",
            "the organ “{organ}” in the title lacks its place; give its full name",
        ),
        "undated": (
            "标题“{title}”没有年份，应为“〈机关全称〉{year}年{words}”",
            "the title “{title}” has no year; it should read “⟨organ⟩{year}年{words}”",
        ),
        "doubled": (
            "标题中“年度”重复：“{year}年度…年度报告”应为“{year}年…年度报告”",
            "the title says 年度 twice: “{year}年度…年度报告” should be “{year}年…年度报告”",
        ),
        "kind": (
            "标题称“{printed}”，应为“{words}”",
            "the title calls the report “{printed}”; its name is “{words}”",
        ),
        "short": (
            "报告名称写作“{printed}”，全称为“{words}”",
            "the report is called “{printed}”; its full name is “{words}”",
        ),
    }

    words: str = "政府信息公开工作年度报告"
    """The official name of the report.
    中文：报告的正式名称。"""

    short: tuple[str, ...] = ("政府信息公开年度报告", "信息公开工作年度报告", "信息公开年度报告")
    """Shorter names for the same.
    中文：同一报告的简称。"""

    places: tuple[str, ...] = ("省", "自治区", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "街道")
    """How the names of places end.
    中文：地名的末字。"""

    bare: tuple[str, ...] = ("省", "市", "州", "县", "区", "旗", "镇人民政府", "乡人民政府", "街道办事处")
    """How the name of an organ begins that lacks its place.
    中文：缺地名的机关名称如何开头。"""

    places_so_begun: tuple[str, ...] = ("市中区", "市南区", "市北区")
    """Names of places that begin like one of ``bare`` all the same.
    中文：开头与 bare 相同、却是地名的名称。"""

    common: tuple[str, ...] = ()
    """Names that every county has an organ of, so that they lack a place if they stand alone: 教育局.
    中文：各县都有、单独出现即缺地名的机关名称，如 教育局。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """The faults of the title, one by one, and a shorter name in the text."""
        title = filing.title
        if title is None:
            yield from self._untitled(filing)
            return
        yield from self._organ(title, filing)
        yield from self._year(title, filing)
        printed = self._name(title)
        if printed in self.short:
            yield self.diagnostic(title.span, "short", severity=self.at_most("note"), printed=printed, words=self.words)
        elif printed != self.words:
            yield self.diagnostic(
                title.span, "kind", severity=self.at_most("warning"), printed=printed, words=self.words
            )
        yield from self._in_the_text(filing, printed)

    def _untitled(self, filing: Filing) -> Iterator[Diagnostic]:
        names = (self.words, *self.short)
        for paragraph in filing.paragraphs("preamble"):
            line = "".join(paragraph.normal.split())
            if len(line) <= 80 and any(name in line for name in names):
                return
        yield self.diagnostic(
            filing.document.beginning,
            "untitled",
            severity=self.at_most("warning"),
            year=filing.year or "〈年份〉",
            words=self.words,
        )

    def _organ(self, title: Title, filing: Filing) -> Iterator[Diagnostic]:
        organ = title.organ
        year = title.year or filing.year or "〈年份〉"
        if not organ:
            yield self.diagnostic(title.span, "no-organ", title=title.text, year=year, words=self.words)
        elif organ.endswith(self.places):
            yield self.diagnostic(title.span, "place", severity=self.at_most("warning"), organ=organ)
        elif organ in self.common or (organ.startswith(self.bare) and not organ.startswith(self.places_so_begun)):
            yield self.diagnostic(title.span, "no-place", severity=self.at_most("warning"), organ=organ)

    def _year(self, title: Title, filing: Filing) -> Iterator[Diagnostic]:
        if title.year is None:
            yield self.diagnostic(
                title.span,
                "undated",
                severity=self.at_most("warning"),
                title=title.text,
                year=filing.year or "〈年份〉",
                words=self.words,
            )
            return
        words = _unbracketed(title)
        if words.count("年度") > 1:
            yield self.diagnostic(title.span, "doubled", severity=self.at_most("warning"), year=title.year)

    def _name(self, title: Title) -> str:
        """What the title calls the report: the official name, a shorter one, or what follows organ and year."""
        words = _unbracketed(title)
        for name in (self.words, *sorted(self.short, key=len, reverse=True)):
            if words.endswith(name):
                return name
        start = words.rfind(title.organ) + len(title.organ) if title.organ and title.organ in words else 0
        return re.sub(r"^.*?\d{4}年度?", "", words[start:]) or words

    def _in_the_text(self, filing: Filing, of_the_title: str) -> Iterator[Diagnostic]:
        names = [name for name in self.short if name != of_the_title]
        for paragraph in filing.paragraphs("preamble"):
            if not names or not any(name in paragraph.normal for name in names):
                continue
            for match in re.finditer(rf"\d{{4}}\s*年\s*度?\s*({'|'.join(map(re.escape, names))})", paragraph.normal):
                if not _quoted(paragraph, match.start()):
                    yield self.diagnostic(
                        paragraph.span_of(*match.span(1)),
                        "short",
                        severity=self.at_most("note"),
                        printed=match[1],
                        words=self.words,
                    )
                    return


def _unbracketed(title: Title) -> str:
    """The title in normal form without quotes and without a bracket at its end."""
    return re.sub(r"\([^()]*\)$", "", normal_form(title.text).strip("《》"))


def _quoted(paragraph: Paragraph, at: int) -> bool:
    """Whether a place stands within the name of a document, 《…》."""
    before = paragraph.normal[max(0, at - 300) : at]
    return before.rfind("《") > before.rfind("》")
