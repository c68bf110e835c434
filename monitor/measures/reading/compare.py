"""The difference of two figures with what can be said of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from monitor.measures.collection import PeriodKind
from monitor.measures.reading.direction import Meaning, direction_of, meaning
from monitor.measures.reading.ruling import DEPENDENT, Note, Reason, Ruling, Why
from monitor.measures.reading.subjects import Figure
from monitor.measures.reading.subtract import may_subtract
from monitor.measures.scales import COUNTING
from monitor.measures.uncertainty import Basis, NoInterval, Range, estimate, uncertainty
from monitor.statistics.change import Verdict, change
from monitor.statistics.estimate import Estimate
from monitor.statistics.interval import Interval

CLEAR: Final = (Verdict.ROSE, Verdict.FELL, Verdict.PLAIN_DIFFERENCE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`first` less `second`. Rose and fell say that the first is clearly higher or lower.

    `difference` is None where it is refused; else it has the decimals of the figure printed with more of them, in
    their unit, in per cent as percentage points. `interval` is there only for a difference that can be judged and is
    not exact. `reason` says why it is refused or cannot be judged; None where it can. `wilson` says that an interval
    computed here, for a simple random sample, went into it.
    """

    first: Figure
    second: Figure
    ruling: Ruling
    verdict: Verdict
    difference: Decimal | None = None
    interval: Interval | None = None
    reason: Reason | None = None
    wilson: bool = False

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be told beside it."""
        return (*self.ruling.notes, Note.ROUNDED) if self.is_within_rounding else self.ruling.notes

    @property
    def meaning(self) -> Meaning | None:
        """What it means that the first is higher or lower; None where that is not clear or not to be judged."""
        if self.difference is None or self.verdict not in CLEAR or self.is_within_rounding:
            return None
        return meaning(self.difference, direction_of(self.first.definition, self.first.observation.group))

    @property
    def relative(self) -> Decimal | None:
        """The difference in per cent of the second, for counts of a hundred or more; else it says more than it is."""
        of = self.second.observation.value
        if self.difference is None or of is None or of < 100 or self.first.unit not in COUNTING:
            return None
        return 100 * self.difference / of

    @property
    def is_within_rounding(self) -> bool:
        """Whether an exact difference may be as good as none before rounding.

        Two printed numbers, each off by half a unit of its last digit at most, are off by one together.
        """
        if self.difference is None or self.verdict is not Verdict.PLAIN_DIFFERENCE:
            return False
        counted = self.first.unit in COUNTING
        if counted and self.first.definition.period_kind is not PeriodKind.AVERAGE:
            return False
        values = [each.observation.value for each in (self.first, self.second)]
        return abs(self.difference) <= max(_unit(value) for value in values if value is not None)


def compare(first: Figure, second: Figure, *, as_of: date) -> Comparison:
    """What can be said of the first less the second, as of a day.

    The interval of the difference is recovered from theirs (see `monitor.statistics.difference`). Where both count
    everybody there is nothing to test. Where the figures are not known to be independent there is no interval.
    """
    ruling = may_subtract(first, second, as_of=as_of)
    one, other = (estimate(each.observation, each.definition) for each in (first, second))
    values = first.observation.value, second.observation.value
    if not ruling.allowed or one is None or other is None or values[0] is None or values[1] is None:
        refusal = ruling.reasons[0] if ruling.reasons else Reason(Why.NO_FIGURE)
        return Comparison(first, second, ruling, Verdict.CANNOT_BE_JUDGED, reason=refusal)
    difference = values[0] - values[1]
    reason = _why_not_judged(first, second, ruling, one, other)
    if reason is not None:
        return Comparison(first, second, ruling, Verdict.CANNOT_BE_JUDGED, difference, reason=reason)
    found = change([other, one])
    return Comparison(
        first,
        second,
        ruling,
        found.verdict,
        difference,
        found.difference.interval if found.difference is not None else None,
        wilson=any(_is_wilson(each) for each in (first, second)),
    )


def compare_as_chosen(first: Figure, second: Figure, *, as_of: date) -> Comparison:
    """What can be said of two figures in whatever order they were chosen: of two points in time, the later less the
    earlier one.
    """
    course = (
        first.definition.id == second.definition.id and first.observation.group == second.observation.group
    )
    if course and first.period.sort_key() < second.period.sort_key():
        first, second = second, first
    return compare(first, second, as_of=as_of)


def _why_not_judged(
    first: Figure, second: Figure, ruling: Ruling, one: Estimate, other: Estimate
) -> Reason | None:
    if one.exact and other.exact:
        return None
    for figure, found in ((first, one), (second, other)):
        if found.bounds is None:
            why = uncertainty(figure.observation, figure.definition)
            if isinstance(why, NoInterval):
                return Reason(Why.UNCERTAINTY_UNKNOWN, {"no_interval": why})
            return Reason(Why.LEVEL_UNKNOWN)
    levels = {found.interval.level for found in (one, other) if found.interval is not None}
    if len(levels) > 1:
        return Reason(Why.LEVELS_DIFFER, {"first": 100 * min(levels), "second": 100 * max(levels)})
    dependent = next((note for note in ruling.notes if note in DEPENDENT), None)
    return None if dependent is None else Reason(Why.NOT_INDEPENDENT, {"note": dependent})


def _is_wilson(figure: Figure) -> bool:
    found = uncertainty(figure.observation, figure.definition)
    return isinstance(found, Range) and found.basis is Basis.WILSON


def _unit(value: Decimal) -> Decimal:
    """One of the last digit printed: 0.1 of 31.1."""
    return Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
