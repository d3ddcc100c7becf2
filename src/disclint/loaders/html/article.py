"""Finds the article of a page by what it holds, without knowing any site.

A report is sentences, headings that are numbered, and tables of figures; the furniture of a site is links and short
words. So the article is the smallest block that has all the page's content but for a sentence or two, together with
the title that stands before it. Within it, lists of links and what the page itself calls its navigation or its footer
are furniture too; all else belongs to the report, and is for the rules to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclint import NamedTuple
from disclint.loaders.html.blocks import cells_of, rows_of
from disclint.loaders.html.references import REFERENCE, resolve
from disclint.loaders.html.tree import Break, Leaf, Node, Page

__all__ = ["article_of"]

_NUMBERED = re.compile(r"\s*(?:第[一二三四五六七八九十]{1,3}部分|[（(]?[一二三四五六七八九十]{1,3}\s*[、)）.．])")
_FIGURE = re.compile(r"\s*+[-+增减]?\s*+\d[\d.,]*+\s*+(?:万?元)?\s*+")
_HEADING = 100
"""What a numbered heading weighs, in characters of prose."""
_FIGURES = 300
"""What a table of figures weighs beside its words."""
_LEFT_OUT = 60
"""So much prose may stand outside the article, or three parts of a hundred."""
_LINES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"))
"""A report is more than one of them."""
_TEXTUAL = _LINES | {"td", "th", "tr", "tbody", "thead", "tfoot"}
_CONTAINERS = frozenset((
    "address", "aside", "blockquote", "center", "dialog", "dir", "div", "dl", "fieldset", "figure", "footer", "form",
    "header", "menu", "nav", "ol", "search", "section", "table", "ul",
))  # fmt: skip
_FURNITURE = frozenset(("nav", "footer", "aside", "search", "menu"))
_HINT = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|foot(?:er)?|copyright|bread\w*|crumbs?|sidebar|share\w*|toolbar|tools?|print\w*|"
    r"dy_?gb|fenxiang|daohang|weizhi|position|related|recommend\w*|pagination|pager|search\w*|login|popup|modal|qrcode|"
    r"ewm)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_TITLE_HINT = re.compile(r"title|(?:^|[\s_-])(?:tit|bt|biaoti)(?:$|[\s_\d-])", re.IGNORECASE)
_REPORT = re.compile(r"报告》?(?:（[^（）]{1,20}）|\([^()]{1,20}\))?$")
_LONGEST_TITLE = 90
_SEARCHED = 80
"""How many lines before the article are searched for its title."""


class _Weight(NamedTuple):
    """What a block holds: its content, all its characters, and those that are links."""

    content: float
    shown: int
    linked: int
    links: int
    headings: int
    figures: int
    is_form: bool = False
    """Whether it is a table of figures itself."""


_NOTHING = _Weight(0, 0, 0, 0, 0, 0)


def article_of(page: Page) -> tuple[Node | None, Node]:
    """The block that the report's title stands in, where it is outside the report, and the block of the report.

    Furniture inside the article is taken out of the tree.
    """
    weights: dict[int, _Weight] = {}
    _weigh(page, page.root, weights)
    article = page.root
    while True:
        children = [child for child in article.children if isinstance(child, Node) and child.name not in _LINES]
        best = max(children, key=lambda child: weights[id(child)].content, default=None)
        if best is None or not _holds_all(best, article, weights):
            break
        article = best
    title = None if article is page.root else _title_before(page, article)
    _clear(page, article, weights)
    return title, article


def _holds_all(child: Node, parent: Node, weights: dict[int, _Weight]) -> bool:
    mine, all_ = weights[id(child)], weights[id(parent)]
    if mine.content <= 0 or mine.is_form:
        return False
    rest = all_.content - mine.content
    return rest <= max(_LEFT_OUT, 0.03 * mine.content) and all_.headings == mine.headings


# ---- weighing ----


def _weigh(page: Page, node: Node, weights: dict[int, _Weight]) -> _Weight:
    total = _NOTHING
    line: list[Leaf] = []
    for child in (*node.before, *node.children):
        if isinstance(child, Leaf):
            line.append(child)
            continue
        if line:
            total = _sum(total, _weight_of_line(page.text, line))
            line = []
        if isinstance(child, Node):
            total = _sum(total, _weigh(page, child, weights))
    if line:
        total = _sum(total, _weight_of_line(page.text, line))
    if node.name == "table":
        figures = _count_figures(page.text, node)
        if figures >= 3:
            content = total.content + total.shown - total.linked + _FIGURES
            total = total._replace(content=content, figures=figures, is_form=True)
    elif node.name in _FURNITURE or (node.name in _CONTAINERS and total.figures == 0 and _is_hinted(page, node)):
        total = total._replace(content=0.0 if not total.headings else total.content)
    weights[id(node)] = total
    return total


def _sum(one: _Weight, other: _Weight) -> _Weight:
    return _Weight(
        one.content + other.content,
        one.shown + other.shown,
        one.linked + other.linked,
        one.links + other.links,
        one.headings + other.headings,
        one.figures + other.figures,
    )


def _weight_of_line(text: str, line: list[Leaf]) -> _Weight:
    shown = linked = stops = commas = links = 0
    for leaf in line:
        words = text[leaf.start : leaf.end]
        length = len(words) if not words.isspace() else 0
        shown += length
        if leaf.link and length <= _LONGEST_TITLE:
            linked += length
            links += 1
        elif length > 2:
            stops += words.count("。") + words.count("；")
            commas += words.count("，") + words.count("、")
    plain = shown - linked
    first = next((leaf for leaf in line if not text[leaf.start : leaf.end].isspace()), line[0])
    heading = not first.link and plain >= 4 and _NUMBERED.match(text, first.start, min(first.end, first.start + 40))
    content = float(plain) if stops or commas > 2 else 0.0
    return _Weight(content + (_HEADING if heading else 0), shown, linked, links, 1 if heading else 0, 0)


def _count_figures(text: str, table: Node) -> int:
    """How many cells of a table hold a figure alone."""
    return sum(
        _FIGURE.fullmatch(text, leaf.start, leaf.end) is not None
        for _, row in rows_of(table)
        for cell in cells_of(row)
        for leaf in _first_leaves(text, cell)
    )


def _first_leaves(text: str, cell: Node) -> Iterator[Leaf]:
    """The first leaf with words in a cell, tables in it left out."""
    for leaf in _leaves(cell):
        if not text[leaf.start : leaf.end].isspace():
            yield leaf
            return


def _leaves(node: Node) -> Iterator[Leaf]:
    for child in node.children:
        if isinstance(child, Leaf):
            yield child
        elif isinstance(child, Node) and child.name != "table":
            yield from _leaves(child)


def _is_hinted(page: Page, node: Node) -> bool:
    attributes = page.attributes(node)
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return _HINT.search(names) is not None


# ---- furniture inside ----


def _clear(page: Page, article: Node, weights: dict[int, _Weight]) -> None:
    """Takes lists of links, navigation and footers out of the article."""
    kept: list[Node | Leaf | Break] = []
    for child in article.children:
        if isinstance(child, Node) and child.name not in _TEXTUAL:
            if child.name in _CONTAINERS and _is_furniture(page, child, weights[id(child)]):
                continue
            if child.name != "table":
                _clear(page, child, weights)
        kept.append(child)
    article.children = kept


def _is_furniture(page: Page, node: Node, weight: _Weight) -> bool:
    if weight.content > 0 or weight.shown == 0:
        return False
    if node.name in _FURNITURE or _is_hinted(page, node):
        return True
    return weight.links >= 2 and weight.linked * 2 >= weight.shown


# ---- the title ----


class _Line(NamedTuple):
    """A line before the article, and the block that it stands in."""

    node: Node
    words: str
    link: bool
    title: bool
    """Whether the page calls it a title."""


def _title_before(page: Page, article: Node) -> Node | None:
    """The block that holds the title of the article, unless the article begins with one itself."""
    known = {words for title in page.titles for words in _titles(_squeezed(title))}
    for count, line in enumerate(_lines(page, article)):
        if count == 8:
            break
        if _names_report(line.words) or line.words in known:
            return None
    before: list[_Line] = []
    for line in _lines(page, page.root):
        if line.node.start >= article.start:
            break
        before.append(line)
    best: tuple[int, _Line] | None = None
    for line in before[-_SEARCHED:]:
        if line.link or not 4 <= len(line.words) <= _LONGEST_TITLE or line.node.start <= article.start < line.node.end:
            continue
        worth = _names_report(line.words) + (line.words in known)
        if worth:
            worth += (line.node.name in ("h1", "h2")) + line.title
            if best is None or worth >= best[0]:
                best = worth, line
    return best[1].node if best else None


def _names_report(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and "公开" in words and _REPORT.search(words) is not None


def _titles(words: str) -> Iterator[str]:
    """A title of a page as it stands and without the name of the site that follows or precedes it."""
    yield words
    for mark in ("-", "_", "|", "—", "–"):
        if mark in words:
            yield from words.split(mark)


def _squeezed(words: str) -> str:
    words = REFERENCE.sub(lambda match: resolve(match[0])[0] or match[0], words)
    return "".join(words.split())


def _lines(page: Page, root: Node) -> Iterator[_Line]:
    """The lines below a node, in order."""
    line: list[Leaf] = []
    for child in root.children:
        if isinstance(child, Leaf):
            line.append(child)
            continue
        if line:
            yield from _line(page, root, line)
            line = []
        if isinstance(child, Node):
            yield from _lines(page, child)
    if line:
        yield from _line(page, root, line)


def _line(page: Page, node: Node, leaves: list[Leaf]) -> Iterator[_Line]:
    words = _squeezed("".join(page.text[leaf.start : leaf.end] for leaf in leaves))
    if words:
        attributes = page.attributes(node)
        titled = _TITLE_HINT.search(f"{attributes.get('class', '')} {attributes.get('id', '')}") is not None
        yield _Line(node, words, any(leaf.link for leaf in leaves), titled)
