"""What an earlier edition may have counted where it hid: it agrees with all that was visible, and changes little."""

from monitor.statistics.disclosure.earlier import supposed
from monitor.statistics.disclosure.tables import Total

ALL, A, B, C = ("all",), ("a",), ("b",), ("c",)
SUM = Total(ALL, (A, B, C))


def test_where_the_totals_allow_it_nothing_changed() -> None:
    assert supposed({ALL: 100, B: 47}, [A, C], [SUM], {A: 3, C: 50}) == {A: 3, C: 50}


def test_where_a_total_changed_one_count_did_and_the_other_did_not() -> None:
    found = supposed({ALL: 100, B: 47}, [A, C], [SUM], {A: 5, C: 50})
    assert found in ({A: 3, C: 50}, {A: 5, C: 48})


def test_no_count_is_below_0() -> None:
    assert supposed({ALL: 49, B: 47}, [A, C], [SUM], {A: 5, C: 1}) in ({A: 1, C: 1}, {A: 2, C: 0})


def test_what_is_not_there_any_more_is_supposed_too() -> None:
    assert supposed({ALL: 100, B: 47}, [A, C], [SUM], {C: 50}) == {A: 3, C: 50}


def test_totals_that_cannot_hold_are_told() -> None:
    assert supposed({ALL: 40, B: 47}, [A, C], [SUM], {A: 3, C: 50}) is None
    assert supposed({ALL: 40, A: 1, B: 47, C: 1}, [], [SUM], {}) is None


def test_where_nothing_was_hidden_nothing_is_supposed() -> None:
    assert supposed({ALL: 100, A: 3, B: 47, C: 50}, [], [SUM], {}) == {}
