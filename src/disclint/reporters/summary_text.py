"""How reports stand, for people at a terminal: tables whose columns stand under each other in Chinese too."""

from __future__ import annotations

from disclint import ReportOptions, Screen, Summary
from disclint.reporters.grids import Cell, Grid, grids, remarks, shown, signed

__all__ = ["report"]

_LEAST = 12
"""Columns that a text keeps however narrow the terminal is."""


def report(summary: Summary, options: ReportOptions) -> str:
    """The tables of a summary, and what a reader should know besides."""
    screen = Screen(options.encoding)
    parts = [_drawn(grid, screen, options.width) for grid in grids(summary, options.by)]
    words = [screen.harmless(remark) + "\n" for remark in remarks(summary)]
    return screen.fit("\n".join([*parts, *(["".join(words)] if words else []), _last(summary)]))


def _drawn(grid: Grid, screen: Screen, width: int) -> str:
    """A table that fits the terminal if its texts can be cut, the longest first; figures never are."""
    shows = [head.key != "path" for head in grid.heads]
    heads = [head for head, show in zip(grid.heads, shows, strict=True) if show]
    lines = [[head.word for head in heads]]
    lines += [[_words(cell, screen) for cell, show in zip(row, shows, strict=True) if show] for row in grid.rows]
    widths = [max(screen.width(line[at]) for line in lines) for at in range(len(heads))]
    texts = [at for at, head in enumerate(heads) if not head.number]
    while (over := sum(widths) + 2 * len(widths) - 2 - width) > 0 and texts:
        longest = max(texts, key=lambda at: widths[at])
        if widths[longest] <= _LEAST:
            break
        widths[longest] = max(_LEAST, widths[longest] - over)
    drawn = []
    for line in lines:
        cells = [
            screen.pad(screen.clip(words, widths[at]), widths[at], right=heads[at].number)
            for at, words in enumerate(line)
        ]
        drawn.append("  ".join(cells).rstrip() + "\n")
    return f"{grid.title}\n" + "".join(drawn)


def _words(cell: Cell, screen: Screen) -> str:
    change = signed(cell.change)
    return screen.harmless(shown(cell.value)) + (f" ({change})" if change else "")


def _last(summary: Summary) -> str:
    reports = len(summary.standings)
    verdicts = dict.fromkeys(("pass", "fail", "unchecked"), 0)
    for each in summary.standings:
        verdicts[each.verdict] += 1
    if summary.language == "en":
        noun = "report" if reports == 1 else "reports"
        return (
            f"{reports} {noun}: {verdicts['pass']} fit for publication, {verdicts['fail']} not, "
            f"{verdicts['unchecked']} unchecked.\n"
        )
    return (
        f"共{reports}份报告：{verdicts['pass']}份通过，{verdicts['fail']}份不通过，{verdicts['unchecked']}份未检查。\n"
    )
