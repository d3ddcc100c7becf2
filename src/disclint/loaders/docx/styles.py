"""The styles of a Word document, as far as they number, rank or hide what they apply to."""

from __future__ import annotations

from disclint.loaders.docx.markup import Attributes, PartReader

__all__ = ["Style", "Styles"]

_LONGEST_CHAIN = 32


class Style:
    """A style's own settings; ``None`` for what it takes from the style that it is based on."""

    __slots__ = ("base", "hidden", "level", "num", "outline")

    def __init__(self) -> None:
        self.base: str | None = None
        self.num: int | None = None
        self.level: int | None = None
        self.outline: int | None = None
        self.hidden: bool | None = None


class Styles:
    """The styles by their identity. Empty for a document without such a part."""

    def __init__(self, data: bytes | None, part: str = "word/styles.xml") -> None:
        reader = _StyleReader(part)
        if data is not None:
            reader.read(data)
        self._styles = reader.styles
        self._default = reader.default

    def chain(self, style: str | None) -> list[tuple[str, Style]]:
        """A paragraph's style and those that it is based on; the default style where the paragraph names none."""
        name = style if style in self._styles else self._default
        found: list[tuple[str, Style]] = []
        while name is not None and name in self._styles and len(found) < _LONGEST_CHAIN:
            found.append((name, self._styles[name]))
            name = self._styles[name].base
        return found

    def outline(self, style: str | None) -> int | None:
        """The level of headings in this style, from 0; ``None`` for running text."""
        return next((own.outline for _, own in self.chain(style) if own.outline is not None), None)

    def is_hidden(self, style: str | None) -> bool:
        """Whether words in this style are hidden."""
        if style not in self._styles:
            return False
        return next((own.hidden for _, own in self.chain(style) if own.hidden is not None), False)

    def numbering_of(self, style: str | None) -> tuple[int, list[tuple[str, int | None]]] | None:
        """The list of a paragraph style, and by name the styles that it comes through with the level each states."""
        passed: list[tuple[str, int | None]] = []
        for name, own in self.chain(style):
            passed.append((name, own.level))
            if own.num is not None:
                return own.num, passed
        return None


class _StyleReader(PartReader):
    def __init__(self, part: str) -> None:
        super().__init__()
        self.part = part
        self.styles: dict[str, Style] = {}
        self.default: str | None = None
        self._own: Style | None = None
        self._changed = 0  # depth of an element that keeps settings from before a tracked change

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._own = Style()
            identity = self.get(attributes, "styleId") or ""
            self.styles.setdefault(identity, self._own)
            if self.get(attributes, "type") == "paragraph" and self.get(attributes, "default") in ("1", "true", "on"):
                self.default = identity
        elif name.endswith("Change") and not self._changed:
            self._changed = self.depth
        elif self._own is not None and not self._changed:
            self._set(self._own, name, attributes)

    def _set(self, own: Style, name: str, attributes: Attributes) -> None:
        if name == "basedOn":
            own.base = self.get(attributes)
        elif name == "numId":
            own.num = self.number(attributes)
        elif name == "ilvl":
            own.level = self.number(attributes)
        elif name == "outlineLvl":
            own.outline = self.number(attributes)
        elif name == "vanish":
            own.hidden = self.is_on(attributes)

    def end(self, name: str) -> None:
        if name == "style":
            self._own = None
        elif self._changed == self.depth:
            self._changed = 0
