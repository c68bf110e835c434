"""Figures as lines over time. A gap stays a gap, and a line never crosses a series break."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import plotly.graph_objects as go

from monitor.measures.comparability import break_days, broken_between
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.measures.uncertainty import Range
from monitor.review.exploring.groups import NEAR
from monitor.show.charts.cohorts import named_axis, unfinished, unfinished_ground
from monitor.show.charts.exploring import axes
from monitor.show.charts.exploring.drawn import legend_name, legend_rows
from monitor.show.charts.style import Paint, dash, laid_out, safe, separators, symbol
from monitor.show.charts.whiskers import range_of, whiskers
from monitor.show.charts.wrapped import begun
from monitor.show.figures import group_label, observed
from monitor.show.intervals import judged
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_FAR = (
    1.6  # two points further apart than so many usual steps are not joined: nothing was measured between them
)


def lines(
    indicator: Definition, entries: Sequence[Observation], _: Words, paint: Paint, *, as_of: date
) -> go.Figure:
    """A line for each group, with whiskers where figures have intervals.

    A mark stands where the series breaks, and cohorts that are incomplete as of the day stand on shaded ground.
    """
    groups: dict[str, list[Observation]] = {}
    for entry in sorted(entries, key=lambda entry: entry.period.sort_key()):
        groups.setdefault(group_label(indicator, entry, _), []).append(entry)
    figure = go.Figure()
    for place, (label, points) in enumerate(groups.items()):
        line = _with_gaps(points, place, indicator, _)
        figure.add_trace(
            go.Scatter(
                x=line.days,
                y=line.values,
                name=legend_name(begun(label)),
                mode="lines+markers+text" if any(line.labels) else "lines+markers",
                text=line.labels,
                textposition="top center",
                line={"color": paint.colour(place), "dash": dash(place), "width": 2},
                marker={"size": 9, "symbol": line.symbols, "color": paint.colour(place)},
                error_y=whiskers(line.values, line.ranges, paint.colour(place)) if any(line.ranges) else None,
                customdata=line.told,
                hovertemplate="%{fullData.name}, %{customdata}<extra></extra>",
                connectgaps=False,
            )
        )
    breaks = break_days(entries, indicator)
    for day in breaks:
        _mark_break(figure, day, _, paint)
    incomplete, _why = unfinished(entries, indicator, as_of, _)
    ground = unfinished_ground(incomplete, _, paint)
    for shape in ground["shapes"]:
        figure.add_shape(**shape)
    for note in ground["annotations"]:
        figure.add_annotation(**note)
    laid_out(
        figure,
        paint,
        height=360 + 22 * max(0, legend_rows([*groups]) - 3),
        separators=separators(_),
        yaxis={
            "rangemode": "tozero",
            "title": {
                "text": safe(unit_word(indicator.unit_among(entry.group for entry in entries), _)),
                "standoff": 14,
            },
        },
        xaxis={"showgrid": False, "type": "date"} | axes.of_time(entries, _),
        showlegend=len(groups) > 1,
        **({"margin": {"l": 8, "r": 24, "t": 28, "b": 8}} if breaks else {}),
    )
    return figure.update_layout(named_axis(figure.layout.to_plotly_json(), indicator, _))


@dataclass
class _Line:
    """What is drawn of one group, point by point; an empty point leaves a gap."""

    days: list[date] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    ranges: list[Range | None] = field(default_factory=list)

    def add(
        self, day: date, value: float | None, mark: str, *, told: str = "", label: str = "",
        found: Range | None = None,
    ) -> None:  # fmt: skip
        self.days.append(day)
        self.values.append(value)
        self.symbols.append(mark)
        self.told.append(told)
        self.labels.append(label)
        self.ranges.append(found)


def _with_gaps(points: Sequence[Observation], place: int, indicator: Definition, _: Words) -> _Line:
    """One line, with an empty point where two lie too far apart to join, or the series breaks between them.

    Only figures that the source qualifies ("about", "under") bear a label: the point alone would say too much.
    """
    middles = [entry.period.midpoint or date.min for entry in points]
    steps = [(later - earlier).days for earlier, later in pairwise(middles)]
    usual = median(steps) if steps else 0
    line = _Line()
    for position, (day, entry) in enumerate(zip(middles, points, strict=True)):
        if position and (
            steps[position - 1] > min(_FAR * usual, NEAR.days)
            or broken_between(points[position - 1], entry, indicator)
        ):
            line.add(
                middles[position - 1] + timedelta(days=steps[position - 1] // 2), None, symbol(None, place)
            )
        line.add(
            day,
            None if entry.value is None else float(entry.value),
            symbol(entry, place),
            told=safe(f"{_.period(entry.period)}: {judged(entry, indicator, _)}"),
            label=safe(observed(entry, indicator, _)) if entry.qualifier else "",
            found=range_of(entry, indicator),
        )
    return line


def _mark_break(figure: go.Figure, day: date, _: Words, paint: Paint) -> None:
    figure.add_shape(
        type="line", x0=day, x1=day, y0=0, y1=1, yref="paper", line={"color": paint.text, "dash": "dot"}
    )
    figure.add_annotation(
        x=day, y=1, yref="paper", yanchor="bottom", text=safe(_("Series break")), showarrow=False
    )
