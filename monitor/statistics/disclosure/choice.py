"""Which cells to hide: as few as can be, and enough.

A cover of least weight is chosen and attacked; each cell that the attack narrows down gives a demand ("cut") that every
good choice must meet, and one chooses again. It is the scheme of Benders, as Fischetti and Salazar-González use it
for cell suppression (Management Science 47, 2001), with every hidden cell to be protected, not the primary ones only.
"""

from collections.abc import Sequence

import numpy as np

from monitor.statistics.disclosure.attack import Attack
from monitor.statistics.disclosure.solver import Bools, Cut, cheapest
from monitor.statistics.disclosure.system import System

SLACK = 0.02
"""Each choice is within this share of the best one."""
PATIENCE = 3
WORK = 6000
"""Choices are made afresh until so many in a row cost no more than before, or for so many unknowns together. Then what
was chosen stays chosen and only grows, so that the end comes, and soon: what was proven of a mask holds for every
larger one.
"""


def choose(system: System, attacks: Sequence[Attack], zeros: bool, least: Bools) -> Bools | None:
    """Return what to hide so that every attack leaves every hidden unknown its range; None where none was found.

    `zeros`: whether `spare` may be hidden. `least` is hidden in any case.
    """
    allowed = system.must | system.may | (system.spare & zeros)
    cuts = _each_total(system, np.logical_or.reduce([attack.owed for attack in attacks]))
    frozen, cost, same, rounds = least, 0.0, 0, 0
    hidden: Bools | None = None
    while True:
        last, hidden = hidden, cheapest(system.weights, cuts, frozen, allowed, SLACK)
        if hidden is None or (last is not None and np.array_equal(hidden, last)):
            return None  # the same again, which a cut forbids, would be the solver's rounding
        new = [cut for attack in attacks for cut in attack.press(hidden, hidden)]
        if not new:
            return hidden
        before, cost = cost, float(system.weights[hidden].sum())
        same, rounds = same + 1 if cost <= before else 0, rounds + 1
        if same >= PATIENCE or rounds * len(allowed) >= WORK:
            frozen = hidden
        cuts.extend(new)


def _each_total(system: System, owed: Bools) -> list[Cut]:
    """Never one alone: what is hidden in a sum needs another one hidden in it."""
    cuts = []
    unknown = system.must | system.may | system.spare
    by_row = system.relations.tocsr()
    for start, end in zip(by_row.indptr[:-1], by_row.indptr[1:], strict=True):
        columns = np.sort(by_row.indices[start:end]).astype(np.int64)
        columns = columns[unknown[columns]]
        alone = columns[(system.must & owed)[columns]]
        if alone.size == 1:
            others = columns[columns != alone[0]]
            cuts.append(Cut(others, np.ones(others.size), 1.0))
        elif not alone.size:
            cuts.extend(
                Cut(columns, np.where(columns == each, -1.0, 1.0), 0.0) for each in columns[owed[columns]]
            )
    return cuts
