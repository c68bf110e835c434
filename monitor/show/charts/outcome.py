"""Delivery beside outcome: figures in time above, what happened on initiatives below, on one axis of time.

Each voice has a lane, a form and words of its own. What a picture of the chart must not lose stands in it: that this is
association and no effect, what is baseline, from when on something could show, source, n, and the day it is read as of.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import plotly.graph_objects as go

from monitor.measures.observations import Observation
from monitor.review.outcome import Outcome
from monitor.show.charts import outcome_points as points
from monitor.show.charts.lanes import Span, lanes
from monitor.show.charts.style import Paint, laid_out, safe, separators
from monitor.show.charts.wrapped import wrapped
from monitor.show.figures import behind, group_label
from monitor.show.happened import numbers, phases_told
from monitor.show.intervals import judged
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_ROW, _LINE = 24, 19  # pixels: a row of a lane, a line of text
_BEFORE = timedelta(days=900)  # shown at least, so that what is baseline can be seen to be empty
_TITLE, _FOOT = 30, 36  # signs in a line above and below, on a telephone held upright
_HALF = 0.55  # of the width
_NARROW, _NARROWER = (
    0.45,
    0.3,
)  # of the width: less is too little for the words behind the start, and before it


def chart(outcome: Outcome, _: Words, paint: Paint, *, as_of: date, end: date) -> go.Figure | None:
    """The chart; None where no figure can be placed in time. `end` is the last day of the strategy."""
    definition = outcome.series.indicator
    entries = outcome.drawn
    if not entries:
        return None
    start = outcome.start.day.first_day
    span = _span(outcome, entries, start, max(as_of, end))
    below = lanes(outcome, _, paint, span=span, end=end)
    plot = points.PLOT + below.rows * _ROW
    share = below.rows * _ROW / plot
    figure = go.Figure()
    points.draw(figure, entries, definition, _, paint)
    points.write(figure, entries, definition, span, (start, as_of), _)
    below.draw(figure, span)
    _mark_baseline(figure, outcome, span, share + 0.03, _, paint)
    _mark_day(figure, as_of, paint)
    title, foot = _title(outcome, _), _foot(outcome, entries, as_of, _)
    top, bottom = 14 + _LINE * len(title) + (26 if paint.watermark else 0), 58 + _LINE * len(foot)
    height = plot + top + bottom
    plot = points.PLOT + below.rows * _ROW
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
        yaxis={"domain": [share + 0.03, 1], **points.upright(entries, definition), "title": {
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
    elif after > 1 - _NARROWER:
        figure.add_annotation(text=begins, xanchor="left", **shared)
        figure.add_annotation(text=before, xanchor="left", **shared, yshift=-_LINE)
    else:
        figure.add_annotation(text=before, xanchor="right", **shared)
        figure.add_annotation(text=begins, xanchor="left", **shared)
    if not outcome.has_later and after > _NARROW:
        reaches_over = any(points.last_day(entry) > start for entry in outcome.drawn)
        figure.add_annotation(
            x=start + (span[1] - start) / 2, y=0.12 if reaches_over else 0.5, yref="y domain", showarrow=False,
            text="<br>".join(wrapped(_("No figure from after the start is known"), 22 if after > _HALF else 15)),
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
    first = min(start - _BEFORE, *(points.first_day(entry) for entry in entries))
    last = max(
        end,
        *(points.last_day(entry) for entry in entries),
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
        *(f"<b>{line}</b>" for line in wrapped(_("Association, not effect"), _TITLE)),
        *wrapped(f"{told}, {beside}", _TITLE),
    ]


def _foot(outcome: Outcome, entries: Sequence[Observation], as_of: date, _: Words) -> list[str]:
    sources = dict.fromkeys(
        f"{_.plain(entry.source.publisher) if entry.source.publisher else entry.source.title} "
        f"{entry.source.year or ''}".strip()
        for entry in entries
    )
    counts = "; ".join(
        filter(None, dict.fromkeys(behind(entry, outcome.series.indicator, _) for entry in entries))
    )
    told = _("Source: {sources}. n: {counts}.") if counts else _("Source: {sources}.")
    return [
        *wrapped(told.format(sources="; ".join(sources), counts=counts), _FOOT),
        *wrapped(_("As of {day} (dotted line)").format(day=_.day(as_of)), _FOOT),
    ]  # fmt: skip
