"""Figures that are not there, supposed: what a table leaves out may lie between what it holds, and then links it.

A reader knows that they exist and that they are no less than 0. Which counts they truly have does not matter: two whole
tables that agree with all that is shown make a range, whichever of them is the true one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations, product

from monitor.errors import Refused
from monitor.measures.protecting.splits import Splits
from monitor.measures.protecting.sums import Sum, above
from monitor.measures.protecting.told import leaves_some
from monitor.statistics.disclosure.defence import LARGEST
from monitor.statistics.disclosure.earlier import supposed
from monitor.statistics.disclosure.tables import Key, Total

Label = tuple[str, tuple[int, ...], int | str]
"""Who is counted, the places that a sum goes along, and the way."""


def label(each: Sum) -> Label:
    """Return which kind of sum it is."""
    return each.whole[0], each.places, each.way


def missing(keys: Collection[Key], splits: Mapping[int, Splits]) -> list[Key]:
    """Return the cells that are not there though their codes, and crossings like them, are.

    Of crossings that nobody publishes at all, as that of three classifications shown two by two, there are none. Raises
    Refused("too_large_to_protect") where there are too many.
    """
    there = set(keys)
    higher = {place: above(ways) for place, ways in splits.items()}
    found: dict[Key, None] = {}
    for alike in _alike(there, splits).values():
        codes: list[list[str]] = []
        for place in range(len(alike[0])):
            used = dict.fromkeys(key[place] for key in alike)
            for code in list(used):
                used |= dict.fromkeys(sorted(higher.get(place, {}).get(code, ())))
            codes.append(list(used))
        for blank in _subsets([place for place in splits if "" in codes[place]]):
            some = [[""] if place in blank else each for place, each in enumerate(codes)]
            _check_size(some)
            found |= {key: None for key in product(*some) if key not in there}
    return list(found)


def _alike(keys: Iterable[Key], splits: Mapping[int, Splits]) -> dict[Key, list[Key]]:
    """Keys of one kind that stand in the same crossing, which is: in the same dimensions not for the total."""
    found: dict[Key, list[Key]] = defaultdict(list)
    for key in sorted(keys):
        crossing = tuple(str(bool(code)) if place in splits else code for place, code in enumerate(key))
        found[crossing].append(key)
    return found


def _subsets(places: Sequence[int]) -> list[set[int]]:
    return [set(some) for size in range(len(places) + 1) for some in combinations(places, size)]


def _check_size(codes: Sequence[Collection[str]]) -> None:
    size = 1
    for each in codes:
        size *= len(each)
    if size > LARGEST:
        raise Refused(
            "too_large_to_protect",
            f"{size} cells hang together by their totals; up to {LARGEST} can be protected at once. "
            "Publish fewer breakdowns together.",
            cells=size,
            most=LARGEST,
        )


def filled(
    counts: Mapping[Key, int],
    gaps: Sequence[Key],
    told: Sequence[tuple[Sum, Key]],
    before: Mapping[Key, int],
    rest: Callable[[Sum], Key],
) -> dict[Key, int] | None:
    """Return a count for every gap, as near as can be to what was there `before`, so that no sum is exceeded.

    `told` are all sums, each with the cell of its whole. None where no such counts were found.
    """
    apart = [(each, whole) for each, whole in told if whole in counts and counts.keys() >= set(each.parts)]
    short = {label(each) for each, whole in apart if sum(counts[part] for part in each.parts) < counts[whole]}
    over = {label(each) for each, whole in apart if sum(counts[part] for part in each.parts) > counts[whole]}
    open_ones = [
        (each, whole)
        for each, whole in told
        if label(each) not in over and not (whole in counts and counts.keys() >= set(each.parts))
    ]
    for loose in (short, {label(each) for each, _ in open_ones}):
        rests = {rest(each): None for each, _ in open_ones if label(each) in loose or leaves_some(each)}
        totals = [
            Total(whole, (*each.parts, rest(each)) if rest(each) in rests else each.parts)
            for each, whole in open_ones
        ]
        found = supposed(counts, [*gaps, *rests], totals, before)
        if found is not None:
            return {gap: found[gap] for gap in gaps}
    return None
