"""YAML with places: laws that hold for any text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disclint.errors import PackErrors
from disclint.packs.tree import Branch, merge, parse, plain


def branches(branch: Branch) -> Iterator[Branch]:
    yield branch
    inside = branch.value
    for inner in inside.values() if isinstance(inside, dict) else inside if isinstance(inside, list) else ():
        yield from branches(inner)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("off", "off"), ("no", "no"), ("on", "on"), ("true", True), ("False", False), ("null", None), ("~", None),
        ("", None), ("012", 12), ("0o17", 15), ("0x1F", 31), ("-1_000", -1000), ("+7", 7), ("1.50", 1.5),
        ("2021-01-31", "2021-01-31"), ("1:30", "1:30"), ("'off'", "off"), ('"\\u725b"', "牛"), ("[]", ()), ("{}", {}),
        ("一、", "一、"), ("3 头", "3 头"), ("!!str 3", "3"), ("[1, [2]]", (1, (2,))), ("{2019: 牛}", {"2019": "牛"}),
    ],
)  # fmt: skip
def test_values_are_those_of_yaml_1_2(written: str, value: object) -> None:
    found = plain(parse(f"key: {written}\n".encode(), "p.yaml"))
    assert found == {"key": value}
    assert type(found["key"]) is type(value)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_count_code_points_from_1(end: str, mark: str) -> None:
    text = mark + end.join(["# 𠮷", "牛: { 犊: 幼, '羊': \"羔\" }", "list:", "  - 𠮷", "  - 马", ""])
    tree = parse(text.encode(), "p.yaml").value
    assert isinstance(tree, dict)
    cattle, items = tree["牛"].value, tree["list"].value
    assert isinstance(cattle, dict)
    assert isinstance(items, list)
    assert tree["牛"].key[1:] == (2, 1)
    assert (cattle["犊"].key[1:], cattle["犊"].place[1:], cattle["犊"].inset) == ((2, 6), (2, 9), 0)
    assert (cattle["羊"].key[1:], cattle["羊"].place[1:], cattle["羊"].inset) == ((2, 12), (2, 17), 1)
    assert [item.place[1:] for item in items] == [(4, 5), (5, 5)]


def test_aliases_cannot_grow_a_file() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    with pytest.raises(PackErrors) as caught:
        parse("\n".join(lines).encode(), "p.yaml")
    (error,) = caught.value.errors
    assert (error.line, error.column) == (1, 5)


yaml_text = st.text("ab:-[]{},'\"|>#&*!?%@`~ \n\t牛\r0.1\ufeff\x85", max_size=40)


@given(yaml_text)
@example("? a\n: b")
@example("- *a")
@example("&a [*a]")
@example("{a, b: }")
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_with_true_places_or_refused(text: str) -> None:
    try:
        tree = parse(text.encode(), "p.yaml")
    except PackErrors as error:
        refused = error.errors
        tree = parse(b"", "p.yaml")
    else:
        refused = ()
    assert all(error.line >= 1 and error.column >= 1 and error.english for error in refused)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for branch in branches(tree):
        _, line, column = branch.place
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        if isinstance(branch.value, str) and branch.inset is not None:
            assert lines[line - 1][column - 1 + branch.inset :].startswith(branch.value)


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        tree = parse(data, "p.yaml")
    except PackErrors as error:
        tree = parse(b"", error.errors[0].path)
    assert all(branch.place.path == "p.yaml" for branch in branches(tree))


values = st.recursive(
    st.sampled_from([None, True, 3, "牛"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)


def tree_of(value: object) -> Branch:
    import json

    return parse(json.dumps(value).encode(), "p.yaml")


@given(st.dictionaries(st.sampled_from("abc"), values), st.dictionaries(st.sampled_from("abc"), values))
@settings(max_examples=100, deadline=None)
def test_merging_keeps_what_is_not_named_and_takes_what_is(under: dict[str, object], over: dict[str, object]) -> None:
    merged = plain(merge(tree_of(under), tree_of(over)))
    assert list(merged) == [*under, *(key for key in over if key not in under)]
    assert plain(merge(tree_of(merged), tree_of(over))) == merged
    for key, value in merged.items():
        if key not in over:
            assert value == plain(tree_of({"x": under[key]}))["x"]
        elif key not in under or not isinstance(over[key], dict | None):
            assert value == plain(tree_of({"x": over[key]}))["x"]
