"""How figures came about: by whom and when they were taken, with which question, and where the series breaks."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from monitor.catalogue.text import Frozen, Line, LocalText
from monitor.measures.periods import Period


class Collection(StrEnum):
    """How the figures came about."""

    SAMPLE_SURVEY = "sample_survey"
    REGISTER = "register"
    FULL_COUNT = "full_count"
    AUDIT_SAMPLE = "audit_sample"
    ADMINISTRATIVE = "administrative"
    ESTIMATE = "estimate"
    PLAN = "plan"
    MIXED = "mixed"


class PeriodKind(StrEnum):
    """What the period of a figure stands for."""

    SURVEY = "survey"
    CALENDAR_YEAR = "calendar_year"
    REFERENCE_DAY = "reference_day"
    MONTH = "month"
    AVERAGE = "average"
    RELEASE_COHORT = "release_cohort"
    REPORTING_YEAR = "reporting_year"
    AUDIT_PERIOD = "audit_period"


class Measured(StrEnum):
    """When the figures were taken, beside the start of the strategy."""

    BEFORE_STRATEGY = "before_strategy"
    SPANS_START = "spans_start"
    DURING_OR_AFTER = "during_or_after"
    NOT_STATED = "not_stated"


class Survey(Frozen):
    """What a survey asked, and how. What is absent is not known here."""

    question: LocalText | None = Field(None, description="What was asked, in our words")
    mode: LocalText | None = Field(None, description="How it was asked: by visit, by telephone, on paper …")
    weighting: LocalText | None = Field(None, description="What the weights make up for")
    non_response: LocalText | None = Field(None, description="How many were asked and did not answer")


class Break(Frozen):
    """That a series breaks: figures from this period on are not comparable with those before."""

    from_: Period = Field(alias="from", description="The first period on the new footing")
    reason: LocalText
    codes: Mapping[str, tuple[Line, ...]] = Field(
        {}, description="The codes it concerns, by dimension; absent: all figures"
    )

    def concerns(self, group: Mapping[str, str]) -> bool:
        """Whether the figures of a group break here; a total is concerned where no code of its dimension is named."""
        return all(group.get(dimension) in codes for dimension, codes in self.codes.items())
