"""An organ's figures are the sums of the figures of the organs that answer to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disclint import CellKey, DossierRule, Figure, Form, NamedTuple, Related, elsewhere, quotable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, TypeAlias

    from disclint import Abstract, AbstractForm, Dossier, Finding

__all__ = ["RollUp"]

_MOST = 20
"""So many organs are related to a finding, those with the greatest figures first."""


class RollUp(DossierRule):
    """An organ's figures are the sums of the figures of the organs that answer to it.

    Which organs these are only a table of organs tells (``organs`` of a pack, or ``--organs``); it must list the
    organ's own office too. A cell is tested where the report of every one of them for the year is in the run and gives
    a certain figure for it; otherwise nothing is said. Money may be off by what rounding costs.

    Where all that lacks is just what one organ reports, that organ is named, once for the form; else there is one
    finding for each row.

    中文：一个机关的数字等于其所属机关数字之和。

    所属机关由机关表（规则包的 ``organs`` 或 ``--organs``）确定，表中须包括本机关的办公室。每个所属机关当年的报告都在
    同一次检查中、该格数字都确定的，才核对；否则不作判断。金额允许四舍五入的误差。

    差额恰好是某一机关的数字时，只对该表报告一次并指出该机关；否则每行报告一次。
    """

    kind: ClassVar[str] = "roll-up"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "unequal": (
            "{where}：{value}，与所属{count}个机关合计 {total} 不相等",
            "{where_en}: {value} is not equal to {total}, the sum of the {count} organs that answer to it",
        ),
        "omitted": (
            "{where}：{value}，与所属{count}个机关合计 {total} 不相等；全表相差的恰好是“{organ}”的数字，可能没有计入",
            "{where_en}: {value} is not equal to {total}, the sum of {count} organs; what lacks is what “{organ}” has",
        ),
        "doubled": (
            "{where}：{value}，与所属{count}个机关合计 {total} 不相等；全表多出的恰好是“{organ}”的数字，可能重复计入",
            "{where_en}: {value} is not equal to {total}, the sum of {count} organs; “{organ}” seems to be in it twice",
        ),
        "part": ("{organ}：{figure}", "{organ}: {figure}"),
        "other": ("“{column}”列：{value}，合计 {total}", "column “{column}”: {value}, the sum is {total}"),
    }

    forms: tuple[str, ...] = ()
    """The forms whose figures are summed; all if empty.
    中文：要核对汇总的表；缺省为全部。"""

    def check_dossier(self, dossier: Dossier) -> Iterator[Finding]:
        """One finding for each organ that seems left out or counted twice, else one for each row that is no sum."""
        for series in dossier.series:
            below = [dossier.series[number] for number in series.children]
            for year, report in series.reports.items():
                parts = [each.reports[year] for each in below if year in each.reports]
                if parts and len(parts) == len(below):
                    for key, _ in report.forms:
                        if not self.forms or key in self.forms:
                            yield from self._form(dossier, report, parts, key)

    def _form(self, dossier: Dossier, report: Abstract, parts: Sequence[Abstract], key: str) -> Iterator[Finding]:
        form, own = dossier.form(report, key), report.form(key)
        below = [part.form(key) for part in parts]
        if form is None or own is None or any(each is None for each in below):
            return
        sheets = [(part, each) for part, each in zip(parts, below, strict=True) if each is not None]
        sums = list(_sums(form, own, sheets))
        broken = [each for each in sums if each.gap]
        if not broken:
            return
        for sign, code in ((1, "omitted"), (-1, "doubled")):
            for number, (part, _) in enumerate(sheets):
                if all(each.gap == sign * each.figures[number] for each in sums):
                    lead = next((each for each in broken if form.column(each.column).total), broken[0])
                    related = (self._part(part, sheets[number][1], lead, number),)
                    yield self._finding(dossier, report, own, form, lead, code, related, organ=part.organ)
                    return
        rows: dict[str, list[_Sum]] = {}
        for each in broken:
            rows.setdefault(each.row, []).append(each)
        for row in rows.values():
            lead = next((each for each in row if form.column(each.column).total), row[0])
            yield self._finding(dossier, report, own, form, lead, "unequal", self._others(form, own, row, lead, sheets))

    def _others(
        self, form: Form, own: AbstractForm, row: Sequence[_Sum], lead: _Sum, sheets: Sequence[_Sheet]
    ) -> tuple[Related, ...]:
        """The figures that were summed, and the other columns of the row that are no sums."""
        order = sorted(range(len(sheets)), key=lambda number: _size(lead.figures[number]), reverse=True)
        kept = [number for number in order if lead.figures[number]][:_MOST] or order[:1]
        found = [self._part(*sheets[number], lead, number) for number in kept]
        for each in row:
            cell = own.cell(each.row, each.column) if each is not lead else None
            if cell is not None and cell.place is not None:
                label = form.column(each.column).label
                message = self.message("other", column=label, value=each.value, total=each.total)
                found.append(Related(message, cell.place.span))
        return tuple(found)

    def _part(self, part: Abstract, sheet: AbstractForm, sum_: _Sum, number: int) -> Related:
        cell = sheet.cell(sum_.row, sum_.column)
        message = self.message("part", organ=part.organ, figure=sum_.figures[number])
        return elsewhere(message, part, cell.place if cell is not None else None)

    def _finding(
        self,
        dossier: Dossier,
        report: Abstract,
        own: AbstractForm,
        form: Form,
        lead: _Sum,
        code: str,
        related: tuple[Related, ...],
        organ: str = "",
    ) -> Finding:
        cell = own.cell(lead.row, lead.column)
        row, column = quotable(form.row(lead.row).label), form.column(lead.column).label
        return self.finding(
            dossier,
            report,
            cell.place if cell is not None else None,
            code,
            cell=CellKey(form.key, lead.row, lead.column),
            related=related,
            where=f"“{row}”行“{column}”列",
            where_en=f"row “{row}”, column “{column}”",
            value=lead.value,
            total=lead.total,
            count=len(lead.figures),
            organ=organ,
        )


_Sheet: TypeAlias = "tuple[Abstract, AbstractForm]"


class _Sum(NamedTuple):
    """A cell that every part has: its figure, and the figures that it should be the sum of."""

    row: str
    column: str
    value: Figure
    figures: tuple[Figure, ...]
    total: Figure
    gap: Figure
    """What lacks; 0 where it is no more than rounding costs."""


def _size(figure: Figure) -> Figure:
    """A figure without its sign."""
    return figure if figure >= 0 else -figure


def _sums(form: Form, own: AbstractForm, sheets: Sequence[_Sheet]) -> Iterator[_Sum]:
    """The cells whose figures are certain everywhere and in one unit."""
    keys = own.keys()
    money = {column.key for column in form.columns if column.type == "money"}
    parts = [_in_order(keys, sheet) for _, sheet in sheets]
    one_unit = len({tuple(sorted(each.units.values())) for each in (own, *(sheet for _, sheet in sheets))}) == 1
    for (row, column), value, *figures in zip(keys, own.figures(), *parts, strict=True):
        known = tuple([figure for figure in figures if figure is not None])
        if value is None or len(known) < len(parts):
            continue
        total: Figure = sum(known)
        gap = total - value
        if column in money:
            if not one_unit:
                continue
            gap = gap if _size(gap) > _rounding(value, known) else 0
        yield _Sum(row, column, value, known, total, gap)


def _in_order(keys: list[tuple[str, str]], sheet: AbstractForm) -> list[Figure | None]:
    """The figures of some cells."""
    own = sheet.keys()
    if own == keys:
        return sheet.figures()
    figures = dict(zip(own, sheet.figures(), strict=True))
    return [figures.get(key) for key in keys]


def _rounding(value: Figure, parts: Sequence[Figure]) -> Figure:
    """What a sum of rounded figures may be off by: half a unit of the last digit of each that is not 0."""
    from decimal import Decimal

    exponents = [int(Decimal(each).as_tuple().exponent) for each in (value, *parts) if each]
    return sum((Decimal(5).scaleb(exponent - 1) for exponent in exponents), Decimal(0))
