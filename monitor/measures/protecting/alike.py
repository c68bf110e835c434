"""Tables that may be about the same persons and do not say so: whoever imports them is asked, nothing is presumed.

Only what may be shown is looked at: a question must not tell of hidden figures.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from monitor.measures.definitions import Definition, Persons
from monitor.measures.dimensions import DimensionKind
from monitor.measures.protecting.continuity import Served
from monitor.measures.protecting.rows import PER, served
from monitor.measures.received import Alike, Likeness
from monitor.measures.scales import COUNTING

_TELLING = 5
"""A count below that is the same in two tables by chance."""

_Group = tuple[str, frozenset[tuple[str, str]]]
"""A period and a code for each dimension that is not the total, measures apart."""


class _Seen:
    """What a table shows, and of what."""

    def __init__(self, table: Served) -> None:
        self.definition = table.definition
        names = [dimension.id for dimension in table.definition.dimensions]
        measures = {each.id for each in table.definition.measures}
        self.numbers: Mapping[_Group, set[int]] = defaultdict(set)
        used = set()
        for row in served(table.figures, table.definition, names):
            codes = dict(zip(names, row.codes, strict=True))
            used.add(tuple(codes[name] for name in measures))
            if row.count is not None:
                group = frozenset(
                    (name, code) for name, code in codes.items() if code and name not in measures
                )
                self.numbers[row.period, group] |= {row.count} | (
                    {row.base} if row.base is not None else set()
                )
        self.has_measures = len(used) > 1
        self.broken_down = {
            each.id for each in table.definition.dimensions if each.kind is not DimensionKind.MEASURE
        }
        units = {
            table.definition.unit,
            *(code.unit for each in table.definition.measures for code in each.codes),
        }
        self.units = {unit for unit in units if unit in COUNTING or unit in PER}


def alike(came: Sequence[Served], there: Sequence[Served]) -> dict[str, tuple[Alike, ...]]:
    """Return for each table that came what it may be linked with: others that came, and the newest of the others."""
    asked = [_Seen(each) for each in came if each.definition.persons is Persons.UNPUBLISHED]
    beside = asked + [_Seen(each) for each in there if each.definition.persons is Persons.UNPUBLISHED]
    return {one.definition.id: tuple(_questions(one, beside)) for one in asked}


def _questions(one: _Seen, beside: Sequence[_Seen]) -> Iterator[Alike]:
    if one.has_measures and not _is_told(one.definition):
        yield Alike(one.definition.id, Likeness.MEASURES)
    for other in beside:
        if other is one or (_is_told(one.definition) and _is_told(other.definition)):
            continue
        if _shows_the_same(one, other):
            yield Alike(other.definition.id, Likeness.FIGURES)
        elif _is_broken_down_alike(one, other):
            yield Alike(other.definition.id, Likeness.BREAKDOWNS)


def _is_told(definition: Definition) -> bool:
    """Whether it says whom it counts, in every measure."""
    codes = [code for each in definition.measures for code in each.codes]
    return definition.counts is not None or (bool(codes) and all(code.counts is not None for code in codes))


def _shows_the_same(one: _Seen, other: _Seen) -> bool:
    both = [one.numbers[group] & other.numbers[group] for group in one.numbers.keys() & other.numbers.keys()]
    return all(both) and any(number >= _TELLING for numbers in both for number in numbers)


def _is_broken_down_alike(one: _Seen, other: _Seen) -> bool:
    periods = [{period for period, _ in each.numbers} for each in (one, other)]
    return bool(
        one.units & other.units
        and one.broken_down
        and one.broken_down == other.broken_down
        and periods[0] & periods[1]
    )
