"""XML as Word writes it, read from front to back in one go."""

from __future__ import annotations

from xml.parsers import expat

from disclint import Unreadable

__all__ = ["DEEPEST", "Attributes", "PartReader", "as_utf8"]

Attributes = dict[str, str]

DEEPEST = 256
"""Elements inside each other. Word nests some twenty, tables in tables in text boxes included."""

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The transitional namespace and the strict one."""

_OTHERS = {
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}

_OFF = ("0", "false", "off")


class PartReader:
    """Base of what reads one part of a package.

    ``start`` and ``end`` get the names of Word's own elements bare (``p``), those of compatibility and of formulas as
    ``mc:Choice`` and ``m:t``, all others as ``""``.
    """

    part = ""
    """The name of the part, for messages."""

    def __init__(self) -> None:
        self.depth = 0
        self._names: dict[str, str] = {}
        self._word = ""
        self._parser = expat.ParserCreate("UTF-8", namespace_separator=" ")

    def read(self, data: bytes) -> None:
        """Reads a part in UTF-8, whatever encoding it names.

        Raises ``Unreadable`` for what is no well-formed XML, and for any DOCTYPE.

        All is given to expat at once: it is quadratic in long tokens that come in pieces.
        """
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise Unreadable(
                f"文件已损坏：{self.part} 第 {error.lineno} 行不是完整的 XML",
                f"damaged: {self.part} is no well-formed XML at line {error.lineno}",
            ) from error

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins; ``depth`` counts it."""

    def end(self, name: str) -> None:
        """An element ended; ``depth`` still counts it."""

    def text(self, words: str) -> None:
        """Characters between tags."""

    def get(self, attributes: Attributes, name: str = "val") -> str | None:
        """An attribute of Word's own namespace."""
        return attributes.get(self._word + name)

    def number(self, attributes: Attributes, name: str = "val") -> int | None:
        """The same as a whole number; ``None`` if it is none, or one that no document needs."""
        digits = (attributes.get(self._word + name) or "").strip()
        sign, digits = (-1, digits[1:]) if digits[:1] == "-" else (1, digits)
        return sign * int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else None

    def is_on(self, attributes: Attributes) -> bool:
        """Whether a property such as ``<w:vanish/>`` is switched on."""
        return self.get(attributes) not in _OFF

    @property
    def offset(self) -> int:
        """Where the tag that is being told begins, in bytes; after it for the end of an empty element."""
        return self._parser.CurrentByteIndex

    def _start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(
                f"{self.part} 的标记嵌套超过 {DEEPEST} 层，不像一份报告",
                f"{self.part} nests more than {DEEPEST} elements: this is no report",
            )
        short = self._names.get(name)
        self.start(self._short(name) if short is None else short, attributes)

    def _end(self, name: str) -> None:
        self.end(self._names[name])
        self.depth -= 1

    def _short(self, name: str) -> str:
        space, _, local = name.rpartition(" ")
        if space in _WORD:
            short = local
            self._word = f"{space} "
        else:
            prefix = _OTHERS.get(space)
            short = "" if prefix is None else prefix + local
        self._names[name] = short
        return short

    def _refuse_doctype(self, name: str, system: str | None, public: str | None, inside: bool) -> None:
        raise Unreadable(
            f"{self.part} 含有 DOCTYPE 声明，Word 文件不会有，拒绝读取",
            f"{self.part} has a DOCTYPE, which no Word document has: refused",
        )


def as_utf8(data: bytes) -> bytes:
    """A part in UTF-8 without byte order mark, so that an offset in it is an offset in what is written back."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8")
        head, mark, rest = data.partition(b"?>")
        if mark:
            for name in (b"UTF-16LE", b"UTF-16BE", b"UTF-16", b"utf-16le", b"utf-16be", b"utf-16"):
                head = head.replace(name, b"UTF-8")
        data = head + mark + rest
    return data.removeprefix(b"\xef\xbb\xbf")
