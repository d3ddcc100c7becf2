"""The blocks of a page, nested as a browser would nest them, down to the stretches of text in them.

Inline elements are no nodes: of them only remains whether text is bold or a link. What a page does not show, such as
scripts, hidden elements and the controls of forms, is no part of the tree.
"""

from __future__ import annotations

from disclint import NamedTuple, Unreadable
from disclint.loaders.html.scanner import Token, attributes_of, tokens

__all__ = ["DEEPEST", "Break", "Leaf", "Node", "Page", "page_of", "too_large"]

DEEPEST = 128
"""Blocks nested deeper are read as one level."""

_MOST_TAGS = 100_000
_MOST_TEXT = 2_000_000

_VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "colgroup", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_UNSHOWN = frozenset((
    "audio", "button", "canvas", "datalist", "frameset", "head", "iframe", "map", "math", "noembed", "noframes",
    "noscript", "object", "optgroup", "option", "script", "select", "style", "svg", "template", "textarea", "title",
    "video", "xmp",
))  # fmt: skip
_CLOSES_PARAGRAPH = _BLOCKS - {
    "body", "caption", "colgroup", "html", "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th", "caption"))
_ROWS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "colgroup"))
"""Where only parts of a table may stand; other content belongs before the table."""
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_BOLD = frozenset(("b", "strong"))


class Leaf(NamedTuple):
    """A stretch of text in the source."""

    start: int
    end: int
    bold: bool
    link: bool


class Break(NamedTuple):
    """A ``<br>``."""

    start: int
    end: int


class Node:
    """A block, and the whole of the source from ``start`` to ``end``."""

    __slots__ = ("before", "children", "depth", "end", "inner", "marks", "name", "start", "tag")

    def __init__(self, name: str, tag: Token) -> None:
        self.name = name
        self.tag = tag
        self.start = tag.start
        self.inner = tag.end
        """Where its content begins."""
        self.end = tag.end
        self.children: list[Node | Leaf | Break] = []
        self.before: list[Node | Leaf | Break] = []
        """Of a table: what the source has between its rows, which a browser shows before it."""
        self.marks: list[_Mark] = []
        self.depth = 0
        """How many inline elements were open before it."""


class _Mark(NamedTuple):
    """An open inline element; ``hidden`` ones and what is in them are not shown."""

    name: str
    bold: bool
    link: bool
    hidden: bool


