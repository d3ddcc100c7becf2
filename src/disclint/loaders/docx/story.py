"""The main part of a Word document from front to back: its lines and tables, each word with the place it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from disclint import NamedTuple, Note, Unreadable
from disclint.loaders.docx.markup import Attributes, PartReader
from disclint.loaders.docx.numbering import Numbering
from disclint.loaders.docx.package import Package
from disclint.loaders.docx.places import Host
from disclint.loaders.docx.styles import Styles

__all__ = ["Fragment", "Grid", "GridCell", "Line", "Story", "read_story"]

_MOST_PARAGRAPHS = 20_000
_MOST_CELLS = 50_000
_WIDEST = 200
"""Grid columns that wide cells may cover; Word has 63 in a table."""

_SPACE = "http://www.w3.org/XML/1998/namespace space"

_LEFT_OUT = frozenset((
    "delText", "delInstrText", "rt", "sectPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "background",
    "pPrChange", "rPrChange", "tblPrChange", "tblGridChange", "tblPrExChange", "trPrChange", "tcPrChange",
    "sectPrChange", "numberingChange", "m:ctrlPr",
))  # fmt: skip
"""Elements without words of the report: settings, settings from before a change, the reading aid of a character."""

_REMOVED = ("del", "moveFrom")
_CHANGED = frozenset(("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))

_NO_CHILDREN = ("pPr", "commentRangeStart", "commentRangeEnd")
"""What a paragraph has besides its words. Marks of comments are none, so that they never shift the next ones."""

_SIGNS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-",
}  # fmt: skip

_SYMBOLS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x6E: "■", 0x6C: "●", 0x75: "◆",
    0xD8: "➢", 0xB2: "²", 0xB4: "×", 0xB7: "·", 0xB3: "≥", 0xA3: "≤",
}  # fmt: skip
"""What the commonest characters of Word's symbol fonts look like."""


class Fragment(NamedTuple):
    """Words that stand in one place: in a child of a host, or ``-1`` for a number that Word generates."""

    words: str
    exact: bool
    host: int
    child: int


class Line:
    """A paragraph, or what stands between two line breaks of one; ``host`` holds it even if it is empty."""

    __slots__ = ("fragments", "host", "level")

    def __init__(self, fragments: list[Fragment], host: int, level: int | None = None) -> None:
        self.fragments = fragments
        self.host = host
        self.level = level

    @property
    def words(self) -> str:
        """Its text."""
        return "".join([fragment.words for fragment in self.fragments])


class GridCell:
    """A cell on the grid of its table; a merged cell once, where it begins."""

    __slots__ = ("blocks", "colspan", "column", "row", "rowspan")

    def __init__(self, row: int) -> None:
        self.column = 0
        self.row = row
        self.colspan = 1
        self.rowspan = 1
        self.blocks: list[Block] = []

    def lines(self) -> list[Line]:
        """The lines of the cell itself, not those of a table in it."""
        return [block for block in self.blocks if isinstance(block, Line)]


class Grid:
    """A table."""

    __slots__ = ("rows",)

    def __init__(self) -> None:
        self.rows: list[list[GridCell]] = []


Block = Line | Grid


class Story(NamedTuple):
    """All that a document says, in order, and the paragraphs that it stands in."""

    blocks: list[Block]
    hosts: list[Host]
    notes: tuple[Note, ...]


def read_story(package: Package) -> Story:
    """The text of a document with its footnotes, each after the paragraph or table that refers to it."""
    styles = Styles(package.related_part("styles"), package.related("styles") or "")
    data = package.part(package.main) or b""

    def read(*, contents: bool) -> _StoryReader:
        numbering = Numbering(package.related_part("numbering"), styles, package.related("numbering") or "")
        reader = _StoryReader(package.main, styles, numbering, contents=contents)
        reader.footnotes = {kind: _read_notes(package, f"{kind}s", styles) for kind in ("footnote", "endnote")}
        reader.read(data)
        return reader

    reader = read(contents=False)
    if reader.fields:  # a table of contents that never ends would swallow the report
        reader = read(contents=True)
    return Story(reader.body, reader.hosts, tuple(_notes(reader, _comments(package))))


