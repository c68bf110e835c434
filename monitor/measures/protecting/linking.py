"""Figures as linked tables: every cell once, every sum that holds between them, and what earlier editions showed.

A sum whose parts are less than the whole has a rest that nobody publishes and anybody can work out; it is a cell like
the others. Where parts are more than the whole, they share somebody: then nothing is a sum, or the table is refused.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from monitor.errors import Refused
from monitor.measures.definitions import Definition
from monitor.measures.dimensions import DimensionKind
from monitor.measures.protecting.filling import Label, filled, label, missing
from monitor.measures.protecting.layout import COUNT, FIRST, PERIOD, Layout
from monitor.measures.protecting.rows import Row, entry
from monitor.measures.protecting.splits import Splits, of_dimension
from monitor.measures.protecting.sums import Sum, sums
from monitor.statistics.disclosure.earlier import supposed
from monitor.statistics.disclosure.tables import Cell, Edition, Key, Rate, Shown, Tables, Total

REST_WEIGHT: Final = 0.01
"""Nobody misses what is not published."""


@dataclass(frozen=True)
class Linked:
    """Tables, and for each figure, by its place: the cells of its count and its denominator, and its rate."""

    tables: Tables
    cells: Mapping[int, tuple[Key, Key | None]]


@dataclass
class _Known:
    """The sums of the present tables: the counts of all cells, and which kinds of sums have no rest anywhere."""

    counts: dict[Key, int]
    rests: dict[Key, int] = field(default_factory=dict)
    totals: list[Total] = field(default_factory=list)
    labels: set[Label] = field(default_factory=set)
    with_rest: set[Label] = field(default_factory=set)


def linked(
    rows: Sequence[Row],
    laid: Layout,
    in_time: Splits,
    definition: Definition,
    earlier: Sequence[Sequence[Row]] = (),
) -> Linked:
    """Link the figures of one block whose periods hang together, and what earlier editions showed of them, in order.

    Raises Refused("protection_overlap") where the codes of a dimension share persons and nobody says how.
    """
    splits = {PERIOD: in_time} | {
        FIRST + place: found
        for place, dimension in enumerate(definition.dimensions)
        if (found := of_dimension(dimension))
    }
    cells = {row.place: laid.cells(row) for row in rows}
    counts: dict[Key, int] = {}
    for row in sorted(rows, key=lambda each: (each.period, each.codes)):
        count, base = cells[row.place]
        assert row.count is not None
        counts[count] = row.count
        if base is not None and row.base is not None:
            counts[base] = row.base
    gaps = _gaps_filled(counts, laid, splits, definition, earlier)
    known = _add_up(counts | gaps, laid, splits, definition)
    stays = {laid.cells(row)[0] for edition in earlier for row in edition if row.count is None}
    used = Counter(key for pair in cells.values() for key in set(pair) if key is not None)
    rates = tuple(
        Rate(("rate", *count), count, base)
        for count, base in cells.values()
        if base is not None and base in counts and base != count
    )
    tables = Tables(
        (
            *(Cell(key, number, float(used[key]), key in stays) for key, number in counts.items()),
            *(Cell(key, number, REST_WEIGHT, key in stays) for key, number in (gaps | known.rests).items()),
        ),
        tuple(known.totals),
        tuple(dict.fromkeys(rates)),
        tuple(_editions(earlier, laid, splits, known)),
    )
    return Linked(tables, cells)


def _gaps_filled(
    counts: dict[Key, int],
    laid: Layout,
    splits: Mapping[int, Splits],
    definition: Definition,
    earlier: Sequence[Sequence[Row]],
) -> dict[Key, int]:
    before: dict[Key, int] = {}
    old: dict[Key, None] = {}
    for rows in earlier:
        visible, hidden = _seen(rows, laid)
        before |= visible
        old |= dict.fromkeys([*visible, *hidden])
    gone = [
        key for key in old if key not in counts
    ]  # what has no figure any more still lies within what has one
    gaps = [
        gap
        for gap in dict.fromkeys([*gone, *missing([*counts, *gone], splits)])
        if not (laid.answers and gap[0] == COUNT and gap == laid.total(gap) and laid.base(gap) in counts)
    ]
    if not gaps:
        return {}
    told = list(_sums(dict.fromkeys([*counts, *gaps]), laid, splits))
    found = filled(counts, gaps, told, before, _rest)
    if found is None:
        raise Refused(
            "protection_gaps",
            f"{definition.id} cannot be protected, and was not kept: figures are missing between those that are there, "
            "and no counts were found that could stand for them. Give every total and every group, zeros too.",
            indicator=definition.id,
        )
    return found


def _add_up(
    counts: dict[Key, int], laid: Layout, splits: Mapping[int, Splits], definition: Definition
) -> _Known:
    known = _Known(counts)
    for each, whole in _sums(counts, laid, splits):
        kind = label(each)
        parts = sum(counts[part] for part in each.parts)
        if parts > counts[whole]:
            _check_overlap(each, laid, definition)
            known.with_rest.add(kind)
            continue
        those = each.parts
        if parts < counts[whole]:
            rest = _rest(each)
            known.rests[rest] = counts[whole] - parts
            known.with_rest.add(kind)
            those = (*those, rest)
        known.labels.add(kind)
        known.totals.append(Total(whole, those, group=_discloses(each, definition)))
    return known


def _sums(
    keys: Mapping[Key, object], laid: Layout, splits: Mapping[int, Splits]
) -> Iterator[tuple[Sum, Key]]:
    """Give every sum with the cell of its whole: that of all who are counted among, for all answers together."""
    same = {}
    for key in keys:
        if laid.based and key[0] == COUNT and (total := laid.total(key)) not in keys:
            base = laid.base(key)
            if laid.answers and base in keys:
                same[total] = base
    for each in sums([*keys, *same], splits):
        if not same.keys() & set(each.parts):  # else it is a sum of denominators, which is told by these
            yield each, same.get(each.whole, each.whole)


def _rest(each: Sum) -> Key:
    return (f"rest of {'.'.join(map(str, each.places))}.{each.way}", *each.whole)


def _discloses(each: Sum, definition: Definition) -> bool:
    """Whether everybody being in one part tells something: so it is of parts of a whole, not of time or place."""
    if len(each.places) != 1 or each.places[0] < FIRST:
        return False
    dimension = definition.dimensions[each.places[0] - FIRST]
    return dimension.kind is DimensionKind.PARTS_OF_WHOLE and dimension.role is None


def _check_overlap(each: Sum, laid: Layout, definition: Definition) -> None:
    """Parts may be more than the whole in time, as stocks are, and where several answers can be given."""
    dimensions = [definition.dimensions[place - FIRST] for place in each.places if place >= FIRST]
    several = each.whole[0] == COUNT and set(each.places) & set(laid.answers)
    if not dimensions or (several and all(d.kind is not DimensionKind.PARTS_OF_WHOLE for d in dimensions)):
        return
    names = ", ".join(dimension.id for dimension in dimensions)
    figure = entry(each.whole[PERIOD], each.whole[FIRST:])
    raise Refused(
        "protection_overlap",
        f"{definition.id} cannot be protected, and was not kept: the codes of {names} count more persons than their "
        f"total, {figure}. Say which code is part of which other one (part_of), or leave those out that overlap.",
        indicator=definition.id,
        dimension=names,
        figure=figure,
    )


def _editions(
    earlier: Sequence[Sequence[Row]], laid: Layout, splits: Mapping[int, Splits], known: _Known
) -> Iterator[Edition]:
    """What readers may have kept. Two editions in a row that showed the same are one."""
    before: tuple[dict[Key, int], list[Key]] | None = None
    for number, rows in enumerate(earlier):
        seen = _seen(rows, laid)
        if seen == before or not rows:
            continue
        before = seen
        visible, hidden = seen
        yield _edition(str(number + 1), visible, hidden, laid, splits, known)


def _seen(rows: Sequence[Row], laid: Layout) -> tuple[dict[Key, int], list[Key]]:
    visible: dict[Key, int] = {}
    hidden: dict[Key, None] = {}
    for row in sorted(rows, key=lambda each: (each.period, each.codes)):
        count, base = laid.cells(row)
        if row.count is None:
            hidden |= {key: None for key in (count, base) if key is not None}
            continue
        visible.setdefault(count, row.count)
        if base is not None and row.base is not None:
            visible.setdefault(base, row.base)
    return visible, [key for key in hidden if key not in visible]


def _edition(
    name: str,
    visible: dict[Key, int],
    hidden: list[Key],
    laid: Layout,
    splits: Mapping[int, Splits],
    known: _Known,
) -> Edition:
    now = known.counts | known.rests
    shown = [Shown(key, count, hidden=False) for key, count in visible.items()]
    unknown = set(hidden)
    told = [
        (each, whole)
        for each, whole in _sums({**visible, **dict.fromkeys(hidden)}, laid, splits)
        if unknown & {whole, *each.parts}
        # what was revised since may not add up any more
        and (whole in unknown or sum(visible.get(part, 0) for part in each.parts) <= visible[whole])
    ]
    for exact in (known.labels - known.with_rest, set()):
        rests = {_rest(each): None for each, _ in told if label(each) not in exact}
        totals = [
            Total(whole, (*each.parts, rest) if (rest := _rest(each)) in rests else each.parts)
            for each, whole in told
        ]
        found = supposed(visible, [*hidden, *rests], totals, now)
        if found is not None:
            covered = [Shown(key, count, hidden=True) for key, count in found.items()]
            return Edition(name, (*shown, *covered), tuple(totals))
    return Edition(name, tuple(shown))
