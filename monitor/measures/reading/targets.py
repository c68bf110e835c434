"""How far the latest figure is from the targets that were set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from monitor.measures.definitions import Target
from monitor.measures.observations import Series
from monitor.measures.reading.cohort import cohort, months_after
from monitor.measures.reading.compare import CLEAR, Comparison, compare
from monitor.measures.reading.direction import direction_of
from monitor.measures.reading.ruling import Reason, Why
from monitor.measures.reading.subjects import Figure
from monitor.measures.scales import Direction
from monitor.measures.uncertainty import NoInterval, estimate, uncertainty
from monitor.statistics.difference import difference
from monitor.statistics.estimate import Estimate
from monitor.statistics.interval import Interval
from monitor.statistics.target import Standing
from monitor.statistics.years import years_between


class Side(StrEnum):
    """From which side a target is approached."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class NoPace(StrEnum):
    """Why no pace is told."""

    REACHED = "reached"
    DAY_PAST = "day_past"
    """The figure is that of the target's own period, or of a later one."""
    NO_EARLIER_POINT = "no_earlier_point"
    NOT_CLEAR = "not_clear"
    """Whether it changed since the point before, or is short of the target at all, is not clear."""


@dataclass(frozen=True, slots=True)
class Pace:
    """In the unit of the figures: what is needed a year from the last figure to the target, and what it was a year
    since the earlier point.
    """

    needed: float
    so_far: float
    since: Figure


@dataclass(frozen=True, slots=True)
class Aim:
    """A target beside the figure that is to meet it.

    `last` is the figure of the target's own period, else the latest; None where there is none. `remaining` is the
    target less that figure, above 0 where it has to rise; `interval` is that of `remaining`. `reason` says why the
    distance is refused or, where there is a `remaining`, why it cannot be judged. Of a target whose day is past only
    the figure of its own period can tell.
    """

    target: Target
    side: Side | None = None
    last: Figure | None = None
    remaining: Decimal | None = None
    interval: Interval | None = None
    standing: Standing = Standing.CANNOT_BE_JUDGED
    pace: Pace | NoPace = NoPace.NOT_CLEAR
    reason: Reason | None = None

    @property
    def is_of_its_period(self) -> bool:
        """Whether the figure is that of the period the target was set for."""
        return self.last is not None and self.last.period == self.target.period


def aims(series: Series, *, as_of: date) -> list[Aim]:
    """Every target of the definition beside the figures, in its order, as of a day.

    Which side is short of the target follows from the direction: where a rise is good it is at least to be reached.
    Without a direction it is the side that the first comparable figure lies on. A pace is told only where the target
    is in the future, the figure clearly short of it, and the change since the first comparable figure clear.
    """
    return [_aim(series, target, as_of) for target in series.indicator.targets]


def _aim(series: Series, target: Target, as_of: date) -> Aim:
    points = _points(series, target, as_of)
    if not points:
        return Aim(target, reason=Reason(Why.NO_FIGURE, {"missing": None}))
    last = next((each for each in points if each.period == target.period), points[-1])
    due = _due(series, target)
    if last.period != target.period and (due is None or due < as_of):
        return Aim(target, last=last, reason=Reason(Why.NO_FIGURE_THEN, {"period": target.period}))
    value, found = last.observation.value, estimate(last.observation, series.indicator)
    if value is None or found is None:
        return Aim(target, last=last, reason=Reason(Why.IN_WORDS))
    earlier = (each for each in points if each.period.sort_key() < last.period.sort_key())
    since = [each for each in (compare(last, one, as_of=as_of) for one in earlier) if each.ruling.allowed]
    side = _side(series, target, since)
    if side is None:
        return Aim(target, last=last, reason=Reason(Why.SIDE_UNKNOWN))
    remaining = difference(Estimate(float(target.value), exact=True), found)
    standing = _standing(remaining, target.value - value, side)
    return Aim(
        target,
        side,
        last,
        target.value - value,
        remaining.interval,
        standing,
        _pace(target, last, since, standing),
        _why_not_judged(last) if standing is Standing.CANNOT_BE_JUDGED else None,
    )


def _due(series: Series, target: Target) -> date | None:
    """The day on which the figure that is to meet the target can be known; of a cohort, when all were followed."""
    by, months = target.period.last_day, series.indicator.follow_up
    return months_after(by, months) if by is not None and months is not None else by


def _points(series: Series, target: Target, as_of: date) -> list[Figure]:
    """The measured, dated figures of the target's group in order of time, without cohorts not followed in full."""
    figures = [
        Figure(series.indicator, entry)
        for entry in series.observations
        if entry.is_measured and entry.group == target.group and entry.period.last_day is not None
    ]
    whole = [
        each for each in figures if (found := cohort(each, as_of=as_of)) is None or not found.is_incomplete
    ]
    return sorted(whole, key=lambda each: each.period.sort_key())


def _side(series: Series, target: Target, since: Sequence[Comparison]) -> Side | None:
    direction = direction_of(series.indicator, target.group)
    if direction is not Direction.NONE:
        return Side.AT_LEAST if direction is Direction.UP_IS_GOOD else Side.AT_MOST
    first = since[0].second.observation.value if since else None
    if first is None or first == target.value:
        return None
    return Side.AT_LEAST if target.value > first else Side.AT_MOST


def _standing(remaining: Estimate, left: Decimal, side: Side) -> Standing:
    if remaining.bounds is None:
        return Standing.CANNOT_BE_JUDGED
    if remaining.interval is not None and remaining.interval.covers(0):
        return Standing.NOT_CLEAR
    return Standing.SHORT if (left > 0 if side is Side.AT_LEAST else left < 0) else Standing.REACHED


def _pace(target: Target, last: Figure, since: Sequence[Comparison], standing: Standing) -> Pace | NoPace:
    by, now = target.period.last_day, last.period.last_day
    if standing is Standing.REACHED:
        return NoPace.REACHED
    if by is None or now is None or by <= now:
        return NoPace.DAY_PAST
    if not since:
        return NoPace.NO_EARLIER_POINT
    first = since[0]
    begun, value = first.second.period.last_day, last.observation.value
    if standing is not Standing.SHORT or first.verdict not in CLEAR or begun is None:
        return NoPace.NOT_CLEAR
    if first.difference is None or value is None:
        return NoPace.NOT_CLEAR
    return Pace(
        needed=float(target.value - value) / years_between(now, by),
        so_far=float(first.difference) / years_between(begun, now),
        since=first.second,
    )


def _why_not_judged(last: Figure) -> Reason:
    why = uncertainty(last.observation, last.definition)
    if isinstance(why, NoInterval):
        return Reason(Why.UNCERTAINTY_UNKNOWN, {"no_interval": why})
    return Reason(Why.LEVEL_UNKNOWN)
