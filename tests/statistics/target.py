"""How far a figure is from a target, step by step: what `monitor.measures.reading.targets` is held to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.statistics.change import Change, Verdict, change
from monitor.statistics.difference import difference
from monitor.statistics.estimate import Estimate
from monitor.statistics.target import Standing
from monitor.statistics.years import years_between


@dataclass(frozen=True, slots=True)
class Point:
    """A figure and the day it stands for."""

    day: date
    figure: Estimate


@dataclass(frozen=True, slots=True)
class Target:
    """A value to be at by a day, in the unit of the figures."""

    value: float
    by: date


class NoDistance(StrEnum):
    """Why a distance would mislead."""

    NO_BASELINE = "no_baseline"
    TARGET_IS_BASELINE = "target_is_baseline"
    LAST_BEFORE_BASELINE = "last_before_baseline"


@dataclass(frozen=True, slots=True)
class Distance:
    """What lies between the last figure and the target.

    `remaining` is the target less the last figure, negative where the figure has to fall, with the last figure's
    interval. `since_baseline` is the change so far. `share_of_way` is that change as a share of what was to change:
    0 at the baseline, 1 at the target, below 0 after a step away; None unless the change is clear or counted in full.
    `yearly` is the change a year that leads from the last figure to the target on its day, in the unit of the figures;
    None where the target's value is reached, its day is past, or the last figure stands for that day or a later one.
    """

    remaining: Estimate
    standing: Standing
    since_baseline: Change
    share_of_way: float | None
    yearly: float | None


def distance_to_target(
    target: Target, *, baseline: Point | None, last: Point, as_of: date
) -> Distance | NoDistance:
    """The distance from the last figure to a target, as of a day; or why there is none.

    Without a baseline nothing says from which side the target is approached, nor how much of the way is done. Where
    nothing was measured since, `last` is the baseline itself, and the share of the way is None. Raises nothing.
    """
    if baseline is None:
        return NoDistance.NO_BASELINE
    if target.value == baseline.figure.value:
        return NoDistance.TARGET_IS_BASELINE
    if last.day < baseline.day:
        return NoDistance.LAST_BEFORE_BASELINE
    way = target.value - baseline.figure.value
    remaining = difference(Estimate(target.value, exact=True), last.figure)
    since = change([baseline.figure, last.figure] if last.day > baseline.day else [last.figure])
    return Distance(
        remaining=remaining,
        standing=_standing(remaining, way),
        since_baseline=since,
        share_of_way=_share(since, way),
        yearly=_yearly(remaining, way, last.day, target.by, as_of),
    )


def _standing(remaining: Estimate, way: float) -> Standing:
    if remaining.bounds is None:
        return Standing.CANNOT_BE_JUDGED
    if remaining.interval and remaining.interval.covers(0):
        return Standing.NOT_CLEAR
    return Standing.SHORT if _is_short(remaining, way) else Standing.REACHED


def _share(since: Change, way: float) -> float | None:
    """A share of the way from a change that may be none would say more than is known."""
    clear = (Verdict.ROSE, Verdict.FELL, Verdict.PLAIN_DIFFERENCE)
    return since.difference.value / way if since.difference and since.verdict in clear else None


def _yearly(remaining: Estimate, way: float, last: date, by: date, as_of: date) -> float | None:
    if not _is_short(remaining, way) or by <= last or by < as_of:
        return None
    return remaining.value / years_between(last, by)


def _is_short(remaining: Estimate, way: float) -> bool:
    return remaining.value > 0 if way > 0 else remaining.value < 0
