"""Which cell of persons a figure shows: its count, and the persons it counts among.

The denominator of a share is often the same persons for several codes: all who were asked, whatever they answered. Then
it is one cell, and what they answered are its parts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from monitor.measures.protecting.rows import Row
from monitor.measures.protecting.sums import Sum
from monitor.statistics.disclosure.tables import Key

KIND: Final = 0
PERIOD: Final = 1
FIRST: Final = 2
"""Places in a key: whom it counts, the period, then the codes of the dimensions."""

ALL: Final = "all"


@dataclass(frozen=True)
class Layout:
    """How figures that count the same persons among the same others become cells.

    `told` says that the definition says among whom. `answers` are the places of dimensions that do not divide
    those who are counted among: all their codes count among the same persons. `whole` says that the total over all
    answers is these persons, so that it is one cell with them.
    """

    counts: str
    among: str
    told: bool = False
    based: bool = False
    answers: tuple[int, ...] = ()
    whole: bool = False

    def base(self, count: Key) -> Key:
        """Return the cell of what a count is among."""
        return (self.among, *self.total(count)[PERIOD:])

    def total(self, count: Key) -> Key:
        """Return the cell of all answers together."""
        return tuple("" if place in self.answers else code for place, code in enumerate(count))


class Layouts:
    """How the figures of linked tables become cells."""

    def __init__(self, layouts: Iterable[Layout]) -> None:
        self._each = {(each.counts, each.among): each for each in layouts}
        self._of: dict[str, list[Layout]] = defaultdict(list)
        for each in self._each.values():
            self._of[each.counts].append(each)

    def cells(self, row: Row) -> tuple[Key, Key | None]:
        """Return the cell of the count of a figure and that of what it counts among, where the figure tells it."""
        count = (row.kind.counts, row.period, *row.codes)
        base = self._one(self._each[row.kind.counts, row.kind.among].base(count)) if row.kind.based else None
        return self._one(count), base

    def _one(self, key: Key) -> Key:
        seen: set[Key] = set()
        while key not in seen:
            seen.add(key)
            whole = [each for each in self._of.get(key[KIND], ()) if each.whole and each.total(key) == key]
            key = whole[0].base(key) if whole else key
        return key

    def totals(self, key: Key) -> Iterator[tuple[Key, Key]]:
        """Give the cell of all answers together that a count is part of, and that of those who were asked."""
        for each in self._of.get(key[KIND], ()):
            if each.based and each.answers:
                yield each.total(key), each.base(key)

    def is_answer(self, key: Key, places: Collection[int]) -> bool:
        """Whether several answers may be given along one of these places."""
        return any(each.based and set(places) & set(each.answers) for each in self._of.get(key[KIND], ()))

    def among(self, keys: Collection[Key]) -> Iterator[Sum]:
        """Give what was told to be among what: each count by itself, and all that are among the same persons."""
        beside: dict[Key, list[Key]] = defaultdict(list)
        for key in keys:
            for each in self._of.get(key[KIND], ()):
                base = each.base(key)
                if each.told and base in keys and base != key:
                    yield Sum(base, (key,), (KIND,), "/".join(key))
                    if each.total(key) == key:
                        beside[base].append(key)
        for base, parts in beside.items():
            if len(parts) > 1:
                yield Sum(base, tuple(sorted(parts)), (KIND,), ALL)


def layouts(rows: Sequence[Row], dimensions: int) -> Layouts:
    """Tell from all figures of linked tables what their counts count among, along so many dimensions."""
    those: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        those[row.kind.counts, row.kind.among].append(row)
    return Layouts(_layout(each, dimensions) for each in those.values())


def _layout(rows: Sequence[Row], dimensions: int) -> Layout:
    kind = rows[0].kind
    told = any(row.kind.told for row in rows)
    based = [row for row in rows if row.kind.based and row.base is not None]
    if not based:
        return Layout(kind.counts, kind.among, told, any(row.kind.based for row in rows))
    answers = [place for place in range(dimensions) if _same_base(based, place)]
    totals = [row for row in based if all(not row.codes[place] for place in answers)]
    whole = bool(answers and totals) and all(row.count == row.base for row in totals)
    return Layout(kind.counts, kind.among, told, True, tuple(FIRST + place for place in answers), whole)


def _same_base(rows: Sequence[Row], place: int) -> bool:
    lines: dict[tuple[str, ...], list[int | None]] = defaultdict(list)
    for row in rows:
        lines[(row.indicator, row.period, *row.codes[:place], *row.codes[place + 1 :])].append(row.base)
    several = [bases for bases in lines.values() if len(bases) > 1]
    return bool(several) and all(len(set(bases)) == 1 for bases in several)
