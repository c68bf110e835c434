"""Over 200 made-up tables under attack, beside masks that do not hold. Minutes, so in `make soak` only."""

import time
from collections import defaultdict
from statistics import mean as average

import pytest

from monitor.statistics.disclosure.protect import protect
from monitor.statistics.disclosure.rule import Attacker, Rule
from tests.soak.conftest import EACH, Tell
from tests.statistics.made_up_tables import MEANS, SHAPES
from tests.statistics.masked import (
    and_next_smallest,
    narrowed,
    narrowest,
    recovered,
    small_alone,
    to_who_knows_the_rule,
)

SECTION = "Hiding small counts"


def test_the_whole_set_under_attack(tell: Tell) -> None:
    everything: dict[str, list[float]] = defaultdict(list)
    for shape, make in SHAPES.items():
        for mean in MEANS:
            shares, small, seconds, widths, broken = [], [], [], [], defaultdict(int)
            for seed in range(EACH):
                table = make(mean, seed)
                start = time.process_time()
                hidden = protect(table).hidden
                seconds.append(time.process_time() - start)
                assert recovered(table, hidden) == {}, (shape, mean, seed)
                widths.append(narrowest(table, hidden))
                assert widths[-1] > 5 - 1e-6, (shape, mean, seed)
                shares.append(len(hidden) / len(table.cells))
                small.append(len(small_alone(table)) / len(table.cells))
                for name, rule in (("small", small_alone), ("next", and_next_smallest)):
                    mask = rule(table)
                    broken[f"{name} recovered"] += (found := len(recovered(table, mask)))
                    broken[f"{name} tables"] += bool(found)
                    broken[f"{name} hidden"] += len(mask)
            lists = (("shares", shares), ("small", small), ("seconds", seconds), ("widths", widths))
            for name, values in lists:
                everything[name] += values
            for name, count in broken.items():
                everything[name].append(count)
            tell(
                f"{shape}, mean {mean:g}, {len(table.cells)} cells, {EACH} tables",
                f"0 recovered, narrowest range {min(widths):g}; hidden {average(shares):.0%} of all cells: small "
                f"ones {average(small):.0%}, others {average(shares) - average(small):.0%}; "
                f"{average(seconds):.1f} s, at most {max(seconds):.1f} s",
            )
    assert sum(everything["small recovered"]) > 0
    assert sum(everything["next recovered"]) > 0
    tell(
        f"all {len(everything['shares'])} tables",
        f"0 recovered, narrowest range {min(everything['widths']):g}; hidden {average(everything['shares']):.1%} of "
        f"all cells: small ones {average(everything['small']):.1%}, others "
        f"{average(everything['shares']) - average(everything['small']):.1%}; a table took "
        f"{average(everything['seconds']):.1f} s, at most {max(everything['seconds']):.1f} s",
    )
    for name, words in (("small", "small counts alone"), ("next", "and the next smallest")):
        tell(
            f"control: {words}",
            f"{sum(everything[f'{name} recovered']):.0f} of {sum(everything[f'{name} hidden']):.0f} recovered, in "
            f"{sum(everything[f'{name} tables']):.0f} of {len(everything['shares'])} tables",
        )


@pytest.mark.parametrize("shape", ["5 × 6", "3 × 4 × 4"])
@pytest.mark.parametrize(
    "attackers",
    [
        (Attacker.ARITHMETIC,),
        (Attacker.ARITHMETIC, Attacker.KNOWS_ZEROS),
        (Attacker.ARITHMETIC, Attacker.KNOWS_RULE),
    ],
)
def test_what_it_costs_to_stand_attackers_who_know_more(
    attackers: tuple[Attacker, ...], shape: str, tell: Tell
) -> None:
    shares, small, certain, narrower = [], 0, 0, 0
    for mean in MEANS:
        for seed in range(EACH):
            table = SHAPES[shape](mean, seed)
            hidden = protect(table, Rule(attackers=attackers)).hidden
            assert narrowed(table, hidden) == {}
            shares.append(len(hidden) / len(table.cells))
            # what the rule tells by itself: all that could be hidden is
            bound = to_who_knows_the_rule(table, {cell.key for cell in table.cells if cell.count})
            for key, (least, most) in to_who_knows_the_rule(table, hidden).items():
                small += 1
                certain += most - least < 1e-6
                if most - least < 3 - 1e-6:
                    narrower += 1
                    low, high = bound[key]
                    assert Attacker.KNOWS_RULE not in attackers or high - low < 3 - 1e-6
    tell(
        f"{shape}, {len(shares)} tables, to withstand: {', '.join(attackers)}",
        f"hidden {average(shares):.0%} of all cells; who is told which are small finds out {certain} of {small} "
        f"and something more than “1 to 4” of {narrower}",
    )
