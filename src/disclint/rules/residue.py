"""Nothing is left in the report of the programs and pages that it went through."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping

from disclint import Diagnostic, Document, Edit, Filing, Fix, NamedTuple, Related, Rule, Span, has_any

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Literal, TypeAlias

__all__ = ["Residue"]

Part: TypeAlias = (
    "Literal['bookmark', 'bold', 'heading-mark', 'rule-line', 'page-number', 'running-header', 'metadata', 'footer', "
    "'button', 'entity', 'template']"
)


class _Place(NamedTuple):
    """Where something was left, and what belongs there; ``None`` where a person must decide."""

    span: Span
    right: str | None = None


class Residue(Rule):
    """Nothing is left in the report of the programs and pages that it went through.

    Each kind is one finding for a file, at its first place: bookmarks of Word; `**`, `#` and rules of Markdown; page
    numbers and running headers that stand in the text; lines of metadata before the report, and of a site's footer
    after it; the buttons of a page (正文, 打印, 关闭); entities of HTML (`&nbsp;`); gaps of templates (`${…}`, `{{…}}`,
    XX, ××, `***`).

    The fix takes markup, running headers and buttons out. There is none where digits would go with it, inside tables,
    for rules drawn with TABs or pipes, for metadata, which may hold facts, nor for templates.

    Not reported: asterisks that mask a number or a name (138****1234, 张**), ×× that masks a name, an ICP备案 that the
    narrative speaks of.

    中文：报告中没有文字处理软件、网页和模板的残留。

    每种全文一处，报告在首次出现处：Word 书签；Markdown 的 `**`、`#` 和横线；正文中的页码、页眉；报告之前的网页信息
    行，之后的网站页脚；网页按钮（正文、打印、关闭）；HTML 实体（`&nbsp;`）；模板的留空（`${…}`、`{{…}}`、XX、××、
    `***`）。

    修复去掉标记、页眉和按钮。会连带去掉数字的、表格中的、用制表符或竖线画的线、可能载有事实的网页信息、模板留空，不提
    供修复。

    不报告：遮盖号码或姓名的星号（138****1234、张**），遮盖姓名的××，正文提到的 ICP备案。
    """

    kind: ClassVar[str] = "residue"

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {
        "bookmark": ("残留 Word 书签“{printed}”{more}", "a bookmark of Word is left: {printed}{more_english}"),
        "bold": ("残留 Markdown 加粗符号“**”{more}", "** of Markdown is left{more_english}"),
        "heading-mark": ("残留 Markdown 标题符号“#”{more}", "# of Markdown is left{more_english}"),
        "rule-line": ("残留分隔线“{printed}”{more}", "a rule line is left: {printed}{more_english}"),
        "page-number": ("残留页码“{printed}”{more}", "a page number is left: {printed}{more_english}"),
        "running-header": ("残留页眉“{printed}”{more}", "a running header is left: {printed}{more_english}"),
        "metadata": ("残留网页元数据“{printed}”{more}", "metadata of a web page is left: {printed}{more_english}"),
        "footer": ("残留网站页脚“{printed}”{more}", "a web site's footer is left: {printed}{more_english}"),
        "button": ("残留网页按钮或栏目文字“{printed}”{more}", "words of a web page are left: {printed}{more_english}"),
        "entity": ("残留 HTML 实体“{printed}”{more}", "an HTML entity is left: {printed}{more_english}"),
        "template": (
            "残留模板占位符“{printed}”{more}，应填写实际内容",
            "a template's gap is left: {printed}{more_english}; fill it in",
        ),
        "also": ("另一处", "another place"),
    }

    parts: tuple[Part, ...] = (
        "bookmark", "bold", "heading-mark", "rule-line", "page-number", "running-header", "metadata", "footer",
        "button", "entity", "template",
    )  # fmt: skip
    """What is looked for.
    中文：检查哪些方面。"""

    metadata: tuple[str, ...] = ()
    """Names of a web page's metadata, Simplified, without white space.
    中文：网页信息的名称，简体，不带空格。"""

    footer: tuple[str, ...] = ()
    """Words before the number in a site's footer.
    中文：网站页脚中号码之前的词。"""

    buttons: tuple[str, ...] = ()
    """Words of which a line consists that a page put there.
    中文：网页放上的、整行只有它的词。"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        """At most one finding of each part."""
        readers: dict[Part, Callable[[Filing], Iterator[_Place]]] = {
            "bookmark": _bookmarks,
            "bold": _bold,
            "heading-mark": _heading_marks,
            "rule-line": _rule_lines,
            "page-number": _page_numbers,
            "running-header": _running_headers,
            "metadata": self._metadata,
            "footer": self._footer,
            "button": self._buttons,
            "entity": _entities,
            "template": _templates,
        }
        for part in self.parts:
            places = list(readers[part](filing))
            if places:
                yield self._finding(filing.document, part, places)

    def _finding(self, document: Document, part: Part, places: list[_Place]) -> Diagnostic:
        lines = list(dict.fromkeys(document.lines.line(place.span.start) for place in places))
        others: dict[int, Related] = {}
        for place in places[1:]:
            line = document.lines.line(place.span.start)
            if line != lines[0] and line not in others:
                others[line] = Related(self.message("also"), place.span)
                if len(others) == _MOST_RELATED:
                    break
        count = len(lines)
        return self.diagnostic(
            places[0].span,
            part,
            related=tuple(others.values()),
            fix=_fix(document, places),
            printed=_shown(_printed(document, places[0].span)),
            more=f"，共{count}行" if count > 1 else "",
            more_english=f" ({count} lines)" if count > 1 else "",
        )

    def _metadata(self, filing: Filing) -> Iterator[_Place]:
        """The lines of metadata before the first section: marked as a list, or several of them."""
        end = filing.sections[0].heading.span.start if filing.sections else len(filing.document.text)
        words = set(self.metadata)
        found: list[tuple[str, bool, _Place]] = []
        for paragraph in filing.document.paragraphs():
            if paragraph.span.start >= end:
                break
            head, colon, _ = paragraph.normal[:40].partition(":")
            name = "".join(head.split()).strip("-*·•[]【】")
            if colon and name in words:
                found.append((name, head[:1] in "-*·•", _Place(paragraph.span)))
        if any(listed for _, listed, _ in found) or len({name for name, _, _ in found}) > 1:
            yield from (place for _, _, place in found)

    def _footer(self, filing: Filing) -> Iterator[_Place]:
        if not has_any(filing.document.plain, self.footer):
            return
        for paragraph in filing.document.paragraphs():
            normal = paragraph.normal
            if len(normal) <= _LONGEST_FOOTER and any(word in normal for word in self.footer):
                words = "|".join(map(re.escape, self.footer))
                if re.search(rf"(?:{words})案?(?:序?号)?\s*:?\s*\d", normal):
                    yield _Place(paragraph.span)

    def _buttons(self, filing: Filing) -> Iterator[_Place]:
        words = set(self.buttons)
        firsts = {word[0] for word in self.buttons}.union(map(chr, _APART), " ")
        for paragraph in filing.running_text():
            if len(paragraph.normal) <= _LONGEST_BUTTON and paragraph.normal.lstrip()[:1] in firsts:
                parts = paragraph.normal.translate(_APART).split()
                if words.issuperset(parts) and any(len(part) > 1 for part in parts):
                    is_plain = all("一" <= letter <= "鿿" or letter in "【】[] " for letter in paragraph.value)
                    yield _Place(paragraph.span, "" if is_plain else None)


_MOST_RELATED = 3
_LONGEST_SHOWN = 24
_LONGEST_FOOTER = 120
_LONGEST_BUTTON = 40
_APART = dict.fromkeys(map(ord, "[]【】()|/、:·>"), " ")


def _printed(document: Document, span: Span) -> str:
    """What stands at a place, without markup."""
    text = document.text[slice(*span)]
    return re.sub(r"<[^<>]*>|&#?\w+;", "", text) if document.format == "html" else text


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + "…"


def _fix(document: Document, places: list[_Place]) -> Fix | None:
    """What takes all of a kind out; ``None`` if a person must decide on one of them."""
    tables = [table.span for table in document.tables()]
    starts = [table.start for table in tables]
    edits = []
    for span, right in places:
        before = bisect_right(starts, span.start) - 1
        in_table = before >= 0 and span.start < tables[before].end
        printed = document.text[slice(*span)]
        if right is None or in_table or any(character.isdigit() or character in "\t|\r\n" for character in printed):
            return None
        edits.append(Edit(span, right))
    return Fix(tuple(edits), safe=True)


class _Stretch(NamedTuple):
    """Text in which markup is looked for: the whole of a plain text, else each paragraph."""

    value: str
    normal: str
    span_of: Callable[[int, int], Span]


def _stretches(document: Document) -> Iterator[_Stretch]:
    if document.format == "text":
        yield _Stretch(document.text, document.normal, Span)
    else:
        for paragraph in document.paragraphs():
            yield _Stretch(paragraph.value, paragraph.normal, paragraph.span_of)


def _bookmarks(filing: Filing) -> Iterator[_Place]:
    if "[bookmark:" not in filing.document.plain:
        return
    for stretch in _stretches(filing.document):
        for match in re.finditer(r"\[bookmark: ?_?\w{1,60}\]", stretch.value):
            yield _Place(stretch.span_of(*match.span()), "")


def _bold(filing: Filing) -> Iterator[_Place]:
    """Each ** that opens or closes words, and each that stands alone where no name is masked."""
    if "**" not in filing.document.plain:
        return
    for stretch in _stretches(filing.document):
        opened: re.Match[str] | None = None
        places: list[int] = []
        for match in re.finditer(r"(?<!\*)\*\*(?!\*)|\n", stretch.value):
            if match[0] == "\n":
                places += _alone(stretch.value, opened)
                opened = None
            elif opened is not None and _can_close(stretch.value, opened, match):
                places += [opened.start(), match.start()]
                opened = None
            else:
                places += _alone(stretch.value, opened)
                opened = match
        places += _alone(stretch.value, opened)
        for at in places:
            yield _Place(stretch.span_of(at, at + 2), "")


def _can_close(value: str, opened: re.Match[str], match: re.Match[str]) -> bool:
    inside = value[opened.end() : match.start()]
    if not inside or inside[0].isspace() or inside[-1].isspace():
        return False
    before = value[opened.start() - 1 : opened.start()]
    masks_a_name = not inside[0].isalnum() or (len(inside) <= 4 and inside[0] in "和与及跟同诉等的")  # 李**、王**
    return not (before.isalnum() and masks_a_name)


def _alone(value: str, opened: re.Match[str] | None) -> Iterator[int]:
    if opened is None:
        return
    before, after = value[opened.start() - 1 : opened.start()], value[opened.end() : opened.end() + 1]
    if not (before.isalnum() or (after.isascii() and after.isalnum())):
        yield opened.start()


def _heading_marks(filing: Filing) -> Iterator[_Place]:
    if "#" not in filing.document.plain:
        return
    for stretch in _stretches(filing.document):
        for match in re.finditer(r"^#{1,6} +(?=[^\s\u200b\ufeff])", stretch.value, re.MULTILINE):
            yield _Place(stretch.span_of(*match.span()), "")


def _rule_lines(filing: Filing) -> Iterator[_Place]:
    text = filing.document.text
    if filing.document.format != "text" or not has_any(text, ("--", "***", "___")):
        return
    for match in re.finditer(r"^(?:[-|: \t]+|[*_]{3,})\r?$", text, re.MULTILINE):
        words = match[0].strip()
        if "---" in words or words.count("--") > 1 or words[:1] in ("*", "_"):
            start = match.start() + match[0].index(words[0])
            yield _Place(Span(start, start + len(words)), "")


def _page_numbers(filing: Filing) -> Iterator[_Place]:
    for text in filing.furniture:
        if _is_page_number(text.normal):
            yield _Place(text.span)


def _running_headers(filing: Filing) -> Iterator[_Place]:
    for text in filing.furniture:
        if not _is_page_number(text.normal):
            yield _Place(text.span, "")


def _is_page_number(normal: str) -> bool:
    return not normal.strip("0123456789 -—–－/,第共页")


def _entities(filing: Filing) -> Iterator[_Place]:
    text = filing.document.text
    if "&" not in text or ";" not in text:
        return
    for stretch in _stretches(filing.document):
        value = stretch.value
        for match in re.finditer(r"(?:&(?:nbsp|ensp|emsp|thinsp);)+|&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", value):
            start, end = match.span()
            if not match[0].endswith("sp;"):
                yield _Place(stretch.span_of(start, end))
                continue
            before, after = value[start - 1 : start], value[end : end + 1]
            apart = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
            start = _before(value, start)
            yield _Place(stretch.span_of(start, end), " " if apart else "")


def _before(value: str, at: int) -> int:
    """Where the plain spaces before a place begin, unless they belong to special ones or to a #."""
    start = at
    while start and value[start - 1] == " ":
        start -= 1
    before = value[start - 1 : start]
    return at if (before.isspace() and before not in "\r\n") or before in ("#", "\u200b", "\ufeff") else start


def _templates(filing: Filing) -> Iterator[_Place]:
    plain = filing.document.plain
    if not has_any(plain, ("${", "{{", "××", "XX", "xx", "***")):
        return
    for stretch in _stretches(filing.document):
        for match in re.finditer(
            r"\$\{[^}\n]{0,60}\}?|\{\{[^}\n]{0,60}(?:\}\})?|20(?:[Xx]{2}|××)(?=年)|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|×{2,}|\*{3,}",
            stretch.normal,
        ):
            if match[0][0] in "${2" or not _is_mask(stretch.normal, *match.span()):
                yield _Place(stretch.span_of(*match.span()))


def _is_mask(normal: str, start: int, end: int) -> bool:
    """Whether signs stand for digits of a number or for a person's name, or are a rule of Markdown."""
    before, after = normal[start - 1 : start], normal[end : end + 1]
    if before.isdigit() or after.isdigit():
        return True
    if normal[start] == "*" and (before in ("", "\n") or after in ("", "\n")):
        return True
    return "一" <= before <= "鿿" and (not after or after in "诉等及和与、,。;)的\n某\t|")
