"""What each line of a plain text is: nothing, a paragraph, a row, or one cell of a row.

A line is told by its separators alone, then by its neighbours where those leave it open. Nothing is known here of the
forms: that a row is a heading in truth, or no row of theirs, is for binding to see.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["kinds_of_lines", "shadow_of"]

# What the neighbours must settle.
_BLANK_TAB = "blank-tab"  # white space with one TAB: a blank line or an empty cell
_EDGE_TAB = "edge-tab"  # words between TABs: an indented paragraph, a row or a cell
_WIDE_TAB = "wide-tab"  # the same with several TABs, one at the end: hardly a paragraph
_EDGE_PIPE = "edge-pipe"
_EDGE_ALIGNED = "edge-aligned"

_LONGEST_ROW = 20_000
_MOST_SEPARATORS = 200
_SHORT_FIELD = 8
_LONGEST_CELL_LINE = 60
_LONGEST_CONTINUATION = 30

_RULE_STARTS = frozenset("-=:|+ ─━═┄┈├┼┌└╔╚╠╞┝┠")
_DRAWN = "-=:|+ \t─━═┄┅┈┉│┃║├┤┬┴┼┌┐└┘╔╗╚╝╠╣╦╩╬╞╡╪┝┥┿┠┨╂"
_HAN_NUMERALS = "一二三四五六七八九十"
_BULLETS = frozenset("•·●○■□◆◇※")
_FIGURE = "0123456789.,%+-/—–增减無无万元件 "

_SEPARATORS = {"│": "|", "┃": "|", "║": "|"}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def shadow_of(normal: str) -> str:
    """A text's normal form as it is lexed, of the same length: one line end, one kind of pipe, nothing invisible."""
    shadow = normal
    if "\r" in shadow:
        shadow = shadow.replace("\r\n", " \n").replace("\r", "\n")
    if "\\|" in shadow:
        shadow = shadow.replace("\\|", "\\\\")
    if not shadow.isascii():
        for mark, pipe in _SEPARATORS.items():
            shadow = shadow.replace(mark, pipe)
        for character in _INVISIBLE:
            shadow = shadow.replace(character, " ")
    return shadow


def kinds_of_lines(lines: Sequence[str]) -> Sequence[str]:
    """The kind of each line of a shadow.

    ``bare``: a paragraph. ``tab``, ``pipe``, ``aligned``: a row, by its dialect. ``cell``: a cell that has a line to
    itself; ``continuation``: the rest of the cell above. ``rule``: drawn, not written. ``blank``.
    """
    kinds = [_kind_alone(line) for line in lines]
    present = set(kinds)
    if _EDGE_TAB in present or _BLANK_TAB in present:
        _settle_cells(lines, kinds)
    if not present.isdisjoint((_EDGE_TAB, _BLANK_TAB, _WIDE_TAB)):
        _settle_tabs(lines, kinds)
    if _EDGE_PIPE in present:
        _settle_edges(kinds, _EDGE_PIPE, "pipe")
    if _EDGE_ALIGNED in present:
        _settle_edges(kinds, _EDGE_ALIGNED, "aligned")
    return kinds


def _kind_alone(line: str) -> str:
    words = line.strip()
    if not words:
        tabs = line.count("\t")
        return "blank" if not tabs else _BLANK_TAB if tabs == 1 else _WIDE_TAB
    if words[0] in _RULE_STARTS and _is_rule(words):
        return "rule"
    tabs, pipes = line.count("\t"), words.count("|")
    if not tabs and not pipes:
        return _kind_by_spaces(words) if "  " in words else "bare"
    if len(line) > _LONGEST_ROW or tabs + pipes > _MOST_SEPARATORS:
        return "bare"
    inside = words.count("\t")
    if inside < pipes:
        return _kind_by_pipes(words, pipes)
    if inside:
        return "bare" if tabs == 1 and _is_list_mark(words[: words.index("\t")]) else "tab"
    return _WIDE_TAB if tabs > 1 and "\t" in line[line.rindex(words[-1]) :] else _EDGE_TAB


def _kind_by_pipes(words: str, pipes: int) -> str:
    closed = words[0] == "|", words[-1] == "|"
    cells = pipes + 1 - sum(closed)
    if words == "|" or cells < 1:
        return "bare"
    return "pipe" if cells > 1 or all(closed) else _EDGE_PIPE


def _kind_by_spaces(words: str) -> str:
    if len(words) > _LONGEST_ROW or "。" in words or words.count("  ") > _MOST_SEPARATORS:
        return "bare"
    lengths = [len(field) for field in words.split("  ") if field and not field.isspace()]
    short = sum(length <= _SHORT_FIELD for length in lengths)
    if len(lengths) >= 3:
        # A title may be spread out letter by letter.
        spread = max(lengths) <= 2 and not any(character.isdigit() for character in words)
        return "bare" if spread or short * 2 <= len(lengths) else "aligned"
    return _EDGE_ALIGNED if short == 2 else "bare"


def _is_rule(words: str) -> bool:
    """Whether a line only draws: ``---- -- --``, ``|---|:--:|``, ``+----+``; dashes in a row's cells do not."""
    if words.strip(_DRAWN):
        return False
    if "--" not in words:
        return "==" in words or any(line in words for line in "─━═┄┅┈┉")
    return "---" in words or "|" in words or "+" in words


