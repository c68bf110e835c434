"""Many groups in one period as dots with intervals, and two periods as slopes."""

from collections.abc import Sequence
from typing import Any

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.review.exploring.bounds import MOST_LINES, MOST_ROWS
from monitor.review.exploring.groups import Grouped, grouped, varied
from monitor.review.exploring.shapes import two_points
from monitor.show.charts.exploring import axes
from monitor.show.charts.exploring.drawn import (
    Drawn,
    distinct,
    first_of,
    label,
    legend_name,
    legend_rows,
    wrapped,
)
from monitor.show.charts.exploring.placing import spread
from monitor.show.charts.style import Paint, dash, layout, safe, separators, symbol
from monitor.show.charts.whiskers import range_of, whiskers
from monitor.show.figures import observed
from monitor.show.intervals import judged
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_ROOM = 1.04  # times the longest row
_ABOVE = 46  # signs of a row's name in a line
_SLOPE, _LINE = 260, 17  # pixels: the height of slopes about, and of a line of text
_BESIDE = 14  # signs of a figure that stands beside its row


def dots(figures: Sequence[Observation], definition: Definition, _: Words, paint: Paint) -> Drawn:
    """A row for each group in the latest period, with its interval; a group without a value says why."""
    latest = max(
        (each.period for each in figures if each.value is not None), key=lambda period: period.sort_key()
    )
    there = [each for each in figures if each.period == latest]
    courses = grouped(there, definition)
    shown = courses[:MOST_ROWS]
    dimensions = varied(there, definition)
    entries = [course.figures[0] for course in shown]
    names = distinct([wrapped(safe(label(course, definition, dimensions, _)), _ABOVE) for course in shown])
    values = [None if each.value is None else float(each.value) for each in entries]
    ranges = [range_of(each, definition) for each in entries]
    trace = {
        "type": "scatter",
        "x": values,
        "y": names,
        "mode": "markers",
        "marker": {"size": 11, "color": paint.colour(0), "symbol": [symbol(each, 0) for each in entries]},
        "customdata": [safe(judged(each, definition, _)) for each in entries],
        "hovertemplate": "%{y}: %{customdata}<extra></extra>",
        "cliponaxis": False,
        **({"error_x": whiskers(values, ranges, paint.text)} if any(ranges) else {}),
    }
    told = [safe(observed(each, definition, _)) for each in entries]
    beside = [
        each.value is not None and len(said) <= _BESIDE for each, said in zip(entries, told, strict=True)
    ]
    ends, words = [0.0], list[dict[str, Any]]()
    for name, value, found, said, is_short in zip(names, values, ranges, told, beside, strict=True):
        ends += [value or 0.0, *((found.lower, found.upper) if found else ())]
        # The name stands above its row and the figure beside it: on a narrow screen both would leave no room between.
        above = name if is_short else f"{name}<br>{wrapped(said, _ABOVE)}"
        shared = {"y": name, "xref": "paper", "xanchor": "left", "showarrow": False}
        words.append(shared | {"x": 0, "yanchor": "bottom", "yshift": 6, "align": "left", "text": above})
        if is_short:
            words.append(shared | {"x": 1, "xshift": 8, "text": said})
    longest = max((len(said) for said, is_short in zip(told, beside, strict=True) if is_short), default=0)
    lines = max(note["text"].count("<br>") for note in words) + 1
    laid_out = layout(
        paint,
        height=90 + len(names) * (22 + 19 * lines),
        separators=separators(_),
        xaxis={
            "range": [min(ends) * _ROOM, max(ends) * _ROOM or 1],
            "tickangle": 0,
            "nticks": 8,
            "title": {"text": safe(unit_word(definition.unit_of(entries[0].group), _))},
        },
        yaxis={
            "range": [len(names) - 0.7, -0.8],
            "type": "category",
            "categoryorder": "array",
            "categoryarray": names,
        }
        | {"showticklabels": False},
        margin={"l": 8, "r": 20 + 8 * longest, "t": 8, "b": 8},
        showlegend=False,
        annotations=words,
    )
    left_out = []
    if len(shown) < len(courses):
        left_out.append(first_of(len(shown), len(courses), _))
    if len({each.period for each in figures}) > 1:
        left_out.append(
            _("Only {period} is drawn, the latest period chosen.").format(period=_.period(latest))
        )
    return Drawn({"data": [trace], "layout": laid_out}, tuple(entries), tuple(left_out))


