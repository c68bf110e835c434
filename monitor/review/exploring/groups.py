"""Figures by the group they speak of, in the order of the definition's codes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.measures.comparability import broken_between
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation

Group = tuple[tuple[str, str], ...]
"""Dimension and code, in the order of the dimensions; a dimension that is not there stands at its total."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The figures of one group, the earliest first."""

    group: Mapping[str, str]
    figures: tuple[Observation, ...]


def grouped(figures: Iterable[Observation], definition: Definition) -> list[Grouped]:
    """The figures by group, in the order of the codes; the total of a dimension comes before its codes."""
    place = {
        entry.id: {code.code: number for number, code in enumerate(entry.codes, start=1)}
        for entry in definition.dimensions
    }
    found: dict[Group, list[Observation]] = {}
    for figure in figures:
        key = tuple((name, figure.group[name]) for name in place if name in figure.group)
        found.setdefault(key, []).append(figure)

    def order(key: Group) -> list[int]:
        group = dict(key)
        return [codes.get(group.get(name, ""), 0) for name, codes in place.items()]

    return [
        Grouped(dict(key), tuple(sorted(found[key], key=lambda figure: figure.period.sort_key())))
        for key in sorted(found, key=order)
    ]


def varied(figures: Sequence[Observation], definition: Definition) -> tuple[str, ...]:
    """The dimensions in which the figures differ, in order: the others need be said only once."""
    return tuple(
        entry.id
        for entry in definition.dimensions
        if len({figure.group.get(entry.id) for figure in figures}) > 1
    )


def breaks_within(figures: Sequence[Observation], definition: Definition) -> bool:
    """Whether a series breaks somewhere between the first and the last of these figures of one group."""
    return any(
        broken_between(earlier, later, definition)
        for earlier, later in zip(figures, figures[1:], strict=False)
    )
