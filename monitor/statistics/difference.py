"""The difference of two figures, with its interval."""

from math import hypot

from monitor.statistics.estimate import Estimate
from monitor.statistics.interval import Interval


def difference(first: Estimate, second: Estimate) -> Estimate:
    """`first` less `second`, both in one unit, with an interval recovered from theirs.

    The interval is MOVER, the method of variance estimates recovery. The lower bound lies √(a² + b²) below the
    difference, where a is the distance of `first` from its lower bound and b that of `second` from its upper bound; the
    upper bound lies √(c² + d²) above it, with the other two distances. Only the two intervals are needed, however they
    were found; over Wilson's intervals of two proportions it is Newcombe's hybrid score interval. Sources: G. Y. Zou
    and A. Donner (2008), Statistics in Medicine 27, 1693–1702; R. G. Newcombe (1998), Statistics in Medicine 17,
    873–890, method 10.

    It supposes that the figures are independent. A group and the total that holds it, or the same persons asked twice,
    are not. Beside an exact figure the other's interval is moved as it is. Two exact figures have an exact difference;
    where the uncertainty of one is not known, that of the difference is not known either.

    Raises ValueError for intervals of two levels: they cannot be joined.
    """
    value = first.value - second.value
    if first.exact and second.exact:
        return Estimate(value, exact=True)
    if first.bounds is None or second.bounds is None:
        return Estimate(value)
    levels = {one.interval.level for one in (first, second) if one.interval}
    if len(levels) > 1:
        raise ValueError(f"Intervals of the levels {min(levels)} and {max(levels)} cannot be joined.")
    (first_low, first_high), (second_low, second_high) = first.bounds, second.bounds
    low = value - hypot(first.value - first_low, second_high - second.value)
    high = value + hypot(first_high - first.value, second.value - second_low)
    return Estimate(value, Interval(low, high, levels.pop()))