def slope(figures: Sequence[Observation], definition: Definition, _: Words, paint: Paint) -> Drawn:
    """A line for each group from the first period to the last; what lies between is not told by it."""
    courses, without = two_points(grouped(figures, definition), definition)
    shown = courses[:MOST_LINES]
    dimensions = varied([each for course in shown for each in course.figures], definition)
    places = [_.period(each.period) for each in shown[0].figures]
    names = [label(course, definition, dimensions, _) for course in shown]
    traces = []
    for place, course in enumerate(shown):
        values = [float(each.value) for each in course.figures if each.value is not None]
        ranges = [range_of(each, definition) for each in course.figures]
        name = names[place]
        traces.append(
            {
                "type": "scatter",
                # Side by side, so that whiskers of several groups do not cover each other.
                "x": [0 + 0.012 * place, 1 + 0.012 * place],
                "y": values,
                "name": legend_name(name),
                "mode": "lines+markers",
                "line": {
                    "color": paint.colour(place),
                    "width": 2,
                    "dash": dash(place),
                },
                "marker": {"size": 9, "symbol": symbol(None, place), "color": paint.colour(place)},
                "customdata": [
                    safe(f"{_.period(each.period)}: {judged(each, definition, _)}") for each in course.figures
                ],
                "hovertemplate": "%{fullData.name}, %{customdata}<extra></extra>",
                "cliponaxis": False,
                **({"error_y": whiskers(values, ranges, paint.colour(place))} if any(ranges) else {}),
            }
        )
    laid_out = layout(
        paint,
        height=380 + 22 * max(0, legend_rows(names) - 3),
        separators=separators(_),
        annotations=_at_both_ends(shown, definition, _),
        xaxis={
            "range": [-0.4, 1.5],
            "tickangle": 0,
            "tickmode": "array",
            "tickvals": [0, 1],
            "ticktext": [safe(place) for place in places],
            "showgrid": False,
            "zeroline": False,
            "ticks": "outside",
            "ticklen": 9,
            "tickcolor": "rgba(0,0,0,0)",
        },
        yaxis=axes.of_size(unit_word(definition.unit_of(shown[0].group), _)),
        showlegend=len(shown) > 1,
    )
    left_out = []
    if len(shown) < len(courses):
        left_out.append(first_of(len(shown), len(courses), _))
    if without:
        left_out.append(
            _.plural(
                "{n} group is left out: it has not both points, or its series breaks between them.",
                "{n} groups are left out: they have not both points, or their series break between them.",
                without,
            )
        )
    between = {each.period for each in figures} - {each.period for each in shown[0].figures}
    if between:
        left_out.append(
            _.plural(
                "{n} period between the two points is not drawn.",
                "{n} periods between the two points are not drawn.",
                len(between),
            )
        )
    drawn = tuple(each for course in shown for each in course.figures)
    notes = (_("A line joins two points; it is no course between them."),)
    return Drawn({"data": traces, "layout": laid_out}, drawn, tuple(left_out), notes)


def _at_both_ends(shown: Sequence[Grouped], definition: Definition, _: Words) -> list[dict[str, Any]]:
    """The figures beside their points, moved apart where points are near each other."""
    values = [float(each.value or 0) for course in shown for each in course.figures]
    top, bottom = max(*values, 0.0), min(*values, 0.0)
    notes: list[dict[str, Any]] = []
    for end, side in enumerate(("right", "left")):
        figures = [course.figures[end] for course in shown]
        heights = [_SLOPE * float(each.value or 0) / ((top - bottom) or 1) for each in figures]
        notes += [
            {"x": end + 0.012 * place, "y": float(each.value or 0), "xanchor": side, "showarrow": False}
            | {"xshift": 9 if end else -9, "yshift": up, "text": safe(observed(each, definition, _))}
            for place, (each, up) in enumerate(zip(figures, spread(heights, _LINE), strict=True))
        ]
    return notes
