"""What a value counts, and whether more of it is better."""

from enum import StrEnum
from typing import Final


class Unit(StrEnum):
    """What a value counts."""

    PERCENT = "percent"
    PERSONS = "persons"
    PLACES = "places"
    ASSESSMENTS = "assessments"
    SENTENCES = "sentences"
    EVENTS = "events"
    RELEASES = "releases"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    PER_1000 = "per_1000"
    PER_100000 = "per_100000"
    PERCENTAGE_POINTS = "percentage_points"
    NOK = "nok"
    NOK_MILLION = "nok_million"


COUNTING: Final = (
    Unit.PERSONS,
    Unit.PLACES,
    Unit.ASSESSMENTS,
    Unit.SENTENCES,
    Unit.EVENTS,
    Unit.RELEASES,
)
"""Units of which there are whole ones only: such a figure was counted, not rounded."""


class Direction(StrEnum):
    """Whether a rise is good, bad, or not to be judged."""

    UP_IS_GOOD = "up_is_good"
    UP_IS_BAD = "up_is_bad"
    NONE = "none"
