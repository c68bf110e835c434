"""Whether a figure changed between two points in time, and when that cannot be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.statistics.difference import difference
from monitor.statistics.estimate import Estimate


class Verdict(StrEnum):
    """What can be said of a change."""

    ROSE = "rose"
    FELL = "fell"
    NO_CLEAR_CHANGE = "no_clear_change"  # the interval of the difference covers 0
    PLAIN_DIFFERENCE = (
        "plain_difference"  # both counted in full: it is what it is, and there is nothing to test
    )
    CANNOT_BE_JUDGED = "cannot_be_judged"


class WhyNot(StrEnum):
    """Why a change cannot be judged."""

    TOO_FEW_POINTS = "too_few_points"
    UNCERTAINTY_UNKNOWN = "uncertainty_unknown"
    LEVELS_DIFFER = "levels_differ"


@dataclass(frozen=True, slots=True)
class Change:
    """A change in the unit of the figures, in per cent as percentage points; `why_not` where it cannot be judged.

    `difference` is None only where there are too few points. Otherwise it may be shown as the arithmetic it is.
    """

    difference: Estimate | None
    verdict: Verdict
    why_not: WhyNot | None = None


def change(points: Sequence[Estimate]) -> Change:
    """The change from the first to the last of points in order of time, in one unit and by one definition.

    Rose and fell are said where the interval of the difference leaves out 0, at the level of the points' intervals.
    Two intervals that overlap can still differ clearly. The points between are not looked at: this is no trend.
    What `difference` says of independence holds here too. Raises nothing.
    """
    if len(points) < 2:
        return _not_judged(None, WhyNot.TOO_FEW_POINTS)
    first, last = points[0], points[-1]
    if first.interval and last.interval and first.interval.level != last.interval.level:
        return _not_judged(Estimate(last.value - first.value), WhyNot.LEVELS_DIFFER)
    found = difference(last, first)
    if found.exact:
        return Change(found, Verdict.PLAIN_DIFFERENCE)
    if found.interval is None:
        return _not_judged(found, WhyNot.UNCERTAINTY_UNKNOWN)
    if found.interval.covers(0):
        return Change(found, Verdict.NO_CLEAR_CHANGE)
    return Change(found, Verdict.ROSE if found.value > 0 else Verdict.FELL)


def _not_judged(found: Estimate | None, why_not: WhyNot) -> Change:
    return Change(found, Verdict.CANNOT_BE_JUDGED, why_not)
