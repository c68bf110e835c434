"""Courses over time as lines with bands: in one chart, or a small one for each code of a dimension."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from monitor.measures.comparability import break_days
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.measures.uncertainty import Range
from monitor.review.exploring.bounds import MOST_LINES, MOST_PANELS
from monitor.review.exploring.groups import Grouped, apart, grouped, runs, varied
from monitor.show.charts.exploring import axes
from monitor.show.charts.exploring.drawn import Drawn, clear, first_of, label, legend_name, legend_rows
from monitor.show.charts.exploring.placing import names_at_the_ends
from monitor.show.charts.style import Paint, dash, layout, safe, separators, symbol
from monitor.show.charts.whiskers import range_of, whiskers
from monitor.show.charts.wrapped import wrapped
from monitor.show.intervals import judged
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_BANDS: Final = 4
"""So many bands over each other can still be told apart; of more lines each figure bears its interval as a whisker."""

_PANEL: Final = 220  # pixels of height
_COLUMNS: Final = 2  # more, and their names lie over each other on a telephone
_NAME: Final = 19  # signs of a name above a small chart, in a line of two


def lines(figures: Sequence[Observation], definition: Definition, _: Words, paint: Paint) -> Drawn:
    """A line for each group; a gap stays a gap, and a series break is one with a mark."""
    courses = _dated(figures, definition)
    shown = courses[:MOST_LINES]
    dimensions = varied(figures, definition)
    traces: list[dict[str, Any]] = []
    names = [label(course, definition, dimensions, _) for course in shown]
    banded = _has_bands(shown, definition)
    for place, (course, name) in enumerate(zip(shown, names, strict=True)):
        traces += _traces(course, name, place, definition, _, paint, banded=banded)
    breaks = break_days(_all(shown), definition)
    marks = [
        {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper"}
        | {"line": {"color": paint.text, "dash": "dot"}}
        for day in breaks
    ]
    told = [
        {"x": day, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
        | {"text": safe(_("Series break"))}
        for day in breaks
    ]
    direct = names_at_the_ends(shown, names, paint)
    laid_out = layout(
        paint,
        shapes=marks,
        annotations=[*told, *direct],
        height=380 if direct or len(shown) == 1 else 380 + 22 * max(0, legend_rows(names) - 3),
        separators=separators(_),
        yaxis=axes.of_size(_unit(shown, definition, _)),
        xaxis={"showgrid": False, "type": "date"} | axes.of_time(_all(shown), _),
        showlegend=len(shown) > 1 and not direct,
        margin={
            "l": 8,
            "r": 8 + (9 * max(map(len, names)) if direct else 16),
            "t": 28 if breaks else 8,
            "b": 8,
        },
    )
    left_out = (first_of(len(shown), len(courses), _),) if len(shown) < len(courses) else ()
    left = (*left_out, *_undated(figures, _))
    drawn = tuple(_all(shown))
    return Drawn({"data": traces, "layout": laid_out}, drawn, left, tuple(_apart(shown, _)))


def panels(figures: Sequence[Observation], definition: Definition, by: str, _: Words, paint: Paint) -> Drawn:
    """A small chart for each code of a dimension, all on the same axes."""
    courses = _dated(figures, definition)
    codes = list(dict.fromkeys(course.group.get(by) for course in courses))
    shown = codes[:MOST_PANELS]
    others = [name for name in varied(figures, definition) if name != by]
    inside = list(dict.fromkeys(label(course, definition, others, _) for course in courses))
    kept = inside[: MOST_LINES // 2]
    columns = min(_COLUMNS, len(shown))
    rows = -(-len(shown) // columns)
    height = 60 + rows * _PANEL + (22 * legend_rows(kept) if len(kept) > 1 else 0)
    traces: list[dict[str, Any]] = []
    marks, titles = [], []
    ends: dict[str, Any] = {}
    tick_words = axes.of_time(_all(courses), _).get("tickformat")
    for place, code in enumerate(shown):
        number = "" if place == 0 else str(place + 1)
        column, row = place % columns, place // columns
        left, right = column / columns + 0.03 * (column > 0), (column + 1) / columns - 0.02
        top, bottom = 1 - row / rows - 0.2 / rows, 1 - (row + 1) / rows + 0.16 / rows
        mine = [course for course in courses if course.group.get(by) == code]
        mine = [course for course in mine if label(course, definition, others, _) in kept]
        banded = _has_bands(mine, definition)
        for course in mine:
            name = label(course, definition, others, _)
            for trace in _traces(course, name, kept.index(name), definition, _, paint, banded=banded):
                where = {"xaxis": f"x{number}", "yaxis": f"y{number}", "legendgroup": name}
                traces.append(trace | where | ({"showlegend": False} if place else {}))
        for day in break_days([each for course in mine for each in course.figures], definition):
            marks.append(
                {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "xref": f"x{number}"}
                | {"yref": f"y{number} domain", "line": {"color": paint.text, "dash": "dot"}}
            )
        title = _.plain(definition.labels[by][code]) if code is not None else _("total")
        titles.append(
            {"x": left, "y": top, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
            | {"yshift": 2, "text": f"<b>{_above(title)}</b>", "align": "left", "showarrow": False}
        )
        ends[f"xaxis{number}"] = {
            "domain": [left, right],
            "anchor": f"y{number}",
            "type": "date",
            "showgrid": False,
            "tickangle": 0,
            "nticks": 4,
            "tickformat": tick_words,
            **({"matches": "x"} if place else {}),
        }
        ends[f"yaxis{number}"] = {
            "domain": [bottom, top],
            "anchor": f"x{number}",
            **axes.of_size(_unit(courses, definition, _) if place == 0 else ""),
            "nticks": 5,
            "showticklabels": column == 0,
            **({"matches": "y"} if place else {}),
        }
    laid_out = layout(
        paint,
        axes=list(ends),
        height=height,
        shapes=marks,
        annotations=titles,
        separators=separators(_),
        showlegend=len(kept) > 1,
        legend={"orientation": "h", "yanchor": "top", "y": -40 / height, "x": 0, "xanchor": "left"},
        **ends,
    )
    left_out = []
    if len(shown) < len(codes):
        left_out.append(
            _(
                "{shown} of {total} small charts are drawn: the first of those chosen. The table holds all."
            ).format(shown=_.number(len(shown)), total=_.number(len(codes)))
        )
    if len(kept) < len(inside):
        left_out.append(first_of(len(kept), len(inside), _))
    notes = [_("All small charts have the same axes.")]
    if break_days(figures, definition):
        notes.append(_("A dotted line marks a series break."))
    notes += _apart(courses, _)
    drawn = tuple(each for course in courses if course.group.get(by) in shown for each in course.figures)
    told = (*left_out, *_undated(figures, _))
    return Drawn({"data": traces, "layout": laid_out}, drawn, told, tuple(notes))


def _dated(figures: Sequence[Observation], definition: Definition) -> list[Grouped]:
    courses = grouped(figures, definition)
    return [
        course
        for course in courses
        if any(each.value is not None and each.period.midpoint is not None for each in course.figures)
    ]


def _traces(
    course: Grouped, name: str, place: int, definition: Definition, _: Words, paint: Paint, *, banded: bool
) -> list[dict[str, Any]]:
    """The line of a course with its points, below it the band of its intervals."""
    found = runs(course.figures, definition)
    colour = paint.colour(place)
    traces = []
    bare = set()
    for run in found if banded else ():
        ranges = [range_of(each, definition) for each in run]
        if len(run) < 2 or not all(ranges):
            bare |= {id(each) for each in run}
            continue
        days = [each.period.midpoint for each in run]
        upper = [each.upper for each in ranges if each]
        lower = [each.lower for each in ranges if each]
        traces.append(
            {
                "type": "scatter",
                "x": [*days, *reversed(days)],
                "y": [*upper, *reversed(lower)],
                "mode": "lines",
                "fill": "toself",
                "fillcolor": clear(colour, 0.16),
                "line": {"width": 1, "color": clear(colour, 0.5), "dash": "dot"},
                "hoverinfo": "skip",
                "showlegend": False,
                "name": safe(name),
            }
        )
    days_: list[date | None] = []
    values: list[float | None] = []
    told: list[str] = []
    symbols: list[str] = []
    whiskered: list[Range | None] = []
    for number, run in enumerate(found):
        if number:  # an empty point leaves a gap
            days_.append(_between(found[number - 1][-1], run[0]))
            values.append(None)
            told.append("")
            symbols.append(symbol(None, place))
            whiskered.append(None)
        for each in run:
            days_.append(each.period.midpoint)
            values.append(None if each.value is None else float(each.value))
            told.append(safe(f"{_.period(each.period)}: {judged(each, definition, _)}"))
            symbols.append(symbol(each, place))
            whiskered.append(range_of(each, definition) if not banded or id(each) in bare else None)
    traces.append(
        {
            "type": "scatter",
            "x": days_,
            "y": values,
            "name": legend_name(name),
            "mode": "lines+markers",
            "connectgaps": False,
            "line": {
                "color": colour,
                "width": 2,
                "dash": dash(place),
            },
            "marker": {"size": 8, "symbol": symbols, "color": colour},
            "customdata": told,
            "hovertemplate": "%{fullData.name}, %{customdata}<extra></extra>",
            **({"error_y": whiskers(values, whiskered, colour)} if any(whiskered) else {}),
        }
    )
    return traces


def _between(earlier: Observation, later: Observation) -> date | None:
    first, last = earlier.period.midpoint, later.period.midpoint
    return None if first is None or last is None else first + (last - first) / 2


def _has_bands(courses: Sequence[Grouped], definition: Definition) -> bool:
    return sum(any(range_of(each, definition) for each in course.figures) for course in courses) <= _BANDS


def _all(courses: Sequence[Grouped]) -> list[Observation]:
    return [each for course in courses for each in course.figures]


def _apart(courses: Sequence[Grouped], _: Words) -> list[str]:
    """That some figures stand without a line to the next, where they are too far apart for one."""
    if not any(apart(course.figures) for course in courses):
        return []
    return [_("Figures more than a year and a half apart are not joined: nothing was measured between them.")]


def _unit(courses: Sequence[Grouped], definition: Definition, _: Words) -> str:
    return unit_word(definition.unit_of(courses[0].group) if courses else definition.unit, _)


def _undated(figures: Sequence[Observation], _: Words) -> list[str]:
    undated = sum(each.period.midpoint is None for each in figures)
    if not undated:
        return []
    return [
        _.plural(
            "{n} undated figure stands on no line; it is in the table.",
            "{n} undated figures stand on no line; they are in the table.",
            undated,
        )
    ]


def _above(title: str) -> str:
    """A name in two lines at most."""
    lines = wrapped(title, _NAME)
    if len(lines) > 2:
        lines[1] += " …"
    return "<br>".join(lines[:2])
