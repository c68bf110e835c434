"""What every indicator has, whether it ships with the monitor or was imported: what is measured, on whom, how."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from pydantic import Field, model_validator

from monitor.catalogue.dates import Year
from monitor.catalogue.links import WebAddress
from monitor.catalogue.provenance import Seen
from monitor.catalogue.text import AnyLanguage, Frozen, Line, LocalText
from monitor.measures.collection import Break, Collection, Measured, PeriodKind, Survey
from monitor.measures.dimensions import Code, Dimension, DimensionKind, Id
from monitor.measures.periods import Period
from monitor.measures.protection import Protection
from monitor.measures.scales import Direction, Unit
from monitor.measures.themes import Theme


class Drawing(StrEnum):
    """How the figures are drawn."""

    BARS = "bars"
    LINES = "lines"
    DOTS = "dots"
    TABLE = "table"


class Persons(StrEnum):
    """Whether the figures were published before they came here; those on persons that were not are guarded."""

    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"


class Source(Frozen):
    """Where figures were read."""

    id: Line
    title: Line
    language: AnyLanguage | None = Field(None, description="Language of the title (BCP 47), such as nb")
    remark: LocalText | None = Field(
        None, description="What we say of it behind the title, such as its chapter"
    )
    publisher: LocalText | None = None
    year: Year | None = Field(None, ge=1900, le=2199)
    url: WebAddress | None = None
    seen: Seen
    underlying: LocalText | None = None
    register_table: Line | None = Field(None, description="Number or name of the table in the register")
    read_on: date | None = Field(None, description="The day we read it, such as 2026-11-22")

    def named(self, language: str) -> str:
        """The title with our remark on it, in a language as far as it exists in it."""
        return f"{self.title} ({self.remark.wording(language).text})" if self.remark else self.title


class Conflict(Frozen):
    """That another source says otherwise."""

    indicator: Line | None = None
    note: LocalText


class LinkState(StrEnum):
    """A link to an initiative is proposed until the secretariat confirms it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


class ExpectedLag(Frozen):
    """How long after an initiative starts its figures could show anything at the earliest, and why."""

    months: int = Field(ge=0, le=600)
    reason: LocalText


class InitiativeLink(Frozen):
    """That an indicator speaks to an initiative, and why. Beside each other is association, never effect."""

    initiative: Line
    state: LinkState
    reason: LocalText
    expected_lag: ExpectedLag | None = None


class GoalLink(Frozen):
    """That an indicator speaks to a goal of the strategy, and why."""

    goal: Line
    state: LinkState
    reason: LocalText


class Target(Frozen):
    """A value that somebody set out to reach."""

    value: Decimal = Field(max_digits=18, decimal_places=6)
    period: Period = Field(description="When it is to be reached")
    group: Mapping[str, str] = Field({}, description="The group (dimension: code); absent: the total")
    source: Line | None = Field(None, description="Id of the source that names it; absent: the first")


