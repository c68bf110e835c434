"""Indicators: what is measured, on whom, how, and where the figures come from."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from monitor.catalogue.dates import Year
from monitor.catalogue.links import WebAddress
from monitor.catalogue.provenance import Seen
from monitor.catalogue.text import Frozen, Line, LocalText


class Theme(StrEnum):
    """The headings indicators are browsed by, in the order they are shown."""

    HOUSING = "housing"
    WORK_EDUCATION = "work_education"
    MONEY = "money"
    EDUCATION_LEVEL = "education_level"
    SUBSTANCE_USE = "substance_use"
    MENTAL_HEALTH = "mental_health"
    LIVING_CONDITIONS = "living_conditions"
    NEEDS_ASSESSMENT = "needs_assessment"
    NOTIFICATION = "notification"
    SERVICE_ACCESS = "service_access"
    HOMELESSNESS = "homelessness"
    RECIDIVISM = "recidivism"
    PRISON_POPULATION = "prison_population"
    PRISON_CAPACITY = "prison_capacity"
    ELECTRONIC_MONITORING = "electronic_monitoring"
    SANCTIONS = "sanctions"
    COMPARATORS_NORDIC = "comparators_nordic"
    COMPARATORS_ENGLAND_WALES = "comparators_england_wales"
    COMPARATORS_EUROPE = "comparators_europe"


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


class Direction(StrEnum):
    """Whether a rise is good, bad, or not to be judged."""

    UP_IS_GOOD = "up_is_good"
    UP_IS_BAD = "up_is_bad"
    NONE = "none"


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


class Drawing(StrEnum):
    """How the figures are drawn."""

    BARS = "bars"
    LINES = "lines"
    DOTS = "dots"
    TABLE = "table"


class DimensionKind(StrEnum):
    """Whether the codes of a dimension are shares of one whole; others are never stacked."""

    SEPARATE = "separate"
    PARTS_OF_WHOLE = "parts_of_whole"


class Code(Frozen):
    """One value of a dimension."""

    code: Line
    label: LocalText
    direction: Direction | None = None


class Dimension(Frozen):
    """What the figures are broken down by. A blank cell in the data is the total."""

    id: Line
    title: LocalText
    kind: DimensionKind = DimensionKind.SEPARATE
    codes: tuple[Code, ...] = Field(min_length=1)


class Source(Frozen):
    """Where figures were read."""

    id: Line
    title: Line
    publisher: LocalText
    year: Year | None = Field(None, ge=1900, le=2199)
    url: WebAddress
    seen: Seen
    underlying: LocalText | None = None


class Conflict(Frozen):
    """That another source says otherwise."""

    indicator: Line | None = None
    note: LocalText


class LinkState(StrEnum):
    """A link to an initiative is proposed until the secretariat confirms it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


class InitiativeLink(Frozen):
    """That an indicator speaks to an initiative, and why. Beside each other is association, never effect."""

    initiative: Line
    state: LinkState
    reason: LocalText


class Indicator(Frozen):
    """The definition of one indicator. Its id names the files that hold it: `indicators/<id>.yaml`, `data/<id>.csv`."""

    # A name that could lead elsewhere, such as ../x, /etc/x, C:x, ~x or file:x, is none of these signs.
    id: Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_]*$", max_length=64)]
    theme: Theme
    title: LocalText
    finding: LocalText
    definition: LocalText
    unit: Unit
    direction: Direction
    population: LocalText
    base: LocalText
    collection: Collection
    period_kind: PeriodKind
    measured: Measured
    shown_as: Drawing
    dimensions: tuple[Dimension, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)
    method: LocalText
    caveats: tuple[LocalText, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    links: tuple[InitiativeLink, ...] = ()
    headline: dict[str, str] | None = Field(
        None, description="The group (dimension: code) whose latest figure stands on Overview; absent: none"
    )

    @model_validator(mode="after")
    def _ids_are_used_once(self) -> "Indicator":
        for kind, ids in (
            ("dimension", [dimension.id for dimension in self.dimensions]),
            ("source", [source.id for source in self.sources]),
            *((f"code of {entry.id}", [code.code for code in entry.codes]) for entry in self.dimensions),
        ):
            doubled = {name for name, times in Counter(ids).items() if times > 1}
            if doubled:
                raise ValueError(
                    f"the {kind} {min(doubled)!r} is used twice. Accepted: an id of its own for each."
                )
        for dimension, code in (self.headline or {}).items():
            if code not in self.labels.get(dimension, {}):
                raise ValueError(
                    f"the headline names {dimension}: {code}, which is no code here. Accepted: one of its codes."
                )
        return self

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, LocalText]]:
        """Labels by dimension and code."""
        return {entry.id: {code.code: code.label for code in entry.codes} for entry in self.dimensions}
