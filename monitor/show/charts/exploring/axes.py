"""Axes that read the same on a telephone as on a wall: few words, none of them turned or laid over another."""

from collections.abc import Sequence
from typing import Any, Final

from monitor.measures.observations import Observation
from monitor.measures.periods import Period
from monitor.show.charts.style import safe
from monitor.show.words import Words

_STEPS: Final = ((7, 1), (14, 2), (35, 5))
"""Years that an axis holds, and between how many of them a tick stands then."""

_MONTHS: Final = [
    {"dtickrange": [None, "M11"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
"""The year stands once below its months: beside each of them it would cover the next on a telephone."""

_LONG: Final = 4  # words such as "2020/21" that stand beside each other on a narrow screen


def of_time(figures: Sequence[Observation], _: Words) -> dict[str, Any]:
    """Whole years where years are counted, in the words of the period where they do not begin in January.

    A tick in between would name a month nobody counted, and a year that began in April is no calendar year.
    """
    periods = sorted({each.period for each in figures if each.period.midpoint}, key=Period.sort_key)
    # Ticks keep the words below the axis clear of the zero of the other one.
    shared = {"tickangle": 0, "ticks": "outside", "tickcolor": "rgba(0,0,0,0)"}
    plain = shared | {"ticklabelmode": "period", "nticks": 6, "tickformatstops": _MONTHS}
    bounds = [(each.first_day, each.last_day) for each in periods]
    if not all(first and last and (last - first).days > 360 for first, last in bounds):
        return plain
    if all(first and (first.month, first.day) == (1, 1) for first, _last in bounds):
        years_of = shared | {"ticklabelmode": "period", "tickformat": "%Y"}
        years = [first.year for first, _last in bounds if first]
        span = max(years, default=0) - min(years, default=0) + 1
        step = next((step for most, step in _STEPS if span <= most), 0)
        if not step:
            return years_of | {"nticks": 6}
        start = 2000 if step == 5 else min(years)
        return years_of | {"dtick": f"M{12 * step}", "tick0": f"{start}-01-01"}
    named = periods[:: -(-len(periods) // _LONG)]
    return shared | {
        "tickmode": "array",
        "tickvals": [each.midpoint for each in named],
        "ticktext": [safe(_.period(each)) for each in named],
    }


def of_size(unit: str) -> dict[str, Any]:
    """From zero, with the unit beside it and clear of its figures."""
    return {"rangemode": "tozero", "title": {"text": safe(unit), "standoff": 14}}
