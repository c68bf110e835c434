"""When a day begins and ends in the log."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

OSLO: Final = ZoneInfo("Europe/Oslo")
"""The zone whose midnight ends a day in the log."""

Clock = Callable[[], datetime]
"""Gives the present instant, with its zone."""


def day_of(instant: datetime) -> date:
    """Return the day it is in Norway at an instant."""
    return instant.astimezone(OSLO).date()


def start_of_day_utc(day: date) -> datetime:
    """Return the first instant of `day` in Norway, in UTC; for the first day of the calendar, the first there is."""
    if day == date.min:
        return datetime.min.replace(tzinfo=UTC)
    return datetime.combine(day, time(), OSLO).astimezone(UTC)


def end_of_day_utc(day: date) -> datetime:
    """Return the first instant after `day` in Norway, in UTC. What was recorded before it belongs to the day.

    The last day of the calendar has no day after it, so it ends at the last instant that can be written.
    """
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time(), OSLO).astimezone(UTC)
