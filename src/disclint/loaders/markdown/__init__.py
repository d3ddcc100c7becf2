"""Markdown: headings, paragraphs and tables by their lines, as a plain text has them, without the marks of the markup.

No Markdown library is used. By the rules of GFM a table has as many columns as its first row, and cells beyond them are
dropped: of a national table that a converter wrote, 60 cells of 232 are kept, and one without its line of dashes is no
table at all. Nor does any library say where a cell stands. So tables are lexed as in plain text, where no cell is ever
dropped, and only the marks are Markdown's: those of lines (``#``, ``>``, ``-``, fences) are passed over, those within a
line (emphasis, code, links, escapes, references, tags) become gaps between the pieces of a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disclint import Block, Cell, Document, LineTable, Paragraph, Text, normal_form
from disclint.loaders.embedded import blocks_around_tables, has_tables
from disclint.loaders.encoding import decode
from disclint.loaders.markdown.inline import joined, without_marks
from disclint.loaders.markdown.lines import LineMarks
from disclint.loaders.text import blocks_of, check_length

__all__ = ["load"]


def load(data: bytes, path: str) -> Document:
    """Reads a text in Markdown. ``Document.text`` is its source; what is read of it are words without markup.

    Raises ``Unreadable`` for what is no text, and for one that is far larger than any report.
    """
    text, encoding, notes = decode(data)
    check_length(text)
    normal = normal_form(text)
    blocks = blocks_around_tables(text, normal, _blocks) if has_tables(text) else _blocks(text, normal)
    document = Document(path, text, normal, blocks, LineTable(text), encoding, "markdown", notes)
    return document.replace(words="\n".join([words.normal for words in document.texts()]))


def _blocks(text: str, normal: str) -> tuple[Block, ...]:
    marks = LineMarks(text)
    lexed = blocks_of(marks.without(text), marks.without(normal))
    return tuple(_paragraphs_whole((_read(block, marks) for block in lexed), text, marks))


def _read(block: Block, marks: LineMarks) -> Block:
    if isinstance(block, Paragraph):
        words = without_marks(_placed(block, marks))
        return Paragraph(words.value, words.normal, words.span, words.pieces, marks.level_at(block.span.start))
    rows = [row._replace(cells=tuple([_cell(cell, marks) for cell in row.cells])) for row in block.rows]
    return block._replace(rows=tuple(rows))


def _cell(cell: Cell, marks: LineMarks) -> Cell:
    words = without_marks(_placed(cell, marks))
    return Cell(words.value, words.normal, words.span, cell.column, words.pieces)


def _placed(text: Text, marks: LineMarks) -> Text:
    """A text that may have marks of lines in it, which are white space there, with the place of each."""
    pieces = marks.pieces(text.span) if not text.pieces else ()
    return Text(text.value, text.normal, text.span, pieces) if pieces else text


# ---- paragraphs of several lines ----

_ENDED = frozenset("。！？；：…!?;:”』」》）)")
_SHORTEST = 24
"""A line of fewer characters is not one that was broken for its length."""


def _paragraphs_whole(blocks: Iterable[Block], text: str, marks: LineMarks) -> Iterator[Block]:
    """The blocks without empty paragraphs, a sentence that goes on in the next line of its paragraph in one.

    Where a line ends with its sentence, the next is a paragraph of its own: many who write Markdown leave no blank line
    between paragraphs.
    """
    open_: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not block.value:
            continue
        if open_ and not (isinstance(block, Paragraph) and _goes_on(open_[-1], block, text, marks)):
            yield _one(open_)
            open_ = []
        if isinstance(block, Paragraph):
            open_.append(block)
        else:
            yield block
    if open_:
        yield _one(open_)


def _goes_on(first: Paragraph, second: Paragraph, text: str, marks: LineMarks) -> bool:
    if first.level or marks.is_marked(second.span.start) or first.value[-1] in _ENDED:
        return False
    between = text[first.span.end : second.span.start]
    if between.startswith(("  ", "\\")) or between.strip("\r\n \t>"):
        return False
    ends = between.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    return ends == 1 and len(first.value) >= _SHORTEST


def _one(lines: list[Paragraph]) -> Paragraph:
    if len(lines) == 1:
        return lines[0]
    whole = joined(lines)
    return Paragraph(whole.value, whole.normal, whole.span, whole.pieces)
