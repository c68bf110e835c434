"""The figures of the chart of delivery beside outcome: points in time with their words, and the axis they stand on."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from monitor.measures.comparability import broken_between
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.measures.scales import Unit
from monitor.review.exploring.groups import NEAR
from monitor.show.charts.labels import Point, places
from monitor.show.charts.lanes import AXIS, Span
from monitor.show.charts.style import Paint, dash, safe, symbol
from monitor.show.charts.whiskers import range_of, whiskers
from monitor.show.charts.wrapped import begun, wrapped
from monitor.show.figures import group_label, observed
from monitor.show.intervals import judged
from monitor.show.words import Words

PLOT = 250
"""Pixels of height that the figures take."""

_FEW = 4
_APART = timedelta(days=50)  # between groups of one period, and never outside the period
_WHOLE = 100  # per cent


def draw(
    figure: go.Figure, entries: Sequence[Observation], definition: Definition, _: Words, paint: Paint
) -> None:
    """A trace for each group. Dots; a line only between neighbours of one footing that are about a year apart."""
    groups = groups_of(entries, definition, _)
    for place, (label, points) in enumerate(groups.items()):
        days: list[date] = []
        values: list[float | None] = []
        known: list[Observation | None] = []
        for position, entry in enumerate(points):
            if position and not _joined(points[position - 1], entry, definition):
                days.append(_middle(entry))
                values.append(None)
                known.append(None)
            days.append(_beside_others(entry, place, len(groups)))
            values.append(float(entry.value) if entry.value is not None else None)
            known.append(entry)
        ranges = [range_of(entry, definition) if entry else None for entry in known]
        colour = paint.colour(place)
        figure.add_trace(
            go.Scatter(
                x=days,
                y=values,
                name="<br>".join(wrapped(begun(label), 28)),
                mode="lines+markers" if _has_line(known) else "markers",
                line={"color": colour, "dash": dash(place), "width": 2},
                marker={"size": 10, "symbol": [symbol(entry, place) for entry in known], "color": colour},
                error_y=whiskers(values, ranges, colour) if any(ranges) else None,
                customdata=[
                    safe(f"{_.period(entry.period)}: {judged(entry, definition, _)}") if entry else ""
                    for entry in known
                ],
                hovertemplate="%{fullData.name}, %{customdata}<extra></extra>",
                connectgaps=False,
            )
        )
        for value, point in zip(values, known, strict=True):
            if point is not None and _is_long(point):
                # A figure for several years is no figure of their middle.
                figure.add_shape(
                    type="line", x0=first_day(point), x1=last_day(point), y0=value, y1=value,
                    line={"color": colour, "width": 2, "dash": "dot"},
                )  # fmt: skip


def write(
    figure: go.Figure,
    entries: Sequence[Observation],
    definition: Definition,
    span: Span,
    lines: Sequence[date],
    _: Words,
) -> None:
    """The figures in words beside their points. What has no room on a narrow screen is in the table."""
    low, high = _heights(entries, definition)
    groups = groups_of(entries, definition, _)
    drawn = [
        (entry, _beside_others(entry, place, len(groups)), _bears_words(entry, points), place)
        for place, points in enumerate(groups.values())
        for entry in points
        if entry.value is not None
    ]

    def across(day: date) -> float:
        return AXIS * (day - span[0]) / (span[1] - span[0])

    def up(value: float) -> float:
        return PLOT * (value - low) / (high - low)

    points = [
        Point(
            across(day),
            up(float(entry.value or 0)),
            observed(entry, definition, _) if bears else "",
            entry.period.text,
            above=place % 2 == 0,
            stretch=(across(first_day(entry)), across(last_day(entry))) if _is_long(entry) else None,
            whisker=(up(found.lower), up(found.upper)) if (found := range_of(entry, definition)) else None,
        )
        for entry, day, bears, place in drawn
    ]
    placed = places(points, AXIS, [across(day) for day in lines])
    for (entry, day, _bears, _place), at, where in zip(drawn, points, placed, strict=True):
        if where is not None:
            figure.add_annotation(
                x=day, y=float(entry.value or 0), text=safe(at.words), showarrow=False, font={"size": 12},
                **where.note(),
            )  # fmt: skip


def groups_of(
    entries: Sequence[Observation], definition: Definition, _: Words
) -> dict[str, list[Observation]]:
    """The figures by the words of their group, as the legend has them."""
    found: dict[str, list[Observation]] = {}
    for entry in entries:
        found.setdefault(group_label(definition, entry, _), []).append(entry)
    return found


def _has_line(known: Sequence[Observation | None]) -> bool:
    """Whether any two figures stand beside each other without a gap."""
    return any(earlier and later for earlier, later in pairwise(known))


def _bears_words(entry: Observation, points: Sequence[Observation]) -> bool:
    """Measured ones: the first and last of a course, those that the source qualifies, and all where there are few."""
    if not entry.is_measured:
        return False
    return len(points) <= _FEW or entry.qualifier is not None or entry in (points[0], points[-1])


def _joined(earlier: Observation, later: Observation, definition: Definition) -> bool:
    """Whether a line may lead from one figure to the next: what lies between was as good as measured."""
    near = _middle(later) - _middle(earlier) <= NEAR
    measured = earlier.is_measured and later.is_measured
    one_source = earlier.source.id == later.source.id
    return near and measured and one_source and not broken_between(earlier, later, definition)


def _beside_others(entry: Observation, place: int, groups: int) -> date:
    """The middle of the period, moved aside for other groups, but never out of the period."""
    length = last_day(entry) - first_day(entry)
    step = min(_APART, length / (groups + 1))
    return _middle(entry) + step * (place - (groups - 1) / 2)


def upright(entries: Sequence[Observation], definition: Definition) -> dict[str, Any]:
    """The axis of the figures. Of shares no more than 100 is marked."""
    low, high = _heights(entries, definition)
    ends = [float(entry.value) for entry in entries if entry.value is not None]
    is_share = definition.unit_of(entries[0].group) is Unit.PERCENT and max(ends) <= _WHOLE < high
    return {"range": [low, high]} | ({"tickvals": list(range(0, 101, 20))} if is_share else {})


def _heights(entries: Sequence[Observation], definition: Definition) -> list[float]:
    """From zero, with room for the words at the top."""
    ends = [float(entry.value) for entry in entries if entry.value is not None]
    found = [each for entry in entries if (each := range_of(entry, definition)) is not None]
    top = max([*ends, *(each.upper for each in found)])
    bottom = min([0.0, *ends, *(each.lower for each in found)])
    return [bottom * 1.2, (top or 1) * 1.38]


def _is_long(entry: Observation) -> bool:
    return last_day(entry) - first_day(entry) > timedelta(days=366)


def first_day(entry: Observation) -> date:
    """The first day of a figure's period."""
    return entry.period.first_day or date.min


def last_day(entry: Observation) -> date:
    """The last day of a figure's period."""
    return entry.period.last_day or date.min


def _middle(entry: Observation) -> date:
    return entry.period.midpoint or date.min