def _read_notes(package: Package, kind: str, styles: Styles) -> dict[str, list[Block]]:
    data = package.related_part(kind)
    if data is None:
        return {}
    numbering = Numbering(package.related_part("numbering"), styles)
    reader = _StoryReader(package.related(kind) or kind, styles, numbering, contents=True)
    reader.read(data)
    return reader.bodies


def _comments(package: Package) -> int:
    """How many comments there are that this program did not write."""
    data = package.related_part("comments")
    if data is None:
        return 0
    reader = _CommentCounter()
    reader.part = package.related("comments") or ""
    reader.read(data)
    return reader.count


class _CommentCounter(PartReader):
    count = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "comment" and self.get(attributes, "author") != "disclint":
            self.count += 1


def _notes(reader: _StoryReader, comments: int) -> Iterable[Note]:
    if reader.changes:
        yield Note(
            "tracked-changes",
            f"文档有 {reader.changes} 处修订尚未接受或拒绝，按全部接受后的内容读取",
            f"{reader.changes} tracked changes, neither accepted nor rejected: read as if all were accepted",
        )
    if comments:
        yield Note("comments", f"文档有 {comments} 条批注", f"the document has {comments} comments")
    if reader.hidden:
        yield Note(
            "hidden-text",
            f"文档有 {reader.hidden} 处隐藏文字，未读取",
            f"{reader.hidden} stretches of hidden text, which were not read",
        )
    if reader.embedded:
        yield Note(
            "embedded-document",
            f"文档嵌入了 {reader.embedded} 个外部文档，其内容未读取",
            f"{reader.embedded} embedded documents, which were not read",
        )


def _too_large(what: str, english: str) -> Unreadable:
    return Unreadable(f"文档超过 {what}，不像一份报告", f"the document has more than {english}: this is no report")


class _Container:
    """What paragraphs and tables stand in: the body, a cell, a text box, a footnote."""

    __slots__ = ("after", "blocks", "carried", "cell")

    def __init__(self, blocks: list[Block], cell: GridCell | None = None) -> None:
        self.blocks = blocks
        self.cell = cell
        self.after: list[Block] = []
        """Text boxes and footnotes that belong to the paragraph or table that is being read."""
        self.carried: list[Line] = []
        """Lines whose paragraph mark was deleted: the next paragraph goes on with them."""


class _Paragraph:
    __slots__ = ("child", "hidden", "host", "ilvl", "lines", "num", "outline", "removed", "style", "style_hides")

    def __init__(self, host: int, child: int) -> None:
        self.host = host
        self.child = child
        self.lines: list[list[Fragment]] = [[]]
        self.style: str | None = None
        self.num: int | None = None
        self.ilvl: int | None = None
        self.outline: int | None = None
        self.removed = False  # its mark was deleted
        self.hidden = False  # its mark is hidden
        self.style_hides: bool | None = None


class _Field:
    """A field between its marks: first its instructions, then its result."""

    __slots__ = ("in_result", "instruction", "is_contents")

    def __init__(self) -> None:
        self.instruction = ""
        self.in_result = False
        self.is_contents = False

    @property
    def is_mute(self) -> bool:
        """Whether what stands in it now is no text: instructions, or a table of contents."""
        return self.is_contents or not self.in_result


class _Merge:
    """What a cell says of its width and of the cells that it is merged with."""

    __slots__ = ("across", "down", "width")

    def __init__(self) -> None:
        self.width = 1
        self.across: str | None = None
        self.down: str | None = None


class _Table:
    __slots__ = ("column", "continued", "deleted", "drop_row", "grid", "merge", "merges", "row")

    def __init__(self) -> None:
        self.grid = Grid()
        self.merges: dict[int, GridCell] = {}
        self.row: list[GridCell] = []
        self.merge = _Merge()
        self.column = 0
        self.continued: list[GridCell] = []
        self.drop_row = False
        self.deleted = False  # the cell


