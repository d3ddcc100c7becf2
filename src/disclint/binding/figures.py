"""Tells figures from words, and reads their values."""

from __future__ import annotations

from disclint.model.late import late
from disclint.model.named import NamedTuple
from disclint.model.relation import Figure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

__all__ = ["Reading", "known_figures", "read_figure"]

Kind: TypeAlias = "Literal['empty', 'figure', 'dash', 'words']"

_FIGURE = late(
    r"(?P<sign>增加|减少|增长|下降|增|减|[+\-±])?(?P<digits>\d[\d,]*)(?P<decimals>\.\d+)?(?P<unit>万元|亿元|元|万|件|条|项|个|宗|家|次|份|篇|%)?"
)
_MISREAD = late(r"[\dOoQlI|]{1,6}|(?=\D?\d)[\dOoQlI,]{1,15}\.[\dOoQlI]{1,4}|(?=\D?\d)[\dOoQlI,]{7,15}")
_DASHES = "/\\-‐‑‒–—―_－~～.·"
_MOST_DASHES = 4
_ALONE = frozenset("无零○〇")
_LIKE_DIGITS = frozenset("OoQlI")
_STARTS = frozenset(f"{_DASHES}增减下+±OoQlI|,")
"""How anything begins that is no word and does not begin with a digit."""


class Reading(NamedTuple):
    """A cell as a figure. ``value`` is ``None`` for a dash and for a figure that cannot be read (``O``)."""

    kind: Kind
    value: Figure | None = None
    unit: str | None = None
    sign: str = ""
    digits: str = ""


_EMPTY = Reading("empty")
_WORDS = Reading("words")
_ILLEGIBLE = Reading("figure")
known_figures: dict[str, Reading] = {"": _EMPTY}
"""What was read before: most cells of a report hold what others hold."""


def read_figure(normal: str) -> Reading:
    """What a cell holds, by its normal form: nothing, a figure, a dash, or words.

    ``增`` and ``减`` are signs. ``00`` and ``0件`` are 0; ``O`` and ``无`` take a figure's place without being one.
    """
    reading = known_figures.get(normal)
    if reading is None:
        reading = _read("".join(normal.split()))
        if len(known_figures) > 20000:
            known_figures.clear()
            known_figures[""] = _EMPTY
        known_figures[normal] = reading
    return reading


def _read(text: str) -> Reading:
    if not text:
        return _EMPTY
    if len(text) > 30:
        return _WORDS
    whole, point, decimals = text.partition(".")
    if whole.isdecimal():
        if not point or decimals.isdecimal():
            return Reading("figure", _number(whole, point + decimals, negative=False), None, "", whole)
        if not (decimals[:1].isdecimal() or decimals[:1] in _LIKE_DIGITS):
            return _WORDS  # the number of a label
    if not (text[0].isdecimal() or text[0] in _STARTS):
        return _ILLEGIBLE if text in _ALONE else _WORDS
    found = _FIGURE.fullmatch(text)
    if found:
        sign = found["sign"] or ""
        negative = sign in ("减", "减少", "下降", "-")
        return Reading(
            "figure",
            _number(found["digits"], found["decimals"], negative=negative),
            found["unit"],
            sign,
            found["digits"],
        )
    if len(text) <= _MOST_DASHES and not text.strip(_DASHES):
        return Reading("dash")
    if _MISREAD.fullmatch(text):
        return _ILLEGIBLE
    return _WORDS


def _number(digits: str, decimals: str | None, *, negative: bool) -> Figure:
    whole = digits.replace(",", "")
    if decimals:
        from decimal import Decimal  # only figures with decimals need it

        amount = Decimal(whole + decimals)
        return -amount if negative else amount
    return -int(whole) if negative else int(whole)
