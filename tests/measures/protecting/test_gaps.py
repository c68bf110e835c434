"""Tables that leave something out, under attack from somebody who thinks in the smallest groups."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from monitor.errors import Refused
from monitor.statistics.disclosure.rule import Rule
from tests.measures.protecting import from_leaves
from tests.measures.protecting.unpublished import (
    AGE,
    PLACE,
    SEX,
    Name,
    a_guarded_definition,
    counts_table,
    guard,
    received,
    small_counts,
    with_totals,
)

Cells = Mapping[Name, int]
SHAPES = [{**SEX, **PLACE}, {**PLACE, **AGE}, {**SEX, "age": ["u", "v", "x"], **PLACE}]


def kept(dimensions: Mapping[str, Sequence[str]], cells: Cells) -> dict[Name, int | None]:
    """What is shown of each figure; None where it is hidden."""
    table = counts_table(list(dimensions), {"2014": cells})
    found = guard(received(a_guarded_definition(dimensions), table), [], Rule()).figures.to_pylist()
    return {
        tuple(row[f"by:{name}"] or "" for name in dimensions): None
        if row["value"] is None
        else int(row["value"])
        for row in found
    }


def found_out(dimensions: Mapping[str, Sequence[str]], seen: Mapping[Name, int | None]) -> dict[Name, object]:
    shown = {name: count for name, count in seen.items() if count is not None}
    hidden = [name for name, count in seen.items() if count is None]
    return {**from_leaves.too_narrow(shown, hidden, from_leaves.smallest(dimensions))}


def made_up(number: int) -> tuple[Mapping[str, Sequence[str]], dict[Name, int]]:
    """A table without a fifth of its figures, without its margins, without its regions, or without half of it."""
    chance = np.random.default_rng(number)
    dimensions = SHAPES[number % 3]
    leaves = from_leaves.smallest(dimensions)
    counts = small_counts(chance, (len(leaves),), (3.0, 10.0, 30.0)[number // 3 % 3]).tolist()
    every = with_totals(dimensions, dict(zip(leaves, counts, strict=True)))
    share = (0.8, 1.0, 1.0, 0.5)[number % 4]
    return dimensions, {
        name: count
        for name, count in every.items()
        if not any(name)
        or (
            chance.random() < share
            and not (number % 4 == 1 and len(name) > 1 and name.count("") == 1)
            and not (number % 4 == 2 and {"A", "B"} & set(name))
        )
    }


@pytest.mark.parametrize("number", [*range(7), *range(8, 12), 23, 24, 35, 40, 44])
def test_nothing_hidden_is_found_out_in_a_table_with_gaps(number: int) -> None:
    dimensions, cells = made_up(number)
    seen = kept(dimensions, cells)
    assert None in seen.values()
    assert found_out(dimensions, seen) == {}


def test_small_counts_hidden_alone_are_found_out_by_the_same_reader() -> None:
    broken = 0
    for number in range(12):
        dimensions, cells = made_up(number)
        broken += bool(found_out(dimensions, {k: None if 1 <= c <= 4 else c for k, c in cells.items()}))
    assert broken >= 9


def test_municipalities_add_up_to_the_nation_where_counties_are_not_given() -> None:
    counts = {("A1",): 3, ("A2",): 20, ("A3",): 30, ("B1",): 14, ("B2",): 18}
    seen = kept(PLACE, {("",): 85, **counts})
    assert sum(count is None for count in seen.values()) >= 2


def test_municipalities_by_sex_add_up_to_the_nation_without_any_margin() -> None:
    sexes = {"m": (3, 9, 14, 8, 11), "w": (23, 39, 14, 18, 12)}
    places = ("A1", "A2", "A3", "B1", "B2")
    counts = {(sex, place): n for sex, those in sexes.items() for place, n in zip(places, those, strict=True)}
    dimensions = {**SEX, **PLACE}
    assert found_out(dimensions, kept(dimensions, {("", ""): sum(counts.values()), **counts})) == {}


def test_a_county_for_one_sex_and_its_municipalities_for_the_other_are_linked() -> None:
    counts = {("m", "A1"): 3, ("m", "A2"): 9, ("m", "A3"): 7, ("m", "B"): 14}
    counts |= {("w", "A"): 23, ("w", "B1"): 14, ("w", "B2"): 18}
    dimensions = {**SEX, **PLACE}
    assert found_out(dimensions, kept(dimensions, {("", ""): sum(counts.values()), **counts})) == {}


def test_zeros_that_are_left_out_cost_nothing() -> None:
    dimensions = {**SEX, **AGE}
    counts = [3, 20, 0, 11, 15, 8, 0, 9]
    every = with_totals(dimensions, dict(zip(from_leaves.smallest(dimensions), counts, strict=True)))
    without = kept(dimensions, {name: count for name, count in every.items() if count})
    assert list(without.values()).count(None) == list(kept(dimensions, every).values()).count(None)


def test_a_few_figures_of_a_crossing_too_large_are_refused() -> None:
    codes = [f"c{number}" for number in range(80)]
    with pytest.raises(Refused) as refused:
        kept({"x": codes, "y": codes}, {("", ""): 900, **{(code, code): 11 for code in codes}})
    assert refused.value.code == "too_large_to_protect"
