"""No report is the copy of another: not its text, not its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import DossierRule, NamedTuple, elsewhere

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Literal

    from disclint import Abstract, AbstractSection, Dossier, Finding, Severity

__all__ = ["DuplicateText"]


class DuplicateText(DossierRule):
    """A report is no copy of last year's, nor of another organ's.

    Two sections are compared by their sentences, all digits being alike; so are the organ's own name and white space,
    and a sentence of less than eight characters is none. A section is a copy if ``share`` per cent of the sentences of
    the longer one stand in both. The tables are copies if every figure of them is the same and some are not 0.

    Each report is compared with the report of the same organ for the year before, or the latest before it in the run,
    and with those of other organs for the same year. Of several that are alike only the first is named.

    中文：报告不照抄上年的报告，也不照抄其他机关的报告。

    各部分按句比较，数字、机关名称和空白的差异不计，不足八个字的不算一句。两份报告中句子较多的一份，有 ``share``% 的
    句子两份都有，即为雷同。所有表格的数字都相同且不全为 0 的，也是雷同。

    每份报告与同一机关上一年度的报告（没有的，与同次检查中更早的一份）比较，并与其他机关同一年度的报告比较。与几份雷同的，
    只指出最先的一份。
    """

    kind: ClassVar[str] = "duplicate-text"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "years": (
            "本部分{count}句中有{same}句与{year}年报告相同（不计数字），应写本年度的情况",
            "{same} of {count} sentences of this section stand in the report for {year} too, digits aside",
        ),
        "organs": (
            "本部分{count}句中有{same}句与“{organ}”的报告相同（不计数字）",
            "{same} of {count} sentences of this section stand in the report of “{organ}” too, digits aside",
        ),
        "tables": (
            "所有表格的{count}个数字与{year}年报告完全相同，请核对是否照抄",
            "all {count} figures of the tables are those of the report for {year}: please check",
        ),
        "same-section": ("{year}年报告的相同部分", "the same section of the report for {year}"),
        "same-text": ("“{organ}”报告的相同部分", "the same section of the report of “{organ}”"),
        "same-tables": ("{year}年的报告", "the report for {year}"),
    }

    sections: tuple[str, ...] = ()
    """The sections whose text is compared.
    中文：比较哪些部分的文字。"""

    share: int = 80
    """The per cent of equal sentences that make a copy.
    中文：相同的句子占百分之几即为雷同。"""

    least: int = 2
    """How many sentences a section must have to be compared with last year's.
    中文：一个部分至少有几句才与上年的比较。"""

    figures: int = 3
    """How many figures of the tables must not be 0 for the tables to be compared.
    中文：表格至少有几个数字不为 0 才比较。"""

    organs: Literal["error", "warning", "note", "off"] = "note"
    """How grave the copy of another organ's text is; `off` to compare years alone.
    中文：与其他机关雷同的级别；`off` 为只比较年度。"""

    least_of_organs: int = 5
    """How many sentences a section must have to be compared with other organs'.
    中文：一个部分至少有几句才与其他机关的比较。"""

    def check_dossier(self, dossier: Dossier) -> Iterator[Finding]:
        """One finding for each section that is a copy, and one for tables that are."""
        for series in dossier.series:
            last: Abstract | None = None
            for this in series.reports.values():
                if last is not None:
                    yield from self._years(dossier, last, this)
                last = this
        if self.organs != "off":
            for section in self.sections:
                yield from self._organs(dossier, section, self.organs)

    # Years

    def _years(self, dossier: Dossier, last: Abstract, this: Abstract) -> Iterator[Finding]:
        for key in self.sections:
            one, other = last.section(key), this.section(key)
            if one is None or other is None:
                continue
            before, now = set(one.hashes()), set(other.hashes())
            same = len(before & now)
            if len(now) >= self.least and same >= self._wanted(max(len(before), len(now))):
                yield self.finding(
                    dossier,
                    this,
                    other.place,
                    "years",
                    section=key,
                    related=(elsewhere(self.message("same-section", year=last.year), last, one.place),),
                    year=last.year,
                    same=same,
                    count=len(now),
                )
        count = _equal_figures(last, this, self.figures)
        if count:
            yield self.finding(
                dossier,
                this,
                None,
                "tables",
                related=(elsewhere(self.message("same-tables", year=last.year), last, None),),
                year=last.year,
                count=count,
            )

    def _wanted(self, count: int) -> int:
        """How many of so many sentences make a copy."""
        return -(-count * self.share // 100)

    # Organs

    def _organs(self, dossier: Dossier, key: str, severity: Severity) -> Iterator[Finding]:
        texts: dict[int, list[_Text]] = {}
        for number, series in enumerate(dossier.series):
            for year, report in series.reports.items():
                section = report.section(key)
                if section is not None and len(section.sentences) // 8 >= self.least_of_organs:
                    texts.setdefault(year, []).append(_Text(number, report, section))
        for same_year in texts.values():
            if len(same_year) > 1:
                for text, twin, same in self._twins(same_year):
                    yield self.finding(
                        dossier,
                        text.report,
                        text.section.place,
                        "organs",
                        severity=self.at_most(severity),
                        section=key,
                        related=(
                            elsewhere(
                                self.message("same-text", organ=twin.report.organ), twin.report, twin.section.place
                            ),
                        ),
                        organ=twin.report.organ,
                        same=same,
                        count=len(text.section.sentences) // 8,
                    )

    def _twins(self, texts: list[_Text]) -> Iterator[tuple[_Text, _Text, int]]:
        """Each text with the first one before it that it is a copy of, and how many sentences they share.

        Two texts that share so much must share one of the sentences that come first in any order that is the same for
        all; so each is looked up by its first few, the rarest, and compared with those alone that have one of them.
        """
        frequency = _Frequency()
        for text in texts:
            frequency.count(text.section)
        found: dict[int, list[int]] = {}
        for number, text in enumerate(texts):
            own = sorted(text.section.hashes(), key=frequency.order)
            first = own[: len(own) - self._wanted(len(own)) + 1]
            candidates = sorted({other for sentence in first for other in found.get(sentence, ())})
            mine = set(own)
            for other in candidates:
                twin = texts[other]
                hashes = twin.section.hashes()
                same = len(mine.intersection(hashes))
                if twin.series != text.series and same >= self._wanted(max(len(mine), len(hashes))):
                    yield text, twin, same
                    break
            for sentence in first:
                having = found.setdefault(sentence, [])
                if len(having) < _MOST:
                    having.append(number)


_MOST = 8
"""So many texts are looked up by one sentence: one that more have is in every such text, and copies have others."""


class _Text(NamedTuple):
    """A section of one report."""

    series: int
    report: Abstract
    section: AbstractSection


class _Frequency:
    """Counts sentences, about: some share a counter, so that the counters of a nation take no more room than these."""

    def __init__(self) -> None:
        from array import array  # a library of its own, and one report is no copy of another

        self._counters = array("Q", bytes(8 * _COUNTERS))

    def count(self, section: AbstractSection) -> None:
        """Count the sentences of a section."""
        for sentence in section.hashes():
            self._counters[sentence % _COUNTERS] += 1

    def order(self, sentence: int) -> tuple[int, int]:
        """What puts rare sentences before others; the same for each text."""
        return self._counters[sentence % _COUNTERS], sentence


_COUNTERS = 1 << 16


def _equal_figures(last: Abstract, this: Abstract, least: int) -> int:
    """How many figures the tables have, if all are the same in both reports; else 0."""
    if last.edition != this.edition or [key for key, _ in last.forms] != [key for key, _ in this.forms]:
        return 0
    count = present = 0
    for key, _ in this.forms:
        one, other = last.form(key), this.form(key)
        if one is None or other is None:
            return 0
        if one.rows != other.rows or one.states != other.states or one.units != other.units:
            return 0
        for cell in other.cells():
            if cell.state == "uncertain" or (cell.state == "filled" and cell.value is None):
                return 0
            count += cell.state == "filled"
            present += bool(cell.value)
    return count if present >= least else 0
