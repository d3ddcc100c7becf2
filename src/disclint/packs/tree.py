"""YAML with the place of every key and value, and the merging of one file over another. The only user of ruamel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from disclint.errors import PackError, PackErrors
from disclint.model.named import NamedTuple
from disclint.model.span import LineTable
from disclint.packs.compiled import LARGEST

__all__ = ["Branch", "Place", "merge", "nearest", "parse", "plain"]

_DEPTH = 40


class Place(NamedTuple):
    """Where something stands in a file; line and column count from 1."""

    path: str
    line: int
    column: int


_KINDS = {"map": "mapping", "seq": "sequence"}
"""Which kind of node may have a tag, if it is not a scalar."""

_PROBLEMS = {
    "\\t": ("不能用制表符缩进，请改用空格", "a TAB cannot indent; use blanks", ""),
    "mapping values are not allowed": (
        "此处不能有冒号；是值里的冒号就给值加引号，否则检查缩进",
        "a colon has no place here: put the value in quotes, or look at the indent",
        'key: "…: …"',
    ),
    "could not find expected ':'": ("这一键没有冒号和值", "a key without a colon", "key: …"),
    "expected ',' or '}'": ("花括号里缺少逗号或“}”", "a comma or } is missing", "{ key: …, key: … }"),
    "expected ',' or ']'": ("方括号里缺少逗号或“]”", "a comma or ] is missing", "[…, …]"),
    "unknown escape character": (
        "双引号中的反斜杠转义有误；正则表达式请用单引号",
        "no such escape in double quotes; put a pattern in single ones",
        "'…'",
    ),
    "-quoted scalar": (
        "引号没有配对，或转义有误",
        "a quote without its pair, or a wrong escape",
        '"…"',
    ),
    "expected <block end>": ("缩进与上文不一致", "the indent does not agree with the lines above", ""),
    "expected a single document": (
        "一个文件只能有一个文档，请删去“---”",
        "a file has one document; delete the ---",
        "",
    ),
    "undefined alias": (
        "规则包中不能使用锚点和别名",
        "anchors and aliases have no place in a pack",
        "extends",
    ),
    "duplicate anchor": ("规则包中不能使用锚点和别名", "anchors and aliases have no place in a pack", "extends"),
    "special characters are not allowed": ("有不能使用的控制字符", "a control character that YAML forbids", ""),
    "cannot start any token": (
        "此处不能以这个字符开头；是文字就加引号",
        "nothing can begin with this character; put a text in quotes",
        '"…"',
    ),
}
"""What YAML's own reader says, in words that help; each with what would be right."""

Value: TypeAlias = "str | int | float | bool | list[Branch] | dict[str, Branch] | None"


class Branch(NamedTuple):
    """A value of a file, and where it stands."""

    value: Value
    place: Place
    key: Place
    """Where its key stands; the same as ``place`` for what has no key."""
    inset: int | None = None
    """How many columns after ``place`` the words of a string begin, if they are written there as they are."""
    history: tuple[Place, ...] = ()
    """The keys that set it: the first one, and those that changed it."""


def parse(data: bytes, path: str) -> Branch:
    """The contents of a file. Raises ``PackErrors`` where it is no plain YAML 1.2."""
    return _Reader(path, _decoded(data, path)).read()


def merge(under: Branch, over: Branch) -> Branch:
    """The one rule of merging: mappings merge key by key, everything else replaces.

    A key without a value (``rules:``) changes nothing of a mapping.
    """
    history = under.history + over.history
    if not isinstance(under.value, dict):
        return over._replace(history=history)
    if over.value is None:
        return under
    if not isinstance(over.value, dict):
        return over._replace(history=history)
    merged = dict(under.value)
    for key, branch in over.value.items():
        merged[key] = merge(merged[key], branch) if key in merged else branch
    return over._replace(value=merged, history=history)


def plain(branch: Branch) -> Any:
    """The value alone, lists as tuples."""
    if isinstance(branch.value, dict):
        return {key: plain(inner) for key, inner in branch.value.items()}
    if isinstance(branch.value, list):
        return tuple(plain(inner) for inner in branch.value)
    return branch.value


def nearest(word: str, legal: tuple[str, ...]) -> str:
    """Advice: the legal word that is most like a wrong one, or else all of them."""
    from difflib import get_close_matches

    close = get_close_matches(word, legal, 1, 0.67)
    if close:
        return close[0]
    return " | ".join(legal[:20]) + (" | …" if len(legal) > 20 else "")


