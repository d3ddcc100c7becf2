"""Puts several broken relations down to the one figure that explains them all."""

from __future__ import annotations

from collections.abc import Iterable

from disclint.model.diagnostic import CellKey, Diagnostic, Message, Suspect

__all__ = ["settle"]

_Guess = tuple[CellKey, object]


def settle(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings of one file, in their order, each broken relation standing at the figure to blame.

    A figure is to blame if one and the same other value would mend two or more broken relations, and no other figure
    would mend the same ones. A relation for which there is no such figure stays where its rule put it. A rule that
    names suspects relates all figures of its relation; the one to blame is then taken out.
    """
    found = tuple(diagnostics)
    mended: dict[_Guess, list[int]] = {}
    suspects: dict[_Guess, Suspect] = {}
    for index, diagnostic in enumerate(found):
        for suspect in diagnostic.suspects:
            guess = (suspect.cell, suspect.value)
            mended.setdefault(guess, []).append(index)
            suspects[guess] = suspect
    shared = {guess: tuple(dict.fromkeys(each)) for guess, each in mended.items()}
    shared = {guess: each for guess, each in shared.items() if len(each) > 1}
    rivals: dict[tuple[int, ...], int] = {}
    for each in shared.values():
        rivals[each] = rivals.get(each, 0) + 1
    settled: dict[int, tuple[Suspect, int]] = {}
    for guess, each in sorted(shared.items(), key=lambda item: (-len(item[1]), suspects[item[0]].span, item[0][0])):
        free = [index for index in each if index not in settled]
        if rivals[each] == 1 and len(free) > 1:
            settled.update((index, (suspects[guess], len(free))) for index in free)
    return tuple(
        _told(_moved(diagnostic, *settled[index]) if index in settled else diagnostic)
        for index, diagnostic in enumerate(found)
    )


def _moved(diagnostic: Diagnostic, suspect: Suspect, count: int) -> Diagnostic:
    """The finding at the figure to blame, which is named with the figure that would be right."""
    said = diagnostic.message
    message = Message(
        said.code,
        f"{said.chinese}；此格若改为 {suspect.value}，可同时消除{count}处不符",
        f"{said.english}; {suspect.value} here would mend {count} findings at once",
    )
    return diagnostic.replace(span=suspect.span, cell=suspect.cell, place="", message=message)


def _told(diagnostic: Diagnostic) -> Diagnostic:
    """The finding without its own place among the related ones, where its rule left the figure to blame open."""
    if not diagnostic.suspects:
        return diagnostic
    return diagnostic.replace(related=tuple(each for each in diagnostic.related if each.span != diagnostic.span))
