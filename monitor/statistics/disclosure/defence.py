"""One part of the tables, defended on its own: what can be protected at all, what to hide, and what to show again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from monitor.errors import Refused
from monitor.statistics.disclosure.attack import Attack
from monitor.statistics.disclosure.choice import choose
from monitor.statistics.disclosure.growth import grown
from monitor.statistics.disclosure.rule import Attacker, Rule
from monitor.statistics.disclosure.solver import Bools, Ints
from monitor.statistics.disclosure.system import System
from monitor.statistics.disclosure.views import view

LARGEST = 5000
"""Most unknowns that hang together. How long up to so many take is measured in tests/soak/test_large_tables.py."""
BEST_UP_TO = 250
"""Up to so many unknowns what to hide is chosen near the best; among more it is grown."""
FEW = 12
"""Among many, a cell is shown again only where no more than so many others need a new proof for it."""


@dataclass(frozen=True)
class Defence:
    """By their numbers in the whole system: what is hidden, what of it is exposed, and the proven ranges of the rest.

    `low` and `high` belong to `proven` and count from the true value, for the attacker who gets closest.
    """

    hidden: Ints
    exposed: Ints
    proven: Ints
    low: Ints
    high: Ints


def defend(system: System, rule: Rule) -> Defence:
    """Choose what to hide in a system whose unknowns hang together.

    What the rule hides and nothing can protect any more, because of what is known already, is hidden and told as
    exposed. Raises Refused, code `too_large_to_protect`.
    """
    if len(system.counts) > LARGEST:
        raise Refused(
            "too_large_to_protect",
            f"{len(system.counts)} cells hang together by their totals; up to {LARGEST} can be protected at once. "
            "Publish fewer breakdowns together.",
            cells=len(system.counts),
            most=LARGEST,
        )
    attacks = [
        Attack(system, view(system.counts, system.must, attacker, rule)) for attacker in rule.attackers
    ]
    is_large = len(system.counts) > BEST_UP_TO
    least = grown(system, attacks) if is_large else system.must
    exposed = np.zeros(len(system.counts), dtype=np.bool_)
    zeros = False
    while True:
        hidden = choose(system, attacks, zeros, least)
        if hidden is not None:
            return _defence(
                system, attacks, shown_again(system, attacks, hidden, FEW if is_large else None), exposed
            )
        helped, lost = _lost(system, attacks)
        for attack, attacker, those in zip(attacks, rule.attackers, lost, strict=True):
            attack.waive(those)
            if attacker is not Attacker.KNOWS_RULE:
                exposed[those] = True
        if not any(those.size for those in lost):
            if zeros or not helped:
                return _defence(system, attacks, _everything(system, attacks), exposed)
            zeros = True


def _defence(system: System, attacks: Sequence[Attack], hidden: Bools, exposed: Bools) -> Defence:
    """Put down what was proven; what was not is exposed, whatever was meant."""
    ranges = [attack.ranges(hidden, hidden) for attack in attacks]
    proven = hidden & ~exposed
    for attack, found in zip(attacks, ranges, strict=True):
        proven[attack.weak(hidden, found)] = False
    lows, highs = np.array([f.low[proven] for f in ranges]), np.array([f.high[proven] for f in ranges])
    closest = (highs - lows).argmin(axis=0), np.arange(lows.shape[1])
    return Defence(
        system.places[hidden],
        system.places[hidden & ~proven],
        system.places[proven],
        lows[closest],
        highs[closest],
    )


def _lost(system: System, attacks: Sequence[Attack]) -> tuple[bool, list[Ints]]:
    """Say whether it helps to hide zeros too, and what each attacker would find out even if everything were hidden."""
    for zeros in (False, True):
        everything = system.must | system.may | (system.spare & zeros)
        lost = [attack.narrow(everything, system.must) for attack in attacks]
        if not any(those.size for those in lost):
            break
    return zeros, lost


def _everything(system: System, attacks: Sequence[Attack]) -> Bools:
    """Hide all there is, but for cells that the rule does not hide and that can be worked out anyway."""
    hidden = system.must | system.may | system.spare
    while True:
        weak = np.zeros(len(hidden), dtype=np.bool_)
        for attack in attacks:
            weak[attack.narrow(hidden, hidden)] = True
        if not (weak & ~system.must).any():
            return hidden
        hidden = hidden & ~(weak & ~system.must)


def shown_again(system: System, attacks: Sequence[Attack], hidden: Bools, most: int | None = None) -> Bools:
    """Show again, one after the other, what is not needed: first what readers miss most.

    `most`: how many ranges may need a new proof for one cell; None for any number.
    """
    candidates = np.flatnonzero(hidden & ~system.must)
    by_row = system.relations.tocsr()
    for candidate in candidates[np.lexsort((-system.counts[candidates], -system.weights[candidates]))]:
        fewer = hidden.copy()
        fewer[candidate] = False
        rows = by_row[system.relations[:, [candidate]].indices]
        if 1 in abs(rows) @ fewer:  # it would leave another one alone in a sum
            continue
        lost = max(attack.weak(fewer, attack.known(fewer)).size for attack in attacks)
        if most is not None and lost > most:
            continue
        if not any(attack.weak(fewer, attack.ranges(fewer, fewer)).size for attack in attacks):
            hidden = fewer
    return hidden
