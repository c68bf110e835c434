"""One part of the tables, defended on its own: what can be protected at all, what to hide, and what to show again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from monitor.errors import Refused
from monitor.statistics.disclosure.attack import Attack
from monitor.statistics.disclosure.choice import choose
from monitor.statistics.disclosure.rule import Rule
from monitor.statistics.disclosure.solver import Bools, Ints
from monitor.statistics.disclosure.system import System
from monitor.statistics.disclosure.views import view

LARGEST = 6000
"""Unknowns that hang together, for which this was measured to end within minutes (bench/results.md)."""


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
    exposed; the rest is defended as if everybody knew it. Raises Refused, code `too_large_to_protect`.
    """
    if len(system.counts) > LARGEST:
        raise Refused(
            "too_large_to_protect",
            f"{len(system.counts)} cells hang together by their totals; up to {LARGEST} can be protected at once. "
            "Publish fewer breakdowns together.",
            cells=len(system.counts),
            most=LARGEST,
        )
    exposed = none = np.zeros(0, dtype=np.int64)
    while True:
        if not system.must.any():
            return Defence(np.sort(exposed), np.sort(exposed), none, none, none)
        attacks = [
            Attack(system, view(system.counts, system.must, attacker, rule)) for attacker in rule.attackers
        ]
        zeros, lost = _lost(system, attacks)
        if not lost.any():
            break
        exposed = np.append(exposed, system.places[lost])
        system = system.part(np.flatnonzero(~lost))
    hidden = choose(system, attacks, zeros)
    if hidden is None:
        hidden = choose(system, attacks, True)
    if hidden is None:
        hidden, lost = _everything(system, attacks)
        exposed = np.append(exposed, system.places[lost])
    else:
        hidden = shown_again(system, attacks, hidden)
        lost = np.zeros(len(hidden), dtype=np.bool_)
    proven = hidden & ~lost
    ranges = [attack.ranges(hidden, proven) for attack in attacks]
    widths = np.array([found.high - found.low for found in ranges])
    closest = widths.argmin(axis=0)[proven]
    return Defence(
        np.sort(np.append(exposed, system.places[hidden & ~lost])),
        np.sort(exposed),
        system.places[proven],
        np.array([found.low[proven] for found in ranges])[closest, np.arange(len(closest))],
        np.array([found.high[proven] for found in ranges])[closest, np.arange(len(closest))],
    )


def _lost(system: System, attacks: Sequence[Attack]) -> tuple[bool, Bools]:
    """Say whether zeros have to be hidden too, and what would be found out even if everything were hidden."""
    for zeros in (False, True):
        everything = system.must | system.may | (system.spare & zeros)
        lost = np.zeros(len(everything), dtype=np.bool_)
        for attack in attacks:
            lost[list(attack.press(everything, system.must))] = True
        if not lost.any():
            break
    return zeros, lost


def _everything(system: System, attacks: Sequence[Attack]) -> tuple[Bools, Bools]:
    """Hide all there is, but for cells that show nothing small and can be worked out anyway; say what is lost."""
    hidden = system.must | system.may | system.spare
    while True:
        weak = np.zeros(len(hidden), dtype=np.bool_)
        for attack in attacks:
            weak[list(attack.press(hidden, hidden))] = True
        if not (weak & ~system.must).any():
            return hidden, weak
        hidden = hidden & ~(weak & ~system.must)


def shown_again(system: System, attacks: Sequence[Attack], hidden: Bools) -> Bools:
    """Show again, one after the other, what is not needed: first what readers miss most."""
    candidates = np.flatnonzero(hidden & ~system.must)
    by_row = system.relations.tocsr()
    for candidate in candidates[np.lexsort((-system.counts[candidates], -system.weights[candidates]))]:
        fewer = hidden.copy()
        fewer[candidate] = False
        rows = by_row[system.relations[:, [candidate]].indices]
        if 1 in abs(rows) @ fewer:  # it would leave another one alone in a sum
            continue
        if not any(attack.weak(fewer, attack.ranges(fewer, fewer)).size for attack in attacks):
            hidden = fewer
    return hidden
