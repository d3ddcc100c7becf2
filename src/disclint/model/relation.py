"""Arithmetic that must hold between figures: parsed, checked against a form, never executed.

A relation is worked out over *possible* figures. Where the text leaves a figure open, the answer is open too:
``True`` (holds whatever the open figures are), ``False`` (broken whatever they are) or ``None`` (unknown).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from disclint.model.named import NamedTuple
from disclint.model.record import Record, lazily

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from decimal import Decimal
    from typing import Any, TypeAlias

__all__ = ["UNKNOWN", "Figure", "Possible", "Relation", "RelationError", "known", "parse_relation", "possible"]

Figure: TypeAlias = "int | Decimal"
"""A number of a report: whole, or with decimals, never a float. ``decimal`` is imported where one has decimals."""

_LIMIT = 512
"""How many values a set of possible figures may hold before only its bounds are kept."""


class Possible(NamedTuple):
    """What a figure may be: one of ``values``, or, where they are too many or not known, anything between bounds."""

    values: frozenset[Figure] | None
    low: Figure | None = None
    """The least it can be; ``None``: no bound. Only read where ``values`` is ``None``."""
    high: Figure | None = None


UNKNOWN = Possible(None, 0, None)
"""A figure of which only that it is not negative is known."""

_ANY = Possible(None, None, None)


def known(value: Figure) -> Possible:
    """A figure that is certain."""
    return Possible(frozenset((value,)))


def possible(values: frozenset[Figure]) -> Possible:
    """A figure that is one of several."""
    if len(values) > _LIMIT:
        return Possible(None, min(values), max(values))
    return Possible(values)


class RelationError(ValueError):
    """An expression that is no relation. ``column`` counts from 1 within the expression."""

    def __init__(self, chinese: str, english: str, column: int = 1) -> None:
        super().__init__(english)
        self.chinese = chinese
        self.english = english
        self.column = column


Node: TypeAlias = "tuple[Any, ...]"
"""``("name", key)``, ``("number", n)``, ``("abs", x)``, ``("+", x, y)``, ``("==", x, y)``, ``("iff", p, q)`` …"""


class Relation(Record):
    """A comparison of sums over keys, such as ``received + carried_in == results_total + carried_out``.

    A name with dots, such as ``applications.received.total``, is a cell: form, row, column. A group's name stands for
    the sum of its members, ``abs()`` for a magnitude, ``iff`` for "exactly when".
    Operators: ``+ - *``, ``== != <= >= < >``, ``and``, ``or``, ``not``.
    """

    source: str
    tree: Node

    def names(self) -> tuple[str, ...]:
        """The keys that it names, each once, in order."""
        return self._all_names

    @lazily
    def _all_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_names(self.tree)))

    def holds(self, figure: Callable[[str], Figure]) -> bool:
        """Whether it holds for figures that are all certain; ``figure`` gives the figure of a name."""
        return bool(_exact(self.tree, figure))

    def test(self, figure: Callable[[str], Possible]) -> bool | None:
        """Whether it holds, is broken, or is unknown, for what each name may be."""
        return _test(self.tree, figure)

    def difference(self) -> tuple[dict[str, int], int, str] | None:
        """Its left side less its right side: a factor for each name, a constant, and the comparison with 0.

        ``None`` if it is anything but one comparison of sums.
        """
        head = self.tree[0]
        factors: dict[str, int] = {}
        if head not in _COMPARE:
            return None
        left, right = _add_up(self.tree[1], 1, factors), _add_up(self.tree[2], -1, factors)
        return None if left is None or right is None else (factors, left + right, str(head))

    def sides(self) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        """The names on its left, its comparison, the names on its right (the first comparison of a compound)."""
        tree = self.tree
        while tree[0] not in _COMPARE:
            tree = tree[1]
        return tuple(_names(tree[1])), str(tree[0]), tuple(_names(tree[2]))


_COMPARE = ("==", "!=", "<=", ">=", "<", ">")


def _add_up(tree: Node, sign: int, factors: dict[str, int]) -> int | None:
    """Add a sum's factors to ``factors``, and return its constant; ``None`` if it is no sum."""
    head = tree[0]
    if head == "name":
        factors[tree[1]] = factors.get(tree[1], 0) + sign
        return 0
    if head == "number":
        return sign * int(tree[1])
    if head not in ("+", "-"):
        return None
    left = _add_up(tree[1], sign, factors)
    right = _add_up(tree[2], sign if head == "+" else -sign, factors)
    return None if left is None or right is None else left + right


