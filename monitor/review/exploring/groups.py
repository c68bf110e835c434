"""Figures by the group they speak of, in the order of the definition's codes, and as far as they may be joined."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from monitor.measures.comparability import broken_between
from monitor.measures.definitions import Definition, Source
from monitor.measures.observations import Observation

_FAR: Final = 1.6
"""Two figures further apart than so many usual steps are not joined: nothing was measured between them."""

NEAR: Final = timedelta(days=550)
"""Nor are two further apart than this: two yearly figures are joined, figures of every second year are not."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The figures of one group, the earliest first.

    `source` is told where several sources speak of the same group and period: their figures are never one course.
    """

    group: Mapping[str, str]
    figures: tuple[Observation, ...]
    source: Source | None = None


def grouped(figures: Iterable[Observation], definition: Definition) -> list[Grouped]:
    """The figures by group, in the order of the codes; the total of a dimension comes before its codes."""
    place = {
        entry.id: {code.code: number for number, code in enumerate(entry.codes, start=1)}
        for entry in definition.dimensions
    }
    found: dict[tuple[int, ...], list[Observation]] = {}
    for figure in figures:
        key = tuple(codes.get(figure.group.get(name, ""), 0) for name, codes in place.items())
        found.setdefault(key, []).append(figure)
    return [course for key in sorted(found) for course in _courses(found[key])]


def varied(figures: Sequence[Observation], definition: Definition) -> tuple[str, ...]:
    """The dimensions in which the figures differ, in order: the others need be said only once."""
    return tuple(
        entry.id
        for entry in definition.dimensions
        if len({figure.group.get(entry.id) for figure in figures}) > 1
    )


def breaks_within(figures: Sequence[Observation], definition: Definition) -> bool:
    """Whether a series breaks somewhere between the first and the last of these figures of one group."""
    return any(broken_between(earlier, later, definition) for earlier, later in pairwise(figures))


def runs(figures: Sequence[Observation], definition: Definition) -> list[list[Observation]]:
    """The dated figures of one group with values, cut where a line may not go on.

    It may not where a value is missing or nothing was measured for long, where the series breaks, and between what was
    measured and what is planned.
    """
    dated = [figure for figure in figures if figure.period.midpoint is not None]
    days = [figure.period.midpoint.toordinal() for figure in dated if figure.period.midpoint is not None]
    steps = [later - earlier for earlier, later in pairwise(days)]
    usual = median(steps) if steps else 0
    found: list[list[Observation]] = [[]]
    for place, figure in enumerate(dated):
        if found[-1] and (
            steps[place - 1] > min(_FAR * usual, NEAR.days)
            or figure.is_measured != found[-1][-1].is_measured
            or broken_between(dated[place - 1], figure, definition)
        ):
            found.append([])
        if figure.value is None:
            found.append([])
        else:
            found[-1].append(figure)
    return [run for run in found if run]


def apart(figures: Sequence[Observation]) -> bool:
    """Whether somewhere between these figures of one group nothing was measured for longer than a line may bridge."""
    # What is hidden was measured.
    days = [each.period.midpoint for each in figures if each.period.midpoint]
    return any(later - earlier > NEAR for earlier, later in pairwise(days))


def _courses(figures: Sequence[Observation]) -> list[Grouped]:
    """The figures of one group as one course; as one for each source where two speak of one period."""
    ordered = sorted(figures, key=lambda figure: figure.period.sort_key())
    group = ordered[0].group
    if max(Counter(figure.period for figure in ordered).values()) == 1:
        return [Grouped(group, tuple(ordered))]
    sources = {figure.source.id: figure.source for figure in ordered}
    return [
        Grouped(group, tuple(figure for figure in ordered if figure.source.id == name), source)
        for name, source in sources.items()
    ]
