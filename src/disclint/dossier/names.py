"""Names of organs, compared sensibly: full and short, with the places above them or without, in either script.

Two names are taken for one organ only where nothing else is possible. 青屏县人民政府, 青屏县政府 and 青屏县 are one,
青屏县人民政府办公室 is another, and so is every department.
"""

from __future__ import annotations

import re

from disclint.model.named import NamedTuple
from disclint.model.text import normal_form

__all__ = ["Name", "read_name"]

GOVERNMENT = "政府"


class Name(NamedTuple):
    """A name taken apart: the places that it begins with, the widest first, and the rest in its shortest form.

    Without a place, ``rest`` alone (财政局) tells no organ; a government's is ``GOVERNMENT``.
    """

    places: tuple[str, ...]
    rest: str

    @property
    def key(self) -> str:
        """The name, spelled one way."""
        return "".join(self.places) + self.rest

    def is_short_for(self, other: Name) -> bool:
        """Whether it is the other name without the widest of its places; it must have one of its own."""
        count = len(self.places)
        return 0 < count < len(other.places) and self.rest == other.rest and self.places == other.places[-count:]


_OTHER = "[^省市县区旗盟局厅]"
_places = re.compile(
    rf"((?:{_OTHER}{{2,7}}?省|{_OTHER}{{2,7}}?自治区)?)"
    rf"((?:{_OTHER}{{1,9}}?(?:市|自治州|地区|盟))?)"
    rf"((?:{_OTHER}{{1,9}}?(?:自治县|县|自治旗|旗|区|市))?)"
)
_SHORT_ENDS = (
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("政府办公厅", "政府办"),
    ("政府办公室", "政府办"),
)


def read_name(name: str) -> Name | None:
    """A name taken apart; ``None`` where there are no words."""
    words = re.sub(r"[\s()\[\]〔〕“”\"'《》·:,、]", "", normal_form(name))
    if not words:
        return None
    match = _places.match(words)
    places = tuple(filter(None, match.groups())) if match else ()
    return Name(places, _rest(words[sum(map(len, places)) :], places))


def _rest(words: str, places: tuple[str, ...]) -> str:
    words = words.replace("人民政府", GOVERNMENT)
    for long, short in _SHORT_ENDS:
        if words.endswith(long):
            words = words.removesuffix(long) + short
            break
    if words.endswith(GOVERNMENT) and len(words) > len(GOVERNMENT):
        return words.removesuffix(GOVERNMENT)  # 竹溪镇人民政府, 竹溪镇政府 and 竹溪镇
    return words or (GOVERNMENT if places else "")
