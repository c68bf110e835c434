"""How far each hidden count could be from the true one, before any sum is considered, in the eyes of each attacker."""

from dataclasses import dataclass

import numpy as np

from monitor.statistics.disclosure.rule import Attacker, Rule
from monitor.statistics.disclosure.solver import Bools, Ints

REACH = 8
"""No further than this many widths from the true count is looked: enough, and it keeps the numbers small."""


@dataclass(frozen=True)
class View:
    """For each unknown, if it is hidden: how far down and up it could be, and how wide its range has to be."""

    down: Ints
    up: Ints
    width: Ints


def view(counts: Ints, must: Bools, attacker: Attacker, rule: Rule) -> View:
    """Return what `attacker` presumes; `must` are the unknowns that the rule itself hides."""
    reach, largest = REACH * rule.width, rule.largest
    small = (counts >= 1) & (counts <= largest)
    up, width = np.full(len(counts), reach), np.full(len(counts), rule.width)
    if attacker is Attacker.ARITHMETIC:
        down = counts
    elif attacker is Attacker.KNOWS_ZEROS:
        down = np.maximum(counts - 1, 0)
    else:
        down = np.where(small, counts - 1, np.maximum(counts - largest - 1, 0))
        up = np.where(small | must & (counts == 0), largest - counts, up)
        width = np.minimum(width, largest - 1)
    return View(np.minimum(down, reach), up, width)