def _names(tree: Node) -> Iterator[str]:
    if tree[0] == "name":
        yield tree[1]
    elif tree[0] != "number":
        for branch in tree[1:]:
            yield from _names(branch)


def _exact(tree: Node, figure: Callable[[str], Figure]) -> Any:
    head = tree[0]
    if head == "name":
        return figure(tree[1])
    if head == "number":
        return tree[1]
    if head == "abs":
        return abs(_exact(tree[1], figure))
    if head == "not":
        return not _exact(tree[1], figure)
    left, right = _exact(tree[1], figure), _exact(tree[2], figure)
    return _apply(head, left, right)


def _apply(head: str, left: Any, right: Any) -> Any:
    if head == "+":
        return left + right
    if head == "-":
        return left - right
    if head == "*":
        return left * right
    if head == "==":
        return left == right
    if head == "!=":
        return left != right
    if head == "<=":
        return left <= right
    if head == ">=":
        return left >= right
    if head == "<":
        return left < right
    if head == ">":
        return left > right
    if head == "iff":
        return bool(left) == bool(right)
    if head == "and":
        return left and right
    return left or right


def _test(tree: Node, figure: Callable[[str], Possible]) -> bool | None:
    head = tree[0]
    if head == "not":
        inner = _test(tree[1], figure)
        return None if inner is None else not inner
    if head in ("iff", "and", "or"):
        left, right = _test(tree[1], figure), _test(tree[2], figure)
        if head == "iff":
            return None if left is None or right is None else left == right
        decided = head == "or"
        if left is decided or right is decided:
            return decided
        return None if left is None or right is None else not decided
    return _compare(head, _range(tree[1], figure), _range(tree[2], figure))


def _compare(head: str, left: Possible, right: Possible) -> bool | None:
    if head in (">=", ">"):
        return _compare("<=" if head == ">=" else "<", right, left)
    if head == "!=":
        same = _compare("==", left, right)
        return None if same is None else not same
    (low, high), (floor, ceiling) = _bounds(left), _bounds(right)
    if head == "==":
        if left.values is not None and right.values is not None:
            if len(left.values) == len(right.values) == 1:
                return left.values == right.values
            return False if left.values.isdisjoint(right.values) else None
        apart = (high is not None and floor is not None and high < floor) or (
            ceiling is not None and low is not None and ceiling < low
        )
        return False if apart else None
    strict = head == "<"
    if high is not None and floor is not None and (high < floor or (high == floor and not strict)):
        return True
    if low is not None and ceiling is not None and (low > ceiling or (low == ceiling and strict)):
        return False
    return None


def _bounds(of: Possible) -> tuple[Figure | None, Figure | None]:
    if of.values is not None:
        return min(of.values), max(of.values)
    return of.low, of.high


def _range(tree: Node, figure: Callable[[str], Possible]) -> Possible:
    head = tree[0]
    if head == "name":
        return figure(tree[1])
    if head == "number":
        return known(tree[1])
    if head == "abs":
        return _absolute(_range(tree[1], figure))
    return _combine(head, _range(tree[1], figure), _range(tree[2], figure))


def _absolute(of: Possible) -> Possible:
    if of.values is not None:
        magnitudes: list[Figure] = [value if value >= 0 else -value for value in of.values]
        return possible(frozenset(magnitudes))
    if of.low is not None and of.low >= 0:
        return of
    return UNKNOWN


