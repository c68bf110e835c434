"""Whether figures may be read together, and if not, why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Why(StrEnum):
    """Why a reading is refused. Each has one sentence, in `monitor.show.reading_words`."""

    NO_FIGURE = "no_figure"
    NOT_MEASURED = "not_measured"
    """A plan or a target."""
    IN_WORDS = "in_words"
    """Given in words, or as "about" or "over": the digits say more than the source does."""
    UNDATED = "undated"
    SAME_FIGURE = "same_figure"
    TOO_FEW_POINTS = "too_few_points"
    BREAK = "break"
    PERIODS_UNLIKE = "periods_unlike"
    """A day and a month, a calendar year and a fiscal year …"""
    PERIODS_APART = "periods_apart"
    """A reference measured more than a year earlier or later."""
    SEVERAL_THINGS_DIFFER = "several_things_differ"
    """Both the group and the period, or two dimensions: no single thing could be named that differs."""
    UNLIKE_MEASURES = "unlike_measures"
    """Two codes of a measure: different quantities."""
    DIRECTIONS_DIFFER = "directions_differ"
    UNIT_NOT_STATED = "unit_not_stated"
    UNITS_DIFFER = "units_differ"
    SOURCES_CONFLICT = "sources_conflict"
    FOLLOW_UPS_DIFFER = "follow_ups_differ"
    COHORTS_AND_CALENDAR = "cohorts_and_calendar"
    """Release cohorts and stretches of time do not lie on one axis."""
    COHORT_INCOMPLETE = "cohort_incomplete"
    PERIOD_KINDS_DIFFER = "period_kinds_differ"
    POPULATIONS_DIFFER = "populations_differ"
    BASES_DIFFER = "bases_differ"
    COLLECTIONS_DIFFER = "collections_differ"
    """Such as a register and a sample."""
    DEFINITIONS_DIFFER = "definitions_differ"
    NOT_PARTS = "not_parts"
    MEASURES_ARE_NO_PARTS = "measures_are_no_parts"
    UNIT_NOT_ADDITIVE = "unit_not_additive"
    NO_SUCH_DIMENSION = "no_such_dimension"
    PART_MISSING = "part_missing"
    PART_IN_WORDS = "part_in_words"
    PART_NEGATIVE = "part_negative"
    NOT_THE_WHOLE = "not_the_whole"
    """The parts do not add up to 100 per cent or to the printed total."""
    UNCERTAINTY_UNKNOWN = "uncertainty_unknown"
    LEVEL_UNKNOWN = "level_unknown"
    LEVELS_DIFFER = "levels_differ"
    NOT_INDEPENDENT = "not_independent"
    NO_REFERENCE_FIGURE = "no_reference_figure"
    NO_FIGURE_THEN = "no_figure_then"
    """Of a target: its day is past, and no figure of that period is there."""
    SIDE_UNKNOWN = "side_unknown"
    """Of a target: without a direction and an earlier figure nothing says from which side it is to be reached."""


class Note(StrEnum):
    """What has to be told beside a reading that is allowed."""

    DEFINITIONS_DIFFER = "definitions_differ"
    """Side by side only: nobody says that they have the same definition."""
    COLLECTIONS_DIFFER = "collections_differ"
    POPULATIONS_DIFFER = "populations_differ"
    TWO_SOURCES = "two_sources"
    PROVISIONAL = "provisional"
    LOW_RELIABILITY = "low_reliability"
    SECOND_HAND = "second_hand"
    SOURCES_CONFLICT = "sources_conflict"
    ROUNDED = "rounded"
    """The difference is no more than the rounding of the printed figures could make."""
    PERIODS_OVERLAP = "periods_overlap"
    PARTS_OF_ONE_WHOLE = "parts_of_one_whole"
    ONE_HOLDS_THE_OTHER = "one_holds_the_other"
    PERHAPS_SAME_PERSONS = "perhaps_same_persons"
    """The definition does not say whether the groups share persons."""
    REFERENCE_OF_ANOTHER_PERIOD = "reference_of_another_period"


DEPENDENT: Final = (
    Note.PERIODS_OVERLAP,
    Note.PARTS_OF_ONE_WHOLE,
    Note.ONE_HOLDS_THE_OTHER,
    Note.PERHAPS_SAME_PERSONS,
)
"""With one of these the figures are not known to be independent: no interval of their difference is computed."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not, with the things that its sentence speaks of."""

    why: Why
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Allowed where there is no reason against it; `notes` are to be told beside it then.

    The first reason counts most.
    """

    reasons: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.reasons

    @property
    def why(self) -> Why | None:
        """The reason that counts most; None where it is allowed."""
        return self.reasons[0].why if self.reasons else None


def refused(why: Why, **fields: object) -> Ruling:
    """A refusal for one reason."""
    return Ruling((Reason(why, fields),))
