"""The chart of an indicator: lines where its file asks for them and there are several periods, else a row a figure."""

from datetime import date

import plotly.graph_objects as go

from monitor.measures.definitions import Drawing
from monitor.measures.observations import Series
from monitor.show.charts.lines import lines
from monitor.show.charts.rows import rows
from monitor.show.charts.style import Paint
from monitor.show.figures import group_label
from monitor.show.intervals import judged
from monitor.show.words import Words


def chart(series: Series, _: Words, paint: Paint, *, as_of: date) -> go.Figure | None:
    """The chart, as of a day, that an indicator's file asks for; None for the table alone or nothing to draw."""
    figures = [entry for entry in series.observations if entry.value is not None]
    dated = [entry for entry in figures if entry.period.midpoint is not None]
    match series.indicator.shown_as:
        case Drawing.LINES if len({entry.period for entry in dated}) > 1:
            return lines(series.indicator, dated, _, paint, as_of=as_of)
        case Drawing.DOTS if figures:
            return rows(series.indicator, figures, _, paint, bars=False)
        case Drawing.TABLE:
            return None
        case _ if figures:
            return rows(series.indicator, figures, _, paint, bars=True)
    return None


def alternative_text(series: Series, _: Words) -> str:
    """The chart in words: its finding and the newest figures. The table beside it holds all of them."""
    indicator = series.indicator
    told = "; ".join(
        f"{group_label(indicator, entry, _)} {_.period(entry.period)}: {judged(entry, indicator, _)}"
        for entry in series.latest()
    )
    finding = _.plain(series.finding or indicator.title)
    return f"{finding} {told}. " + _("The table holds every figure.")
