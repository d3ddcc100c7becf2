"""How text looks where it is shown: which characters can be, and how wide they are."""

from __future__ import annotations

__all__ = ["Screen"]

_PLAINER = {
    "→": ">", "…": "...", "│": "|", "─": "-", "┼": "+", "·": ".", "×": "x", "“": '"', "”": '"', "‘": "'", "’": "'",
    "：": ":", "，": ",", "。": ".", "；": ";", "（": "(", "）": ")", "、": ",",
}  # fmt: skip
"""What is written for a character that an encoding lacks; for all others a question mark."""

_EAST_ASIAN = ("gb", "big5", "cp936", "cp950", "euc_", "shift_jis", "cp932", "cp949", "johab", "iso2022_")
"""Consoles of these encodings show characters of ambiguous width, such as “ and →, two columns wide."""


class Screen:
    """A terminal, or a file that will be read on one."""

    __slots__ = ("_codec", "_two_columns", "is_unicode")

    def __init__(self, encoding: str) -> None:
        import codecs

        try:
            name = codecs.lookup(encoding).name
        except LookupError:
            name = "ascii"
        self._codec = name
        self._two_columns = ("W", "F", "A") if name.startswith(_EAST_ASIAN) else ("W", "F")
        self.is_unicode = name.startswith("utf")
        """Whether every character can be shown."""

    def fit(self, text: str) -> str:
        """``text`` with what the encoding lacks replaced, so that writing it cannot fail."""
        try:
            text.encode(self._codec)
        except UnicodeEncodeError:
            return "".join(map(self._fitted, text))
        return text

    def fit_json(self, text: str) -> str:
        """A JSON text with escapes for all that is not ASCII, unless the encoding is one that JSON may have."""
        if self.is_unicode:
            return self.fit(text)
        import json
        import re

        return re.sub(
            "[^\x00-\x7f]", lambda match: json.dumps(match[0].encode("utf-8", "replace").decode())[1:-1], text
        )

    def harmless(self, text: str, tab: str = " ") -> str:
        """``text`` on one line, with ``tab`` for a TAB and the code of what acts on a terminal or cannot be seen."""
        if text.isprintable():
            return self.fit(text)
        return self.fit(
            "".join([character if character.isprintable() else _named(character, tab) for character in text])
        )

    def width(self, text: str) -> int:
        """How many columns a harmless text takes."""
        if text.isascii():
            return len(text)
        from unicodedata import combining, east_asian_width

        return sum(
            0 if combining(character) else 2 if east_asian_width(character) in self._two_columns else 1
            for character in text
        )

    def clip(self, text: str, width: int) -> str:
        """A harmless text cut to so many columns, with … where something was cut."""
        if self.width(text) <= width:
            return text
        more = self.fit("…")
        room = width - self.width(more)
        kept = []
        for character in text:
            room -= self.width(character)
            if room < 0:
                break
            kept.append(character)
        return "".join(kept) + more

    def pad(self, text: str, width: int, *, right: bool = False) -> str:
        """A harmless text with blanks after it, or before it if it belongs to the ``right``, up to so many columns."""
        blanks = " " * (width - self.width(text))
        return blanks + text if right else text + blanks

    def _fitted(self, character: str) -> str:
        try:
            character.encode(self._codec)
        except UnicodeEncodeError:
            plainer = _PLAINER.get(character, "?")
            return plainer if plainer.isascii() else "?"
        return character


def _named(character: str, tab: str) -> str:
    from unicodedata import category

    if character == "\t":
        return tab
    if character in "\r\n":
        return " "
    return f"<U+{ord(character):04X}>" if category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character
