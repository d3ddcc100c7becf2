"""The normal form of a text: same length, so that an offset in one is the same offset in the other.

Full-width ASCII, special spaces and other compatibility characters become their plain ones, Traditional characters
their Simplified ones. Only replacements of one code point by one are made: the one-to-one part of NFKC, and OpenCC's
``t2s``, none of whose entries changes the number of code points (``tw2sp`` and ``hk2sp`` do).
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["is_traditional", "normal_form", "quotable", "traditional_in", "traditional_share"]

_PLAIN: dict[str, str] = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN.update(dict.fromkeys("\u3000\u00a0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B))), " "))
_PLAIN.update({"￠": "¢", "￡": "£", "￢": "¬", "￥": "¥", "−": "-", "﹣": "-", "‐": "-", "‑": "-"})
_COMMON = frozenset(_PLAIN)

_RARE = re.compile("[ªµºˡ-ˤ²³¹⁰-₎ℂ-⅏Ⅰ-ↈ①-⑨Ⓐ-ⓩ⺟⻳⼀-⿕\u3038-\u303a\u3131-\u318e㊀-㊰㋐-㋾\uf900-\ufaff﹐-﹫･-ﾾ]")


def normal_form(text: str) -> str:
    """The normal form of ``text``, as long as ``text``. Lone surrogates must have been replaced before."""
    characters = set(text)
    normal = text
    for character in characters & _COMMON:
        normal = normal.replace(character, _PLAIN[character])
    if _RARE.search(normal):
        normal = _RARE.sub(_one_to_one, normal)
        characters = set(normal)
    if not characters.isdisjoint(_traditional()):
        normal = _simplified(normal)
    return normal


def quotable(text: str) -> str:
    """``text`` as it stands inside “”: its own “” become ‘’ (GB/T 15834)."""
    return text.replace("“", "‘").replace("”", "’")


def is_traditional(character: str) -> bool:
    """Whether a character is written otherwise in Simplified script."""
    return character in _traditional()


def traditional_in(text: str) -> frozenset[str]:
    """The characters of ``text`` that are written otherwise in Simplified script."""
    return _traditional().intersection(text)


def traditional_share(text: str) -> float:
    """Which part of the Han characters of ``text`` is Traditional, 0 to 1."""
    traditional = _traditional()
    han = [character for character in text if "一" <= character <= "鿿"]
    return sum(character in traditional for character in han) / len(han) if han else 0.0


def _one_to_one(match: re.Match[str]) -> str:
    import unicodedata

    form = unicodedata.normalize("NFKC", match[0])
    return _PLAIN.get(form, form) if len(form) == 1 else match[0]


_cache: dict[str, frozenset[str]] = {}
_converters: list[Any] = []


def _traditional() -> frozenset[str]:
    if not _cache:
        from disclint.model.traditional import CHARACTERS

        _cache["characters"] = frozenset(CHARACTERS)
    return _cache["characters"]


def _simplified(text: str) -> str:
    """``text`` in Simplified script, as long as before. The one place that imports OpenCC, and only when needed."""
    if not _converters:
        import opencc

        _converters.append(opencc.OpenCC("t2s"))
    converter = _converters[0]
    simplified: str = converter.convert(text)
    if len(simplified) == len(text):
        return simplified
    converted = (converter.convert(character) for character in text)  # pragma: no cover - no entry of t2s does this
    return "".join(new if len(new) == 1 else old for old, new in zip(text, converted, strict=True))  # pragma: no cover