def _is_list_mark(words: str) -> bool:
    """Whether this is the number or bullet that a word processor puts before a paragraph, with a TAB after it."""
    mark = words.strip()
    if len(mark) > 6:
        return False
    if mark in _BULLETS:
        return True
    body = mark.rstrip("、.．)）")
    return body != mark and not body.lstrip("(（第").strip("0123456789" + _HAN_NUMERALS)


def _begins_like_heading(words: str) -> bool:
    """Whether the words begin like ``一、``: a heading rather than the rest of a cell."""
    numeral = words[:4].partition("、")
    return bool(numeral[1]) and bool(numeral[0]) and not numeral[0].strip(_HAN_NUMERALS)


def _settle_edges(kinds: list[str], edge: str, row: str) -> None:
    """Lines that may be rows are rows if they touch one."""
    _spread(kinds, edge, row, range(1, len(kinds)), -1)
    _spread(kinds, edge, row, range(len(kinds) - 2, -1, -1), 1)
    kinds[:] = ["bare" if kind == edge else kind for kind in kinds]


def _spread(kinds: list[str], edge: str, row: str, order: range, beside: int) -> None:
    for index in order:
        if kinds[index] == edge and kinds[index + beside] == row:
            kinds[index] = row


def _settle_tabs(lines: Sequence[str], kinds: list[str]) -> None:
    """Decides between row, indented paragraph and blank line for what has TABs at its edges only."""
    for stretch in _stretches(kinds):
        wide = [index for index in stretch if kinds[index] == _WIDE_TAB]
        written = sum(not lines[index].isspace() for index in wide)
        among_rows = written > 1 or any(kinds[index] == "tab" for index in stretch)
        for index in wide:
            kinds[index] = "tab" if among_rows else "blank" if lines[index].isspace() else "bare"
    for index, kind in enumerate(kinds):
        if kind == _BLANK_TAB:
            kinds[index] = "blank"
        elif kind == _EDGE_TAB and _begins_like_heading(lines[index].strip()):
            kinds[index] = "bare"
    _settle_edges(kinds, _EDGE_TAB, "tab")


def _stretches(kinds: list[str]) -> Iterator[range]:
    """Stretches of lines with TABs, blank lines and rules among them."""
    start = 0
    inside = frozenset(("tab", "blank", "rule", _WIDE_TAB, _EDGE_TAB, _BLANK_TAB))
    for index, kind in enumerate(kinds):
        if kind not in inside:
            if index > start:
                yield range(start, index)
            start = index + 1
    yield range(start, len(kinds))


def _settle_cells(lines: Sequence[str], kinds: list[str]) -> None:
    """Finds the regions with a cell on each line: a TAB and its words, a blank line after each row.

    Indented paragraphs look alike: a region counts if it has figures and empty cells, or if the file is full of such.
    """
    written = (region for region in _regions(lines, kinds) if any(not lines[index].isspace() for index in region))
    regions = [(region, *_weight(lines, region)) for region in written]
    cells = sum(cells for _, cells, _ in regions)
    figures = sum(figures for _, _, figures in regions)
    everywhere = cells >= 20 and figures * 4 >= cells
    for region, own_cells, own_figures in regions:
        if own_cells >= 2 and (everywhere or (own_cells >= 6 and own_figures * 4 >= own_cells)):
            for index in region:
                kinds[index] = "cell" if "\t" in lines[index] else "continuation"


def _weight(lines: Sequence[str], region: list[int]) -> tuple[int, int]:
    """How many cells a region has, and how many of them are empty or a figure."""
    cells = [lines[index] for index in region if "\t" in lines[index]]
    return len(cells), sum(not cell.strip().strip(_FIGURE) for cell in cells)


def _regions(lines: Sequence[str], kinds: list[str]) -> Iterator[list[int]]:
    """Stretches of lines that may be cells and their continuations, over blank lines."""
    region: list[int] = []
    row_start = 0  # where the row that is open begins in the region
    open_row = after_row = False
    for index, kind in enumerate(kinds):
        if kind == "blank":
            open_row = after_row = False
        elif kind in ("tab", _WIDE_TAB):
            # A line that touches a row with several TABs belongs to that row's table.
            if open_row:
                del region[row_start:]
            if region:
                yield region
            region, open_row, after_row = [], False, True
        elif kind != "rule" and not after_row and _may_be_cell(lines, kinds, index, open_row):
            if not open_row:
                row_start = len(region)
            region.append(index)
            open_row = True
        elif kind != "rule" and not (after_row and kind == _EDGE_TAB):
            if region:
                yield region
            region, open_row, after_row = [], False, False
    if region:
        yield region


def _may_be_cell(lines: Sequence[str], kinds: list[str], index: int, open_row: bool) -> bool:
    kind, line = kinds[index], lines[index]
    if kind == _BLANK_TAB:
        return True
    words = line.strip()
    if kind == "bare":
        return (
            open_row and len(words) <= _LONGEST_CONTINUATION and "。" not in words and not _begins_like_heading(words)
        )
    if kind != _EDGE_TAB or line[0] != "\t" or len(words) > _LONGEST_CELL_LINE or "。" in words or line.count("\t") > 1:
        return False
    alone = not open_row and (index + 1 == len(kinds) or kinds[index + 1] == "blank")
    return not (alone and _begins_like_heading(words))
