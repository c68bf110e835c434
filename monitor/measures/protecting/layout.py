"""Which cell of persons a figure shows: its count, and the persons it counts among.

The denominator of a share is often the same persons for several codes: all who were asked, whatever they answered. Then
it is one cell, and what they answered are its parts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from monitor.measures.definitions import Definition
from monitor.measures.dimensions import DimensionKind
from monitor.measures.protecting.rows import Row
from monitor.statistics.disclosure.tables import Key

COUNT: Final = "count"
BASE: Final = "base"
PERIOD: Final = 1
FIRST: Final = 2
"""Places in a key: whether it is a count or what it counts among, the period, then the codes of the dimensions."""


@dataclass(frozen=True)
class Layout:
    """How the figures of some measures become cells.

    `based` says whether figures count among anybody at all. `answers` are the places of dimensions that do not divide
    those who are counted among: all their codes count among the same persons. `whole` says that the total over all
    answers is these persons, so that it is one cell with them.
    """

    based: bool
    answers: tuple[int, ...] = ()
    whole: bool = False

    def cells(self, row: Row) -> tuple[Key, Key | None]:
        """Return the cell of the count of a figure and that of what it counts among."""
        codes = (row.period, *row.codes)
        if not self.based:
            return (COUNT, *codes), None
        base = self.base((COUNT, *codes))
        if self.whole and all(not row.codes[place - FIRST] for place in self.answers):
            return base, base
        return (COUNT, *codes), base

    def base(self, count: Key) -> Key:
        """Return the cell of what a count is among."""
        return (BASE, *self.total(count)[PERIOD:])

    def total(self, count: Key) -> Key:
        """Return the cell of all answers together."""
        return tuple("" if place in self.answers else code for place, code in enumerate(count))


def block_of(row: Row, definition: Definition) -> tuple[str, ...]:
    """Return the codes of the measures of a figure: figures of different measures are never added up."""
    return tuple(
        code
        for dimension, code in zip(definition.dimensions, row.codes, strict=True)
        if dimension.kind is DimensionKind.MEASURE
    )


def layout(rows: Sequence[Row], definition: Definition) -> Layout:
    """Tell from all figures of one block what their counts count among."""
    if not any(row.is_share or row.base not in (None, row.count) for row in rows):
        return Layout(based=False)
    answers = [
        place
        for place, dimension in enumerate(definition.dimensions)
        if dimension.kind is not DimensionKind.MEASURE and _same_base(rows, place)
    ]
    totals = [row for row in rows if all(not row.codes[place] for place in answers)]
    whole = bool(answers and totals) and all(row.count == row.base for row in totals)
    return Layout(True, tuple(FIRST + place for place in answers), whole)


def _same_base(rows: Sequence[Row], place: int) -> bool:
    lines: dict[tuple[str, ...], list[int | None]] = defaultdict(list)
    for row in rows:
        lines[(row.period, *row.codes[:place], *row.codes[place + 1 :])].append(row.base)
    several = [bases for bases in lines.values() if len(bases) > 1]
    return bool(several) and all(len(set(bases)) == 1 for bases in several)
