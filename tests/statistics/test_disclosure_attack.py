"""No hidden count can be worked out, and none narrowed down to less than five: on tables made up at random.

The whole of them, over 200, is attacked in tests/soak/test_disclosure.py.
"""

import pytest

from monitor.statistics.disclosure.protect import protect
from monitor.statistics.disclosure.rule import Attacker, Rule
from tests.statistics import attack
from tests.statistics.made_up_tables import MEANS, SHAPES, crossed, flat
from tests.statistics.masked import and_next_smallest, narrowed, recovered, small_alone, to_who_knows_the_rule

SEED = 1000
SEEDS = {"5 × 6": 5, "8 × 10": 3, "3 × 4 × 4": 2, "4 × 5, 4 × 6 and 5 × 6 linked": 5}
"""So many of each density; of the large ones, which take seconds, one sparse and one middling."""
CASES = [
    (shape, mean, SEED + seed)
    for shape in SHAPES
    for mean in (MEANS if shape in SEEDS else MEANS[:2])
    for seed in range(SEEDS.get(shape, 1))
]


@pytest.mark.parametrize(("shape", "mean", "seed"), CASES)
def test_nothing_hidden_is_worked_out_or_narrowed_down(shape: str, mean: float, seed: int) -> None:
    table = SHAPES[shape](mean, seed)
    hidden = protect(table).hidden
    assert recovered(table, hidden) == {}
    assert narrowed(table, hidden) == {}


def test_an_attacker_who_thinks_in_whole_persons_gets_no_further() -> None:
    table = crossed([flat(3), flat(3), flat(4)], 6.0, SEED)
    assert narrowed(table, protect(table).hidden, whole=True) == {}


def test_who_is_told_which_counts_are_small_learns_no_more_where_that_is_asked_for() -> None:
    table = SHAPES["5 × 6"](6.0, SEED)
    rule = Rule(attackers=(Attacker.ARITHMETIC, Attacker.KNOWS_RULE))
    hidden = protect(table, rule).hidden
    assert narrowed(table, hidden) == {}
    assert set(to_who_knows_the_rule(table, hidden).values()) == {(1, 4)}
    assert set(to_who_knows_the_rule(table, protect(table).hidden).values()) != {(1, 4)}


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_to_hide_small_counts_alone_does_not_hold(shape: str) -> None:
    table = SHAPES[shape](20.0, SEED)
    assert recovered(table, small_alone(table))


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_to_hide_the_next_smallest_too_does_not_hold(shape: str) -> None:
    tables = (SHAPES[shape](6.0, seed) for seed in range(SEED, SEED + 10))
    assert any(narrowed(table, and_next_smallest(table)) for table in tables)


def test_to_hide_the_next_smallest_too_even_gives_counts_away() -> None:
    table = SHAPES["3 × 4 × 4"](6.0, SEED)
    assert recovered(table, and_next_smallest(table))


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_the_attacker_finds_every_sum_that_the_tables_declare_and_by_himself(shape: str) -> None:
    table = SHAPES[shape](6.0, SEED)
    found = {(whole, frozenset(parts)) for whole, parts in attack.margins(cell.key for cell in table.cells)}
    assert found == {(total.key, frozenset(total.parts)) for total in table.totals}


def test_the_attacker_works_out_what_follows_from_several_sums_together() -> None:
    # a + b and b + c and a + c are known: no sum has one hidden part, and all three follow
    known = {"ab": 7, "bc": 9, "ac": 8}
    sums = [("ab", ("a", "b")), ("bc", ("b", "c")), ("ac", ("a", "c"))]
    assert attack.worked_out(known, sums) == {"a": 3, "b": 4, "c": 5}


def test_the_attacker_uses_that_no_count_is_below_0() -> None:
    assert attack.ranges({"t": 3, "u": 2}, [("t", ("a", "b")), ("u", ("b", "c"))]) == {
        "a": (1, 3),
        "b": (0, 2),
        "c": (0, 2),
    }


def test_a_count_without_an_upper_end_is_seen_as_such() -> None:
    assert attack.ranges({"a": 3}, [("t", ("a", "b"))]) == {"b": (0, float("inf")), "t": (3, float("inf"))}
