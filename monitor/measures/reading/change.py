"""How each group changed since the point before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.measures.observations import Observation, Series
from monitor.measures.reading.cohort import cohort
from monitor.measures.reading.compare import Comparison, compare
from monitor.measures.reading.ruling import Reason, Why
from monitor.measures.reading.subjects import Figure, form


@dataclass(frozen=True, slots=True)
class Changed:
    """The latest figure of a group beside the one before it: their comparison, or why there is none.

    `latest` is the latest figure, None where no figure of the group was measured.
    """

    group: Mapping[str, str]
    latest: Figure | None
    found: Comparison | Reason


def changes(series: Series, *, as_of: date) -> list[Changed]:
    """The change of each group, in the order of the figures, as of a day.

    The point before is the last earlier one of the same sort of period. Cohorts that are not followed in full yet
    are left out, as are plans and targets. Of two sources for one period the first is taken.
    """
    groups: dict[frozenset[tuple[str, str]], list[Observation]] = {}
    for entry in series.observations:
        if entry.is_measured:
            groups.setdefault(frozenset(entry.group.items()), []).append(entry)
    return [_changed(series, entries, as_of) for entries in groups.values()]


def _changed(series: Series, entries: Sequence[Observation], as_of: date) -> Changed:
    figures = sorted(
        (Figure(series.indicator, entry) for entry in entries), key=lambda each: each.period.sort_key()
    )
    group = entries[0].group
    complete = [
        each for each in figures if (found := cohort(each, as_of=as_of)) is None or not found.is_incomplete
    ]
    if not complete:
        fields = {"period": figures[-1].period, "cohort": cohort(figures[-1], as_of=as_of)}
        return Changed(group, figures[-1], Reason(Why.COHORT_INCOMPLETE, fields))
    latest = _first_of(complete, complete[-1].period)
    before = [each for each in complete if each.period != latest.period]
    if not before:
        return Changed(group, latest, Reason(Why.TOO_FEW_POINTS))
    alike = [each for each in before if form(each.period) == form(latest.period)] or before
    earlier = _first_of(alike, alike[-1].period)
    return Changed(group, latest, compare(latest, earlier, as_of=as_of))


def _first_of(figures: Sequence[Figure], period: object) -> Figure:
    """The first figure for a period: of several sources the file names the better one first."""
    return next(each for each in figures if each.period == period)
