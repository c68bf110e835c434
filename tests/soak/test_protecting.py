"""Over 200 unpublished tables as they come in, under attack from what is kept of them. Minutes, in `make soak` only."""

import time
from statistics import mean as average

from monitor.measures.protecting.continuity import Served
from monitor.statistics.disclosure.rule import Rule
from tests.measures.protecting.unpublished import (
    AGE,
    PLACE,
    SEX,
    SHAPES,
    Reader,
    counts,
    guard,
    received,
    revised,
)
from tests.soak.conftest import Tell

SECTION = "Hiding small counts in what is imported"
EACH = 12
MEANS = (3.0, 10.0, 30.0)
RULE = Rule()


def test_everything_that_comes_in_under_attack(tell: Tell) -> None:
    tables, cells, gone = 0, 0, 0
    for shape, make in SHAPES.items():
        shares, seconds = [], []
        for mean in MEANS:
            for seed in range(EACH):
                made = make(mean, seed)
                start = time.process_time()
                kept = guard(received(made.definition, made.table), [], RULE)
                seconds.append(time.process_time() - start)
                reader = Reader([made.table], [kept.figures], made.answers)
                assert reader.worked_out() == set(), (shape, mean, seed)
                assert reader.narrowed() == {}, (shape, mean, seed)
                hidden = kept.figures["missing"].to_pylist().count("hidden")
                shares.append(hidden / made.table.num_rows)
                tables, cells, gone = tables + 1, cells + made.table.num_rows, gone + hidden
        tell(
            f"{shape}, {len(shares)} tables",
            f"0 worked out, 0 narrower than 5; hidden {average(shares):.0%} of all figures; "
            f"{average(seconds):.1f} s, at most {max(seconds):.1f} s",
        )
    tell(f"all {tables} tables", f"0 worked out; hidden {gone / cells:.1%} of all figures")


def test_three_editions_of_everything_under_attack(tell: Tell) -> None:
    for name, dimensions in (("2 × 4", {**SEX, **AGE}), ("2 × regions", {**SEX, **PLACE})):
        hidden = [0, 0, 0]
        figures = late = 0
        for mean in MEANS:
            for seed in range(EACH):
                made = counts(dimensions, mean, seed)
                tables, served = [made.table], []
                for number in (1, 2):
                    tables.append(revised(tables[-1], dimensions, 7 * seed + number))
                for number, table in enumerate(tables):
                    kept = guard(received(made.definition, table), served, RULE)
                    served.append(Served(kept.definition, kept.figures))
                    hidden[number] += kept.figures["missing"].to_pylist().count("hidden")
                    late += kept.too_late
                reader = Reader(tables, [each.figures for each in served])
                assert reader.worked_out() == set(), (name, mean, seed)
                assert reader.narrowed() == {}, (name, mean, seed)
                figures += made.table.num_rows
        told = ", ".join(f"{gone / figures:.0%}" for gone in hidden)
        tell(
            f"{name}, {len(MEANS) * EACH} tables, two of their counts revised, and once more",
            f"0 worked out, 0 narrower than 5 over three editions; hidden {told} "
            f"of all figures; {late} told as too late",
        )
