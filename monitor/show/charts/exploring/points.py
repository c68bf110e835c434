"""Many groups in one period as dots with intervals, and two periods as slopes."""

from collections.abc import Sequence

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.review.exploring.bounds import MOST_LINES, MOST_ROWS
from monitor.review.exploring.groups import grouped, varied
from monitor.review.exploring.shapes import two_points
from monitor.show.charts.exploring.drawn import Drawn, distinct, first_of, label, wrapped
from monitor.show.charts.style import DASHES, Paint, layout, safe, separators, symbol
from monitor.show.charts.whiskers import range_of, whiskers
from monitor.show.figures import observed
from monitor.show.intervals import judged
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_ROOM = 1.3  # times the longest row: for the words beside it


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
    names = distinct([wrapped(safe(label(course, definition, dimensions, _))) for course in shown])
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
    ends, words = [], []
    for each, name, value, found in zip(entries, names, values, ranges, strict=True):
        end = max(filter(None, (value, found.upper if found else None)), default=0.0)
        ends.append(min(filter(None, (value, found.lower if found else None)), default=0.0))
        ends.append(end)
        words.append(
            {
                "x": end,
                "y": name,
                "text": safe(observed(each, definition, _)),
                "xanchor": "left",
                "xshift": 8,
                "showarrow": False,
                "font": {"color": paint.text},
            }
        )
    laid_out = layout(
        paint,
        height=90 + sum(20 + 18 * (1 + name.count("<br>")) for name in names),
        separators=separators(_),
        xaxis={
            "range": [min(0.0, min(ends) * _ROOM), max(0.0, max(ends) * _ROOM) or 1],
            "title": {"text": safe(unit_word(definition.unit_of(entries[0].group), _))},
        },
        yaxis={"autorange": "reversed", "type": "category", "categoryorder": "array", "categoryarray": names},
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
    traces = []
    for place, course in enumerate(shown):
        values = [float(each.value) for each in course.figures if each.value is not None]
        ranges = [range_of(each, definition) for each in course.figures]
        name = label(course, definition, dimensions, _)
        traces.append(
            {
                "type": "scatter",
                # Side by side, so that whiskers of several groups do not cover each other.
                "x": [0 + 0.012 * place, 1 + 0.012 * place],
                "y": values,
                "name": safe(name),
                "mode": "lines+markers+text",
                "text": [safe(observed(each, definition, _)) for each in course.figures],
                "textposition": ["middle left", "middle right"],
                "line": {
                    "color": paint.colour(place),
                    "width": 2,
                    "dash": DASHES[(place + place // len(DASHES)) % len(DASHES)],
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
        height=380 + 22 * max(0, len(shown) - 3),
        separators=separators(_),
        xaxis={
            "range": [-0.35, 1.4],
            "tickmode": "array",
            "tickvals": [0, 1],
            "ticktext": [safe(place) for place in places],
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={
            "rangemode": "tozero",
            "title": {"text": safe(unit_word(definition.unit_of(shown[0].group), _))},
        },
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
