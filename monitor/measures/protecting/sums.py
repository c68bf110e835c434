"""The sums between cells: along each dimension, across several where what lies between is not there, and in time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from monitor.measures.protecting.splits import Splits
from monitor.statistics.disclosure.tables import Key

MOST_ACROSS: Final = 4
"""Dimensions that a sum goes across at most."""

Above = Mapping[str, Collection[str]]
"""For each code everything that it lies within."""


@dataclass(frozen=True, slots=True)
class Sum:
    """That `parts` are parts of `whole` and share nobody; whether they are all of it is not said.

    `places` are the places in the key that they differ in, `way` tells the ways to split one whole apart.
    """

    whole: Key
    parts: tuple[Key, ...]
    places: tuple[int, ...]
    way: int | str = 0


def sums(keys: Collection[Key], splits: Mapping[int, Splits]) -> Iterator[Sum]:
    """Give every sum between cells that are there; `splits` belong to places of the keys.

    Where a part is not there, what it is made up of stands for it: municipalities add up to a nation without counties.
    """
    there = set(keys)
    for place, ways in splits.items():
        yield from _along(place, ways, there)
    higher = {place: above(ways) for place, ways in splits.items()}
    for size in range(2, min(len(splits), MOST_ACROSS) + 1):
        for places in combinations(sorted(splits), size):
            yield from _across(places, higher, there)


def _along(place: int, splits: Splits, there: Collection[Key]) -> Iterator[Sum]:
    lines: dict[Key, set[str]] = defaultdict(set)
    for key in there:
        lines[(*key[:place], *key[place + 1 :])].add(key[place])
    for rest, codes in sorted(lines.items()):
        for whole in sorted(codes & splits.keys()):
            seen = set()
            for way, split in enumerate(splits[whole]):
                found = tuple(_there(split, splits, codes))
                if found and found not in seen:
                    seen.add(found)
                    parts = tuple((*rest[:place], part, *rest[place:]) for part in found)
                    yield Sum((*rest[:place], whole, *rest[place:]), parts, (place,), way)


def _there(split: Iterable[str], splits: Splits, codes: Collection[str]) -> Iterator[str]:
    """The codes of a split that are there, and for one that is not, what is there of it, in the fullest way."""
    for code in split:
        if code in codes:
            yield code
        elif code in splits:
            yield from max((list(_there(way, splits, codes)) for way in splits[code]), key=len)


def _across(places: Sequence[int], higher: Mapping[int, Above], there: Collection[Key]) -> Iterator[Sum]:
    """Sums that skip a margin, as from a crossing straight to the total of all."""
    faces: dict[Key, list[Key]] = defaultdict(list)
    for key in there:
        for codes in product(*(higher[place].get(key[place], ()) for place in places)):
            whole = _with(key, places, codes)
            if whole in there:
                faces[whole].append(key)
    for whole, parts in sorted(faces.items()):
        if not any(
            all(_with(part, (place,), (whole[place],)) in there for part in parts) for place in places
        ):
            yield Sum(whole, tuple(sorted(_apart(parts, places, higher))), tuple(places))


def _apart(parts: Collection[Key], places: Sequence[int], higher: Mapping[int, Above]) -> list[Key]:
    """Those that share nobody, the largest first: of two that do, one is left out."""
    levels = {part: sum(len(higher[place].get(part[place], ())) for place in places) for part in parts}
    used = {place: {part[place] for part in parts} for place in places}
    apart: list[Key] = []
    mixed: list[Key] = []
    for part in sorted(parts, key=lambda each: (levels[each], each)):
        alone = not any(_related(part[place], used[place], higher[place]) for place in places)
        if alone or not any(_share(part, other, places, higher) for other in mixed):
            (apart if alone else mixed).append(part)
    return apart + mixed


def _related(code: str, used: Collection[str], higher: Above) -> bool:
    """Whether any other code that is used lies within this one or holds it."""
    return any(other in higher.get(code, ()) or code in higher.get(other, ()) for other in used)


def _share(one: Key, other: Key, places: Sequence[int], higher: Mapping[int, Above]) -> bool:
    return all(
        one[place] == other[place]
        or one[place] in higher[place].get(other[place], ())
        or other[place] in higher[place].get(one[place], ())
        for place in places
    )


def above(splits: Splits) -> Above:
    """Return for each code what it lies within."""
    direct: dict[str, set[str]] = defaultdict(set)
    for whole, ways in splits.items():
        for part in (part for way in ways for part in way):
            direct[part].add(whole)
    found: dict[str, set[str]] = {}

    def climbed(code: str) -> set[str]:
        if code not in found:
            found[code] = set().union(*({whole, *climbed(whole)} for whole in direct.get(code, ())))
        return found[code]

    return {code: climbed(code) for code in list(direct)}


def _with(key: Key, places: Sequence[int], codes: Sequence[str]) -> Key:
    found = list(key)
    for place, code in zip(places, codes, strict=True):
        found[place] = code
    return tuple(found)
