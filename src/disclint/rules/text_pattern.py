"""The text is, or is not, written as a pattern says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disclint import (
    Diagnostic,
    Figure,
    Filing,
    Form,
    Match,
    Passage,
    Related,
    Relation,
    Rule,
    find_all,
    groups_of,
    match_whole,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from disclint import Pattern

__all__ = ["TextPattern"]


class TextPattern(Rule):
    """What a pattern fits does not stand in the text; with `expect`, it stands there with the right numbers; with
    `required`, it must stand there.

    The text is read with half-width punctuation and in Simplified script, a paragraph at a time, without headings of
    sections, tables and the title. Named groups, `(?P<days>[0-9]+)`, are quoted by `says` as `{days}`, and are the
    names of `expect`, together with cells: `days <= 20`, `count == applications.received.total`.

    A relation speaks only where it is certainly broken: what a group caught must be a number, and the cells that are
    named must be certain. A pattern has neither look-around nor back-references; `unless` holds the exceptions.

    中文：正文中不出现某种写法；写了 `expect` 的，可以出现但数字要对；写了 `required` 的，必须出现。

    读到的正文为半角标点、简体字，逐段查找，不含各部分标题、表格和报告标题。命名的组如 `(?P<days>[0-9]+)`，可在 `says`
    中以 `{days}` 引用，也可与单元格一起用于 `expect`：`days <= 20`、`count == applications.received.total`。

    关系式只在确实不成立时报告：组取到的须是数字，所提单元格须确定无疑。正则表达式没有环视和反向引用，例外写在 `unless`
    中。
    """

    kind: ClassVar[str] = "text-pattern"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "found": ("不应有“{words}”", "“{words}” must not stand here"),
        "broken": ("“{words}”：{figures}，应满足 {relation}", "“{words}”: {figures}; must be {relation}"),
        "said": ("{said}", "{said_en}"),
        "absent": ("{section}没有应有的内容（{id}）", "{section_en} lacks what it must have ({id})"),
        "cell": ("{label}：{text}", "{label}: {text}"),
    }

    pattern: Pattern
    """What is looked for, in the syntax of RE2.
    中文：查找的写法，RE2 语法的正则表达式。"""

    sections: tuple[str, ...] = ()
    """Sections whose text is searched; all if empty.
    中文：查找哪些部分；留空为全文。"""

    unless: tuple[str, ...] = ()
    """Longer phrases that hold a match and are right.
    中文：含有该写法而正确的较长词语。"""

    expect: Relation | None = None
    """What must hold of the numbers that named groups caught.
    中文：命名的组取到的数字应满足的关系。"""

    required: bool = False
    """Whether the text must have it.
    中文：是否必须出现。"""

    says: str = ""
    """What a finding says, in Chinese; `{name}` stands for what a group caught, `{words}` for the whole.
    中文：信息的中文；`{组名}` 代表该组取到的文字，`{words}` 代表全部。"""

    says_in_english: str = ""
    """The same in English.
    中文：信息的英文。"""

    def problems(self, forms: Sequence[Form]) -> Iterator[tuple[str, str, str]]:
        """A pattern that fits nothing at all, and names that are no groups."""
        groups = groups_of(self.pattern)
        known = "、".join(groups) or "（无 none）"
        if match_whole(self.pattern, "") is not None:
            yield "pattern", "能匹配空文字，因而处处都匹配", "fits an empty text, and so is everywhere"
        for name in self.expect.names() if self.expect is not None else ():
            if "." not in name and name not in groups:
                yield "expect", f"pattern 没有名为“{name}”的组；有：{known}", f"no group “{name}”; there are: {known}"
        for field in ("says", "says_in_english"):
            for name in _fields(getattr(self, field)):
                if name != "words" and name not in groups:
                    yield field, f"pattern 没有名为“{name}”的组；有：{known}", f"no group “{name}”; there are: {known}"
        if self.required and self.expect is not None:
            yield "required", "不能与 expect 合用", "does not go with expect"

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding for each place; with `required` at most one."""
        places = (
            (passage, match)
            for passage in filing.passages
            if not self.sections or passage.section in self.sections
            for match in find_all(self.pattern, passage.text.normal)
            if not self._is_excepted(passage.text.normal, match)
        )
        if self.required:
            yield from self._absent(filing) if next(places, None) is None else ()
            return
        for passage, match in places:
            if self.expect is None:
                yield self._finding(filing, passage, match, "found")
            elif self._is_broken(filing, match, self.expect):
                yield self._finding(filing, passage, match, "broken")

    def _is_excepted(self, text: str, match: Match) -> bool:
        for phrase in self.unless:
            at = text.find(phrase, max(0, match.end - len(phrase)), match.start + len(phrase))
            if at >= 0 and at <= match.start and match.end <= at + len(phrase):
                return True
        return False

    def _is_broken(self, filing: Filing, match: Match, expect: Relation) -> bool:
        figures: dict[str, Figure] = {}
        for name in expect.names():
            figure = _cell(filing, name) if "." in name else _number(match.groups[name])
            if figure is None:
                return False
            figures[name] = figure
        return not expect.holds(figures.__getitem__)

    def _finding(self, filing: Filing, passage: Passage, match: Match, code: str) -> Diagnostic:
        words = passage.text.value[match.start : match.end].strip()
        caught = {"words": words, **match.groups}
        names = self.expect.names() if self.expect is not None else ()
        return self.diagnostic(
            passage.text.span_of(match.start, match.end),
            "said" if self.says else code,
            related=tuple(self._related(filing, names)),
            words=words,
            figures="，".join(f"{name} = {caught.get(name, _cell(filing, name))}" for name in names),
            relation=self.expect.source if self.expect is not None else "",
            said=_filled_in(self.says, caught),
            said_en=_filled_in(self.says_in_english or self.says, caught),
        )

    def _related(self, filing: Filing, names: Sequence[str]) -> Iterator[Related]:
        for name in names:
            form, _, rest = name.partition(".")
            row, _, column = rest.partition(".")
            bound = filing.form(form)
            cell = bound.cells.get((row, column)) if bound is not None else None
            if cell is not None and cell.span is not None:
                yield Related(self.message("cell", label=filing.place_of(cell.key), text=cell.text), cell.span)

    def _absent(self, filing: Filing) -> Iterator[Diagnostic]:
        """One finding, at the heading of the section; a section that is not there is another rule's business."""
        place = filing.title.span if filing.title is not None else filing.document.beginning
        title = ""
        if self.sections:
            found = next((section for key in self.sections if (section := filing.section(key)) is not None), None)
            if found is None and "preamble" not in self.sections:
                return
            if found is not None:
                place, title = found.heading.span, found.title
        said = self.says, self.says_in_english or self.says
        yield self.diagnostic(
            place,
            "said" if self.says else "absent",
            id=self.id,
            section=f"“{title}”" if title else "全文",
            section_en=f"“{title}”" if title else "the report",
            said=said[0],
            said_en=said[1],
        )


def _fields(text: str) -> Iterator[str]:
    """The names in braces of a sentence."""
    for part in text.split("{")[1:]:
        name, brace, _ = part.partition("}")
        if brace:
            yield name


def _filled_in(text: str, caught: Mapping[str, str]) -> str:
    for name, words in caught.items():
        text = text.replace(f"{{{name}}}", words)
    return text


def _number(words: str) -> Figure | None:
    plain = "".join(words.split()).replace(",", "")
    whole, dot, decimals = plain.partition(".")
    if not (whole.isascii() and whole.isdecimal()) or len(plain) > 18 or (dot and not decimals.isdecimal()):
        return None
    if not dot:
        return int(whole)
    from decimal import Decimal

    return Decimal(plain)


def _cell(filing: Filing, name: str) -> Figure | None:
    """The figure of a cell or a sum of cells, if it is certain."""
    key, _, rest = name.partition(".")
    row, _, column = rest.partition(".")
    form = filing.form(key)
    return form.figure(row, column) if form is not None and form.found and form.reliable else None
