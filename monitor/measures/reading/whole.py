"""Everything that is said of how to read one indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monitor.measures.dimensions import Dimension, DimensionKind
from monitor.measures.observations import Observation, Series
from monitor.measures.reading.change import Changed, changes
from monitor.measures.reading.cohort import Cohort, cohort
from monitor.measures.reading.gap import Gap, gaps
from monitor.measures.reading.ruling import Ruling
from monitor.measures.reading.stack import may_stack
from monitor.measures.reading.subjects import Figure
from monitor.measures.reading.targets import Aim, aims
from monitor.measures.scales import Unit


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read an indicator, as of a day.

    `cohorts` are the figures of release cohorts with how complete they are, `unstacked` the dimension of shares that
    look like parts of a whole and may not be stacked, with the reason.
    """

    series: Series
    changed: tuple[Changed, ...]
    gaps: tuple[Gap, ...]
    aims: tuple[Aim, ...]
    cohorts: tuple[tuple[Observation, Cohort], ...]
    unstacked: tuple[tuple[Dimension, Ruling], ...]


def reading(series: Series, others: Mapping[str, Series], *, as_of: date) -> Reading:
    """How to read the figures of a series that were known by a day; `others` are the indicators it may name."""
    told = [(entry, cohort(Figure(series.indicator, entry), as_of=as_of)) for entry in series.observations]
    return Reading(
        series,
        tuple(changes(series, as_of=as_of)),
        tuple(gaps(series, others, as_of=as_of)),
        tuple(aims(series, as_of=as_of)),
        tuple((entry, found) for entry, found in told if found is not None),
        tuple(_unstacked(series)),
    )


def _unstacked(series: Series) -> list[tuple[Dimension, Ruling]]:
    """Of shares: the dimension they are told apart by first, where they could be taken for parts of a whole.

    What gives more than a hundred together nobody takes for that.
    """
    definition = series.indicator
    first = next(iter(definition.dimensions), None)
    if first is None or definition.unit is not Unit.PERCENT or first.kind is DimensionKind.MEASURE:
        return []
    ruling = may_stack(definition, first.id, series.observations)
    together = [reason.fields.get("sum") for reason in ruling.reasons]
    alike = first.kind is DimensionKind.PARTS_OF_WHOLE or any(
        isinstance(total, Decimal) and total <= 100 for total in together
    )
    return [(first, ruling)] if alike and not ruling.allowed else []
