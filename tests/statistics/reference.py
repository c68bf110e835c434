"""The formulas once more: slow, by another way, and plain enough to be checked by reading.

Nothing here uses floating point or the code under test. Figures are fractions, or decimals of 40 digits.
"""

from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache

DIGITS = 40
HALVINGS = 90  # of a stretch of length 1: 27 digits


@cache
def quantile(level: Fraction) -> Fraction:
    """How many standard deviations to either side of the mean hold this share of a normal distribution.

    Found by halving [0, 40] until the share held, by the Taylor series of its integral, is the level.
    """
    too_few, too_many = Fraction(0), Fraction(40)
    for _halving in range(HALVINGS):
        middle = (too_few + too_many) / 2
        if share_within(middle) < level:
            too_few = middle
        else:
            too_many = middle
    return too_few


def share_within(deviations: Fraction) -> Fraction:
    """P(|Z| <= x) = sqrt(2/pi) (x - x^3 / (1! 2 3) + x^5 / (2! 4 5) - x^7 / (3! 8 7) + ...)"""
    if deviations > 9:
        return Fraction(1)  # what is missing is less than the digits used here
    with localcontext() as context:
        context.prec = 2 * DIGITS
        x = Decimal(deviations.numerator) / Decimal(deviations.denominator)
        power, total, k = x, x, 0  # power: (-1)^k x^(2k + 1) / (k! 2^k)
        while abs(power) > Decimal(10) ** -DIGITS:
            k += 1
            power *= -x * x / (2 * k)
            total += power / (2 * k + 1)
        return Fraction(total * (2 / pi()).sqrt())


def pi() -> Decimal:
    """Machin: pi / 4 = 4 arctan(1/5) - arctan(1/239)."""

    def arctan(inverse: int) -> Decimal:
        terms = (Decimal((-1) ** k) / ((2 * k + 1) * Decimal(inverse) ** (2 * k + 1)) for k in range(70))
        return sum(terms, Decimal(0))

    return 4 * (4 * arctan(5) - arctan(239))


def score_bounds(share: Fraction, n: int, level: Fraction) -> tuple[Fraction, Fraction]:
    """The lowest and the highest proportion that the score test does not reject beside the share of n.

    Not rejected is what lies no more than z standard errors away, the standard error being that of the proportion
    tried. The share itself never is; from it to 0 and to 1 the edge is found by halving.
    """
    z = quantile(level)

    def stands(tried: Fraction) -> bool:
        return (share - tried) ** 2 <= z**2 * tried * (1 - tried) / n

    def edge(beyond: Fraction) -> Fraction:
        if stands(beyond):
            return beyond
        inside, outside = share, beyond
        for _halving in range(HALVINGS):
            middle = (inside + outside) / 2
            if stands(middle):
                inside = middle
            else:
                outside = middle
        return inside

    return edge(Fraction(0)), edge(Fraction(1))


Figure = tuple[Fraction, Fraction, Fraction]
"""A value with its lower and its upper bound."""


def difference_bounds(first: Figure, second: Figure, level: Fraction) -> tuple[Fraction, Fraction]:
    """Zou and Donner's argument step by step: recover variances from the bounds, add them, go z of their roots.

    Near the lower bound of the difference the first figure is at its lower and the second at its upper bound; so the
    variances are recovered from these. Near the upper bound it is the other way round.
    """
    z = quantile(level)
    (value1, low1, high1), (value2, low2, high2) = first, second

    def recovered(value: Fraction, bound: Fraction) -> Fraction:
        return ((value - bound) / z) ** 2

    below = root(recovered(value1, low1) + recovered(value2, high2))
    above = root(recovered(value1, high1) + recovered(value2, low2))
    return value1 - value2 - z * below, value1 - value2 + z * above


def root(square: Fraction) -> Fraction:
    with localcontext() as context:
        context.prec = 2 * DIGITS
        return Fraction((Decimal(square.numerator) / Decimal(square.denominator)).sqrt())


def years(first: date, last: date) -> Fraction:
    """Every day counts as one part of the year that it falls in, from one anniversary of the first day to the next."""
    total = Fraction(0)
    begun = day = first
    while day < last:
        ends = same_day_of(first, begun.year + 1)
        length = (ends - begun).days
        total += Fraction(1, length)
        day += timedelta(1)
        if day == ends:
            begun = ends
    return total


def same_day_of(day: date, year: int) -> date:
    """The day of another year; 28 February where there is no 29th."""
    last_of_february = (day.month, day.day) == (2, 29)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, day.month, 28 if last_of_february and not leap else day.day)
