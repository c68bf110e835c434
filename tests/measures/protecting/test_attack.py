"""No reader works out a hidden count of what is kept, or narrows one down to less than five, whatever shape comes in.

The whole of them is attacked in tests/soak/test_protecting.py.
"""

import pytest

from monitor.measures.protecting.continuity import Served
from monitor.statistics.disclosure.rule import Rule
from tests.measures.protecting.unpublished import (
    AGE,
    SEX,
    SHAPES,
    Made,
    Reader,
    counts,
    guard,
    received,
    revised,
)

RULE = Rule()


@pytest.mark.parametrize("mean", [3.0, 10.0])
@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_nothing_hidden_is_worked_out_or_narrowed_down(shape: str, mean: float) -> None:
    made = SHAPES[shape](mean, 1)
    kept = guard(received(made.definition, made.table), [], RULE)
    reader = Reader([made.table], [kept.figures], made.answers)
    assert reader.hidden
    assert not [name for name in reader.visible if reader.small(name)]
    assert reader.worked_out() == set()
    assert reader.narrowed() == {}


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_small_counts_hidden_alone_are_worked_out(shape: str) -> None:
    """Control: the reader above finds what is there to be found."""
    assert any(_small_alone(SHAPES[shape](10.0, seed)).worked_out() for seed in range(10))


def _small_alone(made: Made) -> Reader:
    rows = made.table.to_pylist()
    for row in rows:
        count = row["value"] if row["numerator"] is None else row["numerator"]
        if 1 <= count <= 4:
            row["value"] = None
    return Reader([made.table], [made.table.from_pylist(rows, schema=made.table.schema)], made.answers)


@pytest.mark.parametrize("seed", [1, 2])
def test_three_editions_side_by_side_give_nothing_away(seed: int) -> None:
    made = counts({**SEX, **AGE}, 10.0, seed)
    tables = [made.table]
    for number in (1, 2):
        tables.append(revised(tables[-1], {**SEX, **AGE}, 10 * seed + number))
    served: list[Served] = []
    for table in tables:
        kept = guard(received(made.definition, table), served, RULE)
        served.append(Served(kept.definition, kept.figures))
    reader = Reader(tables, [each.figures for each in served])
    assert reader.worked_out() == set()
    assert reader.narrowed() == {}


def test_editions_that_do_not_know_of_each_other_give_something_away() -> None:
    """Control: what holds above holds because each edition knows what the ones before it showed."""
    found = 0
    for seed in range(10):
        made = counts({**SEX, **AGE}, 10.0, seed)
        tables = [made.table, revised(made.table, {**SEX, **AGE}, seed, changes=1)]
        alone = [guard(received(made.definition, table), [], RULE).figures for table in tables]
        found += len(Reader(tables, alone).narrowed())
    assert found
