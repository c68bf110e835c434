"""The sums that readers know of between the cells of linked tables, and what their parts leave of a whole."""

from collections.abc import Iterator, Mapping

from monitor.measures.protecting.layout import KIND, Layouts
from monitor.measures.protecting.splits import Splits
from monitor.measures.protecting.sums import Sum, sums
from monitor.statistics.disclosure.tables import Key


def told_sums(
    keys: Mapping[Key, object], laid: Layouts, splits: Mapping[int, Splits]
) -> Iterator[tuple[Sum, Key]]:
    """Give every sum with the cell of its whole: that of all who are counted among, for all answers together."""
    same = {}
    for key in keys:
        for total, base in laid.totals(key):
            if total not in keys and base in keys:
                same[total] = base
    for each in sums([*keys, *same], splits):
        if not same.keys() & set(each.parts):  # else it is a sum of denominators, which is told by these
            yield each, same.get(each.whole, each.whole)
    for each in laid.among(keys):
        yield each, each.whole


def rest_of(each: Sum) -> Key:
    """Return the cell of those that are in the whole and in none of the parts."""
    return (f"rest of {'.'.join(map(str, each.places))}.{each.way}", *each.whole)


def leaves_some(each: Sum) -> bool:
    """Whether it is to be supposed that the parts leave somebody: being among others never means being all of them."""
    return each.places == (KIND,)
