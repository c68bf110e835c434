"""How the latest figure of each group stands beside the reference population."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monitor.measures.definitions import Matched
from monitor.measures.observations import Observation, Series
from monitor.measures.reading.compare import Comparison, compare
from monitor.measures.reading.ruling import Reason, Why
from monitor.measures.reading.subjects import Figure, form
from monitor.measures.reading.subtract import group_of_reference


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure beside that of the reference: their comparison, or why there is none."""

    figure: Figure
    matched: Matched
    found: Comparison | Reason


def gaps(series: Series, others: Mapping[str, Series], *, as_of: date) -> list[Gap]:
    """The difference of each group's latest figure to the reference population, in the order of the figures.

    Empty where the definition names no reference. `others` are the indicators that it may lie in. The reference's
    figure is that of the same period, else the nearest within a year, of the same sort of period.
    """
    reference = series.indicator.reference
    if reference is None:
        return []
    within = series if reference.indicator is None else others.get(reference.indicator)
    found = []
    for entry in series.latest():
        figure = Figure(series.indicator, entry)
        wanted = group_of_reference(figure, within.indicator.code) if within is not None else {}
        if within is series and entry.group == wanted:
            continue
        candidates = [] if within is None else [each for each in within.observations if each.group == wanted]
        nearest = _nearest(entry, candidates)
        if within is None or nearest is None:
            found.append(Gap(figure, reference.matched_on_age_and_sex, Reason(Why.NO_REFERENCE_FIGURE)))
        else:
            comparison = compare(figure, Figure(within.indicator, nearest), as_of=as_of)
            found.append(Gap(figure, reference.matched_on_age_and_sex, comparison))
    return found


def first_gap(shown: Mapping[str, Series], *, as_of: date) -> Comparison | None:
    """The pair to begin with: a group beside the reference population that its definition names.

    The first in the order of the indicators for which a difference can be computed, else the first at all; None where
    no definition names a reference with figures.
    """
    found = [
        gap.found
        for series in shown.values()
        for gap in gaps(series, shown, as_of=as_of)
        if isinstance(gap.found, Comparison)
    ]
    return next((each for each in found if each.ruling.allowed), found[0] if found else None)


def _nearest(entry: Observation, candidates: list[Observation]) -> Observation | None:
    """Of the same sort of period the nearest in time, the earlier of two; of any sort where there is none of it."""
    measured = [each for each in candidates if each.is_measured]
    alike = [each for each in measured if form(each.period) == form(entry.period)] or measured
    if entry.period.midpoint is None:
        return next((each for each in alike if each.period == entry.period), alike[0] if alike else None)
    middle = entry.period.midpoint
    dated = [(abs((each.period.midpoint - middle).days), place, each) for place, each in enumerate(alike)
             if each.period.midpoint is not None]  # fmt: skip
    return min(dated)[2] if dated else next(iter(alike), None)
