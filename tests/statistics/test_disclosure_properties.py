"""What holds of every mask, whatever the table: Hypothesis makes them up."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.statistics.disclosure.protect import protect
from monitor.statistics.disclosure.tables import Cell, Tables
from tests.statistics.crossing import totals
from tests.statistics.made_up_tables import flat
from tests.statistics.masked import narrowed, recovered, small_alone

COUNT = st.one_of(st.integers(0, 8), st.integers(0, 60))
made_up = settings(
    max_examples=15,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[int]], Tables]:
    height, breadth = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    grid = draw(
        st.lists(st.lists(COUNT, min_size=breadth, max_size=breadth), min_size=height, max_size=height)
    )
    return grid, crossed(grid)


def crossed(grid: list[list[int]]) -> Tables:
    counts = {(str(r), str(c)): count for r, row in enumerate(grid) for c, count in enumerate(row)}
    counts |= {(str(r), ""): sum(row) for r, row in enumerate(grid)}
    counts |= {("", str(c)): sum(row[c] for row in grid) for c in range(len(grid[0]))}
    counts["", ""] = sum(map(sum, grid))
    sums = totals([flat(len(grid)), flat(len(grid[0]))])
    return Tables(tuple(Cell(*each) for each in counts.items()), sums)


@made_up
@given(tables())
def test_what_is_small_is_hidden_and_nothing_hidden_is_found_out(
    made: tuple[list[list[int]], Tables],
) -> None:
    table = made[1]
    done = protect(table)
    assert small_alone(table) <= done.hidden
    assert recovered(table, done.hidden) == {}
    assert narrowed(table, done.hidden) == {}
    assert done.audit.exposed == ()
    assert {each.key for each in done.audit.ranges} == done.hidden


@made_up
@given(tables(), st.data())
def test_another_order_of_the_categories_is_as_safe(
    made: tuple[list[list[int]], Tables], data: st.DataObject
) -> None:
    grid = data.draw(st.permutations(made[0]))
    places = data.draw(st.permutations(range(len(grid[0]))))
    table = crossed([[row[place] for place in places] for row in grid])
    assert narrowed(table, protect(table).hidden) == {}


@made_up
@given(tables(), st.data())
def test_another_order_of_the_cells_is_as_safe(
    made: tuple[list[list[int]], Tables], data: st.DataObject
) -> None:
    shuffle: Callable[[tuple], tuple] = lambda those: tuple(data.draw(st.permutations(those)))  # noqa: E731
    table = replace(made[1], cells=shuffle(made[1].cells), totals=shuffle(made[1].totals))
    assert narrowed(table, protect(table).hidden) == {}


@made_up
@given(tables())
def test_the_same_tables_give_the_same_mask(made: tuple[list[list[int]], Tables]) -> None:
    assert protect(made[1]) == protect(made[1])
