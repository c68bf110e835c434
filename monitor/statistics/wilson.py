"""The interval of a proportion: Wilson's score interval.

It holds every proportion π that the score test does not reject beside the observed p, (p − π)² ≤ z² π(1 − π) / n. The
bounds are the two solutions of that equation, which is quadratic in π. Source: E. B. Wilson (1927), Journal of the
American Statistical Association 22, 209–212; recommended by R. G. Newcombe (1998), Statistics in Medicine 17, 857–872.

It supposes a simple random sample of many more persons than were drawn. Clusters, weights and non-response are not
covered; a sample that is a large part of everybody makes it wider than it need be.
"""

from functools import lru_cache
from math import sqrt
from statistics import NormalDist

from monitor.statistics.interval import USUAL_LEVEL, Interval, check_level


def wilson_interval(numerator: int, n: int, *, level: float = USUAL_LEVEL) -> Interval:
    """The interval of the proportion numerator / n, as shares from 0 to 1.

    `n` is the number of persons asked, of whom `numerator` answered so. Raises ValueError where n is below 1, the
    numerator lies outside 0 to n, or the level outside 0 to 1.
    """
    _check_n(n)
    if not 0 <= numerator <= n:
        raise ValueError(f"The numerator {numerator} does not lie between 0 and n, which is {n}.")
    return wilson_interval_of_share(numerator / n, n, level=level)


def wilson_interval_of_share(
    value: float, n: int, *, whole: float = 1.0, level: float = USUAL_LEVEL
) -> Interval:
    """The interval of a share of which only the value and n were published, in the unit of the value.

    `whole` is what the value would be if it were so for all: 1 for a share, 100 for per cent. The value is taken as
    printed; how it was rounded is not covered. Raises ValueError where n is below 1, the whole is not above 0, the
    value lies outside 0 to the whole, or the level outside 0 to 1.
    """
    _check_n(n)
    if not 0 < whole < float("inf"):
        raise ValueError(f"A whole is above 0, such as 1 or 100; {whole} is not.")
    if not 0 <= value <= whole:
        raise ValueError(f"The share {value} does not lie between 0 and the whole, which is {whole}.")
    share, pull = value / whole, _quantile(level) ** 2 / n
    return Interval(
        low=whole * _lower(share, pull),
        high=whole * (1 - _lower(1 - share, pull)),
        level=level,
    )


def _lower(share: float, pull: float) -> float:
    """The smaller solution; `pull`, z²/n, says how strongly the bounds are drawn towards one half.

    Written so that nothing is subtracted: the textbook's centre less margin loses its digits near 0, and misses 0
    where nobody answered so.
    """
    if share == 0:
        return 0.0
    return 2 * share**2 / (2 * share + pull + sqrt(pull**2 + 4 * pull * share * (1 - share)))


@lru_cache
def _quantile(level: float) -> float:
    """How many standard deviations to either side hold this share of a normal distribution: 1.96 for 0.95."""
    check_level(level)
    return NormalDist().inv_cdf((1 + level) / 2)


def _check_n(n: int) -> None:
    if not n >= 1:
        raise ValueError(f"A proportion of n needs n to be at least 1; it is {n}.")
