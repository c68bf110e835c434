"""The chart of initiatives in time."""

from collections.abc import Sequence
from datetime import date, datetime, time

import plotly.graph_objects as go

from monitor.evidence.record import PublicStatus
from monitor.reporting.status import Status
from monitor.review.timeline import Course
from monitor.show.charts.style import Paint, laid_out, safe
from monitor.show.vocabulary import record_word, status_word
from monitor.show.words import Words

_STATUS_SYMBOLS = {
    Status.NOT_STARTED: "circle-open",
    Status.IN_PROGRESS: "triangle-right",
    Status.COMPLETED: "star",
    Status.DISCONTINUED: "square",
}
_RECORD_SYMBOLS = {
    PublicStatus.DONE: "circle",
    PublicStatus.DONE_LATE: "circle",
    PublicStatus.PARTLY: "circle-open-dot",
    PublicStatus.NOT_ACHIEVED: "x",
}


def chart(courses: Sequence[Course], _: Words, paint: Paint, *, start: date, as_of: date) -> go.Figure:
    """One line an initiative from `start` to its deadline, with reports and public evidence on it, and the day shown."""
    numbers = [course.standing.initiative.number for course in courses]
    figure = go.Figure()
    days: list[date | None] = []
    rows: list[str | None] = []
    for course in courses:
        if course.standing.schedule.deadline is not None:
            days += [start, course.standing.schedule.deadline.last_day, None]
            rows += [course.standing.initiative.number] * 2 + [None]
    figure.add_trace(
        go.Scatter(
            x=days,
            y=rows,
            mode="lines+markers",
            name=safe(_("Planned, up to the deadline in force")),
            line={"color": paint.colour(4), "width": 3},
            marker={"symbol": [place for _place in range(len(days) // 3) for place in ("line-ns", "diamond", "circle")],
                    "size": [size for _place in range(len(days) // 3) for size in (1, 11, 1)], "color": paint.colour(4)},
            hovertemplate="%{y}: %{x|%Y}<extra></extra>",
        )
    )  # fmt: skip
    for status, symbol in _STATUS_SYMBOLS.items():
        points = [
            (entry.effective_on, course.standing.initiative.number)
            for course in courses
            for entry in course.reports
            if entry.status is status
        ]
        _add(figure, points, safe(_("Reported: {status}").format(status=status_word(status, _))), symbol, paint.colour(0))
    for supported, symbol in _RECORD_SYMBOLS.items():
        points = [
            (day.first_day, course.standing.initiative.number)
            for course in courses
            for entry in course.evidence
            if entry.supports is supported and (day := entry.event_day or entry.publication_day)
        ]
        name = safe(_("Public record: {status}").format(status=record_word(supported, _)))
        _add(figure, points, name, symbol, paint.colour(3 if supported is not PublicStatus.DONE_LATE else 2))
    figure.add_vline(x=datetime.combine(as_of, time()).timestamp() * 1000, line={"color": paint.text, "dash": "dot"})
    figure.add_annotation(
        x=as_of, y=1, yref="paper", yanchor="bottom", xanchor="right", text=safe(_.day(as_of)), showarrow=False
    )
    return laid_out(
        figure,
        paint,
        height=130 + 30 * len(numbers) + 60,
        separators=", ",
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": numbers[::-1]},
        xaxis={"type": "date", "dtick": "M12", "tickformat": "%Y"},
        margin={"l": 8, "r": 24, "t": 32, "b": 8},
        showlegend=True,
    )


def _add(figure: go.Figure, points: list[tuple[date, str]], name: str, symbol: str, colour: str) -> None:
    if points:
        figure.add_trace(
            go.Scatter(
                x=[day for day, _number in points],
                y=[number for _day, number in points],
                mode="markers",
                name=name,
                marker={"symbol": symbol, "size": 12, "color": colour, "line": {"width": 2, "color": colour}},
                hovertemplate="%{y}, %{x|%d.%m.%Y}<extra>" + name + "</extra>",
            )
        )