def _decoded(data: bytes, path: str) -> str:
    if len(data) > LARGEST:
        raise _stop(Place(path, 1, 1), f"文件超过 {LARGEST} 字节", f"the file is longer than {LARGEST} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = Place(path, *LineTable(before).position(len(before)))
        raise _stop(place, "文件不是 UTF-8 编码", "the file is not in UTF-8", "UTF-8") from None
    return text.removeprefix("\ufeff")


def _stop(place: Place, chinese: str, english: str, hint: str = "") -> PackErrors:
    return PackErrors((PackError(*place, chinese, english, hint),))


class _Reader:
    """One reading of one file."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.lines = LineTable(text)
        self.errors: dict[Place, PackError] = {}
        self.anchored = False

    def read(self) -> Branch:
        node = self._composed()
        top = Place(self.path, 1, 1)
        if node is None:
            return Branch({}, top, top, history=(top,))
        branch = self._branch(node, None, 0)
        if self.errors:
            raise PackErrors(tuple(self.errors.values()))
        return branch

    def _composed(self) -> Any:
        import warnings

        import ruamel.yaml
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of an anchor that stands twice: all anchors are refused
                return ruamel.yaml.YAML(typ="safe", pure=True).compose(self.text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = ", ".join(str(part) for part in (error.context, error.problem) if part)
            raise self._syntax(0 if mark is None else mark.index, problem) from None
        except YAMLError as error:  # a character that YAML forbids
            position = getattr(error, "position", 0)
            raise self._syntax(position, str(getattr(error, "reason", error))) from None
        except RecursionError:
            raise _stop(self._place(self._deepest()), "嵌套太深", "nested too deeply") from None

    def _deepest(self) -> int:
        """Where a file that cannot be composed is nested too deeply."""
        import ruamel.yaml
        from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent

        depth = 0
        for event in ruamel.yaml.YAML(typ="safe", pure=True).parse(self.text):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > _DEPTH + 1:
                return int(event.start_mark.index)
        return 0

    def _syntax(self, index: int, problem: str) -> PackErrors:
        for part, (chinese, english, hint) in _PROBLEMS.items():
            if part in problem:
                return _stop(self._place(index), f"YAML 语法错误：{chinese}", f"not YAML: {english}", hint)
        return _stop(self._place(index), f"YAML 语法错误：{problem}", f"not YAML: {problem}")

    def _place(self, index: int) -> Place:
        return Place(self.path, *self.lines.position(index))

    def _wrong(self, place: Place, chinese: str, english: str, hint: str = "") -> None:
        self.errors.setdefault(place, PackError(*place, chinese, english, hint))

    def _branch(self, node: Any, key: Place | None, depth: int) -> Branch:
        place = self._place(node.start_mark.index)
        if key is not None and node.value == "" and node.start_mark.index == node.end_mark.index:
            place = key  # nothing is written there; YAML's own place is that of the next key
        key = key or place
        tag = str(node.tag).removeprefix("tag:yaml.org,2002:")
        value: Value = None
        inset = None
        if node.anchor is not None:
            self._anchor(place)
        elif depth > _DEPTH:
            self._wrong(place, "嵌套太深", "nested too deeply")
        elif _KINDS.get(tag, "scalar") != node.id:
            self._tag(tag, place)
        elif tag == "map":
            value = dict(self._members(node, depth))
        elif tag == "seq":
            value = [self._branch(inner, None, depth + 1) for inner in node.value]
        else:
            value = self._scalar(tag, node.value, place)
            inset = self._inset(node)
        return Branch(value, place, key, inset, (key,))

    def _anchor(self, place: Place) -> None:
        """Anchors are told once: whoever uses them uses many."""
        if not self.anchored:
            self._wrong(place, "规则包中不能使用锚点和别名", "anchors and aliases have no place in a pack", "extends")
        self.anchored = True

    def _tag(self, tag: str, place: Place) -> None:
        chinese, english = f"不能使用的标签：{tag}", f"a tag that has no place in a pack: {tag}"
        self._wrong(place, chinese, english)

    def _members(self, node: Any, depth: int) -> Iterator[tuple[str, Branch]]:
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node.start_mark.index)
            if not isinstance(key_node.value, str) or key_node.anchor is not None:
                self._wrong(place, "键必须是一个词", "a key must be a word")
                continue
            key = key_node.value
            if key in seen:
                first = seen[key].line
                self._wrong(place, f"键“{key}”在第{first}行已出现", f"the key “{key}” stands in line {first} already")
                continue
            seen[key] = place
            yield key, self._branch(value_node, place, depth + 1)

    def _scalar(self, tag: str, written: str, place: Place) -> Value:
        if tag in ("str", "timestamp"):
            return written
        if tag == "null":
            return None
        if tag == "bool":
            return written.lower() in ("true", "yes", "on")
        try:
            if tag == "int":
                return _integer(written)
            if tag == "float":
                return float(written.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan"))
        except ValueError:
            self._wrong(place, f"无法理解的数：{written[:40]}", f"not a number: {written[:40]}")
            return None
        self._tag(tag, place)
        return None

    def _inset(self, node: Any) -> int | None:
        start = int(node.start_mark.index)
        for inset in (0, 1):
            if self.text.startswith(node.value, start + inset) and "\n" not in node.value:
                return inset
        return None


def _integer(written: str) -> int:
    digits = written.replace("_", "").lower()
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    base = {"0x": 16, "0o": 8, "0b": 2}.get(digits[:2], 10)
    return sign * int(digits if base == 10 else digits[2:], base)
