"""How text looks where it is shown: which characters can be, and how wide they are."""

from __future__ import annotations

__all__ = ["Screen", "Window"]

_PLAINER = {
    "→": ">", "…": "...", "│": "|", "─": "-", "┼": "+", "·": ".", "×": "x", "“": '"', "”": '"', "‘": "'", "’": "'",
    "：": ":", "，": ",", "。": ".", "；": ";", "（": "(", "）": ")", "、": ",",
}  # fmt: skip
"""What is written for a character that an encoding lacks; for all others a question mark."""

_EAST_ASIAN = ("gb", "big5", "cp936", "cp950", "euc_", "shift_jis", "cp932", "cp949", "johab", "iso2022_")
"""Consoles of these encodings show characters of ambiguous width, such as “ and →, two columns wide."""

_ACTING = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""Marks of direction, ends of lines and controls that a terminal obeys, beside those that JSON and XML never hold."""


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
        """A JSON text with escapes for what acts on a terminal, and unless the encoding is one that JSON may have, for
        all that is not ASCII."""
        import json
        import re

        escaped = f"[{_ACTING}]" if self.is_unicode else "[^\x00-\x7e]"
        return self.fit(
            re.sub(escaped, lambda match: json.dumps(match[0].encode("utf-8", "replace").decode())[1:-1], text)
        )

    def fit_xml(self, text: str) -> str:
        """A text of XML with references for what acts on a terminal, and for what the encoding lacks."""
        import re

        text = re.sub(f"[\r{_ACTING}]", lambda match: f"&#{ord(match[0])};", text)
        return self.fit(text) if self.is_unicode else text.encode("ascii", "xmlcharrefreplace").decode("ascii")

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


class Window:
    """The part of a line that fits on a screen: a line may be as long as a file."""

    def __init__(self, screen: Screen, line: str, room: int) -> None:
        self.screen = screen
        self.line = line
        self.room = room

    def around(self, marked: list[tuple[int, int, str]]) -> tuple[str, str]:
        """The part around the last of ``marked`` as shown, and the line of marks below it."""
        first, last, _ = marked[-1]
        if len(self.line) <= self.room and sum(map(self._columns, range(len(self.line)))) <= self.room:
            left, right = 0, len(self.line)
        else:
            left, right = self._bounds(first, last)
        more = self.screen.fit("…")
        before, after = more if left else "", more if right < len(self.line) else ""
        styles: dict[int, str] = {}
        for start, end, style in marked:
            for index in range(max(start, left), min(max(end, start + 1), right + 1)):
                styles[index] = style
        shown = "".join(map(self._piece, range(left, right)))
        marks = "".join(styles.get(index, " ") * self._columns(index) for index in range(left, right + 1))
        return (before + shown + after).rstrip(), (" " * self.screen.width(before) + marks).rstrip()

    def _bounds(self, first: int, last: int) -> tuple[int, int]:
        """From where to where: the mark, as much before it as after it, and what is left over at either side."""
        room = self.room - 2 * self.screen.width(self.screen.fit("…"))
        left = right = min(first, len(self.line))
        right, room = self._grow(right, last, room)
        left, half = self._shrink(left, room // 2)
        right, room = self._grow(right, len(self.line), room - room // 2 + half)
        left, room = self._shrink(left, room)
        return left, right

    def _grow(self, right: int, limit: int, room: int) -> tuple[int, int]:
        while right < min(limit, len(self.line)) and self._columns(right) <= room:
            room -= self._columns(right)
            right += 1
        return right, room

    def _shrink(self, left: int, room: int) -> tuple[int, int]:
        while left > 0 and self._columns(left - 1) <= room:
            left -= 1
            room -= self._columns(left)
        return left, room

    def _piece(self, index: int) -> str:
        """A character as it is shown; a blank after the end, so that a finding there can be marked."""
        return self.screen.harmless(self.line[index], self.screen.fit("→")) if index < len(self.line) else " "

    def _columns(self, index: int) -> int:
        return self.screen.width(self._piece(index))


def _named(character: str, tab: str) -> str:
    from unicodedata import category

    if character == "\t":
        return tab
    if character in "\r\n":
        return " "
    return f"<U+{ord(character):04X}>" if category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character
