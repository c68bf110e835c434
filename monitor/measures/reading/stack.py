"""Whether figures may be stacked: only parts of one whole may, and only where they are that in what is shown."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from monitor.measures.definitions import Definition
from monitor.measures.dimensions import Dimension, DimensionKind
from monitor.measures.observations import Observation
from monitor.measures.reading.ruling import Reason, Ruling, Why, refused
from monitor.measures.reading.subjects import Figure
from monitor.measures.scales import Unit

NOT_ADDITIVE: Final = (
    Unit.PER_1000,
    Unit.PER_100000,
    Unit.PERCENTAGE_POINTS,
    Unit.DAYS,
    Unit.MONTHS,
    Unit.YEARS,
)
"""Units whose values do not add up: rates, points and lengths of time have each their own base."""

_Rest = tuple[str, frozenset[tuple[str, str]]]


def may_stack(definition: Definition, dimension: str, observations: Sequence[Observation] = ()) -> Ruling:
    """Whether the codes of a dimension may be stacked; `observations` are the figures that would be.

    The definition has to say that the codes are parts of one whole, in no unit that does not add up. Of every bar
    that would be drawn (one period, one group in the other dimensions), every part has to be there, as a number that
    somebody measured and that is not below zero. Per cent have to give 100, and numbers the printed total where there
    is one, as exactly as their rounding allows: each of k parts rounded to a unit u is off by u / 2 at most, their sum
    by k u / 2, and a printed total by half a unit of its own.
    """
    found = next((entry for entry in definition.dimensions if entry.id == dimension), None)
    if found is None:
        return refused(Why.NO_SUCH_DIMENSION, dimension=dimension)
    if found.kind is DimensionKind.MEASURE:
        return refused(Why.MEASURES_ARE_NO_PARTS)
    reasons: list[Reason] = []
    bars = _bars(dimension, observations)
    if found.kind is not DimensionKind.PARTS_OF_WHOLE:
        several = [total for parts in bars.values() if (total := _sum_of_several(parts)) is not None]
        told = definition.unit is Unit.PERCENT and len(several) == 1
        reasons.append(Reason(Why.NOT_PARTS, {"sum": several[0]} if told else {}))
    units = {definition.unit_of(entry.group) for entry in observations} or {definition.unit}
    if (rate := next((unit for unit in units if unit in NOT_ADDITIVE), None)) is not None:
        reasons.append(Reason(Why.UNIT_NOT_ADDITIVE, {"unit": rate}))
    if not reasons:
        for parts in bars.values():
            reasons += [reason for reason in _in_bar(definition, found, parts) if reason not in reasons]
    return Ruling(tuple(reasons))


def _bars(dimension: str, observations: Sequence[Observation]) -> Mapping[_Rest, dict[str, Observation]]:
    """The parts of each bar by their code; the printed total stands under ""."""
    bars: dict[_Rest, dict[str, Observation]] = {}
    for entry in observations:
        if not entry.is_measured and entry.missing is None:
            continue
        rest = frozenset((name, code) for name, code in entry.group.items() if name != dimension)
        bars.setdefault((entry.period.text, rest), {})[entry.group.get(dimension, "")] = entry
    return {key: parts for key, parts in bars.items() if set(parts) != {""}}  # a total alone is no bar


def _in_bar(
    definition: Definition, dimension: Dimension, parts: Mapping[str, Observation]
) -> Iterator[Reason]:
    missing = [
        code.label for code in dimension.codes if code.code not in parts or parts[code.code].value is None
    ]
    any_part = next(iter(parts.values()))
    if missing:
        yield Reason(Why.PART_MISSING, {"period": any_part.period, "label": missing[0]})
        return
    several = [parts[code.code] for code in dimension.codes]
    if any(Figure(definition, entry).is_worded for entry in several):
        yield Reason(Why.PART_IN_WORDS, {"period": any_part.period})
        return
    values = [entry.value for entry in several if entry.value is not None]
    if min(values) < 0:
        yield Reason(Why.PART_NEGATIVE, {"period": any_part.period})
        return
    total, off = sum(values, Decimal(0)), sum((_half_unit(value) for value in values), Decimal(0))
    whole, printed = None, parts.get("")
    if definition.unit_of(any_part.group) is Unit.PERCENT:
        whole = Decimal(100)
    elif printed is not None and printed.value is not None and not Figure(definition, printed).is_worded:
        whole, off = printed.value, off + _half_unit(printed.value)
    if whole is not None and abs(total - whole) > off:
        yield Reason(Why.NOT_THE_WHOLE, {"period": any_part.period, "sum": total, "whole": whole})


def _sum_of_several(parts: Mapping[str, Observation]) -> Decimal | None:
    """What the parts would give together; None where there is only one, or one is not known."""
    values = [entry.value for code, entry in parts.items() if code]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) > 1 else None


def _half_unit(value: Decimal) -> Decimal:
    """How far a printed number may be off by its rounding."""
    return Decimal(1).scaleb(min(0, int(value.as_tuple().exponent))) / 2