class Matched(StrEnum):
    """Whether the reference has the same mix of sex and age."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Reference(Frozen):
    """The population or group that figures may be compared to.

    Its figures are those of `group` within `indicator`; without an indicator, within the same one. A dimension that
    `group` does not name stays as it is in the figure that is compared.
    """

    population: LocalText
    group: Mapping[str, str] = Field({}, description="The group (dimension: code); absent: the total")
    indicator: Line | None = None
    matched_on_age_and_sex: Matched = Matched.UNKNOWN


class Definition(Frozen):
    """What is measured, on whom, how, and where the figures come from. What is None is not stated by the source."""

    id: Id
    theme: Theme | None = None
    title: LocalText
    finding: LocalText | None = None
    definition: LocalText | None = None
    unit: Unit | LocalText | None = Field(None, description="What the values count, unless measures say it")
    direction: Direction = Direction.NONE
    population: LocalText | None = None
    base: LocalText | None = None
    collection: Collection | None = None
    period_kind: PeriodKind | None = None
    measured: Measured = Measured.NOT_STATED
    shown_as: Drawing = Drawing.LINES
    dimensions: tuple[Dimension, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)
    method: LocalText | None = None
    survey: Survey | None = None
    breaks: tuple[Break, ...] = ()
    targets: tuple[Target, ...] = ()
    reference: Reference | None = None
    follow_up: int | None = Field(
        None, ge=1, le=600, description="Of release cohorts: for how many months they are followed"
    )
    persons: Persons = Persons.PUBLISHED
    counts: Id | None = Field(
        None,
        description="Id of those who are counted; tables with the same id are linked, see docs/disclosure.md",
    )
    among: Id | None = Field(
        None,
        description="Id of those they are counted among: the denominator of a share, the whole of a part",
    )
    protection: Protection | None = Field(
        None, description="Written at import, never by hand: how it was protected"
    )
    comparable_with: tuple[Id, ...] = Field((), description="Indicators with the very same definition")
    caveats: tuple[LocalText, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    links: tuple[InitiativeLink, ...] = ()
    goals: tuple[GoalLink, ...] = Field((), description="The goals of the strategy that it speaks to")

    @model_validator(mode="after")
    def _ids_are_used_once_and_named_where_they_exist(self) -> "Definition":
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
        for place, dimension, code in self._codes_named():
            if code not in self.code.get(dimension, {}):
                raise ValueError(
                    f"the {place} names {dimension}: {code}, which is no code here. Accepted: one of its codes."
                )
        for target in self.targets:
            if target.source is not None and target.source not in self.source:
                raise ValueError(
                    f"a target names the source {target.source!r}, which is not here. "
                    f"Accepted: one of {', '.join(self.source)}."
                )
        return self

    def _codes_named(self) -> Iterator[tuple[str, str, str]]:
        """Where a code is named outside the dimensions: the place in words, the dimension, the code."""
        for series_break in self.breaks:
            for dimension, codes in series_break.codes.items():
                yield from (("break", dimension, code) for code in codes)
        for target in self.targets:
            yield from (("target", *pair) for pair in target.group.items())
        if self.reference is not None and self.reference.indicator is None:
            yield from (("reference", *pair) for pair in self.reference.group.items())

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def code(self) -> Mapping[str, Mapping[str, Code]]:
        """Codes by dimension and their own text."""
        return {entry.id: {code.code: code for code in entry.codes} for entry in self.dimensions}

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, LocalText]]:
        """Labels by dimension and code."""
        return {dimension: {name: code.label for name, code in self.code[dimension].items()}
                for dimension in self.code}  # fmt: skip

    @cached_property
    def measures(self) -> tuple[Dimension, ...]:
        """The dimensions whose codes are quantities: of each, one is always chosen."""
        return tuple(entry for entry in self.dimensions if entry.kind is DimensionKind.MEASURE)

    def unit_of(self, group: Mapping[str, str]) -> Unit | LocalText | None:
        """What the values of a group count: the unit of its measure where that has one, else the indicator's."""
        return next((code.unit for code in self._measured(group) if code.unit is not None), self.unit)

    def unit_among(self, groups: Iterable[Mapping[str, str]]) -> Unit | LocalText | None:
        """What the values of all these groups count; the indicator's unit where they count different things."""
        found = {unit.model_dump_json() if isinstance(unit, LocalText) else unit: unit
                 for unit in map(self.unit_of, groups)}  # fmt: skip
        return next(iter(found.values())) if len(found) == 1 else self.unit

    def counted_in(self, group: Mapping[str, str]) -> tuple[str | None, str | None]:
        """Whom the values of a group count, and among whom: the ids of its measure where that has them."""
        counts = next((code.counts for code in self._measured(group) if code.counts is not None), self.counts)
        among = next((code.among for code in self._measured(group) if code.among is not None), self.among)
        return counts, among

    def _measured(self, group: Mapping[str, str]) -> Iterator[Code]:
        for entry in self.measures:
            if (code := self.code[entry.id].get(group.get(entry.id, ""))) is not None:
                yield code
