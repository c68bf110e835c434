"""Choosing one course in time, or a few groups, where an indicator has more figures than can be read at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from monitor.measures.datasets import Imported
from monitor.measures.definitions import Definition
from monitor.measures.dimensions import DimensionKind
from monitor.measures.observations import Observation, Series

MOST_LINES: Final = 6
"""The most groups drawn over time: as many as can be told apart by colour, sign and dash."""

MOST_ROWS: Final = 20
"""The most groups drawn below each other for one point in time."""

Codes = Mapping[str, str | None]
"""A code for each dimension, None for its total."""

Offered = Callable[[str, Mapping[str, Sequence[str | None]]], Collection[str | None]]
"""Gives the codes of a dimension that figures exist for, among those with the codes chosen already."""


def narrowed(definition: Definition, offered: Offered, wanted: Codes = MappingProxyType({})) -> Codes:
    """Choose of each dimension the total, or where there is none the first code of the definition that has figures.

    What is `wanted` comes before both, where figures exist for it.
    """
    chosen: dict[str, str | None] = {}
    for dimension in definition.dimensions:
        there = offered(dimension.id, {name: [code] for name, code in chosen.items()})
        first = next((code.code for code in dimension.codes if code.code in there), None)
        named = wanted.get(dimension.id)
        if named in there:
            chosen[dimension.id] = named
        else:
            chosen[dimension.id] = None if None in there else first
    return chosen


def for_chart(series: Series) -> tuple[Series, Codes]:
    """Return as many figures as one chart can bear, and what was chosen for that; nothing where it bears all.

    Measures are different quantities and never stand on one axis: of each, one is chosen first. What ships is drawn
    whole: somebody has looked at it.
    """
    definition = series.indicator
    if not isinstance(definition, Imported):
        return series, {}
    measures = {each.id for each in definition.dimensions if each.kind is DimensionKind.MEASURE}
    chosen = {name: code for name, code in _narrowed(series).items() if name in measures}
    drawn = _of(series, chosen)
    groups = {frozenset(entry.group.items()) for entry in drawn.observations}
    periods = {entry.period for entry in drawn.observations}
    if len(groups) > (MOST_LINES if len(periods) > 1 else MOST_ROWS):
        chosen = dict(_narrowed(series))
        drawn = _of(series, chosen)
    only = {name: code for name, code in chosen.items() if _has_others(series.observations, name, code)}
    return (drawn, only) if only else (series, {})


def _narrowed(series: Series) -> Codes:
    def offered(dimension: str, chosen: Mapping[str, Sequence[str | None]]) -> set[str | None]:
        return {
            entry.group.get(dimension)
            for entry in series.observations
            if all(entry.group.get(name) in codes for name, codes in chosen.items())
        }

    return narrowed(series.indicator, offered)


def _of(series: Series, chosen: Codes) -> Series:
    kept = tuple(
        entry
        for entry in series.observations
        if all(entry.group.get(name) == code for name, code in chosen.items())
    )
    return Series(series.indicator, kept, left_out=series.left_out)


def _has_others(entries: Sequence[Observation], dimension: str, code: str | None) -> bool:
    return any(entry.group.get(dimension) != code for entry in entries)
