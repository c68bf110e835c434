"""Instants as text: of fixed width, so that it sorts in the order of time."""

from datetime import UTC, date, datetime

from monitor.reporting.days import end_of_day_utc


def instant_text(instant: datetime) -> str:
    """Return an instant as UTC text of fixed width, which sorts in the order of time.

    Raises ValueError for a time without a zone: it could not be placed on a day in Norway.
    """
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def end_of_day_text(day: date) -> str:
    """Return the instant at which a day ends in Norway, as `instant_text` gives it."""
    return instant_text(end_of_day_utc(day))