class Page:
    """What was read of a source."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Node("html", Token("html", 0, 0))
        self.titles: list[str] = []
        """What the head gives as the page's or the article's title."""
        self.flattened = False
        self.deletions = 0
        """How many stretches are marked as deleted; they are read as if they were gone."""

    def attributes(self, node: Node) -> dict[str, str]:
        """The attributes of a block."""
        return attributes_of(self.text, node.tag)


def page_of(text: str, begin: int = 0, end: int | None = None) -> Page:
    """The tree of a source, or of a stretch of it. Raises ``Unreadable`` for one that is far larger than any report."""
    page = Page(text)
    builder = _Builder(page)
    count = shown = 0
    for token in tokens(text, begin, end):
        name = token.name
        if not name:
            shown += builder.words(token)
            if shown > _MOST_TEXT:
                raise too_large()
            continue
        count += 1
        if count > _MOST_TAGS:
            raise too_large()
        if name[0] == "/":
            builder.close(name[1:], token)
        else:
            builder.open(name, token)
    builder.finish(len(text) if end is None else end)
    return page


def too_large() -> Unreadable:
    """That a page is no report for its size."""
    return Unreadable(
        "网页过大，不会是一份年度报告，请只检查报告本身",
        "the page is far too large for a report: give the report alone",
    )


class _Builder:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.text
        self.stack = [page.root]
        self.marks: list[_Mark] = []
        self.unshown: list[str] = []
        """Elements that are not shown, from the outermost that is open on."""
        self.within: dict[str, int] = {}
        """How many blocks of each name are open inside them."""
        self.opened: dict[str, int] = {}
        """How many elements of each name are on the stack."""
        self.bold = self.link = self.hidden = 0

    # What comes ---------------------------------------------------------------------------------------------------

    def words(self, token: Token) -> int:
        """Adds text, and says how much of it is shown."""
        if self.unshown:
            if self.unshown[-1] == "title":
                self.page.titles.append(self.text[token.start : token.end])
            return 0
        if self.hidden:
            return 0
        leaf = Leaf(token.start, token.end, self.bold > 0, self.link > 0)
        top = self.stack[-1]
        if top.name not in _ROWS:
            top.children.append(leaf)
        elif not self.text[token.start : token.end].isspace():
            self._table().before.append(leaf)
        else:
            return 0
        return token.end - token.start

    def open(self, name: str, token: Token) -> None:
        if name in _VOID:
            self._void(name, token)
        elif self.unshown and not self._ends_head(name):
            if name in _UNSHOWN and len(self.unshown) < DEEPEST:
                self.unshown.append(name)
            elif name in _BLOCKS:
                self.within[name] = self.within.get(name, 0) + 1
        elif name in _UNSHOWN:
            self.unshown.append(name)
        elif name in _BLOCKS:
            self._block(name, token)
        else:
            self._inline(name, token)

    def close(self, name: str, token: Token) -> None:
        if self.unshown:
            if name in self.unshown:
                del self.unshown[len(self.unshown) - 1 - self.unshown[::-1].index(name) :]
                if not self.unshown:
                    self.within.clear()
                return
            if name not in _BLOCKS or self.within.get(name):
                self.within[name] = self.within.get(name, 1) - 1
                return
            self._show()  # a block ends that began outside: the page forgot an end tag
        if name in _BLOCKS:
            self._end(name, token)
        elif name == "br":
            self._void(name, token)
        else:
            for index in range(len(self.marks) - 1, max(-1, len(self.marks) - 1 - DEEPEST), -1):
                if self.marks[index].name == name:
                    self._unmark(index)
                    break

    def _ends_head(self, name: str) -> bool:
        """Whether a tag ends the head of the page without saying so."""
        if self.unshown != ["head"] or name in _UNSHOWN:
            return False
        self._show()
        return True

    def _show(self) -> None:
        self.unshown.clear()
        self.within.clear()

    def finish(self, end: int) -> None:
        for node in self.stack:
            node.end = end

    # Blocks -------------------------------------------------------------------------------------------------------

    def _block(self, name: str, token: Token) -> None:
        if name in ("html", "body"):
            if name == "body" and len(self.stack) == 1:
                self._push(name, token)
            return
        if name in _CELLS or name in _ROWS:
            if not self._in_table(name, token):
                return
        elif name in _CLOSES_PARAGRAPH:
            self._imply_ends(name, token)
        self._push(name, token)

    def _in_table(self, name: str, token: Token) -> bool:
        """Closes what a part of a table closes, and says whether the part stands in a table."""
        if name == "table":
            depth = self._depth_of("table")
            if depth > 0 and self._last_of(tuple(_CELLS), depth) == depth:
                self._pop_to(depth, token.start)  # it stands between the rows of that table
            self._imply_ends(name, token)
            return True
        depth = self._depth_of("table")
        if depth < 0:
            return False
        if name in ("td", "th"):
            self._pop_to(self._last_of(("tr",), depth) + 1, token.start)
            if self.stack[-1].name != "tr":
                self._push("tr", Token("tr", token.start, token.start))
        elif name == "tr":
            self._pop_to(self._last_of(("thead", "tbody", "tfoot"), depth) + 1, token.start)
        else:
            self._pop_to(depth + 1, token.start)
        return True

    def _imply_ends(self, name: str, token: Token) -> None:
        """Closes the paragraph, heading or item that a block cannot stand in."""
        if self.opened.get("p"):
            for index in range(len(self.stack) - 1, 0, -1):
                other = self.stack[index].name
                if other == "p":
                    self._pop_to(index, token.start)
                    break
                if other in _CELLS or other == "table":
                    break
        if name in _HEADINGS and self.stack[-1].name in _HEADINGS:
            self._pop_to(len(self.stack) - 1, token.start)
        elif name in ("li", "dd", "dt"):
            same = ("li",) if name == "li" else ("dd", "dt")
            for index in range(len(self.stack) - 1, 0, -1):
                other = self.stack[index].name
                if other in same:
                    self._pop_to(index, token.start)
                    break
                if other not in ("div", "p", "address"):
                    break

    def _end(self, name: str, token: Token) -> None:
        if name in ("html", "body"):
            return
        stop = ("table",) if name in _ROWS or name in _CELLS else ("td", "th", "caption", "table")
        names = _HEADINGS if name in _HEADINGS else (name,)
        for index in range(len(self.stack) - 1, 0, -1) if any(map(self.opened.get, names)) else ():
            other = self.stack[index].name
            if other in names:
                self._pop_to(index, token.end)
                return
            if other in stop:
                break
        if name == "tbody":  # rows without a group stand in one that the source does not show
            depth = self._depth_of("table")
            if depth > 0 and depth < self._depth_of("tr") and self._last_of(tuple(_GROUPS), depth) == depth:
                self._pop_to(depth + 1, token.end)
        elif name == "p":
            self._push(name, token)
            self._pop_to(len(self.stack) - 1, token.end)

    def _push(self, name: str, token: Token) -> None:
        if len(self.stack) >= DEEPEST:
            self.page.flattened = True
            if name not in _CELLS and name not in _ROWS:
                self._parent(name).append(Break(token.start, token.end))
            return
        node = Node(name, token)
        if not _is_hidden(self.text, token):
            self._parent(name).append(node)
        self.stack.append(node)
        node.depth = len(self.marks)
        self.opened[name] = self.opened.get(name, 0) + 1
        if name in _CELLS:
            node.marks, self.marks = self.marks, []
            self._count()

    def _parent(self, name: str) -> list[Node | Leaf | Break]:
        top = self.stack[-1]
        if top.name in _ROWS and name not in _ROWS and name not in _CELLS:
            return self._table().before
        return top.children

    def _pop_to(self, depth: int, end: int) -> None:
        while len(self.stack) > max(depth, 1):
            node = self.stack.pop()
            node.end = end
            self.opened[node.name] -= 1
            if node.name in _CELLS:
                self.marks = node.marks
                self._count()
            elif self.link or self.hidden:  # one that is not closed would make a link, or nothing, of all that follows
                self.marks[node.depth :] = [
                    mark for mark in self.marks[node.depth :] if not mark.link and mark.name != "del"
                ]
                self._count()

    def _depth_of(self, name: str) -> int:
        for index in range(len(self.stack) - 1, 0, -1) if self.opened.get(name) else ():
            if self.stack[index].name == name:
                return index
        return -1

    def _last_of(self, names: tuple[str, ...], depth: int) -> int:
        """The depth of the innermost of some parts of the table at ``depth``, or of the table."""
        for index in range(len(self.stack) - 1, depth, -1):
            if self.stack[index].name in names:
                return index
        if "tr" in names:
            return self._last_of(("thead", "tbody", "tfoot"), depth)
        return depth

    def _table(self) -> Node:
        return self.stack[self._depth_of("table")]

    # What is in a line --------------------------------------------------------------------------------------------

    def _void(self, name: str, token: Token) -> None:
        if name == "br" and not self.unshown and not self.hidden:
            self._parent(name).append(Break(token.start, token.end))
        elif name == "hr" and not self.unshown:
            self._imply_ends(name, token)
            self._parent(name).append(Break(token.start, token.end))
        elif name == "col":
            self._in_table(name, token)
        elif name == "meta":
            attributes = attributes_of(self.text, token)
            if attributes.get("name", "").lower() in ("articletitle", "title") and attributes.get("content"):
                self.page.titles.append(attributes["content"])

    def _inline(self, name: str, token: Token) -> None:
        text, start, end = self.text, token.start, token.end
        bare = end - start == len(name) + 2
        bold = name in _BOLD
        if not bare and not bold and text.find("font-weight", start, end) > 0:
            bold = _is_bold(attributes_of(text, token))
        link = name == "a" and "href" in attributes_of(text, token)
        if name == "a":
            for index in range(len(self.marks) - 1, -1, -1):
                if self.marks[index].name == "a":
                    self._unmark(index)
                    break
        if len(self.marks) < DEEPEST:
            deleted = name == "del"
            self.page.deletions += deleted
            self.marks.append(_Mark(name, bold, link, deleted or (not bare and _is_hidden(text, token))))
            self.bold += bold
            self.link += link
            self.hidden += self.marks[-1].hidden

    def _unmark(self, index: int) -> None:
        mark = self.marks.pop(index)
        self.bold -= mark.bold
        self.link -= mark.link
        self.hidden -= mark.hidden

    def _count(self) -> None:
        self.bold = sum(mark.bold for mark in self.marks)
        self.link = sum(mark.link for mark in self.marks)
        self.hidden = sum(mark.hidden for mark in self.marks)


def _is_hidden(text: str, token: Token) -> bool:
    start, end = token.start, token.end
    if token.name != "dialog" and (
        end - start <= len(token.name) + 2
        or (
            text.find("none", start, end) < 0
            and text.find("hidden", start, end) < 0
            and text.find("NONE", start, end) < 0
        )
    ):
        return False
    attributes = attributes_of(text, token)
    if "hidden" in attributes or (token.name == "dialog" and "open" not in attributes):
        return True
    style = "".join(attributes.get("style", "").lower().split())
    return "display:none" in style or "visibility:hidden" in style


def _is_bold(attributes: dict[str, str]) -> bool:
    style = "".join(attributes.get("style", "").lower().split())
    _, there, weight = style.partition("font-weight:")
    return bool(there) and weight.startswith(("bold", "6", "7", "8", "9"))
