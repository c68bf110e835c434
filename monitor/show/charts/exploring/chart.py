"""Which chart of the explorer is drawn, what it says in words, and what a picture of it bears that is taken away."""

from dataclasses import replace
from datetime import date
from textwrap import wrap
from typing import Any, Final

from monitor.measures.definitions import Definition
from monitor.measures.quality import Missing
from monitor.measures.reading.cohort import on_cohorts
from monitor.review.exploring.explorer import View
from monitor.review.exploring.groups import grouped, varied
from monitor.review.exploring.look import Shape
from monitor.show.charts.cohorts import named_axis, unfinished, unfinished_ground
from monitor.show.charts.exploring import courses, parts, points
from monitor.show.charts.exploring.drawn import Drawn, label
from monitor.show.charts.style import Paint, safe
from monitor.show.exploring import n_line, source_line, subtitle, title
from monitor.show.intervals import judged
from monitor.show.words import Words

_WIDE: Final = 1000  # pixels of a picture that is taken away
_SIGNS: Final = {"title": 92, "small": 125}  # that fit into a line of it
_TOLD: Final = 6  # groups whose newest figure is told to those who listen


def chart(view: View, _: Words, paint: Paint, *, as_of: date) -> Drawn | None:
    """The chart that was asked for or else fits, read as of a day; None where none does."""
    definition, figures = view.definition, view.drawn
    match view.shape:
        case Shape.LINES:
            drawn = courses.lines(figures, definition, _, paint)
        case Shape.PANELS:
            drawn = courses.panels(figures, definition, view.panels, _, paint)
        case Shape.DOTS:
            drawn = points.dots(figures, definition, _, paint)
        case Shape.SLOPE:
            drawn = points.slope(figures, definition, _, paint)
        case Shape.STACK:
            drawn = parts.stack(figures, definition, _, paint)
        case None:
            return None
    told = [*drawn.left_out]
    if view.drawn_fewer and not told:
        told = [_("Not all groups chosen are drawn, only the first of them. The table holds all.")]
    # A course of which every figure is hidden is not drawn at all, and has to be told all the more.
    asked = figures if view.shape in (Shape.LINES, Shape.PANELS) else drawn.shown
    hidden = sum(each.missing in (Missing.HIDDEN, Missing.CONFIDENTIAL) for each in asked)
    notes = [*drawn.notes]
    if hidden:
        notes.append(
            _.plural(
                "{n} figure is hidden to protect persons: it is no dot here and a colon in the table.",
                "{n} figures are hidden to protect persons: they are no dots here and colons in the table.",
                hidden,
            )
        )
    drawn = replace(drawn, left_out=tuple(told), notes=tuple(notes))
    if on_cohorts(definition):
        drawn = _on_cohorts(view.shape, drawn, definition, as_of, _, paint)
    drawn.figure["layout"]["meta"] = {"picture": _picture(view, drawn, _, paint)}
    return drawn


def _on_cohorts(
    shape: Shape | None, drawn: Drawn, definition: Definition, as_of: date, _: Words, paint: Paint
) -> Drawn:
    """The same with what its axis of time is, and which cohorts are incomplete; small charts have no room for that."""
    incomplete, why = unfinished(drawn.shown, definition, as_of, _)
    drawn = replace(drawn, notes=(*drawn.notes, *why))
    if shape is Shape.LINES:
        layout = drawn.figure["layout"]
        for name, more in unfinished_ground(incomplete, _, paint).items():
            layout[name] = [*layout.get(name, ()), *more]
    if shape in (Shape.LINES, Shape.SLOPE):
        drawn.figure["layout"] |= named_axis(drawn.figure["layout"], definition, _)
        return drawn
    return replace(
        drawn,
        notes=(
            *drawn.notes,
            _("Each figure stands at the year of release, not at the year of what came after."),
        ),
    )


def alternative_text(view: View, drawn: Drawn, _: Words) -> str:
    """The chart in words: what it is about and the newest figure of its first groups. The table holds all of it."""
    definition = view.definition
    dimensions = varied(drawn.shown, definition)
    told = []
    for course in grouped(drawn.shown, definition)[:_TOLD]:
        newest = next((each for each in reversed(course.figures) if each.is_measured), course.figures[-1])
        told.append(
            f"{label(course, definition, dimensions, _)} {_.period(newest.period)}: {judged(newest, definition, _)}"
        )
    heading = title(view, drawn.shown, _, complete=not drawn.left_out)
    return f"{heading.removesuffix('.')}. {'; '.join(told)}. " + _("The table holds every figure.")


def source_and_n(view: View, drawn: Drawn, _: Words) -> str:
    """Where the figures are from, and how many stand behind them."""
    return " ".join(filter(None, (source_line(view, drawn.shown, _), n_line(view, drawn.shown, _))))


def _picture(view: View, drawn: Drawn, _: Words, paint: Paint) -> dict[str, Any]:
    """What stands on a picture beside the chart, so that it can be understood alone: static/pictures.js adds it."""
    heading = wrap(title(view, drawn.shown, _, complete=not drawn.left_out), _SIGNS["title"])
    about = wrap(subtitle(view, drawn.shown, _), _SIGNS["small"])
    small = [
        line
        for told in (source_and_n(view, drawn, _), *drawn.left_out, *drawn.notes)
        for line in wrap(told, _SIGNS["small"])
    ]
    rows = [f"<b>{safe(line)}</b>" for line in heading]
    rows += [f'<span style="font-size:14px">{safe(line)}</span>' for line in about]
    rows += [f'<span style="font-size:12px">{safe(line)}</span>' for line in small]
    if paint.watermark:
        rows.insert(0, f'<span style="color:{paint.warning}">{safe(paint.watermark)}</span>')
    above = 26 * len(heading) + 22 * len(about) + 20 * len(small) + 30 * bool(paint.watermark) + 30
    layout = drawn.figure["layout"]
    if layout.get("legend", {}).get("yanchor") == "bottom":  # it stands above the bars, below these words
        above += 22 * max(trace["name"].count("<br>") + 1 for trace in drawn.figure["data"])
    height, margin = layout["height"] + above, layout["margin"]
    return {
        "width": _WIDE,
        "height": height,
        "layout": {
            "width": _WIDE,
            "height": height,
            "autosize": False,
            "paper_bgcolor": "#17181a" if paint.dark else "#ffffff",
            "margin": {"l": 24, "r": max(24, margin["r"]), "t": margin["t"] + above, "b": 24},
            "title": {
                "text": "<br>".join(rows),
                "font": {"size": 18, "color": paint.text},
                "x": 0.02,
                "xanchor": "left",
                "y": 1,
                "yanchor": "top",
                "yref": "container",
                "pad": {"t": 26},
            },
        },
    }
