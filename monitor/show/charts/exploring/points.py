"""Many groups in one period as dots with intervals, two periods as slopes, and parts of a whole as bars."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.measures.scales import Unit
from monitor.review.exploring.bounds import MOST_LINES, MOST_ROWS
from monitor.review.exploring.groups import Grouped, grouped, varied
from monitor.review.exploring.shapes import bars, parts, two_points
from monitor.show.charts.exploring.drawn import Drawn, first_of, label
from monitor.show.charts.style import DASHES, Paint, is_hollow, laid_out, safe, separators, symbol
from monitor.show.charts.whiskers import range_of, whiskers
from monitor.show.figures import figure as figure_words
from monitor.show.figures import observed
from monitor.show.intervals import judged
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_ROOM = 1.3  # times the longest row: for the words beside it
_PATTERNS = ("", "/", ".", "x", "-", "\\", "|", "+")


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
    names = _distinct([_wrapped(safe(label(course, definition, dimensions, _))) for course in shown])
    values = [None if each.value is None else float(each.value) for each in entries]
    ranges = [range_of(each, definition) for each in entries]
    trace = go.Scatter(
        x=values,
        y=names,
        mode="markers",
        marker={"size": 11, "color": paint.colour(0), "symbol": [symbol(each, 0) for each in entries]},
        error_x=whiskers(values, ranges, paint.text) if any(ranges) else None,
        customdata=[safe(judged(each, definition, _)) for each in entries],
        hovertemplate="%{y}: %{customdata}<extra></extra>",
        cliponaxis=False,
    )
    figure = go.Figure(trace)
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
    laid_out(
        figure,
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
    return Drawn(figure, tuple(entries), tuple(left_out))


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
            go.Scatter(
                # Side by side, so that whiskers of several groups do not cover each other.
                x=[0 + 0.012 * place, 1 + 0.012 * place],
                y=values,
                name=safe(name),
                mode="lines+markers+text",
                text=[safe(observed(each, definition, _)) for each in course.figures],
                textposition=["middle left", "middle right"],
                line={
                    "color": paint.colour(place),
                    "width": 2,
                    "dash": DASHES[(place + place // len(DASHES)) % len(DASHES)],
                },
                marker={"size": 9, "symbol": symbol(None, place), "color": paint.colour(place)},
                error_y=whiskers(values, ranges, paint.colour(place)) if any(ranges) else None,
                customdata=[
                    safe(f"{_.period(each.period)}: {judged(each, definition, _)}") for each in course.figures
                ],
                hovertemplate="%{fullData.name}, %{customdata}<extra></extra>",
                cliponaxis=False,
            )
        )
    figure = laid_out(
        go.Figure(traces),
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
    return Drawn(
        figure, drawn, tuple(left_out), (_("A line joins two points; it is no course between them."),)
    )


def stack(figures: Sequence[Observation], definition: Definition, _: Words, paint: Paint) -> Drawn:
    """A bar of all parts for each period and group; a bar that lacks a part is left out."""
    part = parts(figures, definition) or ""
    whole, lacking = bars(figures, part)
    whole.sort(key=lambda bar: (_place(bar[0], definition, part), bar[0].period.sort_key()))
    shown = whole[:MOST_ROWS]
    first = [bar[0] for bar in shown]
    dimensions = [name for name in varied(first, definition) if name != part]
    several = len({each.period for each in first}) > 1
    rows = []
    for each in first:
        words = label(Grouped(each.group, (each,)), definition, dimensions, _) if dimensions else ""
        period = _.period(each.period) if several or not dimensions else ""
        rows.append(_wrapped(safe(", ".join(filter(None, (words, period))))))
    rows = _distinct(rows)
    traces = []
    codes = [code for code in definition.code[part] if any(entry.group[part] == code for entry in shown[0])]
    for place, code in enumerate(codes):
        entries = [next(entry for entry in bar if entry.group[part] == code) for bar in shown]
        colour = paint.colour(place)
        marker: dict[str, Any] = {
            "line": {"color": paint.text, "width": 1},
            "pattern": {
                "shape": _PATTERNS[place % len(_PATTERNS)],
                "bgcolor": colour,
                "fgcolor": _on(colour),
                "fgopacity": 0.45,
                "solidity": 0.12,
                "size": 10,
            },
            "color": colour,
        }
        traces.append(
            go.Bar(
                x=[float(entry.value or 0) for entry in entries],
                y=rows,
                orientation="h",
                name=safe(_.plain(definition.labels[part][code])),
                marker=marker,
                text=[
                    ""
                    if is_hollow(entry) or entry.value is None
                    else f"<b>{safe(figure_words(entry.value, definition.unit_of(entry.group), _))}</b>"
                    for entry in entries
                ],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                insidetextfont={"color": _on(colour)},
                customdata=[safe(judged(entry, definition, _)) for entry in entries],
                hovertemplate="%{y}, %{fullData.name}: %{customdata}<extra></extra>",
            )
        )
    unit = definition.unit_of(shown[0][0].group)
    figure = laid_out(
        go.Figure(traces),
        paint,
        height=110 + 44 * len(rows) + 24 * len(codes),
        separators=separators(_),
        barmode="stack",
        uniformtext={"mode": "hide", "minsize": 11},
        legend={
            "orientation": "h",
            "yanchor": "bottom",
            "y": 1,
            "x": 0,
            "xanchor": "left",
            "traceorder": "normal",
        },
        bargap=0.35,
        xaxis={
            "title": {"text": safe(unit_word(unit, _))},
            **({"range": [0, 101]} if unit is Unit.PERCENT else {}),
        },
        yaxis={"autorange": "reversed", "type": "category", "categoryorder": "array", "categoryarray": rows},
        showlegend=True,
    )
    left_out = []
    if len(shown) < len(whole):
        left_out.append(
            _("{shown} of {total} bars are drawn. The table holds all.").format(
                shown=_.number(len(shown)), total=_.number(len(whole))
            )
        )
    if lacking:
        left_out.append(
            _.plural(
                "{n} bar is left out: one of its parts has no value.",
                "{n} bars are left out: a part of them has no value.",
                lacking,
            )
        )
    notes = []
    if any(range_of(entry, definition) for bar in shown for entry in bar):
        notes.append(_("Stacked bars show no intervals; the table does."))
    drawn = tuple(entry for bar in shown for entry in bar)
    return Drawn(figure, drawn, tuple(left_out), tuple(notes))


def _on(colour: str) -> str:
    """The colour of text that can be read on another: dark on light, light on dark."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    ]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#111417" if light > 0.18 else "#ffffff"


def _place(entry: Observation, definition: Definition, part: str) -> list[int]:
    """Where a bar stands by its group."""
    return [
        ([code.code for code in each.codes].index(entry.group[each.id]) + 1) if each.id in entry.group else 0
        for each in definition.dimensions
        if each.id != part
    ]


def _distinct(rows: Sequence[str]) -> list[str]:
    """Rows that read alike stay apart: an axis of words would lay them over each other."""
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        seen[row] = seen.get(row, 0) + 1
        found.append(row + "\N{ZERO WIDTH SPACE}" * (seen[row] - 1))
    return found


def _wrapped(words: str, width: int = 34) -> str:
    """The words broken in lines, so that they leave room for the figures on a narrow screen."""
    rows = [""]
    for word in words.split(" "):
        if rows[-1] and len(rows[-1]) + len(word) + 1 > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return "<br>".join(rows)
