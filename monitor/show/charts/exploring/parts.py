"""Parts of a whole as stacked bars."""

from collections.abc import Sequence
from typing import Any

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.measures.scales import Unit
from monitor.review.exploring.bounds import MOST_ROWS
from monitor.review.exploring.groups import Grouped, varied
from monitor.review.exploring.shapes import bars
from monitor.review.exploring.shapes import parts as parts_of
from monitor.show.charts.exploring.drawn import Drawn, distinct, label, legend_name, legend_rows, wrapped
from monitor.show.charts.style import Paint, is_hollow, layout, safe, separators
from monitor.show.charts.whiskers import range_of
from monitor.show.figures import figure as figure_words
from monitor.show.intervals import judged
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_PATTERNS = ("", "/", ".", "x", "-", "\\", "|", "+")


def stack(figures: Sequence[Observation], definition: Definition, _: Words, paint: Paint) -> Drawn:
    """A bar of all parts for each period and group."""
    part = parts_of(figures, definition) or ""
    whole = bars(figures, part)
    whole.sort(key=lambda bar: (_place(bar[0], definition, part), bar[0].period.sort_key()))
    shown = whole[:MOST_ROWS]
    first = [bar[0] for bar in shown]
    dimensions = [name for name in varied(first, definition) if name != part]
    several = len({each.period for each in first}) > 1
    rows = []
    for each in first:
        words = label(Grouped(each.group, (each,)), definition, dimensions, _) if dimensions else ""
        period = _.period(each.period) if several or not dimensions else ""
        rows.append(wrapped(safe(", ".join(filter(None, (words, period))))))
    rows = distinct(rows)
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
            {
                "type": "bar",
                "x": [float(entry.value or 0) for entry in entries],
                "y": rows,
                "orientation": "h",
                "name": legend_name(_.plain(definition.labels[part][code])),
                "marker": marker,
                "text": [
                    ""
                    if is_hollow(entry) or entry.value is None
                    else f"<b>{safe(figure_words(entry.value, definition.unit_of(entry.group), _))}</b>"
                    for entry in entries
                ],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "insidetextfont": {"color": _on(colour)},
                "customdata": [safe(judged(entry, definition, _)) for entry in entries],
                "hovertemplate": "%{y}, %{fullData.name}: %{customdata}<extra></extra>",
            }
        )
    unit = definition.unit_of(shown[0][0].group)
    laid_out = layout(
        paint,
        height=110
        + 44 * len(rows)
        + 24 * legend_rows([_.plain(definition.labels[part][code]) for code in codes]),
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
    notes = []
    if any(range_of(entry, definition) for bar in shown for entry in bar):
        notes.append(_("Stacked bars show no intervals; the table does."))
    drawn = tuple(entry for bar in shown for entry in bar)
    return Drawn({"data": traces, "layout": laid_out}, drawn, tuple(left_out), tuple(notes))


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
