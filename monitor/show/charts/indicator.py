"""The charts of an indicator. Pure functions from figures to a plotly figure; a gap stays a gap, bars start at zero."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

import plotly.graph_objects as go

from monitor.measures.definitions import Definition, Drawing
from monitor.measures.observations import Observation, Qualifier, Series
from monitor.show.charts.style import DASHES, SYMBOLS, Paint, laid_out, safe
from monitor.show.figures import observed
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_FAR = (
    1.6  # two points further apart than so many usual steps are not joined: nothing was measured between them
)


def chart(series: Series, _: Words, paint: Paint) -> go.Figure | None:
    """The chart an indicator's file asks for; None where it asks for the table alone or there is nothing to draw."""
    figures = [entry for entry in series.observations if entry.value is not None]
    dated = [entry for entry in figures if entry.period.midpoint is not None]
    match series.indicator.shown_as:
        case Drawing.LINES if len({entry.period for entry in dated}) > 1:
            return _lines(series.indicator, dated, _, paint)
        case Drawing.DOTS if figures:
            return _across(series.indicator, figures, _, paint, bars=False)
        case Drawing.TABLE:
            return None
        case _ if figures:
            return _across(series.indicator, figures, _, paint, bars=True)
    return None


def group_label(indicator: Definition, entry: Observation, _: Words) -> str:
    """What a figure speaks of: the labels of its codes; the total where it has none."""
    labels = [_.plain(indicator.labels[axis][code]) for axis, code in entry.group.items()]
    return ", ".join(labels) or _("total")


def alternative_text(series: Series, _: Words) -> str:
    """The chart in words: its finding and the newest figures. The table beside it holds all of them."""
    indicator = series.indicator
    told = "; ".join(
        f"{group_label(indicator, entry, _)} {_.period(entry.period)}: {observed(entry, indicator, _)}"
        for entry in series.latest()
    )
    # The finding may speak of figures that the day shown could not know.
    finding = _.plain((None if series.left_out else indicator.finding) or indicator.title)
    return f"{finding} {told}. " + _("The table holds every figure.")


def _across(
    indicator: Definition, entries: Sequence[Observation], _: Words, paint: Paint, *, bars: bool
) -> go.Figure:
    """One row a figure, with its words beside it: bars from zero, or dots on an axis that shows zero."""
    labels = _labels(indicator, entries, _)
    words = [safe(observed(entry, indicator, _)) for entry in entries]
    values = [float(entry.value) for entry in entries if entry.value is not None]
    shared: dict[str, Any] = {"x": values, "y": labels, "text": words, "cliponaxis": False}
    told = "%{y}: %{text}<extra></extra>"
    if bars:
        marker: dict[str, Any] = {
            "color": paint.colour(0),
            "pattern": {"shape": [_hatch(entry) for entry in entries]},
        }
        trace = go.Bar(**shared, orientation="h", textposition="outside", marker=marker, hovertemplate=told)
    else:
        marker = {"size": 12, "color": paint.colour(0), "symbol": [_symbol(entry, 0) for entry in entries]}
        trace = go.Scatter(
            **shared, mode="markers+text", textposition="middle right", marker=marker, hovertemplate=told
        )
    room = 1.3  # for the words beside the longest row
    return laid_out(
        go.Figure(trace),
        paint,
        height=80 + 44 * len(set(labels)),
        separators=_separators(_),
        xaxis={
            "range": [min(0.0, min(values) * room), max(0.0, max(values) * room)],
            "title": {"text": safe(unit_word(indicator.unit, _))},
        },
        yaxis={"autorange": "reversed", "type": "category"},
        showlegend=False,
        bargap=0.35,
    )


def _lines(indicator: Definition, entries: Sequence[Observation], _: Words, paint: Paint) -> go.Figure:
    groups: dict[str, list[Observation]] = {}
    for entry in sorted(entries, key=lambda entry: entry.period.sort_key()):
        groups.setdefault(group_label(indicator, entry, _), []).append(entry)
    figure = go.Figure()
    for place, (label, points) in enumerate(groups.items()):
        days, values, words, symbols, labels = _with_gaps(points, place, indicator, _)
        figure.add_trace(
            go.Scatter(
                x=days,
                y=values,
                name=safe(label),
                mode="lines+markers+text" if any(labels) else "lines+markers",
                text=labels,
                textposition="top center",
                line={"color": paint.colour(place), "dash": DASHES[place % len(DASHES)], "width": 2},
                marker={"size": 9, "symbol": symbols, "color": paint.colour(place)},
                customdata=words,
                hovertemplate="%{fullData.name}, %{customdata}<extra></extra>",
                connectgaps=False,
            )
        )
    return laid_out(
        figure,
        paint,
        height=360 + 22 * max(0, len(groups) - 3),
        separators=_separators(_),
        yaxis={"rangemode": "tozero", "title": {"text": safe(unit_word(indicator.unit, _))}},
        xaxis={"showgrid": False, "type": "date", "ticklabelmode": "period"},
        showlegend=len(groups) > 1,
    )


def _with_gaps(
    points: Sequence[Observation], place: int, indicator: Definition, _: Words
) -> tuple[list[date | None], list[float | None], list[str], list[str], list[str]]:
    """Days, values, words, symbols and labels of one line, with an empty point where two lie too far apart to join.

    Only figures that the source qualifies ("about", "under") bear a label: the point alone would say too much.
    """
    middles = [entry.period.midpoint or date.min for entry in points]
    steps = [(later - earlier).days for earlier, later in pairwise(middles)]
    usual = median(steps) if steps else 0
    days: list[date | None] = []
    values: list[float | None] = []
    words: list[str] = []
    symbols: list[str] = []
    labels: list[str] = []
    for position, (day, entry) in enumerate(zip(middles, points, strict=True)):
        if position and steps[position - 1] > _FAR * usual:
            days.append(middles[position - 1] + timedelta(days=steps[position - 1] // 2))
            values.append(None)
            words.append("")
            labels.append("")
            symbols.append(SYMBOLS[place % len(SYMBOLS)])
        days.append(day)
        values.append(None if entry.value is None else float(entry.value))
        words.append(safe(f"{_.period(entry.period)}: {observed(entry, indicator, _)}"))
        labels.append(safe(observed(entry, indicator, _)) if entry.qualifier else "")
        symbols.append(_symbol(entry, place))
    return days, values, words, symbols, labels


def _labels(indicator: Definition, entries: Sequence[Observation], _: Words) -> list[str]:
    with_period = len({entry.period for entry in entries}) > 1
    labels = []
    for entry in entries:
        label = group_label(indicator, entry, _)
        if with_period:
            label = f"{label}, {_.period(entry.period)}" if indicator.dimensions else _.period(entry.period)
        labels.append(_wrapped(safe(label)))
    return labels


def _wrapped(label: str, width: int = 34) -> str:
    """The label broken between words, so that it leaves room for the bars on a narrow screen."""
    lines = [""]
    for word in label.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def _symbol(entry: Observation, place: int) -> str:
    """Planned figures and targets are hollow: nobody has measured them."""
    symbol = SYMBOLS[place % len(SYMBOLS)]
    return f"{symbol}-open" if entry.qualifier in (Qualifier.PLANNED, Qualifier.TARGET) else symbol


def _hatch(entry: Observation) -> str:
    return "/" if entry.qualifier in (Qualifier.PLANNED, Qualifier.TARGET) else ""


def _separators(_: Words) -> str:
    return ",\N{NO-BREAK SPACE}" if _.language == "nb" else ".,"
