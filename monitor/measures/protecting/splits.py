"""What is made up of what: codes of a dimension, and stretches of time that lie within others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from monitor.errors import Refused
from monitor.measures.dimensions import Dimension, DimensionKind
from monitor.measures.periods import Period

Splits = Mapping[str, Sequence[Sequence[str]]]
"""For each whole, the ways to split it up, each as parts that share nobody."""

_LENGTHS: Final = (1, 7, 31, 92, 184, 366)
"""Most days of a day, week, month, quarter, half-year and year."""


def of_dimension(dimension: Dimension) -> Splits:
    """The total and its codes; what is part of another code stands below that one. A measure has no total."""
    if dimension.kind is DimensionKind.MEASURE:
        return {}
    below: dict[str, list[str]] = defaultdict(list)
    for code in dimension.codes:
        below[code.part_of or ""].append(code.code)
    return {whole: [parts] for whole, parts in below.items()}


def of_periods(texts: Iterable[str], indicator: str) -> Splits:
    """The stretches that lie within longer ones: those of one length together, and the longest there are.

    Raises Refused("protection_periods") for two that overlap and of which none holds the other: what is the difference
    between their figures cannot be told.
    """
    dated = [
        (period.first_day, period.last_day, period.text)
        for period in map(Period, sorted(set(texts)))
        if period.first_day is not None and period.last_day is not None
    ]
    dated.sort(key=lambda each: (each[0], -each[1].toordinal()))
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, (first, last, text) in enumerate(dated):
        for begins, ends, other in dated[number + 1 :]:
            if begins > last:
                break
            if ends > last or (begins, ends) == (first, last):
                raise Refused(
                    "protection_periods",
                    f"{indicator} cannot be protected, and was not kept: {text} and {other} overlap, and neither is "
                    "part of the other. Give periods that share no day, or lie within each other.",
                    indicator=indicator,
                    first=text,
                    second=other,
                )
            found[text][_length((ends - begins).days + 1)].append(other)
    return {whole: _ways(list(by.values()), found) for whole, by in found.items()}


def _ways(
    of_one_length: list[list[str]], found: Mapping[str, Mapping[int, Sequence[str]]]
) -> list[list[str]]:
    """Beside the stretches of each length, a half-year and two quarters, say: those that lie within no other part."""
    parts = [part for way in of_one_length for part in way]
    inner = {part for each in parts for way in found.get(each, {}).values() for part in way}
    longest = [part for part in parts if part not in inner]
    longest.sort()
    return of_one_length if longest in map(sorted, of_one_length) else [*of_one_length, longest]


def hanging_together(texts: Iterable[str], splits: Splits) -> list[list[str]]:
    """Return the periods in groups that share no day, each group in order."""
    group = {text: {text} for text in sorted(set(texts))}
    for whole, ways in splits.items():
        for part in (part for way in ways for part in way):
            if group[part] is not group[whole]:
                group[whole] |= group[part]
                for text in group[part]:
                    group[text] = group[whole]
    return [sorted(each) for each in {id(each): each for each in group.values()}.values()]


def _length(days: int) -> int:
    """A number for each length of time; of several years, how many."""
    return next((most for most in _LENGTHS if days <= most), 366 * round(days / 365.25))
