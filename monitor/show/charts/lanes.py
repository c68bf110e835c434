"""The lanes below the figures: one for each voice, and one for the time in which an effect could first show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from monitor.reporting.status import Status
from monitor.review.happenings import Happening, Voice, What
from monitor.review.outcome import Beside, Outcome
from monitor.show.charts.signs import (
    DEADLINE_SYMBOL,
    MILESTONE_SYMBOL,
    RECORD_SYMBOLS,
    REVISION_SYMBOL,
    STATUS_SYMBOLS,
)
from monitor.show.charts.style import Paint, safe
from monitor.show.happened import happened_word, voice_word
from monitor.show.words import Words

AXIS = 290
"""Pixels that a narrow screen leaves the axis."""

_SIGN, _LETTER = 12, 6.6  # pixels that a sign takes, and a letter beside it
_GAP = "\N{NO-BREAK SPACE}"  # between a sign and its words


Span = tuple[date, date]
"""The first and the last day of an axis."""


@dataclass(frozen=True)
class Mark:
    """A mark in a lane: when, with which sign, the words beside it, and what is said on pointing at it."""

    day: date
    symbol: str
    words: str
    hover: str

    def is_turned(self, span: Span) -> bool:
        """Whether the words stand before the sign, because there is no room behind it."""
        return _share(self.day, span) + self._width / AXIS > 1

    def taken(self, span: Span) -> tuple[float, float]:
        """From where to where sign and words lie, as shares of the axis."""
        at, half = _share(self.day, span), _SIGN / 2 / AXIS
        return (
            (at - self._width / AXIS, at + half)
            if self.is_turned(span)
            else (at - half, at + self._width / AXIS)
        )

    @property
    def _width(self) -> float:
        return _SIGN + _LETTER * len(self.words)


@dataclass(frozen=True)
class Lane:
    """One voice: its name, its colour, its marks in rows, and for how long an effect could show already."""

    name: str
    colour: str
    rows: tuple[tuple[Mark, ...], ...]
    from_then_on: tuple[Mark, ...] = ()

    @property
    def height(self) -> int:
        """In rows: one for the name, at least one below it."""
        return 1 + max(1, len(self.rows) + len(self.from_then_on))


@dataclass(frozen=True)
class Lanes:
    """All lanes, from the top down."""

    lanes: tuple[Lane, ...]
    empty: str

    @property
    def rows(self) -> int:
        """How many rows they take."""
        return sum(lane.height for lane in self.lanes)

    def draw(self, figure: go.Figure, span: Span) -> None:
        """Draw them on the second axis of the figure, whose rows are counted from the top."""
        at = 0.0
        for lane in self.lanes:
            figure.add_annotation(
                x=0, xref="paper", y=at + 0.5, yref="y2", xanchor="left", text=f"<b>{safe(lane.name)}</b>",
                font={"size": 12, "color": lane.colour}, showarrow=False,
            )  # fmt: skip
            if not lane.rows and not lane.from_then_on:
                figure.add_annotation(
                    x=0, xref="paper", y=at + 1.5, yref="y2", xanchor="left", text=safe(self.empty),
                    font={"size": 12}, showarrow=False,
                )  # fmt: skip
            for place, row in enumerate(lane.rows, start=1):
                _draw_marks(figure, row, at + place + 0.5, lane, span)
            for place, mark in enumerate(lane.from_then_on, start=1):
                _draw_stretch(figure, mark, at + place + 0.5, lane, span)
            at += lane.height
            if lane is not self.lanes[-1]:
                figure.add_shape(
                    type="line", x0=0, x1=1, xref="paper", y0=at, y1=at, yref="y2",
                    line={"width": 0.5, "color": lane.colour},
                )  # fmt: skip


def lanes(outcome: Outcome, _: Words, paint: Paint, *, span: Span, end: date) -> Lanes:
    """The lanes of an indicator on an axis. `end` is the last day of the strategy, which its lane ends with."""
    several = len(outcome.beside) > 1
    made = []
    for place, voice in enumerate(Voice):
        marks = _gathered([each for each in outcome.happenings if each.voice is voice], several, _)
        if voice is Voice.STRATEGY:
            marks.append(Mark(end, "line-ns-open", _("Period ends"), _.day(end)))
            marks.sort(key=lambda mark: mark.day)
        made.append(Lane(voice_word(voice, _), _colour(place, paint), _in_rows(marks, span)))
    shows = tuple(_could_show(each, several, _) for each in outcome.beside if each.could_show_from)
    if shows:
        name = _("An effect could first show (expected lag)")
        made.append(Lane(name, paint.text, (), tuple(mark for mark in shows if mark)))
    return Lanes(tuple(made), _("nothing by this day"))


def _colour(place: int, paint: Paint) -> str:
    return (paint.text, paint.colour(0), paint.warning)[place]


def _gathered(happenings: Sequence[Happening], several: bool, _: Words) -> list[Mark]:
    """One mark for what is alike on a day, with the numbers of all it happened to."""
    alike: dict[tuple[date, str, str], list[Happening]] = {}
    for each in happenings:
        alike.setdefault((each.placed, _symbol(each), happened_word(each, _)), []).append(each)
    marks = []
    for (day, symbol, word), found in alike.items():
        ids = list(dict.fromkeys(each.initiative.number for each in found))
        days = _.partial(found[0].day)
        told = f"{', '.join(ids)} {word}" if several else word
        hover = f"{', '.join(ids)}: {word}, {days}"
        if (due := found[0].due) is not None:
            hover += f" ({_('new deadline: {due}').format(due=_.partial(due))})"
        marks.append(Mark(day, symbol, told, hover))
    return marks


def _symbol(happening: Happening) -> str:
    match happening.what:
        case What.DEADLINE:
            return DEADLINE_SYMBOL
        case What.MILESTONE:
            return MILESTONE_SYMBOL
        case What.DEADLINE_REVISED:
            return REVISION_SYMBOL
        case What.ENDED:
            return STATUS_SYMBOLS[happening.status or Status.COMPLETED]
        case What.EVIDENCE:
            return (
                RECORD_SYMBOLS.get(happening.supports, "circle-open") if happening.supports else "circle-open"
            )


def _could_show(beside: Beside, several: bool, _: Words) -> Mark | None:
    if (day := beside.could_show_from) is None:
        return None
    who = f"{beside.initiative.number} " if several and beside.initiative else ""
    return Mark(day, "line-ns", f"{who}{_('from {day}').format(day=_.day(day))}", "")


def _in_rows(marks: Iterable[Mark], span: Span) -> tuple[tuple[Mark, ...], ...]:
    """The marks on as few rows as leave each the room for its words, on a narrow screen too."""
    rows: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: mark.taken(span)):
        for row in rows:
            if mark.taken(span)[0] > row[-1].taken(span)[1]:
                row.append(mark)
                break
        else:
            rows.append([mark])
    return tuple(tuple(row) for row in rows)


def _share(day: date, span: Span) -> float:
    return (day - span[0]) / (span[1] - span[0])


def _draw_marks(figure: go.Figure, marks: Sequence[Mark], at: float, lane: Lane, span: Span) -> None:
    figure.add_trace(
        go.Scatter(
            x=[mark.day for mark in marks],
            y=[at] * len(marks),
            yaxis="y2",
            mode="markers+text",
            name=safe(lane.name),
            text=[
                f"{safe(mark.words)}{_GAP}" if mark.is_turned(span) else f"{_GAP}{safe(mark.words)}"
                for mark in marks
            ],
            textposition=["middle left" if mark.is_turned(span) else "middle right" for mark in marks],
            textfont={"size": 12},
            marker={
                "size": 12,
                "symbol": [mark.symbol for mark in marks],
                "color": lane.colour,
                "line": {"width": 2, "color": lane.colour},
            },
            customdata=[safe(mark.hover) for mark in marks],
            hovertemplate="%{customdata}<extra>" + safe(lane.name) + "</extra>",
            showlegend=False,
            cliponaxis=False,
        )
    )


def _draw_stretch(figure: go.Figure, mark: Mark, at: float, lane: Lane, span: Span) -> None:
    """A bar from the day on, open to the right, with its words on it or before it."""
    figure.add_shape(
        type="rect", x0=mark.day, x1=span[1], y0=at - 0.32, y1=at + 0.32, yref="y2",
        line={"width": 1, "color": lane.colour}, fillcolor=lane.colour, opacity=0.18,
    )  # fmt: skip
    figure.add_annotation(
        x=mark.day, y=at, yref="y2", xanchor="right" if mark.is_turned(span) else "left", text=safe(mark.words),
        font={"size": 12}, showarrow=False,
    )  # fmt: skip
