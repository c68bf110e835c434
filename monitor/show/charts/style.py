"""What all charts share: colours that can be told apart, plain axes, text that is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from monitor.measures.observations import Observation
from monitor.show.words import Words

_LIGHT = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
_DARK = ("#6FA8DC", "#28A197", "#D971A8", "#F46A25", "#B8B8B8", "#A285D1")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross")
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")


@dataclass(frozen=True)
class Paint:
    """The colours of a theme, and what every picture bears while the reports are invented ("" otherwise)."""

    dark: bool
    watermark: str = ""

    def colour(self, place: int) -> str:
        """The colour of the series at a place; symbol and dash differ as well."""
        palette = _DARK if self.dark else _LIGHT
        return palette[place % len(palette)]

    def pale(self, place: int) -> str:
        """The same colour with the ground shining through, for what lies below something dark."""
        red, green, blue = (int(self.colour(place)[start : start + 2], 16) for start in (1, 3, 5))
        return f"rgba({red},{green},{blue},0.4)"

    @property
    def text(self) -> str:
        """Colour of text."""
        return "#ececec" if self.dark else "#111417"

    @property
    def warning(self) -> str:
        """Colour of what must be noticed."""
        return "#f0954f" if self.dark else "#c8500a"

    @property
    def line(self) -> str:
        """Colour of grid lines."""
        return "#3a3c3f" if self.dark else "#d5d6d7"


def is_hollow(entry: Observation) -> bool:
    """Whether a figure is drawn hollow or hatched: a plan or a target, which nobody has measured."""
    return entry.value is not None and not entry.is_measured


def symbol(entry: Observation | None, place: int) -> str:
    """The mark of a figure in the series at a place; that of an empty point is never seen."""
    mark = _SYMBOLS[(place + 2 * _round(place)) % len(_SYMBOLS)]
    return f"{mark}-open" if entry is not None and is_hollow(entry) else mark


def dash(place: int) -> str:
    """The stroke of the series at a place."""
    return _DASHES[(place + _round(place)) % len(_DASHES)]


def _round(place: int) -> int:
    """How often the colours have begun anew. Mark and stroke then move on by different steps: no colour comes again
    with the same of either, for single points have no stroke, and no mark with the same stroke, where colours are
    not seen.
    """
    return place // len(_LIGHT)


def separators(_: Words) -> str:
    """Decimal and thousands sign."""
    return ",\N{NO-BREAK SPACE}" if _.language == "nb" else ".,"


def safe(text: str) -> str:
    """Text as plotly shows it literally: plotly reads a little HTML, links among it."""
    return escape(text, quote=False)


def layout(
    paint: Paint, *, height: int, separators: str, axes: Sequence[str] = ("xaxis", "yaxis"), **own: Any
) -> dict[str, Any]:
    """Axes, fonts and margins of the house, and what a chart says of its `own`, which counts before them.

    `separators`: decimal and thousands sign. `axes` are the names of all that the chart has.
    """
    axis = {"gridcolor": paint.line, "linecolor": paint.line, "zerolinecolor": paint.text, "automargin": True}
    axis |= {"exponentformat": "none", "separatethousands": True}
    made: dict[str, Any] = {
        "height": height,
        "separators": separators,
        "font": {"family": "Inter, sans-serif", "size": 14, "color": paint.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 24, "t": 8, "b": 8},
        "legend": {"orientation": "h", "yanchor": "top", "y": -70 / height, "x": 0, "xanchor": "left"},
        "hoverlabel": {"font": {"family": "Inter, sans-serif"}},
        "dragmode": False,
        **dict.fromkeys(axes, axis),
    }
    for name, said in own.items():
        made[name] = made[name] | said if isinstance(made.get(name), dict) else said
    if paint.watermark:
        made["title"] = {
            "text": safe(paint.watermark),
            "font": {"size": 18, "color": paint.warning},
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "yref": "container",
            "automargin": True,
            "pad": {"t": 5},
        }
    return made


def laid_out(figure: go.Figure, paint: Paint, *, height: int, separators: str, **own: Any) -> go.Figure:
    """The figure with the layout of the house."""
    axes = [axis.plotly_name for axis in (*figure.select_xaxes(), *figure.select_yaxes())]
    made = layout(paint, height=height, separators=separators, axes=axes, **own)
    return figure.update_layout(template="none", **made)
