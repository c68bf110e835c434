"""What an axis of time is called where people stand at the year they were released."""

from typing import Final

import plotly.graph_objects as go

from monitor.measures.definitions import Definition
from monitor.measures.reading.axis import on_cohorts
from monitor.show.charts.style import safe
from monitor.show.words import Words

_LINE: Final = 34  # pixels that the title of an axis takes


def named_axis(figure: go.Figure, definition: Definition, _: Words) -> go.Figure:
    """The figure with its axis of time called what it is, and a legend below that; as it was on calendar time."""
    if not on_cohorts(definition):
        return figure
    figure.update_xaxes(title={"text": safe(_("Release cohort: released in the year …"))})
    layout = figure.layout
    if layout.height and layout.legend.y is not None and layout.legend.y < 0:
        height = layout.height + _LINE
        layout.update(height=height, legend={"y": (layout.legend.y * layout.height - _LINE) / height})
    return figure


def period_label(period: str, definition: Definition, _: Words) -> str:
    """A period as the label of a row."""
    return _("released in {period}").format(period=period) if on_cohorts(definition) else period
