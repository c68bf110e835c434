"""No hidden count can be worked out, and none narrowed down to less than five: on tables made up at random."""

from collections.abc import Callable, Iterable
from statistics import mean

import pytest

from monitor.statistics.disclosure.primary import primary
from monitor.statistics.disclosure.protect import protect
from monitor.statistics.disclosure.rule import Attacker, Rule
from monitor.statistics.disclosure.tables import Cell, Key, Tables, Total
from tests.statistics import attack
from tests.statistics.made_up import SHAPES, crossed, flat, sums, tables

WIDTH = 5


def visible(tables: Tables, hidden: Iterable[Key]) -> dict[Key, int]:
    out = set(hidden)
    return {cell.key: cell.count for cell in tables.cells if cell.key not in out}


def narrowed(tables: Tables, hidden: Iterable[Key], *, whole: bool = False) -> dict[Key, tuple[float, float]]:
    """The hidden counts of which an attacker knows more than he may."""
    found = attack.ranges(visible(tables, hidden), sums(tables.totals), whole=whole)
    return {key: ends for key, ends in found.items() if ends[1] - ends[0] < WIDTH - 1e-6}


def next_smallest(tables: Tables, hidden: Iterable[Key]) -> set[Key]:
    """The simple rule: in a sum with one hidden part, hide the next smallest part too, until there is no such sum."""
    counts = {cell.key: cell.count for cell in tables.cells}
    out = set(hidden)
    grown = True
    while grown:
        grown = False
        for total in tables.totals:
            alone = [part for part in total.parts if part in out]
            shown = [part for part in total.parts if part not in out and counts[part]]
            if len(alone) == 1 and total.key not in out and shown:
                out.add(min(shown, key=lambda part: counts[part]))
                grown = True
    return out


SMALL = [(shape, m, seed) for shape in SHAPES for m in (2.0, 8.0) for seed in (1000,)]


@pytest.mark.parametrize(("shape", "m", "seed"), SMALL)
def test_nothing_hidden_is_recovered_or_narrowed_to_less_than_five(shape: str, m: float, seed: int) -> None:
    made = SHAPES[shape](m, seed)
    hidden = protect(made).hidden
    assert attack.worked_out(visible(made, hidden), sums(made.totals)) == {}
    assert narrowed(made, hidden) == {}


@pytest.mark.parametrize("m", [2.0, 8.0])
def test_whole_numbers_tell_an_attacker_nothing_more(m: float) -> None:
    made = crossed([flat(3), flat(3), flat(4)], m, 7)
    assert narrowed(made, protect(made).hidden, whole=True) == {}
