"""An attacker at work: how wide is the range of each hidden count?

What shows that a range is wide enough is two whole tables: the true one and another that agrees with everything
visible, found as the difference between them ("a step"). Steps are checked in whole numbers, so no rounding of a
solver can make a cell look safer than it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from monitor.statistics.disclosure.links import Links
from monitor.statistics.disclosure.solver import Bools, Cut, Floats, Ints, furthest, groups, prices
from monitor.statistics.disclosure.system import System
from monitor.statistics.disclosure.views import View

MANY, TRIES = 10, 3
"""From so many cells on one programme is asked about all of them, until so many in a row prove nothing new."""
TOGETHER = 16
"""So many cells are then asked about side by side, each for itself."""
NEAR, WIDE = 40, 120
"""So many relations around a cell are looked at before all are: for what holds it back, and for how far it moves."""
THRIFT = 0.003
"""What a step of one unknown costs beside a step of the one asked about."""
ROUNDING = 1e-4
"""What lies so near to wide enough is not called too narrow: a cut has to forbid what it was made from."""
LEAK = 1e-3
"""How far a visible count gives way while a cut is looked for, so that few cells appear in the cut."""


@dataclass(frozen=True)
class Ranges:
    """How far from the true count each unknown was proven to be possible; 0 and 0 for what is visible."""

    low: Ints
    high: Ints


class _Steps:
    """All steps found so far, end to end: they are gone through thousands of times."""

    def __init__(self) -> None:
        self._pieces: list[tuple[Ints, Ints]] = []
        self._joined = 0
        self._places = self._changes = self._starts = self._lengths = np.zeros(0, dtype=np.int64)

    def add(self, places: Ints, changes: Ints) -> None:
        """Keep one step."""
        self._pieces.append((places, changes))

    def ranges(self, hidden: Bools) -> Ranges:
        """Return the ranges that follow from those steps that move hidden unknowns only."""
        found = Ranges(np.zeros(len(hidden), dtype=np.int64), np.zeros(len(hidden), dtype=np.int64))
        if not self._pieces:
            return found
        if self._joined < len(self._pieces):
            self._places, self._changes = (np.concatenate(each) for each in zip(*self._pieces, strict=True))
            lengths = [places.size for places, _ in self._pieces]
            self._starts = np.cumsum([0, *lengths[:-1]])
            self._lengths = np.array(lengths)
            self._joined = len(self._pieces)
        holds = np.repeat(np.logical_and.reduceat(hidden[self._places], self._starts), self._lengths)
        np.minimum.at(found.low, self._places[holds], self._changes[holds])
        np.maximum.at(found.high, self._places[holds], self._changes[holds])
        return found


class Attack:
    """One attacker against one system. Remembers the steps found, which hold for every mask that hides as much."""

    def __init__(self, system: System, view: View) -> None:
        self._unknown = system.must | system.may | system.spare
        self._must, self._ordinary = system.must, system.must | system.may
        self.view = view
        self._links = Links(system.relations)
        self._steps = _Steps()
        self._chance = np.random.default_rng(1)

    @property
    def owed(self) -> Bools:
        """The unknowns that are owed a range, if they are hidden."""
        return np.asarray(self.view.width > 0)

    def waive(self, targets: Ints) -> None:
        """Ask for no range of these any more: even with everything hidden it would be too narrow."""
        width = self.view.width.copy()
        width[targets] = 0
        self.view = replace(self.view, width=width)

    def weak(self, targets: Bools, found: Ranges) -> Ints:
        """Return the targets whose range was not proven wide enough."""
        return np.flatnonzero(targets & (found.high - found.low < self.view.width))

    def is_weak(self, target: int, found: Ranges) -> bool:
        """Whether the range of one target was not proven wide enough."""
        return bool(found.high[target] - found.low[target] < self.view.width[target])

    def known(self, hidden: Bools) -> Ranges:
        """Return what the steps found so far prove of a mask."""
        return self._steps.ranges(hidden)

    def ranges(self, hidden: Bools, targets: Bools) -> Ranges:
        """Prove wide ranges for as many of the targets, all of them hidden, as come easily."""
        found = self.sweep(hidden, targets)
        asked = np.zeros(len(hidden), dtype=np.bool_)
        while (left := self.weak(targets & ~asked, found)[:TOGETHER]).size:
            asked[left] = True
            near = [(target, self._links.around(target, hidden, WIDE)[1]) for target in left.tolist()]
            self._move_each(near, hidden, found)
        return found

    def sweep(self, hidden: Bools, targets: Bools) -> Ranges:
        """Prove ranges for many of the targets at once, as far as that goes."""
        found = self.known(hidden)
        inside = np.flatnonzero(hidden)
        failed = 0
        while failed < TRIES and (weak := self.weak(targets, found)).size >= MANY:
            gain = np.zeros(len(hidden))
            signs = self._chance.choice([-1.0, 1.0], weak.size)
            gain[weak] = signs * self._chance.uniform(0.5, 1.5, weak.size)
            self._move([(inside, gain, weak)], hidden, found)
            failed = 0 if self.weak(targets, found).size < weak.size else failed + 1
        return found

    def press(self, hidden: Bools, targets: Bools) -> list[Cut]:
        """Return what any choice must hide to widen ranges that are too narrow; nothing if none is.

        As long as a look around each cell finds something, no more is looked for.
        """
        found = self.ranges(hidden, targets)
        cuts = self._nearby(hidden, targets, found)
        return list((cuts or self._everywhere(hidden, targets, found)).values())

    def narrow(self, hidden: Bools, targets: Bools) -> Ints:
        """Return every target whose range is too narrow."""
        found = self.ranges(hidden, targets)
        return np.array(list(self._everywhere(hidden, targets, found)), dtype=np.int64)

    def _nearby(self, hidden: Bools, targets: Bools, found: Ranges) -> dict[int, Cut]:
        """Look at a few relations around each target that was not proven yet, which is cheap and mostly enough."""
        weak = self.weak(targets, found).tolist()
        cuts: dict[int, Cut] = {}
        for start in range(0, len(weak), TOGETHER):
            some = weak[start : start + TOGETHER]
            near = [(target, self._links.around(target, hidden, NEAR)[0]) for target in some]
            for target, share in zip(some, self._shares(near, hidden), strict=True):
                cut = self._cut(target, share, hidden)
                if cut is not None:
                    cuts[target] = cut
        return cuts

    def _everywhere(self, hidden: Bools, targets: Bools, found: Ranges) -> dict[int, Cut]:
        cuts: dict[int, Cut] = {}
        for target in self.weak(targets, found).tolist():
            cut = self._thoroughly(target, hidden, found)
            if cut is not None:
                cuts[target] = cut
        return cuts

    def _thoroughly(self, target: int, hidden: Bools, found: Ranges) -> Cut | None:
        """Look at the whole system for one target; None where its range is wide enough."""
        width = self.view.width[target]
        if found.high[target] - found.low[target] < width:  # another one's step may have proven it meanwhile
            self._move_each([(target, np.flatnonzero(hidden))], hidden, found)
        if found.high[target] - found.low[target] < width:
            [share] = self._shares([(target, np.arange(self._links.height))], hidden)
            cut = self._cut(target, share, hidden)
            if cut is not None:
                return cut
            near = self._links.around(target, hidden, WIDE)[1]
            self._move_each([(target, near)], hidden, found, whole=True)
        if found.high[target] - found.low[target] >= width:
            return None
        return self._more(target, hidden)

    def _move_each(
        self, targets: Sequence[tuple[int, Ints]], hidden: Bools, found: Ranges, whole: bool = False
    ) -> None:
        """Move each target up and down among its columns, and as few others as that needs: such steps are whole."""
        asked = []
        for target, columns in targets:
            for sign in (1.0, -1.0):
                gain = np.zeros(len(hidden))
                gain[target] = sign
                asked.append((columns, gain, np.array([target])))
        self._move(asked, hidden, found, THRIFT, whole)

    def _move(
        self,
        asked: Sequence[tuple[Ints, Floats, Ints]],
        hidden: Bools,
        found: Ranges,
        thrift: float = 0.0,
        whole: bool = False,
    ) -> None:
        programmes = []
        for columns, gain, targets in asked:
            least, most = self._bounds(targets)
            programmes.append(self._links.programme(columns, gain[columns], least[columns], most[columns]))
        for (columns, _, _), moved in zip(asked, furthest(programmes, thrift, whole), strict=True):
            self.learn(columns, moved, hidden, found)

    def _shares(self, asked: Sequence[tuple[int, Ints]], hidden: Bools) -> Iterator[Floats]:
        """How far each unknown, if hidden, lets the range of a target reach; asked for targets, each with relations.

        To look at some of the relations only gives an attacker less to go on, so what holds then holds for all.
        """
        programmes, sides = [], []
        for target, rows in asked:
            columns = np.unique(np.append(self._links.columns_of(rows), target))
            columns = columns[self._unknown[columns]]
            least, most = (bound[columns] for bound in self._bounds(np.array([target])))
            leak = np.where(hidden[columns], 1.0, LEAK)
            for sign in (1.0, -1.0):
                gain = sign * (columns == target)
                programmes.append(self._links.programme(columns, gain, leak * least, leak * most, rows))
                sides.append((columns, least, most))
        shares = []
        for programme, (columns, least, most), duals in zip(
            programmes, sides, prices(programmes), strict=True
        ):
            worth = programme.gain.copy()
            np.subtract.at(worth, programme.columns, programme.values * duals[programme.rows])
            worth[np.abs(worth) < 1e-7] = 0
            share = np.zeros(len(hidden))
            share[columns] = np.where(worth > 0, worth * most, worth * least)
            shares.append(share)
        return (up + down for up, down in zip(shares[::2], shares[1::2], strict=True))

    def _cut(self, target: int, share: Floats, hidden: Bools) -> Cut | None:
        """What is missing to the width of the target has to be hidden besides; None where nothing is."""
        width, certain = float(self.view.width[target]), self._must.copy()
        if share[hidden].sum() > width * (1 - ROUNDING):
            return None
        certain[target] = True
        missing = width - share[certain].sum()
        values = np.where(certain, 0.0, np.minimum(share, missing)) / missing
        values[target] = 0.0 if self._must[target] else -1.0
        places = np.flatnonzero(values)
        return Cut(places, values[places], 1.0 if self._must[target] else 0.0)

    def _more(self, target: int, hidden: Bools) -> Cut:
        """Only a search for whole numbers failed: any other cell beside the target may help, or else any at all."""
        fresh = self._ordinary & ~hidden
        beside = self._links.columns_of(self._links.rows_of(np.array([target])))
        places = beside[fresh[beside]]
        places = places if places.size else np.flatnonzero(fresh)
        if self._must[target]:
            return Cut(places, np.ones(places.size), 1.0)
        return Cut(np.append(places, target), np.append(np.ones(places.size), -1.0), 0.0)

    def _bounds(self, targets: Ints) -> tuple[Floats, Floats]:
        """Least and most step of each unknown; of the targets no more than is asked for."""
        least, most = -self.view.down.astype(np.float64), self.view.up.astype(np.float64)
        least[targets] = np.maximum(least[targets], -self.view.width[targets])
        most[targets] = np.minimum(most[targets], self.view.width[targets])
        return least, most

    def learn(self, columns: Ints, moved: Floats, hidden: Bools, found: Ranges) -> None:
        """Take over the whole steps in a solution: its independent pieces, each checked to the last digit."""
        steps = np.rint(moved).astype(np.int64)
        columns, steps = columns[steps != 0], steps[steps != 0]
        if not columns.size:
            return
        rows, places, values = self._links.entries(columns)
        balance = np.zeros(self._links.height, dtype=np.int64)
        np.add.at(balance, rows, values.astype(np.int64) * steps[places])
        labels = groups(rows, places, columns.size)
        beyond = ~hidden[columns] | (steps < -self.view.down[columns]) | (steps > self.view.up[columns])
        bad = {*labels[places[balance[rows] != 0]].tolist(), *labels[beyond].tolist()}
        for label in sorted(set(labels.tolist()) - bad):
            piece, change = columns[labels == label], steps[labels == label]
            if _widen(found, piece, change):
                self._steps.add(piece, change)


def _widen(found: Ranges, places: Ints, steps: Ints) -> bool:
    """Enter one step; say whether it widened any range."""
    low, high = np.minimum(found.low[places], steps), np.maximum(found.high[places], steps)
    wider = bool((low < found.low[places]).any() or (high > found.high[places]).any())
    found.low[places], found.high[places] = low, high
    return wider
