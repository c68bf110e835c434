"""Delivery beside outcome: figures in time above, what happened on initiatives below, on one axis of time.

Each voice has a lane, a form and words of its own. What a picture of the chart must not lose stands in it: that this is
association and no effect, what is baseline, from when on something could show, source, n, and the day it is read as of.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

import plotly.graph_objects as go

from monitor.measures.comparability import broken_between
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.review.exploring.groups import NEAR
from monitor.review.outcome import Outcome
from monitor.show.charts.lanes import Span, lanes
from monitor.show.charts.style import Paint, dash, laid_out, safe, separators, symbol
from monitor.show.charts.whiskers import range_of, whiskers
from monitor.show.charts.wrapped import wrapped
from monitor.show.figures import counted, group_label, observed
from monitor.show.happened import numbers, phases_told
from monitor.show.intervals import judged
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_PLOT, _ROW, _LINE = 250, 24, 19  # pixels: the figures, a row of a lane, a line of text
_FEW = 4
_EDGE = 0.13  # of the width
_BEFORE = timedelta(days=900)  # shown at least, so that what is baseline can be seen to be empty
_NARROW = 0.36  # of the width: less is too little for the words beside the start
_APART = timedelta(days=50)  # between groups of one period, and never outside the period


def chart(outcome: Outcome, _: Words, paint: Paint, *, as_of: date, end: date) -> go.Figure | None:
    """The chart; None where no figure can be placed in time. `end` is the last day of the strategy."""
    definition = outcome.series.indicator
    entries = outcome.drawn
    if not entries:
        return None
    start = outcome.start.day.first_day
    span = _span(outcome, entries, start, max(as_of, end))
    below = lanes(outcome, _, paint, span=span, end=end)
    plot = _PLOT + below.rows * _ROW
    share = below.rows * _ROW / plot
    figure = go.Figure()
    _draw_figures(figure, entries, definition, span, _, paint)
    below.draw(figure, span)
    _mark_baseline(figure, outcome, span, share + 0.03, _, paint)
    _mark_day(figure, as_of, paint)
    title, foot = _title(outcome, _), _foot(outcome, entries, as_of, _)
    top, bottom = 14 + _LINE * len(title) + (26 if paint.watermark else 0), 58 + _LINE * len(foot)
    height = plot + top + bottom
    plot = _PLOT + below.rows * _ROW
    legend = len({group_label(definition, entry, _) for entry in entries}) > 1
    rows_of_legend = 26 * len({group_label(definition, entry, _) for entry in entries}) if legend else 0
    figure.add_annotation(
        text="<br>".join(title), x=0, xref="paper", y=1, yref="paper", xanchor="left", yanchor="bottom",
        yshift=6, align="left", showarrow=False,
    )  # fmt: skip
    figure.add_annotation(
        text="<br>".join(foot), x=0, xref="paper", y=0, yref="paper", xanchor="left", yanchor="top",
        yshift=-46, align="left", showarrow=False, font={"size": 12},
    )  # fmt: skip
    laid_out(
        figure,
        paint,
        height=height + rows_of_legend,
        separators=separators(_),
        margin={"l": 8, "r": 16, "t": top, "b": bottom + rows_of_legend},
        xaxis={"type": "date", "range": list(span), "showgrid": False, "anchor": "y2", "ticks": "outside",
               "tick0": "2000-01-01", "dtick": _step(span), "tickformat": "%Y", "tickangle": 0,
               "tickfont": {"size": 13}},
        yaxis={"domain": [share + 0.03, 1], "range": _heights(entries, definition), "title": {
            "text": safe(unit_word(definition.unit_of(entries[0].group), _))}},
        yaxis2={"domain": [0, share], "range": [below.rows, 0], "visible": False, "fixedrange": True},
        showlegend=legend,
        legend={"orientation": "v", "yanchor": "top", "y": -(50 + _LINE * len(foot)) / plot, "x": 0,
                "xanchor": "left"},
    )  # fmt: skip
    return figure


def alternative_text(outcome: Outcome, _: Words) -> str:
    """The chart in words: its figures and where they lie. The tables hold all of it."""
    definition = outcome.series.indicator
    told = "; ".join(
        f"{group_label(definition, entry, _)} {_.period(entry.period)}: {judged(entry, definition, _)} "
        f"({phases_told(outcome, entry, _)})"
        for entry in outcome.series.latest()
    )
    warning = _("Association, not effect.")
    return f"{_.plain(definition.title)}. {warning} {told}. " + _("The tables hold all of it.")


def _draw_figures(
    figure: go.Figure,
    entries: Sequence[Observation],
    definition: Definition,
    span: Span,
    _: Words,
    paint: Paint,
) -> None:
    """A trace for each group. Dots; a line only between neighbours of one footing that are about a year apart."""
    groups: dict[str, list[Observation]] = {}
    for entry in entries:
        groups.setdefault(group_label(definition, entry, _), []).append(entry)
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
                name="<br>".join(wrapped(label, 34)),
                mode="lines+markers+text" if _has_line(known) else "markers+text",
                line={"color": colour, "dash": dash(place), "width": 2},
                marker={"size": 10, "symbol": [symbol(entry, place) for entry in known], "color": colour},
                text=[
                    safe(observed(entry, definition, _)) if entry and _bears_words(entry, points) else ""
                    for entry in known
                ],
                textposition=[f"{'bottom' if place % 2 else 'top'} {_side(day, span)}" for day in days],
                textfont={"size": 12},
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
            if point is not None and _last(point) - _first(point) > timedelta(days=366):
                # A figure for several years is no figure of their middle.
                figure.add_shape(
                    type="line", x0=_first(point), x1=_last(point), y0=value, y1=value,
                    line={"color": colour, "width": 2, "dash": "dot"},
                )  # fmt: skip


def _side(day: date, span: Span) -> str:
    """Where the words of a figure stand: towards the middle at both ends of the axis, where they would be cut off."""
    share = (day - span[0]) / (span[1] - span[0])
    return "right" if share < _EDGE else "left" if share > 1 - _EDGE else "center"


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
    length = _last(entry) - _first(entry)
    step = min(_APART, length / (groups + 1))
    return _middle(entry) + step * (place - (groups - 1) / 2)


def _mark_baseline(
    figure: go.Figure, outcome: Outcome, span: Span, floor: float, _: Words, paint: Paint
) -> None:
    """The ground before the start is shaded and named; so is that nothing is known from after it.

    `floor` is where the figures begin, as a share of the height.
    """
    start = outcome.start.day.first_day
    figure.add_shape(
        type="rect", x0=span[0], x1=start, y0=0, y1=1, yref="paper", line={"width": 0},
        fillcolor=paint.line, opacity=0.45, layer="below",
    )  # fmt: skip
    figure.add_shape(
        type="line", x0=start, x1=start, y0=floor, y1=1, yref="paper",
        line={"color": paint.text, "width": 1.5},
    )  # fmt: skip
    shared = {"x": start, "y": 1, "yref": "paper", "yanchor": "top", "showarrow": False, "font": {"size": 13}}
    begins = safe(_("Start: {day}").format(day=_.partial(outcome.start.day))) + " ▸"
    before = "◂ " + safe(_("Baseline"))
    after = (span[1] - start) / (span[1] - span[0])
    if after < _NARROW:
        figure.add_annotation(text=before, xanchor="right", **shared)
        figure.add_annotation(text=begins, xanchor="right", **shared, yshift=-_LINE)
    elif after > 1 - _NARROW / 2:
        figure.add_annotation(text=begins, xanchor="left", **shared)
        figure.add_annotation(text=before, xanchor="left", **shared, yshift=-_LINE)
    else:
        figure.add_annotation(text=before, xanchor="right", **shared)
        figure.add_annotation(text=begins, xanchor="left", **shared)
    if not outcome.has_later and after > _NARROW:
        reaches_over = any(_last(entry) > start for entry in outcome.drawn)
        figure.add_annotation(
            x=start + (span[1] - start) / 2, y=0.12 if reaches_over else 0.5, yref="y domain", showarrow=False,
            text="<br>".join(wrapped(_("No figure from after the start is known"), 22)),
            font={"color": paint.text, "size": 13},
        )  # fmt: skip


def _mark_day(figure: go.Figure, as_of: date, paint: Paint) -> None:
    """A dotted line at the day the page is read as of: what is right of it had not come yet."""
    figure.add_shape(
        type="line", x0=as_of, x1=as_of, y0=0, y1=1, yref="paper",
        line={"color": paint.text, "width": 1, "dash": "dot"},
    )  # fmt: skip


def _span(outcome: Outcome, entries: Sequence[Observation], start: date, end: date) -> Span:
    """From the first figure, some time before the start, to the last that is drawn, with room at both ends."""
    first = min(start - _BEFORE, *(_first(entry) for entry in entries))
    last = max(
        end,
        *(_last(entry) for entry in entries),
        *(each.placed for each in outcome.happenings),
        *(each.could_show_from for each in outcome.beside if each.could_show_from),
    )
    return first - (last - first) * 0.06, last + (last - first) * 0.04


def _step(span: Span) -> str:
    """A tick at the beginning of every year, second year or fifth year."""
    years = (span[1] - span[0]).days / 365
    return "M12" if years < 8 else "M24" if years < 14 else "M60"


def _title(outcome: Outcome, _: Words) -> list[str]:
    who = numbers(outcome.beside)
    told = _.plain(outcome.series.indicator.title)
    beside = (
        _("beside initiative\N{NO-BREAK SPACE}{numbers}").format(numbers=who)
        if who
        else _("beside the strategy")
    )
    return [
        *(f"<b>{line}</b>" for line in wrapped(_("Association, not effect"), 36)),
        *wrapped(f"{told}, {beside}", 36),
    ]


def _foot(outcome: Outcome, entries: Iterable[Observation], as_of: date, _: Words) -> list[str]:
    sources = dict.fromkeys(
        f"{_.plain(entry.source.publisher) if entry.source.publisher else entry.source.title} "
        f"{entry.source.year or ''}".strip()
        for entry in entries
    )
    counts = dict.fromkeys(counted(entry, _) or _("not printed") for entry in entries)
    return [
        *wrapped(_("Source: {sources}. n: {counts}.").format(
            sources="; ".join(sources), counts="; ".join(counts)), 44),
        *wrapped(_("As of {day} (dotted line)").format(day=_.day(as_of)), 44),
    ]  # fmt: skip


def _heights(entries: Sequence[Observation], definition: Definition) -> list[float]:
    """From zero, with room for the words at the top."""
    ends = [float(entry.value) for entry in entries if entry.value is not None]
    found = [each for entry in entries if (each := range_of(entry, definition)) is not None]
    top = max([*ends, *(each.upper for each in found)])
    bottom = min([0.0, *ends, *(each.lower for each in found)])
    return [bottom * 1.2, (top or 1) * 1.38]


def _first(entry: Observation) -> date:
    return entry.period.first_day or date.min


def _last(entry: Observation) -> date:
    return entry.period.last_day or date.min


def _middle(entry: Observation) -> date:
    return entry.period.midpoint or date.min
