"""Changes are written in one style of signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclint import BoundCell, Diagnostic, Filing, Message, NamedTuple, Related, Rule, Span, normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Literal, TypeAlias

__all__ = ["ChangeSign"]

Style: TypeAlias = "Literal['word', 'sign', 'bare_minus']"


class ChangeSign(Rule):
    """Changes are written in one style of signs.

    `word` is 增 16 and 减 8, `sign` is +16 and -8, `bare_minus` is 16 and -8. A report keeps to one of the styles that
    the pack allows, and no change is `0`, without a sign. Where a pack allows several, a report whose changes all go
    up may leave out the sign; where it allows one, all changes must have that form.

    中文：增减的写法全文统一。

    `word` 写“增16、减8”，`sign` 写“+16、-8”，`bare_minus` 写“16、-8”。一份报告只用规则包允许的一种写法；没有增
    减写 `0`，不带符号。允许多种写法时，全部为增的报告可以不写符号；只允许一种时，都须按该写法。
    """

    kind: ClassVar[str] = "change-sign"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "mixed": (
            "增减的写法不统一：{figures}；全文应统一为{style}",
            "changes are written in several styles: {figures}; all should be {style_en}",
        ),
        "style": (
            "增减的写法应为{style}：{figures}",
            "changes should be written {style_en}: {figures}",
        ),
        "zero": ("“{text}”：没有增减时填 0，不加增、减或正负号", "“{text}”: no change is 0, without a sign"),
    }

    styles: tuple[Style, ...] = ("word", "sign")
    """The styles that are allowed.
    中文：允许的写法。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for the style of the report, and one for each signed zero."""
        changes: list[_Change] = []
        for form in filing.forms:
            deltas = {column.key for column in form.form.columns if column.type == "delta"}
            if not form.found or not form.reliable or not deltas:
                continue
            for (_, column), cell in form.cells.items():
                if column in deltas and cell.state == "filled" and cell.value is not None and cell.span is not None:
                    changes.append(_Change(cell, cell.span, _sign(cell.text or "")))
        for change in changes:
            if change.cell.value == 0 and change.sign:
                yield self.diagnostic(change.span, "zero", cell=change.cell.key, text=change.cell.text)
        yield from self._check_style([change for change in changes if change.cell.value != 0])

    def _check_style(self, changes: list[_Change]) -> Iterator[Diagnostic]:
        if not changes or not self.styles or (len(self.styles) > 1 and not any(change.sign for change in changes)):
            return
        wrong = {style: [change for change in changes if not change.fits(style)] for style in self.styles}
        style = min(self.styles, key=lambda each: len(wrong[each]))
        if not wrong[style]:
            return
        mixed = not any(all(change.fits(each) for change in changes) for each in _NAMES)
        first, *others = wrong[style]
        yield self.diagnostic(
            first.span,
            "mixed" if mixed or len(self.styles) > 1 else "style",
            cell=first.cell.key,
            related=tuple(
                Related(Message("operand", f"{each.cell.text}", f"{each.cell.text}"), each.span) for each in others
            ),
            figures="、".join(str(change.cell.text) for change in changes),
            style=_NAMES[style][0],
            style_en=_NAMES[style][1],
        )


_NAMES: dict[Style, tuple[str, str]] = {
    "word": ("“增”“减”加数字", "with 增 or 减 before the number"),
    "sign": ("“+”“-”加数字", "with + or - before the number"),
    "bare_minus": ("增加只写数字、减少加“-”", "as a bare number, or with - for a decrease"),
}


class _Change(NamedTuple):
    cell: BoundCell
    span: Span
    sign: Literal["word", "+", "-", ""]

    def fits(self, style: Style) -> bool:
        """Whether a change that is not 0 has the form of a style."""
        if style == "word":
            return self.sign == "word"
        if self.sign == "-":
            return True
        return self.sign == ("+" if style == "sign" else "")


def _sign(text: str) -> Literal["word", "+", "-", ""]:
    head = normal_form(text).lstrip()[:1]
    if head in ("增", "减", "下"):
        return "word"
    if head in ("+", "-"):
        return "+" if head == "+" else "-"
    return ""
