"""What an attacker has to work with: one unknown for each count, and every sum that is known to hold between them.

A count that did not change between two editions is one unknown in both, which is the most an attacker could assume:
whatever shows it once shows it in both. Complements of rates are unknowns too, though nobody publishes them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from monitor.statistics.disclosure.primary import Primary
from monitor.statistics.disclosure.solver import Bools, Floats, Ints, groups, matrix
from monitor.statistics.disclosure.tables import Key, Tables, Total

Row = tuple[int, tuple[int, ...]]
"""A total and its parts, by the numbers of their unknowns."""


@dataclass(frozen=True)
class System:
    """Unknowns side by side; relation `r` says that `relations[r] @ counts` is 0.

    `must` are hidden and protected whatever is chosen, `may` can be hidden to protect them, `spare` are zeros, hidden
    only where nothing else helps. What is none of these is known to the attacker or stays visible. `weights` say how
    much is lost when an unknown is hidden. `places` are the numbers of these unknowns in the whole system.
    """

    counts: Ints
    relations: Any
    must: Bools
    may: Bools
    spare: Bools
    weights: Floats
    places: Ints

    def part(self, chosen: Ints) -> "System":
        """Return the system of the chosen unknowns, with the relations between them; the others are known."""
        relations = self.relations[:, chosen].tocsr()
        relations = relations[np.flatnonzero(np.diff(relations.indptr))].tocsc()
        return System(
            self.counts[chosen],
            relations,
            self.must[chosen],
            self.may[chosen],
            self.spare[chosen],
            self.weights[chosen],
            self.places[chosen],
        )

    def components(self) -> list["System"]:
        """Return the parts that no relation links through an unknown, those only that hold something to protect."""
        unknown = np.flatnonzero(self.must | self.may | self.spare)
        rows, columns = self.relations[:, unknown].tocoo().coords
        labels = groups(rows, columns, unknown.size)
        return [
            self.part(unknown[labels == label]) for label in sorted(set(labels[self.must[unknown]].tolist()))
        ]


@dataclass(frozen=True)
class Situation:
    """The system of some tables, the number of each cell's unknown (`numbers`), and the cells that it is too late for.

    `earlier` are the unknowns that were hidden in an earlier edition and stand in these tables no longer, each with
    its key; `complements` those that nobody publishes, each with the key of the numerator.
    """

    system: System
    numbers: dict[Key, int]
    too_late: tuple[Key, ...]
    earlier: dict[int, Key]
    complements: dict[int, Key]


TOTAL = 1.1
"""A total weighs so much more than its parts: rather hide a part where one cell does as well as the other."""
STAYS_HIDDEN = 0.25
"""A cell that was hidden before weighs so much: rather hide that one again than another one for the first time."""


def situation(tables: Tables, found: Primary) -> Situation:
    """Set up what an attacker knows of tables that were checked, and what may still be hidden of it."""
    unknowns: dict[tuple[Key, int], int] = {}
    for cell in tables.cells:
        unknowns[cell.key, cell.count] = len(unknowns)
    current = len(unknowns)
    rows = list(_rows(tables.totals, {key: number for (key, _), number in unknowns.items()}))
    seen: set[int] = set()
    covered: set[int] = set()
    for edition in tables.editions:
        numbers = {
            cell.key: unknowns.setdefault((cell.key, cell.count), len(unknowns)) for cell in edition.cells
        }
        rows.extend(_rows(edition.totals, numbers))
        for shown in edition.cells:
            (covered if shown.hidden else seen).add(numbers[shown.key])
    sums = {total.key for total in tables.totals}
    now = {cell.key: number for number, cell in enumerate(tables.cells)}
    counts = [count for _, count in unknowns]
    complements: dict[int, Key] = {}
    for complement in found.complements:
        rows.append((now[complement.whole], (now[complement.part], len(counts))))
        complements[len(counts)] = complement.part
        counts.append(counts[now[complement.whole]] - counts[now[complement.part]])
    size = len(counts)
    must, may, spare = (np.zeros(size, dtype=np.bool_) for _ in range(3))
    weights = np.ones(size)
    for number, cell in enumerate(tables.cells):
        weights[number] = cell.weight * (STAYS_HIDDEN if number in covered else 1)
        weights[number] *= TOTAL if cell.key in sums else 1
        must[number] = cell.key in found.reasons
        may[number] = not must[number] and (cell.count > 0 or cell.unseen)
        spare[number] = not must[number] and not may[number]
    must[[number for number in covered if number >= current]] = True
    must[list(complements)] = True
    known = list(seen)
    too_late = tuple(key for key, number in now.items() if number in seen and must[number])
    for flags in (must, may, spare):
        flags[known] = False
    system = System(
        np.array(counts, dtype=np.int64),
        matrix(rows, size),
        must,
        may,
        spare,
        weights,
        np.arange(size, dtype=np.int64),
    )
    keys = [key for key, _ in unknowns]
    earlier = {number: keys[number] for number in covered if number >= current and number not in seen}
    return Situation(system, now, too_late, earlier, complements)


def _rows(totals: Iterable[Total], numbers: dict[Key, int]) -> Iterable[Row]:
    for total in totals:
        yield numbers[total.key], tuple(numbers[part] for part in total.parts)
