"""The sums between cells: along each dimension, across several where what lies between is not there, and in time."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from monitor.measures.protecting.splits import Splits
from monitor.statistics.disclosure.tables import Key

MOST_ACROSS: Final = 4
"""Dimensions that a sum goes across at most."""


@dataclass(frozen=True, slots=True)
class Sum:
    """That `parts` are parts of `whole` and share nobody; whether they are all of it is not said.

    `places` are the places in the key that they differ in, `way` numbers the ways to split one whole.
    """

    whole: Key
    parts: tuple[Key, ...]
    places: tuple[int, ...]
    way: int = 0


def sums(keys: Collection[Key], splits: Mapping[int, Splits]) -> Iterator[Sum]:
    """Give every sum between cells that are there; `splits` belong to places of the keys."""
    there = set(keys)
    for place, ways in splits.items():
        yield from _along(place, ways, there)
    for size in range(2, min(len(splits), MOST_ACROSS) + 1):
        for places in combinations(sorted(splits), size):
            yield from _across(places, splits, there)


def _along(place: int, splits: Splits, there: Collection[Key]) -> Iterator[Sum]:
    lines: dict[Key, set[str]] = defaultdict(set)
    for key in there:
        lines[(*key[:place], *key[place + 1 :])].add(key[place])
    for rest, codes in sorted(lines.items()):
        for whole in sorted(codes & splits.keys()):
            for way, split in enumerate(splits[whole]):
                parts = tuple((*rest[:place], part, *rest[place:]) for part in split if part in codes)
                if parts:
                    yield Sum((*rest[:place], whole, *rest[place:]), parts, (place,), way)


def _across(places: Sequence[int], splits: Mapping[int, Splits], there: Collection[Key]) -> Iterator[Sum]:
    """Sums that skip a margin, as from a crossing straight to the total of all."""
    tops = {place: {part for split in splits[place].get("", ()) for part in split} for place in places}
    faces: dict[Key, list[Key]] = defaultdict(list)
    for key in there:
        if all(key[place] in tops[place] for place in places):
            faces[_blank(key, places)].append(key)
    for whole, parts in sorted(faces.items()):
        if whole in there and not any(
            all(_blank(part, (place,)) in there for part in parts) for place in places
        ):
            yield Sum(whole, tuple(sorted(parts)), tuple(places))


def _blank(key: Key, places: Sequence[int]) -> Key:
    return tuple("" if place in places else code for place, code in enumerate(key))
