"""Figures as linked tables: every cell once, every sum that holds between them, and what earlier editions showed.

A sum whose parts are less than the whole has a rest that nobody publishes and anybody can work out; it is a cell like
the others. Where parts are more than the whole, they share somebody: then nothing is a sum, or the table is refused.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from monitor.measures.protecting import contradictions
from monitor.measures.protecting.axes import Axis
from monitor.measures.protecting.filling import Label, filled, label, missing
from monitor.measures.protecting.layout import FIRST, PERIOD, Layouts
from monitor.measures.protecting.rows import Row
from monitor.measures.protecting.splits import Splits
from monitor.measures.protecting.sums import Sum
from monitor.measures.protecting.told import leaves_some, rest_of, told_sums
from monitor.measures.protecting.vintages import State, editions, seen
from monitor.statistics.disclosure.tables import Cell, Key, Rate, Tables, Total

REST_WEIGHT: Final = 0.01
"""Nobody misses what is not published."""

Place = tuple[str, int]
"""The id of an indicator, and the place of a figure among those of it that came."""


@dataclass(frozen=True)
class Frame:
    """What tables are linked by: their dimensions, how their figures become cells, and how periods lie in others."""

    axes: Sequence[Axis]
    laid: Layouts
    in_time: Splits

    @property
    def splits(self) -> Mapping[int, Splits]:
        """What is made up of what, by the place in a key."""
        found = {FIRST + place: axis.splits for place, axis in enumerate(self.axes)}
        return {PERIOD: self.in_time} | {place: splits for place, splits in found.items() if splits}


@dataclass(frozen=True)
class Linked:
    """Tables, and for each figure that came, by its place: the cells of its count and its denominator."""

    tables: Tables
    cells: Mapping[Place, tuple[Key, Key | None]]


@dataclass
class _Known:
    """The sums of the present tables: the counts of all cells, and which kinds of sums have no rest anywhere."""

    counts: dict[Key, int]
    rests: dict[Key, int] = field(default_factory=dict)
    totals: list[Total] = field(default_factory=list)
    labels: set[Label] = field(default_factory=set)
    with_rest: set[Label] = field(default_factory=set)


def linked(rows: Sequence[Row], frame: Frame, then: Sequence[State] = ()) -> Linked:
    """Link the figures that came of tables whose periods hang together.

    `then` is how they, and others that are linked with them, stood after each edition; the last one is how they stand.
    Raises Refused: the codes of `contradictions`.
    """
    laid = frame.laid
    cells = {(row.indicator, row.place): laid.cells(row) for row in rows}
    counts, owners = _counts(rows, laid)
    beside = _beside(counts, then, {row.indicator for row in rows}, laid)
    gaps = _gaps_filled(counts, beside, then, frame)
    if gaps is None and beside:  # they fit together in no way, so they are not of one day
        beside, gaps = {}, _gaps_filled(counts, {}, then, frame)
    if gaps is None:
        raise contradictions.gaps({row.indicator for row in rows})
    known = _add_up(counts | beside | gaps, owners, frame)
    stays = {laid.cells(row)[0] for state in then for those in state for row in those if row.count is None}
    used = Counter(key for pair in cells.values() for key in set(pair) if key is not None)
    others = (*beside.items(), *gaps.items())
    tables = Tables(
        (
            *(Cell(key, number, float(used[key]), key in stays) for key, number in counts.items()),
            *(Cell(key, number, REST_WEIGHT, key in stays) for key, number in others),
            *(Cell(key, number, REST_WEIGHT, unseen=True) for key, number in known.rests.items()),
        ),
        tuple(known.totals),
        (*dict.fromkeys(_rates(cells.values(), counts)), *_told_rates(counts | beside, laid)),
        tuple(editions(then, laid, frame.splits, known.counts | known.rests, known.labels - known.with_rest)),
    )
    return Linked(tables, cells)


def _counts(rows: Sequence[Row], laid: Layouts) -> tuple[dict[Key, int], Mapping[Key, set[str]]]:
    """The cells of the figures that came, and whose they are."""
    counts: dict[Key, int] = {}
    owners: dict[Key, set[str]] = defaultdict(set)
    for row in sorted(rows, key=lambda each: (each.period, each.codes)):
        for key, number in zip(laid.cells(row), (row.count, row.base), strict=True):
            if key is None or number is None:
                continue
            if counts.get(key, number) != number:
                contradictions.check_same(key, row.indicator, owners[key])
            counts[key] = number
            owners[key].add(row.indicator)
    return counts, owners


def _beside(
    counts: Mapping[Key, int], then: Sequence[State], came: set[str], laid: Layouts
) -> dict[Key, int]:
    """What linked tables show that did not come. One that shows another count of the same cell is of another day.

    Then what it hides cannot be told from what was revised, so that both have to come together; where it hides nothing,
    only what it was together with others holds, as of earlier editions.
    """
    found: dict[Key, int] = {}
    for rows in then[-1] if then else ():
        if not rows or rows[0].indicator in came:
            continue
        visible, hides = seen([rows], laid)
        other = [key for key, number in visible.items() if counts.get(key, number) != number]
        if other and hides:
            raise contradictions.another_day(min(other), came, rows[0].indicator)
        if not other:
            found = {key: number for key, number in visible.items() if key not in counts} | found
    return found


def _gaps_filled(
    counts: Mapping[Key, int], beside: Mapping[Key, int], then: Sequence[State], frame: Frame
) -> dict[Key, int] | None:
    there = {**counts, **beside}
    before: dict[Key, int] = {}
    old: dict[Key, None] = {}
    for state in then:
        visible, hidden = seen(state, frame.laid)
        before |= visible
        old |= dict.fromkeys([*visible, *hidden])
    # what has no figure any more still lies within what has one
    gone = [key for key in old if key not in there]
    wanted = dict.fromkeys([*gone, *missing([*there, *gone], frame.splits)])
    same = {
        gap
        for gap in wanted
        for total, base in frame.laid.totals(gap)
        if gap == total and base in there and base != gap
    }
    gaps = [gap for gap in wanted if gap not in same]
    if not gaps:
        return {}
    told = list(told_sums(dict.fromkeys([*there, *gaps]), frame.laid, frame.splits))
    return filled(there, gaps, told, before, rest_of)


def _add_up(counts: dict[Key, int], owners: Mapping[Key, set[str]], frame: Frame) -> _Known:
    known = _Known(counts)
    for each, whole in told_sums(counts, frame.laid, frame.splits):
        kind = label(each)
        parts = sum(counts[part] for part in each.parts)
        if parts > counts[whole]:
            _check_overlap(each, whole, owners, frame)
            known.with_rest.add(kind)
            continue
        those = each.parts
        if parts < counts[whole] or (leaves_some(each) and len(those) == 1):
            rest = rest_of(each)
            known.rests[rest] = counts[whole] - parts
            known.with_rest.add(kind)
            those = (*those, rest)
        known.labels.add(kind)
        known.totals.append(Total(whole, those, group=_discloses(each, frame.axes)))
    return known


def _rates(pairs: Iterable[tuple[Key, Key | None]], counts: Mapping[Key, int]) -> Iterable[Rate]:
    for count, base in pairs:
        if base is not None and base in counts and base != count:
            yield Rate(("rate", *count), count, base)


def _told_rates(counts: Mapping[Key, int], laid: Layouts) -> Iterable[Rate]:
    """Whoever sees a count and what it is among sees the share too, whether it is published or not."""
    for each in laid.among(counts):
        if len(each.parts) == 1 and counts[each.parts[0]] <= counts[each.whole]:
            yield Rate(("among", *each.whole, *each.parts[0]), each.parts[0], each.whole)


def _discloses(each: Sum, axes: Sequence[Axis]) -> bool:
    """Whether everybody being in one part tells something of them."""
    return len(each.places) == 1 and each.places[0] >= FIRST and axes[each.places[0] - FIRST].tells


def _check_overlap(each: Sum, whole: Key, owners: Mapping[Key, set[str]], frame: Frame) -> None:
    """Parts may be more than the whole in time, as stocks are, and where several answers can be given.

    What did not come now may be of another day.
    """
    if not all(key in owners for key in (whole, *each.parts)):
        return
    whose = set().union(*(owners[key] for key in (whole, *each.parts)))
    if leaves_some(each):
        if len(each.parts) == 1:
            raise contradictions.more_than_all(each.parts[0], whole, whose)
        return
    axes = [frame.axes[place - FIRST] for place in each.places if place >= FIRST]
    several = frame.laid.is_answer(each.parts[0], each.places)
    if axes and not (several and not any(axis.parts for axis in axes)):
        raise contradictions.overlap(whole, whose, [axis.id for axis in axes])
