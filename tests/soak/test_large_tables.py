"""What hiding costs in large tables, in time, memory and cells, up to the largest that are taken.

Minutes, so in `make soak` and `make bench-disclosure` only. Whether a hidden count follows from the sums is asked of
all by algebra; how far it can reach, of forty by linear programmes.
"""

import resource
import time
from random import Random

import pytest

from monitor.errors import Refused
from monitor.statistics.disclosure.defence import LARGEST
from monitor.statistics.disclosure.protect import protect
from tests.soak.conftest import Tell
from tests.statistics import attack
from tests.statistics.crossing import Tree
from tests.statistics.made_up_tables import crossed, flat, nested
from tests.statistics.masked import known_sums, narrowest, small_alone, visible

SECTION = "Hiding small counts in large tables"
ASKED = 40
REGIONS = [flat(2), flat(16), nested(*[4] * 15)]


@pytest.mark.parametrize(
    ("name", "trees", "mean"),
    [
        ("3 × 4 × 4", [flat(3), flat(4), flat(4)], 2.0),
        ("3 × 4 × 4", [flat(3), flat(4), flat(4)], 20.0),
        ("9 × 9 × 9", [flat(9)] * 3, 2.0),
        ("9 × 9 × 9", [flat(9)] * 3, 20.0),
        ("2 × 16 × 15 regions of 4", REGIONS, 6.0),
        ("16 × 16 × 16, just under the most that are taken", [flat(16)] * 3, 2.0),
        ("16 × 16 × 16, just under the most that are taken", [flat(16)] * 3, 20.0),
    ],
)
def test_large_tables_in_reasonable_time(name: str, trees: list[Tree], mean: float, tell: Tell) -> None:
    table = crossed(trees, mean, 1)
    start = time.process_time()
    done = protect(table)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert done.audit.exposed == ()
    assert attack.determined(visible(table, done.hidden), known_sums(table)) == set()
    width = narrowest(table, done.hidden, lambda names: Random(1).sample(list(names), min(ASKED, len(names))))
    assert width > 5 - 1e-6
    tell(
        f"{len(table.cells):,} cells ({name}), mean {mean:g}",
        f"hidden {len(done.hidden) / len(table.cells):.0%}, small ones alone "
        f"{len(small_alone(table)) / len(table.cells):.0%}; narrowest range {width:g}; {seconds:.1f} s of one "
        f"processor, the process so far {memory:.0f} MB at most",
    )


def test_more_cells_than_are_taken_are_refused_at_once(tell: Tell) -> None:
    table = crossed([flat(17)] * 3, 6.0, 1)
    start = time.process_time()
    with pytest.raises(Refused) as refused:
        protect(table)
    seconds = time.process_time() - start
    assert len(table.cells) > LARGEST
    assert refused.value.message == (
        "5832 cells hang together by their totals; up to 5000 can be protected at once. "
        "Publish fewer breakdowns together."
    )
    tell(
        f"{len(table.cells):,} cells (17 × 17 × 17)",
        f"refused after {seconds:.1f} s: “{refused.value.message}”",
    )
