"""Values that follow from a record are worked out once, and never outlive what they follow from."""

from __future__ import annotations

import pickle

from disclint.model.record import Record, derived, lazily


class Sum(Record):
    """Numbers."""

    numbers: tuple[int, ...]

    @lazily
    def total(self) -> int:
        """Their sum."""
        return sum(self.numbers)

    @lazily
    def boxed(self) -> list[int]:
        """The sum, in a list that can be told from another."""
        return [self.total]


def test_a_value_is_worked_out_once() -> None:
    record = Sum((1, 2))
    assert record.total == 3
    assert record.boxed is record.boxed


def test_a_changed_copy_works_out_its_own() -> None:
    record = Sum((1, 2))
    assert record.boxed == [3]
    assert record.replace(numbers=(4,)).boxed == [4]


def test_what_was_worked_out_is_no_part_of_the_value() -> None:
    record, other = Sum((1, 2)), Sum((1, 2))
    assert record.total == 3
    assert record == other
    assert hash(record) == hash(other)
    assert pickle.loads(pickle.dumps(record)) == record


def test_what_is_derived_is_kept_for_the_same_values_and_made_anew_for_others() -> None:
    @derived
    def boxed(numbers: tuple[int, ...]) -> list[int]:
        return list(numbers)

    many = [tuple(range(count)) for count in range(2, 2000)]
    assert [boxed(each) for each in many] == [list(each) for each in many]
    assert boxed(many[-1]) is boxed(many[-1])
    assert boxed(many[0]) == [0, 1]
