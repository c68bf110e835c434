"""What to hide in large tables: found cell by cell, where choosing the best of all masks would take hours.

For each hidden cell without a proof, steps are looked for that move it and touch little that is still shown; what they
touch is hidden too. It is the heuristic of Kelly, Golden and Assad (Networks 22, 1992), with all sums at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from monitor.statistics.disclosure.attack import Attack, Ranges
from monitor.statistics.disclosure.links import Links
from monitor.statistics.disclosure.solver import Bools, Floats, Ints, lightest
from monitor.statistics.disclosure.system import System

AGAIN = 0.01
"""What a step through a cell that is hidden already costs, beside one through a shown cell of ordinary weight."""


@dataclass(frozen=True)
class _Way:
    """Steps that give one cell its range. `loss` is the weight of what would have to be hidden for them."""

    loss: float
    steps: tuple[Ints, ...]


def grown(system: System, attacks: Sequence[Attack]) -> Bools:
    """Return a mask in which nearly all ranges are proven; the attacks have learnt the steps. Zeros stay visible."""
    searches = [_Search(system, attack) for attack in attacks]
    hidden = system.must.copy()
    before = -1
    while hidden.sum() > before:
        before = int(hidden.sum())
        for search in searches:
            search.grow(hidden)
    return hidden


class _Search:
    def __init__(self, system: System, attack: Attack) -> None:
        self._attack = attack
        self._columns = np.flatnonzero(system.must | system.may)
        self._weights = system.weights[self._columns]
        self._counts = system.counts
        self._links = Links(system.relations)
        self._failed = np.zeros(len(system.counts), dtype=np.bool_)

    def grow(self, hidden: Bools) -> None:
        """Hide more until every hidden cell has its range, or was tried: those that have least to give first."""
        while True:
            found = self._attack.sweep(hidden, hidden)
            targets = self._attack.weak(hidden & ~self._failed, found)
            if not targets.size:
                return
            for target in targets[np.argsort(self._counts[targets], kind="stable")].tolist():
                if not self._attack.is_weak(target, found):
                    continue
                ways = list(self._ways(target, hidden, found))
                if ways:
                    for steps in min(ways, key=lambda way: way.loss).steps:
                        hidden[self._columns[steps != 0]] = True
                        self._attack.learn(self._columns, steps.astype(np.float64), hidden, found)
                self._failed[target] = self._attack.is_weak(target, found)

    def _ways(self, target: int, hidden: Bools, found: Ranges) -> Iterator[_Way]:
        """Steps up and down that each may take their own way; then such as go the same way up and down."""
        width, down = int(self._attack.view.width[target]), int(self._attack.view.down[target])
        below = int(-found.low[target]) or (min(down, width // 2) if down < width else 0)
        above = max(width - below, int(found.high[target]))
        costs = np.where(hidden[self._columns], AGAIN, self._weights)
        apart = self._apart(target, above, below, costs, found)
        if apart:
            yield (way := self._way(apart, hidden))
            if not way.loss:
                return
        for lower in sorted({min(1, width), width // 2} - {0}):
            if lower <= down and (steps := self._together(target, width - lower, lower, costs)) is not None:
                yield self._way(((width - lower) * steps, -lower * steps), hidden)

    def _way(self, steps: Sequence[Ints], hidden: Bools) -> _Way:
        touched = np.logical_or.reduce([each != 0 for each in steps])
        return _Way(float(self._weights[touched & ~hidden[self._columns]].sum()), tuple(steps))

    def _apart(self, target: int, above: int, below: int, costs: Floats, found: Ranges) -> list[Ints]:
        down, up = self._reach()
        made = []
        for by, there in ((above, found.high[target]), (-below, -found.low[target])):
            if abs(by) > there:
                steps = self._lightest(target, by, down, up, costs)
                if steps is None:
                    return []
                made.append(steps)
        return made

    def _together(self, target: int, above: int, below: int, costs: Floats) -> Ints | None:
        """Steps that may be taken so many times forth and back."""
        down, up = self._reach()
        forth, back = max(above, 1), max(below, 1)
        least = np.minimum(down // forth if above else down, up // back if below else up)
        most = np.minimum(down // back if below else down, up // forth if above else up)
        return self._lightest(target, 1, least, most, costs)

    def _reach(self) -> tuple[Ints, Ints]:
        return self._attack.view.down[self._columns], self._attack.view.up[self._columns]

    def _lightest(self, target: int, by: int, down: Ints, up: Ints, costs: Floats) -> Ints | None:
        at = int(np.searchsorted(self._columns, target))
        if not -down[at] <= by <= up[at]:
            return None
        programme = self._links.programme(
            self._columns, -costs, -down.astype(np.float64), up.astype(np.float64)
        )
        return lightest(programme, at, by)
