"""Made-up tables about the same persons, and a reader who holds all of them and thinks in the smallest groups.

What is shown of any table counts some of the smallest groups, so nothing has to be known of how tables are linked:
neither the reader nor what is made up shares anything with the protection.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa

from monitor.measures.protecting import protect
from monitor.measures.protecting.continuity import Served
from monitor.statistics.disclosure.rule import Rule
from tests.measures.protecting import from_leaves
from tests.measures.protecting.unpublished import (
    Name,
    a_guarded_definition,
    counts_table,
    received,
    shares_table,
    small_counts,
    with_totals,
)

DIMENSIONS: Mapping[str, Sequence[str]] = {
    "sex": ["m", "w"],
    "age": ["u", "v", "x"],
    "region": ["p", "q", "r"],
    "home": ["homeless", "housed"],
}
"""What each person is. Tables are broken down by the first three; being homeless is what some of them count."""
PLACES = tuple(DIMENSIONS)
YEAR = "2014"


@dataclass(frozen=True)
class Made:
    """A table about the persons: how it is broken down, whom it counts, and among whom where it holds shares."""

    id: str
    by: tuple[str, ...]
    counts: str = "released"
    among: str | None = None
    is_share: bool = False


PEOPLE = Made("by_age", ("sex", "age"))
PLACED = Made("by_region", ("sex", "region"))
HOMELESS = Made("homeless", ("sex", "age"), "homeless", "released")
HOMELESS_PLACED = Made("homeless_by_region", ("region",), "homeless", "released")
SHARE = Made("share_homeless", ("sex", "age"), "homeless", "released", is_share=True)


def persons(seed: int, mean: float) -> dict[Name, int]:
    """Every group that the persons can be put in, from the smallest ones; a fifth of them are women, and homeless."""
    leaves = from_leaves.smallest(DIMENSIONS)
    means = np.array(
        [mean * (0.25 if "w" in leaf else 1) * (0.25 if "homeless" in leaf else 1) for leaf in leaves]
    )
    counts = small_counts(np.random.default_rng(seed), (len(leaves),), means).tolist()
    return with_totals(DIMENSIONS, dict(zip(leaves, counts, strict=True)))


def table(made: Made, every: Mapping[Name, int]) -> pa.Table:
    """The figures as they would come."""
    cells = {name: pair for name, pair in _pairs(made, every).items() if pair[1] or not made.is_share}
    if made.is_share:
        return shares_table(made.by, {YEAR: cells})
    return counts_table(made.by, {YEAR: {name: count for name, (count, _) in cells.items()}})


def _pairs(made: Made, every: Mapping[Name, int]) -> dict[Name, tuple[int, int]]:
    found = {}
    for name in with_totals({axis: DIMENSIONS[axis] for axis in made.by}, _blank(made)):
        found[name] = every[_whole_name(made, name)], every[_whole_name(made, name, is_base=True)]
    return found


def _blank(made: Made) -> dict[Name, int]:
    return dict.fromkeys(from_leaves.smallest({axis: DIMENSIONS[axis] for axis in made.by}), 0)


def _whole_name(made: Made, name: Name, is_base: bool = False) -> Name:
    codes = dict(zip(made.by, name, strict=True))
    if made.counts != "released" and not is_base:
        codes["home"] = made.counts
    return tuple(codes.get(axis, "") for axis in PLACES)


def definition(made: Made, is_told: bool = True) -> Any:
    """What the table says of itself; `is_told`: also whom it counts."""
    said = {"counts": made.counts} | ({"among": made.among} if made.among else {})
    unit = "percent" if made.is_share else "persons"
    plain = a_guarded_definition(
        {axis: DIMENSIONS[axis] for axis in made.by}, unit, **(said if is_told else {})
    )
    return plain.model_copy(update={"id": made.id})


def revised(every: Mapping[Name, int], seed: int, changes: int = 2) -> dict[Name, int]:
    """The persons as they were counted later: a few of the smallest groups are other ones."""
    chance = np.random.default_rng(seed)
    leaves = {name: every[name] for name in from_leaves.smallest(DIMENSIONS)}
    names = list(leaves)
    for place in chance.choice(len(names), changes, replace=False):
        leaves[names[place]] = max(0, leaves[names[place]] + int(chance.integers(-3, 6)))
    return with_totals(DIMENSIONS, leaves)


class Kept:
    """What is kept of tables that came, one delivery after the other, and the reader of all of it.

    He has kept every edition, and was told which figures of two editions did not change, hidden ones too.
    """

    def __init__(self, every: Mapping[Name, int], is_told: bool = True) -> None:
        self._days = [every]
        self._is_told = is_told
        self.served: list[Served] = []
        self._of: list[tuple[Made, int]] = []
        self.exposed: dict[str, int] = {}
        self.too_late = 0

    def counted_anew(self, every: Mapping[Name, int]) -> None:
        """What comes from now on is of another day."""
        self._days.append(every)

    def came(self, *made: Made) -> "Kept":
        """Guard one delivery and keep it."""
        delivery = [received(definition(each, self._is_told), table(each, self._days[-1])) for each in made]
        kept, exposed = protect.guard(delivery, self.served, Rule())
        self.exposed |= exposed
        self.too_late += sum(each.too_late for each in kept)
        self.served += [Served(each.definition, each.figures) for each in kept]
        self._of += [(each, len(self._days) - 1) for each in made]
        return self

    def shown_and_hidden(self) -> tuple[dict[Name, int], list[Name]]:
        """Every group whose count is visible anywhere, and every one that is hidden and visible nowhere; each with the
        day before it.
        """
        shown: dict[Name, int] = {}
        hidden: set[Name] = set()
        for each, (made, day) in zip(self.served, self._of, strict=True):
            for row in each.figures.to_pylist():
                codes = tuple(row[f"by:{axis}"] or "" for axis in made.by)
                name = (str(day), *_whole_name(made, codes))
                if row["missing"] == "hidden":
                    hidden.add(name)
                    continue
                shown[name] = int(row["value"] if row["numerator"] is None else row["numerator"])
                if row["denominator"] is not None:
                    shown[str(day), *_whole_name(made, codes, is_base=True)] = int(row["denominator"])
        visible = {(name[1:], count) for name, count in shown.items()}
        return shown, sorted(name for name in hidden if (name[1:], self._count(name)) not in visible)

    def _count(self, name: Name) -> int:
        return self._days[int(name[0])][name[1:]]

    def found_out(self) -> dict[Name, tuple[float, float]]:
        """The hidden counts of which the reader knows more than a range of five."""
        shown, hidden = self.shown_and_hidden()
        days = [str(day) for day in range(len(self._days))]
        leaves = [(day, *leaf) for day in days for leaf in from_leaves.smallest(DIMENSIONS)]
        told = {*shown, *hidden}
        same = [
            (name, (other, *name[1:]))
            for one, other in combinations(days, 2)
            for name in sorted(told)
            if name[0] == one
            and (other, *name[1:]) in told
            and self._count(name) == self._count((other, *name[1:]))
        ]
        return from_leaves.too_narrow(shown, hidden, leaves, same=same)


def alone(every: Mapping[Name, int], *made: Made) -> Kept:
    """Each of them protected for itself."""
    kept = Kept(every, is_told=False)
    for each in made:
        kept.came(each)
    return kept


DELIVERIES: Mapping[str, Sequence[Sequence[Made]]] = {
    "two in one delivery": [[PEOPLE, PLACED]],
    "one after the other": [[PEOPLE], [PLACED]],
    "persons and a share of them": [[PEOPLE, SHARE]],
    "a share and then its denominator": [[SHARE], [PEOPLE]],
    "a share and then its numerator elsewhere": [[SHARE], [HOMELESS_PLACED]],
    "counts and then some of them": [[PEOPLE], [HOMELESS]],
    "all, one after the other": [[PLACED], [HOMELESS], [PEOPLE], [HOMELESS_PLACED]],
    "all in one delivery": [[PEOPLE, PLACED, SHARE, HOMELESS_PLACED]],
    "one again beside a new one": [[PEOPLE], [PEOPLE, PLACED], [SHARE]],
}

REVISED: Mapping[str, Sequence[Sequence[Sequence[Made]]]] = {
    "two, and both again": [[[PEOPLE, PLACED]], [[PEOPLE, PLACED]]],
    "one after the other, and both again": [[[PEOPLE], [PLACED]], [[PLACED, PEOPLE]]],
    "a share and its denominator, and both again": [[[PEOPLE], [SHARE]], [[SHARE, PEOPLE]]],
    "two, both again, and with a new one": [
        [[PEOPLE], [HOMELESS_PLACED]],
        [[PEOPLE, HOMELESS_PLACED]],
        [[HOMELESS_PLACED, PLACED, PEOPLE]],
    ],
}
"""Deliveries by the day on which was counted what they hold."""


def revised_and_kept(days: Sequence[Sequence[Sequence[Made]]], seed: int, mean: float) -> Kept:
    """All deliveries, day by day, with a few counts revised each time."""
    every = persons(seed, mean)
    kept = Kept(every)
    for number, deliveries in enumerate(days):
        if number:
            every = revised(every, 10 * seed + number)
            kept.counted_anew(every)
        for delivery in deliveries:
            kept.came(*delivery)
    return kept
