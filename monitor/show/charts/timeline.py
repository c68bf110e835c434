"""The chart of initiatives in time."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from monitor.evidence.record import PublicStatus
from monitor.review.schedule import Schedule
from monitor.review.timeline import Course
from monitor.show.charts.signs import DEADLINE_SYMBOL, RECORD_SYMBOLS, STATUS_SYMBOLS
from monitor.show.charts.style import Paint, laid_out, safe
from monitor.show.charts.wrapped import wrapped
from monitor.show.vocabulary import record_word, status_word
from monitor.show.words import Words

_LEGEND = 32  # signs in a line of the legend
_NAME = 46  # signs of a title in a line above its row: a telephone holds no more


def chart(courses: Sequence[Course], _: Words, paint: Paint, *, start: date, as_of: date) -> go.Figure:
    """A line an initiative from `start` to its deadline, with reports and public evidence on it, and the day shown."""
    numbers = [course.standing.initiative.number for course in courses]
    figure = go.Figure()
    due = [(row.deadline.last_day, number) for row, number in _scheduled(courses) if row.deadline is not None]
    names = [wrapped(_.plain(course.standing.initiative.title), _NAME) for course in courses]
    for place, _course in enumerate(courses):
        figure.add_annotation(
            x=start,
            y=len(courses) - 1 - place,  # a row by its position: plotly reads the text "1.1" as a number here
            text="<br>".join(names[place]),
            align="left",
            xanchor="left",
            yanchor="bottom",
            yshift=5,
            showarrow=False,
            font={"size": 12},
        )
    figure.add_trace(
        go.Scatter(
            x=[day for last_day, _number in due for day in (start, last_day, None)],
            y=[row for _last_day, number in due for row in (number, number, None)],
            mode="lines",
            name=safe(_("Planned")),
            line={"color": paint.colour(4), "width": 3},
            hoverinfo="skip",
        )
    )
    _add(figure, due, safe(_("Deadline in force")), DEADLINE_SYMBOL, paint.colour(4))
    for status, symbol in STATUS_SYMBOLS.items():
        points = [
            (entry.effective_on, course.standing.initiative.number)
            for course in courses
            for entry in course.reports
            if entry.status is status
        ]
        _add(
            figure,
            points,
            safe(_("Reported: {status}").format(status=status_word(status, _))),
            symbol,
            paint.colour(0),
        )
    for supported, symbol in RECORD_SYMBOLS.items():
        points = [
            (day.middle, course.standing.initiative.number)
            for course in courses
            for entry in course.evidence
            if entry.supports is supported and (day := entry.event_day or entry.publication_day)
        ]
        name = safe(_("Public record: {status}").format(status=record_word(supported, _)))
        _add(figure, points, name, symbol, paint.colour(3 if supported is not PublicStatus.DONE_LATE else 2))
    figure.add_vline(x=as_of, line={"color": paint.text, "dash": "dot"})
    figure.add_annotation(
        x=as_of,
        y=0,
        yref="paper",
        yanchor="top",
        xanchor="right",
        text=safe(_.day(as_of)),
        showarrow=False,
    )
    return laid_out(
        figure,
        paint,
        height=190 + (27 + 15 * max(map(len, names), default=1)) * len(numbers),
        separators=", ",
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": numbers[::-1]},
        xaxis={
            "type": "date",
            "tick0": "2000-01-01",
            "dtick": "M24",
            "tickformat": "%Y",
            "tickangle": 0,
            "side": "top",
        },
        margin={"l": 8, "r": 24, "t": 8, "b": 32},
        showlegend=True,
    )


def _scheduled(courses: Sequence[Course]) -> list[tuple[Schedule, str]]:
    return [(course.standing.schedule, course.standing.initiative.number) for course in courses]


def _add(figure: go.Figure, points: list[tuple[date, str]], name: str, symbol: str, colour: str) -> None:
    if points:
        figure.add_trace(
            go.Scatter(
                x=[day for day, _number in points],
                y=[number for _day, number in points],
                mode="markers",
                name="<br>".join(wrapped(name, _LEGEND, escaped=True)),
                marker={"symbol": symbol, "size": 12, "color": colour, "line": {"width": 2, "color": colour}},
                hovertemplate="%{y}, %{x|%d.%m.%Y}<extra>" + name + "</extra>",
            )
        )
