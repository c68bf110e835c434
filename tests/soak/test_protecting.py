"""Over 200 unpublished tables as they come in, under attack from what is kept of them. Minutes, in `make soak` only."""

import time
from statistics import mean as average

from monitor.measures.protecting.continuity import Served
from monitor.statistics.disclosure.rule import Rule
from tests.measures.protecting import linked
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
from tests.soak.conftest import EACH, Tell

SECTION = "Hiding small counts in what is imported"
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


def test_linked_tables_under_attack(tell: Tell) -> None:
    """Several tables about the same persons, and a reader who holds all of them and every edition."""
    every, gone, shares, alone_broken = 0, 0, [], 0
    for name, deliveries in linked.DELIVERIES.items():
        seconds = []
        for mean in (0.8, 1.5, 4.0):
            for seed in range(EACH):
                counted = linked.persons(seed, mean)
                start = time.process_time()
                kept = linked.Kept(counted)
                for delivery in deliveries:
                    kept.came(*delivery)
                seconds.append(time.process_time() - start)
                assert kept.found_out() == {}, (name, mean, seed)
                assert (kept.exposed, kept.too_late) == ({}, 0), (name, mean, seed)
                shown, hidden = kept.shown_and_hidden()
                every, gone = every + len(shown) + len(hidden), gone + len(hidden)
                apart = linked.alone(counted, *(made for delivery in deliveries for made in delivery))
                shares.append(len(apart.shown_and_hidden()[1]))
                alone_broken += bool(apart.found_out())
        tell(
            f"linked, {name}, {len(seconds)} times",
            f"0 found out; {average(seconds):.1f} s, at most {max(seconds):.1f} s",
        )
    assert alone_broken
    tell(
        f"linked, all {len(shares)} times",
        f"0 found out; hidden {gone / every:.1%} of all counts, {sum(shares) / every:.1%} where each is protected for "
        f"itself, which is found out in {alone_broken}",
    )


def test_linked_tables_that_are_revised_under_attack(tell: Tell) -> None:
    """The reader has every edition and was told which figures of two did not change, hidden ones too."""
    for name, days in linked.REVISED.items():
        late = number = 0
        for mean in (0.8, 1.5, 4.0):
            for seed in range(EACH):
                kept = linked.revised_and_kept(days, seed, mean)
                assert kept.found_out() == {}, (name, mean, seed)
                late, number = late + kept.too_late, number + 1
        tell(f"linked and revised, {name}, {number} times", f"0 found out; {late} told as too late")
