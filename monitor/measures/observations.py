"""Figures: one value with the period, population group, denominator and source it belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from monitor.catalogue.provenance import Confidence
from monitor.catalogue.text import LocalText
from monitor.errors import Unreadable
from monitor.measures.definitions import Definition, Source
from monitor.measures.periods import Period
from monitor.measures.quality import Flag, Missing

if TYPE_CHECKING:
    from monitor.measures.opened import Opened  # which reads observations itself


class Qualifier(StrEnum):
    """What the source's words say about the exactness of a printed figure."""

    ABOUT = "about"
    ALMOST = "almost"
    OVER = "over"
    UNDER = "under"
    WORDED = "worded"
    PLANNED = "planned"
    TARGET = "target"
    AT_LEAST = "at_least"
    UP_TO = "up_to"


@dataclass(frozen=True, slots=True)
class PublishedInterval:
    """An interval as the source prints it, in the unit of the value. `level` is in per cent, None where not printed."""

    lower: Decimal
    upper: Decimal
    level: Decimal | None


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure as printed.

    `group` maps dimension ids to codes; a dimension that is missing there stands at its total. `value` keeps the
    decimals of the print; it is None where the source gives none, and then `missing` says why. `n` is how many answers
    or persons stand behind the figure, `numerator` and `denominator` are what it was computed from; each is None where
    it was not printed. `interval` is a published one. `confidence` says how sure the reading of the source is; None
    where a program read it.

    Raises ValueError where there is neither a value nor a reason, or both.
    """

    period: Period
    group: Mapping[str, str]
    value: Decimal | None
    n: int | None
    qualifier: Qualifier | None
    source: Source
    confidence: Confidence | None
    note: LocalText | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    interval: PublishedInterval | None = None
    flags: tuple[Flag, ...] = ()
    missing: Missing | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != (self.missing is not None):
            raise ValueError("A figure has either a value or a reason why there is none.")

    @property
    def is_measured(self) -> bool:
        """Whether somebody measured it: not so of plans and targets, nor where there is no value."""
        planned = self.qualifier in (Qualifier.PLANNED, Qualifier.TARGET)
        return self.value is not None and not planned and not {Flag.PLANNED, Flag.TARGET} & set(self.flags)


@dataclass(frozen=True)
class Series:
    """An indicator with its figures, in the order of the file; `left_out` counts those that a day could not know."""

    indicator: Definition
    observations: tuple[Observation, ...]
    left_out: int = 0

    def latest(self) -> tuple[Observation, ...]:
        """The newest measured figure of each group, in the order of the file. Plans and targets are not measured."""
        newest: dict[frozenset[tuple[str, str]], Observation] = {}
        for entry in self.observations:
            if not entry.is_measured:
                continue
            group = frozenset(entry.group.items())
            if group not in newest or newest[group].period.sort_key() < entry.period.sort_key():
                newest[group] = entry
        return tuple(entry for entry in self.observations if entry in newest.values())

    def known_by(self, *, as_of: date, today: date) -> "Series":
        """The figures that could be known on a day: all of them today; before, those whose period had ended and
        whose source bears a year no later than the day's. A source without a year cannot be placed before today.
        """
        if as_of >= today:
            return self
        known = tuple(entry for entry in self.observations if _out_by(entry, as_of))
        return Series(self.indicator, known, left_out=len(self.observations) - len(known))


def _out_by(observation: Observation, day: date) -> bool:
    ended, year = observation.period.last_day, observation.source.year
    return ended is not None and ended <= day and year is not None and year <= day.year


@dataclass(frozen=True)
class Measures:
    """All indicators, by id, in the order of themes and titles.

    `opened` says which edition the figures of one are of, and whether they are all of it; it is empty for files that
    were read alone. `faults` tell of indicators that are left out because their newest edition cannot be read.
    """

    series: Mapping[str, Series]
    opened: Mapping[str, "Opened"] = field(default_factory=dict)
    faults: Sequence[Unreadable] = ()

    def for_initiative(self, initiative_id: str) -> Sequence[Series]:
        """The indicators linked to an initiative."""
        return [
            series
            for series in self.series.values()
            if any(link.initiative == initiative_id for link in series.indicator.links)
        ]
