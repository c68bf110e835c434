"""Release cohorts: people stand at the period they were released in, and are followed for a stated time."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.measures.collection import PeriodKind
from monitor.measures.definitions import Definition
from monitor.measures.reading.subjects import Figure


class Followed(StrEnum):
    """Whether everybody in a cohort was followed for the whole time when the figure was taken."""

    IN_FULL = "in_full"
    NOT_YET = "not_yet"
    """As of the day looked at, the time is not over."""
    TAKEN_TOO_EARLY = "taken_too_early"
    """The source is older than the end of the time: its figure cannot hold all of it, however late it is read."""
    TIME_NOT_STATED = "time_not_stated"
    COHORT_UNDATED = "cohort_undated"


def on_cohorts(definition: Definition) -> bool:
    """Whether the axis is one of release cohorts: people stand at the year they left, not at that of the relapse."""
    return definition.period_kind is PeriodKind.RELEASE_COHORT


@dataclass(frozen=True, slots=True)
class Cohort:
    """How complete a figure of a cohort is; `complete_on` is the day on which the last of them was followed in full."""

    followed: Followed
    complete_on: date | None = None

    @property
    def is_incomplete(self) -> bool:
        """Whether the figure is known to cover less than the stated time for some."""
        return self.followed in (Followed.NOT_YET, Followed.TAKEN_TOO_EARLY)


def cohort(figure: Figure, *, as_of: date) -> Cohort | None:
    """The completeness of a figure of a release cohort, as of a day; None for every other figure.

    The last person may be released on the last day of the period and is followed from then on: a cohort of 2021 that
    is followed for 24 months is complete on 31 December 2023. A source that bears a year can hold what happened until
    the end of it; a year before the cohort's own is that of a table which has been added to since, and says nothing.
    """
    definition = figure.definition
    if definition.period_kind is not PeriodKind.RELEASE_COHORT:
        return None
    if definition.follow_up is None:
        return Cohort(Followed.TIME_NOT_STATED)
    if figure.period.last_day is None:
        return Cohort(Followed.COHORT_UNDATED)
    complete = months_after(figure.period.last_day, definition.follow_up)
    if as_of < complete:
        return Cohort(Followed.NOT_YET, complete)
    published = figure.observation.source.year
    if published is not None and figure.period.last_day <= date(published, 12, 31) < complete:
        return Cohort(Followed.TAKEN_TOO_EARLY, complete)
    return Cohort(Followed.IN_FULL, complete)


def months_after(day: date, months: int) -> date:
    """The same day so many months later: the last of its month where that month is shorter, or the day is a last one.

    From 28 February 2021 twelve months lead to 28 February 2022, and from 30 June 2021 eight to 28 February 2022.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = monthrange(year, month)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, last if was_last else min(day.day, last))
