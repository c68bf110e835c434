"""Figures that are no course in time, a row for each: bars from zero, or dots on an axis that shows zero.

The name stands above its row and the figure behind its end, so that both can be read on a telephone.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from monitor.catalogue.text import LocalText
from monitor.measures.comparability import broken_between
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.measures.reading.cohort import on_cohorts
from monitor.measures.scales import Unit
from monitor.measures.uncertainty import Range
from monitor.show.charts.cohorts import period_label
from monitor.show.charts.exploring.drawn import distinct
from monitor.show.charts.style import Paint, is_hollow, laid_out, safe, separators, symbol
from monitor.show.charts.whiskers import range_of, whiskers
from monitor.show.charts.wrapped import begun, wrapped
from monitor.show.figures import group_label, observed
from monitor.show.intervals import judged
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_BAR, _LINE, _GAP, _AXIS = (
    22,
    19,
    14,
    72,
)  # pixels: a bar, a line of text, between rows, the axis with its title
_NARROW, _LETTER = 320, 8.2  # pixels: what a telephone leaves the bars, and a letter
_ABOVE = 36  # signs of a name in a line above its row
_BEHIND = 16  # signs of a figure that has room behind its bar; a longer one stands with the name
_WHOLE = 100  # per cent


def rows(
    indicator: Definition, entries: Sequence[Observation], _: Words, paint: Paint, *, bars: bool
) -> go.Figure:
    """One row a figure, in the order given. An interval is a whisker, and the figure stands behind its end."""
    unit = indicator.unit_among(entry.group for entry in entries)
    names = distinct(_names(indicator, entries, _))
    said = [safe(observed(entry, indicator, _)) for entry in entries]
    values = [float(entry.value) for entry in entries if entry.value is not None]
    ranges = [range_of(entry, indicator) for entry in entries]
    shared: dict[str, Any] = {
        "x": values,
        "y": names,
        "text": said,
        "customdata": [safe(judged(entry, indicator, _)) for entry in entries],
        "hovertemplate": "%{y}: %{customdata}<extra></extra>",
        "cliponaxis": False,
        "error_x": whiskers(values, ranges, paint.text) if any(ranges) else None,
    }
    places = list(dict.fromkeys(_with_breaks(indicator, entries, names, _)))
    pitch = _BAR + _GAP + _LINE * max(_lines(name, text) for name, text in zip(names, said, strict=True))
    figure = go.Figure(_bars(shared, entries, paint, _BAR / pitch) if bars else _dots(shared, entries, paint))
    ends = [
        max(0.0, value, found.upper if found else 0.0) for value, found in zip(values, ranges, strict=True)
    ]
    _write(figure, names, said, ends, _BAR / 4 if bars else _BAR / 2)
    _mark_breaks(figure, [place for place in places if place not in names], paint)
    above, below = (pitch - _GAP - _BAR / 2 + 4) / pitch, (_BAR / 2 + 6) / pitch
    return laid_out(
        figure,
        paint,
        height=_AXIS + round(pitch * (len(places) - 1 + above + below)),
        separators=separators(_),
        xaxis={
            **_extent(_lowest(values, ranges), ends, said, unit),
            "title": {"text": safe(unit_word(unit, _)), "standoff": 10},
            "tickangle": 0,
            "nticks": 6,
        },
        yaxis={
            "range": [len(places) - 1 + below, -above],
            "type": "category",
            "categoryorder": "array",
            "categoryarray": places,
            "showticklabels": False,
            "showgrid": False,
        },
        showlegend=False,
    )


def _bars(shared: dict[str, Any], entries: Sequence[Observation], paint: Paint, width: float) -> go.Bar:
    ranged = shared["error_x"] is not None
    marker: dict[str, Any] = {
        # A whisker is dark: on a full bar its lower half would not be seen.
        "color": paint.pale(0) if ranged else paint.colour(0),
        "line": {"color": paint.colour(0), "width": 1.5},
        "pattern": {"shape": ["/" if is_hollow(entry) else "" for entry in entries]},
    }
    return go.Bar(**shared, orientation="h", textposition="none", marker=marker, width=width)


def _dots(shared: dict[str, Any], entries: Sequence[Observation], paint: Paint) -> go.Scatter:
    marker = {"size": 12, "color": paint.colour(0), "symbol": [symbol(entry, 0) for entry in entries]}
    return go.Scatter(**shared, mode="markers", marker=marker)


def _write(
    figure: go.Figure, names: Sequence[str], said: Sequence[str], ends: Sequence[float], apart: float
) -> None:
    """The name above each row and the figure behind its end, so far `apart`; a long figure below the name."""
    for name, text, end in zip(names, said, ends, strict=True):
        above = name if _is_short(text) else f"{name}<br>{_broken(text)}"
        figure.add_annotation(
            x=0, xref="paper", y=name, xanchor="left", yanchor="bottom", yshift=_BAR / 2 + 1, text=above,
            align="left", showarrow=False,
        )  # fmt: skip
        if _is_short(text):
            figure.add_annotation(x=end, y=name, text=text, xanchor="left", xshift=apart, showarrow=False)


def _mark_breaks(figure: go.Figure, places: Sequence[str], paint: Paint) -> None:
    """A dotted line across, and why, between two figures of a group that stand on different footings."""
    for place in places:
        figure.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=place, y1=place, line={"color": paint.text, "dash": "dot"}
        )  # fmt: skip
        figure.add_annotation(
            x=0, xref="paper", y=place, xanchor="left", yanchor="bottom", yshift=2, text=place, align="left",
            showarrow=False,
        )  # fmt: skip


def _lowest(values: Sequence[float], ranges: Sequence[Range | None]) -> float:
    return min([0.0, *values, *(found.lower for found in ranges if found)])


def _extent(
    low: float, ends: Sequence[float], said: Sequence[str], unit: Unit | LocalText | None
) -> dict[str, Any]:
    """The axis from zero, with room for the words behind each row on a narrow screen. Of shares no more than 100 is
    marked.
    """
    low = low * 1.1
    high = max(ends) * 1.04
    for end, text in zip(ends, said, strict=True):
        room = _NARROW - (16 + _LETTER * len(text) if _is_short(text) else 0)
        high = max(high, low + (end - low) * _NARROW / room)
    high = high or (1.0 if not low else 0.0)
    if unit is Unit.PERCENT and max(ends) <= _WHOLE < high:
        return {"range": [low, high], "tickvals": list(range(0, 101, 20))}
    return {"range": [low, high]}


def _names(indicator: Definition, entries: Sequence[Observation], _: Words) -> list[str]:
    # Of cohorts it is said also where there is but one: "2020" alone would be taken for the year of the relapse.
    with_period = len({entry.period for entry in entries}) > 1 or on_cohorts(indicator)
    names = []
    for entry in entries:
        name = group_label(indicator, entry, _)
        if with_period:
            period = period_label(entry.period, indicator, _)
            name = f"{name}, {period}" if indicator.dimensions else period
        names.append(_broken(safe(begun(name))))
    return names


def _with_breaks(
    indicator: Definition, entries: Sequence[Observation], names: Sequence[str], _: Words
) -> Iterator[str]:
    """The rows in order, with one for words alone between two figures of a group that stand on different footings."""
    yield names[0]
    for pair, name in zip(pairwise(entries), names[1:], strict=True):
        earlier, later = sorted(pair, key=lambda entry: entry.period.sort_key())
        if earlier.group == later.group and broken_between(earlier, later, indicator):
            told = _("Series break: {period}").format(period=_.period(later.period))
            yield _broken(
                safe(f"{begun(group_label(indicator, later, _))}. {told}" if indicator.dimensions else told)
            )
        yield name


def _is_short(text: str) -> bool:
    return len(text) <= _BEHIND


def _lines(name: str, said: str) -> int:
    return name.count("<br>") + 1 + (0 if _is_short(said) else _broken(said).count("<br>") + 1)


def _broken(escaped: str) -> str:
    return "<br>".join(wrapped(escaped, _ABOVE, escaped=True))