class _Outside(NamedTuple):
    """What was being read when a text box began."""

    paragraph: _Paragraph | None
    host_depth: int
    fields: list[_Field]
    mute: int
    tables: list[_Table]


class _StoryReader(PartReader):
    """Gathers lines and tables. Handlers stand in tables by the name of the element."""

    def __init__(self, part: str, styles: Styles, numbering: Numbering, *, contents: bool) -> None:
        super().__init__()
        self.part = part
        self.body: list[Block] = []
        self.bodies: dict[str, list[Block]] = {}
        self.hosts: list[Host] = []
        self.footnotes: dict[str, dict[str, list[Block]]] = {}
        self.fields: list[_Field] = []
        self._mute = 0  # fields that are mute
        self.changes = self.hidden = self.embedded = 0
        self._paragraphs = self._cells = 0
        self._styles = styles
        self._numbering = numbering
        self._contents = contents
        self._skipping = 0  # depth of an element that is left out
        self._containers: list[_Container] = []
        self._tables: list[_Table] = []
        self._paragraph: _Paragraph | None = None
        self._outer: list[_Outside] = []
        self._host_depth = 0  # of the paragraph that is host now; 0 outside
        self._host_start = 0
        self._children: list[int] = []
        self._choices: list[bool] = []
        self._settings = ""  # whose settings are told: "paragraph", "mark", "run", "row", "cell"
        self._in_run = False
        self._run_hidden = False
        self._words: list[str] | None = None
        self._kept = False
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "body": self._start_body, "footnote": self._start_note, "endnote": self._start_note,
            "p": self._start_p, "pPr": self._start_ppr, "rPr": self._start_rpr, "r": self._start_r,
            "pStyle": self._set_style, "numId": self._set_num, "ilvl": self._set_ilvl, "outlineLvl": self._set_outline,
            "rStyle": self._set_run_style, "vanish": self._set_vanish,
            "t": self._start_t, "m:t": self._start_t, "instrText": self._start_t, "sym": self._start_sym,
            "commentReference": self._refer_comment,
            "fldChar": self._start_field_mark, "fldSimple": self._start_simple_field,
            "footnoteReference": self._refer_footnote, "endnoteReference": self._refer_endnote,
            "txbxContent": self._start_box,
            "tbl": self._start_tbl, "tr": self._start_tr, "trPr": self._start_trpr, "tc": self._start_tc,
            "tcPr": self._start_tcpr, "gridBefore": self._set_before, "gridSpan": self._set_span,
            "vMerge": self._set_down, "hMerge": self._set_across, "cellMerge": self._set_tracked_merge,
            "cellDel": self._set_cell_deleted, "hidden": self._set_hidden_row,
            "mc:AlternateContent": self._start_alternatives, "mc:Choice": self._start_choice,
            "mc:Fallback": self._start_fallback, "altChunk": self._count_embedded, "subDoc": self._count_embedded,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "body": self._end_container, "footnote": self._end_container, "endnote": self._end_container,
            "p": self._end_p, "pPr": self._end_settings, "rPr": self._end_rpr, "r": self._end_r,
            "t": self._end_t, "m:t": self._end_t, "instrText": self._end_instruction, "txbxContent": self._end_box,
            "tbl": self._end_tbl, "tr": self._end_tr, "trPr": self._end_settings, "tc": self._end_tc,
            "tcPr": self._end_settings, "fldSimple": self._end_simple_field,
            "mc:AlternateContent": self._end_alternatives,
        }  # fmt: skip

    def start(self, name: str, attributes: Attributes) -> None:
        paragraph = self._paragraph
        if paragraph is not None and self.depth == self._host_depth + 1 and name not in _NO_CHILDREN:
            self._children.append(self.offset)
            paragraph.child = len(self._children) - 1
        if self._skipping or not name:
            return
        if name in _CHANGED:
            self._change(name)
        if name in _LEFT_OUT or (name in _REMOVED and not self._settings):
            self._skipping = self.depth
            return
        if name in _SIGNS:
            if self._in_run and not self._settings:
                self._add(_SIGNS[name])
            return
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        if self._skipping:
            if self._skipping == self.depth:
                self._skipping = 0
            return
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def text(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    # Tracked changes

    def _change(self, name: str) -> None:
        self.changes += 1
        if name in _REMOVED:
            if self._settings == "mark" and self._paragraph is not None:
                self._paragraph.removed = True
            elif self._settings == "row" and self._tables:
                self._tables[-1].drop_row = True

    # Words

    def _start_t(self, attributes: Attributes) -> None:
        self._words = []
        self._kept = attributes.get(_SPACE) == "preserve"

    def _end_t(self) -> None:
        words = "".join(self._words or ())
        self._words = None
        self._add(words if self._kept else words.strip(" \t\r\n"))

    def _end_instruction(self) -> None:
        words = "".join(self._words or ())
        self._words = None
        if self.fields and not self.fields[-1].in_result:
            self.fields[-1].instruction += words

    def _start_sym(self, attributes: Attributes) -> None:
        code = self.get(attributes, "char") or ""
        try:
            number = int(code[:6], 16)
        except ValueError:
            return
        if 0xE000 <= number <= 0xF8FF:
            self._add(_SYMBOLS.get(number & 0xFF, "□"), exact=False)
        elif 0x20 <= number < 0xD800 or 0xF900 <= number < 0xFFFE:
            self._add(chr(number), exact=False)

    def _add(self, words: str, *, exact: bool = True) -> None:
        """Words of the paragraph that is being read; a line break ends its line."""
        paragraph = self._paragraph
        if paragraph is None or not words or self._mute:
            return
        if self._run_hidden:
            self.hidden += bool(words.strip())
            return
        if words == "\n":
            paragraph.lines.append([])
            return
        if not words.isprintable():
            words = _quiet(words)
        paragraph.lines[-1].append(Fragment(words, exact and words != "\t", paragraph.host, paragraph.child))

    # Fields: their result counts, their instructions do not

    def _start_field_mark(self, attributes: Attributes) -> None:
        kind = self.get(attributes, "fldCharType")
        if kind == "begin":
            self._open_field(_Field())
        elif kind == "separate" and self.fields:
            self._begin_result(self._close_field())
        elif kind == "end" and self.fields:
            self._close_field()

    def _start_simple_field(self, attributes: Attributes) -> None:
        field = _Field()
        field.instruction = self.get(attributes, "instr") or ""
        self._begin_result(field)

    def _end_simple_field(self) -> None:
        if self.fields:
            self._close_field()

    def _begin_result(self, field: _Field) -> None:
        field.in_result = True
        field.is_contents = not self._contents and field.instruction.split()[:1] == ["TOC"]
        self._open_field(field)

    def _open_field(self, field: _Field) -> None:
        self.fields.append(field)
        self._mute += field.is_mute

    def _close_field(self) -> _Field:
        field = self.fields.pop()
        self._mute -= field.is_mute
        return field

    # Runs

    def _start_r(self, attributes: Attributes) -> None:
        self._in_run = True
        paragraph = self._paragraph
        if paragraph is None or paragraph.style is None:
            self._run_hidden = False
            return
        if paragraph.style_hides is None:
            paragraph.style_hides = self._styles.is_hidden(paragraph.style)
        self._run_hidden = paragraph.style_hides

    def _end_r(self) -> None:
        self._in_run = False
        self._run_hidden = False

    def _start_rpr(self, attributes: Attributes) -> None:
        if self._settings == "paragraph":
            self._settings = "mark"
        elif not self._settings and self._in_run:
            self._settings = "run"

    def _end_rpr(self) -> None:
        self._settings = "paragraph" if self._settings == "mark" else ""

    def _set_run_style(self, attributes: Attributes) -> None:
        if self._settings == "run" and self._styles.is_hidden(self.get(attributes)):
            self._run_hidden = True

    def _set_vanish(self, attributes: Attributes) -> None:
        if self._settings == "run":
            self._run_hidden = self.is_on(attributes)
        elif self._settings == "mark" and self._paragraph is not None:
            self._paragraph.hidden = self.is_on(attributes)

    # Paragraphs

    def _start_body(self, attributes: Attributes) -> None:
        self._containers.append(_Container(self.body))

    def _start_note(self, attributes: Attributes) -> None:
        blocks: list[Block] = []
        if self.get(attributes, "type") in (None, "normal"):
            self.bodies[self.get(attributes, "id") or ""] = blocks
        self._containers.append(_Container(blocks))

    def _end_container(self) -> None:
        if self._containers:
            container = self._containers.pop()
            _put_carried(container)
            container.blocks.extend(container.after)

    def _start_p(self, attributes: Attributes) -> None:
        if not self._containers:
            return
        if not self._tables:
            self._paragraphs += 1
            if self._paragraphs > _MOST_PARAGRAPHS:
                raise _too_large(f"{_MOST_PARAGRAPHS // 10_000} 万段", f"{_MOST_PARAGRAPHS:,} paragraphs")
        if self._outer:
            host = self._outer[0].paragraph
            self._paragraph = _Paragraph(host.host, host.child) if host is not None else _Paragraph(-1, -1)
            return
        self._paragraph = _Paragraph(len(self.hosts), -1)
        self._host_depth = self.depth
        self._host_start = self.offset
        self._children = []

    def _start_ppr(self, attributes: Attributes) -> None:
        if self._paragraph is not None and not self._in_run:
            self._settings = "paragraph"

    def _end_settings(self) -> None:
        self._settings = ""

    def _set_style(self, attributes: Attributes) -> None:
        if self._settings == "paragraph" and self._paragraph is not None:
            self._paragraph.style = self.get(attributes)

    def _set_num(self, attributes: Attributes) -> None:
        if self._settings == "paragraph" and self._paragraph is not None:
            self._paragraph.num = self.number(attributes)

    def _set_ilvl(self, attributes: Attributes) -> None:
        if self._settings == "paragraph" and self._paragraph is not None:
            self._paragraph.ilvl = self.number(attributes)

    def _set_outline(self, attributes: Attributes) -> None:
        if self._settings == "paragraph" and self._paragraph is not None:
            self._paragraph.outline = self.number(attributes)

    def _end_p(self) -> None:
        paragraph = self._paragraph
        if paragraph is None:
            return
        if not self._outer:
            self.hosts.append(Host(self._host_start, self.offset, tuple(self._children)))
            self._host_depth = 0
        self._paragraph = None
        self._settings = ""
        while self.fields and not self.fields[-1].in_result:  # instructions do not go on into another paragraph
            self._close_field()
        container = self._containers[-1]
        lines = [Line(fragments, paragraph.host) for fragments in paragraph.lines]
        if container.carried:
            first = lines[0]
            first.fragments[:0] = container.carried[-1].fragments
            lines[:0] = container.carried[:-1]
            container.carried = []
        if paragraph.removed:
            container.carried = lines
        else:
            self._finish(paragraph, lines)
            container.blocks.extend(lines)
        if container.cell is None:
            container.blocks.extend(container.after)
            container.after = []

    def _finish(self, paragraph: _Paragraph, lines: list[Line]) -> None:
        """Number and rank a paragraph that is whole, unless nothing of it is shown."""
        if (paragraph.hidden and not any(line.fragments for line in lines)) or self._mute:
            return
        label = self._numbering.label(paragraph.style, paragraph.num, paragraph.ilvl)
        first = lines[0]
        if label is not None:
            words, close = label
            following = first.words.lstrip()
            if following and (not close or (words[-1] == "." and following[0].isdigit())):
                words += " "
            first.fragments.insert(0, Fragment(words, False, paragraph.host, -1))
        outline = self._styles.outline(paragraph.style) if paragraph.outline is None else paragraph.outline
        if outline is not None and 0 <= outline < 9:
            for line in lines:
                line.level = outline + 1

    # Text boxes and footnotes

    def _start_box(self, attributes: Attributes) -> None:
        self._outer.append(_Outside(self._paragraph, self._host_depth, self.fields, self._mute, self._tables))
        self._containers.append(_Container([]))
        self._paragraph = None
        self._host_depth = 0
        self.fields, self._mute = [], 0
        self._tables = []
        self._in_run = self._run_hidden = False

    def _end_box(self) -> None:
        box = self._containers[-1]
        self._end_container()
        self._paragraph, self._host_depth, self.fields, self._mute, self._tables = self._outer.pop()
        self._in_run = True
        if self._containers and not self._mute:
            self._containers[-1].after.extend(box.blocks)

    def _refer_footnote(self, attributes: Attributes) -> None:
        self._refer("footnote", self.get(attributes, "id") or "")

    def _refer_endnote(self, attributes: Attributes) -> None:
        self._refer("endnote", self.get(attributes, "id") or "")

    def _refer_comment(self, attributes: Attributes) -> None:
        """A run that only refers to a comment is no child of its paragraph."""
        paragraph = self._paragraph
        if paragraph is None or self.depth != self._host_depth + 2 or not self._children:
            return
        if not any(fragment.child == paragraph.child for fragment in paragraph.lines[-1][-1:]):
            self._children.pop()
            paragraph.child -= 1

    def _refer(self, kind: str, identity: str) -> None:
        paragraph = self._paragraph
        if paragraph is None or self._mute or self._run_hidden:
            return
        blocks = self.footnotes.get(kind, {}).pop(identity, [])
        self._containers[-1].after.extend(_rehosted(blocks, paragraph.host, paragraph.child))

    # Tables

    def _start_tbl(self, attributes: Attributes) -> None:
        if self._containers:
            _put_carried(self._containers[-1])
        self._tables.append(_Table())

    def _start_tr(self, attributes: Attributes) -> None:
        if self._tables:
            table = self._tables[-1]
            table.row = []
            table.continued = []
            table.column = 0
            table.drop_row = False

    def _start_trpr(self, attributes: Attributes) -> None:
        self._settings = "row"

    def _start_tcpr(self, attributes: Attributes) -> None:
        self._settings = "cell"

    def _set_before(self, attributes: Attributes) -> None:
        if self._settings == "row" and self._tables:
            self._tables[-1].column = min(max(self.number(attributes) or 0, 0), _WIDEST)

    def _set_hidden_row(self, attributes: Attributes) -> None:
        if self._settings == "row" and self._tables and self.is_on(attributes):
            self._tables[-1].drop_row = True
            self.hidden += 1

    def _start_tc(self, attributes: Attributes) -> None:
        if not self._tables:
            return
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise _too_large(f"{_MOST_CELLS // 10_000} 万个单元格", f"{_MOST_CELLS:,} cells")
        table = self._tables[-1]
        cell = GridCell(len(table.grid.rows))
        table.deleted = False
        table.merge = _Merge()
        self._containers.append(_Container(cell.blocks, cell))

    def _set_span(self, attributes: Attributes) -> None:
        if self._settings == "cell" and self._tables:
            self._tables[-1].merge.width = min(max(self.number(attributes) or 1, 1), _WIDEST)

    def _set_down(self, attributes: Attributes) -> None:
        if self._settings == "cell" and self._tables:
            self._tables[-1].merge.down = self.get(attributes) or "continue"

    def _set_across(self, attributes: Attributes) -> None:
        if self._settings == "cell" and self._tables:
            self._tables[-1].merge.across = self.get(attributes) or "continue"

    def _set_tracked_merge(self, attributes: Attributes) -> None:
        if self._settings == "cell" and self._tables:
            self._tables[-1].merge.down = {"cont": "continue", "rest": "restart"}.get(
                self.get(attributes, "vMerge") or ""
            )

    def _set_cell_deleted(self, attributes: Attributes) -> None:
        if self._settings == "cell" and self._tables:
            self._tables[-1].deleted = True

    def _end_tc(self) -> None:
        if not self._tables:
            return
        container = self._containers.pop()
        _put_carried(container)
        if container.after:
            # What is anchored in a cell need not lie over it: it follows the table.
            self._containers[-1].after.extend(container.after)
        table = self._tables[-1]
        if container.cell is not None and not table.deleted:
            _place(table, container.cell)

    def _end_tr(self) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        if table.drop_row:
            table.merges = {column: cell for column, cell in table.merges.items() if cell not in table.row}
        if table.drop_row or not table.row:
            return
        number = len(table.grid.rows)
        table.grid.rows.append(table.row)
        for cell in table.continued:
            cell.rowspan = number - cell.row + 1
        table.row = []

    def _end_tbl(self) -> None:
        grid = self._tables.pop().grid
        if not self._containers:
            return
        container = self._containers[-1]
        if _is_layout(grid):
            for row in grid.rows:
                for cell in row:
                    container.blocks.extend(cell.blocks)
        else:
            inner = [block for row in grid.rows for cell in row for block in cell.blocks if isinstance(block, Grid)]
            if grid.rows:
                container.blocks.append(grid)
            container.blocks.extend(inner)
        if container.cell is None:
            container.blocks.extend(container.after)
            container.after = []

    # Alternatives

    def _start_alternatives(self, attributes: Attributes) -> None:
        self._choices.append(False)

    def _start_choice(self, attributes: Attributes) -> None:
        if self._choices and self._choices[-1]:
            self._skipping = self.depth
        elif self._choices:
            self._choices[-1] = True

    def _start_fallback(self, attributes: Attributes) -> None:
        if self._choices and self._choices[-1]:
            self._skipping = self.depth

    def _end_alternatives(self) -> None:
        self._choices.pop()

    def _count_embedded(self, attributes: Attributes) -> None:
        self.embedded += 1


def _place(table: _Table, cell: GridCell) -> None:
    """Put a cell on the grid, or add it to the one that it is merged into."""
    merge = table.merge
    first, after = table.column, table.column + merge.width
    if after > _WIDEST:
        after = first + 1
    cell.column, cell.colspan = first, after - first  # only now: a cell that began in another one ends before it
    table.column = after
    if merge.across == "continue" and table.row:
        table.row[-1].colspan = after - table.row[-1].column
        return
    above = table.merges.get(first)
    if merge.down == "continue" and above is not None:
        table.continued.append(above)
        return  # Word does not show what stands in it
    for column in range(first, after):
        table.merges.pop(column, None)
    if merge.down is not None:
        table.merges[first] = cell
    table.row.append(cell)


def _is_layout(grid: Grid) -> bool:
    """Whether a table only arranges what stands in it: one column, or less of its own than the tables in it have."""
    cells = inner = 0
    widest = 0
    for row in grid.rows:
        widest = max(widest, len(row))
        cells += len(row)
        inner += sum(len(r) for cell in row for block in cell.blocks if isinstance(block, Grid) for r in block.rows)
    return widest == 1 or inner > cells


def _put_carried(container: _Container) -> None:
    container.blocks.extend(container.carried)
    container.carried = []


def _rehosted(blocks: Sequence[Block], host: int, child: int) -> list[Block]:
    """Blocks of a footnote, as if they stood where it is referred to."""
    for block in blocks:
        lines = [block] if isinstance(block, Line) else [x for row in block.rows for cell in row for x in cell.lines()]
        for line in lines:
            line.host = host
            line.fragments = [part._replace(host=host, child=child) for part in line.fragments]
    return list(blocks)


def _quiet(words: str) -> str:
    """What ends a line, and what would act on a terminal, becomes one character that does neither."""
    return "".join([" " if character in "\r\n" else _quiet_one(character) for character in words])


def _quiet_one(character: str) -> str:
    code = ord(character)
    if character == "\t" or not (code < 0x20 or 0x7F <= code < 0xA0):
        return character
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