def _combine(head: str, left: Possible, right: Possible) -> Possible:
    if left.values is not None and right.values is not None:
        if len(left.values) == 1 == len(right.values):
            (one,), (other,) = left.values, right.values
            return known(_apply(head, one, other))
        if len(left.values) * len(right.values) <= _LIMIT * 8:
            return possible(frozenset(_apply(head, one, other) for one in left.values for other in right.values))
    (low, high), (floor, ceiling) = _bounds(left), _bounds(right)
    if head == "+":
        return Possible(
            None,
            None if low is None or floor is None else low + floor,
            None if high is None or ceiling is None else high + ceiling,
        )
    if head == "-":
        return Possible(
            None,
            None if low is None or ceiling is None else low - ceiling,
            None if high is None or floor is None else high - floor,
        )
    if low is not None and floor is not None and low >= 0 and floor >= 0:
        return Possible(None, low * floor, None if high is None or ceiling is None else high * ceiling)
    return _ANY


def _expression(text: str, source: str) -> ast.expr:
    """The tree of Python's grammar. Raises ``RelationError`` where it has none."""
    import ast

    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _not_one(source, getattr(error, "offset", None) or 1) from error


def _not_one(source: str, column: int) -> RelationError:
    """What is wrong with an expression that cannot be read at all."""
    import re

    lone = re.search("(?<![<>=!])=(?!=)", source)
    if lone:
        return RelationError("关系式中相等写作 ==", "in a relation, equal is written ==", lone.start() + 1)
    shown = source if len(source) <= 60 else f"{source[:60]}…"
    return RelationError(f"无法理解的关系式：{shown}", f"not a relation: {shown}", column)


def _is_name(written: str) -> bool:
    """Whether something is a key, or keys with dots between."""
    return all(part.isidentifier() for part in written.split("."))


def parse_relation(source: str) -> Relation:
    """Read an expression.

    Raises ``RelationError`` with the column of the mistake where it is no relation.
    """
    import ast  # only packs that are compiled need it

    text = source.replace(" iff ", " ^ ")
    shift = 0 if text == source else None
    tree = _expression(text.strip(), source)

    def fail(node: ast.AST) -> RelationError:
        at = getattr(node, "col_offset", 0) + 1 if shift == 0 else 1
        part = ast.unparse(node) if isinstance(node, ast.expr) else source
        return RelationError(
            f"关系式中不能使用“{part}”；可用：行列名、整数、+ - *、abs()、== != <= >= < >、and or not iff",
            f"“{part}” has no place in a relation; use keys, integers, + - *, abs(), == != <= >= < >, and or not iff",
            at,
        )

    operators: dict[type, str] = {
        ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Eq: "==", ast.NotEq: "!=", ast.LtE: "<=",
        ast.GtE: ">=", ast.Lt: "<", ast.Gt: ">", ast.And: "and", ast.Or: "or",
    }  # fmt: skip

    def number(node: ast.AST) -> Node:
        if isinstance(node, (ast.Name, ast.Attribute)) and _is_name(ast.unparse(node)):
            return ("name", ast.unparse(node))
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return ("number", node.value)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return ("-", ("number", 0), number(node.operand))
        if isinstance(node, ast.BinOp) and type(node.op) in (ast.Add, ast.Sub, ast.Mult):
            return (operators[type(node.op)], number(node.left), number(node.right))
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "abs"
            and len(node.args) == 1
            and not node.keywords
        ):
            return ("abs", number(node.args[0]))
        raise fail(node)

    def truth(node: ast.AST) -> Node:
        if isinstance(node, ast.Compare):
            parts, left = [], number(node.left)
            for operator, right in zip(node.ops, node.comparators, strict=True):
                if type(operator) not in operators:
                    raise fail(node)
                parts.append((operators[type(operator)], left, left := number(right)))
            joined: Node = parts[0]
            for part in parts[1:]:
                joined = ("and", joined, part)
            return joined
        if isinstance(node, ast.BoolOp):
            branches = [truth(value) for value in node.values]
            joined = branches[0]
            for branch in branches[1:]:
                joined = (operators[type(node.op)], joined, branch)
            return joined
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return ("not", truth(node.operand))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor):
            return ("iff", truth(node.left), truth(node.right))
        raise fail(node)

    if isinstance(tree, (ast.Name, ast.Attribute, ast.Constant)) or (
        isinstance(tree, ast.BinOp) and type(tree.op) in operators
    ):
        raise RelationError("关系式中没有比较，如 ==、<=", "a relation compares: ==, <= and so on")
    return Relation(source, truth(tree))
