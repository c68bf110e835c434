"""The charts of an indicator. Pure functions from figures to a plotly figure; a gap stays a gap, bars start at zero."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from monitor.catalogue.text import LocalText
from monitor.measures.comparability import broken_between
from monitor.measures.definitions import Definition, Drawing
from monitor.measures.observations import Observation, Series
from monitor.measures.reading.axis import on_cohorts
from monitor.measures.scales import Unit
from monitor.show.charts.cohorts import period_label
from monitor.show.charts.lines import lines
from monitor.show.charts.style import Paint, is_hollow, laid_out, safe, separators, symbol
from monitor.show.charts.whiskers import range_of, whiskers
from monitor.show.figures import group_label, observed
from monitor.show.intervals import judged
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_ROOM = 1.3  # times the longest row: for the words beside it
_WHOLE = 100  # per cent


def chart(series: Series, _: Words, paint: Paint) -> go.Figure | None:
    """The chart an indicator's file asks for; None where it asks for the table alone or there is nothing to draw."""
    figures = [entry for entry in series.observations if entry.value is not None]
    dated = [entry for entry in figures if entry.period.midpoint is not None]
    match series.indicator.shown_as:
        case Drawing.LINES if len({entry.period for entry in dated}) > 1:
            return lines(series.indicator, dated, _, paint)
        case Drawing.DOTS if figures:
            return _across(series.indicator, figures, _, paint, bars=False)
        case Drawing.TABLE:
            return None
        case _ if figures:
            return _across(series.indicator, figures, _, paint, bars=True)
    return None


def alternative_text(series: Series, _: Words) -> str:
    """The chart in words: its finding and the newest figures. The table beside it holds all of them."""
    indicator = series.indicator
    told = "; ".join(
        f"{group_label(indicator, entry, _)} {_.period(entry.period)}: {judged(entry, indicator, _)}"
        for entry in series.latest()
    )
    # The finding may speak of figures that the day shown could not know.
    finding = _.plain((None if series.left_out else indicator.finding) or indicator.title)
    return f"{finding} {told}. " + _("The table holds every figure.")


def _across(
    indicator: Definition, entries: Sequence[Observation], _: Words, paint: Paint, *, bars: bool
) -> go.Figure:
    """One row a figure, with its words beside it: bars from zero, or dots on an axis that shows zero.

    An interval is a whisker over the figure, and the words stand behind its end.
    """
    unit = indicator.unit_among(entry.group for entry in entries)
    labels = _labels(indicator, entries, _)
    words = [safe(observed(entry, indicator, _)) for entry in entries]
    values = [float(entry.value) for entry in entries if entry.value is not None]
    ranges = [range_of(entry, indicator) for entry in entries]
    beside = any(ranges)
    shared: dict[str, Any] = {
        "x": values,
        "y": labels,
        "text": words,
        "customdata": [safe(judged(entry, indicator, _)) for entry in entries],
        "hovertemplate": "%{y}: %{customdata}<extra></extra>",
        "cliponaxis": False,
        "error_x": whiskers(values, ranges, paint.text) if beside else None,
    }
    if bars:
        marker: dict[str, Any] = {
            # A whisker is dark: on a full bar its lower half would not be seen.
            "color": paint.pale(0) if beside else paint.colour(0),
            "line": {"color": paint.colour(0), "width": 1.5},
            "pattern": {"shape": ["/" if is_hollow(entry) else "" for entry in entries]},
        }
        trace = go.Bar(**shared, orientation="h", textposition="none" if beside else "outside", marker=marker)
    else:
        marker = {"size": 12, "color": paint.colour(0), "symbol": [symbol(entry, 0) for entry in entries]}
        mode = "markers" if beside else "markers+text"
        trace = go.Scatter(**shared, mode=mode, textposition="middle right", marker=marker)
    figure = go.Figure(trace)
    ends = [max(value, found.upper) if found else value for value, found in zip(values, ranges, strict=True)]
    starts = [
        min(value, found.lower) if found else value for value, found in zip(values, ranges, strict=True)
    ]
    if beside:
        for end, label, said in zip(ends, labels, words, strict=True):
            figure.add_annotation(x=end, y=label, text=said, xanchor="left", xshift=6, showarrow=False)
    rows = list(dict.fromkeys(_with_breaks(indicator, entries, labels, _)))
    return laid_out(
        figure,
        paint,
        height=80 + 44 * len(rows),
        separators=separators(_),
        xaxis={
            **_extent(starts, ends, unit),
            "title": {"text": safe(unit_word(unit, _)), "standoff": 10},
            "tickangle": 0,
            "nticks": 6,
        },
        yaxis={"autorange": "reversed", "type": "category", "categoryorder": "array", "categoryarray": rows},
        showlegend=False,
        bargap=0.35,
    )


def _extent(starts: Sequence[float], ends: Sequence[float], unit: Unit | LocalText | None) -> dict[str, Any]:
    """The axis from zero, with room for words behind the longest row. Of shares no more than 100 is marked."""
    longest = max(0.0, max(ends) * _ROOM)
    if unit is Unit.PERCENT and max(ends) <= _WHOLE < longest:
        return {"range": [min(0.0, min(starts) * _ROOM), _WHOLE * 1.15], "tickvals": list(range(0, 101, 20))}
    return {"range": [min(0.0, min(starts) * _ROOM), longest]}


def _labels(indicator: Definition, entries: Sequence[Observation], _: Words) -> list[str]:
    # Of cohorts it is said also where there is but one: "2020" alone would be taken for the year of the relapse.
    with_period = len({entry.period for entry in entries}) > 1 or on_cohorts(indicator)
    labels = []
    for entry in entries:
        label = group_label(indicator, entry, _)
        if with_period:
            period = period_label(_.period(entry.period), indicator, _)
            label = f"{label}, {period}" if indicator.dimensions else period
        labels.append(_wrapped(safe(label)))
    return labels


def _with_breaks(
    indicator: Definition, entries: Sequence[Observation], labels: Sequence[str], _: Words
) -> Iterator[str]:
    """The rows in order, with an empty one between two figures of a group that stand on different footings."""
    yield labels[0]
    for pair, label in zip(pairwise(entries), labels[1:], strict=True):
        earlier, later = sorted(pair, key=lambda entry: entry.period.sort_key())
        if earlier.group == later.group and broken_between(earlier, later, indicator):
            told = _("Series break: {period}").format(period=_.period(later.period))
            yield _wrapped(
                safe(f"{group_label(indicator, later, _)}. {told}" if indicator.dimensions else told)
            )
        yield label


def _wrapped(label: str, width: int = 26) -> str:
    """The label broken between words, so that it leaves room for the bars on a narrow screen."""
    rows = [""]
    for word in label.split(" "):
        if rows[-1] and len(rows[-1]) + len(word) + 1 > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return "<br>".join(rows)
