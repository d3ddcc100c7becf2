"""The normal form of a text: same length, so that an offset in one is the same offset in the other.

Full-width ASCII, special spaces and other compatibility characters become their plain ones, Traditional characters
their Simplified ones. Only replacements of one code point by one are made: the one-to-one part of NFKC, and OpenCC's
``t2s``, none of whose entries changes the number of code points (``tw2sp`` and ``hk2sp`` do).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from disclint.model.late import late

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "alike",
    "has_any",
    "is_traditional",
    "normal_form",
    "normal_forms",
    "places_of",
    "quotable",
    "quoted_names",
    "traditional_in",
    "traditional_share",
]

_PLAIN: dict[str, str] = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN.update(dict.fromkeys("\u3000\u00a0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B))), " "))
_PLAIN.update({"￠": "¢", "￡": "£", "￢": "¬", "￥": "¥", "−": "-", "﹣": "-", "‐": "-", "‑": "-"})
_USUAL = "，：；（）％！？\u3000"
"""Those that most texts have."""

_ONE_TO_ONE = "ªµºˡ-ˤ²³¹⁰-₎ℂ-⅏Ⅰ-ↈ①-⑨Ⓐ-ⓩ⺟⻳⼀-⿕\u3038-\u303a\u3131-\u318e㊀-㊰㋐-㋾\uf900-\ufaff﹐-﹫･-ﾾ"
_RARE = late(f"[{_ONE_TO_ONE}]")

_IN_BOTH = "乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽"
"""The characters of GB 2312 that are written otherwise in Simplified script, in one of their meanings."""

_MOST_STRANGERS = 12


def normal_form(text: str) -> str:
    """The normal form of ``text``, as long as ``text``. Lone surrogates must have been replaced before."""
    if text.isascii():
        return text
    normal = text
    for character in _USUAL:
        normal = normal.replace(character, _PLAIN[character])
    if not _is_plain(normal):
        for character in _PLAIN.keys() & set(normal):
            normal = normal.replace(character, _PLAIN[character])
        if not _is_plain(normal):
            normal = _RARE.sub(_one_to_one, normal)
    return _simplified(normal) if traditional_in(normal) else normal


def normal_forms(texts: Iterable[str]) -> list[str]:
    """The normal forms of many short texts, at the price of one."""
    lines = list(texts)
    normal = normal_form("\n".join(lines)).split("\n")
    return normal if len(normal) == len(lines) else [normal_form(line) for line in lines]


def _is_plain(text: str) -> bool:
    """Whether no character of a text has a plain form: what NFKC leaves alone has none, but for two signs."""
    from unicodedata import is_normalized

    return is_normalized("NFKC", text) and "−" not in text and "‐" not in text


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text has one of ``words``: a quick look before a longer one.

    One scan for all of them is faster than one scan for each, but the pattern takes time to make: it is made when the
    same words are looked for once more after several times.
    """
    if len(words) < _SCANNED:
        return any(word in text for word in words)
    scan = _scans.get(words)
    if isinstance(scan, re.Pattern):
        return scan.search(text) is not None
    if len(_scans) > _MOST_SCANS:
        _scans.clear()
    _scans[words] = (scan or 0) + 1 if scan != _LOOKS else re.compile("|".join(map(re.escape, words)))
    return any(word in text for word in words)


_SCANNED = 8
"""Fewer words are looked for one by one."""
_LOOKS = 8
_MOST_SCANS = 1024
_scans: dict[tuple[str, ...], int | re.Pattern[str]] = {}


def places_of(text: str, words: Iterable[str]) -> list[tuple[int, str]]:
    """Where words stand in a text, in order, apart from each other, each with the word; of two that begin together
    the longer one."""
    found: list[tuple[int, str]] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, word))
            at = text.find(word, at + 1)
    if len(found) < 2:
        return found
    return list(_apart(sorted(found, key=lambda place: (place[0], -len(place[1])))))


def _apart(found: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    end = 0
    for at, word in found:
        if at >= end:
            yield at, word
            end = at + len(word)


def alike(groups: dict[str, str]) -> dict[int, str]:
    """A table for ``str.translate`` that writes one character for each of several, and keeps the length of a text.

    A pattern that looks for the one finds all of them, where they stand, and needs no class of characters.
    """
    return {ord(character): one for one, several in groups.items() for character in several}


def quotable(text: str) -> str:
    """``text`` as it stands inside “”: its own “” become ‘’ (GB/T 15834)."""
    return text.replace("“", "‘").replace("”", "’")


def quoted_names(names: Iterable[str]) -> tuple[str, str]:
    """Names side by side, each in “”: in Chinese with no 、 between them (GB/T 15834), in English with commas."""
    marked = [f"“{quotable(name)}”" for name in names]
    return "".join(marked), ", ".join(marked)


def is_traditional(character: str) -> bool:
    """Whether a character is written otherwise in Simplified script."""
    return character in _traditional()


def traditional_in(text: str) -> frozenset[str]:
    """The characters of ``text`` that are written otherwise in Simplified script."""
    doubtful = _outside_gb2312(text)
    return _traditional().intersection(doubtful) if doubtful else frozenset()


def _outside_gb2312(text: str) -> Iterable[str]:
    """The Han characters of a text that GB 2312, the set of Simplified script, lacks, or has in another meaning.

    Its codec passes over a text in a twentieth of the time that it takes to look at the characters one by one.
    """
    found = {character for character in _IN_BOTH if character in text}
    for _ in range(_MOST_STRANGERS):
        try:
            text.encode("gb2312")
        except UnicodeEncodeError as error:
            stranger = text[error.start]
            text = text.replace(stranger, "")
            if stranger >= "㐀":
                found.add(stranger)
        else:
            return found
    return found.union(text)


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
