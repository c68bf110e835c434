"""How many cells of large tables are hidden, and how long it takes. Minutes, so in `make soak` only."""

import time

import pytest

from monitor.statistics.disclosure.crossing import Tree
from monitor.statistics.disclosure.protect import protect
from tests.soak.conftest import Tell
from tests.statistics.made_up_tables import MEANS, crossed, flat, nested
from tests.statistics.masked import recovered, small_alone

SECTION = "Hiding small counts in large tables"


@pytest.mark.parametrize(
    ("name", "trees"),
    [
        ("10 × 10 × 10", [flat(10), flat(10), flat(10)]),
        ("2 × 16 × 15 regions of 4", [flat(2), flat(16), nested(*[4] * 15)]),
        ("15 × 15 × 15", [flat(15), flat(15), flat(15)]),
    ],
)
@pytest.mark.parametrize("mean", MEANS)
def test_large_tables_in_reasonable_time(name: str, trees: list[Tree], mean: float, tell: Tell) -> None:
    table = crossed(trees, mean, 1)
    start = time.process_time()
    done = protect(table)
    seconds = time.process_time() - start
    assert done.audit.exposed == ()
    assert done.audit.narrowest is not None
    assert done.audit.narrowest >= 5
    assert recovered(table, done.hidden) == {}
    tell(
        f"{name}, mean {mean:g}, {len(table.cells)} cells that hang together",
        f"hidden {len(done.hidden) / len(table.cells):.0%}, small ones alone "
        f"{len(small_alone(table)) / len(table.cells):.0%}; {seconds:.0f} s of one processor",
    )
