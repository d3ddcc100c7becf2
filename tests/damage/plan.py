"""Which layout a document has and what befalls it."""

from __future__ import annotations

from random import Random

from tests.damage.layouts import LAYOUTS, Shape, shape_of

__all__ = ["DAMAGE", "DASHES", "ZEROS", "Plan"]

DAMAGE: dict[str, float] = {
    # words
    "traditional": 0.08, "half-width": 0.25, "ordinal-space": 0.15, "spaced-labels": 0.12, "special-spaces": 0.06,
    "aliases": 0.15, "remarks": 0.08,
    # figures
    "full-width-digits": 0.04, "double-zero": 0.03, "unit-in-count": 0.015, "misread-digits": 0.03,
    "split-digits": 0.30, "zeros-blank": 0.18, "zeros-dashed": 0.03, "some-blank": 0.06,
    # rows and cells
    "surplus-zero": 0.10, "sixteenth-column": 0.08, "missing-cells": 0.06, "rows-lost": 0.06, "captions-lost": 0.07,
    "headers-lost": 0.03, "headers-moved": 0.12, "headers-repeated": 0.08, "groups-lost": 0.08, "groups-glued": 0.04,
    "groups-alone": 0.03, "labels-moved": 0.10, "padding-row": 0.12, "rows-broken": 0.07, "labels-in-two-cells": 0.04,
    "labels-in-two-lines": 0.08, "merged-repeated": 0.03, "subtotals-printed": 0.06,
    # the page
    "blank-lines": 0.20, "running-header": 0.15, "page-number": 0.10, "rule-line": 0.08, "heading-lost": 0.06,
    "foreign-table": 0.12, "notes-at-tables": 0.12, "site-wrapper": 0.05,
    # the file
    "crlf": 0.10, "gb18030": 0.10, "bom": 0.05,
}  # fmt: skip
"""Each kind of damage with its probability in a document of middling damage."""

DASHES = ("—", "-", "/")
ZEROS = frozenset(("", "0", "００", "0件", "00", "０", *DASHES))
"""What a surplus cell may hold."""

_STYLES_OF_ZERO = ("zeros-blank", "zeros-dashed", "double-zero", "some-blank")


class Plan:
    """What befalls one document; ``rng`` is the stream that damage draws from."""

    def __init__(self, seed: int, layout: str | None) -> None:
        rng = Random(seed * 4 + 1)
        chosen = rng.choice(list(LAYOUTS))
        self.layout = layout or chosen
        self.shape: Shape = shape_of(self.layout, rng)
        self.edition = ""
        intensity = rng.choice((0.0, 0.4, 1.0, 1.0, 2.0))
        self.wanted = {name for name, share in DAMAGE.items() if rng.random() < share * intensity}
        self.inflicted: set[str] = set()
        self._one_style_of_zero()
        self.squeezed = "zeros-blank" in self.wanted and (
            LAYOUTS[self.layout].blanks == "squeezed"
            or (LAYOUTS[self.layout].blanks == "either" and rng.random() < 0.5)
        )
        """Empty cells are taken out, so that columns are lost."""
        self.wanted -= self._invisible()
        self.rng = Random(seed * 4 + 2)

    def has(self, name: str) -> bool:
        """Whether this damage is to be done; what is asked for counts as done."""
        if name in self.wanted:
            self.inflicted.add(name)
            return True
        return False

    @property
    def blanks(self) -> bool:
        """Whether some figures are left out, their cells empty."""
        return bool(self.wanted & {"zeros-blank", "some-blank"})

    def _one_style_of_zero(self) -> None:
        self.wanted -= set([name for name in _STYLES_OF_ZERO if name in self.wanted][1:])

    def _invisible(self) -> set[str]:
        """Damage that this layout cannot show, or that together with other damage leaves no sign of itself."""
        layout = LAYOUTS[self.layout]
        out: set[str] = set()
        if self.blanks:
            # A cell too many beside an empty one would be a shift that nobody could see.
            out |= {"surplus-zero", "sixteenth-column", "missing-cells", "merged-repeated", "split-digits"}
        if layout.blanks == "squeezed" or not layout.cells:
            out |= {"some-blank"}
        if self.squeezed:
            # Empty cells before a figure would say that blanks are kept.
            out |= {"padding-row"}
        if self.layout == "aligned":
            out |= {"missing-cells", "padding-row", "surplus-zero", "labels-in-two-cells", "merged-repeated"}
        if self.layout not in ("one-line", "aligned"):
            out |= {"split-digits"}
        if not layout.lines:
            out |= {"rows-broken", "rule-line", "padding-row"}
        if self.layout == "bare-lines" and self.blanks:
            out |= {"blank-lines", "page-number", "labels-moved"}
        if not layout.cells:
            out |= {"padding-row", "labels-moved"}
        if self.shape.row == "repeat":
            out |= {"groups-lost", "groups-alone"}
        if "gb18030" in self.wanted:
            out |= {"bom"}
        return out
